SELECT id, act
FROM member
WHERE code = ?1
