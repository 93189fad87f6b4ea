//! A folder of files: a line for each, then what waits and why, file by file.

use std::path::Path;

use desk::import::{FileOfFolder, Import};
use desk::{Failure, wire};
use rules::words::Lang;

use super::{DONE, REFUSALS, Work};
use crate::say;

impl Work<'_> {
    /// Imports every file of a folder.
    pub(super) fn import_folder(&mut self, ledger: &Path, import: &Import, on: Option<&str>) -> Result<u8, Failure> {
        let mut desk = self.open(ledger)?;
        self.occasion.today = self.day(on)?;
        let files = desk.import_folder(import, &self.occasion)?;
        let waits = |one: &FileOfFolder| one.outcome.as_ref().map_or(true, |it| it.doubtful + it.rejected > 0);
        let code = if files.iter().any(waits) { REFUSALS } else { DONE };
        if self.daicho.json {
            for one in &files {
                let (imported, refused) = match &one.outcome {
                    Ok(imported) => (Some(imported), Vec::new()),
                    Err(failure) => (None, failure.complaints.iter().map(|it| wire::Said::of(it, self.lang)).collect()),
                };
                let employer = one.employer.as_deref();
                self.say(&wire::json(&wire::FileImported { file: &one.file, employer, imported, refused }));
            }
            return Ok(code);
        }
        self.table_of_files(&files);
        for one in files.iter().filter(|one| waits(one)) {
            self.say(&format!("\n{}", one.file));
            match &one.outcome {
                Ok(imported) => say::complaints(&imported.complaints, self.lang).iter().for_each(|line| self.say(line)),
                Err(failure) => {
                    for it in &failure.complaints {
                        let (sentence, hint) = (it.sentence.in_lang(self.lang), it.hint.in_lang(self.lang));
                        self.say(&say::complaint(&it.place, sentence, hint));
                    }
                }
            }
        }
        Ok(code)
    }

    fn table_of_files(&mut self, files: &[FileOfFolder]) {
        let head = match self.lang {
            Lang::Ja => ["ファイル", "事業所", "新規", "変更", "変更なし", "要確認", "エラー", "重複"],
            Lang::En => ["file", "employer", "new", "changed", "unchanged", "doubtful", "rejected", "duplicate"],
        };
        let unread = self.word("読めません", "not read");
        let rows: Vec<Vec<String>> = files
            .iter()
            .map(|one| {
                let mut row = vec![one.file.clone(), one.employer.clone().unwrap_or_default()];
                match &one.outcome {
                    Ok(it) => row.extend(
                        [it.new, it.changed, it.unchanged, it.doubtful, it.rejected, it.duplicate]
                            .map(|count| count.to_string()),
                    ),
                    Err(_) => row.push(unread.to_owned()),
                }
                row.resize(head.len(), String::new());
                row
            })
            .collect();
        self.say(&say::table(&head, &rows));
    }
}
