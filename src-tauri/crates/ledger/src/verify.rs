//! Is the ledger whole? Pages, references, the chain of acts, and the seal over everything each act wrote.

use rules::words::Complaint;

/// What a check of the whole ledger found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// Every page bears its seal and the trees are sound.
    pub pages_ok: bool,
    /// Every reference leads somewhere.
    pub references_ok: bool,
    /// How many acts were checked.
    pub acts: i64,
    /// How many rows were checked against the seals of their acts.
    pub rows: i64,
    /// The head of the chain.
    pub head: [u8; 32],
    /// What is wrong; empty when all is well.
    pub findings: Vec<Complaint>,
}
