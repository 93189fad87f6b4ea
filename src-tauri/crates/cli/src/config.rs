//! Where the program keeps what belongs to this machine and to no ledger: the window and the command line share it.

use std::path::PathBuf;

use desk::guesses::Guesses;

/// The name under which the window is known to the system.
const NAME: &str = "jp.daicho.window";

/// The guesses that were made on this machine.
pub fn guesses() -> Guesses {
    Guesses::in_folder(folder())
}

/// Nothing is kept where the system names no place for it.
fn folder() -> Option<PathBuf> {
    let named = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let place = if cfg!(windows) {
        named("APPDATA")
    } else if cfg!(target_os = "macos") {
        named("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        named("XDG_CONFIG_HOME").or_else(|| named("HOME").map(|home| home.join(".config")))
    };
    place.map(|place| place.join(NAME))
}
