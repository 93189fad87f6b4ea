SELECT bundle, on_day
FROM hand_over
WHERE batch = ?1
ORDER BY bundle
