DELETE FROM employer_term
