-- How letters were made, so that each of them can be made again.

-- What a printing rested on, each by its SHA-256: the program's own way of setting and writing, the typefaces (one a line: name,
-- space, seal), and everything that the sheets say. The layout stands with the batch.
CREATE TABLE print_made (
  batch INTEGER NOT NULL REFERENCES batch (id),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  engine TEXT NOT NULL CHECK (length(engine) = 64 AND NOT engine GLOB '*[^0-9a-f]*'),
  fonts TEXT NOT NULL CHECK (fonts <> ''),
  data TEXT NOT NULL CHECK (length(data) = 64 AND NOT data GLOB '*[^0-9a-f]*'),
  PRIMARY KEY (batch, act)
) STRICT, WITHOUT ROWID;

-- The files of that printing: their place, their bytes by SHA-256, and the batch's sheets in them, counted from 1.
CREATE TABLE print_file (
  batch INTEGER NOT NULL,
  act INTEGER NOT NULL REFERENCES act (seq),
  place INTEGER NOT NULL CHECK (place > 0),
  line INTEGER NOT NULL CHECK (line > 0),
  file TEXT NOT NULL CHECK (file <> ''),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND NOT sha256 GLOB '*[^0-9a-f]*'),
  bytes INTEGER NOT NULL CHECK (bytes > 0),
  first_sheet INTEGER NOT NULL CHECK (first_sheet > 0),
  last_sheet INTEGER NOT NULL CHECK (last_sheet >= first_sheet),
  FOREIGN KEY (batch, act) REFERENCES print_made (batch, act),
  PRIMARY KEY (batch, act, place)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER print_made_no_update BEFORE UPDATE ON print_made BEGIN SELECT RAISE(ABORT, 'print_made is only ever added to'); END;
CREATE TRIGGER print_made_no_delete BEFORE DELETE ON print_made BEGIN SELECT RAISE(ABORT, 'print_made is only ever added to'); END;
CREATE TRIGGER print_file_no_update BEFORE UPDATE ON print_file BEGIN SELECT RAISE(ABORT, 'print_file is only ever added to'); END;
CREATE TRIGGER print_file_no_delete BEFORE DELETE ON print_file BEGIN SELECT RAISE(ABORT, 'print_file is only ever added to'); END;
