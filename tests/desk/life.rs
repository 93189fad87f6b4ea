//! The life of a paper: what a scan says, what happens to it, and what is applied for.

use serde_json::Value;

use crate::world::{POLICY, World};

/// A society in which two members hold a certificate that was posted: of a household, through the employer, and of somebody in
/// voluntary continuation, to her home.
struct Posted {
    world: World,
    by_employer: String,
    by_post: String,
}

impl Posted {
    fn new(fee: u32) -> Posted {
        let world = World::bare();
        world.file("policy.toml", POLICY.replace("reissue_fee_yen = 0", &format!("reissue_fee_yen = {fee}")));
        world.run(&["init", "ledger.daicho", "--society", "society.toml", "--policy", "policy.toml"]).ends(0);
        world.import("people.csv", PEOPLE, &["--on", "2026-04-10"]);
        world.import("list.csv", UNREGISTERED, &["--form", "registration", "--on", "2026-05-07"]);
        let batch = plan(&world, "101-12-0\n202-7-0\n", "2026-05-08");
        std::fs::create_dir(world.at("out")).expect("a folder");
        world.run(&["print", "ledger.daicho", &batch, "--out", "out"]).ends(0);
        world.run(&["batch", "ledger.daicho", &batch, "posted"]).ends(0);
        let code = |member: &str| {
            let shown = world.show(member, "2999-01-01");
            let papers = shown["papers"].as_array().expect("papers").clone();
            papers[0]["paper"].as_str().expect("a code").to_owned()
        };
        Posted { by_employer: code("101-12-0"), by_post: code("202-7-0"), world }
    }

    /// What one step says of one paper.
    fn step(&self, code: &str, what: &str, on: &str, more: &[&str]) -> Value {
        let arguments = ["paper", "ledger.daicho", code, what, "--on", on, "--json"];
        let ran = self.world.run(&[&arguments, more].concat());
        let told = ran.json();
        assert_eq!(ran.code == 0, told["done"] == true, "{told}");
        told
    }

    fn state(&self, code: &str, on: &str) -> Value {
        self.world.run(&["paper", "ledger.daicho", code, "--on", on, "--json"]).ends(0).json()
    }
}

const PEOPLE: &str = "\
記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,任意継続最終日,郵便番号,住所
101,0012,00,山田　太郎,ヤマダ　タロウ,昭和55年1月2日,男,本人,令和2年4月1日,,1000001,東京都千代田区千代田1-1
202,7,00,髙橋　さくら,タカハシ　サクラ,19900215,女,本人,2026.4.1,2028-03-31,5300001,大阪府大阪市北区梅田1-2-3
";
const UNREGISTERED: &str = "記号,番号,枝番,利用登録\n101,12,0,無\n202,7,0,無\n";
const LATER: &str = "2027-01-10";

fn plan(world: &World, members: &str, on: &str) -> String {
    world.file("who.txt", members);
    let arguments = ["plan", "ledger.daicho", "--kind", "certificate", "--on", on, "--members", "who.txt", "--json"];
    let planned = world.run(&arguments).ends(0).json();
    planned["batch"].as_str().expect("a batch").to_owned()
}

fn because(told: &Value) -> &str {
    told["because"].as_str().unwrap_or_default()
}

#[test]
fn a_lost_certificate_covers_nobody_is_reissued_on_application_and_never_lives_again() {
    let posted = Posted::new(0);
    let (world, old) = (&posted.world, &posted.by_employer);
    assert_eq!(posted.state(old, LATER)["valid"], true);
    assert_eq!(world.decide("101-12-0", LATER)["covered"], "yes");
    let lost = posted.step(old, "lost", LATER, &[]);
    assert_eq!((lost["before"].as_str(), lost["state"].as_str()), (Some("posted"), Some("lost")));
    let decided = world.decide("101-12-0", LATER);
    assert_eq!((&decided["covered"], &decided["certificate"]["outcome"]), (&"no".into(), &"on_application".into()));
    let applied = world
        .run(&["apply", "ledger.daicho", "--member", "101-12-0", "--reason", "lost", "--on", "2027-01-11", "--json"])
        .ends(0)
        .json();
    assert_eq!(applied["decision"]["certificate"]["outcome"], "reissue");
    assert_eq!((applied["fee"].is_null(), applied["refused"].as_bool()), (true, Some(false)));
    plan(world, "101-12-0\n", "2027-01-12");
    let void = posted.state(old, "2027-01-20");
    assert_eq!((void["state"].as_str(), void["valid"].as_bool()), (Some("replaced"), Some(false)));
    let new = void["replaced_by"].as_str().expect("the new one");
    assert!(void["sentence"].as_str().is_some_and(|said| said.contains("無効") && said.contains(new)), "{void}");
    // Whoever finds it brings back what is void.
    assert_eq!(because(&posted.step(old, "found", "2027-02-01", &[])), "step_impossible");
    assert_eq!(posted.step(old, "returned", "2027-02-01", &[])["state"], "returned");
    let gone = posted.step(old, "destroyed", "2027-02-02", &["--witness", "鈴木"]);
    assert_eq!(gone["state"], "destroyed");
    world.run(&["verify", "ledger.daicho"]).ends(0);
}

