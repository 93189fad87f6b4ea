//! What the window asks for at the counter and on the phone: what to say, and a day reckoned from given ones.

use desk::wire::{AtHand, MemberAnswers, Milestone};
use desk::{answers, day};
use tauri::AppHandle;

use super::{Answer, off, question};
use crate::wire::{DayAsk, MemberAsk, ReckonAsk};

#[tauri::command]
pub async fn at_hand(app: AppHandle, ask: DayAsk) -> Answer<AtHand> {
    off(app, move |session, _| Ok(answers::at_hand(day(&ask.on)?, session.speak(&ask.lang)))).await
}

#[tauri::command]
pub async fn member_answers(app: AppHandle, ask: MemberAsk) -> Answer<MemberAnswers> {
    off(app, move |session, _| {
        let (question, _) = question(session, &ask)?;
        session.ledger()?.look(|desk| desk.answers(&ask.member, &question))
    })
    .await
}

#[tauri::command]
pub async fn reckon(app: AppHandle, ask: ReckonAsk) -> Answer<Milestone> {
    off(app, move |session, _| {
        let given: Vec<(String, String)> = ask.given.into_iter().map(|one| (one.field, one.value)).collect();
        desk::milestones::reckon(&ask.kind, &given, day(&ask.on)?, session.speak(&ask.lang))
    })
    .await
}
