-- Which version of which recipe read an import.
SELECT recipe, version
FROM import_recipe
WHERE import = ?1
