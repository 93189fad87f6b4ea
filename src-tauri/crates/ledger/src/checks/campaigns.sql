-- Every campaign and second letter, as known.
SELECT batch, act, until, second
FROM last_four_campaign
WHERE act <= ?1
ORDER BY batch
