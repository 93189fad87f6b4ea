//! The library never brings the system's card library with it: what links it starts where that is missing.

use std::path::Path;
use std::process::Command;

use card::{Apart, Port, Trouble};
use tests::software_card::card_program;

/// The libraries that a program asks the system for.
fn asked_for(program: &Path) -> String {
    let told = Command::new("readelf").arg("-d").arg(program).output().expect("readelf (Debian: binutils)");
    assert!(told.status.success());
    let text = String::from_utf8_lossy(&told.stdout).into_owned();
    assert!(text.contains("libc.so"), "readelf tells of no library at all");
    text
}

#[test]
fn the_program_apart_alone_links_the_card_library() {
    assert!(asked_for(card_program()).contains("libpcsclite"));
    let this = std::env::current_exe().expect("a test has a path");
    assert!(!asked_for(&this).contains("libpcsclite"), "whoever links the library would not start without it");
}

#[test]
fn a_missing_program_and_a_missing_library_are_told_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut nowhere = Apart::by(folder.path().join("daicho-card"));
    assert_eq!(nowhere.readers(), Err(Trouble::NoHelper));

    // What the system's loader says and does when a library is missing.
    let script = folder.path().join("without-library");
    let says = "error while loading shared libraries: libpcsclite.so.1: cannot open shared object file";
    std::fs::write(&script, format!("#!/bin/sh\necho '{says}' >&2\nexit 127\n")).expect("a script");
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(&script, mode).expect("rights");
    assert_eq!(Apart::by(script.clone()).readers(), Err(Trouble::NoLibrary));

    std::fs::write(&script, "#!/bin/sh\nexit 3\n").expect("a script");
    assert_eq!(Apart::by(script).readers(), Err(Trouble::NoHelper));
}

/// The real program and the real loader: the library is hidden by a name that is found first and is no library.
#[test]
fn the_real_program_without_its_library_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let script = folder.path().join("hidden");
    // A folder mounted over the library, in a namespace of its own.
    let hide = "for it in /usr/lib/*/libpcsclite.so.1 /lib/*/libpcsclite.so.1; do [ ! -e $it ] || mount --bind /dev/null $it; done";
    let program = card_program().display();
    std::fs::write(&script, format!("#!/bin/sh\nexec unshare -Urm sh -c '{hide}; exec {program}'\n"))
        .expect("a script");
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(&script, mode).expect("rights");
    assert_eq!(Apart::by(script).readers(), Err(Trouble::NoLibrary));
}

#[test]
fn a_program_that_answers_what_is_no_answer_is_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let script = folder.path().join("nonsense");
    let mode = || std::os::unix::fs::PermissionsExt::from_mode(0o755);
    for nonsense in [
        "printf '\\377\\377\\377\\377\\020'",
        "printf '\\003\\000\\000\\000\\020abc'",
        "printf '\\000\\000\\000\\000\\022'",
        "printf '\\005\\000'",
        ":",
    ] {
        std::fs::write(&script, format!("#!/bin/sh\n{nonsense}\nexec cat >/dev/null\n")).expect("a script");
        std::fs::set_permissions(&script, mode()).expect("rights");
        let told = Apart::by(script.clone()).with_patience(std::time::Duration::from_secs(1)).readers();
        assert!(matches!(told, Err(Trouble::NoHelper | Trouble::Mute)), "{nonsense}: {told:?}");
    }
}
