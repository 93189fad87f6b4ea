-- Batches with papers that are not printed, not put into envelopes, not posted or taken back, and which of these there are; every
-- paper of a batch that was taken back is void, of another at most a spoiled one.
SELECT batch, max(life = 'planned'), max(life = 'printed'), max(life = 'inserted'), sum(life = 'void') = (SELECT count(*) FROM sheet WHERE sheet.batch = lives.batch)
FROM (
  SELECT batch, coalesce((
    SELECT life
    FROM paper_event
    WHERE paper_event.member = paper.member AND paper_event.paper = paper.id
    ORDER BY act DESC, line DESC
    LIMIT 1
  ), 'planned') AS life
  FROM paper
  WHERE batch IS NOT NULL
) AS lives
WHERE life IN ('planned', 'printed', 'inserted', 'void')
GROUP BY batch
