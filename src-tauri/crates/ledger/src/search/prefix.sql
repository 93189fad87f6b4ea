-- A prefix is a range: from the prefix to the prefix with the last character there is.
SELECT member, part
FROM search_term
WHERE kind = ?1 AND term >= ?2 AND term < ?3
ORDER BY term, member, part
