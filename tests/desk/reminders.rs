//! Reminders: one letter to each employer, three times, and what follows.

use desk::ledger::{self, AddressKind, Addressed, Ledger, Moment, Myna, NewAct, Passphrase};
use desk::rules::case::Access;
use desk::rules::words::Address;
use serde_json::Value;
use tests::paper::pdf_pages;
use tests::program::run_at;

use crate::owed::Society;
use crate::world::World;

impl Society {
    fn remind(&self, on: &str, more: &[&str]) -> Value {
        let arguments = ["remind", "ledger.daicho", "--on", on, "--out", "out", "--json"];
        self.world.run(&[&arguments[..], more].concat()).ends(0).json()
    }
}

fn letters(told: &Value) -> Vec<(String, String, usize)> {
    let all = told["letters"].as_array().expect("letters");
    all.iter()
        .map(|one| {
            let word = |name: &str| one[name].as_str().unwrap_or_default().to_owned();
            (word("to"), word("firmness"), one["papers"].as_array().map_or(0, Vec::len))
        })
        .collect()
}

fn left(society: &Society) {
    society.leave(
        "101,12,0,2027-01-05\n101,12,1,2027-01-05\n101,13,0,2027-01-05\n202,7,0,2027-01-05\n202,8,0,2027-01-05\n",
        "2027-01-06",
    );
}

#[test]
fn each_employer_gets_one_letter_about_everything_and_whoever_has_none_gets_one_at_home() {
    let society = Society::new();
    left(&society);
    // On the last day of the deadline nobody is reminded.
    let early = society.world.run(&["remind", "ledger.daicho", "--on", "2027-01-10", "--dry-run", "--json"]);
    assert!(letters(&early.ends(0).json()).is_empty());
    let dry =
        society.world.run(&["remind", "ledger.daicho", "--on", "2027-01-11", "--dry-run", "--json"]).ends(0).json();
    assert_eq!((letters(&dry).len(), dry["recorded"].as_bool()), (3, Some(false)));
    let told = society.remind("2027-01-11", &[]);
    let word = |text: &str| text.to_owned();
    assert_eq!(
        letters(&told),
        [
            (word("株式会社みほん製作所　御中"), word("first"), 3),
            (word("見本商事株式会社　御中"), word("first"), 1),
            (word("髙橋　さくら　様"), word("first"), 1),
        ]
    );
    let file = |at: usize| society.world.at(told["letters"][at]["file"].as_str().expect("a file"));
    let employer = pdf_pages(&file(0)).join("");
    for seen in
        ["山田 太郎", "山田 花子", "佐藤 次郎", "101-12-00", "令和9年1月10日", "令和9年1月24日", "督促第1号", "第51条"]
    {
        assert!(employer.contains(seen), "{seen}: {employer}");
    }
    // No birth date, no address, no reason, nobody of another employer.
    for unseen in ["昭和", "1980", "皇居外苑", "鈴木", "髙橋", "資格を失ったため"] {
        assert!(!employer.contains(unseen), "{unseen}: {employer}");
    }
    let home = pdf_pages(&file(2)).join("");
    assert!(home.contains("大阪府大阪市北区梅田1-2-3") && home.contains("〒530-0001"), "{home}");
    // The same bytes when it is printed again, also after a name has changed.
    let before = std::fs::read(file(0)).expect("a file");
    society.world.run(&["name", "ledger.daicho", "101-13-00", "佐藤　二郎", "--on", "2027-01-12"]).ends(0);
    std::fs::remove_file(file(0)).expect("a file");
    society.world.run(&["remind", "ledger.daicho", "--again", "1", "--out", "out", "--json"]).ends(0);
    assert_eq!(std::fs::read(file(0)).expect("a file"), before);
    society.world.run(&["remind", "ledger.daicho", "--again", "9", "--out", "out"]).ends(2);
    society.world.run(&["verify", "ledger.daicho"]).ends(0);
}

