-- Every salt of a kind, in the order of members.
SELECT member, act, salt
FROM salt
WHERE kind = ?1
ORDER BY member
