//! The year of a training society, as the command line and the window play it: who is in it, what arrives, and what must be true
//! when it ends.

use std::collections::BTreeMap;

use crate::program::Ran;

/// Who has a story of their own: symbol and number, name, kana, birth date, sex, last day of voluntary continuation, ratio.
pub const PEOPLE: [(&str, &str, &str, &str, &str, &str, &str); 9] = [
    ("101-9001", "見本　去男", "ミホン　サルオ", "1985-03-03", "男", "", ""),
    ("101-9002", "見本　返子", "ミホン　カエコ", "1986-04-04", "女", "", ""),
    ("101-9003", "見本　失也", "ミホン　ナクヤ", "1987-05-05", "男", "", ""),
    ("202-9004", "見本　越子", "ミホン　コシコ", "1968-06-06", "女", "2028-03-31", ""),
    ("101-9005", "見本　古希", "ミホン　コキ", "1956-09-15", "男", "", "2"),
    ("101-9006", "見本　喜寿", "ミホン　キジュ", "1951-11-20", "男", "", "2"),
    ("101-9007", "見本　期限", "ミホン　キゲン", "1983-07-20", "女", "", ""),
    ("101-9008", "見本　傷美", "ミホン　キズミ", "1990-08-08", "女", "", ""),
    ("202-9009", "見本　解人", "ミホン　トキト", "1991-09-09", "男", "", ""),
];

/// Ordinary people, of whom every third has no use registration.
pub const OTHERS: usize = 30;

/// Everyone, with the wife of whom turns 75.
pub const EVERYONE: usize = PEOPLE.len() + 1 + OTHERS;

/// Who leaves in June.
pub const LEAVING: &str = "記号,番号,枝番,氏名,カナ,生年月日,資格喪失年月日,退職日\n\
    101,9001,00,見本　去男,ミホン　サルオ,1985-03-03,2026-06-11,2026-06-10\n\
    101,9002,00,見本　返子,ミホン　カエコ,1986-04-04,2026-06-11,2026-06-10\n";

/// The day on which the year ends.
pub const LAST_DAY: &str = "2027-03-31";

/// The work lists on which nobody and nothing may stand when the year ends.
pub const NOTHING_OPEN: [&str; 12] = [
    "uncovered",
    "certificate_due",
    "renewal_due",
    "notice_due",
    "returns_due",
    "returned_mail",
    "searches",
    "unprinted",
    "unposted",
    "ask",
    "waiting",
    "consequences",
];

/// Everyone, as the employers send them in April.
#[must_use]
pub fn people() -> String {
    let mut table =
        "記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,任意継続最終日,負担割合,個人番号,郵便番号,住所\n"
            .to_owned();
    let address = "1000001,東京都千代田区千代田1-1";
    for (number, name, kana, born, sex, until, ratio) in PEOPLE {
        let (of_card, number) = (my_number(&number[4..]), number.replace('-', ","));
        table +=
            &format!("{number},00,{name},{kana},{born},{sex},本人,2026-04-01,{until},{ratio},{of_card},{address}\n");
    }
    table += &format!(
        "101,9006,01,見本　寿子,ミホン　ヒサコ,1955-02-02,女,妻,2026-04-01,,2,{},{address}\n",
        my_number("9061")
    );
    for at in 1..=OTHERS {
        let letter = |digit: usize| "アイウエオカキクケコ".chars().nth(digit).expect("a letter");
        let kana: String = [at / 10, at % 10].map(letter).iter().collect();
        let symbol = if at % 2 == 0 { 101 } else { 202 };
        let (month, day, of_card) = (at % 12 + 1, at % 28 + 1, my_number(&format!("{at:04}")));
        table += &format!(
            "{symbol},{at},00,並　{kana},ナミ　{kana},1980-{month:02}-{day:02},男,本人,2020-04-01,,,{of_card},{address}\n"
        );
    }
    table
}

