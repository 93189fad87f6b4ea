-- What the printings of one sheet alone rested on, the first one first.
SELECT print_made.act, engine, fonts, data
FROM print_made
JOIN reprint ON reprint.batch = print_made.batch AND reprint.act = print_made.act
WHERE print_made.batch = ?1 AND reprint.sheet = ?2
ORDER BY print_made.act
