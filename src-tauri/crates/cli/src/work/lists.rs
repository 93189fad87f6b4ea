//! Today's work: the lists with their counts, or one list's people.

use std::path::Path;

use desk::work::{List, list, title};
use desk::{Failure, wire, words};
use rules::calendar::Day;
use rules::words::Lang;

use super::{DONE, Work, text};
use crate::say;

impl Work<'_> {
    /// The lists of a day, or one of them.
    pub(super) fn lists(
        &mut self,
        ledger: &Path,
        name: Option<&str>,
        on: Day,
        month: Option<&str>,
    ) -> Result<u8, Failure> {
        // A wrong name is said before anybody is asked for a passphrase.
        let one = name.map(list).transpose()?;
        let desk = self.open(ledger)?;
        match one {
            None => {
                let home = desk.today(on, self.lang)?.home();
                self.counts(&home);
            }
            Some(List::Batches(life)) => {
                let batches = desk.batches_in(life)?;
                self.batches(&batches);
            }
            Some(List::Rows) => {
                let held = desk.quarantine(None, self.lang, &self.occasion)?;
                self.held_rows(&held);
            }
            Some(List::People(name)) => {
                let today = desk.today(on, self.lang)?;
                let all = today.home().lists.into_iter().find(|one| one.name == name).map_or(0, |one| one.count);
                let listed = desk.list(&today, name, month, 0, usize::try_from(all).unwrap_or(usize::MAX))?;
                self.people_on(&listed);
            }
        }
        Ok(DONE)
    }

    fn counts(&mut self, home: &wire::Home) {
        if self.daicho.json {
            for one in &home.lists {
                let list = wire::WorkList {
                    list: one.name.clone(),
                    title: title(&one.name, self.lang).to_owned(),
                    count: one.count,
                    by: one.by,
                };
                self.say(&wire::json(&list));
            }
            return;
        }
        let head = match self.lang {
            Lang::Ja => format!(
                "{}　加入者 {}人　示せるものがない方 {}人　90日後 {}人",
                home.on, home.members, home.uncovered, home.uncovered_ahead
            ),
            Lang::En => format!(
                "{}  {} members, {} uncovered, {} uncovered in 90 days",
                home.on, home.members, home.uncovered, home.uncovered_ahead
            ),
        };
        self.say(&head);
        let header = [
            self.word("一覧", "list"),
            self.word("内容", "what"),
            self.word("件数", "count"),
            self.word("最も早い期限", "nearest day"),
        ];
        let rows: Vec<Vec<String>> = home
            .lists
            .iter()
            .map(|one| {
                let title = title(&one.name, self.lang).to_owned();
                vec![one.name.clone(), title, one.count.to_string(), text(one.by)]
            })
            .collect();
        self.say(&say::table(&header, &rows));
    }

    fn people_on(&mut self, listed: &wire::Listed) {
        if self.daicho.json {
            for row in &listed.rows {
                self.say(&wire::json(row));
            }
            return;
        }
        let head = format!("{}　{}　{}", title(&listed.name, self.lang), listed.on, listed.total);
        self.say(&head);
        if listed.rows.is_empty() {
            return;
        }
        let header = [
            self.word("記号-番号-枝番", "member"),
            self.word("氏名", "name"),
            self.word("期限", "by"),
            self.word("理由", "why"),
            self.word("事業所", "employer"),
        ];
        let rows: Vec<Vec<String>> = listed
            .rows
            .iter()
            .map(|row| {
                let employer = row.employer.clone().unwrap_or_default();
                vec![row.member.clone(), row.name.clone(), text(row.by), row.why.clone(), employer]
            })
            .collect();
        self.say(&say::table(&header, &rows));
    }

    fn batches(&mut self, batches: &[wire::BatchOnRecord]) {
        for one in batches {
            if self.daicho.json {
                self.say(&wire::json(one));
                continue;
            }
            let kind = words::word(one.kind, self.lang);
            let sheets = self.word("枚", "sheets");
            self.say(&format!("{}  {kind}  {}  {} {sheets}", one.batch, one.on, one.sheets));
        }
    }
}
