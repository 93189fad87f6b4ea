//! 窓口: who stands there, the reader, and by what it was seen who it is.

use std::sync::{Arc, Weak};

use desk::counter::{self, Came, Papers};
use desk::wire::{AtCounter, CardAnswer, CounterChoices, Identified, ReaderReport, ReadersHere};
use desk::{Desk, Ending, Failure};
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager};

use super::{Answer, off, question};
use crate::session::{Open, Session, occasion, said, today};
use crate::wire::{CardAsk, LangAsk, MemberAsk, PapersSeenAsk};

#[tauri::command]
pub async fn at_counter(app: AppHandle, ask: MemberAsk) -> Answer<AtCounter> {
    off(app, move |session, _| {
        let (question, _) = question(session, &ask)?;
        session.ledger()?.look(|desk| desk.at_counter(&ask.member, &question))
    })
    .await
}

#[tauri::command]
pub async fn counter_choices(app: AppHandle, ask: LangAsk) -> Answer<CounterChoices> {
    off(app, move |session, _| Ok(counter::choices(session.speak(&ask.lang)))).await
}

/// Readers and cards as they come and go, told to the screen that asked last.
#[tauri::command]
pub async fn watch_readers(app: AppHandle, ask: LangAsk, progress: Channel<ReadersHere>) -> Answer<()> {
    let watching = app.clone();
    off(app, move |session, _| {
        session.speak(&ask.lang);
        if session.hear_readers(progress) {
            std::thread::spawn(move || {
                counter::watch(&mut |now| {
                    watching.state::<Session>().readers_are(now);
                    true
                });
            });
        }
        Ok(())
    })
    .await
}

#[tauri::command]
pub async fn reader_doctor(app: AppHandle, ask: LangAsk) -> Answer<ReaderReport> {
    off(app, move |session, _| Ok(counter::doctor(&mut counter::port(), today(), session.speak(&ask.lang)))).await
}

/// The card is read before the ledger is held: a clerk beside goes on meanwhile.
#[tauri::command]
pub async fn check_card(app: AppHandle, mut ask: CardAsk) -> Answer<CardAnswer> {
    off(app, move |session, _| {
        let lang = session.speak(&ask.lang);
        let came = Came::named(ask.proxy.as_deref(), ask.authority.as_deref())?;
        let member = ask.member.take();
        // Not held while the card is read: a window that locks forgets its keys at once.
        let open = {
            let held = session.ledger()?;
            held.look(|desk| desk.may_check(member.as_deref(), came, today()))?;
            Arc::downgrade(&held)
        };
        let card = counter::CardAsk {
            reader: ask.reader.take(),
            pin: ask.pin.take(),
            code_b: ask.code_b.take(),
            number: ask.number.take(),
            proof: ask.proof.take(),
            insists: ask.insists.take(),
            face: ask.face || came.is_some(),
        };
        let occasion = occasion()?;
        let method = card.method();
        match (counter::read_card(&mut counter::port(), &card, occasion.today), &member) {
            (Ok(reading), Some(member)) => still_open(session, &open)?.write(|desk| {
                let identified = desk.card_checked(member, &reading, method, came, lang, &occasion)?;
                Ok(CardAnswer { identified: Some(identified), holders: None })
            }),
            (Ok(reading), None) => {
                still_open(session, &open)?.write(|desk| desk.card_of_whoever(&reading, method, came, lang, &occasion))
            }
            (Err(failure), member) => {
                let lost = counter::tries_lost(&failure).zip(member.as_deref());
                // Where the window was locked meanwhile, what the card said is still what there is to say.
                if let Some(((trouble, member), ledger)) = lost.zip(still_open(session, &open).ok()) {
                    ledger.write(|desk| desk.card_unread(member, method, trouble, came, &occasion))?;
                }
                Err(failure)
            }
        }
    })
    .await
}

/// The ledger after a card was read, which takes a while: whoever has opened it anew meanwhile may be somebody else, in whose
/// name nothing is recorded that they did not ask for.
fn still_open(session: &Session, open: &Weak<Open>) -> Result<Arc<Open>, Failure> {
    session.ledger().ok().filter(|now| open.as_ptr() == Arc::as_ptr(now)).ok_or_else(|| {
        said(
            Ending::Usage,
            "locked_meanwhile",
            (
                "カードを読み取るあいだに画面がロックされたため、結果は記録していません。",
                "The window was locked while the card was read; nothing was recorded.",
            ),
            ("もう一度、カードを読み取ってください。", "Read the card once more."),
        )
    })
}

#[tauri::command]
pub async fn check_papers(app: AppHandle, ask: PapersSeenAsk) -> Answer<Identified> {
    off(app, move |session, _| {
        let lang = session.speak(&ask.lang);
        let came = Came::named(ask.proxy.as_deref(), ask.authority.as_deref())?;
        let papers = Papers::named(&ask.documents, ask.face, ask.agrees)?;
        session.ledger()?.write(|desk: &mut Desk| desk.papers_checked(&ask.member, &papers, came, lang, &occasion()?))
    })
    .await
}
