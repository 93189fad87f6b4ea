//! An archive (zip) that is sent around a table, with or without a password: the one table in it is read. Nothing is
//! unpacked to anywhere, so names that lead out of the archive lead nowhere.

use std::io::Read;

use encoding_rs::SHIFT_JIS;
use rules::words::Complaint;
use zeroize::Zeroizing;
use zip::CompressionMethod;
use zip::result::ZipError;

use super::plain_name;
use crate::Password;
use crate::book::package::{self, Zip};
use crate::limits::LARGEST_FILE;
use crate::my_number::name_shown;
use crate::refusal::{complaint, damaged, password, refusal, tampered, too_large_file, wrong_password};

/// What was taken out.
pub(super) struct Taken {
    pub(super) name: String,
    pub(super) bytes: Zeroizing<Vec<u8>>,
    /// The other tables, which were not read.
    pub(super) beside: Vec<String>,
}

struct Listed {
    at: usize,
    name: String,
}

const TABLES: [&str; 9] = ["xlsx", "xlsm", "xltx", "xls", "ods", "csv", "tsv", "txt", "xlsb"];
const ARCHIVES: [&str; 8] = ["zip", "lzh", "7z", "rar", "gz", "tar", "tgz", "cab"];
/// Names of tables that a sentence repeats.
const NAMED: usize = 20;

/// The table of an archive: the only one, or the one that is wanted.
pub(super) fn take(bytes: &[u8], given: Option<&Password>, wanted: Option<&str>) -> Result<Taken, Complaint> {
    let mut zip = package::open(bytes)?;
    let mut listed = Vec::new();
    let mut packed = false;
    for at in 0..zip.len() {
        let entry = zip.by_index_raw(at).map_err(|error| package::zip_complaint(&error))?;
        let name = decoded(entry.name_raw());
        if !entry.is_file() || is_litter(&name) {
            continue;
        }
        packed |= has_ending(&name, &ARCHIVES);
        if has_ending(&name, &TABLES) || has_ending(&name, &["cry"]) {
            listed.push(Listed { at, name });
        }
    }
    let chosen = match wanted {
        Some(wanted) => {
            let fits = |one: &&Listed| {
                one.name == wanted || plain_name(&one.name) == wanted || name_shown(&one.name) == wanted
            };
            listed.iter().find(fits).ok_or_else(|| not_inside(wanted, &listed))?
        }
        None => match listed.as_slice() {
            [one] => one,
            [] if packed => return Err(nested()),
            [] => return Err(no_table()),
            _ => return Err(several(&listed)),
        },
    };
    let name = plain_name(&chosen.name).into_owned();
    let bytes = inflated(&mut zip, chosen.at, given)?;
    let beside = listed.iter().filter(|one| one.at != chosen.at).map(|one| plain_name(&one.name).into_owned());
    Ok(Taken { name, bytes, beside: beside.collect() })
}

fn inflated(zip: &mut Zip<'_>, at: usize, given: Option<&Password>) -> Result<Zeroizing<Vec<u8>>, Complaint> {
    let (locked, aes, size) = {
        let entry = zip.by_index_raw(at).map_err(|error| package::zip_complaint(&error))?;
        (entry.encrypted(), entry.compression() == CompressionMethod::AES, entry.size())
    };
    if size > LARGEST_FILE {
        return Err(too_large_file(size, LARGEST_FILE));
    }
    if !locked {
        let part = zip.by_index(at).map_err(|error| package::zip_complaint(&error))?;
        return whole(part, size).ok_or_else(|| damaged("a part does not inflate"));
    }
    let Some(given) = given else { return Err(password()) };
    // Windows itself takes the characters of a password as CP932; every other program takes UTF-8.
    let (windows, _, lost) = SHIFT_JIS.encode(given.text());
    let windows = Zeroizing::new(windows.into_owned());
    let mut ways = vec![given.text().as_bytes()];
    if !lost && *windows != given.text().as_bytes() {
        ways.push(&windows);
    }
    let mut broken = None;
    for way in ways {
        match zip.by_index_decrypt(at, way) {
            Ok(part) => match whole(part, size) {
                Some(bytes) => return Ok(bytes),
                // One wrong password in 256 passes the old lock's only test and yields nonsense; AES is signed.
                None if aes => broken = Some(tampered()),
                None => broken = broken.or_else(|| Some(wrong_password())),
            },
            Err(ZipError::InvalidPassword) => broken = broken.or_else(|| Some(wrong_password())),
            Err(error) => return Err(package::zip_complaint(&error)),
        }
    }
    Err(broken.unwrap_or_else(wrong_password))
}

