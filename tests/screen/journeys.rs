//! What a clerk does in the window, from the first start to the post.

use std::path::{Path, PathBuf};
use std::process::Command;

use tests::paper::{pdf_greys, qr_codes};
use tests::program::{run, run_at};
use thirtyfour::Key;

use crate::drop::Hand;
use crate::window::Window;

/// A filled training society on the disk, its ledger and its passphrase.
pub struct Society {
    folder: tempfile::TempDir,
}

impl Society {
    fn filled() -> Society {
        Society::of(200)
    }

    /// With so many members.
    pub fn of(members: usize) -> Society {
        let folder = tempfile::tempdir().expect("a temporary folder");
        run(folder.path(), &["demo", "society", "--members", &members.to_string(), "--filled"]).ends(0);
        Society { folder }
    }

    pub fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join("society").join(name)
    }

    pub fn ledger(&self) -> String {
        self.at("ledger.daicho").display().to_string()
    }

    pub fn passphrase(&self) -> String {
        std::fs::read_to_string(self.at("passphrase.txt")).expect("a passphrase").trim_end().to_owned()
    }

    /// The end of the journal: every act moves it.
    fn head(&self) -> String {
        let passphrase = self.at("passphrase.txt").display().to_string();
        let verified = run(self.folder.path(), &["verify", &self.ledger(), "--passphrase-file", &passphrase, "--json"]);
        verified.ends(0).json()["head"].as_str().expect("a head").to_owned()
    }

    /// The first member of the truth: number, name, kana.
    fn somebody(&self) -> (String, String, String) {
        let truth = std::fs::read_to_string(self.at("truth.jsonl")).expect("truth.jsonl");
        let first: serde_json::Value = serde_json::from_str(truth.lines().next().expect("a member")).expect("JSON");
        let text = |field: &str| first[field].as_str().expect("text").to_owned();
        (format!("{}-{}-{}", text("symbol"), text("number"), text("branch")), text("name"), text("kana"))
    }

    /// A window on this society, opened by keyboard.
    fn window(&self, journey: &'static str, choices: &[(&str, &Path)]) -> Window {
        let window = Window::open(journey, &[], choices);
        window.sees("start");
        window.types("#path", &self.ledger());
        window.types("#passphrase", &self.passphrase());
        window.keys(Key::Enter.value().to_string().as_str());
        window.sees("home");
        window
    }
}

fn text_of(pdf: &Path) -> String {
    let read =
        Command::new("pdftotext").arg("-raw").arg(pdf).arg("-").output().expect("pdftotext (Debian: poppler-utils)");
    String::from_utf8(read.stdout).expect("UTF-8")
}

fn enter() -> String {
    Key::Enter.value().to_string()
}

#[test]
fn a_first_start_leads_through_a_training_society_to_printed_letters() {
    let files = tempfile::tempdir().expect("a temporary folder");
    let (made, sent) = (files.path().join("練習"), files.path().join("届.csv"));
    std::fs::write(
        &sent,
        "記号,番号,枝番,氏名,カナ,生年月日,性別,資格取得年月日,郵便番号,住所\n\
         101,9001,00,見本　新太郎,ミホン　シンタロウ,S60.7.8,男,R8.4.10,1000001,東京都千代田区千代田1-1\n\
         101,9002,00,見本　誤子,ミホン　アヤマリコ,令和7年2月30日,女,R8.4.10,1000001,東京都千代田区千代田1-1\n",
    )
    .expect("an employer's file");
    let window = Window::open("first-start", &[], &[("folder", &made), ("import_file", &sent)]);
    window.sees("start");
    window.picture("1-start");
    window.click("#make-training");
    window.reads("練習用の組合ができました");
    let told = std::fs::read_to_string(made.join("passphrase.txt")).expect("a passphrase");
    window.reads(told.trim_end());
    window.click("#training-begin");
    window.sees("home");
    window.reads("練習用の組合");
    window.until("the counts", "return document.querySelectorAll('[data-screen=home] a').length > 5", &[]);
    window.until("the chart", "return document.querySelector('.trend svg') !== null", &[]);
    window.picture("2-home");

    // An employer's file: looked at, compared, accepted; the bad row stays outside, with its place.
    window.keys(&(Key::Alt.value().to_string() + "4"));
    window.sees("imports");
    window.click("#new-import");
    window.sees("import");
    window.click("#choose-file");
    window.reads("届.csv");
    window.reads("資格取得");
    window.picture("3-look");
    window.click("#compare");
    window.reads("101-9001-00");
    window.reads("F3");
    window.reads("届.csvの3行目");
    window.until(
        "the row as the file has it",
        "return document.querySelector('.file-row .here')?.innerText.includes('令和7年2月30日') === true",
        &[],
    );
    window.picture("4-difference");
    window.click("#accept-import");
    window.until("the import", "return document.querySelector('#import-done') !== null", &[]);
    window.picture("5-imported");

    // Find the new member, and ask why.
    window.types("#find", "ﾐﾎﾝ ｼﾝﾀﾛｳ");
    window.until("a hit", "return document.querySelectorAll('[role=option]').length === 1 || [...document.querySelectorAll('[role=option]')].some(it => it.innerText.includes('見本'))", &[]);
    window.keys(&enter());
    window.sees("member");
    window.reads("見本");
    window.picture("6-member");
    window.click("#why-certificate");
    window.reads("健康保険法");
    window.picture("7-why");
    window.keys(&Key::Escape.value().to_string());

    // Letters: frozen, looked at, printed into a folder, read back.
    window.keys(&(Key::Alt.value().to_string() + "5"));
    window.sees("prints");
    window.click("#new-print");
    window.sees("print");
    window.click("#print-kind input[value=notice]");
    window.click("#print-who input[value=some]");
    window.types("#numbers", "101-9001-00");
    window.click("#freeze");
    window.click("#freeze-yes");
    window.until("the page", "return document.querySelector('[data-screen=print] img')?.naturalWidth > 300", &[]);
    window.picture("8-preview");
    window.click("#print");
    window.until("the letters", "return document.querySelector('#print-done') !== null", &[]);
    window.picture("9-printed");
    // Inside the folder the batch has one of its own, named by its code.
    let entries = |folder: &Path| {
        std::fs::read_dir(folder).expect("the folder").flatten().map(|entry| entry.path()).collect::<Vec<_>>()
    };
    let own = entries(&made).into_iter().find(|path| path.join("manifest.json").exists()).expect("the batch's folder");
    let letter = entries(&own)
        .into_iter()
        .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("notice-")))
        .expect("a letter");
    let text = text_of(&letter);
    assert!(text.contains("見本 新太郎") || text.contains("見本　新太郎"), "{text}");
    assert!(text.contains("9001") && text.contains("資格情報のお知らせ"), "{text}");
    window.click("#post");
    window.click("#post-yes");
    window.reads("発送");
    window.picture("10-posted");
}

#[test]
fn a_society_of_ones_own_is_founded_by_a_form() {
    let files = tempfile::tempdir().expect("a temporary folder");
    let ledger = files.path().join("台帳.daicho");
    let window = Window::open("founding", &[], &[("new_ledger", &ledger)]);
    window.sees("start");
    window.click("#new-ledger");
    for (field, text) in [
        ("name", "ためし健康保険組合"),
        ("insurer_number", "06132681"),
        ("postcode", "100-000"),
        ("address", "東京都千代田区千代田1-1"),
        ("phone", "03-0000-0000"),
    ] {
        window.types(&format!("#society-{field}"), text);
    }
    // What is wrong is said at its field, before the next step; the first such field is ready to be written anew.
    let focus = |window: &Window, id: &str| {
        window.until(id, "return document.activeElement?.id === arguments[0]", &[id]);
    };
    window.click("#wizard-next");
    window.reads("検証番号が合いません");
    window.reads("組合の郵便番号が7桁の数字ではありません");
    focus(&window, "society-insurer_number");
    window.picture("1-society");
    window.types("#society-insurer_number", "06132682");
    window.types("#society-postcode", "100-0001");
    window.click("#wizard-next");
    for (at, text) in ["A001", "101", "株式会社ためし", "530-00011"].iter().enumerate() {
        let field = format!(".employer-form .field:nth-of-type({}) input", at + 1);
        window.types(&field, text);
    }
    window.keys(&Key::Enter.value().to_string());
    window.reads("事業所の郵便番号が7桁の数字ではありません");
    focus(&window, "employer-0-postcode");
    window.keys(&Key::Backspace.value().to_string());
    window.keys(&Key::Enter.value().to_string());
    window.click(".preset input[value=single_company]");
    window.types("#policy-source", "ためし健康保険組合 理事会決定");
    window.picture("2-policy");
    window.click("#wizard-next");
    window.click("#choose-place");
    window.types("#new-passphrase", "長いパスフレーズ 四つの 言葉で");
    window.types("#new-passphrase-again", "長いパスフレーズ 四つの 言葉で");
    window.click("#wizard-next");
    window.picture("3-check");
    assert!(!ledger.exists(), "no ledger is made before the clerk says so");
    window.click("#make-ledger");
    window.sees("home");
    window.reads("ためし健康保険組合");
    assert!(ledger.exists());
}

