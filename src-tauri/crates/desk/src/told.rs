//! What a paper of a batch tells besides what is known of every member: the days of an elderly certificate, the papers that a return
//! request asks for, the application that a refusal answers. Computed from the ledger as it was known, so that a reprint says the same.

use ledger::{Addressed, Known, MemberId, PaperId, PaperKind, PaperLife, PaperState, State};
use papers::Kind;
use rules::calendar::Day;
use rules::case::Change;
use rules::decision::{CertificateOutcome, Decision, ReturnDecision, ReturnOutcome};
use rules::elderly::{self, elderly};
use rules::owed::{NotAsked, asked_for};
use rules::policy::Policy;
use rules::words::{Lang, Said};

use crate::case::{case, certificate, changed};
use crate::owed::Beside;
use crate::plan::Setting;
use crate::shield::protected;
use crate::{Desk, Failure, words};

/// So many papers have room on a letter.
const ROOM: usize = 4;

/// What a paper tells besides.
#[derive(Default)]
pub(crate) struct Told {
    /// What a letter lists, field by field.
    pub items: Vec<String>,
    /// The elderly certificate that is due.
    pub elderly: Option<elderly::Due>,
    /// The paper whose place it takes.
    pub before: Option<PaperId>,
    /// The application that is answered.
    pub application: Option<i64>,
    /// Where it goes when the member has no address of their own: where the insured person lives.
    pub address: Option<Addressed>,
}

/// Why a member gets no paper of this kind.
pub(crate) struct NotTold {
    pub because: &'static str,
    pub said: Said,
}

impl NotTold {
    fn new(because: &'static str, ja: &str, en: &str) -> NotTold {
        NotTold { because, said: Said::new(ja, en) }
    }
}

impl From<elderly::NotDue> for NotTold {
    fn from(why: elderly::NotDue) -> NotTold {
        NotTold { because: why.code(), said: why.sentence() }
    }
}

impl From<NotAsked> for NotTold {
    fn from(why: NotAsked) -> NotTold {
        NotTold { because: why.code(), said: why.sentence() }
    }
}

impl Desk {
    /// What the paper of a member tells besides, or why there is none. `beside` is what return requests rest on.
    pub(crate) fn told_besides(
        &self,
        setting: &Setting,
        state: &State,
        decision: &Decision,
        known: Known,
        beside: Option<&Beside<'_>>,
    ) -> Result<Result<Told, NotTold>, Failure> {
        let mut told = match (setting.kind, beside) {
            (Kind::ElderlyCertificate, _) => return Ok(of_elderly(state, decision, &setting.policy, setting.on)),
            (Kind::ReturnRequest, Some(beside)) => self.of_return(state, setting.on, known, beside)?,
            (Kind::Refusal, _) => self.of_refusal(state, known)?,
            _ => return Ok(Ok(Told::default())),
        };
        if let Ok(told) = &mut told
            && state.delivery.is_none()
            && state.home.is_none()
            && !protected(state)
            && let Some(coverage) = &state.coverage
        {
            // Where an insured person in danger lives stands on nobody else's letter.
            let head = self.head_of(coverage.household, setting.on, known)?.filter(|head| !protected(head));
            told.address = head.and_then(|head| {
                let [home, delivery] = head.doubt;
                match (head.delivery, head.home) {
                    (Some(there), _) if delivery.is_none() => Some(there),
                    (None, Some(there)) if home.is_none() => Some(there),
                    _ => None,
                }
            });
        }
        Ok(told)
    }

    fn of_return(
        &self,
        state: &State,
        on: Day,
        known: Known,
        beside: &Beside<'_>,
    ) -> Result<Result<Told, NotTold>, Failure> {
        let rows = self.owed_of(state, on, known, beside)?;
        let asked = of_kind(state, PaperKind::ReturnRequest, on).map(|paper| paper.issued).max();
        let mut why = NotAsked::NothingOwed;
        let mut items = Vec::new();
        for row in &rows {
            match asked_for(&row.duty, row.was, asked) {
                Err(not) => why = not,
                Ok(()) => {
                    let back = ReturnDecision { outcome: ReturnOutcome::Due, because: Some(row.duty.because) };
                    let by = row.duty.duty.by.map(|by| match by < on {
                        true => format!("{}（過ぎています）", by.wareki()),
                        false => by.wareki(),
                    });
                    items.extend([
                        words::word(row.kind.code(), Lang::Ja).to_owned(),
                        row.paper.as_ref().map_or_else(|| "―".to_owned(), |(_, code)| code.clone()),
                        by.unwrap_or_default(),
                        back.sentence(Lang::Ja),
                    ]);
                }
            }
        }
        if items.is_empty() {
            return Ok(Err(why.into()));
        }
        if items.len() > 4 * ROOM {
            return Ok(Err(NotTold::new(
                "too_many_papers",
                "返していただく書類が5点以上あり、1通に書ききれません。督促状で案内してください。",
                "Five papers or more do not fit on one letter. Write a reminder.",
            )));
        }
        Ok(Ok(Told { items, ..Told::default() }))
    }

