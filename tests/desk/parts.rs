//! A long import goes in by parts: whole or not at all, beside whatever others do meanwhile, as if they came one after the
//! other.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::Barrier;

use desk::import::Import;
use desk::ledger::{Ledger, Moment, Passphrase, State};
use desk::rules::calendar::Day;
use desk::rules::words::Lang;
use desk::wire::Imported;
use desk::{Desk, Occasion};

use crate::world::World;

const LEDGER: &str = "ledger.daicho";
const HEADER: &str = "記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,郵便番号,住所\n";
/// More than twenty-five times [`PART`].
const PEOPLE: usize = 54;
const PART: usize = 2;
const PARTS: usize = PEOPLE.div_ceil(PART);

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn occasion() -> Occasion {
    Occasion {
        at: Moment::new("2026-06-01T01:00:00Z").expect("a moment"),
        today: day("2026-06-01"),
        operator: "desk".to_owned(),
    }
}

fn passphrase(world: &World) -> Passphrase {
    Passphrase::from(std::fs::read_to_string(world.at("passphrase.txt")).expect("a passphrase"))
}

fn desk(world: &World) -> Desk {
    Desk::open(&world.at(LEDGER), None, &passphrase(world), &occasion()).expect("a desk")
}

/// Families of three, all at one address.
fn rows(people: impl Iterator<Item = usize>, address: &str) -> String {
    let row = |at: usize| {
        let (family, branch) = (at / 3, at % 3);
        let relation = ["本人", "妻", "子"][branch];
        let sex = ["男", "女", "男"][branch];
        let born = day(["1961-01-01", "1962-01-01", "2001-01-01"][branch]).plus_days(at as i64 * 37);
        let name: String =
            at.to_string().chars().filter_map(|c| "零一二三四五六七八九".chars().nth(c as usize - 48)).collect();
        format!(
            "101,{},{branch:02},見本　{name}郎,ミホン　{},{born},{sex},{relation},2026-04-01,1000001,{address}\n",
            100 + family,
            ["イチ", "ニ", "サン"][branch],
        )
    };
    HEADER.to_owned() + &people.map(row).collect::<String>()
}

/// A file of everybody, read in parts of two.
fn long(world: &World, name: &str, address: &str) -> Import {
    world.file(name, rows(0..PEOPLE, address));
    // Their kana are nobody's reading of their names.
    Import { part: PART, not_torn: true, ..Import::of(world.at(name), Lang::Ja) }
}

fn import(desk: &mut Desk, import: &Import) -> Imported {
    desk.import(import, &occasion()).expect("an import")
}

/// Everyone whom the ledger knows, by number, with all that is known of them but for numbers of its own making.
fn people(world: &World) -> BTreeMap<String, String> {
    let ledger = Ledger::open(&world.at(LEDGER), &passphrase(world)).expect("a ledger");
    let (on, known) = (day("2026-06-01"), ledger.now_known().expect("acts"));
    let whole = |state: &State| {
        let coverage = state.coverage.as_ref().expect("a coverage");
        let family = ledger.household(coverage.household, on, known).expect("a family");
        let family: Vec<String> = family.iter().map(number).collect();
        let named = state.names.printable().expect("a name");
        let home = state.home.as_ref().expect("a home");
        format!(
            "{} {} {:?} {} {:?} {} {:?}",
            named.name.text(),
            named.kana.text(),
            state.person.born,
            coverage.relation.code(),
            coverage.acquired,
            home.address.text(),
            family
        )
    };
    let mut all = BTreeMap::new();
    ledger
        .states(on, known, &mut |state| {
            let twice = all.insert(number(&state), whole(&state));
            assert_eq!(twice, None, "{} is there twice", number(&state));
            Ok(ControlFlow::Continue(()))
        })
        .expect("states");
    let verified = ledger.verify().expect("an answer");
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);
    assert_eq!(ledger.count_members().expect("a count"), all.len() as u64);
    all
}

fn number(state: &State) -> String {
    let number = &state.coverage.as_ref().expect("a coverage").number;
    format!("{}-{}-{}", number.symbol, number.number, number.branch)
}

