//! One member whole: the person, the household, papers, duties and what happened.

use std::collections::HashMap;

use ledger::{ActSeq, AddressKind, Fact, Known, Layer, MemberId, PaperLife, State};
use rules::calendar::Day;
use rules::case::Assistance;

use rules::words::Lang;

use crate::case::{decided, member, printable};
use crate::decide::{Question, answer};
use crate::find::found;
use crate::life::why_said;
use crate::milestones::ahead_of;
use crate::returned_mail::doubted;
use crate::roles::Permission;
use crate::shield::{HIDDEN, postal};
use crate::wire::{Event, Names, OldCardShown, Paper, Shown};
use crate::{Desk, Failure, words};

impl Desk {
    /// On which day a member died, as far as that is reported by a day.
    pub(crate) fn died(&self, id: MemberId, on: Day, known: Known) -> Result<Option<Day>, Failure> {
        Ok(self.ledger.death_of(id, known)?.filter(|died| *died <= on))
    }

    /// A member on a day, as known then.
    ///
    /// # Errors
    /// When the member is unknown.
    pub fn show(&self, text: &str, question: &Question) -> Result<Shown, Failure> {
        self.must(Permission::View)?;
        let id = self.member(text, question.on)?;
        self.showing_one("show", id, || self.shown(text, id, question))
    }

    /// A member whole, and whom that shows: the household too.
    fn shown(&self, text: &str, id: MemberId, question: &Question) -> Result<(Shown, Vec<MemberId>), Failure> {
        let known = self.known(question.known_at.as_ref())?;
        let state = self.state(id, question.on, known)?.ok_or_else(|| unknown_then(text))?;
        let policies = self.policies(known)?;
        // Before the first policy nothing can be decided, but the member can be looked at.
        let milestones =
            policies.on(question.on).ok().map(|policy| ahead_of(&state, policy, question.on, question.lang));
        let decision = policies.on(question.on).ok().and_then(|policy| {
            let decision = decided(&state, policy, question.on).ok()?;
            Some(answer(&state, &decision, policy, question.on, question.lang))
        });
        let coverage = state.coverage.as_ref();
        let employer = coverage.and_then(|coverage| coverage.employer.clone());
        let employer_name = match &employer {
            Some(code) => self
                .ledger
                .employers(question.on, known)?
                .into_iter()
                .find(|entry| entry.code == *code)
                .map(|entry| entry.name),
            None => None,
        };
        let layer = |named: &Option<ledger::Named>| named.as_ref().map(|named| named.name.text().to_owned());
        let number = coverage.map(|coverage| coverage.number.clone()).unwrap_or_default();
        let hit = found(&state);
        let heard = state.myna != ledger::Myna::default() || state.last_four.is_some();
        let household = self.household(&state, question.on, known)?;
        // Who is shielded now is shielded on every day and at every moment that is looked at.
        let shielded = self.ledger.shielded()?.contains(&id);
        let [home, delivery] =
            [&state.home, &state.delivery].map(|address| address.as_ref().filter(|_| !shielded).map(postal));
        let end = self.ledger.old_card_end_of(id, known)?.filter(|end| end.on <= question.on);
        let old_card = state.circumstance.old_card_until.map(|until| OldCardShown {
            until,
            state: end.as_ref().map_or(PaperLife::InHand, |end| end.life).code(),
            since: end.map(|end| end.on),
        });
        let seen = household.iter().map(|state| state.id).chain([id]).collect();
        let shown = Shown {
            member: member(&state),
            code: state.code.clone(),
            symbol: number.symbol,
            number: number.number,
            branch: number.branch,
            name: printable(&state).text().to_owned(),
            kana: hit.kana,
            names: Names {
                registered: layer(&state.names.registered),
                reported: layer(&state.names.reported),
                printed: layer(&state.names.printed),
            },
            born: state.person.born,
            sex: state.person.sex.map(rules::words::Sex::code),
            relation: coverage.map(|coverage| coverage.relation.code()),
            acquired: hit.acquired,
            lost: hit.lost,
            left: coverage.and_then(|coverage| coverage.left),
            voluntary_until: coverage.and_then(|coverage| coverage.voluntary_until),
            employer,
            employer_name,
            postcode: home.as_ref().map(|home| home.postcode.clone()),
            address: home.map(|home| home.address),
            delivery_postcode: delivery.as_ref().map(|delivery| delivery.postcode.clone()),
            delivery_address: delivery.map(|delivery| delivery.address),
            shielded,
            doubt: doubted(&state).and_then(|(_, why)| why_said(why, question.lang)),
            my_number: if heard { state.myna.my_number.code() } else { "unknown" },
            myna_card: state.myna.card.code(),
            use_registered: state.myna.use_registered.code(),
            e_certificate_until: state.myna.e_certificate_until,
            ratio: state.circumstance.ratio,
            access: state.myna.access.code(),
            died: self.died(id, question.on, known)?,
            old_card,
            last_four: if state.last_four.is_some() { "on_file" } else { "none" },
            decision,
            household: household.iter().map(found).collect(),
            papers: papers(&state),
            milestones: milestones.unwrap_or_default(),
            timeline: self
                .happened(id, known)?
                .into_iter()
                .map(|event| Event {
                    on: event.on,
                    at: event.at.text().to_owned(),
                    act: event.act.0,
                    event: event.kind.to_owned(),
                    said: match event.fact {
                        Fact::Address(kind, Some(_)) if shielded => hidden(kind, question.lang),
                        fact => said(&fact, question.lang),
                    },
                    cell: event.place,
                })
                .collect(),
            on: question.on,
        };
        Ok((shown, seen))
    }
}

