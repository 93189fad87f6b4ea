//! `daicho rules try`: the table that comes back, its objects, and every mistake with its line and column.

use rules::policy::Policies;
use rules::trial::{ADDED_COLUMNS, Record, Trials, try_cases};
use rules::words::Lang;
use serde_json::Value;

use crate::rows::{base_policy, policy_text};

fn policies() -> Policies {
    Policies::read(&policy_text(&base_policy()), "policy.toml").unwrap()
}

/// Splits a table as the program does: lines counted from 1, empty ones skipped.
fn split(table: &str) -> (Record, Vec<Record>) {
    let lines: Vec<&str> = table.lines().collect();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(table.as_bytes());
    let mut records = Vec::new();
    for record in reader.records() {
        let record = record.unwrap();
        // The reader stands before the empty lines that it skips.
        let mut line = record.position().unwrap().line();
        while lines[usize::try_from(line).unwrap() - 1].is_empty() {
            line += 1;
        }
        records.push(Record { line, cells: record.iter().map(str::to_owned).collect() });
    }
    let header = records.remove(0);
    (header, records)
}

fn with_answer(table: &str, look: impl FnOnce(&Trials)) {
    let (header, records) = split(table);
    let policies = policies();
    match try_cases(&policies, &header, &records, "cases.csv") {
        Ok(trials) => look(&trials),
        Err(all) => panic!("{:?}", all.iter().map(|it| format!("{} {}", it.place, it.sentence.en)).collect::<Vec<_>>()),
    }
}

/// Place and code of every mistake.
fn mistakes(table: &str) -> Vec<(String, &'static str)> {
    let (header, records) = split(table);
    let policies = policies();
    match try_cases(&policies, &header, &records, "cases.csv") {
        Ok(_) => panic!("a mistake was accepted in:\n{table}"),
        Err(all) => all.into_iter().map(|it| (it.place, it.code)).collect(),
    }
}

