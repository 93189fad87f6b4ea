//! What something else would change, and the reports for the board and the audit.

use std::ops::ControlFlow;

use desk::reports::{AsOf, Counted, ReportCell, ReportQuestion};
use desk::what_if::{Supposing, text};
use desk::wire::{self, Listed, TurnedSide};
use desk::{Desk, Failure};
use rules::calendar::Day;

use super::{DONE, Work};
use crate::grammar::Command;
use crate::say;

/// So many people are read at once.
const PIECE: usize = 1_000;

impl Work<'_> {
    /// The commands that count.
    pub(super) fn of_reports(&mut self, command: &Command) -> Result<u8, Failure> {
        match command {
            Command::WhatIf { ledger, against_on, policy, rules, list, view } => {
                let question = self.question(view, None)?;
                let supposing = Supposing {
                    on: question.on,
                    against: against_on.as_deref().map(|day| self.day(Some(day))).transpose()?,
                    policy: policy.as_deref().map(text).transpose()?,
                    pack: rules.as_deref().map(text).transpose()?,
                    known_at: question.known_at,
                    lang: self.lang,
                };
                let desk = self.open(ledger)?;
                let mut how_far = say::HowFar::of(self.word("試算しています", "trying"));
                let compared = desk.what_if_watched(&supposing, &mut |done, total| {
                    how_far.tell(done, total);
                    ControlFlow::Continue(())
                });
                drop(how_far);
                let compared = compared?;
                match list {
                    Some(key) => self.everybody(&mut |start| desk.what_if_list(&compared, key, start, PIECE)),
                    None => self.what_if(&compared.answer),
                }
            }
            Command::Report { ledger, name, from, to, on, known_at, out, list, cell, measure } => {
                let question = ReportQuestion {
                    name: name.clone(),
                    from: from.as_deref().map(|month| self.month(month)).transpose()?,
                    to: to.as_deref().map(|month| self.month(month)).transpose()?,
                    on: self.day(on.as_deref())?,
                    as_of: known_at.as_deref().map_or(Ok(AsOf::Now), AsOf::read)?,
                    lang: self.lang,
                };
                let desk = self.open(ledger)?;
                let mut how_far = say::HowFar::of(self.word("数えています", "counting"));
                let counted = desk.report_watched(&question, &mut |done, total| {
                    how_far.tell(done, total);
                    ControlFlow::Continue(())
                });
                drop(how_far);
                let counted = counted?;
                if *list || cell.is_some() || measure.is_some() {
                    let part = |at: usize| cell.as_ref().and_then(|cell| cell.get(at)).cloned();
                    let wanted = ReportCell {
                        employer: part(0).map(|code| if code == "-" { String::new() } else { code }),
                        month: part(1),
                        measure: measure.clone(),
                    };
                    return self.everybody(&mut |start| desk.report_list(&counted, &wanted, start, PIECE));
                }
                match out {
                    Some(path) => {
                        let made = desk.save_report(&counted, path)?;
                        if self.daicho.json {
                            self.say(&wire::json(&made));
                            return Ok(DONE);
                        }
                        let head = self.word("報告を書き出しました", "the report was written");
                        self.say(&format!("{head}: {}", made.file));
                        Ok(DONE)
                    }
                    None => self.report(&desk, &counted),
                }
            }
            _ => Ok(DONE),
        }
    }

    /// A month as a day of it, or as 2026-04.
    fn month(&self, text: &str) -> Result<Day, Failure> {
        match format!("{}-01", text.trim()).parse::<Day>() {
            Ok(day) => Ok(day),
            Err(_) => self.day(Some(text)),
        }
    }

    /// A whole list, a piece at a time.
    fn everybody(&mut self, piece: &mut dyn FnMut(usize) -> Result<Listed, Failure>) -> Result<u8, Failure> {
        let mut start = 0;
        loop {
            let listed = piece(start)?;
            for row in &listed.rows {
                if self.daicho.json {
                    self.say(&wire::json(row));
                    continue;
                }
                let by = row.by.map(|day| day.to_string()).unwrap_or_default();
                let line = [row.member.as_str(), row.name.as_str(), by.as_str(), row.why.as_str()];
                self.say(&line.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  "));
            }
            start += PIECE;
            if listed.total <= start {
                return Ok(DONE);
            }
        }
    }

    fn what_if(&mut self, answer: &wire::WhatIf) -> Result<u8, Failure> {
        if self.daicho.json {
            self.say(&wire::json(answer));
            return Ok(DONE);
        }
        self.say(&format!("{} → {}", answer.on, answer.against));
        if let Some(pack) = &answer.pack {
            self.say(&format!("{}（{}）", pack.title, pack.source));
            for moved in &pack.moved {
                self.say(&format!("  {}: {} → {}", moved.said, moved.now, moved.then));
            }
        }
        let head = self.word("判定が変わる方", "members decided otherwise");
        self.say(&format!("{head}: {} / {}", answer.altered, answer.members));
        let of = |side: &TurnedSide| {
            if side.reason.is_empty() { side.word.clone() } else { format!("{}（{}）", side.word, side.reason) }
        };
        let header = [
            "",
            self.word("いま", "as it is"),
            self.word("試算", "as it would be"),
            self.word("人数", "members"),
            self.word("一覧の指定", "key"),
        ];
        let rows: Vec<Vec<String>> = answer
            .groups
            .iter()
            .map(|group| {
                let (before, after) = (of(&group.before), of(&group.after));
                vec![group.about_word.clone(), before, after, group.members.to_string(), group.key.clone()]
            })
            .collect();
        self.say(&say::table(&header, &rows));
        Ok(DONE)
    }

    /// The numbers, and who asked when: a report is asked for again with the act that it names.
    fn report(&mut self, desk: &Desk, counted: &Counted) -> Result<u8, Failure> {
        let answer = &counted.answer;
        if self.daicho.json {
            self.say(&wire::json(answer));
            return Ok(DONE);
        }
        let act = self.word("処理番号", "act");
        self.say(&format!("{}  {}  {act} {}  {}", answer.title, answer.on, answer.act, desk.operator()));
        let names = [self.word("事業所", "employer"), self.word("月", "month")];
        let header: Vec<&str> =
            names.into_iter().chain(answer.measures.iter().map(|measure| measure.word.as_str())).collect();
        let all = self.word("合計", "total");
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut of = |name: &str, cells: &[Vec<u64>], sums: &[u64]| {
            let months = answer.months.iter().map(String::as_str).zip(cells.iter().map(Vec::as_slice));
            let sums = Some((all, sums)).filter(|(_, sums)| !sums.is_empty());
            for (month, numbers) in months.chain(sums) {
                let words = [name.to_owned(), month.to_owned()].into_iter();
                rows.push(words.chain(numbers.iter().map(u64::to_string)).collect());
            }
        };
        for row in &answer.rows {
            of(&row.name, &row.cells, &row.sums);
        }
        of(all, &answer.totals, &answer.sums);
        self.say(&say::table(&header, &rows));
        for remark in &answer.remarks {
            self.say(remark);
        }
        Ok(DONE)
    }
}