impl Desk {
    /// What happened to a member, each place with its file: a sheet's name alone does not tell which file it was in.
    pub(crate) fn happened(&self, member: MemberId, known: Known) -> Result<Vec<ledger::Event>, Failure> {
        self.happened_by(member, known, &self.files_of_acts()?)
    }

    /// The file that each act of an import read.
    pub(crate) fn files_of_acts(&self) -> Result<HashMap<ActSeq, String>, Failure> {
        Ok(self.ledger.imports()?.into_iter().map(|row| (row.act, row.import.file)).collect())
    }

    /// As [`Desk::happened`], where the files are known.
    pub(crate) fn happened_by(
        &self,
        member: MemberId,
        known: Known,
        files: &HashMap<ActSeq, String>,
    ) -> Result<Vec<ledger::Event>, Failure> {
        let mut events = self.ledger.timeline(member, known)?;
        for event in &mut events {
            if let (Some(place), Some(file)) = (&mut event.place, files.get(&event.act))
                && place.rsplit_once('!').is_none_or(|(sheet, _)| sheet != file)
            {
                *place = format!("{file} {place}");
            }
        }
        Ok(events)
    }
}

/// That an address was recorded of somebody whose mail is shielded, and of what kind.
fn hidden(kind: AddressKind, lang: Lang) -> String {
    format!("{} {HIDDEN}", words::word(kind.code(), lang))
}

