-- What a certificate says besides, as the member wishes.

-- 任意記載事項: one kind of it, from and until when it holds, and the day of the member's wish; the last row of a kind counts, whatever
-- day is asked about, and one without a value takes it back.
CREATE TABLE optional_item (
  member INTEGER NOT NULL REFERENCES member (id),
  item TEXT NOT NULL CHECK (item IN ('ceiling', 'meals', 'disease')),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  value TEXT CHECK (value <> ''),
  from_day TEXT CHECK (from_day IS date(from_day, '+0 days')),
  until TEXT CHECK (until IS date(until, '+0 days')),
  wished TEXT NOT NULL CHECK (wished IS date(wished, '+0 days')),
  CHECK ((value IS NULL) = (from_day IS NULL)),
  CHECK (until IS NULL OR from_day <= until),
  PRIMARY KEY (member, item, act, line)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER optional_item_no_update BEFORE UPDATE ON optional_item BEGIN SELECT RAISE(ABORT, 'optional_item is only ever added to'); END;
CREATE TRIGGER optional_item_no_delete BEFORE DELETE ON optional_item
WHEN NOT EXISTS (SELECT 1 FROM gone WHERE gone.member = OLD.member AND gone.kind = 'member' AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone.act))
BEGIN SELECT RAISE(ABORT, 'optional_item is only ever added to'); END;
