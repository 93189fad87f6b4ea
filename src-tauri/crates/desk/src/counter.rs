//! 窓口: who stands there, what they hold, what is due and what to say; and how it was seen that it is this member.
//!
//! Of a card nothing is kept but the result, the method and the days on which card and e-certificate end.

mod reader;
mod said;

pub(crate) use said::{method, seen};

use card::{ECertificate, Proof, Reading, Unproven};
use ledger::{
    IdentityCheck, Known, LastFourFact, MemberId, Myna, NewAct, NewCheckStep, NewIdentityCheck, PaperLife as Life,
    State, StepKind, codes,
};
use rules::calendar::Day;
use rules::case::MynaCard;
use rules::counter::{
    About, Authority, Compared, Document, Method, OfCard, OfLedger, Proxy, Seen, compare, documents_suffice,
};
use rules::last_four::Check;
use rules::words::identity::Grade;
use rules::words::{Complaint, Lang};

use crate::campaign::insured_on;
use crate::case::{certificate, member, printable};
use crate::decide::Question;
use crate::find::found;
use crate::print::FAR_FUTURE;
use crate::roles::Permission;
use crate::shield::protected;
use crate::wire::{
    AtCounter, CardAnswer, CardHolders, CheckDone, ComparedShown, CounterChoice, CounterChoices, Found, Identified,
    OpenMatter, ScannedPaper,
};
use crate::{Desk, Failure, Occasion};

pub use reader::{CardAsk, Readers, complaint, doctor, no_reader, port, read_card, readers, tries_lost, watch};

/// Why マイナ保険証 does not serve, as the card said it: in a check's reasons, and as a matter that is open.
const NO_CERTIFICATE: &str = "no_certificate";

/// Who came, when it was not the member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Came {
    /// In whose stead, by relation.
    pub proxy: Proxy,
    /// By what authority.
    pub authority: Authority,
}

impl Came {
    /// Who came, by words; nothing where the member came.
    ///
    /// # Errors
    /// When one of the words is none, or only one of them is given.
    pub fn named(proxy: Option<&str>, authority: Option<&str>) -> Result<Option<Came>, Failure> {
        match (proxy, authority) {
            (None, None) => Ok(None),
            (Some(proxy), Some(authority)) => {
                let all_proxies = all(Proxy::ALL, |one| one.code());
                let all_authorities = all(Authority::ALL, |one| one.code());
                let known = Proxy::from_code(proxy).zip(Authority::from_code(authority)).ok_or_else(|| {
                    Failure::wrong(
                        "proxy",
                        "proxy_unknown",
                        (
                            "代理の方の続柄か、権限の確認のしかたが分かりません。",
                            "There is no such proxy or authority.",
                        ),
                        (
                            &format!("続柄は{all_proxies}、確認は{all_authorities}のいずれかです。"),
                            &format!("Give one of {all_proxies} and one of {all_authorities}."),
                        ),
                    )
                })?;
                if !known.0.may_by(known.1) {
                    return Err(Failure::wrong(
                        "authority",
                        "authority_of_another",
                        (
                            "この続柄の方の代理権は、この書類では確かめられません。",
                            "This paper shows no authority of such a proxy.",
                        ),
                        (
                            "戸籍謄本は親権者、登記事項証明書は後見人の方です。ほかの方は、委任状か、ご本人だけがお持ちの書類で確かめてください。",
                            "The family register is for parents, the record for guardians; all others need a power of attorney or a paper of the member's.",
                        ),
                    ));
                }
                Ok(Some(Came { proxy: known.0, authority: known.1 }))
            }
            _ => Err(Failure::wrong(
                "authority",
                "authority_missing",
                (
                    "代理の方には、続柄と、代理権を何で確かめたかの両方が要ります。",
                    "For a proxy both the relation and the authority are needed.",
                ),
                ("委任状などを確かめ、両方を選んでください。", "See the authority, and give both."),
            )),
        }
    }
}

