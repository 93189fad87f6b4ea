INSERT INTO search_term (kind, term, member)
VALUES (?1, ?2, ?3)
ON CONFLICT (kind, term, member) DO NOTHING
