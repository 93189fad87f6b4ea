-- The last act of a kind.
SELECT max(a.seq)
FROM act a JOIN seal s ON s.act = a.seq
WHERE a.kind = ?1
