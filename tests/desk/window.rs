//! What the window asks the desk for. The answers are kept as JSON beside the screen, whose own tests are run against them:
//! `UPDATE=1` writes them anew.

use std::path::{Path, PathBuf};

use desk::decide::Question;
use desk::home::BATCHES;
use desk::import::{Import, confirmation, meaning};
use desk::ledger::{Moment, Passphrase};
use desk::plan::{Listing, PaperWord, Plan};
use desk::wire::{EmployerForm, OperatorForm, SocietyChange, SocietyForm};
use desk::{Desk, Occasion};
use rules::calendar::{Day, day};
use rules::words::Lang;
use serde_json::Value;

use crate::world::{PEOPLE, World};

const ON: Day = day(2026, 4, 21);

fn occasion() -> Occasion {
    Occasion { at: Moment::new("2026-04-21T01:00:00Z").expect("an instant"), today: ON, operator: "desk".to_owned() }
}

fn question() -> Question {
    Question { on: ON, known_at: None, member: None, lang: Lang::Ja }
}

fn open(world: &World) -> Desk {
    let passphrase = std::fs::read_to_string(world.at("passphrase.txt")).expect("a passphrase");
    let passphrase = Passphrase::from(passphrase.trim_end().to_owned());
    Desk::open(&world.at("ledger.daicho"), None, &passphrase, &occasion()).expect("a ledger")
}

/// A ledger all of whose acts were done at a known instant.
fn society() -> (World, Desk) {
    let world = World::bare();
    let passphrase = Passphrase::from("見本の合言葉 for tests".to_owned());
    let (society, policy) = (world.at("society.toml"), world.at("policy.toml"));
    let (mut desk, _) = desk::founding::found(&world.at("ledger.daicho"), &society, &policy, &passphrase, &occasion())
        .expect("a ledger");
    world.file("people.csv", PEOPLE);
    world.file(
        "利用登録状況.csv",
        "保険者番号,記号,番号,枝番,利用登録,電子証明書有効期限\n06132682,101,0012,00,有,2026-06-15\n06132682,101,0012,01,無,\n",
    );
    for file in ["people.csv", "利用登録状況.csv"] {
        desk.import(&import(&world.at(file), false), &occasion()).expect("an import");
    }
    (world, desk)
}

fn import(file: &Path, dry_run: bool) -> Import {
    Import { dry_run, ..Import::of(file.to_owned(), Lang::Ja) }
}

fn plan(kind: PaperWord, members: Option<&str>) -> Plan {
    Plan {
        kind,
        on: ON,
        members: members.map(|text| Listing::Lines(text.to_owned())),
        layout: None,
        without_unprintable: false,
        dry_run: false,
        envelopes: None,
        lang: Lang::Ja,
    }
}

/// Management codes are random; everything else is the same in every run.
fn steady(value: &mut Value, known: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            // The order of keys depends on how the reader of JSON was built; it is no part of the answer.
            let sorted: std::collections::BTreeMap<String, Value> = std::mem::take(fields).into_iter().collect();
            *fields = sorted.into_iter().collect();
            for (name, field) in fields {
                if let (true, Value::String(code)) = (matches!(name.as_str(), "code" | "paper" | "batch"), &*field)
                    && code.len() == 11
                    && code.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
                {
                    let at = known.iter().position(|other| other == code).unwrap_or_else(|| {
                        known.push(code.clone());
                        known.len() - 1
                    });
                    *field = Value::String(format!("{}{:010}", &code[..1], at + 1));
                }
                if name == "path" {
                    *field = Value::String("ledger.daicho".to_owned());
                }
                steady(field, known);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| steady(item, known)),
        _ => {}
    }
}

#[test]
fn the_screens_tests_run_against_answers_that_the_desk_gives() {
    let (world, mut desk) = society();
    let today = desk.today(ON, Lang::Ja).expect("today");
    let mut answers = vec![
        ("here", desk::wire::json(&desk.here(ON).expect("here"))),
        ("presets", desk::wire::json(&desk::settings::presets())),
        ("home", desk::wire::json(&today.home())),
        ("trend", desk::wire::json(&desk.trend(ON).expect("a trend"))),
        ("list", desk::wire::json(&desk.list(&today, "certificate_due", None, 0, 50).expect("a list"))),
        ("people", desk::wire::json(&desk.people(&today, 0, 50).expect("people"))),
        ("find", desk::wire::json(&desk.find("ﾔﾏﾀﾞ", ON, 20).expect("hits"))),
        ("explain", desk::wire::json(&desk.explain("101-12-01", &question()).expect("why"))),
        ("settings", desk::wire::json(&desk.settings(ON, "0.1.0").expect("settings"))),
    ];
    world.file(
        "届.csv",
        "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日,備考\n202,7,00,佐藤　さくら,サトウ　サクラ,1990-02-15,2021-10-01,\n\
         101,71,00,高橋　桜,タカハシ　サクラ,H2.2.15,R8.4.1,\n101,90,00,伊藤　三郎,イトウ　サブロウ,S60.7.8,令和7年2月30日,\n\
         101,91,0,加藤　四郎,カトウ　シロウ,S61.7.8,R8.4.1,新卒\n",
    );
    let file = import(&world.at("届.csv"), true);
    answers.push(("look", desk::wire::json(&desk.look(&file, &occasion()).expect("a look"))));
    answers.push(("difference", desk::wire::json(&desk.import(&file, &occasion()).expect("a difference"))));
    answers.push(("imports", desk::wire::json(&desk.imports().expect("imports"))));
    let certificate = plan(PaperWord::Certificate, Some("101-12-01\n202-7"));
    answers.push(("plan", desk::wire::json(&desk.plan(&certificate, &occasion()).expect("a batch"))));
    answers.push(("batches", desk::wire::json(&desk.batches().expect("batches"))));
    answers.push(("show", desk::wire::json(&desk.show("101-12-01", &question()).expect("a member"))));
    // A few pages are enough for the screen's own tests.
    let mut at_hand = desk::answers::at_hand(ON, Lang::Ja);
    at_hand.pages.retain(|page| page.about == "question" || page.because == Some("not_registered"));
    answers.push(("at_hand", desk::wire::json(&at_hand)));
    answers.push(("member_answers", desk::wire::json(&desk.answers("101-12-00", &question()).expect("answers"))));
    let given =
        [("moved", "R8.4.1"), ("announced_out", "2026-03-10")].map(|(name, day)| (name.to_owned(), day.to_owned()));
    let reckoned = desk::milestones::reckon("move_in_report", &given, ON, Lang::Ja).expect("a day");
    answers.push(("reckon", desk::wire::json(&reckoned)));
    let policy = crate::world::POLICY
        .replace("renewal_lead_days = 60", "renewal_lead_days = 90")
        .replace("certificate_lapse = \"ex_officio\"", "certificate_lapse = \"on_application\"");
    answers.push(("try_policy", desk::wire::json(&desk.try_policy(&policy, ON, Lang::Ja).expect("a trial"))));
    let wrong = desk.member("999-1-1", ON).expect_err("nobody");
    answers.push(("failed", desk::wire::json(&desk::wire::Failed::of(&wrong, Lang::Ja))));

    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/src/mock/answers"));
    let mut known = Vec::new();
    for (name, answer) in answers {
        let mut value: Value = serde_json::from_str(&answer).expect("JSON");
        steady(&mut value, &mut known);
        let text = serde_json::to_string_pretty(&value).expect("JSON") + "\n";
        let path = folder.join(format!("{name}.json"));
        if std::env::var_os("UPDATE").is_some() {
            std::fs::create_dir_all(&folder).expect("a folder");
            std::fs::write(&path, &text).expect("an answer is written");
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == text, "ui/src/mock/answers/{name}.json is not what the desk answers; run with UPDATE=1");
    }
}

