DELETE FROM unswept
WHERE act <= ?1
