-- The act that entered a member.
SELECT act
FROM member
WHERE id = ?1