#[test]
fn the_home_screen_counts_whom_its_lists_hold() {
    let (_world, desk) = society();
    let today = desk.today(ON, Lang::Ja).expect("today");
    let home = today.home();
    assert_eq!(home.members, 4);
    for list in home.lists.iter().filter(|list| BATCHES.iter().all(|(name, _)| *name != list.name)) {
        let listed = desk.list(&today, &list.name, None, 0, 50).expect("a list");
        assert_eq!((listed.total as u64, listed.rows.len() as u64), (list.count, list.count), "{}", list.name);
    }
    let names = |list: &str| -> Vec<String> {
        desk.list(&today, list, None, 0, 50).expect("a list").rows.into_iter().map(|row| row.member).collect()
    };
    assert_eq!(names("certificate_due"), ["101-0012-01"], "the wife is not registered");
    assert_eq!(names("lapsing"), ["101-0012-00"], "the husband's e-certificate ends within a year");
    assert_eq!(home.uncovered, 3, "the husband alone is known to be covered");
    let june = desk.list(&today, "lapsing", Some("2026-06"), 0, 50).expect("June");
    let may = desk.list(&today, "lapsing", Some("2026-05"), 0, 50).expect("May");
    assert_eq!((june.total, may.total), (1, 0));
    let second = desk.people(&today, 1, 2).expect("people");
    let members: Vec<&str> = second.rows.iter().map(|row| row.member.as_str()).collect();
    assert_eq!((second.total, members.as_slice()), (4, ["101-0012-01", "101-0012-02"].as_slice()));
}

#[test]
fn why_names_the_file_that_the_fact_came_from_and_what_would_change_it() {
    let (_world, desk) = society();
    let why = desk.explain("101-12-01", &question()).expect("why");
    let certificate = why.parts.iter().find(|part| part.about == "certificate").expect("the certificate");
    assert_eq!(certificate.outcome, "issue");
    let registered = certificate.facts.iter().find(|fact| fact.column == "use_registered").expect("the registration");
    assert_eq!(registered.source.as_deref(), Some("利用登録状況.csv!3"));
    assert!(certificate.changes.iter().any(|change| change.column == "use_registered" && change.outcome == "none"));
    assert!(why.policy_source.contains("理事会決定"));
}

#[test]
fn a_page_is_seen_before_it_is_printed_and_a_batch_is_posted_only_after() {
    let (world, mut desk) = society();
    let batch = desk.plan(&plan(PaperWord::Certificate, None), &occasion()).expect("a batch").batch.expect("its code");
    let page = desk.page(&batch, 1, false).expect("a page");
    assert_eq!(page.pages, 2);
    assert!(page.png.starts_with(b"\x89PNG") && page.png.len() > 10_000, "{} bytes", page.png.len());
    assert_ne!(page.png, desk.page(&batch, 2, false).expect("its back").png);
    assert!(desk.page(&batch, 3, false).is_err() && desk.page(&batch, 0, true).is_err());
    assert_eq!(desk.batches().expect("batches")[0].state, "planned");
    assert_eq!(desk.post(&batch, ON, &occasion()).expect_err("not printed").complaints[0].code, "not_printed");

    let out = world.at("out");
    std::fs::create_dir(&out).expect("a folder");
    let mut told = Vec::new();
    let stopped = desk
        .print_watched(&batch, &out, &occasion(), &mut |done, total| {
            told.push((done, total));
            std::ops::ControlFlow::Break(())
        })
        .expect_err("stopped");
    assert_eq!((stopped.complaints[0].code, told), ("cancelled", vec![(0, 1)]));
    assert_eq!(std::fs::read_dir(&out).expect("a folder").count(), 0, "nothing is left behind");
    desk.print(&batch, &out, &occasion()).expect("printed");
    assert_eq!(desk.batches().expect("batches")[0].state, "printed");
    desk.post(&batch, ON, &occasion()).expect("posted");
    assert_eq!(desk.batches().expect("batches")[0].state, "posted");
}

