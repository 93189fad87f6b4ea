//! Every kind of paper goes the same road: planned, printed, spoiled, put into envelopes, posted, closed, and the same bytes again.

use desk::ledger::codes;
use serde_json::Value;
use tests::paper::{pdf_greys, pdf_pages, qpdf_complaint, qr_codes};

use crate::owed::Society;
use crate::world::{POLICY, World};

fn plan(world: &World, kind: &str, on: &str, more: &[&str]) -> Value {
    let ran = world.run(&[&["plan", "ledger.daicho", "--kind", kind, "--on", on, "--json"], more].concat());
    assert!(ran.code < 2, "{}", ran.err);
    ran.json()
}

/// The text of the pages of a batch's only volume, without the separator, and the codes that can be scanned on them.
fn whole_road(world: &World, kind: &str, planned: &Value, on: &str) -> (Vec<String>, Vec<String>) {
    let batch = planned["batch"].as_str().unwrap_or_else(|| panic!("a batch: {planned}"));
    let (out, again) = (format!("out-{batch}"), format!("again-{batch}"));
    for folder in [&out, &again] {
        std::fs::create_dir(world.at(folder)).expect("a folder");
        let printed = world.run(&["print", "ledger.daicho", batch, "--out", folder, "--json"]).ends(0).json();
        assert_eq!(printed["kind"], kind);
    }
    let manifest: Value =
        serde_json::from_slice(&std::fs::read(world.at(&out).join("manifest.json")).expect("it")).expect("JSON");
    let mut texts = Vec::new();
    let mut codes = Vec::new();
    for file in manifest["files"].as_array().expect("files") {
        let name = file["file"].as_str().expect("a name");
        let (first, second) = (world.at(&out).join(name), world.at(&again).join(name));
        assert_eq!(std::fs::read(&first).expect("it"), std::fs::read(&second).expect("it"), "{name}: the same bytes");
        assert_eq!(qpdf_complaint(&first), None, "{name}");
        if name == manifest["sheets"][0]["file"] {
            let pages = pdf_pages(&first);
            let pictures = pdf_greys(&first, 200);
            for sheet in manifest["sheets"].as_array().expect("sheets") {
                let page = usize::try_from(sheet["page"].as_u64().expect("a page")).expect("small") - 1;
                texts.push(pages[page].split_whitespace().collect());
                codes.extend(qr_codes(&pictures[page]));
                assert!(pages[page].contains(sheet["paper"].as_str().expect("a code")), "its code stands on it");
            }
        }
    }
    let first = manifest["sheets"][0]["paper"].as_str().expect("a code").to_owned();
    let spoiled = world
        .run(&["batch", "ledger.daicho", batch, "spoiled", &first, "--out", &out, "--on", on, "--json"])
        .ends(0)
        .json();
    let once_more = world.at(spoiled["file"].as_str().expect("a file"));
    assert!(pdf_pages(&once_more).concat().contains("回目の印刷"), "the second copy says so");
    world.run(&["batch", "ledger.daicho", batch, "inserted", "--on", on]).ends(0);
    world.run(&["batch", "ledger.daicho", batch, "posted", "--on", on]).ends(0);
    world.run(&["batch", "ledger.daicho", batch, "close", "--on", on]).ends(0);
    (texts, codes)
}

