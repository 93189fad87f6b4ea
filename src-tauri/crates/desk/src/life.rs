//! One paper's life: what a scan of its code says, and what happens to it next.
//!
//! What may happen is the one table of [`rules::paper`]. A wrong code, a second scan of the same paper, a day that cannot be and
//! a colleague who was faster are said in words and change nothing.

use std::collections::HashSet;

use ledger::codes;
use ledger::{AddressKind, MemberId, PaperId, PaperKind, PaperState, State};
use papers::Route;
use rules::calendar::Day;
use rules::paper::{Life, Step, search_until};
use rules::words::fold::name_key;
use rules::words::{Complaint, Lang, Said, Weight};

use crate::case::{case, member, number_changed, printable, serves_meanwhile, successor};
use crate::decide::Question;
use crate::print::FAR_FUTURE;
use crate::roles::Permission;
use crate::wire::{PaperHappened, PaperShown, PaperStepped};
use crate::{Desk, Failure, Occasion, words};

/// What happened to one paper, or to several at once.
#[derive(Debug, Clone)]
pub struct Happening {
    /// What happened.
    pub step: Step,
    /// On which day.
    pub on: Day,
    /// Why, or what else should be remembered; for undelivered mail the word of the reason.
    pub note: Option<String>,
    /// The second person, where papers are destroyed.
    pub witness: Option<String>,
    /// The language of sentences.
    pub lang: Lang,
}

/// The steps that a clerk records; the others come with batches.
pub const BY_HAND: [Step; 15] = [
    Step::Post,
    Step::Deliver,
    Step::HandOver,
    Step::ComeBack,
    Step::SayNeverCame,
    Step::SayReturned,
    Step::SearchInVain,
    Step::Lose,
    Step::Damage,
    Step::Return,
    Step::ReportLoss,
    Step::ReportNotCollectable,
    Step::Dispose,
    Step::Find,
    Step::Destroy,
];

/// Why the post brings something back: the word, how a clerk says it, and whether the address is doubtful from then on.
pub const WHY_UNDELIVERED: [(&str, &str, &str, bool); 6] = [
    ("unknown_at_address", "あて所に尋ねあたりません", "unknown at this address", true),
    ("moved", "転居先不明", "moved, left no address", true),
    ("no_such_address", "あて先の住所がない", "no such address", true),
    ("not_collected", "保管期間の経過", "not collected in time", false),
    ("refused", "受取拒絶", "refused", false),
    ("other", "そのほか", "something else", false),
];

/// The reason of a return as a clerk says it.
pub(crate) fn why_said(why: &str, lang: Lang) -> Option<String> {
    let found = WHY_UNDELIVERED.iter().find(|(word, ..)| *word == why);
    found.map(|(_, ja, en, _)| Said::new(*ja, *en).in_lang(lang).to_owned())
}

/// The step of a word of the bench.
///
/// # Errors
/// When nothing of the kind is recorded by hand.
pub fn step_named(word: &str) -> Result<Step, Failure> {
    BY_HAND.into_iter().find(|step| step.code() == word).ok_or_else(|| {
        Failure::wrong(
            word,
            "step_unknown",
            ("書類に起きることとして知られていない言葉です。", "No such thing happens to papers."),
            ("読み取りの種類を選び直してください。", "Choose again what happened."),
        )
    })
}

/// Somebody's paper.
struct Known {
    id: PaperId,
    member: MemberId,
    state: State,
}

impl Known {
    fn paper(&self) -> Option<&PaperState> {
        self.state.papers.iter().find(|paper| paper.id == self.id)
    }
}

impl Desk {
    /// A paper as a scan of its code finds it.
    ///
    /// # Errors
    /// When the code is none, or the ledger has no such paper.
    pub fn paper(&self, code: &str, question: &Question) -> Result<PaperShown, Failure> {
        self.must(Permission::View)?;
        let id = self.whose_paper(code, question.on)?;
        self.showing_one("paper", id, || Ok((self.paper_shown(code, question)?, vec![id])))
    }

    /// Whose paper a code names.
    pub(crate) fn whose_paper(&self, code: &str, on: Day) -> Result<MemberId, Failure> {
        Ok(self.paper_called(code, on)?.member)
    }

