//! A small society on the disk, to be copied for every try.

use std::path::{Path, PathBuf};

use ledger::{Ledger, Passphrase};
use tests::program::run;

/// A folder with a training society of a few people whose first files are in, a batch frozen, and a copy made.
pub struct Society {
    folder: tempfile::TempDir,
    pub batch: String,
    /// An employer's file that is not in yet.
    pub waiting: String,
    /// Somebody on record.
    pub member: String,
}

impl Society {
    pub fn new() -> Society {
        let folder = tempfile::tempdir().expect("a temporary folder");
        run(folder.path(), &["demo", "society", "--members", "24"]).ends(0);
        let society = Society { folder, batch: String::new(), waiting: String::new(), member: String::new() };
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
        folders(&society.path());
        // A second operator, who will have to go.
        std::fs::write(society.path().join("sato.txt"), "sato の長い合言葉です\n").expect("a passphrase");
        let add = ["operator", "ledger.daicho", "add", "sato", "--role", "clerk", "--new-passphrase-file", "sato.txt"];
        run(&society.path(), &add).ends(0);
        let everybody = run(&society.path(), &["decide", "ledger.daicho", "--json"]).ends(0).lines();
        let member = everybody[0]["member"].as_str().expect("a member").to_owned();
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
        Society { batch, waiting, member, ..society }
    }

    /// The same society, from which somebody went so long ago that nothing more is kept of them.
    pub fn with_leavers(self) -> Society {
        const CAME: &str = "記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,個人番号\n\
                            101,9931,00,去田　古夫,サリタ　フルオ,S40.1.2,男,本人,H20.4.1,123456789018\n";
        const LEFT: &str = "記号,番号,枝番,氏名,カナ,生年月日,資格喪失年月日\n\
                            101,9931,00,去田　古夫,サリタ　フルオ,S40.1.2,R2.10.1\n";
        for (file, text, on) in [("came.csv", CAME, "2008-04-10"), ("left.csv", LEFT, "2020-10-10")] {
            std::fs::write(self.path().join(file), text).expect("a file");
            run(&self.path(), &["import", "ledger.daicho", file, "--on", on]).ends(0);
        }
        self
    }

    /// A folder with a ledger as a version of the past left it.
    pub fn of_version(version: usize) -> Society {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("society");
        std::fs::create_dir(&path).expect("a folder");
        folders(&path);
        let from = PathBuf::from(format!("{}/../fixtures/ledgers/{version}", env!("CARGO_MANIFEST_DIR")));
        for file in ["ledger.daicho", "ledger.daicho.keys"] {
            std::fs::copy(from.join(file), path.join(file)).expect("a copy");
            let mode = std::os::unix::fs::PermissionsExt::from_mode(0o600);
            std::fs::set_permissions(path.join(file), mode).expect("private");
        }
        std::fs::write(path.join("passphrase.txt"), "見本の合言葉 for tests\n").expect("a passphrase");
        Society { folder, batch: String::new(), waiting: String::new(), member: String::new() }
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

pub fn copy_all(from: &Path, to: &Path) {
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

fn folders(path: &Path) {
    for name in ["out", "copies", "usb"] {
        std::fs::create_dir(path.join(name)).expect("a folder");
    }
}

/// The passphrase in a file of a folder.
pub fn passphrase(folder: &Path, file: &str) -> Passphrase {
    let text = std::fs::read_to_string(folder.join(file)).expect("a passphrase");
    Passphrase::from(text.trim_end().to_owned())
}

/// How many acts and looks a ledger holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub acts: i64,
    pub looks: i64,
}

/// How many acts and looks the ledger of a folder holds, once it is sure that it opens and is whole.
#[track_caller]
pub fn standing(folder: &Path) -> Standing {
    let ledger = Ledger::open(&folder.join("ledger.daicho"), &passphrase(folder, "passphrase.txt"));
    let verified =
        ledger.and_then(|ledger| ledger.verify()).unwrap_or_else(|error| panic!("it does not open: {error}"));
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);
    Standing { acts: verified.acts, looks: verified.looks }
}
