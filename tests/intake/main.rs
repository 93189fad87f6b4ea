//! Employers' files, read: what is in `fixtures/employers` with what is expected of it, and what no file may do.

mod dates;
mod encodings;
mod fixtures;
mod folding;
mod forge;
mod fuzz;
mod habits;
mod hidden;
mod hostile;
mod hostile_files;
mod locked;
mod numbers;
mod official;
mod oracles;
mod sheets;
mod tables;
mod told;
mod writing;