    /// As [`Desk::paper`], within a look of whoever asks.
    pub(crate) fn paper_shown(&self, code: &str, question: &Question) -> Result<PaperShown, Failure> {
        let known = self.paper_called(code, question.on)?;
        let id = known.member;
        let missing = || crate::show::unknown_then(code);
        let now = self.state(id, question.on, self.known(question.known_at.as_ref())?)?.ok_or_else(missing)?;
        let paper = now.papers.iter().find(|paper| paper.id == known.id).ok_or_else(missing)?;
        let mut events = Vec::new();
        for event in self.ledger.paper_events(id, paper.id, self.known(question.known_at.as_ref())?)? {
            let Some(by) = self.ledger.acts(event.act.0..=event.act.0)?.pop() else { continue };
            let state = if event.reminder { Step::Remind.code() } else { event.life.code() };
            events.push(PaperHappened {
                on: event.on,
                state,
                said: words::word(state, question.lang).to_owned(),
                at: by.at.text().to_owned(),
                operator: by.operator,
            });
        }
        let batch = match paper.batch {
            Some(batch) => self.ledger.batch(batch)?.map(|batch| batch.code),
            None => None,
        };
        let later = successor(&now, paper, question.on).map(|paper| paper.code.clone());
        let ended = rules::retention::ended(&case(&now, question.on));
        let died = self.died(id, question.on, self.known(question.known_at.as_ref())?)?;
        Ok(PaperShown {
            paper: paper.code.clone(),
            kind: paper.kind.code(),
            member: member(&now),
            code: now.code.clone(),
            name: printable(&now).text().to_owned(),
            form: self.ledger.paper_form(id, paper.id)?.map(|form| form.name.text().to_owned()),
            state: paper.life.code(),
            since: paper.since,
            issued: paper.issued,
            last_day: paper.until,
            batch,
            replaced_by: later,
            valid: ended.is_none() && died.is_none() && valid(&now, paper, question.on),
            sentence: match died.filter(|_| paper.kind == PaperKind::Certificate && paper.life.outside()) {
                Some(_) => of_the_dead(question.lang),
                None => says(&now, paper, ended, question.on, question.lang),
            },
            search_until: paper.since.filter(|_| paper.life.searched()).map(search_until),
            steps: BY_HAND
                .into_iter()
                .filter(|step| paper.life.after(*step, paper.before).is_some())
                .map(Step::code)
                .collect(),
            events,
        })
    }

