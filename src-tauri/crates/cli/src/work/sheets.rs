//! The life of a batch.

use std::path::Path;

use desk::insertion::ScanMode;
use desk::losses::SheetSaid;
use desk::wire::{BatchLater, BatchStatus, PaperStepped};
use desk::{Failure, wire, words};
use rules::words::Lang;

use super::{DONE, REFUSALS, Work};
use crate::grammar::BatchCommand;
use crate::say;

impl Work<'_> {
    /// What is asked or said of one batch.
    pub(super) fn batch(&mut self, ledger: &Path, batch: &str, command: &BatchCommand) -> Result<u8, Failure> {
        let mut desk = self.open(ledger)?;
        match command {
            BatchCommand::Status => {
                let later = desk.batch_later(batch, self.lang, &self.occasion)?;
                let status = BatchStatus::of(desk.batch(batch)?, desk.batch_sheets(batch, self.lang)?, later);
                self.status(&status)
            }
            BatchCommand::Inserted { scans: Some(scans), on, .. } => {
                self.scan(&mut desk, batch, ScanMode::Insert, scans, on.as_deref())
            }
            BatchCommand::Inserted { codes, envelope: Some(envelope), on, .. } => {
                let codes: Vec<String> = std::iter::once(envelope).chain(codes).cloned().collect();
                self.scan_codes(&mut desk, batch, ScanMode::Insert, codes.into_iter(), on.as_deref())
            }
            BatchCommand::Bundled { scans, on } => self.scan(&mut desk, batch, ScanMode::Bundle, scans, on.as_deref()),
            BatchCommand::HandedOver { scans, on } => {
                self.scan(&mut desk, batch, ScanMode::HandOver, scans, on.as_deref())
            }
            BatchCommand::Recount { scans, on } => self.scan(&mut desk, batch, ScanMode::Recount, scans, on.as_deref()),
            BatchCommand::Insertion => self.insertion(&desk, batch),
            BatchCommand::Missing { sheet, reason, on } => {
                self.of_sheet(&mut desk, batch, *sheet, (SheetSaid::Missing, reason), on.as_deref())
            }
            BatchCommand::Found { sheet, reason, on } => {
                self.of_sheet(&mut desk, batch, *sheet, (SheetSaid::Found, reason), on.as_deref())
            }
            BatchCommand::Unlock { sheet, reason, on } => {
                self.of_sheet(&mut desk, batch, *sheet, (SheetSaid::BreakLock, reason), on.as_deref())
            }
            BatchCommand::Copy { sheet, out } => {
                let file = desk.office_copy(batch, i64::from(*sheet), out, &self.occasion)?;
                self.done("控えを書き出しました", "the office copy is written", &file.file)
            }
            BatchCommand::Inserted { codes, on, .. } => {
                let on = self.day(on.as_deref())?;
                let told = desk.insert(batch, codes, on, self.lang, &self.occasion)?;
                if codes.is_empty() {
                    let (ja, en) = (
                        "封入を記録しました。読み取りでの確認はしていません",
                        "the inserting is recorded; nothing was checked by scan",
                    );
                    return self.done(ja, en, batch);
                }
                Ok(self.told(&told))
            }
            BatchCommand::Posted { on, despite } => {
                let on = self.day(on.as_deref())?;
                if let Some(reason) = despite {
                    desk.go_on(batch, reason, &self.occasion)?;
                }
                desk.post(batch, on, &self.occasion)?;
                self.done("発送を記録しました", "the posting is recorded", batch)
            }
            BatchCommand::Spoiled { sheet, out, on } => {
                let on = self.day(on.as_deref())?;
                let spoiled = desk.spoiled(batch, sheet, out.as_deref(), on, self.lang, &self.occasion)?;
                if self.daicho.json {
                    self.say(&wire::json(&spoiled));
                } else {
                    self.say(&format!("{}  {}  {}", spoiled.paper, spoiled.member, spoiled.sentence));
                    if let Some(file) = &spoiled.file {
                        self.say(&format!("    {file}"));
                    }
                }
                Ok(DONE)
            }
            BatchCommand::Close { on } => {
                let on = self.day(on.as_deref())?;
                let closed = desk.close_batch(batch, on, &self.occasion)?;
                if self.daicho.json {
                    self.say(&wire::json(&closed));
                    return Ok(DONE);
                }
                self.done("束を締めました", "the batch is closed", batch)
            }
            BatchCommand::Withdraw => {
                desk.withdraw(batch, &self.occasion)?;
                self.done("取り消しました", "taken back", batch)
            }
        }
    }

    fn status(&mut self, status: &BatchStatus) -> Result<u8, Failure> {
        if self.daicho.json {
            self.say(&wire::json(status));
            return Ok(DONE);
        }
        let run = &status.run;
        let (kind, state) = (words::word(run.kind, self.lang), words::word(run.state, self.lang));
        let counts = match self.lang {
            Lang::Ja => format!("{}枚・封筒{}通", run.sheets, run.envelopes),
            Lang::En => format!("{} sheets, {} envelopes", run.sheets, run.envelopes),
        };
        self.say(&format!("{}  {kind}  {}  {counts}  {state}", run.batch, run.on));
        let lives: Vec<String> = status.counts.iter().map(|one| format!("{} {}", one.said, one.count)).collect();
        self.say(&format!("    {}", lives.join("  ")));
        for one in &status.reprinted {
            let line = match self.lang {
                Lang::Ja => format!("    {}枚目: {}回印刷", one.sheet, one.times),
                Lang::En => format!("    sheet {}: printed {} times", one.sheet, one.times),
            };
            self.say(&line);
        }
        if let Some(day) = run.closed {
            let head = self.word("締め", "closed");
            self.say(&format!("    {head}: {day}"));
        }
        self.later(&status.later);
        Ok(DONE)
    }

    /// On what a batch rests, and what has changed since.
    fn later(&mut self, later: &BatchLater) {
        let lang = self.lang;
        let mut line = |ja: &str, en: &str, said: &str| {
            let head = if lang == Lang::Ja { ja } else { en };
            self.say(&format!("    {head}: {said}"));
        };
        line("対象", "asked for", &format!("{}（{}）", later.asked, later.layout));
        self.made_with(&later.assets);
        let mut line = |ja: &str, en: &str, said: &str| {
            let head = if lang == Lang::Ja { ja } else { en };
            self.say(&format!("    {head}: {said}"));
        };
        if let Some(as_of) = &later.as_of {
            line("台帳の時点", "ledger as of", &say::when(as_of));
        }
        if let Some(import) = &later.import {
            line("最後の取込み", "newest import", &format!("{} {}", import.file, say::when(&import.at)));
        }
        if let Some((list, day)) = later.list.as_ref().and_then(|list| Some((list, list.as_of?))) {
            line("利用登録状況の一覧", "registration list", &format!("{} ({day})", list.file));
        }
        let age = match (lang, later.too_old) {
            (Lang::Ja, old) => {
                format!("{}日（方針では{}日まで{}）", later.age, later.most, if old { "・超えています" } else { "" })
            }
            (Lang::En, old) => {
                format!("{} days (allowed: {}{})", later.age, later.most, if old { ", too old" } else { "" })
            }
        };
        line("確定から", "age", &age);
        for source in &later.sources {
            line("あとの取込み", "imported since", &format!("{} {}", source.file, say::when(&source.at)));
        }
        line("あとの変更", "changed since", &later.total.to_string());
        for one in &later.changes {
            let values = match (&one.was, &one.now) {
                (None, None) => String::new(),
                (was, now) => {
                    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "―".to_owned());
                    format!("  {} → {}", value(was), value(now))
                }
            };
            let accepted = if one.accepted { self.word("（続行済み）", " (gone on with)") } else { "" };
            self.say(&format!("      {}  {}  {}{values}{accepted}", one.member, one.name, one.word));
        }
        for one in &later.despite {
            let head = self.word("続行", "gone on");
            self.say(&format!("    {head}: {}  {}  {}", say::when(&one.at), one.operator, one.reason));
        }
    }

    /// What became of scanned codes, one a line.
    pub(super) fn told(&mut self, told: &[PaperStepped]) -> u8 {
        for one in told {
            if self.daicho.json {
                self.say(&wire::json(one));
                continue;
            }
            let whom = [one.member.as_deref(), one.name.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
            let state = one.state.map(|state| words::word(state, self.lang)).unwrap_or_default();
            let said = one.sentence.as_deref().unwrap_or_default();
            let hint = one.hint.as_deref().unwrap_or_default();
            let line = [one.paper.as_str(), whom.as_str(), state, said, hint];
            self.say(&line.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  "));
        }
        if told.iter().all(|one| one.done) { DONE } else { REFUSALS }
    }
}
