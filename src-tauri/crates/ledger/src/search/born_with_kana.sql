-- Those born on the day, of those who ever had the kana.
SELECT k.member
FROM search_term k
WHERE k.kind = 'kana' AND k.term = ?2
  AND EXISTS (SELECT 1 FROM search_term b WHERE b.kind = 'born' AND b.term = ?1 AND b.member = k.member)
ORDER BY k.member
