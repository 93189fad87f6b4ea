//! What a file is, told from its bytes: extensions lie (an xlsx named .xls, a web page named .xls).

use rules::words::Complaint;

use crate::book::package;
use crate::limits::{LARGEST_BOOK, LARGEST_FILE};
use crate::refusal::{empty, locked_otherwise, other_kind, refusal, too_large_file};

#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    Xlsx,
    Xls,
    Ods,
    Text,
    /// A zip that is no book: what it holds is to be looked at.
    Archive,
    /// An xls, or a book behind a password.
    Compound,
}

pub(crate) fn kind(bytes: &[u8]) -> Result<Kind, Complaint> {
    let length = bytes.len() as u64;
    if length > LARGEST_FILE {
        return Err(too_large_file(length, LARGEST_FILE));
    }
    if bytes.iter().all(|b| matches!(b, 0 | b' ' | b'\t' | b'\r' | b'\n')) {
        return Err(empty());
    }
    let book = bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    if book && length > LARGEST_BOOK {
        return Err(too_large_file(length, LARGEST_BOOK));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return package::kind(bytes);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Ok(Kind::Compound);
    }
    if bytes.starts_with(b"%PDF") && memchr::memmem::find(bytes, b"/Encrypt").is_some() {
        return Err(locked_otherwise(
            ("パスワードで保護されたPDFです。", "This is a PDF behind a password."),
            ("表のファイル（.xlsx か CSV）を送ってもらってください。", "Ask for the table itself (.xlsx or CSV)."),
        ));
    }
    for (magic, ja, en) in [
        (&b"%PDF"[..], "PDF", "a PDF"),
        (b"\x89PNG", "画像", "a picture"),
        (b"\xFF\xD8\xFF", "画像", "a picture"),
        (b"GIF8", "画像", "a picture"),
        (b"{\\rtf", "文書（リッチテキスト）", "a rich-text document"),
        (b"PK\x05\x06", "空の圧縮ファイル", "an empty archive"),
        (b"7z\xBC\xAF", "圧縮ファイル", "an archive"),
        (b"Rar!", "圧縮ファイル", "an archive"),
        (b"\x1F\x8B", "圧縮ファイル", "an archive"),
        (b"MZ", "プログラム", "a program"),
        (b"\x7FELF", "プログラム", "a program"),
        (b"SQLite format 3", "データベース", "a database"),
    ] {
        if bytes.starts_with(magic) {
            return Err(other_kind(ja, en));
        }
    }
    markup(bytes)?;
    Ok(Kind::Text)
}

/// Web systems like to name their tables .xls.
fn markup(bytes: &[u8]) -> Result<(), Complaint> {
    let head: String = bytes
        .iter()
        .take(4_096)
        .filter(|b| b.is_ascii() && **b != 0)
        .map(|b| char::from(b.to_ascii_lowercase()))
        .collect();
    let head = head.trim_start();
    if !head.starts_with('<') {
        return Ok(());
    }
    let resave = (
        "Excelで開き、.xlsx で保存し直したものを送ってもらってください。",
        "Open it in Excel and ask for a copy saved as .xlsx.",
    );
    if head.contains("office:spreadsheet") || head.contains("excel.sheet") {
        return Err(refusal(
            "xml_spreadsheet",
            ("XML形式の表（SpreadsheetML）です。", "This is an XML spreadsheet (SpreadsheetML)."),
            resave,
        ));
    }
    if ["<html", "<!doctype html", "<table", "<head", "<meta", "<body", "<style", "<div"]
        .iter()
        .any(|tag| head.contains(tag))
    {
        return Err(refusal(
            "html_file",
            (
                "ウェブページ（HTML）です。拡張子が .xls でも表計算のファイルではありません。",
                "This is a web page (HTML), whatever its name says.",
            ),
            resave,
        ));
    }
    Err(other_kind("XMLなどのマークアップ", "markup such as XML"))
}
