//! The sheets of a batch: put into their envelopes, spoiled and printed once more under the same number, and accounted for to the
//! last before the batch is closed.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use ledger::{Batch, EnvelopeStep, LossStep, NewAct, PaperId, PaperState, SheetRow};
use papers::Run;
use rules::calendar::Day;
use rules::paper::{Life, Step};
use rules::words::{Complaint, Lang, Said, Weight};

use crate::batches::not_withdrawn;
use crate::case::{member, printable};
use crate::drafts::Drafts;
use crate::insertion::{Standing, accounted_for, reported_missing};
use crate::life::Happening;
use crate::print::{folder, unknown};
use crate::release::SINGLE;
use crate::roles::Permission;
use crate::wire::{BatchClosed, BatchSheets, LifeCount, PaperStepped, SheetOpen, SheetPrinted, Spoiled};
use crate::{Desk, Failure, Occasion, words};

/// So many sheets that are not accounted for are named one by one.
pub(crate) const NAMED: usize = 200;

impl Desk {
    /// How far the sheets of a batch are: how many are where, how often they came out of the printer, and which are not
    /// accounted for.
    ///
    /// # Errors
    /// When there is no such batch, or the ledger cannot be read.
    pub fn batch_sheets(&self, code: &str, lang: Lang) -> Result<BatchSheets, Failure> {
        self.must(Permission::View)?;
        let (batch, _) = self.printable_batch(code)?;
        let act = self.head_now()?.0;
        self.showing("sheets", Some(&batch.code), || {
            let rows = self.ledger.sheets(batch.id)?;
            let papers = self.by_id(&batch)?;
            let mut counts: BTreeMap<&'static str, (Life, usize)> = BTreeMap::new();
            let (mut open, mut seen, mut missing) = (Vec::new(), Vec::new(), 0);
            for row in &rows {
                let Some(paper) = row.paper.and_then(|paper| papers.get(&paper)) else { continue };
                counts.entry(paper.life.code()).or_insert((paper.life, 0)).1 += 1;
                if accounted_for(paper.life) {
                    continue;
                }
                missing += 1;
                if open.len() < NAMED
                    && let Some(state) =
                        self.state(row.member, batch.on.max(self.occasion.today), self.ledger.now_known()?)?
                {
                    seen.push(row.member);
                    open.push(SheetOpen {
                        sheet: row.sheet,
                        envelope: row.envelope,
                        paper: paper.code.clone(),
                        member: member(&state),
                        name: printable(&state).text().to_owned(),
                        state: paper.life.code(),
                        said: words::word(paper.life.code(), lang).to_owned(),
                    });
                }
            }
            let whole = self.times_printed(&batch)?;
            let mut copies: BTreeMap<i64, usize> = BTreeMap::new();
            for (sheet, _) in self.ledger.reprints(batch.id)? {
                *copies.entry(sheet).or_default() += 1;
            }
            let mut lives: Vec<(Life, usize)> = counts.into_values().collect();
            lives.sort_unstable();
            let sheets = BatchSheets {
                batch: batch.code.clone(),
                act,
                sheets: rows.len(),
                counts: lives
                    .into_iter()
                    .map(|(life, count)| LifeCount {
                        state: life.code(),
                        said: words::word(life.code(), lang).to_owned(),
                        count,
                    })
                    .collect(),
                times_printed: whole,
                reprinted: copies
                    .into_iter()
                    .map(|(sheet, more)| SheetPrinted { sheet, times: whole + more })
                    .collect(),
                missing,
                open,
                closed: self.ledger.batch_closed(batch.id)?,
                coded: self.ledger.envelope(batch.id, 1)?.is_some(),
            };
            Ok((sheets, seen))
        })
    }

