//! The ex-officio run, waves of renewals, and what follows from corrections.

use desk::day;
use desk::run::PlanRun;
use desk::waves::{PlanWave, WaveQuestion};
use desk::wire::{Consequence, Consequences, Interim, Planned, RunPeople, RunShown, Runs, WaveShown};
use tauri::AppHandle;

use super::{Answer, off};
use crate::session::{Session, occasion};
use crate::wire::{
    ConsequencesAsk, InterimAsk, LangAsk, PlanRunAsk, PlanWaveAsk, RunAsk, RunPeopleAsk, SettleAsk, WaveAsk,
};

#[tauri::command]
pub(super) async fn runs(app: AppHandle, ask: LangAsk) -> Answer<Runs> {
    off(app, move |session, _| {
        let lang = session.speak(&ask.lang);
        session.ledger()?.look(|desk| desk.runs(lang))
    })
    .await
}

#[tauri::command]
pub(super) async fn run(app: AppHandle, ask: RunAsk) -> Answer<RunShown> {
    off(app, move |session, _| {
        let (on, lang) = (day(&ask.on)?, session.speak(&ask.lang));
        session.ledger()?.look(|desk| ask.run.map_or_else(|| desk.preview_run(on, lang), |run| desk.run(run, lang)))
    })
    .await
}

#[tauri::command]
pub(super) async fn run_people(app: AppHandle, ask: RunPeopleAsk) -> Answer<RunPeople> {
    off(app, move |session, _| {
        let (on, lang) = (day(&ask.on)?, session.speak(&ask.lang));
        let piece = (ask.start, ask.len);
        session.ledger()?.look(|desk| desk.run_people(ask.run, on, ask.part.as_deref(), piece, lang))
    })
    .await
}

#[tauri::command]
pub(super) async fn freeze_run(app: AppHandle, ask: RunAsk) -> Answer<RunShown> {
    off(app, move |session, _| {
        let (on, lang) = (day(&ask.on)?, session.speak(&ask.lang));
        session.ledger()?.write(|desk| desk.freeze_run(on, lang, &occasion()?))
    })
    .await
}

#[tauri::command]
pub(super) async fn plan_run(app: AppHandle, ask: PlanRunAsk) -> Answer<Planned> {
    off(app, move |session, _| {
        let plan = PlanRun {
            run: ask.run,
            on: day(&ask.on)?,
            without_unprintable: ask.without_unprintable,
            dry_run: ask.dry_run,
            lang: session.speak(&ask.lang),
        };
        session.ledger()?.write(|desk| desk.plan_run(&plan, &occasion()?))
    })
    .await
}

#[tauri::command]
pub(super) async fn wish_interim(app: AppHandle, ask: InterimAsk) -> Answer<Interim> {
    off(app, move |session, _| {
        let (on, lang) = (day(&ask.on)?, session.speak(&ask.lang));
        session.ledger()?.write(|desk| desk.wish_interim(&ask.member, on, lang, &occasion()?))
    })
    .await
}

fn question(session: &Session, ask: &WaveAsk) -> Result<WaveQuestion, desk::Failure> {
    Ok(WaveQuestion {
        until: day(&ask.until)?,
        on: day(&ask.on)?,
        weeks: ask.weeks,
        per_week: ask.per_week,
        lang: session.speak(&ask.lang),
    })
}

#[tauri::command]
pub(super) async fn wave(app: AppHandle, ask: WaveAsk) -> Answer<WaveShown> {
    off(app, move |session, _| {
        let question = question(session, &ask)?;
        let lang = question.lang;
        session
            .ledger()?
            .look(|desk| ask.wave.map_or_else(|| desk.preview_wave(&question), |wave| desk.wave(wave, lang)))
    })
    .await
}

#[tauri::command]
pub(super) async fn freeze_wave(app: AppHandle, ask: WaveAsk) -> Answer<WaveShown> {
    off(app, move |session, _| {
        let question = question(session, &ask)?;
        session.ledger()?.write(|desk| desk.freeze_wave(&question, &occasion()?))
    })
    .await
}

#[tauri::command]
pub(super) async fn plan_wave(app: AppHandle, ask: PlanWaveAsk) -> Answer<Planned> {
    off(app, move |session, _| {
        let plan = PlanWave {
            wave: ask.wave,
            week: ask.week,
            on: None,
            without_unprintable: ask.without_unprintable,
            dry_run: ask.dry_run,
            lang: session.speak(&ask.lang),
        };
        session.ledger()?.write(|desk| desk.plan_wave(&plan, &occasion()?))
    })
    .await
}

#[tauri::command]
pub(super) async fn consequences(app: AppHandle, ask: ConsequencesAsk) -> Answer<Consequences> {
    off(app, move |session, _| {
        let (on, lang) = (day(&ask.on)?, session.speak(&ask.lang));
        let today = session.ledger()?.today(on, lang)?;
        session.ledger()?.look(|desk| desk.consequences_of(&today, ask.all, (ask.start, ask.len), lang))
    })
    .await
}

#[tauri::command]
pub(super) async fn settle_consequence(app: AppHandle, ask: SettleAsk) -> Answer<Consequence> {
    off(app, move |session, _| {
        let (on, lang) = (day(&ask.on)?, session.speak(&ask.lang));
        let now = occasion()?;
        session
            .ledger()?
            .write(|desk| desk.settle_consequence(&ask.member, &ask.what, ask.note.as_deref(), on, (lang, &now)))
    })
    .await
}
