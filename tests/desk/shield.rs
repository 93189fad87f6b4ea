//! 郵送の保護: whoever is in danger gets mail at an own address alone, and no address of theirs is shown without a reason.

use serde_json::Value;

use crate::world::World;

const PEOPLE: &str = "\
記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,任意継続最終日,郵便番号,住所
101,12,00,山田　太郎,ヤマダ　タロウ,昭和55年1月2日,男,本人,令和2年4月1日,,1000001,東京都千代田区千代田1-1
101,12,01,山田　花子,ヤマダ　ハナコ,昭和57年3月4日,女,妻,令和2年4月1日,,1000001,東京都千代田区千代田1-1
101,12,02,山田　一郎,ヤマダ　イチロウ,平成22年5月6日,男,子,令和2年4月1日,,1000001,東京都千代田区千代田1-1
202,7,00,髙橋　さくら,タカハシ　サクラ,19900215,女,本人,2026.4.1,2028-03-31,5300001,大阪府大阪市北区梅田1-2-3
";
const WIFE: &str = "101-12-1";
const SAFE: [&str; 4] = ["--postcode", "060-0001", "--address", "北海道札幌市中央区北一条西9丁目"];

fn society() -> World {
    let world = World::bare();
    world.run(&["init", "ledger.daicho", "--society", "society.toml", "--policy", "policy.toml"]).ends(0);
    world.import("people.csv", PEOPLE, &["--on", "2026-04-10"]);
    world
}

fn shield(world: &World, what: &str, member: &str) -> Value {
    world.run(&["shield", "ledger.daicho", member, what, "--reason", "本人の申出", "--json"]).ends(0).json()
}

fn safe_address(world: &World, member: &str) {
    let arguments = [&["address", "ledger.daicho", member, "--delivery", "--on", "2026-04-10"][..], &SAFE[..]].concat();
    world.run(&arguments).ends(0);
}

fn plan(world: &World, more: &[&str]) -> Value {
    let arguments = ["plan", "ledger.daicho", "--kind", "notice", "--on", "2026-05-08", "--json"];
    world.run(&[&arguments[..], more].concat()).json()
}

fn manifest(world: &World, batch: &str, folder: &str) -> Vec<Value> {
    std::fs::create_dir(world.at(folder)).expect("a folder");
    world.run(&["print", "ledger.daicho", batch, "--out", folder]).ends(0);
    let text = std::fs::read_to_string(world.at(folder).join("manifest.json")).expect("a manifest");
    let manifest: Value = serde_json::from_str(&text).expect("JSON");
    manifest["sheets"].as_array().expect("sheets").clone()
}

#[test]
fn a_shielded_member_without_an_own_address_is_refused_by_name_and_the_family_gets_theirs() {
    let world = society();
    let told = shield(&world, "on", WIFE);
    assert_eq!((told["shielded"].as_bool(), told["delivery"].as_bool()), (Some(true), Some(false)), "{told}");
    let planned = plan(&world, &[]);
    assert_eq!(planned["members"], 3, "{planned}");
    assert_eq!(
        (&planned["refused"][0]["member"], &planned["refused"][0]["because"]),
        (&"101-12-01".into(), &"shielded_without_address".into())
    );
    // Her husband's and her son's letters go together through the employer, as before.
    let sheets = manifest(&world, planned["batch"].as_str().expect("a batch"), "out");
    assert_eq!(sheets.len(), 3);
    assert_eq!(sheets.iter().filter(|sheet| sheet["envelope"] == 1 && sheet["route"] == "employer").count(), 2);
}

