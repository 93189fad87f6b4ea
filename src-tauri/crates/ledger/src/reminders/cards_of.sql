-- What a range of members was reminded of that is no paper of the ledger (old cards), as known, with the day that the letter bears.
SELECT line.member, reminder.on_day, line.act, line.number
FROM reminder_paper AS line
JOIN reminder ON reminder.id = line.reminder
WHERE line.member >= ?1 AND line.member <= ?2 AND line.act <= ?3 AND line.paper IS NULL AND line.fresh = 1
ORDER BY line.member, line.act, line.line
