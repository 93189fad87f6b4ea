-- The acts of a kind, in their order.
SELECT a.seq
FROM act a JOIN seal s ON s.act = a.seq
WHERE a.kind = ?1
ORDER BY a.seq
