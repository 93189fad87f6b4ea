//! The journal: nobody is shown without a row, who saw somebody is answered, and curious looks stand out.

use desk::decide::Question;
use desk::journal::JournalQuestion;
use desk::ledger::{Moment, Passphrase};
use desk::rules::calendar::{Day, day, is_business_day};
use desk::rules::words::Lang;
use desk::{Desk, Occasion};

use crate::world::World;

fn occasion(on: Day, minute: u32) -> Occasion {
    // Nine hours behind Japan: minute 0 is nine in the morning there.
    let at = format!("{on}T{:02}:{:02}:00Z", minute / 60, minute % 60);
    Occasion { at: Moment::new(&at).expect("a moment"), today: on, operator: "desk".to_owned() }
}

fn open(world: &World, operator: &str, on: Day) -> Desk {
    let file = if operator == "desk" { "passphrase.txt".to_owned() } else { format!("{operator}.txt") };
    let text = std::fs::read_to_string(world.at(&file)).expect("a passphrase");
    Desk::open(&world.at("ledger.daicho"), Some(operator), &Passphrase::from(text), &occasion(on, 0)).expect("a desk")
}

fn asked(first: Day, last: Day) -> JournalQuestion {
    JournalQuestion { first, last, operator: None, what: None, start: 0, len: 500, lang: Lang::Ja }
}

fn question(on: Day) -> Question {
    Question { on, known_at: None, member: None, lang: Lang::Ja }
}

const ON: Day = day(2026, 5, 1);

#[test]
fn as_many_are_written_down_as_are_shown_over_any_mixture_of_questions() {
    let world = World::peopled();
    let desk = open(&world, "desk", ON);
    let today = desk.today(ON, Lang::Ja).expect("today");
    let mut shown = 0;
    let mut seed = 20_260_501_u64;
    for _ in 0..400 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let who = ["101-12-0", "101-12-1", "101-12-2", "202-7-0"][usize::try_from(seed >> 33).expect("small") % 4];
        match (seed >> 40) % 7 {
            0 => {
                shown += desk
                    .find(
                        ["やま", "山田太郎", "S55", "いない"][usize::try_from(seed >> 50).expect("small") % 4],
                        ON,
                        20,
                    )
                    .expect("hits")
                    .len()
            }
            1 => shown += desk.show(who, &question(ON)).expect("a member").household.len(),
            2 => {
                desk.explain(who, &question(ON)).expect("why");
                shown += 1;
            }
            3 => shown += desk.people(&today, 1, 2).expect("people").rows.len(),
            4 => shown += desk.list(&today, "notice_due", None, 0, 50).expect("a list").rows.len(),
            5 => {
                let one = Question { member: Some(who.to_owned()), ..question(ON) };
                desk.decide(&one, &mut |_| {
                    shown += 1;
                    Ok(())
                })
                .expect("decided");
            }
            _ => {
                desk.decide(&question(ON), &mut |_| {
                    shown += 1;
                    Ok(())
                })
                .expect("decided");
            }
        }
    }
    let journal =
        desk.journal(&JournalQuestion { what: Some("looks".to_owned()), ..asked(ON, ON) }).expect("a journal");
    let written: u64 = journal.rows.iter().filter_map(|row| row.members).sum();
    assert!(shown > 500 && journal.total == journal.rows.len(), "{shown} {}", journal.total);
    assert_eq!(written, shown as u64);
    assert!(desk.verify(None, Lang::Ja).expect("verified").ok);
}

