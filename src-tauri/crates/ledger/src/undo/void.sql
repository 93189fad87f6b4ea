-- The acts of imports that had been taken back by an act, and those that took them back: act, import, and which of the two it is.
SELECT i.act, u.import, 0 FROM import_undone u JOIN import i ON i.id = u.import WHERE u.act <= ?1
UNION SELECT p.part, u.import, 0 FROM import_undone u JOIN import i ON i.id = u.import JOIN published p ON p.act = i.act WHERE u.act <= ?1
UNION SELECT e.act, u.import, 0 FROM import_undone u JOIN waiting w ON w.import = u.import JOIN waiting_end e ON e.waiting = w.id WHERE e.how = 'went_in' AND u.act <= ?1
UNION SELECT u.act, u.import, 1 FROM import_undone u WHERE u.act <= ?1
UNION SELECT p.part, u.import, 1 FROM import_undone u JOIN published p ON p.act = u.act WHERE u.act <= ?1
