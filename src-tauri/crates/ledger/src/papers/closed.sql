SELECT on_day
FROM batch_close
WHERE batch = ?1
