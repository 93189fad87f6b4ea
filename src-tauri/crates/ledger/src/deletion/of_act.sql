-- How many rows that an act wrote into a table were deleted.
SELECT coalesce(sum(rows), 0)
FROM gone_part
WHERE of_act = ?1 AND name = ?2
