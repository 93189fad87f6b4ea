//! 個人番号下4桁, shown to whoever may see them and says why; that they were shown is recorded.

use ledger::NewAct;
use rules::words::{Complaint, Said, Weight};

use crate::decide::Question;
use crate::roles::Permission;
use crate::wire::LastFourShown;
use crate::{Desk, Failure, Occasion};

impl Desk {
    /// The last four digits of a member on a day, for a reason that goes into the journal.
    ///
    /// # Errors
    /// When it is not permitted, no reason is given, or the member is unknown.
    pub fn last_four(
        &mut self,
        member: &str,
        question: &Question,
        reason: &str,
        occasion: &Occasion,
    ) -> Result<LastFourShown, Failure> {
        self.must(Permission::LastFour)?;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Failure::usage(Complaint {
                place: "reason".to_owned(),
                code: "reason_missing",
                weight: Weight::Refusal,
                sentence: Said::new("下4桁を見る理由がありません。", "There is no reason for seeing the digits."),
                hint: Said::new(
                    "理由を書いてください。記録に残ります。",
                    "Give the reason; it is kept in the journal.",
                ),
            }));
        }
        let id = self.member(member, question.on)?;
        let known = self.known(question.known_at.as_ref())?;
        let state = self.state(id, question.on, known)?.ok_or_else(|| crate::show::unknown_then(member))?;
        let answer = |digits| LastFourShown { member: crate::case::member(&state), code: state.code.clone(), digits };
        let Some(fact) = &state.last_four else { return Ok(answer(None)) };
        let act = NewAct {
            subject: Some(state.code.clone()),
            reason: Some(reason.to_owned()),
            ..self.act_of("last_four_shown", occasion)
        };
        // What is shown is in the journal before it is shown.
        self.ledger.act::<(), Failure>(act, |_| Ok(()))?;
        Ok(answer(Some(fact.digits.text())))
    }
}
