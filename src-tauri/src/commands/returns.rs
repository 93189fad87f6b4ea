//! The section of returns, and what the member's page does with applications.

use std::path::{Path, PathBuf};

use desk::applications::Application;
use desk::day;
use desk::forms::FilledFor;
use desk::life::Happening;
use desk::old_cards::{OldCard, old_card_named};
use desk::reminders::Remind;
use desk::rules::paper::Step;
use desk::shield::access_named;
use desk::wire::{
    AccessChanged, Applications, Applied, Destructions, DunningLog, FeeShown, FormMade, OwedList, RefusalLetter,
    Reminded, ReminderOnRecord, ReminderShown, UsedAfterLoss, Wrapped,
};
use tauri::AppHandle;

use super::{Answer, off};
use crate::session::occasion;
use crate::wire::{
    AccessAsk, ApplicationsAsk, ApplyAsk, DeathAsk, DestructionsAsk, DunningAsk, FeeAsk, FormAsk, NotCollectableAsk,
    OldCardAsk, OnAsk, OwedAsk, RefusalAsk, RemindAgainAsk, RemindAsk, RemindersAsk, UseAsk, WrapAsk,
};

#[tauri::command]
pub async fn owed(app: AppHandle, ask: OwedAsk) -> Answer<OwedList> {
    off(app, move |session, _| {
        let (lang, ledger) = (session.speak(&ask.lang), session.ledger()?);
        let everything = ledger.outstanding(day(&ask.on)?)?;
        let ower = if ask.home { Some(None) } else { ask.employer.as_deref().map(Some) };
        ledger.look(|desk| desk.owed_page(&everything, ower, (ask.start, ask.len), lang))
    })
    .await
}

#[tauri::command]
pub async fn remind(app: AppHandle, ask: RemindAsk) -> Answer<Reminded> {
    off(app, move |session, _| {
        let (on, lang) = (day(&ask.on)?, session.speak(&ask.lang));
        let remind = Remind { on, employer: ask.employer, out: ask.out.map(PathBuf::from), lang };
        session.ledger()?.write(|desk| desk.remind(&remind, &occasion()?))
    })
    .await
}

#[tauri::command]
pub async fn reminders(app: AppHandle, ask: RemindersAsk) -> Answer<Vec<ReminderOnRecord>> {
    off(app, move |session, _| {
        let lang = session.speak(&ask.lang);
        session.ledger()?.look(|desk| desk.reminders(ask.employer.as_deref(), lang))
    })
    .await
}

#[tauri::command]
pub async fn remind_again(app: AppHandle, ask: RemindAgainAsk) -> Answer<ReminderShown> {
    off(app, move |session, _| {
        let lang = session.speak(&ask.lang);
        session.ledger()?.look(|desk| desk.remind_again(ask.id, Path::new(&ask.out), lang))
    })
    .await
}

#[tauri::command]
pub async fn used_after_loss(app: AppHandle, ask: OnAsk) -> Answer<Vec<UsedAfterLoss>> {
    off(app, move |session, _| {
        let on = day(&ask.on)?;
        session.ledger()?.look(|desk| desk.used_after_loss(on))
    })
    .await
}

#[tauri::command]
pub async fn record_use(app: AppHandle, ask: UseAsk) -> Answer<()> {
    off(app, move |session, _| {
        let on = day(&ask.on)?;
        session.ledger()?.write(|desk| desk.record_use(&ask.member, on, &ask.note, &occasion()?))
    })
    .await
}

#[tauri::command]
pub async fn record_death(app: AppHandle, ask: DeathAsk) -> Answer<()> {
    off(app, move |session, _| {
        let died = ask.on.as_deref().map(day).transpose()?;
        session.ledger()?.write(|desk| desk.record_death(&ask.member, died, &occasion()?))
    })
    .await
}

#[tauri::command]
pub async fn old_card(app: AppHandle, ask: OldCardAsk) -> Answer<()> {
    off(app, move |session, _| {
        let until = ask.until.as_deref().map(day).transpose()?;
        let card = OldCard { life: old_card_named(&ask.what)?, on: day(&ask.on)?, until, note: ask.note };
        session.ledger()?.write(|desk| desk.old_card(&ask.member, &card, &occasion()?))
    })
    .await
}

