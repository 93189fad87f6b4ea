-- The numbers of the acts of a stretch of time: the first and the last.
SELECT min(seq), max(seq)
FROM act
WHERE at >= ?1 AND at < ?2
