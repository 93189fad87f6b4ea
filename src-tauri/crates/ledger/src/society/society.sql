-- Every state of the society, as known, in the order in which the fold reads them.
SELECT from_day, name, insurer_number, postcode, address, phone, portal_url, training, notice_layout, certificate_layout, last_four_on_notice
FROM society
WHERE act <= ?1
ORDER BY from_day, act, line
