//! 未回収: every paper that is owed, by whom and until when, how often somebody was reminded of it and what is next; and papers that
//! were outside after the end of cover.
//!
//! Who owes a paper is written to by employer; who has none, at home. Whoever is protected (自己情報の閲覧不可) is written to alone,
//! at the address of delivery, and stands on nobody else's letter.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::ControlFlow;

use ledger::{
    Circumstance, HouseholdId, Known, MemberId, OldCardEnd, PaperId, PaperKind, PaperLife, PaperState, State,
    UseAfterLoss,
};
use rules::calendar::{Day, OLD_CARDS_END};
use rules::case::Case;
use rules::decision::{Decision, ReturnOutcome};
use rules::owed::{
    Circumstances, InItsPlace, Kind, Next, Owed as Duty, Paper, exposed, next, of_duty, owed, written_to,
};
use rules::paper::search_until;
use rules::policy::Policy;
use rules::returns::{NOTHING, OwedBy, due};
use rules::words::{Complaint, Lang, Name, Said, Weight};

use crate::case::{case, certificate, decided, in_its_place, insured, member, printable};
use crate::home::sort_key;
use crate::roles::Permission;
use crate::shield::protected;
use crate::wire::{Owed, OwedBy as Ower, OwedList, Return, UseReported, UsedAfterLoss};
use crate::{Desk, Failure, Occasion};

/// What is asked of everything outstanding.
#[derive(Debug, Clone)]
pub struct OwedQuestion {
    /// The day that is asked about.
    pub on: Day,
    /// Of one employer, by code; `None` is everyone.
    pub employer: Option<String>,
    /// The language of sentences.
    pub lang: Lang,
}

/// A paper that is owed, before anybody is shown it.
pub(crate) struct Outstanding {
    pub id: MemberId,
    pub code: String,
    pub member: String,
    /// Symbol, number and branch, digits by their value.
    pub order: String,
    pub name: Name,
    pub household: Option<HouseholdId>,
    /// The employer that is written to.
    pub employer: Option<String>,
    /// Written to alone.
    pub alone: bool,
    pub kind: Kind,
    /// `None` is the old card.
    pub paper: Option<(PaperId, String)>,
    pub life: PaperLife,
    /// Of what was replaced, where it was then: it may never have left the house.
    pub was: PaperLife,
    pub since: Option<Day>,
    pub duty: Duty,
    pub reminded: (usize, Option<Day>),
    pub next: What,
}

/// What is next for a paper that is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// As the rules have it.
    Rules(Next),
    /// It has not left the house, as far as is recorded.
    NotPosted,
    /// Whoever is protected has no address of delivery.
    NoProtectedAddress,
    /// Nobody knows where to write.
    NoAddress,
    /// Mail to the address came back.
    AddressDoubtful,
}

/// Everything outstanding on a day. Good until the ledger changes.
pub struct Everything {
    on: Day,
    known: Known,
    rows: Vec<Outstanding>,
    names: HashMap<String, String>,
}

