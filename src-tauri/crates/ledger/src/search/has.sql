SELECT 1
FROM search_term
WHERE kind = ?1 AND term = ?2 AND member = ?3
