INSERT INTO search_made (fold)
VALUES (?1)
