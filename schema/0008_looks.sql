-- 閲覧の記録: who was shown whom, when and in what. Every look at a person is a row of a keyed chain of its own, beside the
-- journal of acts, so that looking changes nothing that is known of anybody. No name, number or word that was typed stands here.

-- A look. act: the last act that was known when it was shown. members: how many people were shown; those of a look at
-- everyone are all who were on record, the others stand one by one in look_member.
-- content seals whom it showed, hash = HMAC-SHA256(key, all fields of the look, content, prev).
CREATE TABLE look (
  seq INTEGER NOT NULL PRIMARY KEY CHECK (seq > 0),
  at TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at)),
  operator TEXT NOT NULL CHECK (operator <> ''),
  kind TEXT NOT NULL CHECK (kind <> ''),
  act INTEGER NOT NULL CHECK (act >= 0),
  subject TEXT,
  everyone INTEGER NOT NULL CHECK (everyone IN (0, 1)),
  members INTEGER NOT NULL CHECK (members > 0),
  content BLOB NOT NULL CHECK (length(content) = 32),
  prev BLOB NOT NULL CHECK (length(prev) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT, WITHOUT ROWID;
CREATE INDEX look_at ON look (at, seq);

-- Whom a look showed.
CREATE TABLE look_member (
  look INTEGER NOT NULL REFERENCES look (seq),
  member INTEGER NOT NULL REFERENCES member (id),
  PRIMARY KEY (look, member)
) STRICT, WITHOUT ROWID;
CREATE INDEX look_member_member ON look_member (member, look);

CREATE TRIGGER look_link BEFORE INSERT ON look BEGIN
  SELECT RAISE(ABORT, 'a look follows the last one') WHERE NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM look);
  SELECT RAISE(ABORT, 'a look names the one before') WHERE NEW.prev <> coalesce((SELECT hash FROM look WHERE seq = NEW.seq - 1), zeroblob(32));
END;
CREATE TRIGGER look_member_link BEFORE INSERT ON look_member BEGIN
  SELECT RAISE(ABORT, 'the look is closed') WHERE NEW.look <> (SELECT coalesce(max(seq), 0) FROM look);
END;

CREATE TRIGGER look_no_update BEFORE UPDATE ON look BEGIN SELECT RAISE(ABORT, 'look is only ever added to'); END;
CREATE TRIGGER look_no_delete BEFORE DELETE ON look BEGIN SELECT RAISE(ABORT, 'look is only ever added to'); END;
CREATE TRIGGER look_member_no_update BEFORE UPDATE ON look_member BEGIN SELECT RAISE(ABORT, 'look_member is only ever added to'); END;
CREATE TRIGGER look_member_no_delete BEFORE DELETE ON look_member BEGIN SELECT RAISE(ABORT, 'look_member is only ever added to'); END;
