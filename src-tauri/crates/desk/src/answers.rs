//! 案内: what a clerk says at the counter and on the phone, for anything that can be decided and for one member.

use ledger::{MemberId, PaperLife, PaperState, State};
use rules::at_hand::{self, About, Page};
use rules::calendar::Day;
use rules::case::Access;
use rules::decision::{CertificateOutcome, Covered, CoveredBecause, Decision, ReturnBecause, ReturnOutcome};
use rules::leaflet::{Leaflet, Line, Topic, leaflet};
use rules::milestone::Kind;
use rules::owed;
use rules::paper::search_until;
use rules::policy::Policy;
use rules::returns::due;
use rules::words::fold::name_key;
use rules::words::{Complaint, Lang, Said, Weight};

use crate::case::{
    as_held, case, certificate, counts_before_post, decided, member, notice_before_post, number_changed, printable,
};
use crate::decide::{Question, answer, undecided};
use crate::milestones::{ahead_of, reckonable};
use crate::owed::{Besides, debts};
use crate::roles::Permission;
use crate::shield::protected;
use crate::wire::{AnswerPage, AtHand, ComparedLine, LeafletHere, LeafletLine, MemberAnswers, Return};
use crate::{Desk, Failure};

/// Everything that is at hand on a day: no ledger is needed for it.
#[must_use]
pub fn at_hand(on: Day, lang: Lang) -> AtHand {
    AtHand {
        on,
        pages: at_hand::pages(on).iter().map(|page| said(page, lang)).collect(),
        leaflets: Topic::ALL.iter().filter_map(|topic| leaflet_on(*topic, on, lang)).collect(),
        heads: at_hand::heads(lang).map(str::to_owned).to_vec(),
        compared: at_hand::compared(on)
            .iter()
            .map(|line| ComparedLine {
                question: line.question.in_lang(lang).to_owned(),
                myna: line.myna.in_lang(lang).to_owned(),
                certificate: line.certificate.in_lang(lang).to_owned(),
                notice: line.notice.in_lang(lang).to_owned(),
            })
            .collect(),
        reckonable: reckonable(lang),
    }
}

/// The leaflet about a topic that holds on a day.
#[must_use]
pub fn leaflet_on(topic: Topic, on: Day, lang: Lang) -> Option<LeafletHere> {
    leaflet(topic, on).map(|one| leaflet_said(&one, lang))
}

fn leaflet_said(one: &Leaflet, lang: Lang) -> LeafletHere {
    LeafletHere {
        topic: one.topic.code(),
        title: one.topic.word(lang).to_owned(),
        from: one.from,
        until: one.until.map(Day::before),
        lines: one
            .lines(lang)
            .into_iter()
            .map(|line| LeafletLine {
                what: match line {
                    Line::Head(_) => "head",
                    Line::Words(_) => "words",
                    Line::Item(_) => "item",
                },
                text: line.text().to_owned(),
            })
            .collect(),
    }
}

/// The pages about a code: a page's own, an outcome's, a reason's, or, when it is none, those in which the words stand.
///
/// # Errors
/// When no page is about it.
pub fn about(text: &str, on: Day, lang: Lang) -> Result<Vec<AnswerPage>, Failure> {
    let pages = at_hand::pages(on);
    let code = text.trim().to_lowercase();
    let of_code = |page: &&Page| {
        page.code == code
            || page.because == Some(code.as_str())
            || page.code.strip_prefix("question.") == Some(code.as_str())
            || page.code.strip_prefix(&code).is_some_and(|rest| rest.starts_with('.'))
    };
    let mut found: Vec<&Page> = pages.iter().filter(of_code).collect();
    if found.is_empty() && !code.is_empty() {
        let wanted: Vec<String> = text.split_whitespace().map(folded).collect();
        found = pages
            .iter()
            .filter(|page| {
                let words = [&page.title].into_iter().chain(&page.say).chain(&page.ask).chain(&page.act);
                let told = folded(&words.map(|said| said.in_lang(lang)).collect::<Vec<_>>().join(" "));
                wanted.iter().all(|word| told.contains(word.as_str()))
            })
            .collect();
    }
    if found.is_empty() {
        return Err(Failure::refused(vec![Complaint {
            place: text.to_owned(),
            code: "no_page",
            weight: Weight::Refusal,
            sentence: Said::new("当てはまる案内はありません。", "No page is about this."),
            hint: Said::new(
                "言葉を短くするか、理由のコード（no_myna_card など）で探してください。",
                "Use fewer words, or a reason's code such as no_myna_card.",
            ),
        }]));
    }
    Ok(found.into_iter().map(|page| said(page, lang)).collect())
}

