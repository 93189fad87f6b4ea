//! What goes around letters: hand-over lists and covering letters to employers, envelopes and labels, and forms.

use desk::ledger::codes;
use serde_json::Value;
use tests::paper::{pdf_page_grey, pdf_pages, pdf_picture, qpdf_complaint, qr_codes};

use crate::insertion::{LEDGER, Printed};
use crate::owed::Society;
use crate::world::World;

const ON: &str = "2026-12-02";

/// Prints a batch of notices; answers its code, and the text of its files by the end of their names.
fn printed(world: &World) -> (String, Value) {
    let planned = world.run(&["plan", "ledger.daicho", "--kind", "notice", "--on", ON, "--json"]).ends(0).json();
    let batch = planned["batch"].as_str().expect("a batch").to_owned();
    std::fs::create_dir(world.at("wrapped")).expect("a folder");
    let printed = world.run(&["print", "ledger.daicho", &batch, "--out", "wrapped", "--json"]).ends(0).json();
    (batch, printed)
}

fn bare(pages: &[String]) -> String {
    pages.concat().split_whitespace().collect()
}

#[test]
fn an_employer_gets_names_and_envelopes_to_sign_for_and_learns_nothing_else() {
    let society = Society::new();
    let world = &society.world;
    world.import(
        "digits.csv",
        "記号,番号,枝番,氏名カナ,個人番号\n101,13,0,ｻﾄｳ ｼﾞﾛｳ,123456789018\n",
        &["--form", "members", "--on", "2026-12-01"],
    );
    world.run(&["shield", "ledger.daicho", "101-14-0", "--on", "2026-11-20", "--reason", "本人の申出"]);
    world.run(&["access", "ledger.daicho", "101-14-0", "blocked", "--on", "2026-11-20", "--reason", "本人の申出"]);
    let (batch, printed) = printed(world);
    let files: Vec<&str> =
        printed["files"].as_array().expect("files").iter().filter_map(|one| one["file"].as_str()).collect();
    let list = format!("{batch}-cover-handover.pdf");
    assert!(
        files.contains(&list.as_str()) && files.contains(&format!("{batch}-cover-sending.pdf").as_str()),
        "{files:?}"
    );
    let pages = pdf_pages(&world.at("wrapped").join(&list));
    assert_eq!(pages.len(), 2, "one for each employer");
    assert!(pages[0].contains("株式会社みほん製作所") && pages[1].contains("見本商事株式会社"));
    let first: String = pages[0].split_whitespace().collect();
    for seen in ["受渡票", "山田太郎", "佐藤次郎", batch.as_str(), "受取印"] {
        assert!(first.contains(seen), "{seen}: {first}");
    }
    // Another employer's people, whose mail is shielded, dependants, births, digits, addresses, and what the papers are.
    let all = bare(&pages);
    for hidden in ["伊藤", "花子", "昭和", "1980", "9018", "千代田区", "資格情報", "資格確認書", "下4桁", "任意継続"]
    {
        assert!(!all.contains(hidden), "{hidden}: {all}");
    }
    assert!(!first.contains("鈴木") && !all.contains("髙橋"), "home is no employer's business: {all}");
    let letter = pdf_pages(&world.at("wrapped").join(format!("{batch}-cover-sending.pdf")));
    assert_eq!(letter.len(), 2);
    let said: String = letter[0].split_whitespace().collect();
    for seen in ["株式会社みほん製作所御中", "開けずに", "受渡票", "2通"] {
        assert!(said.contains(seen), "{seen}: {said}");
    }
    for file in [list, format!("{batch}-cover-sending.pdf")] {
        assert_eq!(qpdf_complaint(&world.at("wrapped").join(file)), None);
    }
}

