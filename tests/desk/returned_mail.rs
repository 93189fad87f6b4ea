//! 返戻: the list of what came back, what is proposed next, and the address that is mended or confirmed.

use serde_json::Value;

use crate::world::World;

const PEOPLE: &str = "\
記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,任意継続最終日,郵便番号,住所
202,7,00,髙橋　さくら,タカハシ　サクラ,19900215,女,本人,2026.4.1,2028-03-31,5300001,大阪府大阪市北区梅田1-2-3
202,8,00,中村　あおい,ナカムラ　アオイ,19910316,女,本人,2026.4.1,2028-03-31,5300001,大阪府大阪市北区梅田4-5-6
";

/// Two in voluntary continuation, whose notices were posted to their homes.
struct Posted {
    world: World,
    papers: Vec<String>,
}

impl Posted {
    fn new() -> Posted {
        let world = World::new();
        world.import("people.csv", PEOPLE, &["--on", "2026-04-10"]);
        let planned = Posted::plan(&world, "2026-05-08");
        assert_eq!(planned["members"], 2, "{planned}");
        let batch = planned["batch"].as_str().expect("a batch").to_owned();
        std::fs::create_dir(world.at("out")).expect("a folder");
        world.run(&["print", "ledger.daicho", &batch, "--out", "out"]).ends(0);
        world.run(&["batch", "ledger.daicho", &batch, "posted"]).ends(0);
        let code =
            |member: &str| world.show(member, "2999-01-01")["papers"][0]["paper"].as_str().expect("a code").to_owned();
        Posted { papers: vec![code("202-7-0"), code("202-8-0")], world }
    }

    fn plan(world: &World, on: &str) -> Value {
        world.run(&["plan", "ledger.daicho", "--kind", "notice", "--on", on, "--json"]).json()
    }

    fn came_back(&self, at: usize, why: &str) {
        let arguments =
            ["paper", "ledger.daicho", &self.papers[at], "undelivered", "--on", "2026-12-01", "--note", why];
        self.world.run(&arguments).ends(0);
    }

    fn mail(&self, on: &str) -> Vec<Value> {
        let ran = self.world.run(&["mail", "ledger.daicho", "--on", on, "--json"]).ends(0);
        ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }
}

#[test]
fn what_came_back_is_listed_with_its_reason_and_what_to_do_until_it_is_mended_and_posted_again() {
    let posted = Posted::new();
    assert!(posted.mail("2026-12-02").is_empty());
    posted.came_back(0, "moved");
    posted.came_back(1, "not_collected");
    let mail = posted.mail("2026-12-02");
    let row = |mail: &[Value], member: &str| mail.iter().find(|row| row["member"] == member).cloned().expect("a row");
    let (moved, absent) = (row(&mail, "202-7-00"), row(&mail, "202-8-00"));
    assert_eq!((moved["why"].as_str(), moved["doubtful"].as_str()), (Some("転居先不明"), Some("home")));
    assert_eq!((&moved["next"]["code"], &absent["next"]["code"]), (&"find_address".into(), &"call".into()));
    assert_eq!((moved["since"].as_str(), absent["doubtful"].is_null()), (Some("2026-12-01"), true));
    // Mended, the same paper goes out once more; then nothing is left to do.
    let arguments = [
        "address",
        "ledger.daicho",
        "202-7-0",
        "--postcode",
        "５３０－０００２",
        "--address",
        "大阪府大阪市北区曽根崎2-2",
        "--on",
        "2026-12-03",
        "--json",
    ];
    let mended = posted.world.run(&arguments).ends(0).json();
    assert_eq!((mended["confirmed"].as_bool(), mended["doubtful"].as_bool()), (Some(false), Some(false)));
    assert_eq!(row(&posted.mail("2026-12-03"), "202-7-00")["next"]["code"], "post_again");
    assert_eq!(posted.world.show("202-7-0", "2026-12-03")["postcode"], "5300002");
    posted.world.run(&["paper", "ledger.daicho", &posted.papers[0], "posted", "--on", "2026-12-04"]).ends(0);
    assert_eq!(posted.mail("2026-12-04").len(), 1);
    posted.world.run(&["verify", "ledger.daicho"]).ends(0);
}

