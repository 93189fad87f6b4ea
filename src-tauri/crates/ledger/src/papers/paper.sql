-- Papers of a range of members, as known.
SELECT member, id, act, code, batch, kind, issued, until, name, symbol, number, branch, acquired, ratio, address
FROM paper
WHERE member >= ?1 AND member <= ?2 AND act <= ?3
ORDER BY member, id
