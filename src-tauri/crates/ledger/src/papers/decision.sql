-- Decisions of a range of members, as known.
SELECT member, on_day, act, about, outcome, because, last_day, last_day_because, policy_from, batch
FROM decision
WHERE member >= ?1 AND member <= ?2 AND act <= ?3
ORDER BY member, on_day, about, act, line