impl What {
    pub(crate) fn code(self) -> &'static str {
        match self {
            What::Rules(Next::NotYet(_)) => "not_yet",
            What::Rules(Next::Searched) => "searched",
            What::Rules(Next::Remind(_)) => "remind",
            What::Rules(Next::Wait(_)) => "wait",
            What::Rules(Next::Report) => "report",
            What::NotPosted => "not_posted",
            What::NoProtectedAddress => "shielded_without_address",
            What::NoAddress => "address_missing",
            What::AddressDoubtful => "address_doubtful",
        }
    }

    /// What is next in words, asked on a day, and the first day on which it is something else.
    pub(crate) fn said(self, since: Option<Day>, on: Day) -> (Said, Option<Day>) {
        let (said, day) = match self {
            What::Rules(Next::NotYet(Some(by))) => (
                Said::new(format!("{}まで待ちます。", by.wareki()), format!("It is waited for until {by}.")),
                Some(by.after()),
            ),
            What::Rules(Next::NotYet(None)) => (
                Said::new(
                    "期限はありません。請求や差替えのときに返してもらいます。",
                    "No deadline runs: it comes with the claim, or in exchange.",
                ),
                None,
            ),
            What::Rules(Next::Searched) => match since.map(search_until) {
                Some(until) if until < on => (
                    Said::new(
                        format!(
                            "調べる期限（{}）を過ぎました。見つかったか、見つからなかったかを記録してください。",
                            until.wareki()
                        ),
                        format!("The search was to end on {until}. Record whether it was found."),
                    ),
                    None,
                ),
                until => (
                    Said::new(
                        format!("{}まで調べます。その間は督促しません。", until.map(Day::wareki).unwrap_or_default()),
                        "It is searched for; nobody is reminded meanwhile.",
                    ),
                    until.map(Day::after),
                ),
            },
            What::Rules(Next::Remind(firmness)) => (
                Said::new(
                    format!("{}回目の督促を出せます。", firmness.number()),
                    format!("Reminder {} may go out.", firmness.number()),
                ),
                None,
            ),
            What::Rules(Next::Wait(day)) => (
                Said::new(
                    format!("督促の返事を{}まで待ちます。", day.wareki()),
                    format!("The answer to the last reminder is waited for until {day}."),
                ),
                Some(day.after()),
            ),
            What::Rules(Next::Report) => (
                Said::new(
                    "督促は終わりました。回収不能届を受け付けて記録します。",
                    "All reminders went out. The report that it cannot be collected is next.",
                ),
                None,
            ),
            What::NotPosted => (
                Said::new(
                    "発送の記録がありません。手元に残っていないか確かめてください。",
                    "Its posting is not recorded. See whether it still lies here.",
                ),
                None,
            ),
            What::NoProtectedAddress => (
                Said::new(
                    "保護が必要な方で、送付先の住所がありません。本人に連絡の方法を確かめてください。",
                    "This member is protected and has no address of delivery. Ask how to write.",
                ),
                None,
            ),
            What::NoAddress => (Said::new("住所の登録がありません。", "No address is recorded."), None),
            What::AddressDoubtful => (
                Said::new(
                    "この住所への郵便は返ってきています。住所を確かめてください。",
                    "Mail to this address came back. Find out the address.",
                ),
                None,
            ),
        };
        (said, day)
    }
}

impl Outstanding {
    /// The deadline is over, and nothing but the society's own patience holds a letter back.
    pub(crate) fn overdue(&self, on: Day) -> bool {
        self.duty.duty.by.is_some_and(|by| by < on) && !self.duty.searched
    }

    fn shown(&self, on: Day, names: &HashMap<String, String>, lang: Lang) -> Owed {
        let back = due(self.duty.because);
        let (said, next_on) = self.next.said(self.since, on);
        let owed_by = written_to(&self.duty, self.employer.is_some());
        let duty = rules::returns::Duty { owed_by, ..self.duty.duty };
        Owed {
            paper: self.paper.as_ref().map(|(_, code)| code.clone()),
            kind: self.kind.code(),
            member: self.member.clone(),
            code: self.code.clone(),
            name: self.name.text().to_owned(),
            employer: self.employer.clone(),
            employer_name: self.employer.as_ref().and_then(|code| names.get(code)).cloned(),
            state: self.life.code(),
            because: self.duty.because.code(),
            sentence: back.sentence(lang),
            basis: back.basis(lang).to_owned(),
            from: self.duty.from,
            by: self.duty.duty.by,
            owed_by: owed_by.code(),
            duty: duty.sentence(lang),
            overdue: self.overdue(on),
            searched: self.duty.searched,
            reminded: self.reminded.0,
            reminded_on: self.reminded.1,
            next: self.next.code(),
            next_on,
            next_sentence: said.in_lang(lang).to_owned(),
        }
    }
}

/// A paper that a member owes.
pub(crate) struct Debt<'a> {
    pub kind: Kind,
    /// `None` is the old card.
    pub paper: Option<&'a PaperState>,
    pub duty: Duty,
}

