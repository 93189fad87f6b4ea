//! What the screen may ask about recipes.

use serde::Deserialize;
use ts_rs::TS;

/// One recipe.
#[derive(Debug, Deserialize, TS)]
pub struct RecipeAsk {
    pub id: i64,
    #[ts(type = "Lang")]
    pub lang: String,
}

/// A recipe, and the file into which it is written.
#[derive(Debug, Deserialize, TS)]
pub struct RecipeOutAsk {
    pub id: i64,
    pub out: String,
}

/// A file that holds a recipe, and whose files it is for.
#[derive(Debug, Deserialize, TS)]
pub struct RecipeTakeAsk {
    pub file: String,
    pub employer: Option<String>,
}
