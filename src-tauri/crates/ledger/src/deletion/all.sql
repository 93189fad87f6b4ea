-- Whose data were deleted, by which act.
SELECT g.act, g.kind, m.code
FROM gone g JOIN member m ON m.id = g.member
WHERE g.act > ?1
ORDER BY g.act, g.kind, m.code
