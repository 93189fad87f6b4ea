//! Papers read back with other people's programs: poppler for text and pictures, zbar for QR codes.

use std::path::{Path, PathBuf};
use std::process::Command;

/// What `program` prints on standard output.
#[track_caller]
fn output(program: &str, arguments: &[&std::ffi::OsStr]) -> String {
    let output = Command::new(program)
        .args(arguments)
        .output()
        .unwrap_or_else(|error| panic!("{program} does not start ({error}); `make test` installs it"));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The text of a PDF, as pdftotext reads it.
pub fn pdf_text(path: &Path) -> String {
    output("pdftotext", &["-raw".as_ref(), path.as_ref(), "-".as_ref()])
}

/// The pages of a PDF as PNG pictures, in order, beside it in a folder of their own.
pub fn pdf_png(path: &Path, dpi: u32) -> Vec<PathBuf> {
    let folder = path.with_extension(format!("{dpi}.png"));
    std::fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    output(
        "pdftoppm",
        &["-r".as_ref(), dpi.to_string().as_ref(), "-png".as_ref(), path.as_ref(), folder.join("page").as_ref()],
    );
    let mut pages: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    pages.sort();
    pages
}

/// What the QR codes of a picture say.
pub fn qr_codes(picture: &Path) -> Vec<String> {
    let said = output("zbarimg", &["--quiet".as_ref(), "--raw".as_ref(), "-Sdisable".as_ref(), "-Sqrcode.enable".as_ref(), picture.as_ref()]);
    said.lines().map(str::to_owned).collect()
}
