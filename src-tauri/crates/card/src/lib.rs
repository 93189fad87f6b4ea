//! A reader becomes a reading: who stands on a My Number Card (マイナンバーカード), whether the number agrees, until when its electronic
//! certificate is good, and whether the card itself answers. This crate alone knows PC/SC and APDUs; it knows `rules` and nobody else.
//!
//! The library never links the system's card library: a program that does would not start where it is missing. What links it is
//! `daicho-card`, a small program apart, that lists readers and passes commands on ([`Apart`]). So a card that never answers is
//! ended by ending that program, and what was in its memory goes with it.
//!
//! What is asked of a card is the least that answers the question ([`check`]): nothing is ever written to it, no PIN is changed, the
//! signing certificate (署名用) with its name and address, the resident register's and the licence's applications are never selected, and
//! nothing is enumerated. A card is known by what it answers, never by its ATR. No VERIFY is ever sent twice: a lost answer may
//! have cost a try.
//!
//! A certificate's revocation is never asked (公的個人認証法 17条: only for parties that are registered for it), so nothing here says that
//! a certificate is valid; only that it was issued, until when, and that the card holds its key.
//!
//! Refused: the crate `jpki` (it sends every command twice, which burns two tries for one wrong PIN), rustls-webpki (it refuses the
//! critical policies that every one of these certificates has), keeping serial numbers, certificates or signatures.

mod apart;
mod check;
mod examine;
mod generation;
mod port;
mod proof;
mod reading;
mod secret;
mod session;
mod tlv;
pub mod wire;

pub use apart::{Apart, Told, watch};
pub use check::{Check, Opens, check, check_under};
pub use examine::{CardState, Examined, Findings, examine};
pub use port::{Port, Seen, Trouble, Which};
pub use proof::Trust;
pub use reading::{Born, ECertificate, Person, Proof, Reading, Tries, Unproven};
pub use secret::{BadInput, CodeB, Pin, StatedNumber};
