-- Refusals of some days, as known.
SELECT member, on_day, act, about, because
FROM decision
WHERE on_day >= ?1 AND on_day <= ?2 AND act <= ?3 AND outcome = 'refuse'
ORDER BY member, on_day, about, act, line
