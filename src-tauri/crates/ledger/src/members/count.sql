-- Everyone on record whose data were not deleted.
SELECT count(*)
FROM member
WHERE id NOT IN (SELECT member FROM gone WHERE kind = 'member')
