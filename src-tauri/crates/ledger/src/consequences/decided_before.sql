-- The decisions of everybody of whom something was recorded after the first of them that decides, and was true already on the
-- day of the last; by member, with the act that decided. A loss after that day ends the cover, and says nothing of the day.
WITH first AS (
  SELECT member, min(act) AS act, max(on_day) AS on_day
  FROM decision
  GROUP BY member
)
SELECT decision.member, decision.act, decision.on_day, decision.about, decision.outcome, decision.because, decision.last_day, decision.batch
FROM first JOIN decision ON decision.member = first.member
WHERE EXISTS (
    SELECT 1 FROM coverage
    WHERE coverage.member = first.member AND coverage.act > first.act AND coverage.from_day <= first.on_day
      AND (coverage.lost IS NULL OR coverage.lost <= first.on_day)
  )
  OR EXISTS (SELECT 1 FROM name WHERE name.member = first.member AND name.act > first.act AND name.from_day <= first.on_day)
  OR EXISTS (SELECT 1 FROM myna WHERE myna.member = first.member AND myna.act > first.act AND myna.from_day <= first.on_day)
  OR EXISTS (SELECT 1 FROM person WHERE person.member = first.member AND person.act > first.act)
  OR EXISTS (SELECT 1 FROM circumstance WHERE circumstance.member = first.member AND circumstance.act > first.act AND circumstance.from_day <= first.on_day)
ORDER BY decision.member, decision.act, decision.line
