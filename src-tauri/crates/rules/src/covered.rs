//! Is this member covered on a day?

use crate::case::CertificateState;
use crate::decision::{Covered, CoveredBecause};
use crate::question::Question;

/// What a clinic would find, and why. Asked in this order; the first that applies decides. An unknown never counts as
/// covered.
pub(crate) fn covered(it: &Question) -> (Covered, CoveredBecause) {
    if !it.insured() {
        (Covered::No, CoveredBecause::NotInsured)
    } else if it.doubtful_day() {
        (Covered::Unknown, CoveredBecause::Born29February)
    } else if it.old_card_good() {
        (Covered::Yes, CoveredBecause::OldCardGood)
    } else if it.live_and(CertificateState::InHand) {
        (Covered::Yes, CoveredBecause::CertificateInHand)
    } else if it.myna_usable() {
        (Covered::Yes, CoveredBecause::MynaUsable)
    } else if it.unknown_would_decide() {
        (Covered::Unknown, CoveredBecause::RegistrationUnknown)
    } else {
        (Covered::No, CoveredBecause::NothingToShow)
    }
}
