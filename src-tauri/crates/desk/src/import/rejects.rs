//! Rows that did not go in, as a spreadsheet that can be mended and sent again: all original columns, the row, the reason.

use std::path::Path;

use intake::write::{Cell, Sheet, Texts, xlsx};
use intake::{Reading, SheetSummary};
use rules::words::{Complaint, Lang, Said, Weight};

use super::book::{Fate, Line};
use crate::Failure;
use crate::drafts::Drafts;
use crate::wire::RejectsSheet;

/// Writes the rejected and the doubtful rows, one sheet for each sheet of the file and kind of trouble, and names the sheets.
/// All or nothing.
pub(crate) fn write(path: &Path, reading: &Reading, lines: &[Line], lang: Lang) -> Result<Vec<RejectsSheet>, Failure> {
    let (row_word, why_word, rejected_word, doubtful_word) = match lang {
        Lang::Ja => ("行番号", "理由", "エラー", "要確認"),
        Lang::En => ("row", "reason", "rejected", "doubtful"),
    };
    let mut sheets = Vec::new();
    let mut written = Vec::new();
    for sheet in &reading.sheets {
        let kinds = [(Fate::Rejected, "rejected", rejected_word), (Fate::Doubtful, "doubtful", doubtful_word)];
        for (fate, outcome, word) in kinds {
            let rows: Vec<&Line> =
                lines.iter().filter(|line| line.fate == fate && *line.row.sheet == *sheet.name).collect();
            if rows.is_empty() {
                continue;
            }
            let width = rows.iter().map(|line| line.row.cells.len()).max().unwrap_or(0).max(sheet.headers.len());
            let mut header: Vec<String> = sheet.headers.clone();
            header.resize(width, String::new());
            header.extend([row_word.to_owned(), why_word.to_owned()]);
            let lines: Vec<Vec<Cell>> = rows
                .iter()
                .map(|line| {
                    let mut texts = line.row.cells.clone();
                    hide_my_numbers(sheet, &mut texts);
                    let mut cells: Vec<Cell> = texts.iter().map(Cell::text).collect();
                    cells.resize_with(width, Cell::default);
                    cells.push(Cell::text(line.row.line.to_string()));
                    cells.push(Cell::text(reasons(line, lang)));
                    cells
                })
                .collect();
            let name = sheet_name(word, &sheet.name, sheets.len());
            written.push(RejectsSheet { sheet: name.clone(), outcome, rows: lines.len() as u64 });
            sheets.push(Sheet::new(name, header, lines));
        }
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut bytes = Vec::new();
    xlsx(sheets, Texts::InRows(folder), &mut bytes).map_err(|unwritten| Failure::others(unwritten.complaints()))?;
    let mut file = Drafts::new(folder);
    file.whole(&crate::founding::file_name(path), 0, &bytes)?;
    file.publish()?;
    Ok(written)
}

/// Not even four digits of a My Number go out again; that one stood there does.
pub(crate) fn hide_my_numbers(sheet: &SheetSummary, cells: &mut [String]) {
    let columns = sheet.mapping.iter().filter(|(_, field)| field.is_my_number());
    for at in columns.filter_map(|(column, _)| intake::column(column)) {
        if let Some(cell) = cells.get_mut(at).filter(|cell| !cell.is_empty()) {
            "****".clone_into(cell);
        }
    }
}

/// The file must be a workbook that is none of the files in use, and its folder must be there: nothing may be overwritten
/// that somebody needs.
pub(crate) fn may_write(path: &Path, used: &[&Path]) -> Result<(), Failure> {
    let refuse = |ja: &str, en: &str| {
        Err(Failure::usage(Complaint {
            place: path.display().to_string(),
            code: "rejects_file",
            weight: Weight::Refusal,
            sentence: Said::new(ja, en),
            hint: Said::new("別の名前の .xlsx を指定してください。", "Give another name that ends in .xlsx."),
        }))
    };
    if !path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx")) {
        return refuse("書き出せるのは Excel のファイル（.xlsx）だけです。", "Only a workbook (.xlsx) can be written.");
    }
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    if real(path).is_some_and(|here| used.iter().any(|other| real(other).as_ref() == Some(&here))) {
        return refuse("いま使っているファイルと同じです。", "This is a file that is in use.");
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::metadata(folder).map(|_| ()).map_err(|error| Failure::file(folder, &error))
}

fn reasons(line: &Line, lang: Lang) -> String {
    line.row
        .complaints
        .iter()
        .filter(|complaint| complaint.weight > Weight::Note)
        .map(|complaint| {
            format!("{} {} {}", complaint.place, complaint.sentence.in_lang(lang), complaint.hint.in_lang(lang))
                .trim()
                .to_owned()
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// A name that a sheet can have: at most 31 characters, none of `[]:*?/\`, and different from the others.
fn sheet_name(word: &str, sheet: &str, at: usize) -> String {
    let clean: String = sheet.chars().filter(|c| !"[]:*?/\\'".contains(*c)).collect();
    format!("{}{}_{clean}", at + 1, word).chars().take(31).collect()
}
