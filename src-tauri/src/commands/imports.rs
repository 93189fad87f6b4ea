//! Rows that wait, and imports that are taken back.

use desk::import::quarantine::Retry;
use desk::import::undo::Undo;
use desk::wire::{DroppedRows, Quarantine, Retried, UndoShown};
use tauri::AppHandle;

use super::{Answer, off};
use crate::session::occasion;
use crate::wire::{DropAsk, QuarantineAsk, RetryAsk, UndoAsk};

#[tauri::command]
pub(super) async fn quarantine(app: AppHandle, ask: QuarantineAsk) -> Answer<Quarantine> {
    off(app, move |session, _| {
        let lang = session.speak(&ask.lang);
        session.ledger()?.look(|desk| desk.quarantine(ask.import, lang, &occasion()?))
    })
    .await
}

#[tauri::command]
pub(super) async fn retry_rows(app: AppHandle, ask: RetryAsk) -> Answer<Retried> {
    off(app, move |session, _| {
        let RetryAsk { rows, sure, other_persons, lang } = ask;
        let retry = Retry { rows, sure, other_persons, dry_run: false, lang: session.speak(&lang) };
        session.ledger()?.write(|desk| desk.retry_waiting(&retry, &occasion()?))
    })
    .await
}

#[tauri::command]
pub(super) async fn drop_rows(app: AppHandle, ask: DropAsk) -> Answer<DroppedRows> {
    off(app, move |session, _| session.ledger()?.write(|desk| desk.drop_waiting(&ask.rows, &ask.reason, &occasion()?)))
        .await
}

#[tauri::command]
pub(super) async fn undo_import(app: AppHandle, ask: UndoAsk) -> Answer<UndoShown> {
    off(app, move |session, _| {
        let lang = session.speak(&ask.lang);
        let undo = Undo { reason: ask.reason, dry_run: ask.dry_run, ..Undo::of(ask.import, lang) };
        session.ledger()?.write(|desk| desk.undo_import(&undo, &occasion()?))
    })
    .await
}
