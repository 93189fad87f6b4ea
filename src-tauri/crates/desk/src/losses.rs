//! 行方不明: a sheet that cannot be found is not printed once more before it is known that it lies in no closed envelope.
//!
//! Every envelope of the batch that was closed when the sheet was missed is looked at again, not those of its bundle alone: a sheet
//! goes astray on a table where the envelopes of several places lie open, and a bundle says nothing of tables. Most need no more
//! than their code read through the window, which tells that they are still here; opened and scanned anew are those that the sheet
//! most likely slipped into: its neighbours in the order of printing, which the same hand took from the same pile, and every
//! envelope that nobody had scanned. What has left by then cannot be looked at; only the chief can decide then. The chief may break
//! the lock at any time, with a reason, and is not the person who missed the sheet where there is anybody else.

use ledger::{Batch, EnvelopeStep, LossStep, NewAct, Operator, PaperState, SheetRow};
use papers::Run;
use rules::calendar::Day;
use rules::paper::Life;
use rules::words::{Complaint, Lang, Said, Weight};

use crate::drafts::Drafts;
use crate::insertion::{Standing, accounted_for};
use crate::print::{folder, unknown};
use crate::roles::{Permission, may};
use crate::wire::{File, LossShown, LossTold};
use crate::{Desk, Failure, Occasion, words};

/// What is said of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetSaid {
    /// It cannot be found.
    Missing,
    /// It was found after all.
    Found,
    /// The chief lets it be printed once more.
    BreakLock,
}

impl SheetSaid {
    /// What a word says.
    ///
    /// # Errors
    /// When it says nothing of a sheet.
    pub fn named(word: &str) -> Result<SheetSaid, Failure> {
        match word {
            "missing" => Ok(SheetSaid::Missing),
            "found" => Ok(SheetSaid::Found),
            "broken" => Ok(SheetSaid::BreakLock),
            _ => Err(wrong(
                word,
                "step_unknown",
                Said::new("紙について記録できない言葉です。", "No such thing is said of a sheet."),
                Said::new("もう一度選んでください。", "Choose again."),
            )),
        }
    }
}

impl Desk {
    /// Records that a sheet cannot be found, that it was found, or that its lock is broken.
    ///
    /// # Errors
    /// When it is not permitted, there is no such sheet, it stands otherwise, the day is still to come, or a reason is missing; then
    /// nothing is written.
    #[expect(clippy::too_many_arguments, reason = "each is one thing that is recorded")]
    pub fn say_of_sheet(
        &mut self,
        code: &str,
        sheet: i64,
        said: SheetSaid,
        reason: &str,
        on: Day,
        lang: Lang,
        occasion: &Occasion,
    ) -> Result<LossTold, Failure> {
        self.must(Permission::Print)?;
        self.has_come(on, occasion)?;
        let (batch, _) = self.printable_batch(code)?;
        self.still_open(&batch)?;
        let row = self.ledger.sheet(batch.id, sheet)?;
        let row = row.ok_or_else(|| {
            wrong(
                &sheet.to_string(),
                "sheet_unknown",
                Said::new("この束に、その枚数目の紙はありません。", "This batch has no such sheet."),
                Said::new("何枚目かを確かめてください。", "Look at the number again."),
            )
        })?;
        let reason = reason.trim();
        match said {
            SheetSaid::Missing => self.miss(&batch, &row, reason, on, occasion)?,
            SheetSaid::Found => self.find_again(&batch, &row, reason, on, occasion)?,
            SheetSaid::BreakLock => self.break_lock(&batch, &row, reason, on, occasion)?,
        }
        let loss = self.losses_shown(&batch, lang)?.into_iter().find(|loss| loss.sheet == sheet);
        let loss = loss.ok_or_else(|| unknown(code))?;
        let sentence = match said {
            SheetSaid::Missing if loss.to_recount.is_empty() && loss.left == 0 => Said::new(
                format!(
                    "{sheet}枚目を行方不明として記録しました。閉じた封筒はまだないため、読み直しなしで刷り直せます。"
                ),
                format!("Sheet {sheet} is recorded as missing. No envelope is closed yet, so it can be printed again."),
            ),
            SheetSaid::Missing if loss.left > 0 => Said::new(
                format!(
                    "{sheet}枚目を行方不明として記録しました。{}通はもう発送してあり読み直せません。刷り直すには責任者の判断が要ります。",
                    loss.left
                ),
                format!(
                    "Sheet {sheet} is recorded as missing. {} envelopes have left and cannot be recounted: the chief decides.",
                    loss.left
                ),
            ),
            SheetSaid::Missing => Said::new(
                format!(
                    "{sheet}枚目を行方不明として記録しました。閉じた封筒{}通（うち開けて確かめるもの{}通）を読み直すまで、刷り直せません。",
                    loss.to_recount.len(),
                    loss.to_open.len()
                ),
                format!(
                    "Sheet {sheet} is recorded as missing. It is not printed again before {} closed envelopes were scanned again, {} of them opened.",
                    loss.to_recount.len(),
                    loss.to_open.len()
                ),
            ),
            SheetSaid::Found => Said::new(
                format!("{sheet}枚目が見つかったと記録しました。刷り直しはしません。"),
                format!("Sheet {sheet} is recorded as found. Nothing is printed again."),
            ),
            SheetSaid::BreakLock => Said::new(
                format!("{sheet}枚目の刷り直しを、理由とともに認めました。元の紙が見つかったら廃棄してください。"),
                format!("Sheet {sheet} may be printed again. Destroy the first print if it turns up."),
            ),
        };
        Ok(LossTold { batch: batch.code.clone(), loss, sentence: sentence.in_lang(lang).to_owned() })
    }

