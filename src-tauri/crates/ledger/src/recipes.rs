//! 読み取り方: how the files of an employer are read, version by version, and what each import looked like.
//!
//! A recipe is a text that may leave the ledger: headings, codes and words, and nothing of any person. What an import looked
//! like says which columns it had, how many rows, and, by keyed marks alone, which rows.

use std::collections::BTreeMap;

use crate::acts::Moment;
use crate::book::Ledger;
use crate::door::{Row, Val, sql};
use crate::entry::Entry;
use crate::error::{Error, Result};
use crate::facts::ActSeq;
use crate::tables;

/// A version of a recipe, to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRecipe {
    /// Of which recipe this is a version; `None` for a new one.
    pub id: Option<i64>,
    /// The employer, by code; `None` for the state's lists and files of nobody in particular.
    pub employer: Option<String>,
    /// SHA-256 of the headings of the sheets.
    pub headers: String,
    /// What it says, as TOML.
    pub text: String,
    /// It is no longer used.
    pub forgotten: bool,
}

/// A version of a recipe, on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipe {
    /// Its number, counted from 1.
    pub id: i64,
    /// Its version, counted from 1.
    pub version: i64,
    /// The act that wrote it.
    pub act: ActSeq,
    /// When.
    pub at: Moment,
    /// By whom.
    pub operator: String,
    /// The employer, by code.
    pub employer: Option<String>,
    /// SHA-256 of the headings of the sheets.
    pub headers: String,
    /// What it says, as TOML.
    pub text: String,
    /// It is no longer used.
    pub forgotten: bool,
}

/// A sheet of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetShape {
    /// Its name.
    pub name: String,
    /// Its headings, in the order of the columns.
    pub headings: Vec<String>,
    /// How many rows it had.
    pub rows: u64,
}

/// A row of an import, as two keyed marks: of whom it is, and of all that it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RowMark {
    /// Of whom it is.
    pub whom: u32,
    /// What it says.
    pub says: u32,
}

/// What an import looked like.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportShape {
    /// Its sheets, those that were read.
    pub sheets: Vec<SheetShape>,
    /// Its rows, in their order.
    pub rows: Vec<RowMark>,
}

impl ImportShape {
    /// How many rows it had.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.sheets.iter().map(|sheet| sheet.rows).sum()
    }
}

fn read_recipe(row: &Row<'_>) -> Result<Recipe> {
    Ok(Recipe {
        id: row.int(0)?,
        version: row.int(1)?,
        act: ActSeq(row.int(2)?),
        at: row.word(3, Moment::new)?,
        operator: row.text(4)?,
        employer: row.maybe_text(5)?,
        headers: row.text(6)?,
        text: row.text(7)?,
        forgotten: row.yes(8)?,
    })
}

