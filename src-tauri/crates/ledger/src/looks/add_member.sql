INSERT INTO look_member (look, member)
VALUES (?1, ?2)
