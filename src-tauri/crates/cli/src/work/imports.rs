//! Imports on record, taking one back, and rows that wait.

use std::path::Path;

use desk::import::quarantine::Retry;
use desk::import::undo::Undo;
use desk::{Failure, wire};
use rules::words::Lang;

use super::{DONE, REFUSALS, Work};
use crate::grammar::{ImportsCommand, QuarantineCommand};
use crate::say;

impl Work<'_> {
    pub(super) fn imports(&mut self, ledger: &Path, command: Option<&ImportsCommand>) -> Result<u8, Failure> {
        let Some(ImportsCommand::Undo { import, reason, dry_run }) = command else { return self.imports_list(ledger) };
        let mut desk = self.open(ledger)?;
        let undo = Undo { reason: reason.clone(), dry_run: *dry_run, ..Undo::of(*import, self.lang) };
        let shown = if *dry_run { desk.preview_undo(&undo)? } else { desk.undo_import(&undo, &self.occasion)? };
        if self.daicho.json {
            self.say(&wire::json(&shown));
            return Ok(DONE);
        }
        self.undone(&shown);
        Ok(DONE)
    }

    fn imports_list(&mut self, ledger: &Path) -> Result<u8, Failure> {
        let imports = self.open(ledger)?.imports()?;
        if self.daicho.json {
            for import in &imports {
                self.say(&wire::json(import));
            }
            return Ok(DONE);
        }
        let rows: Vec<Vec<String>> = imports
            .iter()
            .map(|import| {
                vec![
                    import.id.to_string(),
                    say::when(&import.at),
                    import.operator.clone(),
                    import.file.clone(),
                    import.new.to_string(),
                    import.changed.to_string(),
                    import.doubtful.to_string(),
                    import.rejected.to_string(),
                    import.recipe.as_ref().map(|one| format!("{}-{}", one.id, one.version)).unwrap_or_default(),
                    if import.alone { self.word("一人で行った", "alone").to_owned() } else { String::new() },
                    import.undone.as_ref().map(|undone| say::when(&undone.at)).unwrap_or_default(),
                ]
            })
            .collect();
        let header = [
            "ID",
            self.word("日時", "at"),
            self.word("操作者", "operator"),
            self.word("ファイル", "file"),
            self.word("新規", "new"),
            self.word("変更", "changed"),
            self.word("要確認", "doubtful"),
            self.word("エラー", "rejected"),
            self.word("読み取り方", "recipe"),
            self.word("確認", "release"),
            self.word("取消し", "taken back"),
        ];
        self.say(&say::table(&header, &rows));
        Ok(DONE)
    }

    fn undone(&mut self, shown: &wire::UndoShown) {
        let head = match (shown.written, self.lang) {
            (true, Lang::Ja) => format!("取込み {}（{}）を取り消しました。", shown.import, shown.file),
            (true, Lang::En) => format!("Import {} ({}) was taken back.", shown.import, shown.file),
            (false, Lang::Ja) => {
                format!("取込み {}（{}）を取り消すと:（まだ取り消していません）", shown.import, shown.file)
            }
            (false, Lang::En) => format!("Taking back import {} ({}) (nothing was written):", shown.import, shown.file),
        };
        self.say(&head);
        self.say(&match self.lang {
            Lang::Ja => format!(
                "  台帳から外れる方 {}人、元の内容に戻る方 {}人（記録 {}件）、待っていた行 {}行",
                shown.withdrawn, shown.restored, shown.facts, shown.waiting
            ),
            Lang::En => format!(
                "  {} people are no longer on record, {} stand as before ({} facts), {} rows wait no longer",
                shown.withdrawn, shown.restored, shown.facts, shown.waiting
            ),
        });
        if 0 < shown.uncovered {
            self.say(&match self.lang {
                Lang::Ja => format!("  書類などがあるため、資格のない方として残る方 {}人", shown.uncovered),
                Lang::En => {
                    format!("  {} people stay on record without cover, for what was done since", shown.uncovered)
                }
            });
        }
        if shown.list {
            self.say(self.word(
                "  利用登録状況の一覧としても、もう数えません。",
                "  It counts no longer as a registration list.",
            ));
        }
        if !shown.left.is_empty() {
            self.say(self.word("取り消せないもの:", "What cannot be taken back:"));
            for one in &shown.left {
                let paper = one.paper.as_deref().unwrap_or_default();
                self.say(&format!("  {} {} {paper} {}", one.member, one.name, one.sentence));
            }
        }
        for one in &shown.exports {
            let at = say::when(&one.at);
            self.say(&match self.lang {
                Lang::Ja => format!("  {at} {}: {}（外のファイルは取り消せません）", one.operator, one.did),
                Lang::En => format!("  {at} {}: {} (a file outside cannot be taken back)", one.operator, one.did),
            });
        }
        if !shown.kept.is_empty() {
            self.say(self.word("そのまま残すもの:", "What stays:"));
            for one in &shown.kept {
                self.say(&format!("  {} {} {}", one.member, one.name, one.sentence));
            }
            if shown.written {
                self.say(self.word(
                    "  残る理由がなくなったら、もう一度この取込みを取り消してください。",
                    "  Once nothing keeps it, take this import back again.",
                ));
            }
        }
        if shown.alone {
            self.say(self.word(
                "100人を超える取消しを、一人で行いました（記録に残ります）。",
                "More than 100 people were taken back by one person alone, which is recorded.",
            ));
        }
    }

    pub(super) fn of_quarantine(&mut self, ledger: &Path, command: Option<&QuarantineCommand>) -> Result<u8, Failure> {
        match command {
            None => self.held(ledger, None),
            Some(QuarantineCommand::List { import }) => self.held(ledger, *import),
            Some(QuarantineCommand::Show { row }) => {
                let row = self.open(ledger)?.held_row(*row, self.lang, &self.occasion)?;
                if self.daicho.json {
                    self.say(&wire::json(&row));
                    return Ok(DONE);
                }
                self.held_line(&row);
                for cell in &row.said {
                    self.say(&format!("  {} {}: {}", cell.column, cell.heading, cell.text));
                }
                Ok(DONE)
            }
            Some(QuarantineCommand::Retry { rows, sure, other_person, dry_run }) => {
                let retry = Retry {
                    rows: rows.clone(),
                    sure: sure.clone(),
                    other_persons: other_person.clone(),
                    dry_run: *dry_run,
                    lang: self.lang,
                };
                let retried = self.open(ledger)?.retry_waiting(&retry, &self.occasion)?;
                // Rows that were asked for by number and still wait were refused.
                let asked = !(rows.is_empty() && sure.is_empty() && other_person.is_empty());
                let code = if asked && !retried.waiting.is_empty() { REFUSALS } else { DONE };
                if self.daicho.json {
                    self.say(&wire::json(&retried));
                    return Ok(code);
                }
                let (went_in, already) = (retried.went_in.len(), retried.already.len());
                self.say(&match (self.lang, retry.dry_run) {
                    (Lang::Ja, false) => format!(
                        "{went_in}行を取り込みました。{already}行は台帳と同じでした。{}行が待っています。",
                        retried.waiting.len()
                    ),
                    (Lang::Ja, true) => format!(
                        "{went_in}行を取り込めます。{already}行は台帳と同じです。{}行が待っています。（まだ書き込んでいません）",
                        retried.waiting.len()
                    ),
                    (Lang::En, false) => format!(
                        "{went_in} rows went in, of {already} the ledger says the same, {} still wait.",
                        retried.waiting.len()
                    ),
                    (Lang::En, true) => format!(
                        "{went_in} rows could go in, of {already} the ledger says the same, {} still wait (nothing was written).",
                        retried.waiting.len()
                    ),
                });
                for row in &retried.waiting {
                    self.held_line(row);
                }
                Ok(code)
            }
            Some(QuarantineCommand::Drop { rows, reason }) => {
                let dropped = self.open(ledger)?.drop_waiting(rows, reason, &self.occasion)?;
                if self.daicho.json {
                    self.say(&wire::json(&dropped));
                } else {
                    self.say(&match self.lang {
                        Lang::Ja => format!("{}行を除きました。", dropped.dropped.len()),
                        Lang::En => format!("{} rows were taken out.", dropped.dropped.len()),
                    });
                }
                Ok(DONE)
            }
        }
    }

    fn held(&mut self, ledger: &Path, import: Option<i64>) -> Result<u8, Failure> {
        let held = self.open(ledger)?.quarantine(import, self.lang, &self.occasion)?;
        self.held_rows(&held);
        Ok(DONE)
    }

    /// The rows that wait, one a line.
    pub(super) fn held_rows(&mut self, held: &wire::Quarantine) {
        if self.daicho.json {
            for row in &held.rows {
                self.say(&wire::json(row));
            }
            return;
        }
        self.say(&match self.lang {
            Lang::Ja => format!("待っている行 {}、そのうちいま取り込める行 {}", held.total, held.ready),
            Lang::En => format!("{} rows wait, {} of them can go in now", held.total, held.ready),
        });
        for row in &held.rows {
            self.held_line(row);
        }
    }

    fn held_line(&mut self, row: &wire::RowHeld) {
        let state = match row.state {
            "ready" => self.word("取り込めます", "can go in"),
            "already" => self.word("台帳と同じです", "the ledger says so"),
            "doubtful" => self.word("要確認", "doubtful"),
            "unreadable" => self.word("行を直す必要があります", "must be mended"),
            _ => self.word("エラー", "rejected"),
        };
        let days = match self.lang {
            Lang::Ja => format!("{}日前", row.days),
            Lang::En => format!("{} days ago", row.days),
        };
        let place = if row.sheet == row.file { row.row.to_string() } else { format!("{}!{}", row.sheet, row.row) };
        self.say(&format!("{}: {} {place} {} {} [{state}] {days}", row.id, row.file, row.member, row.name));
        for line in say::complaints(&row.reasons, self.lang) {
            self.say(&format!("  {line}"));
        }
    }
}