impl Debt<'_> {
    /// What was replaced before it was posted has not left the house either, by the record.
    pub(crate) fn never_left(&self) -> bool {
        self.paper.is_some_and(|paper| was(paper).in_house())
    }

    /// For whoever speaks with the member.
    pub(crate) fn returned(&self, lang: Lang) -> Return {
        let Duty { because, duty, .. } = self.duty;
        Return {
            paper: self.kind.code(),
            code: self.paper.map(|paper| paper.code.clone()),
            outcome: ReturnOutcome::Due.code(),
            because: because.code(),
            sentence: due(because).sentence(lang),
            owed_by: Some(duty.owed_by.code()),
            by: duty.by,
            duty: Some(duty.sentence(lang)),
        }
    }
}

/// Where a paper is; of what was replaced, where it was then.
fn was(paper: &PaperState) -> PaperLife {
    if paper.life == PaperLife::Replaced { paper.before.unwrap_or(paper.life) } else { paper.life }
}

/// What is said of one member besides the state: when they died, and what became of the old card.
#[derive(Default)]
pub(crate) struct Besides<'a> {
    pub died: Option<Day>,
    pub card: Option<&'a OldCardEnd>,
}

/// Everything that a member owes on a day, paper by paper: the list of what is outstanding and the home screen count the same.
pub(crate) fn debts<'a>(
    state: &'a State,
    policy: &Policy,
    on: Day,
    decision: Option<&Decision>,
    besides: &Besides<'_>,
) -> Vec<Debt<'a>> {
    if !may_owe(state, on) {
        return Vec::new();
    }
    let case = case(state, on);
    let circumstances = Circumstances {
        old_card: decision.map_or(NOTHING, |it| it.old_card_return),
        certificate: decision.map_or(NOTHING, |it| it.certificate_return),
        died: besides.died.is_some_and(|died| died <= on),
        usable_since: state.myna_from,
    };
    let mut found = Vec::new();
    if state.circumstance.old_card_until.is_some() {
        let paper = Paper {
            kind: Kind::OldCard,
            life: besides.card.filter(|end| end.on <= on).map_or(PaperLife::InHand, |end| end.life),
            before: None,
            since: None,
            in_its_place: InItsPlace::Nothing,
            until: state.circumstance.old_card_until,
            counts: true,
        };
        if let Some(duty) = owed(&case, policy, &paper, &circumstances) {
            found.push(Debt { kind: Kind::OldCard, paper: None, duty });
        }
    }
    let counting = certificate(state, on).map(|paper| paper.id);
    for paper in state.papers.iter().filter(|paper| may_come_back(paper, on)) {
        let Some(of) = paper_of(state, paper, (counting, on)) else { continue };
        if let Some(duty) = owed(&case, policy, &of, &circumstances) {
            found.push(Debt { kind: of.kind, paper: Some(paper), duty });
        }
    }
    found
}

/// Is there anything that could be owed at all?
fn may_owe(state: &State, on: Day) -> bool {
    state.circumstance.old_card_until.is_some() || state.papers.iter().any(|paper| may_come_back(paper, on))
}

fn may_come_back(paper: &PaperState, on: Day) -> bool {
    paper.issued <= on
        && kind(paper).is_some()
        && !paper.life.closed()
        && !matches!(paper.life, PaperLife::Planned | PaperLife::Undelivered)
}

/// What the duties of everyone rest on besides the states.
pub(crate) struct Beside<'a> {
    policy: &'a Policy,
    pub deaths: HashMap<MemberId, Day>,
    pub cards: HashMap<MemberId, OldCardEnd>,
    cards_reminded: HashMap<MemberId, Vec<Day>>,
}

