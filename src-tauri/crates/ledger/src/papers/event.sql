-- The lives of the papers of a range of members, as known, in the order in which they were recorded: what is recorded later of a
-- paper goes on from what stood, whatever days the clock of the printer said before.
SELECT member, paper, act, on_day, life, note
FROM paper_event
WHERE member >= ?1 AND member <= ?2 AND act <= ?3
ORDER BY member, paper, act, line