#[test]
fn what_was_replaced_comes_back_from_the_posting_of_the_next_on_and_nobody_is_reminded_of_what_was_never_posted() {
    for (had, next_of) in [(true, "remind"), (false, "not_posted")] {
        let world = World::peopled();
        let at = |day: &str, arguments: &[&str]| {
            let all = [arguments, &["--json"]].concat();
            run_at(world.path(), &format!("{day} 03:00:00"), &all).ends(0)
        };
        let list = "記号,番号,枝番,利用登録\n101,12,0,無\n";
        world.import("list.csv", list, &["--form", "registration", "--on", "2026-05-07"]);
        world.file("who.txt", "101-12-0\n");
        let batch = |day: &str| {
            let plan = ["plan", "ledger.daicho", "--kind", "certificate", "--on", day, "--members", "who.txt"];
            let batch = at(day, &plan).json()["batch"].as_str().expect("a batch").to_owned();
            std::fs::create_dir(world.at(day)).expect("a folder");
            at(day, &["print", "ledger.daicho", &batch, "--out", day]);
            batch
        };
        let first = batch("2026-05-08");
        if had {
            at("2026-05-08", &["batch", "ledger.daicho", &first, "posted"]);
        }
        let married =
            "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n101,12,00,佐藤　太郎,サトウ　タロウ,S55.1.2,R2.4.1\n";
        world.import("married.csv", married, &["--on", "2026-05-10"]);
        let second = batch("2026-05-11");
        let owed = |day: &str| {
            let rows = at(day, &["owed", "ledger.daicho", "--on", day]).lines();
            assert_eq!(rows.len(), 1, "{rows:?}");
            let word = |name: &str| rows[0][name].as_str().unwrap_or_default().to_owned();
            [word("by"), word("next")]
        };
        assert_eq!(owed("2026-06-01"), ["", "not_yet"], "in exchange for the one that lies in the house");
        at("2026-06-02", &["batch", "ledger.daicho", &second, "posted"]);
        assert_eq!(owed("2026-06-07"), ["2026-06-07", "not_yet"]);
        assert_eq!(owed("2026-06-10"), ["2026-06-07", next_of]);
        let told = at("2026-06-10", &["remind", "ledger.daicho", "--on", "2026-06-10", "--dry-run"]).json();
        assert_eq!(letters(&told).len(), usize::from(had), "{told}");
    }
}

#[test]
fn three_reminders_grow_firmer_with_a_wait_between_and_bear_out_the_report() {
    let society = Society::new();
    society.leave("101,13,0,2027-01-05\n101,14,0,2027-01-05\n", "2027-01-06");
    let code = society.code("101-13-00");
    let report = |on: &str| society.step(&code, "not_collectable", on, &["--out", "out"]);
    assert_eq!(report("2027-01-11")["because"], "not_borne_out");
    society.remind("2027-01-11", &[]);
    // Nothing more within the wait; a paper of another duty gets a letter that lists this one too.
    assert!(letters(&society.remind("2027-01-24", &[])).is_empty());
    society.step(&society.code("101-14-00"), "said_returned", "2027-01-24", &[]);
    let second = society.remind("2027-01-25", &[]);
    assert_eq!(letters(&second)[0].1, "second");
    assert_eq!(letters(&second)[0].2, 1, "what is searched for stands on no letter");
    assert_eq!(second["held"][0]["because"], "searched");
    assert_eq!(report("2027-02-07")["because"], "not_borne_out");
    let last = society.remind("2027-02-08", &[]);
    assert_eq!(letters(&last)[0].1, "last");
    let file = society.world.at(last["letters"][0]["file"].as_str().expect("a file"));
    let text = pdf_pages(&file).join("");
    assert!(text.contains("回収不能届") && text.contains("最後のお願い") && text.contains("3回目"), "{text}");
    let owed = society.of("101-13-00", "2027-02-22").expect("owed");
    assert_eq!((owed["next"].as_str(), owed["reminded"].as_u64()), (Some("report"), Some(3)));
    assert!(letters(&society.remind("2027-02-22", &[])).is_empty());
    assert_eq!(report("2027-02-23")["state"], "not_collectable");
    assert!(society.of("101-13-00", "2027-02-24").is_none());
    // The dated log goes with the report.
    let log = society.world.at(&format!("out/daicho-dunning-{code}.pdf"));
    let text = pdf_pages(&log).join("");
    for seen in
        ["督促第1号", "督促第2号", "督促第3号", "令和9年1月11日", "令和9年2月8日", "回収不能届を受付", "佐藤 次郎"]
    {
        assert!(text.contains(seen), "{seen}: {text}");
    }
    // Found afterwards: never live again.
    assert_eq!(society.step(&code, "returned", "2027-03-01", &[])["state"], "found");
    assert_eq!(society.step(&code, "destroyed", "2027-03-02", &["--witness", "鈴木"])["done"], true);
    let gone = ["destroyed", "ledger.daicho", "--from", "2027-03-01", "--to", "2027-03-31", "--out", "out", "--json"];
    let log = society.world.run(&gone).ends(0).json();
    assert_eq!((log["papers"].as_u64(), log["destructions"][0]["codes"][0].as_str()), (Some(1), Some(code.as_str())));
    let text = pdf_pages(&society.world.at(log["file"].as_str().expect("a file"))).join("");
    assert!(text.contains(&code) && text.contains("鈴木") && !text.contains("佐藤"), "{text}");
    // A reminder is no second posting.
    let shown = society.world.run(&["paper", "ledger.daicho", &code, "--on", "2027-03-03", "--json"]).ends(0).json();
    let states: Vec<&str> =
        shown["events"].as_array().into_iter().flatten().filter_map(|one| one["state"].as_str()).collect();
    assert_eq!(states.iter().filter(|state| **state == "posted").count(), 1, "{states:?}");
    assert_eq!(states.iter().filter(|state| **state == "reminded").count(), 3, "{states:?}");
}

