//! The society decides once how a rare character is printed; from then on every plan, every sheet and every record follows it.

use serde_json::Value;

use crate::world::World;

const HEADER: &str = "記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,郵便番号,住所\n";

/// 𩸽 with a selector that no face has, 槗 that IPAmj Mincho alone has, Hangul that none has, and 髙.
const RARE: &str = "\
301,1,00,宮\u{E0101}本　実,ミヤモト　ミノル,S40.1.2,男,本人,R2.4.1,1000001,東京都千代田区千代田2-1
301,2,00,\u{BBFC}\u{C900}　一,ミンジュン　ハジメ,S41.1.2,男,本人,R2.4.1,1000001,東京都千代田区千代田2-2
301,3,00,槗本　正,ハシモト　タダシ,S42.1.2,男,本人,R2.4.1,1000001,東京都千代田区千代田2-3
";

fn society() -> World {
    let world = World::peopled();
    world.import("rare.csv", &format!("{HEADER}{RARE}"), &["--on", "2026-04-11"]);
    world
}

fn preflight(world: &World) -> Value {
    let ran = world.run(&["preflight", "ledger.daicho", "--kind", "notice", "--on", "2026-05-08", "--json"]);
    let said = ran.json();
    assert_eq!(ran.code, i32::from(said["refused"].as_array().is_some_and(|refused| !refused.is_empty())), "{said}");
    said
}

fn because(said: &Value) -> Vec<(String, String)> {
    let text = |one: &Value, key: &str| one[key].as_str().unwrap_or_default().to_owned();
    let refused = said["refused"].as_array().expect("who is refused");
    refused.iter().map(|one| (text(one, "member"), text(one, "because"))).collect()
}

fn set(world: &World, letter: &str, more: &[&str], code: i32) -> String {
    let mut arguments = vec!["characters", "ledger.daicho", "set", letter];
    arguments.extend(more);
    world.run(&arguments).ends(code).err
}

#[test]
fn every_unknown_is_listed_with_its_members_decided_once_and_printed_so_from_then_on() {
    let world = society();
    let listed = world.run(&["characters", "ledger.daicho", "unknown", "--json"]).ends(1).json();
    let rows = listed["rows"].as_array().expect("rows");
    let codes: Vec<&str> = rows.iter().filter_map(|row| row["code"].as_str()).collect();
    // Without IPAmj Mincho on the machine, 槗 waits too.
    let mincho = !codes.contains(&"U+69D7");
    let waiting = if mincho { 3 } else { 4 };
    assert_eq!((codes.len() as u64, listed["waiting"].as_u64()), (waiting, Some(waiting)), "{listed}");
    for code in ["U+5BAE U+E0101", "U+BBFC", "U+C900"] {
        assert!(codes.contains(&code), "{code}: {listed}");
    }
    let of = |code: &str| rows.iter().find(|row| row["code"] == code).cloned().unwrap_or_default();
    assert_eq!(of("U+BBFC")["members"], serde_json::json!(["301-2-00"]));
    // What IPAmj Mincho has is no trouble, but it is listed where everything is.
    let all = world.run(&["characters", "ledger.daicho", "--json"]).ends(1).json();
    let hashi = all["rows"].as_array().into_iter().flatten().find(|row| row["code"] == "U+69D7").cloned();
    assert_eq!(hashi.expect("槗")["found"], if mincho { "mincho" } else { "needs_mincho" });

    let before = because(&preflight(&world));
    if mincho {
        let expected = [("301-1-00", "missing_variant"), ("301-2-00", "missing_character")];
        assert_eq!(before, expected.map(|(member, because)| (member.to_owned(), because.to_owned())));
    } else {
        // It is a face of kanji: nobody is sent for it on account of Hangul.
        let absent = "rare_typeface_absent";
        let expected = [("301-1-00", absent), ("301-2-00", "missing_character"), ("301-3-00", absent)];
        assert_eq!(before, expected.map(|(member, because)| (member.to_owned(), because.to_owned())));
        set(&world, "槗", &["--as", "substitute", "--with", "橋"], 0);
    }

    assert!(set(&world, "민", &["--as", "mincho"], 2).contains("IPAmj明朝"));
    assert!(set(&world, "宮 U+E0101", &["--as", "substitute", "--with", "준"], 2).contains("印字できない"));
    assert!(set(&world, "宮 U+E0101", &["--as", "substitute"], 2).contains("置き換える文字がありません"));
    set(&world, "宮 U+E0101", &["--as", "substitute", "--with", "宮"], 0);
    set(&world, "U+BBFC", &["--as", "kana"], 0);
    set(&world, "준", &["--as", "kana"], 0);
    let listed = world.run(&["characters", "ledger.daicho", "unknown", "--json"]).ends(0).json();
    assert_eq!(listed["waiting"], 0, "{listed}");
    let said = preflight(&world);
    assert_eq!((because(&said), said["batch"].is_null()), (Vec::new(), true), "nothing is frozen: {said}");

    let planned =
        world.run(&["plan", "ledger.daicho", "--kind", "notice", "--on", "2026-05-08", "--json"]).ends(0).json();
    let batch = planned["batch"].as_str().expect("a batch");
    std::fs::create_dir(world.at("out")).expect("a folder");
    world.run(&["print", "ledger.daicho", batch, "--out", "out"]).ends(0);
    let pdf = world.at("out").join(format!("notice-{batch}-001.pdf"));
    let text: String = tests::pdf_text(&pdf).split_whitespace().collect();
    assert!(
        text.contains("宮本実")
            && text.contains("ミンジュンハジメ")
            && text.contains(if mincho { "槗本正" } else { "橋本正" }),
        "{text}"
    );
    assert!(!text.contains('\u{E0101}') && !text.contains('민'), "{text}");

    // The ledger keeps the name as it is registered, and what was printed; nobody is due again for the form alone.
    let shown = world.show("301-2-0", "2026-05-09");
    assert_eq!(shown["name"], "민준　一", "{shown}");
    let paper = shown["papers"][0]["code"].as_str().or_else(|| shown["papers"][0]["paper"].as_str()).expect("a paper");
    let paper = world.run(&["paper", "ledger.daicho", paper, "show", "--json"]).ends(0).json();
    assert_eq!(paper["form"], "ミンジュン　ハジメ", "{paper}");
    let decided = world.decide("301-2-0", "2026-05-09");
    assert_eq!(decided["notice"]["outcome"], "none", "{decided}");

    // What is decided otherwise later changes nothing of what was frozen.
    let first = std::fs::read(&pdf).expect("a file");
    set(&world, "민", &["--as", "open"], 0);
    world.run(&["print", "ledger.daicho", batch, "--out", "out"]).ends(0);
    assert!(first == std::fs::read(&pdf).expect("a file"), "the same bytes");
    world.run(&["verify", "ledger.daicho"]).ends(0);
}

