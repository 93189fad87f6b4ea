-- Looks of a stretch of time, in their order.
SELECT seq, at, operator, kind, act, subject, everyone, members, content, prev, hash
FROM look
WHERE at >= ?1 AND at < ?2
ORDER BY seq
