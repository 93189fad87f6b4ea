-- Members of whom mail ever came back.
SELECT DISTINCT member
FROM address_check
WHERE doubtful = 1
ORDER BY member
