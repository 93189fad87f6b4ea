-- What was deleted of each act, table by table.
SELECT of_act, name, rows, content
FROM gone_part
