//! What is kept no longer is listed, deleted by two people, certified on paper, and found by nobody any more.

use serde_json::Value;
use tests::{intruder, pdf_greys, pdf_text, qr_codes};

use crate::world::World;

const LEDGER: &str = "ledger.daicho";

/// A household that left six years ago, one that is there with somebody who left it, and somebody who left last month.
const PEOPLE: &str = "\
記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,郵便番号,住所,個人番号
101,31,00,去田　古夫,サリタ　フルオ,S40.1.2,男,本人,H20.4.1,1000001,東京都千代田区去町1-1,123456789018
101,31,01,去田　古子,サリタ　フルコ,S41.3.4,女,妻,H20.4.1,1000001,東京都千代田区去町1-1,
101,40,00,居田　今夫,イダ　イマオ,S50.1.2,男,本人,H20.4.1,1000001,東京都千代田区居町1-1,
101,40,01,居田　巣立,イダ　スダチ,H8.5.6,女,子,H20.4.1,1000001,東京都千代田区居町1-1,
202,50,00,近田　先月,チカダ　サキツキ,S60.7.8,女,本人,H30.10.1,5300001,大阪府大阪市北区梅田1-2-3,234567890121
";

const LEFT: &str = "\
記号,番号,枝番,氏名,カナ,生年月日,資格喪失年月日
101,31,00,去田　古夫,サリタ　フルオ,S40.1.2,R2.10.1
101,40,01,居田　巣立,イダ　スダチ,H8.5.6,R2.10.1
202,50,00,近田　先月,チカダ　サキツキ,S60.7.8,R8.10.20
";

fn filled() -> World {
    let world = World::new();
    assert_eq!(world.import("people.csv", PEOPLE, &["--on", "2020-04-10"])["new"], 5);
    let left = world.import("left.csv", LEFT, &["--on", "2026-10-21"]);
    assert_eq!(left["changed"], 3, "{left}");
    std::fs::create_dir(world.at("out")).expect("a folder");
    std::fs::create_dir(world.at("usb")).expect("a folder");
    world
}

fn due(world: &World, on: &str) -> Value {
    world.run(&["delete", LEDGER, "--on", on, "--json"]).ends(0).json()
}

fn counts(due: &Value) -> Vec<(u64, u64)> {
    let kinds = due["kinds"].as_array().expect("kinds");
    kinds.iter().map(|kind| (kind["due"].as_u64().unwrap_or(99), kind["held"].as_u64().unwrap_or(99))).collect()
}

fn who(world: &World, kind: &str, more: &[&str]) -> Vec<Value> {
    let mut words = vec!["delete", LEDGER, "who", kind, "--on", "2026-11-22", "--json"];
    words.extend(more);
    world.run(&words).ends(0).lines()
}

fn delete(world: &World, more: &[&str]) -> tests::program::Ran {
    let mut words = vec!["delete", LEDGER, "--reason", "保存期間が満了したため", "--on", "2026-11-22", "--json"];
    words.extend(more);
    world.run(&words)
}

