-- The act that published a part.
SELECT act
FROM published
WHERE part = ?1
