//! 一日の締め: the end of the day's journal gets an anchor, which goes onto a sheet of paper and into files elsewhere.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ledger::{ActSeq, Known};
use papers::{Record, Society};
use rules::calendar::Day;
use rules::words::Lang;

use crate::backup::keep_anchor;
use crate::drafts::{Drafts, may_write};
use crate::journal::NOT_LET_IN;
use crate::plan::sender;
use crate::roles::Permission;
use crate::wire::Closed;
use crate::{Desk, Failure, Occasion, words};

impl Desk {
    /// Closes the day: an act of its own, whose anchor is written onto a sheet in `out` and added to the anchors of each folder.
    /// A day may be closed more than once; each sheet stands for itself.
    ///
    /// # Errors
    /// When it is not permitted, or the sheet or an anchor cannot be written. The act stays: its anchor can be had again by
    /// closing again.
    pub fn close_day(&mut self, out: &Path, anchors: &[PathBuf], occasion: &Occasion) -> Result<Closed, Failure> {
        // Whoever checks the journal may anchor it too.
        if !self.may(Permission::Audit) {
            self.must(Permission::Backup)?;
        }
        let known = self.ledger.now_known()?;
        let on = occasion.today;
        let policies = self.policies(known)?;
        let policy = policies.on(on).map_err(Failure::other)?.clone();
        let society = sender(&self.ledger.society(known)?.unwrap_or_default(), &policy);
        for folder in [out].into_iter().chain(anchors.iter().map(PathBuf::as_path)) {
            may_write(folder)?;
        }
        let act = self.act_of("close", occasion);
        let (seq, ()) = self.ledger.act::<(), Failure>(act, |_| Ok(()))?;
        self.close_on_paper(seq, out, anchors, known, &society, on).map_err(|failure| {
            failure.after(
                (
                    "一日の締めは記録されていますが、用紙または記録点を書き出せていません。",
                    "場所を直して、もう一度締めてください。新しい用紙ができます。",
                ),
                (
                    "The close is on record; its sheet or anchors are not written.",
                    "Mend the place, and close once more.",
                ),
            )
        })
    }

    /// The sheet and the anchors of a close that is on record.
    fn close_on_paper(
        &self,
        seq: ActSeq,
        out: &Path,
        anchors: &[PathBuf],
        known: Known,
        society: &Society,
        on: Day,
    ) -> Result<Closed, Failure> {
        let anchor = self.ledger.anchor(seq)?.ok_or_else(|| crate::backup::no_anchor(out))?;

        // By operator: acts and looks of the day.
        let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for act in self.ledger.acts_between(on, on)? {
            // Whoever was let in next did not do it: nobody is known to have.
            let who = if act.kind == NOT_LET_IN { String::new() } else { act.operator };
            counts.entry(who).or_default().0 += 1;
        }
        for look in self.ledger.looks(on, on)? {
            counts.entry(look.operator).or_default().1 += 1;
        }
        let operators = self.ledger.operators(known)?;
        let name = |code: &str| {
            let one = operators.iter().find(|one| one.code == code);
            let name = one.map_or(code, |one| one.name.as_str());
            if code.is_empty() { "だれか（開けなかった）" } else { words::operator(code, name, Lang::Ja) }.to_owned()
        };
        let rows: Vec<Vec<String>> = counts
            .iter()
            .map(|(code, (acts, looks))| vec![code.clone(), name(code), acts.to_string(), looks.to_string()])
            .collect();
        let acts: usize = counts.values().map(|(acts, _)| acts).sum();
        let looks: usize = counts.values().map(|(_, looks)| looks).sum();
        let record =
            Record { society, on, heads: &[acts.to_string(), looks.to_string()], rows: &rows, anchor: &anchor.text() };
        let sheet = papers::record("closing", &record).map_err(Failure::from)?;
        let title = format!("daicho-close-{on}-{}.pdf", seq.0);
        let file = out.join(&title);
        if file.exists() {
            // Another ledger's sheet of the same day.
            return Err(Failure::file(&file, &std::io::ErrorKind::AlreadyExists.into()));
        }
        let mut files = Drafts::new(out);
        files.whole(&title, 1, &sheet.bytes)?;
        files.publish()?;
        let mut kept = Vec::new();
        for folder in anchors {
            kept.push(keep_anchor(folder, &anchor)?.display().to_string());
        }
        Ok(Closed {
            on,
            act: seq.0,
            anchor: anchor.text(),
            file: file.display().to_string(),
            acts,
            looks,
            anchors: kept,
        })
    }
}
