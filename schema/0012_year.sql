-- The clerk's year: campaigns, runs, waves, and what follows from corrections.

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

-- 職権交付: lists of the state that were loaded, runs frozen from them, and waves of renewals.

-- 利用登録状況の一覧: a list was loaded, also when it changed nothing. whole: it speaks of most of those who were insured on
-- its day, so that whoever is missing in it is remarkable.
CREATE TABLE registration_list (
  id INTEGER NOT NULL,
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  import INTEGER NOT NULL REFERENCES import (id),
  as_of TEXT NOT NULL CHECK (as_of IS date(as_of, '+0 days')),
  said INTEGER NOT NULL CHECK (said IN (0, 1)),
  people INTEGER NOT NULL CHECK (people > 0),
  whole INTEGER NOT NULL CHECK (whole IN (0, 1)),
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;

-- Insured on the day of a list, and not in it.
CREATE TABLE registration_unlisted (
  member INTEGER NOT NULL REFERENCES member (id),
  list INTEGER NOT NULL REFERENCES registration_list (id),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  PRIMARY KEY (member, list)
) STRICT, WITHOUT ROWID;
CREATE INDEX registration_unlisted_list ON registration_unlisted (list, member);

-- In the list and not in the ledger: only the place in the file, for nobody whom the ledger does not know is kept in it.
CREATE TABLE registration_unknown (
  list INTEGER NOT NULL REFERENCES registration_list (id),
  place TEXT NOT NULL CHECK (place <> ''),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  because TEXT NOT NULL CHECK (because <> ''),
  PRIMARY KEY (list, place, act, line)
) STRICT, WITHOUT ROWID;

-- 職権交付の確定: whom the last list concerned on a day.
CREATE TABLE run (
  id INTEGER NOT NULL,
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  list INTEGER NOT NULL REFERENCES registration_list (id),
  on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
  policy_from TEXT NOT NULL CHECK (policy_from IS date(policy_from, '+0 days')),
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_member (
  member INTEGER NOT NULL REFERENCES member (id),
  run INTEGER NOT NULL REFERENCES run (id),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  part TEXT NOT NULL CHECK (part IN ('due', 'lapsing', 'released', 'interim', 'renewal', 'waiting', 'on_application', 'unknown', 'unlisted', 'undecided')),
  because TEXT NOT NULL CHECK (because <> ''),
  by_day TEXT CHECK (by_day IS date(by_day, '+0 days')),
  PRIMARY KEY (member, run)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_member_run ON run_member (run, part, member);

-- Batches that were planned from a run.
CREATE TABLE run_batch (
  run INTEGER NOT NULL REFERENCES run (id),
  batch INTEGER NOT NULL UNIQUE REFERENCES batch (id),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  PRIMARY KEY (run, batch)
) STRICT, WITHOUT ROWID;

-- 更新の波: renewals of certificates with a common last day, levelled over weeks.
CREATE TABLE wave (
  id INTEGER NOT NULL,
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  until TEXT NOT NULL CHECK (until IS date(until, '+0 days')),
  begins TEXT NOT NULL CHECK (begins IS date(begins, '+0 days')),
  weeks INTEGER NOT NULL CHECK (weeks > 0),
  per_week INTEGER CHECK (per_week > 0),
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE wave_member (
  member INTEGER NOT NULL REFERENCES member (id),
  wave INTEGER NOT NULL REFERENCES wave (id),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  week INTEGER NOT NULL CHECK (week > 0),
  because TEXT NOT NULL CHECK (because <> ''),
  PRIMARY KEY (member, wave)
) STRICT, WITHOUT ROWID;
CREATE INDEX wave_member_wave ON wave_member (wave, week, member);

-- Batches that were planned from a week of a wave.
CREATE TABLE wave_batch (
  wave INTEGER NOT NULL REFERENCES wave (id),
  week INTEGER NOT NULL CHECK (week > 0),
  batch INTEGER NOT NULL UNIQUE REFERENCES batch (id),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  PRIMARY KEY (wave, week, batch)
) STRICT, WITHOUT ROWID;

-- 確認済み: a clerk has seen what followed from a correction and settled it. It is seen as far as the act that caused it.
CREATE TABLE consequence_seen (
  member INTEGER NOT NULL REFERENCES member (id),
  what TEXT NOT NULL CHECK (what <> ''),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  cause INTEGER NOT NULL REFERENCES act (seq),
  note TEXT,
  PRIMARY KEY (member, what, act, line)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER registration_list_no_update BEFORE UPDATE ON registration_list BEGIN SELECT RAISE(ABORT, 'registration_list is only ever added to'); END;
CREATE TRIGGER registration_list_no_delete BEFORE DELETE ON registration_list BEGIN SELECT RAISE(ABORT, 'registration_list is only ever added to'); END;
CREATE TRIGGER registration_unknown_no_update BEFORE UPDATE ON registration_unknown BEGIN SELECT RAISE(ABORT, 'registration_unknown is only ever added to'); END;
CREATE TRIGGER registration_unknown_no_delete BEFORE DELETE ON registration_unknown BEGIN SELECT RAISE(ABORT, 'registration_unknown is only ever added to'); END;
CREATE TRIGGER run_no_update BEFORE UPDATE ON run BEGIN SELECT RAISE(ABORT, 'run is only ever added to'); END;
CREATE TRIGGER run_no_delete BEFORE DELETE ON run BEGIN SELECT RAISE(ABORT, 'run is only ever added to'); END;
CREATE TRIGGER run_batch_no_update BEFORE UPDATE ON run_batch BEGIN SELECT RAISE(ABORT, 'run_batch is only ever added to'); END;
CREATE TRIGGER run_batch_no_delete BEFORE DELETE ON run_batch BEGIN SELECT RAISE(ABORT, 'run_batch is only ever added to'); END;
CREATE TRIGGER wave_no_update BEFORE UPDATE ON wave BEGIN SELECT RAISE(ABORT, 'wave is only ever added to'); END;
CREATE TRIGGER wave_no_delete BEFORE DELETE ON wave BEGIN SELECT RAISE(ABORT, 'wave is only ever added to'); END;
CREATE TRIGGER wave_batch_no_update BEFORE UPDATE ON wave_batch BEGIN SELECT RAISE(ABORT, 'wave_batch is only ever added to'); END;
CREATE TRIGGER wave_batch_no_delete BEFORE DELETE ON wave_batch BEGIN SELECT RAISE(ABORT, 'wave_batch is only ever added to'); END;
CREATE TRIGGER registration_unlisted_no_update BEFORE UPDATE ON registration_unlisted BEGIN SELECT RAISE(ABORT, 'registration_unlisted is only ever added to'); END;
CREATE TRIGGER registration_unlisted_no_delete BEFORE DELETE ON registration_unlisted
WHEN NOT EXISTS (SELECT 1 FROM gone WHERE gone.member = OLD.member AND gone.kind = 'member' AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone.act))
BEGIN SELECT RAISE(ABORT, 'registration_unlisted is only ever added to'); END;
CREATE TRIGGER run_member_no_update BEFORE UPDATE ON run_member BEGIN SELECT RAISE(ABORT, 'run_member is only ever added to'); END;
CREATE TRIGGER run_member_no_delete BEFORE DELETE ON run_member
WHEN NOT EXISTS (SELECT 1 FROM gone WHERE gone.member = OLD.member AND gone.kind IN ('papers', 'member') AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone.act))
BEGIN SELECT RAISE(ABORT, 'run_member is only ever added to'); END;
CREATE TRIGGER wave_member_no_update BEFORE UPDATE ON wave_member BEGIN SELECT RAISE(ABORT, 'wave_member is only ever added to'); END;
CREATE TRIGGER wave_member_no_delete BEFORE DELETE ON wave_member
WHEN NOT EXISTS (SELECT 1 FROM gone WHERE gone.member = OLD.member AND gone.kind IN ('papers', 'member') AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone.act))
BEGIN SELECT RAISE(ABORT, 'wave_member is only ever added to'); END;
CREATE TRIGGER consequence_seen_no_update BEFORE UPDATE ON consequence_seen BEGIN SELECT RAISE(ABORT, 'consequence_seen is only ever added to'); END;
CREATE TRIGGER consequence_seen_no_delete BEFORE DELETE ON consequence_seen
WHEN NOT EXISTS (SELECT 1 FROM gone WHERE gone.member = OLD.member AND gone.kind IN ('papers', 'member') AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone.act))
BEGIN SELECT RAISE(ABORT, 'consequence_seen is only ever added to'); END;
-- The year of a paper: who is shielded, how sheets came out of the printer, and which batches are closed.

-- 郵送の保護 (DV等支援措置): mail goes to the member's own address of delivery alone; the last row counts, whatever day is asked about.
CREATE TABLE shield (
  member INTEGER NOT NULL REFERENCES member (id),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  shielded INTEGER NOT NULL CHECK (shielded IN (0, 1)),
  PRIMARY KEY (member, act, line)
) STRICT, WITHOUT ROWID;

-- 刷り直し: a sheet that was spoiled and comes out of the printer once more, under the same number; `copy` counts from 2.
CREATE TABLE reprint (
  batch INTEGER NOT NULL,
  sheet INTEGER NOT NULL,
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  member INTEGER NOT NULL REFERENCES member (id),
  on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
  copy INTEGER NOT NULL CHECK (copy > 1),
  FOREIGN KEY (batch, sheet) REFERENCES sheet (batch, sheet),
  PRIMARY KEY (batch, sheet, copy)
) STRICT, WITHOUT ROWID;
CREATE INDEX reprint_member ON reprint (member);

-- 締め: every sheet of the batch is accounted for.
CREATE TABLE batch_close (
  batch INTEGER NOT NULL REFERENCES batch (id),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
  PRIMARY KEY (batch)
) STRICT, WITHOUT ROWID;

-- 返戻: what came back is looked for among all that ever happened to papers.
CREATE INDEX paper_event_undelivered ON paper_event (on_day, member, paper) WHERE life = 'undelivered';

CREATE TRIGGER shield_no_update BEFORE UPDATE ON shield BEGIN SELECT RAISE(ABORT, 'shield is only ever added to'); END;
CREATE TRIGGER shield_no_delete BEFORE DELETE ON shield
WHEN NOT EXISTS (SELECT 1 FROM gone WHERE gone.member = OLD.member AND gone.kind = 'member' AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone.act))
BEGIN SELECT RAISE(ABORT, 'shield is only ever added to'); END;
CREATE TRIGGER reprint_no_update BEFORE UPDATE ON reprint BEGIN SELECT RAISE(ABORT, 'reprint is only ever added to'); END;
CREATE TRIGGER reprint_no_delete BEFORE DELETE ON reprint
WHEN NOT EXISTS (SELECT 1 FROM gone WHERE gone.member = OLD.member AND gone.kind IN ('papers', 'member') AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone.act))
BEGIN SELECT RAISE(ABORT, 'reprint is only ever added to'); END;
CREATE TRIGGER batch_close_no_update BEFORE UPDATE ON batch_close BEGIN SELECT RAISE(ABORT, 'batch_close is only ever added to'); END;
CREATE TRIGGER batch_close_no_delete BEFORE DELETE ON batch_close BEGIN SELECT RAISE(ABORT, 'batch_close is only ever added to'); END;
-- The clerk's year: what follows when a paper is owed, asked for, sent and answered.

