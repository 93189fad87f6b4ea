-- Batches of a range of numbers.
SELECT id, code, act, kind, on_day, layout
FROM batch
WHERE id >= ?1 AND id <= ?2
ORDER BY id
