-- What became of each proposal, as known, in its order.
SELECT s.asset, s.step, s.act, act.at, act.operator, act.reason
FROM asset_step s JOIN act ON act.seq = s.act
WHERE s.act <= ?1
ORDER BY s.act, s.line
