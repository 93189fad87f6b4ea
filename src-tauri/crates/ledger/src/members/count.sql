-- Everyone on record whose data were not deleted, but for those whom only an unpublished part of an import knows.
SELECT count(*)
FROM member
WHERE id NOT IN (SELECT member FROM gone WHERE kind = 'member')
  AND act NOT IN (SELECT seq FROM act WHERE kind = 'import_part' AND seq NOT IN (SELECT part FROM published))
