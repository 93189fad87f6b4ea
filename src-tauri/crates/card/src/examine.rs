//! What a look at every reader finds, without a PIN and without anything that costs a try.

use rules::calendar::Day;

use crate::check::{card_until, certificate, until};
use crate::generation::{CODE_A, CODE_B, KEY_PIN, TEXT, TEXT_PIN};
use crate::port::{Port, Trouble, Which};
use crate::reading::{ECertificate, Tries};
use crate::session::Session;

/// What was found. The words for it are the desk's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Findings {
    /// Why the service cannot be asked, when it cannot.
    pub service: Option<Trouble>,
    /// The readers; empty when none is connected.
    pub readers: Vec<Examined>,
}

/// One reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examined {
    /// As the service calls it.
    pub name: String,
    /// A reader of software.
    pub virtual_one: bool,
    /// What lies on it.
    pub card: CardState,
}

/// What lies on a reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardState {
    /// Nothing.
    None,
    /// Something that does not answer: upside down, or no card for this reader.
    Mute,
    /// Another card.
    OtherCard,
    /// 住民基本台帳カード
    OldCard,
    /// A telephone.
    Phone,
    /// A card of another generation.
    NewGeneration,
    /// A My Number Card.
    MyNumberCard {
        /// Until when its certificate for authentication is good.
        certificate: ECertificate,
        /// On the day of the question that certificate had ended.
        certificate_ended: bool,
        /// The card's own last day.
        card_until: Option<Day>,
        /// On the day of the question the card itself had ended.
        card_ended: bool,
        /// Tries left of each.
        tries: Tries,
        /// What has none left.
        blocked: Vec<Which>,
    },
    /// Another program has it.
    InUse,
    /// It could not be examined to the end.
    Unread(Trouble),
}

/// Looks at every reader and at every card on one.
pub fn examine(port: &mut dyn Port, on: Day) -> Findings {
    let seen = port.readers();
    port.close();
    let seen = match seen {
        Ok(seen) => seen,
        Err(trouble) => return Findings { service: Some(trouble), readers: Vec::new() },
    };
    let mut readers = Vec::new();
    for it in seen {
        let card = match (it.card, it.mute) {
            (false, _) => CardState::None,
            (true, true) => CardState::Mute,
            (true, false) => card(port, &it.name, on),
        };
        readers.push(Examined { name: it.name, virtual_one: it.virtual_one, card });
    }
    Findings { service: None, readers }
}

fn card(port: &mut dyn Port, reader: &str, on: Day) -> CardState {
    look(port, reader, on).unwrap_or_else(|trouble| match trouble {
        Trouble::NoCard => CardState::None,
        Trouble::Mute => CardState::Mute,
        Trouble::OtherCard => CardState::OtherCard,
        Trouble::OldCard => CardState::OldCard,
        Trouble::Phone => CardState::Phone,
        Trouble::NewGeneration => CardState::NewGeneration,
        Trouble::InUse => CardState::InUse,
        other => CardState::Unread(other),
    })
}

fn look(port: &mut dyn Port, reader: &str, on: Day) -> Result<CardState, Trouble> {
    let mut session = Session::open(port, reader)?;
    session.identify()?;
    let certificate = until(certificate(&mut session)?.as_ref());
    let proof = session.tries(KEY_PIN)?;
    let card_until = card_until(&mut session)?;
    session.enter(TEXT)?;
    let tries = Tries { pin: session.tries(TEXT_PIN)?, proof, a: session.tries(CODE_A)?, b: session.tries(CODE_B)? };
    session.end();
    let each = [(Which::Pin, tries.pin), (Which::Proof, tries.proof), (Which::CodeA, tries.a), (Which::CodeB, tries.b)];
    Ok(CardState::MyNumberCard {
        certificate,
        certificate_ended: matches!(certificate, ECertificate::Until(day) if day < on),
        card_until,
        card_ended: card_until.is_some_and(|day| day < on),
        tries,
        blocked: each.into_iter().filter(|(_, left)| *left == Some(0)).map(|(which, _)| which).collect(),
    })
}
