//! What the ledger knows of a member, as the case that the rules decide.

use ledger::{PaperKind, PaperLife, PaperState, State};
use rules::calendar::{Day, LAW, Law};
use rules::case::{Application, Case, CertificateState, Change, HeldCertificate};
use rules::decision::{Because, CertificateOutcome, Covered, CoveredBecause, Decision, NoticeOutcome};
use rules::owed::InItsPlace;
use rules::policy::Policy;
use rules::words::fold::name_key;
use rules::words::{Lang, Name, Relation};
use rules::{CannotDecide, decide, decide_under};

/// The case of a member on a day, without what has changed since papers were printed (that differs by paper).
#[must_use]
pub fn case(state: &State, on: Day) -> Case {
    let mut case = Case::blank(on);
    case.born = state.person.born;
    match &state.coverage {
        Some(coverage) => {
            case.acquired = coverage.acquired;
            case.lost = coverage.lost;
            case.left = coverage.left;
            case.voluntary_until = coverage.voluntary_until;
            case.received = coverage.received;
        }
        // Nothing is recorded: not insured yet.
        None => case.acquired = Some(on.after()),
    }
    case.resident = state.circumstance.resident;
    case.assistance = state.circumstance.assistance;
    case.asked_at_enrolment = state.circumstance.asked_at_enrolment;
    case.old_card_until = state.circumstance.old_card_until;
    case.my_number = state.myna.my_number;
    case.access = state.myna.access;
    case.myna_card = state.myna.card;
    case.use_registered = state.myna.use_registered;
    case.e_certificate_until = state.myna.e_certificate_until;
    case.portal_visible = state.myna.portal;
    case.application = state
        .applications
        .iter()
        .filter(|application| application.on.is_none_or(|filed| filed <= on))
        .max_by_key(|application| (application.on, application.id))
        .map(|application| Application { reason: application.reason, on: application.on });
    case.certificate = certificate(state, on).map(|paper| certificate_of(paper, paper.life));
    case.notice_issued = notice(state, on).map(|paper| paper.issued);
    case
}

/// A certificate as the rules ask for it, from where it is.
fn certificate_of(paper: &PaperState, life: PaperLife) -> HeldCertificate {
    HeldCertificate {
        issued: Some(paper.issued),
        until: paper.until.unwrap_or(paper.issued),
        state: match life {
            PaperLife::Lost | PaperLife::LossReported => CertificateState::Lost,
            PaperLife::Damaged => CertificateState::Damaged,
            // What is searched for covers nobody, is not printed anew, and nobody is asked for it.
            PaperLife::Undelivered | PaperLife::NeverCame | PaperLife::SaidReturned => CertificateState::Undelivered,
            // From its day of issue (交付年月日) on a certificate counts as handed over, as the contract's columns do: the day
            // of a batch is the day of its post.
            _ => CertificateState::InHand,
        },
    }
}

/// The certificate that counts on a day: of those that nothing stands in place of and that are not done away with, the one
/// issued last.
#[must_use]
pub fn certificate(state: &State, on: Day) -> Option<&PaperState> {
    counting(state, PaperKind::Certificate, on)
}

/// Does the member count as covered by a certificate alone that has not left the house yet?
#[must_use]
pub fn covered_before_post(state: &State, decision: &Decision, policy: &Policy, on: Day) -> bool {
    counts_before_post(state, decision, on)
        && as_held(state, decision, policy, on).is_none_or(|held| held.covered != Covered::Yes)
}

/// Does the member count as covered by a certificate that has not left the house yet?
#[must_use]
pub fn counts_before_post(state: &State, decision: &Decision, on: Day) -> bool {
    decision.covered_because == CoveredBecause::CertificateInHand
        && certificate(state, on).is_some_and(|paper| paper.life.in_house())
}

/// A decision with the cover and the return of what the member really holds: a certificate that has not come is in nobody's hand,
/// the one before it still is; and under an old number no clinic finds anybody, though the paper comes back. `None` where the
/// decision says it already.
#[must_use]
pub fn as_held(state: &State, decision: &Decision, policy: &Policy, on: Day) -> Option<Decision> {
    let counting = certificate(state, on);
    let held = held(state, on);
    let renumbered = held.is_some_and(|(paper, _)| number_changed(state, paper));
    let said = counting.filter(|paper| paper.life.held() || paper.life.in_house()).map(|paper| paper.id);
    let another = said != held.map(|(paper, _)| paper.id);
    if !another && !renumbered {
        return None;
    }
    let with = |held: Option<(&PaperState, PaperLife)>| {
        let certificate = held.map(|(paper, life)| certificate_of(paper, life));
        let change = held.map_or(Change::None, |(paper, _)| changed(state, paper));
        decide(&Case { certificate, change, ..case(state, on) }, policy).ok()
    };
    let cover = with(held.filter(|_| !renumbered))?;
    let certificate_return = if another { with(held)?.certificate_return } else { decision.certificate_return };
    Some(Decision { covered: cover.covered, covered_because: cover.covered_because, certificate_return, ..*decision })
}

