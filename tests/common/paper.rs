//! Papers read back with other people's programs: poppler for text and pictures, zbar for QR codes, qpdf for structure.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

#[track_caller]
fn run(program: &str, arguments: &[&OsStr]) -> Output {
    Command::new(program)
        .args(arguments)
        .output()
        .unwrap_or_else(|error| panic!("{program} does not start ({error}); `make test` installs it"))
}

/// What `program` prints on standard output; it must end well.
#[track_caller]
fn output(program: &str, arguments: &[&OsStr]) -> Vec<u8> {
    let output = run(program, arguments);
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// The text of a PDF, as pdftotext reads it; pages are divided by form feeds.
#[track_caller]
pub fn pdf_text(path: &Path) -> String {
    let text = output("pdftotext", &["-raw".as_ref(), "-enc".as_ref(), "UTF-8".as_ref(), path.as_ref(), "-".as_ref()]);
    String::from_utf8_lossy(&text).into_owned()
}

/// The text of each page of a PDF.
#[track_caller]
pub fn pdf_pages(path: &Path) -> Vec<String> {
    let text = pdf_text(path);
    let mut pages: Vec<String> = text.split('\u{c}').map(str::to_owned).collect();
    if pages.last().is_some_and(|page| page.trim().is_empty()) {
        pages.pop();
    }
    pages
}

/// The pages of a PDF as grey pictures, in order, beside it in a folder of their own. To pack them as PNG takes twenty times as long as
/// to draw them.
#[track_caller]
pub fn pdf_greys(path: &Path, dpi: u32) -> Vec<PathBuf> {
    let folder = path.with_extension(format!("{dpi}.pgm"));
    std::fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    output(
        "pdftoppm",
        &["-r".as_ref(), dpi.to_string().as_ref(), "-gray".as_ref(), path.as_ref(), folder.join("page").as_ref()],
    );
    let mut pages: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    pages.sort();
    pages
}

/// One page of a PDF, from 0, as a grey picture beside it.
#[track_caller]
pub fn pdf_page_grey(path: &Path, page: usize, dpi: u32) -> PathBuf {
    let picture = path.with_extension(format!("{dpi}-{page}"));
    let (number, dots) = ((page + 1).to_string(), dpi.to_string());
    let arguments = ["-r", &dots, "-gray", "-singlefile", "-f", &number, "-l", &number].map(OsStr::new);
    output("pdftoppm", &[&arguments[..], &[path.as_os_str(), picture.as_os_str()]].concat());
    picture.with_extension(format!("{dpi}-{page}.pgm"))
}

/// A page as it looks: greys from 0 (black) to 255 (white), row by row from the top.
#[derive(Clone)]
pub struct Picture {
    /// Columns.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// The greys.
    pub greys: Vec<u8>,
}

impl Picture {
    /// The grey of one spot.
    #[must_use]
    pub fn at(&self, x: usize, y: usize) -> u8 {
        self.greys[y * self.width + x]
    }
}

/// One page of a PDF, counted from 1, as a picture.
#[track_caller]
pub fn pdf_picture(path: &Path, page: usize, dpi: u32) -> Picture {
    let (page, dpi) = (page.to_string(), dpi.to_string());
    let bytes = output(
        "pdftoppm",
        &[
            "-gray".as_ref(),
            "-singlefile".as_ref(),
            "-f".as_ref(),
            page.as_ref(),
            "-r".as_ref(),
            dpi.as_ref(),
            path.as_ref(),
        ],
    );
    // P5\n<width> <height>\n255\n and the greys.
    let mut head = bytes.splitn(4, |byte| byte.is_ascii_whitespace());
    let mut number =
        || head.next().and_then(|word| std::str::from_utf8(word).ok()).and_then(|word| word.parse::<usize>().ok());
    assert_eq!(number(), None, "a picture in the form P5");
    let (width, height) = (number().unwrap_or(0), number().unwrap_or(0));
    let greys = bytes[bytes.len() - width * height..].to_vec();
    Picture { width, height, greys }
}

/// What the QR codes of a picture say.
#[track_caller]
pub fn qr_codes(picture: &Path) -> Vec<String> {
    // zbarimg ends with 4 when a picture has no code, which is an answer and not a failure.
    let found = run(
        "zbarimg",
        &["--quiet".as_ref(), "--raw".as_ref(), "-Sdisable".as_ref(), "-Sqrcode.enable".as_ref(), picture.as_ref()],
    );
    String::from_utf8_lossy(&found.stdout).lines().map(str::to_owned).collect()
}

/// What qpdf has against a PDF; `None` when it is clean.
#[track_caller]
pub fn qpdf_complaint(path: &Path) -> Option<String> {
    let checked = run("qpdf", &["--check".as_ref(), path.as_ref()]);
    (!checked.status.success())
        .then(|| format!("{}{}", String::from_utf8_lossy(&checked.stdout), String::from_utf8_lossy(&checked.stderr)))
}
