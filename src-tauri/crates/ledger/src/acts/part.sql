INSERT INTO act_part (act, name, rows, content)
VALUES (?1, ?2, ?3, ?4)
