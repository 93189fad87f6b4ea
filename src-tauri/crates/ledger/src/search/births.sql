SELECT DISTINCT born
FROM person
WHERE member = ?1 AND born IS NOT NULL
