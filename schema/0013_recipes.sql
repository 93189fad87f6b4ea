-- How each employer's files are read, what they looked like, and which rows they had.

-- 読み取り方: what a clerk has said once of the files of an employer (or of nobody in particular, as the state's lists) with
-- these headings. A change is a new version; none is ever edited. The text is TOML, as it is exported: headings and codes, and
-- nothing of any person.
CREATE TABLE recipe (
  id INTEGER NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  employer TEXT CHECK (employer <> ''),
  headers TEXT NOT NULL CHECK (length(headers) = 64),
  text TEXT NOT NULL CHECK (text <> ''),
  forgotten INTEGER NOT NULL CHECK (forgotten IN (0, 1)),
  PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;

-- Which version read an import.
CREATE TABLE import_recipe (
  import INTEGER NOT NULL REFERENCES import (id),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  recipe INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (import),
  FOREIGN KEY (recipe, version) REFERENCES recipe (id, version)
) STRICT, WITHOUT ROWID;

-- The sheets of an import: their headings, one a line, and how many rows they had.
CREATE TABLE import_sheet (
  import INTEGER NOT NULL REFERENCES import (id),
  place INTEGER NOT NULL CHECK (place > 0),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  name TEXT NOT NULL,
  headings TEXT NOT NULL,
  rows INTEGER NOT NULL CHECK (rows >= 0),
  PRIMARY KEY (import, place)
) STRICT, WITHOUT ROWID;

-- The rows of an import in their order, each as two keyed marks of four bytes: of whom it is, and of all that it says. They
-- tell whether another file has the same rows; what a row said cannot be read from them, nor tried out without the ledger's key.
CREATE TABLE import_rows (
  import INTEGER NOT NULL REFERENCES import (id),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  marks BLOB NOT NULL CHECK (length(marks) % 8 = 0),
  PRIMARY KEY (import)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER recipe_no_update BEFORE UPDATE ON recipe BEGIN SELECT RAISE(ABORT, 'recipe is only ever added to'); END;
CREATE TRIGGER recipe_no_delete BEFORE DELETE ON recipe BEGIN SELECT RAISE(ABORT, 'recipe is only ever added to'); END;
CREATE TRIGGER import_recipe_no_update BEFORE UPDATE ON import_recipe BEGIN SELECT RAISE(ABORT, 'import_recipe is only ever added to'); END;
CREATE TRIGGER import_recipe_no_delete BEFORE DELETE ON import_recipe BEGIN SELECT RAISE(ABORT, 'import_recipe is only ever added to'); END;
CREATE TRIGGER import_sheet_no_update BEFORE UPDATE ON import_sheet BEGIN SELECT RAISE(ABORT, 'import_sheet is only ever added to'); END;
CREATE TRIGGER import_sheet_no_delete BEFORE DELETE ON import_sheet BEGIN SELECT RAISE(ABORT, 'import_sheet is only ever added to'); END;
CREATE TRIGGER import_rows_no_update BEFORE UPDATE ON import_rows BEGIN SELECT RAISE(ABORT, 'import_rows is only ever added to'); END;
CREATE TRIGGER import_rows_no_delete BEFORE DELETE ON import_rows BEGIN SELECT RAISE(ABORT, 'import_rows is only ever added to'); END;
