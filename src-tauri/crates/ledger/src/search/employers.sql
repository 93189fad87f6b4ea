SELECT DISTINCT employer
FROM employer_term
WHERE term >= ?1 AND term < ?2
ORDER BY employer
