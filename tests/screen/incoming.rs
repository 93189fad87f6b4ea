//! One file of every kind of dirt, let go over the window one after the other: what can be understood is accepted, and nothing
//! wrong goes in.

use std::collections::BTreeSet;
use std::path::Path;

use tests::dirt::{Incoming, PASSPHRASE, VALUES, founded, incoming, tally};
use thirtyfour::Key;

use crate::drop::Hand;
use crate::window::Window;

/// The first file of each kind that begins somebody's cover.
fn one_of_each() -> Incoming {
    let mut incoming = incoming(20, 200, 1);
    let mut met = BTreeSet::new();
    incoming.files.retain(|file| VALUES.iter().any(|value| value.name == file.kind) && met.insert(file.kind));
    incoming
}

fn opened(folder: &Path) -> Window {
    let window = Window::open("incoming", &[], &[]);
    window.sees("start");
    window.types("#path", &folder.join("ledger.daicho").display().to_string());
    window.types("#passphrase", PASSPHRASE);
    window.keys(Key::Enter.value().to_string().as_str());
    window.sees("home");
    window
}

#[test]
fn one_file_of_each_kind_of_dirt_goes_in_by_the_window_with_no_wrong_fact() {
    let incoming = one_of_each();
    assert_eq!(incoming.files.len(), VALUES.len());
    let folder = tempfile::tempdir().expect("a folder");
    founded(&incoming, folder.path());
    let window = opened(folder.path());
    for file in &incoming.files {
        let path = folder.path().join("incoming").join(&file.name);
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let hand = Hand::with(window.display(), &[&path]);
        hand.holds();
        hand.lets_go();
        window.until(
            &name,
            "const it = document.querySelector('[data-screen=import][data-step=columns] h1');
             return it !== null && it.innerText.includes(arguments[0])",
            &[&name],
        );
        let code = file.name.split('/').next().expect("the employer's folder");
        window.chooses("#import-employer", code);
        window.until(
            "the employer",
            "return document.querySelector('#import-employer').value === arguments[0]
               && document.querySelector('.asked').getAttribute('aria-busy') !== 'true'",
            &[code],
        );
        window.click("#compare");
        window.until("the difference", "return document.querySelector('[data-step=difference]') !== null", &[]);
        // Where nothing can go in, the button would only save the rows.
        if ["new", "changed"].iter().any(|some| window.text(&format!("#filter-{some} b")) != "0") {
            window.click("#accept-import");
            window.until("the import", "return document.querySelector('#import-done') !== null", &[]);
        }
    }
    window.picture("1-last");
    drop(window);
    let tally = tally(&incoming, folder.path());
    assert!(tally.wrong.is_empty(), "{:#?}", tally.wrong);
    assert!(tally.doubted.is_empty(), "{:#?}", tally.doubted);
    assert!(tally.right > 100 && tally.waiting > 20, "{} right, {} waiting", tally.right, tally.waiting);
}
