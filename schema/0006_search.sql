-- The search index: derived from the facts, not sealed, and it can be made again from them at any time. Old values stay in it,
-- so that a member is found by a former name or number. Compared byte by byte; a prefix is a range.

CREATE TABLE search_term (
  kind TEXT NOT NULL,
  term TEXT NOT NULL,
  member INTEGER NOT NULL REFERENCES member (id),
  PRIMARY KEY (kind, term, member)
) STRICT, WITHOUT ROWID;

-- Every ending of an employer's folded name, and its code.
CREATE TABLE employer_term (
  term TEXT NOT NULL,
  employer TEXT NOT NULL,
  PRIMARY KEY (term, employer)
) STRICT, WITHOUT ROWID;

-- The version of the folding of names with which the index was made; with another one it is made again.
CREATE TABLE search_made (
  fold INTEGER NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
