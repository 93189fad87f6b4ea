-- The act that put a member on record: for one of a part, the act that published it.
SELECT coalesce(p.act, m.act)
FROM member m LEFT JOIN published p ON p.part = m.act
WHERE m.id = ?1
  AND (p.act IS NOT NULL OR NOT EXISTS (SELECT 1 FROM act a WHERE a.seq = m.act AND a.kind = 'import_part'))