#[test]
fn each_number_opens_its_list_and_another_day_writes_nothing() {
    let society = Society::filled();
    let window = society.window("lists", &[]);
    let each = "return [...document.querySelectorAll('.todo-table th[scope=row] a, #uncovered, #uncovered-ahead')].map((one) => one.id).join(' ')";
    let shown = |window: &Window, id: &str| {
        let count = "const it = document.getElementById(arguments[0]); return (it.querySelector('.big-number')?.firstChild ?? it.closest('tr')?.querySelector('td')).textContent";
        window.ask(count, &[id]).as_str().unwrap_or_default().replace(',', "").parse::<u64>().expect("a count")
    };
    window.until("the counts", "return document.querySelectorAll('.todo-table td').length > 5", &[]);
    let ids = window.ask(each, &[]).as_str().expect("the numbers of the home screen").to_owned();
    assert!(ids.split(' ').count() > 8, "{ids}");
    let mut whole = 0;
    // What has a place of its own leads there: to the bench of returned mail, to returns, to what follows from
    // corrections, to people who may be one, to the rows that wait.
    let benches = [
        ("list-returned_mail", "papers", "[role=tabpanel]"),
        ("list-returns_due", "papers", "#owers"),
        ("list-consequences", "papers", "#consequences-panel"),
        ("list-same_person", "papers", "#same-panel"),
        ("list-quarantine", "imports", "#quarantine"),
    ];
    for (id, screen, there) in benches {
        let count = shown(&window, id);
        window.click(&format!("#{id}"));
        window.sees(screen);
        window.until(there, "return document.querySelector(arguments[0]) !== null", &[there]);
        if id == "list-returns_due" {
            let all = "return document.querySelector('#ower-all')?.closest('tr')?.querySelector('td')?.textContent.replaceAll(',', '') === arguments[0]";
            window.until(&format!("{count} papers, as at home"), all, &[&count.to_string()]);
        }
        window.keys(&(Key::Alt.value().to_string() + "1"));
        window.sees("home");
        window.until(id, "return document.getElementById(arguments[0]) !== null", &[id]);
    }
    // Rows that count batches lead to the batches, not to a list of people.
    let elsewhere = |id: &str| id.starts_with("list-unp") || benches.iter().any(|(bench, ..)| *bench == id);
    for id in ids.split(' ').filter(|id| !elsewhere(id)) {
        window.until(id, "return document.getElementById(arguments[0]) !== null", &[id]);
        let count = shown(&window, id);
        window.click(&format!("#{id}"));
        window.sees("list");
        window.until(
            &format!("{id}: {count}"),
            "const rows = document.querySelector('#list'); const [count] = arguments;
             return count === '0' ? rows === null && document.querySelector('[data-screen=list] .empty') !== null
               : rows?.getAttribute('aria-rowcount') === `${Number(count) + 1}` && document.querySelectorAll('[data-row]').length > 0",
            &[&count.to_string()],
        );
        whole += count;
        if id == "list-certificate_due" {
            window.picture("certificates");
        }
        window.keys(&(Key::Alt.value().to_string() + "1"));
        window.sees("home");
    }
    assert!(whole > 50, "a filled society has work: {whole}");

    // Another day is looked at; nothing can be done on it, and nothing is written.
    let before = society.head();
    window.click("#day");
    window.click("[role=dialog] input[value=then]");
    window.click("#day-show");
    window.until("the frame", "return document.querySelector('.past-band') !== null", &[]);
    window.click("#list-certificate_due");
    window.sees("list");
    window.until("no printing", "return document.querySelector('#print-list')?.disabled === true", &[]);
    window.keys(&(Key::Alt.value().to_string() + "4"));
    window.sees("imports");
    window.keys(&(Key::Alt.value().to_string() + "5"));
    window.sees("prints");
    window.until("no new print", "return document.querySelector('#new-print')?.disabled === true", &[]);
    window.picture("past");
    window.click("#back-to-today");
    window.until("today", "return document.querySelector('.past-band') === null", &[]);
    assert!(before == society.head(), "looking at another day writes nothing");
}

#[test]
fn a_layout_is_seen_while_it_is_written_and_a_policy_before_it_is_decided() {
    let society = Society::filled();
    let window = society.window("settings", &[]);
    window.click("#section-settings");
    window.sees("settings");
    window.click("[role=tab][data-key=layouts]");
    let picture = "return document.querySelector('.layouts img')?.naturalWidth > 300";
    window.until("the paper", picture, &[]);
    window.picture("layout");
    let before = window.ask("return document.querySelector('.layouts img').src", &[]);
    window.types("#layout-text", "title = 知らない値\n");
    window.until("what is wrong", "return document.querySelector('.layouts .notice') !== null", &[]);
    window.picture("layout-mistake");
    window.click("#layout-back");
    window.until("the paper again", picture, &[]);
    assert_eq!(window.ask("return document.querySelector('.layouts img').src", &[]), before, "nothing was kept");
    window.click("[role=tab][data-key=policies]");
    window.click("#try-policy");
    window.until("the trial", "return document.querySelector('#policy-tried') !== null", &[]);
    assert!(
        window.text("#policy-tried").contains("のうち 0 人"),
        "the same policy changes nobody: {}",
        window.text("#policy-tried")
    );
    window.picture("policy");
    window.click("[role=tab][data-key=about]");
    window.reads("rusqlite");
    window.picture("about");
}

#[test]
fn a_policy_is_adopted_and_the_society_changed_where_they_are_seen() {
    let society = Society::filled();
    let window = society.window("decided", &[]);
    let settings = |tab: &str| {
        window.click("#section-settings");
        window.sees("settings");
        window.click(&format!("[role=tab][data-key={tab}]"));
    };
    let due = |name: &str| {
        window.keys(&(Key::Alt.value().to_string() + "1"));
        window.sees("home");
        let count = format!("document.querySelector('#list-{name}')?.closest('tr').querySelector('.end')");
        window.until("the counts", &format!("return {count} != null"), &[]);
        let text = window.ask(&format!("return {count}.innerText"), &[]);
        text.as_str().unwrap_or_default().replace(',', "").parse::<u64>().expect("a count")
    };
    let before = (due("certificate_due") + due("renewal_due"), due("on_application"));

    // Chosen in words, tried, and refused without the decision that it rests on.
    settings("policies");
    window.chooses("#policy-certificate_lapse", "\"on_application\"");
    window.chooses("#policy-joiner_wait", "business_days");
    window.picture("1-choices");
    window.click("#try-policy");
    window.reads("人の判定が変わり");
    window.click("#adopt-policy");
    window.reads("必ず入れてください");
    window.types("#adopt-source", "理事会決定 令和8年4月20日");
    window.click("#try-policy");
    window.click("#adopt-policy");
    window.until("the question", "return document.querySelector('#adopt-yes') !== null", &[]);
    window.picture("2-adopt");
    window.click("#adopt-yes");
    window.until("the policy", "return document.querySelector('#policy-adopted') !== null", &[]);
    window.picture("3-adopted");
    let after = (due("certificate_due") + due("renewal_due"), due("on_application"));
    assert!(after.0 < before.0 && before.1 < after.1, "{before:?} became {after:?}");

    settings("society");
    window.until("the form", "return document.querySelector('#change-phone') !== null", &[]);
    window.ask("document.querySelector('#change-phone').select()", &[]);
    window.types("#change-phone", "03-9999-0000");
    window.chooses("#change-notice_layout", "notice-left");
    window.click("#change-society");
    window.until("the change", "return document.querySelector('#society-changed') !== null", &[]);
    window.picture("4-society");

    // An employer has moved, and another one joins: what is wrong is said at its field, and Enter saves.
    window.click("[data-employer=A001] button");
    window.until("its form", "return document.querySelector('#employer-code')?.readOnly === true", &[]);
    window.types("#employer-postcode", "100-000");
    window.types("#employer-address", "東京都千代田区千代田1-1 みほんビル");
    window.keys(&Key::Enter.value().to_string());
    window.reads("事業所の郵便番号が7桁の数字ではありません");
    window.until("the focus", "return document.activeElement?.id === 'employer-postcode'", &[]);
    window.picture("4-employer");
    window.types("#employer-postcode", "100-0001");
    window.keys(&Key::Enter.value().to_string());
    let row = |code: &str, words: &str| {
        let said = "return document.querySelector(`[data-employer=${arguments[0]}]`)?.innerText.includes(arguments[1]) === true";
        window.until(words, said, &[code, words]);
    };
    row("A001", "〒100-0001 東京都千代田区千代田1-1 みほんビル");
    window.click("#employer-new");
    for (field, text) in [("code", "A001"), ("symbol", "901"), ("name", "株式会社みほん新社")] {
        window.types(&format!("#employer-{field}"), text);
    }
    window.keys(&Key::Enter.value().to_string());
    window.reads("事業所コード A001 の事業所は、すでにあります");
    window.types("#employer-code", "N901");
    window.keys(&Key::Enter.value().to_string());
    row("N901", "株式会社みほん新社");
    window.picture("4-employers");
    settings("layouts");
    window.until("the paper", "return document.querySelector('.layouts img')?.naturalWidth > 300", &[]);
    assert_eq!(window.ask("return document.querySelector('#layout').value", &[]), "notice-left");
    window.picture("5-layout");

    // A layout of the society's own: written, seen, saved, and chosen for printing.
    let picture = "return document.querySelector('.layouts img')?.src ?? ''";
    let shipped = window.ask(picture, &[]);
    window.ask(
        "const it = document.querySelector('#layout-text');
         Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(it, it.value + '\\n# 組合の様式\\n');
         it.dispatchEvent(new Event('input', { bubbles: true }))",
        &[],
    );
    window.types("#layout-name", "窓付き封筒用");
    window.click("#save-layout");
    window.until("the saved layout", "return document.querySelector('#layout-saved') !== null", &[]);
    window.until(
        "it in the list",
        "return document.querySelector('#layout').selectedOptions[0]?.innerText.includes('窓付き封筒用')",
        &[],
    );
    window.until("its paper", "return document.querySelector('.layouts img')?.naturalWidth > 300", &[]);
    assert_eq!(window.ask(picture, &[]), shipped, "a remark changes nothing that is printed");
    window.picture("6-saved-layout");
    settings("society");
    let own = window.ask("return [...document.querySelectorAll('#change-notice_layout option')].at(-1).value", &[]);
    window.chooses("#change-notice_layout", own.as_str().expect("a seal"));
    window.click("#change-society");
    window.until("the change", "return document.querySelector('#society-changed') !== null", &[]);

    // Another day writes nothing: neither a policy nor the society.
    window.click("#day");
    window.click("[role=dialog] input[value=then]");
    window.click("#day-show");
    window.until("the frame", "return document.querySelector('.past-band') !== null", &[]);
    settings("society");
    window.until("no saving", "return document.querySelector('#change-society')?.disabled === true", &[]);
    window.until("no other employer", "return document.querySelector('#employer-new')?.disabled === true", &[]);
}

