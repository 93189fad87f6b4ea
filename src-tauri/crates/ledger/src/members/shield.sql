-- Who is shielded of a range of members, as known; the last row of a member counts.
SELECT member, line, act, shielded
FROM shield
WHERE member >= ?1 AND member <= ?2 AND act <= ?3
ORDER BY member, act, line
