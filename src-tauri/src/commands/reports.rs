//! What the screens of reports and of what-if ask for.

use std::ops::ControlFlow;
use std::path::Path;

use desk::reports::{AsOf, ReportCell, ReportQuestion};
use desk::settings::presets;
use desk::what_if::{Supposing, text};
use desk::wire::{Listed, Report, ReportFile, WhatIf};
use desk::{Failure, day};
use tauri::AppHandle;
use tauri::ipc::Channel;

use super::{Answer, off};
use crate::session::Session;
use crate::wire::{PolicyChoice, Progress, ReportAsk, ReportListAsk, ReportSaveAsk, WhatIfAsk, WhatIfListAsk};

/// The list behind what was counted is asked for while that is still known.
fn nobody_waits(_: usize, _: usize) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// A month's first day stands for it.
fn asked(session: &Session, ask: &ReportAsk) -> Result<ReportQuestion, Failure> {
    let month = |text: &Option<String>| text.as_ref().map(|text| day(&format!("{text}-01"))).transpose();
    Ok(ReportQuestion {
        name: ask.name.clone(),
        from: month(&ask.from)?,
        to: month(&ask.to)?,
        on: day(&ask.on)?,
        as_of: ask.as_of.as_deref().map_or(Ok(AsOf::Now), AsOf::read)?,
        lang: session.speak(&ask.lang),
    })
}

fn supposed(session: &Session, ask: &WhatIfAsk) -> Result<Supposing, Failure> {
    let policy = match &ask.policy {
        None => None,
        Some(PolicyChoice { preset: Some(id), .. }) => {
            presets().into_iter().find(|preset| preset.id == *id).map(|preset| preset.text)
        }
        Some(PolicyChoice { file, .. }) => file.as_deref().map(|file| text(Path::new(file))).transpose()?,
    };
    Ok(Supposing {
        on: day(&ask.on)?,
        against: Some(day(&ask.against)?),
        policy,
        pack: ask.pack.as_deref().map(|file| text(Path::new(file))).transpose()?,
        known_at: None,
        lang: session.speak(&ask.lang),
    })
}

#[tauri::command]
pub async fn report(app: AppHandle, ask: ReportAsk, progress: Channel<Progress>) -> Answer<Report> {
    off(app, move |session, _| {
        let question = asked(session, &ask)?;
        session.watched(ask.job.unwrap_or_default(), &progress, |ledger, watch| {
            Ok(ledger.counted(question, watch)?.answer.clone())
        })
    })
    .await
}

#[tauri::command]
pub async fn report_list(app: AppHandle, ask: ReportListAsk) -> Answer<Listed> {
    off(app, move |session, _| {
        let question = asked(session, &ask.report)?;
        let cell = ReportCell { employer: ask.employer, month: ask.month, measure: ask.measure };
        let ledger = session.ledger()?;
        let counted = ledger.counted(question, &mut nobody_waits)?;
        ledger.look(|desk| desk.report_list(&counted, &cell, ask.start, ask.len))
    })
    .await
}

#[tauri::command]
pub async fn save_report(app: AppHandle, ask: ReportSaveAsk) -> Answer<ReportFile> {
    off(app, move |session, _| {
        let question = asked(session, &ask.report)?;
        let ledger = session.ledger()?;
        let counted = ledger.counted(question, &mut nobody_waits)?;
        ledger.look(|desk| desk.save_report(&counted, Path::new(&ask.file)))
    })
    .await
}

#[tauri::command]
pub async fn what_if(app: AppHandle, ask: WhatIfAsk, progress: Channel<Progress>) -> Answer<WhatIf> {
    off(app, move |session, _| {
        let supposing = supposed(session, &ask)?;
        session.watched(ask.job.unwrap_or_default(), &progress, |ledger, watch| {
            Ok(ledger.compared(supposing, watch)?.answer.clone())
        })
    })
    .await
}

#[tauri::command]
pub async fn what_if_list(app: AppHandle, ask: WhatIfListAsk) -> Answer<Listed> {
    off(app, move |session, _| {
        let supposing = supposed(session, &ask.supposing)?;
        let ledger = session.ledger()?;
        let compared = ledger.compared(supposing, &mut nobody_waits)?;
        ledger.look(|desk| desk.what_if_list(&compared, &ask.key, ask.start, ask.len))
    })
    .await
}
