//! Explanations: a change that is told really alters the outcome, and a fact that is not named never does.

use std::collections::BTreeMap;

use rules::calendar::day;
use rules::case::{Application, Case, CertificateState, Fact, HeldCertificate, MynaCard, Reason, UseRegistration};
use rules::policy::Policies;
use rules::trial::{Record, try_cases};
use rules::words::Lang;
use serde_json::Value;

use crate::rows::{Row, all_rows, base_policy, policy_text};

const PARTS: [&str; 5] = ["covered", "certificate", "notice", "old_card_return", "certificate_return"];

/// The object of a row, or `None` when the case cannot be decided.
fn object(row: &Row, given: &BTreeMap<String, String>) -> Option<Value> {
    let policies = Policies::read(&policy_text(&row.policy), "policy.toml").unwrap();
    let header = Record { line: 1, cells: given.keys().cloned().collect() };
    let records = [Record { line: 2, cells: given.values().cloned().collect() }];
    let trials = try_cases(&policies, &header, &records, "cases.csv").ok()?;
    trials.objects(Lang::En).next().map(|object| serde_json::to_value(&object).unwrap())
}

/// The outcomes alone, without the cost of explaining them.
fn outcomes(row: &Row, given: &BTreeMap<String, String>) -> Option<BTreeMap<String, String>> {
    let policies = Policies::read(&policy_text(&row.policy), "policy.toml").unwrap();
    let header = Record { line: 1, cells: given.keys().cloned().collect() };
    let records = [Record { line: 2, cells: given.values().cloned().collect() }];
    let trials = try_cases(&policies, &header, &records, "cases.csv").ok()?;
    let cells: Vec<String> = trials.rows().next().unwrap().into_iter().map(|cell| cell.into_owned()).collect();
    Some(trials.header().map(str::to_owned).zip(cells).collect())
}

fn decisions_only() -> impl Iterator<Item = Row> {
    all_rows().into_iter().filter(|row| row.given.contains_key("on") && !row.place.starts_with("08-calendar"))
}

#[test]
fn every_change_that_is_told_really_alters_the_outcome() {
    let mut told = 0;
    for row in decisions_only() {
        let Some(now) = object(&row, &row.given) else { continue };
        for part in PARTS {
            for change in now["why"][part]["would_change"].as_array().unwrap() {
                let column = change["column"].as_str().unwrap();
                let mut given = row.given.clone();
                given.insert(column.to_owned(), change["to"].as_str().unwrap_or("").to_owned());
                let then =
                    outcomes(&row, &given).unwrap_or_else(|| panic!("{}: {part} {change} is refused", row.place));
                assert_eq!(Value::from(then[part].clone()), change["outcome"], "{}: {part} {change}", row.place);
                assert_ne!(Value::from(then[part].clone()), now[part], "{}: {part} {change}", row.place);
                told += 1;
            }
        }
    }
    assert!(told > 5000, "only {told} changes were told");
}

#[test]
fn a_change_that_is_told_is_of_a_fact_that_is_named() {
    for row in decisions_only() {
        let Some(now) = object(&row, &row.given) else { continue };
        for part in PARTS {
            let why = &now["why"][part];
            let inputs = why["inputs"].as_array().unwrap();
            for change in why["would_change"].as_array().unwrap() {
                assert!(inputs.contains(&change["column"]), "{}: {part} {change} {inputs:?}", row.place);
            }
            assert!(!inputs.contains(&Value::from("case")) && !inputs.contains(&Value::from("ratio")));
        }
    }
}

#[test]
fn a_fact_that_is_not_named_alters_nothing() {
    // Every word, and days far and near, for every column that an explanation does not name.
    let words: [(&str, &str); 11] = [
        ("resident", "yes no"),
        ("my_number", "registered missing"),
        ("access", "open blocked"),
        ("myna_card", "none held lost renewing returned unknown"),
        ("use_registered", "yes no released unknown"),
        ("assistance", "no standing applied"),
        ("asked_at_enrolment", "yes no"),
        ("certificate_state", "in_hand lost damaged undelivered"),
        ("portal_visible", "yes no unknown"),
        ("change", "none name number ratio address"),
        ("ratio", "2 3"),
    ];
    let days = ["", "2025-03-01", "2025-12-01", "2026-04-30", "2026-05-01", "2026-06-01", "2026-07-31", "2029-01-01"];
    for row in decisions_only().step_by(2) {
        let Some(now) = object(&row, &row.given) else { continue };
        let mut tries: Vec<(String, String)> = Vec::new();
        for (column, all) in words {
            tries.extend(all.split_whitespace().map(|word| (column.to_owned(), word.to_owned())));
        }
        for column in
            ["lost", "left", "voluntary_until", "e_certificate_until", "acquired", "old_card_until", "notice_issued"]
        {
            tries.extend(days.map(|day| (column.to_owned(), day.to_owned())));
        }
        for (column, word) in tries {
            let mut given = row.given.clone();
            given.insert(column.clone(), word.clone());
            let Some(then) = outcomes(&row, &given) else { continue };
            for part in PARTS {
                if now[part] != then[part].as_str() {
                    let inputs = now["why"][part]["inputs"].as_array().unwrap();
                    let told = now["why"][part]["would_change"].as_array().unwrap();
                    assert!(
                        inputs.contains(&Value::from(column.clone())),
                        "{}: {part}: {column} = {word} alters it, but is not among {inputs:?} ({} told)",
                        row.place,
                        told.len()
                    );
                }
            }
        }
    }
}

