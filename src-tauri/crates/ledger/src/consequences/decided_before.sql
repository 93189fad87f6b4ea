-- Decisions about a paper or a refusal after which something was recorded of the member that decides, and was true already on
-- the day of the decision; by member, with the act that decided.
SELECT decision.member, decision.act, decision.on_day, decision.about, decision.outcome, decision.because, decision.last_day, decision.batch
FROM decision
WHERE EXISTS (SELECT 1 FROM coverage WHERE coverage.member = decision.member AND coverage.act > decision.act AND coverage.from_day <= decision.on_day)
  OR EXISTS (SELECT 1 FROM name WHERE name.member = decision.member AND name.act > decision.act AND name.from_day <= decision.on_day)
  OR EXISTS (SELECT 1 FROM myna WHERE myna.member = decision.member AND myna.act > decision.act AND myna.from_day <= decision.on_day)
  OR EXISTS (SELECT 1 FROM person WHERE person.member = decision.member AND person.act > decision.act)
  OR EXISTS (SELECT 1 FROM circumstance WHERE circumstance.member = decision.member AND circumstance.act > decision.act AND circumstance.from_day <= decision.on_day)
ORDER BY decision.member, decision.act, decision.line
