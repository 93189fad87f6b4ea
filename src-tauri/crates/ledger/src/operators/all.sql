-- Every state of every operator, as known; the last one of a code counts.
SELECT code, name, active, viewer, clerk, supervisor, admin, auditor, last_four, batch
FROM operator
WHERE act <= ?1
ORDER BY code, act, line
