//! What a reader is to the rest of this crate: a list, a card that is opened for one alone, commands and answers; and what can go wrong.

use zeroize::Zeroizing;

/// Where cards are: the process apart ([`crate::Apart`]), or a software card in tests.
pub trait Port {
    /// Every reader and whether a card lies on it.
    ///
    /// # Errors
    /// Troubles of the service; no reader at all is an empty list.
    fn readers(&mut self) -> Result<Vec<Seen>, Trouble>;

    /// Opens the card on a reader for nobody else.
    ///
    /// # Errors
    /// [`Trouble::UnknownReader`], [`Trouble::NoCard`], [`Trouble::InUse`] and troubles of the service.
    fn open(&mut self, reader: &str) -> Result<(), Trouble>;

    /// One command (a short APDU), one answer with its two bytes of status. Never repeats anything. An answer of no byte at all is a
    /// card that was pulled while it computed.
    ///
    /// # Errors
    /// Whatever it is, the session is over.
    fn transmit(&mut self, command: &[u8]) -> Result<Zeroizing<Vec<u8>>, Trouble>;

    /// Cuts the card's power, with which it forgets every PIN, and gives it free. Without an open card nothing happens.
    fn close(&mut self);
}

/// One reader as the service sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// As the service calls it.
    pub name: String,
    /// A reader of software: it may hold a trial card, and never somebody's own. Chosen by itself only where no real one is connected.
    pub virtual_one: bool,
    /// A card lies on it.
    pub card: bool,
    /// The card on it gave no sign of life: upside down, or none that the reader understands.
    pub mute: bool,
    /// Counts every card that comes or goes; another number is another card, even when both look the same.
    pub event: u32,
}

impl Seen {
    /// A reader by its name.
    #[must_use]
    pub fn new(name: String, card: bool, mute: bool, event: u32) -> Seen {
        let virtual_one = ["Virtual", "Windows Hello"].iter().any(|word| name.contains(word));
        Seen { name, virtual_one, card, mute, event }
    }
}

/// What is verified against the card: each has its own counter of tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Which {
    /// 券面事項入力補助用の暗証番号: four digits, three tries.
    Pin,
    /// 利用者証明用電子証明書の暗証番号: four digits, three tries.
    Proof,
    /// 照合番号A: the My Number itself, ten tries.
    CodeA,
    /// 照合番号B: what is printed on the front, ten tries.
    CodeB,
}

/// Why there is no reading. Holds nothing of a person: only names of readers and numbers of errors. A PIN of the certificate
/// ([`Which::Proof`]) that is wrong, blocked or spared is none: it costs the proof alone ([`crate::Unproven`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The program apart is not there, or died.
    NoHelper,
    /// The system's library for readers is not installed (Debian: libpcsclite1).
    NoLibrary,
    /// The service for readers does not run (Debian: pcscd).
    NoService,
    /// No reader is connected.
    NoReader,
    /// No card lies on the reader; or on none of the real ones, where none was named and one of software holds a card.
    NoCard,
    /// Cards lie on several readers, and none was named: these.
    SeveralCards(Vec<String>),
    /// There is no reader of that name (any more).
    UnknownReader,
    /// Another program has the card.
    InUse,
    /// Some other card: it does not know 公的個人認証.
    OtherCard,
    /// 住民基本台帳カード: the card of before My Number.
    OldCard,
    /// A certificate in a telephone, which has no text to read.
    Phone,
    /// A card of another generation than this program knows: other applications, other keys.
    NewGeneration,
    /// The card does not answer, within the patience of the port.
    Mute,
    /// The card was taken off before the end.
    Pulled,
    /// The card answered what is no answer.
    Garbled,
    /// What was given does not open it. The card has counted it.
    Wrong {
        /// What did not fit.
        which: Which,
        /// Tries that are left, at least one.
        left: u8,
    },
    /// No try is left, be it that this one was the last; only the municipality can set a new one (暗証番号の再設定).
    Blocked(Which),
    /// One try is left, and nobody insisted on this one: it was not sent.
    OneLeft(Which),
    /// Fewer than three tries are left of a 照合番号, and nobody insisted on this one: it was not sent.
    TooFew(Which),
    /// Any other error of the service, by its number (PC/SC).
    Other(u32),
}

impl Trouble {
    /// The trouble behind a number of PC/SC (winscard.h, the same on every system).
    #[must_use]
    pub fn of_service(number: u32) -> Trouble {
        match number {
            // F_COMM_ERROR, E_NO_SERVICE, E_SERVICE_STOPPED, P_SHUTDOWN: the service went away, and may come back.
            0x8010_0013 | 0x8010_001D | 0x8010_001E | 0x8010_0018 => Trouble::NoService,
            // E_UNKNOWN_READER, E_READER_UNAVAILABLE
            0x8010_0009 | 0x8010_0017 => Trouble::UnknownReader,
            // E_SHARING_VIOLATION
            0x8010_000B => Trouble::InUse,
            // E_NO_SMARTCARD
            0x8010_000C => Trouble::NoCard,
            // E_PROTO_MISMATCH (an answer to reset that makes no sense), E_INVALID_ATR
            0x8010_000F | 0x8010_0015 => Trouble::Garbled,
            // E_NOT_TRANSACTED (whatever its text says), W_RESET_CARD, W_REMOVED_CARD
            0x8010_0016 | 0x8010_0068 | 0x8010_0069 => Trouble::Pulled,
            // E_NO_READERS_AVAILABLE
            0x8010_002E => Trouble::NoReader,
            // W_UNSUPPORTED_CARD
            0x8010_0065 => Trouble::OtherCard,
            // W_UNRESPONSIVE_CARD, W_UNPOWERED_CARD
            0x8010_0066 | 0x8010_0067 => Trouble::Mute,
            other => Trouble::Other(other),
        }
    }
}
