-- Waves, in their order.
SELECT wave.id, wave.act, wave.until, wave.begins, wave.weeks, wave.per_week, act.at, act.operator
FROM wave JOIN act ON act.seq = wave.act
ORDER BY wave.id
