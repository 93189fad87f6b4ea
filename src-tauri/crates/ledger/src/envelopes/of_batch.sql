SELECT batch, envelope, code, bundle
FROM envelope
WHERE batch = ?1
ORDER BY envelope
