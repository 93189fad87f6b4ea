-- Every printer that something was sent to.
SELECT DISTINCT printer FROM press_job ORDER BY printer