    /// Records what happened to some papers, by their codes, in one act. Of each it is told whether it was recorded; what is not
    /// leaves the ledger as it was.
    ///
    /// # Errors
    /// When it is not permitted, the day is still to come, a witness is missing, the reason is none, or somebody else was faster;
    /// then nothing is written.
    pub fn paper_step(
        &mut self,
        codes: &[String],
        happening: &Happening,
        occasion: &Occasion,
    ) -> Result<Vec<PaperStepped>, Failure> {
        let post = matches!(happening.step, Step::Post | Step::Insert);
        self.must(if post { Permission::Print } else { Permission::Edit })?;
        self.has_come(happening.on, occasion)?;
        self.allowed(happening)?;
        let head = self.head_now()?;
        let mut told = Vec::with_capacity(codes.len());
        let mut going: Vec<(Known, Life)> = Vec::new();
        let (mut scanned, mut seen) = (HashSet::new(), Vec::new());
        for code in codes {
            let known = match self.paper_called(code, FAR_FUTURE) {
                Ok(known) => known,
                Err(failure) => {
                    told.push(refused(code, None, &failure, happening.lang));
                    continue;
                }
            };
            let Some(paper) = known.paper() else { continue };
            // Whose paper it is is said of everything that is scanned, whether it is recorded or not.
            seen.push(known.member);
            let twice = (!scanned.insert(known.id)).then(|| already_scanned(code));
            let next = match twice {
                Some(failure) => Err(failure),
                None => next(paper, happening).and_then(|next| {
                    if post {
                        self.paper_gives_nobody_away(paper)?;
                        self.paper_is_not_missing(paper)?;
                    }
                    if happening.step == Step::ReportNotCollectable {
                        self.bears_out(known.member, paper, happening.on)?;
                    }
                    Ok(next)
                }),
            };
            match next {
                Ok(next) => {
                    told.push(PaperStepped {
                        paper: paper.code.clone(),
                        member: Some(member(&known.state)),
                        name: Some(printable(&known.state).text().to_owned()),
                        kind: Some(paper.kind.code()),
                        before: Some(paper.life.code()),
                        state: Some(next.code()),
                        done: true,
                        because: None,
                        sentence: follows(paper, next, happening),
                        hint: None,
                    });
                    going.push((known, next));
                }
                Err(failure) => told.push(refused(code, Some(&known.state), &failure, happening.lang)),
            }
        }
        if !seen.is_empty() {
            self.showing("paper", None, || Ok(((), seen)))?;
        }
        if going.is_empty() {
            return Ok(told);
        }
        let subject = match going.as_slice() {
            [(one, _)] => one.paper().map(|paper| paper.code.clone()),
            _ => None,
        };
        let checked = self.checked(&going, happening)?;
        let why = happening.note.as_deref().filter(|_| happening.step == Step::ComeBack);
        let act = ledger::NewAct {
            subject,
            reason: happening.note.clone(),
            on: happening.on,
            ..self.act_of("paper", occasion)
        };
        let recorded = self.ledger.act::<(), Failure>(act, |entry| {
            for (known, _) in &going {
                // A colleague may have closed it a moment ago.
                let now = entry.state(known.member, FAR_FUTURE)?;
                let life = now.and_then(|now| now.papers.into_iter().find(|paper| paper.id == known.id));
                if life.map(|paper| (paper.life, paper.since)) != known.paper().map(|paper| (paper.life, paper.since)) {
                    return Err(somebody_faster(known));
                }
            }
            match (&happening.witness, happening.step) {
                (Some(witness), Step::Destroy) => {
                    let papers: Vec<PaperId> = going.iter().map(|(known, _)| known.id).collect();
                    let way = happening.note.as_deref().unwrap_or("裁断");
                    entry.destruction(happening.on, witness, way, &papers)?;
                }
                _ => {
                    for (known, next) in &going {
                        entry.paper_event(known.id, happening.on, *next, happening.note.as_deref())?;
                    }
                }
            }
            for (member, kind) in &checked {
                entry.address_check(*member, *kind, happening.on, why)?;
            }
            Ok(())
        });
        recorded.map_err(|failure| self.naming(head, failure))?;
        Ok(told)
    }

    /// What a step needs besides the papers.
    fn allowed(&self, happening: &Happening) -> Result<(), Failure> {
        match happening.step {
            Step::Destroy => match happening.witness.as_deref().map(str::trim) {
                None | Some("") => Err(Failure::wrong(
                    "witness",
                    "witness_missing",
                    ("廃棄に立ち会った方の指定がありません。", "Nobody is named who saw the destruction."),
                    ("二人目の方の氏名か担当者コードを指定してください。", "Name the second person."),
                )),
                Some(witness) if self.is_oneself(witness)? => Err(Failure::wrong(
                    witness,
                    "witness_self",
                    (
                        "廃棄は、記録する本人のほかに、もう一人の立会いが要ります。",
                        "A second person must see the destruction.",
                    ),
                    ("立ち会った方を指定してください。", "Name who was there."),
                )),
                Some(_) => Ok(()),
            },
            Step::ComeBack => {
                let why = happening.note.as_deref().unwrap_or_default();
                if WHY_UNDELIVERED.iter().any(|(word, ..)| *word == why) {
                    return Ok(());
                }
                let known: Vec<&str> = WHY_UNDELIVERED.iter().map(|(word, ..)| *word).collect();
                Err(Failure::usage(Complaint {
                    place: why.to_owned(),
                    code: "reason_unknown",
                    weight: Weight::Refusal,
                    sentence: Said::new("返戻の理由がありません。", "The reason of the return is missing."),
                    hint: Said::new(
                        format!("{}のいずれかを指定してください。", known.join("、")),
                        format!("Give one of {}.", known.join(", ")),
                    ),
                }))
            }
            _ => Ok(()),
        }
    }