#[test]
fn what_is_due_goes_for_good_and_a_certificate_without_names_tells_of_it() {
    let world = filled();
    // Kinds in their order: last four, papers, member, looks.
    assert_eq!(counts(&due(&world, "2026-11-18")), [(1, 0), (0, 0), (2, 0), (0, 0)]);
    assert_eq!(counts(&due(&world, "2026-11-19")), [(2, 0), (0, 0), (2, 0), (0, 0)], "thirty days after the loss");
    assert_eq!(counts(&due(&world, "2025-09-30"))[2], (0, 0));
    assert_eq!(counts(&due(&world, "2025-10-01"))[2], (2, 0), "five years after it");
    let named = who(&world, "member", &[]);
    let names: Vec<&str> = named.iter().filter_map(|row| row["name"].as_str()).collect();
    assert_eq!(names, ["去田　古夫", "去田　古子"], "a dependant goes with the household, who left one stays in it");
    let code = named[0]["code"].as_str().expect("a code").to_owned();
    world.run(&["backup", LEDGER, "--to", "usb"]).ends(0);

    // A certificate that cannot be written is said before anything goes.
    for places in [["--out", "nowhere", "--anchors", "usb"], ["--out", "out", "--anchors", "nowhere"]] {
        assert!(delete(&world, &places).ends(4).err.contains("見つかりません"));
    }
    assert_eq!(counts(&due(&world, "2026-11-22"))[2], (2, 0));
    let deleted = delete(&world, &["--out", "out", "--anchors", "usb"]).ends(0).json();
    assert_eq!((&deleted["alone"], &deleted["swept"], &deleted["copies"]), (&true.into(), &true.into(), &1.into()));
    let kinds: Vec<(&str, u64)> = deleted["kinds"]
        .as_array()
        .expect("kinds")
        .iter()
        .map(|kind| (kind["kind"].as_str().unwrap_or_default(), kind["count"].as_u64().unwrap_or(99)))
        .collect();
    assert_eq!(kinds, [("last_four", 1), ("member", 2)], "digits go with the member");
    let rows = world.run(&["journal", LEDGER, "--what", "acts", "--json"]).ends(0).lines();
    let about = rows.iter().find(|row| row["kind"] == "delete").and_then(|row| row["subject"].as_str()).expect("a row");
    assert!(about.starts_with("令和8年11月22日の時点の") && about.contains("下4桁"), "{about}");
    assert_eq!(counts(&due(&world, "2026-11-22")), [(0, 0); 4]);
    assert!(world.run(&["verify", LEDGER, "--anchors", "usb", "--json"]).ends(0).json()["ok"] == true);

    // Nobody finds them any more, and whoever asks for the code is told.
    assert!(world.run(&["find", LEDGER, "去田", "--json"]).ends(0).out.is_empty());
    let number = deleted["number"].as_str().expect("a number");
    for command in [vec!["show", LEDGER, &code], vec!["decide", LEDGER, "--member", &code]] {
        let told = world.run(&command);
        assert!(told.code == 4 && told.err.contains(number) && told.err.contains("削除しました"), "{}", told.err);
    }
    let saw = world.run(&["journal", LEDGER, "who-saw", &code, "--json"]).ends(0).json();
    assert!(saw["rows"].as_array().is_some_and(|rows| rows.iter().any(|row| row["kind"] == "deletion")), "{saw}");
    assert_eq!(world.run(&["find", LEDGER, "居田", "--json"]).ends(0).lines().len(), 2);
    let passphrase = "見本の合言葉 for tests";
    let pages = intruder::pages(&world.at(LEDGER), passphrase);
    let holds = |text: &str| pages.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(!["去田", "サリタ", "去町", "1965-01-02", "9018not_sent"].into_iter().any(holds) && holds("居田　今夫"));

    // The certificate.
    let file = world.path().join(deleted["file"].as_str().expect("a file"));
    let text: String = pdf_text(&file).split_whitespace().collect();
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    for part in ["削除証明書", number, &code, "保存期間が満了したため", "一人で行った", "2人", "5年", "健康保険法193条"]
    {
        assert!(text.contains(&bare(part)), "{part} in {text}");
    }
    assert!(text.contains(&bare(deleted["anchor"].as_str().expect("an anchor"))) && !text.contains("去田"), "{text}");
    let until: desk::rules::calendar::Day = deleted["copies_until"].as_str().expect("a day").parse().expect("a day");
    let done: desk::rules::calendar::Day = deleted["on"].as_str().expect("a day").parse().expect("a day");
    assert_eq!(until, done.plus_months(13));
    assert!(text.contains(&until.wareki()), "{text}");
    assert_eq!(qr_codes(&pdf_greys(&file, 200)[0]), [deleted["anchor"].as_str().expect("an anchor")]);
    let first = std::fs::read(&file).expect("a PDF");
    std::fs::remove_file(&file).expect("taken away");
    let act = deleted["act"].to_string();
    world.run(&["delete", LEDGER, "certificate", &act, "--out", "out"]).ends(0);
    assert_eq!(std::fs::read(&file).expect("a PDF"), first, "the same certificate each time");
    let unknown = world.run(&["delete", LEDGER, "certificate", "1", "--out", "out"]);
    assert!(unknown.code == 4 && unknown.err.contains("この番号の削除はありません"), "{}", unknown.err);
    let nothing = delete(&world, &[]);
    assert!(nothing.code == 1 && nothing.err.contains("過ぎたものはありません"), "{}", nothing.err);
}