/// Later papers of its kind by a day that stand in the place of another, without those that were taken back or spoiled.
fn in_place_of<'a>(state: &'a State, paper: &PaperState, on: Day) -> impl Iterator<Item = &'a PaperState> {
    let (kind, id, replaced) = (paper.kind, paper.id, paper.replaced);
    let spoiled = |one: &PaperState| one.left_house.is_none() && one.life == PaperLife::Destroyed;
    state.papers.iter().filter(move |one| {
        replaced && one.kind == kind && one.id > id && one.issued <= on && one.life != PaperLife::Void && !spoiled(one)
    })
}

/// The newest paper by a day that was made in the place of another.
#[must_use]
pub fn successor<'a>(state: &'a State, paper: &PaperState, on: Day) -> Option<&'a PaperState> {
    in_place_of(state, paper, on).max_by_key(|one| (one.issued, one.id))
}

/// What stands in the place of a paper on a day: the first that came to the member decides when the one before it comes back.
#[must_use]
pub fn in_its_place(state: &State, paper: &PaperState, on: Day) -> InItsPlace {
    match in_place_of(state, paper, on).filter_map(|later| later.left_house).min() {
        Some(day) => InItsPlace::Left(day),
        None if paper.replaced => InItsPlace::ToCome,
        None => InItsPlace::Nothing,
    }
}

/// The certificate that the member holds on a day, and where it was when another took its place. What never came to them is passed
/// over; what they lost or gave back serves no more, nor does any before it.
fn held(state: &State, on: Day) -> Option<(&PaperState, PaperLife)> {
    let certificates = state.papers.iter().filter(|paper| paper.kind == PaperKind::Certificate && paper.issued <= on);
    let newest = certificates.filter(|it| it.left_house.is_some()).max_by_key(|it| (it.issued, it.id))?;
    let life = if newest.life == PaperLife::Replaced { newest.before? } else { newest.life };
    life.held().then_some((newest, life))
}

/// Does a certificate in whose place another stands serve until that one has come?
#[must_use]
pub fn serves_meanwhile(state: &State, paper: &PaperState, on: Day) -> bool {
    held(state, on).is_some_and(|(held, life)| {
        held.id == paper.id
            && certificate_of(held, life).state == CertificateState::InHand
            && paper.until.is_none_or(|until| on <= until)
            && !number_changed(state, paper)
    })
}

/// Does a paper bear another number than the one that its member has now?
#[must_use]
pub fn number_changed(state: &State, paper: &PaperState) -> bool {
    let printed = &paper.printed.number;
    state.coverage.as_ref().is_some_and(|now| now.number != *printed && now.number.key() != printed.key())
}

/// Why the member is covered or not, as a clerk should say it: what is not posted yet is in nobody's hand.
#[must_use]
pub fn covered_sentence(state: &State, decision: &Decision, policy: &Policy, on: Day, lang: Lang) -> &'static str {
    match (covered_before_post(state, decision, policy, on), lang) {
        (true, Lang::Ja) => "資格確認書の交付を確定していますが、まだ発送していません。",
        (true, Lang::En) => "A certificate is frozen in a batch, but not posted yet.",
        (false, lang) => decision.covered_sentence(lang),
    }
}

/// Does a member count as told by a notice that has not left the house yet?
#[must_use]
pub fn notice_before_post(state: &State, decision: &Decision, on: Day) -> bool {
    decision.notice.because == Because::AlreadySent && notice(state, on).is_some_and(|paper| paper.life.in_house())
}

/// The notice that was sent last.
#[must_use]
pub fn notice(state: &State, on: Day) -> Option<&PaperState> {
    counting(state, PaperKind::Notice, on)
}

fn counting(state: &State, kind: PaperKind, on: Day) -> Option<&PaperState> {
    state
        .papers
        .iter()
        .filter(|paper| paper.kind == kind && paper.issued <= on)
        .filter(|paper| paper.life.counts() && !paper.replaced)
        .max_by_key(|paper| (paper.issued, paper.id))
}

/// Decides a member's day. What has changed is asked of the certificate for the certificate, and of the notice for the notice.
///
/// # Errors
/// When a paper would have to be printed whose last day lies before the day of printing.
pub fn decided(state: &State, policy: &Policy, on: Day) -> Result<Decision, CannotDecide> {
    decided_under(&LAW, state, policy, on)
}

