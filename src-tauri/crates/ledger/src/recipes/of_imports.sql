-- Which version of which recipe read each import.
SELECT import, recipe, version
FROM import_recipe
ORDER BY import
