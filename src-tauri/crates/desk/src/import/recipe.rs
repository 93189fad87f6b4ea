//! 読み取り方: what a clerk has said of an employer's files is remembered for files with the same headings, and read again
//! without a question. It is a text of headings, codes and words: nothing of any person is in it, so it may be exported.
//!
//! A recipe belongs to one employer. That of another is offered, and used only when a clerk names it. What is said of this very
//! file comes before what is remembered, and is remembered in its place once the file is in.

use std::collections::HashSet;

use intake::{Confirmation, DateColumn, Field, FileKind, Form, Meaning, Reading, TextEncoding, ValueMeaning};
use ledger::{Ledger, NewRecipe, Recipe};
use rules::calendar::style::DateStyle;
use rules::words::{Complaint, Lang, Said, Weight, toml_mistake};
use serde::{Deserialize, Serialize};

use super::Import;
use super::book::{Fate, Line};
use crate::Failure;
use crate::wire::{RecipeOffered, RecipeUsed};

/// Which recipe reads a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Choice {
    /// The employer's own, when there is one for these headings.
    #[default]
    Own,
    /// None: the file is read as if it were the first one.
    None,
    /// The one with this number, whoever's it is.
    Named(i64),
}

/// So many of a recipe's headings a file has at least when it is taken for a later state of the same form.
const ALIKE_IN_TEN: usize = 6;

/// The text of a recipe.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Text {
    /// The version of this form of text.
    recipe: u32,
    pub(crate) form: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) confirmed: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) encoding: Option<String>,
    #[serde(default, rename = "sheet")]
    pub(crate) sheets: Vec<SheetText>,
    #[serde(default, rename = "column", skip_serializing_if = "Vec::is_empty")]
    columns: Vec<ColumnText>,
    #[serde(default, rename = "date", skip_serializing_if = "Vec::is_empty")]
    dates: Vec<ColumnText>,
    #[serde(default, rename = "value", skip_serializing_if = "Vec::is_empty")]
    pub(crate) values: Vec<ValueText>,
}

/// A sheet and its headings, folded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SheetText {
    /// Its position in the file, counted from 1.
    position: usize,
    /// Its name; empty where the sheet is the file itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    name: String,
    pub(crate) headings: Vec<String>,
}

/// What a column means, or how it writes its days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnText {
    /// The position of its sheet.
    sheet: usize,
    /// Its letters.
    column: String,
    /// Its heading, folded: by this it is found when it has moved.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    heading: String,
    /// The field or the style; nothing for a column that is not read.
    means: String,
}

/// What a value of a code means.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ValueText {
    pub(crate) field: String,
    pub(crate) value: String,
    pub(crate) means: String,
}

/// The version of the form of text that this program writes.
const FORM_OF_TEXT: u32 = 1;

impl Text {
    /// How a file was read, as far as a clerk has said so; `None` when nothing was said of it.
    fn of(import: &Import, reading: &Reading) -> Option<Text> {
        let silent = import.form == Form::Auto
            && import.confirmed.is_empty()
            && import.meanings.is_empty()
            && import.habits == intake::Habits::default();
        if silent {
            return None;
        }
        let text_file = matches!(reading.kind, FileKind::Csv | FileKind::Tsv);
        let sheets: Vec<SheetText> = reading
            .headings()
            .map(|(position, name, headings)| SheetText {
                position,
                name: if text_file { String::new() } else { name.to_owned() },
                headings,
            })
            .collect();
        let heading = |sheet: usize, column: usize| {
            let of = sheets.iter().find(|one| one.position == sheet);
            of.and_then(|one| one.headings.get(column)).cloned().unwrap_or_default()
        };
        let place = |sheet, column, means: &str| ColumnText {
            sheet,
            column: intake::letters(column),
            heading: heading(sheet, column),
            means: means.to_owned(),
        };
        let mut meanings = import.meanings.clone();
        meanings.sort();
        let mut dates = import.habits.dates.clone();
        dates.sort();
        let mut values: Vec<ValueText> = import
            .habits
            .values
            .iter()
            .map(|one| ValueText {
                field: one.field.code().to_owned(),
                value: one.text.clone(),
                means: one.means.unwrap_or_default().to_owned(),
            })
            .collect();
        values.sort();
        // Hidden rows are other rows each time, and asked about each time.
        let lasting = import.confirmed.iter().filter(|one| **one != Confirmation::HiddenRows);
        let mut confirmed: Vec<String> = lasting.map(|one| one.code().to_owned()).collect();
        confirmed.sort();
        confirmed.dedup();
        Some(Text {
            recipe: FORM_OF_TEXT,
            form: import.form.code().to_owned(),
            confirmed,
            encoding: import.habits.encoding.map(|one| one.code().to_owned()),
            columns: meanings
                .iter()
                .map(|one| place(one.sheet, one.column, one.field.map_or("", Field::code)))
                .collect(),
            dates: dates.iter().map(|one| place(one.sheet, one.column, one.style.code())).collect(),
            values,
            sheets,
        })
    }

