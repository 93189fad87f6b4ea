//! 窓あき封筒: a page that shows whether an envelope was measured rightly, before anything of anybody is printed for it.

use std::path::Path;

use papers::Envelope;
use rules::calendar::Day;
use rules::words::{Complaint, Said, Weight};

use crate::drafts::Drafts;
use crate::founding::{file_name, text_file};
use crate::print::folder;
use crate::wire::EnvelopeTried;
use crate::{Failure, leaflets};

/// Writes the test page of an envelope into a folder.
///
/// # Errors
/// When there is no such envelope, its file is not right, or the folder cannot be written.
pub fn test(envelope: &str, out: &Path, today: Day) -> Result<EnvelopeTried, Failure> {
    let found = named(envelope)?;
    folder(out)?;
    let page = found.test_page(&leaflets::nobody(), today)?;
    let name = "envelope-test.pdf";
    let mut files = Drafts::new(out);
    files.whole(name, page.pages, &page.bytes)?;
    files.publish()?;
    let safe = found.safe();
    Ok(EnvelopeTried {
        title: found.title.clone(),
        safe: [safe.x, safe.y, safe.w, safe.h],
        largest_barcode: found.largest_barcode(),
        file: out.join(name).display().to_string(),
    })
}

fn named(envelope: &str) -> Result<Envelope, Failure> {
    if let Some(shipped) = Envelope::shipped(envelope) {
        return Ok(shipped);
    }
    let path = Path::new(envelope);
    if path.extension().is_none_or(|extension| extension != "toml") {
        let names: Vec<&str> = Envelope::names().collect();
        return Err(Failure::other(Complaint {
            place: envelope.to_owned(),
            code: "envelope_unknown",
            weight: Weight::Refusal,
            sentence: Said::new("この名前の封筒はありません。", "There is no envelope of this name."),
            hint: Said::new(
                format!("{} のいずれか、または .toml のファイルを指定してください。", names.join("、")),
                format!("Give one of {} or a .toml file.", names.join(", ")),
            ),
        }));
    }
    Envelope::read(&text_file(path)?, &file_name(path)).map_err(Failure::other)
}
