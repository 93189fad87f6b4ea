//! 下4桁の確認: campaigns, what was answered, and where each check stands.
//!
//! Where a check stands is never written: it follows from the letters (papers of a campaign's batch), what happened to them, and
//! what was recorded of answers and cases, in the order in which it was recorded.

use std::collections::HashMap;

use rules::calendar::Day;
use rules::coded;
use rules::last_four::{AskWhom, Check, CheckEvent};
use rules::words::LastFour;

use crate::acts::Known;
use crate::book::Ledger;
use crate::door::{Row, Tx, Val, sql};
use crate::entry::Entry;
use crate::error::Result;
use crate::facts::{ActSeq, BatchId, MemberId, PaperId, PaperLife};
use crate::tables;

/// 確認の取組み: a batch of letters and the last day for their answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Campaign {
    /// Its letters.
    pub batch: BatchId,
    /// The act that froze it.
    pub act: ActSeq,
    /// 回答期限: the last day for an answer.
    pub until: Day,
    /// Its letters tell of a correction.
    pub second: bool,
}

coded! {
    /// What is recorded of a check besides the life of its letter: [`CheckEvent`] without what the paper itself tells.
    StepKind {
        /// 一致の回答
        Agree = "agree",
        /// 相違の回答
        Differ = "differ",
        /// 期限までに回答なし
        DeadlinePasses = "deadline_passes",
        /// 照会: somebody is asked, until a day.
        OpenCase = "open_case",
        /// 訂正の確認
        Correct = "correct",
        /// 完了
        Close = "close",
    }
}

impl StepKind {
    /// The event of the rules.
    #[must_use]
    pub fn event(self) -> CheckEvent {
        match self {
            StepKind::Agree => CheckEvent::Agree,
            StepKind::Differ => CheckEvent::Differ,
            StepKind::DeadlinePasses => CheckEvent::DeadlinePasses,
            StepKind::OpenCase => CheckEvent::OpenCase,
            StepKind::Correct => CheckEvent::Correct,
            StepKind::Close => CheckEvent::Close,
        }
    }
}

/// A step to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCheckStep {
    /// What happened.
    pub kind: StepKind,
    /// On which day.
    pub on: Day,
    /// What the member said the card's last four digits are; only with a difference.
    pub said: Option<LastFour>,
    /// Who is asked, and until when; only where somebody is.
    pub asked: Option<(AskWhom, Day)>,
    /// What else should be remembered.
    pub note: Option<String>,
}

/// A step on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckStep {
    /// By which act.
    pub act: ActSeq,
    /// What was recorded.
    pub step: NewCheckStep,
}

/// Where a member's check stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckState {
    /// The state of the rules.
    pub state: Check,
    /// Since when; `None` while nothing has happened.
    pub since: Option<Day>,
    /// The act that brought it there; `None` while nothing has happened.
    pub act: Option<ActSeq>,
    /// The last letter.
    pub paper: PaperId,
    /// Its batch.
    pub batch: BatchId,
    /// The last day for its answer.
    pub until: Day,
    /// It tells of a correction.
    pub second: bool,
    /// It has left the printer.
    pub printed: bool,
    /// The number on file is another than when that letter was frozen.
    pub changed: bool,
    /// What the member said the card's last four digits are, in the difference that stands.
    pub said: Option<LastFour>,
}

impl CheckState {
    /// The state that counts today: an answer about a number that was replaced since says nothing of the one on file.
    #[must_use]
    pub fn standing(&self) -> Check {
        if self.changed { self.state.of_changed_number() } else { self.state }
    }
}

/// One letter of a member.
pub(crate) struct LetterOf {
    pub paper: PaperId,
    pub issued: Day,
    pub campaign: Campaign,
    pub void: bool,
}

/// One thing that happened, by its act.
pub(crate) enum Happened {
    /// A letter is there since.
    Letter(PaperId, PaperLife),
    /// A step.
    Step(CheckStep),
}

