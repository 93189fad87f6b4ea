-- Whose last four digits one file brought, and from which of its rows: an import writes them by itself or by its parts.
SELECT member, place
FROM last_four
WHERE place IS NOT NULL
  AND (act = ?1 OR act IN (SELECT part FROM published WHERE act = ?1))
ORDER BY member
