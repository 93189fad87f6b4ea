//! Plain tables, and the characters that old systems have.

use intake::outside_jis_1_2;
use intake::table::records;
use proptest::prelude::*;

fn of(text: &str) -> Vec<(u64, Vec<String>)> {
    records(text.as_bytes()).expect(text)
}

fn record(line: u64, cells: &[&str]) -> (u64, Vec<String>) {
    (line, cells.iter().map(|cell| (*cell).to_owned()).collect())
}

#[test]
fn a_records_line_is_the_physical_line_in_which_it_begins() {
    let table =
        of("\u{FEFF}\r\n\r\non,born\r\n2026-04-01,\"a\r\nb\"\r\n\r\n2026-04-02,\"x \"\"y\"\"\"\n\n\n3,4,5\r6\n,\n\"\"");
    assert_eq!(
        table,
        [
            record(3, &["on", "born"]),
            record(4, &["2026-04-01", "a\r\nb"]),
            record(7, &["2026-04-02", "x \"y\""]),
            record(10, &["3", "4", "5"]),
            record(11, &["6"]),
            record(12, &["", ""]),
            record(13, &[""]),
        ]
    );
    assert_eq!(of(""), []);
    assert_eq!(of("\n\n"), []);
}

#[test]
fn a_quote_where_it_cannot_stand_is_refused_with_its_line() {
    for (text, line) in [
        ("on,case\n2026-04-01,\"abc\n", "2"),
        ("on,case\n2026-04-01,a\"bc\n", "2"),
        ("on,case\n\n2026-04-01,\"a\"bc\n", "3"),
        ("on,case\n\"1\n2\",x\n3,\"", "4"),
    ] {
        let complaint = records(text.as_bytes()).expect_err(text);
        assert_eq!(complaint.place, line, "{text}");
        assert!(["stray_quote", "quote_not_closed"].contains(&complaint.code), "{text}");
    }
    assert_eq!(records("a,\"b\"\"c\"\r\n\"d\ne\",\r\n".as_bytes()).expect("a table").len(), 2);
}

#[test]
fn a_quote_that_is_never_closed_is_refused_with_its_line() {
    let complaint = records("a,b\n1,\"2\n3,4\n".as_bytes()).expect_err("an open quote");
    assert_eq!((complaint.code, complaint.place.as_str()), ("quote_not_closed", "2"));
}

#[test]
fn bytes_that_are_not_utf8_are_refused_with_their_line() {
    let complaint = records(b"a\nb\n\x81").expect_err("not UTF-8");
    assert_eq!((complaint.code, complaint.place.as_str()), ("undecodable", "3"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_quoted_comes_back(rows in proptest::collection::vec(proptest::collection::vec("[a\",\r\n あ]{0,6}", 1..5), 0..8)) {
        let text: String = rows
            .iter()
            .map(|row| row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect::<Vec<_>>().join(",") + "\r\n")
            .collect();
        let read: Vec<Vec<String>> = of(&text).into_iter().map(|(_, cells)| cells).collect();
        prop_assert_eq!(read, rows);
    }

    #[test]
    fn no_bytes_make_the_reader_fail_other_than_with_a_complaint(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = records(&bytes);
    }
}

#[test]
fn characters_outside_the_first_two_levels_are_named() {
    assert_eq!(outside_jis_1_2("山田　太郎ﾔﾏﾀﾞA1"), []);
    assert_eq!(outside_jis_1_2("髙﨑①髙㈱𠮷\u{E000}鷗"), ['髙', '﨑', '①', '㈱', '𠮷', '\u{E000}', '鷗']);
    assert_eq!(outside_jis_1_2("葛\u{E0100}"), ['\u{E0100}']);
    assert_eq!(outside_jis_1_2("〜－―∥"), []);
    assert_eq!(outside_jis_1_2("é"), ['é']);
}
