-- What was prepared and released of one piece of work, as known, with who and when.
SELECT r.step, a.operator, a.at
FROM release r JOIN act a ON a.seq = r.act
WHERE r.about = ?1 AND r.subject = ?2 AND r.act <= ?3
ORDER BY r.act, r.line
