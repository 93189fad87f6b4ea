INSERT INTO meta (ledger, created_at)
VALUES (?1, ?2)