impl Desk {
    /// Everything outstanding on a day.
    ///
    /// # Errors
    /// When the day lies before the first policy, or the ledger cannot be read.
    pub fn outstanding(&self, on: Day) -> Result<Everything, Failure> {
        self.must(Permission::View)?;
        let known = self.ledger.now_known()?;
        let policies = self.policies(known)?;
        let beside = self.beside(policies.on(on).map_err(Failure::other)?, known)?;
        let mut rows = Vec::new();
        let mut failed = None;
        self.states(on, known, &mut |state| match self.owed_of(&state, on, known, &beside) {
            Ok(owed) => {
                rows.extend(owed);
                ControlFlow::Continue(())
            }
            Err(failure) => {
                failed = Some(failure);
                ControlFlow::Break(())
            }
        })?;
        if let Some(failure) = failed {
            return Err(failure);
        }
        let names = self.ledger.employers(on, known)?.into_iter().map(|one| (one.code, one.name)).collect();
        // By employer, those at home last; then by number, so that a family stands together.
        rows.sort_by(|one: &Outstanding, other| {
            let key = |one: &Outstanding| (one.employer.is_none(), one.employer.clone(), one.order.clone());
            key(one).cmp(&key(other))
        });
        Ok(Everything { on, known, rows, names })
    }

    /// What one member owes on a day.
    pub(crate) fn owed_by_member(&self, id: MemberId, on: Day) -> Result<Vec<Outstanding>, Failure> {
        let known = self.ledger.now_known()?;
        let policies = self.policies(known)?;
        let beside = self.beside(policies.on(on).map_err(Failure::other)?, known)?;
        let Some(state) = self.state(id, on, known)? else { return Ok(Vec::new()) };
        self.owed_of(&state, on, known, &beside)
    }