    /// What happened happened by today: a slip of the year would keep everything else from being recorded until that day has come.
    pub(crate) fn has_come(&self, on: Day, occasion: &Occasion) -> Result<(), Failure> {
        if on <= occasion.today.plus_days(self.ahead) {
            return Ok(());
        }
        Err(Failure::usage(Complaint {
            place: "on".to_owned(),
            code: "day_in_future",
            weight: Weight::Refusal,
            sentence: Said::new(
                format!("{}は今日より後です。まだ起きていないことは記録できません。", on.wareki()),
                format!("{on} lies after today: what is still to come is not recorded."),
            ),
            hint: Said::new(
                "年月日を確かめてください。台帳は元のままです。",
                "Look at the day again. The ledger is as it was.",
            ),
        }))
    }

    /// Does a name or a code of a second person mean whoever is signed in?
    fn is_oneself(&self, named: &str) -> Result<bool, Failure> {
        let code = self.operator();
        let operators = self.ledger.operators(self.ledger.now_known()?)?;
        let name = operators.iter().find(|one| one.code == code).map_or(code, |one| one.name.as_str());
        let own = [code, words::operator(code, name, Lang::Ja)].map(name_key);
        Ok(own.contains(&name_key(named)))
    }

    /// Whose address is found out about: doubtful after mail came back by the way it went, or good after all when it is posted
    /// there once more.
    fn checked(&self, going: &[(Known, Life)], happening: &Happening) -> Result<Vec<(MemberId, AddressKind)>, Failure> {
        let why = happening.note.as_deref().unwrap_or_default();
        let doubtful = WHY_UNDELIVERED.iter().any(|(word, .., doubtful)| *word == why && *doubtful);
        let mut checked = Vec::new();
        if happening.step != Step::Post && (happening.step != Step::ComeBack || !doubtful) {
            return Ok(checked);
        }
        for (known, _) in going {
            if happening.step == Step::Post && known.state.doubt.iter().all(Option::is_none) {
                continue;
            }
            let batch =
                known.paper().and_then(|paper| paper.batch).map(|batch| self.ledger.batch(batch)).transpose()?;
            let Some(batch) = batch.flatten() else { continue };
            let sheets = self.ledger.sheets(batch.id)?;
            let home = sheets.iter().any(|sheet| sheet.paper == Some(known.id) && sheet.route == Route::Home.code());
            // What an employer could not hand over says nothing of an address.
            if !home {
                continue;
            }
            let there = |state: &State| match (&state.delivery, &state.home) {
                (Some(delivery), _) => (AddressKind::Delivery, Some(delivery.clone())),
                (None, home) => (AddressKind::Home, home.clone()),
            };
            let now = there(&known.state);
            if happening.step == Step::ComeBack {
                let frozen = ledger::Known::after(ledger::ActSeq(batch.act.0 - 1));
                let then = self.ledger.state(known.member, batch.on, frozen)?.map(|state| there(&state).1);
                // Where mail does not go any more is no news of where it goes now.
                if then.is_some_and(|then| then != now.1) {
                    continue;
                }
            }
            checked.push((known.member, now.0));
        }
        Ok(checked)
    }

    /// The member whose paper a code names, and the paper, on a day.
    pub(crate) fn paper_on(&self, code: &str, on: Day) -> Result<(State, PaperState), Failure> {
        let known = self.paper_called(code, on)?;
        let paper = known.paper().cloned().ok_or_else(|| crate::show::unknown_then(code))?;
        Ok((known.state, paper))
    }

    /// The paper that a code names, and its member's state on a day.
    fn paper_called(&self, code: &str, on: Day) -> Result<Known, Failure> {
        let tidy = codes::tidy(code).ok_or_else(|| no_code(code))?;
        if codes::kind(&tidy) != Some(codes::Kind::Paper) {
            return Err(Failure::wrong(
                code,
                "not_a_paper",
                ("これは書類の管理番号ではありません。", "This is not the code of a paper."),
                ("書類の券面のPから始まる番号を読み取ってください。", "Scan the code on the paper: it begins with P."),
            ));
        }
        let found = self.ledger.paper_by_code(&tidy)?;
        let (id, member) = found.ok_or_else(|| {
            Failure::wrong(
                code,
                "paper_unknown",
                (
                    "この組合の台帳にない書類です。別の組合の書類かもしれません。",
                    "This ledger has no such paper; it may be another society's.",
                ),
                ("券面の保険者の名称を確かめてください。", "Look at the insurer's name on it."),
            )
        })?;
        let state = self.ledger.state(member, on, self.ledger.now_known()?)?;
        Ok(Known { id, member, state: state.ok_or_else(|| crate::show::unknown_then(code))? })
    }
}

