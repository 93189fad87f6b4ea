-- The parts that an act published.
SELECT part
FROM published
WHERE act = ?1
ORDER BY part
