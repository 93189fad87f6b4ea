//! The tables hold, every reason occurs in them, and no date of law can move by a day unnoticed.

use std::collections::BTreeSet;

use rules::calendar::Law;
use rules::decision::{
    Because, CertificateOutcome, Covered, LastDayBecause, NoticeOutcome, ReturnBecause, ReturnOutcome,
};

use crate::rows::{all_rows, check, expected_words, law};

#[test]
fn every_row_of_every_table_holds() {
    let rows = all_rows();
    let differences = check(&rows, &law());
    println!("{} rows", rows.len());
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), differences.join("\n"));
}

#[test]
fn there_are_enough_different_cases_of_decisions() {
    let rows = all_rows();
    let decided =
        rows.iter().filter(|row| row.given.contains_key("on") && !row.expected.contains_key("clinics_accept"));
    let different: BTreeSet<_> = decided.map(|row| (row.policy.clone(), row.given.clone())).collect();
    assert!(different.len() >= 220, "only {} different cases", different.len());
}

#[test]
fn every_outcome_and_every_reason_occurs_in_the_tables() {
    let rows = all_rows();
    let mut missing = Vec::new();
    let mut must_occur = |column: &str, words: &mut dyn Iterator<Item = &'static str>| {
        let found = expected_words(&rows, column);
        missing.extend(words.filter(|word| !found.contains(*word)).map(|word| format!("{column}: {word}")));
    };
    must_occur("covered", &mut Covered::ALL.iter().map(|it| it.code()));
    must_occur("certificate", &mut CertificateOutcome::ALL.iter().map(|it| it.code()));
    must_occur("notice", &mut NoticeOutcome::ALL.iter().map(|it| it.code()));
    must_occur("old_card_return", &mut ReturnOutcome::ALL.iter().map(|it| it.code()));
    must_occur("certificate_return", &mut ReturnOutcome::ALL.iter().map(|it| it.code()));
    must_occur("certificate_last_day_because", &mut LastDayBecause::ALL.iter().map(|it| it.code()));
    // A reason belongs to the certificate, to the notice, or to both.
    let either: BTreeSet<String> =
        &expected_words(&rows, "certificate_because") | &expected_words(&rows, "notice_because");
    // A changed day of acquisition has no column: `returns.rs` and `wording.rs` look at the three that no table can reach.
    let reasons = Because::ALL.iter().filter(|it| **it != Because::AcquisitionChanged).map(|it| it.code());
    missing.extend(reasons.filter(|word| !either.contains(*word)).map(|word| format!("reason: {word}")));
    let either: BTreeSet<String> =
        &expected_words(&rows, "old_card_because") | &expected_words(&rows, "certificate_return_because");
    let reasons = ReturnBecause::ALL
        .iter()
        .filter(|it| !matches!(it, ReturnBecause::NoticeNever | ReturnBecause::ElderlyAlways))
        .map(|it| it.code());
    missing.extend(reasons.filter(|word| !either.contains(*word)).map(|word| format!("return: {word}")));
    assert!(missing.is_empty(), "never expected:\n{}", missing.join("\n"));
}

#[test]
fn every_certificate_row_occurs_with_every_code_it_can_have() {
    // The contract's list for sections 5 and 7, so that a code cannot disappear from both the code and the tables.
    let certificate = "not_insured born_29_february old_card_good access_blocked my_number_missing no_myna_card \
        myna_card_returned not_registered registration_released needs_assistance e_certificate_lapsed \
        e_certificate_lapsing myna_card_lost myna_card_renewing waiting_for_registration registration_unknown \
        myna_usable asked_at_enrolment loss_report_only lost damaged name_changed number_changed \
        burden_ratio_changed address_by_hand holds_live_certificate";
    let notice = "not_insured my_number_missing access_blocked joined certificate_instead name_changed number_changed \
        burden_ratio_changed turned_70 portal_visible reissue_on_application lost policy_never already_sent";
    let rows = all_rows();
    for (column, words) in [("certificate_because", certificate), ("notice_because", notice)] {
        let found = expected_words(&rows, column);
        let contract: BTreeSet<String> = words.split_whitespace().map(str::to_owned).collect();
        assert_eq!(found, contract, "{column}");
    }
}

#[test]
fn no_date_of_law_can_move_by_a_day_unnoticed() {
    let rows = all_rows();
    type Shift = fn(&mut Law, i64);
    let moves: [(&str, Shift); 4] = [
        ("old cards are no longer issued", |law, by| law.old_cards_not_issued = law.old_cards_not_issued.plus_days(by)),
        ("no old card is good", |law, by| law.old_cards_end = law.old_cards_end.plus_days(by)),
        ("provisional acceptance is over", |law, by| {
            law.clinic_acceptance_over = law.clinic_acceptance_over.plus_days(by);
        }),
        ("of age at 18", |law, by| law.myna_card_adult_at_18 = law.myna_card_adult_at_18.plus_days(by)),
    ];
    for (name, shift) in moves {
        for by in [-1, 1] {
            let mut shifted = law();
            shift(&mut shifted, by);
            assert!(!check(&rows, &shifted).is_empty(), "{name}: moved by {by} day, and no table notices");
        }
    }
}

#[test]
fn the_end_of_old_cards_is_noticed_by_decisions_not_by_the_calendar_alone() {
    let rows: Vec<_> = all_rows().into_iter().filter(|row| !row.place.starts_with("08-calendar")).collect();
    for by in [-1, 1] {
        let mut shifted = law();
        shifted.old_cards_end = shifted.old_cards_end.plus_days(by);
        let differences = check(&rows, &shifted);
        for column in ["covered", "certificate", "old_card_return"] {
            let noticed = differences.iter().any(|it| it.contains(&format!(": {column} is ")));
            assert!(noticed, "{column} does not notice a move by {by} day");
        }
    }
}
