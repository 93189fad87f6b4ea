SELECT batch, bundle, code, label, route, employer
FROM bundle
WHERE batch = ?1
ORDER BY bundle
