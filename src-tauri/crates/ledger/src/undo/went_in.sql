-- The acts by which rows of an import that had waited went in.
SELECT DISTINCT e.act
FROM waiting w JOIN waiting_end e ON e.waiting = w.id
WHERE w.import = ?1 AND e.how = 'went_in'
ORDER BY e.act