#[test]
fn what_was_lost_and_found_is_destroyed_before_a_second_person() {
    let posted = Posted::new(0);
    let paper = &posted.by_post;
    posted.step(paper, "lost", "2027-01-10", &[]);
    let found = posted.step(paper, "found", "2027-01-12", &[]);
    assert!(found["sentence"].as_str().is_some_and(|said| said.contains("使えません")), "{found}");
    assert_eq!(posted.state(paper, "2027-01-12")["steps"], serde_json::json!(["destroyed"]));
    assert_eq!(posted.world.decide("202-7-0", "2027-01-13")["covered"], "no");
    for (witness, said) in [
        ("", "立ち会った方の指定がありません"),
        ("desk", "もう一人の立会い"),
        ("窓　口", "もう一人の立会い"),
        ("ＤＥＳＫ ", "もう一人の立会い"),
    ] {
        let arguments = ["paper", "ledger.daicho", paper, "destroyed", "--on", "2027-01-13", "--witness", witness];
        let ran = posted.world.run(&[&arguments[..], &["--json"]].concat()).ends(2);
        assert!(ran.err.contains(said), "{}", ran.err);
    }
    assert_eq!(posted.step(paper, "destroyed", "2027-01-13", &["--witness", "佐藤"])["done"], true);
}

#[test]
fn returned_mail_stops_the_address_until_it_is_mended() {
    let posted = Posted::new(0);
    let (world, paper) = (&posted.world, &posted.by_post);
    let ran = world.run(&["paper", "ledger.daicho", paper, "undelivered", "--note", "何か"]).ends(2);
    assert!(ran.err.contains("moved"), "{}", ran.err);
    let back = posted.step(paper, "undelivered", "2026-12-01", &["--note", "moved"]);
    assert_eq!(back["state"], "undelivered");
    assert_eq!(world.decide("202-7-0", "2026-12-02")["covered"], "no");
    // The notice is due, but nothing goes to that address; the colleague's goes through the employer.
    let notices = |on: &str| {
        let arguments = ["plan", "ledger.daicho", "--kind", "notice", "--on", on, "--dry-run", "--json"];
        world.run(&arguments).json()
    };
    let planned = notices("2026-12-03");
    assert_eq!(
        (planned["members"].as_u64(), planned["refused"][0]["because"].as_str()),
        (Some(1), Some("address_doubtful"))
    );
    let mended = "記号,番号,枝番,郵便番号,住所\n202,7,0,5300002,大阪府大阪市北区曽根崎2-2\n";
    world.import("moved.csv", mended, &["--form", "members", "--on", "2026-12-05"]);
    assert_eq!(notices("2026-12-06")["members"], 2);
    // Posted again, not printed again.
    assert_eq!(posted.step(paper, "posted", "2026-12-06", &[])["state"], "posted");
    assert_eq!(world.decide("202-7-0", "2026-12-07")["covered"], "yes");
}

#[test]
fn what_came_back_and_is_posted_to_the_same_address_says_that_the_address_is_good() {
    let posted = Posted::new(0);
    posted.step(&posted.by_post, "undelivered", "2026-12-01", &["--note", "unknown_at_address"]);
    posted.step(&posted.by_post, "posted", "2026-12-03", &[]);
    let arguments = ["plan", "ledger.daicho", "--kind", "notice", "--on", "2026-12-04", "--dry-run", "--json"];
    assert_eq!(posted.world.run(&arguments).json()["members"], 2);
}

