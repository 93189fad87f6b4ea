SELECT sha256
FROM schema_file
ORDER BY number