/// What was recorded, on one line. Of the last four digits only that they are there.
fn said(fact: &Fact, lang: Lang) -> String {
    let word = |code| words::word(code, lang);
    let pick = |ja: &str, en: &str| if lang == Lang::Ja { ja.to_owned() } else { en.to_owned() };
    let day = |ja: &str, en: &str, day: Option<Day>| day.map(|day| format!("{} {day}", pick(ja, en)));
    let parts: Vec<Option<String>> = match fact {
        Fact::Person(Some(person)) => {
            vec![day("生年月日", "born", person.born), person.sex.map(|sex| word(sex.code()).to_owned())]
        }
        Fact::Coverage(Some(coverage)) => vec![
            Some(coverage.number.to_string()),
            Some(words::relation(coverage.relation.code(), lang).to_owned()),
            coverage.employer.clone(),
            day("取得", "acquired", coverage.acquired),
            day("喪失", "lost", coverage.lost),
            day("任意継続", "voluntary until", coverage.voluntary_until),
        ],
        Fact::Name(layer, Some(named)) => vec![
            Some(named.name.text().to_owned()),
            Some(named.kana.text().to_owned()).filter(|kana| !kana.is_empty()),
            Some(match layer {
                Layer::Registered => pick("住民票", "as registered"),
                Layer::Reported => pick("届出", "as reported"),
                Layer::Printed => pick("印字用", "for papers"),
            }),
        ],
        Fact::Address(kind, Some(addressed)) => vec![
            (*kind == AddressKind::Delivery).then(|| word("delivery").to_owned()),
            Some(addressed.postcode.clone()).filter(|postcode| !postcode.is_empty()),
            Some(addressed.address.text().to_owned()),
        ],
        Fact::Myna(Some(myna)) => vec![
            Some(format!("{} {}", words::field("use_registered", lang), word(myna.use_registered.code()))),
            Some(format!("{} {}", words::field("my_number", lang), word(myna.my_number.code()))),
            day("電子証明書", "e-certificate", myna.e_certificate_until),
        ],
        Fact::LastFour(Some(_)) => vec![Some("****".to_owned())],
        Fact::Circumstance(Some(circumstance)) => vec![
            circumstance.asked_at_enrolment.then(|| words::field("asked_at_enrolment", lang).to_owned()),
            (!circumstance.resident).then(|| pick("国内に住所なし", "no residence in Japan")),
            (circumstance.assistance != Assistance::No).then(|| pick("要配慮", "needs assistance")),
            day("従来の保険証", "old card", circumstance.old_card_until),
            circumstance.ratio.map(|tenths| format!("{} {tenths}", pick("負担割合（割）", "share in tenths"))),
        ],
        Fact::Application(application) => vec![day("申請日", "filed", application.on)],
        Fact::Paper(_, kind) => vec![Some(word(kind.code()).to_owned())],
        Fact::PaperLife(_, life) => vec![Some(word(life.code()).to_owned())],
        Fact::Decision(decision) => vec![
            Some(word(&decision.about).to_owned()),
            Some(words::outcome(&decision.about, &decision.outcome, lang).to_owned()),
            day("有効期限", "last day", decision.last_day),
        ],
        Fact::AddressCheck(kind, doubtful) => vec![
            Some(word(kind.code()).to_owned()),
            Some(if *doubtful { pick("届かない", "mail came back") } else { pick("確認済み", "confirmed") }),
        ],
        Fact::Shield(on) => vec![Some(if *on { pick("保護する", "on") } else { pick("解除", "off") })],
        Fact::Fee(fee) => vec![
            Some(format!("{}{}", fee.yen, pick("円", " yen"))),
            Some(words::fee(fee.state.code(), lang).to_owned()),
            fee.reason.clone(),
        ],
        Fact::Reminder(_, number) => vec![Some(pick(&format!("{number}回目"), &format!("number {number}")))],
        Fact::OptionalItem(item, from) => vec![Some(word(item.code()).to_owned()), day("いつから", "from", *from)],
        Fact::IdentityCheck(method, seen) => {
            vec![
                Some(crate::counter::method(*method, lang).to_owned()),
                Some(crate::counter::seen(*seen, lang).to_owned()),
            ]
        }
        Fact::OldCard(life) => vec![Some(word(life.code()).to_owned())],
        Fact::Death(died) => vec![died.map(|died| died.to_string())],
        Fact::Check(step) => vec![Some(word(step.code()).to_owned())],
        Fact::Added
        | Fact::Person(None)
        | Fact::Coverage(None)
        | Fact::Name(_, None)
        | Fact::Address(_, None)
        | Fact::Myna(None)
        | Fact::LastFour(None)
        | Fact::Circumstance(None) => Vec::new(),
    };
    parts.into_iter().flatten().collect::<Vec<_>>().join(if lang == Lang::Ja { "、" } else { ", " })
}

/// Every paper of a member, as screens list them.
pub(crate) fn papers(state: &State) -> Vec<Paper> {
    let shown = |paper: &ledger::PaperState| Paper {
        paper: paper.code.clone(),
        kind: paper.kind.code(),
        issued: paper.issued,
        last_day: paper.until,
        state: paper.life.code(),
    };
    state.papers.iter().map(shown).collect()
}

pub(crate) fn unknown_then(text: &str) -> Failure {
    use rules::words::{Complaint, Said, Weight};
    Failure::other(Complaint {
        place: text.to_owned(),
        code: "member_unknown_then",
        weight: Weight::Refusal,
        sentence: Said::new(
            "その時点では、この加入者は台帳にありませんでした。",
            "The ledger did not know this member then.",
        ),
        hint: Said::new("もっと後の時点で見てください。", "Look as of a later instant."),
    })
}