#[test]
fn a_shielded_member_gets_a_letter_alone_at_the_own_address_and_never_through_the_employer() {
    let world = society();
    shield(&world, "on", WIFE);
    safe_address(&world, WIFE);
    let planned = plan(&world, &[]);
    assert_eq!(planned["members"], 4, "{planned}");
    let code = world.show(WIFE, "2026-05-08")["code"].clone();
    let sheets = manifest(&world, planned["batch"].as_str().expect("a batch"), "out");
    let hers = sheets.iter().find(|sheet| sheet["code"] == code).expect("her letter");
    assert_eq!((hers["route"].as_str(), hers["employer"].is_null()), (Some("home"), true), "{hers}");
    assert_eq!(sheets.iter().filter(|sheet| sheet["envelope"] == hers["envelope"]).count(), 1);
    world.run(&["verify", "ledger.daicho"]).ends(0);
}

#[test]
fn no_address_of_a_shielded_member_is_shown_on_any_day_and_the_family_does_not_reveal_it() {
    let world = society();
    safe_address(&world, WIFE);
    shield(&world, "on", WIFE);
    for on in ["2026-04-10", "2026-06-01", "2999-01-01"] {
        for member in [WIFE, "101-12-0"] {
            let shown = world.run(&["show", "ledger.daicho", member, "--on", on, "--json"]).ends(0).out;
            assert!(!shown.contains("札幌"), "{member} {on}");
            assert_eq!(shown.contains("千代田1-1"), member != WIFE, "{member} {on}");
        }
    }
    let plain = world.run(&["show", "ledger.daicho", WIFE]).ends(0).out;
    assert!(plain.contains("郵送の保護のため表示しません") && !plain.contains("千代田1-1"), "{plain}");
    // Nor does a file that says where she lives.
    let moved = "記号,番号,枝番,郵便番号,住所\n101,12,1,5300002,大阪府大阪市北区曽根崎2-2\n";
    world.file("moved.csv", moved);
    let arguments =
        ["import", "ledger.daicho", "moved.csv", "--form", "members", "--on", "2026-06-02", "--dry-run", "--json"];
    let told = world.run(&arguments).out;
    assert!(told.contains("****") && !told.contains("曽根崎") && !told.contains("千代田1-1"), "{told}");
    // Taken back, it is shown again.
    shield(&world, "off", WIFE);
    assert_eq!(world.show(WIFE, "2026-06-01")["shielded"], false);
    assert!(world.show(WIFE, "2026-06-01")["address"].as_str().is_some_and(|address| address.contains("千代田")));
}

#[test]
fn what_was_frozen_before_the_shield_is_neither_printed_nor_posted_until_her_paper_is_out_of_it() {
    let world = society();
    let batch = plan(&world, &[])["batch"].as_str().expect("a batch").to_owned();
    std::fs::create_dir(world.at("out")).expect("a folder");
    world.run(&["print", "ledger.daicho", &batch, "--out", "out"]).ends(0);
    let told = shield(&world, "on", WIFE);
    assert_eq!(told["under_way"][0]["batch"], batch, "{told}");
    let paper = told["under_way"][0]["paper"].as_str().expect("a paper").to_owned();
    for arguments in
        [&["batch", "ledger.daicho", &batch, "posted"][..], &["batch", "ledger.daicho", &batch, "inserted"]]
    {
        let ran = world.run(arguments).ends(1);
        assert!(ran.err.contains("101-12-01") && ran.err.contains("郵送は保護"), "{}", ran.err);
    }
    let ran = world.run(&["paper", "ledger.daicho", &paper, "posted", "--json"]).ends(1);
    assert!(ran.out.contains("shield_broken"), "{}", ran.out);
    // Her husband's paper alone goes its way.
    let his = world.show("101-12-0", "2999-01-01")["papers"][0]["paper"].as_str().expect("a code").to_owned();
    world.run(&["paper", "ledger.daicho", &his, "posted"]).ends(0);
    world.run(&["paper", "ledger.daicho", &paper, "destroyed", "--witness", "鈴木"]).ends(0);
    world.run(&["batch", "ledger.daicho", &batch, "posted"]).ends(0);
    // A printer would bring hers forth anew.
    std::fs::create_dir(world.at("again")).expect("a folder");
    world.run(&["print", "ledger.daicho", &batch, "--out", "again"]).ends(1);
}

