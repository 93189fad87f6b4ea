//! Answers to the letters of the last-four check, and the cases of those who say that the digits differ.
//!
//! A member's word alone moves a check: a clerk who types an answer is on record. A difference is closed by a second person,
//! after whoever was asked has spoken. The finder of exchanged numbers proposes and never corrects.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use ledger::{
    ActSeq, Batch, CheckState, CheckStep, Fact, Known, MemberId, NewCheckStep, PaperKind, PaperState, State, StepKind,
    codes,
};
use papers::Kind;
use rules::agreement::{Agreement, addresses, names};
use rules::calendar::Day;
use rules::last_four::{AskWhom, Check, CheckEvent, HeldAndSaid, Letter, answer_until, chance, may_close, swaps};
use rules::words::{Complaint, Lang, LastFour, Said, Weight};
use zeroize::Zeroizing;

use crate::campaign::after_the_letter;
use crate::case::{member, printable};
use crate::plan::{Asking, Listing, Plan, last_four};
use crate::print::FAR_FUTURE;
use crate::roles::Permission;
use crate::shield::HIDDEN;
use crate::wire::{
    AgreementShown, CheckAnswered, CheckAsked, CheckCase, CheckCaseShown, CheckHappened, CheckLetter, Planned,
    SwapShown,
};
use crate::{Desk, Failure, Occasion, words};

/// What members say of the digits on their letters.
#[derive(Debug, Clone)]
pub struct Reply {
    /// They agree, or they differ.
    pub agrees: bool,
    /// What the card's last four digits are, when the member told them; only of a single answer that differs.
    pub said: Option<LastFour>,
    /// On which day.
    pub on: Day,
    /// The language of sentences.
    pub lang: Lang,
}

/// What a clerk does about a difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseStep {
    /// Somebody is asked, until a day.
    Ask(AskWhom, Day),
    /// The number on file was put right.
    Correct,
    /// Nothing is left to do, says a second person.
    Close,
}

impl CaseStep {
    /// The step of a word: `ask`, `correct` or `close`. Who is asked, and until when if it is not the usual time, matters to the
    /// first alone.
    ///
    /// # Errors
    /// When there is no such step, or nobody is named who is asked.
    pub fn named(word: &str, whom: Option<&str>, until: Option<Day>, on: Day) -> Result<CaseStep, Failure> {
        match word {
            "ask" => match whom.and_then(AskWhom::from_code) {
                Some(whom) => Ok(CaseStep::Ask(whom, until.unwrap_or_else(|| answer_until(on)))),
                None => Err(Failure::wrong(
                    "whom",
                    "whom_missing",
                    ("照会先の指定がありません。", "Nobody is named who is asked."),
                    (
                        "employer（事業主）、member（本人）、resident_register（住基ネット）のいずれかです。",
                        "Give employer, member or resident_register.",
                    ),
                )),
            },
            "correct" => Ok(CaseStep::Correct),
            "close" => Ok(CaseStep::Close),
            other => Err(Failure::wrong(
                other,
                "step_unknown",
                ("相違の記録として知られていない言葉です。", "Nothing of this name is recorded of a case."),
                ("ask、correct、close のいずれかです。", "Give ask, correct or close."),
            )),
        }
    }
}

/// The four digits that a member told, as they were typed; the text is zeroed.
///
/// # Errors
/// When they are not four digits. Nothing of them is in the words.
pub fn told_digits(text: String) -> Result<LastFour, Failure> {
    let text = Zeroizing::new(text);
    let narrow: Zeroizing<String> = Zeroizing::new(
        text.trim()
            .chars()
            .map(|c| match c {
                '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
                c => c,
            })
            .collect(),
    );
    LastFour::new(&narrow).ok_or_else(|| {
        Failure::wrong(
            "said",
            "not_four_digits",
            ("申し出の番号が4桁の数字ではありません。", "What was told is not four digits."),
            (
                "カードの番号の終わりの4桁だけを入れてください。12桁は入れないでください。",
                "Give the last four digits alone, and never all twelve.",
            ),
        )
    })
}

/// A spelling that a member gave, to be compared with the ledger's.
#[derive(Clone, Default)]
pub struct Spelled {
    /// 氏名
    pub name: Option<String>,
    /// 住所
    pub address: Option<String>,
}

/// Somebody who answers.
struct Answering {
    id: MemberId,
    state: State,
    check: CheckState,
    /// The letter that was scanned; `None` when the member was named.
    scanned: Option<PaperState>,
}

impl Answering {
    fn letter(&self) -> Option<&PaperState> {
        self.state.papers.iter().find(|paper| paper.id == self.check.paper)
    }
}

