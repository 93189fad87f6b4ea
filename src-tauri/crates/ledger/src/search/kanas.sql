SELECT DISTINCT kana, act
FROM name
WHERE member = ?1 AND kana IS NOT NULL
