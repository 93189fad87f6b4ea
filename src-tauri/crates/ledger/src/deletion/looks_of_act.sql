-- How many looks an act deleted: those since the last ones that were deleted before.
SELECT look - coalesce((SELECT max(earlier.look) FROM gone_looks earlier WHERE earlier.act < ?1), 0)
FROM gone_looks
WHERE act = ?1
