-- The last act that was recorded at or before a moment.
SELECT coalesce(max(a.seq), 0)
FROM act a JOIN seal s ON s.act = a.seq
WHERE a.at <= ?1
