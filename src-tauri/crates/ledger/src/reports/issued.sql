-- Papers of some days of issue, as known, with what was decided for the batch in which they were frozen.
SELECT paper.member, paper.id, paper.act, paper.kind, paper.issued, decision.outcome, decision.because
FROM paper
LEFT JOIN decision ON decision.member = paper.member AND decision.on_day = paper.issued AND decision.about = paper.kind
  AND decision.batch = paper.batch
WHERE paper.issued >= ?1 AND paper.issued <= ?2 AND paper.act <= ?3
ORDER BY paper.member, paper.id