impl Desk {
    /// Records answers, by the codes of the letters or by the members' numbers, in one act. Of each it is told whether it was
    /// recorded; what is not leaves the ledger as it was.
    ///
    /// # Errors
    /// When it is not permitted, the day is still to come, digits were told with several answers or with agreement, or somebody else was faster; then
    /// nothing is written.
    pub fn answer_last_four(
        &mut self,
        replies: &[String],
        reply: &Reply,
        occasion: &Occasion,
    ) -> Result<Vec<CheckAnswered>, Failure> {
        self.must(Permission::Edit)?;
        self.has_come(reply.on, occasion)?;
        let head = self.head_now()?;
        if reply.said.is_some() {
            self.must(Permission::LastFour)?;
            if reply.agrees || replies.len() != 1 {
                return Err(Failure::wrong(
                    "said",
                    "digits_of_one",
                    (
                        "4桁の申し出は、「相違」の回答1件ごとに記録します。",
                        "Digits are told with a single answer that differs.",
                    ),
                    ("1件ずつ記録してください。", "Record them one by one."),
                ));
            }
        }
        let mut told = Vec::with_capacity(replies.len());
        let mut going: Vec<Answering> = Vec::new();
        let (mut heard, mut seen) = (HashSet::new(), Vec::new());
        for given in replies {
            let answering = match self.answering(given, reply.on) {
                Ok(answering) => answering,
                Err(failure) => {
                    told.push(unheard(given, None, &failure, reply.lang));
                    continue;
                }
            };
            // Also whose answer is not recorded is named.
            seen.push(answering.id);
            let next = if heard.insert(answering.id) {
                self.next_of(&answering, reply)
            } else {
                Err(Failure::wrong(
                    given,
                    "already_scanned",
                    (
                        "同じ方の回答を二度読み取りました。記録は一度だけです。",
                        "This member's answer was read twice; it is recorded once.",
                    ),
                    ("このまま次の手紙へ進んでください。", "Go on with the next one."),
                ))
            };
            match next {
                Ok(next) => {
                    told.push(CheckAnswered {
                        given: given.clone(),
                        paper: answering.letter().map(|paper| paper.code.clone()),
                        member: Some(member(&answering.state)),
                        name: Some(printable(&answering.state).text().to_owned()),
                        before: Some(answering.check.state.code()),
                        state: Some(next.code()),
                        done: true,
                        because: None,
                        sentence: follows(next).map(|said| said.in_lang(reply.lang).to_owned()),
                        hint: None,
                    });
                    going.push(answering);
                }
                Err(failure) => told.push(unheard(given, Some(&answering), &failure, reply.lang)),
            }
        }
        self.showing("last_four_answer", None, || Ok(((), seen)))?;
        if going.is_empty() {
            return Ok(told);
        }
        let subject = match going.as_slice() {
            [one] => Some(one.state.code.clone()),
            _ => None,
        };
        let step = NewCheckStep {
            kind: if reply.agrees { StepKind::Agree } else { StepKind::Differ },
            on: reply.on,
            said: reply.said,
            asked: None,
            note: None,
        };
        let act = ledger::NewAct { subject, on: reply.on, ..self.act_of("last_four_answer", occasion) };
        let recorded = self.ledger.act::<(), Failure>(act, |entry| {
            for one in &going {
                as_before(entry, one.id, &one.check, &one.state)?;
                entry.check_step(one.id, &step)?;
            }
            Ok(())
        });
        recorded.map_err(|failure| self.naming(head, failure))?;
        Ok(told)
    }

    /// Who answers, by the code of a letter or by a member's number.
    fn answering(&self, given: &str, on: Day) -> Result<Answering, Failure> {
        let tidy = codes::tidy(given).filter(|code| codes::kind(code) == Some(codes::Kind::Paper));
        let looks_like_a_letter = given.trim().starts_with(['P', 'p', 'Ｐ', 'ｐ']);
        let (id, paper) = match tidy {
            Some(code) => {
                let (paper, id) = self.ledger.paper_by_code(&code)?.ok_or_else(|| {
                    Failure::wrong(
                        given,
                        "paper_unknown",
                        (
                            "この組合の台帳にない手紙です。別の組合のものかもしれません。",
                            "This ledger has no such letter; it may be another society's.",
                        ),
                        ("差出人の名称を確かめてください。", "Look at the sender's name on it."),
                    )
                })?;
                (id, Some(paper))
            }
            None if looks_like_a_letter => {
                return Err(Failure::wrong(
                    given,
                    "code_slip",
                    (
                        "管理番号の読み取り違いか、打ち間違いです。",
                        "This is not a management code, or one with a slip.",
                    ),
                    (
                        "手紙のPから始まる11文字を、もう一度読み取ってください。",
                        "Scan the eleven characters that begin with P once more.",
                    ),
                ));
            }
            None => (self.member(given, on)?, None),
        };
        let missing = || crate::show::unknown_then(given);
        let state = self.ledger.state(id, FAR_FUTURE, self.ledger.now_known()?)?.ok_or_else(missing)?;
        let scanned = state.papers.iter().find(|one| Some(one.id) == paper).cloned();
        if scanned.as_ref().is_some_and(|paper| paper.kind != PaperKind::LastFour) {
            return Err(Failure::wrong(
                given,
                "not_a_letter",
                (
                    "これは下4桁の確認の手紙ではありません。",
                    "This is the code of another paper, not of a letter of the check.",
                ),
                ("手紙の「回答」の欄にある番号を読み取ってください。", "Scan the code of the letter."),
            ));
        }
        let check = state.check.ok_or_else(|| {
            Failure::wrong(
                given,
                "no_letter",
                ("この方には、確認の手紙を送っていません。", "No letter of the check was sent to this member."),
                ("記号・番号・枝番を確かめてください。", "Look at the number again."),
            )
        })?;
        Ok(Answering { id, state, check, scanned })
    }

