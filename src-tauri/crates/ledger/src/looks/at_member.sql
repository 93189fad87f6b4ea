-- Every look that showed a member, and those at everyone since the member was on record, in their order.
SELECT seq, at, operator, kind, act, subject, everyone, members, content, prev, hash
FROM look
WHERE (seq IN (SELECT look FROM look_member WHERE member = ?1) OR (everyone = 1 AND act >= ?2))
  AND at >= ?3 AND at < ?4
ORDER BY seq