    fn miss(
        &mut self,
        batch: &Batch,
        row: &SheetRow,
        reason: &str,
        on: Day,
        occasion: &Occasion,
    ) -> Result<(), Failure> {
        if self.is_missing(batch, row.sheet)? {
            return Err(stands_otherwise(
                row.sheet,
                "もう行方不明として記録してあります。",
                "is recorded as missing already.",
            ));
        }
        let paper = self.paper_of(row)?.ok_or_else(|| unknown(&batch.code))?;
        if !matches!(paper.life, Life::Printed | Life::Inserted) {
            let state = words::word(paper.life.code(), Lang::Ja);
            return Err(wrong(
                &row.sheet.to_string(),
                "not_to_be_missed",
                Said::new(
                    format!("{}枚目は「{state}」のため、ここでは行方不明にできません。", row.sheet),
                    format!("Sheet {} is `{}` and is not missed here.", row.sheet, paper.life.code()),
                ),
                Said::new(
                    "印刷してから発送するまでの紙だけを記録します。発送したあとは「読み取り」で紛失や未着を記録してください。",
                    "This is recorded between printing and posting; later the bench records a loss.",
                ),
            ));
        }
        let standing = Standing::after(&self.ledger.events_of_envelope(batch.id, row.envelope)?);
        let (subject, reason) = (Some(batch.code.clone()), told(row, reason));
        let act = NewAct { subject, reason: Some(reason), on, ..self.act_of("sheet_missing", occasion) };
        self.ledger.act::<(), Failure>(act, |entry| {
            entry.loss(batch.id, row.sheet, on, LossStep::Missing)?;
            // It does not lie where it was said to lie.
            if paper.life == Life::Inserted {
                entry.paper_event(paper.id, on.max(paper.issued), Life::Printed, None)?;
            }
            if standing.closed {
                entry.envelope_event(batch.id, row.envelope, on, EnvelopeStep::Opened)?;
            }
            Ok(())
        })?;
        Ok(())
    }

    fn find_again(
        &mut self,
        batch: &Batch,
        row: &SheetRow,
        reason: &str,
        on: Day,
        occasion: &Occasion,
    ) -> Result<(), Failure> {
        match self.ledger.losses_of(batch.id, row.sheet)?.pop().map(|loss| loss.step) {
            Some(LossStep::Missing | LossStep::Broken) => {}
            Some(LossStep::Reprinted) => {
                return Err(wrong(
                    &row.sheet.to_string(),
                    "reprinted_already",
                    Said::new(
                        format!("{}枚目はもう刷り直してあります。見つかった紙は使いません。", row.sheet),
                        format!("Sheet {} was printed again. The one that turned up is not used.", row.sheet),
                    ),
                    Said::new("見つかった紙は、封筒に入れずに廃棄してください。", "Destroy it; do not insert it."),
                ));
            }
            _ => return Err(stands_otherwise(row.sheet, "行方不明ではありません。", "is not missing.")),
        }
        let act = NewAct {
            subject: Some(batch.code.clone()),
            reason: Some(told(row, reason)),
            on,
            ..self.act_of("sheet_found", occasion)
        };
        self.ledger.act::<(), Failure>(act, |entry| Ok(entry.loss(batch.id, row.sheet, on, LossStep::Found)?))?;
        Ok(())
    }

