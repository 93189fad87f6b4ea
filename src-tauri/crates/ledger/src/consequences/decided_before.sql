-- Decisions of a range of members of whom something was recorded after the decision that decides, and was true already on its
-- day; by member, with the act that decided. A loss after the last decision's day ends the cover, and says nothing of the day.
WITH last AS (
  SELECT member, max(on_day) AS on_day
  FROM decision
  WHERE member >= ?1 AND member <= ?2
  GROUP BY member
)
SELECT decision.member, decision.act, decision.on_day, decision.about, decision.outcome, decision.because, decision.last_day, decision.batch
FROM last JOIN decision ON decision.member = last.member
WHERE EXISTS (
    SELECT 1 FROM coverage
    WHERE coverage.member = decision.member AND coverage.act > decision.act AND coverage.from_day <= decision.on_day
      AND (coverage.lost IS NULL OR coverage.lost <= last.on_day)
  )
  OR EXISTS (SELECT 1 FROM name WHERE name.member = decision.member AND name.act > decision.act AND name.from_day <= decision.on_day)
  OR EXISTS (SELECT 1 FROM myna WHERE myna.member = decision.member AND myna.act > decision.act AND myna.from_day <= decision.on_day)
  OR EXISTS (SELECT 1 FROM person WHERE person.member = decision.member AND person.act > decision.act)
  OR EXISTS (SELECT 1 FROM circumstance WHERE circumstance.member = decision.member AND circumstance.act > decision.act AND circumstance.from_day <= decision.on_day)
ORDER BY decision.member, decision.act, decision.line
