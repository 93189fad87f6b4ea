-- What was seen and settled of a range of members, in the order in which it was.
SELECT consequence_seen.member, what, consequence_seen.cause, note, act.at, act.operator
FROM consequence_seen JOIN act ON act.seq = consequence_seen.act
WHERE consequence_seen.member >= ?1 AND consequence_seen.member <= ?2
ORDER BY consequence_seen.act, consequence_seen.line