#[test]
fn everything_is_reached_without_a_mouse() {
    let society = Society::filled();
    let (number, name, kana) = society.somebody();
    let window = society.window("keyboard", &[]);
    for (key, screen) in [
        ("2", "find"),
        ("3", "members"),
        ("4", "imports"),
        ("5", "prints"),
        ("6", "papers"),
        ("7", "answers"),
        ("8", "reports"),
        ("9", "settings"),
        ("1", "home"),
    ] {
        window.keys(&(Key::Alt.value().to_string() + key));
        window.sees(screen);
        window.until(
            "a focus that is not lost",
            "return document.activeElement !== null && document.activeElement !== document.body",
            &[],
        );
    }
    window.ctrl("f");
    window.until("the box", "return document.activeElement.id === 'find'", &[]);
    window.keys(&kana);
    window.reads(&name);
    window.keys(&enter());
    window.sees("member");
    window.reads(&number);
    window.ctrl("k");
    window.until("the palette", "return document.activeElement.closest('#palette, [role=dialog]') !== null", &[]);
    window.picture("palette");
    window.keys(&Key::Escape.value().to_string());
    window.until("the palette to close", "return document.querySelector('[role=dialog]') === null", &[]);
    window.ctrl("k");
    window.until("the palette", "return document.activeElement.closest('#palette, [role=dialog]') !== null", &[]);
    window.keys("暗");
    window.keys(&enter());
    window.until("dark colours", "return document.documentElement.dataset.theme === 'dark'", &[]);
    window.picture("dark-member");
}

#[test]
fn a_wrong_passphrase_is_said_in_place_and_guessing_is_slowed_down() {
    let society = Society::filled();
    let window = Window::open("wrong-passphrase", &[], &[]);
    window.sees("start");
    window.types("#path", &society.ledger());
    for _ in 0..5 {
        window.types("#passphrase", "まちがい");
        window.keys(&enter());
        window.until("the sentence", "return document.querySelector('#passphrase-error, #failure-close') !== null && document.querySelector('#open').getAttribute('aria-busy') !== 'true'", &[]);
        window.reads("パスフレーズが違います");
    }
    window.until("the focus in the field", "return document.activeElement.id === 'passphrase'", &[]);
    window.types("#passphrase", &society.passphrase());
    window.keys(&enter());
    window.reads("秒お待ちください");
    window.picture("slow");
}

#[test]
fn what_cannot_be_opened_or_read_is_said_and_the_window_stays() {
    let society = Society::filled();
    let strange = society.at("報告書.docx");
    std::fs::write(&strange, b"PK\x03\x04 no spreadsheet").expect("a file");
    let window = Window::open("trouble", &[], &[("import_file", &strange)]);
    window.sees("start");
    window.types("#path", &society.at("nobody.daicho").display().to_string());
    window.types("#passphrase", "x");
    window.keys(&enter());
    window.reads("この台帳はありません");
    window.picture("missing");
    window.keys(&Key::Escape.value().to_string());
    window.types("#path", &society.ledger());
    window.types("#passphrase", &society.passphrase());
    window.keys(&enter());
    window.sees("home");
    window.keys(&(Key::Alt.value().to_string() + "4"));
    window.click("#new-import");
    window.click("#choose-file");
    window.until("what happened", "return document.querySelector('#failure-close') !== null", &[]);
    window.picture("not-a-spreadsheet");
    window.click("#failure-close");
    window.sees("import");
    window.types("#find", "999-999");
    window.reads("当てはまる方はいません");
}

#[test]
fn a_file_let_go_over_the_window_is_read_as_the_last_one_with_its_columns() {
    let society = Society::filled();
    let header = "記号,証番号２,枝番,氏名,カナ,生年月日,性別,入社日\n";
    let (april, may) = (society.at("4月の届.csv"), society.at("5月の届.csv"));
    std::fs::write(&april, format!("{header}101,9101,00,見本　四郎,ミホン　シロウ,S60.7.8,男,R8.4.1\n"))
        .expect("a file");
    std::fs::write(&may, format!("{header}101,9102,00,見本　五郎,ミホン　ゴロウ,S61.7.8,男,R8.4.10\n"))
        .expect("a file");
    let window = society.window("dropped", &[]);

    // Held over the window it says what will happen; let go, it is looked at, wherever the clerk was.
    let hand = Hand::with(window.display(), &[&april]);
    hand.holds();
    window.reads("ここに放すと");
    window.picture("1-held");
    hand.lets_go();
    window.sees("import");
    window.reads("4月の届.csv");
    window.chooses("[data-column='1!B']", "number");
    window.until("the field", "return document.querySelector(`[data-column='1!B']`).value === 'number' && !document.querySelector(`[data-column='1!B']`).disabled", &[]);
    window.chooses("#import-employer", "A001");
    window.until("the employer", "return document.querySelector('#import-employer').value === 'A001'", &[]);
    window.picture("2-meaning");
    window.click("#compare");
    window.click("#confirm-column");
    window.until("the row", "return document.querySelector('#accept-import')?.textContent.startsWith('1 行')", &[]);
    window.click("#accept-import");
    window.until("the import", "return document.querySelector('#import-done') !== null", &[]);

    let hand = Hand::with(window.display(), &[&may]);
    hand.holds();
    hand.lets_go();
    window.reads("5月の届.csv");
    window.reads("と同じ列のファイルです");
    window.picture("3-remembered");
    window.click("#compare");
    window.reads("101-9102-00");
    let both = Hand::with(window.display(), &[&april, &may]);
    both.holds();
    both.lets_go();
    window.reads("一度に読めるファイルはひとつです");
}

#[test]
fn a_newer_or_damaged_ledger_is_named_and_left_alone() {
    let society = Society::filled();
    let window = Window::open("strange-ledgers", &[], &[]);
    let tries = |says: &str, picture: &str| {
        window.sees("start");
        window.types("#path", &society.ledger());
        window.types("#passphrase", &society.passphrase());
        window.keys(&enter());
        window.reads(says);
        window.picture(picture);
        window.keys(&Key::Escape.value().to_string());
    };
    let key_file = PathBuf::from(format!("{}.keys", society.ledger()));
    let keys = std::fs::read_to_string(&key_file).expect("the key file");
    std::fs::write(&key_file, keys.replacen("form = 2", "form = 9", 1)).expect("the key file");
    tries("新しい版", "newer");
    std::fs::write(&key_file, &keys).expect("the key file");

    let whole = std::fs::read(society.ledger()).expect("the ledger");
    let mut damaged = whole.clone();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 0x55;
    std::fs::write(society.ledger(), &damaged).expect("the ledger");
    tries("壊れて", "damaged");
    assert!(std::fs::read(society.ledger()).expect("the ledger") == damaged, "a damaged ledger is left as it is");

    // Named when the program is started, it is said at once.
    let file = society.at("passphrase.txt");
    let named = Window::open_with("named", &[&society.ledger()], &[], &[("DAICHO_PASSPHRASE_FILE", &file)]);
    named.reads("壊れて");
    drop(named);

    std::fs::write(society.ledger(), &whole).expect("the ledger");
    window.types("#path", &society.ledger());
    window.types("#passphrase", &society.passphrase());
    window.keys(&enter());
    window.sees("home");
}

