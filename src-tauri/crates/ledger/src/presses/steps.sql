SELECT job, act, number, file, page
FROM press_step
WHERE batch = ?1
ORDER BY act
