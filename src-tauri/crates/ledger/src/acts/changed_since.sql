-- Has an act after one that was known written what an import reads? What a part wrote becomes known with the act that publishes
-- it, and that one writes into import.
SELECT 1
FROM act_part p JOIN act a ON a.seq = p.act
WHERE p.act > ?1 AND a.kind <> 'import_part'
  AND p.name IN ('member', 'household', 'person', 'coverage', 'name', 'address', 'myna', 'last_four', 'circumstance', 'employer', 'import', 'import_undone', 'waiting_end', 'gone', 'recipe')
LIMIT 1
