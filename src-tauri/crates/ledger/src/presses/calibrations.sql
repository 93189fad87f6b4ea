SELECT printer, tray, act, on_day, front_right, front_down, back_right, back_down
FROM calibration
ORDER BY printer, tray, act
