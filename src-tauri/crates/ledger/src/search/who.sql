-- Every birth date of a range of members with every kana of theirs, and the acts that recorded the two.
SELECT p.member, p.born, n.kana, p.act, n.act
FROM person p JOIN name n ON n.member = p.member
WHERE p.member >= ?1 AND p.member <= ?2 AND p.born IS NOT NULL AND n.kana IS NOT NULL
ORDER BY p.member
