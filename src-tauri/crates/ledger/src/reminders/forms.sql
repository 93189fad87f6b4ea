-- How a member's applications came, as known.
SELECT application, act, received, way, proxy, proxy_relation, papers_seen
FROM application_form
WHERE member = ?1 AND act <= ?2
ORDER BY application
