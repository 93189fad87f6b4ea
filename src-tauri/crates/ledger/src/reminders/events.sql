-- What happened to one paper, as known, in the order of recording.
SELECT on_day, act, life, note
FROM paper_event
WHERE member = ?1 AND paper = ?2 AND act <= ?3
ORDER BY act, line
