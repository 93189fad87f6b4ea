//! My Numbers: the check digit, the cut, and that none is left behind.

use intake::check_digit;
use proptest::prelude::*;

use crate::told::{codes, rows_of_csv};

fn full(eleven: &[u8; 11]) -> String {
    let mut text: String = eleven.iter().map(|digit| char::from(b'0' + digit)).collect();
    text.push(char::from(b'0' + check_digit(eleven)));
    text
}

/// The law's own words, digit by digit from the right.
fn by_the_law(eleven: &[u8; 11]) -> u8 {
    let sum: u32 = (1..=11u32)
        .map(|n| {
            let p = u32::from(eleven[11 - n as usize]);
            p * if n <= 6 { n + 1 } else { n - 5 }
        })
        .sum();
    match sum % 11 {
        0 | 1 => 0,
        rest => u8::try_from(11 - rest).unwrap_or(0),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_check_digit_is_the_laws(digits in proptest::array::uniform11(0u8..10)) {
        prop_assert_eq!(check_digit(&digits), by_the_law(&digits));
    }

    #[test]
    fn a_good_number_is_cut_to_four_and_a_changed_digit_is_refused(digits in proptest::array::uniform11(0u8..10), at in 0usize..12, by in 1u8..10) {
        let good = full(&digits);
        let mut bad: Vec<u8> = good.bytes().collect();
        bad[at] = b'0' + (bad[at] - b'0' + by) % 10;
        let bad = String::from_utf8(bad).unwrap_or_default();
        let rows = rows_of_csv(&format!("番号,氏名,カナ,生年月日,取得日,個人番号\n1,大野　慧,オオノ　ケイ,H1.1.8,R8.4.1,{good}\n2,大野　慧,オオノ　ケイ,H1.1.8,R8.4.1,{bad}\n"));
        prop_assert_eq!(rows[0].report.last_four.map(|four| four.text()), Some(good[8..].to_owned()));
        // Two remainders share the digit 0, so that a few slips pass.
        let mut eleven = [0u8; 11];
        for (slot, byte) in eleven.iter_mut().zip(bad.bytes()) {
            *slot = byte - b'0';
        }
        let passes = check_digit(&eleven) == bad.as_bytes()[11] - b'0';
        prop_assert_eq!(rows[1].report.last_four.is_some(), passes);
        prop_assert_eq!(codes(&rows[1]).contains(&"my_number_check_digit"), !passes);
        for row in &rows {
            let told = format!("{row:?}");
            prop_assert!(!told.contains(&good));
            prop_assert!(!row.cells.iter().any(|cell| cell.contains(&bad)));
        }
    }
}

#[test]
fn the_published_examples_hold() {
    assert_eq!(check_digit(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]), 8);
    assert_eq!(check_digit(&[9, 8, 3, 2, 0, 5, 6, 7, 3, 2, 1]), 4);
}

#[test]
fn a_my_number_in_a_column_of_something_else_is_hidden_too() {
    let rows = rows_of_csv(
        "番号,氏名,カナ,生年月日,取得日,備考,電話\n1,大野　慧,オオノ　ケイ,H1.1.8,R8.4.1,番号は1234-5678-9018です,0312345678\n",
    );
    assert_eq!(rows[0].cells[5], "番号は****-****-9018です");
    assert_eq!(rows[0].cells[6], "0312345678");
}

/// What stands in a remark, and what is shown of it.
const REMARKS: &[(&str, &str)] = &[
    ("1234-5678-9018", "****-****-9018"),
    ("123456789018 090-1111-2222", "********9018 090-1111-2222"),
    ("03 1234-5678-9018", "03 ****-****-9018"),
    ("03-1111-2222 123456789018 100", "03-1111-2222 ********9018 100"),
    ("123456789018 991234567809", "********9018 ********7809"),
    ("1234567890180", "1234567890180"),
    ("1234-5678-9019", "1234-5678-9019"),
    ("03-1234-5678 090-1234-5678", "03-1234-5678 090-1234-5678"),
];

