//! By when a certificate must be in hand, from the facts of a case.

use rules::calendar::{Day, OLD_CARDS_END, OLD_CARDS_NOT_ISSUED, day};
use rules::case::{Access, Case, CertificateState, HeldCertificate, MyNumber, MynaCard, UseRegistration};
use rules::certificate_by;

const ON: Day = day(2026, 4, 21);

fn joined(acquired: Day) -> Case {
    Case { acquired: Some(acquired), ..Case::blank(ON) }
}

fn held(until: Day, state: CertificateState) -> Option<HeldCertificate> {
    Some(HeldCertificate { issued: Some(day(2025, 6, 1)), until, state })
}

#[track_caller]
fn by(case: &Case, expected: Option<Day>) {
    assert_eq!(certificate_by(case), expected, "{case:?}");
}

#[test]
fn who_joined_while_old_cards_were_issued_had_one_until_they_ended() {
    by(&joined(OLD_CARDS_NOT_ISSUED.before()), Some(OLD_CARDS_END.before()));
    by(&joined(OLD_CARDS_NOT_ISSUED), Some(OLD_CARDS_NOT_ISSUED));
    by(&Case::blank(ON), Some(OLD_CARDS_END.before()));
    by(&Case { old_card_until: Some(day(2025, 7, 31)), ..joined(day(2010, 4, 1)) }, Some(day(2025, 7, 31)));
    by(&Case { old_card_until: Some(day(2027, 7, 31)), ..joined(day(2010, 4, 1)) }, Some(OLD_CARDS_END.before()));
}

#[test]
fn a_newcomer_needs_it_on_the_day_of_acquisition() {
    let newcomer = joined(day(2026, 4, 10));
    by(&newcomer, Some(day(2026, 4, 10)));
    by(&Case { certificate: held(day(2026, 3, 31), CertificateState::InHand), ..newcomer }, Some(day(2026, 4, 10)));
}

#[test]
fn what_can_be_shown_longest_counts() {
    let member = joined(day(2010, 4, 1));
    let certificate = held(day(2026, 5, 31), CertificateState::InHand);
    by(&Case { certificate, ..member.clone() }, Some(day(2026, 5, 31)));
    let registered =
        Case { use_registered: UseRegistration::Yes, e_certificate_until: Some(day(2026, 3, 15)), ..member };
    by(&registered, Some(day(2026, 6, 15)));
    by(&Case { certificate, ..registered.clone() }, Some(day(2026, 6, 15)));
    by(&Case { e_certificate_until: None, ..registered }, None);
}

#[test]
fn a_day_that_nobody_recorded_is_not_made_up() {
    let registered = Case {
        use_registered: UseRegistration::Yes,
        e_certificate_until: Some(day(2029, 3, 15)),
        ..joined(day(2010, 4, 1))
    };
    for case in [
        Case { use_registered: UseRegistration::Released, ..registered.clone() },
        Case { myna_card: MynaCard::Lost, ..registered.clone() },
        Case { access: Access::Blocked, ..registered.clone() },
        Case { my_number: MyNumber::Missing, ..registered.clone() },
    ] {
        by(&case, None);
        let live = held(ON, CertificateState::InHand);
        by(&Case { certificate: live, ..case.clone() }, Some(ON));
        by(&Case { certificate: held(ON.before(), CertificateState::InHand), ..case }, None);
    }
    let lost = held(day(2029, 11, 30), CertificateState::Lost);
    by(&Case { certificate: lost, ..joined(day(2010, 4, 1)) }, None);
}