#[test]
fn labels_and_envelopes_come_one_for_each_envelope_in_the_order_of_the_batch() {
    let society = Society::new();
    let world = &society.world;
    let (batch, _) = printed(world);
    let manifest: Value =
        serde_json::from_slice(&std::fs::read(world.at("wrapped").join("manifest.json")).expect("it")).expect("JSON");
    let last = manifest["sheets"].as_array().expect("sheets").last().expect("one")["envelope"].as_u64().expect("it");
    for (layout, per_page, size) in [
        ("labels-a4-12", 12, (210.0, 297.0)),
        ("envelope-naga3", 1, (235.0, 120.0)),
        ("envelope-naga3-window", 1, (235.0, 120.0)),
    ] {
        let arguments = ["labels", "ledger.daicho", &batch, "--layout", layout, "--out", "wrapped", "--json"];
        let made = world.run(&arguments).ends(0).json();
        assert_eq!(made["count"].as_u64(), Some(last), "{made}");
        let file = world.at(made["file"].as_str().expect("a file"));
        let pages = pdf_pages(&file);
        assert_eq!(pages.len() as u64, last.div_ceil(per_page), "{layout}");
        let text = pages.concat();
        let places: Vec<usize> =
            (1..=last).map(|envelope| text.find(&format!("{batch}-{envelope}")).expect("its code")).collect();
        assert!(places.is_sorted(), "{layout}: {text}");
        assert_eq!(
            text.contains("山田"),
            layout != "envelope-naga3-window",
            "behind the window stands the letter's own"
        );
        let picture = pdf_picture(&file, 1, 100);
        let mm = |spots: usize| spots as f64 / 100.0 * 25.4;
        assert!((mm(picture.width) - size.0).abs() < 0.5 && (mm(picture.height) - size.1).abs() < 0.5, "{layout}");
        let before = std::fs::read(&file).expect("it");
        world.run(&arguments).ends(0);
        assert_eq!(std::fs::read(&file).expect("it"), before, "the same bytes");
    }
    let bundles =
        ["labels", "ledger.daicho", &batch, "--layout", "envelope-kaku2", "--bundles", "--out", "wrapped", "--json"];
    let made = world.run(&bundles).ends(0).json();
    let text = bare(&pdf_pages(&world.at(made["file"].as_str().expect("a file"))));
    assert_eq!(made["count"], 2);
    assert!(text.contains("見本商事株式会社御中") && !text.contains("山田"), "{text}");
    let homes = ["labels", "ledger.daicho", &batch, "--layout", "sending", "--out", "wrapped", "--json"];
    let made = world.run(&homes).ends(0).json();
    let text = bare(&pdf_pages(&world.at(made["file"].as_str().expect("a file"))));
    assert_eq!(made["count"], 1, "only whoever continues voluntarily");
    assert!(text.contains("髙橋さくら様") && text.contains("大阪府"), "{text}");
    world.run(&["labels", "ledger.daicho", &batch, "--layout", "cover", "--out", "wrapped"]).ends(2);
}

