//! The machine's printers: their alignment, and batches on their way to paper.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Duration;

use desk::day;
use desk::presses::{Measured, SendAsk, Spooler};
use desk::wire::{Aligned, OnPaper, PrinterHere, Sending, TestSheet};
use tauri::AppHandle;
use tauri::ipc::Channel;

use super::{Answer, off};
use crate::session::occasion;
use crate::wire::{AlignAsk, FarAsk, PressAsk, PrintersAsk, TestSheetAsk};

/// How often the print service is asked how far it is.
const MOMENT: Duration = Duration::from_millis(300);

/// The print service of this machine.
fn spooler() -> Spooler {
    Spooler::new(std::env::var("CUPS_SERVER").ok().as_deref())
}

/// Batches are printed into a folder of their own inside the one that the clerk chose.
fn folder_of(out: &str, batch: &str) -> PathBuf {
    let own = Path::new(out).join(batch);
    if own.is_dir() { own } else { PathBuf::from(out) }
}

#[tauri::command]
pub async fn printers(app: AppHandle, ask: PrintersAsk) -> Answer<Vec<PrinterHere>> {
    off(app, move |session, _| {
        let lang = session.speak(&ask.lang);
        session.ledger()?.another()?.printers(&spooler(), ask.also.as_deref(), lang)
    })
    .await
}

#[tauri::command]
pub async fn on_paper(app: AppHandle, ask: FarAsk) -> Answer<OnPaper> {
    off(app, move |session, _| {
        let lang = session.speak(&ask.lang);
        session.ledger()?.look(|desk| desk.how_far(&ask.batch, &folder_of(&ask.out, &ask.batch), lang))
    })
    .await
}

#[tauri::command]
pub async fn press(app: AppHandle, ask: PressAsk, progress: Channel<Sending>) -> Answer<OnPaper> {
    off(app, move |session, _| {
        let lang = session.speak(&ask.lang);
        let wanted = session.wanted(ask.job);
        let mut watch = |sending: &Sending| {
            // A screen that no longer listens does not stop the printer.
            let _ = progress.send(sending.clone());
            std::thread::park_timeout(MOMENT);
            if wanted.still() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        };
        let out = folder_of(&ask.out, &ask.batch);
        let send = SendAsk { printer: ask.printer, tray: ask.tray, last: ask.last, again: ask.again };
        // It takes as long as the printer does: everything else goes on beside it.
        let mut desk = session.ledger()?.another()?;
        desk.send(&spooler(), &ask.batch, &out, &send, &occasion()?, lang, &mut watch)
    })
    .await
}

#[tauri::command]
pub async fn test_sheet(app: AppHandle, ask: TestSheetAsk) -> Answer<TestSheet> {
    off(app, move |session, _| {
        let which = SendAsk { printer: ask.printer, tray: ask.tray, ..SendAsk::default() };
        session.ledger()?.another()?.test_sheet(&spooler(), &which, &ask.paper, None, &occasion()?)
    })
    .await
}

#[tauri::command]
pub async fn align(app: AppHandle, ask: AlignAsk) -> Answer<Aligned> {
    off(app, move |session, _| {
        let measured = Measured { front: (ask.front[0], ask.front[1]), back: (ask.back[0], ask.back[1]) };
        let on = day(&ask.on)?;
        session.ledger()?.write(|desk| desk.align(&ask.printer, ask.tray.as_deref(), measured, on, &occasion()?))
    })
    .await
}
