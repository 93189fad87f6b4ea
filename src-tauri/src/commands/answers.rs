//! What the window asks for at the counter and on the phone: what to say, and a day reckoned from given ones.

use std::path::Path;

use desk::leaflets::topic_named;
use desk::wire::{AtHand, LeafletPrinted, MemberAnswers, Milestone};
use desk::{answers, day};
use tauri::AppHandle;

use super::{Answer, off, question};
use crate::wire::{DayAsk, LeafletAsk, MemberAsk, ReckonAsk};

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

#[tauri::command]
pub async fn print_leaflet(app: AppHandle, ask: LeafletAsk) -> Answer<LeafletPrinted> {
    off(app, move |session, _| {
        let (topic, on, lang) = (topic_named(&ask.topic)?, day(&ask.on)?, session.speak(&ask.lang));
        session.ledger()?.look(|desk| desk.leaflet(topic, on, lang, Path::new(&ask.out)))
    })
    .await
}
