//! 資格確認書発行要否: the wish that stands on a form is an application, filed and received on the day on which the form comes in,
//! and decided as every other.
//!
//! The form asks for no reason. It is recorded as one of somebody who has no マイナ保険証 to use; whoever has one is refused in the
//! ordinary way. What the wish itself decides stays with [`ledger::Circumstance::asked_at_enrolment`], which the rules know;
//! an application beside it changes no decision of somebody for whom the wish counts already.

use ledger::{DecisionRow, Entry, Form, MemberId, NewApplication, Way};
use rules::calendar::Day;
use rules::case::Reason;
use rules::policy::Policy;

use crate::Failure;
use crate::applications::refusals;
use crate::case::decided;

/// The reason under which a wish is filed.
pub(crate) const REASON: Reason = Reason::NotRegistered;

/// Records a wish, and its refusal where it is refused at once.
pub(super) fn record(entry: &mut Entry, member: MemberId, today: Day, policy: Option<&Policy>) -> Result<(), Failure> {
    let number = entry.application(member, &NewApplication { reason: REASON, on: Some(today) })?;
    entry.form(member, number, &Form { received: today, way: Way::Employer, proxy: None })?;
    let (Some(policy), Some(now)) = (policy, entry.state(member, today)?) else { return Ok(()) };
    // Of whom nothing can be decided, nothing is refused.
    let Ok(decision) = decided(&now, policy, today) else { return Ok(()) };
    for (about, because) in refusals(&decision, REASON) {
        entry.decision(&DecisionRow {
            member,
            on: today,
            about: about.to_owned(),
            outcome: "refuse".to_owned(),
            because: because.to_owned(),
            last_day: None,
            last_day_because: None,
            policy_from: Some(policy.from),
            batch: None,
        })?;
    }
    Ok(())
}
