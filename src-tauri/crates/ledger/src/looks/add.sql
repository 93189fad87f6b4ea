INSERT INTO look (seq, at, operator, kind, act, subject, everyone, members, content, prev, hash)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
