//! 任意記載事項: what a certificate says besides, as its member wishes and only where the society offers it.

use serde_json::{Value, json};
use tests::paper::pdf_pages;

use crate::world::{POLICY, World};

const LEDGER: &str = "ledger.daicho";

/// Two who need certificates: one under 70, one from 70 on.
const PEOPLE: &str = "\
記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,負担割合,利用登録,郵便番号,住所
101,12,00,山田　太郎,ヤマダ　タロウ,昭和55年1月2日,男,本人,令和2年4月1日,,無,1000001,東京都千代田区千代田1-1
101,13,00,見本　次郎,ミホン　ジロウ,昭和30年3月4日,男,本人,令和2年4月1日,2,無,1000001,東京都千代田区千代田1-2
";

fn society(offered: bool) -> World {
    let world = World::bare();
    world.file("policy.toml", format!("{POLICY}\noptional_items = {offered}\n"));
    world.run(&["init", LEDGER, "--society", "society.toml", "--policy", "policy.toml"]).ends(0);
    world.import("people.csv", PEOPLE, &["--on", "2026-04-10"]);
    world
}

fn wish(world: &World, more: &[&str]) -> tests::program::Ran {
    world.run(&[&["optional", LEDGER], more, &["--on", "2026-05-01", "--json"]].concat())
}

fn frozen(world: &World, more: &[&str]) -> Value {
    let plan = ["plan", LEDGER, "--kind", "certificate", "--on", "2026-05-08", "--json"];
    world.run(&[&plan[..], more].concat()).json()
}

fn printed(world: &World, batch: &str, out: &str) -> Vec<String> {
    std::fs::create_dir(world.at(out)).expect("a folder");
    world.run(&["print", LEDGER, batch, "--out", out]).ends(0);
    pdf_pages(&world.at(out).join(format!("certificate-{batch}-001.pdf")))
        .iter()
        .map(|page| page.split_whitespace().collect())
        .collect()
}

#[test]
fn what_a_member_wishes_stands_on_the_next_certificate_and_on_nobody_elses() {
    let world = society(true);
    let category = ["101-12-0", "ceiling", "ウ", "--from", "2026-04-01", "--until", "2027-03-31"];
    let said = wish(&world, &category).ends(0).json();
    assert_eq!(said["printed"], "ウ（令和8年4月1日～令和9年3月31日）");
    wish(&world, &["101-12-0", "disease", "1・20,000円", "--from", "2026-04-01"]).ends(0);
    wish(&world, &["101-13-0", "meals", "低所得Ⅱ・長期入院", "--from", "2026-04-01"]).ends(0);
    let planned = frozen(&world, &[]);
    let pages = printed(&world, planned["batch"].as_str().expect("a batch"), "out");
    let of = |name: &str| {
        let front = pages.iter().position(|page| page.contains(name)).expect("a sheet");
        pages[front..front + 2].concat()
    };
    let (younger, elder) = (of("山田太郎"), of("見本次郎"));
    for line in [
        "限度額適用区分ウ（令和8年4月1日～令和9年3月31日）",
        "特定疾病記号1自己負担限度額20,000円（令和8年4月1日から）",
    ] {
        assert!(younger.contains(line) && !elder.contains(line), "{younger} {elder}");
    }
    assert!(elder.contains("標準負担額減額認定低所得Ⅱ・長期入院（令和8年4月1日から）"), "{elder}");
    assert!(!younger.contains("標準負担額") && !elder.contains("限度額適用区分"), "{younger} {elder}");
}

