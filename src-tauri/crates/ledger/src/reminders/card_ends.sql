-- How the duties of old cards ended, as known, in the order of recording: the last one counts.
SELECT member, on_day, life, note
FROM old_card_end
WHERE act <= ?1
ORDER BY member, act, line
