//! 下4桁の確認の取組み: who gets a letter, until when an answer is asked for, how far it is, and whose silence is recorded.
//!
//! Where a check stands is never written down: it follows from the letters and the answers (`ledger::CheckState`). Silence past
//! the day becomes "no answer" and nothing else.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use ledger::{ActSeq, BatchId, CheckState, Entry, MemberId, NewCheckStep, State, StepKind};
use papers::Kind;
use rules::calendar::Day;
use rules::last_four::{Check, answer_until};
use rules::retention::ended;
use rules::words::{Complaint, Lang, Said, Weight};

use crate::case::{case, member};
use crate::plan::{Asking, Due, Plan, Setting};
use crate::print::FAR_FUTURE;
use crate::roles::Permission;
use crate::wire::{CheckCampaign, CheckCount, CheckEmployer, CheckOverdue, CheckStatus, Planned};
use crate::{Desk, Failure, Occasion, words};

/// The layout of the letters. A society has one of its own by naming it when it begins.
pub(crate) const LAST_FOUR_LAYOUT: &str = "last-four";

impl Desk {
    /// Freezes the letters of a campaign: to everyone insured on the day whose number is not settled, or to those listed. They
    /// ask for an answer until `until`, or as long as usual.
    ///
    /// # Errors
    /// As [`Desk::plan`], and when the last day for answers does not lie behind the day of the letters.
    pub fn start_last_four(
        &mut self,
        plan: &Plan,
        until: Option<Day>,
        occasion: &Occasion,
    ) -> Result<Planned, Failure> {
        let plan = Plan { kind: Kind::LastFour, ..plan.clone() };
        let until = until.unwrap_or_else(|| answer_until(plan.on));
        after_the_letter(plan.on, until)?;
        self.plan_asking(&plan, Some(Asking { until, second: false }), occasion)
    }

    /// How far the checks of everyone insured on a day are.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn last_four_status(&self, on: Day, lang: Lang) -> Result<CheckStatus, Failure> {
        self.must(Permission::View)?;
        let known = self.ledger.now_known()?;
        let mut all: BTreeMap<Check, usize> = BTreeMap::new();
        let mut by_employer: BTreeMap<(bool, Option<String>), BTreeMap<Check, usize>> = BTreeMap::new();
        let mut by_batch: BTreeMap<BatchId, BTreeMap<Check, usize>> = BTreeMap::new();
        let mut overdue = 0;
        self.states(on, known, &mut |state| {
            let check = state.check.map_or(Check::NotSent, |check| check.standing());
            if insured_on(&state, on) || check.in_case() {
                overdue += usize::from(is_overdue(&state, on));
                let employer = state.coverage.as_ref().and_then(|coverage| coverage.employer.clone());
                *all.entry(check).or_default() += 1;
                *by_employer.entry((employer.is_none(), employer)).or_default().entry(check).or_default() += 1;
                if let Some(of) = state.check {
                    *by_batch.entry(of.batch).or_default().entry(check).or_default() += 1;
                }
            }
            ControlFlow::Continue(())
        })?;
        let count = |counts: &BTreeMap<Check, usize>, empty: bool| -> Vec<CheckCount> {
            let one = |check: &Check| CheckCount {
                state: check.code(),
                said: words::word(check.code(), lang).to_owned(),
                count: counts.get(check).copied().unwrap_or(0),
            };
            Check::ALL.iter().map(one).filter(|one| empty || one.count > 0).collect()
        };
        let names: BTreeMap<String, String> =
            self.ledger.employers(on, known)?.into_iter().map(|employer| (employer.code, employer.name)).collect();
        let none = BTreeMap::new();
        let mut campaigns = Vec::new();
        for campaign in self.ledger.campaigns(known)?.into_iter().rev().filter(|campaign| !campaign.second) {
            let Some(batch) = self.ledger.batch(campaign.batch)? else { continue };
            campaigns.push(CheckCampaign {
                on: batch.on,
                until: campaign.until,
                letters: self.ledger.sheets(batch.id)?.len(),
                counts: count(by_batch.get(&batch.id).unwrap_or(&none), false),
                batch: batch.code,
            });
        }
        Ok(CheckStatus {
            on,
            members: all.values().sum(),
            counts: count(&all, true),
            overdue,
            campaigns,
            employers: by_employer
                .into_iter()
                .map(|((_, employer), counts)| CheckEmployer {
                    name: employer.as_ref().and_then(|code| names.get(code).cloned()),
                    employer,
                    counts: count(&counts, false),
                })
                .collect(),
        })
    }

    /// Records the silence of everyone whose last day has passed, in one act. Nobody's silence is taken for agreement.
    ///
    /// # Errors
    /// When it is not permitted, the day lies after today, or the ledger cannot be written.
    pub fn last_four_due(&mut self, on: Day, occasion: &Occasion) -> Result<CheckOverdue, Failure> {
        self.must(Permission::Edit)?;
        // Until then an answer may come.
        self.has_come(on, occasion)?;
        let silent = self.silent(on)?;
        if silent.is_empty() {
            return Ok(CheckOverdue { on, members: 0 });
        }
        let act = ledger::NewAct { on, ..self.act_of("last_four_due", occasion) };
        let step = NewCheckStep { kind: StepKind::DeadlinePasses, on, said: None, asked: None, note: None };
        let (_, members) = self.ledger.act::<_, Failure>(act, |entry| {
            let mut members = 0;
            for id in &silent {
                // An answer may have come a moment ago.
                if entry.state(*id, FAR_FUTURE)?.is_some_and(|state| is_overdue(&state, on)) {
                    entry.check_step(*id, &step)?;
                    members += 1;
                }
            }
            Ok(members)
        })?;
        Ok(CheckOverdue { on, members })
    }

    /// Everyone whose last day for an answer has passed.
    fn silent(&self, on: Day) -> Result<Vec<MemberId>, Failure> {
        let mut silent = Vec::new();
        self.states(FAR_FUTURE, self.ledger.now_known()?, &mut |state| {
            if is_overdue(&state, on) {
                silent.push(state.id);
            }
            ControlFlow::Continue(())
        })?;
        Ok(silent)
    }
}

