-- The sheets of an import, in their order.
SELECT name, headings, rows
FROM import_sheet
WHERE import = ?1
ORDER BY place
