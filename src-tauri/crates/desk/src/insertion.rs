//! 封入: sheets are scanned into their envelopes, envelopes into their bundles, bundles are handed over under their labels.
//!
//! Nothing is recorded key by key. What was read stands with whoever reads until an envelope has exactly its sheets; then one act
//! records all of it. A program that ends in the middle has recorded whole envelopes and nothing of the one in hand. What is wrong
//! with a scan is said in a sentence of its own and changes nothing, not even what was read before.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use ledger::codes::{self, Kind};
use ledger::{
    Batch, BundleRow, EnvelopeEvent, EnvelopeRow, EnvelopeStep, LossStep, NewAct, PaperId, PaperState, SheetRow,
};
use papers::{Codes, OFFICE_COPY};
use rules::calendar::Day;
use rules::paper::Life;
use rules::words::{Complaint, Lang, Said, Weight};

use crate::colleague::FASTER;
use crate::print::FAR_FUTURE;
use crate::roles::Permission;
use crate::wire::{BundleShown, Insertion, ScanAnswer, ScanChanged};
use crate::{Desk, Failure, Occasion, words};

/// So many envelopes are named one by one.
const NAMED: usize = 200;
/// So many envelopes are looked at for the next one that waits.
const NEXT: i64 = 20;

/// What is done with what is scanned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScanMode {
    /// Sheets into envelopes.
    Insert,
    /// Envelopes into bundles.
    Bundle,
    /// Closed envelopes are seen again, since a sheet is missing.
    Recount,
    /// A bundle leaves under its label.
    HandOver,
}

impl ScanMode {
    /// Every mode, with its word.
    pub const ALL: [(ScanMode, &'static str); 4] = [
        (ScanMode::Insert, "insert"),
        (ScanMode::Bundle, "bundle"),
        (ScanMode::Recount, "recount"),
        (ScanMode::HandOver, "hand_over"),
    ];

    /// The mode of a word.
    ///
    /// # Errors
    /// When there is none of this word.
    pub fn named(word: &str) -> Result<ScanMode, Failure> {
        ScanMode::ALL.into_iter().find(|(_, known)| *known == word).map(|(mode, _)| mode).ok_or_else(|| {
            Failure::usage(wrong(
                word,
                "mode_unknown",
                ("読み取りの種類が分かりません。".into(), "There is no such way of scanning.".into()),
                ("読み取りの種類を選び直してください。", "Choose again what is scanned."),
            ))
        })
    }
}

/// One scan.
#[derive(Debug, Clone)]
pub struct Scan {
    /// The batch's code.
    pub batch: String,
    /// What is done with it.
    pub mode: ScanMode,
    /// What was read before and is not recorded yet.
    pub held: Vec<String>,
    /// What was read now.
    pub code: String,
    /// On which day.
    pub on: Day,
    /// The language of sentences.
    pub lang: Lang,
}

/// What came of a scan: what is held now, whether it completed something, and the words.
struct Right {
    held: Vec<String>,
    done: bool,
    envelope: Option<i64>,
    changed: Option<ScanChanged>,
    sentence: Said,
}

/// A scan is right, or something is wrong with it; a failure besides is the ledger's.
type Outcome = Looked<Right>;

/// What was looked at, or what is wrong with it; a failure besides is the ledger's.
type Looked<T> = Result<Result<T, Box<Complaint>>, Failure>;

/// A sheet and its paper.
type Lying = (SheetRow, PaperState);

/// What was read for one envelope.
#[derive(Default)]
struct Held {
    envelope: Option<EnvelopeRow>,
    sheets: Vec<(SheetRow, PaperState, String)>,
}

impl Held {
    fn codes(&self) -> Vec<String> {
        let envelope = self.envelope.iter().map(|one| one.code.clone());
        envelope.chain(self.sheets.iter().map(|(_, _, code)| code.clone())).collect()
    }

    fn number(&self) -> Option<i64> {
        let first = self.sheets.first().map(|(row, ..)| row.envelope);
        self.envelope.as_ref().map(|one| one.envelope).or(first)
    }
}

/// How an envelope was counted before it was closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    Open,
    Unchecked,
}

/// Where an envelope stands by its events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Standing {
    /// Closed with exactly its sheets.
    pub(crate) closed: bool,
    /// Opened again, and not closed since.
    pub(crate) opened: bool,
    /// In its bundle.
    pub(crate) bundled: bool,
}

impl Standing {
    /// After what happened to one envelope.
    pub(crate) fn after<'a>(events: impl IntoIterator<Item = &'a EnvelopeEvent>) -> Standing {
        events.into_iter().fold(Standing::default(), |before, event| match event.step {
            EnvelopeStep::Closed => Standing { closed: true, opened: false, bundled: false },
            EnvelopeStep::Opened => Standing { closed: false, opened: true, bundled: false },
            EnvelopeStep::Bundled => Standing { bundled: true, ..before },
            EnvelopeStep::Seen => before,
        })
    }
}

impl Desk {
    /// One scan of an insertion, answered. What is wrong with it is told, not failed; it changes nothing.
    ///
    /// # Errors
    /// When it is not permitted, there is no such batch, it is closed or taken back, the day is still to come, or the ledger cannot
    /// be written.
    pub fn scan(&mut self, scan: &Scan, occasion: &Occasion) -> Result<ScanAnswer, Failure> {
        self.must(Permission::Print)?;
        self.has_come(scan.on, occasion)?;
        let (batch, _) = self.printable_batch(&scan.batch)?;
        self.still_open(&batch)?;
        let code = half_width(scan.code.trim()).to_uppercase();
        let outcome = match scan.mode {
            ScanMode::Insert => self.insert_scan(&batch, scan, &code, occasion)?,
            ScanMode::Bundle => self.bundle_scan(&batch, scan, &code, occasion)?,
            ScanMode::Recount => self.recount_scan(&batch, scan, &code, occasion)?,
            ScanMode::HandOver => self.hand_over_scan(&batch, scan, &code, occasion)?,
        };
        let code = codes::tidy(&code).unwrap_or(code);
        Ok(match outcome {
            Ok(right) => ScanAnswer {
                code: code.clone(),
                right: true,
                done: right.done,
                changed: right.changed,
                because: None,
                sentence: right.sentence.in_lang(scan.lang).to_owned(),
                hint: None,
                envelope: right.envelope,
                held: right.held,
            },
            Err(complaint) => ScanAnswer {
                code: code.clone(),
                right: false,
                done: false,
                changed: None,
                because: Some(complaint.code.to_owned()),
                sentence: complaint.sentence.in_lang(scan.lang).to_owned(),
                hint: Some(complaint.hint.in_lang(scan.lang).to_owned()).filter(|hint| !hint.is_empty()),
                envelope: None,
                // What a colleague closed is in nobody's hand any more; and of a pair that was refused nothing may meet what comes
                // next: the bundle and the label in hand are taken up anew.
                held: match scan.mode {
                    ScanMode::HandOver if scan.held.first() != Some(&code) => Vec::new(),
                    _ if complaint.code == FASTER => Vec::new(),
                    _ => scan.held.clone(),
                },
            },
        })
    }

