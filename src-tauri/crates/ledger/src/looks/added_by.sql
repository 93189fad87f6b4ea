-- The act that put a member on record.
SELECT act
FROM member
WHERE id = ?1