#[test]
fn a_letter_lists_what_waits_too_and_a_fresh_duty_begins_with_the_first_reminder() {
    let society = Society::new();
    society.leave("101,13,0,2027-01-05\n", "2027-01-06");
    society.remind("2027-01-11", &[]);
    society.leave("101,14,0,2027-01-12\n", "2027-01-13");
    let told = society.remind("2027-01-20", &[]);
    assert_eq!(letters(&told)[0].2, 2);
    let lines: Vec<(u64, bool)> = told["letters"][0]["papers"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|one| (one["number"].as_u64().unwrap_or_default(), one["fresh"] == true))
        .collect();
    assert!(lines.contains(&(1, true)) && lines.contains(&(1, false)), "{lines:?}");
    let listed = society.world.run(&["remind", "ledger.daicho", "--list", "--json"]).ends(0).lines();
    assert_eq!(
        (listed.len(), listed[0]["papers"].as_u64(), listed[0]["employer"].as_str()),
        (2, Some(2), Some("A001"))
    );
    // The wait of each paper is its own.
    assert_eq!(
        letters(&society.remind("2027-01-25", &[])),
        [("株式会社みほん製作所　御中".to_owned(), "second".to_owned(), 2)]
    );
}

#[test]
fn a_reminder_is_not_printed_again_when_somebody_on_it_is_shielded_since() {
    let society = Society::new();
    left(&society);
    society.remind("2027-01-11", &[]);
    let again = || society.world.run(&["remind", "ledger.daicho", "--again", "1", "--out", "out"]);
    again().ends(0);
    let shield = |what: &str| {
        society.world.run(&["shield", "ledger.daicho", "101-12-1", what, "--reason", "本人の申出"]).ends(0);
    };
    shield("on");
    let ran = again().ends(1);
    assert!(ran.err.contains("101-12-01") && ran.err.contains("もう印刷しません"), "{}", ran.err);
    // The letter to another employer names nobody in danger.
    society.world.run(&["remind", "ledger.daicho", "--again", "2", "--out", "out"]).ends(0);
    shield("off");
    again().ends(0);
}

