SELECT member
FROM paper
WHERE id = ?1
