-- Insertion (封入): envelopes and bundles with codes of their own, what scans found, sheets that cannot be found, and the stock of
-- paper. Nothing here says anything of anybody: an envelope and a sheet are numbers of a batch.

-- 梱包: envelopes that go to one place together. `code` stands on what lies in the bundle, `label` on what is put on its outside.
CREATE TABLE bundle (
  batch INTEGER NOT NULL REFERENCES batch (id),
  bundle INTEGER NOT NULL CHECK (bundle > 0),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  code TEXT NOT NULL UNIQUE CHECK (length(code) = 11),
  label TEXT NOT NULL UNIQUE CHECK (length(label) = 11),
  route TEXT NOT NULL CHECK (route IN ('employer', 'home', 'delivery')),
  employer TEXT,
  PRIMARY KEY (batch, bundle)
) STRICT, WITHOUT ROWID;

-- 封筒: its code stands on its first sheet, where the window shows it.
CREATE TABLE envelope (
  batch INTEGER NOT NULL,
  envelope INTEGER NOT NULL CHECK (envelope > 0),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  code TEXT NOT NULL UNIQUE CHECK (length(code) = 11),
  bundle INTEGER NOT NULL,
  FOREIGN KEY (batch, bundle) REFERENCES bundle (batch, bundle),
  PRIMARY KEY (batch, envelope)
) STRICT, WITHOUT ROWID;
CREATE INDEX envelope_bundle ON envelope (batch, bundle, envelope);

-- An envelope was closed with exactly its sheets, by scan; opened again; seen closed at a recount; put into its bundle.
CREATE TABLE envelope_event (
  batch INTEGER NOT NULL,
  envelope INTEGER NOT NULL,
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
  step TEXT NOT NULL CHECK (step IN ('closed', 'opened', 'seen', 'bundled')),
  FOREIGN KEY (batch, envelope) REFERENCES envelope (batch, envelope),
  PRIMARY KEY (batch, envelope, act, line)
) STRICT, WITHOUT ROWID;

-- What was left was inserted without a scan: nothing was checked.
CREATE TABLE insertion (
  batch INTEGER NOT NULL REFERENCES batch (id),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
  sheets INTEGER NOT NULL CHECK (sheets > 0),
  PRIMARY KEY (batch, act)
) STRICT, WITHOUT ROWID;

-- A bundle was handed over under its own label.
CREATE TABLE hand_over (
  batch INTEGER NOT NULL,
  bundle INTEGER NOT NULL,
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
  FOREIGN KEY (batch, bundle) REFERENCES bundle (batch, bundle),
  PRIMARY KEY (batch, bundle)
) STRICT, WITHOUT ROWID;

-- 行方不明: a sheet cannot be found, was found after all, its lock was broken, or it came out of the printer once more. The last row
-- of a sheet counts; why stands in the act.
CREATE TABLE sheet_loss (
  batch INTEGER NOT NULL REFERENCES batch (id),
  sheet INTEGER NOT NULL CHECK (sheet > 0),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
  step TEXT NOT NULL CHECK (step IN ('missing', 'found', 'broken', 'reprinted')),
  PRIMARY KEY (batch, sheet, act)
) STRICT, WITHOUT ROWID;

-- 用紙の在庫: so many came, were spoiled without having been a sheet of a batch, or lay there when they were counted. `difference` is
-- what a count found more or less than there should have been; why stands in the act.
CREATE TABLE stock_event (
  stock TEXT NOT NULL CHECK (stock <> ''),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
  step TEXT NOT NULL CHECK (step IN ('received', 'spoiled', 'counted')),
  sheets INTEGER NOT NULL CHECK (sheets >= 0),
  difference INTEGER NOT NULL CHECK (step = 'counted' OR difference = 0),
  PRIMARY KEY (stock, act, line)
) STRICT, WITHOUT ROWID;

-- What lies in one envelope is looked for at every scan.
CREATE INDEX sheet_envelope ON sheet (batch, envelope, sheet);

CREATE TRIGGER bundle_no_update BEFORE UPDATE ON bundle BEGIN SELECT RAISE(ABORT, 'bundle is only ever added to'); END;
CREATE TRIGGER bundle_no_delete BEFORE DELETE ON bundle BEGIN SELECT RAISE(ABORT, 'bundle is only ever added to'); END;
CREATE TRIGGER envelope_no_update BEFORE UPDATE ON envelope BEGIN SELECT RAISE(ABORT, 'envelope is only ever added to'); END;
CREATE TRIGGER envelope_no_delete BEFORE DELETE ON envelope BEGIN SELECT RAISE(ABORT, 'envelope is only ever added to'); END;
CREATE TRIGGER envelope_event_no_update BEFORE UPDATE ON envelope_event BEGIN SELECT RAISE(ABORT, 'envelope_event is only ever added to'); END;
CREATE TRIGGER envelope_event_no_delete BEFORE DELETE ON envelope_event BEGIN SELECT RAISE(ABORT, 'envelope_event is only ever added to'); END;
CREATE TRIGGER insertion_no_update BEFORE UPDATE ON insertion BEGIN SELECT RAISE(ABORT, 'insertion is only ever added to'); END;
CREATE TRIGGER insertion_no_delete BEFORE DELETE ON insertion BEGIN SELECT RAISE(ABORT, 'insertion is only ever added to'); END;
CREATE TRIGGER hand_over_no_update BEFORE UPDATE ON hand_over BEGIN SELECT RAISE(ABORT, 'hand_over is only ever added to'); END;
CREATE TRIGGER hand_over_no_delete BEFORE DELETE ON hand_over BEGIN SELECT RAISE(ABORT, 'hand_over is only ever added to'); END;
CREATE TRIGGER sheet_loss_no_update BEFORE UPDATE ON sheet_loss BEGIN SELECT RAISE(ABORT, 'sheet_loss is only ever added to'); END;
CREATE TRIGGER sheet_loss_no_delete BEFORE DELETE ON sheet_loss BEGIN SELECT RAISE(ABORT, 'sheet_loss is only ever added to'); END;
CREATE TRIGGER stock_event_no_update BEFORE UPDATE ON stock_event BEGIN SELECT RAISE(ABORT, 'stock_event is only ever added to'); END;
CREATE TRIGGER stock_event_no_delete BEFORE DELETE ON stock_event BEGIN SELECT RAISE(ABORT, 'stock_event is only ever added to'); END;
