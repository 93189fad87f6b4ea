-- What was imported.

-- 取込.
CREATE TABLE import (
  id INTEGER NOT NULL,
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  file TEXT NOT NULL,
  bytes INTEGER NOT NULL CHECK (bytes >= 0),
  employer TEXT,
  form TEXT NOT NULL,
  confirmed TEXT NOT NULL,
  meanings TEXT NOT NULL,
  headers TEXT NOT NULL CHECK (length(headers) = 64),
  added INTEGER NOT NULL CHECK (added >= 0),
  changed INTEGER NOT NULL CHECK (changed >= 0),
  unchanged INTEGER NOT NULL CHECK (unchanged >= 0),
  doubtful INTEGER NOT NULL CHECK (doubtful >= 0),
  rejected INTEGER NOT NULL CHECK (rejected >= 0),
  duplicate INTEGER NOT NULL CHECK (duplicate >= 0),
  held TEXT NOT NULL,
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_sha256 ON import (sha256, id);
CREATE INDEX import_headers ON import (headers, id);
CREATE TRIGGER import_no_update BEFORE UPDATE ON import BEGIN SELECT RAISE(ABORT, 'import is only ever added to'); END;
CREATE TRIGGER import_no_delete BEFORE DELETE ON import BEGIN SELECT RAISE(ABORT, 'import is only ever added to'); END;