#[test]
fn what_is_shown_at_the_terminal_stands_in_the_journal_with_who_asked_and_no_word_that_was_typed() {
    let world = World::peopled();
    world.operator("sato", &["--role", "clerk"]);
    world.run_as("sato", &["show", "ledger.daicho", "101-12-1", "--on", "2026-05-01"]).ends(0);
    world.run_as("sato", &["find", "ledger.daicho", "やまだ"]).ends(0);
    let saw = world.run(&["journal", "ledger.daicho", "who-saw", "101-12-1", "--json"]).ends(0).json();
    let rows: Vec<(&str, &str)> = saw["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| (row["operator"].as_str().unwrap_or_default(), row["kind"].as_str().unwrap_or_default()))
        .collect();
    assert_eq!(rows, [("sato", "find"), ("sato", "show")], "{saw}");
    let all = world.run(&["journal", "ledger.daicho", "--json"]).ends(0);
    assert!(!all.out.contains("やまだ") && !all.out.contains("山田"), "{}", all.out);
    // Somebody who may not read the journal is told so, and that is in it too.
    assert!(world.run_as("sato", &["journal", "ledger.daicho"]).ends(1).err.contains("許されていません"));
    let all = world.run(&["journal", "ledger.daicho", "--json"]).ends(0).lines();
    assert!(all.iter().any(|row| row["kind"] == "refused" && row["operator"] == "sato"), "{all:?}");
}

/// Thirty days of twenty clerks who look at people because they work on them, and twenty looks out of curiosity.
#[test]
fn of_twenty_curious_looks_nineteen_stand_out_and_hardly_a_day_of_honest_work() {
    let world = World::bare();
    world.run(&["demo", "society", "--members", "1000", "--seed", "7", "--filled"]).ends(0);
    let ledger = world.at("society/ledger.daicho");
    let pass = || Passphrase::from(std::fs::read_to_string(world.at("society/passphrase.txt")).expect("a passphrase"));
    let start = day(2026, 6, 1);
    let mut desk = Desk::open(&ledger, None, &pass(), &occasion(start, 0)).expect("a desk");
    let everyone = desk.today(start, Lang::Ja).expect("today");
    let people: Vec<String> =
        (0..800).map(|at| desk.people(&everyone, at, 1).expect("one").rows[0].code.clone()).collect();
    let names: Vec<String> =
        (0..800).map(|at| desk.people(&everyone, at, 1).expect("one").rows[0].name.clone()).collect();
    let family = |at: usize| names[at].split('\u{3000}').next().unwrap_or_default().to_owned();

    let mut seed = 42_u64;
    let mut chance = |most: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).expect("small") % most
    };
    // Clerks are called as nobody in the society, but two of them.
    let clerks: Vec<(String, String)> = (0..20)
        .map(|n| {
            (
                format!("clerk{n:02}"),
                if n < 2 { format!("{}　照合", family(n * 40)) } else { format!("係員{n:02}　甲") },
            )
        })
        .collect();
    for (code, name) in &clerks {
        let form = desk::wire::OperatorForm {
            code: code.clone(),
            name: name.clone(),
            roles: vec!["clerk".to_owned()],
            grants: Vec::new(),
        };
        let secret = Passphrase::from(format!("{code} の長い合言葉です"));
        desk.add_operator(&form, &secret, &occasion(start, 0)).expect("an operator");
    }
    let mut desks: Vec<Desk> = clerks
        .iter()
        .map(|(code, _)| {
            let secret = Passphrase::from(format!("{code} の長い合言葉です"));
            Desk::open(&ledger, Some(code), &secret, &occasion(start, 0)).expect("a desk")
        })
        .collect();
    let mut planted: Vec<(usize, Day)> = Vec::new();
    let mut honest_days = 0;
    let mut on = start;
    for nth in 0..30 {
        if is_business_day(on) {
            for (clerk, desk) in desks.iter_mut().enumerate() {
                honest_days += 1;
                for one in 0..(2 + chance(4)) {
                    desk.now(&occasion(on, u32::try_from(one * 7 + chance(300)).expect("small")));
                    // Honest work on people of other names than one's own.
                    let who = loop {
                        let who = chance(600);
                        if clerk >= 2 || family(who) != family(clerk * 40) {
                            break who;
                        }
                    };
                    desk.show(&people[who], &question(on)).expect("a member");
                }
            }
        }
        // The curious: one's own family, the night, everybody's celebrity, again and again, very many.
        let mut curious = |clerk: usize, minute: u32, who: &[usize]| {
            desks[clerk].now(&occasion(on, minute));
            for who in who {
                desks[clerk].explain(&people[*who], &question(on)).expect("why");
            }
            planted.push((clerk, on));
        };
        match nth {
            2 | 9 => (0..2).for_each(|clerk| curious(clerk, 60, &[clerk * 40])),
            4 | 10 => (5..8).for_each(|clerk| curious(clerk, 13 * 60, &[700 + clerk])),
            11 => (8..13).for_each(|clerk| curious(clerk, 90, &[720])),
            16..=18 => curious(14, 30, &[730]),
            21 => {
                curious(14, 30, &[730]);
                let many: Vec<usize> = (0..200).collect();
                curious(15, 30, &many);
            }
            _ => {}
        }
        on = on.after();
    }
    // Looking at somebody on three days is no more than work; the fourth stands out.
    planted.retain(|(clerk, on)| *clerk != 14 || *on == start.plus_days(21));
    let found = desk.unusual(start, on, Lang::Ja).expect("a report");
    let told = |clerk: usize, day: Day| found.iter().any(|one| one.operator == clerks[clerk].0 && one.on == day);
    let missed: Vec<&(usize, Day)> = planted.iter().filter(|(clerk, on)| !told(*clerk, *on)).collect();
    let mut honest: Vec<(&str, Day)> = found
        .iter()
        .map(|one| (one.operator.as_str(), one.on))
        .filter(|(operator, on)| !planted.iter().any(|(clerk, day)| clerks[*clerk].0 == *operator && day == on))
        .collect();
    honest.sort_unstable();
    honest.dedup();
    println!("{} planted, {} missed, {} of {honest_days} honest days told", planted.len(), missed.len(), honest.len());
    assert!(planted.len() >= 15 && missed.len() * 20 <= planted.len(), "{missed:?}");
    assert!(honest.len() * 50 <= honest_days, "{honest:?}");
    assert!(found.iter().all(|one| !one.members.is_empty() && one.members.iter().all(|code| code.starts_with('M'))));
}

