SELECT id, member
FROM paper
WHERE code = ?1