    /// What is still held when the scanning ends: an envelope without all of its sheets, of which nothing is recorded.
    ///
    /// # Errors
    /// When there is no such batch, or the ledger cannot be read.
    pub fn unfinished(&self, batch: &str, held: &[String], lang: Lang) -> Result<Option<ScanAnswer>, Failure> {
        self.must(Permission::Print)?;
        let (batch, _) = self.printable_batch(batch)?;
        let Ok(held) = self.held(&batch, held)? else { return Ok(None) };
        let Some(number) = held.number() else { return Ok(None) };
        let expected = self.expected(&batch, number)?.map_or(0, |sheets| sheets.len());
        let complaint = unfinished(number, expected.saturating_sub(held.sheets.len()), held.envelope.is_none());
        Ok(Some(ScanAnswer {
            code: held.codes().first().cloned().unwrap_or_default(),
            right: false,
            done: false,
            changed: None,
            because: Some(complaint.code.to_owned()),
            sentence: complaint.sentence.in_lang(lang).to_owned(),
            hint: Some(complaint.hint.in_lang(lang).to_owned()),
            envelope: Some(number),
            held: Vec::new(),
        }))
    }

    /// What was read before, looked at again: nothing of it is kept between two scans.
    fn held(&self, batch: &Batch, codes: &[String]) -> Looked<Held> {
        let mut held = Held::default();
        for code in codes {
            match codes::kind(code) {
                Some(Kind::Envelope) => held.envelope = self.ledger.envelope_by_code(code)?,
                _ => match self.sheet_scanned(batch, code)? {
                    Ok(one) => held.sheets.push(one),
                    Err(complaint) => return Ok(Err(complaint)),
                },
            }
        }
        Ok(Ok(held))
    }

    fn insert_scan(&mut self, batch: &Batch, scan: &Scan, code: &str, occasion: &Occasion) -> Outcome {
        let mut held = match self.held(batch, &scan.held)? {
            Ok(held) => held,
            Err(complaint) => return Ok(Err(complaint)),
        };
        let number =
            code.parse::<i64>().ok().filter(|_| code.len() < 8 && code.bytes().all(|one| one.is_ascii_digit()));
        let scanned = match (codes::kind(code), number) {
            (Some(Kind::Envelope), _) | (None, Some(_)) => match self.envelope_scanned(batch, &held, code, number)? {
                Ok(envelope) => {
                    held.envelope = Some(envelope);
                    None
                }
                Err(complaint) => return Ok(Err(complaint)),
            },
            (Some(Kind::Paper), _) => match self.sheet_scanned(batch, code)? {
                Ok(one) => Some(one),
                Err(complaint) => return Ok(Err(complaint)),
            },
            (other, _) => return Ok(Err(Box::new(not_of_insertion(code, other)))),
        };
        if let Some((row, paper, code)) = scanned {
            if held.sheets.iter().any(|(one, ..)| one.sheet == row.sheet) {
                return Ok(Err(Box::new(twice(&code, &row))));
            }
            let (events, number) = (self.ledger.events_of_envelope(batch.id, row.envelope)?, row.envelope);
            if Standing::after(&events).closed {
                return Ok(Err(Box::new(already_inserted(&code, &row))));
            }
            if let Some(envelope) = held.envelope.as_ref().filter(|one| one.envelope != number) {
                return Ok(Err(Box::new(other_envelope(&code, number, envelope.envelope))));
            }
            if let Some((first, ..)) = held.sheets.first().filter(|(one, ..)| one.envelope != number) {
                return Ok(Err(Box::new(mixed(&code, first.envelope, number))));
            }
            held.sheets.push((row, paper, code));
        }
        let Some(number) = held.number() else { return Ok(Err(Box::new(not_of_insertion(code, None)))) };
        let expected = match self.expected_or_why(batch, number)? {
            Ok(expected) => expected,
            Err(complaint) => return Ok(Err(complaint)),
        };
        let left = expected.len().saturating_sub(held.sheets.len());
        if held.envelope.is_some() && left == 0 {
            return self.close_envelope(batch, number, &held, scan.on, occasion);
        }
        let (have, all, place) = (held.sheets.len(), expected.len(), Some(number));
        let sentence = match (&held.envelope, left) {
            (Some(_), _) => Said::new(
                format!("封筒{number}：{all}枚のうち{have}枚。あと{left}枚です。"),
                format!("Envelope {number}: {have} of {all} sheets, {left} to go."),
            ),
            (None, 0) => Said::new(
                format!("封筒{number}の{all}枚がそろいました。封筒を読み取ってください。"),
                format!("All {all} sheets of envelope {number} are here. Scan the envelope."),
            ),
            (None, _) => Said::new(
                format!("封筒{number}の{all}枚のうち{have}枚です。"),
                format!("{have} of {all} sheets of envelope {number}."),
            ),
        };
        Ok(Ok(Right { held: held.codes(), done: false, envelope: place, changed: None, sentence }))
    }

    /// The envelope of a scan, or why it is not taken.
    fn envelope_scanned(&self, batch: &Batch, held: &Held, code: &str, number: Option<i64>) -> Looked<EnvelopeRow> {
        let envelope = match number {
            Some(number) => self.ledger.envelope(batch.id, number)?,
            None => self.ledger.envelope_by_code(code)?,
        };
        let Some(envelope) = envelope else { return Ok(Err(Box::new(envelope_unknown(code)))) };
        if envelope.batch != batch.id {
            let other = self.ledger.batch(envelope.batch)?.map(|batch| batch.code).unwrap_or_default();
            return Ok(Err(Box::new(of_other_batch(code, "封筒", "envelope", &other, &batch.code))));
        }
        if let Some(before) = &held.envelope {
            return Ok(Err(Box::new(if before.envelope == envelope.envelope {
                envelope_twice(&envelope)
            } else {
                let expected = self.expected(batch, before.envelope)?.map_or(0, |sheets| sheets.len());
                unfinished_before(before.envelope, expected.saturating_sub(held.sheets.len()), envelope.envelope)
            })));
        }
        if let Some((first, ..)) = held.sheets.first().filter(|(one, ..)| one.envelope != envelope.envelope) {
            return Ok(Err(Box::new(other_envelope(code, first.envelope, envelope.envelope))));
        }
        if Standing::after(&self.ledger.events_of_envelope(batch.id, envelope.envelope)?).closed {
            return Ok(Err(Box::new(envelope_closed(&envelope))));
        }
        Ok(Ok(envelope))
    }

    /// The sheet that a scan read: one of this batch, in its good copy.
    pub(crate) fn sheet_read(&self, batch: &Batch, code: &str) -> Looked<(SheetRow, PaperId, String)> {
        let refuse = |complaint: Complaint| Ok(Err(Box::new(complaint)));
        let read = codes::copy(code).filter(|(tidy, _)| codes::kind(tidy) == Some(Kind::Paper));
        let Some((tidy, copy)) = read else { return refuse(other_kind(code, codes::kind(code))) };
        let Some((id, member)) = self.ledger.paper_by_code(&tidy)? else { return refuse(paper_unknown(&tidy)) };
        let Some(row) = self.ledger.sheet_of_paper(member, id)? else { return refuse(paper_unknown(&tidy)) };
        if row.batch != batch.id {
            let other = self.ledger.batch(row.batch)?.map(|batch| batch.code).unwrap_or_default();
            return refuse(of_other_batch(&tidy, "書類", "paper", &other, &batch.code));
        }
        let good = self.ledger.last_copy(batch.id, row.sheet)?;
        if i64::from(copy) != good {
            return refuse(wrong_copy(&tidy, &row, copy, good));
        }
        let read = if copy > 1 { format!("{tidy}-{copy}") } else { tidy };
        Ok(Ok((row, id, read)))
    }