#[test]
fn a_my_number_beside_another_number_is_hidden_and_the_other_is_not() {
    for (remark, shown) in REMARKS {
        let text = format!("番号,氏名,カナ,生年月日,取得日,備考\n1,大野　慧,オオノ　ケイ,H1.1.8,R8.4.1,{remark}\n");
        assert_eq!(rows_of_csv(&text)[0].cells[5], *shown, "{remark}");
    }
}

#[test]
fn no_heading_and_no_sentence_shows_a_my_number() {
    // A number that stands in a heading, before a longer number of which only the beginning is said, and in an official file.
    let official = "01234567,001,20260401,,,,,\r\n[kanri]\r\n,001\r\n[data]\r\n123456789018,1,2\r\n";
    let longer =
        "番号,氏名,カナ,生年月日,取得日,続柄,性別\n1,大野　慧,オオノ　ケイ,H1.1.8,R8.4.1,1234567890180,1234567890180\n";
    let heading = "番号,氏名,カナ,生年月日,取得日,1234-5678-9018\n1,大野　慧,オオノ　ケイ,H1.1.8,R8.4.1,\n";
    for text in [official, longer, heading] {
        let (reading, rows) = crate::told::read("表.csv", text.as_bytes(), &[]);
        let mut said: Vec<String> = Vec::new();
        let complaints = rows.iter().flat_map(|row| row.complaints.clone());
        match reading {
            Ok(reading) => {
                said.extend(reading.sheets.iter().flat_map(|sheet| sheet.headers.clone()));
                said.extend(complaints.chain(reading.complaints).map(|it| format!("{}{}", it.sentence.ja, it.hint.ja)));
            }
            Err(complaint) => said.push(complaint.sentence.ja),
        }
        assert!(said.iter().any(|it| it.contains("9018")), "{said:?}");
        let bare = |it: &String| it.replace('-', "").contains("123456789018");
        assert!(!said.iter().any(bare), "{said:?}");
    }
}

#[test]
fn a_lost_character_goes_in_nowhere() {
    let header = "事業所名,記号,番号,枝番,社員番号,氏名,カナ,生年月日,取得日,喪失原因,住所";
    let good = ["見本商事", "12", "345", "00", "S1", "大野　慧", "オオノ　ケイ", "H1.1.8", "R8.4.1", "退職", "東京都"];
    // Behind a character that only the sender's machine knows as well.
    for (at, lost) in
        [0, 1, 2, 3, 4, 5, 6, 9, 10].into_iter().flat_map(|at| [(at, "\u{FFFD}"), (at, "\u{E000}\u{FFFD}")])
    {
        let mut cells = good.map(str::to_owned);
        cells[at].push_str(lost);
        let text = format!("{header}\n{}\n", cells.join(","));
        let row = rows_of_csv(&text).into_iter().next().expect("the row");
        assert_eq!(row.weight(), Some(rules::words::Weight::Refusal), "{}: {:?}", cells[at], crate::told::codes(&row));
    }
}

/// Eleven digits that fit with a zero before them lost it in a spreadsheet; where other numbers of the row keep their zeros, no
/// spreadsheet had it in hand, and a digit was left out.
#[test]
fn a_zero_is_put_back_only_where_a_spreadsheet_can_have_dropped_it() {
    let good = full(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0]);
    let short = good.trim_start_matches('0');
    for (row, given) in [
        (format!("101,345,0,{short},600001"), true),
        (format!("101,345,00,{short},600001"), false),
        (format!("101,0000345,0,{short},600001"), false),
        (format!("101,345,0,{short},0600001"), false),
        (format!("101,0000345,00,{good},0600001"), true),
    ] {
        let table = format!(
            "記号,番号,枝番,個人番号,郵便番号,氏名,カナ,生年月日,取得日\n{row},大野　慧,オオノ　ケイ,H1.1.8,R8.4.1\n"
        );
        let rows = rows_of_csv(&table);
        assert_eq!(rows[0].report.last_four.is_some(), given, "{row}");
        assert_eq!(codes(&rows[0]).contains(&"my_number_length"), !given, "{row}");
    }
}
