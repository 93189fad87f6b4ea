INSERT INTO schema_file (number, sha256)
VALUES (?1, ?2)
