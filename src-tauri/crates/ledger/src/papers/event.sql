-- The lives of the papers of a range of members, as known.
SELECT member, paper, act, on_day, life, note
FROM paper_event
WHERE member >= ?1 AND member <= ?2 AND act <= ?3
ORDER BY member, paper, on_day, act, line