    /// Where an answer leads, or why it is none.
    fn next_of(&self, one: &Answering, reply: &Reply) -> Result<Check, Failure> {
        let refuse = |code: &'static str, ja: String, en: String, hint: (&str, &str)| {
            Err(Failure::refused(vec![Complaint {
                place: member(&one.state),
                code,
                weight: Weight::Refusal,
                sentence: Said::new(ja, en),
                hint: Said::new(hint.0, hint.1),
            }]))
        };
        let check = &one.check;
        let letter = one.letter();
        if let (Some(scanned), Some(letter)) = (&one.scanned, letter)
            && scanned.id != letter.id
        {
            return refuse(
                "older_letter",
                format!("前の手紙です。このあとに{}を送っています。", letter.code),
                format!("This is an older letter; {} went out after it.", letter.code),
                ("新しい手紙の回答かを本人に確かめてください。", "Ask the member which letter is answered."),
            );
        }
        if !check.printed || check.state == Check::NotSent {
            return refuse(
                "never_sent",
                "この手紙はまだ印刷していないため、回答はありえません。".to_owned(),
                "This letter is not printed yet: nobody can have answered it.".to_owned(),
                ("番号を確かめてください。", "Look at the code again."),
            );
        }
        if let Some(letter) = letter.filter(|letter| reply.on < letter.issued) {
            return refuse(
                "day_too_early",
                format!("手紙の日付（{}）より前の日付です。", letter.issued.wareki()),
                format!("This day lies before the letter's, {}.", letter.issued),
                ("回答を受けた日を確かめてください。", "Look at the day again."),
            );
        }
        if let Some(since) = check.since.filter(|since| reply.on < *since && !just_sent(check.state)) {
            return refuse(
                "day_too_early",
                format!("{}に「{}」の記録があり、それより前の日付です。", since.wareki(), state_word(check, Lang::Ja)),
                format!("This day lies before what was recorded last, on {since}."),
                ("回答を受けた日を確かめてください。", "Look at the day again."),
            );
        }
        if check.changed && !check.state.in_case() {
            return refuse(
                "number_changed",
                "この手紙のあとに番号が変わっています。この回答は、いまの番号についてのものではありません。".to_owned(),
                "The number on file changed after this letter; the answer is not about today's.".to_owned(),
                ("新しい手紙を送ってください。", "Send a new letter."),
            );
        }
        if self.variant(one, check)? == Letter::WithoutDigits {
            return refuse(
                "without_digits",
                "この手紙には4桁を載せていないため、一致・相違の回答はありません。".to_owned(),
                "This letter bears no digits: there is nothing to agree or to differ.".to_owned(),
                ("番号の届出があれば、一覧の取込みで登録してください。", "Import the number when it is reported."),
            );
        }
        if let (Some(said), Some(held)) = (reply.said, &one.state.last_four)
            && said == held.digits
        {
            return refuse(
                "digits_agree",
                "申し出の4桁は、台帳と同じです。相違ではありません。".to_owned(),
                "The digits that were told are those on file: they do not differ.".to_owned(),
                ("本人に確かめ、「一致」として記録してください。", "Ask again, and record that they agree."),
            );
        }
        let event = if reply.agrees { CheckEvent::Agree } else { CheckEvent::Differ };
        match check.state.after(event) {
            Some(next) => Ok(next),
            None => refuse(
                "already_answered",
                format!("いまは「{}」のため、この回答は記録できません。", state_word(check, Lang::Ja)),
                format!("The check is `{}` now; this answer cannot be recorded.", check.state.code()),
                ("台帳は元のままです。相違の記録を確かめてください。", "The ledger is as it was. Look at the case."),
            ),
        }
    }

    /// Which of the two letters the last one is.
    fn variant(&self, one: &Answering, check: &CheckState) -> Result<Letter, Failure> {
        match self.ledger.batch(check.batch)? {
            Some(batch) => self.letter_of(one.id, &batch),
            None => Ok(Letter::WithoutDigits),
        }
    }

    /// Which of the two letters a member got in a batch.
    fn letter_of(&self, id: MemberId, batch: &Batch) -> Result<Letter, Failure> {
        let before = Known::after(ActSeq(batch.act.0 - 1));
        let (setting, _) = self.setting(Kind::LastFour, batch.on, before)?;
        let state = self.ledger.state(id, batch.on, before)?;
        let digits = state.and_then(|state| last_four(&setting, &state));
        Ok(if digits.is_some() { Letter::WithDigits } else { Letter::WithoutDigits })
    }

    /// Every difference that is not closed, the oldest first, with what to do next and with whom numbers may have been exchanged.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn last_four_cases(&self, on: Day, lang: Lang) -> Result<Vec<CheckCase>, Failure> {
        self.must(Permission::Edit)?;
        self.showing("last_four_cases", None, || {
            let known = self.ledger.now_known()?;
            let mut open = Vec::new();
            self.states(on, known, &mut |state| {
                if state.check.is_some_and(|check| check.state.in_case()) {
                    open.push(state);
                }
                ControlFlow::Continue(())
            })?;
            open.sort_by_key(|state| (state.check.and_then(|check| check.since), state.id));
            let mut beside = Beside::default();
            let mut seen = Vec::new();
            let mut cases = Vec::with_capacity(open.len());
            for state in &open {
                let (case, others) = self.case_of(state, on, known, lang, &mut beside)?;
                seen.push(state.id);
                seen.extend(others);
                cases.push(case);
            }
            Ok((cases, seen))
        })
    }

    /// One case whole; also of a member whose check is no case (any more).
    ///
    /// # Errors
    /// When the member is unknown, or was never sent a letter.
    pub fn last_four_case(
        &self,
        text: &str,
        on: Day,
        spelled: &Spelled,
        lang: Lang,
    ) -> Result<CheckCaseShown, Failure> {
        self.must(Permission::Edit)?;
        let id = self.member(text, on)?;
        self.showing_one("last_four_case", id, || {
            let known = self.ledger.now_known()?;
            let state = self.state(id, on, known)?.ok_or_else(|| crate::show::unknown_then(text))?;
            if state.check.is_none() {
                return Err(no_letter(text));
            }
            let (case, mut seen) = self.case_of(&state, on, known, lang, &mut Beside::default())?;
            seen.push(id);
            let mut letters = Vec::new();
            let campaigns = self.ledger.campaigns(known)?;
            for paper in state.papers.iter().filter(|paper| paper.kind == PaperKind::LastFour) {
                let Some(batch) = paper.batch.map(|batch| self.ledger.batch(batch)).transpose()?.flatten() else {
                    continue;
                };
                let Some(campaign) = campaigns.iter().find(|campaign| campaign.batch == batch.id) else { continue };
                letters.push(CheckLetter {
                    paper: paper.code.clone(),
                    on: paper.issued,
                    until: campaign.until,
                    second: campaign.second,
                    letter: self.letter_of(id, &batch)?.code(),
                    state: paper.life.code(),
                    batch: batch.code,
                });
            }
            let mut events = Vec::new();
            for CheckStep { act, step } in self.ledger.check_steps(id, known)? {
                events.push(CheckHappened {
                    on: step.on,
                    event: step.kind.code(),
                    said: words::word(step.kind.code(), lang).to_owned(),
                    asked: asked_shown(&step, on, lang),
                    digits_told: step.said.is_some(),
                    note: step.note.clone(),
                    operator: self.operator_of(act)?,
                });
            }
            let agreements = agreements(&state, spelled, lang);
            Ok((CheckCaseShown { case, letters, events, agreements }, seen))
        })
    }

    /// Goes on with a case: somebody is asked, the correction is confirmed, or a second person closes it.
    ///
    /// # Errors
    /// When it is not permitted, does not happen where the case stands, the number on file is still as it was, whoever closes has
    /// dealt with it before, or somebody else was faster; then nothing is written.
    pub fn last_four_step(
        &mut self,
        text: &str,
        step: &CaseStep,
        on: Day,
        note: Option<&str>,
        lang: Lang,
        occasion: &Occasion,
    ) -> Result<CheckCaseShown, Failure> {
        self.must(Permission::Edit)?;
        let head = self.head_now()?;
        let note = note.map(str::trim).filter(|note| !note.is_empty());
        let id = self.member(text, on)?;
        let known = self.ledger.now_known()?;
        let state = self.ledger.state(id, FAR_FUTURE, known)?.ok_or_else(|| crate::show::unknown_then(text))?;
        let check = state.check.ok_or_else(|| no_letter(text))?;
        let (kind, act_kind) = match step {
            CaseStep::Ask(..) => (StepKind::OpenCase, "last_four_ask"),
            CaseStep::Correct => (StepKind::Correct, "last_four_correct"),
            CaseStep::Close => (StepKind::Close, "last_four_close"),
        };
        if check.state.after(kind.event()).is_none() {
            return Err(impossible(&state, &check, words::word(kind.code(), Lang::Ja), kind.code()));
        }
        if let Some(since) = check.since.filter(|since| on < *since) {
            return Err(refusal(
                &state,
                "day_too_early",
                (
                    &format!(
                        "{}に「{}」の記録があり、それより前の日付です。",
                        since.wareki(),
                        state_word(&check, Lang::Ja)
                    ),
                    &format!("This day lies before what was recorded last, on {since}."),
                ),
                ("日付を確かめてください。", "Look at the day again."),
            ));
        }
        let asked = match step {
            CaseStep::Ask(whom, until) => {
                after_the_letter(on, *until)?;
                Some((*whom, *until))
            }
            CaseStep::Correct if !check.changed => {
                return Err(refusal(
                    &state,
                    "number_unchanged",
                    (
                        "台帳の番号は、手紙を出したときのままです。",
                        "The number on file is the one that the letter had.",
                    ),
                    (
                        "訂正後の個人番号がある一覧を取り込んでから、訂正を確認してください。4桁だけを書き換えることはできません。",
                        "Import a list with the corrected My Number first; four digits alone are not rewritten.",
                    ),
                ));
            }
            CaseStep::Correct => None,
            CaseStep::Close => {
                if note.is_none() {
                    return Err(Failure::wrong(
                        "note",
                        "reason_missing",
                        ("完了の理由がありません。", "The reason for closing is missing."),
                        ("何を確かめたかを短く書いてください。", "Say in a few words what was found out."),
                    ));
                }
                self.is_a_second_person(&state, id, known)?;
                None
            }
        };
        let new = NewCheckStep { kind, on, said: None, asked, note: note.map(str::to_owned) };
        let act = ledger::NewAct { subject: Some(state.code.clone()), on, ..self.act_of(act_kind, occasion) };
        let recorded = self.ledger.act::<(), Failure>(act, |entry| {
            as_before(entry, id, &check, &state)?;
            Ok(entry.check_step(id, &new)?)
        });
        recorded.map_err(|failure| self.naming(head, failure))?;
        self.last_four_case(&state.code, on, &Spelled::default(), lang)
    }

    /// Freezes the second letter, which tells of a correction and asks for an answer until `until`.
    ///
    /// # Errors
    /// As [`Desk::start_last_four`].
    pub fn second_letter(
        &mut self,
        text: &str,
        on: Day,
        until: Option<Day>,
        lang: Lang,
        occasion: &Occasion,
    ) -> Result<Planned, Failure> {
        let until = until.unwrap_or_else(|| answer_until(on));
        after_the_letter(on, until)?;
        let plan = Plan {
            kind: Kind::LastFour,
            on,
            members: Some(Listing::Lines(text.to_owned())),
            layout: None,
            without_unprintable: false,
            dry_run: false,
            envelopes: None,
            lang,
        };
        self.plan_asking(&plan, Some(Asking { until, second: true }), occasion)
    }

    /// Whoever took the answer, asked or corrected does not close.
    fn is_a_second_person(&self, state: &State, id: MemberId, known: Known) -> Result<(), Failure> {
        let steps = self.ledger.check_steps(id, known)?;
        let from = steps.iter().rposition(|one| one.step.kind == StepKind::Differ).unwrap_or(0);
        for one in &steps[from..] {
            if !may_close(&self.operator_of(one.act)?, self.operator()) {
                return Err(refusal(
                    state,
                    "second_person",
                    (
                        "この相違は、回答や照会を記録した方とは別の方が完了にします。",
                        "A difference is closed by somebody who has not dealt with it before.",
                    ),
                    ("ほかの担当者に確認を頼んでください。", "Ask a colleague to close it."),
                ));
            }
        }
        Ok(())
    }

    fn operator_of(&self, act: ActSeq) -> Result<String, Failure> {
        Ok(self.ledger.acts(act.0..=act.0)?.pop().map(|act| act.operator).unwrap_or_default())
    }

    /// A line of the list of cases, and who else is named on it.
    fn case_of(
        &self,
        state: &State,
        on: Day,
        known: Known,
        lang: Lang,
        beside: &mut Beside,
    ) -> Result<(CheckCase, Vec<MemberId>), Failure> {
        let check = state.check.ok_or_else(|| no_letter(&member(state)))?;
        let steps = self.ledger.check_steps(state.id, known)?;
        let from = steps.iter().rposition(|one| one.step.kind == StepKind::Differ).unwrap_or(0);
        let asked = steps.get(from..).unwrap_or_default().iter().rev().find_map(|one| asked_shown(&one.step, on, lang));
        let (swaps, seen) = if check.state.disputed() {
            self.exchanged_with(state, on, known, lang, beside)?
        } else {
            (Vec::new(), Vec::new())
        };
        let mut may: Vec<&'static str> = Vec::new();
        for (kind, word) in [(StepKind::OpenCase, "ask"), (StepKind::Correct, "correct"), (StepKind::Close, "close")] {
            let possible = check.state.after(kind.event()).is_some() && (kind != StepKind::Correct || check.changed);
            may.extend(possible.then_some(word));
        }
        if check.state == Check::Corrected && (check.printed || !check.second) {
            may.push("second_letter");
        }
        let case = CheckCase {
            member: member(state),
            code: state.code.clone(),
            name: printable(state).text().to_owned(),
            employer: state.coverage.as_ref().and_then(|coverage| coverage.employer.clone()),
            state: check.state.code(),
            said: words::word(check.state.code(), lang).to_owned(),
            since: check.since,
            next: next_step(&check, asked.as_ref()).in_lang(lang).to_owned(),
            asked: asked.filter(|_| check.state.in_case()),
            steps: may,
            swaps,
        };
        Ok((case, seen))
    }

    /// With whom somebody's number may have been exchanged: in the household, and in the rows next to theirs of the file that
    /// brought the number.
    fn exchanged_with(
        &self,
        state: &State,
        on: Day,
        known: Known,
        lang: Lang,
        beside: &mut Beside,
    ) -> Result<(Vec<SwapShown>, Vec<MemberId>), Failure> {
        let mut others: Vec<(State, &'static str)> = Vec::new();
        if let Some(coverage) = &state.coverage {
            let family = self.ledger.household(coverage.household, on, known)?;
            others.extend(family.into_iter().filter(|one| one.id != state.id).map(|one| (one, "household")));
        }
        for id in self.rows_beside(state.id, known, beside)? {
            if id != state.id && others.iter().all(|(one, _)| one.id != id) {
                others.extend(self.ledger.state(id, on, known)?.map(|one| (one, "import")));
            }
        }
        let of = |state: &State| HeldAndSaid {
            held: state.last_four.as_ref().map(|fact| fact.digits),
            said: state.check.and_then(|check| match check.standing() {
                // Who says that the digits agree has said which they are.
                Check::Agrees => state.last_four.as_ref().map(|fact| fact.digits),
                _ => check.said,
            }),
        };
        let lined: Vec<HeldAndSaid> = others.iter().map(|(one, _)| of(one)).collect();
        let compared = others.len();
        let mut seen = Vec::new();
        let shown = swaps(&of(state), &lined)
            .into_iter()
            .filter_map(|swap| {
                let (other, near) = others.get(swap.with)?;
                let of_chance = chance(compared, swap.agreeing);
                seen.push(other.id);
                let (ja, en) = if *near == "household" {
                    ("同じ世帯の方", "the same household")
                } else {
                    ("取り込んだ表で隣の行の方", "the next row of the imported file")
                };
                let sentence = Said::new(
                    format!(
                        "{ja}と番号が入れ替わっているかもしれません（{compared}人と比べました。偶然に合う割合は1万回に{of_chance}回です）。二人の番号を確かめてください。"
                    ),
                    format!(
                        "The numbers may have been exchanged with somebody of {en} ({compared} compared; by chance {of_chance} in 10,000). Ask for both numbers."
                    ),
                );
                Some(SwapShown {
                    member: member(other),
                    code: other.code.clone(),
                    name: printable(other).text().to_owned(),
                    beside: near,
                    agreeing: swap.agreeing,
                    compared,
                    chance: of_chance,
                    sentence: sentence.in_lang(lang).to_owned(),
                })
            })
            .collect();
        Ok((shown, seen))
    }

    /// Whose last four digits stood in the rows before and after this member's, in the file that brought them.
    fn rows_beside(&self, id: MemberId, known: Known, beside: &mut Beside) -> Result<Vec<MemberId>, Failure> {
        let events = self.ledger.timeline(id, known)?;
        let brought = events.iter().rev().find(|event| matches!(event.fact, Fact::LastFour(Some(_))));
        let Some((act, place)) = brought.and_then(|event| Some((event.act, event.place.as_deref()?))) else {
            return Ok(Vec::new());
        };
        let rows = match beside.files.get(&act) {
            Some(rows) => rows,
            None => {
                let rows = self.ledger.last_four_of_act(act)?;
                let placed = rows.iter().filter_map(|(member, place)| {
                    let (sheet, row) = row_of(place)?;
                    Some(((sheet.to_owned(), row), *member))
                });
                beside.files.entry(act).or_insert_with(|| placed.collect())
            }
        };
        let Some((sheet, row)) = row_of(place) else { return Ok(Vec::new()) };
        let near = [row.checked_sub(1), row.checked_add(1)];
        Ok(near.into_iter().flatten().filter_map(|row| rows.get(&(sheet.to_owned(), row)).copied()).collect())
    }
}

