-- Who was ever on hold, and whether still; the last row of a member counts.
SELECT h.member, h.held, h.act, a.reason
FROM hold h JOIN act a ON a.seq = h.act
ORDER BY h.member, h.act, h.line
