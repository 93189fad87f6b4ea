//! 案内: what a clerk says at the counter and on the phone, page by page: one for every outcome with its reason, and one for each
//! question that is asked again and again; and Myna card, certificate and notice side by side.
//!
//! A page says nothing that the rules do not: its first sentence and its legal basis are those of [`mod@crate::wording`], and days
//! of law come from the calendar. What follows is how a careful clerk goes on.

mod compare;
mod outcomes;
mod questions;

use crate::calendar::{Day, LAW, Law};
use crate::case::coded;
use crate::decision::{
    Because, CertificateDecision, CertificateOutcome, CoveredBecause, Decision, NoticeDecision, NoticeOutcome,
    ReturnBecause, ReturnDecision, ReturnOutcome,
};
use crate::leaflet::Topic;
use crate::wording::both;
use crate::words::{Lang, Said};

pub use compare::{Compared, compared, compared_under, heads};

coded! {
    /// What a page is about.
    About {
        /// 受診できるか
        Covered = "covered",
        /// 資格確認書
        Certificate = "certificate",
        /// 資格情報のお知らせ
        Notice = "notice",
        /// 従来の健康保険証の返納
        OldCardReturn = "old_card_return",
        /// 資格確認書の返納
        CertificateReturn = "certificate_return",
        /// お知らせの返納
        NoticeReturn = "notice_return",
        /// 高齢受給者証の返納
        ElderlyReturn = "elderly_return",
        /// よくある問合せ
        Question = "question",
    }
}

impl About {
    /// The group for lists.
    #[must_use]
    pub const fn word(self, lang: Lang) -> &'static str {
        let (ja, en) = match self {
            About::Covered => ("受診できるか", "Covered?"),
            About::Certificate => ("資格確認書", "Certificate"),
            About::Notice => ("資格情報のお知らせ", "Notice"),
            About::OldCardReturn => ("健康保険証の返納", "Return of the old card"),
            About::CertificateReturn => ("資格確認書の返納", "Return of the certificate"),
            About::NoticeReturn => ("お知らせの返納", "Return of the notice"),
            About::ElderlyReturn => ("高齢受給者証の返納", "Return of the elderly certificate"),
            About::Question => ("よくある問合せ", "Frequent questions"),
        };
        match lang {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }
}

/// What to say now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its code: `certificate.issue.no_myna_card`, `question.notice_lost`.
    pub code: String,
    /// What it is about.
    pub about: About,
    /// The outcome's code; `None` for a question.
    pub outcome: Option<&'static str>,
    /// The reason's code; `None` for a question.
    pub because: Option<&'static str>,
    /// What it is called.
    pub title: Said,
    /// What to say, sentence by sentence: two to four.
    pub say: Vec<Said>,
    /// What to ask.
    pub ask: Vec<Said>,
    /// What to do in the ledger.
    pub act: Vec<Said>,
    /// The law it rests on.
    pub basis: Said,
    /// The leaflet to hand over.
    pub leaflet: Topic,
}

/// What a page says of the employer, and what whoever is protected is told instead.
const PAST_EMPLOYER: [(&str, &str); 15] = [
    ("お勤め先を通じて（任意継続の方はご自宅に）お届けします。", "お申し出の送り先に、ご本人あてでお届けします。"),
    ("お勤め先を通じて（任意継続の方は直接）組合へ", "組合へ直接"),
    ("お勤め先を通じて（任意継続の方は直接）", "組合へ直接"),
    ("お勤め先に（任意継続の方は組合に）", "組合に"),
    ("お勤め先に5日以内にお渡しください。任意継続の方は、組合へ直接お返しください。", "組合へ直接お返しください。"),
    ("お勤め先か、ご自宅に届いていないか。", "お申し出の送り先に届いていないか。"),
    ("マイナンバーをお勤め先に", "マイナンバーを組合に"),
    ("本人か事業主に", "本人に"),
    ("through the employer, or home in voluntary continuation", "to the address that you named, to you alone"),
    ("through the employer, or directly in voluntary continuation", "to us directly"),
    ("to the employer within 5 days, or to us in voluntary continuation", "to us"),
    ("to the employer, or to us in voluntary continuation", "to us"),
    ("handed in through the employer", "handed in to us"),
    ("The member or the employer is asked", "The member is asked"),
    ("Whether it lies with the employer or at home.", "Whether it lies at the address that was named."),
];