    /// Reads a text; every word in it must be known.
    ///
    /// # Errors
    /// When it is no recipe.
    pub(crate) fn read(text: &str, place: &str) -> Result<Text, Failure> {
        let refuse = |ja: String, en: String| {
            Failure::other(Complaint {
                place: place.to_owned(),
                code: "recipe_file",
                weight: Weight::Refusal,
                sentence: Said::new(ja, en),
                hint: Said::new(
                    "この台帳から書き出した読み取り方のファイルか確かめてください。",
                    "See whether it is a recipe that was written to a file by this program.",
                ),
            })
        };
        let read: Text = toml::from_str(text)
            .map_err(|error| refuse(toml_mistake(error.message()), format!("Cannot be read: {}", error.message())))?;
        if read.recipe != FORM_OF_TEXT {
            return Err(refuse(
                format!("読み取り方の形式 {} は、この版では読めません。", read.recipe),
                format!("This program does not know recipes of form {}.", read.recipe),
            ));
        }
        let unknown = read.unknown_word();
        match unknown {
            Some(word) => Err(refuse(
                format!("「{word}」という項目・値はありません。"),
                format!("There is no field or value {word}."),
            )),
            None => Ok(read),
        }
    }

    fn unknown_word(&self) -> Option<String> {
        let form = Form::from_code(&self.form).is_none().then(|| self.form.clone());
        let confirmed = self.confirmed.iter().find(|word| Confirmation::named(word).is_none()).cloned();
        let encoding = self.encoding.clone().filter(|word| TextEncoding::from_code(word).is_none());
        let column = self.columns.iter().find(|one| one.meaning(one.at()).is_none()).map(|one| one.means.clone());
        let date = self.dates.iter().find(|one| one.date(one.at()).is_none()).map(|one| one.means.clone());
        let value = self.values.iter().find(|one| one.meaning().is_none()).map(|one| one.value.clone());
        form.or(confirmed).or(encoding).or(column).or(date).or(value)
    }

    /// As it is kept and exported.
    pub(crate) fn written(&self) -> String {
        const HEAD: &str = "# 資格台帳の「読み取り方」です。個人の情報は含みません。\n# How files with these headings are read. It holds nothing of any person.\n";
        format!("{HEAD}{}", toml::to_string(self).unwrap_or_default())
    }

    /// The seal of the headings, as of a file that has them.
    pub(crate) fn headers_sha256(&self) -> String {
        intake::headers_sha256(self.sheets.iter().map(|sheet| sheet.headings.clone()))
    }

    pub(crate) fn encoding(&self) -> Option<TextEncoding> {
        self.encoding.as_deref().and_then(TextEncoding::from_code)
    }

    fn headings(&self) -> impl Iterator<Item = &str> {
        self.sheets.iter().flat_map(|sheet| &sheet.headings).map(String::as_str).filter(|heading| !heading.is_empty())
    }