/// The words of the journal's acts, and how many there are of each.
fn journal(world: &World) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    for line in world
        .run(&["journal", LEDGER, "--what", "acts", "--from", "2026-06-01", "--to", "2026-06-01", "--json"])
        .ends(0)
        .lines()
    {
        *words.entry(line["word"].as_str().expect("a word").to_owned()).or_default() += 1;
    }
    words
}

/// How often `verify` remarks that parts were not published.
fn unpublished(world: &World) -> usize {
    let verified = world.run(&["verify", LEDGER, "--json"]).ends(0).json();
    let remarks = verified["remarks"].as_array().expect("remarks");
    remarks.iter().filter(|remark| remark["code"] == "parts_unpublished").count()
}

#[test]
fn a_long_import_says_and_leaves_what_an_import_in_one_act_does() {
    let (whole, parted) = (World::new(), World::new());
    let at_once = import(&mut desk(&whole), &Import { part: PEOPLE, ..long(&whole, "people.csv", "千代田1-1") });
    let in_parts = import(&mut desk(&parted), &long(&parted, "people.csv", "千代田1-1"));
    assert_eq!((in_parts.new, in_parts.written, in_parts.id), (PEOPLE as u64, true, Some(1)));
    assert_eq!(at_once.changes.len(), in_parts.changes.len());
    assert_eq!(people(&whole), people(&parted));
    assert_eq!(people(&parted).len(), PEOPLE);
    let history = |world: &World| {
        let shown = world.show("101-101-1", "2026-06-01");
        let events = shown["timeline"].as_array().expect("a timeline").clone();
        // All of it is told as written by one act, the import.
        let acts: BTreeSet<String> = events.iter().map(|event| event["act"].to_string()).collect();
        assert_eq!(acts.len(), 1, "{events:?}");
        events.into_iter().map(|event| (event["event"].to_string(), event["cell"].to_string())).collect::<Vec<_>>()
    };
    assert!(history(&whole).iter().any(|(_, place)| place.contains("people.csv")), "{:?}", history(&whole));
    assert_eq!(history(&whole), history(&parted));
    let words = journal(&parted);
    assert_eq!(words.get("取込みの途中"), Some(&PARTS), "{words:?}");
    assert_eq!(journal(&whole).get("取込みの途中"), None);
    assert_eq!(parted.run(&["imports", LEDGER, "--json"]).ends(0).lines().len(), 1);
    assert_eq!(unpublished(&parted), 0);
    let again = import(&mut desk(&parted), &long(&parted, "people.csv", "千代田1-1"));
    assert_eq!((again.unchanged, again.written), (PEOPLE as u64, false));
}

#[test]
fn an_import_that_ends_at_any_part_leaves_nothing_and_the_same_file_goes_in_afterwards() {
    let (world, undisturbed) = (World::peopled(), World::peopled());
    import(&mut desk(&undisturbed), &long(&undisturbed, "people.csv", "千代田1-1"));
    let asked = |world: &World| {
        let ask = |arguments: &[&str]| world.run(arguments).ends(0).out;
        [
            ask(&["find", LEDGER, "ミホン", "--json"]),
            ask(&["find", LEDGER, "見本", "--json"]),
            ask(&["find", LEDGER, "101-101", "--json"]),
            ask(&["find", LEDGER, "株式会社みほん製作所", "--json"]),
            ask(&["decide", LEDGER, "--on", "2026-06-01", "--json"]),
            ask(&["plan", LEDGER, "--kind", "notice", "--on", "2026-06-01", "--dry-run", "--json"]),
            ask(&["imports", LEDGER, "--json"]),
            world.run(&["show", LEDGER, "101-101-1"]).ends(4).err,
        ]
    };
    let (before, there) = (asked(&world), people(&world));
    let mut parts = 0;
    for last in [1, PARTS] {
        let mut desk = desk(&world);
        let mut left = last;
        let ended = desk.import_watched(&long(&world, "people.csv", "千代田1-1"), &occasion(), &mut |_, total| {
            assert_eq!(total, PEOPLE);
            if left == 0 {
                return ControlFlow::Break(());
            }
            left -= 1;
            ControlFlow::Continue(())
        });
        let failure = ended.map(|imported| imported.new).expect_err("it was ended");
        assert_eq!(failure.complaints[0].code, "cancelled");
        parts += last;
        drop(desk);
        assert_eq!(people(&world), there, "after {last} parts");
        let now = asked(&world);
        for (now, before) in now.iter().zip(&before) {
            assert_eq!(now, before, "after {last} parts");
        }
    }
    let words = journal(&world);
    assert_eq!(words.get("取込みの途中（公開していない）"), Some(&parts), "{words:?}");
    assert_eq!(unpublished(&world), 1);
    let imported = import(&mut desk(&world), &long(&world, "people.csv", "千代田1-1"));
    assert_eq!((imported.new, imported.written), (PEOPLE as u64, true));
    assert_eq!(people(&world), people(&undisturbed));
    assert_eq!(world.run(&["find", LEDGER, "ミホン", "--json", "--limit", "100"]).ends(0).lines().len(), PEOPLE);
}