#[test]
fn a_disk_that_is_full_while_letters_are_printed_leaves_nothing_half_done() {
    let society = Society::filled();
    let out = society.at("out");
    std::fs::create_dir(&out).expect("a folder");
    let window = society.window("full-disk", &[("folder", &out)]);
    window.keys(&(Key::Alt.value().to_string() + "5"));
    window.click("#new-print");
    window.click("#print-kind input[value=notice]");
    window.click("#freeze");
    window.click("#freeze-yes");
    window.until("the page", "return document.querySelector('[data-screen=print] img')?.naturalWidth > 300", &[]);
    // From now on no file of the window's may grow over 8 KiB: what a full disk does, without one.
    let limit = |size: &str| {
        let process = window.process().to_string();
        let done = Command::new("prlimit").args(["--pid", &process, &format!("--fsize={size}")]).status();
        assert!(done.expect("prlimit (Debian: util-linux)").success());
    };
    limit("8192:unlimited");
    window.click("#print");
    window.until("what happened", "return document.querySelector('#failure-close') !== null", &[]);
    window.reads("空き");
    window.picture("said");
    assert_eq!(std::fs::read_dir(&out).expect("the folder").count(), 0, "nothing half written");
    limit("unlimited:unlimited");
    window.click("#failure-close");
    window.click("#print");
    window.until("the letters", "return document.querySelector('#print-done') !== null", &[]);
}

#[test]
fn a_letter_goes_through_the_systems_own_printer_dialog() {
    let society = Society::filled();
    let (member, ..) = society.somebody();
    let window = society.window("printer", &[]);
    window.keys(&(Key::Alt.value().to_string() + "5"));
    window.click("#new-print");
    window.click("#print-kind input[value=notice]");
    window.click("#print-who input[value=some]");
    window.types("#numbers", &member);
    window.click("#freeze");
    window.click("#freeze-yes");
    window.until("the page", "return document.querySelector('[data-screen=print] img')?.naturalWidth > 300", &[]);
    window.click("#print-dialog");
    window.dialog("Print");
    window.picture_now("1-dialog");
    // The one printer of a machine without printers writes a file: chosen with the mouse, printed with its button.
    window.hand(&["mousemove", "405", "258", "click", "1"]);
    let file = window.home().join("output.pdf");
    window.wait_for("the paper", || {
        window.hand(&["mousemove", "902", "659", "click", "1"]);
        std::fs::metadata(&file).is_ok_and(|file| file.len() > 10_000)
    });
    window.click("#printed-yes");
    window.reads("印刷済み");
    window.picture("2-printed");
    let pages = pdf_greys(&file, 150);
    assert_eq!(pages.len(), 2, "front and back");
    let codes = qr_codes(&pages[0]);
    assert!(codes.iter().any(|code| code == "https://myna.go.jp/"), "{codes:?}");
    let size = Command::new("pdfinfo").arg(&file).output().expect("pdfinfo (Debian: poppler-utils)").stdout;
    let size = String::from_utf8_lossy(&size).into_owned();
    assert!(size.contains("A4"), "to the edge of the paper: {size}");
}

#[test]
fn a_fault_of_the_program_is_an_answer_and_the_window_goes_on() {
    let society = Society::filled();
    let fault = society.at("fault");
    let window = society.window("fault", &[("fault", &fault)]);
    std::fs::write(&fault, "").expect("a file");
    window.keys(&(Key::Alt.value().to_string() + "4"));
    window.reads("プログラムの誤りで");
    window.reads("台帳は元のままです");
    window.picture("said");
    let log = window.home().join("state/jp.daicho.window/daicho.log");
    let lines = std::fs::read_to_string(log).expect("a log");
    let fault_lines: Vec<&str> = lines.lines().filter(|line| line.contains(" fault source=\"")).collect();
    assert!(!fault_lines.is_empty() && lines.contains("commands.rs:"), "the log knows the place: {lines}");
    assert!(!lines.contains("a test has asked for"), "and no more than the place: {lines}");
    std::fs::remove_file(&fault).expect("the file goes");
    window.keys(&(Key::Alt.value().to_string() + "3"));
    window.sees("members");
    window.reads("101-1002-00");
}

#[test]
fn every_screen_has_its_picture_in_light_and_dark() {
    let society = Society::filled();
    let (number, _, _) = society.somebody();
    let window = society.window("screens", &[]);
    for theme in ["light", "dark"] {
        window.click("#section-settings");
        window.sees("settings");
        window.click("[role=tab][data-key=view]");
        window.click(&format!("#theme input[value={theme}]"));
        window.until("the colours", "return document.documentElement.dataset.theme === arguments[0]", &[theme]);
        window.picture(&format!("{theme}-settings"));
        for (key, screen) in [
            ("1", "home"),
            ("2", "find"),
            ("3", "members"),
            ("4", "imports"),
            ("5", "prints"),
            ("6", "papers"),
            ("8", "reports"),
        ] {
            window.keys(&(Key::Alt.value().to_string() + key));
            window.sees(screen);
            window.until(
                "what is on its way",
                "return document.querySelector('.skeleton, [aria-busy=true]') === null",
                &[],
            );
            if screen == "home" {
                window.until("the chart", "return document.querySelector('.trend svg') !== null", &[]);
            }
            window.picture(&format!("{theme}-{screen}"));
        }
        window.types("#find", &number);
        window.until("a hit", "return document.querySelectorAll('[role=option]').length > 0", &[]);
        window.keys(&enter());
        window.sees("member");
        window.reads(&number);
        window.picture(&format!("{theme}-member"));
    }
}

#[test]
fn a_backup_is_made_tried_and_restored_into_a_new_ledger() {
    let society = Society::filled();
    let (copies, back) = (society.at("copies"), society.at("back.daicho"));
    std::fs::create_dir(&copies).expect("a folder");
    let window = society.window("backup", &[("folder", &copies), ("new_ledger", &back)]);
    window.reads("まだありません");
    window.click("#home-copies");
    window.sees("settings");
    window.click("#copies-to-choose");
    window.click("#make-copy");
    window.until("the copy", "return document.querySelector('#copy-made .good') !== null", &[]);
    window.picture("1-made");
    window.click("#try-copy-0");
    window.types("#try-passphrase", &society.passphrase());
    window.click("#try-copy");
    window.until("the trial", "return document.querySelector('#copy-tried .good') !== null", &[]);
    window.picture("2-tried");
    window.keys(&Key::Escape.value().to_string());
    window.until("the screen behind", "return document.querySelector('#copy-tried') === null", &[]);
    let words = "midori no yama wo koeru fune";
    for field in ["#fallback-passphrase", "#fallback-again"] {
        window.types(field, words);
    }
    window.click("#make-fallback");
    window.until("the list", "return document.querySelector('#fallback-made') !== null", &[]);
    window.picture("3-fallback");
    let copy = std::fs::read_dir(&copies)
        .expect("the copies")
        .map(|entry| entry.expect("an entry").path())
        .find(|path| path.extension().is_some_and(|end| end == "kbk"))
        .expect("a copy");
    drop(window);

    let window = Window::open("backup-restore", &[], &[("copy", &copy), ("new_ledger", &back)]);
    window.click("#start-restore");
    for (button, field) in [("#choose-copy", "#restore-copy"), ("#choose-restore-to", "#restore-to")] {
        window.click(button);
        window.until("the choice", "return document.querySelector(arguments[0]).value !== ''", &[field]);
    }
    window.types("#restore-passphrase", &society.passphrase());
    window.picture("1-restore");
    window.click("#restore");
    window.reads("新しい記録点が見つからないため、分かりません");
    window.click("#restore-begin");
    window.sees("home");
    window.reads("back.daicho");
    window.picture("2-home");
    let passphrase = society.at("passphrase.txt").display().to_string();
    let copies = copies.display().to_string();
    let verify = ["verify", &society.ledger(), "--anchors", &copies, "--passphrase-file", &passphrase, "--json"];
    assert_eq!(run(society.folder.path(), &verify).ends(0).json()["anchors"], 1);
}

#[test]
fn a_damaged_ledger_is_left_behind_for_its_last_good_backup() {
    let society = Society::filled();
    let copies = society.at("copies");
    std::fs::create_dir(&copies).expect("a folder");
    let window = society.window("damaged", &[("folder", &copies)]);
    window.click("#home-copies");
    window.sees("settings");
    window.click("#copies-to-choose");
    window.click("#make-copy");
    window.until("the copy", "return document.querySelector('#copy-made .good') !== null", &[]);
    window.keys(&(Key::Alt.value().to_string() + "1"));
    window.click("#menu");
    window.click(".menu-item[data-key=close-ledger]");
    window.sees("start");

    let mut damaged = std::fs::read(society.ledger()).expect("the ledger");
    let middle = damaged.len() / 2;
    damaged[middle..middle + 8].iter_mut().for_each(|byte| *byte ^= 0x55);
    std::fs::write(society.ledger(), &damaged).expect("the ledger");
    window.types("#path", &society.ledger());
    window.types("#passphrase", &society.passphrase());
    window.keys(&enter());
    window.reads("台帳が壊れています");
    window.until("the offer", "return document.querySelector('#put-back-offer') !== null", &[]);
    window.reads("新しい記録点が見つからないため、分かりません");
    window.picture("1-offer");
    assert!(std::fs::read(society.ledger()).expect("the ledger") == damaged, "an offer changes nothing");
    window.click("#put-back");
    window.until("the end", "return document.querySelector('#put-back-aside') !== null", &[]);
    window.picture("2-put-back");
    let aside = window.text("#put-back-aside");
    assert!(std::fs::read(aside.trim()).expect("the damaged file") == damaged, "{aside}");
    window.click("#put-back-begin");
    window.sees("home");
    let (number, name, _) = society.somebody();
    window.types("#find", &number);
    window.until("a hit", "return document.querySelectorAll('[role=option]').length > 0", &[]);
    window.keys(&enter());
    window.sees("member");
    window.reads(&name);
    window.picture("3-member");

    // A machine that stopped in the midst of it: the ledger has no file, and is still among those that were opened lately.
    std::fs::remove_file(society.ledger()).expect("the ledger");
    window.click("#menu");
    window.click(".menu-item[data-key=close-ledger]");
    window.sees("start");
    window.until("the choice", "return document.querySelector('.recent-one') !== null", &[]);
    window.types("#passphrase", &society.passphrase());
    window.keys(&enter());
    window.reads("鍵ファイル(….keys)は残っています");
    window.click("#put-back");
    window.click("#put-back-begin");
    window.sees("home");
}

