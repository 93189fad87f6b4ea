SELECT sheet, step, act, on_day
FROM sheet_loss
WHERE batch = ?1 AND sheet = ?2
ORDER BY act
