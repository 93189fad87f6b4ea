-- What was answered about rows of files and members, in the order of the answers.
SELECT r.member, r.person, r.answer, r.act, a.at, a.operator
FROM row_answer r JOIN act a ON a.seq = r.act
ORDER BY r.act, r.line