#[test]
fn who_left_with_a_certificate_is_asked_for_it_once_at_home_and_told_what_by_when_and_why() {
    let society = Society::new();
    let world = &society.world;
    society.leave("101,12,0,2026-12-05\n101,12,1,2026-12-05\n202,8,0,2026-12-05\n", "2026-12-05");
    let on = "2026-12-15";
    let planned = plan(world, "return_request", on, &[]);
    assert_eq!((planned["members"].as_u64(), planned["envelopes"].as_u64()), (Some(3), Some(2)), "{planned}");
    let (texts, read) = whole_road(world, "return_request", &planned, on);
    let code = society.code("101-12-00");
    for seen in
        ["山田太郎様", "〒100-0001", "資格確認書", code.as_str(), "令和8年12月10日（過ぎています）", "返納票", "第51条"]
    {
        assert!(texts[0].contains(seen), "{seen}: {}", texts[0]);
    }
    assert!(!texts[0].contains("昭和55年"), "a birth date has no business here: {}", texts[0]);
    let slips = read.iter().filter(|code| codes::kind(code) == Some(codes::Kind::Paper)).count();
    assert_eq!((slips, read.len()), (3, 5), "each slip can be scanned, and each of two envelopes: {read:?}");
    // Once asked, reminders follow; who owes nothing is not asked.
    world.file("who.txt", "101-12-0\n101-13-0\n");
    let again = plan(world, "return_request", "2026-12-25", &["--members", "who.txt"]);
    let because: Vec<&str> =
        again["refused"].as_array().expect("it").iter().filter_map(|one| one["because"].as_str()).collect();
    assert_eq!((again["members"].as_u64(), because), (Some(0), vec!["already_asked", "nothing_owed"]), "{again}");
    world.run(&["verify", "ledger.daicho"]).ends(0);
}

#[test]
fn nobody_is_asked_for_what_is_searched_for_or_has_died_or_lives_where_mail_comes_back() {
    let society = Society::new();
    let world = &society.world;
    society.leave("101,13,0,2026-12-05\n101,14,0,2026-11-01\n", "2026-12-05");
    society.step(&society.code("101-13-00"), "said_returned", "2026-12-10", &[]);
    world.file("who.txt", "101-13-0\n");
    let planned = plan(world, "return_request", "2026-12-15", &["--members", "who.txt"]);
    assert_eq!(planned["refused"][0]["because"], "searched", "{planned}");
    world.run(&["died", "ledger.daicho", "101-14-0", "--on", "2026-10-31"]).ends(0);
    world.file("who.txt", "101-14-0\n");
    let planned = plan(world, "return_request", "2026-12-15", &["--members", "who.txt"]);
    assert_eq!(
        (planned["members"].as_u64(), planned["refused"][0]["because"].as_str()),
        (Some(0), Some("no_deadline"))
    );
}

#[test]
fn refused_applications_are_told_of_in_one_batch_each_once() {
    let society = Society::new();
    let world = &society.world;
    world.import(
        "list2.csv",
        "記号,番号,枝番,利用登録,電子証明書有効期限\n101,13,0,有,2030-06-15\n202,8,0,有,2030-06-15\n",
        &["--form", "registration", "--on", "2026-12-10"],
    );
    for member in ["101-13-00", "202-8-00"] {
        let apply = ["apply", "ledger.daicho", "--member", member, "--reason", "e_certificate_lapsed"];
        world.run(&[&apply[..], &["--on", "2026-12-11"]].concat()).ends(1);
    }
    let on = "2026-12-15";
    // A batch that is taken back has told nobody.
    let taken_back = plan(world, "refusal", on, &[]);
    world.run(&["batch", "ledger.daicho", taken_back["batch"].as_str().expect("a batch"), "withdraw"]).ends(0);
    let planned = plan(world, "refusal", on, &[]);
    assert_eq!(planned["members"], 2, "{planned}");
    let (texts, _) = whole_road(world, "refusal", &planned, on);
    for seen in
        ["佐藤次郎様", "〒100-0002", "電子証明書の有効期限切れ", "令和8年12月11日", "マイナ保険証", "健康保険法"]
    {
        assert!(texts[0].contains(seen), "{seen}: {}", texts[0]);
    }
    assert!(!texts[0].contains("株式会社"), "the employer has nothing to do with it: {}", texts[0]);
    world.file("who.txt", "101-13-0\n101-14-0\n");
    let again = plan(world, "refusal", "2026-12-25", &["--members", "who.txt"]);
    let because: Vec<&str> =
        again["refused"].as_array().expect("it").iter().filter_map(|one| one["because"].as_str()).collect();
    assert_eq!(because, ["already_told", "nothing_refused"], "{again}");
    let one = world.run(&["refusal", "ledger.daicho", "--member", "101-13-00", "--on", on, "--json"]).ends(0).json();
    assert_eq!(one["applications"][0]["letter"], on, "the member's page knows the letter");
    world.run(&["verify", "ledger.daicho"]).ends(0);
}