#[test]
fn what_never_came_or_was_given_back_is_searched_for_and_nobody_owes_it_meanwhile() {
    let posted = Posted::new(0);
    let (world, paper) = (&posted.world, &posted.by_employer);
    let never = posted.step(paper, "never-came", "2026-12-01", &[]);
    assert!(never["sentence"].as_str().is_some_and(|said| said.contains("令和8年12月15日")), "{never}");
    assert_eq!(posted.state(paper, "2026-12-02")["search_until"], "2026-12-15");
    let said = |on: &str| posted.state(paper, on)["sentence"].as_str().unwrap_or_default().to_owned();
    assert!(said("2026-12-15").contains("その間は督促しません"), "{}", said("2026-12-15"));
    assert!(said("2026-12-16").contains("過ぎました"), "{}", said("2026-12-16"));
    assert_eq!(world.decide("101-12-0", "2026-12-02")["covered"], "no");
    // It stays on the list of searches, by its day, until somebody says how it ended.
    let searches = |on: &str| world.run(&["work", "ledger.daicho", "searches", "--on", on, "--json"]).ends(0).lines();
    let found = searches("2026-12-16");
    assert_eq!((found.len(), &found[0]["member"], &found[0]["by"]), (1, &"101-0012-00".into(), &"2026-12-15".into()));
    let vain = posted.step(paper, "search-in-vain", "2026-12-16", &[]);
    assert_eq!(vain["state"], "lost");
    assert!(searches("2026-12-16").is_empty());
    // "I gave it back" after leaving: the duty rests while it is searched for, and stands again afterwards.
    let other = &posted.by_post;
    let due = |on: &str| {
        let decided = world.decide("202-7-0", on);
        decided["returns"].as_array().is_some_and(|all| all.iter().any(|one| one["outcome"] == "due"))
    };
    world.import(
        "left.csv",
        "記号,番号,枝番,資格喪失年月日\n202,7,0,2027-01-05\n",
        &["--form", "leaving", "--on", "2027-01-06"],
    );
    // Whoever scans it hears that it is good no more.
    assert_eq!(posted.state(other, "2027-01-04")["valid"], true);
    let scanned = posted.state(other, "2027-01-05");
    assert_eq!(scanned["valid"], false, "{scanned}");
    assert!(
        scanned["sentence"].as_str().is_some_and(|said| said.contains("令和9年1月5日に資格を失っています")),
        "{scanned}"
    );
    assert!(due("2027-01-08"));
    assert_eq!(posted.step(other, "said-returned", "2027-01-09", &[])["done"], true);
    assert!(!due("2027-01-10"));
    assert_eq!(posted.step(other, "search-in-vain", "2027-01-24", &[])["state"], "posted");
    assert!(due("2027-01-25"));
    assert_eq!(posted.step(other, "loss-reported", "2027-01-26", &[])["done"], true);
    assert!(!due("2027-01-27"), "a loss report closes the duty");
}

