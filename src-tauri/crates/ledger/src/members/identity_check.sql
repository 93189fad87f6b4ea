-- Who was checked at the counter, of a range of members, as known, in the order in which it was recorded.
SELECT member, on_day, act, method, result, because, last_four, possession, documents, proxy, authority, certificate_until, card_until
FROM identity_check
WHERE member >= ?1 AND member <= ?2 AND act <= ?3
ORDER BY member, act, line
