//! A folder of files, as a month brings them: one after the other in the order of their names, each as if it had come alone.
//! Rows that waited for somebody who came in with a later file are tried once more at the end.
//!
//! Whose a file is stands in the folder it lies in, or at the head of its name, where that is an employer's code
//! (`A001/取得届.xlsx`, `A001_取得届.xlsx`). A file whose rows bear another employer's symbol is in doubt all the same.

use std::path::{Path, PathBuf};

use rules::words::{Complaint, Said, Weight};

use super::Import;
use crate::roles::Permission;
use crate::wire::Imported;
use crate::{Desk, Failure, Occasion};

/// One file of the folder and what became of it.
pub struct FileOfFolder {
    /// Its path below the folder.
    pub file: String,
    /// The employer's code, when the clerk, the folder or the name told it.
    pub employer: Option<String>,
    /// What it came to; a file that cannot be read as a whole does not keep the others out.
    pub outcome: Result<Imported, Failure>,
}

/// At most so many files are taken at once: a folder of a disk was not meant.
const FILES: usize = 2_000;

/// Folders below the folder are looked into so deep.
const DEPTH: usize = 3;

/// So often rows that wait are tried again while others go in.
const ROUNDS: usize = 3;

impl Desk {
    /// Imports every file of a folder ([`Import::file`]); [`Import::rejects`] and [`Import::returned`] are folders too, in which
    /// each file with rows that did not go in gets a workbook.
    ///
    /// # Errors
    /// When the folder cannot be read, has no file or too many, or the operator may not import. What goes wrong with one file
    /// stands in its own outcome.
    pub fn import_folder(&mut self, import: &Import, occasion: &Occasion) -> Result<Vec<FileOfFolder>, Failure> {
        self.must(Permission::Edit)?;
        let mut files = Vec::new();
        below(&import.file, 0, &mut files)?;
        files.sort();
        if files.is_empty() || files.len() > FILES {
            return Err(unfit(&import.file, files.len()));
        }
        for folder in [&import.rejects, &import.returned].into_iter().flatten().filter(|folder| !folder.is_dir()) {
            std::fs::create_dir(folder).map_err(|error| Failure::file(folder, &error))?;
        }
        let codes: Vec<String> = self
            .ledger
            .employers(occasion.today, self.ledger.now_known()?)?
            .into_iter()
            .map(|employer| employer.code)
            .collect();
        let mut done = Vec::with_capacity(files.len());
        for path in &files {
            let below = path.strip_prefix(&import.file).unwrap_or(path).display().to_string();
            let file = intake::name_shown(&below).into_owned();
            let employer = import.employer.clone().or_else(|| employer_of(&import.file, path, &codes));
            done.push(self.one_of(import, path, &file, employer, occasion));
        }
        // Only a file that some later one may have helped is looked at again.
        for _ in 0..ROUNDS {
            let mut helped = false;
            for (path, one) in files.iter().zip(&mut done) {
                let waits = one.outcome.as_ref().is_ok_and(|it| it.written && it.doubtful + it.rejected > 0);
                // A second try that brings nothing in is none that goes on record.
                if import.dry_run || !waits || !self.helps(import, path, one, occasion) {
                    continue;
                }
                let again = self.one_of(import, path, &one.file, one.employer.clone(), occasion);
                if let (Ok(before), Ok(after)) = (&mut one.outcome, again.outcome)
                    && after.written
                {
                    helped = true;
                    let written = [!before.rejects.is_empty(), before.returned.is_some()];
                    join(before, after);
                    // What was written a moment ago names rows that are in by now.
                    if before.doubtful + before.rejected == 0 {
                        for (path, _) in workbooks(import, &one.file).into_iter().zip(written).filter(|(_, was)| *was) {
                            path.map_or(Ok(()), |path| {
                                std::fs::remove_file(&path).map_err(|error| Failure::file(&path, &error))
                            })?;
                        }
                    }
                }
            }
            if !helped {
                break;
            }
        }
        Ok(done)
    }

