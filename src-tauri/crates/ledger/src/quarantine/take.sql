DELETE FROM waiting_row
WHERE waiting = ?1
