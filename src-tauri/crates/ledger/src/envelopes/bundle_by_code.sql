SELECT batch, bundle, code, label, route, employer
FROM bundle
WHERE code = ?1 OR label = ?1
