-- Batches, papers and their lives, sheets, and the decisions they rest on.

-- A frozen batch.
CREATE TABLE batch (
  id INTEGER NOT NULL,
  code TEXT NOT NULL UNIQUE CHECK (length(code) = 11),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  kind TEXT NOT NULL CHECK (kind IN ('notice', 'certificate', 'elderly_certificate', 'last_four', 'return_request', 'refusal')),
  on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
  layout TEXT REFERENCES layout (sha256),
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;

-- A paper, and what was printed on it.
CREATE TABLE paper (
  member INTEGER NOT NULL REFERENCES member (id),
  id INTEGER NOT NULL UNIQUE,
  code TEXT NOT NULL UNIQUE CHECK (length(code) = 11),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  batch INTEGER REFERENCES batch (id),
  kind TEXT NOT NULL CHECK (kind IN ('notice', 'certificate', 'elderly_certificate', 'last_four', 'return_request', 'refusal')),
  issued TEXT NOT NULL CHECK (issued IS date(issued, '+0 days')),
  until TEXT CHECK (until IS date(until, '+0 days')),
  name TEXT NOT NULL,
  symbol TEXT NOT NULL,
  number TEXT NOT NULL,
  branch TEXT NOT NULL,
  acquired TEXT CHECK (acquired IS date(acquired, '+0 days')),
  ratio INTEGER CHECK (ratio IN (1, 2, 3)),
  address TEXT,
  PRIMARY KEY (member, id)
) STRICT, WITHOUT ROWID;

-- A paper's life goes on.
CREATE TABLE paper_event (
  member INTEGER NOT NULL,
  paper INTEGER NOT NULL,
  on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  life TEXT NOT NULL CHECK (life IN ('planned', 'printed', 'posted', 'in_hand', 'undelivered', 'lost', 'damaged', 'replaced', 'returned', 'destroyed', 'void')),
  note TEXT,
  FOREIGN KEY (member, paper) REFERENCES paper (member, id),
  PRIMARY KEY (member, paper, on_day, act, line)
) STRICT, WITHOUT ROWID;

-- One sheet of a batch, in the order of printing.
CREATE TABLE sheet (
  batch INTEGER NOT NULL REFERENCES batch (id),
  sheet INTEGER NOT NULL CHECK (sheet > 0),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  envelope INTEGER NOT NULL CHECK (envelope > 0),
  route TEXT NOT NULL CHECK (route IN ('employer', 'home', 'delivery')),
  employer TEXT,
  member INTEGER NOT NULL REFERENCES member (id),
  paper INTEGER,
  FOREIGN KEY (member, paper) REFERENCES paper (member, id),
  PRIMARY KEY (batch, sheet)
) STRICT, WITHOUT ROWID;

-- A decision as it was taken. It is never edited.
CREATE TABLE decision (
  member INTEGER NOT NULL REFERENCES member (id),
  on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
  about TEXT NOT NULL CHECK (about <> ''),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  outcome TEXT NOT NULL,
  because TEXT NOT NULL,
  last_day TEXT CHECK (last_day IS date(last_day, '+0 days')),
  last_day_because TEXT,
  policy_from TEXT CHECK (policy_from IS date(policy_from, '+0 days')),
  batch INTEGER REFERENCES batch (id),
  PRIMARY KEY (member, on_day, about, act, line)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER batch_no_update BEFORE UPDATE ON batch BEGIN SELECT RAISE(ABORT, 'batch is only ever added to'); END;
CREATE TRIGGER batch_no_delete BEFORE DELETE ON batch BEGIN SELECT RAISE(ABORT, 'batch is only ever added to'); END;
CREATE TRIGGER paper_no_update BEFORE UPDATE ON paper BEGIN SELECT RAISE(ABORT, 'paper is only ever added to'); END;
CREATE TRIGGER paper_no_delete BEFORE DELETE ON paper BEGIN SELECT RAISE(ABORT, 'paper is only ever added to'); END;
CREATE TRIGGER paper_event_no_update BEFORE UPDATE ON paper_event BEGIN SELECT RAISE(ABORT, 'paper_event is only ever added to'); END;
CREATE TRIGGER paper_event_no_delete BEFORE DELETE ON paper_event BEGIN SELECT RAISE(ABORT, 'paper_event is only ever added to'); END;
CREATE TRIGGER sheet_no_update BEFORE UPDATE ON sheet BEGIN SELECT RAISE(ABORT, 'sheet is only ever added to'); END;
CREATE TRIGGER sheet_no_delete BEFORE DELETE ON sheet BEGIN SELECT RAISE(ABORT, 'sheet is only ever added to'); END;
CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'decision is only ever added to'); END;
CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'decision is only ever added to'); END;
