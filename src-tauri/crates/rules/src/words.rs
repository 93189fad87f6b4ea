//! The words in which the crates meet. Personal data live in types whose `Debug` shows nothing.

mod complaint;
pub mod fold;
pub mod identity;
mod personal;
mod report;
mod toml_mistake;

pub use complaint::{Complaint, Lang, Said, Weight};
pub use identity::InsuredNumber;
pub use personal::{Address, Kana, LastFour, Name};
pub use report::{Relation, Report, ReportKind, Sex};
pub use toml_mistake::toml_mistake;