    /// The sheet of a scan, or why it does not go into any envelope of this batch.
    fn sheet_scanned(&self, batch: &Batch, code: &str) -> Looked<(SheetRow, PaperState, String)> {
        let refuse = |complaint: Complaint| Ok(Err(Box::new(complaint)));
        let (row, id, read) = match self.sheet_read(batch, code)? {
            Ok(one) => one,
            Err(complaint) => return Ok(Err(complaint)),
        };
        let tidy = codes::tidy(&read).unwrap_or_default();
        let state = self.ledger.state(row.member, FAR_FUTURE, self.ledger.now_known()?)?;
        let paper = state.and_then(|state| state.papers.into_iter().find(|paper| paper.id == id));
        let Some(paper) = paper else { return refuse(paper_unknown(&tidy)) };
        if let Some(complaint) = not_to_be_inserted(&tidy, &row, &paper) {
            return refuse(complaint);
        }
        if self.is_missing(batch, row.sheet)? {
            return refuse(reported_missing(&tidy, &row));
        }
        if let Err(failure) = self.paper_gives_nobody_away(&paper) {
            let found = failure.complaints.first().cloned();
            return match found {
                Some(complaint) => refuse(complaint),
                None => Err(failure),
            };
        }
        Ok(Ok((row, paper, read)))
    }

    /// What goes into an envelope now: its sheets but those that are elsewhere for good, such as one that was handed over.
    fn expected(&self, batch: &Batch, envelope: i64) -> Result<Option<Vec<Lying>>, Failure> {
        let known = self.ledger.now_known()?;
        let mut expected = Vec::new();
        for row in self.ledger.sheets_in(batch.id, envelope)? {
            let state = self.ledger.state(row.member, FAR_FUTURE, known)?;
            let paper = state.and_then(|state| state.papers.into_iter().find(|one| Some(one.id) == row.paper));
            match paper {
                Some(paper) if paper.life == Life::Planned => return Ok(None),
                Some(paper) if !paper.replaced && matches!(paper.life, Life::Printed | Life::Inserted) => {
                    expected.push((row, paper));
                }
                _ => {}
            }
        }
        Ok(Some(expected))
    }

    fn expected_or_why(&self, batch: &Batch, envelope: i64) -> Looked<Vec<Lying>> {
        let Some(expected) = self.expected(batch, envelope)? else {
            return Ok(Err(Box::new(not_printed_yet(envelope))));
        };
        if expected.is_empty() {
            return Ok(Err(Box::new(nothing_in_it(envelope))));
        }
        for (row, _) in &expected {
            if self.is_missing(batch, row.sheet)? {
                return Ok(Err(Box::new(waits_for_missing(envelope, row.sheet))));
            }
        }
        Ok(Ok(expected))
    }

    /// One act for one envelope: its sheets lie in it, and it is closed.
    fn close_envelope(&mut self, batch: &Batch, number: i64, held: &Held, on: Day, occasion: &Occasion) -> Outcome {
        let head = self.head_now()?;
        let standing = Standing::after(&self.ledger.events_of_envelope(batch.id, number)?);
        let before = match self.inserted_unchecked(batch, number, standing)? {
            true => Before::Unchecked,
            false => Before::Open,
        };
        let act = NewAct {
            subject: Some(batch.code.clone()),
            reason: Some(format!("封筒{number}")),
            on,
            ..self.act_of("insert", occasion)
        };
        let closed = self.ledger.act::<(), Failure>(act, |entry| {
            let faster = || Failure::refused(vec![colleague_closed(number)]);
            if entry.batch_closed(batch.id)?.is_some()
                || Standing::after(&entry.events_of_envelope(batch.id, number)?).closed
            {
                return Err(faster());
            }
            for (row, paper, _) in &held.sheets {
                let now = entry.state(row.member, FAR_FUTURE)?;
                let now = now.and_then(|now| now.papers.into_iter().find(|one| one.id == paper.id));
                if now.map(|one| (one.life, one.replaced)) != Some((paper.life, paper.replaced)) {
                    return Err(faster());
                }
                if paper.life == Life::Printed {
                    entry.paper_event(paper.id, on.max(paper.issued), Life::Inserted, None)?;
                }
            }
            Ok(entry.envelope_event(batch.id, number, on, EnvelopeStep::Closed)?)
        });
        let act = match closed {
            Ok((act, ())) => act.0,
            Err(failure) if failure.complaints.iter().any(|one| one.code == FASTER) => {
                let failure = self.naming(head, failure);
                return match failure.complaints.first().cloned() {
                    Some(complaint) => Ok(Err(Box::new(complaint))),
                    None => Err(failure),
                };
            }
            Err(failure) => return Err(failure),
        };
        let sheets = held.sheets.len();
        let went_in = held.sheets.iter().filter(|(_, paper, _)| paper.life == Life::Printed).count();
        let changed = ScanChanged {
            act,
            envelope: Some(number),
            checked: 1,
            unchecked: if before == Before::Unchecked { -1 } else { 0 },
            open: if before == Before::Open { -1 } else { 0 },
            inserted: went_in,
            bundle: None,
            handed_over: None,
            next: self.next_open(batch, number)?,
        };
        Ok(Ok(Right {
            held: Vec::new(),
            done: true,
            envelope: Some(number),
            changed: Some(changed),
            sentence: Said::new(
                format!("封筒{number}に{sheets}枚、すべてそろいました。閉じてください。"),
                format!("Envelope {number} has its {sheets} sheets. Close it."),
            ),
        }))
    }

    /// The next envelope that waits, in the order of printing; nothing where the pile goes on with many that are done.
    fn next_open(&self, batch: &Batch, number: i64) -> Result<Option<i64>, Failure> {
        for next in number + 1..=number + NEXT {
            if self.ledger.envelope(batch.id, next)?.is_none() {
                return Ok(None);
            }
            if !Standing::after(&self.ledger.events_of_envelope(batch.id, next)?).closed {
                return Ok(Some(next));
            }
        }
        Ok(None)
    }

