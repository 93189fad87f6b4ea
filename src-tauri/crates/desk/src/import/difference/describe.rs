//! What a row says of a person, laid over what the ledger knows: only what differs is a change.

use ledger::{Addressed, Named};
use rules::calendar::Day;
use rules::case::{MyNumber, UseRegistration};
use rules::words::fold::{kana_key, name_key};
use rules::words::{Address, Complaint, Kana, Name, Relation, Report};

use super::super::book::{Draft, Line};
use super::doubt;
use crate::wire::CellChange;

/// Sets a value and notes the change; a row that says nothing changes nothing.
pub(super) fn set<T: Clone + PartialEq>(
    cells: &mut Vec<CellChange>,
    field: &'static str,
    now: &mut T,
    said: T,
    shown: impl Fn(&T) -> String,
) -> bool {
    if *now == said {
        return false;
    }
    cells.push(CellChange { field, before: shown(now), after: shown(&said) });
    *now = said;
    true
}

pub(super) fn day_text(day: &Option<Day>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// The last four of a row must not gainsay the ledger's, unless a clerk has made sure, or waits for the right number since the
/// member said that it differs.
pub(super) fn last_four_agrees(line: &Line, draft: &Draft) -> Result<(), Box<Complaint>> {
    if line.sure || draft.correction_awaited {
        return Ok(());
    }
    match (line.row.report.last_four, draft.last_four) {
        (Some(said), Some(known)) if said != known => Err(doubt(
            line,
            "last_four_differs",
            "個人番号の下4桁が台帳と違います。",
            "The last four digits of the My Number differ from the ledger's.",
            ("本人または事業所に確かめてください。", "Ask the member or the employer."),
        )),
        _ => Ok(()),
    }
}

/// What every kind of row may say of a person: sex, name, address, last four. `from` is the day facts are true from.
pub(super) fn describe(line: &Line, draft: &mut Draft, from: Day, cells: &mut Vec<CellChange>) {
    let report = &line.row.report;
    if report.name.is_some() || report.kana.is_some() {
        let mut named = draft.name.clone().unwrap_or(Named { name: Name::default(), kana: Kana::default() });
        let mut changed = false;
        if let Some(name) = &report.name
            && !respelt(named.name.text(), name.text(), name_key)
        {
            let name = parted(named.name.text(), name.text(), name_key).map_or_else(|| name.clone(), Name::new);
            changed |= set(cells, "name", &mut named.name, name, |name| name.text().to_owned());
        }
        if let Some(kana) = &report.kana
            && !respelt(named.kana.text(), kana.text(), kana_key)
        {
            changed |= set(cells, "kana", &mut named.kana, kana.clone(), |kana| kana.text().to_owned());
        }
        if changed {
            draft.name = Some(named);
            draft.touched.name = Some(from);
        }
    }
    if let Some(born) = report.born
        && (draft.person.born.is_none() || line.sure)
        && set(cells, "born", &mut draft.person.born, Some(born), day_text)
    {
        draft.touched.person = Some(from);
    }
    if let Some(sex) = report.sex
        && set(cells, "sex", &mut draft.person.sex, Some(sex), |sex| sex.map_or("", rules::words::Sex::code).to_owned())
    {
        draft.touched.person = Some(from);
    }
    if report.postcode.is_some() || report.address.is_some() {
        let mut home = draft.home.clone().unwrap_or(Addressed { postcode: String::new(), address: Address::default() });
        let mut changed = false;
        // Not even what the file says is shown: it may say what is to be hidden.
        let hidden = |text: &str| if draft.shielded { crate::shield::HIDDEN.to_owned() } else { text.to_owned() };
        if let Some(postcode) = &report.postcode {
            changed |= set(cells, "postcode", &mut home.postcode, postcode.clone(), |postcode| hidden(postcode));
        }
        if let Some(address) = &report.address
            && !same_address(home.address.text(), address.text())
        {
            changed |= set(cells, "address", &mut home.address, address.clone(), |address| hidden(address.text()));
        }
        if changed {
            draft.home = Some(home);
            draft.touched.home = Some(from);
        }
    }
    if let Some(digits) = report.last_four {
        let hidden = |digits: &Option<_>| if digits.is_some() { "****".to_owned() } else { String::new() };
        if set(cells, "last_four", &mut draft.last_four, Some(digits), hidden) {
            draft.touched.last_four = Some(from);
        }
        if set(cells, "my_number", &mut draft.myna.my_number, MyNumber::Registered, |status| status.code().to_owned()) {
            draft.touched.myna = Some(from);
        }
    }
    if report.ratio.is_some()
        && set(cells, "ratio", &mut draft.circumstance.ratio, report.ratio, |ratio| {
            ratio.map(|tenths| tenths.to_string()).unwrap_or_default()
        })
    {
        draft.touched.circumstance = Some(from);
    }
    if let Some(wants) = report.wants_certificate
        && wants
        && set(cells, "asked_at_enrolment", &mut draft.circumstance.asked_at_enrolment, true, |asked| {
            if *asked { "yes".to_owned() } else { "no".to_owned() }
        })
    {
        draft.touched.circumstance = Some(from);
        draft.touched.wish = !draft.applied_today;
    }
}

/// Is it the same address in another width, with other spaces or variant characters? The official files have full width alone.
pub(super) fn same_address(known: &str, said: &str) -> bool {
    let dash = |c: char| if matches!(c, '‐' | '‑' | '–' | '—' | '―' | '−' | 'ー') { '-' } else { c };
    known == said || name_key(known).chars().map(dash).eq(name_key(said).chars().map(dash))
}

/// Is this only another spelling of what the ledger has? It then stays as it is: kanji never decide. A spelling that tells
/// family from given name is worth having, though.
pub(super) fn respelt(known: &str, said: &str, key: impl Fn(&str) -> String) -> bool {
    let splits = said.contains('\u{3000}') && !known.contains('\u{3000}');
    known != said && key(known) == key(said) && !splits
}

/// What the ledger has, parted where the file parts it: its characters stay, as in any other spelling of the same name.
fn parted(known: &str, said: &str, key: impl Fn(&str) -> String) -> Option<String> {
    if known.contains('\u{3000}') || key(known) != key(said) {
        return None;
    }
    let (family, given) = said.split_once('\u{3000}')?;
    let at = known.char_indices().nth(family.chars().count()).map(|(at, _)| at)?;
    let (own_family, own_given) = known.split_at(at);
    let fits = key(own_family) == key(family) && key(own_given) == key(given);
    fits.then(|| format!("{own_family}\u{3000}{own_given}"))
}

/// Compares the days and the place of a coverage that goes on.
pub(super) fn describe_coverage(
    report: &Report,
    employer: Option<String>,
    draft: &mut Draft,
    cells: &mut Vec<CellChange>,
) {
    let mut changed = false;
    let coverage = &mut draft.coverage;
    if report.acquired.is_some() {
        changed |= set(cells, "acquired", &mut coverage.acquired, report.acquired, day_text);
    }
    if report.voluntary_until.is_some() {
        changed |= set(cells, "voluntary_until", &mut coverage.voluntary_until, report.voluntary_until, day_text);
    }
    if report.staff_number.is_some() {
        changed |= set(cells, "staff_number", &mut coverage.staff_number, report.staff_number.clone(), |text| {
            text.clone().unwrap_or_default()
        });
    }
    if employer.is_some() {
        changed |= set(cells, "employer", &mut coverage.employer, employer, |code| code.clone().unwrap_or_default());
    }
    if let Some(relation) = report.relation
        && coverage.relation != Relation::Insured
        && relation != Relation::Insured
    {
        changed |= set(cells, "relation", &mut coverage.relation, relation, |relation| relation.code().to_owned());
    }
    if changed {
        draft.touched.coverage = Some(draft.coverage_from);
    }
}

/// What a row says of the My Number Card.
pub(super) fn describe_registration(report: &Report, draft: &mut Draft, from: Day, cells: &mut Vec<CellChange>) {
    let mut changed = false;
    if let Some(said) = report.use_registered {
        changed |= set(cells, "use_registered", &mut draft.myna.use_registered, said, |word| word.code().to_owned());
        // Whoever is registered for use has a number that the state knows.
        if said == UseRegistration::Yes {
            changed |=
                set(cells, "my_number", &mut draft.myna.my_number, MyNumber::Registered, |word| word.code().to_owned());
        }
    }
    if let Some(said) = report.myna_card {
        changed |= set(cells, "myna_card", &mut draft.myna.card, said, |word| word.code().to_owned());
    }
    if report.e_certificate_until.is_some() {
        changed |= set(
            cells,
            "e_certificate_until",
            &mut draft.myna.e_certificate_until,
            report.e_certificate_until,
            day_text,
        );
    }
    if changed {
        draft.touched.myna = Some(from);
    }
}