#[test]
fn the_window_prints_each_batch_into_a_folder_of_its_own() {
    let (world, mut desk) = society();
    let out = world.at("out");
    std::fs::create_dir(&out).expect("a folder");
    let mut codes = Vec::new();
    for kind in [PaperWord::Certificate, PaperWord::Notice] {
        codes.push(desk.plan(&plan(kind, None), &occasion()).expect("a batch").batch.expect("its code"));
    }
    let stopped =
        desk.print_inside(&codes[0], &out, &occasion(), &mut |_, _| std::ops::ControlFlow::Break(())).map(|_| ());
    assert_eq!(stopped.expect_err("stopped").complaints[0].code, "cancelled");
    assert_eq!(std::fs::read_dir(&out).expect("a folder").count(), 0, "no empty folder is left behind");
    for code in [&codes[0], &codes[1], &codes[0]] {
        let watch = &mut |_, _| std::ops::ControlFlow::Continue(());
        let printed = desk.print_inside(code, &out, &occasion(), watch).expect("printed");
        assert_eq!(printed.out, out.join(code).display().to_string());
        let manifest = std::fs::read_to_string(out.join(code).join("manifest.json")).expect("a manifest");
        assert!(manifest.contains(&format!("\"batch\":\"{code}\"")), "{manifest}");
    }
    assert_eq!(std::fs::read_dir(&out).expect("a folder").count(), 2);
}

#[test]
fn a_frozen_batch_is_work_until_it_is_posted_and_cover_that_rests_on_it_says_so() {
    let (world, mut desk) = society();
    let work = |desk: &Desk, on: Day| {
        let home = desk.today(on, Lang::Ja).expect("today").home();
        let of = |name: &str| home.lists.iter().find(|list| list.name == name).map(|list| (list.count, list.by));
        (of("unprinted").expect("a row"), of("unposted").expect("a row"))
    };
    let wife = |desk: &Desk| {
        let shown = desk.show("101-12-01", &question()).expect("a member");
        let decision = shown.decision.expect("a decision");
        let said = decision.covered_sentence.contains("まだ発送していません");
        assert_eq!(said, decision.covered_before_post);
        let home = desk.today(ON, Lang::Ja).expect("today").home();
        let counted = home.lists.iter().find(|list| list.name == "covered_before_post").expect("a row").count;
        assert_eq!(counted, u64::from(said), "the home screen says how many of those covered wait for the post");
        (decision.covered, shown.papers.last().map(|paper| paper.state), said)
    };
    assert_eq!(work(&desk, ON), ((0, None), (0, None)));
    assert_eq!(wife(&desk), ("no", None, false));
    let freeze = |desk: &mut Desk, on: Day, kind| {
        let plan = Plan { on, ..plan(kind, Some("101-12-01")) };
        desk.plan(&plan, &occasion()).expect("a batch").batch.expect("its code")
    };
    let later = freeze(&mut desk, day(2026, 5, 1), PaperWord::Notice);
    let batch = freeze(&mut desk, ON, PaperWord::Certificate);
    assert_eq!(work(&desk, ON), ((2, Some(ON)), (0, None)), "the oldest batch counts");
    assert_eq!(wife(&desk), ("yes", Some("planned"), true));
    let out = world.at("out");
    std::fs::create_dir(&out).expect("a folder");
    desk.print(&batch, &out, &occasion()).expect("printed");
    assert_eq!(work(&desk, ON), ((1, Some(day(2026, 5, 1))), (1, Some(ON))));
    assert_eq!(work(&desk, day(2026, 4, 1)), work(&desk, ON), "whatever day is looked at");
    assert_eq!(wife(&desk), ("yes", Some("printed"), true));
    desk.post(&batch, ON, &occasion()).expect("posted");
    assert_eq!(work(&desk, ON), ((1, Some(day(2026, 5, 1))), (0, None)));
    assert_eq!(wife(&desk), ("yes", Some("posted"), false));
    let states: Vec<(String, &str)> =
        desk.batches().expect("batches").into_iter().map(|one| (one.batch, one.state)).collect();
    assert_eq!(states, [(batch, "posted"), (later, "planned")]);
}

#[test]
fn one_reads_while_the_other_writes_and_sees_what_is_acknowledged() {
    let (world, desk) = society();
    let reader = desk.again().expect("a second way in");
    let mut other = open(&world);
    let before = reader.last_act().expect("an act");
    world.file(
        "new.csv",
        "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日\n101,91,00,加藤　四郎,カトウ　シロウ,S61.7.8,R8.4.1\n",
    );
    other.import(&import(&world.at("new.csv"), false), &occasion()).expect("an import");
    assert_eq!(reader.last_act().expect("an act"), before + 1);
    assert_eq!(reader.find("カトウ", ON, 5).expect("hits").len(), 1);
}

#[test]
fn another_policy_is_tried_and_its_mistakes_are_named() {
    let (_world, desk) = society();
    let same = desk.try_policy(crate::world::POLICY, ON, Lang::Ja).expect("a trial");
    assert_eq!((same.members, same.altered), (4, 0));
    let other = crate::world::POLICY.replace("\"ex_officio\"", "\"on_application\"");
    let tried = desk.try_policy(&other, ON, Lang::Ja).expect("a trial");
    assert!(tried.complaints.is_empty(), "{:?}", tried.complaints.first().map(|it| &it.sentence));
    let wrong = desk.try_policy("[[policy]]\nfrom = 1\n", ON, Lang::Ja).expect("an answer");
    assert!(!wrong.complaints.is_empty());
    // Whoever is named by it has been seen.
    let fewer = crate::world::POLICY.replace("notice_to = \"everyone\"", "notice_to = \"myna_holders\"");
    let tried = desk.try_policy(&fewer, ON, Lang::Ja).expect("a trial");
    assert!(tried.altered > 0 && tried.examples.len() as u64 == tried.altered, "{}", tried.altered);
    for named in &tried.examples {
        let saw = desk.who_saw(&named.code, ON, ON, Lang::Ja).expect("looks");
        assert_eq!(saw.rows.iter().filter(|row| row.kind == "try_policy").count(), 1, "{}", named.code);
    }
}

