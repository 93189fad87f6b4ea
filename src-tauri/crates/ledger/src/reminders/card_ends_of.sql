-- Where the old cards of a range of members were said to be, as known, in the order of recording: the last one counts.
SELECT member, on_day, act, life, note
FROM old_card_end
WHERE member >= ?1 AND member <= ?2 AND act <= ?3
ORDER BY member, act, line