    fn bundle_scan(&mut self, batch: &Batch, scan: &Scan, code: &str, occasion: &Occasion) -> Outcome {
        let refuse = |complaint: Complaint| Ok(Err(Box::new(complaint)));
        let bundle = match scan.held.first() {
            Some(held) => self.ledger.bundle_by_code(held)?,
            None => None,
        };
        match (codes::kind(code), bundle) {
            (Some(Kind::Bundle), _) => {
                let Some(bundle) = self.ledger.bundle_by_code(code)? else { return refuse(bundle_unknown(code)) };
                if bundle.batch != batch.id {
                    let other = self.ledger.batch(bundle.batch)?.map(|batch| batch.code).unwrap_or_default();
                    return refuse(of_other_batch(code, "仕切り紙", "separator", &other, &batch.code));
                }
                let (inside, all) = self.in_bundle(batch, bundle.bundle)?;
                let name = self.bundle_name(batch, &bundle)?;
                Ok(Ok(Right {
                    held: vec![bundle.code.clone()],
                    done: false,
                    envelope: None,
                    changed: None,
                    sentence: Said::new(
                        format!("{name}の梱包：{all}通のうち{inside}通が入っています。封筒を読み取ってください。"),
                        format!("The bundle of {name}: {inside} of {all} envelopes are in it. Scan the envelopes."),
                    ),
                }))
            }
            (Some(Kind::Envelope), None) => refuse(bundle_first(code)),
            (Some(Kind::Envelope), Some(bundle)) => {
                let Some(envelope) = self.ledger.envelope_by_code(code)? else { return refuse(envelope_unknown(code)) };
                let number = envelope.envelope;
                if envelope.batch != batch.id {
                    let other = self.ledger.batch(envelope.batch)?.map(|batch| batch.code).unwrap_or_default();
                    return refuse(of_other_batch(code, "封筒", "envelope", &other, &batch.code));
                }
                let name = self.bundle_name(batch, &bundle)?;
                if envelope.bundle != bundle.bundle {
                    let bundles = self.ledger.bundles(batch.id)?;
                    let own = bundles.iter().find(|one| one.bundle == envelope.bundle);
                    let own = own.map(|own| self.bundle_name(batch, own)).transpose()?.unwrap_or_default();
                    return refuse(other_bundle(code, number, &own, &name));
                }
                let standing = Standing::after(&self.ledger.events_of_envelope(batch.id, number)?);
                if standing.bundled {
                    return refuse(bundled_twice(code, number));
                }
                if !standing.closed && !self.inserted_unchecked(batch, number, standing)? {
                    return refuse(not_closed_yet(code, number));
                }
                let head = self.head_now()?;
                let act = NewAct {
                    subject: Some(batch.code.clone()),
                    reason: Some(format!("封筒{number} {name}")),
                    on: scan.on,
                    ..self.act_of("bundle", occasion)
                };
                let done = self.ledger.act::<(), Failure>(act, |entry| {
                    let now = Standing::after(&entry.events_of_envelope(batch.id, number)?);
                    if now != standing || entry.batch_closed(batch.id)?.is_some() {
                        return Err(Failure::refused(vec![colleague_bundled(number)]));
                    }
                    Ok(entry.envelope_event(batch.id, number, scan.on, EnvelopeStep::Bundled)?)
                });
                let act = match done {
                    Ok((act, ())) => act.0,
                    Err(failure) => {
                        let failure = self.naming(head, failure);
                        return match failure.complaints.first().cloned().filter(|one| one.code == FASTER) {
                            Some(complaint) => Ok(Err(Box::new(complaint))),
                            None => Err(failure),
                        };
                    }
                };
                let (inside, all) = self.in_bundle(batch, bundle.bundle)?;
                let full = inside == all;
                Ok(Ok(Right {
                    held: if full { Vec::new() } else { vec![bundle.code.clone()] },
                    done: full,
                    envelope: Some(number),
                    changed: Some(ScanChanged { bundle: Some(bundle.bundle), ..ScanChanged::of(act) }),
                    sentence: if full {
                        Said::new(
                            format!("{name}の梱包に{all}通、すべてそろいました。仕切り紙を載せて束ねてください。"),
                            format!(
                                "The bundle of {name} has its {all} envelopes. Put the separator on it and tie it."
                            ),
                        )
                    } else {
                        Said::new(
                            format!("封筒{number}を{name}の梱包に入れました。あと{}通です。", all - inside),
                            format!("Envelope {number} is in the bundle of {name}; {} to go.", all - inside),
                        )
                    },
                }))
            }
            (other, _) => refuse(not_of_bundling(code, other)),
        }
    }

    /// Was an envelope inserted without a scan?
    fn inserted_unchecked(&self, batch: &Batch, envelope: i64, standing: Standing) -> Result<bool, Failure> {
        if standing.opened {
            return Ok(false);
        }
        let expected = self.expected(batch, envelope)?.unwrap_or_default();
        Ok(!expected.is_empty() && expected.iter().all(|(_, paper)| paper.life == Life::Inserted))
    }

    /// How many envelopes of a bundle were scanned into it, and how many it has.
    fn in_bundle(&self, batch: &Batch, bundle: i64) -> Result<(usize, usize), Failure> {
        let (all, inside) = self.ledger.in_bundle(batch.id, bundle)?;
        Ok((usize::try_from(inside).unwrap_or(0), usize::try_from(all).unwrap_or(0)))
    }

    fn bundle_name(&self, batch: &Batch, bundle: &BundleRow) -> Result<String, Failure> {
        let Some(code) = &bundle.employer else { return Ok("自宅宛".to_owned()) };
        let employers = self.ledger.employers(batch.on, self.ledger.now_known()?)?;
        Ok(employers.into_iter().find(|one| one.code == *code).map_or_else(|| code.clone(), |one| one.name))
    }

    fn hand_over_scan(&mut self, batch: &Batch, scan: &Scan, code: &str, occasion: &Occasion) -> Outcome {
        let refuse = |complaint: Complaint| Ok(Err(Box::new(complaint)));
        let kind = codes::kind(code);
        if !matches!(kind, Some(Kind::Bundle | Kind::Label)) {
            return refuse(not_of_hand_over(code, kind));
        }
        let Some(bundle) = self.ledger.bundle_by_code(code)? else { return refuse(bundle_unknown(code)) };
        if bundle.batch != batch.id {
            let other = self.ledger.batch(bundle.batch)?.map(|batch| batch.code).unwrap_or_default();
            return refuse(of_other_batch(code, "梱包", "bundle", &other, &batch.code));
        }
        let name = self.bundle_name(batch, &bundle)?;
        let tidy = codes::tidy(code).unwrap_or_default();
        let Some(held) = scan.held.first() else {
            let label = kind == Some(Kind::Label);
            return Ok(Ok(Right {
                held: vec![tidy],
                done: false,
                envelope: None,
                changed: None,
                sentence: if label {
                    Said::new(
                        format!("{name}の宛名です。梱包の仕切り紙を読み取ってください。"),
                        format!("The label of {name}. Scan the separator of the bundle."),
                    )
                } else {
                    Said::new(
                        format!("{name}の梱包です。宛名を読み取ってください。"),
                        format!("The bundle of {name}. Scan the label."),
                    )
                },
            }));
        };
        if codes::kind(held) == kind {
            return refuse(same_side(code, kind == Some(Kind::Label)));
        }
        let before = self.ledger.bundle_by_code(held)?;
        let Some(before) = before else { return refuse(bundle_unknown(held)) };
        if before.bundle != bundle.bundle {
            let other = self.bundle_name(batch, &before)?;
            let (inside, outside) = if kind == Some(Kind::Label) { (&other, &name) } else { (&name, &other) };
            return refuse(crossed(code, inside, outside));
        }
        if self.ledger.hand_overs(batch.id)?.iter().any(|(known, _)| *known == bundle.bundle) {
            return refuse(handed_over_before(code, &name));
        }
        let (inside, all) = self.in_bundle(batch, bundle.bundle)?;
        if inside > 0 && inside < all {
            return refuse(not_full(code, &name, all - inside));
        }
        if let Err(failure) = self.bundle_may_leave(batch, &bundle, occasion) {
            return match failure.complaints.first().cloned() {
                Some(complaint) => refuse(complaint),
                None => Err(failure),
            };
        }
        let act = NewAct {
            subject: Some(batch.code.clone()),
            reason: Some(name.clone()),
            on: scan.on,
            ..self.act_of("hand_over", occasion)
        };
        let (act, ()) =
            self.ledger.act::<(), Failure>(act, |entry| Ok(entry.hand_over(batch.id, bundle.bundle, scan.on)?))?;
        Ok(Ok(Right {
            held: Vec::new(),
            done: true,
            envelope: None,
            changed: Some(ScanChanged { handed_over: Some(bundle.bundle), ..ScanChanged::of(act.0) }),
            sentence: Said::new(
                format!("{name}の梱包（{all}通）を引き渡しました。宛名と合っています。"),
                format!("The bundle of {name} ({all} envelopes) is handed over; its label is right."),
            ),
        }))
    }

