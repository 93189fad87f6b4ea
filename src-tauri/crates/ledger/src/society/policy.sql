-- The policies recorded last, as known.
SELECT text
FROM policy
WHERE act <= ?1
ORDER BY act DESC, line DESC
LIMIT 1
