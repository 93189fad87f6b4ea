DELETE FROM look
WHERE seq <= ?1
