SELECT id
FROM member
WHERE code = ?1
