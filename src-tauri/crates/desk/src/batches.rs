//! Batches on record: what was frozen, its pages as pictures, and that it went to the post.

use std::collections::HashMap;

use ledger::{Batch, BatchId, Bulk, PaperLife, Step};
use papers::{Layout, Run};
use rules::calendar::Day;

use crate::plan::sender;
use crate::print::unknown;
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
        let mut found = Vec::new();
        let steps = self.ledger.releases(Bulk::Print, None, self.ledger.now_known()?)?;
        let unposted: HashMap<BatchId, PaperLife> = self.ledger.unposted()?.into_iter().collect();
        for batch in self.ledger.batches()?.into_iter().rev() {
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
                state: unposted.get(&batch.id).copied().unwrap_or(PaperLife::Posted).code(),
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
        let pages = sheets.len() * 2;
        let at = page.checked_sub(1).filter(|at| *at < pages).ok_or_else(|| unknown(code))?;
        let society = sender(&setting.society, &setting.policy);
        let one = std::slice::from_ref(&sheets[at / 2]);
        let run = Run { kind, layout: &layout, society: &society, batch: &batch.code, on: batch.on, sheets: one };
        let (pdf, own) = papers::first_sheet(&run)?;
        let png = papers::picture(&pdf, own.start + at % own.len().max(1), if fine { FINE } else { SCALE })
            .ok_or_else(|| unknown(code))?;
        Ok(PagePicture { page, pages, png })
    }

    /// Records that a batch came out of a printer without going through a folder.
    ///
    /// # Errors
    /// When there is no such batch, or the ledger cannot be written.
    pub fn printed(&mut self, code: &str, occasion: &Occasion) -> Result<(), Failure> {
        self.must(Permission::Print)?;
        let (batch, kind) = self.printable_batch(code)?;
        let (_, _, papers) = self.sheets_of(&batch, kind)?;
        let step = self.may_print(&batch, papers.len(), occasion)?;
        self.record_printed(&batch, &papers, step, occasion)
    }

    /// Records that everything of a batch went to the post.
    ///
    /// # Errors
    /// When there is no such batch, it is not printed yet, or the ledger cannot be written.
    pub fn post(&mut self, code: &str, on: Day, occasion: &Occasion) -> Result<(), Failure> {
        self.must(Permission::Print)?;
        let (batch, kind) = self.printable_batch(code)?;
        let (_, _, papers) = self.sheets_of(&batch, kind)?;
        if papers.iter().any(|paper| paper.life == PaperLife::Planned) {
            return Err(crate::print::not_printed(code));
        }
        let act = ledger::NewAct { subject: Some(batch.code.clone()), on, ..self.act_of("post", occasion) };
        self.ledger.act::<(), Failure>(act, |entry| {
            for paper in papers.iter().filter(|paper| paper.life == PaperLife::Printed) {
                entry.paper_event(paper.id, on.max(paper.issued), PaperLife::Posted, None)?;
            }
            Ok(())
        })?;
        Ok(())
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
