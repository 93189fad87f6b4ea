//! 節目: the days ahead of a member, and days reckoned from what a clerk gives, each with its count.

use rules::calendar::Day;
use rules::milestone::{self, Given, GivenFact, Kind};
use rules::policy::{GraceReading, Policy};
use rules::words::{Complaint, Lang, Said, Weight};

use crate::case::{case, decided, member, printable};
use crate::decide::Question;
use crate::roles::Permission;
use crate::wire::{GraceRead, MemberMilestones, Milestone, MilestoneStep, ReckonField, Reckonable};
use crate::{Desk, Failure};

impl Desk {
    /// The days ahead of a member, the nearest first.
    ///
    /// # Errors
    /// When the member is unknown, or the day lies before the first policy.
    pub fn milestones(&self, text: &str, question: &Question) -> Result<MemberMilestones, Failure> {
        self.must(Permission::View)?;
        let (on, lang) = (question.on, question.lang);
        let id = self.member(text, on)?;
        self.showing_one("milestones", id, || {
            let known = self.known(question.known_at.as_ref())?;
            let state = self.state(id, on, known)?.ok_or_else(|| crate::show::unknown_then(text))?;
            let policies = self.policies(known)?;
            let policy = policies.on(on).map_err(Failure::other)?;
            let shown = MemberMilestones {
                member: member(&state),
                code: state.code.clone(),
                name: printable(&state).text().to_owned(),
                on,
                milestones: ahead_of(&state, policy, on, lang),
            };
            Ok((shown, vec![id]))
        })
    }
}

/// The days ahead of somebody.
pub(crate) fn ahead_of(state: &ledger::State, policy: &Policy, on: Day, lang: Lang) -> Vec<Milestone> {
    let wait_until = decided(state, policy, on).ok().and_then(|decision| decision.certificate.wait_until);
    milestone::milestones(&case(state, on), policy, wait_until)
        .iter()
        .map(|one| said(one, on, Some(policy), lang))
        .collect()
}

fn said(one: &milestone::Milestone, on: Day, policy: Option<&Policy>, lang: Lang) -> Milestone {
    Milestone {
        kind: one.kind.code(),
        word: one.kind.word(lang).to_owned(),
        day: one.day,
        near: one.is_near(on),
        steps: one
            .steps
            .iter()
            .map(|step| MilestoneStep { day: step.day, sentence: step.said.in_lang(lang).to_owned() })
            .collect(),
        readings: one
            .readings
            .iter()
            .map(|read| GraceRead {
                reading: read.reading.code(),
                word: reading_word(read.reading, lang).to_owned(),
                day: read.day,
                counts: read.counts,
                society: policy.is_some_and(|policy| policy.grace_reading == read.reading),
            })
            .collect(),
        basis: one.kind.basis().in_lang(lang).to_owned(),
    }
}

fn reading_word(reading: GraceReading, lang: Lang) -> &'static str {
    match (reading, lang) {
        (GraceReading::Exact, Lang::Ja) => "3か月後の同じ日まで",
        (GraceReading::Exact, Lang::En) => "to the same day three months later",
        (GraceReading::MonthEnd, Lang::Ja) => "3か月後の月末まで",
        (GraceReading::MonthEnd, Lang::En) => "to the end of the third month",
    }
}

/// What can be reckoned, and from what.
#[must_use]
pub fn reckonable(lang: Lang) -> Vec<Reckonable> {
    Kind::reckonable()
        .map(|kind| {
            let (needed, more) = kind.needs();
            let field = |fact: &GivenFact, required| ReckonField {
                field: fact.code(),
                word: fact.word(lang).to_owned(),
                required,
                number: *fact == GivenFact::BusinessDays,
            };
            Reckonable {
                kind: kind.code(),
                word: kind.word(lang).to_owned(),
                fields: needed
                    .iter()
                    .map(|fact| field(fact, true))
                    .chain(more.iter().map(|fact| field(fact, false)))
                    .collect(),
            }
        })
        .collect()
}

