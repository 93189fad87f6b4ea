//! One box: whatever a clerk types for a member leads to that member, best first.

use ledger::{Coverage, Employer, Layer, Ledger, MemberId, NewPaper, PaperKind, Person};
use rules::words::InsuredNumber;
use rules::words::fold::kana_key;

use crate::{Shelf, act, coverage, named, on};

/// (name, kana, born, symbol, number, branch, employer, staff number)
type Someone =
    (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const PEOPLE: [Someone; 8] = [
    ("山田　太郎", "ヤマダ　タロウ", "1980-01-02", "11", "0000123", "00", "E01", "A-0042"),
    ("山田　花子", "ヤマダ　ハナコ", "1982-03-04", "11", "0000123", "01", "E01", ""),
    ("山﨑　一郎", "ヤマザキ　イチロウ", "1975-12-31", "11", "124", "00", "E01", "77"),
    ("渡邉　さくら", "ワタナベ　サクラ", "1999-09-09", "12", "1230", "00", "E02", ""),
    ("髙橋　祐介", "タカハシ　ユウスケ", "1980-01-02", "12", "99", "00", "E02", ""),
    ("小山田　健", "オヤマダ　ケン", "1988-08-08", "13", "5", "00", "E03", ""),
    ("ＭＡＲＩＡ　ＳＩＬＶＡ", "マリア　シルバ", "1991-05-05", "13", "6", "00", "E03", ""),
    ("山田", "ヤマダ", "1960-06-06", "14", "7", "00", "E03", ""),
];

fn filled() -> (Shelf, Ledger, Vec<MemberId>) {
    let shelf = Shelf::new();
    let mut ledger = shelf.found();
    let (_, members) = act(&mut ledger, 1, |entry| {
        for (code, name) in [("E01", "見本商事株式会社"), ("E02", "㈱東京物産"), ("E03", "山田製作所")]
        {
            let employer = Employer {
                code: code.to_owned(),
                name: name.to_owned(),
                symbol: "1".to_owned(),
                ..Employer::default()
            };
            entry.employer(on("2024-12-02"), &employer)?;
        }
        let mut members = Vec::new();
        for (name, kana, born, symbol, number, branch, employer, staff) in PEOPLE {
            let member = entry.add_member(&Person { born: Some(on(born)), sex: None })?;
            let covered = Coverage {
                employer: Some(employer.to_owned()),
                staff_number: (!staff.is_empty()).then(|| staff.to_owned()),
                ..coverage(entry.household()?, symbol, number, branch)
            };
            entry.cover(member, on("2026-04-01"), &covered)?;
            entry.name(member, Layer::Reported, on("2026-04-01"), &named(name, kana))?;
            members.push(member);
        }
        Ok(members)
    });
    (shelf, ledger, members)
}

/// The places in [`PEOPLE`] of those found.
fn find(ledger: &Ledger, members: &[MemberId], query: &str) -> Vec<usize> {
    let found = ledger.find(query, 50).unwrap();
    found.iter().map(|id| members.iter().position(|member| member == id).unwrap()).collect()
}

#[test]
fn every_way_of_typing_a_member_leads_there() {
    let (_shelf, ledger, members) = filled();
    let expect: &[(&str, &[usize])] = &[
        // Number: any width, with or without zeros, alone or with 記号 and 枝番.
        ("0000123", &[0, 1, 3]),
        ("123", &[0, 1, 3]),
        ("１２３", &[0, 1, 3]),
        ("11-123", &[0, 1]),
        ("11-123-00", &[0]),
        ("011‐00123‐1", &[1]),
        ("１１－０００１２３－０１", &[1]),
        ("11 123 01", &[1]),
        ("12-99-00", &[4]),
        // Written as one, or with the words of the old card.
        ("11123", &[0, 1]),
        ("1112301", &[1]),
        ("110000123", &[0, 1]),
        ("１１０００１２３００", &[0]),
        ("記号11 番号123", &[0, 1]),
        ("記号１１番号０００１２３（枝番）０１", &[1]),
        ("記号・番号：11・123", &[0, 1]),
        ("番号 99", &[4]),
        ("社員番号 A-0042", &[0]),
        // Kana: half width, hiragana, family and given name, beginning of either.
        ("ﾔﾏﾀﾞ ﾀﾛｳ", &[0]),
        ("やまだ", &[7, 0, 1]),
        ("ヤマダハナコ", &[1]),
        ("たろう", &[0]),
        ("おやま", &[5]),
        // Kanji: with and without a space, old and new forms, inside.
        ("山田太郎", &[0]),
        ("山田 太郎", &[0]),
        ("太郎", &[0]),
        ("山崎", &[2]),
        ("山﨑一郎", &[2]),
        ("渡辺", &[3]),
        ("渡邊さくら", &[3]),
        ("高橋", &[4]),
        ("silva", &[6]),
        ("Ｍａｒｉａ", &[6]),
        // Birth date in any form.
        ("1980-01-02", &[0, 4]),
        ("S55.1.2", &[0, 4]),
        ("昭和55年1月2日", &[0, 4]),
        ("19991231", &[]),
        // Only as far as the month or the year, as it is being typed.
        ("S55.1", &[0, 4]),
        ("S55.1.", &[0, 4]),
        ("Ｓ５５", &[0, 4]),
        ("昭和55年", &[0, 4]),
        ("1980年1月", &[0, 4]),
        ("1980/1", &[0, 4]),
        ("198001", &[0, 4]),
        ("S5501", &[0, 4]),
        ("平成元年", &[]),
        ("H3年5月 silva", &[6]),
        // In digits, with the era's code of the official forms or of receipts, or without one.
        ("5550102", &[0, 4]),
        ("3550102", &[0, 4]),
        ("550102", &[0, 4]),
        ("55.1.2", &[0, 4]),
        ("800102", &[0, 4]),
        ("4110909", &[3]),
        ("生年月日 S55.1.2", &[0, 4]),
        // Several words: all of them.
        ("山田 1982/3/4", &[1]),
        ("S55.1.2 たかはし", &[4]),
        ("郎 山", &[0, 2]),
        ("山田 見本商事", &[0, 1]),
        ("E02 高橋", &[4]),
        ("東京物産 1999-09-09", &[3]),
        // Employer and staff number.
        ("見本商事", &[0, 1, 2]),
        ("東京物産", &[3, 4]),
        ("E02", &[3, 4]),
        ("A-0042", &[0]),
        ("77", &[2]),
        // Nothing.
        ("", &[]),
        ("　", &[]),
        ("存在しない", &[]),
        ("山田 存在しない", &[]),
        ("%", &[]),
        ("' OR 1=1 --", &[]),
    ];
    for (query, who) in expect {
        assert_eq!(find(&ledger, &members, query), *who, "{query}");
    }
}

#[test]
fn the_best_come_first_exact_before_beginning_before_inside() {
    let (_shelf, ledger, members) = filled();
    // The one who is only called 山田, those whose name begins so, the one with it inside, and then the employer's people.
    assert_eq!(find(&ledger, &members, "山田"), [7, 0, 1, 5, 6]);
    let limited = ledger.find("山田", 2).unwrap();
    assert_eq!(limited, [members[7], members[0]]);
    assert!(ledger.find("山田", 0).unwrap().is_empty());
}

#[test]
fn a_member_is_found_by_a_former_name_and_number_and_by_codes() {
    let (_shelf, mut ledger, members) = filled();
    let (_, paper) = act(&mut ledger, 2, |entry| {
        entry.name(members[1], Layer::Reported, on("2026-06-01"), &named("佐藤　花子", "サトウ　ハナコ"))?;
        let household = entry.household()?;
        entry.cover(members[1], on("2026-06-01"), &coverage(household, "15", "888", "00"))?;
        let paper = NewPaper {
            member: members[4],
            batch: None,
            kind: PaperKind::Notice,
            issued: on("2026-06-01"),
            until: None,
            printed: Default::default(),
        };
        Ok(entry.paper(&paper)?.1)
    });
    assert_eq!(find(&ledger, &members, "佐藤"), [1]);
    assert_eq!(find(&ledger, &members, "山田花子"), [1]);
    assert_eq!(find(&ledger, &members, "888"), [1]);
    assert_eq!(find(&ledger, &members, "11-123-01"), [1]);
    assert_eq!(find(&ledger, &members, &paper), [4]);
    assert_eq!(find(&ledger, &members, &paper.to_lowercase()), [4]);
    let code = ledger.state(members[2], on("2026-06-01"), ledger.now_known().unwrap()).unwrap().unwrap().code;
    assert_eq!(find(&ledger, &members, &code), [2]);
}

#[test]
fn an_import_finds_whom_a_row_means() {
    let (_shelf, mut ledger, members) = filled();
    assert_eq!(ledger.members_with_number(None, &InsuredNumber::part_key("000123")).unwrap(), members[..2]);
    assert_eq!(ledger.members_with_number(Some("11"), "123").unwrap(), members[..2]);
    assert_eq!(ledger.members_with_number(Some("12"), "123").unwrap(), []);
    assert_eq!(ledger.members_born_with_kana(on("1980-01-02"), &kana_key("ﾔﾏﾀﾞﾀﾛｳ")).unwrap(), [members[0]]);
    assert_eq!(ledger.members_born_with_kana(on("1980-01-03"), &kana_key("ヤマダタロウ")).unwrap(), []);
    act(&mut ledger, 2, |entry| {
        let member = entry.add_member(&Person { born: Some(on("2001-01-01")), sex: None })?;
        entry.name(member, Layer::Reported, on("2026-04-01"), &named("新　人", "アタラ　ヒト"))?;
        assert_eq!(entry.members_born_with_kana(on("2001-01-01"), "アタラヒト")?, [member]);
        let household = entry.household()?;
        entry.cover(member, on("2026-04-01"), &coverage(household, "16", "1", "00"))?;
        assert_eq!(entry.members_with_number(Some("16"), "1")?, [member]);
        Ok(())
    });
}

#[test]
fn the_index_made_again_from_the_facts_finds_the_same() {
    let (_shelf, mut ledger, members) = filled();
    let queries = ["山田", "123", "見本商事", "やま", "S55.1.2", "山田 見本商事"];
    let before = queries.map(|query| find(&ledger, &members, query));
    ledger.make_index_again().unwrap();
    assert_eq!(queries.map(|query| find(&ledger, &members, query)), before);
    assert!(ledger.verify().unwrap().findings.is_empty());
}

#[test]
fn a_query_is_only_ever_a_value() {
    let (_shelf, ledger, members) = filled();
    for hostile in [
        "\"; DROP TABLE member; --",
        "山田%",
        "_",
        "[a-z]*",
        "\0",
        "𝕏",
        "🦀",
        "\u{10FFFF}",
        &"あ".repeat(5_000),
        "*",
        "-",
        "---",
        "-1-",
    ] {
        let found = ledger.find(hostile, 50).unwrap();
        assert!(found.iter().all(|id| members.contains(id)), "{hostile}");
    }
    assert!(ledger.verify().unwrap().findings.is_empty());
    assert_eq!(find(&ledger, &members, "山田太郎"), [0]);
}
