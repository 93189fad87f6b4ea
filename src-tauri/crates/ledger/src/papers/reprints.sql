-- The spoiled sheets of a batch that came out of the printer once more.
SELECT sheet, copy
FROM reprint
WHERE batch = ?1
ORDER BY sheet, copy
