//! Batches on record: what was frozen, its pages as pictures, that it went to the post, or that it was taken back.

use std::collections::{HashMap, HashSet};

use ledger::{ActSeq, Batch, BatchId, Bulk, Known, MemberId, PaperLife, PaperState, State, Step};
use papers::{Layout, Run};
use rules::calendar::Day;
use rules::words::{Complaint, Said, Weight};

use crate::colleague::FASTER;
use crate::print::{FAR_FUTURE, unknown};
use crate::release::SINGLE;
use crate::roles::Permission;
use crate::wire::{BatchOnRecord, PagePicture};
use crate::{Desk, Failure, Occasion};

/// Pixels of a page's picture for each of its points: about 110 to the inch.
pub(crate) const SCALE: f32 = 1.5;
/// For a printer: 240 to the inch, four times the modules of the smallest code.
const FINE: f32 = 240.0 / 72.0;

impl Desk {
    /// Every batch, the latest first.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn batches(&self) -> Result<Vec<BatchOnRecord>, Failure> {
        self.must(Permission::View)?;
        self.on_record(self.ledger.batches()?.into_iter().rev())
    }

    /// One batch.
    ///
    /// # Errors
    /// When there is no such batch, or the ledger cannot be read.
    pub fn batch(&self, code: &str) -> Result<BatchOnRecord, Failure> {
        self.must(Permission::View)?;
        let (batch, _) = self.printable_batch(code)?;
        self.on_record(std::iter::once(batch))?.pop().ok_or_else(|| unknown(code))
    }

    fn on_record(&self, batches: impl Iterator<Item = Batch>) -> Result<Vec<BatchOnRecord>, Failure> {
        let mut found = Vec::new();
        let steps = self.ledger.releases(Bulk::Print, None, self.ledger.now_known()?)?;
        let lives: HashMap<BatchId, PaperLife> = self.ledger.batch_lives()?.into_iter().collect();
        for batch in batches {
            let sheets = self.ledger.sheets(batch.id)?;
            let act = self.ledger.acts(batch.act.0..=batch.act.0)?.pop();
            found.push(BatchOnRecord {
                batch: batch.code.clone(),
                kind: batch.kind.code(),
                on: batch.on,
                at: act.as_ref().map(|act| act.at.text().to_owned()).unwrap_or_default(),
                operator: act.map(|act| act.operator).unwrap_or_default(),
                sheets: sheets.len(),
                envelopes: sheets.iter().map(|sheet| sheet.envelope).max().unwrap_or(0).unsigned_abs() as usize,
                state: lives.get(&batch.id).copied().unwrap_or(PaperLife::Posted).code(),
                closed: self.ledger.batch_closed(batch.id)?,
                alone: steps.iter().any(|one| one.subject == batch.code && one.step == Step::Alone),
            });
        }
        Ok(found)
    }

    /// A page of a batch as it is printed, as a PNG, `fine` enough for a printer or for the screen; pages are counted from 1.
    ///
    /// # Errors
    /// When there is no such batch or page.
    pub fn page(&self, code: &str, page: usize, fine: bool) -> Result<PagePicture, Failure> {
        self.must(Permission::Print)?;
        let (batch, kind) = self.printable_batch(code)?;
        let (setting, sheets, _) = self.sheets_of(&batch, kind)?;
        let layout = self.layout_of(&batch, code)?;
        let each = layout.pages_per_sheet();
        let pages = sheets.len() * each;
        let at = page.checked_sub(1).filter(|at| *at < pages).ok_or_else(|| unknown(code))?;
        if fine {
            self.none_missing(&batch)?;
        }
        let society = setting.sender();
        let one = std::slice::from_ref(&sheets[at / each]);
        let run = Run { kind, layout: &layout, society: &society, batch: &batch.code, on: batch.on, sheets: one };
        let (pdf, own) = papers::first_sheet(&run)?;
        let png = papers::picture(&pdf, own.start + at % own.len().max(1), if fine { FINE } else { SCALE })
            .ok_or_else(|| unknown(code))?;
        let shown = &sheets[at / each].member;
        self.showing("page", Some(&batch.code), || {
            Ok((PagePicture { page, pages, png }, self.ledger.member_by_code(shown)?.into_iter().collect()))
        })
    }

    /// May a batch go straight to a printer now? Asked before its first page leaves the program, since no page can be called back.
    ///
    /// # Errors
    /// As [`Desk::print`] before it writes anything.
    pub fn may_go_out(&self, code: &str, occasion: &Occasion) -> Result<(), Failure> {
        self.must(Permission::Print)?;
        let (batch, kind) = self.printable_batch(code)?;
        let (setting, sheets, papers) = self.sheets_of(&batch, kind)?;
        self.may_print(&batch, &papers, occasion)?;
        self.later_of(&batch, kind, &papers, occasion)?;
        let complaints = crate::plan::check(&setting, &self.layout_of(&batch, code)?, &batch.code, &sheets);
        if !complaints.is_empty() {
            return Err(Failure::refused(complaints));
        }
        self.of_one_relation(&batch, &setting, &sheets, &papers)
    }

    /// Records that a batch came out of a printer without going through a folder.
    ///
    /// # Errors
    /// When there is no such batch, or the ledger cannot be written.
    pub fn printed(&mut self, code: &str, occasion: &Occasion) -> Result<(), Failure> {
        self.must(Permission::Print)?;
        let (batch, kind) = self.printable_batch(code)?;
        let (setting, sheets, papers) = self.sheets_of(&batch, kind)?;
        self.of_one_relation(&batch, &setting, &sheets, &papers)?;
        let step = self.may_print(&batch, &papers, occasion)?;
        self.later_of(&batch, kind, &papers, occasion)?;
        // The pages came from here one by one; what they are as a whole is on record as of any other printing.
        let layout = self.layout_of(&batch, code)?;
        let society = setting.sender();
        let run = Run { kind, layout: &layout, society: &society, batch: &batch.code, on: batch.on, sheets: &sheets };
        let volumes = papers::render_rest(&run, &|_| None, &mut |_, _| Ok(()))?;
        let made = Desk::made(&batch, &setting, &layout, &sheets, &volumes)?;
        self.record_printed(&batch, &papers, step, Some(&made), occasion)
    }

    /// Records that everything of a batch went to the post.
    ///
    /// # Errors
    /// When there is no such batch, it is not printed yet or only later, the day is still to come, or the ledger cannot be written.
    pub fn post(&mut self, code: &str, on: Day, occasion: &Occasion) -> Result<(), Failure> {
        self.must(Permission::Print)?;
        self.has_come(on, occasion)?;
        let head = self.head_now()?;
        let (batch, kind) = self.printable_batch(code)?;
        let (_, _, papers) = self.sheets_of(&batch, kind)?;
        not_withdrawn(&batch, papers.iter().map(|paper| paper.life))?;
        if papers.iter().any(|paper| paper.life == PaperLife::Planned) {
            return Err(crate::print::not_printed(code));
        }
        self.gives_nobody_away(&batch, &papers, &crate::shield::INSIDE)?;
        self.none_missing(&batch)?;
        let mut open = self.left_open(&batch)?;
        if !open.is_empty() {
            open.truncate(crate::sheets::NAMED);
            return Err(Failure::refused(open));
        }
        let inside = |paper: &&PaperState| matches!(paper.life, PaperLife::Printed | PaperLife::Inserted);
        if papers.iter().any(|paper| paper.life == PaperLife::Printed && paper.since.is_some_and(|since| on < since)) {
            return Err(posted_before_printed(code));
        }
        if papers.iter().any(|paper| inside(&paper)) {
            self.nothing_later(&batch, kind, &papers, occasion)?;
        }
        let act = ledger::NewAct { subject: Some(batch.code.clone()), on, ..self.act_of("post", occasion) };
        let posted = self.ledger.act::<(), Failure>(act, |entry| {
            for paper in papers.iter().filter(inside) {
                // A colleague may have recorded something of it a moment ago.
                if entry.seq().0 != head.0 + 1 {
                    let now = entry.state(paper.member, FAR_FUTURE)?.and_then(|now| {
                        now.papers.into_iter().find(|one| one.id == paper.id).map(|one| (one.life, one.since))
                    });
                    if now != Some((paper.life, paper.since)) {
                        return Err(changed_meanwhile(&batch.code));
                    }
                }
                entry.paper_event(paper.id, on.max(paper.issued), PaperLife::Posted, None)?;
            }
            Ok(())
        });
        posted.map_err(|failure| self.naming(head, failure))?;
        Ok(())
    }

    /// Takes back a batch of which nothing has been printed: its papers are void, the certificates that they would have
    /// replaced stand again, and so does a need for assistance that it had made a standing one.
    ///
    /// # Errors
    /// When there is no such batch, something of it has left the printer, or the ledger cannot be written.
    pub fn withdraw(&mut self, code: &str, occasion: &Occasion) -> Result<(), Failure> {
        self.must(Permission::Print)?;
        let (batch, _) = self.printable_batch(code)?;
        let members: HashSet<MemberId> = self.ledger.sheets(batch.id)?.iter().map(|row| row.member).collect();
        if members.len() > SINGLE {
            self.must(Permission::PrintMany)?;
        }
        let before = self.states_of(&members, batch.on, Known::after(ActSeq(batch.act.0 - 1)))?;
        let at_last = self.states_of(&members, FAR_FUTURE, Known::after(ActSeq(batch.act.0 - 1)))?;
        let frozen = self.states_of(&members, batch.on, batch.known)?;
        let now = self.states_of(&members, FAR_FUTURE, self.ledger.now_known()?)?;
        let own = |state: &State| -> Vec<PaperState> {
            state.papers.iter().filter(|paper| paper.batch == Some(batch.id)).cloned().collect()
        };
        let papers: Vec<PaperState> = now.values().flat_map(own).collect();
        let act =
            ledger::NewAct { subject: Some(batch.code.clone()), on: batch.on, ..self.act_of("withdraw", occasion) };
        self.ledger.act::<(), Failure>(act, |entry| {
            // Somebody else may have printed it a moment ago.
            let lives = entry.lives_of(batch.id)?;
            not_withdrawn(&batch, lives.iter().copied())?;
            if lives.iter().any(|life| *life != PaperLife::Planned) {
                return Err(already_printed(code));
            }
            for paper in &papers {
                entry.paper_event(paper.id, paper.issued, PaperLife::Void, None)?;
            }
            for (member, before) in &before {
                let (Some(frozen), Some(now)) = (frozen.get(member), now.get(member)) else { continue };
                for paper in &before.papers {
                    let replaced = |state: &State| {
                        state.papers.iter().any(|one| one.id == paper.id && one.life == PaperLife::Replaced)
                    };
                    if !replaced(before) && replaced(frozen) {
                        // As it was on that day, and as it went on from there.
                        entry.paper_event(paper.id, batch.on, paper.life, None)?;
                        let on =
                            at_last.get(member).and_then(|state| state.papers.iter().find(|one| one.id == paper.id));
                        if let Some((life, since)) =
                            on.and_then(|one| Some((one.life, one.since.filter(|day| batch.on < *day)?)))
                        {
                            entry.paper_event(paper.id, since, life, None)?;
                        }
                    }
                }
                let (then, since) = (&before.circumstance, &frozen.circumstance);
                if then != since && *since == now.circumstance {
                    entry.circumstance(*member, batch.on, then)?;
                }
            }
            Ok(())
        })?;
        Ok(())
    }

    fn states_of(
        &self,
        members: &HashSet<MemberId>,
        on: Day,
        known: Known,
    ) -> Result<HashMap<MemberId, State>, Failure> {
        let mut states = HashMap::with_capacity(members.len());
        self.each_of(Some(members), on, known, &mut |state| {
            states.insert(state.id, state);
        })?;
        Ok(states)
    }

    pub(crate) fn layout_of(&self, batch: &Batch, code: &str) -> Result<Layout, Failure> {
        let (name, text) = batch
            .layout
            .as_ref()
            .map(|seal| self.ledger.layout(seal))
            .transpose()?
            .flatten()
            .ok_or_else(|| unknown(code))?;
        Layout::read(&text, &name).map_err(Failure::others)
    }
}