#[test]
fn the_last_four_digits_go_first_and_the_member_stays() {
    let world = filled();
    let deleted = delete(&world, &["--kind", "last_four"]).ends(0).json();
    assert_eq!((&deleted["kinds"][0]["kind"], &deleted["kinds"][0]["count"]), (&"last_four".into(), &2.into()));
    let shown = world.show("101-31-00", "2026-11-22");
    assert_eq!((&shown["name"], &shown["last_four"]), (&"去田　古夫".into(), &"none".into()));
    assert_eq!(counts(&due(&world, "2026-11-22")), [(0, 0), (0, 0), (2, 0), (0, 0)]);
    assert!(world.run(&["verify", LEDGER, "--json"]).ends(0).json()["ok"] == true);
}

#[test]
fn whoever_takes_the_second_person_away_waits_all_the_same() {
    let world = filled();
    world.operator("mori", &["--role", "supervisor"]);
    assert!(delete(&world, &[]).code == 1, "another must release it");
    world.run(&["operator", LEDGER, "remove", "mori"]).ends(0);
    assert!(delete(&world, &[]).code == 1, "and a day must pass now that nobody else can");
    assert_eq!(world.run(&["find", LEDGER, "去田", "--json"]).ends(0).lines().len(), 2);
}

#[test]
fn another_supervisor_releases_a_deletion_of_the_very_same() {
    let world = filled();
    world.operator("mori", &["--name", "森", "--role", "supervisor"]);
    world.operator("sato", &["--role", "clerk"]);
    let words = ["delete", LEDGER, "--reason", "満了", "--on", "2026-11-22", "--out", "out", "--json"];
    assert!(world.run_as("sato", &words).ends(1).err.contains("許されていません"));
    let waits = world.run(&words);
    assert!(
        waits.code == 1 && waits.err.contains("まだ何も削除していません") && waits.err.contains("森"),
        "{}",
        waits.err
    );
    let waiting = due(&world, "2026-11-22")["waiting"].clone();
    assert_eq!((&waiting[0]["operator"], &waiting[0]["on"]), (&"desk".into(), &"2026-11-22".into()), "{waiting}");
    assert_eq!(world.run(&words).code, 1, "not the same person, before a day has passed");
    // Other kinds, or another day with others due, is another deletion.
    let other = ["delete", LEDGER, "--reason", "満了", "--on", "2026-11-22", "--kind", "last_four"];
    assert_eq!(world.run_as("mori", &other).code, 1);
    let deleted = world.run_as("mori", &words).ends(0).json();
    assert_eq!(deleted["alone"], false);
    let text: String =
        pdf_text(&world.path().join(deleted["file"].as_str().expect("a file"))).split_whitespace().collect();
    assert!(text.contains("森（mori）") && text.contains("求めた人窓口（desk）"), "{text}");
    assert_eq!(due(&world, "2026-11-22")["waiting"], Value::Array(Vec::new()));
    assert_eq!(world.acts("delete").len(), 1);
}

#[test]
fn who_is_on_hold_or_has_open_work_is_kept_and_told_why() {
    let world = filled();
    let hold = |word, member, reason| world.run(&["delete", LEDGER, word, member, "--reason", reason]);
    assert!(hold("hold", "101-31-01", " ").ends(2).err.contains("理由"));
    hold("hold", "101-31-01", "不服申立てのため").ends(0);
    // Her cover follows from his: he waits for her.
    assert_eq!(counts(&due(&world, "2026-11-22")), [(2, 0), (0, 0), (0, 2), (0, 0)]);
    let held = who(&world, "member", &["--held"]);
    let why: Vec<(&str, &str)> = held
        .iter()
        .map(|row| (row["held"].as_str().unwrap_or_default(), row["because"].as_str().unwrap_or_default()))
        .collect();
    assert_eq!(why[0], ("hold", "保留にしています（不服申立てのため）"));
    assert_eq!(why[1].0, "household");
    hold("free", "101-31-01", "取り下げ").ends(0);
    assert_eq!(counts(&due(&world, "2026-11-22"))[2], (2, 0));
    let kinds: Vec<_> = ["hold", "free"].map(|kind| world.acts(kind)).concat();
    assert_eq!(kinds.len(), 2);
    assert!(
        kinds.iter().all(|(who, subject, _)| who == "desk" && subject.as_deref().is_some_and(|it| it.starts_with('M')))
    );
}