fn refused(table: &str, expected: &[(&str, &'static str)]) {
    let expected: Vec<(String, &'static str)> =
        expected.iter().map(|(place, code)| ((*place).to_owned(), *code)).collect();
    assert_eq!(mistakes(table), expected, "in:\n{table}");
}

#[test]
fn the_table_comes_back_with_ten_columns_added_in_their_order() {
    with_answer("case,on,myna_card,use_registered\nA,2026-05-01,none,\nB,2026-05-01,held,yes\n", |trials| {
        let header: Vec<&str> = trials.header().collect();
        assert_eq!(header[..4], ["case", "on", "myna_card", "use_registered"]);
        assert_eq!(header[4..], ADDED_COLUMNS);
        let rows: Vec<Vec<String>> =
            trials.rows().map(|row| row.into_iter().map(|cell| cell.into_owned()).collect()).collect();
        assert_eq!(
            rows,
            [
                vec![
                    "A",
                    "2026-05-01",
                    "none",
                    "",
                    "no",
                    "",
                    "issue",
                    "no_myna_card",
                    "2029-11-30",
                    "policy",
                    "issue",
                    "joined",
                    "none",
                    "none",
                ],
                vec![
                    "B",
                    "2026-05-01",
                    "held",
                    "yes",
                    "yes",
                    "",
                    "none",
                    "myna_usable",
                    "",
                    "",
                    "issue",
                    "joined",
                    "none",
                    "none",
                ],
            ]
        );
    });
}

#[test]
fn cells_come_back_unchanged_and_column_names_trimmed() {
    with_answer(" on , case,ratio\n 2026-05-01 ,\"  a, \"\"b\"\"  \", \n", |trials| {
        assert_eq!(trials.header().take(3).collect::<Vec<_>>(), ["on", "case", "ratio"]);
        let row = trials.rows().next().unwrap();
        assert_eq!(row[..3], [" 2026-05-01 ", "  a, \"b\"  ", " "]);
    });
}

#[test]
fn a_table_without_cases_has_a_header_only() {
    with_answer("on,case\n", |trials| {
        assert!(trials.is_empty());
        assert_eq!(trials.header().count(), 12);
    });
}

#[test]
fn every_column_of_the_contract_is_known_in_any_order() {
    let mut columns: Vec<&str> =
        "case on born lost left voluntary_until e_certificate_until acquired resident my_number \
        access myna_card use_registered assistance asked_at_enrolment application applied_on old_card_until \
        certificate_issued certificate_until certificate_state notice_issued portal_visible change ratio"
            .split_whitespace()
            .collect();
    columns.reverse();
    let values: Vec<&str> = columns.iter().map(|column| if *column == "on" { "2026-05-01" } else { "" }).collect();
    with_answer(&format!("{}\n{}\n", columns.join(","), values.join(",")), |trials| {
        assert_eq!(trials.len(), 1);
        assert_eq!(trials.decisions().next().unwrap().certificate.because.code(), "registration_unknown");
    });
}

#[test]
fn every_word_of_the_contract_is_known() {
    let words = [
        ("resident", "yes no"),
        ("my_number", "registered missing"),
        ("access", "open blocked"),
        ("myna_card", "none held lost renewing returned unknown"),
        ("use_registered", "yes no released unknown"),
        ("assistance", "no standing applied"),
        ("asked_at_enrolment", "yes no"),
        (
            "application",
            "myna_card_lost myna_card_renewing e_certificate_lapsed not_registered no_myna_card myna_card_returned \
             needs_assistance lost damaged",
        ),
        ("certificate_state", "in_hand lost damaged undelivered"),
        ("portal_visible", "yes no unknown"),
        ("change", "none name number ratio address"),
        ("ratio", "2 3"),
    ];
    for (column, words) in words {
        for word in words.split_whitespace() {
            with_answer(&format!("on,{column}\n2026-05-01, {word} \n"), |trials| assert_eq!(trials.len(), 1));
        }
        for word in ["Yes", "NO", "?", "acquisition", "ＹＥＳ"] {
            refused(
                &format!("on,{column}\n2026-05-01,{word}\n"),
                &[(&format!("cases.csv:2 ({column})"), "unknown_word")],
            );
        }
    }
}

#[test]
fn dates_are_read_in_one_form_only_and_must_exist() {
    let columns = "on born lost left voluntary_until e_certificate_until acquired applied_on old_card_until \
        certificate_until notice_issued";
    for column in columns.split_whitespace() {
        for date in ["2026-02-29", "2026-2-1", "2026/02/01", "R8.2.1", "令和8年2月1日", "20260201", "2026-02-01T00:00"]
        {
            let table =
                if column == "on" { format!("on\n{date}\n") } else { format!("on,{column}\n2026-05-01,{date}\n") };
            refused(&table, &[(&format!("cases.csv:2 ({column})"), "impossible_date")]);
        }
    }
    refused(
        "on,certificate_issued,certificate_until\n2026-05-01,2026-02-30,2027-01-01\n",
        &[("cases.csv:2 (certificate_issued)", "impossible_date")],
    );
}

#[test]
fn far_days_are_days() {
    with_answer("on,lost\n2026-05-01,9999-12-31\n", |trials| {
        assert_eq!(trials.decisions().next().unwrap().certificate.because.code(), "registration_unknown");
    });
}

#[test]
fn the_day_asked_about_must_be_there() {
    refused("case\nA\n", &[("cases.csv:1 (on)", "missing_column")]);
    refused("on,case\n,A\n  ,B\n", &[("cases.csv:2 (on)", "blank_day"), ("cases.csv:3 (on)", "blank_day")]);
}

#[test]
fn unknown_and_doubled_columns_are_named() {
    refused("on,colour\n2026-05-01,red\n", &[("cases.csv:1 (colour)", "unknown_column")]);
    refused("on,On\n2026-05-01,\n", &[("cases.csv:1 (On)", "unknown_column")]);
    refused("on,received\n2026-05-01,\n", &[("cases.csv:1 (received)", "unknown_column")]);
    refused("on,case, on\n2026-05-01,,2026-05-01\n", &[("cases.csv:1 (on)", "column_twice")]);
    refused("on,\n2026-05-01,\n", &[("cases.csv:1 (#2)", "unknown_column")]);
    for added in ADDED_COLUMNS {
        refused(&format!("on,{added}\n2026-05-01,\n"), &[(&format!("cases.csv:1 ({added})"), "unknown_column")]);
    }
}

#[test]
fn more_or_fewer_cells_than_the_header_are_named() {
    refused("on,case,ratio\n2026-05-01,A\n", &[("cases.csv:2 (ratio)", "cell_count")]);
    refused("on,case\n2026-05-01,A,B\n", &[("cases.csv:2 (#3)", "cell_count")]);
}

#[test]
fn a_day_of_issue_needs_a_last_day() {
    refused(
        "on,certificate_issued,certificate_until\n2026-05-01,2026-01-01,\n",
        &[("cases.csv:2 (certificate_until)", "issued_without_last_day")],
    );
    refused(
        "on,certificate_issued\n2026-05-01,2026-01-01\n",
        &[("cases.csv:2 (certificate_until)", "issued_without_last_day")],
    );
    // A last day that was mistaken is one mistake, not two.
    refused(
        "on,certificate_issued,certificate_until\n2026-05-01,2026-01-01,2027-02-29\n",
        &[("cases.csv:2 (certificate_until)", "impossible_date")],
    );
}

#[test]
fn an_ignored_cell_is_still_read() {
    refused("on,applied_on\n2026-05-01,soon\n", &[("cases.csv:2 (applied_on)", "impossible_date")]);
    refused("on,certificate_state\n2026-05-01,burnt\n", &[("cases.csv:2 (certificate_state)", "unknown_word")]);
    with_answer("on,applied_on,certificate_state\n2026-05-01,2026-04-01,lost\n", |trials| assert_eq!(trials.len(), 1));
}

#[test]
fn a_day_before_the_first_policy_and_one_past_the_last_are_named() {
    refused("on,myna_card\n2024-12-01,held\n", &[("cases.csv:2 (on)", "before_first_policy")]);
    // Beside another mistake of the line, too.
    refused(
        "on,myna_card\n2024-12-01,gold\n",
        &[("cases.csv:2 (myna_card)", "unknown_word"), ("cases.csv:2 (on)", "before_first_policy")],
    );
    refused(
        "on,myna_card\n2024-13-01,gold\n",
        &[("cases.csv:2 (on)", "impossible_date"), ("cases.csv:2 (myna_card)", "unknown_word")],
    );
    refused("on,myna_card\n2029-12-01,none\n", &[("cases.csv:2 (on)", "last_day_before_printing")]);
}

#[test]
fn every_mistake_is_named_at_once_line_by_line() {
    let table = "on,colour,myna_card,born\n2026-05-01,,held,\n\n,,gold,1950-13-01\n2024-01-01,,,\n2029-12-01,,none,\n2026-05-01,\n";
    refused(
        table,
        &[
            ("cases.csv:1 (colour)", "unknown_column"),
            ("cases.csv:4 (on)", "blank_day"),
            ("cases.csv:4 (myna_card)", "unknown_word"),
            ("cases.csv:4 (born)", "impossible_date"),
            ("cases.csv:5 (on)", "before_first_policy"),
            ("cases.csv:6 (on)", "last_day_before_printing"),
            ("cases.csv:7 (myna_card)", "cell_count"),
        ],
    );
}

#[test]
fn no_complaint_repeats_what_may_be_a_my_number() {
    let (header, records) = split("on,myna_card,123456789018\n2026-05-01,1234-5678-9018,x\n");
    let policies = policies();
    let all = try_cases(&policies, &header, &records, "cases.csv").err().unwrap();
    assert_eq!(all.len(), 2);
    for complaint in all {
        for text in [&complaint.place, &complaint.sentence.ja, &complaint.sentence.en, &complaint.hint.ja] {
            assert!(!text.contains("5678"), "{text}");
        }
    }
}

#[test]
fn an_object_has_every_key_in_its_order_and_null_for_a_blank() {
    with_answer("case,on,born,myna_card\nA,2026-05-01, ,none\n", |trials| {
        let object = trials.objects(Lang::En).next().unwrap();
        let text = serde_json::to_string(&object).unwrap();
        let value: Value = serde_json::from_str(&text).unwrap();
        let mut keys: Vec<&str> = vec!["case", "on", "born", "myna_card"];
        keys.extend(ADDED_COLUMNS);
        keys.extend(["wait_until", "old_card_because", "certificate_return_because", "why"]);
        let found = value.as_object().unwrap();
        assert_eq!(found.len(), keys.len());
        let places: Vec<usize> = keys.iter().map(|key| text.find(&format!("\"{key}\":")).unwrap()).collect();
        assert!(places.is_sorted(), "{text}");
        assert_eq!(value["born"], Value::Null);
        assert_eq!(value["usable_until"], Value::Null);
        assert_eq!(value["wait_until"], Value::Null);
        assert_eq!(value["old_card_because"], Value::Null);
        assert_eq!(value["certificate"], "issue");
        assert_eq!(value["certificate_last_day"], "2029-11-30");
        let why = value["why"].as_object().unwrap();
        for part in ["covered", "certificate", "notice", "old_card_return", "certificate_return"] {
            let why = why[part].as_object().unwrap_or_else(|| panic!("{part}"));
            assert_eq!(why.len(), 4, "{part}");
            assert!(why["sentence"].as_str().is_some_and(|it| it.ends_with('.')), "{part}");
            assert!(why["basis"].as_str().is_some_and(|it| !it.is_empty()), "{part}");
            assert!(why["inputs"].as_array().is_some_and(|it| !it.is_empty()), "{part}");
            assert!(why["would_change"].is_array(), "{part}");
        }
    });
}

#[test]
fn an_object_carries_what_no_column_does() {
    with_answer(
        "on,acquired,old_card_until,lost,left\n2026-04-10,2026-04-01,,,\n2026-04-10,,2025-12-01,2026-04-01,2026-03-31\n",
        |trials| {
            let objects: Vec<Value> =
                trials.objects(Lang::Ja).map(|object| serde_json::to_value(&object).unwrap()).collect();
            assert_eq!(objects[0]["certificate"], "wait");
            assert_eq!(objects[0]["wait_until"], "2026-05-21");
            assert!(objects[0]["why"]["certificate"]["sentence"].as_str().unwrap().contains("令和8年5月21日"));
            assert_eq!(objects[1]["old_card_return"], "not_due");
            assert_eq!(objects[1]["old_card_because"], "old_card_self_disposal");
            assert_eq!(objects[1]["certificate_return_because"], Value::Null);
        },
    );
}