impl Ledger {
    /// Every version of every recipe, in the order of their numbers.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn recipe_versions(&self) -> Result<Vec<Recipe>> {
        self.tx().all(sql!("recipes/all.sql"), &[], read_recipe)
    }

    /// The last version of every recipe that is not forgotten.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn recipes(&self) -> Result<Vec<Recipe>> {
        let mut last: Vec<Recipe> = Vec::new();
        for recipe in self.recipe_versions()? {
            match last.last_mut() {
                Some(before) if before.id == recipe.id => *before = recipe,
                _ => last.push(recipe),
            }
        }
        last.retain(|recipe| !recipe.forgotten);
        Ok(last)
    }

    /// The recipe and the version that read an import.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn recipe_of_import(&self, import: i64) -> Result<Option<(i64, i64)>> {
        self.tx().one(sql!("recipes/of_import.sql"), &[Val::I(import)], |row| Ok((row.int(0)?, row.int(1)?)))
    }

    /// The recipe and the version that read each import, by the import.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn recipes_of_imports(&self) -> Result<BTreeMap<i64, (i64, i64)>> {
        let read = |row: &Row<'_>| Ok((row.int(0)?, (row.int(1)?, row.int(2)?)));
        Ok(self.tx().all(sql!("recipes/of_imports.sql"), &[], read)?.into_iter().collect())
    }

    /// How many imports each recipe read, and the last of them.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn recipes_used(&self) -> Result<Vec<(i64, i64, i64)>> {
        self.tx().all(sql!("recipes/used.sql"), &[], |row| Ok((row.int(0)?, row.int(1)?, row.int(2)?)))
    }

    /// The sheets of an import; none of those from before they were kept.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn import_sheets(&self, import: i64) -> Result<Vec<SheetShape>> {
        self.tx().all(sql!("recipes/sheets.sql"), &[Val::I(import)], |row| {
            let headings = row.text(1)?;
            Ok(SheetShape {
                name: row.text(0)?,
                headings: if headings.is_empty() {
                    Vec::new()
                } else {
                    headings.split('\n').map(str::to_owned).collect()
                },
                rows: u64::try_from(row.int(2)?).map_err(|_| row.damage(2))?,
            })
        })
    }

    /// The marks of the rows of an import, in their order; none of those from before they were kept.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn import_rows(&self, import: i64) -> Result<Vec<RowMark>> {
        let marks = self.tx().one(sql!("recipes/marks.sql"), &[Val::I(import)], |row| row.blob(0))?;
        Ok(marks.unwrap_or_default().chunks_exact(8).filter_map(read_mark).collect())
    }

    /// The mark of what a row of a file says; in another ledger, and once this one has another key, the same row has another.
    #[must_use]
    pub fn row_mark(&self, text: &str) -> u32 {
        self.sealer().imported(text)
    }
}

fn read_mark(bytes: &[u8]) -> Option<RowMark> {
    let (whom, says) = bytes.split_first_chunk::<4>()?;
    Some(RowMark { whom: u32::from_be_bytes(*whom), says: u32::from_be_bytes(says.try_into().ok()?) })
}

impl Entry<'_> {
    /// A version of a recipe; its number and version.
    ///
    /// # Errors
    /// [`Error::Refused`] when it is a version of a recipe that is not there.
    pub fn recipe(&mut self, recipe: &NewRecipe) -> Result<(i64, i64)> {
        let id = match recipe.id {
            Some(id) => id,
            None => self.number_after(sql!("recipes/last.sql"))?,
        };
        let before = self.tx().one(sql!("recipes/last_version.sql"), &[Val::I(id)], |row| row.int(0))?.unwrap_or(0);
        if recipe.id.is_some() && before == 0 {
            return Err(Error::Refused("there is no such recipe".to_owned()));
        }
        let (act, line) = self.line();
        let values = [
            id.into(),
            (before + 1).into(),
            act,
            line,
            recipe.employer.as_deref().into(),
            Val::from(&recipe.headers),
            Val::from(&recipe.text),
            recipe.forgotten.into(),
        ];
        self.write(&tables::RECIPE, &values)?;
        Ok((id, before + 1))
    }

    /// A version of a recipe read an import.
    ///
    /// # Errors
    /// When there is no such import or version.
    pub fn import_recipe(&mut self, import: i64, (recipe, version): (i64, i64)) -> Result<()> {
        let (act, line) = self.line();
        self.write(&tables::IMPORT_RECIPE, &[import.into(), act, line, recipe.into(), version.into()])
    }

    /// What an import looked like.
    ///
    /// # Errors
    /// When there is no such import.
    pub fn import_shape(&mut self, import: i64, shape: &ImportShape) -> Result<()> {
        for (sheet, place) in shape.sheets.iter().zip(1_i64..) {
            let (act, line) = self.line();
            let headings = sheet.headings.join("\n");
            let rows = i64::try_from(sheet.rows).unwrap_or(i64::MAX);
            let values =
                [import.into(), place.into(), act, line, Val::from(&sheet.name), Val::from(&headings), rows.into()];
            self.write(&tables::IMPORT_SHEET, &values)?;
        }
        let mut marks = Vec::with_capacity(shape.rows.len() * 8);
        for row in &shape.rows {
            marks.extend(row.whom.to_be_bytes());
            marks.extend(row.says.to_be_bytes());
        }
        let (act, line) = self.line();
        self.write(&tables::IMPORT_ROWS, &[import.into(), act, line, Val::B(&marks)])
    }
}
