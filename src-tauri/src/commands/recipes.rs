//! How the files of employers are read: the list, and what can be done with one.

use std::path::Path;

use desk::wire::{RecipeDone, RecipeOnRecord, RecipeShown};
use tauri::AppHandle;

use super::{Answer, occasion, off};
use crate::wire::{LangAsk, RecipeAsk, RecipeOutAsk, RecipeTakeAsk};

#[tauri::command]
pub async fn recipes(app: AppHandle, ask: LangAsk) -> Answer<Vec<RecipeOnRecord>> {
    off(app, move |session, _| {
        let lang = session.speak(&ask.lang);
        session.ledger()?.look(|desk| desk.recipes(lang))
    })
    .await
}

#[tauri::command]
pub async fn recipe(app: AppHandle, ask: RecipeAsk) -> Answer<RecipeShown> {
    off(app, move |session, _| {
        let lang = session.speak(&ask.lang);
        session.ledger()?.look(|desk| desk.recipe(ask.id, lang))
    })
    .await
}

#[tauri::command]
pub async fn export_recipe(app: AppHandle, ask: RecipeOutAsk) -> Answer<RecipeDone> {
    off(app, move |session, _| session.ledger()?.look(|desk| desk.export_recipe(ask.id, Path::new(&ask.out)))).await
}

#[tauri::command]
pub async fn take_recipe(app: AppHandle, ask: RecipeTakeAsk) -> Answer<RecipeDone> {
    off(app, move |session, _| {
        let take =
            |desk: &mut desk::Desk| desk.take_recipe(Path::new(&ask.file), ask.employer.as_deref(), &occasion()?);
        session.ledger()?.write(take)
    })
    .await
}

#[tauri::command]
pub async fn forget_recipe(app: AppHandle, ask: RecipeAsk) -> Answer<RecipeDone> {
    off(app, move |session, _| session.ledger()?.write(|desk| desk.forget_recipe(ask.id, &occasion()?))).await
}
