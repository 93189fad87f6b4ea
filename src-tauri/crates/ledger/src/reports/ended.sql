-- What came to an end on some days, as known: papers handed back, found, reported as lost or as not collectable, destroyed by
-- their holders.
SELECT paper_event.member, paper_event.paper, paper_event.act, paper.kind, paper_event.on_day, paper_event.life
FROM paper_event
JOIN paper ON paper.member = paper_event.member AND paper.id = paper_event.paper
WHERE paper_event.on_day >= ?1 AND paper_event.on_day <= ?2 AND paper_event.act <= ?3
  AND paper_event.life IN ('returned', 'found', 'loss_reported', 'not_collectable', 'self_disposed')
ORDER BY paper_event.member, paper_event.paper, paper_event.act, paper_event.line
