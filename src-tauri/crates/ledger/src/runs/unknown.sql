SELECT place, because
FROM registration_unknown
WHERE list = ?1
ORDER BY line
