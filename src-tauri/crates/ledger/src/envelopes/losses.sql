SELECT sheet, step, act, on_day
FROM sheet_loss
WHERE batch = ?1
ORDER BY sheet, act