    /// A bundle leaves the house: everything of it lies in its envelopes, none of it is missing, gives a shielded member away, or
    /// bears what is overtaken.
    fn bundle_may_leave(&self, batch: &Batch, bundle: &BundleRow, occasion: &Occasion) -> Result<(), Failure> {
        let (batch, kind) = self.printable_batch(&batch.code)?;
        let missing: BTreeSet<i64> = self.open_losses(&batch)?.into_iter().map(|loss| loss.envelope).collect();
        let mut papers = Vec::new();
        for one in self.ledger.envelopes(batch.id)?.into_iter().filter(|one| one.bundle == bundle.bundle) {
            let expected = self.expected(&batch, one.envelope)?;
            let open = expected.as_ref().is_none_or(|all| all.iter().any(|(_, paper)| paper.life == Life::Printed));
            if open || missing.contains(&one.envelope) {
                return Err(Failure::refused(vec![not_closed_yet(&one.code, one.envelope)]));
            }
            papers.extend(expected.unwrap_or_default().into_iter().map(|(_, paper)| paper));
        }
        self.gives_nobody_away(&batch, &papers, &crate::shield::INSIDE)?;
        self.nothing_overtaken(&batch, kind, &papers, occasion)
    }

    /// Which bundles of a batch were not handed over, where some were.
    fn not_handed_over(&self, batch: &Batch) -> Result<Vec<Complaint>, Failure> {
        let handed = self.ledger.hand_overs(batch.id)?;
        let mut left = Vec::new();
        for bundle in self.ledger.bundles(batch.id)? {
            let known = handed.iter().any(|(known, _)| *known == bundle.bundle);
            if !handed.is_empty() && !known && bundle.employer.is_some() {
                left.push(still_here(&bundle.code, &self.bundle_name(batch, &bundle)?));
            }
        }
        Ok(left)
    }

    /// Was the bundle of an envelope handed over?
    pub(crate) fn handed_over(&self, batch: &Batch, envelope: i64) -> Result<bool, Failure> {
        let Some(envelope) = self.ledger.envelope(batch.id, envelope)? else { return Ok(false) };
        Ok(self.ledger.hand_overs(batch.id)?.iter().any(|(bundle, _)| *bundle == envelope.bundle))
    }

    /// The envelopes that a scanner has left open, where scanning has begun.
    pub(crate) fn left_open(&self, batch: &Batch) -> Result<Vec<Complaint>, Failure> {
        if !self.ledger.scanning_begun(batch.id)? || !self.ledger.insertions(batch.id)?.is_empty() {
            return Ok(Vec::new());
        }
        let (standings, lives) = (self.standings(batch)?, self.lives_by_envelope(batch)?);
        let open = |number: i64| {
            let waits = lives.get(&number).is_some_and(|lives| lives.contains(&Life::Printed));
            waits && !standings.get(&number).copied().unwrap_or_default().closed
        };
        let envelopes = self.ledger.envelopes(batch.id)?;
        let left = envelopes.iter().filter(|one| open(one.envelope));
        Ok(left.map(|one| not_closed_yet(&one.code, one.envelope)).collect())
    }

    fn recount_scan(&mut self, batch: &Batch, scan: &Scan, code: &str, occasion: &Occasion) -> Outcome {
        let refuse = |complaint: Complaint| Ok(Err(Box::new(complaint)));
        if codes::kind(code) != Some(Kind::Envelope) {
            return refuse(not_of_recount(code, codes::kind(code)));
        }
        let Some(envelope) = self.ledger.envelope_by_code(code)? else { return refuse(envelope_unknown(code)) };
        let number = envelope.envelope;
        if envelope.batch != batch.id {
            let other = self.ledger.batch(envelope.batch)?.map(|batch| batch.code).unwrap_or_default();
            return refuse(of_other_batch(code, "封筒", "envelope", &other, &batch.code));
        }
        let losses = self.open_losses(batch)?;
        if losses.is_empty() {
            return refuse(nothing_missing(code));
        }
        let open = losses.iter().any(|loss| loss.to_open.contains(&number));
        let owed = losses.iter().any(|loss| loss.to_recount.contains(&number));
        if !open && !owed {
            return refuse(not_to_be_recounted(code, number));
        }
        let step = if open { EnvelopeStep::Opened } else { EnvelopeStep::Seen };
        let standing = Standing::after(&self.ledger.events_of_envelope(batch.id, number)?);
        if open && standing.opened {
            return refuse(opened_already(code, number));
        }
        let act = NewAct {
            subject: Some(batch.code.clone()),
            reason: Some(format!("封筒{number}")),
            on: scan.on,
            ..self.act_of("recount", occasion)
        };
        self.ledger.act::<(), Failure>(act, |entry| Ok(entry.envelope_event(batch.id, number, scan.on, step)?))?;
        let left: BTreeSet<i64> = self.open_losses(batch)?.into_iter().flat_map(|loss| loss.to_recount).collect();
        let rest = left.len();
        Ok(Ok(Right {
            held: Vec::new(),
            done: rest == 0,
            envelope: Some(number),
            // What was missing is looked at as a whole.
            changed: None,
            sentence: match (open, rest) {
                (true, _) => Said::new(
                    format!(
                        "封筒{number}は開けて確かめます。中身を出し、「封入」でもう一度、封筒と書類を読み取ってください。"
                    ),
                    format!(
                        "Open envelope {number}: take everything out, and scan it and its sheets anew as an insertion."
                    ),
                ),
                (false, 0) => Said::new(
                    format!("封筒{number}を確かめました。閉じた封筒はすべて読み直しました。"),
                    format!("Envelope {number} is seen. Every closed envelope was scanned again."),
                ),
                (false, _) => Said::new(
                    format!("封筒{number}を確かめました。あと{rest}通です。"),
                    format!("Envelope {number} is seen; {rest} to go."),
                ),
            },
        }))
    }

    /// How far the insertion of a batch is: which envelopes were checked by scan, its bundles, its sheets that could not be found.
    ///
    /// # Errors
    /// When there is no such batch, or the ledger cannot be read.
    pub fn insertion(&self, code: &str, lang: Lang) -> Result<Insertion, Failure> {
        self.must(Permission::View)?;
        let (batch, _) = self.printable_batch(code)?;
        let act = self.head_now()?.0;
        let standings = self.standings(&batch)?;
        let lives = self.lives_by_envelope(&batch)?;
        let envelopes = self.ledger.envelopes(batch.id)?;
        let inserted =
            |number: &i64| lives.get(number).is_some_and(|lives| lives.iter().all(|life| accounted_for(*life)));
        let standing = |number: &i64| standings.get(number).copied().unwrap_or_default();
        let mut numbers: Vec<i64> = lives.keys().copied().collect();
        numbers.sort_unstable();
        let (checked, rest): (Vec<i64>, Vec<i64>) = numbers.into_iter().partition(|number| standing(number).closed);
        let (unchecked, open): (Vec<i64>, Vec<i64>) =
            rest.into_iter().partition(|number| !standing(number).opened && inserted(number));
        let handed: BTreeMap<i64, Day> = self.ledger.hand_overs(batch.id)?.into_iter().collect();
        let mut bundles = Vec::new();
        for bundle in self.ledger.bundles(batch.id)? {
            let own = envelopes.iter().filter(|one| one.bundle == bundle.bundle);
            bundles.push(BundleShown {
                bundle: bundle.bundle,
                name: self.bundle_name(&batch, &bundle)?,
                envelopes: own.clone().count(),
                inside: own.filter(|one| standing(&one.envelope).bundled).count(),
                handed_over: handed.get(&bundle.bundle).copied(),
                code: bundle.code,
                label: bundle.label,
            });
        }
        Ok(Insertion {
            batch: batch.code.clone(),
            act,
            coded: !envelopes.is_empty(),
            envelopes: checked.len() + unchecked.len() + open.len(),
            checked: checked.len(),
            unchecked: unchecked.len(),
            open: open.len(),
            open_envelopes: open.into_iter().take(NAMED).collect(),
            unchecked_envelopes: unchecked.into_iter().take(NAMED).collect(),
            bundles,
            losses: self.losses_shown(&batch, lang)?,
        })
    }

