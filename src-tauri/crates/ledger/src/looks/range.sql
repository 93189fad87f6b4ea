-- Looks of a range of numbers, in their order.
SELECT seq, at, operator, kind, act, subject, everyone, members, content, prev, hash
FROM look
WHERE seq >= ?1 AND seq <= ?2
ORDER BY seq
