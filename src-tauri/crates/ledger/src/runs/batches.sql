-- The batches that were planned from a run, in their order.
SELECT batch.code
FROM run_batch JOIN batch ON batch.id = run_batch.batch
WHERE run_batch.run = ?1
ORDER BY batch.id
