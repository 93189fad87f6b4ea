//! What the targets of `tests/fuzz` ask of each reader holds of all that they begin with.

#[path = "../fuzz/src/checks.rs"]
mod checks;
#[path = "../fuzz/src/seeds/made.rs"]
mod made;

use std::collections::BTreeMap;

#[test]
fn what_holds_of_every_reader_holds_of_every_seed() {
    let hostile = crate::hostile_files::all().into_iter().map(|it| (it.name, it.bytes)).collect();
    let mut tried: BTreeMap<&str, usize> = BTreeMap::new();
    for made::Seed { target, name, bytes } in made::all(hostile) {
        let (_, check) = checks::ALL.iter().find(|(one, _)| *one == target).expect("a seed of a reader");
        assert!(!name.is_empty());
        check(&bytes);
        *tried.entry(target).or_default() += 1;
    }
    let without: Vec<&str> = checks::ALL.iter().map(|(name, _)| *name).filter(|it| !tried.contains_key(it)).collect();
    assert!(without.is_empty(), "{without:?} begin with nothing");
}
