-- Who works with the ledger, what each may do, and who released work that two people should see.

-- 担当者. The last row of a code counts; it is in force at once. One person may have several roles.
CREATE TABLE operator (
  code TEXT NOT NULL CHECK (code <> ''),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  name TEXT NOT NULL CHECK (name <> ''),
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  viewer INTEGER NOT NULL CHECK (viewer IN (0, 1)),
  clerk INTEGER NOT NULL CHECK (clerk IN (0, 1)),
  supervisor INTEGER NOT NULL CHECK (supervisor IN (0, 1)),
  admin INTEGER NOT NULL CHECK (admin IN (0, 1)),
  auditor INTEGER NOT NULL CHECK (auditor IN (0, 1)),
  last_four INTEGER NOT NULL CHECK (last_four IN (0, 1)),
  batch INTEGER NOT NULL CHECK (batch IN (0, 1)),
  CHECK (active = 0 OR viewer + clerk + supervisor + admin + auditor > 0),
  PRIMARY KEY (code, act, line)
) STRICT, WITHOUT ROWID;

-- 二人での確認: work on many at once is prepared by one and released by another; alone: by one person, which is shown for ever.
-- subject: the seal of a file, the code of a batch. Who and when stand in the act.
CREATE TABLE release (
  about TEXT NOT NULL CHECK (about IN ('import', 'print')),
  subject TEXT NOT NULL CHECK (subject <> ''),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  step TEXT NOT NULL CHECK (step IN ('prepared', 'released', 'alone')),
  PRIMARY KEY (about, subject, act, line)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER operator_no_update BEFORE UPDATE ON operator BEGIN SELECT RAISE(ABORT, 'operator is only ever added to'); END;
CREATE TRIGGER operator_no_delete BEFORE DELETE ON operator BEGIN SELECT RAISE(ABORT, 'operator is only ever added to'); END;
CREATE TRIGGER release_no_update BEFORE UPDATE ON release BEGIN SELECT RAISE(ABORT, 'release is only ever added to'); END;
CREATE TRIGGER release_no_delete BEFORE DELETE ON release BEGIN SELECT RAISE(ABORT, 'release is only ever added to'); END;
