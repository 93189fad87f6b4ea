-- What the printings of a batch rested on, the first one first.
SELECT act, engine, fonts, data
FROM print_made
WHERE batch = ?1
ORDER BY act
