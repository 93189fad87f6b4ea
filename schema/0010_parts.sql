-- Long imports in parts. A part is an act of kind import_part, sealed like every other; what it wrote is known to nobody until
-- another act publishes it. A part that no act publishes (the import was stopped, or overtaken) stays unknown for ever.

-- Which act made a part known.
CREATE TABLE published (
  part INTEGER NOT NULL REFERENCES act (seq),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  CHECK (part < act),
  PRIMARY KEY (part)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER published_link BEFORE INSERT ON published BEGIN
  SELECT RAISE(ABORT, 'only a part of an import is published') WHERE NOT EXISTS (SELECT 1 FROM act WHERE seq = NEW.part AND kind = 'import_part');
END;
CREATE TRIGGER published_no_update BEFORE UPDATE ON published BEGIN SELECT RAISE(ABORT, 'published is only ever added to'); END;
CREATE TRIGGER published_no_delete BEFORE DELETE ON published BEGIN SELECT RAISE(ABORT, 'published is only ever added to'); END;

-- Parts are few among many acts, and whoever reads asks which of them are unknown.
CREATE INDEX act_import_part ON act (seq) WHERE kind = 'import_part';

-- The index knows which terms a part gave, so that nobody is found by what is not known. part: 0 when no part gave it.
CREATE TABLE search_term_with_part (
  kind TEXT NOT NULL,
  term TEXT NOT NULL,
  member INTEGER NOT NULL REFERENCES member (id),
  part INTEGER NOT NULL CHECK (part >= 0),
  PRIMARY KEY (kind, term, member, part)
) STRICT, WITHOUT ROWID;
INSERT INTO search_term_with_part (kind, term, member, part) SELECT kind, term, member, 0 FROM search_term;
DROP TABLE search_term;
ALTER TABLE search_term_with_part RENAME TO search_term;
