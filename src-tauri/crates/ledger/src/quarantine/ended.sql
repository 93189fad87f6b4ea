-- The rows that wait no longer and are still there.
SELECT r.waiting
FROM waiting_row r JOIN waiting_end e ON e.waiting = r.waiting
ORDER BY r.waiting
