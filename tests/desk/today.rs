//! After something was done, only those are looked at again whom it may concern; the answer is that of a look at everyone.

use desk::Desk;
use desk::home::{LISTS, Today};
use desk::import::Import;
use desk::ledger::{Moment, Passphrase};
use desk::life::Happening;
use desk::plan::{Listing, PaperWord, Plan};
use rules::calendar::{Day, day};
use rules::paper::Step;
use rules::words::Lang;

use crate::world::World;

const ON: Day = day(2026, 4, 21);

fn occasion(minute: u32) -> desk::Occasion {
    let at = Moment::new(&format!("2026-04-21T02:{minute:02}:00Z")).expect("an instant");
    desk::Occasion { at, today: ON, operator: "desk".to_owned() }
}

fn opened() -> (World, Desk) {
    let world = World::bare();
    world.run(&["demo", "society", "--members", "150", "--filled"]).ends(0);
    let passphrase = std::fs::read_to_string(world.at("society/passphrase.txt")).expect("a passphrase");
    let passphrase = Passphrase::from(passphrase.trim_end().to_owned());
    let desk = Desk::open(&world.at("society/ledger.daicho"), None, &passphrase, &occasion(0)).expect("a ledger");
    (world, desk)
}

/// Everything that a look at everyone tells: the counts, everyone, and whoever stands on each list, why and by when.
fn told(desk: &Desk, today: &Today) -> Vec<String> {
    let mut told = vec![desk::wire::json(&today.home())];
    told.push(desk::wire::json(&desk.people(today, 0, 500).expect("everyone")));
    for list in LISTS {
        told.push(desk::wire::json(&desk.list(today, list, None, 0, 500).expect("a list")));
    }
    told
}

/// A look at those who are concerned is the same as one at everyone; the look at everyone.
fn same(desk: &Desk, before: Today, what: &str) -> Today {
    let again = desk.today_again(before).expect("a look at some");
    let anew = desk.today(ON, Lang::Ja).expect("a look at everyone");
    for (some, all) in told(desk, &again).iter().zip(told(desk, &anew)) {
        assert_eq!(some, &all, "{what}");
    }
    again
}

#[test]
fn looking_again_at_those_who_are_concerned_is_as_good_as_looking_at_everyone() {
    let (world, mut desk) = opened();
    let mut today = desk.today(ON, Lang::Ja).expect("a look at everyone");
    let due = desk.list(&today, "certificate_due", None, 0, 6).expect("a list").rows;
    assert!(due.len() >= 4, "somebody is due");

    let lines = due.iter().map(|row| row.member.clone()).collect::<Vec<_>>().join("\n");
    let plan = Plan {
        kind: PaperWord::Certificate,
        on: ON,
        members: Some(Listing::Lines(lines)),
        layout: None,
        without_unprintable: true,
        dry_run: false,
        lang: Lang::Ja,
    };
    let before = today.home();
    let batch = desk.plan(&plan, &occasion(1)).expect("a plan").batch.expect("a batch");
    today = same(&desk, today, "a plan");
    assert_ne!(desk::wire::json(&before), desk::wire::json(&today.home()), "the counts have changed");
    std::fs::create_dir(world.at("out")).expect("a folder");
    desk.print(&batch, &world.at("out"), &occasion(2)).expect("printed");
    today = same(&desk, today, "a print");
    desk.post(&batch, ON, &occasion(3)).expect("posted");
    today = same(&desk, today, "the post");

    let question = desk::decide::Question { on: ON, known_at: None, member: None, lang: Lang::Ja };
    let paper = desk.show(&due[0].member, &question).expect("a member").papers.last().expect("a paper").paper.clone();
    let lost = Happening { step: Step::Lose, on: ON, note: None, witness: None, lang: Lang::Ja };
    assert!(desk.paper_step(&[paper], &lost, &occasion(4)).expect("a step").iter().all(|one| one.done));
    today = same(&desk, today, "a lost paper");
    desk.rename(&due[1].member, "printed", "改名　花子", Some("カイメイ　ハナコ"), ON, &occasion(5)).expect("renamed");
    today = same(&desk, today, "a new name");

    // Somebody insured leaves: whoever depends on them is decided otherwise, too, and no row says so.
    let insured = desk.people(&today, 0, 500).expect("everyone").rows.into_iter().find(|one| {
        let [symbol, number, branch] = one.member.split('-').collect::<Vec<_>>()[..] else { return false };
        let depends = format!("{symbol}-{number}-");
        branch.trim_start_matches('0').is_empty() && {
            let all = desk.people(&today, 0, 500).expect("everyone").rows;
            all.iter().filter(|other| other.member.starts_with(&depends)).count() > 1
        }
    });
    let insured = insured.expect("somebody with dependants");
    let [symbol, number, branch] = insured.member.split('-').collect::<Vec<_>>()[..] else { panic!("a number") };
    let row = format!(
        "{symbol},{number},{branch},{},{},{},2026-04-21",
        insured.name,
        insured.kana,
        insured.born.expect("born")
    );
    world.file("loss.csv", format!("記号,番号,枝番,氏名,カナ,生年月日,資格喪失年月日\n{row}\n"));
    let imported = desk.import(&Import::of(world.at("loss.csv"), Lang::Ja), &occasion(6)).expect("an import");
    assert_eq!((imported.changed, imported.rejected, imported.doubtful), (1, 0, 0), "{}", desk::wire::json(&imported));
    let members = today.home().members;
    today = same(&desk, today, "a loss");
    assert!(today.home().members + 2 <= members, "the dependants have lost cover, too");

    // What another program wrote is not known here by name: everyone is looked at.
    let arguments =
        ["name", "ledger.daicho", &due[2].member, "別名　太郎", "--kana", "ベツメイ　タロウ", "--on", "2026-04-21"];
    tests::program::run(&world.at("society"), &arguments).ends(0);
    same(&desk, today, "another program");
}