    /// Where each envelope of a batch stands; nothing of one to which nothing happened.
    pub(crate) fn standings(&self, batch: &Batch) -> Result<HashMap<i64, Standing>, Failure> {
        let events = self.ledger.envelope_events(batch.id)?;
        let chunks = events.chunk_by(|a, b| a.envelope == b.envelope);
        Ok(chunks.filter_map(|chunk| Some((chunk.first()?.envelope, Standing::after(chunk)))).collect())
    }

    /// Where the papers of each envelope are.
    pub(crate) fn lives_by_envelope(&self, batch: &Batch) -> Result<HashMap<i64, Vec<Life>>, Failure> {
        let papers: HashMap<_, _> = self.papers_of(batch)?.into_iter().map(|paper| (paper.id, paper.life)).collect();
        let mut lives: HashMap<i64, Vec<Life>> = HashMap::new();
        for row in self.ledger.sheets(batch.id)? {
            let life = row.paper.and_then(|paper| papers.get(&paper)).copied();
            lives.entry(row.envelope).or_default().extend(life);
        }
        Ok(lives)
    }

    /// What a scanner reads of each envelope of a batch.
    pub(crate) fn packed(&self, batch: &Batch) -> Result<HashMap<i64, Codes>, Failure> {
        let bundles: HashMap<i64, BundleRow> =
            self.ledger.bundles(batch.id)?.into_iter().map(|bundle| (bundle.bundle, bundle)).collect();
        let mut packed = HashMap::new();
        for one in self.ledger.envelopes(batch.id)? {
            let bundle = bundles.get(&one.bundle);
            let (inside, label) = bundle.map(|bundle| (bundle.code.clone(), bundle.label.clone())).unwrap_or_default();
            packed.insert(one.envelope, Codes { envelope: one.code, bundle: inside, label });
        }
        Ok(packed)
    }

    /// What keeps a batch whose insertion is scanned from being closed: open envelopes, bundles that are not full, sheets that are
    /// missing.
    pub(crate) fn difference(&self, batch: &Batch) -> Result<Vec<Complaint>, Failure> {
        let mut open = Vec::new();
        for loss in self.open_losses(batch)? {
            open.push(still_missing(loss.sheet, loss.envelope));
        }
        if !self.ledger.scanning_begun(batch.id)? {
            open.extend(self.not_handed_over(batch)?);
            return Ok(open);
        }
        let standings = self.standings(batch)?;
        let unchecked = !self.ledger.insertions(batch.id)?.is_empty();
        let lives = self.lives_by_envelope(batch)?;
        let envelopes = self.ledger.envelopes(batch.id)?;
        let bundling = standings.values().any(|standing| standing.bundled);
        for one in &envelopes {
            let standing = standings.get(&one.envelope).copied().unwrap_or_default();
            let lives = lives.get(&one.envelope).map(Vec::as_slice).unwrap_or_default();
            // What never went into it, or left by another way, is accounted for by itself.
            let inside = lives.iter().any(|life| matches!(life, Life::Inserted | Life::Posted | Life::Delivered));
            if !inside && !standing.opened {
                continue;
            }
            if standing.opened || !standing.closed && !unchecked {
                open.push(not_closed_yet(&one.code, one.envelope));
            } else if bundling && !standing.bundled {
                open.push(not_bundled(&one.code, one.envelope));
            }
        }
        open.extend(self.not_handed_over(batch)?);
        Ok(open)
    }

    /// Is a sheet reported as missing, or its lock broken and nothing printed yet?
    pub(crate) fn is_missing(&self, batch: &Batch, sheet: i64) -> Result<bool, Failure> {
        let last = self.ledger.losses_of(batch.id, sheet)?.pop();
        Ok(last.is_some_and(|loss| matches!(loss.step, LossStep::Missing | LossStep::Broken)))
    }
}

/// What a scanner sends while Japanese is written is full width.
pub(crate) fn half_width(text: &str) -> String {
    let narrow = |letter: char| match letter {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
        other => other,
    };
    text.chars().map(narrow).collect()
}

/// Is it known what became of a sheet?
pub(crate) fn accounted_for(life: Life) -> bool {
    !matches!(life, Life::Planned | Life::Printed)
}

/// Why a paper goes into no envelope.
fn not_to_be_inserted(code: &str, row: &SheetRow, paper: &PaperState) -> Option<Complaint> {
    let sheet = row.sheet;
    let said = |ja: String, en: String, hint: (&'static str, &'static str), word: &'static str| {
        Some(wrong(code, word, (ja, en), hint))
    };
    if paper.replaced {
        return said(
            format!("{sheet}枚目は差し替えた書類です。封筒に入れません。"),
            format!("Sheet {sheet} was replaced by a later paper. It goes into no envelope."),
            ("抜いて廃棄し、新しい書類を入れてください。", "Take it out and destroy it."),
            "paper_replaced",
        );
    }
    match paper.life {
        Life::Printed | Life::Inserted => None,
        Life::Planned => said(
            format!("{sheet}枚目はまだ印刷の記録がありません。控えか試し刷りかもしれません。封筒に入れません。"),
            format!("Sheet {sheet} is not recorded as printed: it may be a copy or a test. It goes into no envelope."),
            ("印刷を記録してから封入してください。", "Record the printing first."),
            "paper_not_printed",
        ),
        Life::Void => said(
            format!("{sheet}枚目は取り消した書類です。封筒に入れません。"),
            format!("Sheet {sheet} was taken back. It goes into no envelope."),
            ("抜いて廃棄してください。", "Take it out and destroy it."),
            "paper_void",
        ),
        life => {
            let state = words::word(life.code(), Lang::Ja);
            said(
                format!("{sheet}枚目は「{state}」の記録があります。封筒に入れません。"),
                format!("Sheet {sheet} is `{}`. It goes into no envelope.", life.code()),
                ("抜いて、責任者に確かめてください。", "Take it out and ask a supervisor."),
                "paper_elsewhere",
            )
        }
    }
}

fn wrong(place: &str, code: &'static str, sentence: (String, String), hint: (&str, &str)) -> Complaint {
    Complaint {
        place: place.to_owned(),
        code,
        weight: Weight::Refusal,
        sentence: Said::new(sentence.0, sentence.1),
        hint: Said::new(hint.0, hint.1),
    }
}

fn slip(code: &str) -> Complaint {
    wrong(
        code,
        "code_slip",
        ("読み取り違いです。".into(), "This is not a code, or one with a slip.".into()),
        ("もう一度読み取ってください。", "Scan it once more."),
    )
}

/// A code of another kind than is asked for, in its own words.
fn other_kind(code: &str, kind: Option<Kind>) -> Complaint {
    if code.contains(OFFICE_COPY) {
        return wrong(
            code,
            "office_copy",
            ("これは控えです。封筒に入れません。".into(), "This is an office copy. It is not sent.".into()),
            ("控えを抜き、本紙を読み取ってください。", "Take it out, and scan the sheet itself."),
        );
    }
    let (word, ja, en) = match kind {
        None => return slip(code),
        Some(Kind::Member) => ("is_member", "これは加入者の管理コードです。", "This is a member's code."),
        Some(Kind::Batch) => ("is_batch", "これは束の番号です。", "This is the code of a batch."),
        Some(Kind::Paper) => ("is_paper", "これは書類です。", "This is a paper."),
        Some(Kind::Envelope) => ("is_envelope", "これは封筒です。", "This is an envelope."),
        Some(Kind::Bundle) => ("is_bundle", "これは仕切り紙（梱包）です。", "This is the separator of a bundle."),
        Some(Kind::Label) => ("is_label", "これは梱包の宛名です。", "This is the label of a bundle."),
    };
    wrong(code, word, (ja.into(), en.into()), ("", ""))
}

