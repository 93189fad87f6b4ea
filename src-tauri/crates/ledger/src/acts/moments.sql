SELECT seq, at, on_day
FROM act
WHERE seq >= ?1 AND seq <= ?2
ORDER BY seq
