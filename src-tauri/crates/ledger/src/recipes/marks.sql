SELECT marks
FROM import_rows
WHERE import = ?1
