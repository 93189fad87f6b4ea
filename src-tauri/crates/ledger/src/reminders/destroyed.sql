-- The codes of the papers that one act destroyed.
SELECT paper.code
FROM paper_event AS event
JOIN paper ON paper.member = event.member AND paper.id = event.paper
WHERE event.act = ?1 AND event.life = 'destroyed'
ORDER BY event.line
