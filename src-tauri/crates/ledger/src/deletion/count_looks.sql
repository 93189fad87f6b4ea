SELECT count(*)
FROM look
WHERE seq <= ?1
