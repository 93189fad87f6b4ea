//! The one way to write: what an act enters.

use std::collections::BTreeMap;

use rules::calendar::Day;
use rules::retention::Kind;
use rules::words::fold::kana_key;

use crate::acts::{Known, Moment, NewAct};
use crate::codes;
use crate::door::{Q, Table, Tx, Val, sql};
use crate::error::{Error, Result};
use crate::facts::{
    ActSeq, AddressKind, Addressed, BatchId, Circumstance, Coverage, DecisionRow, Employer, Fee, Form, HouseholdId,
    LastFourFact, Layer, MemberId, Myna, Named, NewApplication, NewBatch, NewImport, NewPaper, PaperId, PaperLife,
    Person, SheetRow, Society, State,
};
use crate::keys::{self, Holder, Keys, NewSlot};
use crate::operators::{Bulk, Operator, Step, is_operator_code};
use crate::parts::{Hidden, PART};
use crate::seal::{Sealer, Sum, sha256};
use crate::touched::Whom;
use crate::{deletion, history, search, tables};

/// So many terms of the index are gathered before they are written in their order: it is a tree by terms, and members come
/// in another order.
const TERMS_AT_ONCE: usize = 200_000;

/// What an act enters. It also reads, and sees what it has just entered ([`Entry::known`]).
pub struct Entry<'a> {
    pub(crate) tx: &'a Tx,
    sealer: &'a Sealer,
    keys: &'a Keys,
    seq: i64,
    on: Day,
    /// The act itself when it is a part of an import: what it says is not known yet.
    part: i64,
    line: i64,
    place: Option<String>,
    parts: BTreeMap<&'static str, Sum>,
    whom: Whom,
    terms: Vec<(&'static str, String, i64)>,
    known_as: KnownAs,
    /// Asked once.
    hidden: Option<Hidden>,
    next: Next,
    salts: Salts,
    /// The sums of what this act deletes, by table and the act that wrote it.
    gone: BTreeMap<(&'static str, i64), Sum>,
    random: (Vec<u8>, usize),
}

/// The salts of the member written last, by kind.
#[derive(Default)]
struct Salts {
    member: i64,
    of: Vec<(&'static str, [u8; 16])>,
}

/// The birth dates and folded kana of the member written last: an import writes one member after the other, and the index
/// holds both together.
#[derive(Default)]
struct KnownAs {
    member: i64,
    births: Vec<Day>,
    kanas: Vec<String>,
}

/// The last numbers given, each asked of the ledger once.
#[derive(Default)]
struct Next {
    member: Option<i64>,
    household: Option<i64>,
    application: Option<i64>,
    paper: Option<i64>,
    batch: Option<i64>,
    import: Option<i64>,
}

fn next(tx: &Tx, last: &mut Option<i64>, q: &'static Q) -> Result<i64> {
    let before = match *last {
        Some(before) => before,
        None => tx.one(q, &[], |row| row.int(0))?.unwrap_or(0),
    };
    *last = Some(before + 1);
    Ok(before + 1)
}

impl<'a> Entry<'a> {
    pub(crate) fn new(tx: &'a Tx, sealer: &'a Sealer, keys: &'a Keys, seq: i64, act: &NewAct) -> Entry<'a> {
        Entry {
            tx,
            sealer,
            keys,
            seq,
            on: act.on,
            part: if act.kind == PART { seq } else { 0 },
            line: 0,
            place: None,
            parts: BTreeMap::new(),
            whom: Whom::default(),
            terms: Vec::new(),
            known_as: KnownAs::default(),
            hidden: None,
            next: Next::default(),
            salts: Salts::default(),
            gone: BTreeMap::new(),
            random: (Vec::new(), 0),
        }
    }

    /// The act's number.
    #[must_use]
    pub fn seq(&self) -> ActSeq {
        ActSeq(self.seq)
    }

    /// Everything that is known, what this act has entered so far included.
    #[must_use]
    pub fn known(&self) -> Known {
        Known(self.seq)
    }

    /// The cell or line that the next facts of members come from (`名簿!D17`), until another is named.
    pub fn from_place(&mut self, place: Option<&str>) {
        self.place = place.map(str::to_owned);
    }

    /// A new member, with birth and sex as they always were.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub fn add_member(&mut self, person: &Person) -> Result<MemberId> {
        let id = next(self.tx, &mut self.next.member, sql!("members/last.sql"))?;
        let code = self.code(codes::Kind::Member)?;
        let (act, line) = self.line();
        self.write(&tables::MEMBER, &[id.into(), Val::from(&code), act, line])?;
        self.known_as = KnownAs { member: id, ..KnownAs::default() };
        self.person(MemberId(id), person.born.unwrap_or(self.on), person)?;
        Ok(MemberId(id))
    }

    /// Birth and sex: a correction, from a day on.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is no such member.
    pub fn person(&mut self, member: MemberId, from: Day, person: &Person) -> Result<()> {
        search::of_person(person, |(kind, term)| self.terms.push((kind, term, member.0)));
        if let Some(born) = person.born {
            let KnownAs { births, kanas, .. } = self.known_as(member)?;
            let terms: Vec<_> = kanas.iter().map(|kana| search::of_who(born, kana)).collect();
            births.push(born);
            self.terms.extend(terms.into_iter().map(|(kind, term)| (kind, term, member.0)));
        }
        let values = [person.born.into(), person.sex.map(rules::words::Sex::code).into()];
        self.fact(&tables::PERSON, member, None, from, Some(&values))
    }

    /// Takes the birth and sex of that very from-day back.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is no such member.
    pub fn withdraw_person(&mut self, member: MemberId, from: Day) -> Result<()> {
        self.fact(&tables::PERSON, member, None, from, None)
    }

    /// A new household.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub fn household(&mut self) -> Result<HouseholdId> {
        let id = next(self.tx, &mut self.next.household, sql!("members/last_household.sql"))?;
        let (act, line) = self.line();
        self.write(&tables::HOUSEHOLD, &[id.into(), act, line])?;
        Ok(HouseholdId(id))
    }

    /// 資格, from a day on. The same from-day again is a correction.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is no such member or household.
    pub fn cover(&mut self, member: MemberId, from: Day, coverage: &Coverage) -> Result<()> {
        search::of_coverage(coverage, |(kind, term)| self.terms.push((kind, term, member.0)));
        let Coverage {
            number,
            employer,
            household,
            relation,
            acquired,
            lost,
            left,
            voluntary_until,
            received,
            staff_number,
        } = coverage;
        let values = [
            Val::from(&number.symbol),
            Val::from(&number.number),
            Val::from(&number.branch),
            employer.as_deref().into(),
            household.0.into(),
            relation.code().into(),
            (*acquired).into(),
            (*lost).into(),
            (*left).into(),
            (*voluntary_until).into(),
            (*received).into(),
            staff_number.as_deref().into(),
        ];
        self.fact(&tables::COVERAGE, member, None, from, Some(&values))
    }

    /// Takes the coverage of that very from-day back.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is no such member.
    pub fn withdraw_coverage(&mut self, member: MemberId, from: Day) -> Result<()> {
        self.fact(&tables::COVERAGE, member, None, from, None)
    }

    /// A spelling of the name, from a day on.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is no such member.
    pub fn name(&mut self, member: MemberId, layer: Layer, from: Day, named: &Named) -> Result<()> {
        search::of_named(named, |(kind, term)| self.terms.push((kind, term, member.0)));
        let kana = kana_key(named.kana.text());
        if !kana.is_empty() {
            let KnownAs { births, kanas, .. } = self.known_as(member)?;
            let terms: Vec<_> = births.iter().map(|born| search::of_who(*born, &kana)).collect();
            kanas.push(kana);
            self.terms.extend(terms.into_iter().map(|(kind, term)| (kind, term, member.0)));
        }
        let values = [named.name.text().into(), named.kana.text().into()];
        self.fact(&tables::NAME, member, Some(layer.code()), from, Some(&values))
    }

    /// Takes the spelling of that very from-day back.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is no such member.
    pub fn withdraw_name(&mut self, member: MemberId, layer: Layer, from: Day) -> Result<()> {
        self.fact(&tables::NAME, member, Some(layer.code()), from, None)
    }

    /// An address, from a day on.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is no such member.
    pub fn address(&mut self, member: MemberId, kind: AddressKind, from: Day, addressed: &Addressed) -> Result<()> {
        let values = [Val::from(&addressed.postcode), addressed.address.text().into()];
        self.fact(&tables::ADDRESS, member, Some(kind.code()), from, Some(&values))
    }

    /// Takes the address of that very from-day back.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is no such member.
    pub fn withdraw_address(&mut self, member: MemberId, kind: AddressKind, from: Day) -> Result<()> {
        self.fact(&tables::ADDRESS, member, Some(kind.code()), from, None)
    }

    /// マイナ保険証, from a day on.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is no such member.
    pub fn myna(&mut self, member: MemberId, from: Day, myna: &Myna) -> Result<()> {
        let values = [
            myna.my_number.code().into(),
            myna.card.code().into(),
            myna.use_registered.code().into(),
            myna.e_certificate_until.into(),
            myna.access.code().into(),
            myna.portal.code().into(),
        ];
        self.fact(&tables::MYNA, member, None, from, Some(&values))
    }

    /// Takes what is known of マイナ保険証 from that very from-day back.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is no such member.
    pub fn withdraw_myna(&mut self, member: MemberId, from: Day) -> Result<()> {
        self.fact(&tables::MYNA, member, None, from, None)
    }

    /// 下4桁, from a day on.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is no such member.
    pub fn last_four(&mut self, member: MemberId, from: Day, last_four: &LastFourFact) -> Result<()> {
        let digits = zeroize::Zeroizing::new(last_four.digits.text());
        let values = [Val::from(digits.as_str()), Val::from(&last_four.state)];
        self.fact(&tables::LAST_FOUR, member, None, from, Some(&values))
    }

    /// Takes the 下4桁 of that very from-day back.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is no such member.
    pub fn withdraw_last_four(&mut self, member: MemberId, from: Day) -> Result<()> {
        self.fact(&tables::LAST_FOUR, member, None, from, None)
    }

    /// What else decides, from a day on.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is no such member, or the ratio is none (1 to 3 tenths).
    pub fn circumstance(&mut self, member: MemberId, from: Day, circumstance: &Circumstance) -> Result<()> {
        let values = [
            circumstance.resident.into(),
            circumstance.assistance.code().into(),
            circumstance.asked_at_enrolment.into(),
            circumstance.old_card_until.into(),
            circumstance.ratio.into(),
        ];
        self.fact(&tables::CIRCUMSTANCE, member, None, from, Some(&values))
    }

    /// Takes the circumstance of that very from-day back.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is no such member.
    pub fn withdraw_circumstance(&mut self, member: MemberId, from: Day) -> Result<()> {
        self.fact(&tables::CIRCUMSTANCE, member, None, from, None)
    }

    /// An application (交付申請); its number.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is no such member.
    pub fn application(&mut self, member: MemberId, application: &NewApplication) -> Result<i64> {
        let id = next(self.tx, &mut self.next.application, sql!("members/last_application.sql"))?;
        let (act, line) = self.line();
        let place = self.place.clone();
        let values = [
            member.0.into(),
            id.into(),
            act,
            line,
            place.as_deref().into(),
            application.reason.code().into(),
            application.on.into(),
        ];
        self.write(&tables::APPLICATION, &values)?;
        Ok(id)
    }

    /// The society, from a day on.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub fn society(&mut self, from: Day, society: &Society) -> Result<()> {
        let (act, line) = self.line();
        let values = [
            from.into(),
            act,
            line,
            Val::from(&society.name),
            Val::from(&society.insurer_number),
            Val::from(&society.postcode),
            Val::from(&society.address),
            Val::from(&society.phone),
            Val::from(&society.portal_url),
            society.training.into(),
            Val::from(&society.notice_layout),
            Val::from(&society.certificate_layout),
            society.last_four_on_notice.into(),
        ];
        self.write(&tables::SOCIETY, &values)
    }

    /// An employer, from a day on.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub fn employer(&mut self, from: Day, employer: &Employer) -> Result<()> {
        let mut terms = Vec::new();
        search::of_employer(employer, |term| terms.push(term));
        for term in &terms {
            self.tx.exec(sql!("search/add_employer.sql"), &[Val::from(term), Val::from(&employer.code)])?;
        }
        let (act, line) = self.line();
        let values = [
            Val::from(&employer.code),
            from.into(),
            act,
            line,
            Val::from(&employer.name),
            Val::from(&employer.symbol),
            employer.postcode.as_deref().into(),
            employer.address.as_deref().into(),
            employer.contact.as_deref().into(),
        ];
        self.write(&tables::EMPLOYER, &values)
    }

    /// The policies, as TOML text. They replace the text recorded before; dates stand in the text itself.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub fn policy(&mut self, text: &str) -> Result<()> {
        let (act, line) = self.line();
        self.write(&tables::POLICY, &[act, line, text.into()])
    }

    /// A layout; the seal of its text, by which batches name it. The same text twice is one layout.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub fn layout(&mut self, name: &str, text: &str) -> Result<String> {
        let seal = sha256(text.as_bytes());
        if crate::society::layout(self.tx, &seal)?.is_none() {
            let (act, line) = self.line();
            self.write(&tables::LAYOUT, &[Val::from(&seal), act, line, name.into(), text.into()])?;
        }
        Ok(seal)
    }

    /// A decision, for the record.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is no such member or batch.
    pub fn decision(&mut self, decision: &DecisionRow) -> Result<()> {
        let (act, line) = self.line();
        let values = [
            decision.member.0.into(),
            decision.on.into(),
            Val::from(&decision.about),
            act,
            line,
            Val::from(&decision.outcome),
            Val::from(&decision.because),
            decision.last_day.into(),
            decision.last_day_because.as_deref().into(),
            decision.policy_from.into(),
            decision.batch.map(|batch| batch.0).into(),
        ];
        self.write(&tables::DECISION, &values)
    }

    /// A batch and its code.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is no such layout.
    pub fn batch(&mut self, batch: &NewBatch) -> Result<(BatchId, String)> {
        let id = next(self.tx, &mut self.next.batch, sql!("papers/last_batch.sql"))?;
        let code = self.code(codes::Kind::Batch)?;
        let (act, line) = self.line();
        let values = [
            id.into(),
            Val::from(&code),
            act,
            line,
            batch.kind.code().into(),
            batch.on.into(),
            batch.layout.as_deref().into(),
        ];
        self.write(&tables::BATCH, &values)?;
        Ok((BatchId(id), code))
    }

    /// A paper and its code.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is no such member or batch.
    pub fn paper(&mut self, paper: &NewPaper) -> Result<(PaperId, String)> {
        let id = next(self.tx, &mut self.next.paper, sql!("papers/last.sql"))?;
        let code = self.code(codes::Kind::Paper)?;
        let (act, line) = self.line();
        let printed = &paper.printed;
        let values = [
            paper.member.0.into(),
            id.into(),
            Val::from(&code),
            act,
            line,
            paper.batch.map(|batch| batch.0).into(),
            paper.kind.code().into(),
            paper.issued.into(),
            paper.until.into(),
            printed.name.text().into(),
            Val::from(&printed.number.symbol),
            Val::from(&printed.number.number),
            Val::from(&printed.number.branch),
            printed.acquired.into(),
            printed.ratio.into(),
            printed.address.as_ref().map(rules::words::Address::text).into(),
        ];
        self.write(&tables::PAPER, &values)?;
        Ok((PaperId(id), code))
    }

    /// A paper's life goes on, from a day on.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is no such paper.
    pub fn paper_event(&mut self, paper: PaperId, on: Day, life: PaperLife, note: Option<&str>) -> Result<()> {
        let member = self.tx.one(sql!("papers/owner.sql"), &[Val::I(paper.0)], |row| row.int(0))?;
        let member = member.ok_or_else(|| Error::Refused(format!("there is no paper {paper}")))?;
        let (act, line) = self.line();
        let values = [member.into(), paper.0.into(), on.into(), act, line, life.code().into(), note.into()];
        self.write(&tables::PAPER_EVENT, &values)
    }

    /// How an application came.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is no such application, or it has its form already.
    pub fn form(&mut self, member: MemberId, application: i64, form: &Form) -> Result<()> {
        let (act, line) = self.line();
        let proxy = form.proxy.as_ref();
        let values = [
            member.0.into(),
            application.into(),
            act,
            line,
            form.received.into(),
            form.way.code().into(),
            proxy.map(|proxy| proxy.name.text()).into(),
            proxy.map(|proxy| proxy.relation.as_str()).into(),
            proxy.map(|proxy| proxy.papers_seen.as_str()).into(),
        ];
        self.write(&tables::APPLICATION_FORM, &values)
    }

    /// Where a fee stands from now on.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is no such application, or it is waived without a reason.
    pub fn fee(&mut self, member: MemberId, fee: &Fee) -> Result<()> {
        let (act, line) = self.line();
        let values = [
            member.0.into(),
            fee.application.into(),
            act,
            line,
            fee.on.into(),
            i64::from(fee.yen).into(),
            fee.state.code().into(),
            fee.reason.as_deref().into(),
        ];
        self.write(&tables::FEE, &values)
    }

    /// Papers are destroyed before a second person.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is none, nobody saw it, or one of them is no paper.
    pub fn destruction(&mut self, on: Day, witness: &str, way: &str, papers: &[PaperId]) -> Result<()> {
        let (act, line) = self.line();
        let count = i64::try_from(papers.len()).unwrap_or(i64::MAX);
        self.write(&tables::DESTRUCTION, &[act, line, on.into(), witness.into(), count.into(), way.into()])?;
        papers.iter().try_for_each(|paper| self.paper_event(*paper, on, PaperLife::Destroyed, None))
    }

    /// Mail to an address came back for a reason, or the address is confirmed after all.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is no such member.
    pub fn address_check(&mut self, member: MemberId, kind: AddressKind, on: Day, why: Option<&str>) -> Result<()> {
        let (act, line) = self.line();
        let values = [member.0.into(), kind.code().into(), on.into(), act, line, why.is_some().into(), why.into()];
        self.write(&tables::ADDRESS_CHECK, &values)
    }

    /// 郵送の保護: from now on mail goes to the member's own address of delivery alone, or as to everybody again. Why stands in the
    /// act.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is no such member.
    pub fn shield(&mut self, member: MemberId, shielded: bool) -> Result<()> {
        let (act, line) = self.line();
        self.write(&tables::SHIELD, &[member.0.into(), act, line, shielded.into()])
    }

    /// A spoiled sheet comes out of the printer once more; which copy it is, counted from 2.
    ///
    /// # Errors
    /// [`Error::Refused`] when the batch has no such sheet.
    pub fn reprint(&mut self, batch: BatchId, sheet: i64, member: MemberId, on: Day) -> Result<i64> {
        let before = crate::papers::reprints(self.tx, batch)?;
        let copy = before.iter().filter(|(of, _)| *of == sheet).map(|(_, copy)| *copy).max().unwrap_or(1) + 1;
        let (act, line) = self.line();
        let values = [batch.0.into(), sheet.into(), act, line, member.0.into(), on.into(), copy.into()];
        self.write(&tables::REPRINT, &values)?;
        Ok(copy)
    }

    /// Every sheet of a batch is accounted for.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is no such batch, or it is closed already.
    pub fn close_batch(&mut self, batch: BatchId, on: Day) -> Result<()> {
        let (act, line) = self.line();
        self.write(&tables::BATCH_CLOSE, &[batch.0.into(), act, line, on.into()])
    }

    /// Since when a batch is closed, at this moment: nobody else writes before this act is done.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn batch_closed(&self, batch: BatchId) -> Result<Option<Day>> {
        crate::papers::closed(self.tx, batch)
    }

    /// Where the papers of a batch are at this moment, each life once: nobody else writes before this act is done.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn lives_of(&self, batch: BatchId) -> Result<Vec<PaperLife>> {
        self.tx.all(sql!("papers/lives_of_batch.sql"), &[Val::I(batch.0)], |row| row.word(0, PaperLife::from_code))
    }

    /// A sheet of a batch.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is no such batch, member or paper, or the sheet is there already.
    pub fn sheet(&mut self, sheet: &SheetRow) -> Result<()> {
        let (act, line) = self.line();
        let values = [
            sheet.batch.0.into(),
            sheet.sheet.into(),
            act,
            line,
            sheet.envelope.into(),
            Val::from(&sheet.route),
            sheet.employer.as_deref().into(),
            sheet.member.0.into(),
            sheet.paper.map(|paper| paper.0).into(),
        ];
        self.write(&tables::SHEET, &values)
    }

    /// An import; its number.
    ///
    /// # Errors
    /// [`Error::Refused`] when a count is negative.
    pub fn import(&mut self, import: &NewImport) -> Result<i64> {
        let id = next(self.tx, &mut self.next.import, sql!("imports/last.sql"))?;
        let (act, line) = self.line();
        let values = [
            id.into(),
            act,
            line,
            Val::from(&import.sha256),
            Val::from(&import.file),
            import.bytes.into(),
            import.employer.as_deref().into(),
            Val::from(&import.form),
            Val::from(&import.confirmed),
            Val::from(&import.meanings),
            Val::from(&import.headers),
            import.new.into(),
            import.changed.into(),
            import.unchanged.into(),
            import.doubtful.into(),
            import.rejected.into(),
            import.duplicate.into(),
            Val::from(&import.held),
        ];
        self.write(&tables::IMPORT, &values)?;
        Ok(id)
    }

    /// Makes parts of an import known with this act.
    ///
    /// # Errors
    /// [`Error::Refused`] when one of them is no part of an import, or is known already.
    pub fn publish(&mut self, parts: &[ActSeq]) -> Result<()> {
        for part in parts {
            let (act, line) = self.line();
            self.write(&tables::PUBLISHED, &[part.0.into(), act, line])?;
        }
        Ok(())
    }

    /// Has nobody written anything that an import reads since some acts were known? Unpublished parts of imports are nothing.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn unchanged_since(&self, known: Known) -> Result<bool> {
        Ok(self.tx.one(sql!("acts/changed_since.sql"), &[Val::I(known.0)], |_| Ok(()))?.is_none())
    }

    /// An operator as from now: new, with other roles, or no longer active.
    ///
    /// # Errors
    /// [`Error::Refused`] when the code cannot be one, the name is empty, or somebody active has no role.
    pub fn operator(&mut self, operator: &Operator) -> Result<()> {
        if !is_operator_code(&operator.code) {
            return Err(Error::Refused("this cannot be an operator's code".to_owned()));
        }
        let (act, line) = self.line();
        let roles = &operator.roles;
        let values = [
            Val::from(&operator.code),
            act,
            line,
            Val::from(&operator.name),
            operator.active.into(),
            roles.viewer.into(),
            roles.clerk.into(),
            roles.supervisor.into(),
            roles.admin.into(),
            roles.auditor.into(),
            roles.last_four.into(),
            roles.batch.into(),
        ];
        self.write(&tables::OPERATOR, &values)
    }

    /// A step of work that two people should see.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub fn release(&mut self, bulk: Bulk, subject: &str, step: Step) -> Result<()> {
        let (act, line) = self.line();
        self.write(&tables::RELEASE, &[bulk.code().into(), subject.into(), act, line, step.code().into()])
    }

    /// How long a kind of data is kept from now on, by which decision of the society.
    ///
    /// # Errors
    /// [`Error::Refused`] when no decision is named.
    pub fn retention(&mut self, kind: Kind, length: u32, source: &str) -> Result<()> {
        let (act, line) = self.line();
        self.write(&tables::RETENTION, &[kind.code().into(), act, line, i64::from(length).into(), source.into()])
    }

    /// A member's data are not deleted for now, or may be again. Why stands in the act.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is no such member.
    pub fn hold(&mut self, member: MemberId, held: bool) -> Result<()> {
        let (act, line) = self.line();
        self.write(&tables::HOLD, &[member.0.into(), act, line, held.into()])
    }

    /// Deletes what the ledger has of a member, of one kind.
    pub(crate) fn delete_of(&mut self, kind: Kind, member: MemberId) -> Result<()> {
        let (act, line) = self.line();
        self.write(&tables::GONE, &[member.0.into(), kind.code().into(), act, line])?;
        self.salts = Salts::default();
        deletion::take(self.tx, self.sealer, member, kind, &mut self.gone)
    }

    /// Deletes a row that `scan` finds by its number, columns in their order, and keeps its mark.
    pub(crate) fn take_row(&mut self, table: &Table, scan: &'static Q, take: &'static Q, id: i64) -> Result<()> {
        self.tx.rows(scan, &[Val::I(id)], |row| {
            let mut mark = self.sealer.row(table.name);
            for at in 0..table.columns.len() {
                mark.read(row.value(at)?);
            }
            self.gone.entry((table.name, row.int(table.act_at)?)).or_default().add(&mark.done());
            Ok(())
        })?;
        self.tx.exec(take, &[Val::I(id)])?;
        Ok(())
    }

    /// Deletes the looks that were made before a moment; how many. The last look of all stays.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub fn delete_looks(&mut self, before: &Moment) -> Result<i64> {
        let tx = self.tx;
        deletion::take_looks(tx, before, |look, of_act, hash| {
            let (act, line) = self.line();
            self.write(&tables::GONE_LOOKS, &[act, line, look.into(), of_act.into(), Val::B(hash)])?;
            self.sweep_after()
        })
    }

    fn sweep_after(&self) -> Result<()> {
        self.tx.exec(sql!("deletion/add_unswept.sql"), &[Val::I(self.seq)])?;
        Ok(())
    }

    /// Puts a slot into the key file, in place of the same holder's. The file is replaced at once: should the act fail
    /// after that, somebody has a slot of whom the ledger does not know, and may do nothing.
    ///
    /// # Errors
    /// When the key file cannot be read or replaced; then it is as before.
    pub fn put_slot(&mut self, slot: NewSlot) -> Result<()> {
        self.keys.put(&self.tx.path, slot)
    }

    /// Takes a slot out of the key file, at once; whether there was one.
    ///
    /// # Errors
    /// [`Error::Refused`] for the last operator's; when the key file cannot be read or replaced.
    pub fn take_slot(&mut self, holder: &Holder) -> Result<bool> {
        self.keys.take(&self.tx.path, holder)
    }

    /// One member on a day, as this act leaves it so far.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn state(&self, member: MemberId, on: Day) -> Result<Option<State>> {
        let mut found = None;
        history::read(self.tx, (member.0, member.0), on, self.known(), &mut |state| {
            found = Some(state);
            Ok(std::ops::ControlFlow::Break(()))
        })?;
        Ok(found)
    }

    /// As [`crate::Ledger::members_with_number`], what this act entered included.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn members_with_number(&mut self, symbol_key: Option<&str>, number_key: &str) -> Result<Vec<MemberId>> {
        self.flush()?;
        search::with_number(self.tx, symbol_key, number_key)
    }

    /// As [`crate::Ledger::members_born_with_kana`], what this act entered included.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn members_born_with_kana(&mut self, born: Day, kana_key: &str) -> Result<Vec<MemberId>> {
        self.flush()?;
        search::born_with_kana(self.tx, born, kana_key)
    }

    /// The birth dates and kana that are recorded of a member.
    fn known_as(&mut self, member: MemberId) -> Result<&mut KnownAs> {
        if self.known_as.member != member.0 {
            let hidden = match &self.hidden {
                Some(hidden) => hidden.clone(),
                None => self.hidden.insert(Hidden::latest(self.tx)?).clone(),
            };
            let (mut births, mut kanas) = (Vec::new(), Vec::new());
            self.tx.rows(sql!("search/births.sql"), &[Val::I(member.0)], |row| {
                births.extend((!hidden.hides(row.int(1)?)).then_some(row.day(0)?));
                Ok(())
            })?;
            self.tx.rows(sql!("search/kanas.sql"), &[Val::I(member.0)], |row| {
                kanas.extend((!hidden.hides(row.int(1)?)).then(|| row.str(0).map(kana_key)).transpose()?);
                Ok(())
            })?;
            self.known_as = KnownAs { member: member.0, births, kanas };
        }
        Ok(&mut self.known_as)
    }

    /// What this act has entered so far can be read here too.
    pub(crate) fn tx(&self) -> &'a Tx {
        self.tx
    }

    /// The number after the last one that a query gives.
    pub(crate) fn number_after(&self, q: &'static Q) -> Result<i64> {
        Ok(self.tx.one(q, &[], |row| row.int(0))?.unwrap_or(0) + 1)
    }

    /// The act and the number of its next row.
    pub(crate) fn line<'v>(&mut self) -> (Val<'v>, Val<'v>) {
        self.line += 1;
        (Val::I(self.seq), Val::I(self.line))
    }

    /// Writes a fact of a member, or its withdrawal, and its terms when there are enough of them.
    fn fact(
        &mut self,
        table: &'static Table,
        member: MemberId,
        layer: Option<&str>,
        from: Day,
        values: Option<&[Val<'_>]>,
    ) -> Result<()> {
        let (act, line) = self.line();
        let place = self.place.take();
        let mut all: Vec<Val<'_>> = Vec::with_capacity(table.columns.len());
        all.push(member.0.into());
        if let Some(layer) = layer {
            all.push(layer.into());
        }
        all.extend([from.into(), act, line, values.is_none().into(), place.as_deref().into()]);
        match values {
            Some(values) => all.extend_from_slice(values),
            None => all.resize(table.columns.len(), Val::Null),
        }
        let written = self.write(table, &all);
        self.place = place;
        written?;
        if self.terms.len() >= TERMS_AT_ONCE {
            self.flush()?;
        }
        Ok(())
    }

    /// Writes a row and adds its mark to what the act wrote.
    pub(crate) fn write(&mut self, table: &'static Table, values: &[Val<'_>]) -> Result<()> {
        let salt = match (table.salted(), values.first()) {
            (Some(kind), Some(Val::I(member))) => Some(self.salt(*member, kind)?),
            _ => None,
        };
        self.tx.exec(&table.insert, values)?;
        self.whom.row(table, values);
        let mut mark = self.sealer.row(table.name);
        values.iter().for_each(|value| mark.value(value));
        if let Some(salt) = &salt {
            mark.value(&Val::B(salt));
        }
        self.parts.entry(table.name).or_default().add(&mark.done());
        Ok(())
    }

    /// The salt of a member's rows of a kind. It is made with the first of them.
    fn salt(&mut self, member: i64, kind: &'static str) -> Result<[u8; 16]> {
        if self.salts.member != member {
            self.salts = Salts { member, of: Vec::new() };
        }
        if let Some((_, salt)) = self.salts.of.iter().find(|(known, _)| *known == kind) {
            return Ok(*salt);
        }
        let salt = match deletion::salt(self.tx, member, kind)? {
            Some(salt) => salt,
            None => {
                let salt = keys::random::<16>(&self.tx.path)?;
                let (act, line) = self.line();
                self.write(&tables::SALT, &[member.into(), kind.into(), act, line, Val::B(&salt)])?;
                salt
            }
        };
        self.salts.of.push((kind, salt));
        Ok(salt)
    }

    /// Writes the sums of what was deleted, and lets the index forget it.
    pub(crate) fn settle(&mut self) -> Result<()> {
        self.flush()?;
        if self.gone.is_empty() {
            return Ok(());
        }
        for ((name, of_act), sum) in std::mem::take(&mut self.gone) {
            let (act, line) = self.line();
            let values = [act, line, name.into(), of_act.into(), sum.rows.into(), Val::B(&sum.content())];
            self.write(&tables::GONE_PART, &values)?;
        }
        self.tx.exec(sql!("deletion/take_terms.sql"), &[Val::I(self.seq)])?;
        self.sweep_after()
    }

    /// Writes the gathered terms, in the order of the index.
    fn flush(&mut self) -> Result<()> {
        self.terms.sort_unstable();
        self.terms.dedup();
        for (kind, term, member) in self.terms.drain(..) {
            let values = [kind.into(), Val::from(&term), Val::I(member), Val::I(self.part)];
            self.tx.exec(sql!("search/add.sql"), &values)?;
        }
        Ok(())
    }

    /// What the act wrote, table by table, and whom it is about.
    pub(crate) fn written(self) -> (BTreeMap<&'static str, Sum>, Whom) {
        (self.parts, self.whom)
    }

    /// A new management code that nothing bears yet.
    pub(crate) fn code(&mut self, kind: codes::Kind) -> Result<String> {
        let taken = match kind {
            codes::Kind::Member => sql!("members/by_code.sql"),
            codes::Kind::Paper => sql!("papers/by_code.sql"),
            codes::Kind::Batch => sql!("papers/batch_by_code.sql"),
            codes::Kind::Envelope => sql!("envelopes/by_code.sql"),
            codes::Kind::Bundle | codes::Kind::Label => sql!("envelopes/bundle_by_code.sql"),
        };
        loop {
            let code = codes::make(kind, |below| self.random(below))?;
            if self.tx.one(taken, &[Val::from(&code)], |_| Ok(()))?.is_none() {
                return Ok(code);
            }
        }
    }

    /// A random number below `below` (at most 256), each as likely as the others.
    fn random(&mut self, below: u32) -> Result<u32> {
        let fair = 256 / below * below;
        loop {
            let (bytes, at) = &mut self.random;
            if *at >= bytes.len() {
                *bytes = keys::random::<512>(&self.tx.path)?.to_vec();
                *at = 0;
            }
            let byte = u32::from(bytes[*at]);
            *at += 1;
            if byte < fair {
                return Ok(byte % below);
            }
        }
    }
}