    /// The columns of which it says something, in words: heading and what it means.
    pub(crate) fn columns_said(&self, lang: Lang) -> Vec<(String, String)> {
        let field = |code: &str| match Field::named(code) {
            Some(field) if lang == Lang::Ja => field.word().to_owned(),
            _ => code.to_owned(),
        };
        let style = |code: &str| match DateStyle::named(code) {
            Some(style) if lang == Lang::Ja => style.word().to_owned(),
            _ => code.to_owned(),
        };
        let columns = self.columns.iter().map(|one| (one.shown(), field(&one.means)));
        columns.chain(self.dates.iter().map(|one| (one.shown(), style(&one.means)))).collect()
    }

    /// The headings of the first sheet, as a name by which a clerk knows the recipe again.
    pub(crate) fn name(&self, lang: Lang) -> String {
        let count = self.sheets.iter().map(|sheet| sheet.headings.len()).sum::<usize>();
        let some: Vec<&str> = self.headings().take(3).collect();
        match lang {
            Lang::Ja => format!("{}… {count}列", some.join("・")),
            Lang::En => format!("{} … ({count} columns)", some.join(", ")),
        }
    }

    /// Lays what it says below what is said of this file. Columns are found by their headings where they have moved.
    fn lay_below(&self, import: &mut Import, reading: &Reading) {
        if import.form == Form::Auto {
            import.form = Form::from_code(&self.form).unwrap_or_default();
        }
        for word in self.confirmed.iter().filter_map(|word| Confirmation::named(word)) {
            if !import.confirmed.contains(&word) {
                import.confirmed.push(word);
            }
        }
        let there: Vec<(usize, Vec<String>)> =
            reading.headings().map(|(position, _, headings)| (position, headings)).collect();
        for meaning in self.columns.iter().filter_map(|one| one.meaning(one.found(&there)?)) {
            if !import.meanings.iter().any(|own| (own.sheet, own.column) == (meaning.sheet, meaning.column)) {
                import.meanings.push(meaning);
            }
        }
        for date in self.dates.iter().filter_map(|one| one.date(one.found(&there)?)) {
            if !import.habits.dates.iter().any(|own| (own.sheet, own.column) == (date.sheet, date.column)) {
                import.habits.dates.push(date);
            }
        }
        for value in self.values.iter().filter_map(ValueText::meaning) {
            if !import.habits.values.iter().any(|own| (own.field, &own.text) == (value.field, &value.text)) {
                import.habits.values.push(value);
            }
        }
        import.habits.encoding = import.habits.encoding.or(self.encoding());
    }

    /// Is a file with other headings a later state of the same form? Everything of which the recipe says something is there
    /// exactly once, and most of the rest too.
    fn fits_nearly(&self, reading: &Reading) -> bool {
        let there: Vec<(usize, Vec<String>)> =
            reading.headings().map(|(position, _, headings)| (position, headings)).collect();
        let said = self.columns.iter().chain(&self.dates);
        if said.clone().any(|one| one.heading.is_empty() || one.found(&there).is_none()) {
            return false;
        }
        let theirs: HashSet<&str> = there.iter().flat_map(|(_, headings)| headings).map(String::as_str).collect();
        let own: HashSet<&str> = self.headings().collect();
        let common = own.intersection(&theirs).count();
        !own.is_empty() && own.len() * ALIKE_IN_TEN <= common * 10 && theirs.len() * ALIKE_IN_TEN <= common * 10
    }
}

impl ColumnText {
    fn at(&self) -> (usize, usize) {
        (self.sheet, intake::column(&self.column).unwrap_or_default())
    }

    fn shown(&self) -> String {
        if self.heading.is_empty() { self.column.clone() } else { self.heading.clone() }
    }

    /// Where it is in a file: at its old place, or wherever its heading stands alone.
    fn found(&self, there: &[(usize, Vec<String>)]) -> Option<(usize, usize)> {
        let (sheet, column) = self.at();
        let at = |sheet: usize| there.iter().find(|(position, _)| *position == sheet).map(|(_, headings)| headings);
        if at(sheet).and_then(|headings| headings.get(column)).is_some_and(|heading| *heading == self.heading) {
            return Some((sheet, column));
        }
        let mut places = there.iter().flat_map(|(position, headings)| {
            headings.iter().enumerate().filter(|(_, one)| **one == self.heading).map(|(at, _)| (*position, at))
        });
        let first = places.next().filter(|_| !self.heading.is_empty())?;
        places.next().is_none().then_some(first)
    }

