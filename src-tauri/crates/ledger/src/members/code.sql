-- The management code of a member.
SELECT code
FROM member
WHERE id = ?1
