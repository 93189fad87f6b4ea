SELECT member, part
FROM search_term
WHERE kind = ?1 AND term = ?2
ORDER BY member, part
