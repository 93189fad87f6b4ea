-- What letters are made with, dated and approved by two people: layouts in use, the society's seal, and the issuer.

-- 印影の画像: the file as it was proposed, by its SHA-256.
CREATE TABLE picture (
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND NOT sha256 GLOB '*[^0-9a-f]*'),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  file BLOB NOT NULL CHECK (length(file) BETWEEN 1 AND 1048576),
  PRIMARY KEY (sha256)
) STRICT, WITHOUT ROWID;

-- A proposal: a seal (印影), an issuer (発行者), or a layout (様式) for a kind of paper, from a day on and perhaps until one. Who
-- proposed it and when stand in the act.
CREATE TABLE asset (
  id INTEGER NOT NULL,
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  what TEXT NOT NULL CHECK (what IN ('seal', 'issuer', 'layout')),
  paper TEXT CHECK (paper IN ('notice', 'certificate', 'elderly_certificate', 'last_four', 'return_request', 'refusal')),
  variant TEXT CHECK (variant IN ('standard', 'large', 'plain')),
  name TEXT NOT NULL CHECK (name <> ''),
  from_day TEXT NOT NULL CHECK (from_day IS date(from_day, '+0 days')),
  until TEXT CHECK (until IS date(until, '+0 days')),
  picture TEXT REFERENCES picture (sha256),
  layout TEXT REFERENCES layout (sha256),
  CHECK (until IS NULL OR from_day <= until),
  CHECK ((what = 'layout') = (paper IS NOT NULL) AND (what = 'layout') = (variant IS NOT NULL)),
  CHECK ((what = 'layout') = (layout IS NOT NULL) AND (what = 'seal') = (picture IS NOT NULL)),
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;

-- 承認: another person approved it, or the same one where nobody else could (alone, shown for ever); or it was withdrawn (取下げ).
CREATE TABLE asset_step (
  asset INTEGER NOT NULL REFERENCES asset (id),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  step TEXT NOT NULL CHECK (step IN ('approved', 'alone', 'withdrawn')),
  PRIMARY KEY (asset, act)
) STRICT, WITHOUT ROWID;

-- What a batch was frozen with.
CREATE TABLE batch_asset (
  batch INTEGER NOT NULL REFERENCES batch (id),
  asset INTEGER NOT NULL REFERENCES asset (id),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  PRIMARY KEY (batch, asset)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER picture_no_update BEFORE UPDATE ON picture BEGIN SELECT RAISE(ABORT, 'picture is only ever added to'); END;
CREATE TRIGGER picture_no_delete BEFORE DELETE ON picture BEGIN SELECT RAISE(ABORT, 'picture is only ever added to'); END;
CREATE TRIGGER asset_no_update BEFORE UPDATE ON asset BEGIN SELECT RAISE(ABORT, 'asset is only ever added to'); END;
CREATE TRIGGER asset_no_delete BEFORE DELETE ON asset BEGIN SELECT RAISE(ABORT, 'asset is only ever added to'); END;
CREATE TRIGGER asset_step_no_update BEFORE UPDATE ON asset_step BEGIN SELECT RAISE(ABORT, 'asset_step is only ever added to'); END;
CREATE TRIGGER asset_step_no_delete BEFORE DELETE ON asset_step BEGIN SELECT RAISE(ABORT, 'asset_step is only ever added to'); END;
CREATE TRIGGER batch_asset_no_update BEFORE UPDATE ON batch_asset BEGIN SELECT RAISE(ABORT, 'batch_asset is only ever added to'); END;
CREATE TRIGGER batch_asset_no_delete BEFORE DELETE ON batch_asset BEGIN SELECT RAISE(ABORT, 'batch_asset is only ever added to'); END;