/// Reckons a day from what is given: names of facts, and days in any way of writing them.
///
/// # Errors
/// When the kind or a fact is unknown, something is missing, or what is given is no day; each is said at its field.
pub fn reckon(kind: &str, given: &[(String, String)], on: Day, lang: Lang) -> Result<Milestone, Failure> {
    let kind = Kind::from_code(kind).filter(|kind| !kind.needs().0.is_empty()).ok_or_else(|| unknown_kind(kind))?;
    let mut facts = Given::default();
    let mut wrong = Vec::new();
    for (name, value) in given.iter().filter(|(_, value)| !value.trim().is_empty()) {
        match GivenFact::from_code(name) {
            None => wrong.push(unknown_fact(name)),
            Some(GivenFact::BusinessDays) => match value.trim().parse() {
                Ok(days) if (1..=1000).contains(&days) => facts.business_days = Some(days),
                _ => wrong.push(no_number(name)),
            },
            Some(fact) => match rules::calendar::written::read(value) {
                Ok(written) => facts.days.push((fact, written.day)),
                Err(complaint) => wrong.push(Complaint { place: name.clone(), ..complaint }),
            },
        }
    }
    if !wrong.is_empty() {
        return Err(Failure { ending: crate::Ending::Usage, complaints: wrong });
    }
    // Nothing is issued before the birth.
    if let (Some(born), Some(later)) = (
        facts.day(GivenFact::Born),
        facts.day(GivenFact::Issued).into_iter().chain(facts.day(GivenFact::Applied)).min(),
    ) && later < born
    {
        return Err(Failure::usage(Complaint {
            place: GivenFact::Born.code().to_owned(),
            code: "before_birth",
            weight: Weight::Refusal,
            sentence: Said::new("生年月日より前の日付があります。", "A day lies before the birth date."),
            hint: Said::new("日付を確かめてください。", "Look at the days again."),
        }));
    }
    match milestone::reckon(kind, &facts) {
        Ok(one) => Ok(said(&one, on, None, lang)),
        Err(missing) => Err(Failure {
            ending: crate::Ending::Usage,
            complaints: missing.iter().map(|fact| missing_fact(*fact)).collect(),
        }),
    }
}

fn unknown_kind(kind: &str) -> Failure {
    let known: Vec<&str> = Kind::reckonable().map(Kind::code).collect();
    Failure::usage(Complaint {
        place: kind.to_owned(),
        code: "kind_unknown",
        weight: Weight::Refusal,
        sentence: Said::new("計算できる期限の種類ではありません。", "No such day can be reckoned."),
        hint: Said::new(format!("{}のいずれかです。", known.join("、")), format!("It is one of {}.", known.join(", "))),
    })
}

fn unknown_fact(name: &str) -> Complaint {
    Complaint {
        place: name.to_owned(),
        code: "fact_unknown",
        weight: Weight::Refusal,
        sentence: Said::new("この項目はありません。", "There is no such field."),
        hint: Said::new("計算する期限の項目を見てください。", "Look at the fields of what is reckoned."),
    }
}

fn no_number(name: &str) -> Complaint {
    Complaint {
        place: name.to_owned(),
        code: "not_a_number",
        weight: Weight::Refusal,
        sentence: Said::new("営業日の数は1から1000までの数です。", "Business days are a number from 1 to 1000."),
        hint: Said::new("数字だけを入れてください。", "Give digits alone."),
    }
}

fn missing_fact(fact: GivenFact) -> Complaint {
    Complaint {
        place: fact.code().to_owned(),
        code: "fact_missing",
        weight: Weight::Refusal,
        sentence: Said::new(
            format!("{}がありません。", fact.word(Lang::Ja)),
            format!("{} is missing.", fact.word(Lang::En)),
        ),
        hint: Said::new("2026-05-20 や 令和8年5月20日 のように入れてください。", "Write it as 2026-05-20 or R8.5.20."),
    }
}
