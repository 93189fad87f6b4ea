-- Up to which look an act deleted them.
SELECT look
FROM gone_looks
WHERE act = ?1
