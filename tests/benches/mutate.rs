//! Employers' files with bytes changed by lot, read one after the other: how many, how fast, and whether the reader ever fell.
//!
//! `cargo bench -p tests --no-default-features --features intake --bench mutate -- 1000000 [SEED]`
//!
//! The seeds are the files of `fixtures/employers`. A zip is also taken apart, its parts changed, and put together again, or else
//! nothing but checksums would be tried. A panic that the reader lets through, or a row with a character that nobody wrote,
//! ends the run with the seed and number of the file.
#![allow(clippy::print_stdout, reason = "a benchmark tells its figures")]

use std::io::{Cursor, Read as _, Write as _};
use std::panic::catch_unwind;
use std::path::Path;
use std::time::Instant;

use intake::{Form, Request};
use proptest::prelude::Rng as _;
use proptest::test_runner::{RngAlgorithm, TestRng};
use rules::calendar::day;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A file that is changed: whole, or the parts of a zip.
struct Original {
    name: String,
    bytes: Vec<u8>,
    parts: Vec<(String, Vec<u8>)>,
}

fn main() {
    let mut args = std::env::args().skip(1).filter_map(|arg| arg.parse::<u64>().ok());
    let (count, seed) = (args.next().unwrap_or(20_000), args.next().unwrap_or(1));
    let originals = originals();
    // What falls inside a foreign parser is caught there; the hook would only repeat it.
    std::panic::set_hook(Box::new(|_| {}));
    let start = Instant::now();
    let (mut read, mut refused, mut rows) = (0_u64, 0_u64, 0_u64);
    let mut slowest = (0.0, 0);
    for turn in 0..count {
        let mut seeded = [0_u8; 32];
        seeded[..8].copy_from_slice(&seed.to_le_bytes());
        seeded[8..16].copy_from_slice(&turn.to_le_bytes());
        let mut lot = TestRng::from_seed(RngAlgorithm::ChaCha, &seeded);
        let original = &originals[below(&mut lot, originals.len())];
        let bytes = changed(original, &mut lot);
        let began = Instant::now();
        let outcome = catch_unwind(|| one(&original.name, &bytes));
        let took = began.elapsed().as_secs_f64();
        if took > slowest.0 {
            slowest = (took, turn);
        }
        match outcome {
            Ok(Some(some)) => {
                read += 1;
                rows += some;
            }
            Ok(None) => refused += 1,
            Err(_) => {
                println!("the reader fell: seed {seed}, file {turn}, of {}", original.name);
                std::process::exit(1);
            }
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{count} changed files of {} originals (seed {seed}): {read} read with {rows} rows, {refused} refused, 0 fell; \
         {seconds:.0} s, {:.0} a second, the slowest {:.2} s (file {})",
        originals.len(),
        count as f64 / seconds,
        slowest.0,
        slowest.1
    );
}

/// Reads one file: how many rows it has, or nothing when it is refused.
fn one(name: &str, bytes: &[u8]) -> Option<u64> {
    let request = Request {
        bytes,
        file_name: name,
        form: Form::Auto,
        on: day(2026, 5, 10),
        confirmed: &[],
        meanings: &[],
        habits: None,
        with_cells: true,
        password: None,
        inside: None,
    };
    let mut rows = 0;
    let replaced = bytes.windows(3).any(|three| three == "\u{FFFD}".as_bytes());
    let is_text = !bytes.starts_with(b"PK") && !bytes.starts_with(b"\xD0\xCF");
    let reading = intake::read(&request, &mut |row| {
        rows += 1;
        let has = row.cells.iter().any(|cell| cell.contains('\u{FFFD}'));
        assert!(!has || replaced || !is_text, "a replacement character that nobody wrote");
    });
    reading.is_ok().then_some(rows)
}

fn originals() -> Vec<Original> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/employers");
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .expect("the fixtures are there")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            path.is_file() && !name.ends_with(".txt") | name.starts_with("unicode") && !name.ends_with(".py")
        })
        .filter(|path| path.metadata().is_ok_and(|meta| meta.len() < 200_000))
        .collect();
    names.sort();
    names
        .iter()
        .map(|path| {
            let bytes = std::fs::read(path).expect("a fixture");
            let mut parts = Vec::new();
            if let Ok(mut zip) = ZipArchive::new(Cursor::new(&bytes)) {
                for at in 0..zip.len() {
                    let Ok(mut part) = zip.by_index(at) else { continue };
                    let Ok(name) = part.name().map(|name| name.into_owned()) else { continue };
                    let mut inside = Vec::new();
                    // A bomb is tried as it is.
                    if part.by_ref().take(1_000_000).read_to_end(&mut inside).is_ok() {
                        parts.push((name, inside));
                    }
                }
            }
            Original { name: path.file_name().expect("a name").to_string_lossy().into_owned(), bytes, parts }
        })
        .collect()
}

