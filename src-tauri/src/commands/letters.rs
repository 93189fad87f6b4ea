//! Letters that were sent, on the page of their member: made again, and beside each other.

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use desk::wire::LetterBeside;
use tauri::AppHandle;

use super::{Answer, off};
use crate::wire::{BesideAsk, LetterPictures, RebuildAsk};

#[tauri::command]
pub async fn rebuild(app: AppHandle, ask: RebuildAsk) -> Answer<LetterPictures> {
    off(app, move |session, _| {
        let (lang, out) = (session.speak(&ask.lang), ask.out.as_deref().map(Path::new));
        let again = session.ledger()?.count(|desk| desk.letter_again(&ask.code, out, lang))?;
        let pages = again.pictures.iter().map(|png| STANDARD.encode(png)).collect();
        Ok(LetterPictures { rebuilt: again.rebuilt, pages })
    })
    .await
}

#[tauri::command]
pub async fn beside(app: AppHandle, ask: BesideAsk) -> Answer<LetterBeside> {
    off(app, move |session, _| {
        let lang = session.speak(&ask.lang);
        session.ledger()?.look(|desk| desk.letter_beside(&ask.code, ask.other.as_deref(), lang))
    })
    .await
}
