//! The section of papers: scans, returned mail, the sheets of a batch, shielded mail.

use std::path::Path;

use desk::bench::bench as laid_out;
use desk::decide::Question;
use desk::insertion::{Scan, ScanMode};
use desk::ledger::AddressKind;
use desk::life::{Happening, step_named};
use desk::losses::SheetSaid;
use desk::optional_items::Wish;
use desk::returned_mail::Mend;
use desk::stock::step_named as stock_step;
use desk::wire::{
    AddressShown, BatchClosed, BatchLater, BatchSheets, Bench, Characters, Insertion, LossTold, MailBack, Mended,
    OptionalItemSaid, OptionalItems, PaperShown, PaperStepped, ScanAnswer, Shielded, Spoiled, Stock,
};
use desk::{Desk, day};
use tauri::AppHandle;

use super::{Answer, off};
use crate::session::{occasion, today};
use crate::wire::{
    AddressAsk, BatchAsk, CharacterAsk, CharactersAsk, DayAsk, GoOnAsk, InsertAsk, LangAsk, LossAsk, MendAsk,
    OfficeCopyAsk, OptionalAsk, PaperAsk, ScanAsk, SheetsAsk, ShieldAsk, SpoiledAsk, StepAsk, StockAsk, WishAsk,
};

#[tauri::command]
pub async fn bench(app: AppHandle, ask: LangAsk) -> Answer<Bench> {
    off(app, move |session, _| Ok(laid_out(session.speak(&ask.lang)))).await
}

#[tauri::command]
pub async fn paper(app: AppHandle, ask: PaperAsk) -> Answer<PaperShown> {
    off(app, move |session, _| {
        let question = Question { on: day(&ask.on)?, known_at: None, member: None, lang: session.speak(&ask.lang) };
        session.ledger()?.look(|desk| desk.paper(&ask.code, &question))
    })
    .await
}

#[tauri::command]
pub async fn paper_step(app: AppHandle, ask: StepAsk) -> Answer<Vec<PaperStepped>> {
    off(app, move |session, _| {
        let (step, on, lang) = (step_named(&ask.step)?, day(&ask.on)?, session.speak(&ask.lang));
        let happening = Happening { step, on, note: ask.note, witness: ask.witness, lang };
        session.ledger()?.write(|desk| desk.paper_step(&ask.codes, &happening, &occasion()?))
    })
    .await
}

#[tauri::command]
pub async fn returned_mail(app: AppHandle, ask: DayAsk) -> Answer<Vec<MailBack>> {
    off(app, move |session, _| {
        let (on, lang) = (day(&ask.on)?, session.speak(&ask.lang));
        session.ledger()?.look(|desk| desk.returned_mail(on, lang))
    })
    .await
}

#[tauri::command]
pub async fn mend_address(app: AppHandle, ask: MendAsk) -> Answer<Mended> {
    off(app, move |session, _| {
        let (on, kind) = (day(&ask.on)?, AddressKind::from_code(&ask.kind).unwrap_or(AddressKind::Home));
        let mend = ask.new.map_or(Mend::Confirm, |new| Mend::New(new.postcode, new.address));
        session.ledger()?.write(|desk| desk.mend_address(&ask.member, kind, &mend, on, &occasion()?))
    })
    .await
}

#[tauri::command]
pub async fn batch_sheets(app: AppHandle, ask: SheetsAsk) -> Answer<BatchSheets> {
    off(app, move |session, _| {
        let lang = session.speak(&ask.lang);
        session.ledger()?.look(|desk| desk.batch_sheets(&ask.batch, lang))
    })
    .await
}

#[tauri::command]
pub async fn insert(app: AppHandle, ask: InsertAsk) -> Answer<Vec<PaperStepped>> {
    off(app, move |session, _| {
        let (on, lang) = (day(&ask.on)?, session.speak(&ask.lang));
        session.ledger()?.write(|desk| desk.insert(&ask.batch, &ask.codes, on, lang, &occasion()?))
    })
    .await
}

#[tauri::command]
pub async fn spoiled(app: AppHandle, ask: SpoiledAsk) -> Answer<Spoiled> {
    off(app, move |session, _| {
        let (on, lang) = (day(&ask.on)?, session.speak(&ask.lang));
        let out = ask.out.as_deref().map(Path::new);
        session.ledger()?.write(|desk| desk.spoiled(&ask.batch, &ask.sheet, out, on, lang, &occasion()?))
    })
    .await
}

#[tauri::command]
pub async fn close_batch(app: AppHandle, ask: BatchAsk) -> Answer<BatchClosed> {
    off(app, move |session, _| session.ledger()?.write(|desk| desk.close_batch(&ask.batch, today(), &occasion()?)))
        .await
}

#[tauri::command]
pub async fn scan(app: AppHandle, ask: ScanAsk) -> Answer<ScanAnswer> {
    off(app, move |session, _| {
        let (mode, on, lang) = (ScanMode::named(&ask.mode)?, day(&ask.on)?, session.speak(&ask.lang));
        let scan = Scan { batch: ask.batch, mode, held: ask.held, code: ask.code, on, lang };
        session.ledger()?.write(|desk| desk.scan(&scan, &occasion()?))
    })
    .await
}

