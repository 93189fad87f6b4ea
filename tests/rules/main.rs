//! The rules, as the tables beside this file say they are, and everything else the `rules` crate promises.

mod calendar;
mod explain;
mod last_four;
mod policies;
mod returns;
mod rows;
mod tables;
mod trial;
mod wording;
