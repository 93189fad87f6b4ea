-- Every layout on record, as known, the first one first.
SELECT sha256, act, name
FROM layout
WHERE act <= ?1
ORDER BY act, line
