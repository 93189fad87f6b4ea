INSERT INTO seal (act, rows, content, prev, hash)
VALUES (?1, ?2, ?3, ?4, ?5)
