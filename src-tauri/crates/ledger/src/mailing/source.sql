-- On what a batch rests.
SELECT asked, asked_for, import, list FROM batch_source WHERE batch = ?1