    fn break_lock(
        &mut self,
        batch: &Batch,
        row: &SheetRow,
        reason: &str,
        on: Day,
        occasion: &Occasion,
    ) -> Result<(), Failure> {
        if !self.may(Permission::Release) && !self.may(Permission::Operators) {
            self.must(Permission::Release)?;
        }
        if reason.is_empty() {
            return Err(wrong(
                "reason",
                "reason_missing",
                Said::new("刷り直しを認める理由がありません。", "There is no reason for breaking the lock."),
                Said::new("確かめたことを、理由として書いてください。", "Write down what was looked at."),
            ));
        }
        let missed = self.ledger.losses_of(batch.id, row.sheet)?.pop();
        let Some(missed) = missed.filter(|loss| loss.step == LossStep::Missing) else {
            return Err(stands_otherwise(
                row.sheet,
                "行方不明ではないか、もう認めてあります。",
                "is not missing, or was allowed already.",
            ));
        };
        let reporter = self.ledger.acts(missed.act.0..=missed.act.0)?.pop().map(|act| act.operator).unwrap_or_default();
        let operators = self.ledger.operators(self.ledger.now_known()?)?;
        let chief = |other: &&Operator| {
            let roles = other.roles;
            other.active
                && other.code != reporter
                && (may(roles, Permission::Release) || may(roles, Permission::Operators))
        };
        let others: Vec<&str> = operators.iter().filter(chief).map(|other| other.code.as_str()).collect();
        if self.operator() == reporter && !others.is_empty() {
            let called = |lang| others.iter().map(|code| words::called(&operators, code, lang)).collect::<Vec<_>>();
            return Err(wrong(
                &row.sheet.to_string(),
                "second_person",
                Said::new(
                    "行方不明を記録した本人は、刷り直しを認められません。",
                    "Whoever missed the sheet does not break its lock.",
                ),
                Said::new(
                    format!("{}に頼んでください。", called(Lang::Ja).join("、")),
                    format!("Ask {}.", called(Lang::En).join(", ")),
                ),
            ));
        }
        let act = NewAct {
            subject: Some(batch.code.clone()),
            reason: Some(told(row, reason)),
            on,
            ..self.act_of("sheet_lock_broken", occasion)
        };
        self.ledger.act::<(), Failure>(act, |entry| Ok(entry.loss(batch.id, row.sheet, on, LossStep::Broken)?))?;
        Ok(())
    }

    fn paper_of(&self, row: &SheetRow) -> Result<Option<PaperState>, Failure> {
        let state = self.ledger.state(row.member, crate::print::FAR_FUTURE, self.ledger.now_known()?)?;
        Ok(state.and_then(|state| state.papers.into_iter().find(|paper| Some(paper.id) == row.paper)))
    }

