//! The state's lists and what each says otherwise than the one before it.

use std::path::{Path, PathBuf};

use desk::lists::ListQuestion;
use desk::wire::{self, ListDayShown, ListDifferenceShown};
use desk::{Desk, Failure};

use super::{DONE, Work, text};
use crate::grammar::ListsCommand;
use crate::say;

/// So many people are read at once.
const PIECE: usize = 1_000;

impl Work<'_> {
    /// The lists, or a difference.
    pub(super) fn state_lists(&mut self, ledger: &Path, command: Option<&ListsCommand>) -> Result<u8, Failure> {
        let mut desk = self.open(ledger)?;
        let Some(ListsCommand::Difference { id, with, days, list, out, file }) = command else {
            let days = desk.list_days()?;
            self.list_days(&days);
            return Ok(DONE);
        };
        let list_id = match id {
            Some(id) => *id,
            None => desk.list_days()?.first().map_or(0, |day| day.list),
        };
        if let (Some(file), Some(out)) = (file, out) {
            let made = desk.save_unknown_rows(list_id, (file.clone(), out.clone()), self.lang, &self.occasion)?;
            self.written(&made);
            return Ok(DONE);
        }
        let question = ListQuestion { list: list_id, with: *with, days: *days, lang: self.lang };
        let difference = desk.list_difference(&question)?;
        // The table says a part by its word, JSON by its code: either names it.
        let unknown = self.word("一覧にあり台帳にない行", "rows of the list that mean nobody");
        let list = list.as_deref().map(|said| match difference.answer.parts.iter().find(|part| part.word == said) {
            Some(part) => part.part,
            None if said == unknown => "unknown_to_us",
            None => said,
        });
        match (list, out) {
            (list, Some(out)) => {
                let made = desk.save_list_difference(&difference, list, &PathBuf::from(out), self.lang)?;
                self.written(&made);
            }
            (Some("unknown_to_us"), None) => self.unknown_rows(&difference.answer),
            (Some(part), None) => self.list_people(&desk, &difference, part)?,
            (None, None) => self.list_difference(&difference.answer),
        }
        Ok(DONE)
    }

    fn written(&mut self, made: &wire::ReportFile) {
        if self.daicho.json {
            self.say(&wire::json(made));
            return;
        }
        let head = self.word("書き出しました", "written");
        self.say(&format!("{head}: {}  {}", made.file, made.rows));
    }

    fn list_days(&mut self, days: &[ListDayShown]) {
        if self.daicho.json {
            for day in days {
                self.say(&wire::json(day));
            }
            return;
        }
        if days.is_empty() {
            let none = self.word("利用登録状況の一覧は、まだありません。", "No registration list was loaded yet.");
            self.say(none);
            return;
        }
        let header = [
            self.word("番号", "list"),
            self.word("基準日", "as of"),
            self.word("人数", "people"),
            self.word("台帳にない行", "unknown to us"),
            self.word("一覧にない方", "unknown to them"),
            self.word("ファイル", "files"),
            self.word("操作者", "operator"),
        ];
        let row = |day: &ListDayShown| {
            let numbers = [day.people.to_string(), day.unknown.to_string(), day.unlisted.to_string()];
            let head = [day.list.to_string(), day.as_of.to_string()];
            [&head[..], &numbers[..], &[day.files.join(" "), day.operator.clone()]].concat()
        };
        let rows: Vec<Vec<String>> = days.iter().map(row).collect();
        self.say(&say::table(&header, &rows));
    }

    fn list_difference(&mut self, answer: &ListDifferenceShown) {
        if self.daicho.json {
            self.say(&wire::json(answer));
            return;
        }
        let with =
            answer.with.as_ref().map_or_else(|| "―".to_owned(), |with| format!("{} ({})", with.as_of, with.list));
        let head = self.word("利用登録状況の一覧の差", "difference of registration lists");
        self.say(&format!("{head}: {with} → {} ({})", answer.list.as_of, answer.list.list));
        let header = [self.word("内容", "what"), self.word("件数", "count"), self.word("前の一覧でも", "before too")];
        let mut rows: Vec<Vec<String>> = answer
            .parts
            .iter()
            .map(|part| {
                let again = if part.part == "unknown_to_them" { part.again.to_string() } else { String::new() };
                vec![part.word.clone(), part.count.to_string(), again]
            })
            .collect();
        let unknown = self.word("一覧にあり台帳にない行", "rows of the list that mean nobody");
        rows.push(vec![unknown.to_owned(), answer.unknown.to_string(), String::new()]);
        let table = say::table(&header, &rows);
        self.say(&table);
        for remark in &answer.remarks {
            self.say(&format!("    {remark}"));
        }
    }

    fn unknown_rows(&mut self, answer: &ListDifferenceShown) {
        for row in &answer.unknown_rows {
            if self.daicho.json {
                self.say(&wire::json(row));
            } else {
                self.say(&row.place);
            }
        }
    }

    fn list_people(&mut self, desk: &Desk, difference: &desk::lists::Difference, part: &str) -> Result<(), Failure> {
        let mut start = 0;
        loop {
            let listed = desk.list_difference_people(difference, part, (start, PIECE), self.lang)?;
            for row in &listed.rows {
                if self.daicho.json {
                    self.say(&wire::json(row));
                    continue;
                }
                let (by, employer) = (text(row.by), row.employer.clone().unwrap_or_default());
                let line = [row.member.as_str(), &row.name, &employer, &by, &row.why];
                self.say(&line.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  "));
            }
            start += PIECE;
            if listed.total <= start {
                return Ok(());
            }
        }
    }
}