/// What was seen with the eyes, where the chip was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Papers {
    /// What was shown.
    pub documents: Vec<Document>,
    /// Face and photo were compared; asked wherever one of the papers bears a photo.
    pub face: bool,
    /// Name and birth date are the ledger's.
    pub agrees: bool,
}

impl Papers {
    /// Papers by their words.
    ///
    /// # Errors
    /// When one of the words is none.
    pub fn named(documents: &[String], face: bool, agrees: bool) -> Result<Papers, Failure> {
        let known: Option<Vec<Document>> = documents.iter().map(|one| Document::from_code(one.trim())).collect();
        let documents = known.ok_or_else(|| {
            let words = all(Document::ALL, |one| one.code());
            Failure::wrong(
                "documents",
                "document_unknown",
                ("本人確認書類の種類が分かりません。", "There is no such document."),
                (&format!("{words}から選んでください。"), &format!("Choose from {words}.")),
            )
        })?;
        Ok(Papers { documents, face, agrees })
    }
}

fn all<T: Copy>(of: &[T], code: impl Fn(T) -> &'static str) -> String {
    of.iter().map(|one| code(*one)).collect::<Vec<_>>().join("、")
}

impl Desk {
    /// Who stands there: by the code of a paper as the scanner types it, by the number, or by the management code.
    ///
    /// # Errors
    /// When the code is a slip or another society's, or nobody has the number.
    pub fn at_counter(&self, text: &str, question: &Question) -> Result<AtCounter, Failure> {
        self.must(Permission::View)?;
        let scanned = codes::kind(text) == Some(codes::Kind::Paper);
        // A number may begin so, too, but has its parts.
        let first = text.trim().split(['-', '－', '‐', '−']).next().unwrap_or_default();
        let slip = !scanned && first.chars().count() >= 10 && first.starts_with(['P', 'p', 'Ｐ', 'ｐ']);
        let id = match scanned || slip {
            true => self.whose_paper(text, question.on)?,
            false => self.member(text, question.on)?,
        };
        self.showing_one("counter", id, || {
            let (on, lang) = (question.on, question.lang);
            let paper = scanned.then(|| self.paper_shown(text, question)).transpose()?;
            let known = self.known(question.known_at.as_ref())?;
            let state = self.state(id, on, known)?.ok_or_else(|| crate::show::unknown_then(text))?;
            // Of whoever is protected nobody at a counter learns with whom they live, nor that they are here.
            let mut household = self.household(&state, on, known)?;
            household.retain(|one| !protected(&state) && !protected(one));
            let seen: Vec<MemberId> = household.iter().map(|state| state.id).chain([id]).collect();
            let kana = state.names.printable().map(|named| named.kana.text().to_owned()).unwrap_or_default();
            let past = self.ledger.identity_checks_of(id, known)?;
            let mut checks = Vec::new();
            for check in past.iter().rev() {
                checks.push(self.done(check, lang)?);
            }
            let lacks = self.lacks_certificate(&state, &past, on)?;
            let open = self.open_matters(&state, lacks, on, known, lang)?;
            let answers = self.answers_shown(id, text, question, lacks)?;
            let shown = AtCounter {
                initials: initials(&kana),
                kana,
                born: state.person.born,
                sex: state.person.sex.map(rules::words::Sex::code),
                scanned: paper.map(|paper| ScannedPaper {
                    paper: paper.paper,
                    kind: paper.kind,
                    state: paper.state,
                    valid: paper.valid,
                    sentence: paper.sentence,
                }),
                myna_said: said::myna(&state.myna, lang),
                e_certificate_until: state.myna.e_certificate_until,
                last_four: state.last_four.is_some(),
                open,
                household: household.iter().map(found).collect(),
                checks,
                answers,
            };
            Ok((shown, seen))
        })
    }