    /// Would rows of a file go in by now that did not at first?
    fn helps(&mut self, import: &Import, path: &Path, one: &FileOfFolder, occasion: &Occasion) -> bool {
        let only_say = Import { dry_run: true, rejects: None, returned: None, ..import.clone() };
        let tried = self.one_of(&only_say, path, &one.file, one.employer.clone(), occasion);
        tried.outcome.is_ok_and(|it| 0 < it.new + it.changed)
    }

    fn one_of(
        &mut self,
        import: &Import,
        path: &Path,
        file: &str,
        employer: Option<String>,
        occasion: &Occasion,
    ) -> FileOfFolder {
        let [rejects, returned] = workbooks(import, file);
        let one = Import { file: path.to_owned(), employer: employer.clone(), rejects, returned, ..import.clone() };
        FileOfFolder { file: file.to_owned(), employer, outcome: self.import(&one, occasion) }
    }
}

/// Where the rows of a file that did not go in are written: for the clerk, and for the employer.
fn workbooks(import: &Import, file: &str) -> [Option<PathBuf>; 2] {
    [(&import.rejects, "エラー"), (&import.returned, "返送")]
        .map(|(folder, what)| folder.as_ref().map(|folder| folder.join(format!("{}_{what}.xlsx", flat(file)))))
}

/// What went in at the second try goes to what went in at the first; what waits still is the second's.
fn join(first: &mut Imported, second: Imported) {
    let rows = first.new + first.changed + first.unchanged + first.doubtful + first.rejected;
    first.new += second.new;
    first.changed += second.changed;
    (first.doubtful, first.rejected) = (second.doubtful, second.rejected);
    first.unchanged = rows.saturating_sub(first.new + first.changed + first.doubtful + first.rejected);
    first.complaints.retain(|said| said.weight == Weight::Note.code());
    first.complaints.extend(second.complaints.into_iter().filter(|said| said.weight != Weight::Note.code()));
    first.changes.extend(second.changes);
    first.waiting = second.waiting;
    first.rejects = second.rejects;
    first.returned = second.returned;
}

/// The files of a folder and of those in it, without what systems and spreadsheet programs put there for themselves.
fn below(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::file(folder, &error);
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let (name, kind) = (entry.file_name(), entry.file_type().map_err(failed)?);
        let name = name.to_string_lossy();
        let hidden =
            name.starts_with(['.', '~']) || ["desktop.ini", "thumbs.db"].contains(&&*name.to_ascii_lowercase());
        if hidden || kind.is_symlink() {
            continue;
        }
        if kind.is_dir() && depth < DEPTH {
            below(&entry.path(), depth + 1, files)?;
        } else if kind.is_file() {
            files.push(entry.path());
        }
        if files.len() > FILES {
            break;
        }
    }
    Ok(())
}

/// The employer whose code is the name of a folder around the file, the nearest one first, or stands at the head of its name.
fn employer_of(folder: &Path, path: &Path, codes: &[String]) -> Option<String> {
    let around = path.ancestors().skip(1).take_while(|above| *above != folder);
    let of_folder =
        around.filter_map(|above| above.file_name()?.to_str()).find(|name| codes.iter().any(|it| it == name));
    let name = path.file_name()?.to_str()?;
    let head = name.split(['_', '-', '.', ' ', '\u{3000}', '＿', '－']).next()?;
    of_folder.or_else(|| codes.iter().map(String::as_str).find(|code| *code == head)).map(str::to_owned)
}

/// A path as one name.
fn flat(file: &str) -> String {
    file.replace(['/', '\\'], "_")
}

fn unfit(folder: &Path, files: usize) -> Failure {
    let (sentence, hint) = if files == 0 {
        (
            Said::new("このフォルダーにはファイルがありません。", "There is no file in this folder."),
            Said::new("取り込むファイルのあるフォルダーを指定してください。", "Name a folder that has files."),
        )
    } else {
        (
            Said::new(
                format!("このフォルダーのファイルが多すぎます（上限は{FILES}個）。"),
                format!("There are too many files in this folder; the limit is {FILES}."),
            ),
            Said::new(
                "届いたファイルだけを新しいフォルダーに移して、取り込んでください。",
                "Move the files that arrived to a folder of their own.",
            ),
        )
    };
    Failure::usage(Complaint {
        place: folder.display().to_string(),
        code: "folder_of_files",
        weight: Weight::Refusal,
        sentence,
        hint,
    })
}
