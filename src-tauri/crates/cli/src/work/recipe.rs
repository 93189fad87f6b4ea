//! Recipes: how the files of each employer are read; and what an import says of them, of what is otherwise this month, and of an
//! alarm that was overruled.

use std::path::Path;

use desk::Failure;
use desk::import::{Choice, Import, date_column, encoding, value};
use desk::wire::{self, Imported, RecipeDone, RecipeUsed};
use rules::words::Lang;

use super::{DONE, Work, say};
use crate::grammar::{ReadingArgs, RecipeCommand};

/// Lays what was said of how a file is read over an import.
pub(super) fn read_as(import: Import, said: &ReadingArgs) -> Result<Import, Failure> {
    let mut import = import;
    import.habits.values = said.value.iter().map(|word| value(word)).collect::<Result<_, _>>()?;
    import.habits.dates = said.date.iter().map(|word| date_column(word)).collect::<Result<_, _>>()?;
    import.habits.encoding = said.encoding.as_deref().map(encoding).transpose()?;
    import.recipe = match said.recipe {
        Some(id) => Choice::Named(id),
        None if said.no_recipe => Choice::None,
        None => Choice::Own,
    };
    import.not_torn = said.not_torn;
    Ok(import)
}

impl Work<'_> {
    /// The commands about recipes.
    pub(super) fn of_recipes(&mut self, ledger: &Path, command: Option<&RecipeCommand>) -> Result<u8, Failure> {
        match command {
            None | Some(RecipeCommand::List) => self.recipes(ledger),
            Some(RecipeCommand::Show { id }) => self.recipe(ledger, *id),
            Some(RecipeCommand::Export { id, out }) => {
                let done = self.open(ledger)?.export_recipe(*id, out)?;
                self.recipe_done(&done, ("書き出しました", "written"))
            }
            Some(RecipeCommand::Import { file, employer }) => {
                let done = self.open(ledger)?.take_recipe(file, employer.as_deref(), &self.occasion)?;
                self.recipe_done(&done, ("読み込みました", "taken in"))
            }
            Some(RecipeCommand::Forget { id }) => {
                let done = self.open(ledger)?.forget_recipe(*id, &self.occasion)?;
                self.recipe_done(&done, ("使わないことにしました", "forgotten"))
            }
        }
    }

    fn recipes(&mut self, ledger: &Path) -> Result<u8, Failure> {
        let recipes = self.open(ledger)?.recipes(self.lang)?;
        if self.daicho.json {
            for recipe in &recipes {
                self.say(&wire::json(recipe));
            }
            return Ok(DONE);
        }
        if recipes.is_empty() {
            self.say(self.word("覚えている読み取り方はありません", "no recipe is remembered"));
            return Ok(DONE);
        }
        let header = [
            self.word("番号", "number"),
            self.word("版", "version"),
            self.word("事業所", "employer"),
            self.word("見出し", "headings"),
            self.word("更新", "changed"),
            self.word("担当者", "by"),
            self.word("取込み", "imports"),
        ];
        let rows: Vec<Vec<String>> = recipes
            .iter()
            .map(|one| {
                vec![
                    one.id.to_string(),
                    one.version.to_string(),
                    one.employer.clone().unwrap_or_default(),
                    one.name.clone(),
                    one.on.to_string(),
                    one.operator.clone(),
                    one.imports.to_string(),
                ]
            })
            .collect();
        self.say(&say::table(&header, &rows));
        Ok(DONE)
    }

    fn recipe(&mut self, ledger: &Path, id: i64) -> Result<u8, Failure> {
        let shown = self.open(ledger)?.recipe(id, self.lang)?;
        if self.daicho.json {
            self.say(&wire::json(&shown));
            return Ok(DONE);
        }
        let head = &shown.recipe;
        let employer = head.employer.as_deref().unwrap_or(self.word("事業所を定めない", "nobody in particular"));
        let line = match self.lang {
            Lang::Ja => format!("読み取り方 {} 第{}版  {employer}  {}", head.id, head.version, head.name),
            Lang::En => format!("recipe {} version {}  {employer}  {}", head.id, head.version, head.name),
        };
        self.say(&line);
        if head.form != "auto" {
            self.say(&format!("  {}: {}", self.word("届の種類", "form"), self.form_word(&head.form)));
        }
        for (heading, means) in &shown.columns {
            let means = if means.is_empty() { self.word("読まない", "not read") } else { means };
            self.say(&format!("  {heading} = {means}"));
        }
        for word in &shown.confirmed {
            let word = desk::import::confirmation(word).map_or(word.as_str(), |one| one.column());
            self.say(&format!("  {}: {word}", self.word("確認済み", "confirmed")));
        }
        for (field, value, means) in &shown.values {
            let means = if means.is_empty() { self.word("何も指さない", "nothing") } else { means };
            self.say(&format!("  {field} {value} = {means}"));
        }
        if let Some(encoding) = &shown.encoding {
            self.say(&format!("  {}: {encoding}", self.word("文字コード", "encoding")));
        }
        for one in &shown.versions {
            let forgotten = if one.forgotten { self.word("（使わない）", " (forgotten)") } else { "" };
            let line = match self.lang {
                Lang::Ja => format!("  第{}版 {} {}{forgotten}", one.version, one.on, one.operator),
                Lang::En => format!("  version {} {} {}{forgotten}", one.version, one.on, one.operator),
            };
            self.say(&line);
        }
        Ok(DONE)
    }

    fn form_word<'f>(&self, form: &'f str) -> &'f str {
        match form {
            "enrolment" => self.word("資格取得届", "enrolment"),
            "leaving" => self.word("資格喪失届", "leaving"),
            "dependants" => self.word("被扶養者異動届", "dependants"),
            "registration" => self.word("利用登録状況", "registration"),
            "members" => self.word("加入者の一覧", "members"),
            other => other,
        }
    }

    fn recipe_done(&mut self, done: &RecipeDone, (ja, en): (&'static str, &'static str)) -> Result<u8, Failure> {
        if self.daicho.json {
            self.say(&wire::json(done));
            return Ok(DONE);
        }
        let line = match self.lang {
            Lang::Ja => format!("読み取り方 {} 第{}版: {ja}", done.id, done.version),
            Lang::En => format!("recipe {} version {}: {en}", done.id, done.version),
        };
        self.say(&line);
        Ok(DONE)
    }

    /// How a file was read, and what is otherwise than in earlier ones.
    pub(super) fn way(&mut self, imported: &Imported) {
        if let Some(RecipeUsed { id, version, employer, name, near, .. }) = &imported.recipe {
            let employer = employer.as_deref().unwrap_or_default();
            let near = if *near {
                self.word("（見出しが変わっています）", " (the headings have changed)")
            } else {
                ""
            };
            let line = match self.lang {
                Lang::Ja => format!("読み取り方 {id} 第{version}版 {employer} {name}{near}"),
                Lang::En => format!("recipe {id} version {version} {employer} {name}{near}"),
            };
            self.say(&line);
        }
        for one in &imported.offered {
            let employer = one.employer.as_deref().unwrap_or_default();
            let line = match self.lang {
                Lang::Ja => {
                    format!("同じ見出しの読み取り方 {}（{employer}）があります。使うときは --recipe {}", one.id, one.id)
                }
                Lang::En => {
                    format!("recipe {} ({employer}) is for the same headings; to use it: --recipe {}", one.id, one.id)
                }
            };
            self.say(&line);
        }
        if let Some(drift) = imported.drift.as_ref().filter(|drift| !drift.said.is_empty()) {
            self.say(self.word("いつもと違うところ:", "otherwise than before:"));
            for line in &drift.said {
                self.say(&format!("  {line}"));
            }
        }
        if !imported.overruled.is_empty() {
            self.say(self.word("警報を承知で取り込みます:", "imported although an alarm was raised:"));
            for said in &imported.overruled {
                self.say(&format!("  {}", said.sentence));
            }
        }
    }
}
