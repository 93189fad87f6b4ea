-- Seals without an act.
SELECT s.act
FROM seal s
WHERE NOT EXISTS (SELECT 1 FROM act a WHERE a.seq = s.act)
ORDER BY s.act
