//! The ledger itself: made, opened, asked, and written to by acts.

use std::ops::{ControlFlow, RangeInclusive};
use std::path::Path;

use rules::calendar::Day;

use crate::acts::{Act, Known, Moment, NewAct};
use crate::entry::Entry;
use crate::error::{Error, Result};
use crate::facts::{
    ActSeq, Batch, BatchId, Employer, Event, HouseholdId, ImportRow, MemberId, PaperId, SheetRow, Society, State,
};
use crate::keys::Passphrase;
use crate::verify::Verification;

fn soon<T>() -> Result<T> {
    Err(Error::Refused("not written yet".to_owned()))
}

/// An open ledger.
pub struct Ledger {}

#[expect(unused_variables, clippy::unused_self, reason = "the signatures come first")]
impl Ledger {
    /// Makes a new ledger and its key file; an existing file is refused, and nothing is left behind when it fails.
    pub fn create(path: &Path, passphrase: &Passphrase, at: &Moment) -> Result<Ledger> {
        soon()
    }
    /// Opens a ledger.
    pub fn open(path: &Path, passphrase: &Passphrase) -> Result<Ledger> {
        soon()
    }
    /// Takes a ledger that was just made, and holds no act, off the disk again.
    pub fn discard(self) {}
    /// Does an act: everything that `f` enters is written as a whole and signed, or nothing is.
    pub fn act<T, E: From<Error>>(
        &mut self,
        act: NewAct,
        f: impl FnOnce(&mut Entry) -> Result<T, E>,
    ) -> Result<(ActSeq, T), E> {
        Err(E::from(Error::Refused("not written yet".to_owned())))
    }
    /// Everything that is known now.
    pub fn now_known(&self) -> Result<Known> {
        soon()
    }
    /// What was known at a moment.
    pub fn known_at(&self, moment: &Moment) -> Result<Known> {
        soon()
    }
    /// One member on a day.
    pub fn state(&self, member: MemberId, on: Day, known: Known) -> Result<Option<State>> {
        soon()
    }
    /// Every member on a day, in the order of their numbers.
    pub fn states(&self, on: Day, known: Known, each: &mut dyn FnMut(State) -> Result<ControlFlow<()>>) -> Result<()> {
        soon()
    }
    /// Steps through what `states` reads, without making anything of it; the number of rows.
    pub fn read_facts(&self, known: Known) -> Result<u64> {
        soon()
    }
    /// What the ledger recorded of a member, in the order of days.
    pub fn timeline(&self, member: MemberId, known: Known) -> Result<Vec<Event>> {
        soon()
    }
    /// One box: the members that fit, best first.
    pub fn find(&self, query: &str, limit: usize) -> Result<Vec<MemberId>> {
        soon()
    }
    /// The members that ever had a number.
    pub fn members_with_number(&self, symbol_key: Option<&str>, number_key: &str) -> Result<Vec<MemberId>> {
        soon()
    }
    /// The members born on a day that ever had a name of that kana.
    pub fn members_born_with_kana(&self, born: Day, kana_key: &str) -> Result<Vec<MemberId>> {
        soon()
    }
    /// The member of a management code.
    pub fn member_by_code(&self, code: &str) -> Result<Option<MemberId>> {
        soon()
    }
    /// The paper of a management code, and whose it is.
    pub fn paper_by_code(&self, code: &str) -> Result<Option<(PaperId, MemberId)>> {
        soon()
    }
    /// The members of a household on a day.
    pub fn household(&self, household: HouseholdId, on: Day, known: Known) -> Result<Vec<State>> {
        soon()
    }
    /// The society as last recorded.
    pub fn society(&self, known: Known) -> Result<Option<Society>> {
        soon()
    }
    /// The employers on a day, by code.
    pub fn employers(&self, on: Day, known: Known) -> Result<Vec<Employer>> {
        soon()
    }
    /// The policies, as the TOML text that was recorded last.
    pub fn policy_text(&self, known: Known) -> Result<Option<String>> {
        soon()
    }
    /// A layout's name and text, by the seal of the text.
    pub fn layout(&self, sha256: &str) -> Result<Option<(String, String)>> {
        soon()
    }
    /// A batch.
    pub fn batch(&self, id: BatchId) -> Result<Option<Batch>> {
        soon()
    }
    /// The batch of a management code.
    pub fn batch_by_code(&self, code: &str) -> Result<Option<Batch>> {
        soon()
    }
    /// Every batch, in the order of their numbers.
    pub fn batches(&self) -> Result<Vec<Batch>> {
        soon()
    }
    /// The sheets of a batch, in the order of printing.
    pub fn sheets(&self, batch: BatchId) -> Result<Vec<SheetRow>> {
        soon()
    }
    /// Every import, in the order of their numbers.
    pub fn imports(&self) -> Result<Vec<ImportRow>> {
        soon()
    }
    /// The import of a file with these very bytes.
    pub fn import_with_sha(&self, sha256: &str) -> Result<Option<ImportRow>> {
        soon()
    }
    /// The acts of a range, in their order.
    pub fn acts(&self, range: RangeInclusive<i64>) -> Result<Vec<Act>> {
        soon()
    }
    /// The last act and the head of the chain; act 0 and zeros when there is none.
    pub fn head(&self) -> Result<(ActSeq, [u8; 32])> {
        soon()
    }
    /// Checks everything.
    pub fn verify(&self) -> Result<Verification> {
        soon()
    }
}
