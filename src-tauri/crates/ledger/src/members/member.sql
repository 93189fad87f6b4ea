-- Members of a range, as known: number, code.
SELECT id, code, act
FROM member
WHERE id >= ?1 AND id <= ?2 AND act <= ?3
ORDER BY id
