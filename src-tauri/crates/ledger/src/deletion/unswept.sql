SELECT max(act)
FROM unswept