#[test]
fn how_a_file_was_read_is_remembered_for_files_with_the_same_columns() {
    let (world, mut desk) = society();
    let table = |day: &str| {
        format!("記号,証番号２,枝番,氏名,カナ,生年月日,入社日\n101,71,00,伊藤　三郎,イトウ　サブロウ,S60.7.8,{day}\n")
    };
    world.file("april.csv", table("R8.4.1"));
    let first = Import {
        employer: Some("A001".to_owned()),
        confirmed: vec![confirmation("入社日").expect("a confirmation")],
        meanings: vec![meaning("B=番号").expect("a meaning")],
        ..import(&world.at("april.csv"), false)
    };
    assert!(desk.look(&first, &occasion()).expect("a look").remembered.is_none());
    assert_eq!(desk.import(&first, &occasion()).expect("an import").new, 1);
    world.file("may.csv", table("R8.5.1"));
    let plain = import(&world.at("may.csv"), true);
    let remembered = desk.look(&plain, &occasion()).expect("a look").remembered.expect("a memory");
    assert_eq!((remembered.employer.as_deref(), remembered.file.as_str()), (Some("A001"), "april.csv"));
    // How it is read, the employer's recipe says.
    let named = Import { employer: Some("A001".to_owned()), ..plain.clone() };
    let look = desk.look(&named, &occasion()).expect("a look");
    let recipe = look.recipe.expect("a recipe");
    assert_eq!((recipe.employer.as_deref(), recipe.version, recipe.near), (Some("A001"), 1, false));
    assert_eq!(look.sheets[0].mapping[1].field, Some("number"));
    assert_eq!(desk.import(&named, &occasion()).expect("a difference").unchanged, 0);
    let other = Import { employer: Some("B002".to_owned()), ..plain };
    assert!(desk.look(&other, &occasion()).expect("a look").remembered.is_none(), "another employer's file is another");
}

/// The policy as it is, and from a day on one that waits for an application.
fn from_a_day(from: &str, source: &str) -> String {
    let later = crate::world::POLICY
        .replace("2024-12-02", from)
        .replace("理事会決定 令和6年11月5日", source)
        .replace("\"ex_officio\"", "\"on_application\"");
    format!("{}\n{later}", crate::world::POLICY)
}

fn code(failure: desk::Failure) -> &'static str {
    failure.complaints[0].code
}

#[test]
fn a_policy_is_adopted_from_a_day_on_and_the_days_before_keep_theirs() {
    let (_world, mut desk) = society();
    let later = from_a_day("2026-06-01", "理事会決定 令和8年4月20日");
    let tried = desk.try_policy(&later, ON, Lang::Ja).expect("a trial");
    assert_eq!((tried.on, tried.since, tried.earlier), (day(2026, 6, 1), Some(day(2026, 6, 1)), false));
    desk.adopt_policy(&later, false, &occasion()).expect("adopted");
    let settings = desk.settings(ON, "0.1.0").expect("settings");
    let adopted: Vec<(Day, &str)> =
        settings.policies.iter().map(|policy| (policy.from, policy.source.as_str())).collect();
    assert_eq!(
        adopted,
        [(day(2024, 12, 2), "理事会決定 令和6年11月5日"), (day(2026, 6, 1), "理事会決定 令和8年4月20日")]
    );
    assert!(desk.verify(None, Lang::Ja).expect("a verified ledger").ok, "an act like any other");
    assert_eq!(code(desk.adopt_policy(&later, false, &occasion()).expect_err("the same")), "policy_unchanged");
}

#[test]
fn another_policy_moves_members_on_the_home_screen() {
    let (world, mut desk) = society();
    world.file(
        "切れた.csv",
        "保険者番号,記号,番号,枝番,利用登録,電子証明書有効期限\n06132682,101,0012,00,有,2025-10-15\n",
    );
    desk.import(&import(&world.at("切れた.csv"), false), &occasion()).expect("an import");
    let counts = |desk: &Desk| {
        let home = desk.today(ON, Lang::Ja).expect("today").home();
        ["certificate_due", "on_application"]
            .map(|name| home.lists.iter().find(|list| list.name == name).map(|list| list.count))
    };
    assert_eq!(counts(&desk), [Some(2), Some(0)]);
    desk.adopt_policy(&from_a_day("2026-04-21", "理事会決定 令和8年4月20日"), false, &occasion()).expect("adopted");
    assert_eq!(counts(&desk), [Some(1), Some(1)], "the husband's certificate now waits for his application");
}

#[test]
fn what_may_not_become_a_policy_is_said_and_nothing_changes() {
    let (_world, mut desk) = society();
    let before = desk.last_act().expect("an act");
    let past = crate::world::POLICY.replace("\"ex_officio\"", "\"on_application\"");
    for (text, expected) in [
        ("[[policy]]\nfrom = 1\n".to_owned(), "missing_key"),
        (from_a_day("2026-06-01", " "), "policy_source"),
        (from_a_day("2026-06-01", "【要書換え】○○健康保険組合"), "policy_source"),
        (crate::world::POLICY.to_owned(), "policy_unchanged"),
        (past.clone(), "policy_earlier"),
        (from_a_day("2026-04-20", "理事会決定 令和8年4月20日"), "policy_earlier"),
    ] {
        assert_eq!(code(desk.adopt_policy(&text, false, &occasion()).expect_err(expected)), expected);
    }
    assert_eq!(desk.last_act().expect("an act"), before, "nothing is written");
    assert!(desk.try_policy(&past, ON, Lang::Ja).expect("a trial").earlier);
    desk.adopt_policy(&past, true, &occasion()).expect("adopted, since the clerk said so");
}

