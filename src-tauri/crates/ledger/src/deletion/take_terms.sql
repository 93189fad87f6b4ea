-- The index forgets everyone whom an act deletes.
DELETE FROM search_term
WHERE member IN (SELECT member FROM gone WHERE act = ?1 AND kind = 'member')
