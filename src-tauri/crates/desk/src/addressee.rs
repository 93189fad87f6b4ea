//! 宛名の照合: right before anything is printed, every finished sheet is held against the ledger once more: what shows in the window,
//! the salutation and the data of a sheet are of one member, and everything in an envelope is of one household.
//!
//! Nothing of the plan's own code is used here: what put a sheet together wrongly would find it right as well. The facts are read
//! anew, member by member, and [`crossed`] compares plain values.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use ledger::{Batch, HouseholdId, Known, MemberId, PaperState};
use papers::{Kind, Route, Sheet};
use rules::calendar::Day;
use rules::case::Access;
use rules::words::{Complaint, InsuredNumber, Kana, LastFour, Name, Relation, Said, Sex, Weight};

use crate::plan::Setting;
use crate::{Desk, Failure};

/// So many sheets are named.
const NAMED: usize = 200;

/// What the ledger knows of one member, as far as a sheet may say it.
#[derive(Clone)]
pub struct Truth {
    /// The papers of the batch that are this member's.
    pub papers: Vec<String>,
    /// 氏名: as the ledger has it, and as it was recorded to be printed.
    pub names: Vec<Name>,
    /// フリガナ
    pub kana: Kana,
    /// 生年月日
    pub born: Option<Day>,
    /// 性別
    pub sex: Option<Sex>,
    /// 記号・番号・枝番
    pub number: InsuredNumber,
    /// 世帯
    pub household: Option<i64>,
    /// 続柄
    pub relation: Relation,
    /// 被保険者氏名 of the household: as the ledger has it, and as it is printed.
    pub head: Vec<Name>,
    /// 事業所コード
    pub employer: Option<String>,
    /// Postcode and address that a letter home goes to.
    pub address: Option<(String, String)>,
    /// 個人番号下4桁
    pub last_four: Option<LastFour>,
    /// 任意記載事項
    pub optional: [Option<String>; 3],
    /// Written to alone, at the own address.
    pub alone: bool,
    /// Nothing may lie with the employer.
    pub shielded: bool,
}

/// Every sheet on which two relations are mixed, and every envelope in which two households are: empty when each is of one.
#[must_use]
pub fn crossed(sheets: &[Sheet], truths: &HashMap<String, Truth>) -> Vec<Complaint> {
    let mut found = Vec::new();
    let mut seen: HashSet<&str> = HashSet::with_capacity(sheets.len());
    let (mut closed, mut bundled): (HashSet<u32>, HashSet<&str>) = Default::default();
    let mut bundle = None;
    for envelope in sheets.chunk_by(|one, other| one.envelope == other.envelope) {
        let first = &envelope[0];
        // An envelope that was closed is not opened again further down, nor is an employer's bundle.
        let mut wrong: Vec<Part> = if closed.insert(first.envelope) { Vec::new() } else { vec![Part::Envelope] };
        let to = if first.route == Route::Home { "" } else { first.employer_code.as_str() };
        if bundle != Some(to) && !bundled.insert(to) {
            wrong.push(Part::Employer);
        }
        bundle = Some(to);
        let count = u32::try_from(envelope.len()).unwrap_or(u32::MAX);
        for (at, sheet) in (1..).zip(envelope) {
            let Some(truth) = truths.get(&sheet.member) else {
                found.push(complaint(sheet, &[Part::Member]));
                continue;
            };
            if !seen.insert(&sheet.member) {
                wrong.push(Part::Member);
            }
            if sheet.in_envelope != (at, count) {
                wrong.push(Part::Envelope);
            }
            own(sheet, truth, &mut wrong);
            together(first, sheet, truth, truths, count, &mut wrong);
            if !wrong.is_empty() {
                wrong.dedup();
                found.push(complaint(sheet, &wrong));
                wrong.clear();
            }
        }
    }
    found
}

/// What of a sheet can be another's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Member,
    Paper,
    Name,
    Kana,
    Born,
    Number,
    Head,
    Employer,
    Address,
    LastFour,
    Optional,
    Envelope,
    Household,
    Alone,
}

