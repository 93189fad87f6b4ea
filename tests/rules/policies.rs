//! Policy files: what is read, and every mistake with its line.

use std::path::Path;

use rules::calendar::day;
use rules::policy::{
    CertificateLapse, CertificateLastDay, GraceReading, JoinerWait, NoticeOnChange, NoticeReissue, NoticeTo, Policies,
    PrintCharacters, ReturnBasis,
};

/// The contract's example; `from` stands on line 2, `print_characters` on line 19.
const EXAMPLE: &str = r#"[[policy]]
from = 2024-12-02
source = "理事会決定 令和6年11月5日"       # the society's own decision, printed with reasons
certificate_lapse = "ex_officio"          # or "on_application"
lapse_lead_days = 30
joiner_wait = { days = 30, until_days = 50 }   # or { business_days = 4 }
certificate_last_day = { fixed = 2029-11-30 }  # or { years = 2, month_end = 8 }
short_term_months = 2                     # 0 = no short term
renewal_lead_days = 60
ratio_on_certificate = true
ratio_year = "07-31"                      # or absent
return_when_usable = false
return_basis = "left"                     # or "lost"
grace_reading = "month_end"               # or "exact"
notice_to = "everyone"                    # or "myna_holders"
notice_on_change = "unless_portal"        # or "always"
notice_reissue = "unless_portal"          # or "free", "never"
reissue_fee_yen = 0
print_characters = "all"                  # or "jis_1_2"
"#;

fn read(text: &str) -> Result<Policies, Vec<(String, &'static str)>> {
    Policies::read(text, "policy.toml").map_err(|all| all.into_iter().map(|it| (it.place, it.code)).collect())
}

/// The example with one line changed (from 1), or taken away.
fn with_line(number: usize, line: Option<&str>) -> String {
    let lines = EXAMPLE.lines().enumerate().filter_map(|(at, old)| if at + 1 == number { line } else { Some(old) });
    lines.map(|line| format!("{line}\n")).collect()
}

