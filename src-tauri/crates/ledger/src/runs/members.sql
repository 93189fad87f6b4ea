-- Whom a run concerns, by part.
SELECT member, part, because, by_day
FROM run_member
WHERE run = ?1
ORDER BY part, member
