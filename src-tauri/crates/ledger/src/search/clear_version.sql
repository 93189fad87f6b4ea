DELETE FROM search_made
