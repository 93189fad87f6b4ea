//! A small society in a temporary folder.

use std::path::{Path, PathBuf};

use serde_json::Value;
pub use tests::society::{POLICY, SOCIETY};

use tests::program::{Ran, run};

/// A folder with a society, its policy, a passphrase and a ledger.
pub struct World {
    /// It goes with the world.
    _folder: tempfile::TempDir,
    within: PathBuf,
}

impl World {
    /// The folder with its files, without a ledger.
    pub fn bare() -> World {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let world = World { within: folder.path().to_owned(), _folder: folder };
        world.file("society.toml", SOCIETY);
        world.file("policy.toml", POLICY);
        world.file("passphrase.txt", "見本の合言葉 for tests\n");
        world
    }

    /// The folder with an empty ledger.
    pub fn new() -> World {
        let world = World::bare();
        world.run(&["init", "ledger.daicho", "--society", "society.toml", "--policy", "policy.toml"]).ends(0);
        world
    }

    /// A society whose ledger holds one household of three and one single member.
    pub fn peopled() -> World {
        let world = World::new();
        world.file("people.csv", PEOPLE);
        let imported =
            world.run(&["import", "ledger.daicho", "people.csv", "--on", "2026-04-10", "--json"]).ends(0).json();
        assert_eq!(counts(&imported), [4, 0, 0, 0, 0, 0], "{imported}");
        world
    }

    /// The same world, seen from a folder of it that holds a society.
    pub fn inside(self, name: &str) -> World {
        World { within: self.at(name), ..self }
    }

    pub fn path(&self) -> &Path {
        &self.within
    }

    pub fn at(&self, name: &str) -> PathBuf {
        self.within.join(name)
    }

    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.at(name), content).expect("a file in the temporary folder");
    }

    /// The bytes of every file of the ledger.
    pub fn ledger(&self) -> Vec<(String, Vec<u8>)> {
        let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(self.path())
            .expect("the folder")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("ledger.daicho")))
            .filter(|path| !path.to_string_lossy().ends_with("-shm") && !path.to_string_lossy().ends_with("-wal"))
            .map(|path| (path.display().to_string(), std::fs::read(&path).expect("a readable file")))
            .collect();
        files.sort();
        files
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        run(self.path(), arguments)
    }

    /// Imports a table given as CSV text and answers its JSON, whatever the exit code.
    pub fn import(&self, name: &str, content: &str, more: &[&str]) -> Value {
        self.file(name, content);
        let mut arguments = vec!["import", "ledger.daicho", name, "--json"];
        arguments.extend(more);
        let ran = self.run(&arguments);
        assert!(ran.code == 0 || ran.code == 1, "{} {}", ran.out, ran.err);
        let imported = ran.json();
        let refusals = imported["rejected"].as_u64().unwrap_or(0) + imported["doubtful"].as_u64().unwrap_or(0);
        assert_eq!(ran.code, i32::from(refusals > 0), "the exit code tells of refusals: {imported}");
        imported
    }

    /// The outcomes of one member.
    pub fn decide(&self, member: &str, on: &str) -> Value {
        self.run(&["decide", "ledger.daicho", "--member", member, "--on", on, "--json"]).ends(0).json()
    }

    /// One member whole.
    pub fn show(&self, member: &str, on: &str) -> Value {
        self.run(&["show", "ledger.daicho", member, "--on", on, "--json"]).ends(0).json()
    }
}

/// new, changed, unchanged, doubtful, rejected, duplicate.
pub fn counts(imported: &Value) -> [u64; 6] {
    ["new", "changed", "unchanged", "doubtful", "rejected", "duplicate"]
        .map(|name| imported[name].as_u64().unwrap_or(u64::MAX))
}

/// The codes of the complaints.
pub fn codes(imported: &Value) -> Vec<String> {
    let complaints = imported["complaints"].as_array().expect("complaints");
    complaints.iter().map(|complaint| complaint["code"].as_str().unwrap_or("").to_owned()).collect()
}

pub const PEOPLE: &str = "\
記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,郵便番号,住所
101,0012,00,山田　太郎,ヤマダ　タロウ,昭和55年1月2日,男,本人,令和2年4月1日,1000001,東京都千代田区千代田1-1
101,0012,01,山田　花子,ヤマダ　ハナコ,S57.3.4,女,妻,R2.4.1,1000001,東京都千代田区千代田1-1
101,0012,02,山田　一郎,ヤマダ　イチロウ,2012/5/6,男,子,2020-04-01,1000001,東京都千代田区千代田1-1
202,7,00,髙橋　さくら,タカハシ　サクラ,19900215,女,本人,2021.10.1,5300001,大阪府大阪市北区梅田1-2-3
";
