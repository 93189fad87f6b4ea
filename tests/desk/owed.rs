//! What is outstanding, paper by paper: duties that open with a loss and close by what comes in.

use serde_json::Value;

use crate::world::{POLICY, World};

/// A society in which everybody of two employers, a voluntary member and a household of two hold certificates that were posted.
pub struct Society {
    pub world: World,
}

const PEOPLE: &str = "\
記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,任意継続最終日,郵便番号,住所
101,12,0,山田　太郎,ヤマダ　タロウ,昭和55年1月2日,男,本人,令和2年4月1日,,1000001,東京都千代田区千代田1-1
101,12,1,山田　花子,ヤマダ　ハナコ,昭和57年3月4日,女,妻,令和2年4月1日,,1000001,東京都千代田区千代田1-1
101,13,0,佐藤　次郎,サトウ　ジロウ,昭和60年5月6日,男,本人,令和3年4月1日,,1000002,東京都千代田区皇居外苑1-1
101,14,0,伊藤　四郎,イトウ　シロウ,昭和61年7月8日,男,本人,令和3年4月1日,,1000003,東京都千代田区一ツ橋1-1
202,7,0,髙橋　さくら,タカハシ　サクラ,19900215,女,本人,2026.4.1,2028-03-31,5300001,大阪府大阪市北区梅田1-2-3
202,8,0,鈴木　三郎,スズキ　サブロウ,19800808,男,本人,2020.4.1,,5300002,大阪府大阪市北区曽根崎2-2
";
const UNREGISTERED: &str =
    "記号,番号,枝番,利用登録\n101,12,0,無\n101,12,1,無\n101,13,0,無\n101,14,0,無\n202,7,0,無\n202,8,0,無\n";

impl Society {
    pub fn new() -> Society {
        let world = World::bare();
        world.file("policy.toml", POLICY.replace("return_basis = \"left\"", "return_basis = \"lost\""));
        world.run(&["init", "ledger.daicho", "--society", "society.toml", "--policy", "policy.toml"]).ends(0);
        let [first, others] = PEOPLE.split_once("202,").map(|(a, b)| [a.to_owned(), format!("202,{b}")]).expect("both");
        let header = PEOPLE.lines().next().unwrap_or_default();
        world.import("a.csv", &first, &["--employer", "A001", "--on", "2026-04-10"]);
        world.import("b.csv", &format!("{header}\n{others}"), &["--employer", "B002", "--on", "2026-04-10"]);
        world.import("list.csv", UNREGISTERED, &["--form", "registration", "--on", "2026-05-07"]);
        let society = Society { world };
        std::fs::create_dir(society.world.at("out")).expect("a folder");
        society.certificates("2026-06-08");
        society
    }

    /// Everyone who is due gets a certificate, posted.
    pub fn certificates(&self, on: &str) {
        let world = &self.world;
        let arguments = ["plan", "ledger.daicho", "--kind", "certificate", "--on", on, "--json"];
        let batch = world.run(&arguments).ends(0).json()["batch"].as_str().expect("a batch").to_owned();
        world.run(&["print", "ledger.daicho", &batch, "--out", "out"]).ends(0);
        // Nobody posts before today what is printed today.
        let posted: &[&str] = if on < "2026-12-01" { &[] } else { &["--on", on] };
        world.run(&[&["batch", "ledger.daicho", &batch, "posted"], posted].concat()).ends(0);
    }

    pub fn leave(&self, rows: &str, on: &str) {
        let table = format!("記号,番号,枝番,資格喪失年月日\n{rows}");
        let told = self.world.import("left.csv", &table, &["--form", "leaving", "--on", on]);
        assert_eq!(told["rejected"], 0, "{told}");
    }

    pub fn owed(&self, on: &str) -> Vec<Value> {
        self.world.run(&["owed", "ledger.daicho", "--on", on, "--json"]).ends(0).lines()
    }

    pub fn of(&self, member: &str, on: &str) -> Option<Value> {
        self.owed(on).into_iter().find(|one| one["member"] == member)
    }

