//! Cards and readers without any service: commands go to the card directly.

use card::{Port, Seen, Trouble};
use zeroize::Zeroizing;

use super::chip::{Card, Said};

/// What a reader of software holds.
pub struct Slot {
    /// As it is called.
    pub name: &'static str,
    /// The card on it.
    pub card: Option<Card>,
    /// The service says that the card does not answer.
    pub mute: bool,
    /// Another program has the card.
    pub in_use: bool,
}

impl Slot {
    /// A reader with a card.
    #[must_use]
    pub fn with(name: &'static str, card: &Card) -> Slot {
        Slot { name, card: Some(card.clone()), mute: false, in_use: false }
    }

    /// A reader without one.
    #[must_use]
    pub fn empty(name: &'static str) -> Slot {
        Slot { name, card: None, mute: false, in_use: false }
    }
}

/// A desk with readers.
pub struct Desk {
    /// What stands on it.
    pub slots: Vec<Slot>,
    /// What the service says instead of answering.
    pub away: Option<Trouble>,
    /// How often a card was opened, and how often power was cut.
    pub opened: usize,
    /// See above.
    pub closed: usize,
    open: Option<usize>,
    silent: bool,
}

impl Desk {
    /// These readers.
    #[must_use]
    pub fn new(slots: Vec<Slot>) -> Desk {
        Desk { slots, away: None, opened: 0, closed: 0, open: None, silent: false }
    }

    /// One reader with this card on it.
    #[must_use]
    pub fn with(card: &Card) -> Desk {
        Desk::new(vec![Slot::with("Reader", card)])
    }

    /// Whether a card is open, and so in nobody else's reach.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }
}

impl Port for Desk {
    fn readers(&mut self) -> Result<Vec<Seen>, Trouble> {
        match &self.away {
            Some(trouble) => Err(trouble.clone()),
            None => {
                Ok(self.slots.iter().map(|it| Seen::new(it.name.to_owned(), it.card.is_some(), it.mute, 1)).collect())
            }
        }
    }

    fn open(&mut self, reader: &str) -> Result<(), Trouble> {
        if let Some(trouble) = &self.away {
            return Err(trouble.clone());
        }
        let at = self.slots.iter().position(|it| it.name == reader).ok_or(Trouble::UnknownReader)?;
        if self.slots[at].in_use {
            return Err(Trouble::InUse);
        }
        if self.slots[at].card.is_none() {
            return Err(Trouble::NoCard);
        }
        assert!(self.open.is_none(), "a card was left open");
        self.opened += 1;
        self.open = Some(at);
        Ok(())
    }

    fn transmit(&mut self, command: &[u8]) -> Result<Zeroizing<Vec<u8>>, Trouble> {
        assert!(self.open.is_some(), "nothing is open");
        if self.silent {
            return Err(Trouble::Mute);
        }
        let Some(slot) = self.open.and_then(|at| self.slots.get_mut(at)) else { return Err(Trouble::Pulled) };
        let Some(card) = &slot.card else { return Err(Trouble::Pulled) };
        match card.say(command) {
            Said::Bytes(bytes) => {
                if bytes.is_empty() {
                    slot.card = None;
                }
                Ok(Zeroizing::new(bytes))
            }
            Said::Gone => {
                slot.card = None;
                Err(Trouble::Pulled)
            }
            Said::Silence => {
                self.silent = true;
                Err(Trouble::Mute)
            }
            Said::Swapped(other) => {
                slot.card = Some(other);
                Err(Trouble::Pulled)
            }
        }
    }

    fn close(&mut self) {
        if let Some(at) = self.open.take() {
            self.closed += 1;
            if let Some(card) = &self.slots[at].card {
                card.cut_power();
            }
        }
    }
}

/// Numbers that look like chance and are the same for the same seed.
pub fn random(seed: u64) -> impl FnMut() -> u64 {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 16
    }
}
