//! Employers' files, read: what is in `fixtures/employers` with what is expected of it, and what no file may do.

mod dates;
mod encodings;
mod fixtures;
mod folding;
mod forge;
mod habits;
mod hostile;
mod numbers;
mod official;
mod oracles;
mod sheets;
mod tables;
mod told;
mod writing;
