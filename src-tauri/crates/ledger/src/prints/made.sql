-- What the printings of a whole batch rested on, the first one first.
SELECT act, engine, fonts, data
FROM print_made
WHERE batch = ?1 AND act NOT IN (SELECT act FROM reprint WHERE batch = ?1)
ORDER BY act
