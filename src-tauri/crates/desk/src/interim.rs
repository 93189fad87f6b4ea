//! 登録待ちの短期: somebody whose registration is pending may get a certificate for the time in between.
//!
//! Nothing is printed on an unknown: the member is asked first. The wish is recorded as the box that could have been ticked at
//! enrolment (資格確認書発行要否), and the rules give the certificate its short term.

use ledger::{Circumstance, State};
use rules::calendar::Day;
use rules::decision::{Because, CertificateOutcome, Decision};
use rules::policy::Policy;
use rules::words::{Lang, Said};

use crate::case::{case, changes, decided, decided_case, member};
use crate::find::found;
use crate::roles::Permission;
use crate::run::refused;
use crate::wire::Interim;
use crate::{Desk, Failure, Occasion};

impl Desk {
    /// Records that a member whose registration is pending wishes a certificate for the time in between; what would be issued.
    ///
    /// # Errors
    /// When nothing of the member is pending, the wish is on record already, or the ledger cannot be written.
    pub fn wish_interim(&mut self, text: &str, on: Day, lang: Lang, occasion: &Occasion) -> Result<Interim, Failure> {
        self.must(Permission::Edit)?;
        let id = self.member(text, on)?;
        let known = self.ledger.now_known()?;
        let policies = self.policies(known)?;
        let policy = policies.on(on).map_err(Failure::other)?.clone();
        let state = self.state(id, on, known)?.ok_or_else(|| crate::show::unknown_then(text))?;
        let proposed = decided(&state, &policy, on).ok().and_then(|now| interim(&state, &now, &policy, on, lang));
        let Some(proposed) = proposed else {
            return Err(refused(
                &member(&state),
                "nothing_pending",
                Said::new(
                    "この方は登録待ちではないため、短期の資格確認書の対象ではありません。",
                    "Nothing is pending for this member, so there is nothing to bridge.",
                ),
                Said::new("判定の理由を確かめてください。", "Look at why it is decided so."),
            ));
        };
        let act = ledger::NewAct { subject: Some(state.code.clone()), on, ..self.act_of("interim", occasion) };
        self.ledger.act::<(), Failure>(act, |entry| {
            let now = entry.state(id, on)?.unwrap_or_else(|| state.clone());
            let wished = Circumstance { asked_at_enrolment: true, ..now.circumstance };
            Ok(entry.circumstance(id, on, &wished)?)
        })?;
        Ok(proposed)
    }
}

/// The certificate in between that can be proposed to somebody who waits, or whose wait is over without an answer; `None` where
/// the policy knows no short term or the member needs none.
pub(crate) fn interim(state: &State, decision: &Decision, policy: &Policy, on: Day, lang: Lang) -> Option<Interim> {
    let certificate = &decision.certificate;
    let pending = matches!(certificate.outcome, CertificateOutcome::Wait | CertificateOutcome::Ask)
        && matches!(certificate.because, Because::WaitingForRegistration | Because::RegistrationUnknown);
    if !pending || policy.short_term_months == 0 {
        return None;
    }
    let mut wished = case(state, on);
    wished.asked_at_enrolment = true;
    let then = decided_case(wished, changes(state, on), policy).ok()?.certificate;
    let last = then.last_day.filter(|_| then.outcome == CertificateOutcome::Issue)?.day;
    let wait = certificate.wait_until;
    let said = match wait {
        Some(wait) => Said::new(
            format!(
                "{}までに登録を確かめられないときは、ご希望を伺い、有効期限{}の短期の資格確認書を交付できます。",
                wait.wareki(),
                last.wareki()
            ),
            format!(
                "Unless the registration is seen by {wait}, ask whether a short-term certificate (to {last}) is wished."
            ),
        ),
        None => Said::new(
            format!("待つ期間が過ぎました。ご希望を伺い、有効期限{}の短期の資格確認書を交付できます。", last.wareki()),
            format!("The wait is over. Ask whether a short-term certificate (to {last}) is wished."),
        ),
    };
    let hit = found(state);
    Some(Interim {
        member: hit.member,
        code: hit.code,
        name: hit.name,
        employer: hit.employer,
        wait_until: wait,
        last_day: last,
        sentence: said.in_lang(lang).to_owned(),
    })
}