/// Where the step leads a paper, or why it does not happen.
fn next(paper: &PaperState, happening: &Happening) -> Result<Life, Failure> {
    let on = happening.on;
    let Some(next) = paper.life.after(happening.step, paper.before) else {
        let state = words::word(paper.life.code(), Lang::Ja);
        let step = words::word(happening.step.code(), Lang::Ja);
        return Err(Failure::refused(vec![Complaint {
            place: paper.code.clone(),
            code: if paper.life == Life::Planned { "never_issued" } else { "step_impossible" },
            weight: Weight::Refusal,
            sentence: if paper.life == Life::Planned {
                Said::new(
                    "この書類はまだ印刷していないため、だれの手にもありません。",
                    "This paper is not printed yet: nobody can have it.",
                )
            } else {
                Said::new(
                    format!("この書類はいま「{state}」のため、「{step}」は記録できません。台帳は元のままです。"),
                    format!(
                        "This paper is `{}` now; `{}` cannot be recorded. The ledger is as it was.",
                        paper.life.code(),
                        happening.step.code()
                    ),
                )
            },
            hint: Said::new(
                "管理番号と、手元の書類の券面を見比べてください。",
                "Compare the management code with the paper in hand.",
            ),
        }]));
    };
    let too_early = |since: Day, ja: String, en: &str| {
        Failure::refused(vec![Complaint {
            place: paper.code.clone(),
            code: "day_too_early",
            weight: Weight::Refusal,
            sentence: Said::new(ja, format!("{en} {since}.")),
            hint: Said::new("日付を確かめてください。", "Look at the day again."),
        }])
    };
    if on < paper.issued {
        let ja = format!("交付年月日（{}）より前の日付です。", paper.issued.wareki());
        return Err(too_early(paper.issued, ja, "This day lies before the day of issue,"));
    }
    let good = paper.until.filter(|until| on <= *until && paper.kind == PaperKind::Certificate);
    if let (Step::Dispose, Some(until)) = (happening.step, good) {
        return Err(Failure::refused(vec![Complaint {
            place: paper.code.clone(),
            code: "not_expired",
            weight: Weight::Refusal,
            sentence: Said::new(
                format!("有効期限（{}）を過ぎていない資格確認書は、自己廃棄にできません。", until.wareki()),
                format!("A certificate is destroyed by its holder only after its last day, {until}."),
            ),
            hint: Said::new(
                "返してもらうか、なくされたときは滅失届を受け付けてください。台帳は元のままです。",
                "It comes back, or its loss is reported. The ledger is as it was.",
            ),
        }]));
    }
    // The printer's own day says nothing of what the clerk saw.
    let by_hand = !matches!(paper.life, Life::Printed | Life::Inserted);
    if let Some(since) = paper.since.filter(|since| by_hand && on < *since) {
        let ja = format!(
            "{}に「{}」の記録があり、それより前の日付です。",
            since.wareki(),
            words::word(paper.life.code(), Lang::Ja)
        );
        return Err(too_early(since, ja, "This day lies before what was recorded last, on"));
    }
    Ok(next)
}

/// May it be shown at a clinic on a day?
fn valid(state: &State, paper: &PaperState, on: Day) -> bool {
    let ours = paper.life.outside() && !paper.replaced && !number_changed(state, paper);
    paper.kind == PaperKind::Certificate
        && (ours && paper.until.is_none_or(|until| on <= until) || serves_meanwhile(state, paper, on))
}

