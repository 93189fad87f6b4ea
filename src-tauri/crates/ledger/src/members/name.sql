-- name: the rows of a range of members, as known, in the order in which the fold reads them.
SELECT member, from_day, act, withdrawn, place, layer, name, kana
FROM name
WHERE member >= ?1 AND member <= ?2 AND act <= ?3
ORDER BY member, layer, from_day, act, line