#[test]
fn what_cannot_be_is_said_and_changes_nothing() {
    let posted = Posted::new(0);
    let (world, paper) = (&posted.world, &posted.by_employer);
    world.run(&["plan", "ledger.daicho", "--kind", "notice", "--on", "2026-11-01"]).ends(0);
    let shown = world.show("202-7-0", "2999-01-01");
    let planned = shown["papers"]
        .as_array()
        .expect("papers")
        .iter()
        .find(|one| one["state"] == "planned")
        .expect("a paper")["paper"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    let before = world.run(&["verify", "ledger.daicho", "--json"]).ends(0).json()["acts"].clone();
    let slip = format!("{}{}", &paper[..10], if paper.ends_with('2') { '3' } else { '2' });
    for (code, what, on, expected) in [
        (slip.as_str(), "returned", "2026-12-01", "code_slip"),
        // Another society's: the code is a good one, and not here.
        ("P2222222223", "returned", "2026-12-01", "paper_unknown"),
        ("M2222222226", "returned", "2026-12-01", "not_a_paper"),
        (paper.as_str(), "returned", "2026-05-07", "day_too_early"),
        (paper.as_str(), "found", "2026-12-01", "step_impossible"),
        (paper.as_str(), "self-disposed", "2029-11-30", "not_expired"),
        (planned.as_str(), "returned", "2030-12-01", "never_issued"),
    ] {
        assert_eq!(because(&posted.step(code, what, on, &[])), expected, "{code} {what}");
    }
    // A slip of the year, which would stop everything else about the paper.
    let ran = world.run(&["paper", "ledger.daicho", paper, "lost", "--on", "2999-12-01"]).ends(2);
    assert!(ran.err.contains("今日より後です"), "{}", ran.err);
    let ran = world.run(&["paper", "ledger.daicho", paper, "eaten"]).ends(2);
    assert!(ran.err.contains("returned"), "{}", ran.err);
    assert_eq!(world.run(&["verify", "ledger.daicho", "--json"]).ends(0).json()["acts"], before);
}

#[test]
fn several_papers_of_one_envelope_are_taken_at_once_and_a_second_scan_counts_once() {
    let posted = Posted::new(0);
    let also = ["--also", &posted.by_post, "--also", &posted.by_employer, "--also", "P2222222223"];
    let arguments = ["paper", "ledger.daicho", &posted.by_employer, "returned", "--on", "2026-12-01", "--json"];
    let told = posted.world.run(&[&arguments[..], &also].concat()).ends(1).lines();
    let answers: Vec<(bool, &str)> = told.iter().map(|one| (one["done"] == true, because(one))).collect();
    assert_eq!(answers, [(true, ""), (true, ""), (false, "already_scanned"), (false, "paper_unknown")]);
    // A colleague with the same envelope afterwards.
    assert_eq!(because(&posted.step(&posted.by_post, "returned", "2026-12-01", &[])), "step_impossible");
}

#[test]
fn applications_are_decided_at_once_refusals_are_on_record_and_a_reissue_is_paid_or_waived() {
    let posted = Posted::new(1000);
    let world = &posted.world;
    let apply = |reason: &str, on: &str, more: &[&str]| {
        let arguments = ["apply", "ledger.daicho", "--member", "101-12-0", "--reason", reason, "--on", on, "--json"];
        world.run(&[&arguments[..], more].concat())
    };
    posted.step(&posted.by_employer, "damaged", "2026-12-01", &[]);
    assert!(apply("damaged", "2026-12-02", &["--waive", " "]).ends(2).err.contains("免除"));
    let damaged = apply("damaged", "2026-12-02", &[]).ends(0).json();
    assert_eq!(damaged["decision"]["certificate"]["outcome"], "reissue");
    assert_eq!((damaged["fee"]["yen"].as_u64(), damaged["fee"]["state"].as_str()), (Some(1000), Some("due")));
    let settle = |more: &[&str]| {
        let arguments = ["apply", "ledger.daicho", "--member", "101-12-0", "--fee", "--on", "2026-12-03", "--json"];
        world.run(&[&arguments[..], more].concat())
    };
    assert!(settle(&["--waive", " "]).ends(2).err.contains("免除"));
    assert_eq!(settle(&["--waive", "災害のため"]).ends(0).json()["state"], "waived");
    settle(&["--paid"]).ends(2);
    // The same form twice.
    assert!(apply("damaged", "2026-12-02", &[]).ends(1).err.contains("受け付けています"));
    assert!(apply("wanted", "2026-12-02", &[]).ends(2).err.contains("needs_assistance"));
    // With a usable card the certificate is refused, and that is on record.
    world.import(
        "list2.csv",
        "記号,番号,枝番,利用登録,電子証明書有効期限\n101,12,0,有,2030-06-15\n",
        &["--form", "registration", "--on", "2026-12-05"],
    );
    let proxy = ["--proxy", "山田　花子", "--relation", "妻", "--papers-seen", "委任状と運転免許証", "--direct"];
    let refused = apply("e_certificate_lapsed", "2026-12-06", &proxy).ends(1).json();
    assert_eq!((refused["refused"].as_bool(), refused["way"].as_str()), (Some(true), Some("direct")));
    assert_eq!(refused["decision"]["certificate"]["because"], "myna_usable");
    assert_eq!(refused["remarks"].as_array().map(Vec::len), Some(1));
    let timeline = world.show("101-12-0", "2026-12-07")["timeline"].to_string();
    assert!(timeline.contains("不交付"), "{timeline}");
    world.run(&["verify", "ledger.daicho"]).ends(0);
}
