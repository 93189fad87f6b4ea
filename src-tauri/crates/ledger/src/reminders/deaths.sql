-- Who died, as known, in the order of recording: the last one counts.
SELECT member, on_day, act
FROM death
WHERE act <= ?1
ORDER BY member, act, line
