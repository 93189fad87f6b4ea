//! Why a case was decided as it was: sentence, basis, the facts it rested on, and the single changes that would alter it.
//!
//! Nothing here is written by hand about a particular rule. The facts are those that were looked at on the way to the
//! answer, and the changes are found by trying: every fact is given every other word, or the days around which something
//! could turn, and the case is decided anew. That costs some hundred decisions, a fraction of a millisecond.

use serde::Serialize;

use crate::calendar::{Day, LAW, Law};
use crate::case::{
    Access, Application, Assistance, Case, CertificateState, Change, Fact, Facts, HeldCertificate, MyNumber, MynaCard,
    PortalVisible, Reason, UseRegistration,
};
use crate::certificate::certificate;
use crate::covered::covered;
use crate::decide::decide_under;
use crate::decision::{CoveredBecause, Decision, ReturnDecision};
use crate::last_day::CannotDecide;
use crate::notice::notice;
use crate::policy::Policy;
use crate::question::Question;
use crate::returns;
use crate::wording::{PolicyKey, both, clinics_may_still_accept, with_policy};
use crate::words::Said;

/// A single change of one fact that would alter an outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WouldChange {
    /// The fact: a column of `daicho rules try`.
    pub column: &'static str,
    /// Its other word or day; `None` is a blank.
    pub to: Option<String>,
    /// The outcome it would then be.
    pub outcome: &'static str,
    /// The reason code it would then have; `None` where there is none.
    pub because: Option<&'static str>,
}

/// Why one part of a decision is as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// Outcome and reason in a sentence.
    pub sentence: Said,
    /// The law, and, where the society chose, its own decision.
    pub basis: Said,
    /// The facts it rested on: those that were looked at on the way to the answer and are known of this member, or whose
    /// single change would alter the outcome. A blank that alters nothing is left out, unless there is nothing else.
    pub inputs: Vec<Fact>,
    /// The single changes that would alter the outcome, found by trying them.
    pub would_change: Vec<WouldChange>,
}

/// Why everything was decided as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Covered?
    pub covered: Why,
    /// The certificate.
    pub certificate: Why,
    /// The notice.
    pub notice: Why,
    /// The old card's return.
    pub old_card_return: Why,
    /// The certificate's return.
    pub certificate_return: Why,
}

/// Explains the decision of a case.
///
/// # Errors
/// As [`crate::decide`]: what cannot be decided cannot be explained.
pub fn explain(case: &Case, policy: &Policy) -> Result<Explanation, CannotDecide> {
    explain_under(&LAW, case, policy)
}

/// As [`explain`], under another law.
///
/// # Errors
/// As [`explain`].
pub fn explain_under(law: &Law, case: &Case, policy: &Policy) -> Result<Explanation, CannotDecide> {
    explain_beside(law, case, policy, &Beside::default())
}

/// What stands beside a case in a table, does not count now, and would count after a change.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Beside {
    /// `applied_on` without `application`.
    pub applied_on: Option<Day>,
    /// `certificate_state` without a certificate.
    pub certificate_state: Option<CertificateState>,
    /// From this day another policy decides, which an explanation does not know.
    pub next_policy: Option<Day>,
}

