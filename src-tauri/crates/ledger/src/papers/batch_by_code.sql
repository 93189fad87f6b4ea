SELECT id, code, act, kind, on_day, layout
FROM batch
WHERE code = ?1
