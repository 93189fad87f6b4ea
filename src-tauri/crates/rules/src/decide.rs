//! One case, one policy: everything that is decided.

use crate::calendar::{LAW, Law};
use crate::case::Case;
use crate::certificate::certificate;
use crate::covered::covered;
use crate::decision::Decision;
use crate::last_day::CannotDecide;
use crate::notice::notice;
use crate::policy::Policy;
use crate::question::Question;
use crate::returns;

/// Decides a case under the policy in force on its day.
///
/// # Errors
/// A certificate would have to be printed with a last day before the day of printing: the policy needs a successor.
pub fn decide(case: &Case, policy: &Policy) -> Result<Decision, CannotDecide> {
    decide_under(&LAW, case, policy)
}

/// As [`decide`], under another law: to rehearse a change of the law before it comes.
///
/// # Errors
/// As [`decide`].
pub fn decide_under(law: &Law, case: &Case, policy: &Policy) -> Result<Decision, CannotDecide> {
    let it = Question::new(law, policy, case);
    let answer = certificate(&it)?;
    let (covered, covered_because) = covered(&it);
    Ok(Decision {
        covered,
        covered_because,
        usable_until: it.usable_until(),
        certificate: answer.decision,
        notice: notice(&it, &answer),
        old_card_return: returns::old_card(&it),
        certificate_return: returns::certificate(&it, &answer),
    })
}