#[test]
fn what_is_compared_with_an_answer_to_the_last_four_check_does_not_show_where_she_lives() {
    let world = society();
    safe_address(&world, WIFE);
    shield(&world, "on", WIFE);
    let start = ["lastfour", "ledger.daicho", "start", "--on", "2026-05-08", "--json"];
    let batch = world.run(&start).ends(0).json()["batch"].as_str().expect("a batch").to_owned();
    manifest(&world, &batch, "out");
    let case = |member: &str| {
        let words = ["lastfour", "ledger.daicho", "case", member, "--address", "東京都千代田区千代田1-1", "--json"];
        world.run(&words).ends(0).json()["agreements"][0].clone()
    };
    let (hers, his) = (case(WIFE), case("101-12-0"));
    assert_eq!((&hers["grade"], &hers["spellings"][0]), (&"A".into(), &"****".into()), "{hers}");
    assert_eq!((&his["grade"], &his["spellings"][0]), (&"A".into(), &"東京都千代田区千代田1-1".into()), "{his}");
}

#[test]
fn a_letter_to_somebody_who_lives_with_her_does_not_bear_the_address_of_an_insured_person_in_danger() {
    let world = society();
    let table = format!(
        "{}\n101,20,00,小川　葵,オガワ　アオイ,昭和60年1月1日,女,本人,令和2年4月1日,,0600001,北海道札幌市中央区北一条西9丁目\n\
         101,20,01,小川　武,オガワ　タケシ,昭和58年1月1日,男,夫,令和2年4月1日,,,\n",
        PEOPLE.lines().next().unwrap_or_default()
    );
    world.import("couple.csv", &table, &["--on", "2026-04-10"]);
    let list = "記号,番号,枝番,マイナンバーカード,利用登録,電子証明書有効期限\n101,20,1,有,有,2029-10-10\n";
    world.import("list.csv", list, &["--form", "registration", "--on", "2026-05-07"]);
    let apply = ["apply", "ledger.daicho", "--member", "101-20-1", "--reason", "not_registered", "--on", "2026-05-08"];
    world.run(&[&apply[..], &["--json"]].concat());
    std::fs::create_dir(world.at("out")).expect("a folder");
    let letter =
        || world.run(&["refusal", "ledger.daicho", "--member", "101-20-1", "--on", "2026-05-09", "--out", "out"]);
    shield(&world, "on", "101-20-0");
    let ran = letter().ends(1);
    assert!(ran.err.contains("送り先の住所がありません"), "{}", ran.err);
    assert_eq!(std::fs::read_dir(world.at("out")).expect("a folder").count(), 0);
    // Of an insured person in no danger it is the household's own address.
    shield(&world, "off", "101-20-0");
    letter().ends(0);
}

#[test]
fn a_shield_needs_a_reason_and_stands_in_the_journal() {
    let world = society();
    let ran = world.run(&["shield", "ledger.daicho", WIFE, "on", "--reason", " "]).ends(2);
    assert!(ran.err.contains("理由がありません"), "{}", ran.err);
    world.run(&["shield", "ledger.daicho", WIFE, "perhaps", "--reason", "本人"]).ends(2);
    let ran = world.run(&["shield", "ledger.daicho", WIFE, "off", "--reason", "本人"]).ends(1);
    assert!(ran.err.contains("保護されていません"), "{}", ran.err);
    shield(&world, "on", WIFE);
    let ran = world.run(&["shield", "ledger.daicho", WIFE, "on", "--reason", "本人"]).ends(1);
    assert!(ran.err.contains("すでに保護"), "{}", ran.err);
    let journal = world.run(&["journal", "ledger.daicho", "--json"]).ends(0).out;
    assert_eq!(journal.matches("郵送を保護した").count(), 1, "{journal}");
    let told = world.show(WIFE, "2999-01-01");
    assert!(told["timeline"].as_array().expect("events").iter().any(|event| event["event"] == "shield"));
}

