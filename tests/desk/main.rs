//! Whole roads: what a clerk does with the built program, from an employer's file to a printed letter.
#![allow(clippy::panic, reason = "a helper of tests fails by panicking")]

mod answers;
mod applications;
mod backup;
mod bad_input;
mod close;
mod consequences;
mod damaged;
mod decide;
mod deletion;
mod demo;
mod dirt;
mod find;
#[path = "../intake/forge.rs"]
#[allow(dead_code, reason = "made for tests that make more with it")]
mod forge;
mod grammar;
#[path = "../intake/hostile_files.rs"]
mod hostile_files;
mod identity;
mod import;
mod insertion;
mod journal;
mod large_runs;
mod last_four_campaign;
mod leak;
mod letters;
mod life;
mod lists;
mod milestones;
mod official;
mod operators;
mod owed;
mod parts;
mod plan_print;
mod quarantine;
mod read_only;
mod reader;
mod rebuild;
mod recipes;
mod reminders;
mod reports;
mod returned;
mod returned_mail;
mod road;
mod roles;
mod run;
mod sheets;
mod shield;
mod stories;
mod today;
mod torn;
mod traces;
mod trial;
mod trouble;
mod two_clerks;
mod undo;
mod verify;
mod watched;
mod waves;
mod what_if;
mod whom;
mod window;
mod work;
mod world;
mod year;
