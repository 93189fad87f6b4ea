SELECT fold
FROM search_made
