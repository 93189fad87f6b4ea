SELECT batch, envelope, code, bundle
FROM envelope
WHERE code = ?1
