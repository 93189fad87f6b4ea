//! Cards: what is asked of one, what may go wrong at every command, and the real service with the real program between.

mod alone;
mod anchors;
mod dialogue;
mod faults;
mod input;
mod opensc;
mod service;
