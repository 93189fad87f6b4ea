//! Members who may be one person, and the state's lists.

use std::path::{Path, PathBuf};

use desk::lists::{AHEAD_DAYS, ListQuestion};
use desk::wire::{
    ListDayShown, ListDifferenceShown, Listed, ReportFile, RowAnswered, RowsForgotten, SameList, SamePair,
};
use desk::{day, same};
use tauri::AppHandle;

use super::{Answer, off};
use crate::session::{Session, occasion};
use crate::wire::{
    AnswerSameAsk, ForgetRowAsk, LangAsk, ListDifferenceAsk, ListPeopleAsk, ListSaveAsk, RowAnswersAsk, SameAsk,
    UnknownRowsAsk,
};

#[tauri::command]
pub(super) async fn same_people(app: AppHandle, ask: SameAsk) -> Answer<SameList> {
    off(app, move |session, _| {
        let (on, lang) = (day(&ask.on)?, session.speak(&ask.lang));
        let today = session.ledger()?.today(on, lang)?;
        session.ledger()?.look(|desk| desk.same(&today, ask.all, (ask.start, ask.len), lang))
    })
    .await
}

#[tauri::command]
pub(super) async fn answer_same(app: AppHandle, ask: AnswerSameAsk) -> Answer<SamePair> {
    off(app, move |session, _| {
        let (on, lang) = (day(&ask.on)?, session.speak(&ask.lang));
        let (answer, now) = (same::answer(&ask.answer)?, occasion()?);
        let two = (ask.one.as_str(), ask.other.as_str());
        session.ledger()?.write(|desk| desk.answer_same(two, answer, ask.note.as_deref(), on, (lang, &now)))
    })
    .await
}

#[tauri::command]
pub(super) async fn row_answers(app: AppHandle, ask: RowAnswersAsk) -> Answer<Vec<RowAnswered>> {
    off(app, move |session, _| {
        let (on, lang) = (day(&ask.on)?, session.speak(&ask.lang));
        session.ledger()?.look(|desk| desk.row_answers(on, lang))
    })
    .await
}

#[tauri::command]
pub(super) async fn forget_row_answer(app: AppHandle, ask: ForgetRowAsk) -> Answer<RowsForgotten> {
    off(app, move |session, _| {
        let (on, now) = (day(&ask.on)?, occasion()?);
        session.ledger()?.write(|desk| desk.forget_row_answer(ask.act, &ask.member, on, &now))
    })
    .await
}

#[tauri::command]
pub(super) async fn list_days(app: AppHandle, ask: LangAsk) -> Answer<Vec<ListDayShown>> {
    off(app, move |session, _| {
        session.speak(&ask.lang);
        session.ledger()?.look(desk::Desk::list_days)
    })
    .await
}

fn question(session: &Session, ask: &ListDifferenceAsk) -> ListQuestion {
    ListQuestion { list: ask.list, with: ask.with, days: AHEAD_DAYS, lang: session.speak(&ask.lang) }
}

#[tauri::command]
pub(super) async fn list_difference(app: AppHandle, ask: ListDifferenceAsk) -> Answer<ListDifferenceShown> {
    off(app, move |session, _| {
        let question = question(session, &ask);
        Ok(session.ledger()?.lists_compared(question)?.answer.clone())
    })
    .await
}

#[tauri::command]
pub(super) async fn list_people(app: AppHandle, ask: ListPeopleAsk) -> Answer<Listed> {
    off(app, move |session, _| {
        let question = question(session, &ask.difference);
        let (ledger, lang) = (session.ledger()?, question.lang);
        let difference = ledger.lists_compared(question)?;
        ledger.look(|desk| desk.list_difference_people(&difference, &ask.part, (ask.start, ask.len), lang))
    })
    .await
}

#[tauri::command]
pub(super) async fn save_list(app: AppHandle, ask: ListSaveAsk) -> Answer<ReportFile> {
    off(app, move |session, _| {
        let question = question(session, &ask.difference);
        let (ledger, lang) = (session.ledger()?, question.lang);
        let difference = ledger.lists_compared(question)?;
        ledger.look(|desk| desk.save_list_difference(&difference, ask.part.as_deref(), Path::new(&ask.file), lang))
    })
    .await
}

#[tauri::command]
pub(super) async fn save_unknown_rows(app: AppHandle, ask: UnknownRowsAsk) -> Answer<ReportFile> {
    off(app, move |session, _| {
        let (lang, now) = (session.speak(&ask.lang), occasion()?);
        let files = (PathBuf::from(ask.file), PathBuf::from(ask.out));
        session.ledger()?.write(|desk| desk.save_unknown_rows(ask.list, files, lang, &now))
    })
    .await
}
