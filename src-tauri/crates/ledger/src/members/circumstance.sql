-- circumstance: the rows of a range of members, as known, in the order in which the fold reads them.
SELECT member, from_day, act, withdrawn, place, resident, assistance, asked_at_enrolment, old_card_until, ratio
FROM circumstance
WHERE member >= ?1 AND member <= ?2 AND act <= ?3
ORDER BY member, from_day, act, line
