-- Who was found to be, or not to be, the same person. The last row about two counts; 'open' takes an answer back.

-- A row of a file and a member. `person` is the row's person keyed by the ledger, from number, birth date and name as they were
-- sent: the same person of the next file is known again, and nothing can be read from it.
CREATE TABLE row_answer (
  member INTEGER NOT NULL REFERENCES member (id),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  person TEXT NOT NULL CHECK (length(person) = 32 AND NOT person GLOB '*[^0-9a-f]*'),
  answer TEXT NOT NULL CHECK (answer IN ('same', 'different', 'open')),
  PRIMARY KEY (member, act, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX row_answer_person ON row_answer (person, act, line);

-- Two members. One person with two memberships stays two members: the answer links them.
CREATE TABLE same_answer (
  member INTEGER NOT NULL REFERENCES member (id),
  other INTEGER NOT NULL REFERENCES member (id),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  answer TEXT NOT NULL CHECK (answer IN ('same', 'different', 'open')),
  CHECK (member < other),
  PRIMARY KEY (member, other, act, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX same_answer_other ON same_answer (other, member);

CREATE TRIGGER row_answer_no_update BEFORE UPDATE ON row_answer BEGIN SELECT RAISE(ABORT, 'row_answer is only ever added to'); END;
CREATE TRIGGER row_answer_no_delete BEFORE DELETE ON row_answer
WHEN NOT EXISTS (SELECT 1 FROM gone WHERE gone.member = OLD.member AND gone.kind = 'member' AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone.act))
BEGIN SELECT RAISE(ABORT, 'row_answer is only ever added to'); END;
CREATE TRIGGER same_answer_no_update BEFORE UPDATE ON same_answer BEGIN SELECT RAISE(ABORT, 'same_answer is only ever added to'); END;
CREATE TRIGGER same_answer_no_delete BEFORE DELETE ON same_answer
WHEN NOT EXISTS (SELECT 1 FROM gone WHERE gone.member = OLD.member AND gone.kind = 'member' AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone.act))
BEGIN SELECT RAISE(ABORT, 'same_answer is only ever added to'); END;