/// What the clerk hears of a certificate whose holder has died.
fn of_the_dead(lang: Lang) -> String {
    Said::new(
        "死亡の届出がある方の書類です。使えません。埋葬料などの請求のときに、返してもらいます。",
        "The death of its holder is on record. This paper cannot be used, and comes back with the claim.",
    )
    .in_lang(lang)
    .to_owned()
}

/// What the clerk says of the paper in hand.
fn says(state: &State, paper: &PaperState, ended: Option<Day>, on: Day, lang: Lang) -> String {
    let later = successor(state, paper, on);
    let named = later.map(|later| later.code.as_str());
    let since = |day: Option<Day>| day.map(Day::wareki).unwrap_or_default();
    let expired = paper.until.filter(|until| *until < on);
    let over = || {
        (
            format!("この方は{}に資格を失っています。この書類は使えません。", since(ended)),
            format!("Cover ended on {}. This paper cannot be used.", ended.unwrap_or(on)),
        )
    };
    let (ja, en) = match (paper.life, expired) {
        _ if ended.is_none() && paper.replaced && serves_meanwhile(state, paper, on) => (
            format!(
                "代わりの{}は、まだ届いていません。届くまでは、この書類が使えます。",
                named.unwrap_or("新しい書類")
            ),
            format!(
                "{} in its place has not come yet. Until then this paper serves.",
                named.unwrap_or("The later one")
            ),
        ),
        _ if paper.replaced && ended.is_some() => over(),
        _ if paper.replaced && later.is_some_and(|later| later.left_house.is_none()) => (
            format!("この書類は無効です。代わりの{}は、まだ届いていません。", named.unwrap_or("新しい書類")),
            format!("This paper is void. {} in its place has not come yet.", named.unwrap_or("The later one")),
        ),
        _ if paper.replaced => (
            format!("この書類は無効です。{}が代わりに交付されています。", named.unwrap_or("新しい書類")),
            format!("This paper is void. {} stands in its place.", named.unwrap_or("A later one")),
        ),
        (Life::Lost | Life::LossReported, _) => (
            format!("この書類は、{}に紛失の申出があり、無効です。見つかっても使えません。", since(paper.since)),
            "This paper was reported as lost and is void, even when it turns up.".to_owned(),
        ),
        (Life::Found, _) => (
            "紛失の申出のあとに見つかった書類です。使えません。廃棄してください。".to_owned(),
            "This paper was found after it was lost. It is void: destroy it.".to_owned(),
        ),
        (Life::Void, _) => (
            "印刷前に取り消した書類です。使えません。".to_owned(),
            "This paper was taken back before it was printed. It is void.".to_owned(),
        ),
        (Life::Returned | Life::Destroyed | Life::NotCollectable | Life::SelfDisposed, _) => (
            format!("この書類は{}の記録があり、使えません。", words::word(paper.life.code(), lang)),
            format!("This paper is `{}` and cannot be used.", paper.life.code()),
        ),
        (life, _) if life.searched() => match paper.since.map(search_until) {
            Some(until) if until < on => (
                format!(
                    "調査中の書類ですが、調べる期限（{}）を過ぎました。見つかったか、見つからなかったかを記録してください。",
                    until.wareki()
                ),
                format!("This paper was to be searched for until {until}. Record whether it was found."),
            ),
            until => (
                format!("調査中の書類です（{}まで）。その間は督促しません。", since(until)),
                "This paper is being searched for; nobody is reminded meanwhile.".to_owned(),
            ),
        },
        (life, None) if life.outside() && paper.kind == PaperKind::Certificate && ended.is_some() => over(),
        (_, Some(until)) => (
            format!("この書類は{}で有効期限が切れています。", until.wareki()),
            format!("This paper expired on {until}."),
        ),
        (life, None) if life.held() && paper.kind == PaperKind::Certificate && number_changed(state, paper) => (
            "記号・番号が変わる前の資格確認書です。受診には使えません。新しいものが届いてから、返してもらいます。".to_owned(),
            "This certificate bears the number before the change. It cannot be used, and comes back when the new one has come."
                .to_owned(),
        ),
        (Life::Planned | Life::Printed | Life::Inserted, None) => (
            format!(
                "台帳ではまだ「{}」で、お渡しした記録のない書類です。お手元に届いているなら、印刷の画面で引き渡しか発送を記録してください。",
                words::word(paper.life.code(), Lang::Ja)
            ),
            format!(
                "By the ledger this paper is still `{}`, and nobody was given it. If it has arrived, record under prints that it was handed over or posted.",
                paper.life.code()
            ),
        ),
        (life, None) => (
            format!("この書類は「{}」です。", words::word(life.code(), Lang::Ja)),
            format!("This paper is `{}`.", life.code()),
        ),
    };
    Said::new(ja, en).in_lang(lang).to_owned()
}

