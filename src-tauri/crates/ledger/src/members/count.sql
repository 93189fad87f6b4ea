SELECT count(*)
FROM member
