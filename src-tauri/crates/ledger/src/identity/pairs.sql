-- What was answered about two members, in the order of the answers.
SELECT s.member, s.other, s.answer, s.act, a.at, a.operator, a.reason
FROM same_answer s JOIN act a ON a.seq = s.act
ORDER BY s.act, s.line