    /// Records that everything of a batch lies in its envelopes, but what is missing: nothing is checked, and the record of the
    /// batch says so. With `codes`, only what was scanned, of each of which it is told whether it was recorded.
    ///
    /// # Errors
    /// When there is no such batch, it was taken back, is not printed yet, the day is still to come, or it would give a shielded member away.
    pub fn insert(
        &mut self,
        code: &str,
        codes: &[String],
        on: Day,
        lang: Lang,
        occasion: &Occasion,
    ) -> Result<Vec<PaperStepped>, Failure> {
        self.must(Permission::Print)?;
        self.has_come(on, occasion)?;
        let (batch, _) = self.printable_batch(code)?;
        let papers = self.papers_of(&batch)?;
        not_withdrawn(&batch, papers.iter().map(|paper| paper.life))?;
        if !codes.is_empty() {
            return self.insert_scanned(&batch, &papers, codes, on, lang, occasion);
        }
        if papers.iter().any(|paper| paper.life == Life::Planned) {
            return Err(crate::print::not_printed(code));
        }
        if papers.len() > SINGLE {
            self.must(Permission::PrintMany)?;
        }
        self.gives_nobody_away(&batch, &papers, &crate::shield::INSIDE)?;
        let mut missing = HashSet::new();
        for loss in self.open_losses(&batch)? {
            missing.extend(self.ledger.sheet(batch.id, loss.sheet)?.and_then(|row| row.paper));
        }
        let waiting: Vec<&PaperState> =
            papers.iter().filter(|paper| paper.life == Life::Printed && !missing.contains(&paper.id)).collect();
        if waiting.is_empty() {
            return Err(nothing_to_insert(&batch.code));
        }
        let act = NewAct { subject: Some(batch.code.clone()), on, ..self.act_of("insert", occasion) };
        self.ledger.act::<(), Failure>(act, |entry| {
            not_withdrawn(&batch, entry.lives_of(batch.id)?.into_iter())?;
            for paper in &waiting {
                entry.paper_event(paper.id, on.max(paper.issued), Life::Inserted, None)?;
            }
            Ok(entry.insertion(batch.id, on, waiting.len())?)
        })?;
        Ok(Vec::new())
    }

    /// Only what lies in this batch is put into its envelopes.
    fn insert_scanned(
        &mut self,
        batch: &Batch,
        papers: &[PaperState],
        codes: &[String],
        on: Day,
        lang: Lang,
        occasion: &Occasion,
    ) -> Result<Vec<PaperStepped>, Failure> {
        let ours = |code: &String| {
            let tidy = ledger::codes::tidy(code);
            papers.iter().any(|paper| Some(&paper.code) == tidy.as_ref())
        };
        let (here, strange): (Vec<String>, Vec<String>) = codes.iter().cloned().partition(ours);
        let happening = Happening { step: Step::Insert, on, note: None, witness: None, lang };
        // An old print of a sheet is not the sheet.
        let (mut good, mut told) = (Vec::new(), Vec::new());
        for code in &here {
            match self.sheet_read(batch, &crate::insertion::half_width(code.trim()).to_uppercase())? {
                Ok((row, _, read)) if !self.is_missing(batch, row.sheet)? => {
                    good.extend(ledger::codes::tidy(&read));
                }
                Ok((row, _, read)) => {
                    let failure = Failure::refused(vec![reported_missing(&read, &row)]);
                    told.push(crate::life::refused(code, None, &failure, lang));
                }
                Err(complaint) => {
                    told.push(crate::life::refused(code, None, &Failure::refused(vec![*complaint]), lang));
                }
            }
        }
        if !good.is_empty() {
            told.extend(self.paper_step(&good, &happening, occasion)?);
        }
        told.extend(strange.into_iter().map(|code| {
            let failure = not_in_batch(&code, &batch.code);
            crate::life::refused(&code, None, &failure, lang)
        }));
        Ok(told)
    }

