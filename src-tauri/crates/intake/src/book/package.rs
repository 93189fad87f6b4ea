//! A zip, measured before anybody trusts it: names, number and true size of its parts, and what would make a reader of
//! spreadsheets stumble. Declared sizes may lie, so every part that will be read is inflated once against a counter.

use std::io::{Cursor, Read};

use memchr::memmem;
use rules::words::Complaint;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::limits::{ALL_BYTES, FORMATS, PART_BYTES, PARTS, SMALL_PART_BYTES, STRINGS, STRINGS_BYTES, XML_RUN};
use crate::refusal::{RESAVE, damaged, locked_otherwise, other_kind, refusal, too_large};
use crate::sniff::Kind;

pub(crate) type Zip<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// What was seen while measuring.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Seen {
    /// An error cell that calamine does not know (`#SPILL!` and later ones).
    pub(super) new_errors: bool,
    /// A formula whose result was never saved.
    pub(super) uncomputed: bool,
    /// Perhaps hidden rows or columns.
    pub(super) hidden: bool,
}

/// What kind of spreadsheet a zip is.
pub(crate) fn kind(bytes: &[u8]) -> Result<Kind, Complaint> {
    let mut zip = open(bytes)?;
    // Parts that share bytes are a bomb, and of two parts of one name each reader takes another.
    if zip.has_duplicate_names() || zip.has_overlapping_files().map_err(|error| zip_complaint(&error))? {
        return Err(damaged("parts lie in one another"));
    }
    let names: Vec<String> = (0..zip.len())
        .filter_map(|at| zip.name_for_index(at)?.ok().map(|name| name.to_ascii_lowercase().replace('\\', "/")))
        .collect();
    let has = |name: &str| names.iter().any(|n| n == name);
    let under = |folder: &str| names.iter().any(|n| n.starts_with(folder));
    if has("mimetype") {
        let mut mime = String::new();
        let part = zip.by_name("mimetype").map_err(|error| zip_complaint(&error))?;
        // A mimetype that is no text is none that is known.
        let _ = part.take(200).read_to_string(&mut mime);
        return match mime.trim() {
            "application/vnd.oasis.opendocument.spreadsheet"
            | "application/vnd.oasis.opendocument.spreadsheet-template" => Ok(Kind::Ods),
            _ => Err(other_kind("OpenDocumentの表以外の文書", "an OpenDocument other than a spreadsheet")),
        };
    }
    if names.iter().any(|name| name.ends_with("workbook.bin")) {
        return Err(refusal(
            "xlsb_file",
            ("バイナリ形式のブック（.xlsb）です。", "This is a binary workbook (.xlsb)."),
            ("Excelで開き、.xlsx で保存し直してください。", "Open it in Excel and save it as .xlsx."),
        ));
    }
    if has("[content_types].xml") {
        if under("word/") {
            return Err(other_kind("Wordの文書", "a Word document"));
        }
        if under("ppt/") {
            return Err(other_kind("PowerPointの資料", "a PowerPoint presentation"));
        }
        return Ok(Kind::Xlsx);
    }
    if names.iter().any(|name| name.ends_with(".iwa")) {
        return Err(other_kind("Numbersの書類", "a Numbers document"));
    }
    Ok(Kind::Archive)
}

pub(crate) fn open(bytes: &[u8]) -> Result<Zip<'_>, Complaint> {
    let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| zip_complaint(&error))?;
    if zip.len() > PARTS {
        return Err(too_large(
            &format!("ブックの部品が多すぎます（{}個）。", zip.len()),
            &format!("The book has too many parts ({}).", zip.len()),
        ));
    }
    Ok(zip)
}

pub(crate) fn zip_complaint(error: &ZipError) -> Complaint {
    match error {
        ZipError::UnsupportedArchive(why) if why.to_string().to_ascii_lowercase().contains("password") => {
            locked_otherwise(("部品が暗号化されたブックです。", "Parts of the book are encrypted."), RESAVE)
        }
        _ => damaged("zip"),
    }
}

/// Inflates every part that a reader opens, counting, and looks for what would make it stumble.
pub(super) fn measure(bytes: &[u8]) -> Result<Seen, Complaint> {
    let mut zip = open(bytes)?;
    let mut seen = Seen::default();
    let mut all = 0u64;
    let mut buffer = vec![0u8; 64 * 1024];
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).map_err(|error| zip_complaint(&error))?;
        let name = part.name().map_err(|error| zip_complaint(&error))?.to_ascii_lowercase().replace('\\', "/");
        if name.starts_with('/') || name.split('/').any(|piece| piece == "..") || name.contains(':') {
            return Err(damaged("a part with an outside name"));
        }
        // Pictures, printer settings and macros are never opened.
        if !(name.ends_with(".xml") || name.ends_with(".rels")) {
            continue;
        }
        let mut scan = Scan::new(&name);
        loop {
            let read = part.read(&mut buffer[scan.kept..]).map_err(|_| damaged("a part does not inflate"))?;
            if read == 0 {
                break;
            }
            all += read as u64;
            if all > ALL_BYTES {
                return Err(too_large(
                    "展開すると512 MBを超えるファイルです。",
                    "Inflated, the file is larger than 512 MB.",
                ));
            }
            scan.look(&mut buffer, read, &mut seen)?;
        }
    }
    Ok(seen)
}

