-- Whom the looks of a range of numbers showed, in the order of the looks.
SELECT look, member
FROM look_member
WHERE look >= ?1 AND look <= ?2
ORDER BY look, member