#[test]
fn an_admin_lets_a_clerk_in_who_may_not_do_everything_and_an_idle_window_locks_itself() {
    let society = Society::filled();
    let seconds = society.folder.path().join("seconds");
    std::fs::write(&seconds, "0").expect("a file");
    let window = Window::open_with("operators", &[], &[], &[("DAICHO_DRIVEN_SECONDS", &seconds)]);
    window.sees("start");
    window.types("#path", &society.ledger());
    window.until("the operators", "return document.querySelector('#operator')?.value === 'desk'", &[]);
    window.types("#passphrase", &society.passphrase());
    window.keys(&enter());
    window.sees("home");
    window.until("who works", "return document.querySelector('#who').innerText.includes('窓口')", &[]);

    // The admin adds a clerk.
    window.click("#section-settings");
    window.sees("settings");
    window.click("[role=tab][data-key=operators]");
    window.click("#operator-add");
    window.types("#operator-code", "sato");
    window.types("#operator-name", "佐藤");
    window.types("#operator-passphrase", "asagao to neko no hiru");
    window.types("#operator-passphrase-again", "asagao to neko no hiru");
    window.click("#operator-save");
    window.until("the clerk", "return document.querySelector('[data-operator=sato]') !== null", &[]);
    window.picture("1-operators");

    // Nobody is there for five minutes: the window locks itself. What was typed is still there afterwards.
    window.types("#find", "やまだ");
    std::fs::write(&seconds, "301").expect("a file");
    window.sees("locked");
    window.reads(&format!("初めのパスフレーズは「{}」です", society.passphrase()));
    window.picture("2-locked");
    window.types("#lock-passphrase", "not the passphrase");
    window.keys(&enter());
    window.reads("パスフレーズが違います");
    window.types("#lock-passphrase", &society.passphrase());
    window.keys(&enter());
    window.until("the unlocked window", "return document.querySelector('[data-screen=locked]') === null", &[]);
    window.until("what was typed", "return document.querySelector('#find').value === 'やまだ'", &[]);
    window.until("the focus where it was", "return document.activeElement.id === 'find'", &[]);

    // The clerk comes to the same window.
    std::fs::write(&seconds, "602").expect("a file");
    window.sees("locked");
    window.until("both", "return document.querySelectorAll('#lock-operator option').length === 2", &[]);
    window.chooses("#lock-operator", "sato");
    window.types("#lock-passphrase", "asagao to neko no hiru");
    window.keys(&enter());
    window.sees("home");
    window.until("who works", "return document.querySelector('#who').innerText.includes('佐藤')", &[]);
    window.click("#section-settings");
    window.sees("settings");
    window.click("[role=tab][data-key=operators]");
    window.until("the own passphrase alone", "return document.querySelector('#own-passphrase') !== null", &[]);
    window.until("no operators", "return document.querySelector('#operators') === null", &[]);
    window.picture("3-clerk");

    // What the screen does not offer is refused behind it too.
    let refused = window.measure(
        "a command past the screen",
        "window.__TAURI_INTERNALS__.invoke('new_recovery', { ask: {} }).then(() => done('given'), (no) => done(no.code));",
        &[],
    );
    assert_eq!(refused, "not_permitted");
}

#[test]
fn what_is_copied_is_written_down_and_leaves_the_clipboard_again() {
    let society = Society::filled();
    let (seconds, others) = (society.at("seconds"), society.at("others.txt"));
    std::fs::write(&seconds, "0").expect("a file");
    std::fs::write(&others, "ほかのプログラムの文字").expect("a file");
    let window = Window::open_with("copies", &[], &[], &[("DAICHO_DRIVEN_SECONDS", &seconds)]);
    window.sees("start");
    window.types("#path", &society.ledger());
    window.types("#passphrase", &society.passphrase());
    window.keys(&enter());
    window.sees("home");
    window.types("#find", "や");
    window.until("hits", "return document.querySelectorAll('[role=option]').length > 1", &[]);
    window.keys(&enter());
    window.sees("member");
    window.until("the focus on the member", "return document.activeElement.tagName === 'H1'", &[]);
    let member = window.ask("return document.querySelector('[data-member]').dataset.member", &[]);
    let copy = || {
        let marked = "const it = document.querySelector('.screen h1'); it.focus(); getSelection().selectAllChildren(it); return getSelection().toString()";
        let marked = window.ask(marked, &[]).as_str().expect("a text").to_owned();
        window.ctrl("c");
        window.wait_for("the copy", || window.clipboard("UTF8_STRING") == marked);
        marked
    };

    // It stays for a minute, and no longer.
    copy();
    assert!(window.clipboard("TARGETS").contains("x-kde-passwordManagerHint"), "histories are asked to leave it out");
    for after in ["20", "40", "60"] {
        // More at once would be a machine that slept.
        std::fs::write(&seconds, after).expect("a file");
        let asked = "window.__TAURI_INTERNALS__.invoke('idle', { ask: { used: true, minutes: 5 } }).then((it) => done(it.locked), done);";
        assert_eq!(window.measure("an open window", asked, &[]), false);
    }
    window.wait_for("an empty clipboard", || window.clipboard("UTF8_STRING").is_empty());
    window.sees("member");

    // A field's text too, cut out of it; and with the lock it goes at once.
    window.types("#find", "やまだ");
    window.ctrl("a");
    window.ctrl("x");
    window.wait_for("the copy", || window.clipboard("UTF8_STRING") == "やまだ");
    window.until("an empty field", "return document.querySelector('#find').value === ''", &[]);
    let lock = |after: &str| {
        std::fs::write(&seconds, after).expect("a file");
        window.sees("locked");
    };
    lock("400");
    window.wait_for("an empty clipboard", || window.clipboard("UTF8_STRING").is_empty());
    window.types("#lock-passphrase", &society.passphrase());
    window.keys(&enter());
    window.until("the unlocked window", "return document.querySelector('[data-screen=locked]') === null", &[]);
    window.until("the focus where it was", "return document.activeElement.id === 'find'", &[]);

    // What another program put there stays.
    copy();
    window.puts_on_clipboard(&others);
    lock("800");
    assert_eq!(window.clipboard("UTF8_STRING"), "ほかのプログラムの文字");

    let passphrase = society.at("passphrase.txt").display().to_string();
    let (ledger, member) = (society.ledger(), member.as_str().expect("a number").to_owned());
    let saw = ["journal", &ledger, "--passphrase-file", &passphrase, "--json", "who-saw", &member];
    let saw = run(society.folder.path(), &saw).ends(0).out;
    assert_eq!(saw.matches("写し取り（クリップボード）").count(), 3, "{saw}");
}

/// Freezes the notices of a society from outside the window, and answers the batch's code.
fn frozen(society: &Society) -> String {
    let passphrase = society.at("passphrase.txt").display().to_string();
    let plan = ["plan", &society.ledger(), "--kind", "notice", "--passphrase-file", &passphrase, "--json"];
    let planned = run(society.folder.path(), &plan).ends(0).json();
    planned["batch"].as_str().expect("a batch").to_owned()
}

#[test]
fn what_was_seen_stands_in_the_journal_and_the_day_is_closed_on_paper() {
    let society = Society::filled();
    let out = society.at("out");
    std::fs::create_dir(&out).expect("a folder");
    let window = society.window("journal", &[("folder", &out)]);
    window.types("#find", "や");
    window.until("hits", "return document.querySelectorAll('[role=option]').length > 1", &[]);
    window.keys(&enter());
    window.sees("member");
    window.click("#section-settings");
    window.sees("settings");
    window.click("[role=tab][data-key=journal]");
    for seen in ["検索の結果", "加入者の画面"] {
        window.until(
            seen,
            "return document.querySelector('#journal-rows')?.innerText.includes(arguments[0]) === true",
            &[seen],
        );
    }
    window.click("#unusual-ask");
    window.until("an answer", "return document.querySelector('#unusual-found, #unusual .empty') !== null", &[]);
    window.click("#close-day");
    window.until("the closed day", "return document.querySelector('#closed') !== null", &[]);
    window.picture("1-closed");
    let batch = frozen(&society);
    window.types("#leak-name", &batch);
    window.types("#leak-receiver", "みどり物流株式会社");
    window.click("#leak-ask");
    window.until("whom it concerns", "return document.querySelectorAll('#leak-people tbody tr').length > 1", &[]);
    window.picture("2-leak");
    window.click("#leak-write");
    window.until("the files", "return document.querySelector('#leak-told')?.innerText.includes('.xlsx') === true", &[]);
    let written = |end: &str| {
        let entries = std::fs::read_dir(&out).expect("the folder").flatten().map(|entry| entry.path());
        entries.filter(|path| path.to_string_lossy().ends_with(end)).count()
    };
    assert_eq!((written("-report.pdf"), written("-people.xlsx")), (1, 1));
    let sheets = std::fs::read_dir(&out).expect("the folder").flatten().map(|entry| entry.path());
    let sheet = sheets.into_iter().find(|path| path.to_string_lossy().contains("close")).expect("a sheet");
    assert!(tests::pdf_text(&sheet).split_whitespace().collect::<String>().contains("一日の締め"));
}

