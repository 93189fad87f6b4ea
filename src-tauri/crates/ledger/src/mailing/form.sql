-- How a paper bears the name.
SELECT name, mincho FROM paper_form WHERE member = ?1 AND paper = ?2