    pub(crate) fn beside<'a>(&self, policy: &'a Policy, known: Known) -> Result<Beside<'a>, Failure> {
        Ok(Beside {
            policy,
            deaths: self.ledger.deaths(known)?,
            cards: self.ledger.old_card_ends(known)?,
            cards_reminded: self.ledger.old_cards_reminded(known)?,
        })
    }

    pub(crate) fn owed_of(
        &self,
        state: &State,
        on: Day,
        known: Known,
        beside: &Beside<'_>,
    ) -> Result<Vec<Outstanding>, Failure> {
        if !may_owe(state, on) {
            return Ok(Vec::new());
        }
        let decision = decided(state, beside.policy, on).ok();
        let said = Besides { died: beside.deaths.get(&state.id).copied(), card: beside.cards.get(&state.id) };
        let debts = debts(state, beside.policy, on, decision.as_ref(), &said);
        let none = Vec::new();
        let case = case(state, on);
        let mut rows = Vec::with_capacity(debts.len());
        for Debt { kind, paper, duty } in debts {
            let reminded = match paper {
                Some(paper) => &paper.reminded,
                None => beside.cards_reminded.get(&state.id).unwrap_or(&none),
            };
            let life = paper.map_or(PaperLife::InHand, |paper| paper.life);
            let was = paper.map_or(PaperLife::InHand, was);
            let alone = protected(state);
            let employer = if alone { None } else { self.employer_of(state, &case, paper, known)? };
            let home = written_to(&duty, employer.is_some()) == OwedBy::Member;
            let plain = next(&duty, reminded, on);
            let next = match plain {
                Next::Remind(_) if was.in_house() => What::NotPosted,
                Next::Remind(_) if home => at_home(state, alone, plain),
                next => What::Rules(next),
            };
            rows.push(Outstanding {
                id: state.id,
                code: state.code.clone(),
                member: member(state),
                order: sort_key(state),
                name: printable(state),
                household: state.coverage.as_ref().map(|coverage| coverage.household),
                employer,
                alone,
                kind,
                paper: paper.map(|paper| (paper.id, paper.code.clone())),
                life,
                was,
                since: paper.and_then(|paper| paper.since),
                reminded: of_duty(&duty, reminded),
                duty,
                next,
            });
        }
        Ok(rows)
    }

    /// What is said of one member besides the state.
    pub(crate) fn said_of(&self, id: MemberId, known: Known) -> Result<(Option<Day>, Option<OldCardEnd>), Failure> {
        Ok((self.ledger.death_of(id, known)?, self.ledger.old_card_end_of(id, known)?))
    }

    /// The employer through which a paper came: of the number that is printed on it, when the member has another one now.
    fn employer_of(
        &self,
        state: &State,
        case: &Case,
        paper: Option<&PaperState>,
        known: Known,
    ) -> Result<Option<String>, Failure> {
        let Some(coverage) = &state.coverage else { return Ok(None) };
        if let Some(paper) = paper.filter(|paper| paper.printed.number.key() != coverage.number.key()) {
            let spells = self.ledger.coverages(state.id, known)?;
            let of_number = |spell: &&ledger::Recorded<ledger::Coverage>| {
                spell.stands && spell.value.number.key() == paper.printed.number.key()
            };
            if let Some(spell) = spells.iter().rev().find(of_number) {
                let voluntary = spell.value.voluntary_until.is_some();
                return Ok(spell.value.employer.clone().filter(|_| !voluntary));
            }
        }
        Ok(coverage.employer.clone().filter(|_| case.voluntary_until.is_none()))
    }

    /// Everything outstanding, one by one, by who owes it.
    ///
    /// # Errors
    /// When no employer has the code, the ledger cannot be read, or an answer cannot be passed on.
    pub fn owed(
        &self,
        question: &OwedQuestion,
        each: &mut dyn FnMut(Owed) -> std::io::Result<()>,
    ) -> Result<(), Failure> {
        let everything = self.outstanding(question.on)?;
        if let Some(code) = &question.employer {
            self.employer_known(code, question.on, everything.known)?;
        }
        let mine =
            |one: &&Outstanding| question.employer.as_ref().is_none_or(|code| one.employer.as_ref() == Some(code));
        if question.employer.is_none() {
            self.showing_everyone("owed")?;
        } else {
            let seen = everything.rows.iter().filter(mine).map(|one| one.id).collect();
            self.showing("owed", question.employer.as_deref(), || Ok(((), seen)))?;
        }
        for one in everything.rows.iter().filter(mine) {
            match each(one.shown(question.on, &everything.names, question.lang)) {
                Ok(()) => {}
                // A reader that has seen enough is no failure.
                Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => return Ok(()),
                Err(error) => return Err(Failure::file(std::path::Path::new("(stdout)"), &error)),
            }
        }
        Ok(())
    }

    /// A code that no employer has is said, and not answered with silence.
    pub(crate) fn employer_known(&self, code: &str, on: Day, known: Known) -> Result<(), Failure> {
        if self.ledger.employers(on, known)?.iter().any(|one| one.code == code) {
            return Ok(());
        }
        Err(Failure::wrong(
            code,
            "employer_unknown",
            ("この事業所コードは登録されていません。", "No employer has this code."),
            ("事業所の一覧で確かめてください。", "See the list of employers."),
        ))
    }

    /// A piece of what is outstanding, with the counts of everyone who owes something. `ower` narrows the rows: `Some(None)` to those
    /// who are written to at home.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn owed_page(
        &self,
        everything: &Everything,
        ower: Option<Option<&str>>,
        (start, len): (usize, usize),
        lang: Lang,
    ) -> Result<OwedList, Failure> {
        self.must(Permission::View)?;
        let mine = |one: &&Outstanding| ower.is_none_or(|code| one.employer.as_deref() == code);
        self.showing("owed", ower.flatten(), || {
            let rows: Vec<&Outstanding> = everything.rows.iter().filter(mine).skip(start).take(len).collect();
            let seen = rows.iter().map(|one| one.id).collect();
            let list = OwedList {
                on: everything.on,
                owers: everything.owers(lang),
                total: everything.rows.iter().filter(mine).count(),
                start,
                rows: rows.into_iter().map(|one| one.shown(everything.on, &everything.names, lang)).collect(),
            };
            Ok((list, seen))
        })
    }

    /// Papers that are outside after the end of cover, the longest first, with the uses that clinics reported; and reported uses of
    /// papers that are back.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn used_after_loss(&self, on: Day) -> Result<Vec<UsedAfterLoss>, Failure> {
        self.must(Permission::View)?;
        let known = self.ledger.now_known()?;
        let mut uses: BTreeMap<MemberId, Vec<UseAfterLoss>> = BTreeMap::new();
        for one in self.ledger.uses_after_loss(known)?.into_iter().filter(|one| one.on <= on) {
            uses.entry(one.member).or_default().push(one);
        }
        let mut found = Vec::new();
        self.states(on, known, &mut |state| {
            let reported = uses.get(&state.id);
            let had = |paper: &&PaperState| paper.issued <= on && paper.life.outside() && !paper.replaced;
            if reported.is_none() && !state.papers.iter().any(|paper| had(&paper)) {
                return ControlFlow::Continue(());
            }
            let case = case(&state, on);
            let counting = certificate(&state, on).map(|paper| paper.id);
            let exposed: Vec<_> = state
                .papers
                .iter()
                .filter(had)
                .filter_map(|paper| {
                    Some((paper.code.clone(), exposed(&case, &paper_of(&state, paper, (counting, on))?)?))
                })
                .collect();
            let row = |paper: Option<String>, from: Day, until: Option<Day>| UsedAfterLoss {
                paper,
                member: member(&state),
                code: state.code.clone(),
                name: printable(&state).text().to_owned(),
                employer: state.coverage.as_ref().and_then(|coverage| coverage.employer.clone()),
                from,
                until,
                days: until.map_or(0, |until| from.days_until(until) + 1),
                uses: reported
                    .into_iter()
                    .flatten()
                    .map(|one| UseReported { on: one.on, note: one.note.clone() })
                    .collect(),
            };
            if let (true, Some(first)) = (exposed.is_empty(), reported.and_then(|all| all.first())) {
                let from = rules::retention::ended(&case).unwrap_or(first.on);
                found.push((state.id, row(None, from, None)));
            }
            for (code, (from, until)) in exposed {
                found.push((state.id, row(Some(code), from, Some(until))));
            }
            ControlFlow::Continue(())
        })?;
        found.sort_by_key(|(id, one)| (one.from, *id));
        let seen = found.iter().map(|(id, _)| *id).collect();
        self.showing("used_after_loss", None, || Ok((found.into_iter().map(|(_, one)| one).collect(), seen)))
    }

    /// Records that a clinic reported a use after the end of cover.
    ///
    /// # Errors
    /// When the member was covered on the day, nothing is noted, or it is on record already.
    pub fn record_use(&mut self, text: &str, on: Day, note: &str, occasion: &Occasion) -> Result<(), Failure> {
        self.must(Permission::Edit)?;
        let id = self.member(text, on)?;
        let note = note.trim();
        if note.is_empty() {
            return Err(Failure::wrong(
                "note",
                "note_missing",
                ("医療機関の名称などの控えがありません。", "Nothing is noted of the clinic."),
                ("医療機関と連絡の内容を書いてください。", "Say which clinic, and what it said."),
            ));
        }
        let known = self.ledger.now_known()?;
        let state = self.state(id, on, known)?.ok_or_else(|| crate::show::unknown_then(text))?;
        if on > occasion.today || rules::retention::ended(&case(&state, on)).is_none() {
            return Err(Failure::refused(vec![Complaint {
                place: member(&state),
                code: "covered_then",
                weight: Weight::Refusal,
                sentence: Said::new(
                    format!("{}は、資格を失ったあとの日ではありません。", on.wareki()),
                    format!("{on} is no day after the end of cover."),
                ),
                hint: Said::new(
                    "受診した日と、資格喪失日を確かめてください。台帳は元のままです。",
                    "Look at the day and at the end of cover. The ledger is as it was.",
                ),
            }]));
        }
        let used = UseAfterLoss { member: id, on, note: note.to_owned() };
        if self.ledger.uses_after_loss(known)?.contains(&used) {
            return Err(already(member(&state)));
        }
        let act = ledger::NewAct { subject: Some(state.code.clone()), on, ..self.act_of("use_after_loss", occasion) };
        self.ledger.act::<(), Failure>(act, |entry| Ok(entry.use_after_loss(&used)?))?;
        Ok(())
    }

    /// Records a death, or with `None` that it was a mistake: whoever claims the funeral benefit brings the papers then.
    ///
    /// # Errors
    /// When the day lies after today, or it is on record already.
    pub fn record_death(&mut self, text: &str, died: Option<Day>, occasion: &Occasion) -> Result<(), Failure> {
        self.must(Permission::Edit)?;
        let id = self.member(text, died.unwrap_or(occasion.today))?;
        let known = self.ledger.now_known()?;
        let code = self.ledger.code_of(id)?;
        let place = code.clone().unwrap_or_default();
        if died.is_some_and(|died| occasion.today < died) {
            return Err(Failure::wrong(
                &place,
                "day_in_future",
                ("死亡の日が今日より後です。", "The day lies after today."),
                ("日付を確かめてください。", "Look at the day again."),
            ));
        }
        if self.ledger.deaths(known)?.get(&id).copied() == died {
            return Err(already(place));
        }
        let on = died.unwrap_or(occasion.today);
        let act = ledger::NewAct { subject: code, on, ..self.act_of("death", occasion) };
        self.ledger.act::<(), Failure>(act, |entry| Ok(entry.death(id, died)?))?;
        Ok(())
    }

    /// Records that somebody has an old card. Without the date that is printed on it, it counts as good until the last day of all old
    /// cards.
    ///
    /// # Errors
    /// When it is on record already.
    pub fn record_old_card(
        &mut self,
        text: &str,
        until: Option<Day>,
        on: Day,
        occasion: &Occasion,
    ) -> Result<(), Failure> {
        self.must(Permission::Edit)?;
        let id = self.member(text, on)?;
        let known = self.ledger.now_known()?;
        let state = self.state(id, on, known)?.ok_or_else(|| crate::show::unknown_then(text))?;
        let until = until.unwrap_or(OLD_CARDS_END.before());
        let ended = self.ledger.old_card_ends(known)?.contains_key(&id);
        if state.circumstance.old_card_until == Some(until) && !ended {
            return Err(already(member(&state)));
        }
        let circumstance = Circumstance { old_card_until: Some(until), ..state.circumstance.clone() };
        let act = ledger::NewAct { subject: Some(state.code.clone()), on, ..self.act_of("old_card", occasion) };
        self.ledger.act::<(), Failure>(act, |entry| {
            entry.circumstance(id, on, &circumstance)?;
            if ended {
                entry.old_card_end(id, &OldCardEnd { on, life: PaperLife::InHand, note: None })?;
            }
            Ok(())
        })?;
        Ok(())
    }

    /// Records how the duty of somebody's old card ended: returned, reported as lost, not to be collected, or destroyed by its holder.
    ///
    /// # Errors
    /// When the day is still to come, the member owes no old card on it, or the report is not borne out by reminders.
    pub fn end_old_card(
        &mut self,
        text: &str,
        life: PaperLife,
        on: Day,
        note: Option<&str>,
        occasion: &Occasion,
    ) -> Result<(), Failure> {
        self.must(Permission::Edit)?;
        let id = self.member(text, on)?;
        self.has_come(on, occasion)?;
        let owed = self.owed_by_member(id, on)?;
        let Some(card) = owed.iter().find(|one| one.kind == Kind::OldCard) else {
            return Err(Failure::refused(vec![Complaint {
                place: text.to_owned(),
                code: "no_old_card",
                weight: Weight::Refusal,
                sentence: Said::new(
                    "この方に、返していただく従来の健康保険証はありません。",
                    "This member owes no old card.",
                ),
                hint: Said::new("台帳は元のままです。", "The ledger is as it was."),
            }]));
        };
        if life == PaperLife::NotCollectable && card.reminded.0 < rules::owed::REMINDERS {
            return Err(not_borne_out(&card.member, card.reminded.0));
        }
        let end = OldCardEnd { on, life, note: note.map(|note| note.trim().to_owned()) };
        let act = ledger::NewAct {
            subject: Some(card.code.clone()),
            reason: end.note.clone(),
            on,
            ..self.act_of("old_card", occasion)
        };
        self.ledger.act::<(), Failure>(act, |entry| Ok(entry.old_card_end(id, &end)?))?;
        Ok(())
    }
}

