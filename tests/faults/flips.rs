//! Flipped bits and broken structure: whatever happens to the file, nothing of it is shown as data.

use std::path::{Path, PathBuf};

use ledger::{Ledger, Passphrase};

use crate::society::Society;
use crate::{Luck, every, figure, long};

/// A name, and what is done to the file.
type Break = (&'static str, fn(&mut Vec<u8>, &mut Luck));

/// What is done to the file, by a number that looks random.
const BREAKS: [Break; 6] = [
    ("a bit flipped", |file, luck| {
        let (at, bit) = (luck.below(file.len()), luck.below(8));
        file[at] ^= 1 << bit;
    }),
    ("bytes overwritten", |file, luck| {
        let at = luck.below(file.len() - 64);
        file[at..at + 64].iter_mut().for_each(|byte| *byte = !*byte);
    }),
    ("a page of zeros", |file, luck| {
        let page = luck.below(file.len() / PAGE);
        file[page * PAGE..(page + 1) * PAGE].fill(0);
    }),
    ("two pages exchanged", |file, luck| {
        let pages = file.len() / PAGE;
        let one = luck.below(pages);
        let other = (one + 1 + luck.below(pages - 1)) % pages;
        let kept = file[one * PAGE..(one + 1) * PAGE].to_vec();
        file.copy_within(other * PAGE..(other + 1) * PAGE, one * PAGE);
        file[other * PAGE..(other + 1) * PAGE].copy_from_slice(&kept);
    }),
    ("a page of the past", |file, luck| {
        let pages = file.len() / PAGE;
        let one = luck.below(pages);
        let other = (one + 1 + luck.below(pages - 1)) % pages;
        file.copy_within(other * PAGE..(other + 1) * PAGE, one * PAGE);
    }),
    ("cut short", |file, luck| {
        let at = luck.below(file.len());
        file.truncate(at);
    }),
];

const PAGE: usize = 4096;

fn opened(path: &Path, passphrase: &Passphrase) -> bool {
    Ledger::open(path, passphrase).is_ok()
}

#[test]
fn no_damage_is_shown_as_data() {
    let society = Society::new();
    let ledger = society.path().join("ledger.daicho");
    let passphrase = std::fs::read_to_string(society.path().join("passphrase.txt")).expect("a passphrase");
    let passphrase = Passphrase::from(passphrase.trim_end().to_owned());
    let whole = std::fs::read(&ledger).expect("the ledger");
    assert!(opened(&ledger, &passphrase), "the file is whole before it is broken");
    let mut luck = Luck::seeded("damage");
    let tries = if long() { 1_100_usize.div_ceil(every()) } else { 48 };
    let mut unnoticed: Vec<(&str, PathBuf)> = Vec::new();
    let mut same = 0;
    for at in 0..tries {
        // Most of them single bits, which are the hardest to see.
        let (name, broken) = BREAKS[if at % 11 < 6 { 0 } else { at % 11 - 5 }];
        let mut file = whole.clone();
        broken(&mut file, &mut luck);
        if file == whole {
            same += 1;
            continue;
        }
        std::fs::write(&ledger, &file).expect("the ledger");
        if opened(&ledger, &passphrase) {
            unnoticed.push((name, ledger.clone()));
        }
        assert!(std::fs::read(&ledger).expect("the ledger") == file, "{name}: a damaged file is left as it is");
    }
    println!("damage: {} tries, {} unnoticed", tries - same, unnoticed.len());
    figure("damaged files", tries - same);
    figure("damage unnoticed", unnoticed.len());
    assert!(unnoticed.is_empty(), "{unnoticed:?}");
    std::fs::write(&ledger, &whole).expect("the ledger");
    assert!(opened(&ledger, &passphrase));
}
