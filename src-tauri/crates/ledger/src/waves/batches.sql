-- The batches that were planned from the weeks of a wave, in their order.
SELECT wave_batch.week, batch.code
FROM wave_batch JOIN batch ON batch.id = wave_batch.batch
WHERE wave_batch.wave = ?1
ORDER BY batch.id