#[test]
fn a_wish_that_changes_after_the_freezing_stops_the_print_and_what_is_over_is_not_printed() {
    let world = society(true);
    wish(&world, &["101-12-0", "ceiling", "ウ", "--from", "2025-04-01", "--until", "2026-05-07"]).ends(0);
    wish(&world, &["101-13-0", "disease", "2・10,000円"]).ends(0);
    let batch = frozen(&world, &[])["batch"].as_str().expect("a batch").to_owned();
    wish(&world, &["101-13-0", "disease", "--end"]).ends(0);
    std::fs::create_dir(world.at("stopped")).expect("a folder");
    let stopped = world.run(&["print", LEDGER, &batch, "--out", "stopped"]).ends(1).err;
    assert!(
        stopped.contains("任意記載事項") && !stopped.contains("10,000"),
        "which illness is said nowhere: {stopped}"
    );
    let out = ["print", LEDGER, &batch, "--out", "stopped", "--despite", "本人に確かめた"];
    world.run(&out).ends(0);
    let pages = pdf_pages(&world.at("stopped").join(format!("certificate-{batch}-001.pdf"))).concat();
    assert!(pages.contains("特定疾病"), "what was frozen is printed as it was");
    assert!(!pages.contains("限度額適用区分"), "what ended the day before is not");
    // The letter is made again as it was, whatever is wished by now.
    world.run(&["rebuild", LEDGER, &batch]).ends(0);
    world.run(&["verify", LEDGER]).ends(0);
    let kinds: Vec<Value> = world.show("101-13-0", "2026-05-08")["timeline"]
        .as_array()
        .expect("events")
        .iter()
        .map(|event| event["event"].clone())
        .filter(|event| event.as_str().is_some_and(|event| event.starts_with("optional_item")))
        .collect();
    assert_eq!(kinds, [json!("optional_item"), json!("optional_item_withdrawn")]);
}

#[test]
fn a_layout_without_a_place_for_it_stops_before_anything_is_printed() {
    let world = society(true);
    wish(&world, &["101-12-0", "ceiling", "ウ"]).ends(0);
    let text = "title = \"\"\nkind = \"certificate\"\nbased_on = \"certificate-a4\"\nomit = [\"optional\"]\n";
    world.file("own.toml", text);
    let planned = frozen(&world, &["--layout", "own.toml"]);
    assert_eq!(planned["batch"], Value::Null, "{planned}");
    let refused = &planned["refused"][0];
    assert_eq!((&refused["because"], &refused["member"]), (&json!("no_place_for_item"), &json!("101-12-00")));
}

#[test]
fn what_cannot_be_wished_is_refused_with_what_can() {
    let world = society(false);
    let refused = |world: &World, more: &[&str], code: &str, hint: &str| {
        let ran = wish(world, more).ends(2);
        assert!(ran.err.contains(hint), "{code}: {}", ran.err);
    };
    refused(&world, &["101-12-0", "ceiling", "ウ"], "not offered", "optional_items = true");
    let list = world.run(&["optional", LEDGER, "101-12-0", "--list", "--json"]).ends(0).json();
    assert_eq!((&list["offered"], &list["wished"]), (&json!([]), &json!([])));
    let world = society(true);
    refused(&world, &["101-12-0", "limit", "ウ"], "item", "ceiling（限度額適用区分）");
    refused(&world, &["101-12-0", "ceiling", "低所得Ⅱ"], "of the young", "ア、イ、ウ、エ、オ のいずれか");
    refused(&world, &["101-13-0", "ceiling", "ウ"], "of the old", "現役並みⅢ");
    refused(
        &world,
        &["101-12-0", "ceiling", "ウ", "--from", "2026-05-01", "--until", "2026-04-30"],
        "ends before",
        "令和8年5月1日以後",
    );
    refused(&world, &["101-12-0", "ceiling", "--end"], "nothing", "加入者の画面");
    let list = world.run(&["optional", LEDGER, "101-12-0", "--list", "--json"]).ends(0).json();
    assert_eq!(list["offered"][0]["values"], json!(["ア", "イ", "ウ", "エ", "オ"]));
    let head = world.run(&["verify", LEDGER, "--json"]).ends(0).json()["head"].clone();
    // Said twice, it is written once.
    wish(&world, &["101-12-0", "ceiling", "ウ"]).ends(0);
    let once = world.run(&["verify", LEDGER, "--json"]).ends(0).json()["head"].clone();
    let again = wish(&world, &["101-12-0", "ceiling", "ウ"]).ends(0).json();
    assert!(again["sentence"].as_str().is_some_and(|said| said.contains("変更はありません")), "{again}");
    assert_eq!(once, world.run(&["verify", LEDGER, "--json"]).ends(0).json()["head"]);
    assert_ne!(once, head);
}