fn employer(code: &str, postcode: &str) -> EmployerForm {
    EmployerForm {
        code: code.to_owned(),
        name: "株式会社ためし".to_owned(),
        symbol: " 303 ".to_owned(),
        postcode: postcode.to_owned(),
        address: String::new(),
        contact: String::new(),
    }
}

fn new_society() -> SocietyForm {
    SocietyForm {
        name: "ためし健康保険組合".to_owned(),
        insurer_number: "06132682".to_owned(),
        postcode: "100-0001".to_owned(),
        address: "東京都千代田区千代田1-1".to_owned(),
        phone: "03-0000-0000".to_owned(),
        portal_url: "https://myna.go.jp/".to_owned(),
        employers: vec![employer("C003", "530-0001"), employer("D004", "")],
    }
}

fn places(failure: &desk::Failure) -> Vec<&str> {
    failure.complaints.iter().map(|complaint| complaint.place.as_str()).collect()
}

#[test]
fn all_that_is_wrong_with_the_form_of_a_new_ledger_is_named_by_its_field_and_makes_none() {
    desk::founding::check_form(&new_society()).expect("nothing is wrong");
    let wrong = SocietyForm {
        insurer_number: "06132683".to_owned(),
        postcode: "100-00011".to_owned(),
        phone: "内線1".to_owned(),
        portal_url: "myna.go.jp".to_owned(),
        employers: vec![
            employer("", "530-0001"),
            employer("C003", "大阪"),
            employer("D004", ""),
            employer("ｄ００４", ""),
        ],
        ..new_society()
    };
    let expected = [
        "postcode",
        "phone",
        "portal_url",
        "insurer_number",
        "employer.0.code",
        "employer.1.postcode",
        "employer.3.code",
    ];
    let world = World::bare();
    let passphrase = Passphrase::from("見本の合言葉 for tests".to_owned());
    let failure = desk::founding::check_form(&wrong).expect_err("wrong");
    assert_eq!(places(&failure), expected);
    let found = |form: &SocietyForm| {
        desk::founding::found_by_form(&world.at("ledger.daicho"), form, crate::world::POLICY, &passphrase, &occasion())
    };
    let failure = found(&wrong).err().expect("wrong");
    assert_eq!(places(&failure), expected);
    assert!(world.ledger().is_empty(), "no ledger is made");
    let (desk, founded) = found(&new_society()).expect("a ledger");
    assert_eq!(founded.employers, 2);
    assert_eq!(desk.here(ON).expect("here").employers[0].symbol, "303", "nothing stands around what is kept");
}

fn changed() -> SocietyChange {
    SocietyChange {
        name: "あたらしい健康保険組合".to_owned(),
        postcode: "1000002".to_owned(),
        address: "東京都千代田区皇居外苑1-1".to_owned(),
        phone: " 03-9999-0000 ".to_owned(),
        portal_url: "https://myna.go.jp/".to_owned(),
        notice_layout: "notice-left".to_owned(),
        certificate_layout: "certificate-hagaki".to_owned(),
        last_four_on_notice: false,
    }
}

#[test]
fn the_society_changes_and_stays_the_same_insurer() {
    let (_world, mut desk) = society();
    desk.change_society(&changed(), &occasion()).expect("changed");
    let society = desk.settings(ON, "0.1.0").expect("settings").society;
    assert_eq!((society.name.as_str(), society.phone.as_str()), ("あたらしい健康保険組合", "03-9999-0000"));
    assert_eq!(
        (society.notice_layout.as_str(), society.certificate_layout.as_str()),
        ("notice-left", "certificate-hagaki")
    );
    assert!(society.training && !society.last_four_on_notice);
    assert_eq!(society.insurer_number, "06132682");
    let act = desk.last_act().expect("an act");
    desk.change_society(&changed(), &occasion()).expect("nothing to change");
    assert_eq!(desk.last_act().expect("an act"), act, "what is so already is not written again");
}

#[test]
fn a_society_cannot_lose_its_name_take_nonsense_or_the_other_papers_layout() {
    let (_world, mut desk) = society();
    let before = desk.last_act().expect("an act");
    let blank = SocietyChange { name: "　".to_owned(), phone: String::new(), ..changed() };
    let failure = desk.change_society(&blank, &occasion()).expect_err("blank");
    let places: Vec<&str> = failure.complaints.iter().map(|complaint| complaint.place.as_str()).collect();
    assert_eq!(places, ["name", "phone"]);
    for (postcode, phone, portal_url, wrong) in [
        ("100-0001", "(03)1234-5678", "https://myna.go.jp/top?a=1", &[][..]),
        ("1000001", "0312345678", "https://img.myna.go.jp", &[]),
        ("100001", "03-1234-567", "http://myna.go.jp/", &["postcode", "portal_url"]),
        ("1-000001", "03-1234-56", "https:///top", &["postcode", "phone", "portal_url"]),
        ("千代田区", "03-1234-5678 内線1", "https://myna/", &["postcode", "phone", "portal_url"]),
        ("10000011", "電話", "https://myna.go.jp/ x", &["postcode", "phone", "portal_url"]),
    ] {
        let form = SocietyChange {
            postcode: postcode.to_owned(),
            phone: phone.to_owned(),
            portal_url: portal_url.to_owned(),
            ..changed()
        };
        let (_world, mut desk) = society();
        let answer = desk.change_society(&form, &occasion());
        let places: Vec<String> =
            answer.err().into_iter().flat_map(|it| it.complaints).map(|complaint| complaint.place).collect();
        assert_eq!(places, wrong, "{postcode} {phone} {portal_url}");
        if wrong.is_empty() {
            let kept = desk.settings(ON, "0.1.0").expect("settings").society;
            assert_eq!((kept.postcode.as_str(), kept.phone.as_str()), ("1000001", phone), "as the ledger keeps it");
        }
    }
    let other = SocietyChange { notice_layout: "certificate-a4".to_owned(), ..changed() };
    assert_eq!(code(desk.change_society(&other, &occasion()).expect_err("another paper")), "layout_kind");
    let unknown = SocietyChange { notice_layout: "notice-golden".to_owned(), ..changed() };
    assert_eq!(code(desk.change_society(&unknown, &occasion()).expect_err("unknown")), "layout_unknown");
    assert_eq!(desk.last_act().expect("an act"), before, "nothing is written");
}