-- Returns: reminders and what answers them ---------------------------------------------------------------------------------

-- 督促状: one letter to one employer, or to one household's home, of one firmness. What it lists stands in reminder_paper.
CREATE TABLE reminder (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id > 0),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
  employer TEXT,
  household INTEGER REFERENCES household (id),
  alone INTEGER NOT NULL CHECK (alone IN (0, 1)),
  firmness TEXT NOT NULL CHECK (firmness IN ('first', 'second', 'last')),
  papers INTEGER NOT NULL CHECK (papers > 0),
  CHECK ((employer IS NULL) <> (household IS NULL)),
  CHECK (alone = 0 OR household IS NOT NULL)
) STRICT, WITHOUT ROWID;

-- A paper on such a letter, as the letter says it; without a paper, the old card of which the ledger knows only that it is there.
-- `number` counts the reminders of this duty; what is only listed again keeps its number and is not `fresh`.
CREATE TABLE reminder_paper (
  member INTEGER NOT NULL REFERENCES member (id),
  reminder INTEGER NOT NULL REFERENCES reminder (id),
  place INTEGER NOT NULL CHECK (place > 0),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  paper INTEGER,
  because TEXT NOT NULL CHECK (because <> ''),
  by_day TEXT CHECK (by_day IS NULL OR by_day IS date(by_day, '+0 days')),
  number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 3),
  fresh INTEGER NOT NULL CHECK (fresh IN (0, 1)),
  FOREIGN KEY (member, paper) REFERENCES paper (member, id),
  PRIMARY KEY (member, reminder, place)
) STRICT, WITHOUT ROWID;

