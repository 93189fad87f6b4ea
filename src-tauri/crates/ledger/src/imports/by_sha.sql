-- The imports of these very bytes that were not taken back.
SELECT i.id, i.act, a.at, a.operator, i.sha256, i.file, i.bytes, i.employer, i.form, i.confirmed, i.meanings, i.headers, i.added, i.changed, i.unchanged, i.doubtful, i.rejected, i.duplicate, i.held, a.subject
FROM import i JOIN act a ON a.seq = i.act
WHERE i.sha256 = ?1 AND i.id NOT IN (SELECT import FROM import_undone)
ORDER BY i.id
