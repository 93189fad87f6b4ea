-- Applications of a range of members, as known; those that came with an import are taken back with it.
SELECT member, id, act, place, reason, on_day
FROM application
WHERE member >= ?1 AND member <= ?2 AND act <= ?3
  AND act NOT IN (
    SELECT i.act FROM import_undone u JOIN import i ON i.id = u.import WHERE u.act <= ?3
    UNION SELECT p.part FROM import_undone u JOIN import i ON i.id = u.import JOIN published p ON p.act = i.act WHERE u.act <= ?3
    UNION SELECT e.act FROM import_undone u JOIN waiting w ON w.import = u.import JOIN waiting_end e ON e.waiting = w.id WHERE e.how = 'went_in' AND u.act <= ?3
  )
ORDER BY member, id
