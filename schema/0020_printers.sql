-- Printers: how far each of them is off, and what was sent to them.

-- 位置合わせ: by how much what is printed from a tray is moved, in hundredths of a millimetre to the right and down, on the front and on
-- the back of a sheet, each as one looks at it. The last row of a printer and a tray counts. '' is the tray that the printer takes by
-- itself.
CREATE TABLE calibration (
  printer TEXT NOT NULL CHECK (printer <> ''),
  tray TEXT NOT NULL,
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
  front_right INTEGER NOT NULL CHECK (front_right BETWEEN -1000 AND 1000),
  front_down INTEGER NOT NULL CHECK (front_down BETWEEN -1000 AND 1000),
  back_right INTEGER NOT NULL CHECK (back_right BETWEEN -1000 AND 1000),
  back_down INTEGER NOT NULL CHECK (back_down BETWEEN -1000 AND 1000),
  PRIMARY KEY (printer, tray, act)
) STRICT, WITHOUT ROWID;

-- 送信: some pages of one file of a batch are about to be sent to a printer. Written before anything is sent, so that nothing is ever
-- sent again without somebody being asked. `round` counts how often the batch was put on paper as a whole; why more than once stands
-- in the act.
CREATE TABLE press_job (
  batch INTEGER NOT NULL REFERENCES batch (id),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  round INTEGER NOT NULL CHECK (round > 0),
  file TEXT NOT NULL CHECK (file <> ''),
  first_page INTEGER NOT NULL CHECK (first_page > 0),
  last_page INTEGER NOT NULL CHECK (last_page >= first_page),
  printer TEXT NOT NULL CHECK (printer <> ''),
  tray TEXT NOT NULL,
  PRIMARY KEY (batch, act)
) STRICT, WITHOUT ROWID;

-- What became of it: 'taken' by the system, which gave it a number; 'ended' with a last good page of a file (0: none of that file).
CREATE TABLE press_step (
  batch INTEGER NOT NULL,
  job INTEGER NOT NULL,
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  step TEXT NOT NULL CHECK (step IN ('taken', 'ended')),
  number INTEGER CHECK ((step = 'taken') = (number IS NOT NULL)),
  file TEXT CHECK ((step = 'ended') = (file IS NOT NULL)),
  page INTEGER CHECK ((step = 'ended') = (page IS NOT NULL) AND page >= 0),
  FOREIGN KEY (batch, job) REFERENCES press_job (batch, act),
  PRIMARY KEY (batch, job, act)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER calibration_no_update BEFORE UPDATE ON calibration BEGIN SELECT RAISE(ABORT, 'calibration is only ever added to'); END;
CREATE TRIGGER calibration_no_delete BEFORE DELETE ON calibration BEGIN SELECT RAISE(ABORT, 'calibration is only ever added to'); END;
CREATE TRIGGER press_job_no_update BEFORE UPDATE ON press_job BEGIN SELECT RAISE(ABORT, 'press_job is only ever added to'); END;
CREATE TRIGGER press_job_no_delete BEFORE DELETE ON press_job BEGIN SELECT RAISE(ABORT, 'press_job is only ever added to'); END;
CREATE TRIGGER press_step_no_update BEFORE UPDATE ON press_step BEGIN SELECT RAISE(ABORT, 'press_step is only ever added to'); END;
CREATE TRIGGER press_step_no_delete BEFORE DELETE ON press_step BEGIN SELECT RAISE(ABORT, 'press_step is only ever added to'); END;
