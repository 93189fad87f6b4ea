-- The last seal.
SELECT act, hash
FROM seal
ORDER BY act DESC
LIMIT 1
