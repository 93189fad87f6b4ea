SELECT stock, step, act, on_day, sheets, difference
FROM stock_event
ORDER BY stock, act, line
