//! Layouts, seals and issuers, dated and approved by two people.

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use desk::assets::{Proposal, picture_file, variant};
use desk::day;
use desk::wire::Assets;
use tauri::AppHandle;

use super::{Answer, off};
use crate::session::{occasion, today};
use crate::wire::{AssetAsk, AssetPictures, LangAsk, ProposeAsk, WithdrawAssetAsk};

#[tauri::command]
pub async fn assets(app: AppHandle, ask: LangAsk) -> Answer<Assets> {
    off(app, move |session, _| {
        let lang = session.speak(&ask.lang);
        session.ledger()?.look(|desk| desk.assets(today(), lang))
    })
    .await
}

#[tauri::command]
pub async fn asset_look(app: AppHandle, ask: AssetAsk) -> Answer<AssetPictures> {
    off(app, move |session, _| {
        let lang = session.speak(&ask.lang);
        let look = session.ledger()?.look(|desk| desk.asset_look(ask.id, lang))?;
        let [present, proposed, picture] =
            [look.present, look.proposed, look.picture].map(|bytes| STANDARD.encode(bytes));
        Ok(AssetPictures { row: look.row, present, proposed, picture })
    })
    .await
}

#[tauri::command]
pub async fn seal_picture(app: AppHandle, ask: AssetAsk) -> Answer<String> {
    off(app, move |session, _| {
        session.speak(&ask.lang);
        Ok(STANDARD.encode(session.ledger()?.look(|desk| desk.seal_picture(ask.id))?))
    })
    .await
}

#[tauri::command]
pub async fn propose_asset(app: AppHandle, ask: ProposeAsk) -> Answer<i64> {
    off(app, move |session, _| {
        let (from, until) = (day(&ask.from)?, ask.until.as_deref().map(day).transpose()?);
        let file = ask.path.as_deref().map(|path| picture_file(Path::new(path))).transpose()?.unwrap_or_default();
        let proposal = match ask.what.as_str() {
            "seal" => Proposal::Seal { file: &file, name: &ask.name },
            "issuer" => Proposal::Issuer(&ask.name),
            _ => Proposal::Layout { name: &ask.name, variant: variant(&ask.variant)? },
        };
        session.ledger()?.write(|desk| desk.propose(&proposal, from, until, &occasion()?))
    })
    .await
}

#[tauri::command]
pub async fn approve_asset(app: AppHandle, ask: AssetAsk) -> Answer<()> {
    off(app, move |session, _| {
        session.speak(&ask.lang);
        session.ledger()?.write(|desk| desk.approve_asset(ask.id, &occasion()?))
    })
    .await
}

#[tauri::command]
pub async fn withdraw_asset(app: AppHandle, ask: WithdrawAssetAsk) -> Answer<()> {
    off(app, move |session, _| session.ledger()?.write(|desk| desk.withdraw_asset(ask.id, &ask.reason, &occasion()?)))
        .await
}
