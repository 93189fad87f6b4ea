-- What was found out about the addresses of a range of members, as known.
SELECT member, on_day, act, kind, doubtful, why
FROM address_check
WHERE member >= ?1 AND member <= ?2 AND act <= ?3
ORDER BY member, kind, on_day, act, line
