-- The fees of a range of members' applications, as known; the last row of an application counts.
SELECT member, application, act, on_day, yen, state, reason
FROM fee
WHERE member >= ?1 AND member <= ?2 AND act <= ?3
ORDER BY member, application, act, line
