-- 窓口の本人確認: by what, with what result, on which day. Nothing of the chip itself is kept but this and the two days it ends on.

-- Each check that was done or tried; of a difference only that there was one, never what the other said.
CREATE TABLE identity_check (
  member INTEGER NOT NULL REFERENCES member (id),
  on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
  act INTEGER NOT NULL REFERENCES act (seq),
  line INTEGER NOT NULL CHECK (line > 0),
  method TEXT NOT NULL CHECK (method IN ('card_pin', 'card_code_b', 'documents')),
  result TEXT NOT NULL CHECK (result IN ('same', 'variant', 'different', 'unread')),
  -- Why it is not the same, or why the card was not read: words of the rules and of the reader.
  because TEXT CHECK (because <> ''),
  -- 下4桁: does the card's number end as the one on file? Empty where that was not compared.
  last_four TEXT CHECK (last_four IN ('agrees', 'differs')),
  -- 真正性: did the card answer as only the real one can? Empty where that was not asked.
  possession TEXT CHECK (possession IN ('genuine', 'failed')),
  -- What was shown, by its words, with a comma between.
  documents TEXT CHECK (documents <> ''),
  -- 代理人: who came, and by what authority.
  proxy TEXT CHECK (proxy <> ''),
  authority TEXT CHECK (authority <> ''),
  certificate_until TEXT CHECK (certificate_until IS date(certificate_until, '+0 days')),
  card_until TEXT CHECK (card_until IS date(card_until, '+0 days')),
  CHECK ((method = 'documents') = (documents IS NOT NULL)),
  CHECK ((proxy IS NULL) = (authority IS NULL)),
  CHECK (result <> 'unread' OR (because IS NOT NULL AND last_four IS NULL AND possession IS NULL)),
  PRIMARY KEY (member, on_day, act, line)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER identity_check_no_update BEFORE UPDATE ON identity_check BEGIN SELECT RAISE(ABORT, 'identity_check is only ever added to'); END;
CREATE TRIGGER identity_check_no_delete BEFORE DELETE ON identity_check
WHEN NOT EXISTS (SELECT 1 FROM gone WHERE gone.member = OLD.member AND gone.kind = 'member' AND NOT EXISTS (SELECT 1 FROM seal WHERE seal.act = gone.act))
BEGIN SELECT RAISE(ABORT, 'identity_check is only ever added to'); END;