impl Desk {
    /// What to say to a member on a day: the pages that apply, what is due back, the papers, and the days that are near.
    ///
    /// # Errors
    /// When the member is unknown, the day lies before the first policy, or nothing can be decided.
    pub fn answers(&self, text: &str, question: &Question) -> Result<MemberAnswers, Failure> {
        self.must(Permission::View)?;
        let id = self.member(text, question.on)?;
        self.showing_one("answers", id, || Ok((self.answers_shown(id, text, question, false)?, vec![id])))
    }

    /// As [`Desk::answers`], within a look of whoever asks; `lacks`: the member's card said that it has no e-certificate.
    pub(crate) fn answers_shown(
        &self,
        id: MemberId,
        text: &str,
        question: &Question,
        lacks: bool,
    ) -> Result<MemberAnswers, Failure> {
        let (on, lang) = (question.on, question.lang);
        let known = self.known(question.known_at.as_ref())?;
        let state = self.state(id, on, known)?.ok_or_else(|| crate::show::unknown_then(text))?;
        let policies = self.policies(known)?;
        let policy = policies.on(on).map_err(Failure::other)?;
        let decision =
            decided(&state, policy, on).map_err(|cannot| Failure::refused(vec![undecided(&cannot, text)]))?;
        let mut held = as_held(&state, &decision, policy, on).unwrap_or(decision);
        // What a card that serves makes come back is not to be shown any more.
        let usable = due(ReturnBecause::MynaUsable);
        if held.certificate_return == usable && held.covered_because == CoveredBecause::CertificateInHand && !lacks {
            held.covered_because = CoveredBecause::MynaUsable;
        }
        // What comes back is what the list of everything outstanding has, in the same words.
        let (died, card) = self.said_of(id, known)?;
        let besides = Besides { died, card: card.as_ref() };
        let died = died.is_some_and(|died| died <= on);
        let debts = debts(&state, policy, on, Some(&decision), &besides);
        // Nobody is asked for what lies in the house, or while it is searched for.
        let debts: Vec<_> = debts.into_iter().filter(|debt| !debt.never_left() && !debt.duty.searched).collect();
        let of_certificate = debts.iter().find(|debt| debt.kind == owed::Kind::Certificate);
        if let Some(debt) = of_certificate.filter(|_| held.certificate_return.outcome != ReturnOutcome::Due) {
            held.certificate_return = due(debt.duty.because);
        }
        let not_due = answer(&state, &held, policy, on, lang).returns.into_iter();
        let not_due = not_due.filter(|one| one.outcome != ReturnOutcome::Due.code());
        let mut duties: Vec<Return> = debts.iter().map(|debt| debt.returned(lang)).chain(not_due).collect();
        let mut milestones = ahead_of(&state, policy, on, lang);
        // Whoever speaks for somebody who has died is not told what that member could do.
        milestones.retain(|one| one.near && !died);
        let mut pages = if died {
            questions_called(&["death"], on).iter().map(|page| said_to(&state, page, lang)).collect()
        } else {
            let kinds = milestones.iter().filter_map(|one| Kind::from_code(one.kind));
            let served = held.covered == Covered::Yes && !(lacks && held.covered_because == CoveredBecause::MynaUsable);
            let mut pages = questions_of(&state, &decision, served, on, kinds, lang);
            pages.extend(pages_of(&state, &held, policy, on, lang));
            pages
        };
        // What the card said goes before what the lists say of it.
        if lacks {
            pages.retain(|page| page.because != Some(CoveredBecause::MynaUsable.code()));
            duties.retain(|one| one.because != ReturnBecause::MynaUsable.code());
        }
        Ok(MemberAnswers {
            member: member(&state),
            code: state.code.clone(),
            name: printable(&state).text().to_owned(),
            on,
            pages,
            duties,
            papers: crate::show::papers(&state),
            milestones,
        })
    }
}

