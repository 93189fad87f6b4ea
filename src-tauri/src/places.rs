//! Ledgers that the window remembers in the program's own folder. What cannot be kept is no reason to stop.

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

    /// Those that are still there, or whose key file is: such a one can be put back from its copies.
    pub fn list(&self) -> Vec<String> {
        let text = std::fs::read_to_string(&self.file).unwrap_or_default();
        let is_there = |line: &&str| Path::new(line).is_file() || Path::new(&format!("{line}.keys")).is_file();
        text.lines().filter(is_there).map(str::to_owned).collect()
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
