//! Where the program keeps what belongs to this machine and to no ledger: the window and the command line share it.

use std::path::PathBuf;

use desk::guesses::Guesses;
use desk::places::CopyPlaces;

/// The name under which the window is known to the system.
const NAME: &str = "jp.daicho.window";

/// Where the copies and the anchors of this machine's ledgers go.
pub fn places() -> CopyPlaces {
    CopyPlaces::in_folder(folder().as_deref())
}

/// The guesses that were made on this machine.
pub fn guesses() -> Guesses {
    Guesses::in_folder(folder())
}

/// Are books of the old kind (.xls) read on this machine?
pub fn old_books() -> bool {
    desk::reader::old_books(folder().as_deref())
}

/// Where the program writes its own log.
pub fn state() -> Option<PathBuf> {
    let place = if cfg!(windows) {
        named("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        named("HOME").map(|home| home.join("Library/Logs"))
    } else {
        named("XDG_STATE_HOME").or_else(|| named("HOME").map(|home| home.join(".local/state")))
    };
    place.map(|place| place.join(NAME))
}

/// Where the program notes which files it is writing.
pub fn unfinished() -> Option<PathBuf> {
    state().map(|folder| folder.join("unfinished"))
}

fn named(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute())
}

/// Nothing is kept where the system names no place for it.
fn folder() -> Option<PathBuf> {
    let place = if cfg!(windows) {
        named("APPDATA")
    } else if cfg!(target_os = "macos") {
        named("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        named("XDG_CONFIG_HOME").or_else(|| named("HOME").map(|home| home.join(".config")))
    };
    place.map(|place| place.join(NAME))
}
