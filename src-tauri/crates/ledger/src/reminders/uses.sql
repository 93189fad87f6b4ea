-- Uses after the end of cover that were reported, as known.
SELECT member, on_day, note
FROM use_after_loss
WHERE act <= ?1
ORDER BY member, on_day, act, line
