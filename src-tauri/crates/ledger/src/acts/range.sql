-- Acts of a range, with their seals.
SELECT a.seq, a.at, a.operator, a.kind, a.on_day, a.subject, a.reason, s.rows, s.content, s.prev, s.hash
FROM act a JOIN seal s ON s.act = a.seq
WHERE a.seq >= ?1 AND a.seq <= ?2
ORDER BY a.seq