    /// The code of a member's certificate that was issued last.
    pub fn code(&self, member: &str) -> String {
        let shown = self.world.show(member, "2999-01-01");
        let papers = shown["papers"].as_array().expect("papers").clone();
        let own = papers.iter().rev().find(|one| one["kind"] == "certificate").expect("a certificate");
        own["paper"].as_str().expect("a code").to_owned()
    }

    pub fn step(&self, code: &str, what: &str, on: &str, more: &[&str]) -> Value {
        let arguments = ["paper", "ledger.daicho", code, what, "--on", on, "--json"];
        self.world.run(&[&arguments, more].concat()).json()
    }
}

fn told(one: &Value) -> (String, String, String, String) {
    let word = |name: &str| one[name].as_str().unwrap_or_default().to_owned();
    (word("because"), word("owed_by"), word("by"), word("next"))
}

#[test]
fn a_loss_opens_a_duty_for_each_paper_with_who_owes_it_and_by_when() {
    let society = Society::new();
    assert!(society.owed("2026-12-01").is_empty());
    society.leave("101,12,0,2027-01-05\n101,12,1,2027-01-05\n202,7,0,2027-01-05\n", "2027-01-06");
    let owed = society.owed("2027-01-08");
    assert_eq!(owed.len(), 3, "{owed:?}");
    let of = |member: &str| told(owed.iter().find(|one| one["member"] == member).expect("owed"));
    let word = |text: &str| text.to_owned();
    let by_employer = (word("certificate_in_validity"), word("employer"), word("2027-01-10"), word("not_yet"));
    assert_eq!(of("101-12-00"), by_employer);
    assert_eq!(of("101-12-01"), by_employer);
    assert_eq!(of("202-7-00"), (word("certificate_in_validity"), word("member"), word("2027-01-10"), word("not_yet")));
    assert_eq!(owed[0]["employer"], "A001");
    assert!(
        owed[0]["sentence"].as_str().is_some_and(|said| said.contains("資格確認書を返していただきます")),
        "{owed:?}"
    );
    assert!(owed[0]["basis"].as_str().is_some_and(|said| said.contains("51条")), "{owed:?}");
    // Of one employer alone; whoever has none is not among its people.
    let one = society.world.run(&["owed", "ledger.daicho", "--on", "2027-01-11", "--employer", "A001", "--json"]);
    let one = one.ends(0).lines();
    assert_eq!((one.len(), one[0]["next"].as_str(), one[0]["overdue"].as_bool()), (2, Some("remind"), Some(true)));
}

#[test]
fn a_duty_closes_by_what_comes_in_and_rests_while_a_paper_is_searched_for() {
    let society = Society::new();
    society.leave("101,12,0,2027-01-05\n101,12,1,2027-01-05\n101,13,0,2027-01-05\n202,8,0,2027-01-05\n", "2027-01-06");
    let day = "2027-01-20";
    assert_eq!(society.step(&society.code("101-12-00"), "returned", day, &[])["done"], true);
    assert_eq!(society.step(&society.code("101-12-01"), "loss_reported", day, &[])["done"], true);
    assert_eq!(society.step(&society.code("101-13-00"), "said_returned", day, &[])["done"], true);
    let owed = society.owed("2027-01-21");
    let members: Vec<&str> = owed.iter().filter_map(|one| one["member"].as_str()).collect();
    assert_eq!(members, ["101-13-00", "202-8-00"]);
    assert_eq!((owed[0]["searched"].as_bool(), owed[0]["next"].as_str()), (Some(true), Some("searched")));
    assert!(owed[0]["next_sentence"].as_str().is_some_and(|said| said.contains("令和9年2月3日")), "{owed:?}");
    society.step(&society.code("101-13-00"), "search_in_vain", "2027-02-04", &[]);
    assert_eq!(society.of("101-13-00", "2027-02-04").expect("owed again")["next"], "remind");
    // Lost without a report: only the report closes it.
    society.step(&society.code("202-8-00"), "lost", "2027-02-05", &[]);
    assert_eq!(society.of("202-8-00", "2027-02-06").expect("owed")["state"], "lost");
    society.step(&society.code("202-8-00"), "loss_reported", "2027-02-07", &[]);
    assert!(society.of("202-8-00", "2027-02-08").is_none());
}

