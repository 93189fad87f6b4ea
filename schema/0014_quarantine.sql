-- Rows that wait, and imports that were taken back.

-- 待っている行: a row of a file that did not go in, by its place in the file. It waits until waiting_end says how that ended.
CREATE TABLE waiting (
  id INTEGER NOT NULL,
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  import INTEGER NOT NULL REFERENCES import (id),
  place TEXT NOT NULL CHECK (place <> ''),
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX waiting_import ON waiting (import, id);

-- The row itself, perhaps of somebody who is no member: it goes when it waits no longer. Lists stand in one text, with
-- control characters between their parts. Never a My Number: of one that was good the last four digits stand by themselves.
-- The salt goes with the row: a mark that stays tells nobody of what it was made.
CREATE TABLE waiting_row (
  waiting INTEGER NOT NULL REFERENCES waiting (id),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  salt BLOB NOT NULL CHECK (length(salt) = 16),
  employer TEXT,
  sheet TEXT NOT NULL,
  row_number INTEGER NOT NULL CHECK (row_number > 0),
  fate TEXT NOT NULL CHECK (fate IN ('doubtful', 'rejected')),
  said TEXT NOT NULL,
  digits TEXT CHECK (digits GLOB '[0-9][0-9][0-9][0-9]'),
  headings TEXT NOT NULL,
  cells TEXT NOT NULL,
  reasons TEXT NOT NULL,
  PRIMARY KEY (waiting)
) STRICT, WITHOUT ROWID;

-- How it ended: it went in, the ledger said so already, a mended row came, a clerk dropped it, or its import was taken back. Why
-- stands in the act.
CREATE TABLE waiting_end (
  waiting INTEGER NOT NULL REFERENCES waiting (id),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  how TEXT NOT NULL CHECK (how IN ('went_in', 'already', 'mended', 'dropped', 'undone')),
  PRIMARY KEY (waiting)
) STRICT, WITHOUT ROWID;

-- Whose row was deleted.
CREATE TABLE waiting_gone (
  waiting INTEGER NOT NULL REFERENCES waiting (id),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  PRIMARY KEY (waiting)
) STRICT, WITHOUT ROWID;

-- 取消し: an import was taken back. What its acts wrote is answered by counter-entries of the act that says so; why stands in the act.
CREATE TABLE import_undone (
  import INTEGER NOT NULL REFERENCES import (id),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  PRIMARY KEY (import)
) STRICT, WITHOUT ROWID;

-- Who was on record by that import alone, and of whom nobody has said anything else: as if they had never been entered.
CREATE TABLE member_undone (
  member INTEGER NOT NULL REFERENCES member (id),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  import INTEGER NOT NULL REFERENCES import (id),
  PRIMARY KEY (member)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER waiting_no_update BEFORE UPDATE ON waiting BEGIN SELECT RAISE(ABORT, 'waiting is only ever added to'); END;
CREATE TRIGGER waiting_no_delete BEFORE DELETE ON waiting BEGIN SELECT RAISE(ABORT, 'waiting is only ever added to'); END;
CREATE TRIGGER waiting_row_no_update BEFORE UPDATE ON waiting_row BEGIN SELECT RAISE(ABORT, 'waiting_row is only ever added to'); END;
CREATE TRIGGER waiting_row_no_delete BEFORE DELETE ON waiting_row
WHEN NOT EXISTS (SELECT 1 FROM waiting_gone WHERE waiting_gone.waiting = OLD.waiting AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = waiting_gone.act))
BEGIN SELECT RAISE(ABORT, 'waiting_row is only ever added to'); END;
CREATE TRIGGER waiting_gone_link BEFORE INSERT ON waiting_gone BEGIN
  SELECT RAISE(ABORT, 'a row that waits stays') WHERE NOT EXISTS (SELECT 1 FROM waiting_end WHERE waiting_end.waiting = NEW.waiting);
END;
CREATE TRIGGER waiting_end_no_update BEFORE UPDATE ON waiting_end BEGIN SELECT RAISE(ABORT, 'waiting_end is only ever added to'); END;
CREATE TRIGGER waiting_end_no_delete BEFORE DELETE ON waiting_end BEGIN SELECT RAISE(ABORT, 'waiting_end is only ever added to'); END;
CREATE TRIGGER waiting_gone_no_update BEFORE UPDATE ON waiting_gone BEGIN SELECT RAISE(ABORT, 'waiting_gone is only ever added to'); END;
CREATE TRIGGER waiting_gone_no_delete BEFORE DELETE ON waiting_gone BEGIN SELECT RAISE(ABORT, 'waiting_gone is only ever added to'); END;
CREATE TRIGGER import_undone_no_update BEFORE UPDATE ON import_undone BEGIN SELECT RAISE(ABORT, 'import_undone is only ever added to'); END;
CREATE TRIGGER import_undone_no_delete BEFORE DELETE ON import_undone BEGIN SELECT RAISE(ABORT, 'import_undone is only ever added to'); END;
CREATE TRIGGER member_undone_no_update BEFORE UPDATE ON member_undone BEGIN SELECT RAISE(ABORT, 'member_undone is only ever added to'); END;
CREATE TRIGGER member_undone_no_delete BEFORE DELETE ON member_undone BEGIN SELECT RAISE(ABORT, 'member_undone is only ever added to'); END;
