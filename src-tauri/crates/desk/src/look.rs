//! A first look at a file: its sheets, where their headers are, what the columns are taken to mean, and some rows.

use intake::{Field, Form, Meaning, SeenValue, ValueMeaning};
use rules::calendar::Day;
use rules::words::Lang;

use crate::founding::sent_name;
use crate::import::recipe::Way;
use crate::import::{self, Import, hide_my_numbers, named, read_file};
use crate::roles::Permission;
use crate::wire::{Look, LookCode, LookCodes, LookColumn, LookField, LookSheet, LookValue, Remembered, Said};
use crate::{Desk, Failure, Occasion, reader};

/// Rows of each sheet that are shown.
const SAMPLES: usize = 5;

/// The cells of one row as the file has them, from column A on; of a My Number nothing but that there is one. Empty when the
/// file has no such row. The file is read again, so that no import holds the cells of all its rows.
///
/// # Errors
/// When the file cannot be read as a whole.
pub fn cells(import: &Import, sheet: &str, row: u64, today: Day) -> Result<Vec<String>, Failure> {
    let bytes = read_file(&import.file)?;
    let name = sent_name(&import.file);
    let request = import.request(&bytes, &name, today, true);
    let mut cells = Vec::new();
    let reading = reader::read(&request, &mut |read| {
        if read.line == row && *read.sheet == *sheet {
            cells = read.cells;
        }
    })?;
    if let Some(summary) = reading.sheets.iter().find(|one| one.name == sheet) {
        hide_my_numbers(summary, &mut cells);
    }
    Ok(cells)
}

impl Desk {
    /// Reads a file and compares it with nothing.
    ///
    /// # Errors
    /// When the file cannot be read as a whole.
    pub fn look(&self, import: &Import, occasion: &Occasion) -> Result<Look, Failure> {
        self.must(Permission::Edit)?;
        let bytes = read_file(&import.file)?;
        let name = sent_name(&import.file);
        let way = self.way(import, (&bytes, &name), occasion.today)?;
        let import = &way.import;
        let request = import.request(&bytes, &name, occasion.today, true);
        let mut samples: Vec<(std::sync::Arc<str>, Vec<Vec<String>>)> = Vec::new();
        let reading = reader::read(&request, &mut |row| match samples.last_mut() {
            Some((sheet, rows)) if *sheet == row.sheet => {
                if rows.len() < SAMPLES {
                    rows.push(row.cells);
                }
            }
            _ => samples.push((row.sheet, vec![row.cells])),
        })?;
        let headers = reading.headers_sha256();
        let remembered = self.remembered(&headers, import.employer.as_deref())?;
        let seen = self.ledger.imports_with_sha(&reading.sha256)?.pop();
        let sheets = reading
            .sheets
            .iter()
            .zip(1..)
            .map(|(sheet, position)| LookSheet {
                sheet: sheet.name.clone(),
                position,
                rows: sheet.rows,
                skipped: sheet.skipped.as_ref().map(|said| said.in_lang(import.lang).to_owned()),
                header_row: sheet.header_lines.last().copied().unwrap_or(0),
                headers: sheet.headers.clone(),
                mapping: columns(&sheet.headers, &sheet.mapping, import.lang),
                samples: samples
                    .iter()
                    .find(|(name, _)| **name == *sheet.name)
                    .map(|(_, rows)| rows.clone())
                    .unwrap_or_default(),
            })
            .collect();
        let (recipe, offered) = way.told(import.lang);
        let values = reading.sheets.iter().flat_map(|sheet| sheet.values.iter().map(|one| value(&sheet.name, one)));
        let values = values.collect();
        Ok(Look {
            file: named(name, &reading),
            bytes: bytes.len() as u64,
            sha256: reading.sha256,
            encoding: reading.encoding.map(intake::TextEncoding::code),
            sheets,
            complaints: reading.complaints.iter().map(|complaint| Said::of(complaint, import.lang)).collect(),
            seen_before: seen.map(|import| import.at.day_in_japan()),
            remembered,
            recipe,
            offered,
            values,
            codes: codes(import.lang),
            fields: Field::SAYABLE
                .into_iter()
                .map(|field| LookField {
                    code: field.code(),
                    word: if import.lang == Lang::Ja { field.word() } else { field.code() },
                })
                .collect(),
        })
    }