impl Page {
    /// The same page for somebody who is protected, of whom the employer learns nothing: papers and reports go past it.
    #[must_use]
    pub fn past_employer(&self) -> Page {
        let past = |lines: &[Said]| {
            let told =
                |text: &str| PAST_EMPLOYER.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
            lines.iter().map(|line| Said::new(told(line.in_lang(Lang::Ja)), told(line.in_lang(Lang::En)))).collect()
        };
        Page { say: past(&self.say), ask: past(&self.ask), act: past(&self.act), ..self.clone() }
    }

    /// The same page for somebody who can show something else until the paper comes: nobody sends them to ask at the clinic.
    #[must_use]
    pub fn covered_meanwhile(&self) -> Page {
        let mut page = self.clone();
        page.say.retain(|line| line.in_lang(Lang::Ja) != ASK_AT_THE_CLINIC.0);
        page
    }

    /// The same page when the time for a search is over and nobody has recorded how it ended.
    #[must_use]
    pub fn search_over(&self) -> Page {
        let mut page = self.clone();
        page.act.insert(0, said(&SEARCH_OVER));
        page
    }
}

/// For whoever can show nothing until a certificate comes.
const ASK_AT_THE_CLINIC: (&str, &str) = (
    "届くまでに受診なさるときは、医療機関の窓口で、資格の確かめ方をご相談ください。",
    "Should you visit a clinic before it comes, please ask there how the eligibility can be found.",
);

/// For whoever has searched for longer than the time for it.
const SEARCH_OVER: (&str, &str) = (
    "調べる期限を過ぎています。見つかったか、見つからなかったかを、いま記録してください。",
    "The time for the search is over. Record now whether it was found.",
);

fn said(pair: &(&str, &str)) -> Said {
    Said::new(pair.0, pair.1)
}

fn all(pairs: &[(&str, &str)]) -> Vec<Said> {
    pairs.iter().map(said).collect()
}

/// Every page as it reads on a day.
#[must_use]
pub fn pages(on: Day) -> Vec<Page> {
    pages_under(&LAW, on)
}

/// As [`pages`], under another law.
#[must_use]
pub fn pages_under(law: &Law, on: Day) -> Vec<Page> {
    let certificates = outcomes::CERTIFICATES
        .iter()
        .flat_map(|(outcome, reasons)| reasons.iter().map(|because| certificate_page(*outcome, *because, Vec::new())));
    let notices = outcomes::NOTICES
        .iter()
        .flat_map(|(outcome, reasons)| reasons.iter().map(|because| notice_page(*outcome, *because)));
    let returns =
        outcomes::RETURNS.iter().filter_map(|(about, outcome, because)| return_page(*about, *outcome, *because));
    questions::pages(law, on)
        .into_iter()
        .chain(CoveredBecause::ALL.iter().map(|because| covered_page(law, on, *because)))
        .chain(certificates)
        .chain(notices)
        .chain(returns)
        .collect()
}

/// The pages that apply to what was decided of a member, in the order in which a clerk needs them.
#[must_use]
pub fn pages_of(decision: &Decision, on: Day) -> Vec<Page> {
    let certificate = &decision.certificate;
    let last_day = certificate.last_day.map(|last| both(|lang| last.sentence(lang)));
    let mut first = vec![both(|lang| certificate.sentence(lang))];
    first.extend(last_day);
    let mut found = vec![
        covered_page(&LAW, on, decision.covered_because),
        certificate_page(certificate.outcome, certificate.because, first),
        notice_page(decision.notice.outcome, decision.notice.because),
    ];
    for (about, back) in
        [(About::OldCardReturn, &decision.old_card_return), (About::CertificateReturn, &decision.certificate_return)]
    {
        found.extend(back.because.and_then(|because| return_page(about, back.outcome, because)));
    }
    found
}

