-- Everyone on record whose data were not deleted, but for those who were taken back with their import or whom only an unpublished part of an import knows.
SELECT count(*)
FROM member
WHERE id NOT IN (SELECT member FROM gone WHERE kind = 'member')
  AND id NOT IN (SELECT member FROM member_undone)
  AND act NOT IN (SELECT seq FROM act WHERE kind = 'import_part' AND seq NOT IN (SELECT part FROM published))
