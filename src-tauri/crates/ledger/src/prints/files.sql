-- The files of one printing of a batch, in their order.
SELECT file, sha256, bytes, first_sheet, last_sheet
FROM print_file
WHERE batch = ?1 AND act = ?2
ORDER BY place
