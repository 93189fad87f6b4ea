-- The salt of a member's rows of a kind, and the act that made it.
SELECT act, salt
FROM salt
WHERE member = ?1 AND kind = ?2