/// A part as it streams by; `kept` bytes of what was last read stand again at the front, so that no word is cut.
struct Scan {
    role: Role,
    bytes: u64,
    kept: usize,
    since_tag: usize,
    strings: usize,
    formats: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Sheet,
    Strings,
    Styles,
    /// A part that is parsed whole though it ought to be small.
    Small,
    /// Anything else, at most streamed.
    Bulk,
}

/// Longer than any word that is looked for.
const OVERLAP: usize = 64;

impl Scan {
    fn new(name: &str) -> Scan {
        let role = if name.ends_with("sharedstrings.xml") {
            Role::Strings
        } else if name.ends_with("styles.xml") {
            Role::Styles
        } else if name.contains("worksheets/") && !name.contains("/_rels/") {
            Role::Sheet
        } else if name.ends_with("workbook.xml") || name.ends_with(".rels") || name.ends_with("manifest.xml") {
            Role::Small
        } else {
            Role::Bulk
        };
        Scan { role, bytes: 0, kept: 0, since_tag: 0, strings: 0, formats: 0 }
    }

    fn look(&mut self, buffer: &mut [u8], read: usize, seen: &mut Seen) -> Result<(), Complaint> {
        self.bytes += read as u64;
        let most = match self.role {
            Role::Strings => STRINGS_BYTES,
            Role::Sheet | Role::Bulk => PART_BYTES,
            Role::Styles | Role::Small => SMALL_PART_BYTES,
        };
        if self.bytes > most {
            let megabytes = most / 1024 / 1024;
            return Err(too_large(
                &format!("展開すると{megabytes} MBを超える部品があります。"),
                &format!("Inflated, one part is larger than {megabytes} MB."),
            ));
        }
        let (old, end) = (self.kept, self.kept + read);
        let text = &buffer[..end];
        self.runs(&text[old..])?;
        // A word may begin in what was kept, but must not lie wholly in it: it was counted there already.
        match self.role {
            Role::Sheet => {
                seen.hidden |= memmem::find(text, b"hidden=").is_some() || memmem::find(text, b" ht=\"0\"").is_some();
                seen.uncomputed |= memmem::find(text, b"</f></c>").is_some()
                    || memmem::find(text, b"</f><v></v>").is_some()
                    || memmem::find(text, b"</f><v/>").is_some()
                    || memmem::find(text, b"</f><v /").is_some();
                seen.new_errors |= memmem::find_iter(text, b">#").any(|at| is_new_error(&text[at + 1..]));
            }
            Role::Strings => {
                if self.strings == 0 && declared(text).is_some_and(|count| count > STRINGS as u64) {
                    return Err(damaged("shared strings"));
                }
                self.strings += fresh(text, old, b"<si") + fresh(text, old, b":si");
                if self.strings > STRINGS {
                    return Err(too_large("文字列が多すぎます。", "There are too many texts."));
                }
            }
            Role::Styles => {
                self.formats += fresh(text, old, b"<xf") + fresh(text, old, b":xf");
                if self.formats > 2 * FORMATS {
                    return Err(too_large("セルの書式が多すぎます。", "There are too many cell formats."));
                }
            }
            Role::Small | Role::Bulk => {}
        }
        let keep = end.min(OVERLAP);
        buffer.copy_within(end - keep..end, 0);
        self.kept = keep;
        Ok(())
    }

    /// Refuses an endless tag or text: a streaming reader must hold it whole.
    fn runs(&mut self, fresh: &[u8]) -> Result<(), Complaint> {
        match (memchr::memchr(b'<', fresh), memchr::memrchr(b'<', fresh)) {
            (Some(first), Some(last)) => {
                self.since_tag += first;
                let longest = self.since_tag;
                self.since_tag = fresh.len() - last;
                // Between the first and the last the buffer itself is the bound.
                if longest > XML_RUN {
                    return Err(too_large("1つの文字列が長すぎます。", "One text is far too long."));
                }
            }
            _ => {
                self.since_tag += fresh.len();
                if self.since_tag > XML_RUN {
                    return Err(too_large("1つの文字列が長すぎます。", "One text is far too long."));
                }
            }
        }
        Ok(())
    }
}

/// How often a word ends in the fresh bytes.
fn fresh(text: &[u8], old: usize, word: &[u8]) -> usize {
    let from = old.saturating_sub(word.len() - 1);
    memmem::find_iter(&text[from..], word).count()
}

/// The number of texts that the head of the shared strings declares: calamine makes room for as many.
fn declared(head: &[u8]) -> Option<u64> {
    let at = memmem::find(head, b"uniqueCount")?;
    let digits = head[at + 11..]
        .iter()
        .skip_while(|b| matches!(b, b'=' | b' ' | b'"' | b'\'' | b'\t' | b'\r' | b'\n'))
        .take_while(|b| b.is_ascii_digit());
    Some(digits.fold(0u64, |n, b| n.saturating_mul(10).saturating_add(u64::from(b - b'0'))))
}

/// The error values that calamine knows; another one in a cell is an error of its own to it.
const OLD_ERRORS: [&[u8]; 7] = [b"#DIV/0!", b"#N/A", b"#NAME?", b"#NULL!", b"#NUM!", b"#REF!", b"#VALUE!"];

fn is_new_error(text: &[u8]) -> bool {
    text.get(1).is_some_and(u8::is_ascii_uppercase) && !OLD_ERRORS.iter().any(|error| text.starts_with(error))
}

pub(super) fn is_old_error(text: &str) -> bool {
    OLD_ERRORS.contains(&text.as_bytes())
}