#[test]
fn what_was_replaced_is_owed_until_it_expires_and_what_was_lost_is_not_owed_twice() {
    let society = Society::new();
    let world = &society.world;
    let damaged = society.code("101-13-00");
    society.step(&damaged, "damaged", "2026-12-01", &[]);
    let apply = |member: &str, reason: &str| {
        let arguments =
            ["apply", "ledger.daicho", "--member", member, "--reason", reason, "--on", "2026-12-02", "--json"];
        world.run(&arguments).ends(0);
    };
    apply("101-13-00", "damaged");
    // In exchange: no deadline runs before the new one is there.
    let owed = society.of("101-13-00", "2026-12-03").expect("owed");
    assert_eq!((owed["because"].as_str(), owed["by"].as_str()), (Some("damaged"), None));
    let lost = society.code("202-8-00");
    society.step(&lost, "lost", "2026-12-01", &[]);
    apply("202-8-00", "lost");
    society.certificates("2026-12-04");
    let owed = society.of("101-13-00", "2026-12-10").expect("owed");
    assert_eq!(owed["paper"], damaged.as_str());
    assert_eq!((owed["because"].as_str(), owed["by"].as_str()), (Some("replaced"), Some("2026-12-09")));
    assert!(society.of("202-8-00", "2026-12-10").is_none(), "its application was its loss report");
    assert!(society.of("101-13-00", "2029-12-01").is_none(), "expired");
    // The loss of cover adds the new one.
    society.leave("101,13,0,2027-01-05\n", "2027-01-06");
    assert_eq!(society.owed("2027-01-08").iter().filter(|one| one["member"] == "101-13-00").count(), 2);
}

#[test]
fn an_old_card_is_owed_when_cover_ended_in_the_transition_and_its_end_is_recorded() {
    let world = World::new();
    let people = "\
記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,郵便番号,住所
101,12,0,山田　太郎,ヤマダ　タロウ,昭和55年1月2日,男,本人,令和2年4月1日,1000001,東京都千代田区千代田1-1
101,13,0,佐藤　次郎,サトウ　ジロウ,昭和60年5月6日,男,本人,令和3年4月1日,1000002,東京都千代田区皇居外苑1-1
";
    world.import("people.csv", people, &["--employer", "A001", "--on", "2025-04-10"]);
    let left =
        "記号,番号,枝番,資格喪失年月日,退職年月日\n101,12,0,2025-11-01,2025-10-31\n101,13,0,2026-01-01,2025-12-31\n";
    world.import("left.csv", left, &["--form", "leaving", "--on", "2025-11-10"]);
    let card = |member: &str, what: &str, on: &str| world.run(&["old-card", "ledger.daicho", member, what, "--on", on]);
    card("101-12-00", "in-hand", "2025-04-10").ends(0);
    card("101-12-00", "in-hand", "2025-04-10").ends(1);
    card("101-13-00", "in-hand", "2025-04-10").ends(0);
    let owed = |on: &str| world.run(&["owed", "ledger.daicho", "--on", on, "--json"]).ends(0).lines();
    // Whoever left when no old card was good any more destroys it.
    let all = owed("2026-01-10");
    assert_eq!(
        (all.len(), all[0]["kind"].as_str(), all[0]["member"].as_str()),
        (1, Some("old_card"), Some("101-12-00"))
    );
    assert_eq!((all[0]["paper"].as_str(), all[0]["by"].as_str()), (None, Some("2025-11-06")));
    card("101-13-00", "returned", "2026-01-10").ends(1);
    card("101-12-00", "eaten", "2026-01-10").ends(2);
    card("101-12-00", "not-collectable", "2026-01-10").ends(1);
    std::fs::create_dir(world.at("out")).expect("a folder");
    for on in ["2026-01-10", "2026-01-24", "2026-02-07"] {
        let told = world.run(&["remind", "ledger.daicho", "--on", on, "--out", "out", "--json"]).ends(0).json();
        assert_eq!(told["letters"][0]["papers"][0]["kind"], "old_card", "{on} {told}");
    }
    assert_eq!(owed("2026-02-21")[0]["next"], "report");
    // On the member's own page each reminder says which it was, and the card what became of it.
    let shown = |on: &str| world.run(&["show", "ledger.daicho", "101-12-00", "--on", on, "--json"]).ends(0).json();
    let told = |shown: &Value, event: &str| -> Vec<String> {
        let timeline = shown["timeline"].as_array().expect("a timeline");
        let of_it = timeline.iter().filter(|one| one["event"] == event);
        of_it.filter_map(|one| one["said"].as_str().map(str::to_owned)).collect()
    };
    let before = shown("2026-02-20");
    assert_eq!(told(&before, "reminder"), ["1回目", "2回目", "3回目"]);
    assert_eq!(
        (before["old_card"]["state"].as_str(), before["old_card"]["until"].as_str()),
        (Some("in_hand"), Some("2025-12-01"))
    );
    card("101-12-00", "not-collectable", "2026-02-21").ends(0);
    assert!(owed("2026-02-21").is_empty());
    let after = shown("2026-02-21");
    assert_eq!(told(&after, "old_card_life"), ["回収不能届を受付"]);
    assert_eq!(
        (after["old_card"]["state"].as_str(), after["old_card"]["since"].as_str()),
        (Some("not_collectable"), Some("2026-02-21"))
    );
    assert_eq!(shown("2026-02-20")["old_card"]["state"], "in_hand");
    world.run(&["verify", "ledger.daicho"]).ends(0);
}

