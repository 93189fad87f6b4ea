-- The imports that were taken back, each with the act that did so.
SELECT u.import, u.act, a.at, a.operator, a.reason
FROM import_undone u JOIN act a ON a.seq = u.act
ORDER BY u.import
