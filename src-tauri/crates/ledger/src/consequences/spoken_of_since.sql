-- Whoever of a range of members it is of whom an act after one that was known recorded something that was true already on a day and that decides.
SELECT member FROM coverage WHERE member >= ?1 AND member <= ?2 AND act > ?3 AND from_day <= ?4
UNION SELECT member FROM myna WHERE member >= ?1 AND member <= ?2 AND act > ?3 AND from_day <= ?4
UNION SELECT member FROM circumstance WHERE member >= ?1 AND member <= ?2 AND act > ?3 AND from_day <= ?4
UNION SELECT member FROM person WHERE member >= ?1 AND member <= ?2 AND act > ?3
ORDER BY member