#[tauri::command]
pub async fn block_access(app: AppHandle, ask: AccessAsk) -> Answer<AccessChanged> {
    off(app, move |session, _| {
        let (on, access) = (day(&ask.on)?, access_named(&ask.access)?);
        session.ledger()?.write(|desk| desk.block_access(&ask.member, access, &ask.reason, on, &occasion()?))
    })
    .await
}

#[tauri::command]
pub async fn dunning(app: AppHandle, ask: DunningAsk) -> Answer<DunningLog> {
    off(app, move |session, _| {
        let (on, lang) = (day(&ask.on)?, session.speak(&ask.lang));
        session.ledger()?.look(|desk| desk.dunning(&ask.code, on, ask.out.as_deref().map(Path::new), lang))
    })
    .await
}

#[tauri::command]
pub async fn not_collectable(app: AppHandle, ask: NotCollectableAsk) -> Answer<DunningLog> {
    off(app, move |session, _| {
        let (on, lang) = (day(&ask.on)?, session.speak(&ask.lang));
        let happening = Happening { step: Step::ReportNotCollectable, on, note: ask.note, witness: None, lang };
        session.ledger()?.write(|desk| desk.not_collectable(&ask.code, &happening, Path::new(&ask.out), &occasion()?))
    })
    .await
}

#[tauri::command]
pub async fn destructions(app: AppHandle, ask: DestructionsAsk) -> Answer<Destructions> {
    off(app, move |session, _| {
        let (first, last, lang) = (day(&ask.first)?, day(&ask.last)?, session.speak(&ask.lang));
        session.ledger()?.look(|desk| desk.destructions(first, last, ask.out.as_deref().map(Path::new), lang))
    })
    .await
}

#[tauri::command]
pub async fn applications(app: AppHandle, ask: ApplicationsAsk) -> Answer<Applications> {
    off(app, move |session, _| {
        let (on, lang) = (day(&ask.on)?, session.speak(&ask.lang));
        session.ledger()?.look(|desk| desk.applications(&ask.member, on, lang))
    })
    .await
}

#[tauri::command]
pub async fn apply(app: AppHandle, ask: ApplyAsk) -> Answer<Applied> {
    off(app, move |session, _| {
        let application = Application {
            member: ask.member,
            reason: ask.reason,
            on: day(&ask.on)?,
            received: day(&ask.received)?,
            direct: ask.direct,
            proxy: ask.proxy.map(|proxy| (proxy.name, proxy.relation, proxy.papers_seen)),
            waived: ask.waived,
            paid: ask.paid,
            lang: session.speak(&ask.lang),
        };
        session.ledger()?.write(|desk| desk.apply(&application, &occasion()?))
    })
    .await
}

#[tauri::command]
pub async fn settle_fee(app: AppHandle, ask: FeeAsk) -> Answer<FeeShown> {
    off(app, move |session, _| {
        let on = day(&ask.on)?;
        session.ledger()?.write(|desk| desk.settle_fee(&ask.member, ask.waived.as_deref(), on, &occasion()?))
    })
    .await
}

#[tauri::command]
pub async fn form(app: AppHandle, ask: FormAsk) -> Answer<FormMade> {
    off(app, move |session, _| {
        let filled = match (&ask.member, &ask.employer) {
            (Some(member), _) => FilledFor::Member(member),
            (None, Some(employer)) => FilledFor::Employer(employer),
            (None, None) => FilledFor::Nobody,
        };
        session.ledger()?.look(|desk| desk.form(&ask.form, filled, Path::new(&ask.out), day(&ask.on)?))
    })
    .await
}

#[tauri::command]
pub async fn wrap(app: AppHandle, ask: WrapAsk) -> Answer<Wrapped> {
    off(app, move |session, _| {
        session.ledger()?.write(|desk| desk.wrap(&ask.batch, &ask.layout, ask.bundles, Path::new(&ask.out)))
    })
    .await
}

#[tauri::command]
pub async fn refusal_letter(app: AppHandle, ask: RefusalAsk) -> Answer<RefusalLetter> {
    off(app, move |session, _| {
        let (on, out) = (day(&ask.on)?, PathBuf::from(ask.out));
        session.ledger()?.write(|desk| desk.refusal_letter(&ask.member, ask.application, &out, on, &occasion()?))
    })
    .await
}
