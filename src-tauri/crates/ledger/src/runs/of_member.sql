-- The runs that named a member, in their order.
SELECT run, part, because, by_day
FROM run_member
WHERE member = ?1
ORDER BY run