fn certificate_page(outcome: CertificateOutcome, because: Because, first: Vec<Said>) -> Page {
    let decision = CertificateDecision { outcome, because, last_day: None, wait_until: None };
    let mut say = if first.is_empty() {
        match outcome {
            // Which day it is depends on the member.
            CertificateOutcome::Wait => vec![both(|lang| match lang {
                Lang::Ja => format!("{}ため、届くまで待ちます。", decision.reason(lang)),
                Lang::En => format!("The decision waits, because {}.", decision.reason(lang)),
            })],
            _ => vec![both(|lang| decision.sentence(lang))],
        }
    } else {
        first
    };
    say.extend(all(outcomes::certificate_more(because)));
    say.extend(all(outcomes::certificate_next(outcome)));
    say.truncate(4);
    Page {
        code: format!("{}.{}.{}", About::Certificate.code(), outcome.code(), because.code()),
        about: About::Certificate,
        outcome: Some(outcome.code()),
        because: Some(because.code()),
        title: both(|lang| title(About::Certificate.word(lang), outcome.word(lang), decision.reason(lang), lang)),
        say,
        ask: all(outcomes::certificate_ask(because)),
        act: all(outcomes::certificate_act(outcome)),
        basis: both(|lang| decision.basis(lang).to_owned()),
        leaflet: if because == Because::NotInsured { Topic::Returns } else { Topic::Clinic },
    }
}

fn notice_page(outcome: NoticeOutcome, because: Because) -> Page {
    let decision = NoticeDecision { outcome, because };
    let mut say = vec![both(|lang| decision.sentence(lang))];
    say.extend(all(outcomes::notice_more(because)));
    say.extend(all(outcomes::notice_next(outcome)));
    Page {
        code: format!("{}.{}.{}", About::Notice.code(), outcome.code(), because.code()),
        about: About::Notice,
        outcome: Some(outcome.code()),
        because: Some(because.code()),
        title: both(|lang| title(About::Notice.word(lang), outcome.word(lang), decision.reason(lang), lang)),
        say,
        ask: all(outcomes::notice_ask(because)),
        act: all(outcomes::notice_act(outcome)),
        basis: both(|lang| decision.basis(lang).to_owned()),
        leaflet: Topic::Clinic,
    }
}

fn return_page(about: About, outcome: ReturnOutcome, because: ReturnBecause) -> Option<Page> {
    let decision = ReturnDecision { outcome, because: Some(because) };
    let word = match outcome {
        ReturnOutcome::None => return None,
        ReturnOutcome::Due => ("要返納", "due back"),
        ReturnOutcome::NotDue => ("返納不要", "not due"),
    };
    let mut say = vec![both(|lang| decision.sentence(lang))];
    say.extend(all(outcomes::return_more(because)));
    say.extend(all(outcomes::return_next(outcome)));
    Some(Page {
        code: format!("{}.{}.{}", about.code(), outcome.code(), because.code()),
        about,
        outcome: Some(outcome.code()),
        because: Some(because.code()),
        title: both(|lang| {
            let word = if lang == Lang::Ja { word.0 } else { word.1 };
            let reason = said(&outcomes::return_reason(because));
            title(about.word(lang), word, reason.in_lang(lang), lang)
        }),
        say,
        ask: all(outcomes::return_ask(outcome)),
        act: all(outcomes::return_act(outcome)),
        basis: both(|lang| decision.basis(lang).to_owned()),
        leaflet: Topic::Returns,
    })
}

fn covered_page(law: &Law, on: Day, because: CoveredBecause) -> Page {
    let mut say = vec![both(|lang| because.sentence(lang).to_owned())];
    say.extend(all(outcomes::covered_more(because)));
    if because == CoveredBecause::NothingToShow && law.clinics_accept_provisionally_on(on) {
        say.push(crate::wording::clinics_may_still_accept(law.clinic_acceptance_over.before()));
    }
    let outcome = match because {
        CoveredBecause::OldCardGood | CoveredBecause::CertificateInHand | CoveredBecause::MynaUsable => "yes",
        CoveredBecause::Born29February | CoveredBecause::RegistrationUnknown => "unknown",
        CoveredBecause::NotInsured | CoveredBecause::NothingToShow => "no",
    };
    Page {
        code: format!("{}.{outcome}.{}", About::Covered.code(), because.code()),
        about: About::Covered,
        outcome: Some(outcome),
        because: Some(because.code()),
        title: both(|lang| {
            let sentence = because.sentence(lang).trim_end_matches(['。', '.']);
            format!("{}: {sentence}", About::Covered.word(lang))
        }),
        say,
        ask: all(outcomes::covered_ask(because)),
        act: all(outcomes::covered_act(because)),
        basis: both(|lang| because.basis(lang).to_owned()),
        leaflet: if because == CoveredBecause::NotInsured { Topic::Returns } else { Topic::Clinic },
    }
}

fn title(about: &str, outcome: &str, reason: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{about}「{outcome}」: {reason}とき"),
        Lang::En => format!("{about}, {outcome}: {reason}"),
    }
}