pub(crate) fn explain_beside(
    law: &Law,
    case: &Case,
    policy: &Policy,
    beside: &Beside,
) -> Result<Explanation, CannotDecide> {
    let decision = decide_under(law, case, policy)?;
    let looked_at = looked_at(law, case, policy)?;
    let tried: Vec<Tried> = others(law, case, policy, beside)
        .into_iter()
        .filter_map(|other| decide_under(law, &other.case, policy).ok().map(|decision| Tried { other, decision }))
        .collect();
    let why = |part: Part, seen: Facts, sentence: Said, law_basis: Said, keys: Vec<PolicyKey>| {
        let would_change = would_change(part, &decision, &tried);
        let altering = |fact: Fact| would_change.iter().any(|change| change.column == fact.code());
        let told: Vec<Fact> =
            seen.iter().filter(|fact| *fact == Fact::On || known(case, *fact) || altering(*fact)).collect();
        // Nothing is known, and no single change would do: then it rested on those blanks.
        let inputs = if told.is_empty() { seen.iter().collect() } else { told };
        Why { sentence, basis: with_policy(law_basis, policy, &keys), inputs, would_change }
    };
    let mut covered_sentence = both(|lang| decision.covered_sentence(lang).to_owned());
    if decision.covered_because == CoveredBecause::NothingToShow
        && (case.old_card_until.is_some() || case.notice_issued.is_some_and(|sent| sent <= case.on))
        && law.clinics_accept_provisionally_on(case.on)
    {
        let more = clinics_may_still_accept(law.clinic_acceptance_over.before());
        covered_sentence.ja.push_str(&more.ja);
        covered_sentence.en = format!("{} {}", covered_sentence.en, more.en);
    }
    let certificate = &decision.certificate;
    let mut certificate_sentence = both(|lang| certificate.sentence(lang));
    if let Some(last_day) = certificate.last_day {
        let more = both(|lang| last_day.sentence(lang));
        certificate_sentence.ja.push_str(&more.ja);
        certificate_sentence.en = format!("{} {}", certificate_sentence.en, more.en);
    }
    let certificate_keys =
        certificate.policy_key().into_iter().chain(certificate.last_day.and_then(|it| it.policy_key())).collect();
    let of_return = |part: Part, seen: Facts, it: &ReturnDecision| {
        let keys = it.policy_key().into_iter().collect();
        why(part, seen, both(|lang| it.sentence(lang)), both(|lang| it.basis(lang).to_owned()), keys)
    };
    Ok(Explanation {
        covered: why(
            Part::Covered,
            looked_at.covered,
            covered_sentence,
            both(|lang| decision.covered_basis(lang).to_owned()),
            Vec::new(),
        ),
        certificate: why(
            Part::Certificate,
            looked_at.certificate,
            certificate_sentence,
            both(|lang| certificate.basis(lang).to_owned()),
            certificate_keys,
        ),
        notice: why(
            Part::Notice,
            looked_at.notice,
            both(|lang| decision.notice.sentence(lang)),
            both(|lang| decision.notice.basis(lang).to_owned()),
            decision.notice.policy_key().into_iter().collect(),
        ),
        old_card_return: of_return(Part::OldCardReturn, looked_at.old_card_return, &decision.old_card_return),
        certificate_return: of_return(
            Part::CertificateReturn,
            looked_at.certificate_return,
            &decision.certificate_return,
        ),
    })
}

/// The facts looked at for each part of a decision, each asked for itself.
struct LookedAt {
    covered: Facts,
    certificate: Facts,
    notice: Facts,
    old_card_return: Facts,
    certificate_return: Facts,
}

fn looked_at(law: &Law, case: &Case, policy: &Policy) -> Result<LookedAt, CannotDecide> {
    let ask = || Question::new(law, policy, case);
    let answer = certificate(&ask())?;
    let (of_cover, of_notice, of_old_card, of_return) = (ask(), ask(), ask(), ask());
    covered(&of_cover);
    notice(&of_notice, &answer);
    returns::old_card(&of_old_card);
    returns::certificate(&of_return, &answer);
    Ok(LookedAt {
        covered: of_cover.seen(),
        certificate: answer.rested_on,
        notice: of_notice.seen(),
        old_card_return: of_old_card.seen(),
        certificate_return: of_return.seen(),
    })
}

/// A part of a decision.
#[derive(Clone, Copy)]
enum Part {
    Covered,
    Certificate,
    Notice,
    OldCardReturn,
    CertificateReturn,
}

impl Part {
    fn of(self, decision: &Decision) -> (&'static str, Option<&'static str>) {
        let of_return = |it: &ReturnDecision| (it.outcome.code(), it.because.map(|because| because.code()));
        match self {
            Part::Covered => (decision.covered.code(), Some(decision.covered_because.code())),
            Part::Certificate => (decision.certificate.outcome.code(), Some(decision.certificate.because.code())),
            Part::Notice => (decision.notice.outcome.code(), Some(decision.notice.because.code())),
            Part::OldCardReturn => of_return(&decision.old_card_return),
            Part::CertificateReturn => of_return(&decision.certificate_return),
        }
    }
}

