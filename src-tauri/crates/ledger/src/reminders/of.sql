-- The reminders of a range of numbers, as known.
SELECT id, act, on_day, employer, household, alone, firmness, papers
FROM reminder
WHERE id >= ?1 AND id <= ?2 AND act <= ?3
ORDER BY id
