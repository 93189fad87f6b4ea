-- How many rows an act deleted.
SELECT coalesce(sum(rows), 0)
FROM gone_part
WHERE act = ?1