/// The case with one fact changed, and what is then decided.
struct Tried {
    other: Other,
    decision: Decision,
}

/// The case with one fact changed.
struct Other {
    fact: Fact,
    to: Option<String>,
    /// A day: of several that lead to the same outcome, only the first is told.
    is_day: bool,
    case: Case,
}

fn would_change(part: Part, decision: &Decision, tried: &[Tried]) -> Vec<WouldChange> {
    let (now, _) = part.of(decision);
    let mut changes: Vec<WouldChange> = Vec::new();
    for Tried { other, decision } in tried {
        let (outcome, because) = part.of(decision);
        let told = |it: &WouldChange| it.column == other.fact.code() && it.outcome == outcome;
        if outcome != now && !(other.is_day && changes.iter().any(told)) {
            changes.push(WouldChange { column: other.fact.code(), to: other.to.clone(), outcome, because });
        }
    }
    changes
}

/// Is the fact known of this member, that is, other than a blank would be?
fn known(case: &Case, fact: Fact) -> bool {
    let blank = Case::blank(case.on);
    match fact {
        Fact::On => true,
        Fact::Born => case.born.is_some(),
        Fact::Lost => case.lost.is_some(),
        Fact::Left => case.left.is_some(),
        Fact::VoluntaryUntil => case.voluntary_until.is_some(),
        Fact::ECertificateUntil => case.e_certificate_until.is_some(),
        Fact::Acquired => case.acquired.is_some(),
        Fact::Resident => case.resident != blank.resident,
        Fact::MyNumber => case.my_number != blank.my_number,
        Fact::Access => case.access != blank.access,
        Fact::MynaCard => case.myna_card != blank.myna_card,
        Fact::UseRegistered => case.use_registered != blank.use_registered,
        Fact::Assistance => case.assistance != blank.assistance,
        Fact::AskedAtEnrolment => case.asked_at_enrolment != blank.asked_at_enrolment,
        Fact::Application => case.application.is_some(),
        Fact::AppliedOn => case.application.is_some_and(|it| it.on.is_some()),
        Fact::OldCardUntil => case.old_card_until.is_some(),
        Fact::CertificateIssued => case.certificate.is_some_and(|it| it.issued.is_some()),
        Fact::CertificateUntil => case.certificate.is_some(),
        Fact::CertificateState => case.certificate.is_some_and(|it| it.state != CertificateState::InHand),
        Fact::NoticeIssued => case.notice_issued.is_some(),
        Fact::PortalVisible => case.portal_visible != blank.portal_visible,
        Fact::Change => case.change != blank.change,
        Fact::Received => case.received.is_some(),
    }
}

