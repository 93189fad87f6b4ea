-- The last-four campaign (マイナンバー下4桁の確認): its letters are papers of its batch; what is answered, and how a difference
-- is settled.

-- The letters of a batch ask for an answer until a day; after a correction they are second letters.
CREATE TABLE last_four_campaign (
  batch INTEGER NOT NULL REFERENCES batch (id),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  until TEXT NOT NULL CHECK (until IS date(until, '+0 days')),
  second INTEGER NOT NULL CHECK (second IN (0, 1)),
  PRIMARY KEY (batch)
) STRICT, WITHOUT ROWID;

-- What happens to a member's check besides the life of the letter itself. Of a number nothing but the four digits that the
-- member said of the card, where they were told.
CREATE TABLE last_four_step (
  member INTEGER NOT NULL REFERENCES member (id),
  on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  event TEXT NOT NULL CHECK (event IN ('agree', 'differ', 'deadline_passes', 'open_case', 'correct', 'close')),
  said TEXT CHECK (said GLOB '[0-9][0-9][0-9][0-9]'),
  whom TEXT CHECK (whom IN ('employer', 'member', 'resident_register')),
  until TEXT CHECK (until IS date(until, '+0 days')),
  note TEXT,
  CHECK ((event = 'open_case') = (whom IS NOT NULL) AND (event = 'open_case') = (until IS NOT NULL) AND (said IS NULL OR event = 'differ')),
  PRIMARY KEY (member, act, line)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER last_four_campaign_no_update BEFORE UPDATE ON last_four_campaign BEGIN SELECT RAISE(ABORT, 'last_four_campaign is only ever added to'); END;
CREATE TRIGGER last_four_campaign_no_delete BEFORE DELETE ON last_four_campaign BEGIN SELECT RAISE(ABORT, 'last_four_campaign is only ever added to'); END;
CREATE TRIGGER last_four_step_no_update BEFORE UPDATE ON last_four_step BEGIN SELECT RAISE(ABORT, 'last_four_step is only ever added to'); END;
CREATE TRIGGER last_four_step_no_delete BEFORE DELETE ON last_four_step
WHEN NOT EXISTS (SELECT 1 FROM gone WHERE gone.member = OLD.member AND gone.kind IN ('last_four', 'member') AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone.act))
BEGIN SELECT RAISE(ABORT, 'last_four_step is only ever added to'); END;
