-- Whoever has had more than one number.
SELECT member
FROM coverage
WHERE withdrawn = 0
GROUP BY member
HAVING count(DISTINCT symbol || char(31) || number) > 1
ORDER BY member
