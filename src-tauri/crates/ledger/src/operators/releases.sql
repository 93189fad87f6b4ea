-- What was prepared and released of one piece of work, or of all of a kind, as known, with who and when.
SELECT r.act, r.subject, r.step, a.operator, a.at
FROM release r JOIN act a ON a.seq = r.act
WHERE r.about = ?1 AND (?2 IS NULL OR r.subject = ?2) AND r.act <= ?3
ORDER BY r.act, r.line
