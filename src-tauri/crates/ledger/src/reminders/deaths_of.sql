-- The deaths of a range of members, as known, in the order of recording: the last one counts.
SELECT member, on_day, act
FROM death
WHERE member >= ?1 AND member <= ?2 AND act <= ?3
ORDER BY member, act, line
