-- The lines of all letters that name one member, as known.
SELECT member, reminder, place, paper, because, by_day, number, fresh
FROM reminder_paper
WHERE member = ?1 AND act <= ?2
ORDER BY reminder, place
