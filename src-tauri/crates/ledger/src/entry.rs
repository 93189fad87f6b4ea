//! The one way to write: what an act enters.

use rules::calendar::Day;

use crate::acts::Known;
use crate::error::{Error, Result};
use crate::facts::{
    ActSeq, AddressKind, Addressed, BatchId, Circumstance, Coverage, DecisionRow, Employer, HouseholdId, LastFourFact,
    Layer, MemberId, Myna, Named, NewApplication, NewBatch, NewImport, NewPaper, PaperId, PaperLife, Person, SheetRow,
    Society, State,
};

fn soon<T>() -> Result<T> {
    Err(Error::Refused("not written yet".to_owned()))
}

/// What an act enters. It also reads, and sees what it has just entered ([`Entry::known`]).
pub struct Entry {}

#[expect(unused_variables, clippy::unused_self, clippy::needless_pass_by_ref_mut, reason = "the signatures come first")]
impl Entry {
    /// The act's number.
    #[must_use]
    pub fn seq(&self) -> ActSeq {
        ActSeq(0)
    }
    /// Everything that is known, what this act has entered so far included.
    #[must_use]
    pub fn known(&self) -> Known {
        Known(0)
    }
    /// The cell or line that the next facts come from, until another is named.
    pub fn from_place(&mut self, place: Option<&str>) {}
    /// A new member.
    pub fn add_member(&mut self, person: &Person) -> Result<MemberId> {
        soon()
    }
    /// Birth and sex.
    pub fn person(&mut self, member: MemberId, from: Day, person: &Person) -> Result<()> {
        soon()
    }
    /// A new household.
    pub fn household(&mut self) -> Result<HouseholdId> {
        soon()
    }
    /// 資格
    pub fn cover(&mut self, member: MemberId, from: Day, coverage: &Coverage) -> Result<()> {
        soon()
    }
    /// Takes the coverage of that very day back.
    pub fn withdraw_coverage(&mut self, member: MemberId, from: Day) -> Result<()> {
        soon()
    }
    /// A spelling of the name.
    pub fn name(&mut self, member: MemberId, layer: Layer, from: Day, named: &Named) -> Result<()> {
        soon()
    }
    /// An address.
    pub fn address(&mut self, member: MemberId, kind: AddressKind, from: Day, addressed: &Addressed) -> Result<()> {
        soon()
    }
    /// マイナ保険証
    pub fn myna(&mut self, member: MemberId, from: Day, myna: &Myna) -> Result<()> {
        soon()
    }
    /// 下4桁
    pub fn last_four(&mut self, member: MemberId, from: Day, last_four: &LastFourFact) -> Result<()> {
        soon()
    }
    /// What else decides.
    pub fn circumstance(&mut self, member: MemberId, from: Day, circumstance: &Circumstance) -> Result<()> {
        soon()
    }
    /// An application; its number.
    pub fn application(&mut self, member: MemberId, application: &NewApplication) -> Result<i64> {
        soon()
    }
    /// The society.
    pub fn society(&mut self, from: Day, society: &Society) -> Result<()> {
        soon()
    }
    /// An employer.
    pub fn employer(&mut self, from: Day, employer: &Employer) -> Result<()> {
        soon()
    }
    /// The policies, as TOML text.
    pub fn policy(&mut self, text: &str) -> Result<()> {
        soon()
    }
    /// A layout; the seal of its text, by which batches name it. The same text twice is one layout.
    pub fn layout(&mut self, name: &str, text: &str) -> Result<String> {
        soon()
    }
    /// A decision.
    pub fn decision(&mut self, decision: &DecisionRow) -> Result<()> {
        soon()
    }
    /// A batch and its code.
    pub fn batch(&mut self, batch: &NewBatch) -> Result<(BatchId, String)> {
        soon()
    }
    /// A paper and its code.
    pub fn paper(&mut self, paper: &NewPaper) -> Result<(PaperId, String)> {
        soon()
    }
    /// A paper's life goes on.
    pub fn paper_event(&mut self, paper: PaperId, on: Day, life: PaperLife, note: Option<&str>) -> Result<()> {
        soon()
    }
    /// A sheet.
    pub fn sheet(&mut self, sheet: &SheetRow) -> Result<()> {
        soon()
    }
    /// An import; its number.
    pub fn import(&mut self, import: &NewImport) -> Result<i64> {
        soon()
    }
    /// One member on a day, as this act leaves it so far.
    pub fn state(&self, member: MemberId, on: Day) -> Result<Option<State>> {
        soon()
    }
    /// As [`crate::Ledger::members_with_number`], what this act entered included.
    pub fn members_with_number(&mut self, symbol_key: Option<&str>, number_key: &str) -> Result<Vec<MemberId>> {
        soon()
    }
    /// As [`crate::Ledger::members_born_with_kana`], what this act entered included.
    pub fn members_born_with_kana(&mut self, born: Day, kana_key: &str) -> Result<Vec<MemberId>> {
        soon()
    }
}