/// Puts together where a check stands. `happened` comes in any order of acts; within an act in the order of recording.
pub(crate) fn stands(
    letters: &[LetterOf],
    mut happened: Vec<(i64, Day, Happened)>,
    changed_since: impl Fn(ActSeq, Day) -> bool,
) -> Option<CheckState> {
    let last = letters.iter().rfind(|letter| !letter.void)?;
    happened.sort_by_key(|(act, ..)| *act);
    let (mut state, mut since, mut by, mut said) = (Check::NotSent, None, None, None);
    // Letters that are out: a letter is sent once, whatever is recorded of it on its way.
    let mut out: Vec<PaperId> = Vec::new();
    let mut printed = false;
    for (act, on, what) in happened {
        let event = match &what {
            Happened::Step(step) => Some(step.step.kind.event()),
            Happened::Letter(paper, life) => {
                let second = letters.iter().any(|letter| letter.paper == *paper && letter.campaign.second);
                let event = CheckEvent::of_letter(*life, second);
                printed |= *paper == last.paper && event.is_some();
                match event {
                    Some(CheckEvent::ComeBack) => {
                        out.retain(|known| known != paper);
                        // An older letter says nothing of the one that is out.
                        event.filter(|_| *paper == last.paper)
                    }
                    Some(_) if out.contains(paper) => None,
                    Some(_) => {
                        out.push(*paper);
                        event
                    }
                    None => None,
                }
            }
        };
        let Some(event) = event.filter(|event| state.after(*event).is_some()) else { continue };
        state = state.followed_by(event);
        (since, by) = (Some(on), Some(ActSeq(act)));
        if let Happened::Step(step) = what
            && step.step.kind == StepKind::Differ
        {
            said = step.step.said;
        }
        if !state.in_case() {
            said = None;
        }
    }
    Some(CheckState {
        state,
        since,
        act: by,
        paper: last.paper,
        batch: last.campaign.batch,
        until: last.campaign.until,
        second: last.campaign.second,
        printed,
        changed: changed_since(last.campaign.act, last.issued),
        said,
    })
}

/// Every campaign, as known.
pub(crate) fn campaigns(tx: &Tx, known: Known) -> Result<HashMap<BatchId, Campaign>> {
    let all = tx.all(sql!("checks/campaigns.sql"), &[Val::I(known.0)], |row| {
        Ok(Campaign { batch: BatchId(row.int(0)?), act: ActSeq(row.int(1)?), until: row.day(2)?, second: row.yes(3)? })
    })?;
    Ok(all.into_iter().map(|campaign| (campaign.batch, campaign)).collect())
}

/// A row of `checks/steps.sql`.
pub(crate) fn read_step(row: &Row<'_>) -> Result<CheckStep> {
    let asked = row.maybe_word(6, AskWhom::from_code)?.zip(row.maybe_day(7)?);
    Ok(CheckStep {
        act: ActSeq(row.int(2)?),
        step: NewCheckStep {
            kind: row.word(4, StepKind::from_code)?,
            on: row.day(1)?,
            said: row.maybe_word(5, LastFour::new)?,
            asked,
            note: row.maybe_text(8)?,
        },
    })
}

impl Entry<'_> {
    /// The letters of a batch ask for an answer until a day.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] when there is no such batch, or it is one already.
    pub fn campaign(&mut self, batch: BatchId, until: Day, second: bool) -> Result<()> {
        let (act, line) = self.line();
        self.write(&tables::LAST_FOUR_CAMPAIGN, &[batch.0.into(), act, line, until.into(), second.into()])
    }

    /// What happened to a member's check.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] when there is no such member.
    pub fn check_step(&mut self, member: MemberId, step: &NewCheckStep) -> Result<()> {
        let said = step.said.map(|said| zeroize::Zeroizing::new(said.text()));
        let (whom, until) = step.asked.unzip();
        let (act, line) = self.line();
        let values = [
            member.0.into(),
            step.on.into(),
            act,
            line,
            step.kind.code().into(),
            said.as_ref().map(|said| said.as_str()).into(),
            whom.map(AskWhom::code).into(),
            until.into(),
            step.note.as_deref().into(),
        ];
        self.write(&tables::LAST_FOUR_STEP, &values)
    }
}

impl Ledger {
    /// Every campaign and second letter, as known, the first one first.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn campaigns(&self, known: Known) -> Result<Vec<Campaign>> {
        let mut all: Vec<Campaign> = campaigns(self.tx(), known)?.into_values().collect();
        all.sort_by_key(|campaign| campaign.batch);
        Ok(all)
    }

    /// What was recorded of a member's check, as known, in that order.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn check_steps(&self, member: MemberId, known: Known) -> Result<Vec<CheckStep>> {
        let values = [Val::I(member.0), Val::I(member.0), Val::I(known.0)];
        self.tx().all(sql!("checks/steps.sql"), &values, read_step)
    }

    /// Whose last four digits came with the act of an import, and from which row or cell of the file.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn last_four_of_act(&self, act: ActSeq) -> Result<Vec<(MemberId, String)>> {
        self.tx().all(sql!("checks/beside.sql"), &[Val::I(act.0)], |row| Ok((MemberId(row.int(0)?), row.text(1)?)))
    }
}
