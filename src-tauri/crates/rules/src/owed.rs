//! What is outstanding, paper by paper (未回収): why a paper is owed, since when, by whom and until when, and whether somebody is
//! to be reminded of it (督促).
//!
//! [`crate::returns`] answers for the one certificate that counts; here every paper is asked that ever left the house, also one
//! that was replaced long ago. Both give the same answer where they speak of the same paper.

use crate::calendar::{Day, member_hands_back_by};
use crate::case::{Case, coded};
use crate::decision::{ReturnBecause, ReturnDecision, ReturnOutcome};
use crate::paper::Life;
use crate::policy::{Policy, ReturnBasis};
use crate::question::end_of_cover;
use crate::returns::{Duty, OwedBy, duty};
use crate::words::Said;

coded! {
    /// What kind of paper comes back.
    Kind {
        /// 資格確認書
        Certificate = "certificate",
        /// 高齢受給者証
        ElderlyCertificate = "elderly_certificate",
        /// 従来の健康保険証; the ledger knows only that somebody has one.
        OldCard = "old_card",
    }
}

/// What stands in the place of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InItsPlace {
    /// Nothing.
    Nothing,
    /// A later one, which has not come to the member by the record.
    ToCome,
    /// A later one, which left the house on a day.
    Left(Day),
}

/// A paper, as far as its return matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paper {
    /// What it is.
    pub kind: Kind,
    /// Where it is; of an old card, in hand.
    pub life: Life,
    /// Where it was before.
    pub before: Option<Life>,
    /// Since when it is where it is.
    pub since: Option<Day>,
    /// Whether a later paper stands in its place.
    pub in_its_place: InItsPlace,
    /// 有効期限
    pub until: Option<Day>,
    /// Of its kind the one that counts: what is decided of the member's certificate is decided of this one.
    pub counts: bool,
}

/// A paper that is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owed {
    /// Why.
    pub because: ReturnBecause,
    /// The first day of the duty: reminders before it were about another one.
    pub from: Day,
    /// Who owes it, and until when. Without a day no deadline runs, and nobody is reminded: after a death, and when the paper
    /// is handed over in exchange for one that is still to come.
    pub duty: Duty,
    /// It is searched for, and nobody is reminded meanwhile.
    pub searched: bool,
}

/// What else is known of the member on the day of the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Circumstances {
    /// What was decided of the old card.
    pub old_card: ReturnDecision,
    /// What was decided of the certificate that counts.
    pub certificate: ReturnDecision,
    /// The member has died.
    pub died: bool,
    /// The day from which the マイナ保険証 is known to be as it is.
    pub usable_since: Option<Day>,
}

/// Is a paper owed on the day of the case?
#[must_use]
pub fn owed(case: &Case, policy: &Policy, paper: &Paper, else_known: &Circumstances) -> Option<Owed> {
    let died = else_known.died;
    // With the society, destroyed, reported as lost: nobody owes it. What is planned has never left.
    if paper.life.closed() || matches!(paper.life, Life::Planned | Life::Undelivered) {
        return None;
    }
    if paper.kind == Kind::OldCard {
        let end = ended(case)?;
        let back = else_known.old_card;
        return (back.outcome == ReturnOutcome::Due).then_some(back.because).flatten().map(|because| Owed {
            because,
            from: end,
            duty: duty(case, died),
            searched: false,
        });
    }
    let searched = paper.life.searched();
    let since = paper.since.filter(|since| *since <= case.on);
    if paper.life == Life::Replaced {
        // Only what its holder had can be given back. What was lost came with the application for another one, which is its
        // loss report (滅失届・再交付申請書); what came back from the post lies here.
        let had = paper.before.is_some_and(Life::outside);
        return (had && comes_back(paper, case.on)).then(|| exchanged(case, paper, else_known));
    }
    if searched && paper.in_its_place != InItsPlace::Nothing {
        let from = since.unwrap_or(case.on);
        return Some(Owed { because: ReturnBecause::Replaced, from, duty: from_day(case, died, from), searched });
    }
    if let Some(end) = ended(case) {
        let because = match paper.kind {
            Kind::ElderlyCertificate => ReturnBecause::ElderlyAlways,
            _ if paper.until.is_none_or(|until| basis_day(case, policy, end) <= until) => {
                ReturnBecause::CertificateInValidity
            }
            _ => return None,
        };
        return Some(Owed { because, from: end, duty: duty(case, died), searched });
    }
    if searched {
        return None;
    }
    if paper.kind == Kind::ElderlyCertificate {
        let from = paper.until.filter(|until| *until < case.on)?.after();
        let duty = from_day(case, died, from);
        return Some(Owed { because: ReturnBecause::ElderlyAlways, from, duty, searched });
    }
    let back = else_known.certificate;
    let usable = back.because == Some(ReturnBecause::MynaUsable) && paper.life.held() && comes_back(paper, case.on);
    let asked = (paper.counts || usable) && back.outcome == ReturnOutcome::Due;
    Some(match (asked.then_some(back.because).flatten()?, else_known.usable_since) {
        (because @ ReturnBecause::MynaUsable, Some(from)) => {
            Owed { because, from, duty: from_day(case, died, from), searched }
        }
        // In exchange: the new one is still to come.
        (because, _) => Owed { because, from: case.on, duty: Duty { by: None, ..duty(case, died) }, searched },
    })
}

