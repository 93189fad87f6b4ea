-- Everything that was proposed for letters, as known, in the order in which it was proposed.
SELECT a.id, a.what, a.paper, a.variant, a.name, a.from_day, a.until, a.picture, a.layout, a.act, act.at, act.operator
FROM asset a JOIN act ON act.seq = a.act
WHERE a.act <= ?1
ORDER BY a.id
