SELECT act, round, file, first_page, last_page, printer, tray
FROM press_job
WHERE batch = ?1
ORDER BY act
