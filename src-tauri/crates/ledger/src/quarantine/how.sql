-- How a row that waited ended.
SELECT how
FROM waiting_end
WHERE waiting = ?1
