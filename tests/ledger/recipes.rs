//! Recipes are only ever added to, version by version; an import says which one read it and what it looked like.

use ledger::{Error, ImportShape, Ledger, NewImport, NewRecipe, RowMark, SheetShape};

use crate::{Shelf, act};

fn recipe(id: Option<i64>, text: &str, forgotten: bool) -> NewRecipe {
    NewRecipe { id, employer: Some("A001".to_owned()), headers: "c".repeat(64), text: text.to_owned(), forgotten }
}

fn import() -> NewImport {
    NewImport {
        sha256: "a".repeat(64),
        file: "名簿.csv".to_owned(),
        form: "auto".to_owned(),
        headers: "c".repeat(64),
        ..NewImport::default()
    }
}

fn texts(ledger: &Ledger) -> Vec<(i64, i64, String)> {
    let recipes = ledger.recipes().unwrap();
    recipes.into_iter().map(|one| (one.id, one.version, one.text)).collect()
}

#[test]
fn a_change_is_a_new_version_and_the_import_keeps_the_one_that_read_it() {
    let shelf = Shelf::new();
    let mut ledger = shelf.found();
    let shape = ImportShape {
        sheets: vec![SheetShape {
            name: "取得".to_owned(),
            headings: vec!["番号".to_owned(), String::new(), "氏名".to_owned()],
            rows: 2,
        }],
        rows: vec![RowMark { whom: 7, says: u32::MAX }, RowMark { whom: 0, says: 1 }],
    };
    let (_, import) = act(&mut ledger, 1, |entry| {
        let version = entry.recipe(&recipe(None, "first = 1", false))?;
        assert_eq!(version, (1, 1));
        let import = entry.import(&import())?;
        entry.import_shape(import, &shape)?;
        entry.import_recipe(import, version)?;
        Ok(import)
    });
    act(&mut ledger, 2, |entry| {
        assert_eq!(entry.recipe(&recipe(Some(1), "second = 2", false))?, (1, 2));
        assert_eq!(entry.recipe(&recipe(None, "other = 1", false))?, (2, 1));
        Ok(())
    });
    assert_eq!(texts(&ledger), [(1, 2, "second = 2".to_owned()), (2, 1, "other = 1".to_owned())]);
    assert_eq!(ledger.recipe_of_import(import).unwrap(), Some((1, 1)));
    assert_eq!(ledger.import_sheets(import).unwrap(), shape.sheets);
    assert_eq!(ledger.import_rows(import).unwrap(), shape.rows);
    assert_eq!(ledger.recipes_used().unwrap(), [(1, 1, import)]);
    act(&mut ledger, 3, |entry| entry.recipe(&recipe(Some(1), "second = 2", true)));
    assert_eq!(texts(&ledger).len(), 1, "what is forgotten is used no more");
    let all: Vec<(i64, i64, bool)> =
        ledger.recipe_versions().unwrap().into_iter().map(|one| (one.id, one.version, one.forgotten)).collect();
    assert_eq!(all, [(1, 1, false), (1, 2, false), (1, 3, true), (2, 1, false)], "and stays on record");
    assert!(ledger.verify().unwrap().findings.is_empty());
}

#[test]
fn a_version_of_no_recipe_is_refused() {
    let shelf = Shelf::new();
    let mut ledger = shelf.found();
    let act = ledger::NewAct { kind: "recipe", ..crate::an_act(1) };
    let refused = ledger.act::<_, Error>(act, |entry| entry.recipe(&recipe(Some(5), "x = 1", false)));
    assert!(matches!(refused, Err(Error::Refused(_))));
}

#[test]
fn the_marks_of_rows_are_the_same_only_in_one_ledger() {
    let (one, other) = (Shelf::new(), Shelf::new());
    let (one, other) = (one.found(), other.found());
    assert_eq!(one.row_mark("101\u{1f}1"), one.row_mark("101\u{1f}1"));
    assert_ne!(one.row_mark("101\u{1f}1"), one.row_mark("101\u{1f}2"));
    assert_ne!(one.row_mark("101\u{1f}1"), other.row_mark("101\u{1f}1"));
}
