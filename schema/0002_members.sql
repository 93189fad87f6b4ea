-- Members, households, and every fact about a member, on two time axes.
--
-- from_day: the day from which a row is true. act: the act that recorded it; line: its number among the rows of that act.
-- Of rows with one from_day the last one counts (a correction), and a withdrawn row takes that day's fact away; of what is
-- left, the greatest from_day not after the day asked about is in force. One function of the ledger reads this (history.rs).
-- place: the cell or line of the file from which a row came.

-- 加入者. The code is the management code: opaque, random, with a check character.
CREATE TABLE member (
  id INTEGER NOT NULL,
  code TEXT NOT NULL UNIQUE CHECK (length(code) = 11),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;

-- 世帯: one insured person and the dependants.
CREATE TABLE household (
  id INTEGER NOT NULL,
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;

-- Birth and sex.
CREATE TABLE person (
  member INTEGER NOT NULL REFERENCES member (id),
  from_day TEXT NOT NULL CHECK (from_day IS date(from_day, '+0 days')),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
  place TEXT,
  born TEXT CHECK (born IS date(born, '+0 days')),
  sex TEXT CHECK (sex IN ('male', 'female')),
  CHECK (withdrawn = 0 OR (born IS NULL AND sex IS NULL)),
  PRIMARY KEY (member, from_day, act, line)
) STRICT, WITHOUT ROWID;

-- 資格: number, employer, household, days of cover.
CREATE TABLE coverage (
  member INTEGER NOT NULL REFERENCES member (id),
  from_day TEXT NOT NULL CHECK (from_day IS date(from_day, '+0 days')),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
  place TEXT,
  symbol TEXT,
  number TEXT,
  branch TEXT,
  employer TEXT,
  household INTEGER REFERENCES household (id),
  relation TEXT CHECK (relation IN ('insured', 'husband', 'wife', 'child', 'other_child', 'parent', 'parent_in_law', 'younger_sibling', 'older_sibling', 'grandparent', 'great_grandparent', 'grandchild', 'other')),
  acquired TEXT CHECK (acquired IS date(acquired, '+0 days')),
  lost TEXT CHECK (lost IS date(lost, '+0 days')),
  left_on TEXT CHECK (left_on IS date(left_on, '+0 days')),
  voluntary_until TEXT CHECK (voluntary_until IS date(voluntary_until, '+0 days')),
  received TEXT CHECK (received IS date(received, '+0 days')),
  staff_number TEXT,
  CHECK ((withdrawn = 1) = (symbol IS NULL) AND (withdrawn = 1) = (number IS NULL) AND (withdrawn = 1) = (branch IS NULL)
    AND (withdrawn = 1) = (household IS NULL) AND (withdrawn = 1) = (relation IS NULL)),
  PRIMARY KEY (member, from_day, act, line)
) STRICT, WITHOUT ROWID;

-- 氏名 in three layers, each with kana.
CREATE TABLE name (
  member INTEGER NOT NULL REFERENCES member (id),
  layer TEXT NOT NULL CHECK (layer IN ('registered', 'reported', 'printed')),
  from_day TEXT NOT NULL CHECK (from_day IS date(from_day, '+0 days')),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
  place TEXT,
  name TEXT,
  kana TEXT,
  CHECK ((withdrawn = 1) = (name IS NULL) AND (withdrawn = 1) = (kana IS NULL)),
  PRIMARY KEY (member, layer, from_day, act, line)
) STRICT, WITHOUT ROWID;

-- 住所 and 送付先.
CREATE TABLE address (
  member INTEGER NOT NULL REFERENCES member (id),
  kind TEXT NOT NULL CHECK (kind IN ('home', 'delivery')),
  from_day TEXT NOT NULL CHECK (from_day IS date(from_day, '+0 days')),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
  place TEXT,
  postcode TEXT,
  address TEXT,
  CHECK ((withdrawn = 1) = (postcode IS NULL) AND (withdrawn = 1) = (address IS NULL)),
  PRIMARY KEY (member, kind, from_day, act, line)
) STRICT, WITHOUT ROWID;

-- マイナ保険証: number registered, card, use registration, e-certificate, access, portal.
CREATE TABLE myna (
  member INTEGER NOT NULL REFERENCES member (id),
  from_day TEXT NOT NULL CHECK (from_day IS date(from_day, '+0 days')),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
  place TEXT,
  my_number TEXT CHECK (my_number IN ('registered', 'missing')),
  card TEXT CHECK (card IN ('none', 'held', 'lost', 'renewing', 'returned', 'unknown')),
  use_registered TEXT CHECK (use_registered IN ('yes', 'no', 'released', 'unknown')),
  e_certificate_until TEXT CHECK (e_certificate_until IS date(e_certificate_until, '+0 days')),
  access TEXT CHECK (access IN ('open', 'blocked')),
  portal TEXT CHECK (portal IN ('yes', 'no', 'unknown')),
  CHECK ((withdrawn = 1) = (my_number IS NULL) AND (withdrawn = 1) = (card IS NULL) AND (withdrawn = 1) = (use_registered IS NULL)
    AND (withdrawn = 1) = (access IS NULL) AND (withdrawn = 1) = (portal IS NULL)),
  PRIMARY KEY (member, from_day, act, line)
) STRICT, WITHOUT ROWID;

-- 個人番号下4桁, in a table of its own; never more than four digits.
CREATE TABLE last_four (
  member INTEGER NOT NULL REFERENCES member (id),
  from_day TEXT NOT NULL CHECK (from_day IS date(from_day, '+0 days')),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
  place TEXT,
  digits TEXT CHECK (digits GLOB '[0-9][0-9][0-9][0-9]'),
  state TEXT,
  CHECK ((withdrawn = 1) = (digits IS NULL) AND (withdrawn = 1) = (state IS NULL)),
  PRIMARY KEY (member, from_day, act, line)
) STRICT, WITHOUT ROWID;

-- What else decides a member's papers.
CREATE TABLE circumstance (
  member INTEGER NOT NULL REFERENCES member (id),
  from_day TEXT NOT NULL CHECK (from_day IS date(from_day, '+0 days')),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
  place TEXT,
  resident INTEGER CHECK (resident IN (0, 1)),
  assistance TEXT CHECK (assistance IN ('no', 'standing', 'applied')),
  asked_at_enrolment INTEGER CHECK (asked_at_enrolment IN (0, 1)),
  old_card_until TEXT CHECK (old_card_until IS date(old_card_until, '+0 days')),
  ratio INTEGER CHECK (ratio IN (1, 2, 3)),
  CHECK ((withdrawn = 1) = (resident IS NULL) AND (withdrawn = 1) = (assistance IS NULL) AND (withdrawn = 1) = (asked_at_enrolment IS NULL)),
  PRIMARY KEY (member, from_day, act, line)
) STRICT, WITHOUT ROWID;

-- 交付申請.
CREATE TABLE application (
  member INTEGER NOT NULL REFERENCES member (id),
  id INTEGER NOT NULL UNIQUE,
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  place TEXT,
  reason TEXT NOT NULL CHECK (reason IN ('myna_card_lost', 'myna_card_renewing', 'e_certificate_lapsed', 'not_registered', 'no_myna_card', 'myna_card_returned', 'needs_assistance', 'lost', 'damaged')),
  on_day TEXT CHECK (on_day IS date(on_day, '+0 days')),
  PRIMARY KEY (member, id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER member_no_update BEFORE UPDATE ON member BEGIN SELECT RAISE(ABORT, 'member is only ever added to'); END;
CREATE TRIGGER member_no_delete BEFORE DELETE ON member BEGIN SELECT RAISE(ABORT, 'member is only ever added to'); END;
CREATE TRIGGER household_no_update BEFORE UPDATE ON household BEGIN SELECT RAISE(ABORT, 'household is only ever added to'); END;
CREATE TRIGGER household_no_delete BEFORE DELETE ON household BEGIN SELECT RAISE(ABORT, 'household is only ever added to'); END;
CREATE TRIGGER person_no_update BEFORE UPDATE ON person BEGIN SELECT RAISE(ABORT, 'person is only ever added to'); END;
CREATE TRIGGER person_no_delete BEFORE DELETE ON person BEGIN SELECT RAISE(ABORT, 'person is only ever added to'); END;
CREATE TRIGGER coverage_no_update BEFORE UPDATE ON coverage BEGIN SELECT RAISE(ABORT, 'coverage is only ever added to'); END;
CREATE TRIGGER coverage_no_delete BEFORE DELETE ON coverage BEGIN SELECT RAISE(ABORT, 'coverage is only ever added to'); END;
CREATE TRIGGER name_no_update BEFORE UPDATE ON name BEGIN SELECT RAISE(ABORT, 'name is only ever added to'); END;
CREATE TRIGGER name_no_delete BEFORE DELETE ON name BEGIN SELECT RAISE(ABORT, 'name is only ever added to'); END;
CREATE TRIGGER address_no_update BEFORE UPDATE ON address BEGIN SELECT RAISE(ABORT, 'address is only ever added to'); END;
CREATE TRIGGER address_no_delete BEFORE DELETE ON address BEGIN SELECT RAISE(ABORT, 'address is only ever added to'); END;
CREATE TRIGGER myna_no_update BEFORE UPDATE ON myna BEGIN SELECT RAISE(ABORT, 'myna is only ever added to'); END;
CREATE TRIGGER myna_no_delete BEFORE DELETE ON myna BEGIN SELECT RAISE(ABORT, 'myna is only ever added to'); END;
CREATE TRIGGER last_four_no_update BEFORE UPDATE ON last_four BEGIN SELECT RAISE(ABORT, 'last_four is only ever added to'); END;
CREATE TRIGGER last_four_no_delete BEFORE DELETE ON last_four BEGIN SELECT RAISE(ABORT, 'last_four is only ever added to'); END;
CREATE TRIGGER circumstance_no_update BEFORE UPDATE ON circumstance BEGIN SELECT RAISE(ABORT, 'circumstance is only ever added to'); END;
CREATE TRIGGER circumstance_no_delete BEFORE DELETE ON circumstance BEGIN SELECT RAISE(ABORT, 'circumstance is only ever added to'); END;
CREATE TRIGGER application_no_update BEFORE UPDATE ON application BEGIN SELECT RAISE(ABORT, 'application is only ever added to'); END;
CREATE TRIGGER application_no_delete BEFORE DELETE ON application BEGIN SELECT RAISE(ABORT, 'application is only ever added to'); END;
