-- myna: the rows of a range of members, as known, in the order in which the fold reads them.
SELECT member, from_day, act, withdrawn, place, my_number, card, use_registered, e_certificate_until, access, portal
FROM myna
WHERE member >= ?1 AND member <= ?2 AND act <= ?3
ORDER BY member, from_day, act, line