/// Is somebody insured on a day?
pub(crate) fn insured_on(state: &State, on: Day) -> bool {
    let case = case(state, on);
    state.coverage.is_some() && case.acquired.is_none_or(|acquired| acquired <= on) && ended(&case).is_none()
}

/// Has the last day for an answer passed in silence, and was that not recorded yet?
fn is_overdue(state: &State, on: Day) -> bool {
    state
        .check
        .is_some_and(|check| check.standing() == Check::Sent && check.state.on(on, check.until) == Check::NoAnswer)
}

/// Is this member asked, on a day, by a letter of a campaign or by a second letter?
pub(crate) fn asked(state: &State, on: Day, second: bool) -> bool {
    why_not(state, on, second).is_none()
}

/// Why a listed member gets no letter.
pub(crate) fn not_asked(setting: &Setting, state: &State) -> (&'static str, Said) {
    let second = setting.asking.is_some_and(|asking| asking.second);
    why_not(state, setting.on, second).unwrap_or(("not_asked", Said::new("対象ではありません。", "Not asked.")))
}

fn why_not(state: &State, on: Day, second: bool) -> Option<(&'static str, Said)> {
    let check = state.check.as_ref();
    let standing = check.map_or(Check::NotSent, CheckState::standing);
    if check.is_some_and(|check| !check.printed) {
        return Some((
            "letter_waiting",
            Said::new("確認の手紙がもう印刷待ちです。", "A letter of the check is waiting to be printed."),
        ));
    }
    if second {
        return (standing != Check::Corrected)
            .then(|| ("not_corrected", Said::new("訂正の確認がまだです。", "The correction is not confirmed yet.")));
    }
    if !insured_on(state, on) {
        return Some(("not_insured", Said::new("この日は加入していません。", "Not insured on this day.")));
    }
    match standing {
        Check::NotSent | Check::NoAnswer | Check::ReturnedUndelivered => None,
        Check::Sent => Some((
            "answer_awaited",
            Said::new(
                "確認の手紙を送り、回答を待っています。",
                "A letter of the check is out, and its answer is awaited.",
            ),
        )),
        Check::Agrees | Check::Closed => Some((
            "already_settled",
            Said::new("下4桁の確認は済んでいます。", "The last four digits are settled already."),
        )),
        Check::Differs | Check::CaseOpen | Check::Corrected | Check::SecondLetterSent => Some((
            "case_open",
            Said::new(
                "相違を調べています。その結果は再通知で知らせます。",
                "A difference is being settled; a second letter will tell of it.",
            ),
        )),
    }
}

/// Nobody is asked twice: whoever was asked by a colleague's letters since the list was made stops the batch. `head` is the last
/// act when it was made.
pub(crate) fn still_to_be_asked(entry: &Entry, head: ActSeq, asking: Asking, due: &[Due]) -> Result<(), Failure> {
    if entry.seq().0 == head.0 + 1 {
        return Ok(());
    }
    for one in due {
        let before = one.state.check.map(|check| (check.paper, check.state));
        let now = entry.state(one.state.id, FAR_FUTURE)?;
        let check = now.as_ref().and_then(|now| now.check.as_ref());
        let same = check.map(|check| (check.paper, check.state)) == before || asked_still(now.as_ref(), asking);
        if !same {
            return Err(Failure::refused(vec![Complaint {
                place: member(&one.state),
                code: "somebody_faster",
                weight: Weight::Refusal,
                sentence: Said::new(
                    "ほかの担当者が、この方の下4桁の確認を先に進めました。今回は何も確定していません。",
                    "A colleague has just gone on with this member's check. Nothing was frozen.",
                ),
                hint: Said::new("もう一度、はじめから確定してください。", "Begin again."),
            }]));
        }
    }
    Ok(())
}

fn asked_still(now: Option<&State>, asking: Asking) -> bool {
    let Some(check) = now.and_then(|now| now.check.as_ref()) else { return true };
    let fits = match check.standing() {
        Check::Corrected => asking.second,
        Check::NotSent | Check::NoAnswer | Check::ReturnedUndelivered => !asking.second,
        _ => false,
    };
    fits && check.printed
}

/// The last day for an answer lies behind the day of the letter.
pub(crate) fn after_the_letter(on: Day, until: Day) -> Result<(), Failure> {
    if on < until {
        return Ok(());
    }
    Err(Failure::usage(Complaint {
        place: "until".to_owned(),
        code: "until_too_early",
        weight: Weight::Refusal,
        sentence: Said::new(
            format!("回答期限（{}）が、手紙の日付より後ではありません。", until.wareki()),
            format!("The last day for an answer ({until}) does not lie behind the day of the letter."),
        ),
        hint: Said::new("手紙が届いてから答えられる日にしてください。", "Leave time to answer."),
    }))
}
