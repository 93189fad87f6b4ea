//! What is written as an official file is read as it was meant, whoever is in it; and nothing of the kind is ever guessed.

use intake::official::write::{Dependant, Filed, Head, Office, Person, write};
use intake::official::{FormCode, Media};
use intake::{Confirmation, Row};
use proptest::prelude::*;
use rules::calendar::{Day, day};
use rules::words::{Relation, ReportKind, Sex};

use crate::told::{codes, read};

const FAMILIES: [(&str, &str); 5] =
    [("大野", "オオノ"), ("谷口", "タニグチ"), ("髙橋", "タカハシ"), ("山﨑", "ヤマザキ"), ("林", "ハヤシ")];
const GIVEN: [(&str, &str); 5] =
    [("慧", "ケイ"), ("優子", "ユウコ"), ("大助", "ダイスケ"), ("春", "ハル"), ("みどり", "ミドリ")];
const HOMES: [(&str, &str); 4] = [
    ("1000001", "東京都千代田区千代田1-1"),
    ("0600001", "札幌市中央区北一条西2-3 みどり荘 101"),
    ("5300001", "大阪府大阪市北区梅田１丁目２番３号"),
    ("", ""),
];

/// Family, given name, home, days of life, sex and wish, drawn by lot.
type Drawn = (usize, usize, usize, i64, bool, bool);

fn drawn() -> impl Strategy<Value = Drawn> {
    (0..5_usize, 0..5_usize, 0..4_usize, -30_000_i64..0, any::<bool>(), any::<bool>())
}

fn person((family, given, home, days, female, wish): Drawn) -> Person {
    Person {
        place: "101-1-00".to_owned(),
        kana: format!("{}\u{3000}{}", FAMILIES[family].1, GIVEN[given].1),
        name: format!("{}\u{3000}{}", FAMILIES[family].0, GIVEN[given].0),
        born: Some(day(2026, 1, 1).plus_days(days)),
        sex: Some(if female { Sex::Female } else { Sex::Male }),
        postcode: HOMES[home].0.to_owned(),
        address: HOMES[home].1.to_owned(),
        wish,
    }
}

fn office() -> Office {
    Office {
        number: "0101".to_owned(),
        pension: ["21", "01", "ケイト", "12345"].map(str::to_owned),
        postcode: "1000001".to_owned(),
        address: "東京都千代田区千代田1-1".to_owned(),
        name: "見本商事株式会社".to_owned(),
    }
}

fn round(form: FormCode, media: Media, filed: &[Filed]) -> (Vec<u8>, Vec<Row>) {
    let office = office();
    let head = Head { media, day: day(2026, 5, 1), serial: 7, office: &office };
    let written = write(form, &head, filed);
    assert_eq!(written.forms as usize, filed.len(), "everybody fits");
    let (reading, rows) = read(media.file_name(), &written.bytes, &[Confirmation::ReferenceIsNumber]);
    assert!(reading.is_ok(), "{:?}", reading.as_ref().err().map(|complaint| complaint.code));
    (written.bytes, rows)
}

/// The name as the form's characters have it.
fn plain(name: &str) -> String {
    name.replace('髙', "高").replace('﨑', "崎")
}

