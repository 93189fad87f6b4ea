-- The acts after one that recorded a fact of a member.
SELECT act FROM person WHERE member = ?1 AND act > ?2
UNION SELECT act FROM coverage WHERE member = ?1 AND act > ?2
UNION SELECT act FROM name WHERE member = ?1 AND act > ?2
UNION SELECT act FROM address WHERE member = ?1 AND act > ?2
UNION SELECT act FROM myna WHERE member = ?1 AND act > ?2
UNION SELECT act FROM last_four WHERE member = ?1 AND act > ?2
UNION SELECT act FROM circumstance WHERE member = ?1 AND act > ?2
