SELECT DISTINCT born, act
FROM person
WHERE member = ?1 AND born IS NOT NULL
