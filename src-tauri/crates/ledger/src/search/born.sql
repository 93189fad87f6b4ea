-- Everyone who was ever recorded with this birth date.
SELECT DISTINCT member, act
FROM person
WHERE born = ?1
ORDER BY member
