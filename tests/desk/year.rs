//! A year of a training society, played from the command line day by day: people join, the state's lists come month by month,
//! letters go out, come back, are lost and are handed in, employers are reminded, somebody becomes 70 and somebody 75. It ends
//! with nobody uncovered, nothing outstanding, and every paper accounted for.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use tests::program::{Ran, run_at};
use tests::year::{
    EVERYONE, LAST_DAY, LEAVING, NOTHING_OPEN, OTHERS, PEOPLE, accounted_for, people, registrations, state_list,
};

use crate::world::{POLICY, World};

const LEDGER: &str = "ledger.daicho";

struct Year {
    world: World,
    day: String,
}

impl Year {
    fn at(&mut self, day: &str) {
        assert!(self.day.as_str() <= day, "time goes on: {} {day}", self.day);
        self.day = day.to_owned();
    }

    fn says(&self, arguments: &[&str]) -> Ran {
        run_at(self.world.path(), &format!("{} 03:00:00", self.day), arguments)
    }

    /// What a command answers that does what it is asked.
    fn does(&self, arguments: &[&str]) -> Value {
        let ran = self.says(&[arguments, &["--json"]].concat());
        assert_eq!(ran.code, 0, "{} {arguments:?}: {} {}", self.day, ran.out, ran.err);
        if ran.out.trim().is_empty() { Value::Null } else { ran.json() }
    }

    fn lines(&self, arguments: &[&str]) -> Vec<Value> {
        self.says(&[arguments, &["--json"]].concat()).ends(0).lines()
    }

    fn import(&self, name: &str, table: &str, more: &[&str]) -> Value {
        self.world.file(name, table);
        let ran = self.says(&[&["import", LEDGER, name, "--json"], more].concat());
        let told = ran.json();
        for outside in ["doubtful", "rejected", "duplicate"] {
            assert_eq!(told[outside], 0, "{} {name}: {told}", self.day);
        }
        told
    }

    /// The state's list of the day.
    fn list(&self, said: &BTreeMap<String, &'static str>) {
        let everyone = self.lines(&["decide", LEDGER]);
        let insured = everyone.iter().filter(|one| one["certificate"]["because"] != "not_insured");
        let table = state_list(&self.day, insured.filter_map(|one| one["member"].as_str()), said);
        let told = self.import(&format!("list-{}.csv", self.day), &table, &["--form", "registration"]);
        assert_eq!(told["list"]["as_of"], self.day, "{told}");
    }

    /// A batch from its plan to the post; the papers by their members.
    fn sent(&self, planned: &Value) -> BTreeMap<String, String> {
        let batch = planned["batch"].as_str().unwrap_or_else(|| panic!("{}: no batch: {planned}", self.day)).to_owned();
        let printed = self.does(&["print", LEDGER, &batch, "--out", "out"]);
        assert!(printed["files"].as_array().is_some_and(|files| !files.is_empty()), "{printed}");
        self.does(&["batch", LEDGER, &batch, "inserted"]);
        self.does(&["batch", LEDGER, &batch, "posted"]);
        self.does(&["batch", LEDGER, &batch, "close"]);
        let status = self.does(&["batch", LEDGER, &batch, "status"]);
        assert_eq!(status["missing"], 0, "{status}");
        let manifest = std::fs::read_to_string(self.world.at("out").join("manifest.json")).expect("a manifest");
        let manifest: Value = serde_json::from_str(&manifest).expect("JSON");
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let sheets = manifest["sheets"].as_array().expect("sheets").clone();
        let of = sheets.iter().map(|sheet| (text(&sheet["code"]), text(&sheet["paper"]))).collect();
        std::fs::remove_dir_all(self.world.at("out")).expect("the folder goes");
        std::fs::create_dir(self.world.at("out")).expect("a folder");
        of
    }

    /// From the latest list to letters in the post; how many.
    fn run(&self) -> usize {
        let frozen = self.does(&["run", LEDGER, "freeze"]);
        let run = frozen["run"].as_i64().expect("a run").to_string();
        if frozen["to_plan"] == 0 {
            return 0;
        }
        self.sent(&self.does(&["run", LEDGER, "plan", &run])).len()
    }

    fn code(&self, member: &str) -> String {
        let shown = self.does(&["show", LEDGER, member]);
        shown["code"].as_str().expect("a code").to_owned()
    }

    /// The certificate that a member got last.
    fn certificate(&self, member: &str) -> String {
        let shown = self.does(&["show", LEDGER, member]);
        let papers = shown["papers"].as_array().expect("papers");
        let last = papers.iter().rfind(|paper| paper["kind"] == "certificate");
        last.unwrap_or_else(|| panic!("{member} has none: {shown}"))["paper"].as_str().expect("a code").to_owned()
    }

    fn paper(&self, code: &str, step: &str, more: &[&str]) -> Value {
        self.does(&[&["paper", LEDGER, code, step], more].concat())
    }

