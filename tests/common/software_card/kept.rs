//! What must not be on disk after a card was read.

use std::path::Path;

use super::{Holder, fixtures};

/// Looks through every file of a folder, whatever is below it, for what the card alone told: the number, the address as the card
/// writes it, the certificate; as text of one or of two bytes a sign. The files of these names, in which a test wrote what opens the
/// card, are left out. Answers how many files were read.
///
/// # Panics
/// When one of them holds any of it, or cannot be read.
#[must_use]
pub fn holds_nothing_of(whose: &Holder, folder: &Path, but: &[&str]) -> usize {
    let certificate = std::fs::read(fixtures().join(format!("{}.der", whose.file))).expect("the fixture");
    let mut canaries = vec![certificate[100..140].to_vec()];
    for text in [whose.number().as_str(), whose.address] {
        canaries.push(text.as_bytes().to_vec());
        canaries.push(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
    }
    let (mut looked, mut folders) = (0, vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            // What points elsewhere, and what is no file (a socket), holds nothing.
            let Ok(kind) = std::fs::symlink_metadata(&path).map(|it| it.file_type()) else { continue };
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() && !but.iter().any(|name| path.ends_with(name)) {
                let bytes = std::fs::read(&path).expect("a file");
                looked += 1;
                let found = canaries.iter().any(|canary| bytes.windows(canary.len()).any(|part| part == canary));
                assert!(!found, "{}", path.display());
            }
        }
    }
    looked
}
