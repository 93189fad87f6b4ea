SELECT envelope, step, act, on_day
FROM envelope_event
WHERE batch = ?1 AND envelope = ?2
ORDER BY act, line
