//! The counter in the window, beside the real reader's service: a scan, a card that is laid down and taken away, a wrong PIN, the
//! printed code, two documents, a service that dies and comes back, and a screen that hides.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use serde_json::Value;
use tests::program::run;
use tests::society::{POLICY, SOCIETY};
use tests::software_card::{Card, Fault, PcscService, card_program, holder, holds_nothing_of, reported, trust_file};

use crate::window::Window;

const PASSPHRASE: &str = "見本の合言葉 for tests";

/// A small ledger of the people whose cards there are.
struct Counter {
    folder: tempfile::TempDir,
    service: PcscService,
}

impl Counter {
    fn new() -> Counter {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("a file");
        write("society.toml", SOCIETY);
        write("policy.toml", POLICY);
        write("passphrase.txt", PASSPHRASE);
        // One of the cards belongs to somebody whom the ledger does not know.
        let known = |row: &&str| !row.contains("失効");
        let people: Vec<String> = reported().lines().filter(|row| known(row)).map(|row| format!("{row}\n")).collect();
        write("people.csv", &people.concat());
        run(folder.path(), &["init", "ledger.daicho", "--society", "society.toml", "--policy", "policy.toml"]).ends(0);
        run(folder.path(), &["import", "ledger.daicho", "people.csv", "--on", "2026-04-10", "--not-torn"]).ends(0);
        Counter { folder, service: PcscService::start() }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Notices for everyone, printed: the code of a member's.
    fn paper_of(&self, member: &str) -> String {
        let planned =
            run(self.folder.path(), &["plan", "ledger.daicho", "--kind", "notice", "--on", "2026-04-21", "--json"])
                .json();
        std::fs::create_dir(self.at("out")).expect("a folder");
        run(
            self.folder.path(),
            &["print", "ledger.daicho", planned["batch"].as_str().expect("a batch"), "--out", "out"],
        )
        .ends(0);
        let manifest: Value =
            serde_json::from_slice(&std::fs::read(self.at("out/manifest.json")).expect("a manifest")).expect("JSON");
        let sheets = manifest["sheets"].as_array().expect("sheets");
        let shown = run(self.folder.path(), &["show", "ledger.daicho", member, "--json"]).ends(0).json();
        let own = sheets.iter().find(|sheet| sheet["code"] == shown["code"]).expect("a notice");
        own["paper"].as_str().expect("a code").to_owned()
    }

    fn window(&self, journey: &'static str) -> Window {
        self.window_of(journey, "desk")
    }

    fn window_of(&self, journey: &'static str, operator: &str) -> Window {
        let (socket, trust) = (self.service.socket_path(), trust_file());
        let (seconds, temporary) = (self.at("seconds"), self.at("temporary"));
        std::fs::write(&seconds, "0").expect("a file");
        // A second window may come to the same.
        std::fs::create_dir_all(&temporary).expect("a folder");
        let beside: [(&str, &Path); 5] = [
            ("PCSCLITE_CSOCK_NAME", &socket),
            ("DAICHO_CARD_TRUST", &trust),
            ("DAICHO_CARD", card_program()),
            ("DAICHO_DRIVEN_SECONDS", &seconds),
            ("TMPDIR", &temporary),
        ];
        let window = Window::open_with(journey, &[], &[], &beside);
        window.signs_in(&self.at("ledger.daicho").display().to_string(), operator, PASSPHRASE);
        window.keys(&thirtyfour::Key::F3.value().to_string());
        window.sees("counter");
        window
    }
}

/// The reader's state, as the screen has it.
fn reader_is(window: &Window, state: &str) {
    window.until(
        &format!("the reader is {state}"),
        "return document.querySelector('#reader-state')?.dataset.state === arguments[0]",
        &[state],
    );
}

fn types_into(window: &Window, field: &str, text: &str) {
    window.click(field);
    window.types(field, text);
}

#[test]
fn a_visitor_is_known_by_a_scan_and_checked_by_the_card() {
    let counter = Counter::new();
    let paper = counter.paper_of("101-12-00");
    let window = counter.window("counter");
    reader_is(&window, "no_card");
    types_into(&window, "#counter-text", &format!("{paper}{}", thirtyfour::Key::Enter.value()));
    window.until("the paper is shown", "return document.querySelector('#counter-scanned') !== null", &[]);
    window.reads("見本　花子");
    window.picture("1-scanned");
    let card = Card::of(holder("adult"));
    counter.service.reader(0).insert(&card);
    reader_is(&window, "ready");
    // A wrong PIN costs one try and says so.
    reads_card(&window, "9999", None);
    tells(&window, "#check-failed", "あと2回");
    assert_eq!(card.tries()[0], 2);
    window.picture("2-wrong");
    types_into(&window, "#counter-pin", "1234");
    window.click("#counter-proves");
    types_into(&window, "#counter-proof", "4321");
    window.click("#counter-do");
    window.until("the result is there", "return document.querySelector('#counter-result') !== null", &[]);
    for words in [
        "ご本人です。氏名と生年月日が台帳と一致しました",
        "個人番号の下4桁は、台帳と一致",
        "令和12年2月17日",
        "失効は確認していません",
    ] {
        assert!(window.text("#counter-result").contains(words), "{words}: {}", window.text("#counter-result"));
    }
    assert!(!card.is_open(), "no PIN stays open");
    window.picture("3-result");
    // What was typed is gone from the screen.
    let left = window
        .ask("return [...document.querySelectorAll('input[type=password]')].map((one) => one.value).join('')", &[]);
    assert_eq!(left, "");
    // The card goes, and the screen says so; the service dies and comes back, and nothing is begun anew.
    counter.service.reader(0).remove();
    reader_is(&window, "no_card");
    counter.service.kill();
    reader_is(&window, "no_service");
    window.picture("4-no-service");
    counter.service.restart();
    reader_is(&window, "no_card");
    counter.service.reader(0).insert(&card);
    reader_is(&window, "ready");
    window.click("#counter-way [value=code]");
    for (field, text) in [("#counter-born", "550217"), ("#counter-until", "2035"), ("#counter-code", "2285")] {
        types_into(&window, field, text);
    }
    window.click("#counter-face");
    window.click("#counter-do");
    tells(&window, "#counter-checks", "照合番号");
    // A scan is one wherever the focus is, and its Enter sends no form.
    window.click("#counter-next");
    types_into(&window, "#counter-pin", "12");
    window.ask("document.querySelector('#counter-proxy').focus(); return null", &[]);
    let keys = ["type", "--args", "1", "--delay", "4", &paper, "key", "Return"];
    assert!(window.hand(&keys), "a scanner types");
    window.until("the paper is shown", "return document.querySelector('#counter-scanned') !== null", &[]);
    window.until("no form was sent", "return document.querySelector('#check-failed') === null", &[]);
    // Visitors see initials only; one key hides all.
    window.click("#counter-visitors");
    window.until("initials", "return document.querySelector('#counter-shown h2')?.textContent.includes('ミ・ハ')", &[]);
    assert!(!window.text("#counter-shown").contains("昭和55年"));
    assert!(!window.text("#counter-shown").contains("101-12"), "initials, and no number");
    window.picture("5-visitors");
    window.keys(&thirtyfour::Key::F8.value().to_string());
    window.until("hidden", "return document.querySelector('#curtain') !== null", &[]);
    window.picture("6-hidden");
    window.keys(&thirtyfour::Key::F8.value().to_string());
    window.until("shown", "return document.querySelector('#curtain') === null", &[]);
    // With the window still open and after it: nothing that the card alone told is in any file of it, of the ledger or of a moment.
    let whose = holder("adult");
    assert!(holds_nothing_of(whose, window.home(), &[]) > 0, "the window has files of its own");
    drop(window);
    assert!(
        holds_nothing_of(whose, counter.folder.path(), &["people.csv"]) > 3,
        "ledger, keys and logs were looked at"
    );
    let pages = tests::intruder::pages(&counter.at("ledger.daicho"), PASSPHRASE);
    let holds = |canary: &str| pages.windows(canary.len()).any(|part| part == canary.as_bytes());
    assert!(holds("見本　花子") && !holds(&whose.number()) && !holds(whose.address));
}

/// Types the PIN, and where it is asked for the certificate's, and has the card read.
fn reads_card(window: &Window, pin: &str, proof: Option<&str>) {
    types_into(window, "#counter-pin", pin);
    if let Some(proof) = proof {
        window.until(
            "a field for the second PIN",
            "if (document.querySelector('#counter-proof') !== null) return true;
             document.querySelector('#counter-proves').click(); return false",
            &[],
        );
        types_into(window, "#counter-proof", proof);
    }
    window.click("#counter-do");
}

/// The grown-up's card is being read, and does not come to its end while `late` is held.
fn reads_late(window: &Window, card: &Card, late: &Arc<Mutex<()>>) {
    card.fail(12, Fault::Late(late.clone()));
    reads_card(window, holder("adult").pin, None);
    window.until(
        "a reading",
        "return document.querySelector('#counter-do')?.textContent.includes('読み取っています') === true",
        &[],
    );
}

/// Does any process have a file open?
fn is_open(file: &Path) -> bool {
    let entries = |folder: &Path| std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries(Path::new("/proc"))
        .flat_map(|process| entries(&process.join("fd")))
        .any(|open| std::fs::read_link(open).is_ok_and(|open| open == file))
}

/// The window behind its lock is there again.
fn unlocks(window: &Window) {
    window.types("#lock-passphrase", PASSPHRASE);
    window.keys(&thirtyfour::Key::Enter.value().to_string());
    window.until("the unlocked window", "return document.querySelector('[data-screen=locked]') === null", &[]);
}

/// Something in the place where troubles, or results, are told.
#[track_caller]
fn tells(window: &Window, place: &str, words: &str) {
    window.until(
        words,
        "return document.querySelector(arguments[0])?.textContent.includes(arguments[1]) === true",
        &[place, words],
    );
}

#[test]
fn what_is_not_sent_without_a_word_is_sent_once_the_member_says_so_and_every_bad_card_is_told() {
    let counter = Counter::new();
    let window = counter.window("counter_cards");
    let scarce = Card::of(holder("one-left"));
    counter.service.reader(0).insert(&scarce);
    reader_is(&window, "ready");
    // One try is left: nothing was sent, and what was typed waits for a word of the member.
    reads_card(&window, "1234", None);
    tells(&window, "#check-failed", "あと1回まちがえるとロックされます");
    assert_eq!(scarce.tries()[..2], [1, 1]);
    assert!(!scarce.heard().iter().any(|it| it.starts_with(&[0x00, 0x20]) && it.len() > 4), "no PIN was sent");
    window.picture("1-one-left");
    window.click("#counter-insist");
    tells(&window, "#counter-result", "ご本人です");
    tells(&window, "#counter-shown", "101-19-00");
    // The same of the second PIN: what was read stands, and the proof waits for the word.
    scarce.fail(usize::MAX, Fault::Empty);
    reads_card(&window, "1234", Some("4321"));
    tells(&window, "#counter-result", "あと1回まちがえるとロックされるため、送っていません");
    assert_eq!(scarce.tries()[1], 1);
    window.click("#counter-last");
    reads_card(&window, "1234", Some("4321"));
    tells(&window, "#counter-result", "本物のカードです（電子証明書の失効は確認していません）");
    window.picture("2-insisted");
    // Two cards: which of them, the clerk says.
    window.click("#counter-next");
    let (first, second) = (counter.service.reader(0), counter.service.reader(1));
    first.remove();
    let (adult, child) = (Card::of(holder("adult")), Card::of(holder("child")));
    first.insert(&adult);
    second.insert(&child);
    window.until("a choice", "return document.querySelectorAll('#counter-reader option').length === 3", &[]);
    reads_card(&window, holder("child").pin, None);
    tells(&window, "#check-failed", "カードが2枚以上置かれています");
    assert!(adult.heard().is_empty() && child.heard().is_empty(), "neither was asked");
    window.picture("3-two-cards");
    window.chooses("#counter-reader", second.name());
    reads_card(&window, holder("child").pin, None);
    tells(&window, "#counter-shown", "101-12-02");
    assert!(adult.heard().is_empty(), "the other was not asked");
    // A card whose key is another's: a result, and a warning above everything.
    child.with_key("spouse");
    reads_card(&window, holder("child").pin, Some(holder("child").proof_pin));
    tells(&window, "#counter-result", "ご本人とは確かめられません");
    assert!(!window.text("#counter-result").contains("ご本人です"));
    window.picture("4-not-genuine");
    second.remove();
    window.until("one card", "return document.querySelector('#counter-reader') === null", &[]);
    // One that never answers, and one in whose place another lies.
    window.click("#counter-next");
    reader_is(&window, "ready");
    adult.fail(12, Fault::Mute);
    reads_card(&window, holder("adult").pin, None);
    tells(&window, "#check-failed", "カードから返事がありません");
    assert_eq!(adult.tries()[0], 3);
    first.remove();
    reader_is(&window, "no_card");
    let (adult, spouse) = (Card::of(holder("adult")), Card::of(holder("spouse")));
    first.insert(&adult);
    reader_is(&window, "ready");
    adult.fail(20, Fault::Swapped(spouse.clone()));
    reads_card(&window, holder("adult").pin, None);
    tells(&window, "#check-failed", "カードが離れました");
    assert!(!spouse.heard().iter().any(|it| it.starts_with(&[0x00, 0x20])), "the other card was asked for no PIN");
    // The other is known as what it is.
    first.remove();
    reader_is(&window, "no_card");
    first.insert(&spouse);
    reader_is(&window, "ready");
    reads_card(&window, holder("spouse").pin, None);
    tells(&window, "#counter-shown", "101-12-01");
}

#[test]
fn whoever_may_only_look_and_whoever_looks_at_another_day_checks_nobody_and_a_lock_ends_a_reading() {
    let counter = Counter::new();
    std::fs::write(counter.at("new.txt"), PASSPHRASE).expect("a file");
    let add = ["operator", "ledger.daicho", "add", "mita", "--name", "三田", "--role", "viewer"];
    run(counter.folder.path(), &[&add[..], &["--new-passphrase-file", "new.txt"]].concat()).ends(0);
    let member = format!("101-12-0{}", thirtyfour::Key::Enter.value());
    let window = counter.window_of("counter_viewer", "mita");
    types_into(&window, "#counter-text", &member);
    window.until("the member", "return document.querySelector('#counter-shown') !== null", &[]);
    window.until("nothing to check with", "return document.querySelector('#counter-check') === null", &[]);
    window.picture("1-viewer");
    let refused = window.measure(
        "a command past the screen",
        "window.__TAURI_INTERNALS__.invoke('check_papers', { ask: { member: '101-12-0', documents: ['passport', 'pension'], face: true, agrees: true, proxy: null, authority: null, lang: 'ja' } }).then(() => done('done'), (no) => done(no.code));",
        &[],
    );
    assert_eq!(refused, "not_permitted");
    drop(window);

    let window = counter.window("counter_lock");
    let card = Card::of(holder("adult"));
    counter.service.reader(0).insert(&card);
    reader_is(&window, "ready");
    types_into(&window, "#counter-text", &member);
    window.until("the member", "return document.querySelector('#counter-check') !== null", &[]);
    // Another day: who it was then, and no check.
    window.click("#day");
    window.click("[role=dialog] input[value=then]");
    window.click("#day-show");
    window.until("the frame", "return document.querySelector('.past-band') !== null", &[]);
    types_into(&window, "#counter-text", &member);
    window.until("the member then", "return document.querySelector('#counter-shown') !== null", &[]);
    window.until("no check", "return document.querySelector('#counter-check') === null", &[]);
    window.picture("1-past");
    window.click("#back-to-today");
    window.until("today", "return document.querySelector('.past-band') === null", &[]);
    window.until("a check again", "return document.querySelector('#counter-check') !== null", &[]);
    // While the card is read the clerk goes away for five minutes: nothing is recorded, and nothing is shown to whoever comes.
    types_into(&window, "#counter-text", &member);
    window.until("the member", "return document.querySelector('#counter-shown') !== null", &[]);
    let late = Arc::new(Mutex::new(()));
    let held = late.lock().expect("nobody holds it");
    reads_late(&window, &card, &late);
    assert!(is_open(&counter.at("ledger.daicho")), "the window has its ledger open");
    std::fs::write(counter.at("seconds"), "301").expect("a file");
    window.sees("locked");
    // A reading that goes on keeps nothing of the ledger.
    window.wait_for("the closed ledger", || !is_open(&counter.at("ledger.daicho")));
    drop(held);
    window.wait_for("the end of the reading", || !card.is_open() && card.resets().1 > 0);
    window.until(
        "the lock above whoever was shown",
        "const it = document.querySelector('#counter-shown').getBoundingClientRect();
         return document.elementFromPoint(it.left + 20, Math.max(it.top + 20, 20))?.closest('.lock-screen') !== null",
        &[],
    );
    window.picture("2-locked");
    unlocks(&window);
    tells(&window, "#check-failed", "画面がロックされたため、結果は記録していません");
    window.picture("3-unlocked");
    // Whoever unlocks the window while the card is still being read may be somebody else: nothing is recorded in their name.
    let held = late.lock().expect("nobody holds it");
    reads_late(&window, &card, &late);
    window.click("#menu");
    window.click(".menu-item[data-key=lock]");
    window.sees("locked");
    unlocks(&window);
    drop(held);
    tells(&window, "#check-failed", "画面がロックされたため、結果は記録していません");
    drop(window);
    let kept = run(counter.folder.path(), &["counter", "ledger.daicho", "101-12-0", "--json"]).ends(0).json();
    assert_eq!(kept["checks"], serde_json::json!([]), "what nobody saw is not on record");
}

#[test]
fn a_card_alone_finds_its_member_and_without_a_card_documents_do() {
    let counter = Counter::new();
    let window = counter.window("counter_alone");
    let card = Card::of(holder("child"));
    counter.service.reader(1).insert(&card);
    reader_is(&window, "ready");
    reads_card(&window, holder("child").pin, None);
    tells(&window, "#counter-shown", "101-12-02");
    window.until("the number differs", "return document.querySelector('[data-open=card_differs]') !== null", &[]);
    window.picture("1-differs");
    counter.service.reader(1).remove();
    // A card that is taken off while it is read, and one that answers nothing that can be understood.
    window.click("#counter-next");
    let adult = Card::of(holder("adult"));
    counter.service.reader(0).insert(&adult);
    reader_is(&window, "ready");
    for (fault, words) in [(Fault::OneByte, "読み取れませんでした"), (Fault::PulledAfter, "カードが離れました")]
    {
        adult.fail(12, fault);
        reads_card(&window, holder("adult").pin, None);
        tells(&window, "#check-failed", words);
    }
    counter.service.reader(0).remove();
    reader_is(&window, "no_card");
    counter.service.reader(0).insert(&adult);
    reader_is(&window, "ready");
    reads_card(&window, holder("adult").pin, None);
    window.until("the next reading is good", "return document.querySelector('#counter-result') !== null", &[]);
    counter.service.reader(0).remove();
    // Somebody whom the ledger does not know.
    window.click("#counter-next");
    counter.service.reader(1).insert(&Card::of(holder("expired-certificate")));
    reader_is(&window, "ready");
    reads_card(&window, holder("expired-certificate").pin, None);
    tells(&window, "#counter-failed", "台帳に見つかりません");
    window.picture("2-unknown");
    counter.service.reader(1).remove();
    window.click("#counter-next");
    counter.service.reader(0).insert(&Card::of(holder("all-blocked")));
    reader_is(&window, "ready");
    reads_card(&window, "1234", None);
    tells(&window, "#check-failed", "ロックされています");
    window.picture("3-locked");
    types_into(&window, "#counter-text", &format!("101-13-0{}", thirtyfour::Key::Enter.value()));
    window.until("a member", "return document.querySelector('#counter-shown') !== null", &[]);
    window.click("#counter-way [value=papers]");
    window.click("[data-document=passport]");
    window.click("[data-document=pension]");
    window.click("#counter-face");
    window.click("#counter-agrees [value=yes]");
    window.click("#counter-do");
    tells(&window, "#counter-checks", "旅券＋");
    window.picture("4-documents");
    window.click("#reader-doctor");
    window.until("the doctor", "return document.querySelector('[data-finding=pin_blocked]') !== null", &[]);
    window.picture("5-doctor");
}
