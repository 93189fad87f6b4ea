//! Is the ledger whole?

use std::path::Path;

use rules::words::Lang;

use crate::backup::{others_anchors, read_anchors};
use crate::roles::Permission;
use crate::wire::{Said, Verified};
use crate::{Desk, Failure};

impl Desk {
    /// Page checksums, foreign keys, the journal's chain, the seal over everything each act wrote, and the anchors of a folder
    /// outside.
    ///
    /// # Errors
    /// When the ledger cannot be read at all, or the folder has no anchor of it; what is wrong inside is an answer.
    pub fn verify(&self, anchors: Option<&Path>, lang: Lang) -> Result<Verified, Failure> {
        self.must(Permission::Audit)?;
        let outside = anchors.map(read_anchors).transpose()?;
        let held = outside.map(|outside| self.ledger.hold_against(&outside)).transpose()?;
        if let (Some(held), Some(folder)) = (&held, anchors)
            && held.anchors == 0
        {
            return Err(others_anchors(folder));
        }
        let mut verification = self.ledger.verify()?;
        verification.findings.extend(held.iter().flat_map(|held| held.findings.clone()));
        Ok(Verified {
            ok: verification.findings.is_empty(),
            acts: verification.acts,
            rows: verification.rows,
            head: verification.head.iter().map(|byte| format!("{byte:02x}")).collect(),
            anchors: held.as_ref().map(|held| held.anchors),
            since_anchor: held.as_ref().map(|held| held.since),
            altered: self.ledger.first_altered(&verification.findings),
            remarks: verification.remarks.iter().map(|remark| Said::of(remark, lang)).collect(),
            findings: verification.findings.iter().map(|finding| Said::of(finding, lang)).collect(),
        })
    }
}