/// The case with a single fact changed, for every fact and every word or telling day.
fn others(law: &Law, case: &Case, policy: &Policy, beside: &Beside) -> Vec<Other> {
    let mut others = Others { case, beside, found: Vec::new() };
    let on = case.on;
    let it = Question::new(law, policy, case);
    let end = it.end_of_cover();
    let years_before = |day: Day, years: i32| Day::new(day.year() - years, day.month(), day.day().min(28));
    let years_ago = |years: i32| years_before(on, years);
    let lead = i64::from(policy.renewal_lead_days);

    // The next day on which each outcome turns by itself.
    let same_policy = |day: &Day| beside.next_policy.is_none_or(|next| *day < next);
    for day in turning_days(law, case, policy, &it).into_iter().filter(same_policy) {
        others.day(Fact::On, Some(day), |case| case.on = day);
    }
    // Days beside which something turns in most of the rules, and days long ago and far ahead; what is particular to a fact
    // comes before them.
    let mut beside_something: Vec<Option<Day>> =
        [Some(on), case.certificate.map(|it| it.until), end, Some(law.old_cards_end)]
            .into_iter()
            .flatten()
            .flat_map(|day| [Some(day.before()), Some(day), Some(day.after())])
            .collect();
    // Where returns go by the end of cover, the last covered day turns them a day sooner.
    beside_something.push(Some(law.old_cards_end.plus_days(-2)));
    beside_something.extend([Some(on.plus_days(-1_000)), Some(on.plus_days(1_000))]);
    let and_those = |days: &[Option<Day>]| days.iter().chain(&beside_something).copied().collect::<Vec<_>>();
    // 75 today, 75 soon, the doubtful day, 70 since this month, 70 next month, young; 75 beside something.
    let births = [
        years_ago(75),
        years_ago(75).map(|day| day.plus_days(40)),
        Day::new(on.year() - 75, 2, 29),
        Day::new(on.year() - 70, on.month(), 1),
        years_ago(70),
        years_ago(30),
    ];
    let births = births.into_iter().chain(beside_something.iter().map(|day| day.and_then(|day| years_before(day, 75))));
    others.days(Fact::Born, births, |case, day| case.born = day);
    others.days(Fact::Lost, and_those(&[Some(on)]), |case, day| case.lost = day);
    others.days(Fact::Left, and_those(&[end.map(Day::before)]), |case, day| case.left = day);
    others.days(Fact::VoluntaryUntil, and_those(&[]), |case, day| case.voluntary_until = day);
    // Just lapsed under both readings; past the earlier only; within the lead; good for long.
    let expiries = [on.plus_days(-130), on.plus_days(-92), on.plus_days(-85), on.plus_days(800)];
    others.days(Fact::ECertificateUntil, expiries.map(Some), |case, day| case.e_certificate_until = day);
    others.days(Fact::Acquired, and_those(&[Some(on), years_ago(1)]), |case, day| case.acquired = day);

    let yes_no = |yes: bool| if yes { "yes" } else { "no" };
    others.words(Fact::Resident, &[true, false], yes_no, |case| &mut case.resident);
    others.words(Fact::MyNumber, MyNumber::ALL, MyNumber::code, |case| &mut case.my_number);
    others.words(Fact::Access, Access::ALL, Access::code, |case| &mut case.access);
    others.words(Fact::MynaCard, MynaCard::ALL, MynaCard::code, |case| &mut case.myna_card);
    others.words(Fact::UseRegistered, UseRegistration::ALL, UseRegistration::code, |case| &mut case.use_registered);
    others.words(Fact::Assistance, Assistance::ALL, Assistance::code, |case| &mut case.assistance);
    others.words(Fact::AskedAtEnrolment, &[true, false], yes_no, |case| &mut case.asked_at_enrolment);
    others.application(on);
    others
        .days(Fact::OldCardUntil, [Some(law.old_cards_end.before()), Some(on)], |case, day| case.old_card_until = day);
    others.certificate(on, lead);
    let start_at_70 = it.start_at_70().map(Day::before);
    let unanswered = case.application.and_then(|application| application.on).map(Day::before);
    others.days(Fact::NoticeIssued, [Some(on), Some(on.after()), start_at_70, unanswered], |case, day| {
        case.notice_issued = day;
    });
    others.words(Fact::PortalVisible, PortalVisible::ALL, PortalVisible::code, |case| &mut case.portal_visible);
    // A changed day of acquisition has no word in the tables.
    let told: Vec<Change> = Change::ALL.iter().copied().filter(|change| *change != Change::Acquisition).collect();
    others.words(Fact::Change, &told, Change::code, |case| &mut case.change);
    others.found
}

