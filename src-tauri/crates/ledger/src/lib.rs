//! The book (台帳): acts, members, policies, decisions, papers and their journal, in one encrypted file.
//!
//! * Facts are only ever added. Each bears the day from which it is true and the act that recorded it; a correction is a
//!   new row. [`Ledger::state`] and [`Ledger::states`] are the only readers of that history, through one fold.
//! * Only [`Ledger::act`] makes an [`Entry`], and only an [`Entry`] writes: nothing is written unsigned or by halves.
//! * Every statement goes through one small door (`door.rs`) in the part of SQL that PostgreSQL answers alike, because
//!   a second engine for several desks will stand behind that door later. Refused: an object mapper (it hides the
//!   statement that a clerk's data depend on), JSON columns (no constraint reaches into them), search by `LIKE`
//!   (engines differ in case and it reads everything).
//! * The file is SQLCipher; its key is random and lies, once for each operator, in a key-slot file beside it.
//!
//! This crate alone knows rusqlite. It knows no clock: the caller says when.

mod acts;
mod anchor;
mod aside;
mod assets;
pub mod backup;
mod book;
mod checks;
pub mod codes;
mod consequences;
mod counter;
mod damaged;
mod deletion;
mod door;
mod entry;
mod envelopes;
mod error;
mod facts;
mod history;
mod identity;
mod keys;
mod looks;
mod mailing;
mod operators;
mod optional_items;
mod papers;
mod parts;
mod place;
mod presses;
mod prints;
mod quarantine;
mod recipes;
mod rekey;
mod reminders;
mod reports;
mod runs;
mod seal;
mod search;
mod share;
mod society;
mod tables;
mod timeline;
mod touched;
mod undo;
mod verify;
mod waves;

pub use acts::{Act, Known, Moment, NewAct};
pub use anchor::{Anchor, Held};
pub use aside::TakenUp;
pub use assets::{Asset, AssetAct, AssetId, AssetStep, NewAsset, Variant};
pub use book::Ledger;
pub use checks::{Campaign, CheckState, CheckStep, NewCheckStep, StepKind};
pub use consequences::Seen;
pub use counter::{IdentityCheck, NewIdentityCheck};
pub use damaged::Damaged;
pub use deletion::{Deletion, Gone, Hold, Retention};
pub use entry::Entry;
pub use envelopes::{BundleRow, EnvelopeEvent, EnvelopeRow, EnvelopeStep, Loss, LossStep, StockEvent, StockStep};
pub use error::{Error, Result};
pub use facts::{
    ActSeq, AddressKind, Addressed, ApplicationFact, Batch, BatchId, Circumstance, Coverage, DecisionRow, Employer,
    Event, Fact, Fee, FeeState, Form, HouseholdId, ImportRow, Imprint, LastFourFact, Layer, MemberId, Myna, Named,
    Names, NewApplication, NewBatch, NewImport, NewPaper, PaperId, PaperKind, PaperLife, PaperState, Person, Proxy,
    Recorded, SheetRow, Society, State, Undelivered, Way,
};
pub use identity::{Answer, Answered, PersonKey, pair};
pub use keys::{FIRST_OPERATOR, Holder, NewSlot, Opener, Passphrase, RecoveryCode, Roll};
pub use looks::{Look, NewLook};
pub use mailing::{Asked, CharacterRule, Despite, PaperForm, PrintedAs, Source};
pub use operators::{Bulk, Operator, Released, Roles, Step, is_operator_code};
pub use optional_items::Wished;
pub use parts::PART;
pub use presses::{Calibration, Offsets, PressJob, Pressed};
pub use prints::{PrintFile, PrintMade};
pub use quarantine::{Ended, Reason, Waiting, WaitingRow};
pub use recipes::{ImportShape, NewRecipe, Recipe, RowMark, SheetShape};
pub use reminders::{
    Destruction, NewReminder, NewReminderPaper, OldCardEnd, PaperEvent, Reminder, ReminderPaper, UseAfterLoss,
};
pub use reports::{EndedPaper, IssuedPaper, Refused};
pub use runs::{ListId, NewList, NewRun, RegistrationList, Run, RunId, RunMember, RunPart};
pub use share::Share;
pub use undo::{Before, OfMember, Undone, Wrote};
pub use verify::Verification;
pub use waves::{NewWave, Wave, WaveId, WaveMember};