/// What the cover of a batch says, without spaces.
fn cover(world: &World, desk: &mut Desk, batch: &str) -> String {
    let out = world.at(batch);
    std::fs::create_dir_all(&out).expect("a folder");
    desk.print(batch, &out, &occasion()).expect("printed");
    tests::paper::pdf_text(&out.join(format!("{batch}-cover.pdf"))).split_whitespace().collect()
}

#[test]
fn an_employer_changes_and_what_was_frozen_before_is_printed_as_it_was_known() {
    let (world, mut desk) = society();
    let here = |desk: &Desk| desk.settings(ON, "0.1.0").expect("settings").society.employers;
    let first = EmployerForm {
        code: "A001".to_owned(),
        name: "株式会社みほん製作所".to_owned(),
        symbol: "101".to_owned(),
        postcode: "530-0001".to_owned(),
        address: " 大阪府大阪市北区梅田1-2-3 ".to_owned(),
        contact: "総務課".to_owned(),
    };
    desk.change_employer(&first, &occasion()).expect("changed");
    assert_eq!(
        (here(&desk)[0].postcode.as_str(), here(&desk)[0].address.as_str()),
        ("5300001", "大阪府大阪市北区梅田1-2-3")
    );
    let act = desk.last_act().expect("an act");
    desk.change_employer(&first, &occasion()).expect("nothing to change");
    assert_eq!(desk.last_act().expect("an act"), act, "what is so already is not written again");

    let planned = |desk: &mut Desk, member: &str| {
        desk.plan(&plan(PaperWord::Notice, Some(member)), &occasion()).expect("a batch").batch.expect("its code")
    };
    let frozen = planned(&mut desk, "101-12");
    let moved = EmployerForm {
        name: "みほん工業株式会社".to_owned(),
        postcode: "1000001".to_owned(),
        address: "東京都千代田区千代田1-1".to_owned(),
        contact: String::new(),
        ..first
    };
    desk.change_employer(&moved, &occasion()).expect("changed");
    let next = planned(&mut desk, "101-12-02");
    let before = cover(&world, &mut desk, &frozen);
    assert!(
        before.contains("株式会社みほん製作所") && before.contains("〒530-0001大阪府大阪市北区梅田1-2-3総務課"),
        "{before}"
    );
    let after = cover(&world, &mut desk, &next);
    assert!(after.contains("みほん工業株式会社") && after.contains("〒100-0001東京都千代田区千代田1-1"), "{after}");
    assert!(!after.contains("大阪府") && !after.contains("総務課"), "{after}");
    assert_eq!(desk.find("みほん工業", ON, 20).expect("hits").len(), 3, "found by its new name");
    assert_eq!(desk.here(ON).expect("here").employers[0].name, "みほん工業株式会社");
    assert!(desk.verify(None, Lang::Ja).expect("a verified ledger").ok);
}

#[test]
fn an_employer_is_added_once_and_its_people_come_in_by_its_symbol() {
    let (world, mut desk) = society();
    let new = employer("C003", "530-0001");
    desk.add_employer(&new, &occasion()).expect("added");
    let before = desk.last_act().expect("an act");
    for code in ["C003", " c003 ", "Ｃ００３"] {
        let failure = desk.add_employer(&employer(code, ""), &occasion()).expect_err("there is one already");
        assert_eq!((places(&failure), failure.complaints[0].code), (vec!["code"], "employer_twice"));
    }
    for (form, wrong) in [
        (employer("D004", "53-0001"), &["postcode"][..]),
        (
            EmployerForm { name: "　".to_owned(), symbol: String::new(), ..employer("", "x") },
            &["code", "symbol", "name", "postcode"],
        ),
    ] {
        assert_eq!(places(&desk.add_employer(&form, &occasion()).expect_err("wrong")), wrong);
        assert_eq!(
            places(
                &desk
                    .change_employer(&EmployerForm { code: "C003".to_owned(), ..form }, &occasion())
                    .expect_err("wrong")
            ),
            wrong.iter().filter(|one| **one != "code").copied().collect::<Vec<_>>()
        );
    }
    assert_eq!(places(&desk.change_employer(&employer("E005", ""), &occasion()).expect_err("unknown")), ["code"]);
    assert_eq!(desk.last_act().expect("an act"), before, "nothing is written");

    // Nobody is insured through it yet: its symbol may still be put right. Afterwards it is a part of their numbers.
    let mended = EmployerForm { symbol: "304".to_owned(), ..new };
    desk.change_employer(&mended, &occasion()).expect("mended");
    world.file(
        "新.csv",
        "記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日\n304,1,00,伊藤　三郎,イトウ　サブロウ,S60.7.8,男,本人,R8.4.1\n",
    );
    assert_eq!(desk.import(&import(&world.at("新.csv"), false), &occasion()).expect("an import").new, 1);
    assert_eq!(desk.show("304-1", &question()).expect("a member").employer.as_deref(), Some("C003"));
    let other = EmployerForm { symbol: "305".to_owned(), ..mended.clone() };
    assert_eq!(places(&desk.change_employer(&other, &occasion()).expect_err("it stays")), ["symbol"]);
    desk.change_employer(&EmployerForm { name: "ためし株式会社".to_owned(), ..mended }, &occasion()).expect("renamed");
    assert_eq!(desk.settings(ON, "0.1.0").expect("settings").society.employers.len(), 3);
}

