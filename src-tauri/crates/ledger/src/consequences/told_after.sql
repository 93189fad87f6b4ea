-- Losses of a range of members that were told after their day, while a certificate was out that was not yet handed back: member,
-- day of loss, and the day of the act that told it.
SELECT coverage.member, coverage.lost, act.on_day
FROM coverage JOIN act ON act.seq = coverage.act
WHERE coverage.member >= ?1 AND coverage.member <= ?2 AND coverage.lost < act.on_day AND EXISTS (
  SELECT 1
  FROM paper
  WHERE paper.member = coverage.member AND paper.kind = 'certificate' AND paper.until >= coverage.lost AND paper.issued < act.on_day
    AND NOT EXISTS (
      SELECT 1
      FROM paper_event
      WHERE paper_event.member = paper.member AND paper_event.paper = paper.id
        AND paper_event.life IN ('returned', 'destroyed', 'loss_reported', 'not_collectable', 'self_disposed', 'void')
    )
)
ORDER BY coverage.member, coverage.from_day, coverage.act, coverage.line
