DELETE FROM look_member
WHERE look <= ?1
