-- Every version of every recipe, in their order, with who wrote it when.
SELECT r.id, r.version, r.act, a.at, a.operator, r.employer, r.headers, r.text, r.forgotten
FROM recipe r JOIN act a ON a.seq = r.act
ORDER BY r.id, r.version
