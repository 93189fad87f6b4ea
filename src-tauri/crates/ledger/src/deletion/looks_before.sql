-- The looks before a moment: the last of an unbroken row of them, which is never the last look of all.
SELECT seq, act, hash
FROM look
WHERE seq < (SELECT min(seq) FROM look WHERE at >= ?1 OR seq = (SELECT max(seq) FROM look))
ORDER BY seq DESC
LIMIT 1