/// Imports a file at three addresses, between the parts of which `meanwhile` is done by somebody else, once, after so many
/// parts: the same must come out as when it had been done before.
fn as_one_after_the_other(name: &str, meanwhile: &dyn Fn(&World, &mut Desk)) {
    for after in [1, PARTS] {
        let world = |disturbed: bool| {
            let world = World::new();
            let (mut mine, file) = (desk(&world), long(&world, "first.csv", "千代田1-1"));
            import(&mut mine, &file);
            let mut other = desk(&world);
            let second = long(&world, "second.csv", "千代田2-2");
            if !disturbed {
                meanwhile(&world, &mut other);
            }
            let mut left = Some(after);
            let imported = mine
                .import_watched(&second, &occasion(), &mut |_, _| {
                    left = match left {
                        Some(0) => {
                            if disturbed {
                                meanwhile(&world, &mut other);
                            }
                            None
                        }
                        left => left.map(|left| left - 1),
                    };
                    ControlFlow::Continue(())
                })
                .expect("an import");
            assert!(imported.written, "{name}");
            people(&world)
        };
        assert_eq!(world(true), world(false), "{name}, after {after} parts");
    }
}

#[test]
fn what_somebody_changes_between_two_parts_is_not_overwritten() {
    as_one_after_the_other("a name", &|_, other| {
        let renamed = other.rename("101-114-1", "reported", "見本　改名", None, day("2026-05-01"), &occasion());
        assert_eq!(renamed.expect("a new name").cells.len(), 1);
    });
    as_one_after_the_other("another file", &|world, other| {
        world.file("small.csv", rows([0, 1, 2, 44, 60, 61].into_iter(), "千代田3-3"));
        let imported = import(other, &Import { not_torn: true, ..Import::of(world.at("small.csv"), Lang::Ja) });
        assert_eq!((imported.new, imported.changed, imported.written), (2, 4, true));
    });
}

#[test]
fn the_same_people_in_two_imports_at_once_are_there_once() {
    let world = World::new();
    let (mut mine, mut other) = (desk(&world), desk(&world));
    let (first, second) = (long(&world, "people.csv", "千代田1-1"), long(&world, "same.csv", "千代田1-1"));
    let mut once = Some(());
    let imported = mine
        .import_watched(&first, &occasion(), &mut |done, _| {
            if done > PEOPLE / 2 && once.take().is_some() {
                assert_eq!(import(&mut other, &second).new, PEOPLE as u64);
            }
            ControlFlow::Continue(())
        })
        .expect("an import");
    assert_eq!((imported.written, imported.new, imported.unchanged), (false, 0, PEOPLE as u64));
    assert_eq!(people(&world).len(), PEOPLE);

    // And with each on a thread of its own, in parts and in one act.
    let world = World::new();
    let start = Barrier::new(4);
    std::thread::scope(|scope| {
        for part in [PART, PEOPLE, PART, PEOPLE] {
            let (world, start) = (&world, &start);
            scope.spawn(move || {
                let mut desk = desk(world);
                world.file(&format!("{part}.csv"), rows(0..PEOPLE, "千代田1-1"));
                let file = Import { part, not_torn: true, ..Import::of(world.at(&format!("{part}.csv")), Lang::Ja) };
                start.wait();
                import(&mut desk, &file);
            });
        }
    });
    assert_eq!(people(&world).len(), PEOPLE);
}

