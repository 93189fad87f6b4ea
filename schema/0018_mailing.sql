-- Mailings: on what a batch rests, who went on although the ledger says otherwise by now, and how rare characters are printed.

-- 束の出所: what was asked for when a batch was frozen, and the newest sources that the ledger had then. How far the ledger was
-- known stands in the batch's own act.
CREATE TABLE batch_source (
  batch INTEGER NOT NULL REFERENCES batch (id),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  asked TEXT NOT NULL CHECK (asked IN ('everyone', 'listed', 'selected')),
  asked_for INTEGER CHECK (asked_for >= 0),
  import INTEGER REFERENCES import (id),
  list INTEGER REFERENCES registration_list (id),
  PRIMARY KEY (batch)
) STRICT, WITHOUT ROWID;

-- 続行: a clerk goes on with a batch although so many of its members have changed since, or it is old. Why stands in the act.
CREATE TABLE batch_despite (
  batch INTEGER NOT NULL REFERENCES batch (id),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  changes INTEGER NOT NULL CHECK (changes >= 0),
  PRIMARY KEY (batch, act)
) STRICT, WITHOUT ROWID;

-- 文字の決まり: how a character (with its variation selector, if it has one) is printed in names; the last row about a character
-- counts, and 'open' takes a decision back. It is of no member.
CREATE TABLE character_rule (
  letter TEXT NOT NULL CHECK (letter <> ''),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  how TEXT NOT NULL CHECK (how IN ('substitute', 'mincho', 'kana', 'open')),
  substitute TEXT,
  CHECK ((how = 'substitute') = (substitute IS NOT NULL)),
  PRIMARY KEY (letter, act, line)
) STRICT, WITHOUT ROWID;

-- 印字した氏名: how a paper bears a name whose characters are printed otherwise than the ledger has them.
CREATE TABLE paper_form (
  member INTEGER NOT NULL,
  paper INTEGER NOT NULL,
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  name TEXT NOT NULL,
  mincho INTEGER NOT NULL CHECK (mincho IN (0, 1)),
  FOREIGN KEY (member, paper) REFERENCES paper (member, id),
  PRIMARY KEY (member, paper)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER batch_source_no_update BEFORE UPDATE ON batch_source BEGIN SELECT RAISE(ABORT, 'batch_source is only ever added to'); END;
CREATE TRIGGER batch_source_no_delete BEFORE DELETE ON batch_source BEGIN SELECT RAISE(ABORT, 'batch_source is only ever added to'); END;
CREATE TRIGGER batch_despite_no_update BEFORE UPDATE ON batch_despite BEGIN SELECT RAISE(ABORT, 'batch_despite is only ever added to'); END;
CREATE TRIGGER batch_despite_no_delete BEFORE DELETE ON batch_despite BEGIN SELECT RAISE(ABORT, 'batch_despite is only ever added to'); END;
CREATE TRIGGER character_rule_no_update BEFORE UPDATE ON character_rule BEGIN SELECT RAISE(ABORT, 'character_rule is only ever added to'); END;
CREATE TRIGGER character_rule_no_delete BEFORE DELETE ON character_rule BEGIN SELECT RAISE(ABORT, 'character_rule is only ever added to'); END;
CREATE TRIGGER paper_form_no_update BEFORE UPDATE ON paper_form BEGIN SELECT RAISE(ABORT, 'paper_form is only ever added to'); END;
CREATE TRIGGER paper_form_no_delete BEFORE DELETE ON paper_form
WHEN NOT EXISTS (SELECT 1 FROM gone WHERE gone.member = OLD.member AND gone.kind IN ('papers', 'member') AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone.act))
BEGIN SELECT RAISE(ABORT, 'paper_form is only ever added to'); END;
