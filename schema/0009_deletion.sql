-- Deletion (削除): what may go when its time is over, and what stays to tell of it.
--
-- What an act wrote into a table is sealed by a sum of marks. When rows go, the sum of their marks stays (gone_part), so that
-- the seal of the act still proves that nothing else was touched. Which rows may go stands in gone first: a row is deleted
-- only while the act that says so is open.

-- What is mixed into the marks of a member's rows of one kind. It is random and goes with them: a mark that stays tells
-- nobody, not even by trying every value, of what it was made. Rows from before this file have none.
CREATE TABLE salt (
  member INTEGER NOT NULL REFERENCES member (id),
  kind TEXT NOT NULL CHECK (kind IN ('last_four', 'papers', 'member')),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  salt BLOB NOT NULL CHECK (length(salt) = 16),
  PRIMARY KEY (member, kind)
) STRICT, WITHOUT ROWID;

-- Whose data of a kind an act deleted. The member's own row stays, with nothing but the management code.
CREATE TABLE gone (
  member INTEGER NOT NULL REFERENCES member (id),
  kind TEXT NOT NULL CHECK (kind IN ('last_four', 'papers', 'member')),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  PRIMARY KEY (member, kind, act)
) STRICT, WITHOUT ROWID;
CREATE INDEX gone_act ON gone (act, member);

-- The sum of the marks of the rows that an earlier act wrote into a table and this act deleted.
CREATE TABLE gone_part (
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  name TEXT NOT NULL,
  of_act INTEGER NOT NULL REFERENCES act (seq),
  rows INTEGER NOT NULL CHECK (rows > 0),
  content BLOB NOT NULL CHECK (length(content) = 32),
  PRIMARY KEY (act, line)
) STRICT, WITHOUT ROWID;

-- Looks up to a number were deleted: the last of them, the act that was known then, and the head of the chain after it.
CREATE TABLE gone_looks (
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  look INTEGER NOT NULL CHECK (look > 0),
  of_act INTEGER NOT NULL CHECK (of_act >= 0),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (act, line)
) STRICT, WITHOUT ROWID;

-- 保存期間 as the society decided; the last row of a kind counts. How it is counted is the program's to say.
CREATE TABLE retention (
  kind TEXT NOT NULL CHECK (kind IN ('last_four', 'papers', 'member', 'looks')),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  length INTEGER NOT NULL CHECK (length >= 0),
  source TEXT NOT NULL CHECK (source <> ''),
  PRIMARY KEY (kind, act, line)
) STRICT, WITHOUT ROWID;

-- 保留: whose data are not deleted for now, or may be again; the last row of a member counts. Why stands in the act.
CREATE TABLE hold (
  member INTEGER NOT NULL REFERENCES member (id),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  held INTEGER NOT NULL CHECK (held IN (0, 1)),
  PRIMARY KEY (member, act, line)
) STRICT, WITHOUT ROWID;

