-- Everybody of whom an act after one that was known recorded something that was true already on a day and that decides.
SELECT member FROM coverage WHERE act > ?1 AND from_day <= ?2
UNION SELECT member FROM myna WHERE act > ?1 AND from_day <= ?2
UNION SELECT member FROM circumstance WHERE act > ?1 AND from_day <= ?2
UNION SELECT member FROM person WHERE act > ?1
ORDER BY member