    /// May a check be done here, and is there such a member? Asked before anything is asked of a card.
    ///
    /// # Errors
    /// When it is not permitted, nobody has the number, or nobody may be told of this member.
    pub fn may_check(&self, text: Option<&str>, came: Option<Came>, on: Day) -> Result<(), Failure> {
        self.must(Permission::Edit)?;
        text.map(|text| self.to_be_checked(text, came, on)).transpose().map(|_| ())
    }

    fn open_matters(
        &self,
        state: &State,
        lacks: bool,
        on: Day,
        known: Known,
        lang: Lang,
    ) -> Result<Vec<OpenMatter>, Failure> {
        let mut open = Vec::new();
        let mut add = |is: bool, code: &'static str| {
            if is {
                open.push(said::open(code, lang));
            }
        };
        add(self.died(state.id, on, known)?.is_some(), "died");
        add(!insured_on(state, on), "not_insured");
        add(protected(state), "protected");
        add(state.check.is_some_and(|check| check.state.in_case()), "last_four_case");
        add(number_differs(state), "card_differs");
        add(crate::returned_mail::doubted(state).is_some(), "address_doubtful");
        // Whoever has a certificate needs nothing else.
        let held = certificate(state, on).is_some_and(|paper| {
            let gone = matches!(paper.life, Life::Lost | Life::LossReported | Life::Damaged);
            !gone && paper.until.is_none_or(|until| on <= until)
        });
        add(lacks && !held, NO_CERTIFICATE);
        Ok(open)
    }

    /// Did the card say at the counter that it has no e-certificate for users, and is nothing newer known since?
    fn lacks_certificate(&self, state: &State, checks: &[IdentityCheck], on: Day) -> Result<bool, Failure> {
        let by_card = |one: &&IdentityCheck| {
            let check = &one.check;
            let mine = check.seen.is_the_member() && check.genuine != Some(false);
            check.on <= on && mine && check.method != Method::Documents
        };
        let Some(last) = checks.iter().rev().find(by_card).filter(|one| said::lacks_certificate(&one.check)) else {
            return Ok(false);
        };
        let then = self.state(state.id, on, Known::after(last.act))?;
        Ok(then.is_some_and(|then| then.myna == state.myna))
    }

    fn done(&self, check: &IdentityCheck, lang: Lang) -> Result<CheckDone, Failure> {
        let act = self.ledger.acts(check.act.0..=check.act.0)?.pop();
        let (at, operator) = act.map_or_else(Default::default, |act| (act.at.text().to_owned(), act.operator));
        Ok(CheckDone {
            on: check.check.on,
            at,
            operator,
            method: check.check.method.code(),
            result: check.check.seen.code(),
            identified: check.check.seen.is_the_member() && check.check.genuine != Some(false),
            said: said::done(&check.check, lang),
        })
    }

    /// Whom a card may belong to: born that day, with that name. What the card said is dropped with the reading.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn card_holders(&self, reading: &Reading, on: Day, lang: Lang) -> Result<CardHolders, Failure> {
        self.must(Permission::View)?;
        self.showing("counter", None, || {
            let known = self.ledger.now_known()?;
            let (mut hits, mut seen) = (Vec::new(), Vec::new());
            let born = reading.person.as_ref().and_then(|person| person.born().day());
            for id in born.map(|born| self.ledger.members_born(born)).transpose()?.unwrap_or_default() {
                let Some(state) = self.state(id, on, known)? else { continue };
                if compared(reading, &state).is_some_and(|(grade, _)| grade != Grade::C) {
                    hits.push(found(&state));
                    seen.push(id);
                }
            }
            let sentence = said::holders(hits.len(), lang);
            Ok((CardHolders { found: hits, sentence }, seen))
        })
    }

    /// As [`Desk::card_checked`] for whomever the card belongs to, where the ledger knows exactly one such member; otherwise whom it
    /// may belong to, and nothing is written.
    ///
    /// # Errors
    /// As [`Desk::card_checked`].
    pub fn card_of_whoever(
        &mut self,
        reading: &Reading,
        method: Method,
        came: Option<Came>,
        lang: Lang,
        occasion: &Occasion,
    ) -> Result<CardAnswer, Failure> {
        if reading.person.is_none() {
            return Err(nothing_read(""));
        }
        let holders = self.card_holders(reading, occasion.today, lang)?;
        match holders.found.as_slice() {
            [one] => {
                let code = one.code.clone();
                let identified = self.card_checked(&code, reading, method, came, lang, occasion)?;
                Ok(CardAnswer { identified: Some(identified), holders: None })
            }
            _ => Ok(CardAnswer { identified: None, holders: Some(holders) }),
        }
    }

    /// Compares what a card said with a member, and records the result, the method and the days; of a difference nothing but that.
    ///
    /// # Errors
    /// When it is not permitted, the member is unknown, or the card told neither name nor birth date (nothing was given that opens
    /// them); then nothing is written.
    pub fn card_checked(
        &mut self,
        text: &str,
        reading: &Reading,
        method: Method,
        came: Option<Came>,
        lang: Lang,
        occasion: &Occasion,
    ) -> Result<Identified, Failure> {
        let on = occasion.today;
        let (id, known, state) = self.to_be_checked(text, came, on)?;
        let Some((grade, all)) = compared(reading, &state) else { return Err(nothing_read(&member(&state))) };
        if grade != Grade::C && reading.card_until.is_some_and(|until| until < on) {
            return self.shows_nobody((id, &state), (method, came), "card_expired", lang, occasion);
        }
        if grade == Grade::C && all.iter().all(|one| one.grade != Some(Grade::C)) {
            return self.shows_nobody((id, &state), (method, came), "born_unknown", lang, occasion);
        }
        let seen = Seen::of(grade);
        let mine = seen.is_the_member();
        let held = state.last_four.as_ref().map(|held| held.digits);
        // Somebody else's number says nothing of this member's.
        let last_four = reading.last_four.filter(|_| mine).zip(held).map(|(card, held)| card == held);
        let until = match reading.certificate {
            ECertificate::Until(until) => Some(until),
            ECertificate::NotOnCard | ECertificate::Unknown => None,
        };
        if mine && last_four != Some(true) && self.others_fit(reading, id, on, known)? {
            return Err(several_fit(&state, held.is_some(), last_four));
        }
        let genuine = match reading.proof {
            Proof::Genuine => Some(true),
            Proof::Failed(why) if said::alarming(why) => Some(false),
            // What could not be asked says nothing against the card.
            Proof::NotAsked | Proof::Failed(_) => None,
        };
        // Of a card that failed the proof nothing is recorded of the number either.
        let told = last_four.filter(|_| genuine != Some(false));
        let mut because: Vec<&str> = all.iter().flat_map(|one| &one.because).map(|one| one.code()).collect();
        because.extend(all.iter().filter(|one| one.grade == Some(Grade::C)).map(|one| one.about.code()));
        because.extend((mine && reading.certificate == ECertificate::NotOnCard).then_some(NO_CERTIFICATE));
        because.sort_unstable();
        because.dedup();
        let check = NewIdentityCheck {
            on,
            method,
            seen,
            because: (!because.is_empty()).then(|| because.join(",")),
            last_four_agrees: told,
            genuine,
            documents: Vec::new(),
            proxy: came.map(|came| (came.proxy, came.authority)),
            certificate_until: until.filter(|_| mine),
            card_until: reading.card_until.filter(|_| mine),
        };
        // A card that failed the proof is not taken at its word; an earlier end than the one on file is an older card's, however
        // real: that a newer one has taken its place is what nobody here can ask.
        let older = until
            .zip(state.myna.e_certificate_until)
            .filter(|(card, held)| mine && genuine != Some(false) && card < held);
        let until = until.filter(|_| older.is_none());
        let fact = if mine && genuine != Some(false) { card_fact(&state.myna, until) } else { None };
        let answer = told.and_then(|agrees| self.letter_answer(id, agrees));
        let act = NewAct { subject: Some(state.code.clone()), on, ..self.act_of("identity_check", occasion) };
        self.ledger.act::<(), Failure>(act, |entry| {
            entry.identity_check(id, &check)?;
            if let Some(fact) = fact {
                // What a colleague recorded a moment ago stays.
                let now = entry.state(id, on)?.ok_or_else(|| crate::show::unknown_then(text))?;
                entry.from_place(Some(said::SOURCE));
                let myna = Myna { card: fact.card, e_certificate_until: fact.e_certificate_until, ..now.myna };
                entry.myna(id, on, &myna)?;
                entry.from_place(None);
            }
            if let (Some(agrees), Some(held), Some(from)) = (told, &state.last_four, state.last_four_from) {
                // The same digits, and what is known of them by now; a number that was put right since is another fact.
                let said = if agrees { Check::Agrees } else { Check::Differs };
                let now = entry.state(id, on)?.and_then(|now| now.last_four);
                if now.is_some_and(|now| now.digits == held.digits && now.state != said.code()) {
                    entry.from_place(Some(said::SOURCE));
                    entry.last_four(id, from, &LastFourFact { digits: held.digits, state: said.code().to_owned() })?;
                    entry.from_place(None);
                }
            }
            if let Some(kind) = answer {
                let note = Some(said::SOURCE.to_owned());
                entry.check_step(id, &NewCheckStep { kind, on, said: None, asked: None, note })?;
            }
            Ok(())
        })?;
        let mut recorded = Vec::new();
        if let Some(fact) = fact {
            recorded.push(said::fact_recorded(&state.myna, &fact, lang));
        }
        recorded.extend(answer.map(|kind| said::answer_recorded(kind, lang)));
        let kin = if mine { None } else { self.kin_of_card(reading, &state, on, known)? };
        let renamed = all.iter().all(|one| match one.about {
            About::Name => one.grade == Some(Grade::C),
            About::Born => one.grade == Some(Grade::A),
            About::Sex => one.grade != Some(Grade::C),
        });
        let outcome = said::Outcome {
            seen,
            came,
            told,
            answered: answer.is_some(),
            against: match reading.proof {
                Proof::Failed(why) if said::alarming(why) => Some(why),
                _ => None,
            },
            kin: kin.as_ref(),
            renamed,
            older,
            certificate: mine.then_some(reading.certificate),
        };
        let shown = Identified {
            identified: mine && genuine != Some(false),
            sentence: said::result(&outcome, method, lang),
            next: said::next(&outcome, lang),
            compared: all.iter().map(|one| shown_of(one, lang)).collect(),
            last_four: last_four.map(|agrees| if agrees { "agrees" } else { "differs" }),
            last_four_said: said::last_four(reading, mine, held.is_some(), (last_four, told), lang),
            certificate_until: check.certificate_until,
            certificate_said: (mine && genuine != Some(false))
                .then(|| said::certificate(reading.certificate, on, lang)),
            card_until: check.card_until,
            possession: genuine.map(|genuine| if genuine { "genuine" } else { "failed" }),
            possession_said: said::possession(&reading.proof, lang),
            insist: (reading.proof == Proof::Failed(Unproven::PinOneLeft)).then_some("proof"),
            recorded,
            exchanged: reading.exchanged,
            ..identified(&state, method, seen)
        };
        self.showing_one("counter", id, || Ok((shown, vec![id])))
    }

    /// Records that papers were seen in place of the chip: two of them, the face compared with the photo where there is one.
    ///
    /// # Errors
    /// When it is not permitted, the member is unknown, the papers do not suffice, or the face was not compared; then nothing is
    /// written.
    pub fn papers_checked(
        &mut self,
        text: &str,
        papers: &Papers,
        came: Option<Came>,
        lang: Lang,
        occasion: &Occasion,
    ) -> Result<Identified, Failure> {
        let on = occasion.today;
        let (id, _, state) = self.to_be_checked(text, came, on)?;
        if !documents_suffice(&papers.documents) {
            return Err(Failure::wrong(
                "documents",
                "documents_too_few",
                ("確認書類が足りません。種類の違うものが2点要ります。", "Two different documents are needed."),
                (
                    "もう1点を見せていただいてください。ないときは、後日あらためてお越しいただいてください。",
                    "Ask for another one, or ask the visitor to come again.",
                ),
            ));
        }
        if !papers.face && papers.documents.iter().any(|one| one.has_photo()) {
            return Err(reader::face_not_compared());
        }
        let seen = if papers.agrees { Seen::Same } else { Seen::Different };
        let check = NewIdentityCheck {
            on,
            method: Method::Documents,
            seen,
            because: None,
            last_four_agrees: None,
            genuine: None,
            documents: papers.documents.clone(),
            proxy: came.map(|came| (came.proxy, came.authority)),
            certificate_until: None,
            card_until: None,
        };
        let act = NewAct { subject: Some(state.code.clone()), on, ..self.act_of("identity_check", occasion) };
        self.ledger.act::<(), Failure>(act, |entry| Ok(entry.identity_check(id, &check)?))?;
        let outcome = said::Outcome::seen(seen, came);
        let shown = Identified {
            sentence: said::result(&outcome, Method::Documents, lang),
            next: said::next(&outcome, lang),
            ..identified(&state, Method::Documents, seen)
        };
        self.showing_one("counter", id, || Ok((shown, vec![id])))
    }

    /// Records that a card could not be read for a member, by the word of the trouble: the PIN was wrong, or is locked.
    ///
    /// # Errors
    /// When it is not permitted, or the member is unknown.
    pub fn card_unread(
        &mut self,
        text: &str,
        method: Method,
        trouble: &str,
        came: Option<Came>,
        occasion: &Occasion,
    ) -> Result<(), Failure> {
        self.must(Permission::Edit)?;
        let on = occasion.today;
        let id = self.member(text, on)?;
        let check = NewIdentityCheck {
            on,
            method,
            seen: Seen::Unread,
            because: Some(trouble.to_owned()),
            last_four_agrees: None,
            genuine: None,
            documents: Vec::new(),
            proxy: came.map(|came| (came.proxy, came.authority)),
            certificate_until: None,
            card_until: None,
        };
        let act = NewAct { subject: self.ledger.code_of(id)?, on, ..self.act_of("identity_check", occasion) };
        self.ledger.act::<(), Failure>(act, |entry| Ok(entry.identity_check(id, &check)?))?;
        Ok(())
    }

    /// Whom a check is about, when one may be done at all.
    fn to_be_checked(&self, text: &str, came: Option<Came>, on: Day) -> Result<(MemberId, Known, State), Failure> {
        self.must(Permission::Edit)?;
        let id = self.member(text, on)?;
        let known = self.ledger.now_known()?;
        let state = self.state(id, on, known)?.ok_or_else(|| crate::show::unknown_then(text))?;
        if self.died(id, on, known)?.is_some() {
            return Err(refused(
                &state,
                "member_died",
                ("この方は、亡くなったとの届出があります。", "This member is reported to have died."),
                ("何もお伝えせず、責任者に代わってください。", "Tell nothing, and call a supervisor."),
            ));
        }
        if came.is_some() && protected(&state) {
            return Err(refused(
                &state,
                "proxy_of_protected",
                (
                    "この方のことは、代理の方には何もお伝えできません。",
                    "Nothing of this member may be told to anybody who comes in their stead.",
                ),
                (
                    "加入しているかどうかも口に出さず、責任者に代わってください。",
                    "Do not even say that they are insured here; call a supervisor.",
                ),
            ));
        }
        if came.is_some_and(|came| !came.authority.serves(state.person.born, on)) {
            return Err(refused(
                &state,
                "authority_of_a_minor",
                (
                    "18歳以上の方の代理権は、戸籍謄本などでは確かめられません。",
                    "A family register shows no authority for somebody of 18 or older.",
                ),
                (
                    "ご本人の委任状を確かめ、選び直してください。",
                    "See a power of attorney of the member's, and choose that.",
                ),
            ));
        }
        Ok((id, known, state))
    }

    /// Who else the card fits: insured, and born that day under that name.
    fn others_fit(&self, reading: &Reading, id: MemberId, on: Day, known: Known) -> Result<bool, Failure> {
        let Some(born) = reading.person.as_ref().and_then(|person| person.born().day()) else { return Ok(false) };
        for other in self.ledger.members_born(born)? {
            let Some(state) = self.state(other, on, known)?.filter(|state| other != id && insured_on(state, on)) else {
                continue;
            };
            if compared(reading, &state).is_some_and(|(grade, _)| grade != Grade::C) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// A card that shows nobody: recorded as not read, with why.
    fn shows_nobody(
        &mut self,
        (id, state): (MemberId, &State),
        (method, came): (Method, Option<Came>),
        why: &'static str,
        lang: Lang,
        occasion: &Occasion,
    ) -> Result<Identified, Failure> {
        self.card_unread(&state.code, method, why, came, occasion)?;
        let (sentence, next) = said::nobody(why, lang);
        let shown = Identified { sentence, next: vec![next], ..identified(state, method, Seen::Unread) };
        self.showing_one("counter", id, || Ok((shown, vec![id])))
    }

    /// What the card says of the number answers a letter of the last-four check that waits for it.
    fn letter_answer(&self, id: MemberId, agrees: bool) -> Option<StepKind> {
        let known = self.ledger.now_known().ok()?;
        let check = self.ledger.state(id, FAR_FUTURE, known).ok()??.check?;
        let kind = if agrees { StepKind::Agree } else { StepKind::Differ };
        let waits = check.printed && !check.changed && check.state.after(kind.event()).is_some();
        waits.then_some(kind)
    }

    /// Whose card it is when it is another's of the same household.
    fn kin_of_card(&self, reading: &Reading, state: &State, on: Day, known: Known) -> Result<Option<Found>, Failure> {
        let household = self.household(state, on, known)?;
        let others = household.iter().filter(|other| other.id != state.id && !protected(state) && !protected(other));
        let mut kin = others.filter(|other| compared(reading, other).is_some_and(|(grade, _)| grade != Grade::C));
        Ok(kin.next().map(found))
    }
}

/// Is the number on file another than the card's, as the counter saw, and nobody's work yet? Where a letter was answered so, the case
/// is worked on there.
pub(crate) fn number_differs(state: &State) -> bool {
    let disputed = state.last_four.as_ref().and_then(|fact| Check::from_code(&fact.state)).is_some_and(Check::disputed);
    disputed && !state.check.is_some_and(|check| check.state.in_case())
}

/// What can be chosen at the counter, in words.
#[must_use]
pub fn choices(lang: Lang) -> CounterChoices {
    let choice = |code: &'static str, said: &'static str, photo: bool| CounterChoice { code, said, photo };
    CounterChoices {
        documents: Document::ALL
            .iter()
            .map(|one| choice(one.code(), said::document(*one, lang), one.has_photo()))
            .collect(),
        proxies: Proxy::ALL.iter().map(|one| choice(one.code(), said::proxy(*one, lang), false)).collect(),
        authorities: Authority::ALL.iter().map(|one| choice(one.code(), said::authority(*one, lang), false)).collect(),
    }
}

/// A card beside a member; `None` when it told neither name nor birth date.
fn compared(reading: &Reading, state: &State) -> Option<(Grade, Vec<Compared>)> {
    let person = reading.person.as_ref()?;
    let name = person.name();
    let names = [&state.names.printed, &state.names.registered, &state.names.reported];
    let held = OfLedger {
        names: names.into_iter().flatten().map(|named| named.name.text()).collect(),
        born: state.person.born,
        sex: state.person.sex,
    };
    Some(compare(OfCard { name: name.text(), born: person.born().day(), sex: person.sex() }, &held))
}

/// What is to be recorded of the card, when it is something new.
fn card_fact(held: &Myna, until: Option<Day>) -> Option<Myna> {
    let new = Myna { card: MynaCard::Held, e_certificate_until: until.or(held.e_certificate_until), ..*held };
    (new != *held).then_some(new)
}

fn identified(state: &State, method: Method, seen: Seen) -> Identified {
    Identified {
        member: member(state),
        code: state.code.clone(),
        name: printable(state).text().to_owned(),
        result: seen.code(),
        identified: seen.is_the_member(),
        sentence: String::new(),
        method: method.code(),
        compared: Vec::new(),
        last_four: None,
        last_four_said: None,
        certificate_until: None,
        certificate_said: None,
        card_until: None,
        possession: None,
        possession_said: None,
        insist: None,
        recorded: Vec::new(),
        next: Vec::new(),
        exchanged: 0,
    }
}

fn shown_of(one: &Compared, lang: Lang) -> ComparedShown {
    ComparedShown {
        about: one.about.code(),
        said: said::about(one.about, lang).to_owned(),
        grade: one.grade.map(Grade::code),
        because: one.because.iter().map(|because| because.said().in_lang(lang).to_owned()).collect(),
    }
}

/// The first letters of the kana of a name, for a screen that others may see: `ヤ・タ`.
fn initials(kana: &str) -> String {
    let firsts = kana.split(char::is_whitespace).filter_map(|part| part.chars().next());
    firsts.map(String::from).collect::<Vec<_>>().join("・")
}

fn refused(state: &State, code: &'static str, sentence: (&str, &str), hint: (&str, &str)) -> Failure {
    Failure::refused(vec![Complaint::refusal(&member(state), code, sentence, hint)])
}

/// Another member fits the card as well: what would tell them apart, where anything would.
fn several_fit(state: &State, digits_on_file: bool, last_four: Option<bool>) -> Failure {
    let sentence = if last_four.is_some() {
        (
            "名前と生年月日は合いますが、個人番号の下4桁が違います。同じ、またはよく似た方が、ほかにもいます。",
            "Name and birth date agree, but not the last four digits; another member fits as well.",
        )
    } else {
        (
            "名前と生年月日が同じ方、またはよく似た方が、ほかにもいます。このカードだけでは、どちらの方か分かりません。",
            "Another member fits as well: by this card alone nobody can tell which of them it is.",
        )
    };
    let hint = match (digits_on_file, last_four) {
        (false, _) => (
            "台帳にこの方の個人番号の下4桁がないため、カードでは決められません。住所の分かるものを含む書類2点で確かめてください。何も記録していません。",
            "Without this member's last four digits on file no card can tell. Check by two documents, one with the address. Nothing was recorded.",
        ),
        (true, Some(_)) => (
            "ほかの方を選んで、もう一度確かめてください。何も記録していません。",
            "Choose the other member, and check again. Nothing was recorded.",
        ),
        (true, None) => (
            "暗証番号で下4桁まで読み取り、もう一度確かめてください。何も記録していません。",
            "Read the last four digits by PIN, and check again. Nothing was recorded.",
        ),
    };
    refused(state, "several_fit", sentence, hint)
}

fn nothing_read(place: &str) -> Failure {
    Failure::wrong(
        place,
        "card_not_opened",
        (
            "カードの氏名と生年月日を読む暗証番号か照合番号がありません。",
            "Without a PIN or a code the card tells neither name nor birth date.",
        ),
        (
            "暗証番号（4桁）か、カードの表面の照合番号を入れてください。",
            "Give the PIN, or the code from the front of the card.",
        ),
    )
}
