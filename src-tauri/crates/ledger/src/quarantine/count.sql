-- How many rows wait, and since when the oldest does.
SELECT count(*), min(a.at)
FROM waiting w JOIN act a ON a.seq = w.act
WHERE w.id NOT IN (SELECT waiting FROM waiting_end)