    fn meaning(&self, (sheet, column): (usize, usize)) -> Option<Meaning> {
        let field = if self.means.is_empty() { None } else { Some(Field::named(&self.means)?) };
        Some(Meaning { sheet, column, field })
    }

    fn date(&self, (sheet, column): (usize, usize)) -> Option<DateColumn> {
        Some(DateColumn { sheet, column, style: DateStyle::named(&self.means)? })
    }
}

impl ValueText {
    fn meaning(&self) -> Option<ValueMeaning> {
        ValueMeaning::read(&format!("{}:{}={}", self.field, self.value, self.means))
    }

    /// As it is shown: 続柄 3 = 子.
    pub(crate) fn shown(&self, lang: Lang) -> (String, String, String) {
        let known = ValueMeaning::coded().find(|(field, _)| field.code() == self.field);
        let word = known.and_then(|(_, words)| words.iter().find(|(code, _)| *code == self.means));
        match (lang, known, word) {
            (Lang::Ja, Some((field, _)), Some((_, word))) => {
                (field.word().to_owned(), self.value.clone(), (*word).to_owned())
            }
            _ => (self.field.clone(), self.value.clone(), self.means.clone()),
        }
    }
}

/// A file read with a recipe below what is said of it.
pub(crate) struct Way {
    /// What is said of the file, and below it what is remembered.
    pub(crate) import: Import,
    /// The recipe, when there is one.
    used: Option<Recipe>,
    /// The headings are others than those of the recipe.
    near: bool,
    /// Recipes of others for the same headings.
    offered: Vec<Recipe>,
}

impl Way {
    /// How a file is to be read, before its rows are. `employer` is whose it is, as far as that is known.
    ///
    /// # Errors
    /// When the recipe that was named is not there, or the ledger cannot be read.
    pub(crate) fn of(
        ledger: &Ledger,
        import: &Import,
        employer: Option<&str>,
        look: &mut dyn FnMut(&Import) -> Result<Reading, Complaint>,
    ) -> Result<Way, Failure> {
        let plain = || Way { import: import.clone(), used: None, near: false, offered: Vec::new() };
        let recipes = ledger.recipes()?;
        if import.recipe == Choice::None || recipes.is_empty() {
            return Ok(plain());
        }
        let (own, others): (Vec<Recipe>, Vec<Recipe>) = match import.recipe {
            Choice::Named(id) => {
                let named: Vec<Recipe> = recipes.into_iter().filter(|one| one.id == id).collect();
                if named.is_empty() {
                    return Err(unknown(id));
                }
                (named, Vec::new())
            }
            _ => recipes.into_iter().partition(|one| one.employer.as_deref() == employer),
        };
        // In the encoding that was said, that the program finds, or that one of the recipes says.
        let mut ways: Vec<Option<TextEncoding>> = vec![import.habits.encoding];
        if import.habits.encoding.is_none() {
            let said = own.iter().filter_map(|one| Text::read(&one.text, "").ok()?.encoding());
            ways.extend(said.map(Some));
        }
        let mut near = None;
        let mut offered = Vec::new();
        for encoding in ways {
            let mut tried = import.clone();
            tried.habits.encoding = encoding;
            // What cannot be read is said when the file is read.
            let Ok(reading) = look(&tried) else { continue };
            let headers = reading.headers_sha256();
            if let Some(exact) = own.iter().rev().find(|one| one.headers == headers) {
                return Way::with(import, exact, false, &reading);
            }
            if near.is_none() {
                let fits = |one: &&Recipe| {
                    import.recipe != Choice::None
                        && Text::read(&one.text, "").is_ok_and(|text| text.fits_nearly(&reading))
                };
                if let Some(one) = own.iter().rev().find(fits) {
                    near = Some(Way::with(import, one, true, &reading)?);
                }
            }
            if offered.is_empty() {
                offered = others.iter().filter(|one| one.headers == headers).cloned().collect();
            }
        }
        Ok(near.unwrap_or_else(|| Way { offered, ..plain() }))
    }