fn refused(text: &str, expected: &[(&str, &'static str)]) {
    let found = read(text).expect_err("a mistake was accepted");
    let expected: Vec<(String, &'static str)> =
        expected.iter().map(|(place, code)| ((*place).to_owned(), *code)).collect();
    assert_eq!(found, expected, "in:\n{text}");
}

#[test]
fn the_contracts_example_is_read_word_for_word() {
    let policies = read(EXAMPLE).unwrap();
    let policy = policies.on(day(2026, 4, 1)).unwrap();
    assert_eq!(policy.from, day(2024, 12, 2));
    assert_eq!(policy.source, "理事会決定 令和6年11月5日");
    assert_eq!(policy.certificate_lapse, CertificateLapse::ExOfficio);
    assert_eq!(policy.lapse_lead_days, 30);
    assert_eq!(policy.joiner_wait, JoinerWait::Days { days: 30, until_days: 50 });
    assert_eq!(policy.certificate_last_day, CertificateLastDay::Fixed(day(2029, 11, 30)));
    assert_eq!(policy.short_term_months, 2);
    assert_eq!(policy.renewal_lead_days, 60);
    assert!(policy.ratio_on_certificate);
    assert_eq!(policy.ratio_year, Some((7, 31)));
    assert!(!policy.return_when_usable);
    assert_eq!(policy.return_basis, ReturnBasis::Left);
    assert_eq!(policy.grace_reading, GraceReading::MonthEnd);
    assert_eq!(policy.notice_to, NoticeTo::Everyone);
    assert_eq!(policy.notice_on_change, NoticeOnChange::UnlessPortal);
    assert_eq!(policy.notice_reissue, NoticeReissue::UnlessPortal);
    assert_eq!(policy.reissue_fee_yen, 0);
    assert_eq!(policy.print_characters, PrintCharacters::All);
}

#[test]
fn the_other_form_of_every_choice_is_read() {
    let text = EXAMPLE
        .replace("{ days = 30, until_days = 50 } ", "{ business_days = 4 } ")
        .replace("{ fixed = 2029-11-30 } ", "{ years = 2, month_end = 8 } ")
        .replace("= \"ex_officio\"", "= \"on_application\"")
        .replace("= \"left\"", "= \"lost\"")
        .replace("= \"month_end\"", "= \"exact\"")
        .replace("= \"everyone\"", "= \"myna_holders\"")
        .replace("notice_on_change = \"unless_portal\"", "notice_on_change = \"always\"")
        .replace("notice_reissue = \"unless_portal\"", "notice_reissue = \"never\"")
        .replace("print_characters = \"all\"", "print_characters = \"jis_1_2\"");
    let policies = read(&text).unwrap();
    let policy = policies.on(day(2026, 4, 1)).unwrap();
    assert_eq!(policy.joiner_wait, JoinerWait::BusinessDays(4));
    assert_eq!(policy.certificate_last_day, CertificateLastDay::Years { years: 2, month_end: 8 });
    assert_eq!(policy.certificate_lapse, CertificateLapse::OnApplication);
    assert_eq!(policy.return_basis, ReturnBasis::Lost);
    assert_eq!(policy.grace_reading, GraceReading::Exact);
    assert_eq!(policy.notice_to, NoticeTo::MynaHolders);
    assert_eq!(policy.notice_on_change, NoticeOnChange::Always);
    assert_eq!(policy.notice_reissue, NoticeReissue::Never);
    assert_eq!(policy.print_characters, PrintCharacters::Jis12);
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_do_no_harm() {
    assert!(read(&format!("\u{feff}{EXAMPLE}")).is_ok());
    assert!(read(&EXAMPLE.replace('\n', "\r\n")).is_ok());
    let spoiled = with_line(8, Some("short_term_months = -1")).replace('\n', "\r\n");
    refused(&spoiled, &[("policy.toml:8", "unknown_value")]);
}

#[test]
fn only_three_keys_may_be_left_out() {
    let without: String = EXAMPLE
        .lines()
        .filter(|line| !["lapse_lead_days", "renewal_lead_days", "ratio_year"].iter().any(|key| line.starts_with(key)))
        .map(|line| format!("{line}\n"))
        .collect();
    let policies = read(&without).unwrap();
    let policy = policies.on(day(2026, 4, 1)).unwrap();
    assert_eq!((policy.lapse_lead_days, policy.renewal_lead_days, policy.ratio_year), (30, 60, None));
    for line in [2, 3, 4, 6, 7, 8, 10, 12, 13, 14, 15, 16, 17, 18, 19] {
        refused(&with_line(line, None), &[("policy.toml:1", "missing_key")]);
    }
}

#[test]
fn a_missing_key_names_the_line_of_its_own_policy() {
    let second = EXAMPLE.replace("2024-12-02", "2026-04-01").replace("reissue_fee_yen = 0\n", "");
    refused(&format!("{EXAMPLE}\n{second}"), &[("policy.toml:21", "missing_key")]);
}

#[test]
fn an_unknown_key_or_value_names_its_line() {
    for (line, text, code) in [
        (5, "lapse_lead = 30", "unknown_key"),
        (4, "certificate_lapse = \"sometimes\"", "unknown_value"),
        (4, "certificate_lapse = \"Ex_officio\"", "unknown_value"),
        (4, "certificate_lapse = true", "unknown_value"),
        (5, "lapse_lead_days = -1", "unknown_value"),
        (5, "lapse_lead_days = 1.5", "unknown_value"),
        (5, "lapse_lead_days = \"30\"", "unknown_value"),
        (5, "lapse_lead_days = 99999999999", "unknown_value"),
        (2, "from = \"2024-12-02\"", "unknown_value"),
        (2, "from = 2024-12-02T00:00:00", "unknown_value"),
        (2, "from = 2024-12-01", "unknown_value"),
        (3, "source = 5", "unknown_value"),
        (6, "joiner_wait = 50", "unknown_value"),
        (6, "joiner_wait = { days = 30 }", "unknown_value"),
        (6, "joiner_wait = { }", "unknown_value"),
        (6, "joiner_wait = { days = 51, until_days = 50 }", "unknown_value"),
        (6, "joiner_wait = { days = 30, until_days = 50, business_days = 4 }", "unknown_value"),
        (6, "joiner_wait = { business_days = -4 }", "unknown_value"),
        (7, "certificate_last_day = 2029-11-30", "unknown_value"),
        (7, "certificate_last_day = { fixed = \"2029-11-30\" }", "unknown_value"),
        (7, "certificate_last_day = { years = 2 }", "unknown_value"),
        (7, "certificate_last_day = { years = 2, month_end = 0 }", "unknown_value"),
        (7, "certificate_last_day = { years = 2, month_end = 13 }", "unknown_value"),
        (7, "certificate_last_day = { fixed = 2029-11-30, years = 2 }", "unknown_value"),
        (7, "certificate_last_day = { fixed = 2029-11-30, month_end = 2, years = 2 }", "unknown_value"),
        (10, "ratio_on_certificate = \"yes\"", "unknown_value"),
        (11, "ratio_year = \"02-29\"", "unknown_value"),
        (11, "ratio_year = \"7-31\"", "unknown_value"),
        (11, "ratio_year = \"06-31\"", "unknown_value"),
        (11, "ratio_year = 07-31", "not_toml"),
        (13, "return_basis = \"retired\"", "unknown_value"),
        (14, "grace_reading = \"three_months\"", "unknown_value"),
        (18, "reissue_fee_yen = -500", "unknown_value"),
        (19, "print_characters = \"jis\"", "unknown_value"),
    ] {
        let text = with_line(line, Some(text));
        refused(&text, &[(&format!("policy.toml:{line}"), code)]);
        if code == "unknown_value" {
            // Whoever fills in the form never sees a key of the file.
            for said in Policies::read(&text, "policy.toml").expect_err("it is refused") {
                let (ja, _) = said.sentence.ja.split_once("の値").expect("what it is about");
                let (en, _) = said.sentence.en.split_once(" cannot have").expect("what it is about");
                assert!(!ja.contains(|c: char| c.is_ascii_alphanumeric()), "{ja}");
                assert!(!en.contains(['_', '.']), "{en}");
            }
        }
    }
    refused(
        &with_line(6, Some("joiner_wait = { business_days = 4, weekends = true }")),
        &[("policy.toml:6", "unknown_key")],
    );
}

#[test]
fn whole_numbers_are_read_in_every_form_of_toml() {
    for written in ["1_000", "+1000", "0x3E8"] {
        let policies = read(&with_line(18, Some(&format!("reissue_fee_yen = {written}")))).unwrap();
        assert_eq!(policies.on(day(2026, 4, 1)).unwrap().reissue_fee_yen, 1000, "{written}");
    }
}

#[test]
fn days_and_until_days_may_be_equal_and_nought() {
    assert!(read(&with_line(6, Some("joiner_wait = { days = 0, until_days = 0 }"))).is_ok());
    assert!(read(&with_line(6, Some("joiner_wait = { days = 50, until_days = 50 }"))).is_ok());
}

#[test]
fn every_mistake_is_named_at_once_in_the_order_of_lines() {
    let text = with_line(4, Some("certificate_lapse = \"never\""))
        .replace("reissue_fee_yen = 0", "reissue_fee_yen = -1")
        .replace("print_characters = \"all\"", "print_charakters = \"all\"");
    refused(
        &text,
        &[
            ("policy.toml:1", "missing_key"),
            ("policy.toml:4", "unknown_value"),
            ("policy.toml:18", "unknown_value"),
            ("policy.toml:19", "unknown_key"),
        ],
    );
}

#[test]
fn a_mistake_of_form_does_not_hide_the_others() {
    let text = with_line(2, Some("from = 2025-02-30")).replace("reissue_fee_yen = 0", "reissue_fee_yen = -1");
    let found = read(&text).expect_err("a mistake was accepted");
    assert!(found.contains(&("policy.toml:2".to_owned(), "not_toml")), "{found:?}");
    assert!(found.contains(&("policy.toml:18".to_owned(), "unknown_value")), "{found:?}");
    assert!(!found.iter().any(|(_, code)| *code == "missing_key"), "{found:?}");
}

#[test]
fn a_key_given_twice_is_named() {
    let text = with_line(5, Some("lapse_lead_days = 30\nlapse_lead_days = 31"));
    let found = read(&text).expect_err("a key given twice was accepted");
    assert_eq!(found, [("policy.toml:6".to_owned(), "not_toml")]);
}

#[test]
fn a_file_without_a_policy_or_with_other_things_is_refused() {
    refused("", &[("policy.toml:1", "no_policy")]);
    refused("# nothing yet\n", &[("policy.toml:1", "no_policy")]);
    refused("policy = 1\n", &[("policy.toml:1", "unknown_value")]);
    refused(&format!("{EXAMPLE}[society]\nname = \"x\"\n"), &[("policy.toml:20", "unknown_key")]);
    refused(&format!("name = \"x\"\n{EXAMPLE}"), &[("policy.toml:1", "unknown_key")]);
}

#[test]
fn policies_may_stand_in_any_order_and_each_is_in_force_until_the_next() {
    let later = EXAMPLE.replace("2024-12-02", "2026-04-01").replace("= 30\n", "= 31\n");
    let policies = read(&format!("{later}\n{EXAMPLE}")).unwrap();
    assert_eq!(policies.on(day(2026, 3, 31)).unwrap().from, day(2024, 12, 2));
    assert_eq!(policies.on(day(2026, 4, 1)).unwrap().from, day(2026, 4, 1));
    assert_eq!(policies.on(day(2024, 12, 2)).unwrap().from, day(2024, 12, 2));
    assert_eq!(policies.on(day(2024, 12, 1)).unwrap_err().code, "before_first_policy");
    assert_eq!(policies.next_after(day(2026, 3, 31)), Some(day(2026, 4, 1)));
    assert_eq!(policies.next_after(day(2026, 4, 1)), None);
}

#[test]
fn two_policies_from_the_same_day_are_refused() {
    refused(&format!("{EXAMPLE}{EXAMPLE}"), &[("policy.toml:21", "same_from")]);
}

#[test]
fn no_policy_begins_before_certificates_do() {
    assert!(EXAMPLE.contains("from = 2024-12-02") && read(EXAMPLE).is_ok());
    refused(&EXAMPLE.replace("from = 2024-12-02", "from = 2024-12-01"), &[("policy.toml:2", "unknown_value")]);
}

#[test]
fn the_samples_are_sound_and_each_says_that_its_source_must_be_replaced() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../templates/policies");
    let mut samples = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|end| end != "toml") {
            continue;
        }
        samples += 1;
        let text = std::fs::read_to_string(&path).unwrap();
        let policies = read(&text).unwrap_or_else(|all| panic!("{}: {all:?}", path.display()));
        let policy = policies.on(day(2026, 4, 1)).unwrap();
        assert!(policy.source.starts_with("【要書換え】"), "{}", path.display());
        // Each choice has a comment of its own above it.
        let lines: Vec<&str> = text.lines().collect();
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.contains(" = ") && !line.starts_with('#')) {
            let commented = at > 0 && (lines[at - 1].starts_with('#') || line.starts_with("from"));
            assert!(commented, "{}:{}: no comment above {line}", path.display(), at + 1);
        }
    }
    assert_eq!(samples, 4);
}

