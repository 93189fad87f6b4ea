-- The salts of a member that go with a kind: its own, or with the member all.
SELECT member, kind, act, line, salt
FROM salt
WHERE member = ?1 AND (kind = ?2 OR ?2 = 'member')
