INSERT INTO act (seq, at, operator, kind, on_day, subject, reason)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
