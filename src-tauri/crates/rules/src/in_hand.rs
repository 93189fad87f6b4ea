//! By when a certificate must be in hand: the day on which the member would be left with nothing to show at a clinic.
//!
//! No law names that day; it follows from what else the member could show, always by the earlier reading of the grace period.

use crate::calendar::{Day, LAW, Law, grace_exact};
use crate::case::{Access, Case, CertificateState, HeldCertificate, MyNumber, MynaCard, UseRegistration};

/// The last day on which the member can show something at a clinic, or could; the day of acquisition, when there was nothing
/// since. `None` when it ended on a day that nobody recorded, or does not end.
#[must_use]
pub fn certificate_by(case: &Case) -> Option<Day> {
    certificate_by_under(&LAW, case)
}

/// As [`certificate_by`], under another law.
#[must_use]
pub fn certificate_by_under(law: &Law, case: &Case) -> Option<Day> {
    let on_file = case.certificate.filter(|it| it.issued.is_none_or(|issued| issued <= case.on));
    let live = |it: &HeldCertificate| case.on <= it.until;
    let in_hand = on_file.filter(|it| it.state == CertificateState::InHand);
    if on_file.filter(live).is_some_and(|it| it.state != CertificateState::InHand) {
        return None;
    }
    let myna = match case.use_registered {
        UseRegistration::Yes if nothing_hinders(case) => Some(grace_exact(case.e_certificate_until?)),
        // Usable once, until a day that is not on record.
        UseRegistration::Yes | UseRegistration::Released => return in_hand.filter(live).map(|it| it.until),
        UseRegistration::No | UseRegistration::Unknown => None,
    };
    // Whoever joined while old cards were issued had one, known or not.
    let old_card = case.old_card_until.or_else(|| {
        case.acquired.is_none_or(|acquired| law.old_cards_issued_on(acquired)).then_some(law.old_cards_end.before())
    });
    let old_card = old_card.map(|printed| printed.min(law.old_cards_end.before()));
    [in_hand.map(|it| it.until), myna, old_card, case.acquired].into_iter().flatten().max()
}

fn nothing_hinders(case: &Case) -> bool {
    case.access != Access::Blocked
        && case.my_number != MyNumber::Missing
        && matches!(case.myna_card, MynaCard::Held | MynaCard::Unknown)
}
