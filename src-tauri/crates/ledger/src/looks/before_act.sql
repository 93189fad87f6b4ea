-- The last look before an act was known.
SELECT seq, hash
FROM look
WHERE act < ?1
ORDER BY seq DESC
LIMIT 1
