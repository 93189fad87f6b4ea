//! A mailing in the window from the plan to the close: checked before printing, sent to a printer and put into envelopes by scan; a
//! printer that is measured, jams and goes on; a seal that two people decide. `DAICHO_WINDOW_MEMBERS=1000` makes the mailing a long one.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tests::paper::pdf_pages;
use tests::print_service::{OFFICE, PrintService};
use tests::program::run_at;

use crate::journeys::Society;
use crate::window::Window;

/// So many members the mailing is for.
fn members() -> usize {
    std::env::var("DAICHO_WINDOW_MEMBERS").ok().and_then(|members| members.parse().ok()).unwrap_or(40)
}

fn enter() -> String {
    thirtyfour::Key::Enter.value().to_string()
}

impl Society {
    /// The program beside the window, in the society's folder and on the window's day.
    fn says(&self, arguments: &[&str]) -> Value {
        run_at(&self.at(""), "2026-04-21 03:00:00", &[arguments, &["--json"]].concat()).ends(0).json()
    }

    /// A window that prints on this service's printer, opened by keyboard.
    fn beside(&self, journey: &'static str, service: &PrintService, choices: &[(&str, &Path)]) -> Window {
        let window = Window::open_with(journey, &[], choices, &[("CUPS_SERVER", Path::new(&service.server()))]);
        window.signs_in(&self.ledger(), "desk", &self.passphrase());
        window
    }
}

/// An envelope: its code, and its sheets.
struct Envelope {
    code: String,
    sheets: Vec<Sheet>,
}

struct Sheet {
    number: u64,
    code: String,
    /// What its front says.
    front: String,
}

/// The envelopes of a batch that was printed into a folder, in their order.
fn envelopes(folder: &Path) -> Vec<Envelope> {
    let manifest = std::fs::read(folder.join("manifest.json")).expect("a manifest");
    let manifest: Value = serde_json::from_slice(&manifest).expect("JSON");
    let mut files: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut envelopes: Vec<Envelope> = Vec::new();
    for line in manifest["sheets"].as_array().expect("sheets") {
        let text = |key: &str| line[key].as_str().unwrap_or_default().to_owned();
        let number = |key: &str| line[key].as_u64().expect("a number");
        let pages = files.entry(text("file")).or_insert_with(|| pdf_pages(&folder.join(text("file"))));
        let front = pages[usize::try_from(number("page")).expect("small") - 1].clone();
        let sheet = Sheet { number: number("sheet"), code: text("paper"), front };
        match envelopes.last_mut() {
            Some(envelope) if envelope.code == text("envelope_code") => envelope.sheets.push(sheet),
            _ => envelopes.push(Envelope { code: text("envelope_code"), sheets: vec![sheet] }),
        }
    }
    envelopes
}

/// The letters that came out of the printer, by their numbers; covers, lists and backs are none.
fn came_out(service: &PrintService, envelopes: &[Envelope]) -> Vec<u64> {
    let sheets = envelopes.iter().flat_map(|envelope| &envelope.sheets);
    let fronts: BTreeMap<&str, u64> = sheets.map(|sheet| (sheet.front.as_str(), sheet.number)).collect();
    let pages = service.sheets().into_iter().flat_map(|file| pdf_pages(&file));
    pages.filter_map(|page| fronts.get(page.as_str()).copied()).collect()
}

/// Freezes the notices of everybody who is due one, and prints them into the folder; answers the batch.
fn prints(window: &Window, journey: impl FnOnce(&Window)) -> String {
    window.section(5, "prints");
    window.click("#new-print");
    window.sees("print");
    window.click("#print-kind input[value=notice]");
    window.click("#freeze");
    journey(window);
    window.click("#freeze-yes");
    let frozen = "document.querySelector('[data-screen=print]')?.dataset.batch";
    window.until("the batch", &format!("return Boolean({frozen})"), &[]);
    let batch = window.ask(&format!("return {frozen}"), &[]).as_str().expect("a batch").to_owned();
    window.until("its page", "return document.querySelector('.preview-room img')?.naturalWidth > 300", &[]);
    window.click("#print");
    window.until("the letters", "return document.querySelector('#print-done') !== null", &[]);
    batch
}

/// Waits for words in a part of the screen as long as something else is said there.
fn as_it_moves(window: &Window, part: &str, words: &str) {
    let moved = "const told = document.querySelector(arguments[0]).innerText; return told.includes(arguments[1]) || told !== arguments[2]";
    let mut told = window.text(part);
    while !told.contains(words) {
        window.until(words, moved, &[part, words, &told]);
        told = window.text(part);
    }
}

fn out_of(society: &Society) -> PathBuf {
    let out = society.at("letters");
    std::fs::create_dir(&out).expect("a folder");
    out
}

