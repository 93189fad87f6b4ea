-- Acts without a seal: opened and never closed.
SELECT a.seq
FROM act a
WHERE NOT EXISTS (SELECT 1 FROM seal s WHERE s.act = a.seq)
ORDER BY a.seq