/// Whose digits stood in which row of which file; read once for each.
#[derive(Default)]
struct Beside {
    files: HashMap<ActSeq, HashMap<(String, u64), MemberId>>,
}

/// The sheet and the row of a place: `名簿!D17`, `名簿!17` or `17`.
fn row_of(place: &str) -> Option<(&str, u64)> {
    let (sheet, cell) = place.rsplit_once('!').unwrap_or(("", place));
    let digits = cell.trim_start_matches(|c: char| !c.is_ascii_digit());
    Some((sheet, digits.parse().ok()?))
}

/// The check stands as it was looked at, or a colleague was faster.
fn as_before(entry: &ledger::Entry<'_>, id: MemberId, check: &CheckState, state: &State) -> Result<(), Failure> {
    let now = entry.state(id, FAR_FUTURE)?.and_then(|now| now.check);
    if now.as_ref() == Some(check) {
        return Ok(());
    }
    Err(refusal(
        state,
        "somebody_faster",
        (
            "ほかの担当者が、この方の確認を先に記録しました。今回は何も記録していません。",
            "A colleague has just recorded something of this check. Nothing was recorded now.",
        ),
        ("いまの状態を見てから、もう一度記録してください。", "Look at it again first."),
    ))
}

/// Has nothing but the letter's own leaving brought it here?
fn just_sent(check: Check) -> bool {
    matches!(check, Check::Sent | Check::SecondLetterSent)
}

