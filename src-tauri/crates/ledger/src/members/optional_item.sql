-- What certificates say besides, of a range of members, as known; the last row of a kind counts.
SELECT member, item, act, value, from_day, until, wished
FROM optional_item
WHERE member >= ?1 AND member <= ?2 AND act <= ?3
ORDER BY member, act, line
