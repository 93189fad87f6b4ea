//! What columns mean together: dangerous confusions, confirmations, forms.

use intake::{Confirmation, Form, Meaning, Request};
use rules::calendar::day;
use rules::words::{ReportKind, Weight};

use crate::told::{ON, codes, read, rows_of_csv};

#[test]
fn a_dangerous_column_alone_waits_until_it_is_confirmed() {
    let text = "整理番号,氏名,カナ,生年月日,入社日\n9,谷口　蘭,タニグチ　ラン,1990/1/1,2026/4/1\n";
    let rows = rows_of_csv(text);
    assert_eq!(codes(&rows[0]), ["column_needs_confirmation", "column_needs_confirmation"]);
    assert_eq!(rows[0].weight(), Some(Weight::Doubt));
    let (_, rows) = read("表.csv", text.as_bytes(), &[Confirmation::HiredIsAcquired, Confirmation::ReferenceIsNumber]);
    assert_eq!(rows[0].weight(), None, "{:?}", codes(&rows[0]));
    assert_eq!((rows[0].report.number.as_deref(), rows[0].report.acquired), (Some("9"), Some(day(2026, 4, 1))));
}

#[test]
fn a_safe_column_beside_a_dangerous_one_is_taken() {
    let rows = rows_of_csv(
        "整理番号,番号,氏名,カナ,生年月日,入社日,資格取得日\n9,77,谷口　蘭,タニグチ　ラン,1990/1/1,2026/3/1,2026/4/1\n",
    );
    assert_eq!((rows[0].report.number.as_deref(), rows[0].report.acquired), (Some("77"), Some(day(2026, 4, 1))));
    assert_eq!(rows[0].weight(), None);
}

#[test]
fn the_day_of_loss_follows_the_last_working_day() {
    let rows = rows_of_csv("番号,氏名,退職日\n7,谷口　蘭,令和8年3月31日\n");
    assert_eq!(rows[0].report.kind, ReportKind::Leaving);
    assert_eq!((rows[0].report.left, rows[0].report.lost), (Some(day(2026, 3, 31)), Some(day(2026, 4, 1))));
    assert_eq!(codes(&rows[0]), ["lost_day_after_leaving"]);
    assert_eq!(rows[0].weight(), Some(Weight::Note));
}

#[test]
fn codes_of_relations_are_never_guessed() {
    let text = "番号,氏名,カナ,生年月日,続柄コード,認定日\n1,谷　一,タニ　ハジメ,2020/1/1,03,2026/4/1\n";
    assert_eq!(codes(&rows_of_csv(text)[0]), ["relation_code_needs_confirmation"]);
    let (_, rows) = read("表.csv", text.as_bytes(), &[Confirmation::RelationCodes]);
    assert_eq!(rows[0].report.relation.map(rules::words::Relation::code), Some("parent"));
    assert_eq!(rows[0].weight(), None);
}

#[test]
fn the_clerks_word_decides_what_a_file_is() {
    let text = "番号,氏名,カナ,生年月日,資格取得日\n1,谷　一,タニ　ハジメ,2000/1/1,2026/4/1\n";
    for (form, kind) in [
        (Form::Auto, ReportKind::Enrolment),
        (Form::Enrolment, ReportKind::Enrolment),
        (Form::Leaving, ReportKind::Leaving),
        (Form::Dependants, ReportKind::DependantAdded),
        (Form::Registration, ReportKind::Registration),
        (Form::Members, ReportKind::Change),
    ] {
        let mut kinds = Vec::new();
        let request = Request {
            bytes: text.as_bytes(),
            file_name: "表.csv",
            form,
            on: ON,
            confirmed: &[],
            meanings: &[],
            habits: None,
            with_cells: true,
            password: None,
            inside: None,
        };
        intake::read(&request, &mut |row| kinds.push(row.report.kind)).expect("the table is good");
        assert_eq!(kinds, [kind], "{}", form.code());
    }
}

#[test]
fn headings_are_known_however_they_are_dressed() {
    let rows = rows_of_csv(
        "①番号※,２．氏　名（必須）,\"氏名\n（ｶﾅ）\",【生年月日】(例:S55.1.2),資格取得年月日（西暦）\n1,谷　一,タニ　ハジメ,2000/1/1,2026/4/1\n",
    );
    let report = &rows[0].report;
    assert!(
        report.number.is_some()
            && report.name.is_some()
            && report.kana.is_some()
            && report.born.is_some()
            && report.acquired.is_some()
    );
}