impl Everything {
    /// What is outstanding, by who owes it.
    fn owers(&self, lang: Lang) -> Vec<Ower> {
        let codes: BTreeSet<Option<&str>> = self.rows.iter().map(|one| one.employer.as_deref()).collect();
        let mut owers: Vec<Ower> = codes
            .into_iter()
            .map(|code| {
                let name = match code {
                    Some(code) => self.names.get(code).cloned().unwrap_or_else(|| code.to_owned()),
                    None => Said::new("自宅へ案内する方", "written to at home").in_lang(lang).to_owned(),
                };
                let of = |test: &dyn Fn(&Outstanding) -> bool| {
                    self.rows.iter().filter(|one| one.employer.as_deref() == code && test(one)).count()
                };
                Ower {
                    employer: code.map(str::to_owned),
                    name,
                    papers: of(&|_| true),
                    overdue: of(&|one| one.overdue(self.on)),
                    ready: of(&|one| matches!(one.next, What::Rules(Next::Remind(_)))),
                    searched: of(&|one| one.duty.searched),
                    report: of(&|one| one.next == What::Rules(Next::Report)),
                }
            })
            .collect();
        // At home last.
        owers.sort_by_key(|one| one.employer.is_none());
        owers
    }

    pub(crate) fn rows(&self) -> &[Outstanding] {
        &self.rows
    }

