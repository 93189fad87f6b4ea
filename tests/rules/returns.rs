//! Returns beyond the tables: papers without a column, and who owes.

use rules::calendar::day;
use rules::case::{Case, Change};
use rules::decision::{NoticeOutcome, ReturnBecause, ReturnOutcome};
use rules::policy::Policies;
use rules::returns::{ELDERLY_CERTIFICATE, NOTICE, OwedBy, duty};
use rules::words::Lang;

use crate::rows::{base_policy, policy_text};

#[test]
fn a_notice_never_comes_back_and_an_elderly_certificate_always_does() {
    assert_eq!((NOTICE.outcome, NOTICE.because), (ReturnOutcome::NotDue, Some(ReturnBecause::NoticeNever)));
    assert_eq!(
        (ELDERLY_CERTIFICATE.outcome, ELDERLY_CERTIFICATE.because),
        (ReturnOutcome::Due, Some(ReturnBecause::ElderlyAlways))
    );
}

#[test]
fn the_employer_owes_it_unless_the_member_is_alone_or_dead() {
    let mut case = Case::blank(day(2026, 4, 10));
    case.lost = Some(day(2026, 4, 1));
    let employed = duty(&case, false);
    assert_eq!((employed.owed_by, employed.by), (OwedBy::Employer, Some(day(2026, 4, 6))));
    assert!(employed.sentence(Lang::Ja).contains("令和8年4月6日まで"));
    case.voluntary_until = Some(day(2026, 3, 30));
    let alone = duty(&case, false);
    assert_eq!((alone.owed_by, alone.by), (OwedBy::Member, Some(day(2026, 4, 5))));
    assert!(alone.sentence(Lang::Ja).contains("任意継続"));
    let dead = duty(&case, true);
    assert_eq!((dead.owed_by, dead.by), (OwedBy::FuneralClaimant, None));
    // Replaced while insured: five days from the day asked about.
    let mut insured = Case::blank(day(2026, 4, 10));
    assert_eq!(duty(&insured, false).by, Some(day(2026, 4, 15)));
    insured.lost = Some(day(2026, 5, 1));
    assert_eq!(duty(&insured, false).by, Some(day(2026, 4, 15)));
}

#[test]
fn a_changed_day_of_acquisition_calls_for_a_new_notice() {
    // The ledger knows such a change; a table has no word for it.
    let mut case = Case::blank(day(2026, 6, 1));
    case.notice_issued = Some(day(2025, 1, 10));
    case.change = Change::Acquisition;
    let mut keys = base_policy();
    keys.insert("notice_on_change".into(), "\"always\"".into());
    let policies = Policies::read(&policy_text(&keys), "policy.toml").unwrap();
    let decision = rules::decide(&case, policies.on(case.on).unwrap()).unwrap();
    assert_eq!(decision.notice.outcome, NoticeOutcome::Issue);
    assert_eq!(decision.notice.because.code(), "acquisition_changed");
}

#[test]
fn business_days_count_from_receipt_when_it_is_known() {
    let mut keys = base_policy();
    keys.insert("joiner_wait".into(), "{ business_days = 4 }".into());
    let policies = Policies::read(&policy_text(&keys), "policy.toml").unwrap();
    let mut case = Case::blank(day(2026, 5, 1));
    case.acquired = Some(day(2026, 4, 1));
    let policy = policies.on(case.on).unwrap();
    let wait = |case: &Case| rules::decide(case, policy).unwrap().certificate.wait_until;
    assert_eq!(wait(&case), None, "four business days after 1 April were over long ago");
    // Thu 30 April: Fri 1 May is number 1, Thu 7, Fri 8 and Mon 11 May the others.
    case.received = Some(day(2026, 4, 30));
    assert_eq!(wait(&case), Some(day(2026, 5, 11)));
    case.on = day(2026, 5, 11);
    assert_eq!(wait(&case), None);
    // Without an acquisition nobody waits, received or not.
    case.on = day(2026, 5, 1);
    case.acquired = None;
    assert_eq!(wait(&case), None);
}

#[test]
fn the_change_of_acquisition_alone_is_no_matter_of_the_certificate() {
    let mut case = Case::blank(day(2026, 6, 1));
    case.change = Change::Acquisition;
    case.use_registered = rules::case::UseRegistration::No;
    case.certificate = Some(rules::case::HeldCertificate {
        issued: None,
        until: day(2027, 3, 31),
        state: rules::case::CertificateState::InHand,
    });
    let policies = Policies::read(&policy_text(&base_policy()), "policy.toml").unwrap();
    let decision = rules::decide(&case, policies.on(case.on).unwrap()).unwrap();
    assert_eq!(decision.certificate.because.code(), "holds_live_certificate");
}
