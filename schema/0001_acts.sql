-- The identity of the ledger, and the journal of acts (who, when, what for) with its keyed chain.
-- Forward only: a released file is never edited; user_version counts the files of this folder.

CREATE TABLE meta (
  ledger TEXT NOT NULL PRIMARY KEY CHECK (length(ledger) = 36),
  created_at TEXT NOT NULL CHECK (created_at IS strftime('%Y-%m-%dT%H:%M:%SZ', created_at))
) STRICT, WITHOUT ROWID;

-- The files that made these tables, each with the SHA-256 of its text: an edited file does not go unnoticed.
CREATE TABLE schema_file (
  number INTEGER NOT NULL PRIMARY KEY,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64)
) STRICT, WITHOUT ROWID;

-- An act is opened here before it writes ...
CREATE TABLE act (
  seq INTEGER NOT NULL PRIMARY KEY,
  at TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at)),
  operator TEXT NOT NULL CHECK (operator <> ''),
  kind TEXT NOT NULL CHECK (kind <> ''),
  on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
  subject TEXT,
  reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX act_at ON act (at, seq);

-- ... what it wrote is summed up table by table: a keyed sum over the rows, whatever their order ...
CREATE TABLE act_part (
  act INTEGER NOT NULL REFERENCES act (seq),
  name TEXT NOT NULL,
  rows INTEGER NOT NULL CHECK (rows > 0),
  content BLOB NOT NULL CHECK (length(content) = 32),
  PRIMARY KEY (act, name)
) STRICT, WITHOUT ROWID;

-- ... and it is closed here: content seals its parts, hash = HMAC-SHA256(key, all fields of the act, content, prev).
CREATE TABLE seal (
  act INTEGER NOT NULL PRIMARY KEY REFERENCES act (seq),
  rows INTEGER NOT NULL CHECK (rows >= 0),
  content BLOB NOT NULL CHECK (length(content) = 32),
  prev BLOB NOT NULL CHECK (length(prev) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER act_link BEFORE INSERT ON act BEGIN
  SELECT RAISE(ABORT, 'an act follows the last one') WHERE NEW.seq <> (SELECT coalesce(max(act), 0) + 1 FROM seal);
END;
CREATE TRIGGER act_part_link BEFORE INSERT ON act_part BEGIN
  SELECT RAISE(ABORT, 'the act is closed') WHERE EXISTS (SELECT 1 FROM seal WHERE act = NEW.act);
END;
CREATE TRIGGER seal_link BEFORE INSERT ON seal BEGIN
  SELECT RAISE(ABORT, 'a seal follows the last one') WHERE NEW.act <> (SELECT coalesce(max(act), 0) + 1 FROM seal);
  SELECT RAISE(ABORT, 'a seal names the one before') WHERE NEW.prev <> coalesce((SELECT hash FROM seal WHERE act = NEW.act - 1), zeroblob(32));
END;

CREATE TRIGGER meta_no_update BEFORE UPDATE ON meta BEGIN SELECT RAISE(ABORT, 'meta is only ever added to'); END;
CREATE TRIGGER meta_no_delete BEFORE DELETE ON meta BEGIN SELECT RAISE(ABORT, 'meta is only ever added to'); END;
CREATE TRIGGER schema_file_no_update BEFORE UPDATE ON schema_file BEGIN SELECT RAISE(ABORT, 'schema_file is only ever added to'); END;
CREATE TRIGGER schema_file_no_delete BEFORE DELETE ON schema_file BEGIN SELECT RAISE(ABORT, 'schema_file is only ever added to'); END;
CREATE TRIGGER act_no_update BEFORE UPDATE ON act BEGIN SELECT RAISE(ABORT, 'act is only ever added to'); END;
CREATE TRIGGER act_no_delete BEFORE DELETE ON act BEGIN SELECT RAISE(ABORT, 'act is only ever added to'); END;
CREATE TRIGGER act_part_no_update BEFORE UPDATE ON act_part BEGIN SELECT RAISE(ABORT, 'act_part is only ever added to'); END;
CREATE TRIGGER act_part_no_delete BEFORE DELETE ON act_part BEGIN SELECT RAISE(ABORT, 'act_part is only ever added to'); END;
CREATE TRIGGER seal_no_update BEFORE UPDATE ON seal BEGIN SELECT RAISE(ABORT, 'seal is only ever added to'); END;
CREATE TRIGGER seal_no_delete BEFORE DELETE ON seal BEGIN SELECT RAISE(ABORT, 'seal is only ever added to'); END;
