//! Window, salutation and data of a sheet are one relation: whatever two sheets exchange among themselves is found before a file exists.

use std::collections::HashMap;

use desk::addressee::{Truth, crossed};
use papers::{Route, Sheet};
use rules::calendar::day;
use rules::words::{Address, InsuredNumber, Kana, LastFour, Name, Relation, Sex};

/// Sheets of some households, and what the ledger knows of their members. Nothing of one member is another's, but the household's own.
fn batch(households: usize) -> (Vec<Sheet>, HashMap<String, Truth>) {
    let (mut sheets, mut truths) = (Vec::new(), HashMap::new());
    for household in 0..households {
        // The last ones go home; a single one of them is written to alone.
        let home = households * 2 / 3 <= household;
        let family = if home && household % 2 == 0 { 1 } else { 1 + household % 3 };
        let head = Name::new(format!("見本{household}　太郎"));
        let address = (format!("{:07}", 1_000_000 + household), format!("東京都千代田区千代田{household}-1"));
        let employer = if home { String::new() } else { format!("A{:03}", household / 4) };
        for branch in 0..family {
            let at = sheets.len();
            let insured = branch == 0;
            let code = format!("M{at:010}");
            let name = if insured { head.clone() } else { Name::new(format!("見本{household}　家族{branch}")) };
            let sheet = Sheet {
                paper: format!("P{at:010}"),
                member: code.clone(),
                symbol: "101".to_owned(),
                number: format!("{:05}", household + 1),
                branch: format!("{branch:02}"),
                name: name.clone(),
                kana: Kana::new(format!("ミホン　{at}")),
                mincho: false,
                born: Some(day(1960, 1, 1).plus_days(i64::try_from(at).expect("few"))),
                sex: Some(if at % 2 == 0 { Sex::Male } else { Sex::Female }),
                acquired: None,
                relation: if insured { Relation::Insured } else { Relation::Child },
                insured_name: (!insured).then(|| head.clone()),
                employer: None,
                employer_code: employer.clone(),
                last_four: LastFour::new(&format!("{:04}", at * 7 % 10_000)),
                ratio: None,
                ratio_until: None,
                answer_until: None,
                corrected: false,
                issued: day(2026, 5, 8),
                last_day: None,
                voluntary_until: None,
                reason: None,
                basis: None,
                route: if home { Route::Home } else { Route::Employer },
                postcode: home.then(|| address.0.clone()),
                address: home.then(|| Address::new(&address.1)),
                envelope: u32::try_from(household + 1).expect("few"),
                in_envelope: (u32::try_from(branch + 1).expect("few"), u32::try_from(family).expect("few")),
                copy: 1,
                codes: papers::Codes::default(),
                items: Vec::new(),
                valid_from: None,
                optional: [None, None, None],
            };
            let truth = Truth {
                papers: vec![sheet.paper.clone()],
                names: vec![name],
                kana: sheet.kana.clone(),
                born: sheet.born,
                sex: sheet.sex,
                number: InsuredNumber {
                    symbol: sheet.symbol.clone(),
                    number: sheet.number.clone(),
                    branch: sheet.branch.clone(),
                },
                household: Some(i64::try_from(household).expect("few")),
                relation: sheet.relation,
                head: if insured { Vec::new() } else { vec![head.clone()] },
                employer: (!home).then(|| employer.clone()),
                address: Some(address.clone()),
                last_four: sheet.last_four,
                optional: sheet.optional.clone(),
                alone: home && family == 1,
                shielded: home && family == 1,
            };
            truths.insert(code, truth);
            sheets.push(sheet);
        }
    }
    (sheets, truths)
}