#[test]
fn the_society_decides_how_long_within_the_law_and_names_its_decision() {
    let world = filled();
    let keep = |kind, length, source| world.run(&["delete", LEDGER, "keep", kind, length, "--source", source]);
    for (kind, length, source) in
        [("member", "1", "規程"), ("looks", "2", "規程"), ("looks", "11", "規程"), ("member", "7", " ")]
    {
        let refused = keep(kind, length, source);
        assert!(refused.code == 2 && refused.err.contains('→'), "{kind} {length}: {}", refused.err);
    }
    keep("member", "7", "文書保存規程 第3条").ends(0);
    let decided = due(&world, "2026-11-22");
    assert_eq!(
        (&decided["kinds"][2]["length"], &decided["kinds"][2]["source"]),
        (&7.into(), &"文書保存規程 第3条".into())
    );
    assert_eq!(counts(&decided)[2], (0, 0), "seven years have not passed");
    assert_eq!(counts(&due(&world, "2027-10-01"))[2], (2, 0));
    // Nothing is deleted before its day has come.
    let ahead = world.run(&["delete", LEDGER, "--reason", "先に", "--on", "2099-01-01"]);
    assert!(ahead.code == 2 && ahead.err.contains("今日まで"), "{}", ahead.err);
    let no_reason = world.run(&["delete", LEDGER, "--reason", " "]);
    assert!(no_reason.code == 2 && no_reason.err.contains("理由"), "{}", no_reason.err);
    world.operator("kanri", &["--role", "admin"]);
    world.operator("mori", &["--role", "supervisor"]);
    let words = ["delete", LEDGER, "keep", "member", "6", "--source", "改正 文書保存規程"];
    assert_eq!(world.run_as("mori", &words).code, 1, "spans are the admin's");
    world.run_as("kanri", &words).ends(0);
    assert_eq!(world.run_as("kanri", &["delete", LEDGER, "--json"]).ends(0).json()["kinds"][2]["length"], 6);
    assert_eq!(world.run_as("kanri", &["delete", LEDGER, "who", "member"]).code, 1, "and people the supervisor's");
}

