//! 読み取り方: the list of how employers' files are read, each to be looked at, exported, taken in from a file and forgotten.

use std::collections::HashMap;
use std::path::Path;

use ledger::{NewAct, NewRecipe, Recipe};
use rules::words::{Complaint, Lang, Said, Weight};

use crate::import::recipe::{Text, ValueText, unknown};
use crate::roles::Permission;
use crate::wire::{RecipeDone, RecipeOnRecord, RecipeShown, RecipeVersion};
use crate::{Desk, Failure, Occasion};

/// A recipe is a few lines; nothing longer is one.
const LONGEST: u64 = 1_000_000;

impl Desk {
    /// Every recipe that is in use, in the order of their numbers.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn recipes(&self, lang: Lang) -> Result<Vec<RecipeOnRecord>, Failure> {
        self.must(Permission::View)?;
        let used = self.recipes_used()?;
        self.ledger.recipes()?.iter().map(|recipe| on_record(recipe, &used, lang)).collect()
    }

    /// A recipe with all that it says, and its versions.
    ///
    /// # Errors
    /// When there is no such recipe, or the ledger cannot be read.
    pub fn recipe(&self, id: i64, lang: Lang) -> Result<RecipeShown, Failure> {
        self.must(Permission::View)?;
        let versions: Vec<Recipe> = self.ledger.recipe_versions()?.into_iter().filter(|one| one.id == id).collect();
        let last = versions.last().ok_or_else(|| unknown(id))?;
        let text = Text::read(&last.text, &id.to_string())?;
        Ok(RecipeShown {
            recipe: on_record(last, &self.recipes_used()?, lang)?,
            headings: text.sheets.iter().map(|sheet| sheet.headings.clone()).collect(),
            columns: text.columns_said(lang),
            confirmed: text.confirmed.clone(),
            values: text.values.iter().map(|one: &ValueText| one.shown(lang)).collect(),
            encoding: text.encoding.clone(),
            versions: versions
                .iter()
                .map(|one| RecipeVersion {
                    version: one.version,
                    on: one.at.day_in_japan(),
                    operator: one.operator.clone(),
                    forgotten: one.forgotten,
                })
                .collect(),
        })
    }

    /// Writes a recipe to a file that is not there yet.
    ///
    /// # Errors
    /// When there is no such recipe, or the file cannot be written.
    pub fn export_recipe(&self, id: i64, out: &Path) -> Result<RecipeDone, Failure> {
        self.must(Permission::View)?;
        let recipe = self.recipe_in_use(id)?;
        let failed = |error: std::io::Error| Failure::file(out, &error);
        let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(out).map_err(failed)?;
        std::io::Write::write_all(&mut file, recipe.text.as_bytes()).map_err(failed)?;
        Ok(RecipeDone { id, version: recipe.version, file: Some(out.display().to_string()) })
    }

    /// Takes in a recipe from a file, for an employer or for nobody in particular: a new version, when there is one for the same
    /// headings.
    ///
    /// # Errors
    /// When it is no recipe, the employer is unknown, or the ledger cannot be written.
    pub fn take_recipe(
        &mut self,
        file: &Path,
        employer: Option<&str>,
        occasion: &Occasion,
    ) -> Result<RecipeDone, Failure> {
        self.must(Permission::Edit)?;
        let failed = |error: std::io::Error| Failure::file(file, &error);
        if LONGEST < std::fs::metadata(file).map_err(failed)?.len() {
            return Err(no_recipe(file));
        }
        let text = std::fs::read_to_string(file).map_err(|error| match error.kind() {
            std::io::ErrorKind::InvalidData => no_recipe(file),
            _ => failed(error),
        })?;
        let text = Text::read(&text, &file.display().to_string())?;
        if let Some(code) = employer {
            crate::import::must_be_known(&self.ledger.employers(occasion.today, self.ledger.now_known()?)?, code)?;
        }
        let headers = text.headers_sha256();
        let same = |one: &Recipe| one.headers == headers && one.employer.as_deref() == employer;
        let id = self.ledger.recipes()?.into_iter().find(same).map(|one| one.id);
        let recipe =
            NewRecipe { id, employer: employer.map(str::to_owned), headers, text: text.written(), forgotten: false };
        self.write_recipe("recipe", &recipe, occasion)
    }

    /// A recipe is used no more; its versions stay on record.
    ///
    /// # Errors
    /// When there is no such recipe, or the ledger cannot be written.
    pub fn forget_recipe(&mut self, id: i64, occasion: &Occasion) -> Result<RecipeDone, Failure> {
        self.must(Permission::Edit)?;
        let Recipe { employer, headers, text, .. } = self.recipe_in_use(id)?;
        let recipe = NewRecipe { id: Some(id), employer, headers, text, forgotten: true };
        self.write_recipe("recipe_forgotten", &recipe, occasion)
    }

    fn write_recipe(
        &mut self,
        kind: &'static str,
        recipe: &NewRecipe,
        occasion: &Occasion,
    ) -> Result<RecipeDone, Failure> {
        let act = NewAct { subject: recipe.employer.clone(), ..self.act_of(kind, occasion) };
        let (_, (id, version)) = self.ledger.act::<_, Failure>(act, |entry| Ok(entry.recipe(recipe)?))?;
        Ok(RecipeDone { id, version, file: None })
    }

    fn recipe_in_use(&self, id: i64) -> Result<Recipe, Failure> {
        self.ledger.recipes()?.into_iter().find(|one| one.id == id).ok_or_else(|| unknown(id))
    }

    fn recipes_used(&self) -> Result<HashMap<i64, (i64, i64)>, Failure> {
        Ok(self.ledger.recipes_used()?.into_iter().map(|(id, count, last)| (id, (count, last))).collect())
    }
}

fn on_record(recipe: &Recipe, used: &HashMap<i64, (i64, i64)>, lang: Lang) -> Result<RecipeOnRecord, Failure> {
    let text = Text::read(&recipe.text, &recipe.id.to_string())?;
    let (imports, last_import) = used.get(&recipe.id).map_or((0, None), |(count, last)| (*count, Some(*last)));
    Ok(RecipeOnRecord {
        id: recipe.id,
        version: recipe.version,
        employer: recipe.employer.clone(),
        name: text.name(lang),
        form: text.form,
        on: recipe.at.day_in_japan(),
        operator: recipe.operator.clone(),
        imports,
        last_import,
    })
}

fn no_recipe(file: &Path) -> Failure {
    Failure::other(Complaint {
        place: file.display().to_string(),
        code: "recipe_file",
        weight: Weight::Refusal,
        sentence: Said::new("これは読み取り方のファイルではありません。", "This is no recipe."),
        hint: Said::new(
            "この台帳から書き出した読み取り方のファイルか確かめてください。",
            "See whether it is a recipe that was written to a file by this program.",
        ),
    })
}
