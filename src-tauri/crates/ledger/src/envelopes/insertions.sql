SELECT act, on_day, sheets
FROM insertion
WHERE batch = ?1
ORDER BY act
