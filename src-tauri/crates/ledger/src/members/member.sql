-- Members of a range, as known, but for those whose data were deleted or who were taken back with their import:
-- number, code.
SELECT id, code, act
FROM member
WHERE id >= ?1 AND id <= ?2 AND act <= ?3 AND id NOT IN (SELECT member FROM gone WHERE kind = 'member')
  AND id NOT IN (SELECT member FROM member_undone WHERE act <= ?3)
ORDER BY id
