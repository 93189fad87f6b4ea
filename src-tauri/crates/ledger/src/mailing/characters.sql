-- Every decision about a character as far as it was known, the earliest first.
SELECT c.letter, c.how, c.substitute, c.act, act.at, act.operator
FROM character_rule c JOIN act ON act.seq = c.act
WHERE c.act <= ?1
ORDER BY c.act, c.line
