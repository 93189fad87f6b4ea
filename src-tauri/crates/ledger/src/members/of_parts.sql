-- Whom parts of imports brought in, by which act, and when.
SELECT m.id, m.code, m.act, a.at
FROM member m CROSS JOIN act a ON a.seq = m.act
WHERE a.kind = 'import_part'
ORDER BY m.id
