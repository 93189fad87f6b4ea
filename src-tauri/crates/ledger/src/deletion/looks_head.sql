-- The last look that was deleted, the act that was known then, and the head of the chain after it.
SELECT look, of_act, hash
FROM gone_looks
ORDER BY look DESC
LIMIT 1