#[test]
fn what_nobody_would_expect_is_not_among_the_facts() {
    let mut case = Case::blank(day(2026, 5, 1));
    case.myna_card = MynaCard::None;
    let policies = Policies::read(&policy_text(&base_policy()), "policy.toml").unwrap();
    let explanation = rules::explain(&case, policies.on(case.on).unwrap()).unwrap();
    let inputs = &explanation.certificate.inputs;
    assert!(inputs.contains(&Fact::MynaCard) && inputs.contains(&Fact::On), "{inputs:?}");
    for other in [Fact::PortalVisible, Fact::NoticeIssued, Fact::Left, Fact::ECertificateUntil, Fact::UseRegistered] {
        assert!(!inputs.contains(&other), "{other:?}");
    }
    let held = explanation.certificate.would_change.iter().find(|it| it.to.as_deref() == Some("held")).unwrap();
    assert_eq!((held.column, held.outcome), ("myna_card", "ask"));
}

#[test]
fn the_basis_names_the_societys_decision_where_the_society_chose() {
    let policies = Policies::read(&policy_text(&base_policy()), "policy.toml").unwrap();
    let mut case = Case::blank(day(2026, 5, 1));
    case.use_registered = UseRegistration::Yes;
    case.e_certificate_until = Some(day(2026, 1, 20));
    let why = rules::explain(&case, policies.on(case.on).unwrap()).unwrap();
    assert!(why.certificate.basis.ja.contains("理事会決定 令和6年11月5日"), "{}", why.certificate.basis.ja);
    assert!(why.certificate.basis.ja.contains("電子証明書が切れた方への交付"));
    assert!(why.certificate.basis.ja.contains("短期の資格確認書の月数"));
    // Law alone: nobody at the society chose that a loss ends cover.
    case.lost = Some(case.on);
    let why = rules::explain(&case, policies.on(case.on).unwrap()).unwrap();
    assert!(!why.certificate.basis.ja.contains("理事会決定"), "{}", why.certificate.basis.ja);
    assert!(!why.covered.basis.ja.contains("理事会決定"));
}

#[test]
fn until_the_end_of_march_2026_a_clinic_may_still_accept_an_old_card_or_a_notice_alone() {
    let policies = Policies::read(&policy_text(&base_policy()), "policy.toml").unwrap();
    let sentence = |case: &Case| rules::explain(case, policies.on(case.on).unwrap()).unwrap().covered.sentence.ja;
    for (on, may) in [(day(2026, 3, 31), true), (day(2026, 4, 1), false)] {
        let mut case = Case::blank(on);
        case.use_registered = UseRegistration::No;
        assert!(!sentence(&case).contains("令和8年3月31日"), "nothing in hand, {on}");
        case.old_card_until = Some(day(2025, 12, 1));
        assert_eq!(sentence(&case).contains("令和8年3月31日までは"), may, "old card, {on}");
        case.old_card_until = None;
        case.notice_issued = Some(day(2025, 1, 10));
        assert_eq!(sentence(&case).contains("令和8年3月31日までは"), may, "notice, {on}");
    }
}

#[test]
fn a_day_under_the_next_policy_is_not_promised() {
    let first = policy_text(&base_policy());
    let second = first.replace("2024-12-02", "2026-05-10");
    let policies = Policies::read(&format!("{first}{second}"), "policy.toml").unwrap();
    let header = Record { line: 1, cells: ["on", "acquired"].map(str::to_owned).to_vec() };
    let records = [Record { line: 2, cells: ["2026-05-01", "2026-04-01"].map(str::to_owned).to_vec() }];
    let trials = try_cases(&policies, &header, &records, "cases.csv").unwrap();
    let object = serde_json::to_value(trials.objects(Lang::En).next().unwrap()).unwrap();
    let told = object["why"]["certificate"]["would_change"].as_array().unwrap();
    assert!(!told.is_empty() && told.iter().all(|change| change["column"] != "on"), "{told:?}");
}

#[test]
fn a_day_that_only_seldom_alters_something_is_named_too() {
    let mut keys = base_policy();
    keys.insert("notice_to".to_owned(), "\"myna_holders\"".to_owned());
    keys.insert("notice_on_change".to_owned(), "\"always\"".to_owned());
    keys.insert("return_basis".to_owned(), "\"lost\"".to_owned());
    let policies = Policies::read(&policy_text(&keys), "policy.toml").unwrap();
    let explain = |case: &Case| rules::explain(case, policies.on(case.on).unwrap()).unwrap();
    // 70 only after the notice was sent.
    let mut case = Case::blank(day(2028, 8, 12));
    case.notice_issued = Some(day(2025, 7, 9));
    assert!(explain(&case).notice.inputs.contains(&Fact::Born));
    // The doubtful day.
    let mut case = Case::blank(day(2027, 2, 28));
    case.use_registered = UseRegistration::No;
    assert!(explain(&case).covered.inputs.contains(&Fact::Born));
    // Cover that had ended while old cards were still good.
    let mut case = Case::blank(day(2029, 11, 2));
    (case.lost, case.old_card_until) = (Some(day(2029, 10, 8)), Some(day(2025, 12, 1)));
    let inputs = explain(&case).old_card_return.inputs;
    assert!(inputs.contains(&Fact::Born) && inputs.contains(&Fact::VoluntaryUntil), "{inputs:?}");
    // A notice that was sent before its application.
    let mut case = Case::blank(day(2028, 5, 16));
    case.certificate = Some(HeldCertificate { issued: None, until: day(2029, 5, 31), state: CertificateState::InHand });
    case.application = Some(Application { reason: Reason::Lost, on: Some(day(2028, 2, 19)) });
    let inputs = explain(&case).notice.inputs;
    assert!(inputs.contains(&Fact::NoticeIssued), "{inputs:?}");
}