/// What follows from a step, for the clerk.
fn follows(paper: &PaperState, next: Life, happening: &Happening) -> Option<String> {
    let certificate = paper.kind == PaperKind::Certificate;
    let said = match next {
        Life::Lost if certificate => Said::new(
            "この資格確認書は無効です。再交付には申請が要ります。警察への届出も勧めてください。",
            "This certificate is void. Another one needs an application; advise a police report too.",
        ),
        Life::Damaged if certificate => Said::new(
            "再交付には申請が要ります。傷んだ書類は返してもらいます。",
            "Another one needs an application; the damaged one comes back.",
        ),
        Life::Found => Said::new(
            "一度紛失とした書類は、見つかっても使えません。廃棄してください。",
            "What was once lost is not used again. Destroy it.",
        ),
        Life::NeverCame | Life::SaidReturned => {
            let until = search_until(happening.on);
            Said::new(
                format!("{}まで調べます。その間は督促しません。", until.wareki()),
                format!("It is searched for until {until}; nobody is reminded meanwhile."),
            )
        }
        Life::Undelivered => {
            let why = happening.note.as_deref().unwrap_or_default();
            match WHY_UNDELIVERED.iter().find(|(word, ..)| *word == why) {
                Some((_, _, _, true)) => Said::new(
                    "住所を確かめてください。新しい住所が登録されるまで、この住所への発送は止まります。",
                    "Find out the address. Nothing goes to this one until it is mended.",
                ),
                _ => Said::new(
                    "本人に連絡し、もう一度発送するか、窓口で渡してください。",
                    "Call the member; post it again or hand it over.",
                ),
            }
        }
        _ => return None,
    };
    Some(said.in_lang(happening.lang).to_owned())
}

pub(crate) fn refused(code: &str, state: Option<&State>, failure: &Failure, lang: Lang) -> PaperStepped {
    let first = failure.complaints.first();
    PaperStepped {
        paper: code.to_owned(),
        member: state.map(member),
        name: state.map(|state| printable(state).text().to_owned()),
        kind: None,
        before: None,
        state: None,
        done: false,
        because: first.map(|complaint| complaint.code.to_owned()),
        sentence: first.map(|complaint| complaint.sentence.in_lang(lang).to_owned()),
        hint: first.map(|complaint| complaint.hint.in_lang(lang).to_owned()),
    }
}

fn no_code(code: &str) -> Failure {
    Failure::wrong(
        code,
        "code_slip",
        ("管理番号の読み取り違いか、打ち間違いです。", "This is not a management code, or one with a slip."),
        (
            "Pから始まる11文字を、もう一度読み取ってください。",
            "Scan the eleven characters that begin with P once more.",
        ),
    )
}

fn already_scanned(code: &str) -> Failure {
    Failure::wrong(
        code,
        "already_scanned",
        (
            "同じ書類を二度読み取りました。記録は一度だけです。",
            "The same paper was scanned twice; it is recorded once.",
        ),
        ("このまま次の書類へ進んでください。", "Go on with the next one."),
    )
}

fn somebody_faster(known: &Known) -> Failure {
    let code = known.paper().map(|paper| paper.code.clone()).unwrap_or_default();
    Failure::refused(vec![Complaint {
        place: code,
        code: "somebody_faster",
        weight: Weight::Refusal,
        sentence: Said::new(
            "ほかの担当者が、この書類を先に記録しました。今回は何も記録していません。",
            "A colleague has just recorded something of this paper. Nothing was recorded now.",
        ),
        hint: Said::new("いまの状態を見てから、もう一度記録してください。", "Look at it again first."),
    }])
}
