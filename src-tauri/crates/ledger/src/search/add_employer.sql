INSERT INTO employer_term (term, employer)
VALUES (?1, ?2)
ON CONFLICT (term, employer) DO NOTHING
