SELECT max(copy)
FROM reprint
WHERE batch = ?1 AND sheet = ?2