fn state_word(check: &CheckState, lang: Lang) -> &'static str {
    words::word(check.state.code(), lang)
}

fn asked_shown(step: &NewCheckStep, on: Day, lang: Lang) -> Option<CheckAsked> {
    let (whom, until) = step.asked?;
    let said = match whom {
        AskWhom::Employer => Said::new("事業主", "the employer"),
        AskWhom::Member => Said::new("本人", "the member"),
        AskWhom::ResidentRegister => Said::new("住基ネット", "the residents' register"),
    };
    Some(CheckAsked { whom: whom.code(), said: said.in_lang(lang).to_owned(), until, late: until < on })
}

/// What follows from an answer, for the clerk.
fn follows(next: Check) -> Option<Said> {
    match next {
        Check::Differs => Some(Said::new(
            "照会先を決めて、相違を調べます。それまで、この4桁は印刷しません。",
            "Decide whom to ask. Until it is settled the digits are not printed.",
        )),
        Check::CaseOpen => Some(Said::new(
            "照会中の相違に、一致の申し出を添えました。完了は別の担当者が確かめます。",
            "Noted with the open case; a second person closes it.",
        )),
        Check::SecondLetterSent => Some(Said::new(
            "訂正後の番号に、一致の申し出がありました。完了は別の担当者が確かめます。",
            "The correction is confirmed; a second person closes it.",
        )),
        _ => None,
    }
}

