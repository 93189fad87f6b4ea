DELETE FROM salt
WHERE member = ?1 AND (kind = ?2 OR ?2 = 'member')