    fn of_refusal(&self, state: &State, known: Known) -> Result<Result<Told, NotTold>, Failure> {
        let nothing = || NotTold::new("nothing_refused", "お断りした申請はありません。", "No application was refused.");
        if state.applications.is_empty() {
            return Ok(Err(nothing()));
        }
        let refused: Vec<_> =
            self.applications_of(state.id, known)?.into_iter().filter(|one| !one.refused.is_empty()).collect();
        if refused.is_empty() {
            return Ok(Err(nothing()));
        }
        // A letter of a batch that was taken back before it was printed has told nobody anything.
        let withdrawn = |on: Day| {
            let of_day = |paper: &&PaperState| paper.kind == PaperKind::Refusal && paper.issued == on;
            let mut letters = state.papers.iter().filter(of_day).peekable();
            letters.peek().is_some() && letters.all(|paper| paper.life == PaperLife::Void)
        };
        let Some(open) = refused.iter().find(|one| one.letter.is_none_or(withdrawn)) else {
            return Ok(Err(NotTold::new(
                "already_told",
                "不交付のお知らせは、もう作っています。",
                "The letter of refusal was written already.",
            )));
        };
        let mut items = vec![
            open.on.map(Day::wareki).unwrap_or_default(),
            open.received.map(Day::wareki).unwrap_or_default(),
            open.reason_word.clone(),
        ];
        for part in &open.refused {
            items.extend([words::word(&part.about, Lang::Ja).to_owned(), part.sentence.clone(), part.basis.clone()]);
        }
        Ok(Ok(Told { items, application: Some(open.application), ..Told::default() }))
    }

    /// Has a letter been written about an application?
    pub(crate) fn letter_written(&self, id: MemberId, application: i64, known: Known) -> Result<bool, Failure> {
        Ok(self.ledger.refusal_letters(id, known)?.iter().any(|one| one.0 == application))
    }
}

/// Papers of a kind that stand on a day.
fn of_kind(state: &State, kind: PaperKind, on: Day) -> impl Iterator<Item = &PaperState> {
    state.papers.iter().filter(move |paper| paper.kind == kind && paper.issued <= on && paper.life != PaperLife::Void)
}

fn of_elderly(state: &State, decision: &Decision, policy: &Policy, on: Day) -> Result<Told, NotTold> {
    let to_be_issued = matches!(
        decision.certificate.outcome,
        CertificateOutcome::Issue
            | CertificateOutcome::Renew
            | CertificateOutcome::Replace
            | CertificateOutcome::Reissue
    );
    let held = certificate(state, on)
        .is_some_and(|paper| paper.printed.ratio.is_none() && paper.until.is_none_or(|until| on <= until));
    let before = of_kind(state, PaperKind::ElderlyCertificate, on)
        .filter(|paper| !paper.replaced && (paper.life.counts() || paper.life == PaperLife::LossReported))
        .max_by_key(|paper| (paper.issued, paper.id));
    let known = elderly::Circumstances {
        certificate_without_ratio: to_be_issued || held,
        held: before.map(|paper| elderly::Held {
            until: paper.until,
            lost: matches!(paper.life, PaperLife::Lost | PaperLife::LossReported),
            damaged: paper.life == PaperLife::Damaged,
            change: if ratio_changed(state, paper) { Change::Ratio } else { changed(state, paper) },
        }),
        had_one: of_kind(state, PaperKind::ElderlyCertificate, on).next().is_some(),
    };
    let due = elderly(&case(state, on), policy, &known)?;
    let replaces = matches!(due.outcome, elderly::Outcome::Replace | elderly::Outcome::Reissue);
    let before = before.filter(|paper| replaces && !paper.life.closed()).map(|paper| paper.id);
    Ok(Told { elderly: Some(due), before, ..Told::default() })
}

/// What matters on an elderly certificate before all else.
fn ratio_changed(state: &State, paper: &PaperState) -> bool {
    let (now, then) = (state.circumstance.ratio, paper.printed.ratio);
    now.is_some() && then.is_some() && now != then
}
