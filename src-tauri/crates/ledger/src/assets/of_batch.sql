-- What a batch was frozen with.
SELECT asset FROM batch_asset WHERE batch = ?1 ORDER BY asset
