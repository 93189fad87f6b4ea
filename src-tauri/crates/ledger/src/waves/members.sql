-- Whom a wave renews, by week.
SELECT member, week, because
FROM wave_member
WHERE wave = ?1
ORDER BY week, member