#[test]
fn a_file_of_many_sheets_names_the_two_columns_that_mean_one_thing() {
    let text = "番号,氏名,取得日,資格取得年月日\n1,谷　一,R8.4.1,R8.4.1\n";
    let (reading, rows) = read("表.csv", text.as_bytes(), &[]);
    let complaint = reading.expect_err("two columns of one meaning");
    assert_eq!(complaint.code, "duplicate_column");
    assert!(
        complaint.sentence.ja.contains("C1「取得日」") && complaint.sentence.ja.contains("D1「資格取得年月日」"),
        "{}",
        complaint.sentence.ja
    );
    assert!(rows.is_empty());
}

#[test]
fn words_of_the_confirmations_and_forms_come_back() {
    for confirmation in Confirmation::ALL {
        assert_eq!(Confirmation::named(confirmation.code()), Some(confirmation));
        assert_eq!(Confirmation::named(confirmation.column()), Some(confirmation));
    }
    for form in Form::ALL {
        assert_eq!(Form::from_code(form.code()), Some(form));
    }
}

#[test]
fn a_clerk_says_what_a_column_means_and_a_my_number_stays_hidden() {
    let text = "記号,証番号２,枝番,氏名,カナ,生年月日,取得,備考欄,個人番号\n101,0012,0,谷　一,タニ　ハジメ,2000/1/1,R8.4.1,A-77,992608734816\n";
    let said: Vec<Meaning> = ["B=番号", " 1 ! G = acquired", "1!H=社員番号"]
        .iter()
        .map(|word| Meaning::read(word).unwrap_or_else(|| panic!("{word}")))
        .collect();
    assert_eq!(said[0].to_string(), "1!B=number");
    for wrong in ["B", "B=色", "0!B=番号", "!B=番号", "1!3=番号", "=番号"] {
        assert_eq!(Meaning::read(wrong), None, "{wrong}");
    }
    let read = |meanings: &[Meaning]| {
        let mut rows = Vec::new();
        let request = Request {
            bytes: text.as_bytes(),
            file_name: "表.csv",
            form: Form::Enrolment,
            on: ON,
            confirmed: &[],
            meanings,
            habits: None,
            with_cells: true,
            password: None,
            inside: None,
        };
        let reading = intake::read(&request, &mut |row| rows.push(row)).expect("the table is good");
        (reading, rows.remove(0))
    };
    let (before, _) = read(&[]);
    let (after, row) = read(&said);
    assert_eq!(before.headers_sha256(), after.headers_sha256(), "the same columns, whatever they are said to mean");
    assert_eq!(row.report.number.as_deref(), Some("0012"));
    assert_eq!(row.report.acquired, Some(day(2026, 4, 1)));
    assert_eq!(row.report.staff_number.as_deref(), Some("A-77"));
    assert!(row.report.last_four.is_some() && !row.cells.concat().contains("99260873"), "{:?}", row.cells.len());
    for nowhere in ["I=社員番号", "Z=番号", "2!A=番号"] {
        let meanings = [Meaning::read(nowhere).expect("a meaning")];
        let request = Request {
            bytes: text.as_bytes(),
            file_name: "表.csv",
            form: Form::Enrolment,
            on: ON,
            confirmed: &[],
            meanings: &meanings,
            habits: None,
            with_cells: false,
            password: None,
            inside: None,
        };
        let refused = intake::read(&request, &mut |_| {}).expect_err(nowhere);
        assert_eq!(refused.code, "column_unknown", "{nowhere}");
    }
    let (_, left_out) = read(&[Meaning { sheet: 1, column: 3, field: None }]);
    assert_eq!(left_out.report.name, None);
}

#[test]
fn five_digits_that_are_no_serial_number_are_named_not_passed_over() {
    let text = "番号,氏名,カナ,生年月日,資格取得年月日\n12,谷　一,タニ　ハジメ,2000/1/1,80401\n13,谷　二,タニ　ジ,36526,45748\n";
    let rows = rows_of_csv(text);
    assert_eq!(codes(&rows[0]), ["not_a_date"]);
    assert!(rows[0].complaints[0].sentence.ja.contains("80401"));
    assert_eq!((rows[1].report.born, rows[1].report.acquired), (Some(day(2000, 1, 1)), Some(day(2025, 4, 1))));
}
