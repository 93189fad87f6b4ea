//! What the targets begin with: employers' files of the fixtures, the files made to hurt, and what is small enough to be written here.
//! `seeds FOLDER` puts them into a folder for each target.
#![no_main]

#[path = "../../intake/forge.rs"]
#[allow(dead_code, reason = "made for tests that make more with it")]
mod forge;
#[path = "../../intake/hostile_files.rs"]
#[allow(dead_code, reason = "only the tests ask by which code a file is refused")]
mod hostile_files;
#[path = "seeds/made.rs"]
mod made;

use fuzz::checks;

// Built with counters like the targets, it needs libFuzzer as they do; it is done before that begins.
libfuzzer_sys::fuzz_target!(init: end(&put()), |_bytes: &[u8]| {});

fn end(put: &std::io::Result<()>) {
    std::process::exit(i32::from(put.is_err()));
}

fn put() -> std::io::Result<()> {
    let folder = std::path::PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "corpus".to_owned()));
    let hostile = hostile_files::all().into_iter().map(|it| (it.name, it.bytes)).collect();
    for made::Seed { target, name, bytes } in made::all(hostile) {
        let folder = folder.join(target);
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join(name), bytes)?;
    }
    Ok(())
}
