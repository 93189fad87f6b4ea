INSERT INTO search_term (kind, term, member, part)
VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (kind, term, member, part) DO NOTHING
