-- The last look.
SELECT seq, hash
FROM look
ORDER BY seq DESC
LIMIT 1
