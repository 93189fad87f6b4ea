-- Where the papers of a batch are, each life once.
SELECT DISTINCT coalesce((
  SELECT life
  FROM paper_event
  WHERE paper_event.member = sheet.member AND paper_event.paper = sheet.paper
  ORDER BY act DESC, line DESC
  LIMIT 1
), 'planned')
FROM sheet
WHERE batch = ?1 AND paper IS NOT NULL