/// A number below `below`, from a small generator: the same in every run.
fn luck(state: &mut u64, below: u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) % below
}

#[test]
fn in_no_plan_over_random_households_does_a_shielded_member_share_an_envelope_or_go_through_the_employer() {
    let world = World::bare();
    world.run(&["init", "ledger.daicho", "--society", "society.toml", "--policy", "policy.toml"]).ends(0);
    let mut seed = 20_260_410;
    let mut people = PEOPLE.lines().next().expect("a header").to_owned() + "\n";
    let mut members = Vec::new();
    for number in 1..=30 {
        let voluntary = luck(&mut seed, 5) == 0;
        for branch in 0..=luck(&mut seed, 4) {
            let relation = ["本人", "妻", "子", "子", "母"][branch as usize];
            let until = if voluntary { "2028-03-31" } else { "" };
            // Nobody has another's name and day of birth.
            let letters: String = number
                .to_string()
                .bytes()
                .map(|digit| ["ア", "カ", "サ", "タ", "ナ", "ハ", "マ", "ヤ", "ラ", "ワ"][usize::from(digit - b'0')])
                .collect();
            let given = ["ケン", "ミキ", "レン", "ユイ", "サチ"][branch as usize];
            people.push_str(&format!(
                "101,{number},{branch:02},{letters}　{given},{letters}　{given},1980-0{}-{:02},男,{relation},2026-04-01,{until},1000001,東京都千代田区千代田{number}\n",
                branch + 1,
                number % 28 + 1,
            ));
            members.push(format!("101-{number}-{branch:02}"));
        }
    }
    let imported = world.import("people.csv", &people, &["--on", "2026-04-10", "--not-torn"]);
    assert_eq!(imported["new"], members.len(), "{imported}");
    let (mut shielded, mut safe) = (std::collections::BTreeSet::new(), std::collections::BTreeSet::new());
    let (mut alone, mut refused) = (0, 0);
    for round in 0..2 {
        for _ in 0..8 {
            let member = members[luck(&mut seed, members.len() as u64) as usize].clone();
            if luck(&mut seed, 3) > 0 && safe.insert(member.clone()) {
                safe_address(&world, &member);
            }
            let on = shielded.insert(member.clone());
            shield(&world, if on { "on" } else { "off" }, &member);
            if !on {
                shielded.remove(&member);
            }
        }
        let planned = plan(&world, &[]);
        let named: Vec<&str> =
            planned["refused"].as_array().expect("a list").iter().filter_map(|one| one["member"].as_str()).collect();
        let batch = planned["batch"].as_str().expect("a batch").to_owned();
        let folder = format!("out{round}");
        let sheets = manifest(&world, &batch, &folder);
        assert_eq!(sheets.len() + named.len(), members.len());
        for member in &shielded {
            let code = world.show(member, "2026-05-08")["code"].clone();
            let Some(hers) = sheets.iter().find(|sheet| sheet["code"] == code) else {
                assert!(!safe.contains(member) && named.contains(&member.as_str()), "{member}");
                refused += 1;
                continue;
            };
            assert!(safe.contains(member), "{member}");
            assert_eq!((hers["route"].as_str(), hers["employer"].is_null()), (Some("home"), true), "{member}");
            let company = sheets.iter().filter(|sheet| sheet["envelope"] == hers["envelope"]).count();
            assert_eq!(company, 1, "{member}");
            alone += 1;
        }
        // A notice is due again only after what was printed is gone: everything is destroyed.
        let papers: Vec<&str> = sheets.iter().filter_map(|sheet| sheet["paper"].as_str()).collect();
        let also: Vec<&str> = papers[1..].iter().flat_map(|code| ["--also", code]).collect();
        let arguments =
            [&["paper", "ledger.daicho", papers[0], "destroyed", "--on", "2026-05-08", "--witness", "鈴木"][..], &also]
                .concat();
        world.run(&arguments).ends(0);
    }
    assert!(alone > 4 && refused > 2, "{alone} alone, {refused} refused");
}
