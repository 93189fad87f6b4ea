//! The official files.

use std::path::PathBuf;

use desk::day;
use desk::official::Official;
use desk::wire::OfficialFile;
use tauri::AppHandle;

use super::{Answer, off};
use crate::session::occasion;
use crate::wire::OfficialAsk;

#[tauri::command]
pub async fn official(app: AppHandle, ask: OfficialAsk) -> Answer<OfficialFile> {
    off(app, move |session, _| {
        let (from, to, lang) = (day(&ask.from)?, day(&ask.to)?, session.speak(&ask.lang));
        let official = Official {
            employer: ask.employer,
            form: ask.form,
            layout: ask.layout,
            from: Some(from),
            to,
            office: ask.office,
            serial: ask.serial,
            out: PathBuf::from(ask.out),
            lang,
        };
        session.ledger()?.write(|desk| desk.official(&official, &occasion()?))
    })
    .await
}