fn with_hint(complaint: Complaint, ja: &str, en: &str) -> Complaint {
    if complaint.hint.ja.is_empty() { Complaint { hint: Said::new(ja, en), ..complaint } } else { complaint }
}

fn not_of_insertion(code: &str, kind: Option<Kind>) -> Complaint {
    with_hint(other_kind(code, kind), "封筒か書類を読み取ってください。", "Scan an envelope or a sheet.")
}

fn not_of_bundling(code: &str, kind: Option<Kind>) -> Complaint {
    with_hint(other_kind(code, kind), "仕切り紙か封筒を読み取ってください。", "Scan a separator or an envelope.")
}

fn not_of_hand_over(code: &str, kind: Option<Kind>) -> Complaint {
    with_hint(other_kind(code, kind), "仕切り紙と宛名を読み取ってください。", "Scan the separator and the label.")
}

fn not_of_recount(code: &str, kind: Option<Kind>) -> Complaint {
    with_hint(
        other_kind(code, kind),
        "閉じた封筒を窓から読み取ってください。",
        "Scan a closed envelope through its window.",
    )
}

fn paper_unknown(code: &str) -> Complaint {
    wrong(
        code,
        "paper_unknown",
        ("この組合の台帳にない書類です。".into(), "This ledger has no such paper.".into()),
        ("見本や別の組合の書類でないか、券面を確かめてください。", "It may be a specimen or another society's."),
    )
}

fn envelope_unknown(code: &str) -> Complaint {
    wrong(
        code,
        "envelope_unknown",
        ("台帳にない封筒です。".into(), "The ledger has no such envelope.".into()),
        ("もう一度読み取るか、封筒の番号を入れてください。", "Scan it again, or type its number."),
    )
}

fn bundle_unknown(code: &str) -> Complaint {
    wrong(
        code,
        "bundle_unknown",
        ("台帳にない梱包です。".into(), "The ledger has no such bundle.".into()),
        ("もう一度読み取ってください。", "Scan it again."),
    )
}

fn of_other_batch(code: &str, what: &str, what_en: &str, other: &str, batch: &str) -> Complaint {
    wrong(
        code,
        "other_batch",
        (
            format!("この{what}は別の束（{other}）のものです。束 {batch} には入れません。"),
            format!("This {what_en} belongs to batch {other}, not to {batch}."),
        ),
        ("抜いて、その束に戻してください。", "Take it out and put it back there."),
    )
}

fn wrong_copy(code: &str, row: &SheetRow, copy: u32, good: i64) -> Complaint {
    let sheet = row.sheet;
    if i64::from(copy) < good {
        return wrong(
            code,
            "old_copy",
            (
                format!("{sheet}枚目の{copy}回目の印刷です。{good}回目を刷り直してあり、この紙は使いません。"),
                format!("This is print {copy} of sheet {sheet}; print {good} took its place."),
            ),
            ("この紙は廃棄し、刷り直した紙を入れてください。", "Destroy it and insert the later print."),
        );
    }
    wrong(
        code,
        "copy_unknown",
        (
            format!("{sheet}枚目の{copy}回目の印刷は、台帳に記録がありません。"),
            format!("The ledger knows of no print {copy} of sheet {sheet}."),
        ),
        ("責任者に確かめてください。", "Ask a supervisor."),
    )
}

fn twice(code: &str, row: &SheetRow) -> Complaint {
    wrong(
        code,
        "already_scanned",
        (
            format!("{}枚目は、いま読み取ったばかりです。", row.sheet),
            format!("Sheet {} was scanned a moment ago.", row.sheet),
        ),
        ("次の書類へ進んでください。", "Go on with the next one."),
    )
}

fn already_inserted(code: &str, row: &SheetRow) -> Complaint {
    wrong(
        code,
        "already_inserted",
        (
            format!("この書類は、閉じた封筒{}に入っているはずです。同じ紙が2枚あります。", row.envelope),
            format!("This paper should lie in envelope {}, which is closed: there are two of it.", row.envelope),
        ),
        ("この紙は入れずに、責任者に確かめてください。", "Do not insert it; ask a supervisor."),
    )
}

fn other_envelope(code: &str, own: i64, other: i64) -> Complaint {
    wrong(
        code,
        "other_envelope",
        (
            format!("この書類は封筒{own}のものです。封筒{other}には入れません。"),
            format!("This paper belongs into envelope {own}, not into envelope {other}."),
        ),
        ("抜いて、正しい書類を読み取ってください。", "Take it out and scan the right one."),
    )
}

fn mixed(code: &str, first: i64, second: i64) -> Complaint {
    wrong(
        code,
        "other_envelope",
        (
            format!("前の書類は封筒{first}のもの、この書類は封筒{second}のものです。別の封筒の書類が混ざっています。"),
            format!("The sheets before belong into envelope {first}, this one into envelope {second}."),
        ),
        ("この書類は戻してください。", "Put this one back."),
    )
}

fn envelope_twice(envelope: &EnvelopeRow) -> Complaint {
    wrong(
        &envelope.code,
        "envelope_twice",
        (
            format!("封筒{}は、いま読み取ったばかりです。", envelope.envelope),
            format!("Envelope {} was scanned a moment ago.", envelope.envelope),
        ),
        ("入れる書類を読み取ってください。", "Scan its sheets."),
    )
}

fn envelope_closed(envelope: &EnvelopeRow) -> Complaint {
    wrong(
        &envelope.code,
        "envelope_closed",
        (
            format!("封筒{}は、もう閉じてあります。", envelope.envelope),
            format!("Envelope {} is closed already.", envelope.envelope),
        ),
        ("次の封筒へ進んでください。", "Go on with the next one."),
    )
}

fn unfinished_before(number: i64, left: usize, next: i64) -> Complaint {
    wrong(
        &number.to_string(),
        "envelope_unfinished",
        (
            format!("封筒{number}にあと{left}枚入れていません。封筒{next}はまだ読み取りません。"),
            format!("Envelope {number} lacks {left} more; envelope {next} is not taken yet."),
        ),
        (
            "足りない書類を読み取るか、この封筒をやり直してください。",
            "Scan the sheets that it lacks, or begin it again.",
        ),
    )
}

fn unfinished(number: i64, left: usize, without: bool) -> Complaint {
    let (ja, en) = if without && left == 0 {
        (
            format!("封筒{number}の封筒を読み取っていません。何も記録していません。"),
            format!("Envelope {number} itself was not scanned. Nothing was recorded of it."),
        )
    } else {
        (
            format!("封筒{number}はあと{left}枚足りません。何も記録していません。"),
            format!("Envelope {number} lacks {left} more. Nothing was recorded of it."),
        )
    };
    wrong(
        &number.to_string(),
        "envelope_unfinished",
        (ja, en),
        ("この封筒は、はじめから読み取ってください。", "Scan this envelope from the beginning."),
    )
}