#[test]
fn the_last_four_digits_of_who_left_are_seen_to_be_due_deleted_and_certified() {
    let society = Society::filled();
    let out = society.at("out");
    std::fs::create_dir(&out).expect("a folder");
    let window = society.window("deletion", &[("folder", &out)]);
    window.click("#section-settings");
    window.sees("settings");
    window.click("[role=tab][data-key=deletion]");
    window.until("the digits are due", "return document.querySelector('#due-last_four') !== null", &[]);
    window.click("#keep-last_four");
    window.types("#keep-source", "特定個人情報取扱規程 第12条");
    window.click("#keep-go");
    window.until(
        "the decision",
        "return document.querySelector('[data-kind=last_four]')?.innerText.includes('第12条') === true",
        &[],
    );
    window.click("#due-last_four");
    window.until("the people", "return document.querySelectorAll('#due-people tbody tr').length > 2", &[]);
    window.picture("1-people");
    window.keys(&Key::Escape.value().to_string());
    window.click("#delete-last_four");
    window.types("#deletion-reason", "資格喪失から30日を過ぎたため");
    window.picture("2-reason");
    window.click("#delete-go");
    window.until("the certificate", "return document.querySelector('#deleted') !== null", &[]);
    window.picture("3-deleted");
    let sheet = std::fs::read_dir(&out).expect("the folder").flatten().next().expect("a certificate").path();
    let text: String = tests::pdf_text(&sheet).split_whitespace().collect();
    assert!(text.contains("削除証明書") && text.contains("第12条") && text.contains("30日を過ぎた"), "{text}");
    window.until("nothing is due any more", "return document.querySelector('#due-last_four') === null", &[]);
}

#[test]
fn the_board_gets_its_numbers_each_with_its_list_and_something_else_is_tried_without_a_trace() {
    let society = Society::filled();
    let saved = society.folder.path().join("報告.xlsx");
    let pack = society.folder.path().join("延長案.toml");
    std::fs::write(&pack, "title = \"延長（案）\"\nsource = \"見本部会\"\nold_cards_end = 2027-12-02\n")
        .expect("a pack");
    let window = society.window("reports", &[("report_xlsx", &saved), ("rules_file", &pack)]);
    window.click("#section-reports");
    window.sees("reports");
    let before = society.head();
    window.chooses("#report-name", "covered");
    window.click("#report-count");
    let counted = "return document.querySelectorAll('#report-table tfoot button').length > 0";
    window.until("the numbers", counted, &[]);
    window.picture("1-report");
    // The number of all employers in the last month is that of the list behind it.
    let last = "[...document.querySelectorAll('#report-table tfoot td')].at(-1).querySelector('button')";
    let number = window.ask(&format!("return {last}.textContent.replace(',', '')"), &[]);
    let number: u64 = number.as_str().unwrap_or_default().parse().expect("a number");
    assert!(number > 0);
    window.ask(&format!("{last}.click()"), &[]);
    window.sees("behind");
    window.until(
        "the list of just so many",
        "return document.querySelector('#behind')?.getAttribute('aria-rowcount') === `${Number(arguments[0]) + 1}`",
        &[&number.to_string()],
    );
    window.picture("2-behind");
    window.keys(&(Key::Alt.value().to_string() + Key::Left.value().to_string().as_str()));
    window.sees("reports");
    window.until("the numbers as they were", counted, &[]);
    window.click("#report-xlsx");
    window.reads("報告.xlsx");
    assert!(std::fs::metadata(&saved).is_ok_and(|file| file.len() > 1_000), "the workbook is there");

    // Another policy and a change of the law, tried.
    window.click("[role=tab][data-key=what_if]");
    window.until("the presets", "return document.querySelectorAll('#what-if-policy option').length > 1", &[]);
    window.chooses("#what-if-policy", "on_application");
    window.click("#what-if-pack-file");
    window.reads("延長案.toml");
    window.click("#what-if-go");
    window.until("the differences", "return document.querySelectorAll('#what-if table button').length > 0", &[]);
    window.reads("従来の健康保険証が使えなくなる日");
    window.picture("3-what-if");
    window.click("#what-if table button");
    window.sees("behind");
    window.until("the people", "return document.querySelectorAll('#behind [data-row]').length > 0", &[]);
    window.picture("4-what-if-behind");
    assert!(before == society.head(), "nothing is recorded");
}

#[test]
fn letters_of_the_last_four_check_are_frozen_answered_by_one_key_and_a_difference_is_asked_about() {
    let society = Society::filled();
    let window = society.window("last-four", &[]);
    window.click("#section-papers");
    window.sees("papers");
    window.click("[role=tab][data-key=last_four]");
    window.click("#check-look");
    window.until("whom it is for", "return document.querySelector('#check-freeze') !== null", &[]);
    window.picture("1-looked");
    window.click("#check-freeze");
    window.sees("print");
    let batch = window.ask("return location.hash.split('/').pop()", &[]);
    let batch = batch.as_str().expect("a batch").to_owned();
    let (out, passphrase) = (society.at("out"), society.at("passphrase.txt").display().to_string());
    std::fs::create_dir(&out).expect("a folder");
    let out = out.display().to_string();
    let print = ["print", &society.ledger(), &batch, "--out", &out, "--passphrase-file", &passphrase];
    run_at(society.folder.path(), "2026-04-21 03:00:00", &print).ends(0);
    let lastfour = |more: &[&str]| {
        let ledger = society.ledger();
        let all = [&["lastfour", ledger.as_str()], more, &["--passphrase-file", &passphrase, "--json"]].concat();
        run(society.folder.path(), &all)
    };
    // What is on the paper is what is scanned.
    let volume = society.at(&format!("out/last_four-{batch}-001.pdf"));
    let pictures = pdf_greys(&volume, 150);
    let codes: Vec<String> =
        pictures.iter().flat_map(|page| qr_codes(page)).filter(|code| code.starts_with('P')).take(2).collect();
    let [agreeing, differing] = codes.as_slice() else { panic!("two letters") };

    window.click("#section-papers");
    window.sees("papers");
    window.click("[role=tab][data-key=last_four]");
    window.types("#check-code", &format!("{agreeing}{}", enter()));
    window.until("the question", "return document.querySelector('#check-keys') !== null", &[]);
    window.keys("1");
    let told = "return document.querySelectorAll('#check-told li[data-done=true]').length === Number(arguments[0])";
    window.until("the first answer", told, &["1"]);
    // The field is ready for the next letter by itself.
    window.keys(&format!("{differing}{}", enter()));
    window.until("the next question", "return document.querySelector('#check-keys') !== null", &[]);
    window.keys("2");
    window.until("the second answer", told, &["2"]);
    window.until("the case", "return document.querySelectorAll('#cases [data-row]').length === 1", &[]);
    window.picture("2-answered");
    window.click("#cases [data-row]");
    window.until("what is next", "return document.querySelector('#case-next') !== null", &[]);
    window.click("#case-ask");
    window.until(
        "the question to the employer",
        "return document.querySelector('#case-events')?.innerText.includes('照会') === true",
        &[],
    );
    window.picture("3-asked");
    let cases = lastfour(&["cases"]).ends(0).lines();
    assert_eq!((cases.len(), cases[0]["state"].as_str()), (1, Some("case_open")));
    let status = lastfour(&["status"]).ends(0).json();
    let agrees = status["counts"].as_array().expect("counts").iter().find(|one| one["state"] == "agrees");
    assert_eq!(agrees.expect("a count")["count"], 1);
}

#[test]
fn a_months_list_becomes_a_frozen_run_and_letters_beside_waves_and_corrections() {
    let society = Society::filled();
    let window = society.window("ex-officio", &[]);
    window.click("#section-papers");
    window.sees("papers");
    window.click("[role=tab][data-key=run]");
    window.until("the parts", "return document.querySelectorAll('#run-parts tbody tr').length > 1", &[]);
    window.picture("1-preview");
    window.click("#run-freeze");
    window.until("the run", "return document.querySelector('#run-plan') !== null", &[]);
    window.picture("2-frozen");
    window.click("#run-plan");
    window.until(
        "letters, or who is left out",
        "return document.querySelector('[data-screen=print]') !== null || document.querySelector('#run-refused, #run-stopped') !== null",
        &[],
    );
    window.picture("3-planned");
    window.click("#section-papers");
    window.click("[role=tab][data-key=run]");
    window.click("#run-part input[value=waves]");
    window.until("the form", "return document.querySelector('#wave-look') !== null", &[]);
    window.picture("4-waves");
    window.click("#run-part input[value=consequences]");
    window.until("what follows", "return document.querySelector('#consequences-panel') !== null", &[]);
    window.picture("5-consequences");
}