/// A part as long as it was declared; `None` when it is not, or its checksum differs.
fn whole(part: impl Read, size: u64) -> Option<Zeroizing<Vec<u8>>> {
    // As much room as is needed, so that no copy is left behind by growing.
    let mut bytes = Zeroizing::new(Vec::with_capacity(usize::try_from(size).ok()? + 1));
    part.take(size + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 == size).then_some(bytes)
}

/// Windows writes names in CP932, everybody else in UTF-8, and few say which.
fn decoded(raw: &[u8]) -> String {
    let windows = || SHIFT_JIS.decode_without_bom_handling(raw).0.into_owned();
    match std::str::from_utf8(raw) {
        // Half-width kana in CP932 may look like Latin letters in UTF-8; no Japanese text is written in those alone.
        Ok(text) if text.is_ascii() || text.chars().any(|c| c > '\u{07FF}') => text.to_owned(),
        _ => windows(),
    }
}

/// What systems put beside the files by themselves.
fn is_litter(name: &str) -> bool {
    let name = name.replace('\\', "/");
    let last = name.rsplit('/').next().unwrap_or_default();
    name.split('/').any(|piece| piece == "__MACOSX")
        || last.starts_with("._")
        || last.starts_with("~$")
        || [".DS_Store", "Thumbs.db", "desktop.ini"].iter().any(|litter| last.eq_ignore_ascii_case(litter))
}

fn has_ending(name: &str, endings: &[&str]) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    endings.iter().any(|one| ending.eq_ignore_ascii_case(one))
}

/// One archive inside another.
pub(super) fn nested() -> Complaint {
    refusal(
        "archive_in_archive",
        ("圧縮ファイルの中に、さらに圧縮ファイルが入っています。", "There is another archive inside the archive."),
        ("展開して、中の表のファイルを取り込んでください。", "Unpack it and import the table that is inside."),
    )
}

fn no_table() -> Complaint {
    refusal(
        "archive_without_table",
        (
            "圧縮ファイル（zip）の中に、表のファイル（Excel・CSV）がありません。",
            "There is no table (Excel or CSV) in the archive (zip).",
        ),
        ("送り間違いでないか、送り主に確かめてください。", "Ask the sender whether it is the right file."),
    )
}

/// The names go with the place, each by itself, so that a screen can offer them.
fn several(listed: &[Listed]) -> Complaint {
    let names = names(listed);
    complaint(
        format!("\u{1E}{}", names.join("\u{1F}")),
        "archive_several",
        rules::words::Weight::Refusal,
        (
            format!("圧縮ファイルの中に表のファイルが{}個あります: {}", listed.len(), names.join("、")),
            format!("There are {} tables in the archive: {}", listed.len(), names.join(", ")),
        ),
        (
            "取り込むものを1つ選んでください。ほかのものは続けて取り込めます。",
            "Choose one of them; the others can be imported after it.",
        ),
    )
}

fn not_inside(wanted: &str, listed: &[Listed]) -> Complaint {
    let names = names(listed);
    refusal(
        "not_inside",
        (
            format!("圧縮ファイルの中に「{}」はありません。", plain_name(wanted)),
            format!("There is no \"{}\" in the archive.", plain_name(wanted)),
        ),
        (format!("中の表のファイル: {}", names.join("、")), format!("The tables in it: {}", names.join(", "))),
    )
}

fn names(listed: &[Listed]) -> Vec<String> {
    let plain = |name: &str| name.chars().filter(|c| !c.is_control()).collect::<String>();
    let shown = |one: &Listed| {
        let name = plain_name(&one.name);
        let alone = listed.iter().filter(|other| plain_name(&other.name) == name).count() == 1;
        if alone { name.into_owned() } else { name_shown(&plain(&one.name)).into_owned() }
    };
    listed.iter().take(NAMED).map(shown).collect()
}