/// Is IPAmj Mincho missing on this machine? Then the program says so, and decides nothing.
fn set_mincho_fails(world: &World) -> bool {
    let ran = world.run(&["characters", "ledger.daicho", "set", "髙", "--as", "mincho"]);
    assert!(ran.code == 0 || ran.err.contains("ipamjm.ttf"), "{}", ran.err);
    ran.code != 0
}

#[test]
fn a_policy_of_jis_levels_1_and_2_prints_髙_as_it_was_decided_once() {
    for (way, with, printed) in [("substitute", Some("高"), "高橋さくら"), ("mincho", None, "髙橋さくら")] {
        let world = World::bare();
        let policy = crate::world::POLICY.replace("print_characters = \"all\"", "print_characters = \"jis_1_2\"");
        world.file("policy.toml", policy);
        world.run(&["init", "ledger.daicho", "--society", "society.toml", "--policy", "policy.toml"]).ends(0);
        world.import("people.csv", crate::world::PEOPLE, &["--on", "2026-04-10"]);
        assert_eq!(because(&preflight(&world)), [("202-7-00".to_owned(), "outside_jis_1_2".to_owned())]);
        if way == "mincho" && set_mincho_fails(&world) {
            continue;
        }
        let more = [&["--as", way][..], &with.map(|with| vec!["--with", with]).unwrap_or_default()].concat();
        set(&world, "髙", &more, 0);
        let planned =
            world.run(&["plan", "ledger.daicho", "--kind", "notice", "--on", "2026-05-08", "--json"]).ends(0).json();
        let batch = planned["batch"].as_str().expect("a batch");
        std::fs::create_dir(world.at("out")).expect("a folder");
        world.run(&["print", "ledger.daicho", batch, "--out", "out"]).ends(0);
        let pdf = world.at("out").join(format!("notice-{batch}-001.pdf"));
        let text: String = tests::pdf_text(&pdf).split_whitespace().collect();
        assert!(text.contains(printed), "{way}: {text}");
        let fonts = std::process::Command::new("pdffonts").arg(&pdf).output().expect("pdffonts runs").stdout;
        let fonts = String::from_utf8_lossy(&fonts).into_owned();
        assert_eq!(fonts.contains("IPA"), way == "mincho", "the whole name is in IPAmj Mincho: {fonts}");
    }
}