#[test]
fn a_letter_comes_back_its_address_is_mended_and_three_papers_are_received() {
    let society = Society::filled();
    let within = society.at("");
    let people = "記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,任意継続最終日,郵便番号,住所\n\
        101,99901,00,返戻　あおい,ヘンレイ　アオイ,1991-03-16,女,本人,2026-04-01,2028-03-31,5300001,大阪府大阪市北区梅田4-5-6\n\
        101,99902,00,返納　いちか,ヘンノウ　イチカ,1992-04-17,女,本人,2026-04-01,2028-03-31,5300001,大阪府大阪市北区梅田4-5-7\n\
        101,99903,00,返納　うみ,ヘンノウ　ウミ,1993-05-18,女,本人,2026-04-01,2028-03-31,5300001,大阪府大阪市北区梅田4-5-8\n\
        101,99904,00,返納　えま,ヘンノウ　エマ,1994-06-19,女,本人,2026-04-01,2028-03-31,5300001,大阪府大阪市北区梅田4-5-9\n";
    std::fs::write(within.join("people.csv"), people).expect("a file");
    run(&within, &["import", "ledger.daicho", "people.csv", "--on", "2026-04-10", "--json"]).ends(0);
    let members: String = (1..=4).map(|last| format!("101-9990{last}-0\n")).collect();
    std::fs::write(within.join("who.txt"), members).expect("a file");
    let plan = ["plan", "ledger.daicho", "--kind", "notice", "--on", "2026-04-20", "--members", "who.txt", "--json"];
    let planned = run(&within, &plan).ends(0).json();
    let batch = planned["batch"].as_str().expect("a batch").to_owned();
    std::fs::create_dir(within.join("letters")).expect("a folder");
    let shown =
        |member: &str| run(&within, &["show", "ledger.daicho", member, "--on", "2999-01-01", "--json"]).ends(0).json();
    let papers: Vec<String> = (1..=4)
        .map(|last| shown(&format!("101-9990{last}-0"))["papers"][0]["paper"].as_str().expect("a code").to_owned())
        .collect();

    // The letters are printed, put into their envelopes and posted, and every sheet is accounted for.
    let window = society.window("papers", &[("folder", &within.join("letters"))]);
    window.keys(&(Key::Alt.value().to_string() + "5"));
    window.sees("prints");
    window.click(&format!("#batches [data-row='{batch}']"));
    window.sees("print");
    window.click("#print");
    window.until("the letters", "return document.querySelector('#print-done') !== null", &[]);
    window.click("#insert");
    window.click("#insert-yes");
    window.reads("差なし");
    window.click("#post");
    window.click("#post-yes");
    window.reads("発送済みと記録しました");
    window.click("#close-batch");
    window.click("#close-batch-yes");
    window.reads("に締めました");
    window.picture("0-closed");
    window.keys(&(Key::Alt.value().to_string() + "6"));
    window.sees("papers");
    let hears = |id: &str| {
        window.until("the focus", "return document.activeElement?.id === arguments[0]", &[id]);
    };
    let answers = |words: &str| {
        window.until(
            "the answer",
            "return document.querySelector('#scan-answer')?.innerText.includes(arguments[0]) === true",
            &[words],
        );
    };
    let read = |text: &str| {
        hears("scan-code");
        window.keys(&format!("{text}{}", enter()));
    };
    // A letter came back: the second thing on the bench, the code, and the reason by one key.
    window.until("the bench", "return document.querySelectorAll('#scan-modes input').length > 10", &[]);
    read("2");
    read(&papers[0].to_lowercase());
    hears("scan-reason");
    window.picture("1-reason");
    window.keys("2");
    answers("返戻");
    window.picture("2-came-back");
    // Its address is mended from the list.
    window.click("[role=tab][data-key=mail]");
    window.reads("転居先不明");
    window.picture("3-list");
    window.click("#mail-mend");
    window.types("#mend-postcode", "530-0002");
    window.types("#mend-address", "大阪府大阪市北区曽根崎2-2");
    window.keys(&enter());
    window.until("the word of it", "return document.querySelector('#mail-told') !== null", &[]);
    window.reads("新しい住所を記録しました");
    window.picture("4-mended");
    // Three papers are received, one scan after the other, and a slip is told.
    window.click("[role=tab][data-key=scan]");
    window.types("#scan-code", &format!("1{}", enter()));
    for paper in &papers[1..] {
        read(paper);
        answers(paper);
    }
    read("P2345678923");
    answers("読み取り違い");
    window.reads("5 件（うち記録していないもの 1 件）");
    window.picture("5-received");
    drop(window);
    let state = |last: usize| shown(&format!("101-9990{last}-0"))["papers"][0]["state"].clone();
    assert_eq!(
        [1, 2, 3, 4].map(state),
        ["undelivered", "returned", "returned", "returned"].map(serde_json::Value::from)
    );
    assert_eq!(shown("101-99901-0")["postcode"], "5300002");
}

#[test]
fn what_to_say_is_at_hand_for_whoever_is_on_the_phone_and_a_day_is_reckoned() {
    let society = Society::filled();
    let (number, _, kana) = society.somebody();
    let window = society.window("answers", &[]);
    let f2 = || window.keys(&Key::F2.value().to_string());
    // From anywhere: the box waits for words.
    f2();
    window.sees("answers");
    window.until("the box", "return document.activeElement.id === 'answers-find'", &[]);
    window.keys("失くしました");
    window.until(
        "a page",
        "return document.querySelector('#answers-list [data-row=\"question.certificate_lost\"]') !== null",
        &[],
    );
    window.keys(&Key::Down.value().to_string());
    window.until("the list", "return document.activeElement.id === 'answers-list'", &[]);
    window.until("what to say", "return document.querySelector('.answer-card .answer-say p') !== null", &[]);
    window.picture("1-pages");
    window.click("#leaflet-clinic");
    window.until("the leaflet", "return document.querySelectorAll('[role=dialog] li').length > 2", &[]);
    window.picture("2-leaflet");
    window.keys(&Key::Escape.value().to_string());
    window.until("no leaflet", "return document.querySelector('[role=dialog]') === null", &[]);
    // A move: a day that is none is said in its place; what is right is counted out.
    window.types("#reckon-moved", "令和7年2月30日");
    window.keys(&enter());
    window.until(
        "the error",
        "return document.activeElement.id === 'reckon-moved' && document.querySelector('#reckon-moved-error') !== null",
        &[],
    );
    window.types("#reckon-moved", "令和8年4月1日");
    window.keys(&enter());
    window.reads("令和8年4月15日");
    window.picture("3-reckoned");
    // A member: what was decided of them, in words to be said; and back.
    window.ctrl("f");
    window.keys(&kana);
    window.keys(&enter());
    window.sees("member");
    window.reads("節目");
    f2();
    window.sees("answers");
    window.reads(&number);
    window.until("their pages", "return document.querySelectorAll('#answers-of .answer-card').length >= 3", &[]);
    window.picture("4-member");
    // Who was told about is in the journal, as for every look.
    let passphrase = society.at("passphrase.txt").display().to_string();
    let ledger = society.ledger();
    // The window of a test has a clock of its own.
    let whole = ["--from", "2026-01-01", "--passphrase-file", &passphrase, "--json"];
    let arguments = [&["journal", &ledger, "--what", "looks"], &whole[..]].concat();
    assert!(run(society.folder.path(), &arguments).ends(0).out.contains("\"answers\""));
}

