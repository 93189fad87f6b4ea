-- The society, its employers, its policies and layouts.

-- 保険者.
CREATE TABLE society (
  from_day TEXT NOT NULL CHECK (from_day IS date(from_day, '+0 days')),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  name TEXT NOT NULL CHECK (name <> ''),
  insurer_number TEXT NOT NULL,
  postcode TEXT NOT NULL,
  address TEXT NOT NULL,
  phone TEXT NOT NULL,
  portal_url TEXT NOT NULL,
  training INTEGER NOT NULL CHECK (training IN (0, 1)),
  notice_layout TEXT NOT NULL,
  certificate_layout TEXT NOT NULL,
  last_four_on_notice INTEGER NOT NULL CHECK (last_four_on_notice IN (0, 1)),
  PRIMARY KEY (from_day, act, line)
) STRICT, WITHOUT ROWID;

-- 事業所.
CREATE TABLE employer (
  code TEXT NOT NULL CHECK (code <> ''),
  from_day TEXT NOT NULL CHECK (from_day IS date(from_day, '+0 days')),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  name TEXT NOT NULL,
  symbol TEXT NOT NULL,
  postcode TEXT,
  address TEXT,
  contact TEXT,
  PRIMARY KEY (code, from_day, act, line)
) STRICT, WITHOUT ROWID;

-- The society's policies, as the TOML text that was recorded; the last one counts.
CREATE TABLE policy (
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  text TEXT NOT NULL,
  PRIMARY KEY (act, line)
) STRICT, WITHOUT ROWID;

-- Layouts of papers, by the SHA-256 of their text.
CREATE TABLE layout (
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (sha256)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER society_no_update BEFORE UPDATE ON society BEGIN SELECT RAISE(ABORT, 'society is only ever added to'); END;
CREATE TRIGGER society_no_delete BEFORE DELETE ON society BEGIN SELECT RAISE(ABORT, 'society is only ever added to'); END;
CREATE TRIGGER employer_no_update BEFORE UPDATE ON employer BEGIN SELECT RAISE(ABORT, 'employer is only ever added to'); END;
CREATE TRIGGER employer_no_delete BEFORE DELETE ON employer BEGIN SELECT RAISE(ABORT, 'employer is only ever added to'); END;
CREATE TRIGGER policy_no_update BEFORE UPDATE ON policy BEGIN SELECT RAISE(ABORT, 'policy is only ever added to'); END;
CREATE TRIGGER policy_no_delete BEFORE DELETE ON policy BEGIN SELECT RAISE(ABORT, 'policy is only ever added to'); END;
CREATE TRIGGER layout_no_update BEFORE UPDATE ON layout BEGIN SELECT RAISE(ABORT, 'layout is only ever added to'); END;
CREATE TRIGGER layout_no_delete BEFORE DELETE ON layout BEGIN SELECT RAISE(ABORT, 'layout is only ever added to'); END;