    fn owed(&self) -> Vec<Value> {
        self.lines(&["owed", LEDGER])
    }

    fn lists(&self) -> BTreeMap<String, u64> {
        let lists = self.lines(&["work", LEDGER]);
        let named = |list: &Value| Some((list["list"].as_str()?.to_owned(), list["count"].as_u64()?));
        lists.iter().filter_map(named).collect()
    }
}

fn founded() -> Year {
    let world = World::bare();
    world.file("policy.toml", POLICY.replace("reissue_fee_yen = 0", "reissue_fee_yen = 1000"));
    for folder in ["out", "letters"] {
        std::fs::create_dir(world.at(folder)).expect("a folder");
    }
    let year = Year { world, day: "2026-04-01".to_owned() };
    year.says(&["init", LEDGER, "--society", "society.toml", "--policy", "policy.toml"]).ends(0);
    year
}

#[test]
fn a_year_ends_with_nobody_uncovered_and_every_paper_accounted_for() {
    let mut year = founded();

    // April: everyone joins, and notices go out.
    year.at("2026-04-10");
    assert_eq!(year.import("people.csv", &people(), &[])["new"], EVERYONE);
    year.at("2026-04-13");
    let notices = year.sent(&year.does(&["plan", LEDGER, "--kind", "notice"]));
    assert_eq!(notices.len(), EVERYONE);

    // May: the first list of the state; whoever has no other way gets a certificate without asking.
    year.at("2026-05-07");
    let mut registered = registrations();
    year.list(&registered);
    year.at("2026-05-08");
    let first = year.run();
    assert_eq!(first, OTHERS / 3 + PEOPLE.len() - 2 + 1, "the unregistered of both");
    assert_eq!(year.lists()["uncovered"], 0);

    // The last four digits are compared: some agree, one differs and is closed by a second person, the others are silent.
    year.at("2026-05-11");
    let started = year.does(&["lastfour", LEDGER, "start", "--until", "2026-06-10"]);
    let letters = year.sent(&started);
    let letter =
        |member: &str| letters.get(&year.code(member)).unwrap_or_else(|| panic!("{member}: no letter")).clone();
    let (agrees, also, differs) = (letter("101-9002-00"), letter("101-9003-00"), letter("101-9008-00"));
    year.at("2026-05-20");
    let told = year.lines(&["lastfour", LEDGER, "answer", &agrees, "agrees", "--also", &also]);
    assert!(told.iter().all(|one| one["state"] == "agrees"), "{told:?}");
    year.lines(&["lastfour", LEDGER, "answer", &differs, "differs"]);
    let twice = year.says(&["lastfour", LEDGER, "answer", &agrees, "agrees", "--json"]).ends(1);
    assert_eq!(twice.lines()[0]["done"], false, "{}", twice.out);

    // Mail comes back: the address turns doubtful, nothing else goes there, it is mended, and the paper is posted again.
    year.at("2026-05-22");
    let moved = year.certificate("202-9004-00");
    year.paper(&moved, "undelivered", &["--note", "moved"]);
    assert_eq!(year.lists()["returned_mail"], 1);
    year.at("2026-05-28");
    year.does(&["address", LEDGER, "202-9004-00", "--postcode", "5300001", "--address", "大阪府大阪市北区梅田9-9"]);
    year.paper(&moved, "posted", &[]);
    assert_eq!(year.lists()["returned_mail"], 0);

    // June: the silent are recorded as silent. Two leave; one of them brings the certificate after the first reminder.
    year.at("2026-06-11");
    let silent = year.does(&["lastfour", LEDGER, "due"]);
    assert_eq!(silent["members"], (EVERYONE - 3) as u64, "{silent}");
    year.does(&["lastfour", LEDGER, "case", "101-9008-00", "ask", "--whom", "member", "--until", "2026-06-30"]);
    year.at("2026-06-12");
    assert_eq!(year.import("leaving.csv", LEAVING, &[])["changed"], 2);
    assert_eq!(year.owed().len(), 2);
    let (gone, back) = (year.certificate("101-9001-00"), year.certificate("101-9002-00"));
    for (at, day) in ["2026-06-22", "2026-07-13", "2026-08-03"].into_iter().enumerate() {
        year.at(day);
        let reminded = year.does(&["remind", LEDGER, "--out", "letters"]);
        let papers: Vec<&Value> = reminded["letters"]
            .as_array()
            .expect("letters")
            .iter()
            .flat_map(|letter| letter["papers"].as_array().expect("papers"))
            .collect();
        assert_eq!(papers.len(), 2 - usize::from(at > 0), "{reminded}");
        if at == 0 {
            year.at("2026-06-25");
            assert_eq!(year.paper(&back, "returned", &[])["state"], "returned");
            year.at("2026-07-06");
            year.list(&registered);
            year.at("2026-07-07");
            let lost = year.certificate("101-9003-00");
            year.paper(&lost, "lost", &["--note", "財布ごと紛失"]);
            let asked = ["apply", LEDGER, "--member", "101-9003-00", "--reason", "lost", "--waive", "盗難届を確認"];
            assert_eq!(year.does(&asked)["decision"]["certificate"]["outcome"], "reissue");
            let damaged = year.certificate("101-9008-00");
            year.paper(&damaged, "damaged", &[]);
            year.does(&["apply", LEDGER, "--member", "101-9008-00", "--reason", "damaged", "--paid"]);
            let refused =
                year.says(&["apply", LEDGER, "--member", "202-9009-00", "--reason", "not_registered", "--json"]);
            assert_eq!(refused.ends(1).json()["refused"], true);
            year.does(&["refusal", LEDGER, "--member", "202-9009-00", "--out", "letters"]);
            year.at("2026-07-08");
            assert_eq!(year.sent(&year.does(&["plan", LEDGER, "--kind", "certificate"])).len(), 2);
            assert_eq!(year.does(&["paper", LEDGER, &lost])["state"], "replaced");
            assert_eq!(year.paper(&damaged, "returned", &[])["state"], "returned");
        }
    }

    // The difference of the last four digits is closed by a second person.
    year.at("2026-08-04");
    year.world.file("second.txt", "二人目の合言葉 for tests\n");
    year.says(&[
        "operator",
        LEDGER,
        "add",
        "sato",
        "--name",
        "佐藤",
        "--role",
        "supervisor",
        "--new-passphrase-file",
        "second.txt",
    ])
    .ends(0);
    let close = ["lastfour", LEDGER, "case", "101-9008-00", "close", "--note", "事業主の届と本人のカードを確認"];
    assert_ne!(year.says(&close).code, 0, "whoever took the answer does not close the case");
    year.does(&[&close[..], &["--operator", "sato", "--passphrase-file", "second.txt"]].concat());

    // What could not be collected is reported with the log of what was done; what came back is destroyed before two.
    year.at("2026-08-20");
    year.paper(&gone, "not_collectable", &[]);
    let returned = [back.clone(), year_damaged(&year)];
    let destroyed =
        year.lines(&["paper", LEDGER, &returned[0], "destroyed", "--also", &returned[1], "--witness", "佐藤"]);
    assert!(destroyed.iter().all(|one| one["done"] == true), "{destroyed:?}");
    assert!(year.owed().is_empty(), "{:?}", year.owed());

    // September: an e-certificate lapses, a registration is released, and somebody becomes 70 next month.
    year.at("2026-10-05");
    registered.insert("202-9009-00".to_owned(), "有,解除,2029-09-09");
    year.list(&registered);
    year.at("2026-10-06");
    let due = year.lists();
    assert_eq!(year.run() as u64, due["certificate_due"] + due["renewal_due"], "{due:?}");
    year.does(&["paper", LEDGER, &year.certificate("101-9005-00")]);
    assert_eq!(year.lists()["uncovered"], 0);

    // November: somebody becomes 75, and the wife loses cover with him; both certificates come in one envelope.
    year.at("2026-11-24");
    let both = [year.certificate("101-9006-00"), year.certificate("101-9006-01")];
    let owed: BTreeSet<String> = year.owed().iter().filter_map(|one| Some(one["paper"].as_str()?.to_owned())).collect();
    assert!(both.iter().all(|code| owed.contains(code)), "{owed:?}");
    let told = year.lines(&["paper", LEDGER, &both[0], "returned", "--also", &both[1]]);
    assert!(told.iter().all(|one| one["state"] == "returned"), "{told:?}");
    let told = year.lines(&["paper", LEDGER, &both[0], "destroyed", "--also", &both[1], "--witness", "佐藤"]);
    assert!(told.iter().all(|one| one["done"] == true), "{told:?}");

    // The end of the year: what is still due goes out, and then nothing is.
    year.at("2027-03-05");
    year.list(&registered);
    year.at("2027-03-08");
    year.run();
    for kind in ["certificate", "notice"] {
        let planned = year.does(&["plan", LEDGER, "--kind", kind]);
        if planned["batch"].is_string() {
            year.sent(&planned);
        }
    }
    year.at(LAST_DAY);
    let lists = year.lists();
    for list in NOTHING_OPEN {
        assert_eq!(lists[list], 0, "{list}: {lists:?}");
    }
    assert!(year.owed().is_empty(), "{:?}", year.owed());
    let open: Vec<Value> = year.lines(&["consequences", LEDGER]);
    assert!(open.iter().all(|one| one["seen"].is_object()), "{open:?}");
    accounted_for(LEDGER, &|arguments| year.says(arguments));
}

/// The damaged certificate that came back.
fn year_damaged(year: &Year) -> String {
    let shown = year.does(&["show", LEDGER, "101-9008-00"]);
    let papers = shown["papers"].as_array().expect("papers");
    let back = papers.iter().find(|paper| paper["state"] == "returned").unwrap_or_else(|| panic!("{shown}"));
    back["paper"].as_str().expect("a code").to_owned()
}