/// What was replaced comes back for the first of three reasons: the card serves and the society wants certificates back then,
/// cover ended, or the one in its place came. Before any of them it is handed over in exchange, and no deadline runs.
fn exchanged(case: &Case, paper: &Paper, else_known: &Circumstances) -> Owed {
    let back = else_known.certificate;
    let usable = back.outcome == ReturnOutcome::Due && back.because == Some(ReturnBecause::MynaUsable);
    let elderly = paper.kind == Kind::ElderlyCertificate;
    let came = match paper.in_its_place {
        InItsPlace::Left(day) => Some(day),
        InItsPlace::Nothing | InItsPlace::ToCome => None,
    };
    let lost = if elderly { ReturnBecause::ElderlyAlways } else { ReturnBecause::CertificateInValidity };
    let reasons = [
        (else_known.usable_since.filter(|_| usable && !elderly), ReturnBecause::MynaUsable),
        (ended(case), lost),
        (came, ReturnBecause::Replaced),
    ];
    let begun = reasons.into_iter().filter_map(|(from, because)| Some((from?, because)));
    match begun.filter(|(from, _)| *from <= case.on).min_by_key(|(from, _)| *from) {
        Some((from, because)) => Owed { because, from, duty: from_day(case, else_known.died, from), searched: false },
        None => Owed {
            because: ReturnBecause::Replaced,
            from: paper.since.filter(|since| *since <= case.on).unwrap_or(case.on),
            duty: Duty { by: None, ..duty(case, else_known.died) },
            searched: false,
        },
    }
}

/// What is replaced and has expired since is destroyed by its holder, as every expired certificate.
fn comes_back(paper: &Paper, on: Day) -> bool {
    paper.kind == Kind::ElderlyCertificate || paper.until.is_none_or(|until| on <= until)
}

/// The end of cover, when it has come by the day.
fn ended(case: &Case) -> Option<Day> {
    end_of_cover(case).filter(|end| *end <= case.on)
}

/// As [`crate::returns`] measures a duty.
fn basis_day(case: &Case, policy: &Policy, end: Day) -> Day {
    match (policy.return_basis, case.voluntary_until, case.left) {
        (ReturnBasis::Lost, ..) => end,
        (ReturnBasis::Left, None, Some(left)) => left,
        (ReturnBasis::Left, ..) => end.before(),
    }
}

/// The five days from a day of their own.
fn from_day(case: &Case, died: bool, from: Day) -> Duty {
    let duty = duty(case, died);
    Duty { by: duty.by.map(|_| member_hands_back_by(from)), ..duty }
}

/// A paper that may have been shown at a clinic when nobody was covered any more (資格喪失後の使用の疑い): the first and the last
/// day on which that could happen, as far as is known on the day of the case. `None` while the member is covered, and of what
/// its holder could not show.
#[must_use]
pub fn exposed(case: &Case, paper: &Paper) -> Option<(Day, Day)> {
    let end = ended(case)?;
    let could =
        matches!(paper.kind, Kind::Certificate) && paper.life.outside() && paper.in_its_place == InItsPlace::Nothing;
    let last = paper.until.map_or(case.on, |until| until.min(case.on));
    (could && end <= last).then_some((end, last))
}

/// 督促の回数: so many reminders go out for one paper; after the last the employer hands in the report that it cannot be
/// collected (回収不能届). The society's practice, not law.
pub const REMINDERS: usize = 3;

/// 督促の間隔: so many days pass between one reminder of a paper and the next. The society's practice, not law.
pub const REMINDER_WAIT_DAYS: i64 = 14;

/// The last day for an answer to a reminder: the day before the next one may go out.
#[must_use]
pub fn answer_by(reminded: Day) -> Day {
    reminded.plus_days(REMINDER_WAIT_DAYS).before()
}

