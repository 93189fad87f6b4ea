-- Papers that were taken back before they were printed, as known.
SELECT member, paper, act
FROM paper_event
WHERE life = 'void' AND act <= ?1
