-- What a letter lists, in its order.
SELECT member, reminder, place, paper, because, by_day, number, fresh
FROM reminder_paper
WHERE reminder = ?1
ORDER BY place