#[test]
fn what_is_back_by_now_or_has_no_address_is_on_no_letter_and_an_unknown_employer_is_said() {
    let society = Society::new();
    left(&society);
    // Back on a later day than the letter would bear.
    society.step(&society.code("202-8-00"), "returned", "2027-01-20", &[]);
    // Mail to her came back.
    let code = society.code("202-7-00");
    society.step(&code, "undelivered", "2026-12-01", &["--note", "moved"]);
    society.step(&code, "in_hand", "2026-12-02", &[]);
    let told = society.remind("2027-01-11", &[]);
    assert_eq!(letters(&told).len(), 1, "{told}");
    assert_eq!(
        (told["held"][0]["because"].as_str(), told["held"][0]["member"].as_str()),
        (Some("address_doubtful"), Some("202-7-00"))
    );
    let before = society.world.run(&["verify", "ledger.daicho", "--json"]).ends(0).json()["acts"].clone();
    let nobody = ["remind", "ledger.daicho", "--on", "2027-01-12", "--employer", "Z999", "--out", "out"];
    assert!(society.world.run(&nobody).ends(2).err.contains("事業所コード"));
    let nowhere = ["remind", "ledger.daicho", "--on", "2027-02-20", "--out", "nowhere"];
    society.world.run(&nowhere).ends(4);
    assert_eq!(society.world.run(&["verify", "ledger.daicho", "--json"]).ends(0).json()["acts"], before);
}

#[test]
fn whoever_is_protected_stands_on_nobody_elses_letter_and_is_written_to_at_her_own_address_alone() {
    let society = Society::new();
    let world = &society.world;
    left(&society);
    let passphrase = std::fs::read_to_string(world.at("passphrase.txt")).expect("a passphrase");
    let mut ledger = Ledger::open(&world.at("ledger.daicho"), &Passphrase::from(passphrase)).expect("a ledger");
    let code = world.show("101-12-01", "2027-01-06")["code"].as_str().expect("a code").to_owned();
    let id = ledger.member_by_code(&code).expect("a ledger").expect("a member");
    let mut protect = |delivery: bool| {
        let at = Moment::new("2026-11-01T00:00:00Z").expect("an instant");
        let on = desk::day("2026-11-01").expect("a day");
        let act = NewAct { at, operator: "desk".to_owned(), kind: "import", on, subject: None, reason: None };
        let done = ledger.act::<(), ledger::Error>(act, |entry| {
            let state = entry.state(id, desk::day("2027-01-06").expect("a day"))?.expect("a member");
            entry.myna(id, on, &Myna { access: Access::Blocked, ..state.myna })?;
            if delivery {
                let there = Addressed {
                    postcode: "9800811".to_owned(),
                    address: Address::new("宮城県仙台市青葉区一番町9-9"),
                };
                entry.address(id, AddressKind::Delivery, on, &there)?;
            }
            Ok(())
        });
        done.expect("an act");
    };
    protect(false);
    let plan = || {
        let arguments = ["remind", "ledger.daicho", "--on", "2027-01-11", "--dry-run", "--json"];
        world.run(&arguments).ends(0).json()
    };
    let on_letter = |told: &Value, at: usize| -> Vec<String> {
        let papers = told["letters"][at]["papers"].as_array().cloned().unwrap_or_default();
        papers.iter().filter_map(|one| one["member"].as_str().map(str::to_owned)).collect()
    };
    let told = plan();
    assert_eq!(on_letter(&told, 0), ["101-12-00", "101-13-00"]);
    assert_eq!(told["held"][0]["because"], "shielded_without_address");
    protect(true);
    let told = society.remind("2027-01-11", &[]);
    assert_eq!(letters(&told).len(), 4, "{told}");
    let own = (0..4).find(|at| on_letter(&told, *at) == ["101-12-01"]).expect("a letter of her own");
    assert_eq!(told["letters"][own]["to"], "山田　花子　様");
    for at in 0..4 {
        let text = pdf_pages(&world.at(told["letters"][at]["file"].as_str().expect("a file"))).join("");
        assert_eq!(text.contains("花子"), at == own, "{text}");
        assert_eq!(text.contains("仙台"), at == own, "{text}");
    }
}
