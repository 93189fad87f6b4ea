-- The letters that told a member of refused applications, as known.
SELECT application, on_day, act
FROM refusal_letter
WHERE member = ?1 AND act <= ?2
ORDER BY application
