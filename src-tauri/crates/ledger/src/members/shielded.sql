-- Who is shielded now.
SELECT member
FROM shield
WHERE shielded = 1 AND NOT EXISTS (
  SELECT 1
  FROM shield AS later
  WHERE later.member = shield.member AND (later.act > shield.act OR later.act = shield.act AND later.line > shield.line)
)
ORDER BY member
