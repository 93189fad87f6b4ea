//! Whole roads: what a clerk does with the built program, from an employer's file to a printed letter.
#![allow(clippy::panic, reason = "a helper of tests fails by panicking")]

mod backup;
mod bad_input;
mod close;
mod consequences;
mod damaged;
mod decide;
mod deletion;
mod demo;
mod find;
mod grammar;
mod import;
mod journal;
mod last_four_campaign;
mod leak;
mod life;
mod operators;
mod parts;
mod plan_print;
mod read_only;
mod reports;
mod road;
mod roles;
mod run;
mod stories;
mod today;
mod traces;
mod trial;
mod trouble;
mod verify;
mod waves;
mod what_if;
mod whom;
mod window;
mod world;
