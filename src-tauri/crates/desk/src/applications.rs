//! 交付申請: taken from a paper form, decided at once with reasons; a refusal is recorded.
//!
//! An application goes through the employer, except in voluntary continuation or for a good reason (健康保険法施行規則47条).
//! What a reissue costs is the society's policy; it is asked for before the paper goes out, or waived with a reason.

use ledger::{DecisionRow, Fee, FeeState, Form, NewApplication, Proxy, State, Way};
use rules::calendar::Day;
use rules::case::Reason;
use rules::decision::{CertificateOutcome, Decision, NoticeOutcome};
use rules::words::{Complaint, Lang, Name, Said, Weight};

use crate::case::{decided, member, printable};
use crate::decide::{answer, undecided};
use crate::roles::Permission;
use crate::wire::{Applied, FeeShown};
use crate::{Desk, Failure, Occasion};

/// An application as it lies before the clerk.
#[derive(Debug, Clone)]
pub struct Application {
    /// Whose, as [`Desk::member`] understands it.
    pub member: String,
    /// 申請理由, by its word.
    pub reason: String,
    /// 申請日
    pub on: Day,
    /// 受付日; the day of decision.
    pub received: Day,
    /// Straight from the member, and not through the employer.
    pub direct: bool,
    /// Who brought it in the member's place: name, relation, papers seen.
    pub proxy: Option<(String, String, String)>,
    /// Why nothing is asked for it, where a reissue costs something.
    pub waived: Option<String>,
    /// It is paid already.
    pub paid: bool,
    /// The language of sentences.
    pub lang: Lang,
}

impl Desk {
    /// Takes an application and decides the member's day of receipt. What is refused is recorded as refused.
    ///
    /// # Errors
    /// When the member or the reason is unknown, the days cannot be, or a proxy is named without papers.
    pub fn apply(&mut self, application: &Application, occasion: &Occasion) -> Result<Applied, Failure> {
        self.must(Permission::Edit)?;
        let lang = application.lang;
        let reason = Reason::from_code(application.reason.trim()).ok_or_else(|| no_reason(&application.reason))?;
        let proxy = proxy_of(application)?;
        if application.received < application.on {
            return Err(Failure::wrong(
                "received",
                "received_before_filed",
                ("受付日が申請日より前です。", "The day of receipt lies before the day of filing."),
                ("日付を確かめてください。", "Look at the days again."),
            ));
        }
        self.has_come(application.received, occasion)?;
        if application.waived.as_deref().is_some_and(|reason| reason.trim().is_empty()) {
            return Err(no_waiver());
        }
        let on = application.received;
        let known = self.ledger.now_known()?;
        let policies = self.policies(known)?;
        let policy = policies.on(on).map_err(Failure::other)?.clone();
        let id = self.member(&application.member, on)?;
        let state = self.state(id, on, known)?.ok_or_else(|| crate::show::unknown_then(&application.member))?;
        if state.applications.iter().any(|one| one.reason == reason && one.on == Some(application.on)) {
            return Err(Failure::refused(vec![Complaint {
                place: member(&state),
                code: "already_applied",
                weight: Weight::Refusal,
                sentence: Said::new(
                    "同じ日付・同じ理由の申請は、もう受け付けています。",
                    "An application of this day and reason is on file already.",
                ),
                hint: Said::new("台帳は元のままです。", "The ledger is as it was."),
            }]));
        }
        let way = if application.direct { Way::Direct } else { Way::Employer };
        let act = ledger::NewAct {
            subject: Some(state.code.clone()),
            on: application.on,
            ..self.act_of("application", occasion)
        };
        let (_, (decision, fee, now)) = self.ledger.act::<_, Failure>(act, |entry| {
            let number = entry.application(id, &NewApplication { reason, on: Some(application.on) })?;
            entry.form(id, number, &Form { received: on, way, proxy: proxy.clone() })?;
            let mut now = entry.state(id, on)?.ok_or_else(|| crate::show::unknown_then(&application.member))?;
            // A dependant's cover ends with the insured person's.
            now.coverage.clone_from(&state.coverage);
            let decision =
                decided(&now, &policy, on).map_err(|cannot| Failure::other(undecided(&cannot, &member(&now))))?;
            for refusal in refusals(&decision, reason) {
                entry.decision(&DecisionRow {
                    member: id,
                    on,
                    about: refusal.0.to_owned(),
                    outcome: "refuse".to_owned(),
                    because: refusal.1.to_owned(),
                    last_day: None,
                    last_day_because: None,
                    policy_from: Some(policy.from),
                    batch: None,
                })?;
            }
            let again = decision.certificate.outcome == CertificateOutcome::Reissue
                || decision.notice.outcome == NoticeOutcome::Reissue;
            let fee = (again && policy.reissue_fee_yen > 0).then(|| Fee {
                application: number,
                on,
                yen: policy.reissue_fee_yen,
                state: match (&application.waived, application.paid) {
                    (Some(_), _) => FeeState::Waived,
                    (None, true) => FeeState::Paid,
                    (None, false) => FeeState::Due,
                },
                reason: application.waived.clone(),
            });
            if let Some(fee) = &fee {
                entry.fee(id, fee)?;
            }
            Ok((decision, fee, now))
        })?;
        Ok(Applied {
            member: member(&now),
            code: now.code.clone(),
            name: printable(&now).text().to_owned(),
            reason: reason.code(),
            on: application.on,
            received: on,
            way: way.code(),
            decision: answer(&now, &decision, &policy, on, lang),
            refused: !refusals(&decision, reason).is_empty(),
            fee: fee.as_ref().map(shown),
            remarks: remarks(&now, application).into_iter().map(|said| said.in_lang(lang).to_owned()).collect(),
        })
    }