#[test]
fn what_an_act_was_about_is_said_in_words_and_never_as_the_machine_keeps_it() {
    let world = World::peopled();
    world.operator("sato", &["--name", "佐藤", "--role", "viewer"]);
    world.run_as("sato", &["verify", "ledger.daicho"]).ends(1);
    world.run(&["operator", "ledger.daicho", "unlock", "desk"]).ends(0);
    world.run(&["delete", "ledger.daicho", "keep", "last_four", "40", "--source", "規程 第3条"]).ends(0);
    let plan = ["plan", "ledger.daicho", "--kind", "notice", "--on", "2026-04-20", "--json"];
    let batch = world.run(&plan).ends(0).json()["batch"].as_str().expect("a batch").to_owned();
    let rows = world.run(&["journal", "ledger.daicho", "--json"]).ends(0).lines();
    let about = |kind: &str| {
        let row = rows.iter().find(|row| row["kind"] == kind && row["look"] == false).expect(kind);
        row["subject"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(about("refused"), "", "the word says it: 記録を調べること");
    assert_eq!(
        (about("operator_added"), about("operator_unlocked")),
        ("佐藤（sato）".to_owned(), "窓口（desk）".to_owned())
    );
    assert_eq!(about("plan"), batch);
    assert!(about("retention").contains("下4桁"), "{}", about("retention"));
    let said = world.run(&["journal", "ledger.daicho"]).ends(0).out;
    for code in ["last_four", "audit", " notice", " desk\n"] {
        assert!(!said.contains(code), "{code} in {said}");
    }
    assert!(world.run(&["operator", "ledger.daicho", "list"]).ends(0).out.contains("窓口"));
}
