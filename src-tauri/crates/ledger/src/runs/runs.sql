-- Runs, in their order.
SELECT run.id, run.act, run.list, run.on_day, run.policy_from, act.at, act.operator
FROM run JOIN act ON act.seq = run.act
ORDER BY run.id
