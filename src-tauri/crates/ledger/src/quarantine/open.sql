-- The rows that wait, in the order in which they came; of one import, or (0) of all.
SELECT w.id, w.import, w.place, a.at, a.operator, i.file, i.employer, r.employer, r.sheet, r.row_number, r.fate, r.said, r.digits, r.headings, r.cells, r.reasons
FROM waiting w JOIN waiting_row r ON r.waiting = w.id JOIN act a ON a.seq = w.act JOIN import i ON i.id = w.import
WHERE (?1 = 0 OR w.import = ?1) AND w.id NOT IN (SELECT waiting FROM waiting_end)
ORDER BY w.id
