-- The life of a paper after it left the printer: more words for where it is, applications as they were filed and what they
-- cost, destruction, and addresses that mail does not reach.

-- As before, with every place of rules::paper, and in the order in which it was recorded.
CREATE TABLE paper_event_of_all (
  member INTEGER NOT NULL,
  paper INTEGER NOT NULL,
  on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  life TEXT NOT NULL CHECK (life IN ('planned', 'printed', 'inserted', 'posted', 'delivered', 'in_hand', 'undelivered', 'never_came', 'said_returned', 'lost', 'damaged', 'replaced', 'loss_reported', 'not_collectable', 'self_disposed', 'found', 'returned', 'destroyed', 'void')),
  note TEXT,
  FOREIGN KEY (member, paper) REFERENCES paper (member, id),
  PRIMARY KEY (member, paper, act, line)
) STRICT, WITHOUT ROWID;
INSERT INTO paper_event_of_all (member, paper, on_day, act, line, life, note) SELECT member, paper, on_day, act, line, life, note FROM paper_event;
DROP TABLE paper_event;
ALTER TABLE paper_event_of_all RENAME TO paper_event;

-- 申請書: how an application came, and who brought it for the member with which papers.
CREATE TABLE application_form (
  member INTEGER NOT NULL,
  application INTEGER NOT NULL,
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  received TEXT NOT NULL CHECK (received IS date(received, '+0 days')),
  way TEXT NOT NULL CHECK (way IN ('employer', 'direct')),
  proxy TEXT,
  proxy_relation TEXT,
  papers_seen TEXT,
  CHECK ((proxy IS NULL) = (proxy_relation IS NULL) AND (proxy IS NULL OR papers_seen IS NOT NULL)),
  FOREIGN KEY (member, application) REFERENCES application (member, id),
  PRIMARY KEY (member, application)
) STRICT, WITHOUT ROWID;

-- 再交付手数料: what an application costs, and that it was paid or waived; the last row counts.
CREATE TABLE fee (
  member INTEGER NOT NULL,
  application INTEGER NOT NULL,
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
  yen INTEGER NOT NULL CHECK (yen > 0),
  state TEXT NOT NULL CHECK (state IN ('due', 'paid', 'waived')),
  reason TEXT,
  CHECK (state <> 'waived' OR reason IS NOT NULL),
  FOREIGN KEY (member, application) REFERENCES application (member, id),
  PRIMARY KEY (member, application, act, line)
) STRICT, WITHOUT ROWID;

-- 廃棄記録: papers destroyed before a second person. Which they were stands in paper_event, by the same act.
CREATE TABLE destruction (
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
  witness TEXT NOT NULL CHECK (witness <> ''),
  papers INTEGER NOT NULL CHECK (papers > 0),
  way TEXT NOT NULL CHECK (way <> ''),
  PRIMARY KEY (act, line)
) STRICT, WITHOUT ROWID;

-- 住所の確認: mail to this address came back, or the address is confirmed after all; the last row counts.
CREATE TABLE address_check (
  member INTEGER NOT NULL REFERENCES member (id),
  kind TEXT NOT NULL CHECK (kind IN ('home', 'delivery')),
  on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  doubtful INTEGER NOT NULL CHECK (doubtful IN (0, 1)),
  why TEXT,
  CHECK ((doubtful = 1) = (why IS NOT NULL)),
  PRIMARY KEY (member, kind, on_day, act, line)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER paper_event_no_update BEFORE UPDATE ON paper_event BEGIN SELECT RAISE(ABORT, 'paper_event is only ever added to'); END;
CREATE TRIGGER paper_event_no_delete BEFORE DELETE ON paper_event
WHEN NOT EXISTS (SELECT 1 FROM gone WHERE gone.member = OLD.member AND gone.kind IN ('papers', 'member') AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone.act))
BEGIN SELECT RAISE(ABORT, 'paper_event is only ever added to'); END;
CREATE TRIGGER application_form_no_update BEFORE UPDATE ON application_form BEGIN SELECT RAISE(ABORT, 'application_form is only ever added to'); END;
CREATE TRIGGER application_form_no_delete BEFORE DELETE ON application_form
WHEN NOT EXISTS (SELECT 1 FROM gone WHERE gone.member = OLD.member AND gone.kind = 'member' AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone.act))
BEGIN SELECT RAISE(ABORT, 'application_form is only ever added to'); END;
CREATE TRIGGER fee_no_update BEFORE UPDATE ON fee BEGIN SELECT RAISE(ABORT, 'fee is only ever added to'); END;
CREATE TRIGGER fee_no_delete BEFORE DELETE ON fee
WHEN NOT EXISTS (SELECT 1 FROM gone WHERE gone.member = OLD.member AND gone.kind = 'member' AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone.act))
BEGIN SELECT RAISE(ABORT, 'fee is only ever added to'); END;
CREATE TRIGGER destruction_no_update BEFORE UPDATE ON destruction BEGIN SELECT RAISE(ABORT, 'destruction is only ever added to'); END;
CREATE TRIGGER destruction_no_delete BEFORE DELETE ON destruction BEGIN SELECT RAISE(ABORT, 'destruction is only ever added to'); END;
CREATE TRIGGER address_check_no_update BEFORE UPDATE ON address_check BEGIN SELECT RAISE(ABORT, 'address_check is only ever added to'); END;
CREATE TRIGGER address_check_no_delete BEFORE DELETE ON address_check
WHEN NOT EXISTS (SELECT 1 FROM gone WHERE gone.member = OLD.member AND gone.kind = 'member' AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone.act))
BEGIN SELECT RAISE(ABORT, 'address_check is only ever added to'); END;