    pub(crate) fn into_rows(self) -> Vec<Outstanding> {
        self.rows
    }

    pub(crate) fn known(&self) -> Known {
        self.known
    }
}

/// Where a letter to somebody's home can go.
fn at_home(state: &State, alone: bool, plain: Next) -> What {
    let [home, delivery] = &state.doubt;
    match (&state.delivery, &state.home) {
        (Some(_), _) if delivery.is_some() => What::AddressDoubtful,
        (Some(_), _) => What::Rules(plain),
        // A home that others may share is no place for it.
        (None, _) if alone => What::NoProtectedAddress,
        (None, None) => What::NoAddress,
        // A dependant's letter goes to the insured person, whose own address is asked when it is written.
        (None, Some(_)) if home.is_some() && insured(state) => What::AddressDoubtful,
        (None, Some(_)) => What::Rules(plain),
    }
}

fn kind(paper: &PaperState) -> Option<Kind> {
    match paper.kind {
        PaperKind::Certificate => Some(Kind::Certificate),
        PaperKind::ElderlyCertificate => Some(Kind::ElderlyCertificate),
        PaperKind::Notice | PaperKind::LastFour | PaperKind::ReturnRequest | PaperKind::Refusal => None,
    }
}

fn paper_of(state: &State, paper: &PaperState, (counting, on): (Option<PaperId>, Day)) -> Option<Paper> {
    Some(Paper {
        kind: kind(paper)?,
        life: paper.life,
        before: paper.before,
        since: paper.since,
        in_its_place: in_its_place(state, paper, on),
        until: paper.until,
        counts: counting == Some(paper.id),
    })
}

fn already(place: String) -> Failure {
    Failure::refused(vec![Complaint {
        place,
        code: "already_recorded",
        weight: Weight::Refusal,
        sentence: Said::new("同じ記録がもうあります。", "The same is on record already."),
        hint: Said::new("台帳は元のままです。", "The ledger is as it was."),
    }])
}

/// The report that a paper cannot be collected, without the log that it needs.
pub(crate) fn not_borne_out(place: &str, reminders: usize) -> Failure {
    let wanted = rules::owed::REMINDERS;
    Failure::refused(vec![Complaint {
        place: place.to_owned(),
        code: "not_borne_out",
        weight: Weight::Refusal,
        sentence: Said::new(
            format!("回収不能届には{wanted}回の督促の記録が要ります。いまは{reminders}回です。"),
            format!(
                "The report that it cannot be collected needs {wanted} reminders on record; there are {reminders}."
            ),
        ),
        hint: Said::new(
            "先に督促を出してください。台帳は元のままです。",
            "Send the reminders first. The ledger is as it was.",
        ),
    }])
}
