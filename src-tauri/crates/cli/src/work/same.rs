//! Members who may be one person, side by side, and the answers.

use std::path::Path;

use desk::wire::{self, SamePair, SamePerson};
use desk::{Failure, same};
use rules::calendar::Day;

use super::{DONE, Work};
use crate::grammar::SameCommand;
use crate::say;

/// So many pairs are read at once.
const PIECE: usize = 500;

impl Work<'_> {
    /// The table of variant characters.
    pub(super) fn variants(&mut self) -> u8 {
        let table = same::variants();
        if self.daicho.json {
            self.say(&wire::json(&table));
            return DONE;
        }
        let head = self.word("異体字の表", "table of variant characters");
        let version = self.word("版", "version");
        self.say(&format!("{head}: {version} {}  {}", table.version, table.variants));
        DONE
    }

    /// Whom the ledger may have twice.
    pub(super) fn same(&mut self, ledger: &Path, on: Day, command: Option<&SameCommand>) -> Result<u8, Failure> {
        let all = match command {
            Some(SameCommand::Answer { one, other, answer, note }) => {
                let answer = same::answer(answer)?;
                let mut desk = self.open(ledger)?;
                let about = (self.lang, &self.occasion);
                let pair = desk.answer_same((one, other), answer, note.as_deref(), on, about)?;
                self.pair(&pair);
                return Ok(DONE);
            }
            Some(SameCommand::Rows) => {
                let rows = self.open(ledger)?.row_answers(on, self.lang)?;
                return Ok(self.row_answers(&rows));
            }
            Some(SameCommand::Forget { act, member }) => {
                let taken = self.open(ledger)?.forget_row_answer(*act, member, on, &self.occasion)?;
                let head = self.word("答えを取り消しました", "taken back");
                if self.daicho.json {
                    self.say(&wire::json(&taken));
                } else {
                    self.say(&format!("{head}: {}", taken.taken_back));
                }
                return Ok(DONE);
            }
            Some(SameCommand::List { all }) => *all,
            None => false,
        };
        let desk = self.open(ledger)?;
        let today = desk.today(on, self.lang)?;
        let mut start = 0;
        loop {
            let found = desk.same(&today, all, (start, PIECE), self.lang)?;
            for pair in &found.rows {
                self.pair(pair);
            }
            start += PIECE;
            if found.total <= start {
                if found.total == 0 && !self.daicho.json {
                    let none = self.word("同じ方かもしれない方はいません。", "Nobody seems to be there twice.");
                    self.say(none);
                }
                return Ok(DONE);
            }
        }
    }

    fn row_answers(&mut self, rows: &[wire::RowAnswered]) -> u8 {
        if self.daicho.json {
            for row in rows {
                self.say(&wire::json(row));
            }
            return DONE;
        }
        let header = [
            self.word("番号", "number"),
            self.word("記号-番号-枝番", "member"),
            self.word("氏名", "name"),
            self.word("答え", "answer"),
            self.word("操作者", "operator"),
            self.word("いつ", "when"),
        ];
        let (same, different) = (self.word("同じ方", "same"), self.word("別の方", "different"));
        let row = |row: &wire::RowAnswered| {
            let answer = if row.answer == "same" { same } else { different };
            [&row.act.to_string(), &row.member, &row.name, answer, &row.operator, &say::when(&row.at)]
                .map(str::to_owned)
                .to_vec()
        };
        let rows: Vec<Vec<String>> = rows.iter().map(row).collect();
        self.say(&say::table(&header, &rows));
        DONE
    }

    fn pair(&mut self, pair: &SamePair) {
        if self.daicho.json {
            self.say(&wire::json(pair));
            return;
        }
        self.say(&format!("{}  ⇔  {}  {}", pair.person.member, pair.other.member, pair.sentence));
        let header = ["", pair.person.member.as_str(), pair.other.member.as_str(), ""];
        let mut rows: Vec<Vec<String>> = pair
            .rows
            .iter()
            .map(|row| {
                let mark = if row.same { "" } else { self.word("違う", "differs") };
                vec![row.word.clone(), row.one.clone(), row.other.clone(), mark.to_owned()]
            })
            .collect();
        let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let spells = |person: &SamePerson| {
            let one =
                |spell: &wire::SameSpell| format!("{} {}〜{}", spell.member, day(spell.acquired), day(spell.lost));
            person.spells.iter().map(one).collect::<Vec<_>>().join(" / ")
        };
        let papers = |person: &SamePerson| {
            let one = |paper: &wire::SamePaper| format!("{} {} {}", paper.paper, paper.kind, paper.state);
            person.papers.iter().map(one).collect::<Vec<_>>().join(" / ")
        };
        let mut both = |word: &str, of: &dyn Fn(&SamePerson) -> String| {
            rows.push(vec![word.to_owned(), of(&pair.person), of(&pair.other), String::new()]);
        };
        both(self.word("加入期間", "cover"), &spells);
        both(self.word("書類", "papers"), &papers);
        both(self.word("返していただくもの", "owed"), &|person| person.owed.to_string());
        let table = say::table(&header, &rows);
        self.say(&table);
        if let Some(answered) = &pair.answered {
            let word = match answered.answer {
                "same" => self.word("同じ方", "same"),
                _ => self.word("別の方", "different"),
            };
            let note = answered.note.clone().unwrap_or_default();
            let line = format!("    {word}  {} {} {note}", answered.operator, say::when(&answered.at));
            self.say(line.trim_end());
        }
        self.say(&format!("    → {}", pair.next));
    }
}
