//! The counter in the window, beside the real reader's service: a scan, a card that is laid down and taken away, a wrong PIN, the
//! printed code, two documents, a service that dies and comes back, and a screen that hides.

use std::path::{Path, PathBuf};

use serde_json::Value;
use tests::program::run;
use tests::society::{POLICY, SOCIETY};
use tests::software_card::{Card, Fault, PcscService, card_program, holder, reported, trust_file};

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
        let (socket, trust) = (self.service.socket_path(), trust_file());
        let beside: [(&str, &Path); 3] =
            [("PCSCLITE_CSOCK_NAME", &socket), ("DAICHO_CARD_TRUST", &trust), ("DAICHO_CARD", card_program())];
        let window = Window::open_with(journey, &[], &[], &beside);
        window.signs_in(&self.at("ledger.daicho").display().to_string(), "desk", PASSPHRASE);
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
    types_into(&window, "#counter-pin", "9999");
    window.click("#counter-do");
    window.until(
        "it is refused",
        "return document.querySelector('#check-failed')?.textContent.includes('あと2回')",
        &[],
    );
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
    window.click("#counter-do");
    window.until(
        "by the printed code",
        "return document.querySelector('#counter-checks')?.textContent.includes('照合番号')",
        &[],
    );
    // Visitors see initials only; one key hides all.
    window.click("#counter-visitors");
    window.until("initials", "return document.querySelector('#counter-shown h2')?.textContent.includes('ミ・ハ')", &[]);
    assert!(!window.text("#counter-shown").contains("昭和55年"));
    window.picture("5-visitors");
    window.keys(&thirtyfour::Key::F8.value().to_string());
    window.until("hidden", "return document.querySelector('#curtain') !== null", &[]);
    window.picture("6-hidden");
    window.keys(&thirtyfour::Key::F8.value().to_string());
    window.until("shown", "return document.querySelector('#curtain') === null", &[]);
}

#[test]
fn a_card_alone_finds_its_member_and_without_a_card_documents_do() {
    let counter = Counter::new();
    let window = counter.window("counter_alone");
    let card = Card::of(holder("child"));
    counter.service.reader(1).insert(&card);
    reader_is(&window, "ready");
    types_into(&window, "#counter-pin", holder("child").pin);
    window.click("#counter-do");
    window.until(
        "the member is found",
        "return document.querySelector('#counter-shown')?.textContent.includes('101-12-02')",
        &[],
    );
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
        types_into(&window, "#counter-pin", holder("adult").pin);
        window.click("#counter-do");
        window.until(
            words,
            "return document.querySelector('#check-failed')?.textContent.includes(arguments[0])",
            &[words],
        );
    }
    counter.service.reader(0).remove();
    reader_is(&window, "no_card");
    counter.service.reader(0).insert(&adult);
    reader_is(&window, "ready");
    types_into(&window, "#counter-pin", holder("adult").pin);
    window.click("#counter-do");
    window.until("the next reading is good", "return document.querySelector('#counter-result') !== null", &[]);
    counter.service.reader(0).remove();
    // Somebody whom the ledger does not know.
    window.click("#counter-next");
    counter.service.reader(1).insert(&Card::of(holder("expired-certificate")));
    reader_is(&window, "ready");
    types_into(&window, "#counter-pin", holder("expired-certificate").pin);
    window.click("#counter-do");
    window.until(
        "nobody is found",
        "return document.querySelector('#counter-failed')?.textContent.includes('台帳に見つかりません')",
        &[],
    );
    window.picture("2-unknown");
    counter.service.reader(1).remove();
    window.click("#counter-next");
    counter.service.reader(0).insert(&Card::of(holder("all-blocked")));
    reader_is(&window, "ready");
    types_into(&window, "#counter-pin", "1234");
    window.click("#counter-do");
    window.until(
        "it is locked",
        "return document.querySelector('#check-failed')?.textContent.includes('ロックされています')",
        &[],
    );
    window.picture("3-locked");
    types_into(&window, "#counter-text", &format!("101-13-0{}", thirtyfour::Key::Enter.value()));
    window.until("a member", "return document.querySelector('#counter-shown') !== null", &[]);
    window.click("#counter-way [value=papers]");
    window.click("[data-document=passport]");
    window.click("[data-document=pension]");
    window.click("#counter-face");
    window.click("#counter-agrees [value=yes]");
    window.click("#counter-do");
    window.until("recorded", "return document.querySelector('#counter-checks')?.textContent.includes('旅券＋')", &[]);
    window.picture("4-documents");
    window.click("#reader-doctor");
    window.until("the doctor", "return document.querySelector('[data-finding=pin_blocked]') !== null", &[]);
    window.picture("5-doctor");
}
