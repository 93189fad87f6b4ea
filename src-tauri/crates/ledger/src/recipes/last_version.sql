SELECT coalesce(max(version), 0)
FROM recipe
WHERE id = ?1
