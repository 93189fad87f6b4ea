-- Every state of every employer, as known, in the order in which the fold reads them.
SELECT code, from_day, name, symbol, postcode, address, contact
FROM employer
WHERE act <= ?1
ORDER BY code, from_day, act, line