    fn with(import: &Import, recipe: &Recipe, near: bool, reading: &Reading) -> Result<Way, Failure> {
        let mut merged = import.clone();
        Text::read(&recipe.text, &recipe.id.to_string())?.lay_below(&mut merged, reading);
        Ok(Way { import: merged, used: Some(recipe.clone()), near, offered: Vec::new() })
    }

    /// Was a recipe used?
    pub(crate) fn is_remembered(&self) -> bool {
        self.used.is_some()
    }

    /// What the clerk is told of the recipe.
    pub(crate) fn told(&self, lang: Lang) -> (Option<RecipeUsed>, Vec<RecipeOffered>) {
        let used = self.used.as_ref().map(|recipe| RecipeUsed {
            id: recipe.id,
            version: recipe.version,
            employer: recipe.employer.clone(),
            name: Text::read(&recipe.text, "").map(|text| text.name(lang)).unwrap_or_default(),
            on: recipe.at.day_in_japan(),
            operator: recipe.operator.clone(),
            near: self.near,
        });
        let offered = self.offered.iter().map(|recipe| RecipeOffered {
            id: recipe.id,
            employer: recipe.employer.clone(),
            name: Text::read(&recipe.text, "").map(|text| text.name(lang)).unwrap_or_default(),
        });
        (used, offered.collect())
    }

    /// What is to be recorded of how the file was read: the version in use, or a new one where something else was said.
    pub(crate) fn record(&self, employer: Option<&str>, reading: &Reading) -> Written {
        let headers = reading.headers_sha256();
        let own = self.used.as_ref().filter(|used| used.employer.as_deref() == employer);
        let Some(text) = Text::of(&self.import, reading) else { return Written::Nothing };
        let text = text.written();
        if let Some(used) = own
            && used.text == text
            && used.headers == headers
        {
            return Written::Used(used.id, used.version);
        }
        Written::New(NewRecipe {
            id: own.map(|used| used.id),
            employer: employer.map(str::to_owned),
            headers,
            text,
            forgotten: false,
        })
    }
}

/// What an import records of its recipe.
#[derive(Debug, Clone)]
pub(crate) enum Written {
    /// Nothing was said of the file.
    Nothing,
    /// A version that is there already.
    Used(i64, i64),
    /// A new version.
    New(NewRecipe),
}

pub(crate) fn unknown(id: i64) -> Failure {
    Failure::usage(Complaint {
        place: id.to_string(),
        code: "recipe_unknown",
        weight: Weight::Refusal,
        sentence: Said::new("この番号の読み取り方はありません。", "There is no recipe of this number."),
        hint: Said::new("一覧で番号を確かめてください。", "See the list of recipes."),
    })
}

/// 性別 in 0 and 1 is no official code: 1 may be either. Where a 0 stands beside the 1 and no 2 does, nobody guesses.
pub(crate) fn doubt_sexes(reading: &Reading, lines: &mut [Line]) {
    for sheet in &reading.sheets {
        let is = |text: &str| {
            let of_sex = sheet.values.iter().filter(|one| one.field.code() == "sex");
            of_sex.filter(|one| one.text == text).map(|one| one.means).next()
        };
        if !(is("0") == Some(None) && is("1").is_some_and(|means| means.is_some()) && is("2").is_none()) {
            continue;
        }
        for line in lines.iter_mut().filter(|line| *line.row.sheet == *sheet.name && line.row.report.sex.is_some()) {
            line.row.complaints.push(Complaint {
                place: line.row.place(),
                code: "sex_codes_unclear",
                weight: Weight::Doubt,
                sentence: Said::new(
                    "性別の列に 0 と 1 があり、1 が男か女か分かりません。",
                    "The sexes are 0 and 1; which of them 1 is nobody knows.",
                ),
                hint: Said::new(
                    "送り主に確かめ、値ごとに意味を決めてください。",
                    "Ask the sender, and say what each means.",
                ),
            });
            if line.fate == Fate::Unchanged {
                line.fate = Fate::Doubtful;
            }
        }
    }
}
