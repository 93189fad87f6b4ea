-- The days on which somebody was reminded of old cards, as known.
SELECT line.member, reminder.on_day
FROM reminder_paper AS line
JOIN reminder ON reminder.id = line.reminder
WHERE line.paper IS NULL AND line.fresh = 1 AND line.act <= ?1
ORDER BY line.member, line.act, line.line