    /// The sheets of a batch that could not be found, each as it stands at last.
    pub(crate) fn losses_shown(&self, batch: &Batch, lang: Lang) -> Result<Vec<LossShown>, Failure> {
        let losses = self.ledger.losses(batch.id)?;
        let mut shown = Vec::new();
        for of_one in losses.chunk_by(|a, b| a.sheet == b.sheet) {
            let (Some(last), Some(missed)) =
                (of_one.last(), of_one.iter().rev().find(|loss| loss.step == LossStep::Missing))
            else {
                continue;
            };
            let Some(row) = self.ledger.sheet(batch.id, last.sheet)? else { continue };
            let (mut to_recount, mut to_open, mut left) = (Vec::new(), Vec::new(), 0);
            if last.step == LossStep::Missing {
                let lives = self.lives_by_envelope(batch)?;
                let events = self.ledger.envelope_events(batch.id)?;
                let mut numbers: Vec<i64> = lives.keys().copied().filter(|number| *number != row.envelope).collect();
                numbers.sort_unstable();
                for number in numbers {
                    let own = events.iter().filter(|event| event.envelope == number);
                    let (before, after): (Vec<_>, Vec<_>) = own.partition(|event| event.act < missed.act);
                    let lives = lives.get(&number).map(Vec::as_slice).unwrap_or_default();
                    let closed = Standing::after(before.iter().copied()).closed;
                    if !closed && !lives.iter().any(|life| accounted_for(*life) && *life != Life::Destroyed) {
                        continue;
                    }
                    let scanned_anew = after.iter().any(|event| event.step == EnvelopeStep::Closed);
                    if scanned_anew {
                        continue;
                    }
                    if lives.iter().all(|life| !matches!(life, Life::Printed | Life::Inserted)) {
                        left += 1;
                        continue;
                    }
                    let doubtful = !closed || (number - row.envelope).abs() == 1;
                    let seen = after.iter().any(|event| event.step == EnvelopeStep::Seen);
                    if doubtful {
                        to_open.push(number);
                        to_recount.push(number);
                    } else if !seen {
                        to_recount.push(number);
                    }
                }
            }
            let act = self.ledger.acts(missed.act.0..=missed.act.0)?.pop();
            shown.push(LossShown {
                sheet: row.sheet,
                envelope: row.envelope,
                state: last.step.code(),
                said: said(last.step).in_lang(lang).to_owned(),
                since: missed.on,
                operator: act.map(|act| act.operator).unwrap_or_default(),
                locked: last.step == LossStep::Missing && (left > 0 || !to_recount.is_empty()),
                to_recount,
                to_open,
                left,
            });
        }
        Ok(shown)
    }

    /// The sheets of a batch of which nobody knows where they are, and which were not printed again.
    pub(crate) fn open_losses(&self, batch: &Batch) -> Result<Vec<LossShown>, Failure> {
        let mut open = self.losses_shown(batch, Lang::Ja)?;
        open.retain(|loss| matches!(loss.state, "missing" | "broken"));
        Ok(open)
    }

    /// A sheet that is missing is not printed before its lock is open.
    pub(crate) fn not_locked(&self, batch: &Batch, sheet: i64) -> Result<(), Failure> {
        if !self.is_missing(batch, sheet)? {
            return Ok(());
        }
        match self.open_losses(batch)?.into_iter().find(|loss| loss.sheet == sheet && loss.locked) {
            Some(loss) => Err(locked(&loss)),
            None => Ok(()),
        }
    }

    /// A paper that is missing is neither inserted nor posted before it is said to be found.
    pub(crate) fn paper_is_not_missing(&self, paper: &PaperState) -> Result<(), Failure> {
        let Some(row) = self.ledger.sheet_of_paper(paper.member, paper.id)? else { return Ok(()) };
        match self.ledger.batch(row.batch)? {
            Some(batch) if self.is_missing(&batch, row.sheet)? => {
                Err(Failure::refused(vec![crate::insertion::reported_missing(&paper.code, &row)]))
            }
            _ => Ok(()),
        }
    }

    /// Nothing of a batch leaves, and it is not printed whole, while a sheet of it is missing.
    pub(crate) fn none_missing(&self, batch: &Batch) -> Result<(), Failure> {
        let open = self.open_losses(batch)?;
        let Some(first) = open.first() else { return Ok(()) };
        Err(wrong(
            &batch.code,
            "sheet_missing",
            Said::new(
                format!("この束の{}枚目（封筒{}）は行方不明です。", first.sheet, first.envelope),
                format!("Sheet {} (envelope {}) of this batch is missing.", first.sheet, first.envelope),
            ),
            Said::new(
                "見つけるか、閉じた封筒を読み直して刷り直してから進めてください。",
                "Find it, or scan the closed envelopes again and print it anew; then go on.",
            ),
        ))
    }