fn same(row: &Row, person: &Person) {
    let report = &row.report;
    assert!(codes(row).is_empty(), "{:?}", codes(row));
    assert_eq!(report.name.as_ref().map(|name| name.text().to_owned()), Some(plain(&person.name)));
    assert_eq!(report.kana.as_ref().map(|kana| kana.text()), Some(person.kana.as_str()));
    assert_eq!(report.born, person.born);
    assert!(report.last_four.is_none(), "nobody keeps a My Number");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_enrolment_is_read_as_it_was_written(drawn in drawn(), number in 1_u32..999_999, days in 0_i64..2_000, kpfd in any::<bool>()) {
        let media = if kpfd { Media::Kpfd } else { Media::Shfd };
        let person = person(drawn);
        let born = person.born.unwrap_or(day(2026, 1, 1));
        let acquired = born.plus_days(days).clamp(day(1990, 1, 1), day(2026, 5, 1));
        let filed = Filed::Enrolment { person: person.clone(), number: number.to_string(), acquired, dependants: false };
        let (_, rows) = round(FormCode::Enrolment, media, &[filed]);
        prop_assert_eq!(rows.len(), 1);
        same(&rows[0], &person);
        let report = &rows[0].report;
        prop_assert_eq!(report.kind, ReportKind::Enrolment);
        prop_assert_eq!(report.acquired, Some(acquired));
        prop_assert_eq!(report.sex, person.sex);
        prop_assert_eq!(report.number.clone(), Some(number.to_string()));
        prop_assert_eq!(report.wants_certificate.unwrap_or(false), person.wish);
        prop_assert_eq!(report.postcode.clone().unwrap_or_default(), person.postcode);
    }

    #[test]
    fn a_family_is_read_as_it_was_written(drawn in prop::collection::vec(drawn(), 3), added in any::<bool>(), kpfd in any::<bool>()) {
        let media = if kpfd { Media::Kpfd } else { Media::Shfd };
        let on = day(2026, 4, 15);
        let people: Vec<Person> = drawn.into_iter().map(person).collect();
        let of = |at: usize, relation| Dependant { person: people[at].clone(), relation, on, together: true };
        let family = vec![of(0, Relation::Wife), of(1, Relation::Child), of(2, Relation::ParentInLaw)];
        let insured = Person { place: "101-9-00".to_owned(), ..people[0].clone() };
        let filed = Filed::Dependants { person: insured, number: "9".to_owned(), received: Some(on), added, people: family.clone() };
        let (_, rows) = round(FormCode::Dependants, media, &[filed]);
        prop_assert_eq!(rows.len(), 3);
        for (row, one) in rows.iter().zip(&family) {
            same(row, &one.person);
            let report = &row.report;
            let expected = if added { ReportKind::DependantAdded } else { ReportKind::DependantRemoved };
            prop_assert_eq!(report.kind, expected);
            prop_assert_eq!(report.relation, Some(one.relation));
            prop_assert_eq!(if added { report.acquired } else { report.lost }, Some(on));
            prop_assert_eq!(report.wants_certificate.unwrap_or(false), one.person.wish);
        }
        let places: std::collections::BTreeSet<String> = rows.iter().map(Row::place).collect();
        prop_assert_eq!(places.len(), 3, "each of them can be named");
    }

    #[test]
    fn a_leaving_is_read_as_it_was_written(drawn in drawn(), days in 0_i64..300, kpfd in any::<bool>()) {
        let media = if kpfd { Media::Kpfd } else { Media::Shfd };
        let left = day(2026, 5, 1).plus_days(-days);
        let person = person(drawn);
        prop_assume!(person.born.is_some_and(|born| born < left.plus_days(-6_000)));
        let filed = Filed::Leaving { person: person.clone(), number: "12".to_owned(), lost: left.after(), left: Some(left) };
        let (_, rows) = round(FormCode::Leaving, media, &[filed]);
        prop_assert_eq!(rows.len(), 1);
        same(&rows[0], &person);
        prop_assert_eq!((rows[0].report.lost, rows[0].report.left), (Some(left.after()), Some(left)));
    }

    #[test]
    fn an_official_file_cut_or_changed_anywhere_is_read_or_refused_and_never_ends_the_program(cut in 0_usize..900, byte in any::<u8>(), at in 0_usize..900) {
        let someone = Person { kana: "オオノ　ケイ".to_owned(), name: "大野　慧".to_owned(), born: Some(day(1989, 1, 8)), sex: Some(Sex::Male), ..Person::default() };
        let filed = Filed::Enrolment { person: someone, number: "7".to_owned(), acquired: day(2026, 4, 1), dependants: false };
        let office = office();
        let head = Head { media: Media::Kpfd, day: day(2026, 5, 1), serial: 1, office: &office };
        let mut bytes = write(FormCode::Enrolment, &head, &[filed]).bytes;
        if let Some(there) = bytes.get_mut(at) {
            *there = byte;
        }
        bytes.truncate(cut.max(1));
        let (_, rows) = read("KPFD0006.CSV", &bytes, &[]);
        prop_assert!(rows.len() <= 20);
    }
}

#[test]
fn nobody_who_does_not_fit_the_form_is_cut_short() {
    let long = Person {
        place: "101-1-00".to_owned(),
        kana: "ナガイナマエノヒト　トテモトテモナガイナマエノヒト".to_owned(),
        name: "長井　一".to_owned(),
        born: Some(day(1990, 1, 1)),
        sex: Some(Sex::Male),
        ..Person::default()
    };
    let cases: [(&str, Person); 6] = [
        ("too_long", long.clone()),
        ("kana_missing", Person { kana: String::new(), ..long.clone() }),
        ("name_not_split", Person { kana: "ナガイハジメ".to_owned(), ..long.clone() }),
        (
            "character_not_in_form",
            Person { kana: "ナガイ　ハジメ".to_owned(), name: "𩸽　一".to_owned(), ..long.clone() },
        ),
        ("too_long", Person { kana: "ナガイ　ハジメ".to_owned(), address: "東".repeat(38), ..long.clone() }),
        ("born_missing", Person { kana: "ナガイ　ハジメ".to_owned(), born: None, ..long.clone() }),
    ];
    let office = office();
    let head = Head { media: Media::Kpfd, day: day(2026, 5, 1), serial: 1, office: &office };
    for (code, person) in cases {
        let filed = Filed::Enrolment {
            person,
            number: "1".to_owned(),
            acquired: Day::new(2026, 4, 1).expect("a day"),
            dependants: false,
        };
        let written = write(FormCode::Enrolment, &head, &[filed]);
        assert_eq!(written.forms, 0, "{code}");
        let said: Vec<&str> = written.complaints.iter().map(|one| one.code).collect();
        assert!(said.contains(&code), "{code}: {said:?}");
        assert!(written.complaints.iter().all(|one| one.place.starts_with("101-1-00")), "by name");
    }
}
