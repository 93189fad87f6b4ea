//! One file of every kind of dirt, let go over the window one after the other: what can be understood is accepted, and nothing
//! wrong goes in.

use std::collections::BTreeSet;
use std::path::Path;

use rules::calendar::Day;
use tests::dirt::{Dirty, Incoming, PASSPHRASE, PASSWORD, SHAPES, Says, VALUES, founded, incoming, tally};
use thirtyfour::Key;

use crate::drop::Hand;
use crate::window::Window;

/// Whatever two employers send, and of the others the first file of each kind and each shape that those two have not.
fn one_of_each() -> Incoming {
    let mut incoming = incoming(20, 200, 1);
    let mut met = BTreeSet::new();
    let whole = ["A001/", "A004/"];
    incoming.files.retain(|file| {
        let all = whole.iter().any(|employer| file.name.starts_with(employer));
        if !all && file.says != Says::Begins {
            return false;
        }
        let (kind, shape) = (met.insert(file.kind), met.insert(file.shape));
        all || kind || shape
    });
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

/// Does it open with a password alone?
fn locked(file: &Dirty) -> bool {
    ["パスワード", "暗号"].iter().any(|word| file.shape.contains(word))
}

#[test]
fn one_file_of_each_kind_of_dirt_goes_in_by_the_window_with_no_wrong_fact() {
    let incoming = one_of_each();
    let has = |is: &dyn Fn(&Dirty) -> bool| incoming.files.iter().any(is);
    assert!(VALUES.iter().all(|kind| has(&|file| file.kind == kind.name)));
    assert!(SHAPES.iter().all(|shape| has(&|file| file.shape == shape.name)));
    assert!(has(&locked));
    assert!(has(&|file| file.says == Says::Official && file.shape == "KPFD"));
    let folder = tempfile::tempdir().expect("a folder");
    founded(&incoming, folder.path());
    let window = opened(folder.path());
    for file in &incoming.files {
        let path = folder.path().join("incoming").join(&file.name);
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let hand = Hand::with(window.display(), &[&path]);
        hand.holds();
        hand.lets_go();
        let ready = "const it = document.querySelector('[data-screen=import][data-step=columns] h1');
             return it !== null && it.innerText.includes(arguments[0])";
        if locked(file) {
            let asks = "return document.querySelector('#locked-file h2')?.innerText.includes(arguments[0])";
            window.until("the question for a password", asks, &[&name]);
            window.types("#file-password", PASSWORD);
            window.click("#open-locked");
        }
        window.until(&name, ready, &[&name]);
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
    // The window works on the day of the machine.
    let tally = tally(&incoming, folder.path(), Day::new(2099, 12, 31).expect("a day"));
    assert!(tally.wrong.is_empty(), "{:#?}", tally.wrong);
    assert!(tally.doubted.is_empty(), "{:#?}", tally.doubted);
    assert!(tally.right > 100 && tally.waiting > 20, "{} right, {} waiting", tally.right, tally.waiting);
}
