-- What every act wrote, table by table.
SELECT act, name, rows, content
FROM act_part
ORDER BY act, name