#[tauri::command]
pub async fn insertion(app: AppHandle, ask: SheetsAsk) -> Answer<Insertion> {
    off(app, move |session, _| {
        let lang = session.speak(&ask.lang);
        session.ledger()?.look(|desk| desk.insertion(&ask.batch, lang))
    })
    .await
}

#[tauri::command]
pub async fn say_of_sheet(app: AppHandle, ask: LossAsk) -> Answer<LossTold> {
    off(app, move |session, _| {
        let (said, on, lang) = (SheetSaid::named(&ask.said)?, day(&ask.on)?, session.speak(&ask.lang));
        let sheet = i64::from(ask.sheet);
        let record = |desk: &mut Desk| desk.say_of_sheet(&ask.batch, sheet, said, &ask.reason, on, lang, &occasion()?);
        session.ledger()?.write(record)
    })
    .await
}

#[tauri::command]
pub async fn office_copy(app: AppHandle, ask: OfficeCopyAsk) -> Answer<String> {
    off(app, move |session, _| {
        let (sheet, out) = (i64::from(ask.sheet), Path::new(&ask.out));
        let file = session.ledger()?.write(|desk| desk.office_copy(&ask.batch, sheet, out, &occasion()?))?;
        Ok(out.join(file.file).display().to_string())
    })
    .await
}

#[tauri::command]
pub async fn stocks(app: AppHandle, ask: LangAsk) -> Answer<Vec<Stock>> {
    off(app, move |session, _| {
        let lang = session.speak(&ask.lang);
        session.ledger()?.look(|desk| desk.stocks(lang))
    })
    .await
}

#[tauri::command]
pub async fn record_stock(app: AppHandle, ask: StockAsk) -> Answer<Stock> {
    off(app, move |session, _| {
        let (step, on, lang) = (stock_step(&ask.step)?, day(&ask.on)?, session.speak(&ask.lang));
        let sheets = i64::from(ask.sheets);
        let record = |desk: &mut Desk| desk.record_stock(&ask.stock, step, sheets, &ask.reason, on, lang, &occasion()?);
        session.ledger()?.write(record)
    })
    .await
}

#[tauri::command]
pub async fn batch_later(app: AppHandle, ask: SheetsAsk) -> Answer<BatchLater> {
    off(app, move |session, _| {
        let lang = session.speak(&ask.lang);
        session.ledger()?.look(|desk| desk.batch_later(&ask.batch, lang, &occasion()?))
    })
    .await
}

#[tauri::command]
pub async fn go_on(app: AppHandle, ask: GoOnAsk) -> Answer<bool> {
    off(app, move |session, _| session.ledger()?.write(|desk| desk.go_on(&ask.batch, &ask.reason, &occasion()?))).await
}

#[tauri::command]
pub async fn characters(app: AppHandle, ask: CharactersAsk) -> Answer<Characters> {
    off(app, move |session, _| {
        let lang = session.speak(&ask.lang);
        session.ledger()?.count(|desk| desk.characters(ask.open, today(), lang))
    })
    .await
}

#[tauri::command]
pub async fn decide_character(app: AppHandle, ask: CharacterAsk) -> Answer<()> {
    off(app, move |session, _| {
        let way = desk::characters::way(&ask.way)?;
        session.ledger()?.write(|desk| desk.decide_character(&ask.letter, way, ask.substitute.as_deref(), &occasion()?))
    })
    .await
}

#[tauri::command]
pub async fn shield(app: AppHandle, ask: ShieldAsk) -> Answer<Shielded> {
    off(app, move |session, _| {
        let lang = session.speak(&ask.lang);
        session.ledger()?.write(|desk| desk.shield(&ask.member, ask.on, &ask.reason, lang, &occasion()?))
    })
    .await
}

#[tauri::command]
pub async fn optional_items(app: AppHandle, ask: OptionalAsk) -> Answer<OptionalItems> {
    off(app, move |session, _| {
        let lang = session.speak(&ask.lang);
        session.ledger()?.look(|desk| desk.optional_items(&ask.member, day(&ask.on)?, lang))
    })
    .await
}

#[tauri::command]
pub async fn wish(app: AppHandle, ask: WishAsk) -> Answer<OptionalItemSaid> {
    off(app, move |session, _| {
        let lang = session.speak(&ask.lang);
        let on = day(&ask.on)?;
        let from = ask.from.as_deref().map(day).transpose()?.unwrap_or(on);
        let until = ask.until.as_deref().map(day).transpose()?;
        let wish = Wish { item: &ask.item, value: ask.value.as_deref(), from, until, on };
        session.ledger()?.write(|desk| desk.wish(&ask.member, &wish, lang, &occasion()?))
    })
    .await
}

#[tauri::command]
pub async fn shielded_address(app: AppHandle, ask: AddressAsk) -> Answer<AddressShown> {
    off(app, move |session, _| {
        let question = Question { on: day(&ask.on)?, known_at: None, member: None, lang: session.lang() };
        session.ledger()?.write(|desk| desk.shielded_address(&ask.member, &question, &ask.reason, &occasion()?))
    })
    .await
}