-- Deletions whose traces in the file itself are not wiped yet. Derived, not sealed: a row is taken away when that is done.
CREATE TABLE unswept (
  act INTEGER NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- A paper that goes is looked for among the sheets.
CREATE INDEX sheet_member ON sheet (member, paper);

-- Deletion too is released by a second person.
CREATE TABLE release_of_all (
  about TEXT NOT NULL CHECK (about IN ('import', 'print', 'delete')),
  subject TEXT NOT NULL CHECK (subject <> ''),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  step TEXT NOT NULL CHECK (step IN ('prepared', 'released', 'alone')),
  PRIMARY KEY (about, subject, act, line)
) STRICT, WITHOUT ROWID;
INSERT INTO release_of_all (about, subject, act, line, step) SELECT about, subject, act, line, step FROM release;
DROP TABLE release;
ALTER TABLE release_of_all RENAME TO release;
CREATE TRIGGER release_no_update BEFORE UPDATE ON release BEGIN SELECT RAISE(ABORT, 'release is only ever added to'); END;
CREATE TRIGGER release_no_delete BEFORE DELETE ON release BEGIN SELECT RAISE(ABORT, 'release is only ever added to'); END;

CREATE TRIGGER gone_no_update BEFORE UPDATE ON gone BEGIN SELECT RAISE(ABORT, 'gone is only ever added to'); END;
CREATE TRIGGER gone_no_delete BEFORE DELETE ON gone BEGIN SELECT RAISE(ABORT, 'gone is only ever added to'); END;
CREATE TRIGGER gone_part_no_update BEFORE UPDATE ON gone_part BEGIN SELECT RAISE(ABORT, 'gone_part is only ever added to'); END;
CREATE TRIGGER gone_part_no_delete BEFORE DELETE ON gone_part BEGIN SELECT RAISE(ABORT, 'gone_part is only ever added to'); END;
CREATE TRIGGER gone_looks_no_update BEFORE UPDATE ON gone_looks BEGIN SELECT RAISE(ABORT, 'gone_looks is only ever added to'); END;
CREATE TRIGGER gone_looks_no_delete BEFORE DELETE ON gone_looks BEGIN SELECT RAISE(ABORT, 'gone_looks is only ever added to'); END;
CREATE TRIGGER retention_no_update BEFORE UPDATE ON retention BEGIN SELECT RAISE(ABORT, 'retention is only ever added to'); END;
CREATE TRIGGER retention_no_delete BEFORE DELETE ON retention BEGIN SELECT RAISE(ABORT, 'retention is only ever added to'); END;
CREATE TRIGGER hold_no_update BEFORE UPDATE ON hold BEGIN SELECT RAISE(ABORT, 'hold is only ever added to'); END;
CREATE TRIGGER hold_no_delete BEFORE DELETE ON hold BEGIN SELECT RAISE(ABORT, 'hold is only ever added to'); END;
CREATE TRIGGER salt_no_update BEFORE UPDATE ON salt BEGIN SELECT RAISE(ABORT, 'salt is only ever added to'); END;

-- A row goes only while the act is open that says whose data of which kind go.
CREATE TRIGGER salt_no_delete BEFORE DELETE ON salt
WHEN NOT EXISTS (SELECT 1 FROM gone WHERE gone.member = OLD.member AND (gone.kind = OLD.kind OR gone.kind = 'member') AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone.act))
BEGIN SELECT RAISE(ABORT, 'salt is only ever added to'); END;
DROP TRIGGER person_no_delete;
CREATE TRIGGER person_no_delete BEFORE DELETE ON person
WHEN NOT EXISTS (SELECT 1 FROM gone WHERE gone.member = OLD.member AND gone.kind = 'member' AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone.act))
BEGIN SELECT RAISE(ABORT, 'person is only ever added to'); END;
DROP TRIGGER coverage_no_delete;
CREATE TRIGGER coverage_no_delete BEFORE DELETE ON coverage
WHEN NOT EXISTS (SELECT 1 FROM gone WHERE gone.member = OLD.member AND gone.kind = 'member' AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone.act))
BEGIN SELECT RAISE(ABORT, 'coverage is only ever added to'); END;
DROP TRIGGER name_no_delete;
CREATE TRIGGER name_no_delete BEFORE DELETE ON name
WHEN NOT EXISTS (SELECT 1 FROM gone WHERE gone.member = OLD.member AND gone.kind = 'member' AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone.act))
BEGIN SELECT RAISE(ABORT, 'name is only ever added to'); END;
DROP TRIGGER address_no_delete;
CREATE TRIGGER address_no_delete BEFORE DELETE ON address
WHEN NOT EXISTS (SELECT 1 FROM gone WHERE gone.member = OLD.member AND gone.kind = 'member' AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone.act))
BEGIN SELECT RAISE(ABORT, 'address is only ever added to'); END;
DROP TRIGGER myna_no_delete;
CREATE TRIGGER myna_no_delete BEFORE DELETE ON myna
WHEN NOT EXISTS (SELECT 1 FROM gone WHERE gone.member = OLD.member AND gone.kind = 'member' AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone.act))
BEGIN SELECT RAISE(ABORT, 'myna is only ever added to'); END;
DROP TRIGGER circumstance_no_delete;
CREATE TRIGGER circumstance_no_delete BEFORE DELETE ON circumstance
WHEN NOT EXISTS (SELECT 1 FROM gone WHERE gone.member = OLD.member AND gone.kind = 'member' AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone.act))
BEGIN SELECT RAISE(ABORT, 'circumstance is only ever added to'); END;
DROP TRIGGER application_no_delete;
CREATE TRIGGER application_no_delete BEFORE DELETE ON application
WHEN NOT EXISTS (SELECT 1 FROM gone WHERE gone.member = OLD.member AND gone.kind = 'member' AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone.act))
BEGIN SELECT RAISE(ABORT, 'application is only ever added to'); END;
DROP TRIGGER last_four_no_delete;
CREATE TRIGGER last_four_no_delete BEFORE DELETE ON last_four
WHEN NOT EXISTS (SELECT 1 FROM gone WHERE gone.member = OLD.member AND gone.kind IN ('last_four', 'member') AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone.act))
BEGIN SELECT RAISE(ABORT, 'last_four is only ever added to'); END;
DROP TRIGGER paper_no_delete;
CREATE TRIGGER paper_no_delete BEFORE DELETE ON paper
WHEN NOT EXISTS (SELECT 1 FROM gone WHERE gone.member = OLD.member AND gone.kind IN ('papers', 'member') AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone.act))
BEGIN SELECT RAISE(ABORT, 'paper is only ever added to'); END;
DROP TRIGGER paper_event_no_delete;
CREATE TRIGGER paper_event_no_delete BEFORE DELETE ON paper_event
WHEN NOT EXISTS (SELECT 1 FROM gone WHERE gone.member = OLD.member AND gone.kind IN ('papers', 'member') AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone.act))
BEGIN SELECT RAISE(ABORT, 'paper_event is only ever added to'); END;
DROP TRIGGER sheet_no_delete;
CREATE TRIGGER sheet_no_delete BEFORE DELETE ON sheet
WHEN NOT EXISTS (SELECT 1 FROM gone WHERE gone.member = OLD.member AND gone.kind IN ('papers', 'member') AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone.act))
BEGIN SELECT RAISE(ABORT, 'sheet is only ever added to'); END;
DROP TRIGGER decision_no_delete;
CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision
WHEN NOT EXISTS (SELECT 1 FROM gone WHERE gone.member = OLD.member AND gone.kind IN ('papers', 'member') AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone.act))
BEGIN SELECT RAISE(ABORT, 'decision is only ever added to'); END;

-- Looks go from the first on, while an act is open that keeps the head they leave behind; the last look always stays.
DROP TRIGGER look_no_delete;
CREATE TRIGGER look_no_delete BEFORE DELETE ON look
WHEN OLD.seq >= (SELECT max(seq) FROM look)
  OR NOT EXISTS (SELECT 1 FROM gone_looks WHERE gone_looks.look >= OLD.seq AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone_looks.act))
BEGIN SELECT RAISE(ABORT, 'look is only ever added to'); END;
DROP TRIGGER look_member_no_delete;
CREATE TRIGGER look_member_no_delete BEFORE DELETE ON look_member
WHEN OLD.look >= (SELECT max(seq) FROM look)
  OR NOT EXISTS (SELECT 1 FROM gone_looks WHERE gone_looks.look >= OLD.look AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone_looks.act))
BEGIN SELECT RAISE(ABORT, 'look_member is only ever added to'); END;
