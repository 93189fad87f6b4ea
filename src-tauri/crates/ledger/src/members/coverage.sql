-- coverage: the rows of a range of members, as known, in the order in which the fold reads them.
SELECT member, from_day, act, withdrawn, place, symbol, number, branch, employer, household, relation, acquired, lost, left_on, voluntary_until, received, staff_number
FROM coverage
WHERE member >= ?1 AND member <= ?2 AND act <= ?3
ORDER BY member, from_day, act, line