fn below(lot: &mut TestRng, end: usize) -> usize {
    usize::try_from(lot.next_u64() % end.max(1) as u64).unwrap_or(0)
}

fn changed(original: &Original, lot: &mut TestRng) -> Vec<u8> {
    if original.parts.is_empty() || below(lot, 4) == 0 {
        return mutated(&original.bytes, lot);
    }
    let chosen = below(lot, original.parts.len());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (at, (name, inside)) in original.parts.iter().enumerate() {
        // A part may be lost, or bear another's name.
        if at == chosen && below(lot, 20) == 0 {
            continue;
        }
        let how = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        if zip.start_file(name.as_str(), how).is_err() {
            continue;
        }
        let bytes = if at == chosen { mutated(inside, lot) } else { inside.clone() };
        let _ = zip.write_all(&bytes);
    }
    zip.finish().map(Cursor::into_inner).unwrap_or_else(|_| original.bytes.clone())
}

/// What numbers and marks of these formats turn on.
const TOKENS: [&[u8]; 24] = [
    b"\x00",
    b"\xFF\xFF\xFF\xFF",
    b"\xFE\xFF\xFF\xFF",
    b"\x00\x00\x00\x80",
    b"\"",
    b"\"\"",
    b",",
    b"\r\n",
    b"<",
    b"</c>",
    b"<row r=\"1048577\">",
    b"r=\"XFD1048576\"",
    b"r=\"AAAAAAA1\"",
    b"t=\"s\"",
    b"<v>-1</v>",
    b"<v>4294967296</v>",
    b"<v>1e308</v>",
    b"<f/>",
    b"&#0;",
    b"&x;",
    b"<!DOCTYPE a [<!ENTITY x \"y\">]>",
    b"\xEF\xBB\xBF",
    b"\x1B$B",
    b"\x81\x40",
];

fn mutated(bytes: &[u8], lot: &mut TestRng) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for _ in 0..=below(lot, 6) {
        let at = below(lot, out.len() + 1);
        let end = (at + 1 + below(lot, 40)).min(out.len());
        match below(lot, 8) {
            0 | 1 if at < out.len() => out[at] ^= 1 << below(lot, 8),
            2 if at < out.len() => out[at] = lot.next_u32().to_le_bytes()[0],
            3 => {
                out.splice(at..at, TOKENS[below(lot, TOKENS.len())].iter().copied());
            }
            4 if at < end => {
                let token = TOKENS[below(lot, TOKENS.len())];
                out.splice(at..end, token.iter().copied());
            }
            5 if at < end => {
                out.drain(at..end);
            }
            6 if at < end => {
                let again: Vec<u8> = out[at..end].to_vec();
                for _ in 0..below(lot, 60) {
                    out.splice(at..at, again.iter().copied());
                }
            }
            7 if below(lot, 4) == 0 => out.truncate(at),
            _ => {}
        }
    }
    out
}
