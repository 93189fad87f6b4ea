SELECT member
FROM registration_unlisted
WHERE list = ?1
ORDER BY member
