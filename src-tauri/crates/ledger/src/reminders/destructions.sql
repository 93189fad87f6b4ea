-- What was destroyed on some days, as known.
SELECT act, on_day, witness, papers, way
FROM destruction
WHERE on_day >= ?1 AND on_day <= ?2 AND act <= ?3
ORDER BY on_day, act, line