    /// How a file is read before anything is said of it: by the recipe of the employer who was named, or whose rows it begins with.
    fn way(&self, import: &Import, (bytes, name): (&[u8], &str), today: Day) -> Result<Way, Failure> {
        let with = |employer: Option<&str>| {
            let mut look = |import: &Import| reader::read_headers(&import.request(bytes, name, today, false));
            Way::of(&self.ledger, import, employer, &mut look)
        };
        let way = with(import.employer.as_deref())?;
        if import.employer.is_some() || way.is_remembered() {
            return Ok(way);
        }
        let owner = import::owner_of(&self.ledger, import, (bytes, name), today)?;
        match owner {
            Some(owner) => with(Some(&owner)),
            None => Ok(way),
        }
    }

    /// How a file with the same columns was read last: that employer's, or, when all such files were one employer's, that
    /// one's.
    fn remembered(&self, headers: &str, employer: Option<&str>) -> Result<Option<Remembered>, Failure> {
        let mut imports = self.ledger.imports_with_headers(headers)?;
        if let Some(employer) = employer {
            imports.retain(|row| row.import.employer.as_deref() == Some(employer));
        } else if imports.iter().any(|row| row.import.employer != imports[0].import.employer) {
            return Ok(None);
        }
        let parts =
            |text: &str| text.split(',').filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<String>>();
        let Some(row) = imports.pop() else { return Ok(None) };
        // Where a recipe was kept it says how the file is read; then only whose it was is remembered here.
        let kept = self.ledger.recipe_of_import(row.id)?.is_some();
        let import = if kept { Default::default() } else { row.import.clone() };
        Ok(Some(Remembered {
            on: row.at.day_in_japan(),
            file: row.import.file,
            employer: row.import.employer,
            form: if kept { Form::Auto.code().to_owned() } else { row.import.form },
            // Hidden rows are other rows each time.
            confirmed: parts(&import.confirmed).into_iter().filter(|one| one != "hidden_rows").collect(),
            meanings: parts(&import.meanings).into_iter().filter(|one: &String| Meaning::read(one).is_some()).collect(),
        }))
    }
}

fn value(sheet: &str, one: &SeenValue) -> LookValue {
    LookValue {
        sheet: sheet.to_owned(),
        column: one.column.clone(),
        field: one.field.code(),
        value: one.text.clone(),
        rows: one.rows,
        means: one.means,
    }
}

fn codes(lang: Lang) -> Vec<LookCodes> {
    let word = |field: Field| if lang == Lang::Ja { field.word() } else { field.code() };
    let meaning =
        |(code, ja): &(&'static str, &'static str)| LookCode { code, word: if lang == Lang::Ja { ja } else { code } };
    ValueMeaning::coded()
        .map(|(field, words)| LookCodes {
            field: field.code(),
            word: word(field),
            meanings: words.iter().map(meaning).collect(),
        })
        .collect()
}

fn columns(headers: &[String], mapping: &[(String, intake::Field)], lang: Lang) -> Vec<LookColumn> {
    headers
        .iter()
        .enumerate()
        .map(|(at, header)| {
            let column = intake::letters(at);
            let field = mapping.iter().find(|(letters, _)| *letters == column).map(|(_, field)| *field);
            LookColumn {
                header: header.clone(),
                field: field.map(intake::Field::code),
                field_word: field.map(|field| if lang == Lang::Ja { field.word() } else { field.code() }),
                column,
            }
        })
        .collect()
}