/// Is everything on a sheet its own member's?
fn own(sheet: &Sheet, truth: &Truth, wrong: &mut Vec<Part>) {
    let mut must = |holds: bool, part: Part| {
        if !holds {
            wrong.push(part);
        }
    };
    must(truth.papers.contains(&sheet.paper), Part::Paper);
    must(truth.names.contains(&sheet.name), Part::Name);
    must(truth.kana == sheet.kana, Part::Kana);
    must(truth.born == sheet.born && truth.sex == sheet.sex, Part::Born);
    let number = &truth.number;
    let same = (&number.symbol, &number.number, &number.branch) == (&sheet.symbol, &sheet.number, &sheet.branch);
    must(same && truth.relation == sheet.relation, Part::Number);
    let head = match &sheet.insured_name {
        Some(head) => truth.relation != Relation::Insured && truth.head.contains(head),
        None => truth.relation == Relation::Insured || truth.head.is_empty(),
    };
    must(head, Part::Head);
    must(sheet.last_four.is_none() || sheet.last_four == truth.last_four, Part::LastFour);
    must(truth.optional == sheet.optional, Part::Optional);
    let employer = truth.employer.as_deref().filter(|_| !truth.shielded).unwrap_or_default();
    must(sheet.employer_code == employer, Part::Employer);
    let shown = sheet.postcode.as_deref().zip(sheet.address.as_ref().map(|address| address.text()));
    match sheet.route {
        Route::Employer => must(shown.is_none() && !employer.is_empty(), Part::Address),
        Route::Home => {
            let home = truth.address.as_ref().map(|(postcode, address)| (postcode.as_str(), address.as_str()));
            must(shown.is_some() && shown == home, Part::Address);
        }
    }
}

/// Does a sheet belong into the envelope of the first one in it, whose name and address the window shows?
fn together(
    first: &Sheet,
    sheet: &Sheet,
    truth: &Truth,
    truths: &HashMap<String, Truth>,
    count: u32,
    wrong: &mut Vec<Part>,
) {
    if truth.alone && (count != 1 || sheet.route == Route::Employer) {
        wrong.push(Part::Alone);
    }
    if count == 1 {
        return;
    }
    let Some(of_first) = truths.get(&first.member) else { return };
    if truth.household.is_none() || truth.household != of_first.household || truth.employer != of_first.employer {
        wrong.push(Part::Household);
    }
    if sheet.route != first.route {
        wrong.push(Part::Address);
    }
    // The envelope of a household with its insured person bears that name.
    if truth.relation == Relation::Insured && sheet.member != first.member {
        wrong.push(Part::Head);
    }
}

impl Desk {
    /// Stops a batch of which a sheet is not of one relation.
    pub(crate) fn of_one_relation(
        &self,
        batch: &Batch,
        setting: &Setting,
        sheets: &[Sheet],
        papers: &[PaperState],
    ) -> Result<(), Failure> {
        let known = Known::after(ledger::ActSeq(batch.act.0 - 1));
        let truths = self.truths(batch, setting, sheets, papers, known)?;
        let mut found = crossed(sheets, &truths);
        found.truncate(NAMED);
        if found.is_empty() { Ok(()) } else { Err(Failure::refused(found)) }
    }