fn not_printed_yet(number: i64) -> Complaint {
    wrong(
        &number.to_string(),
        "paper_not_printed",
        (
            format!("封筒{number}には、まだ印刷の記録がない書類があります。"),
            format!("Envelope {number} has papers that are not recorded as printed."),
        ),
        ("印刷を記録してから封入してください。", "Record the printing first."),
    )
}

fn nothing_in_it(number: i64) -> Complaint {
    wrong(
        &number.to_string(),
        "envelope_empty",
        (
            format!("封筒{number}に入れる書類はもうありません。取り消し、差し替え、発送などの記録があります。"),
            format!("Nothing goes into envelope {number} any more: its papers were taken back, replaced or sent."),
        ),
        ("この封筒は使わず、束の内訳を確かめてください。", "Do not use it; look at the sheets of the batch."),
    )
}

fn waits_for_missing(number: i64, sheet: i64) -> Complaint {
    wrong(
        &number.to_string(),
        "sheet_missing",
        (
            format!("封筒{number}の{sheet}枚目は行方不明です。見つかるか刷り直すまで、この封筒は閉じません。"),
            format!(
                "Sheet {sheet} of envelope {number} is missing: it stays open until that is found or printed again."
            ),
        ),
        ("ほかの封筒を先に進めてください。", "Go on with other envelopes."),
    )
}

pub(crate) fn reported_missing(code: &str, row: &SheetRow) -> Complaint {
    wrong(
        code,
        "sheet_missing",
        (
            format!("行方不明として記録した{}枚目です。ここにありました。", row.sheet),
            format!("This is sheet {}, which was reported as missing.", row.sheet),
        ),
        ("先に「見つかった」と記録してください。", "Record first that it was found."),
    )
}

fn still_missing(sheet: i64, envelope: i64) -> Complaint {
    wrong(
        &sheet.to_string(),
        "sheet_missing",
        (
            format!("{sheet}枚目（封筒{envelope}）は行方不明のままです。"),
            format!("Sheet {sheet} (envelope {envelope}) is still missing."),
        ),
        ("見つけるか、刷り直してください。", "Find it, or print it again."),
    )
}

fn bundle_first(code: &str) -> Complaint {
    wrong(
        code,
        "bundle_first",
        ("どの梱包か、まだ読み取っていません。".into(), "No bundle was scanned yet.".into()),
        ("先に仕切り紙を読み取ってください。", "Scan the separator first."),
    )
}

fn other_bundle(code: &str, number: i64, own: &str, other: &str) -> Complaint {
    wrong(
        code,
        "other_bundle",
        (
            format!("封筒{number}は{own}の梱包のものです。{other}の梱包には入れません。"),
            format!("Envelope {number} belongs to the bundle of {own}, not of {other}."),
        ),
        ("抜いて、正しい梱包に戻してください。", "Take it out and put it where it belongs."),
    )
}

fn bundled_twice(code: &str, number: i64) -> Complaint {
    wrong(
        code,
        "already_bundled",
        (format!("封筒{number}は、もう梱包に入れてあります。"), format!("Envelope {number} is in its bundle already.")),
        ("次の封筒へ進んでください。", "Go on with the next one."),
    )
}

fn not_closed_yet(code: &str, number: i64) -> Complaint {
    wrong(
        code,
        "envelope_open",
        (
            format!("封筒{number}は、封入の読み取りが終わっていません。"),
            format!("Envelope {number} was not scanned to its end."),
        ),
        ("「封入」で封筒と書類を読み取ってください。", "Scan it and its sheets as an insertion."),
    )
}

fn not_bundled(code: &str, number: i64) -> Complaint {
    wrong(
        code,
        "envelope_unbundled",
        (format!("封筒{number}は、まだ梱包に入れていません。"), format!("Envelope {number} is in no bundle yet.")),
        ("「梱包」で読み取ってください。", "Scan it into its bundle."),
    )
}

fn still_here(code: &str, name: &str) -> Complaint {
    wrong(
        code,
        "bundle_still_here",
        (format!("{name}の梱包は、まだ引き渡していません。"), format!("The bundle of {name} is not handed over yet.")),
        ("「引渡し」で仕切り紙と宛名を読み取ってください。", "Scan its separator and its label."),
    )
}

fn same_side(code: &str, label: bool) -> Complaint {
    let (ja, en) = if label {
        ("宛名を続けて読み取りました。", "Two labels were scanned.")
    } else {
        ("仕切り紙を続けて読み取りました。", "Two separators were scanned.")
    };
    wrong(
        code,
        "same_side",
        (ja.into(), en.into()),
        ("梱包の仕切り紙と宛名を一つずつ読み取ってください。", "Scan one separator and one label."),
    )
}

fn crossed(code: &str, inside: &str, outside: &str) -> Complaint {
    wrong(
        code,
        "bundle_crossed",
        (
            format!("この梱包は{inside}のもの、宛名は{outside}のものです。入れ違いです。"),
            format!("This bundle is that of {inside}, the label that of {outside}: they are crossed."),
        ),
        ("引き渡さずに、宛名を付け直してください。", "Do not hand it over; change the label."),
    )
}

fn handed_over_before(code: &str, name: &str) -> Complaint {
    wrong(
        code,
        "already_handed_over",
        (format!("{name}の梱包は、もう引き渡してあります。"), format!("The bundle of {name} was handed over already.")),
        ("同じ宛名の梱包がほかにないか確かめてください。", "See whether there is another under the same label."),
    )
}

fn not_full(code: &str, name: &str, left: usize) -> Complaint {
    wrong(
        code,
        "bundle_unfinished",
        (format!("{name}の梱包は、あと{left}通足りません。"), format!("The bundle of {name} lacks {left} envelopes.")),
        ("「梱包」で残りの封筒を読み取ってください。", "Scan the others into it first."),
    )
}

fn nothing_missing(code: &str) -> Complaint {
    wrong(
        code,
        "nothing_missing",
        (
            "この束に、行方不明の紙はありません。読み直しは要りません。".into(),
            "No sheet of this batch is missing: nothing is recounted.".into(),
        ),
        ("行方不明の紙があれば、先に記録してください。", "Report what is missing first."),
    )
}

fn not_to_be_recounted(code: &str, number: i64) -> Complaint {
    wrong(
        code,
        "recounted",
        (
            format!("封筒{number}は、読み直しが済んでいるか、まだ閉じていません。"),
            format!("Envelope {number} was recounted already, or is not closed."),
        ),
        ("次の封筒へ進んでください。", "Go on with the next one."),
    )
}

fn opened_already(code: &str, number: i64) -> Complaint {
    wrong(
        code,
        "recounted",
        (format!("封筒{number}は開けてあります。"), format!("Envelope {number} is open already.")),
        ("「封入」でもう一度、封筒と書類を読み取ってください。", "Scan it and its sheets anew as an insertion."),
    )
}

fn colleague_closed(number: i64) -> Complaint {
    wrong(
        &number.to_string(),
        FASTER,
        (
            format!("ほかの担当者が、封筒{number}を先に記録しました。今回は何も記録していません。"),
            format!("A colleague has just recorded envelope {number}. Nothing was recorded now."),
        ),
        ("手元の紙と、封入の記録を見比べてください。", "Compare what is in hand with the record."),
    )
}

fn colleague_bundled(number: i64) -> Complaint {
    wrong(
        &number.to_string(),
        FASTER,
        (
            format!("ほかの担当者が、封筒{number}を先に記録しました。今回は何も記録していません。"),
            format!("A colleague has just recorded envelope {number}. Nothing was recorded now."),
        ),
        ("封入の記録を見てください。", "Look at the record."),
    )
}
