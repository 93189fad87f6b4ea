//! A small society on the disk, to be copied for every try.

use std::path::{Path, PathBuf};

use tests::program::run;

/// A folder with a training society of a few people whose first files are in, a batch frozen, and a copy made.
pub struct Society {
    folder: tempfile::TempDir,
    pub batch: String,
    /// An employer's file that is not in yet.
    pub waiting: String,
}

impl Society {
    pub fn new() -> Society {
        let folder = tempfile::tempdir().expect("a temporary folder");
        run(folder.path(), &["demo", "society", "--members", "24"]).ends(0);
        let society = Society { folder, batch: String::new(), waiting: String::new() };
        let mut incoming: Vec<String> = std::fs::read_dir(society.path().join("incoming"))
            .expect("incoming")
            .map(|entry| format!("incoming/{}", entry.expect("an entry").file_name().to_string_lossy()))
            .filter(|name| name.contains("取得"))
            .collect();
        incoming.sort();
        let waiting = incoming.pop().expect("a file that waits");
        for file in &incoming {
            assert!(run(&society.path(), &["import", "ledger.daicho", file]).code <= 1, "{file}");
        }
        for name in ["out", "copies"] {
            std::fs::create_dir(society.path().join(name)).expect("a folder");
        }
        let plan = run(&society.path(), &["plan", "ledger.daicho", "--kind", "notice", "--json"]).ends(0).json();
        let batch = plan["batch"].as_str().expect("a batch").to_owned();
        run(&society.path(), &["backup", "ledger.daicho", "--to", "copies"]).ends(0);
        let copy = std::fs::read_dir(society.path().join("copies"))
            .expect("copies")
            .map(|entry| entry.expect("an entry").path())
            .find(|path| path.extension().is_some_and(|end| end == "kbk"))
            .expect("a copy");
        for end in ["kbk", "kbk.keys"] {
            std::fs::rename(copy.with_extension(end), society.path().join(format!("old.{end}"))).expect("a copy");
        }
        Society { batch, waiting, ..society }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("society")
    }

    /// The same society in a folder of its own.
    pub fn copied(&self) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder");
        copy_all(&self.path(), folder.path());
        folder
    }
}

fn copy_all(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a kind").is_dir() {
            std::fs::create_dir(&target).expect("a folder");
            copy_all(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), &target).expect("a copy");
        }
    }
}

/// How many acts the ledger of a folder holds, once it is sure that it is whole.
pub fn acts(folder: &Path) -> i64 {
    let verified = run(folder, &["verify", "ledger.daicho", "--json"]).ends(0).json();
    verified["acts"].as_i64().expect("a number")
}