    /// What the ledger knows of everyone on these sheets, by management code.
    fn truths(
        &self,
        batch: &Batch,
        setting: &Setting,
        sheets: &[Sheet],
        papers: &[PaperState],
        known: Known,
    ) -> Result<HashMap<String, Truth>, Failure> {
        let members: HashSet<MemberId> = self.ledger.sheets(batch.id)?.iter().map(|row| row.member).collect();
        let mut of_member: HashMap<MemberId, Vec<(ledger::PaperId, String)>> = HashMap::with_capacity(papers.len());
        for paper in papers {
            of_member.entry(paper.member).or_default().push((paper.id, paper.code.clone()));
        }
        let printed: HashMap<&str, &Name> = sheets.iter().map(|sheet| (sheet.paper.as_str(), &sheet.name)).collect();
        let wished = match setting.kind {
            Kind::Certificate if setting.policy.optional_items => self.ledger.optional_items(known)?,
            _ => HashMap::new(),
        };
        let mut truths = HashMap::with_capacity(members.len());
        let mut heads: HashMap<HouseholdId, Vec<Name>> = HashMap::new();
        let mut forms: Vec<(String, MemberId, ledger::PaperId)> = Vec::new();
        self.each_of(Some(&members), batch.on, known, &mut |state| {
            let own = of_member.remove(&state.id).unwrap_or_default();
            let named = state.names.printable().cloned().unwrap_or_default();
            for (paper, code) in &own {
                if printed.get(code.as_str()).is_some_and(|name| **name != named.name) {
                    forms.push((state.code.clone(), state.id, *paper));
                }
            }
            let cover = state.coverage.as_ref();
            let relation = cover.map_or(Relation::Insured, |cover| cover.relation);
            if let (Relation::Insured, Some(cover)) = (relation, cover) {
                let form = setting.characters.form(&named.name, &named.kana).name;
                heads.insert(cover.household, vec![named.name.clone(), form]);
            }
            let address = state.delivery.as_ref().or(state.home.as_ref());
            let truth = Truth {
                papers: own.into_iter().map(|(_, code)| code).collect(),
                names: vec![named.name],
                kana: named.kana,
                born: state.person.born,
                sex: state.person.sex,
                number: cover.map(|cover| cover.number.clone()).unwrap_or_default(),
                household: cover.map(|cover| cover.household.0),
                relation,
                head: Vec::new(),
                employer: cover.and_then(|cover| cover.employer.clone()),
                address: address.map(|one| (one.postcode.clone(), one.address.text().to_owned())),
                last_four: state.last_four.as_ref().map(|fact| fact.digits),
                optional: wished
                    .get(&state.id)
                    .map(|own| crate::optional_items::printed(own, batch.on))
                    .unwrap_or_default(),
                alone: state.shielded || state.myna.access == Access::Blocked,
                shielded: state.shielded,
            };
            truths.insert(state.code, truth);
        })?;
        for (code, member, paper) in forms {
            if let (Some(form), Some(truth)) = (self.ledger.paper_form(member, paper)?, truths.get_mut(&code)) {
                truth.names.push(form.name);
            }
        }
        for truth in truths.values_mut().filter(|truth| truth.relation != Relation::Insured) {
            let Some(household) = truth.household.map(HouseholdId) else { continue };
            let names = match heads.entry(household) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(open) => open.insert(self.heads_of(household, setting, batch.on, known)?),
            };
            truth.head.clone_from(names);
        }
        Ok(truths)
    }

    /// The names of a household's insured person: as the ledger has them, and as they are printed.
    fn heads_of(&self, household: HouseholdId, setting: &Setting, on: Day, known: Known) -> Result<Vec<Name>, Failure> {
        let mut names = Vec::new();
        for state in self.ledger.household(household, on, known)? {
            let insured = state.coverage.as_ref().is_some_and(|cover| cover.relation == Relation::Insured);
            if let (true, Some(named)) = (insured, state.names.printable()) {
                names.push(named.name.clone());
                names.push(setting.characters.form(&named.name, &named.kana).name);
            }
        }
        Ok(names)
    }
}

fn complaint(sheet: &Sheet, parts: &[Part]) -> Complaint {
    let words: Vec<(&str, &str)> = parts
        .iter()
        .map(|part| match part {
            Part::Member => ("加入者", "member"),
            Part::Paper => ("管理番号", "code of the paper"),
            Part::Name => ("氏名", "name"),
            Part::Kana => ("フリガナ", "kana"),
            Part::Born => ("生年月日・性別", "birth and sex"),
            Part::Number => ("記号・番号・続柄", "number and relation"),
            Part::Head => ("被保険者の氏名・宛名", "name of the insured person"),
            Part::Employer => ("事業所", "employer"),
            Part::Address => ("住所・送り方", "address"),
            Part::LastFour => ("個人番号下4桁", "last four digits"),
            Part::Optional => ("任意記載事項", "optional items"),
            Part::Envelope => ("封筒の順番", "place in the envelope"),
            Part::Household => ("世帯", "household"),
            Part::Alone => ("ひとりで送る方の封筒", "envelope of somebody written to alone"),
        })
        .collect();
    let ja: Vec<&str> = words.iter().map(|(ja, _)| *ja).collect();
    let en: Vec<&str> = words.iter().map(|(_, en)| *en).collect();
    Complaint {
        place: sheet.member.clone(),
        code: "addressee_crossed",
        weight: Weight::Refusal,
        sentence: Said::new(
            format!("封筒{}の紙面が、ひとりの方のものになっていません（{}）。", sheet.envelope, ja.join("、")),
            format!("A sheet of envelope {} is not of one relation ({}).", sheet.envelope, en.join(", ")),
        ),
        hint: Said::new(
            "印刷を止めました。束を取り消し、この文をそのまま開発元にお知らせください。",
            "Nothing was printed. Take the batch back, and report this sentence as it stands.",
        ),
    }
}