    /// Records that a sheet was spoiled and comes out of the printer once more under the same number. With a folder, the sheet is
    /// written there, its file named by the sheet and by which copy it is, which the sheet itself says beside its code.
    ///
    /// `which` is the code that was read from the spoiled sheet: whoever has it not in hand cannot say that it is spoiled, but that
    /// it is missing. The sheet that is missing goes by its number, once its lock is open.
    ///
    /// # Errors
    /// When there is no such batch or sheet, the batch is closed, the sheet is neither in hand nor missing, is not printed yet or has
    /// left, it would give a shielded member away, its seal, issuer or layout is overtaken by now, or the folder cannot be written;
    /// then nothing is recorded.
    pub fn spoiled(
        &mut self,
        code: &str,
        which: &str,
        out: Option<&Path>,
        on: Day,
        lang: Lang,
        occasion: &Occasion,
    ) -> Result<Spoiled, Failure> {
        self.must(Permission::Print)?;
        let (batch, kind) = self.printable_batch(code)?;
        let rows = self.ledger.sheets(batch.id)?;
        let number = which.trim().parse::<i64>().ok().filter(|_| which.trim().len() < 8);
        let sheet = match number {
            Some(number) => number,
            None => match self.sheet_read(&batch, which.trim())? {
                Ok((row, ..)) => row.sheet,
                Err(complaint) => return Err(Failure::usage(*complaint)),
            },
        };
        let row = rows.iter().find(|row| row.sheet == sheet).ok_or_else(|| no_sheet(sheet, rows.len()))?;
        self.still_open(&batch)?;
        out.map_or(Ok(()), folder)?;
        let (setting, sheets, papers) = self.sheets_of(&batch, kind)?;
        not_withdrawn(&batch, papers.iter().map(|paper| paper.life))?;
        let at = rows.iter().position(|one| one.sheet == sheet).unwrap_or(0);
        let (Some(content), Some(paper)) = (sheets.get(at), papers.get(at)) else { return Err(unknown(code)) };
        let Some(next) = paper.life.after(Step::Spoil, paper.before) else {
            return Err(not_to_be_spoiled(sheet, paper.life));
        };
        if self.handed_over(&batch, row.envelope)? {
            return Err(handed_over_already(sheet));
        }
        self.paper_gives_nobody_away(paper)?;
        let missing = self.is_missing(&batch, sheet)?;
        match (number, missing) {
            // Of what lies at hand it is first said that it was found.
            (None, true) => return Err(Failure::usage(reported_missing(&paper.code, row))),
            (Some(_), false) => return Err(not_in_hand(sheet)),
            _ => {}
        }
        self.not_locked(&batch, sheet)?;
        let standing = Standing::after(&self.ledger.events_of_envelope(batch.id, row.envelope)?);
        self.of_one_relation(&batch, &setting, &sheets, &papers)?;
        self.nothing_overtaken(&batch, kind, &papers, occasion)?;
        let copies = self.ledger.reprints(batch.id)?.iter().filter(|(of, _)| *of == sheet).count();
        let copy = i64::try_from(copies).unwrap_or(i64::MAX).saturating_add(2);
        let name = format!("{}-sheet{sheet}-copy{copy}.pdf", batch.code);
        let layout = self.layout_of(&batch, code)?;
        let society = setting.sender();
        let again = papers::Sheet { copy: u32::try_from(copy).unwrap_or(u32::MAX), ..content.clone() };
        let one = std::slice::from_ref(&again);
        let run = Run { kind, layout: &layout, society: &society, batch: &batch.code, on: batch.on, sheets: one };
        // Without the separator: its codes belong to the bundle that was made.
        let (pdf, pages) = papers::first_sheet(&run)?;
        let pdf = papers::pages(&pdf, pages.clone())?;
        let made = Desk::made_alone(&run, sheet, &name, &pdf)?;
        let mut files = out.map(Drafts::new);
        if let Some(files) = &mut files {
            files.whole(&name, pages.len(), &pdf)?;
        }
        let note = format!("{sheet}枚目");
        let act =
            NewAct { subject: Some(batch.code.clone()), reason: Some(note), on, ..self.act_of("spoiled", occasion) };
        self.ledger.act::<(), Failure>(act, |entry| {
            if entry.reprint(batch.id, sheet, row.member, on)? != copy {
                return Err(somebody_faster(sheet));
            }
            entry.printed_alone(batch.id, &made)?;
            entry.paper_event(paper.id, on.max(paper.issued), next, None)?;
            if missing {
                entry.loss(batch.id, sheet, on, LossStep::Reprinted)?;
            }
            // What was taken out of a closed envelope left it open.
            if standing.closed {
                entry.envelope_event(batch.id, row.envelope, on, EnvelopeStep::Opened)?;
            }
            Ok(())
        })?;
        if let Some(files) = files {
            files.publish()?;
        }
        let state = self.state(row.member, on, self.ledger.now_known()?)?;
        let times = self.times_printed(&batch)? + usize::try_from(copy - 1).unwrap_or(usize::MAX);
        let later = self.later_count(&batch, kind, occasion)?;
        let spoiled = Spoiled {
            batch: batch.code.clone(),
            sheet,
            paper: paper.code.clone(),
            member: state.as_ref().map(member).unwrap_or_default(),
            copy,
            times,
            file: out.map(|out| out.join(&name).display().to_string()),
            sentence: if missing {
                Said::new(
                    format!(
                        "行方不明の{sheet}枚目を刷り直しました。同じ管理番号の{copy}部目です。元の紙が見つかったら、封筒に入れずに廃棄してください。{}",
                        changed_since(later, Lang::Ja)
                    ),
                    format!(
                        "Sheet {sheet}, which is missing, was printed again. This is copy {copy} under the same number; destroy the first one if it turns up.{}",
                        changed_since(later, Lang::En)
                    ),
                )
            } else {
                Said::new(
                    format!(
                        "{sheet}枚目を刷り損じとして記録しました。同じ管理番号の{copy}部目です。損じた紙は廃棄してください。{}",
                        changed_since(later, Lang::Ja)
                    ),
                    format!(
                        "Sheet {sheet} is recorded as spoiled. This is copy {copy} under the same number; destroy the spoiled one.{}",
                        changed_since(later, Lang::En)
                    ),
                )
            }
            .in_lang(lang)
            .to_owned(),
        };
        self.showing("sheets", Some(&batch.code), || Ok((spoiled, vec![row.member])))
    }