#[test]
fn only_who_may_change_the_settings_adds_or_changes_an_employer() {
    let (world, mut desk) = society();
    let clerk = OperatorForm {
        code: "sato".to_owned(),
        name: "佐藤".to_owned(),
        roles: vec!["clerk".to_owned()],
        grants: Vec::new(),
    };
    let passphrase = Passphrase::from("momiji-umibe-suzume-kawara".to_owned());
    desk.add_operator(&clerk, &passphrase, &occasion()).expect("an operator");
    let mut clerk = Desk::open(&world.at("ledger.daicho"), Some("sato"), &passphrase, &occasion()).expect("a ledger");
    assert_eq!(code(clerk.add_employer(&employer("C003", ""), &occasion()).expect_err("refused")), "not_permitted");
    assert_eq!(code(clerk.change_employer(&employer("A001", ""), &occasion()).expect_err("refused")), "not_permitted");
    let names: Vec<String> = clerk.here(ON).expect("here").employers.into_iter().map(|one| one.name).collect();
    assert_eq!(names, ["株式会社みほん製作所", "見本商事株式会社"]);
    desk.add_employer(&employer("C003", ""), &occasion()).expect("added");
    let acts = world.acts("employer");
    assert_eq!(acts, [("desk".to_owned(), Some("C003".to_owned()), None)], "who did what stands in the journal");
}

#[test]
fn the_row_of_a_complaint_is_shown_as_the_file_has_it_without_its_my_number() {
    let (world, _desk) = society();
    world.file(
        "届.csv",
        "記号,番号,枝番,氏名,カナ,生年月日,資格取得年月日,個人番号,備考\n\
         101,90,00,伊藤　三郎,イトウ　サブロウ,S60.7.8,令和7年2月30日,123456789018,写し 123456789018\n",
    );
    let import = import(&world.at("届.csv"), true);
    let cells = desk::look::cells(&import, "届.csv", 2, ON).expect("a row");
    assert_eq!(
        cells,
        ["101", "90", "00", "伊藤　三郎", "イトウ　サブロウ", "S60.7.8", "令和7年2月30日", "****", "写し ********9018"]
    );
    assert!(desk::look::cells(&import, "届.csv", 9, ON).expect("no such row").is_empty());
    assert!(desk::look::cells(&import, "名簿", 2, ON).expect("no such sheet").is_empty());
}

#[test]
fn a_specimen_says_what_its_paper_says_and_no_page_has_no_number() {
    let (_world, desk) = society();
    for name in ["notice-left", "notice-right", "certificate-a4", "certificate-hagaki"] {
        let page = desk.layout_page(name, None, 1, ON, Lang::Ja).expect("a page");
        assert!(page.complaints.is_empty() && page.png.starts_with(b"\x89PNG"), "{name}");
        assert_eq!((page.page, page.pages > 0), (1, true), "{name}");
        let past_the_end = desk.layout_page(name, None, 99, ON, Lang::Ja).expect("the last page");
        assert_eq!(past_the_end.page, page.pages, "{name}");
    }
    let none = desk.layout_page("notice-left", Some("title = 1\n"), 1, ON, Lang::Ja).expect("an answer");
    assert_eq!((none.page, none.pages, none.png.len(), none.complaints.is_empty()), (0, 0, 0, false));
}

#[test]
fn a_list_tells_by_when_who_would_have_nothing_to_show() {
    let (_world, desk) = society();
    let today = desk.today(ON, Lang::Ja).expect("today");
    let by = |list: &str| -> Vec<(String, Option<Day>)> {
        let listed = desk.list(&today, list, None, 0, 50).expect("a list");
        listed.rows.into_iter().map(|row| (row.member, row.by)).collect()
    };
    // Her old card was good until its end by law; she never had anything else.
    assert_eq!(by("certificate_due"), [("101-0012-01".to_owned(), Some(day(2025, 12, 1)))]);
    // A day stands only beside those to whom a certificate is due; the others have no deadline to meet.
    let due = by("certificate_due");
    let uncovered = by("uncovered");
    assert!(uncovered.len() > due.len() && due.iter().all(|one| uncovered.contains(one)), "{uncovered:?}");
    assert!(uncovered.iter().all(|one| due.contains(one) || one.1.is_none()), "{uncovered:?}");
}

#[test]
fn a_layout_of_the_societys_own_is_saved_chosen_and_printed_and_a_frozen_batch_keeps_its_own() {
    let (_world, mut desk) = society();
    let shipped = desk.layout_page("notice-right", None, 1, ON, Lang::Ja).expect("a page");
    let text = shipped.text.replace("資格情報のお知らせ（右下カード）", "わたしたちの様式");
    let frozen =
        desk.plan(&plan(PaperWord::Notice, Some("101-12")), &occasion()).expect("a batch").batch.expect("its code");
    let before = desk.page(&frozen, 1, false).expect("a page").png;
    let many = desk.settings(ON, "0.1.0").expect("settings").layouts.len();
    let seal = desk.save_layout(" わたしたちの様式 ", &text, &occasion()).expect("saved");
    assert_eq!(
        desk.save_layout("わたしたちの様式", &text, &occasion()).expect("saved"),
        seal,
        "one text is one layout"
    );

    let settings = desk.settings(ON, "0.1.0").expect("settings");
    let own = settings.layouts.last().expect("a layout");
    assert_eq!((own.name.as_str(), own.kind, settings.layouts.len()), (seal.as_str(), "notice", many + 1));
    assert_eq!(own.title, "わたしたちの様式（令和8年4月21日）");
    assert_eq!(desk.layout_page(&seal, None, 1, ON, Lang::Ja).expect("a page").text, text);

    let wrong = SocietyChange { certificate_layout: seal.clone(), ..changed() };
    assert_eq!(code(desk.change_society(&wrong, &occasion()).expect_err("the other paper")), "layout_kind");
    desk.change_society(&SocietyChange { notice_layout: seal, ..changed() }, &occasion()).expect("chosen");
    let next =
        desk.plan(&plan(PaperWord::Notice, Some("202-7")), &occasion()).expect("a batch").batch.expect("its code");
    assert!(desk.page(&next, 1, false).expect("a page").png.starts_with(b"\x89PNG"));
    assert!(desk.verify(None, Lang::Ja).expect("a verified ledger").ok);
    assert!(desk.page(&frozen, 1, false).expect("a page").png == before, "what was frozen is printed as it was");
}

