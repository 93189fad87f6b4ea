//! A training society: invented people, their employers' files, and an empty ledger to practise on.

use std::path::Path;

use ledger::Passphrase;
use rules::words::{Complaint, Lang, Said, Weight};

use crate::demo::{Plan, write};
use crate::founding::{found, text_file};
use crate::import::Import;
use crate::wire::{Imported, Training};
use crate::{Failure, Occasion};

/// The file beside the ledger of a training society that has its passphrase.
pub const PASSPHRASE_FILE: &str = "passphrase.txt";

/// The passphrase of a training society, which lies beside it and is no secret. Nobody asks this for a real ledger.
///
/// # Errors
/// When it is not there.
pub fn passphrase(dir: &Path) -> Result<String, Failure> {
    Ok(text_file(&dir.join(PASSPHRASE_FILE))?.trim_end().to_owned())
}

/// The name of the passphrase's file, where what lies beside a ledger is what [`make`] puts there.
pub(crate) fn passphrase_beside(ledger: &Path) -> Option<&'static str> {
    let dir = ledger.parent()?;
    [PASSPHRASE_FILE, "truth.jsonl", "expected.json"]
        .iter()
        .all(|name| dir.join(name).is_file())
        .then_some(PASSPHRASE_FILE)
}

/// Makes a training society in a folder that is new or empty; `filled` imports everything that its employers sent.
///
/// # Errors
/// When the folder holds something already, or cannot be written.
pub fn make(
    dir: &Path,
    members: u32,
    seed: u64,
    filled: bool,
    occasion: &Occasion,
    lang: Lang,
) -> Result<Training, Failure> {
    if std::fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(Failure::other(Complaint {
            place: dir.display().to_string(),
            code: "already_exists",
            weight: Weight::Refusal,
            sentence: Said::new(
                "このフォルダーには、すでに何かが入っています。",
                "There is something in this folder already.",
            ),
            hint: Said::new("新しい、または空のフォルダーを指定してください。", "Give a new or an empty folder."),
        }));
    }
    let written = write(Plan { members, seed }, dir).map_err(Failure::other)?;
    let passphrase = Passphrase::from(text_file(&written.passphrase)?);
    let path = dir.join("ledger.daicho");
    let (mut desk, founded) = found(&path, &written.society, &written.policy, &passphrase, occasion)?;
    let mut imported: Vec<Imported> = Vec::new();
    if filled {
        for incoming in &written.incoming {
            let import = Import { employer: incoming.employer.clone(), ..Import::of(incoming.path.clone(), lang) };
            let mut done = desk.import(&import, occasion)?;
            // The answer counts; what changed in detail is in the ledger.
            done.changes.clear();
            imported.push(done);
        }
    }
    let place = |path: &Path| path.strip_prefix(dir).unwrap_or(path).display().to_string();
    Ok(Training {
        dir: dir.display().to_string(),
        ledger: "ledger.daicho".to_owned(),
        society: founded.society,
        members,
        seed,
        files: [&written.society, &written.policy, &written.passphrase, &written.truth, &written.expected]
            .into_iter()
            .map(|path| place(path))
            .chain(written.incoming.iter().map(|incoming| place(&incoming.path)))
            .collect(),
        imported,
    })
}