#[test]
fn two_policies_part_on_the_first_day_that_they_choose_otherwise() {
    let later = |from: &str, line: &str| {
        format!("{EXAMPLE}\n{}", EXAMPLE.replace("2024-12-02", from).replace("reissue_fee_yen = 0", line))
    };
    let part = |one: &str, other: &str| read(one).unwrap().parts_from(&read(other).unwrap());
    let dearer = later("2026-06-01", "reissue_fee_yen = 500");
    for (one, other, expected) in [
        (EXAMPLE.to_owned(), EXAMPLE.to_owned(), None),
        // The same choices under a second date are the same policy.
        (EXAMPLE.to_owned(), later("2026-06-01", "reissue_fee_yen = 0"), None),
        (EXAMPLE.to_owned(), dearer.clone(), Some(day(2026, 6, 1))),
        (dearer.clone(), EXAMPLE.to_owned(), Some(day(2026, 6, 1))),
        (dearer.clone(), later("2026-05-31", "reissue_fee_yen = 500"), Some(day(2026, 5, 31))),
        (EXAMPLE.to_owned(), EXAMPLE.replace("令和6年11月5日", "令和6年11月6日"), Some(day(2024, 12, 2))),
        (EXAMPLE.to_owned(), EXAMPLE.replace("2024-12-02", "2025-01-01"), Some(day(2024, 12, 2))),
    ] {
        assert_eq!(part(&one, &other), expected, "{one}\n---\n{other}");
    }
}
