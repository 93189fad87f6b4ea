-- Applications of a range of members, as known.
SELECT member, id, act, place, reason, on_day
FROM application
WHERE member >= ?1 AND member <= ?2 AND act <= ?3
ORDER BY member, id
