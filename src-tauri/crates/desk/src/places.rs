//! Where the copies of a ledger go, and with them its anchors: remembered in the program's own folder, for the window and the
//! command line alike. What cannot be kept is no reason to stop.

use std::path::{Path, PathBuf};

use ledger::{ActSeq, Anchor};

use crate::Desk;
use crate::backup::{anchors_file, keep_anchor};
use crate::drafts::replace;
use crate::wire::AnchorsHere;

/// Where the copies of each ledger go.
pub struct CopyPlaces {
    file: Option<PathBuf>,
}

/// Where the copies of one ledger go.
#[derive(Default)]
pub struct Places {
    /// The folder of copies.
    pub to: Option<PathBuf>,
    /// The second place.
    pub also: Option<PathBuf>,
}

impl CopyPlaces {
    /// Kept in the program's own folder, where there is one.
    pub fn in_folder(folder: Option<&Path>) -> CopyPlaces {
        CopyPlaces { file: folder.map(|folder| folder.join("copies.txt")) }
    }

    /// One line a ledger: its number, the folder, the second place.
    fn lines(&self) -> Vec<String> {
        let text = self.file.as_ref().and_then(|file| std::fs::read_to_string(file).ok()).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }

    /// Those of a ledger.
    pub fn of(&self, ledger: &str) -> Places {
        let lines = self.lines();
        let Some(line) = lines.iter().find(|line| line.starts_with(ledger)) else { return Places::default() };
        let mut parts = line.split('\t').skip(1).map(|part| Some(PathBuf::from(part)).filter(|_| !part.is_empty()));
        Places { to: parts.next().flatten(), also: parts.next().flatten() }
    }

    /// Remembers those of a ledger, wherever they will be looked for from.
    pub fn keep(&self, ledger: &str, to: &Path, also: Option<&Path>) {
        let Some(file) = &self.file else { return };
        let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let (to, also) = (whole(to), also.map(whole));
        let mut lines = self.lines();
        lines.retain(|line| !line.starts_with(ledger));
        let also = also.map(|also| also.display().to_string()).unwrap_or_default();
        lines.insert(0, format!("{ledger}\t{}\t{also}", to.display()));
        if let Some(folder) = file.parent() {
            let _ = std::fs::create_dir_all(folder).and_then(|()| replace(file, lines.join("\n").as_bytes()));
        }
    }
}

impl Places {
    /// Both, as far as there are any.
    pub fn folders(self) -> Vec<PathBuf> {
        [self.to, self.also].into_iter().flatten().collect()
    }
}

impl Desk {
    /// From now on each frozen batch and each printing adds its anchor to the files of anchors where this ledger's copies go.
    pub fn anchors_go_to(&mut self, places: &CopyPlaces) {
        self.anchors = places.of(self.number()).folders();
    }

    /// Adds an act's anchor wherever anchors go. A place that is not there just now is no reason to stop: what the files have
    /// last is shown beside the copies.
    pub(crate) fn keep_outside(&self, act: ActSeq) {
        for folder in &self.anchors {
            let kept = self.ledger.anchor(act).ok().flatten().map(|anchor| keep_anchor(folder, &anchor));
            if !matches!(kept, Some(Ok(_))) {
                let seq = act.0;
                tracing::warn!(seq, "the anchor could not be kept outside");
            }
        }
    }

    /// What the files of anchors in these folders have last.
    pub(crate) fn anchors_in(&self, folders: &[&Path]) -> Vec<AnchorsHere> {
        let last = |folder: &Path| {
            let text = std::fs::read_to_string(anchors_file(folder, self.number())).ok()?;
            text.lines().rev().find_map(Anchor::read).filter(|anchor| anchor.ledger == self.number())
        };
        let here = |folder: &&Path| {
            let last = last(folder);
            AnchorsHere {
                folder: folder.display().to_string(),
                at: last.as_ref().map(|anchor| anchor.at.text().to_owned()),
                act: last.map(|anchor| anchor.act.0),
            }
        };
        folders.iter().map(here).collect()
    }
}
