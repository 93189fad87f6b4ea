//! Days, terms, eras, holidays, and every date of the law.

mod day;
pub mod written;

pub use day::{Day, NotADay, day};