coded! {
    /// How firmly a reminder speaks.
    Firmness {
        /// 1回目: a question whether it was forgotten.
        First = "first",
        /// 2回目: a request with a date.
        Second = "second",
        /// 3回目: the last one, which tells of the report.
        Last = "last",
    }
}

impl Firmness {
    /// The firmness of the reminder of this number, counted from 1.
    #[must_use]
    pub fn of(number: usize) -> Option<Firmness> {
        number.checked_sub(1).and_then(|at| Firmness::ALL.get(at).copied())
    }

    /// Its number, counted from 1.
    #[must_use]
    pub fn number(self) -> usize {
        1 + Firmness::ALL.iter().position(|one| *one == self).unwrap_or_default()
    }
}

/// What is to be done about a paper that is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// The deadline is not over, or none runs.
    NotYet(Option<Day>),
    /// It is searched for.
    Searched,
    /// A reminder may go out.
    Remind(Firmness),
    /// The last reminder is answered by this day at the latest; the next one goes out after it.
    Wait(Day),
    /// All reminders went out and their time is over: the report that it cannot be collected is next.
    Report,
}

/// What is next for a paper that is owed, after reminders on some days. Those before the duty began were about another one.
#[must_use]
pub fn next(owed: &Owed, reminded: &[Day], on: Day) -> Next {
    let (count, last) = of_duty(owed, reminded);
    match (owed.duty.by, last) {
        _ if owed.searched => Next::Searched,
        (None, _) => Next::NotYet(None),
        (Some(by), _) if on <= by => Next::NotYet(Some(by)),
        (_, Some(last)) if on <= answer_by(last) => Next::Wait(answer_by(last)),
        _ => Firmness::of(count + 1).map_or(Next::Report, Next::Remind),
    }
}

coded! {
    /// Why a holder is not asked for a paper in a letter of its own (返納のお願い).
    NotAsked {
        /// Nothing of the member's is outstanding.
        NothingOwed = "nothing_owed",
        /// It is searched for.
        Searched = "searched",
        /// It has not left the house, as far as is recorded.
        NotPosted = "not_posted",
        /// No deadline runs: it comes with the claim, or in exchange for the next one.
        NoDeadline = "no_deadline",
        /// The letter was written since the duty began; reminders follow.
        AlreadyAsked = "already_asked",
    }
}

impl NotAsked {
    /// In words.
    #[must_use]
    pub fn sentence(self) -> Said {
        match self {
            NotAsked::NothingOwed => Said::new("返していただく書類はありません。", "Nothing is to be given back."),
            NotAsked::Searched => {
                Said::new("書類を調べている間は、お願いしません。", "Nobody is asked while it is searched for.")
            }
            NotAsked::NotPosted => Said::new(
                "発送の記録がありません。手元に残っていないか確かめてください。",
                "Its posting is not recorded. See whether it still lies here.",
            ),
            NotAsked::NoDeadline => Said::new(
                "期限はありません。請求や差替えのときに返してもらいます。",
                "No deadline runs: it comes with the claim, or in exchange.",
            ),
            NotAsked::AlreadyAsked => Said::new(
                "返納のお願いは、もう出しています。次は督促です。",
                "The request was written already. Reminders come next.",
            ),
        }
    }
}

/// Is the holder asked to give a paper back, in a letter of its own? `asked` is the day of the last such letter.
///
/// # Errors
/// Why not.
pub fn asked_for(owed: &Owed, life: Life, asked: Option<Day>) -> Result<(), NotAsked> {
    match life {
        _ if owed.searched => Err(NotAsked::Searched),
        life if life.in_house() => Err(NotAsked::NotPosted),
        _ if owed.duty.by.is_none() => Err(NotAsked::NoDeadline),
        _ if asked.is_some_and(|asked| owed.from <= asked) => Err(NotAsked::AlreadyAsked),
        _ => Ok(()),
    }
}

/// How often and when last a paper was reminded of since its duty began.
#[must_use]
pub fn of_duty(owed: &Owed, reminded: &[Day]) -> (usize, Option<Day>) {
    let of_it = || reminded.iter().copied().filter(|day| owed.from <= *day);
    (of_it().count(), of_it().max())
}

/// Is the report that a paper cannot be collected (回収不能届) borne out? It needs the dated log of every reminder.
#[must_use]
pub fn borne_out(owed: &Owed, reminded: &[Day]) -> bool {
    of_duty(owed, reminded).0 >= REMINDERS
}

/// Who is written to.
#[must_use]
pub fn written_to(owed: &Owed, has_employer: bool) -> OwedBy {
    match owed.duty.owed_by {
        OwedBy::Employer if !has_employer => OwedBy::Member,
        owed_by => owed_by,
    }
}
