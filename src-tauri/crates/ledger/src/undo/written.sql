-- Of whom some acts between two wrote something: member, act.
SELECT id, act FROM member WHERE act >= ?1 AND act <= ?2
UNION SELECT member, act FROM person WHERE act >= ?1 AND act <= ?2
UNION SELECT member, act FROM coverage WHERE act >= ?1 AND act <= ?2
UNION SELECT member, act FROM name WHERE act >= ?1 AND act <= ?2
UNION SELECT member, act FROM address WHERE act >= ?1 AND act <= ?2
UNION SELECT member, act FROM myna WHERE act >= ?1 AND act <= ?2
UNION SELECT member, act FROM last_four WHERE act >= ?1 AND act <= ?2
UNION SELECT member, act FROM circumstance WHERE act >= ?1 AND act <= ?2
UNION SELECT member, act FROM death WHERE act >= ?1 AND act <= ?2
