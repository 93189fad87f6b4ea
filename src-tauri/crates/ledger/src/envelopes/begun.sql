-- Was anything of a batch closed by a scan?
SELECT 1
FROM envelope_event
WHERE batch = ?1
LIMIT 1