/// What to do next about a case.
fn next_step(check: &CheckState, asked: Option<&CheckAsked>) -> Said {
    match check.state {
        Check::Differs => {
            Said::new("だれに、いつまでに照会するかを決めてください。", "Decide whom to ask, and until when.")
        }
        Check::CaseOpen if check.changed => Said::new(
            "台帳の番号が変わりました。訂正を確認してください。",
            "The number on file has changed. Confirm the correction.",
        ),
        Check::CaseOpen => match asked {
            Some(asked) if asked.late => Said::new(
                "照会の期限を過ぎています。もう一度照会するか、ほかに照会してください。",
                "The day for the reply has passed. Ask again, or ask somebody else.",
            ),
            _ => Said::new(
                "回答を待ち、訂正後の番号がある一覧を取り込んでください。番号に誤りがなければ、別の担当者が完了にします。",
                "Wait for the reply and import the corrected number; if nothing was wrong, a second person closes it.",
            ),
        },
        Check::Corrected if check.second && !check.printed => {
            Said::new("再通知の手紙を印刷して送ってください。", "Print the second letter and send it.")
        }
        Check::Corrected if check.second => Said::new(
            "再通知の手紙が戻りました。住所を確かめて、もう一度送ってください。",
            "The second letter came back. Find out the address and send it again.",
        ),
        Check::Corrected => Said::new("再通知の手紙を確定してください。", "Freeze the second letter."),
        Check::SecondLetterSent => {
            Said::new("別の担当者が確かめて、完了にします。", "A second person looks at it and closes it.")
        }
        Check::ReturnedUndelivered => {
            Said::new("住所を確かめて、もう一度送ってください。", "Find out the address and send it again.")
        }
        Check::Sent => Said::new("回答を待っています。", "An answer is awaited."),
        Check::NotSent => Said::new("手紙を印刷して送ってください。", "Print the letter and send it."),
        Check::NoAnswer => Said::new(
            "回答がありません。必要であれば、もう一度送ってください。",
            "There was no answer. Send another letter if it is needed.",
        ),
        Check::Agrees | Check::Closed => Said::new("することはありません。", "Nothing is left to do."),
    }
}