/// What was taken back is neither printed nor posted.
pub(crate) fn not_withdrawn(batch: &Batch, mut lives: impl Iterator<Item = PaperLife>) -> Result<(), Failure> {
    if lives.all(|life| life != PaperLife::Void) {
        return Ok(());
    }
    Err(Failure::usage(Complaint {
        place: batch.code.clone(),
        code: "batch_withdrawn",
        weight: Weight::Refusal,
        sentence: Said::new("この束は取り消されています。", "This batch was taken back."),
        hint: Said::new("必要であれば、新しい束を確定してください。", "Freeze a new batch if it is needed."),
    }))
}

/// What is not printed yet cannot have been posted.
fn changed_meanwhile(code: &str) -> Failure {
    Failure::refused(vec![Complaint {
        place: code.to_owned(),
        code: FASTER,
        weight: Weight::Refusal,
        sentence: Said::new(
            "ほかの担当者が、この束の書類を先に記録しました。今回は何も記録していません。",
            "A colleague has just recorded something of this batch. Nothing was recorded now.",
        ),
        hint: Said::new("束の内訳を見てから、もう一度記録してください。", "Look at its sheets first."),
    }])
}

fn posted_before_printed(code: &str) -> Failure {
    Failure::usage(Complaint {
        place: code.to_owned(),
        code: "posted_before_printed",
        weight: Weight::Refusal,
        sentence: Said::new("発送日が印刷した日より前です。", "The day of posting lies before the day of printing."),
        hint: Said::new("発送日を確かめてください。", "Look at the day of posting again."),
    })
}

/// Only what nobody can hold in hand is taken back.
fn already_printed(code: &str) -> Failure {
    Failure::usage(Complaint {
        place: code.to_owned(),
        code: "already_printed",
        weight: Weight::Refusal,
        sentence: Said::new(
            "すでに印刷したか、ほかの書類に差し替えた書類があるため、この束は取り消せません。台帳は元のままです。",
            "Papers of this batch were printed or replaced already, so it cannot be taken back. The ledger is as it was.",
        ),
        hint: Said::new(
            "印刷した書類が使われていないことを確かめ、必要な方には新しい書類を交付してください。",
            "See that what was printed is not used, and issue new papers to those who need them.",
        ),
    })
}
