-- The spoiled sheets of a batch that came out of the printer once more before an act.
SELECT sheet, copy
FROM reprint
WHERE batch = ?1 AND act < ?2
ORDER BY sheet, copy