/// How the ledger's own spellings agree with each other, and with what the member wrote.
fn agreements(state: &State, spelled: &Spelled, lang: Lang) -> Vec<AgreementShown> {
    let word = |ja: &str, en: &str| if lang == Lang::Ja { ja.to_owned() } else { en.to_owned() };
    let mut all = Vec::new();
    let mut add = |about, between: [String; 2], one: &str, other: &str, found: Agreement| {
        all.push(AgreementShown {
            about,
            between,
            spellings: [one.to_owned(), other.to_owned()],
            grade: found.grade.code(),
            because: found.because.iter().map(|because| because.said().in_lang(lang).to_owned()).collect(),
        });
    };
    if let (Some(reported), Some(registered)) = (&state.names.reported, &state.names.registered) {
        let between = || [word("届出", "as reported"), word("住民票", "as registered")];
        let (one, other) = (reported.name.text(), registered.name.text());
        add("name", between(), one, other, names(one, other));
        let (one, other) = (reported.kana.text(), registered.kana.text());
        if !one.is_empty() && !other.is_empty() {
            add("kana", between(), one, other, names(one, other));
        }
    }
    if let Some(written) = &spelled.name {
        let name = printable(state);
        add(
            "name",
            [word("台帳", "ledger"), word("回答", "answer")],
            name.text(),
            written,
            names(name.text(), written),
        );
    }
    if let Some(written) = &spelled.address {
        let home = state.home.as_ref().map(|home| home.address.text()).unwrap_or_default();
        // How well they agree is said of everyone; where somebody in danger lives is shown for a reason only.
        let shown = if state.shielded { HIDDEN } else { home };
        add("address", [word("台帳", "ledger"), word("回答", "answer")], shown, written, addresses(home, written));
    }
    all
}