/// An invented My Number that ends in `last`, whatever comes before: the check digit fits.
#[must_use]
pub fn my_number(last: &str) -> String {
    let digits = |text: &str| -> Vec<u8> { text.bytes().map(|byte| byte - b'0').collect() };
    for before in 10_000_000_u32.. {
        let text = format!("{before}{last}");
        let first: [u8; 11] = digits(&text[..11]).try_into().expect("eleven digits");
        if rules::last_four::check_digit(&first).to_string() == text[11..] {
            return text;
        }
    }
    unreachable!("a check digit fits once in eleven")
}

/// What the state's list of May says of those with a story: card, use registration, last day of the e-certificate.
#[must_use]
pub fn registrations() -> BTreeMap<String, &'static str> {
    let mut said: BTreeMap<String, &str> =
        PEOPLE.iter().map(|(number, ..)| (format!("{number}-00"), "無,無,")).collect();
    said.insert("101-9006-01".to_owned(), "無,無,");
    said.insert("101-9007-00".to_owned(), "有,有,2026-07-20");
    said.insert("202-9009-00".to_owned(), "有,有,2029-09-09");
    said
}

/// The state's list of a day: everyone who is insured, as it says of those with a story and as usual of the others.
#[must_use]
pub fn state_list<'a>(
    day: &str,
    insured: impl IntoIterator<Item = &'a str>,
    said: &BTreeMap<String, &'static str>,
) -> String {
    let mut table = "記号,番号,枝番,マイナンバーカード,利用登録,電子証明書有効期限,基準日\n".to_owned();
    for member in insured {
        let number: usize = member.split('-').nth(1).and_then(|number| number.parse().ok()).expect("a number");
        let usual = if number.is_multiple_of(3) { "無,無," } else { "有,有,2029-10-10" };
        let says = said.get(member).copied().unwrap_or(usual);
        table += &format!("{},{says},{day}\n", member.replace('-', ","));
    }
    table
}

/// Every paper of everybody is either with whom it belongs, or its end is on record; nobody has two certificates that hold.
/// `says` runs a command on the last day.
pub fn accounted_for(ledger: &str, says: &dyn Fn(&[&str]) -> Ran) {
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    for one in says(&["decide", ledger, "--json"]).ends(0).lines() {
        let member = one["member"].as_str().expect("a number");
        let insured = one["certificate"]["because"] != "not_insured";
        let shown = says(&["show", ledger, member, "--json"]).ends(0).json();
        let mut holding = 0;
        for paper in shown["papers"].as_array().expect("papers") {
            let (kind, state) = (paper["kind"].as_str().expect("a kind"), paper["state"].as_str().expect("a state"));
            *counts.entry((kind.to_owned(), state.to_owned())).or_default() += 1;
            let until = paper["last_day"].as_str();
            let live =
                matches!(state, "posted" | "delivered" | "in_hand") && until.is_none_or(|until| until >= LAST_DAY);
            if kind == "certificate" {
                holding += usize::from(live);
                let ended = ["destroyed", "returned", "replaced", "not_collectable", "self_disposed", "loss_reported"];
                let expired = until.is_some_and(|until| until < LAST_DAY);
                assert!(live || expired || ended.contains(&state), "{member}: {paper}");
                assert!(!live || insured, "{member} is not insured and holds {paper}");
            }
        }
        assert!(holding <= 1, "{member}: {shown}");
    }
    for (state, count) in [("destroyed", 4), ("not_collectable", 1), ("replaced", 1)] {
        let key = ("certificate".to_owned(), state.to_owned());
        assert_eq!(counts.get(&key), Some(&count), "{state}: {counts:?}");
    }
    let verified = says(&["verify", ledger, "--json"]).ends(0).json();
    let findings = verified["findings"].as_array().map(Vec::len);
    assert_eq!((verified["ok"].as_bool(), findings), (Some(true), Some(0)), "{verified}");
}
