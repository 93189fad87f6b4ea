-- The lists of the state that were loaded, in their order, and whether their imports were taken back.
SELECT registration_list.id, registration_list.act, registration_list.import, as_of, said, people, whole, import.file, import.sha256, act.at, act.operator,
  EXISTS (SELECT 1 FROM import_undone WHERE import_undone.import = registration_list.import)
FROM registration_list JOIN import ON import.id = registration_list.import JOIN act ON act.seq = registration_list.act
ORDER BY registration_list.id