/// The days after the day asked about on which something may turn, in order.
fn turning_days(law: &Law, case: &Case, policy: &Policy, it: &Question) -> Vec<Day> {
    let certificate = case.certificate;
    let lead = |certificate: HeldCertificate| {
        policy.renewal_lead(certificate.issued.map(|issued| issued.days_until(certificate.until)))
    };
    let mut days: Vec<Day> = [
        case.acquired,
        it.end_of_cover(),
        it.end_of_cover().map(Day::before),
        it.start_at_70(),
        it.wait_ends(),
        it.usable_until().map(Day::after),
        it.usable_until().map(|last| last.plus_days(1 - i64::from(policy.lapse_lead_days))),
        case.e_certificate_until.map(|until| policy.grace(until).after()),
        case.old_card_until.map(Day::after),
        Some(law.old_cards_end),
        case.application.and_then(|application| application.on),
        case.notice_issued,
        certificate.and_then(|it| it.issued),
        certificate.map(|it| it.until.plus_days(-lead(it))),
        certificate.map(|it| it.until.after()),
        certificate.map(|it| it.until.plus_days(1 + i64::from(policy.renewal_lead_days))),
    ]
    .into_iter()
    .flatten()
    .filter(|day| *day > case.on)
    .collect();
    days.sort_unstable();
    days.dedup();
    days
}

struct Others<'a> {
    case: &'a Case,
    beside: &'a Beside,
    found: Vec<Other>,
}

impl Others<'_> {
    fn day(&mut self, fact: Fact, to: Option<Day>, change: impl FnOnce(&mut Case)) {
        self.add(fact, to.map(|day| day.to_string()), true, change);
    }

    fn add(&mut self, fact: Fact, to: Option<String>, is_day: bool, change: impl FnOnce(&mut Case)) {
        let mut case = self.case.clone();
        change(&mut case);
        if case != *self.case {
            self.found.push(Other { fact, to, is_day, case });
        }
    }

    /// A blank and some days.
    fn days(
        &mut self,
        fact: Fact,
        days: impl IntoIterator<Item = Option<Day>>,
        change: impl Fn(&mut Case, Option<Day>),
    ) {
        self.day(fact, None, |case| change(case, None));
        for day in days.into_iter().flatten() {
            self.day(fact, Some(day), |case| change(case, Some(day)));
        }
    }

    fn words<T: Copy>(
        &mut self,
        fact: Fact,
        all: &[T],
        word: impl Fn(T) -> &'static str,
        place: impl Fn(&mut Case) -> &mut T,
    ) {
        for value in all {
            self.add(fact, Some(word(*value).to_owned()), false, |case| *place(case) = *value);
        }
    }

    /// An application has a reason and, only then, a day.
    fn application(&mut self, on: Day) {
        let applied_on = self.beside.applied_on;
        self.add(Fact::Application, None, false, |case| case.application = None);
        for reason in Reason::ALL.iter().copied() {
            self.add(Fact::Application, Some(reason.code().to_owned()), false, |case| {
                let on = case.application.map_or(applied_on, |application| application.on);
                case.application = Some(Application { reason, on });
            });
        }
        if let Some(application) = self.case.application {
            self.days(Fact::AppliedOn, [Some(on), Some(on.after())], |case, day| {
                case.application = Some(Application { on: day, ..application });
            });
        }
    }

    /// A certificate has a last day and, only then, a day of issue and a state that count. A day of issue without a last
    /// day is an error in a table, so the last day is not taken away from under it.
    fn certificate(&mut self, on: Day, lead: i64) {
        let held = self.case.certificate;
        let state = self.beside.certificate_state.unwrap_or(CertificateState::InHand);
        let base = held.unwrap_or(HeldCertificate { issued: None, until: on, state });
        if base.issued.is_none() {
            self.day(Fact::CertificateUntil, None, |case| case.certificate = None);
        }
        // Good for long; soon to be renewed; just past; so long past that it is no longer held.
        for until in [on.plus_days(lead + 366), on.plus_days(lead.min(7)), on.before(), on.plus_days(-lead - 1)] {
            self.day(Fact::CertificateUntil, Some(until), |case| {
                case.certificate = Some(HeldCertificate { until, ..base });
            });
        }
        if held.is_some() {
            for issued in [None, Some(on), Some(on.after())] {
                self.day(Fact::CertificateIssued, issued, |case| {
                    case.certificate = Some(HeldCertificate { issued, ..base });
                });
            }
            for state in CertificateState::ALL.iter().copied() {
                self.add(Fact::CertificateState, Some(state.code().to_owned()), false, |case| {
                    case.certificate = Some(HeldCertificate { state, ..base });
                });
            }
        }
    }
}