fn unheard(given: &str, one: Option<&Answering>, failure: &Failure, lang: Lang) -> CheckAnswered {
    let first = failure.complaints.first();
    CheckAnswered {
        given: given.to_owned(),
        paper: one.and_then(Answering::letter).map(|paper| paper.code.clone()),
        member: one.map(|one| member(&one.state)),
        name: one.map(|one| printable(&one.state).text().to_owned()),
        before: one.map(|one| one.check.state.code()),
        state: None,
        done: false,
        because: first.map(|complaint| complaint.code.to_owned()),
        sentence: first.map(|complaint| complaint.sentence.in_lang(lang).to_owned()),
        hint: first.map(|complaint| complaint.hint.in_lang(lang).to_owned()),
    }
}

fn impossible(state: &State, check: &CheckState, ja: &str, en: &str) -> Failure {
    refusal(
        state,
        "step_impossible",
        (
            &format!("いまは「{}」のため、「{ja}」は記録できません。台帳は元のままです。", state_word(check, Lang::Ja)),
            &format!("The check is `{}` now; `{en}` cannot be recorded.", check.state.code()),
        ),
        ("次にすることを確かめてください。", "Look at what is to be done next."),
    )
}

fn no_letter(text: &str) -> Failure {
    Failure::wrong(
        text,
        "no_letter",
        ("この方には、確認の手紙を送っていません。", "No letter of the check was sent to this member."),
        ("記号・番号・枝番を確かめてください。", "Look at the number again."),
    )
}

fn refusal(state: &State, code: &'static str, sentence: (&str, &str), hint: (&str, &str)) -> Failure {
    Failure::refused(vec![Complaint {
        place: member(state),
        code,
        weight: Weight::Refusal,
        sentence: Said::new(sentence.0, sentence.1),
        hint: Said::new(hint.0, hint.1),
    }])
}