    /// Closes a batch: every sheet lies in an envelope, went out, was handed over or taken back.
    ///
    /// # Errors
    /// When there is no such batch, it is closed already, or sheets are not accounted for; each of these is named.
    pub fn close_batch(&mut self, code: &str, on: Day, occasion: &Occasion) -> Result<BatchClosed, Failure> {
        self.must(Permission::Print)?;
        let head = self.head_now()?;
        let (batch, kind) = self.printable_batch(code)?;
        self.still_open(&batch)?;
        let rows = self.ledger.sheets(batch.id)?;
        let papers = self.by_id(&batch)?;
        if papers.values().any(|paper| matches!(paper.life, Life::Printed | Life::Inserted)) {
            self.nothing_withdrawn(&batch, kind, occasion.today)?;
        }
        let open: Vec<(&SheetRow, &PaperState)> = rows
            .iter()
            .filter_map(|row| Some((row, row.paper.and_then(|paper| papers.get(&paper))?)))
            .filter(|(_, paper)| !accounted_for(paper.life))
            .collect();
        if !open.is_empty() {
            return Err(not_accounted_for(&open));
        }
        let difference = self.difference(&batch)?;
        if !difference.is_empty() {
            return Err(Failure::refused(difference.into_iter().take(NAMED).collect()));
        }
        let known = self.ledger.envelope_events(batch.id)?.len();
        let act = NewAct { subject: Some(batch.code.clone()), on, ..self.act_of("close_batch", occasion) };
        let closed = self.ledger.act::<(), Failure>(act, |entry| {
            // A colleague may have closed it a moment ago.
            if entry.batch_closed(batch.id)?.is_some()
                || !entry.lives_of(batch.id)?.into_iter().all(accounted_for)
                || entry.envelope_events(batch.id)?.len() != known
            {
                return Err(changed_meanwhile(&batch.code));
            }
            Ok(entry.close_batch(batch.id, on)?)
        });
        closed.map_err(|failure| self.naming(head, failure))?;
        Ok(BatchClosed { batch: batch.code, on, sheets: rows.len() })
    }

    pub(crate) fn still_open(&self, batch: &Batch) -> Result<(), Failure> {
        match self.ledger.batch_closed(batch.id)? {
            Some(day) => Err(is_closed(&batch.code, day)),
            None => Ok(()),
        }
    }

    /// How often a batch came out of the printer whole.
    fn times_printed(&self, batch: &Batch) -> Result<usize, Failure> {
        let acts = self.ledger.acts_of_kind("print")?;
        Ok(acts.iter().filter(|act| act.subject.as_deref() == Some(batch.code.as_str())).count())
    }

    fn by_id(&self, batch: &Batch) -> Result<HashMap<PaperId, PaperState>, Failure> {
        Ok(self.papers_of(batch)?.into_iter().map(|paper| (paper.id, paper)).collect())
    }
}

/// A reprint shows what was frozen; whoever holds it learns that the ledger says otherwise by now.
fn changed_since(later: usize, lang: Lang) -> String {
    match (later, lang) {
        (0, _) => String::new(),
        (_, Lang::Ja) => format!("束を確定したあとの変更が{later}件あります。紙面は確定したときのままです。"),
        (_, Lang::En) => format!(" {later} things have changed since the batch was frozen; the sheet is as it was."),
    }
}

fn not_accounted_for(open: &[(&SheetRow, &PaperState)]) -> Failure {
    let mut complaints: Vec<Complaint> = open
        .iter()
        .take(NAMED)
        .map(|(row, paper)| Complaint {
            place: paper.code.clone(),
            code: "sheet_missing",
            weight: Weight::Refusal,
            sentence: Said::new(
                format!(
                    "{}枚目（封筒{}）は「{}」のままです。",
                    row.sheet,
                    row.envelope,
                    words::word(paper.life.code(), Lang::Ja)
                ),
                format!("Sheet {} (envelope {}) is still `{}`.", row.sheet, row.envelope, paper.life.code()),
            ),
            hint: Said::new(
                "封入・発送・手渡し・廃棄のいずれかを記録してから締めてください。",
                "Record that it was inserted, posted, handed over or destroyed; then close the batch.",
            ),
        })
        .collect();
    if let Some(first) = complaints.first_mut() {
        first.sentence = Said::new(
            format!("{}枚の行方が記録されていません。{}", open.len(), first.sentence.in_lang(Lang::Ja)),
            format!("{} sheets are not accounted for. {}", open.len(), first.sentence.in_lang(Lang::En)),
        );
    }
    Failure::refused(complaints)
}