/// As [`decided`], under another law: to try a change of the law before it comes.
///
/// # Errors
/// As [`decided`].
pub fn decided_under(law: &Law, state: &State, policy: &Policy, on: Day) -> Result<Decision, CannotDecide> {
    let mut decision = decided_case_under(law, case(state, on), changes(state, on), policy)?;
    if state.applications.len() > 1 {
        decision = with_older_applications(law, state, policy, (on, decision))?;
    }
    // A loss report closes the duty.
    let closed = certificate(state, on).is_some_and(|paper| paper.life.closed());
    Ok(if closed { Decision { certificate_return: rules::returns::NOTHING, ..decision } } else { decision })
}

/// Of several applications on file the one filed last is the case's; an older one that is not answered yet still counts for the
/// paper that it was about.
fn with_older_applications(
    law: &Law,
    state: &State,
    policy: &Policy,
    (on, mut decision): (Day, Decision),
) -> Result<Decision, CannotDecide> {
    let now = case(state, on);
    for older in state.applications.iter().filter(|one| one.on.is_none_or(|filed| filed <= on)) {
        let application = Some(Application { reason: older.reason, on: older.on });
        if application == now.application {
            continue;
        }
        let then = Case { application, ..now.clone() };
        let other = decided_case_under(law, then, changes(state, on), policy)?;
        let prints = matches!(other.certificate.outcome, CertificateOutcome::Issue | CertificateOutcome::Reissue);
        if decision.certificate.outcome == CertificateOutcome::OnApplication && prints {
            let asked = matches!(decision.notice.outcome, NoticeOutcome::Reissue | NoticeOutcome::Refuse);
            decision = Decision { notice: if asked { decision.notice } else { other.notice }, ..other };
        }
        if decision.notice.outcome == NoticeOutcome::None && other.notice.outcome == NoticeOutcome::Reissue {
            decision.notice = other.notice;
        }
    }
    Ok(decision)
}

/// As [`decided`], of a case and what has changed since its certificate and since its notice.
pub(crate) fn decided_case(case: Case, since: (Change, Change), policy: &Policy) -> Result<Decision, CannotDecide> {
    decided_case_under(&LAW, case, since, policy)
}

fn decided_case_under(
    law: &Law,
    mut case: Case,
    (since_certificate, since_notice): (Change, Change),
    policy: &Policy,
) -> Result<Decision, CannotDecide> {
    case.change = since_certificate;
    let decision = decide_under(law, &case, policy)?;
    if since_notice == case.change {
        return Ok(decision);
    }
    case.change = since_notice;
    Ok(Decision { notice: decide_under(law, &case, policy)?.notice, ..decision })
}

/// What has changed since the certificate was printed, and since the notice was.
pub(crate) fn changes(state: &State, on: Day) -> (Change, Change) {
    let since = |paper: Option<&PaperState>| paper.map_or(Change::None, |paper| changed(state, paper));
    (since(certificate(state, on)), since(notice(state, on)))
}

/// What is no longer as it was printed; of several changes the one that weighs most.
pub(crate) fn changed(state: &State, paper: &PaperState) -> Change {
    let printed = &paper.printed;
    // Another spelling of the same name (高 for 髙, a space) is no change of name.
    let (now, then) = (state.names.printable().map_or("", |named| named.name.text()), printed.name.text());
    if now != then && name_key(now) != name_key(then) {
        return Change::Name;
    }
    if number_changed(state, paper) {
        return Change::Number;
    }
    if let Some(coverage) = &state.coverage {
        // The day of acquisition stands on notices alone.
        let acquired = paper.kind == PaperKind::Notice;
        if acquired
            && printed.acquired.is_some()
            && coverage.acquired.is_some()
            && printed.acquired != coverage.acquired
        {
            return Change::Acquisition;
        }
    }
    if printed.ratio.is_some() && state.circumstance.ratio.is_some() && printed.ratio != state.circumstance.ratio {
        return Change::Ratio;
    }
    match (&printed.address, &state.home) {
        (Some(before), Some(now)) if *before != now.address => Change::Address,
        _ => Change::None,
    }
}

/// The name that papers carry.
#[must_use]
pub fn printable(state: &State) -> Name {
    state.names.printable().map(|named| named.name.clone()).unwrap_or_default()
}

/// `記号-番号-枝番`, or the management code of a member without a number.
#[must_use]
pub fn member(state: &State) -> String {
    match &state.coverage {
        Some(coverage) => coverage.number.to_string(),
        None => state.code.clone(),
    }
}

/// Is this member the insured person of the household?
#[must_use]
pub fn insured(state: &State) -> bool {
    state.coverage.as_ref().is_some_and(|coverage| coverage.relation == Relation::Insured)
}