#[test]
fn a_mailing_is_planned_checked_printed_inserted_by_scan_posted_closed_and_made_again() {
    let society = Society::of(members());
    let out = out_of(&society);
    // Hangul that no typeface has: found before a byte is printed.
    let rare = "記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,郵便番号,住所\n\
        101,99901,00,\u{BBFC}\u{C900}　一,ミンジュン　ハジメ,S41.1.2,男,本人,R8.4.1,1000001,東京都千代田区千代田2-2\n";
    std::fs::write(society.at("rare.csv"), rare).expect("a file");
    society.says(&["import", "ledger.daicho", "rare.csv", "--on", "2026-04-10"]);
    let service = PrintService::start();
    let window = society.beside("mailing", &service, &[("folder", &out)]);
    let batch = prints(&window, |window| {
        window.until("what stops it", "return document.querySelector('#freeze-without') !== null", &[]);
        window.reads("101-99901-00");
        window.picture("1-checked");
        window.click("#freeze-without");
    });
    let envelopes = envelopes(&out.join(&batch));
    let sheets: usize = envelopes.iter().map(|envelope| envelope.sheets.len()).sum();
    assert!(
        members() / 4 < envelopes.len() && members() / 2 < sheets,
        "{sheets} sheets, {} envelopes",
        envelopes.len()
    );

    // To the printer, followed until every sheet is paper.
    window.click("#press-send");
    as_it_moves(&window, "#press", "すべて紙になっています");
    window.picture("2-on-paper");
    assert_eq!(came_out(&service, &envelopes), (1..=sheets as u64).collect::<Vec<_>>(), "each once, in its order");

    // Into the envelopes. A scanner types and ends with Enter; it waits for nobody.
    let told = |tone: &str, words: &str| {
        window.until(
            "the answer",
            "const told = document.querySelector('#bench-told'); return told?.dataset.tone === arguments[0] && told.innerText.includes(arguments[1])",
            &[tone, words],
        );
    };
    let mut scans = 0;
    let mut read = |codes: &[&str]| {
        scans += codes.len();
        window.types("#bench-code", &codes.iter().map(|code| format!("{code}{}", enter())).collect::<String>());
    };
    let (last, others) = envelopes.split_last().expect("envelopes");
    for (at, envelope) in others.iter().enumerate() {
        let mut codes: Vec<&str> = envelope.sheets.iter().map(|sheet| sheet.code.as_str()).collect();
        codes.insert(if at % 2 == 0 { 0 } else { codes.len() }, &envelope.code);
        if at == 3 {
            // Another envelope's sheet, and an office copy.
            read(&[codes[0], &last.sheets[0].code]);
            told("wrong", "別の封筒の書類が混ざっています");
            window.picture("3-wrong");
            read(&["HIKAE"]);
            told("wrong", "これは控えです");
            codes.remove(0);
        }
        read(&codes);
        told("done", &format!("封筒{}に", at + 1));
    }
    window.picture("4-done");
    // The last sheet is nowhere; its neighbour is opened, and there it is.
    window.click("#loss-report");
    window.types("#loss-sheet", &last.sheets[0].number.to_string());
    window.click("#loss-yes");
    window.reads("行方不明として記録しました");
    read(&[&last.code]);
    told("wrong", "行方不明です");
    window.picture("5-missing");
    window.click("#bench-recount");
    read(&[&others[0].code]);
    told("right", "を確かめました");
    window.click(&format!("#loss-found-{}", last.sheets[0].number));
    window.reads("見つかったと記録しました");
    window.click("#bench-insert");
    let mut codes = vec![last.code.as_str()];
    codes.extend(last.sheets.iter().map(|sheet| sheet.code.as_str()));
    read(&codes);
    told("done", "すべてそろいました");
    window.reads("差なし");
    window.click("#post");
    window.click("#post-yes");
    window.reads("発送済みと記録しました");
    window.click("#close-batch");
    window.click("#close-batch-yes");
    window.reads("に締めました");
    window.picture("6-closed");
    let status = society.says(&["batch", "ledger.daicho", &batch, "insertion"]);
    let counted = ["checked", "unchecked", "open"].map(|key| status[key].as_u64());
    assert_eq!(counted, [Some(envelopes.len() as u64), Some(0), Some(0)], "{status}");
    // A sheet and an envelope each, two that were wrong, and four around the one that was missing.
    assert_eq!(scans, sheets + envelopes.len() + 4);

    // Whoever got it calls: the very letter is seen again.
    let paper = &envelopes[envelopes.len() / 2].sheets[0].code;
    let member = society.says(&["paper", "ledger.daicho", paper])["member"].as_str().expect("a member").to_owned();
    window.opens_member(&member);
    window.click(&format!("#letter-{paper}"));
    window.reads("1バイトも違いません");
    window.picture("7-again");
}