fn no_sheet(sheet: i64, sheets: usize) -> Failure {
    wrong(
        &sheet.to_string(),
        "sheet_unknown",
        Said::new(format!("この束は{sheets}枚です。"), format!("This batch has {sheets} sheets.")),
        Said::new("枚数の範囲の番号を指定してください。", "Give the number of one of them."),
    )
}

/// Whoever has a spoiled sheet in hand reads its code; of one that nobody has, nobody knows that it is spoiled.
fn not_in_hand(sheet: i64) -> Failure {
    wrong(
        &sheet.to_string(),
        "not_in_hand",
        Said::new(
            format!("{sheet}枚目の紙を読み取っていません。刷り損じは、紙が手元にあるときだけ記録できます。"),
            format!("Sheet {sheet} was not scanned: only a sheet in hand is recorded as spoiled."),
        ),
        Said::new(
            "損じた紙のコードを読み取ってください。手元になければ、行方不明として記録してください。",
            "Scan the code of the spoiled sheet. If it is not at hand, record it as missing.",
        ),
    )
}

fn handed_over_already(sheet: i64) -> Failure {
    wrong(
        &sheet.to_string(),
        "already_handed_over",
        Said::new(
            format!("{sheet}枚目は、梱包ごと引き渡してあります。刷り直すと、同じ手紙が2通になります。"),
            format!("Sheet {sheet} was handed over with its bundle: printed once more, there would be two letters."),
        ),
        Said::new(
            "事業所に連絡し、戻った紙の返戻を記録してください。",
            "Ask the employer for it, and record that it came back.",
        ),
    )
}

fn not_to_be_spoiled(sheet: i64, life: Life) -> Failure {
    let state = words::word(life.code(), Lang::Ja);
    wrong(
        &sheet.to_string(),
        "not_to_be_spoiled",
        Said::new(
            format!("{sheet}枚目は「{state}」のため、刷り直しません。"),
            format!("Sheet {sheet} is `{}` and is not printed once more.", life.code()),
        ),
        Said::new(
            "印刷してから発送するまでの間に記録してください。",
            "This is recorded between the printing and the posting.",
        ),
    )
}

fn is_closed(code: &str, day: Day) -> Failure {
    wrong(
        code,
        "batch_closed",
        Said::new(format!("この束は{}に締めてあります。", day.wareki()), format!("This batch was closed on {day}.")),
        Said::new("必要であれば、新しい束を確定してください。", "Freeze a new batch if it is needed."),
    )
}

fn changed_meanwhile(code: &str) -> Failure {
    wrong(
        code,
        "somebody_faster",
        Said::new(
            "ほかの担当者がこの束を変えました。今回は締めていません。",
            "A colleague has just changed this batch. It was not closed.",
        ),
        Said::new("いまの内訳を見てから、もう一度締めてください。", "Look at its sheets again first."),
    )
}

fn somebody_faster(sheet: i64) -> Failure {
    wrong(
        &sheet.to_string(),
        "somebody_faster",
        Said::new(
            "ほかの担当者が、この枚数目を先に刷り直しました。今回は何も記録していません。",
            "A colleague has just printed this sheet once more. Nothing was recorded now.",
        ),
        Said::new("いまの内訳を見てください。", "Look at the sheets of the batch again."),
    )
}

fn nothing_to_insert(code: &str) -> Failure {
    wrong(
        code,
        "nothing_to_insert",
        Said::new("この束に、封入を待つ書類はありません。", "Nothing of this batch waits for its envelope."),
        Said::new("束の内訳を確かめてください。", "Look at the sheets of the batch."),
    )
}

fn not_in_batch(code: &str, batch: &str) -> Failure {
    wrong(
        code,
        "not_in_batch",
        Said::new(
            format!("この書類は束 {batch} のものではありません。"),
            format!("This paper does not belong to batch {batch}."),
        ),
        Said::new("封筒に入れず、どの束のものか確かめてください。", "Do not put it in; see where it belongs."),
    )
}

fn wrong(place: &str, code: &'static str, sentence: Said, hint: Said) -> Failure {
    Failure::usage(Complaint { place: place.to_owned(), code, weight: Weight::Refusal, sentence, hint })
}
