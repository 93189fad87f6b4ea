SELECT name, text
FROM layout
WHERE sha256 = ?1