#[test]
fn mail_that_comes_back_from_where_somebody_lived_before_says_nothing_of_the_address_on_file() {
    let posted = Posted::new();
    let new = ["--postcode", "060-0001", "--address", "北海道札幌市中央区北一条西9丁目", "--on", "2026-11-30"];
    for (member, more) in [("202-7-0", &[][..]), ("202-8-0", &["--delivery"][..])] {
        posted.world.run(&[&["address", "ledger.daicho", member][..], &new, more].concat()).ends(0);
    }
    posted.came_back(0, "moved");
    posted.came_back(1, "unknown_at_address");
    let mail = posted.mail("2026-12-02");
    assert!(mail.len() == 2 && mail.iter().all(|row| row["doubtful"].is_null()), "{mail:?}");
    // It is posted once more, to the new address; and so is everything else.
    assert_eq!(mail[0]["next"]["code"], "post_again", "{mail:?}");
}

#[test]
fn an_address_that_was_right_after_all_is_confirmed_and_mail_goes_there_again() {
    let posted = Posted::new();
    posted.came_back(0, "unknown_at_address");
    let refused = |on: &str| Posted::plan(&posted.world, on)["refused"].as_array().map_or(0, Vec::len);
    posted
        .world
        .run(&["paper", "ledger.daicho", &posted.papers[0], "destroyed", "--on", "2026-12-01", "--witness", "鈴木"])
        .ends(0);
    // The paper is gone, the doubt stays.
    let mail = posted.mail("2026-12-02");
    assert_eq!((mail.len(), mail[0]["paper"].is_null()), (1, true), "{mail:?}");
    assert_eq!(refused("2026-12-02"), 1);
    let told =
        posted.world.run(&["address", "ledger.daicho", "202-7-0", "--confirm", "--on", "2026-12-03"]).ends(0).out;
    assert!(told.contains("確認済み"), "{told}");
    assert_eq!((posted.mail("2026-12-03").len(), refused("2026-12-03")), (0, 0));
}

#[test]
fn whoever_has_left_gets_nothing_posted_again() {
    let posted = Posted::new();
    posted.came_back(0, "not_collected");
    let left = "記号,番号,枝番,資格喪失年月日\n202,7,0,2026-12-05\n";
    posted.world.import("left.csv", left, &["--form", "leaving", "--on", "2026-12-06"]);
    assert_eq!(posted.mail("2026-12-04")[0]["next"]["code"], "call");
    assert_eq!(posted.mail("2026-12-05")[0]["next"]["code"], "destroy");
}

#[test]
fn a_wrong_address_is_said_at_its_place_and_nothing_is_written() {
    let posted = Posted::new();
    posted.came_back(0, "moved");
    let before = posted.world.ledger().len();
    for (arguments, said) in [
        (&["--postcode", "53000", "--address", "大阪府"][..], "7桁"),
        (&["--postcode", "5300001", "--address", " "], "住所がありません"),
        (&["--postcode", "530-0001", "--address", "大阪府大阪市北区梅田1-2-3"], "台帳にある住所と同じ"),
        (&["--confirm", "--delivery"], "確かめる住所が台帳にありません"),
    ] {
        let ran = posted
            .world
            .run(&[&["address", "ledger.daicho", "202-7-0", "--on", "2026-12-02"], arguments].concat())
            .ends(2);
        assert!(ran.err.contains(said), "{}", ran.err);
    }
    assert_eq!(posted.mail("2026-12-02")[0]["doubtful"], "home");
    assert_eq!(before, posted.world.ledger().len());
    posted.world.run(&["address", "ledger.daicho", "999-9-0", "--confirm"]).ends(4);
}