    /// Records that a member's open fee was paid, or why it is waived.
    ///
    /// # Errors
    /// When there is no open fee, or it is waived without a reason.
    pub fn settle_fee(
        &mut self,
        text: &str,
        waived: Option<&str>,
        on: Day,
        occasion: &Occasion,
    ) -> Result<FeeShown, Failure> {
        self.must(Permission::Edit)?;
        let id = self.member(text, on)?;
        let known = self.ledger.now_known()?;
        let fee =
            self.ledger.fees(id, known)?.into_iter().rev().find(|fee| fee.state == FeeState::Due).ok_or_else(|| {
                Failure::wrong(
                    text,
                    "no_open_fee",
                    ("未納の手数料はありません。", "No fee is open."),
                    ("加入者の画面で、手数料の記録を確かめてください。", "Look at the member's fees."),
                )
            })?;
        if waived.is_some_and(|reason| reason.trim().is_empty()) {
            return Err(no_waiver());
        }
        let state = if waived.is_some() { FeeState::Waived } else { FeeState::Paid };
        let fee = Fee { on, state, reason: waived.map(|reason| reason.trim().to_owned()), ..fee };
        let act = ledger::NewAct { subject: self.ledger.code_of(id)?, on, ..self.act_of("fee", occasion) };
        self.ledger.act::<(), Failure>(act, |entry| Ok(entry.fee(id, &fee)?))?;
        Ok(shown(&fee))
    }
}

/// What was refused of what was applied for: about what, and why. A refusal of another application is none of this one's.
pub(crate) fn refusals(decision: &Decision, reason: Reason) -> Vec<(&'static str, &'static str)> {
    let about_either = matches!(reason, Reason::Lost | Reason::Damaged);
    let mut refused = Vec::new();
    if decision.certificate.outcome == CertificateOutcome::Refuse {
        refused.push(("certificate", decision.certificate.because.code()));
    }
    if about_either && decision.notice.outcome == NoticeOutcome::Refuse {
        refused.push(("notice", decision.notice.because.code()));
    }
    refused
}

fn shown(fee: &Fee) -> FeeShown {
    FeeShown { yen: fee.yen, state: fee.state.code(), on: fee.on, reason: fee.reason.clone() }
}

/// What a careful clerk would look at once more.
fn remarks(state: &State, application: &Application) -> Vec<Said> {
    let mut remarks = Vec::new();
    let voluntary = state.coverage.as_ref().is_some_and(|coverage| coverage.voluntary_until.is_some());
    if application.direct && !voluntary {
        remarks.push(Said::new(
            "申請は、原則として事業主を経由します。直接受け付けた事情を控えておいてください。",
            "Applications go through the employer as a rule. Note why this one did not.",
        ));
    }
    if !application.direct && voluntary {
        remarks.push(Said::new(
            "任意継続の方です。事業主を経由しません。",
            "This member is in voluntary continuation and has no employer.",
        ));
    }
    remarks
}

fn proxy_of(application: &Application) -> Result<Option<Proxy>, Failure> {
    let Some((name, relation, papers_seen)) = &application.proxy else { return Ok(None) };
    if [name, relation, papers_seen].iter().any(|part| part.trim().is_empty()) {
        return Err(Failure::wrong(
            "proxy",
            "proxy_incomplete",
            (
                "代理人の氏名・関係・確認した書類のどれかがありません。",
                "The proxy's name, relation or the papers seen are missing.",
            ),
            ("三つとも書いてください。", "Give all three."),
        ));
    }
    Ok(Some(Proxy {
        name: Name::new(name.trim()),
        relation: relation.trim().to_owned(),
        papers_seen: papers_seen.trim().to_owned(),
    }))
}

fn no_waiver() -> Failure {
    Failure::wrong(
        "waived",
        "reason_missing",
        ("免除の理由がありません。", "The reason of the waiver is missing."),
        ("盗難・災害などの理由を書いてください。", "Give it: theft, disaster and the like."),
    )
}

fn no_reason(text: &str) -> Failure {
    let known: Vec<&str> = Reason::ALL.iter().map(|reason| reason.code()).collect();
    Failure::usage(Complaint {
        place: text.to_owned(),
        code: "reason_unknown",
        weight: Weight::Refusal,
        sentence: Said::new("この申請理由はありません。", "There is no such reason of application."),
        hint: Said::new(format!("{}のいずれかです。", known.join("、")), format!("It is one of {}.", known.join(", "))),
    })
}
