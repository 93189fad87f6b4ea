-- The acts after one that was known which recorded something of a member that decides.
SELECT act FROM coverage WHERE member = ?1 AND act > ?2
UNION SELECT act FROM name WHERE member = ?1 AND act > ?2
UNION SELECT act FROM myna WHERE member = ?1 AND act > ?2
UNION SELECT act FROM circumstance WHERE member = ?1 AND act > ?2
UNION SELECT act FROM person WHERE member = ?1 AND act > ?2
ORDER BY act