#[test]
fn a_layout_that_cannot_be_used_is_not_saved() {
    let (_world, mut desk) = society();
    let before = desk.last_act().expect("an act");
    let shipped = desk.layout_page("notice-right", None, 1, ON, Lang::Ja).expect("a page").text;
    let other = shipped.replace("資格情報のお知らせ（右下カード）", "別の様式");
    for (name, text, expected) in [
        ("", other.as_str(), "layout_name"),
        ("notice-left", other.as_str(), "layout_name"),
        ("わたしたちの様式", shipped.as_str(), "layout_unchanged"),
    ] {
        assert_eq!(code(desk.save_layout(name, text, &occasion()).expect_err(expected)), expected);
    }
    assert!(desk.save_layout("わたしたちの様式", "title = 知らない値\n", &occasion()).is_err());
    assert_eq!(desk.last_act().expect("an act"), before, "nothing is written");
}

#[test]
fn the_form_of_a_policy_offers_every_word_that_one_may_have() {
    use rules::policy::{
        CertificateLapse, Envelopes, GraceReading, NoticeOnChange, NoticeReissue, NoticeTo, PrintCharacters,
        ReturnBasis,
    };
    let form = include_str!("../../ui/src/settings/policy.ts");
    let words = |codes: Vec<&str>| codes.iter().map(|code| format!("'\"{code}\"'")).collect::<Vec<_>>().join(", ");
    for (key, codes) in [
        ("certificate_lapse", CertificateLapse::ALL.iter().map(|it| it.code()).collect()),
        ("return_basis", ReturnBasis::ALL.iter().map(|it| it.code()).collect()),
        ("grace_reading", GraceReading::ALL.iter().map(|it| it.code()).collect()),
        ("notice_to", NoticeTo::ALL.iter().map(|it| it.code()).collect()),
        ("notice_on_change", NoticeOnChange::ALL.iter().map(|it| it.code()).collect()),
        ("notice_reissue", NoticeReissue::ALL.iter().map(|it| it.code()).collect()),
        ("print_characters", PrintCharacters::ALL.iter().map(|it| it.code()).collect()),
        ("envelopes", Envelopes::ALL.iter().map(|it| it.code()).collect()),
    ] {
        let line = format!("{{ key: \"{key}\", made: \"word\", words: [{}] }}", words(codes));
        assert!(form.contains(&line), "ui/src/settings/policy.ts lacks {line}");
    }
}

#[test]
fn before_anybody_signs_in_a_training_society_names_the_file_of_its_passphrase_and_no_other_ledger_does() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let practice = folder.path().join("練習");
    desk::training::make(&practice, 20, 1, false, &occasion(), Lang::Ja).expect("a training society");
    let door = desk::operators::door(&practice.join("ledger.daicho")).expect("a door");
    assert_eq!((door.operators, door.practice), (vec!["desk".to_owned()], Some("passphrase.txt")));
    let told = desk::training::passphrase(&practice).expect("a passphrase");
    let opened =
        Desk::open(&practice.join("ledger.daicho"), None, &Passphrase::from(told), &occasion()).expect("a ledger");
    assert!(opened.here(ON).expect("it").training);

    // Somebody keeps the passphrase of a real ledger beside it: nobody is led to it.
    let (world, _) = society();
    assert!(world.at("passphrase.txt").is_file());
    assert_eq!(desk::operators::door(&world.at("ledger.daicho")).expect("a door").practice, None);
}

#[test]
fn a_wait_is_told_in_seconds_and_an_admin_only_where_there_is_somebody_else() {
    use desk::guesses::{Guesses, Tick};
    use desk::operators::sign_in;
    use desk::wire::{Failed, OperatorForm};
    let (world, mut desk) = society();
    let path = world.at("ledger.daicho");
    let guess = |folder: &str, seconds: u64| {
        let guesses = Guesses::in_folder(Some(world.at(folder)));
        let now = Tick { boot: "a".to_owned(), seconds };
        let wrong = Passphrase::from("まちがい".to_owned());
        let failure = sign_in(&path, Some("desk"), &wrong, &occasion(), &guesses, &now).err().expect("a refusal");
        Failed::of(&failure, Lang::Ja)
    };
    let waits = |folder: &str| {
        for _ in 0..5 {
            assert_eq!(guess(folder, 100).wait, None);
        }
        let told = guess(folder, 105);
        assert_eq!((told.code.as_str(), told.ending, told.wait), ("slow_down", "cannot_open", Some(25)));
        told.complaints[0].hint.contains("管理者")
    };
    assert!(!waits("alone"), "nobody else could help");
    let form = OperatorForm {
        code: "sato".to_owned(),
        name: "佐藤".to_owned(),
        roles: vec!["admin".to_owned()],
        grants: Vec::new(),
    };
    desk.add_operator(&form, &Passphrase::from("asagao to neko no hiru".to_owned()), &occasion()).expect("an operator");
    assert!(waits("two"), "the other admin can");
}
