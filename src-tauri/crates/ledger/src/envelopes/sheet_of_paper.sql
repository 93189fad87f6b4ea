SELECT batch, sheet, envelope, route, employer, member, paper
FROM sheet
WHERE member = ?1 AND paper = ?2
