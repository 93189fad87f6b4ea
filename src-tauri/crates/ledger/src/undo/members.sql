-- Who was taken back with their import, and when.
SELECT m.id, m.code, a.at
FROM member_undone u JOIN member m ON m.id = u.member JOIN act a ON a.seq = u.act
ORDER BY m.id
