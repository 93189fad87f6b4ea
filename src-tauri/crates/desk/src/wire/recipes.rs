//! 読み取り方 and 今月の違い: what the desk answers.

use rules::calendar::Day;
use serde::Serialize;
use ts_rs::TS;

/// The recipe that read a file.
#[derive(Debug, Serialize, TS)]
pub struct RecipeUsed {
    /// Its number.
    pub id: i64,
    /// Its version.
    pub version: i64,
    /// Whose files it is for.
    pub employer: Option<String>,
    /// The first of its headings.
    pub name: String,
    /// When this version was written.
    #[ts(type = "Day")]
    pub on: Day,
    /// By whom.
    pub operator: String,
    /// The file has other columns than it: it was found by those that stayed.
    pub near: bool,
}

/// The version of a recipe by which an import was read.
#[derive(Debug, Serialize, TS)]
pub struct RecipeOfImport {
    /// The number of the recipe.
    pub id: i64,
    /// Its version.
    pub version: i64,
}

/// A recipe of another employer.
#[derive(Debug, Serialize, TS)]
pub struct RecipeOffered {
    /// Its number.
    pub id: i64,
    /// Whose files it is for.
    pub employer: Option<String>,
    /// The first of its headings.
    pub name: String,
}

/// A recipe on record.
#[derive(Debug, Serialize, TS)]
pub struct RecipeOnRecord {
    /// Its number.
    pub id: i64,
    /// Its version.
    pub version: i64,
    /// Whose files it is for.
    pub employer: Option<String>,
    /// The first of its headings.
    pub name: String,
    /// The form as which the files are read.
    pub form: String,
    /// When this version was written.
    #[ts(type = "Day")]
    pub on: Day,
    /// By whom.
    pub operator: String,
    /// How many imports it read, in all its versions.
    pub imports: i64,
    /// The last of them.
    pub last_import: Option<i64>,
}

/// A recipe with all that it says.
#[derive(Debug, Serialize, TS)]
pub struct RecipeShown {
    /// What the list says.
    #[serde(flatten)]
    #[ts(flatten)]
    pub recipe: RecipeOnRecord,
    /// The headings, sheet by sheet.
    pub headings: Vec<Vec<String>>,
    /// What was said of columns: heading and meaning.
    pub columns: Vec<(String, String)>,
    /// What was confirmed.
    pub confirmed: Vec<String>,
    /// What values mean: field, value and meaning.
    pub values: Vec<(String, String, String)>,
    /// The encoding that was said.
    pub encoding: Option<String>,
    /// Its versions, the first one first.
    pub versions: Vec<RecipeVersion>,
}

/// A version of a recipe.
#[derive(Debug, Serialize, TS)]
pub struct RecipeVersion {
    /// Its number.
    pub version: i64,
    /// When.
    #[ts(type = "Day")]
    pub on: Day,
    /// By whom.
    pub operator: String,
    /// With this one it was forgotten.
    pub forgotten: bool,
}

/// A recipe that was written to a file, taken in from one, or forgotten.
#[derive(Debug, Serialize, TS)]
pub struct RecipeDone {
    /// Its number.
    pub id: i64,
    /// Its version.
    pub version: i64,
    /// The file.
    pub file: Option<String>,
}

/// An earlier file.
#[derive(Debug, Serialize, TS)]
pub struct EarlierFile {
    /// The number of its import.
    pub import: i64,
    /// Its name.
    pub file: String,
    /// When it was imported.
    #[ts(type = "Day")]
    pub on: Day,
    /// By whom.
    pub operator: String,
    /// Its rows; 0 where that was not kept.
    pub rows: u64,
}

/// An earlier file with nearly the same rows.
#[derive(Debug, Serialize, TS)]
pub struct Alike {
    /// How many of its rows are the same, in hundredths.
    pub percent: u64,
    /// The file.
    pub file: EarlierFile,
}

/// What is otherwise than in earlier files of the same form.
#[derive(Debug, Default, Serialize, TS)]
pub struct Drift {
    /// The last one, with which columns and sheets are compared.
    pub against: Option<EarlierFile>,
    /// How many there were.
    pub files: usize,
    /// Columns that are new.
    pub new_columns: Vec<String>,
    /// Columns that are gone.
    pub missing_columns: Vec<String>,
    /// Columns that stand elsewhere.
    pub moved_columns: Vec<String>,
    /// Sheets that are new.
    pub new_sheets: Vec<String>,
    /// Sheets that are gone.
    pub missing_sheets: Vec<String>,
    /// The rows of this file.
    pub rows: u64,
    /// How many there usually are; told from three files on.
    pub usual_rows: Option<u64>,
    /// The very same file went in before.
    pub same_file: Option<EarlierFile>,
    /// Nearly the same rows went in before.
    pub alike: Option<Alike>,
    /// All of it in words; empty when nothing is otherwise.
    pub said: Vec<String>,
}

/// A value of a column of codes.
#[derive(Debug, Serialize, TS)]
pub struct LookValue {
    /// The sheet.
    pub sheet: String,
    /// The column.
    pub column: String,
    /// Its field.
    pub field: &'static str,
    /// The value.
    pub value: String,
    /// In how many rows.
    pub rows: u64,
    /// What it is taken to mean; `null` when nobody knows.
    pub means: Option<&'static str>,
}

/// What the values of a field can mean.
#[derive(Debug, Serialize, TS)]
pub struct LookCodes {
    /// The field.
    pub field: &'static str,
    /// In words.
    pub word: &'static str,
    /// Its meanings, in words.
    pub meanings: Vec<LookCode>,
}

/// What a value can mean.
#[derive(Debug, Serialize, TS)]
pub struct LookCode {
    /// The code.
    pub code: &'static str,
    /// In words.
    pub word: &'static str,
}
