SELECT batch, sheet, envelope, route, employer, member, paper
FROM sheet
WHERE batch = ?1 AND envelope = ?2
ORDER BY sheet
