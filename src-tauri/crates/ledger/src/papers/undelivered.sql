-- Papers that the post brought back and that have not gone anywhere since, each with the day and the reason.
SELECT member, paper, on_day, note
FROM paper_event AS back
WHERE life = 'undelivered' AND NOT EXISTS (
  SELECT 1
  FROM paper_event AS later
  WHERE later.member = back.member AND later.paper = back.paper AND (later.act > back.act OR later.act = back.act AND later.line > back.line)
)
ORDER BY on_day, member, paper