#[test]
fn a_copy_from_before_says_that_the_deletion_is_to_be_done_again() {
    let world = filled();
    let copy = world.run(&["backup", LEDGER, "--to", "usb", "--json"]).ends(0).json();
    let copy = copy["file"].as_str().expect("a copy").to_owned();
    let code = who(&world, "member", &[])[0]["code"].as_str().expect("a code").to_owned();
    let lost = || {
        let answer = world.run(&["leak", LEDGER, "--copy", &copy, "--json"]).ends(0).json();
        let data = answer["data"].as_array().expect("data").clone();
        data.iter().map(|one| (one["data"].to_string(), one["members"].as_u64())).collect::<Vec<_>>()
    };
    let held = lost();
    delete(&world, &["--anchors", "usb"]).ends(0);
    let still = lost();
    // Of somebody of whom nothing is left here, everything that a member can have is counted: rather one too many.
    for (data, members) in &held {
        let now = still.iter().find(|(other, _)| other == data).and_then(|(_, members)| *members);
        assert!(*members <= now, "a lost copy holds what it held when it was made: {data} {still:?}, {held:?}");
    }
    let list = std::fs::read_dir(world.at("usb"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .find(|path| path.extension().is_some_and(|end| end == "deleted"))
        .expect("a list of the deleted");
    let before = std::fs::read_to_string(&list).expect("a list");
    assert!(before.contains(&code) && before.lines().count() == 2 && !before.contains("去田"), "{before}");
    world.run(&["backup", LEDGER, "--to", "usb"]).ends(0);
    assert_eq!(std::fs::read_to_string(&list).expect("a list"), before, "each deletion stands there once");
    let rehearsed = world.run(&["restore", &copy, "--to", LEDGER, "--rehearse", "--json"]).ends(0).json();
    assert_eq!(rehearsed["deleted_since"], 1);
    let restored = world.run(&["restore", &copy, "--to", "back.daicho"]).ends(0);
    assert!(restored.out.contains("1回の削除") && restored.out.contains("もう一度削除"), "{}", restored.out);
    assert_eq!(world.run(&["find", "back.daicho", "去田", "--json"]).ends(0).lines().len(), 2);
    world.run(&["delete", "back.daicho", "--reason", "戻したため再び", "--on", "2026-11-22"]).ends(0);
    assert!(world.run(&["find", "back.daicho", "去田", "--json"]).ends(0).out.is_empty());
}

#[test]
fn a_batch_of_which_somebody_was_deleted_is_not_printed_again_as_if_nothing_were() {
    let world = World::new();
    assert_eq!(world.import("people.csv", PEOPLE, &["--on", "2026-04-10"])["new"], 5);
    world.file("one.txt", "101-31-00\n");
    let plan = ["plan", LEDGER, "--kind", "notice", "--on", "2026-04-21", "--members", "one.txt", "--json"];
    let batch = world.run(&plan).ends(0).json()["batch"].as_str().expect("a batch").to_owned();
    std::fs::create_dir(world.at("out")).expect("a folder");
    world.run(&["print", LEDGER, &batch, "--out", "out"]).ends(0);
    world.import("left.csv", LEFT, &["--on", "2026-10-21"]);
    // What is printed is dated today, and so is everything that follows from it.
    let today = || counts(&world.run(&["delete", LEDGER, "--json"]).ends(0).json());
    assert_eq!(today()[2], (1, 1), "what is printed and not posted keeps whom it is for");
    world.run(&["batch", LEDGER, &batch, "posted", "--despite", "退職後も送る"]).ends(0);
    assert_eq!((today()[1], today()[2]), ((1, 0), (2, 0)));
    world.run(&["delete", LEDGER, "--reason", "満了", "--kind", "papers"]).ends(0);
    let again = world.run(&["print", LEDGER, &batch, "--out", "out"]);
    assert!(again.code == 1 && again.err.contains("1人分を削除したため"), "{}", again.err);
    assert!(world.run(&["verify", LEDGER, "--json"]).ends(0).json()["ok"] == true);
    assert_eq!(world.show("101-31-00", "2026-11-22")["papers"], Value::Array(Vec::new()));
}

#[test]
fn looks_of_six_years_ago_go_and_the_journal_of_today_goes_on() {
    use desk::decide::Question;
    use desk::deletion::Delete;
    use desk::ledger::{Moment, Passphrase};
    use desk::rules::calendar::day;
    use desk::rules::retention::Kind;
    use desk::rules::words::Lang;

    let world = filled();
    let occasion = |on: desk::rules::calendar::Day| desk::Occasion {
        at: Moment::new(&format!("{on}T03:00:00Z")).expect("a moment"),
        today: on,
        operator: "desk".to_owned(),
    };
    let (then, now) = (day(2026, 12, 1), day(2031, 12, 2));
    let passphrase = Passphrase::from(std::fs::read_to_string(world.at("passphrase.txt")).expect("a passphrase"));
    let mut desk = desk::Desk::open(&world.at(LEDGER), None, &passphrase, &occasion(then)).expect("a desk");
    let question = |on| Question { on, known_at: None, member: None, lang: Lang::Ja };
    for member in ["101-40-00", "101-40-01", "101-40-00"] {
        desk.show(member, &question(then)).expect("a member");
    }
    desk.now(&occasion(now));
    desk.show("101-40-00", &question(now)).expect("a member");
    let delete = Delete {
        kinds: vec![Kind::Looks],
        on: now,
        reason: "5年を過ぎた閲覧の記録".to_owned(),
        out: Some(world.at("out")),
        lists: Vec::new(),
    };
    let deleted = desk.delete(&delete, &occasion(now)).expect("deleted");
    assert_eq!((deleted.kinds.len(), deleted.kinds[0].kind, deleted.kinds[0].count), (1, "looks", 3));
    let text: String =
        pdf_text(&world.at("out").join(format!("daicho-deletion-{}.pdf", deleted.number))).split_whitespace().collect();
    assert!(text.contains("閲覧の記録3件") && text.contains("5年"), "{text}");
    let verified = desk.verify(None, Lang::Ja).expect("verified");
    assert!(verified.ok, "{:?}", verified.findings);
    desk.show("101-40-01", &question(now)).expect("a member");
    assert!(desk.verify(None, Lang::Ja).expect("verified").ok);
    let due = desk.due_for_deletion(now, Lang::Ja).expect("due");
    assert_eq!(due.kinds.iter().find(|kind| kind.kind == "looks").map(|kind| kind.due), Some(0));
}