#[test]
fn after_a_death_the_paper_comes_with_the_claim_and_nobody_is_reminded() {
    let society = Society::new();
    let world = &society.world;
    society.leave("101,13,0,2027-01-05\n", "2027-01-06");
    world.run(&["died", "ledger.daicho", "101-13-00", "--on", "2099-01-01"]).ends(2);
    world.run(&["died", "ledger.daicho", "101-13-00", "--on", "2026-08-04"]).ends(0);
    world.run(&["died", "ledger.daicho", "101-13-00", "--on", "2026-08-04"]).ends(1);
    let owed = society.of("101-13-00", "2027-03-01").expect("owed");
    assert_eq!((owed["owed_by"].as_str(), owed["next"].as_str()), (Some("funeral_claimant"), Some("not_yet")));
    // Nor is anything else sent, though the loss is told of later.
    let notices = || {
        let words = ["plan", "ledger.daicho", "--kind", "notice", "--on", "2026-12-01", "--dry-run", "--json"];
        let planned = world.run(&words).json();
        let refused = planned["refused"].as_array().cloned().unwrap_or_default();
        refused.iter().any(|one| one["member"] == "101-13-00" && one["because"] == "died")
    };
    assert!(notices());
    let shown = |on: &str| world.run(&["show", "ledger.daicho", "101-13-00", "--on", on, "--json"]).ends(0).json();
    assert_eq!(
        (shown("2026-08-03")["died"].as_str(), shown("2026-08-04")["died"].as_str()),
        (None, Some("2026-08-04"))
    );
    assert!(shown("2026-08-04")["timeline"].to_string().contains("\"death\""));
    world.run(&["died", "ledger.daicho", "101-13-00", "--mistake"]).ends(0);
    assert!(!notices());
    assert!(shown("2026-08-04")["died"].is_null());
    assert_eq!(society.of("101-13-00", "2027-03-01").expect("owed")["owed_by"], "employer");
    world.run(&["verify", "ledger.daicho"]).ends(0);
}

