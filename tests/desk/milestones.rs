//! Milestones of a member with their counts, and days reckoned from what a caller tells.

use serde_json::Value;

use crate::world::World;

const PEOPLE: &str = "\
記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,任意継続最終日,郵便番号,住所
101,0012,00,山田　太郎,ヤマダ　タロウ,昭和31年5月1日,男,本人,令和2年4月1日,,1000001,東京都千代田区千代田1-1
202,7,00,髙橋　さくら,タカハシ　サクラ,19900215,女,本人,2024.6.1,2026-05-31,5300001,大阪府大阪市北区梅田1-2-3
";
const LIST: &str = "記号,番号,枝番,利用登録,電子証明書有効期限\n101,12,0,有,2026-02-10\n202,7,0,有,2026-05-20\n";

fn society() -> World {
    let world = World::new();
    world.import("people.csv", PEOPLE, &["--on", "2026-04-10"]);
    world.import("list.csv", LIST, &["--form", "registration", "--on", "2026-04-11"]);
    world
}

fn of(world: &World, member: &str, on: &str) -> Value {
    world.run(&["milestone", "ledger.daicho", member, "--on", on, "--json"]).ends(0).json()
}

fn kinds(shown: &Value) -> Vec<&str> {
    let all = shown["milestones"].as_array().expect("milestones");
    all.iter().map(|one| one["kind"].as_str().expect("a kind")).collect()
}

#[test]
fn a_member_sees_each_day_ahead_with_its_count_and_both_readings_of_the_grace_period() {
    let world = society();
    let shown = of(&world, "101-12-0", "2026-04-21");
    assert_eq!(kinds(&shown), ["turning_70", "grace_end", "turning_75"]);
    let seventy = &shown["milestones"][0];
    assert_eq!((&seventy["day"], &seventy["near"]), (&"2026-05-01".into(), &true.into()));
    let steps: Vec<&str> =
        seventy["steps"].as_array().expect("steps").iter().filter_map(|step| step["day"].as_str()).collect();
    assert_eq!(steps, ["1956-05-01", "2026-05-01", "2026-04-30", "2026-05-01"]);
    let grace = &shown["milestones"][1];
    assert_eq!(grace["day"], "2026-05-10");
    let read = |at: usize, name: &str| grace["readings"][at][name].clone();
    assert_eq!(
        (read(0, "reading"), read(0, "day"), read(0, "counts")),
        ("exact".into(), "2026-05-10".into(), true.into())
    );
    assert_eq!(
        (read(1, "day"), read(1, "society")),
        ("2026-05-31".into(), true.into()),
        "the society reads to the month's end"
    );
    assert_eq!(shown["milestones"][2]["near"], false);
    // The same on the member's own page, and in words.
    assert_eq!(world.show("101-12-0", "2026-04-21")["milestones"], shown["milestones"]);
    let said = world.run(&["milestone", "ledger.daicho", "101-12-0", "--on", "2026-04-21"]).ends(0).out;
    assert!(
        said.contains("1日生まれの方") && said.contains("（1か月以内）") && said.contains("3か月後の同じ日まで"),
        "{said}"
    );
}

#[test]
fn a_voluntary_continuation_ends_where_the_ledger_says_and_nobody_who_left_has_a_day_ahead() {
    let world = society();
    let shown = of(&world, "202-7-0", "2026-05-10");
    assert_eq!(kinds(&shown), ["e_certificate_end", "voluntary_end"]);
    let end = &shown["milestones"][1];
    assert_eq!(end["day"], "2026-05-31");
    assert!(end["steps"].as_array().expect("steps").iter().any(|step| step["day"] == "2026-06-01"));
    assert!(kinds(&of(&world, "202-7-0", "2026-06-01")).is_empty());
    assert!(of(&world, "202-7-0", "2026-05-31")["milestones"].as_array().is_some_and(|all| all.len() == 1));
}

#[test]
fn a_day_is_reckoned_from_what_a_caller_tells_without_a_ledger() {
    let world = World::bare();
    let reckon = |arguments: &[&str]| world.run(&[&["reckon"], arguments, &["--json"]].concat());
    let moved = reckon(&["move_in_report", "--moved", "令和8年4月1日", "--announced-out", "2026-03-10"]).ends(0).json();
    assert_eq!((&moved["day"], moved["steps"].as_array().map(Vec::len)), (&"2026-04-09".into(), Some(4)));
    let business = reckon(&["business_days", "--received", "R8.4.28", "--business-days", "4"]).ends(0).json();
    assert_eq!(business["day"], "2026-05-08");
    assert!(business.to_string().contains("こどもの日"), "{business}");
    let stay = reckon(&["stay_end", "--stay-until", "2027-03-31", "--on", "2027-03-01"]).ends(0).json();
    assert_eq!(stay["near"], true);
    let near = reckon(&["stay_end", "--stay-until", "2027-03-31", "--on", "2027-02-01"]).ends(0).json();
    assert_eq!(near["near"], false);
}

#[test]
fn what_is_missing_or_no_day_is_said_at_its_field() {
    let world = World::bare();
    let reckon = |arguments: &[&str]| world.run(&[&["reckon"], arguments].concat()).ends(2);
    for (arguments, said) in [
        (&["move_in_report"][..], "moved: 引っ越した日がありません。"),
        (&["move_in_report", "--moved", "令和7年2月30日"], "moved: "),
        (&["business_days", "--received", "R8.4.28", "--business-days", "many"], "business_days: "),
        (&["business_days", "--received", "R8.4.28", "--business-days", "0"], "1から1000"),
        (&["myna_card_end", "--born", "2026-05-01", "--issued", "2026-04-01"], "生年月日より前"),
        (&["wait_end"], "move_in_report"),
        (&["christmas"], "turning_70"),
    ] {
        let ran = reckon(arguments);
        assert!(ran.err.contains(said), "{arguments:?}: {}", ran.err);
    }
    let both = reckon(&["myna_card_end"]);
    assert!(both.err.contains("born: ") && both.err.contains("issued: "), "{}", both.err);
}
