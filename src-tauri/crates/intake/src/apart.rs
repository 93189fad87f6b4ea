//! A file read by a process apart: whatever it does to its reader, the program that asked goes on.
//!
//! The program starts itself once more with one word, hands over the file and what is asked of it, and hears rows. Before the
//! other process looks at a single byte it gives up what a reader does not need: memory beyond a gigabyte, time beyond a
//! minute, every file, every socket, every program ([`confine`](mod@confine)). What it answers is as little trusted as the
//! file: every length is checked, all together is capped, and an answer that is none ends in one sentence.
//!
//! Where the system is not Linux less is given up: elsewhere on Unix memory and time are limited, on Windows there is
//! only the process of its own, whose death harms nobody. A job object would do there what limits do here; it cannot be had
//! without code that this house does not write.
//!
//! Refused: a container for each file (nobody has one at a clerk's desk), WebAssembly (calamine at a quarter of its speed and a
//! compiler inside the program), threads (an allocation that fails ends them all).

mod child;
mod confine;
#[cfg(feature = "doors")]
pub(crate) mod doors;
mod parent;
mod wire;

pub use child::{CALLED, serve};
pub use parent::{Apart, Spent};
