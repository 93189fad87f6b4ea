-- Batches with papers that are not printed or not posted yet, and whether any of them is still to be printed.
SELECT batch, max(life = 'planned')
FROM (
  SELECT batch, coalesce((
    SELECT life
    FROM paper_event
    WHERE paper_event.member = paper.member AND paper_event.paper = paper.id
    ORDER BY on_day DESC, act DESC, line DESC
    LIMIT 1
  ), 'planned') AS life
  FROM paper
  WHERE batch IS NOT NULL
)
WHERE life IN ('planned', 'printed')
GROUP BY batch