/// The pages of what was decided, with the society's own decision in their basis. Of a paper that is not with the member its own
/// question speaks (see [`questions_of`]): here stands what holds without it.
fn pages_of(state: &State, decision: &Decision, policy: &Policy, on: Day, lang: Lang) -> Vec<AnswerPage> {
    let mut found = at_hand::pages_of(decision, on);
    if let Some(paper) = elsewhere(state, decision, on) {
        let none = Some(CertificateOutcome::None.code());
        let told = paper.life != PaperLife::SaidReturned && decision.covered_because == CoveredBecause::NothingToShow;
        found.retain(|page| match page.about {
            About::Covered => !told,
            About::Certificate => page.outcome != none,
            _ => true,
        });
    }
    if notice_before_post(state, decision, on) {
        found.retain(|page| page.about != About::Notice);
    }
    found
        .iter()
        .map(|page| {
            let mut page = said_to(state, page, lang);
            match page.about {
                "certificate" => page.basis = decision.certificate.basis_under(policy).in_lang(lang).to_owned(),
                "notice" => page.basis = decision.notice.basis_under(policy).in_lang(lang).to_owned(),
                _ => {}
            }
            page
        })
        .collect()
}

/// The certificate of an insured member that would serve, were it with them: in the house, on its way back, or searched for.
fn elsewhere<'a>(state: &'a State, decision: &Decision, on: Day) -> Option<&'a PaperState> {
    certificate(state, on).filter(|paper| {
        decision.covered_because != CoveredBecause::NotInsured
            && (paper.life.in_house() || paper.life.searched() || paper.life == PaperLife::Undelivered)
            && paper.until.is_none_or(|until| on <= until)
            && !number_changed(state, paper)
    })
}

/// The frequent questions that a member's own circumstances call for; whoever must be protected comes first.
fn questions_of(
    state: &State,
    decision: &Decision,
    served: bool,
    on: Day,
    near: impl Iterator<Item = Kind>,
    lang: Lang,
) -> Vec<AnswerPage> {
    use PaperLife as Life;
    let mut codes = Vec::new();
    if case(state, on).access == Access::Blocked {
        codes.push("protected");
    }
    if counts_before_post(state, decision, on) {
        codes.push("certificate_not_posted");
    }
    codes.extend(elsewhere(state, decision, on).and_then(|paper| match paper.life {
        Life::NeverCame => Some("certificate_searched"),
        Life::SaidReturned => Some("certificate_said_returned"),
        Life::Undelivered => Some("certificate_came_back"),
        _ => None,
    }));
    if certificate(state, on).is_some_and(|paper| paper.life == Life::Lost && paper.left_house.is_some()) {
        codes.push("certificate_lost");
    }
    if notice_before_post(state, decision, on) {
        codes.push("notice_not_posted");
    }
    for kind in near {
        codes.extend(match kind {
            Kind::Turning70 => Some("turning_70_asked"),
            Kind::Turning75 => Some("turning_75_asked"),
            Kind::VoluntaryEnd => Some("voluntary_ending_asked"),
            Kind::ECertificateEnd | Kind::GraceEnd => Some("card_expired"),
            _ => None,
        });
    }
    codes.dedup();
    let over = elsewhere(state, decision, on)
        .is_some_and(|paper| paper.life.searched() && paper.since.is_some_and(|since| search_until(since) < on));
    let told = |page: Page| {
        let page = if served { page.covered_meanwhile() } else { page };
        let searched = ["question.certificate_searched", "question.certificate_said_returned"];
        if over && searched.contains(&page.code.as_str()) { page.search_over() } else { page }
    };
    questions_called(&codes, on).into_iter().map(|page| said_to(state, &told(page), lang)).collect()
}

fn questions_called(codes: &[&str], on: Day) -> Vec<Page> {
    let pages = at_hand::pages(on);
    let of = |code: &&str| pages.iter().find(|page| page.code.strip_prefix("question.") == Some(*code));
    codes.iter().filter_map(of).cloned().collect()
}

/// A page as this member hears it.
fn said_to(state: &State, page: &Page, lang: Lang) -> AnswerPage {
    if protected(state) { said(&page.past_employer(), lang) } else { said(page, lang) }
}

fn said(page: &Page, lang: Lang) -> AnswerPage {
    let all = |said: &[Said]| said.iter().map(|one| one.in_lang(lang).to_owned()).collect();
    AnswerPage {
        code: page.code.clone(),
        about: page.about.code(),
        about_word: page.about.word(lang).to_owned(),
        outcome: page.outcome,
        because: page.because,
        title: page.title.in_lang(lang).to_owned(),
        say: all(&page.say),
        ask: all(&page.ask),
        act: all(&page.act),
        basis: page.basis.in_lang(lang).to_owned(),
        leaflet: page.leaflet.code(),
    }
}

/// Widths, variants of characters and spaces do not matter to whoever looks for a page.
fn folded(text: &str) -> String {
    name_key(text).to_lowercase()
}
