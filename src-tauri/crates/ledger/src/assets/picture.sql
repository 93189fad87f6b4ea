-- A picture by its seal.
SELECT file FROM picture WHERE sha256 = ?1
