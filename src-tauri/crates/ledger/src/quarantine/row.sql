SELECT waiting, act, line, salt, employer, sheet, row_number, fate, said, digits, headings, cells, reasons
FROM waiting_row
WHERE waiting = ?1
