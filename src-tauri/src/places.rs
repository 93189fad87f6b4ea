//! Places that the window remembers in the program's own folder: ledgers, and where their copies go. What cannot be kept is
//! no reason to stop.

use std::path::{Path, PathBuf};

use desk::drafts::replace;

/// Ledgers that were opened here lately, the last one first.
pub struct Recent {
    file: PathBuf,
}

impl Recent {
    /// Kept in the program's own folder.
    pub fn in_folder(folder: &Path) -> Recent {
        Recent { file: folder.join("recent.txt") }
    }

    /// Those that are still there.
    pub fn list(&self) -> Vec<String> {
        let text = std::fs::read_to_string(&self.file).unwrap_or_default();
        text.lines().filter(|line| Path::new(line).is_file()).map(str::to_owned).collect()
    }

    /// Puts one at the top. A list that cannot be kept is no reason to stop.
    pub fn add(&self, path: &str) {
        let mut list = self.list();
        list.retain(|other| other != path);
        list.insert(0, path.to_owned());
        list.truncate(8);
        if let Some(folder) = self.file.parent() {
            let _ = std::fs::create_dir_all(folder).and_then(|()| replace(&self.file, list.join("\n").as_bytes()));
        }
    }
}

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

    /// Remembers those of a ledger.
    pub fn keep(&self, ledger: &str, to: &Path, also: Option<&Path>) {
        let Some(file) = &self.file else { return };
        let mut lines = self.lines();
        lines.retain(|line| !line.starts_with(ledger));
        let also = also.map(|also| also.display().to_string()).unwrap_or_default();
        lines.insert(0, format!("{ledger}\t{}\t{also}", to.display()));
        if let Some(folder) = file.parent() {
            let _ = std::fs::create_dir_all(folder).and_then(|()| replace(file, lines.join("\n").as_bytes()));
        }
    }
}