#[test]
fn a_printer_is_measured_and_a_batch_goes_on_behind_the_sheet_that_jammed_and_without_paper() {
    let society = Society::of(40);
    let out = out_of(&society);
    let service = PrintService::start();
    let window = society.beside("printers", &service, &[("folder", &out)]);
    window.click("#section-settings");
    window.sees("settings");
    window.click("[role=tab][data-key=printers]");
    window.chooses("#printers-which", &format!("{OFFICE}\ntray-2"));
    window.click("#printers-test");
    window.reads("試し刷りを送りました");
    service.wait("the test sheet", || service.sheets().len() == 1);
    let said = pdf_pages(&service.sheets()[0]);
    assert!(said[0].contains("表面") && said[1].contains("裏面"), "{said:?}");
    // It prints 1.2 mm too far to the right and 0.5 mm too high on the front, 0.7 mm too low on the back.
    window.types("#printers-front_left", &format!("だいたい20{}", enter()));
    window.reads("0から40までの数字で");
    window.types("#printers-front_left", "21.2");
    window.types("#printers-front_top", "19.5");
    window.types("#printers-back_top", &format!("20.7{}", enter()));
    window.reads("記録しました。もう一度試し刷りをすると");
    for side in ["−1.20・+0.50", "+0.00・−0.70"] {
        window.reads(side);
    }
    window.picture("1-measured");

    // A batch jams on its way: whoever stands there reads the code of the last good sheet, and it goes on behind it.
    let batch = prints(&window, |_| {});
    let envelopes = envelopes(&out.join(&batch));
    let sheets: Vec<&Sheet> = envelopes.iter().flat_map(|envelope| &envelope.sheets).collect();
    window.chooses("#press-tray", "tray-2");
    service.plan("jam 21");
    window.click("#press-send");
    as_it_moves(&window, "#press", "失敗しました");
    window.until("the question", "return document.querySelector('#press-last') !== null", &[]);
    window.picture("2-jammed");
    let before = came_out(&service, &envelopes);
    let good = sheets[before.len() - 2];
    // The next job runs out of paper, and says so until somebody has brought some.
    service.plan("wait 10");
    window.types("#press-last", &format!("{}{}", good.code.to_lowercase(), enter()));
    as_it_moves(&window, "#press", "用紙がありません");
    window.picture("3-no-paper");
    std::fs::write(service.paper().join("go"), "").expect("a file");
    as_it_moves(&window, "#press", "すべて紙になっています");
    window.picture("4-on-paper");
    let after = came_out(&service, &envelopes);
    assert_eq!(after[..before.len()], before);
    let rest: Vec<u64> = sheets.iter().map(|sheet| sheet.number).filter(|number| good.number < *number).collect();
    assert_eq!(after[before.len()..], rest, "from the sheet behind the good one");
}

#[test]
fn a_seal_is_proposed_by_one_approved_by_another_and_seen_before_it_is_printed() {
    let society = Society::of(40);
    let chief = ["operator", "ledger.daicho", "add", "chief", "--name", "港　次郎", "--role", "supervisor"];
    std::fs::write(society.at("chief.txt"), "minato no akari to kamome").expect("a file");
    society.says(&[&chief[..], &["--new-passphrase-file", "chief.txt"]].concat());
    let seal = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/seals/president.png");
    let window = Window::open("seal", &[], &[("seal_file", &seal)]);
    window.signs_in(&society.ledger(), "desk", &society.passphrase());
    let assets = || {
        window.click("#section-settings");
        window.sees("settings");
        window.click("[role=tab][data-key=assets]");
    };
    assets();
    window.types("#asset-name", "理事長印");
    window.click("#asset-file");
    window.reads("president.png");
    window.click("#asset-propose-yes");
    window.reads("「理事長印」を申し出ました。");
    // Whoever proposed it sees it on the paper, and may not approve it.
    let seen = "return document.querySelectorAll('.asset-look img').length === 3";
    window.click("#asset-look-1");
    window.until("the paper without and with it", seen, &[]);
    window.click("#asset-approve");
    window.until("the refusal", "return document.querySelector('#failure-close') !== null", &[]);
    window.reads("港　次郎");
    window.picture("1-own");
    window.click("#failure-close");
    window.until("the paper again", "return document.activeElement.closest('.asset-look') !== null", &[]);
    window.escape();
    window.click("#menu");
    window.click(".menu-item[data-key=close-ledger]");
    window.signs_in(&society.ledger(), "chief", "minato no akari to kamome");
    assets();
    window.click("#asset-look-1");
    window.until("the paper without and with it", seen, &[]);
    window.picture("2-another");
    window.click("#asset-approve");
    window.reads("「理事長印」を承認しました。");
    // What is frozen now bears it: seen beside the batch and on its page before anything is printed.
    window.section(5, "prints");
    window.click("#new-print");
    window.sees("print");
    window.click("#print-kind input[value=certificate]");
    window.click("#freeze");
    window.click("#freeze-yes");
    window.until("the seal", "return document.querySelector('#made-with img')?.naturalWidth > 30", &[]);
    window.until("who approved it", "return document.querySelector('#made-with').innerText.includes('港　次郎')", &[]);
    window.until("its page", "return document.querySelector('.preview-room img')?.naturalWidth > 300", &[]);
    window.picture("3-batch");
}
