//! The house rules: who knows whom, what is absent from where, and what never leaves the house.
//!
//! Each check is a function from sources to findings. It is asked twice: of the house, where it must find nothing, and of a planted
//! fault, which it must find; so no check can fall asleep unnoticed.

mod absent;
mod fuzzed;
mod knows;
mod lexed;
mod private;
mod supply;
mod tree;

/// Fails with every finding on a line of its own.
#[track_caller]
fn none(findings: &[String]) {
    assert!(findings.is_empty(), "{} findings:\n{}", findings.len(), findings.join("\n"));
}

/// Fails unless there is exactly one finding and it names what was planted.
#[track_caller]
fn finds(findings: &[String], planted: &str) {
    assert!(
        findings.len() == 1 && findings[0].contains(planted),
        "expected one finding that names {planted}, got {}:\n{}",
        findings.len(),
        findings.join("\n")
    );
}