#[test]
fn forms_are_blank_or_filled_in_for_a_member_or_an_employer() {
    let society = Society::new();
    let world = &society.world;
    let form = |name: &str, more: &[&str]| {
        let arguments = ["form", "ledger.daicho", name, "--on", ON, "--out", "out", "--json"];
        let made = world.run(&[&arguments[..], more].concat()).ends(0).json();
        let file = world.at(made["file"].as_str().expect("a file"));
        assert_eq!(qpdf_complaint(&file), None);
        bare(&pdf_pages(&file))
    };
    for (name, title) in [
        ("certificate", "資格確認書交付申請書"),
        ("notice", "資格情報のお知らせ再交付申請書"),
        ("loss", "資格確認書等滅失届"),
        ("uncollected", "資格確認書等回収不能届"),
    ] {
        let blank = form(name, &[]);
        assert!(blank.contains(title) && blank.contains("見本健康保険組合御中") && !blank.contains("山田"), "{blank}");
    }
    let own = form("certificate", &["--member", "101-12-1"]);
    for seen in [
        "山田太郎",
        "ヤマダタロウ",
        "山田花子",
        "昭和57年3月4日",
        "千代田区",
        "株式会社みほん製作所",
        "第三者のサポート",
    ] {
        assert!(own.contains(seen), "{seen}: {own}");
    }
    let loss = form("loss", &["--member", "101-13-0"]);
    assert!(loss.contains(&society.code("101-13-00")) && loss.contains("警察への届出"), "{loss}");
    let employer = form("notice", &["--employer", "A001"]);
    assert!(employer.contains("株式会社みほん製作所") && !employer.contains("山田"), "{employer}");
    society.leave("101,13,0,2026-12-05\n", "2026-12-05");
    let arguments =
        ["form", "ledger.daicho", "uncollected", "--employer", "A001", "--on", "2026-12-20", "--out", "out"];
    world.run(&arguments).ends(0);
    let owed = bare(&pdf_pages(&world.at("out/daicho-form-uncollected-A001.pdf")));
    assert!(owed.contains("佐藤次郎") && owed.contains(&society.code("101-13-00")) && !owed.contains("伊藤"), "{owed}");
    world.run(&["form", "ledger.daicho", "nothing", "--out", "out"]).ends(2);
    world.run(&["form", "ledger.daicho", "loss", "--member", "999-1-0", "--out", "out"]).ends(4);
}

#[test]
fn the_hand_over_list_and_the_label_of_a_bundle_are_scanned_against_each_other() {
    let printed = Printed::two_employers();
    let world = &printed.world;
    for envelope in 1..=6 {
        printed.fill(envelope);
    }
    std::fs::create_dir(world.at("wrapped")).expect("a folder");
    let labels = ["labels", LEDGER, &printed.batch, "--layout", "labels-a4-12", "--bundles", "--out", "wrapped"];
    world.run(&labels).ends(0);
    let read = |file: &str, page: usize| {
        let mut codes = qr_codes(&pdf_page_grey(&world.at(file), page, 300));
        codes.retain(|code| codes::kind(code).is_some());
        codes
    };
    let list = format!("out/{}-cover-handover.pdf", printed.batch);
    let on_labels = read(&format!("wrapped/{}-labels-a4-12-bundles.pdf", printed.batch), 0);
    let mut bundles = Vec::new();
    for (page, first) in [1, 4].into_iter().enumerate() {
        let sheet = printed.envelope(first)[0];
        assert_eq!(read(&list, page), std::slice::from_ref(&sheet.bundle), "page {page}");
        assert!(on_labels.contains(&sheet.label), "{on_labels:?}");
        bundles.push((sheet.bundle.clone(), sheet.label.clone()));
        let envelopes: Vec<String> = (first..first + 3).map(|one| printed.envelope(one)[0].code.clone()).collect();
        let codes: Vec<&str> = std::iter::once(&*sheet.bundle).chain(envelopes.iter().map(String::as_str)).collect();
        assert_eq!(printed.said("bundled", &codes), ["right", "right", "right", "done"]);
    }
    assert_eq!(printed.said("handed-over", &[&bundles[0].0, &bundles[1].1])[1], "bundle_crossed");
    assert_eq!(printed.said("handed-over", &[&bundles[0].0, &bundles[0].1])[1], "done");
    // A label for each envelope bears the envelope's own code, and so does a printed envelope.
    world.run(&["labels", LEDGER, &printed.batch, "--layout", "labels-a4-12", "--out", "wrapped"]).ends(0);
    world.run(&["labels", LEDGER, &printed.batch, "--layout", "envelope-naga3", "--out", "wrapped"]).ends(0);
    let all = read(&format!("wrapped/{}-labels-a4-12.pdf", printed.batch), 0);
    assert!((1..=6).all(|number| all.contains(&printed.envelope(number)[0].code)), "{all:?}");
    let third = read(&format!("wrapped/{}-envelope-naga3.pdf", printed.batch), 2);
    assert_eq!(third, std::slice::from_ref(&printed.envelope(3)[0].code));
}
