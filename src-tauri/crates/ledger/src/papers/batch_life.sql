-- A batch as batch_lives.sql has it: which of its papers are not printed, not put into envelopes, not posted, and whether it was
-- taken back.
SELECT max(life = 'planned'), max(life = 'printed'), max(life = 'inserted'), sum(life = 'void') = (SELECT count(*) FROM sheet WHERE sheet.batch = ?1)
FROM (
  SELECT coalesce((
    SELECT life
    FROM paper_event
    WHERE paper_event.member = paper.member AND paper_event.paper = paper.id
    ORDER BY act DESC, line DESC
    LIMIT 1
  ), 'planned') AS life
  FROM (SELECT DISTINCT member, paper FROM sheet WHERE sheet.batch = ?1 AND paper IS NOT NULL) AS own
  JOIN paper ON paper.member = own.member AND paper.id = own.paper
  WHERE paper.batch = ?1
) AS lives
WHERE life IN ('planned', 'printed', 'inserted', 'void')
