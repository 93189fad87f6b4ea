SELECT batch, sheet, envelope, route, employer, member, paper
FROM sheet
WHERE batch = ?1 AND sheet = ?2
