//! The last-four check: convert, ask the desk, convert back.

use desk::checks::{CaseStep, Reply, Spelled, told_digits};
use desk::day;
use desk::plan::{Listing, PaperWord, Plan};
use desk::wire::{CheckAnswered, CheckCase, CheckCaseShown, CheckOverdue, CheckStatus, Planned};
use tauri::AppHandle;

use super::{Answer, off};
use crate::session::occasion;
use crate::wire::{AnswerAsk, CaseAsk, CaseStepAsk, DayAsk, SecondLetterAsk, StartLastFourAsk};

#[tauri::command]
pub(super) async fn start_last_four(app: AppHandle, ask: StartLastFourAsk) -> Answer<Planned> {
    off(app, move |session, _| {
        let plan = Plan {
            kind: PaperWord::LastFour,
            on: day(&ask.on)?,
            members: ask.members.map(|members| Listing::Lines(members.join("\n"))),
            layout: None,
            without_unprintable: ask.without_unprintable,
            dry_run: ask.dry_run,
            envelopes: None,
            lang: session.speak(&ask.lang),
        };
        let until = ask.until.as_deref().map(day).transpose()?;
        session.ledger()?.write(|desk| desk.start_last_four(&plan, until, &occasion()?))
    })
    .await
}

#[tauri::command]
pub(super) async fn last_four_status(app: AppHandle, ask: DayAsk) -> Answer<CheckStatus> {
    off(app, move |session, _| {
        let (on, lang) = (day(&ask.on)?, session.speak(&ask.lang));
        session.ledger()?.count(|desk| desk.last_four_status(on, lang))
    })
    .await
}

#[tauri::command]
pub(super) async fn last_four_due(app: AppHandle, ask: DayAsk) -> Answer<CheckOverdue> {
    off(app, move |session, _| {
        let on = day(&ask.on)?;
        session.ledger()?.write(|desk| desk.last_four_due(on, &occasion()?))
    })
    .await
}

#[tauri::command]
pub(super) async fn last_four_answer(app: AppHandle, ask: AnswerAsk) -> Answer<Vec<CheckAnswered>> {
    off(app, move |session, _| {
        let said = ask.said.map(told_digits).transpose()?;
        let reply = Reply { agrees: ask.agrees, said, on: day(&ask.on)?, lang: session.speak(&ask.lang) };
        session.ledger()?.write(|desk| desk.answer_last_four(&ask.codes, &reply, &occasion()?))
    })
    .await
}

#[tauri::command]
pub(super) async fn last_four_cases(app: AppHandle, ask: DayAsk) -> Answer<Vec<CheckCase>> {
    off(app, move |session, _| {
        let (on, lang) = (day(&ask.on)?, session.speak(&ask.lang));
        session.ledger()?.count(|desk| desk.last_four_cases(on, lang))
    })
    .await
}

#[tauri::command]
pub(super) async fn last_four_case(app: AppHandle, ask: CaseAsk) -> Answer<CheckCaseShown> {
    off(app, move |session, _| {
        let (on, lang) = (day(&ask.on)?, session.speak(&ask.lang));
        let spelled = Spelled { name: ask.name, address: ask.address };
        session.ledger()?.look(|desk| desk.last_four_case(&ask.member, on, &spelled, lang))
    })
    .await
}

#[tauri::command]
pub(super) async fn last_four_step(app: AppHandle, ask: CaseStepAsk) -> Answer<CheckCaseShown> {
    off(app, move |session, _| {
        let (on, lang) = (day(&ask.on)?, session.speak(&ask.lang));
        let until = ask.until.as_deref().map(day).transpose()?;
        let step = CaseStep::named(&ask.step, ask.whom.as_deref(), until, on)?;
        let note = ask.note.as_deref();
        session.ledger()?.write(|desk| desk.last_four_step(&ask.member, &step, on, note, lang, &occasion()?))
    })
    .await
}

#[tauri::command]
pub(super) async fn second_letter(app: AppHandle, ask: SecondLetterAsk) -> Answer<Planned> {
    off(app, move |session, _| {
        let (on, lang) = (day(&ask.on)?, session.speak(&ask.lang));
        let until = ask.until.as_deref().map(day).transpose()?;
        session.ledger()?.write(|desk| desk.second_letter(&ask.member, on, until, lang, &occasion()?))
    })
    .await
}
