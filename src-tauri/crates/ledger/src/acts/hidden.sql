-- The parts of imports that were sealed and not published by an act.
SELECT a.seq
FROM act a
WHERE a.kind = 'import_part' AND a.seq <= ?1
  AND EXISTS (SELECT 1 FROM seal s WHERE s.act = a.seq)
  AND NOT EXISTS (SELECT 1 FROM published p WHERE p.part = a.seq AND p.act <= ?1)
ORDER BY a.seq
