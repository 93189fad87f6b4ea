-- Who went on with a batch, and why.
SELECT d.act, act.at, act.operator, act.reason, d.changes
FROM batch_despite d JOIN act ON act.seq = d.act
WHERE d.batch = ?1
ORDER BY d.act