#[test]
fn papers_outside_after_the_end_of_cover_are_listed_with_their_days_and_reported_uses() {
    let society = Society::new();
    let world = &society.world;
    let used = |on: &str| world.run(&["owed", "ledger.daicho", "--used", "--on", on, "--json"]).ends(0).lines();
    // A day in the past of the test's clock, so that a use can be recorded.
    society.leave("101,13,0,2026-08-01\n", "2026-08-02");
    assert!(used("2026-07-31").is_empty());
    let listed = used("2027-01-10");
    assert_eq!(
        (listed.len(), listed[0]["days"].as_i64(), listed[0]["from"].as_str()),
        (1, Some(163), Some("2026-08-01"))
    );
    let record = |on: &str, note: &str| world.run(&["used", "ledger.daicho", "101-13-00", "--on", on, "--note", note]);
    record("2026-07-31", "見本医院").ends(1);
    record("2026-08-03", " ").ends(2);
    record("2026-08-03", "見本医院から電話").ends(0);
    record("2026-08-03", "見本医院から電話").ends(1);
    society.step(&society.code("101-13-00"), "returned", "2027-01-12", &[]);
    let after = used("2027-01-20");
    assert_eq!((after.len(), after[0]["paper"].as_str()), (1, None), "{after:?}");
    assert_eq!(after[0]["uses"][0]["note"], "見本医院から電話");
}

#[test]
fn a_loss_by_death_in_a_file_records_the_death_reminds_nobody_and_goes_back_with_the_import() {
    let society = Society::new();
    let world = &society.world;
    let rows = "記号,番号,枝番,退職日,資格喪失年月日,喪失原因\n\
        101,12,0,R8.12.9,R8.12.10,退職等\n101,13,0,R8.12.9,R8.12.10,５：死亡\n101,14,0,,R8.12.10,死亡\n";
    let preview = world.import("喪失届.csv", rows, &["--form", "leaving", "--on", "2026-12-15", "--dry-run"]);
    let fields = |row: u64| -> Vec<(String, String)> {
        let rows = preview["changes"].as_array().expect("changes");
        let row = rows.iter().find(|one| one["row"] == row).expect("the row");
        let cells = row["cells"].as_array().expect("cells").iter();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        cells.map(|cell| (text(&cell["field"]), text(&cell["after"]))).collect()
    };
    let pair = |field: &str, day: &str| (field.to_owned(), day.to_owned());
    assert_eq!(fields(3), [pair("lost", "2026-12-10"), pair("died", "2026-12-09")], "{preview}");
    assert_eq!(fields(4), [pair("lost", "2026-12-10"), pair("died", "2026-12-09")], "{preview}");
    assert!(fields(2).contains(&pair("left", "2026-12-09")), "{preview}");
    let imported = world.import("喪失届.csv", rows, &["--form", "leaving", "--on", "2026-12-15"]);
    assert_eq!(imported["changed"], 3, "{imported}");
    let died = |member: &str, on: &str| world.show(member, on)["died"].as_str().map(str::to_owned);
    assert_eq!(died("101-13-0", "2027-03-01").as_deref(), Some("2026-12-09"));
    assert_eq!(died("101-12-0", "2027-03-01"), None);
    let owed = society.of("101-13-00", "2027-03-01").expect("the certificate is still out");
    assert!(owed["owed_by"] == "funeral_claimant" && owed["next"] == "not_yet", "{owed}");
    assert_eq!(society.of("101-12-00", "2027-03-01").expect("owed")["next"], "remind");
    let again = world.import("また.csv", rows, &["--form", "leaving", "--on", "2026-12-16"]);
    assert_eq!((again["changed"].as_u64(), again["unchanged"].as_u64()), (Some(0), Some(3)), "{again}");
    let number = imported["id"].as_i64().expect("a number").to_string();
    let undone = world.run(&["imports", "ledger.daicho", "undo", &number, "--json"]).ends(0).json();
    assert_eq!(undone["restored"], 4, "{undone}");
    assert_eq!((died("101-13-0", "2027-03-01"), died("101-14-0", "2027-03-01")), (None, None));
    world.run(&["verify", "ledger.daicho"]).ends(0);
}