#[test]
fn an_import_that_is_overtaken_again_and_again_goes_in_all_the_same() {
    for part in [PART, PEOPLE] {
        let world = World::peopled();
        let (mut mine, mut other) = (desk(&world), desk(&world));
        let file = Import { part, ..long(&world, "people.csv", "千代田1-1") };
        let mut times = 0;
        let imported = mine
            .import_watched(&file, &occasion(), &mut |done, _| {
                if done == 0 {
                    times += 1;
                    let name = format!("髙橋　{times}");
                    other.rename("202-7", "printed", &name, None, day("2026-05-01"), &occasion()).expect("a name");
                }
                ControlFlow::Continue(())
            })
            .expect("an import");
        assert_eq!((imported.new, imported.written, times), (PEOPLE as u64, true, 3));
        let there = people(&world);
        assert_eq!(there.len(), PEOPLE + 4);
        assert!(there["202-7-00"].contains("髙橋　3"), "{}", there["202-7-00"]);
    }
}

#[test]
fn what_others_do_that_no_import_reads_does_not_disturb_one() {
    let world = World::peopled();
    let (mut mine, other) = (desk(&world), desk(&world));
    let file = long(&world, "people.csv", "千代田1-1");
    let mut heard = Vec::new();
    let imported = mine
        .import_watched(&file, &occasion(), &mut |done, _| {
            heard.push(done);
            assert_eq!(other.find("山田", day("2026-06-01"), 10).expect("hits").len(), 3);
            if done == PART {
                world.run(&["plan", LEDGER, "--kind", "notice", "--on", "2026-06-01", "--json"]).ends(0);
            }
            ControlFlow::Continue(())
        })
        .expect("an import");
    assert!(imported.written);
    assert_eq!(heard, (0..PEOPLE).step_by(PART).chain([PEOPLE]).collect::<Vec<_>>(), "each part once");
    assert_eq!(people(&world).len(), PEOPLE + 4);
}

#[test]
fn whom_an_import_that_stopped_has_left_behind_is_deleted_for_good() {
    let world = World::peopled();
    let there = people(&world);
    let mut mine = desk(&world);
    let ended = mine.import_watched(&long(&world, "people.csv", "取止町9-9"), &occasion(), &mut |done, _| {
        if done < 3 * PART { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    assert!(ended.is_err());
    drop(mine);
    let delete = |on: &str, more: &[&str]| {
        let asked = ["delete", LEDGER, "--on", on, "--json"];
        world.run(&[&asked[..], more].concat())
    };
    let due = |on: &str| delete(on, &[]).ends(0).json()["kinds"][2]["due"].as_u64();
    // The import may still be going on today.
    assert_eq!((due("2026-06-01"), due("2026-06-02")), (Some(0), Some(6)));
    let listed = world.run(&["delete", LEDGER, "who", "member", "--on", "2026-06-02", "--json"]).ends(0).lines();
    assert_eq!(listed.len(), 6);
    assert!(listed.iter().all(|row| row["name"] == "（取込みが途中で止まった方）"), "{listed:?}");
    let passphrase = std::fs::read_to_string(world.at("passphrase.txt")).expect("a passphrase");
    let holds = || {
        let pages = tests::intruder::pages(&world.at(LEDGER), passphrase.trim());
        pages.windows("取止町9-9".len()).any(|window| window == "取止町9-9".as_bytes())
    };
    assert!(holds(), "they are in the file until then");
    let deleted = delete("2026-06-02", &["--reason", "取込みを中止したため"]).ends(0).json();
    assert_eq!((&deleted["kinds"][0]["kind"], &deleted["kinds"][0]["count"]), (&"member".into(), &6.into()));
    assert!(!holds());
    assert_eq!(due("2026-06-02"), Some(0));
    assert_eq!(people(&world), there);
    let imported = import(&mut desk(&world), &long(&world, "people.csv", "千代田1-1"));
    assert_eq!((imported.new, imported.written), (PEOPLE as u64, true));
    assert_eq!(people(&world).len(), there.len() + PEOPLE);
}
