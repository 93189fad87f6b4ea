-- What was deleted of a member, by which act.
SELECT g.kind, g.act, a.at
FROM gone g JOIN act a ON a.seq = g.act
WHERE g.member = ?1
ORDER BY g.act, g.kind
