-- The imports of files with the same headers.
SELECT i.id, i.act, a.at, a.operator, i.sha256, i.file, i.bytes, i.employer, i.form, i.confirmed, i.meanings, i.headers, i.added, i.changed, i.unchanged, i.doubtful, i.rejected, i.duplicate, i.held, a.subject
FROM import i JOIN act a ON a.seq = i.act
WHERE i.headers = ?1
ORDER BY i.id
