-- Members of a range, as known, but for those whose data were deleted: number, code.
SELECT id, code, act
FROM member
WHERE id >= ?1 AND id <= ?2 AND act <= ?3 AND id NOT IN (SELECT member FROM gone WHERE kind = 'member')
ORDER BY id