    /// Writes an office copy (控) of one sheet: it says so across the page, and has no code that a scan takes.
    ///
    /// # Errors
    /// When it is not permitted, there is no such batch or sheet, or the folder cannot be written.
    pub fn office_copy(
        &mut self,
        code: &str,
        sheet: i64,
        out: &std::path::Path,
        occasion: &Occasion,
    ) -> Result<File, Failure> {
        self.must(Permission::Print)?;
        let (batch, kind) = self.printable_batch(code)?;
        folder(out)?;
        let (setting, sheets, papers) = self.sheets_of(&batch, kind)?;
        let at = usize::try_from(sheet - 1).ok().filter(|at| *at < sheets.len()).ok_or_else(|| {
            wrong(
                &sheet.to_string(),
                "sheet_unknown",
                Said::new(
                    format!("この束は{}枚です。", sheets.len()),
                    format!("This batch has {} sheets.", sheets.len()),
                ),
                Said::new("枚数の範囲の番号を指定してください。", "Give the number of one of them."),
            )
        })?;
        self.paper_gives_nobody_away(&papers[at])?;
        let layout = self.layout_of(&batch, code)?;
        let society = setting.sender();
        let one = [papers::Sheet { copy: 0, ..sheets[at].clone() }];
        let run = Run { kind, layout: &layout, society: &society, batch: &batch.code, on: batch.on, sheets: &one };
        // The separator before it bears codes that a scan takes.
        let (pdf, pages) = papers::first_sheet(&run)?;
        let pdf = papers::pages(&pdf, pages.clone())?;
        let mut files = Drafts::new(out);
        let file = files.whole(&format!("{}-sheet{sheet}-hikae.pdf", batch.code), pages.len(), &pdf)?;
        let act = NewAct {
            subject: Some(batch.code.clone()),
            reason: Some(format!("{sheet}枚目")),
            ..self.act_of("office_copy", occasion)
        };
        self.ledger.act::<(), Failure>(act, |_| Ok(()))?;
        files.publish()?;
        Ok(file)
    }
}

fn said(step: LossStep) -> Said {
    match step {
        LossStep::Missing => Said::new("行方不明", "missing"),
        LossStep::Found => Said::new("見つかった", "found"),
        LossStep::Broken => Said::new("責任者が刷り直しを認めた", "may be printed again"),
        LossStep::Reprinted => Said::new("刷り直した", "printed again"),
    }
}

/// What an act on a sheet says: which one, and why.
fn told(row: &SheetRow, reason: &str) -> String {
    if reason.is_empty() { format!("{}枚目", row.sheet) } else { format!("{}枚目　{reason}", row.sheet) }
}

fn locked(loss: &LossShown) -> Failure {
    let sheet = loss.sheet;
    let (ja, en) = if loss.left > 0 {
        (
            format!(
                "{sheet}枚目は行方不明です。発送した封筒{}通に入っているかもしれないため、刷り直せません。",
                loss.left
            ),
            format!("Sheet {sheet} is missing and may lie in one of {} envelopes that have left.", loss.left),
        )
    } else {
        let (all, open) = (loss.to_recount.len(), loss.to_open.len());
        (
            format!(
                "{sheet}枚目は行方不明です。閉じた封筒をあと{all}通（うち開けて確かめるもの{open}通）読み直すまで、刷り直せません。"
            ),
            format!(
                "Sheet {sheet} is missing. {all} closed envelopes are to be scanned again first, {open} of them opened."
            ),
        )
    };
    let numbers: Vec<String> = loss.to_recount.iter().take(20).map(ToString::to_string).collect();
    let (which, which_en) = if numbers.is_empty() {
        (String::new(), String::new())
    } else {
        (
            format!("封筒{}を読み直してください。", numbers.join("、")),
            format!("Scan envelopes {} again. ", numbers.join(", ")),
        )
    };
    wrong(
        &sheet.to_string(),
        "sheet_locked",
        Said::new(ja, en),
        Said::new(
            format!("{which}読み直せないときは、責任者が理由を記録して認めます。"),
            format!("{which_en}Where that cannot be, the chief allows it with a reason."),
        ),
    )
}

fn stands_otherwise(sheet: i64, ja: &str, en: &str) -> Failure {
    wrong(
        &sheet.to_string(),
        "sheet_otherwise",
        Said::new(format!("{sheet}枚目は、{ja}"), format!("Sheet {sheet} {en}")),
        Said::new("束の内訳を見てください。", "Look at the record of the batch."),
    )
}

fn wrong(place: &str, code: &'static str, sentence: Said, hint: Said) -> Failure {
    Failure::usage(Complaint { place: place.to_owned(), code, weight: Weight::Refusal, sentence, hint })
}