-- 従来の健康保険証の回収: how the duty of an old card ended; the last row counts.
CREATE TABLE old_card_end (
  member INTEGER NOT NULL REFERENCES member (id),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
  life TEXT NOT NULL CHECK (life IN ('in_hand', 'returned', 'loss_reported', 'not_collectable', 'self_disposed')),
  note TEXT,
  PRIMARY KEY (member, act, line)
) STRICT, WITHOUT ROWID;

-- 死亡の届出: who owes a paper then is whoever claims the funeral benefit; the last row counts, without a day it was a mistake.
CREATE TABLE death (
  member INTEGER NOT NULL REFERENCES member (id),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  on_day TEXT CHECK (on_day IS NULL OR on_day IS date(on_day, '+0 days')),
  PRIMARY KEY (member, act, line)
) STRICT, WITHOUT ROWID;

-- 資格喪失後の使用: a clinic reported that a paper was shown after the end of cover.
CREATE TABLE use_after_loss (
  member INTEGER NOT NULL REFERENCES member (id),
  on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  note TEXT NOT NULL CHECK (note <> ''),
  PRIMARY KEY (member, on_day, act, line)
) STRICT, WITHOUT ROWID;

-- 不交付のお知らせ: the letter that told of a refused application, as it was first written.
CREATE TABLE refusal_letter (
  member INTEGER NOT NULL,
  application INTEGER NOT NULL,
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
  FOREIGN KEY (member, application) REFERENCES application (member, id),
  PRIMARY KEY (member, application)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER reminder_no_update BEFORE UPDATE ON reminder BEGIN SELECT RAISE(ABORT, 'reminder is only ever added to'); END;
CREATE TRIGGER reminder_no_delete BEFORE DELETE ON reminder BEGIN SELECT RAISE(ABORT, 'reminder is only ever added to'); END;
CREATE TRIGGER reminder_paper_no_update BEFORE UPDATE ON reminder_paper BEGIN SELECT RAISE(ABORT, 'reminder_paper is only ever added to'); END;
CREATE TRIGGER reminder_paper_no_delete BEFORE DELETE ON reminder_paper
WHEN NOT EXISTS (SELECT 1 FROM gone WHERE gone.member = OLD.member AND gone.kind IN ('papers', 'member') AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone.act))
BEGIN SELECT RAISE(ABORT, 'reminder_paper is only ever added to'); END;
CREATE TRIGGER old_card_end_no_update BEFORE UPDATE ON old_card_end BEGIN SELECT RAISE(ABORT, 'old_card_end is only ever added to'); END;
CREATE TRIGGER old_card_end_no_delete BEFORE DELETE ON old_card_end
WHEN NOT EXISTS (SELECT 1 FROM gone WHERE gone.member = OLD.member AND gone.kind IN ('papers', 'member') AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone.act))
BEGIN SELECT RAISE(ABORT, 'old_card_end is only ever added to'); END;
CREATE TRIGGER death_no_update BEFORE UPDATE ON death BEGIN SELECT RAISE(ABORT, 'death is only ever added to'); END;
CREATE TRIGGER death_no_delete BEFORE DELETE ON death
WHEN NOT EXISTS (SELECT 1 FROM gone WHERE gone.member = OLD.member AND gone.kind = 'member' AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone.act))
BEGIN SELECT RAISE(ABORT, 'death is only ever added to'); END;
CREATE TRIGGER use_after_loss_no_update BEFORE UPDATE ON use_after_loss BEGIN SELECT RAISE(ABORT, 'use_after_loss is only ever added to'); END;
CREATE TRIGGER use_after_loss_no_delete BEFORE DELETE ON use_after_loss
WHEN NOT EXISTS (SELECT 1 FROM gone WHERE gone.member = OLD.member AND gone.kind IN ('papers', 'member') AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone.act))
BEGIN SELECT RAISE(ABORT, 'use_after_loss is only ever added to'); END;
CREATE TRIGGER refusal_letter_no_update BEFORE UPDATE ON refusal_letter BEGIN SELECT RAISE(ABORT, 'refusal_letter is only ever added to'); END;
CREATE TRIGGER refusal_letter_no_delete BEFORE DELETE ON refusal_letter
WHEN NOT EXISTS (SELECT 1 FROM gone WHERE gone.member = OLD.member AND gone.kind = 'member' AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone.act))
BEGIN SELECT RAISE(ABORT, 'refusal_letter is only ever added to'); END;