const OLD: &str = "記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,利用登録,個人番号,住所,郵便番号,負担割合\n\
    101,70,00,佐藤　一,サトウ　ハジメ,S29.6.10,男,本人,R3.4.1,無,123456789018,東京都千代田区1,1000001,2割\n\
    101,71,00,鈴木　茂,スズキ　シゲル,S28.6.10,男,本人,R3.4.1,無,,東京都千代田区2,1000001,\n";

#[test]
fn who_is_70_and_holds_a_certificate_without_the_ratio_gets_an_elderly_certificate_and_gives_it_back_when_it_ends() {
    let world = World::bare();
    let policy = POLICY.replace("ratio_on_certificate = true", "ratio_on_certificate = false\nratio_year = \"07-31\"");
    world.file("policy.toml", policy);
    world.run(&["init", "ledger.daicho", "--society", "society.toml", "--policy", "policy.toml"]).ends(0);
    world.import("old.csv", OLD, &["--on", "2026-04-20"]);
    let certificates = plan(&world, "certificate", "2026-12-01", &[]);
    let (texts, _) = whole_road(&world, "certificate", &certificates, "2026-12-01");
    assert!(!texts.concat().contains("2割"), "the certificate bears no ratio");
    let on = "2026-12-08";
    let planned = plan(&world, "elderly_certificate", on, &[]);
    assert_eq!(
        (planned["members"].as_u64(), planned["refused"][0]["because"].as_str()),
        (Some(1), Some("ratio_missing"))
    );
    let (texts, _) = whole_road(&world, "elderly_certificate", &planned, on);
    for seen in ["健康保険高齢受給者証", "佐藤一", "2割", "発効", "令和9年（2027年）7月31日", "06132682", "第52条"]
    {
        assert!(texts[0].contains(seen), "{seen}: {}", texts[0]);
    }
    world.file("who.txt", "101-70-0\n");
    let again = plan(&world, "elderly_certificate", on, &["--members", "who.txt"]);
    assert_eq!(again["refused"][0]["because"], "holds_elderly_certificate", "{again}");
    // Its end: the next one goes out before, and the old one is due back.
    let renewed = plan(&world, "elderly_certificate", "2027-07-10", &["--members", "who.txt"]);
    let (texts, _) = whole_road(&world, "elderly_certificate", &renewed, "2027-07-10");
    assert!(
        texts[0].contains("令和9年（2027年）8月1日") && texts[0].contains("令和10年（2028年）7月31日"),
        "{}",
        texts[0]
    );
    let owed = |on: &str| world.run(&["owed", "ledger.daicho", "--on", on, "--json"]).ends(0).lines();
    assert!(owed("2027-07-31").is_empty());
    let due = owed("2027-08-01");
    assert_eq!((due.len(), due[0]["kind"].as_str()), (1, Some("elderly_certificate")), "{due:?}");
    // A ratio that changes replaces it at once.
    let list = "記号,番号,枝番,氏名カナ,生年月日,負担割合\n101,70,0,ｻﾄｳ ﾊｼﾞﾒ,S29.6.10,３割\n";
    world.import("ratio.csv", list, &["--on", "2027-09-01"]);
    let replaced = plan(&world, "elderly_certificate", "2027-09-02", &["--members", "who.txt"]);
    let (texts, _) = whole_road(&world, "elderly_certificate", &replaced, "2027-09-02");
    assert!(texts[0].contains("3割") && texts[0].contains("割合が変わったため"), "{}", texts[0]);
    assert_eq!(owed("2027-09-03").len(), 2, "the expired one and the replaced one");
    world.run(&["verify", "ledger.daicho"]).ends(0);
}

#[test]
fn a_policy_that_prints_the_ratio_on_the_certificate_has_no_elderly_certificates() {
    let world = World::new();
    world.import("old.csv", OLD, &["--on", "2026-04-20"]);
    world.file("who.txt", "101-70-0\n");
    let planned = plan(&world, "elderly_certificate", "2026-12-08", &["--members", "who.txt"]);
    assert_eq!(planned["refused"][0]["because"], "ratio_on_certificate", "{planned}");
}