/// What two sheets may exchange by mistake.
type Exchange = (&'static str, fn(&mut Sheet, &mut Sheet));

const EXCHANGES: [Exchange; 12] = [
    ("the whole sheets, envelopes staying where they are", |one, other| {
        std::mem::swap(&mut one.envelope, &mut other.envelope);
        std::mem::swap(&mut one.in_envelope, &mut other.in_envelope);
    }),
    ("names", |one, other| std::mem::swap(&mut one.name, &mut other.name)),
    ("kana", |one, other| std::mem::swap(&mut one.kana, &mut other.kana)),
    ("numbers", |one, other| {
        std::mem::swap(&mut one.number, &mut other.number);
        std::mem::swap(&mut one.branch, &mut other.branch);
    }),
    ("births", |one, other| std::mem::swap(&mut one.born, &mut other.born)),
    ("results", |one, other| std::mem::swap(&mut one.last_four, &mut other.last_four)),
    ("addresses", |one, other| {
        std::mem::swap(&mut one.address, &mut other.address);
        std::mem::swap(&mut one.postcode, &mut other.postcode);
    }),
    ("names and addresses", |one, other| {
        std::mem::swap(&mut one.name, &mut other.name);
        std::mem::swap(&mut one.address, &mut other.address);
        std::mem::swap(&mut one.postcode, &mut other.postcode);
    }),
    ("insured persons", |one, other| std::mem::swap(&mut one.insured_name, &mut other.insured_name)),
    ("employers", |one, other| std::mem::swap(&mut one.employer_code, &mut other.employer_code)),
    ("codes", |one, other| std::mem::swap(&mut one.paper, &mut other.paper)),
    ("members", |one, other| std::mem::swap(&mut one.member, &mut other.member)),
];

/// Are two sheets in each other's place as good as in their own: two children of a family, two single letters of one bundle?
fn as_good(one: &Sheet, other: &Sheet) -> bool {
    let children = one.envelope == other.envelope && one.in_envelope.0 != 1 && other.in_envelope.0 != 1;
    let single = one.in_envelope.1 == 1 && other.in_envelope.1 == 1;
    children || single && (one.route, &one.employer_code) == (other.route, &other.employer_code)
}

#[test]
fn whatever_two_sheets_exchange_is_found_and_what_belongs_together_is_not_complained_of() {
    let (sheets, truths) = batch(24);
    assert!(crossed(&sheets, &truths).is_empty());
    let mut tried = 0;
    for one in 0..sheets.len() {
        for other in one + 1..sheets.len() {
            for (what, exchange) in EXCHANGES {
                let mut mixed = sheets.clone();
                let (head, tail) = mixed.split_at_mut(other);
                exchange(&mut head[one], &mut tail[0]);
                if what.starts_with("the whole") {
                    mixed.swap(one, other);
                }
                // Some exchanges change nothing: a family has one address, two insured persons have none above them.
                if mixed == sheets || (what.starts_with("the whole") && as_good(&sheets[one], &sheets[other])) {
                    continue;
                }
                tried += 1;
                let found = crossed(&mixed, &truths);
                assert!(!found.is_empty(), "{what}: {one} and {other}");
                assert!(found.iter().all(|one| one.code == "addressee_crossed"));
            }
        }
    }
    assert!(9_000 < tried, "only {tried} exchanges");
}

#[test]
fn names_and_addresses_that_were_sorted_apart_are_found_at_every_offset() {
    let (sheets, truths) = batch(18);
    for by in 1..sheets.len() {
        let mut apart = sheets.clone();
        for at in 0..sheets.len() {
            let other = &sheets[(at + by) % sheets.len()];
            apart[at].name = other.name.clone();
        }
        assert!(sheets.len() <= crossed(&apart, &truths).len() + 1, "{by}");
        let mut apart = sheets.clone();
        let home: Vec<usize> = (0..sheets.len()).filter(|at| sheets[*at].route == Route::Home).collect();
        let moved = |at: usize| &sheets[home[(at + by) % home.len()]];
        for (place, at) in home.iter().enumerate() {
            apart[*at].address = moved(place).address.clone();
            apart[*at].postcode = moved(place).postcode.clone();
        }
        assert_eq!(crossed(&apart, &truths).is_empty(), apart == sheets, "{by}");
    }
}

#[test]
fn a_letter_to_another_of_the_household_and_a_shielded_member_among_others_are_found() {
    let (sheets, truths) = batch(12);
    // The wife's data under the husband's name, in one envelope.
    let mut mixed = sheets.clone();
    let at = mixed.iter().position(|sheet| sheet.in_envelope == (1, 3)).expect("a family");
    mixed[at + 1].name = sheets[at].name.clone();
    let found = crossed(&mixed, &truths);
    assert_eq!((found.len(), found[0].place.as_str()), (1, sheets[at + 1].member.as_str()));
    // The family's envelope bears the child's name.
    let mut mixed = sheets.clone();
    mixed.swap(at, at + 1);
    mixed[at].in_envelope = (1, 3);
    mixed[at + 1].in_envelope = (2, 3);
    assert!(!crossed(&mixed, &truths).is_empty());
    // Somebody written to alone comes into an envelope with the family before.
    let alone = sheets.iter().position(|sheet| truths[&sheet.member].alone).expect("one alone");
    let mut mixed = sheets.clone();
    let (first, sheet) = (mixed[alone - 1].clone(), &mut mixed[alone]);
    sheet.envelope = first.envelope;
    assert!(crossed(&mixed, &truths).iter().any(|one| one.place == sheets[alone].member));
    // Nobody of this code is in the ledger.
    let mut mixed = sheets.clone();
    mixed[0].member = "M9999999999".to_owned();
    assert_eq!(crossed(&mixed, &truths).len(), 1);
    // One member's sheet twice, another's not at all.
    let mut mixed = sheets.clone();
    mixed[alone] = Sheet { envelope: sheets[alone].envelope, ..sheets[0].clone() };
    assert!(!crossed(&mixed, &truths).is_empty());
}
