-- How long the society decided to keep each kind, as known; the last row of a kind counts.
SELECT kind, length, source
FROM retention
WHERE act <= ?1
ORDER BY kind, act, line
