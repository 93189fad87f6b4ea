SELECT ledger
FROM meta
