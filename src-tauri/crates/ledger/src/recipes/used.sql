-- How many imports each recipe read, and the last of them.
SELECT recipe, count(*), max(import)
FROM import_recipe
GROUP BY recipe
