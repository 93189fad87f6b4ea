//! Is the ledger whole?

use rules::words::Lang;

use crate::wire::{Said, Verified};
use crate::{Desk, Failure};

impl Desk {
    /// Page checksums, foreign keys, the journal's chain, and the seal over everything each act wrote.
    ///
    /// # Errors
    /// When the ledger cannot be read at all; what is wrong inside it is an answer, not an error.
    pub fn verify(&self, lang: Lang) -> Result<Verified, Failure> {
        let verification = self.ledger.verify()?;
        Ok(Verified {
            ok: verification.findings.is_empty(),
            acts: verification.acts,
            rows: verification.rows,
            head: verification.head.iter().map(|byte| format!("{byte:02x}")).collect(),
            findings: verification.findings.iter().map(|finding| Said::of(finding, lang)).collect(),
        })
    }
}