#[test]
fn an_application_is_refused_on_paper_and_an_employer_is_reminded_of_what_its_people_owe() {
    let society = Society::filled();
    let out = society.at("out");
    std::fs::create_dir(&out).expect("a folder");
    let (ledger, passphrase) = (society.ledger(), society.at("passphrase.txt").display().to_string());
    let daicho = |arguments: &[&str]| {
        let all = [arguments, &["--passphrase-file", &passphrase, "--json"]].concat();
        run(society.folder.path(), &all)
    };
    // Certificates are printed and posted, and some who have one leave.
    let everyone = daicho(&["decide", &ledger, "--on", "2026-04-01"]).lines();
    let due = everyone.iter().filter(|one| one["certificate"]["outcome"] == "issue").take(8);
    let due: Vec<&str> = due.filter_map(|one| one["member"].as_str()).collect();
    assert!(due.len() > 2, "{due:?}");
    let who = society.folder.path().join("who.txt");
    std::fs::write(&who, due.join("\n")).expect("a list");
    let plan =
        ["plan", &ledger, "--kind", "certificate", "--on", "2026-04-01", "--members", &who.display().to_string()];
    let planned = daicho(&plan).json();
    let batch = planned["batch"].as_str().expect("a batch").to_owned();
    let window = society.window("returns", &[("folder", &out)]);
    window.click("#section-prints");
    window.sees("prints");
    window.until("the batch", "return document.body.innerText.includes(arguments[0])", &[&batch]);
    window.until("the list", "const it = document.querySelector('#batches'); it?.focus(); return it !== null", &[]);
    window.keys(&enter());
    window.sees("print");
    window.click("#print");
    window.until("the letters", "return document.querySelector('#print-done') !== null", &[]);
    window.click("#post");
    window.click("#post-yes");
    window.until("posted", "return document.querySelector('#post') === null", &[]);
    let mut rows = String::new();
    for member in &due {
        let shown = daicho(&["show", &ledger, member, "--on", "2026-04-01"]).ends(0).json();
        if shown["relation"] == "insured" {
            let part = |name: &str| shown[name].as_str().unwrap_or_default().to_owned();
            rows += &format!("{},2026-04-05\n", ["symbol", "number", "branch"].map(part).join(","));
        }
    }
    assert!(!rows.is_empty(), "{due:?}");
    let table = society.folder.path().join("left.csv");
    std::fs::write(&table, format!("記号,番号,枝番,資格喪失年月日\n{rows}")).expect("a table");
    daicho(&["import", &ledger, &table.display().to_string(), "--form", "leaving", "--on", "2026-04-06"]);

    window.click("#section-papers");
    window.sees("papers");
    window.click("[role=tab][data-key=returns]");
    window.until("what is owed", "return document.querySelectorAll('#owers tbody tr').length > 1", &[]);
    window.picture("1-owed");
    window.click("#remind-preview");
    window.until("the letters", "return document.querySelector('#remind .letter') !== null", &[]);
    window.picture("2-preview");
    window.click("#remind-record");
    window.until(
        "the file",
        "return document.querySelector('#remind')?.innerText.includes('daicho-remind-') === true",
        &[],
    );
    window.picture("3-reminded");
    let written = |part: &str| {
        let entries = std::fs::read_dir(&out).expect("the folder").flatten().map(|entry| entry.path());
        entries.into_iter().find(|path| path.to_string_lossy().contains(part))
    };
    let letter = text_of(&written("daicho-remind-").expect("a letter"));
    assert!(letter.contains("返納のお願い") && letter.contains("督促第1号"), "{letter}");
    window.keys(&Key::Escape.value().to_string());

    // Somebody whose card can be used applies for a certificate.
    let everyone = daicho(&["decide", &ledger, "--on", "2026-04-21"]);
    let usable = everyone.lines().into_iter().find(|one| one["certificate"]["because"] == "myna_usable").expect("one");
    let member = usable["member"].as_str().expect("a number").to_owned();
    window.types("#find", &member);
    window.until("the hit", "return document.querySelectorAll('[role=option]').length > 0", &[]);
    window.keys(&enter());
    window.sees("member");
    window.click("#apply");
    window.until("the form", "return document.querySelector('#apply-take') !== null", &[]);
    window.chooses("#apply-reason", "e_certificate_lapsed");
    window.click("#apply-take");
    window.until("the answer", "return document.querySelector('#applied') !== null", &[]);
    window.picture("4-applied");
    window.keys(&Key::Escape.value().to_string());
    window.until("the refusal", "return document.querySelector('[id^=refusal-]') !== null", &[]);
    window.click("[id^=refusal-]");
    window.until(
        "the letter",
        "return document.querySelector('#applications')?.innerText.includes('daicho-refusal-') === true",
        &[],
    );
    window.picture("5-refused");
    let letter = text_of(&written("daicho-refusal-").expect("a letter"));
    assert!(letter.contains("不交付のお知らせ") && letter.contains("マイナ保険証"), "{letter}");
}

#[test]
fn a_death_an_old_card_and_blocked_access_are_recorded_on_a_members_page_and_a_leaflet_is_handed_over() {
    let society = Society::filled();
    let out = society.at("out");
    std::fs::create_dir(&out).expect("a folder");
    let (ledger, passphrase) = (society.ledger(), society.at("passphrase.txt").display().to_string());
    let daicho = |arguments: &[&str]| {
        let all = [arguments, &["--passphrase-file", &passphrase, "--json"]].concat();
        run(society.folder.path(), &all)
    };
    let everyone = daicho(&["decide", &ledger, "--on", "2026-04-01"]).lines();
    let insured = everyone.iter().find(|one| one["certificate"]["outcome"] == "issue").expect("somebody insured");
    let member = insured["member"].as_str().expect("a number").to_owned();
    let window = society.window("filings", &[("folder", &out)]);
    window.types("#find", &member);
    window.until("the hit", "return document.querySelectorAll('[role=option]').length > 0", &[]);
    window.keys(&enter());
    window.sees("member");

    // A death, and that it was somebody else's.
    window.click("#death-record");
    window.until("the form", "return document.querySelector('#death-save') !== null", &[]);
    window.picture("1-death");
    window.click("#death-save");
    window.until("the death", "return document.querySelector('#died') !== null", &[]);
    window.click("#death-record");
    window.until("the way back", "return document.querySelector('#death-mistake') !== null", &[]);
    window.click("#death-mistake");
    window.until("nobody died", "return document.querySelector('#died') === null", &[]);

    // The old card is found in the member's hands.
    window.click("#old-card-record");
    window.until("the form", "return document.querySelector('#old-card-save') !== null", &[]);
    window.picture("2-old-card");
    window.click("#old-card-save");
    window.until(
        "the card",
        "return document.querySelector('#old-card')?.innerText.includes('本人の手元にある') === true",
        &[],
    );

    // Without a reason nothing is blocked; with one it is.
    window.click("#access-change");
    window.until("the form", "return document.querySelector('#access-save') !== null", &[]);
    window.click("#access-save");
    window.until("the error", "return document.querySelector('#access-reason-error') !== null", &[]);
    window.types("#access-reason", "本人の申出");
    window.picture("3-access");
    window.keys(&enter());
    window.until("blocked", "return document.querySelector('#myna')?.innerText.includes('制限中') === true", &[]);
    window.picture("4-recorded");
    let shown = daicho(&["show", &ledger, &member]).ends(0).json();
    assert_eq!(
        (shown["access"].as_str(), shown["old_card"]["state"].as_str(), shown["died"].as_str()),
        (Some("blocked"), Some("in_hand"), None),
        "{shown}"
    );

    // The leaflet of the day is printed for whoever stands at the counter.
    window.click("#section-answers");
    window.sees("answers");
    window.until("the leaflets", "return document.querySelector('#leaflet-clinic') !== null", &[]);
    window.click("#leaflet-clinic");
    window.until("the leaflet", "return document.querySelector('#leaflet-print') !== null", &[]);
    window.click("#leaflet-print");
    window.until(
        "the file",
        "return document.querySelector('#leaflet-file')?.innerText.includes('daicho-leaflet-clinic-') === true",
        &[],
    );
    window.picture("5-leaflet");
    let file = std::fs::read_dir(&out).expect("the folder").flatten().next().expect("a leaflet").path();
    assert!(text_of(&file).contains("マイナ保険証"), "{}", text_of(&file));
}

#[test]
fn a_letter_that_was_sent_is_seen_again_beside_the_one_before_it_and_saved() {
    let society = Society::filled();
    let (within, out) = (society.at(""), society.at("again"));
    std::fs::create_dir(&out).expect("a folder");
    let printed = |on: &str, folder: &str, who: &str| {
        std::fs::write(within.join("who.txt"), who).expect("a file");
        let plan = ["plan", "ledger.daicho", "--kind", "certificate", "--on", on, "--members", "who.txt", "--json"];
        let batch = run(&within, &plan).json()["batch"].as_str().expect("a batch").to_owned();
        std::fs::create_dir(within.join(folder)).expect("a folder");
        run(&within, &["print", "ledger.daicho", &batch, "--out", folder]).ends(0);
        let manifest = std::fs::read(within.join(folder).join("manifest.json")).expect("a manifest");
        serde_json::from_slice::<serde_json::Value>(&manifest).expect("JSON")
    };
    let everyone = run(&within, &["decide", "ledger.daicho", "--on", "2026-04-18", "--json"]).ends(0).lines();
    let due = everyone.iter().find(|one| one["certificate"]["outcome"] == "issue").expect("somebody who is due one");
    let member = due["member"].as_str().expect("a number");
    let before = printed("2026-04-18", "first", member);
    run(&within, &["name", "ledger.daicho", member, "見本　花子", "--on", "2026-04-19"]).ends(0);
    let now = printed("2026-04-20", "second", member);
    let paper = |manifest: &serde_json::Value| manifest["sheets"][0]["paper"].as_str().expect("a paper").to_owned();

    // The command line prints on the machine's own day, and the window looks on from there.
    let day = Command::new("date").arg("+%F").env("TZ", "Asia/Tokyo").output().expect("date");
    let day = String::from_utf8(day.stdout).expect("UTF-8");
    let window = Window::open_on("letters", day.trim(), &[("folder", &out)]);
    window.signs_in(&society.ledger(), "desk", &society.passphrase());
    window.opens_member(member);
    window.click(&format!("#letter-{}", paper(&now)));
    window.until("the letter", "return document.querySelectorAll('.letter-pages img').length === 2", &[]);
    window.reads("1バイトも違いません");
    window.picture("1-letter");
    window.click("#letter-save");
    window.until(
        "the file",
        "return document.querySelector('.letter-window')?.innerText.includes('書き出しました') === true",
        &[],
    );
    let text = text_of(&out.join(format!("{}.pdf", paper(&now))));
    assert!(text.contains(&paper(&now)) && !text.contains(&paper(&before)), "{text}");
    window.click("#letter-beside");
    window.until("both", "return document.querySelectorAll('.letter-pages img').length === 4", &[]);
    let lines = window.text("#letter-lines tr[data-same=false]:has(td + td)");
    assert!(!lines.is_empty());
    assert!(window.text("#letter-lines").contains("見本　花子"), "{}", window.text("#letter-lines"));
    window.picture("2-beside");
    window.escape();

    // That the letters were seen stands in the journal.
    let saw = run(&within, &["journal", "ledger.daicho", "who-saw", member, "--json"]).ends(0).out;
    assert!(saw.contains("rebuild") && saw.contains("beside"), "{saw}");
}
