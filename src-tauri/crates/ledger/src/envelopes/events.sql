SELECT envelope, step, act, on_day
FROM envelope_event
WHERE batch = ?1
ORDER BY envelope, act, line
