-- The checks at the counter in which the last four digits were compared, as known, member by member.
SELECT member, on_day, act, method, result, because, last_four, possession, documents, proxy, authority, certificate_until, card_until
FROM identity_check
WHERE last_four IS NOT NULL AND act <= ?1
ORDER BY member, act, line
