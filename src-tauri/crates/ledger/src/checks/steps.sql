-- What happened to the last-four checks of a range of members, as known, in the order in which it was recorded.
SELECT member, on_day, act, line, event, said, whom, until, note
FROM last_four_step
WHERE member >= ?1 AND member <= ?2 AND act <= ?3
ORDER BY member, act, line
