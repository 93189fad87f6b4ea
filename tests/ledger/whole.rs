//! `verify` on a ledger that nobody touched. What it says of one that was touched is tested beside it, where a raw
//! connection can be had.

use ledger::{Layer, Person};

use crate::{Shelf, act, coverage, enrol, named, on};

#[test]
fn an_untouched_ledger_is_whole_and_every_row_is_counted() {
    let shelf = Shelf::new();
    let mut ledger = shelf.found();
    let empty = ledger.verify().unwrap();
    assert!(empty.findings.is_empty() && empty.pages_ok && empty.references_ok, "{:?}", empty.findings);
    assert_eq!((empty.acts, empty.rows, empty.head), (0, 0, [0; 32]));

    let (_, member) = act(&mut ledger, 1, |entry| enrol(entry, "1", "山田　太郎", "ヤマダ　タロウ", "1980-01-02"));
    act(&mut ledger, 2, |_| Ok(()));
    act(&mut ledger, 3, |entry| {
        entry.name(member, Layer::Registered, on("2026-04-01"), &named("山田　太朗", ""))?;
        let household = entry.household()?;
        entry.cover(member, on("2026-04-01"), &coverage(household, "11", "2", "00"))?;
        entry.person(member, on("2026-04-01"), &Person::default())
    });
    let verified = ledger.verify().unwrap();
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);
    assert_eq!((verified.acts, verified.rows), (3, 10));
    assert_eq!(verified.head, ledger.head().unwrap().1);
    assert_eq!(ledger.acts(1..=3).unwrap().iter().map(|act| act.rows).sum::<i64>(), 10);
}

#[test]
fn every_act_moves_the_head_even_one_that_writes_nothing() {
    let shelf = Shelf::new();
    let mut ledger = shelf.found();
    let mut heads = vec![ledger.head().unwrap().1];
    for minute in 1..=3 {
        act(&mut ledger, minute, |_| Ok(()));
        heads.push(ledger.head().unwrap().1);
    }
    heads.sort_unstable();
    heads.dedup();
    assert_eq!(heads.len(), 4);
}
