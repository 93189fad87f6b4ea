//! After something was done, only those are looked at again whom it may concern; the answer is that of a look at everyone.

use desk::Desk;
use desk::home::{LISTS, Today};
use desk::import::Import;
use desk::ledger::{Moment, PaperLife, Passphrase};
use desk::life::Happening;
use desk::old_cards::OldCard;
use desk::plan::{Listing, PaperWord, Plan};
use proptest::prelude::*;
use rules::calendar::{Day, day};
use rules::paper::Step;
use rules::words::Lang;

use crate::consequences::given;
use crate::world::{POLICY, World};

const ON: Day = day(2026, 4, 21);

pub fn occasion(minute: u32) -> desk::Occasion {
    let at = Moment::new(&format!("2026-04-21T02:{minute:02}:00Z")).expect("an instant");
    desk::Occasion { at, today: ON, operator: "desk".to_owned() }
}

pub fn opened() -> (World, Desk) {
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
    // What is due back is counted by one function: the home screen and the list of what is outstanding say the same number.
    let everything = desk.outstanding(ON).expect("what is outstanding");
    let owed = desk.owed_page(&everything, None, (0, 0), Lang::Ja).expect("a page").total as u64;
    let home = today.home().lists.into_iter().find(|one| one.name == "returns_due").map(|one| one.count);
    assert_eq!(home, Some(owed));
    told
}

/// A look at those who are concerned is the same as one at everyone; the look at those.
fn same(desk: &Desk, before: Today, what: &str) -> Today {
    let on = before.home().on;
    let again = desk.today_again(before).expect("a look at some");
    let anew = desk.today(on, Lang::Ja).expect("a look at everyone");
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
        envelopes: None,
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

    // Old cards and deaths decide nothing, and are owed all the same.
    let gone = desk.list(&today, "returns_due", None, 0, 500).expect("a list").rows;
    let in_hand = OldCard { life: PaperLife::InHand, on: ON, until: None, note: None };
    desk.old_card(&due[3].member, &in_hand, &occasion(7)).expect("an old card");
    today = same(&desk, today, "an old card");
    if let Some(owing) = gone.first() {
        desk.record_death(&owing.member, Some(ON), &occasion(8)).expect("a death");
        today = same(&desk, today, "a death");
    }

    // What another program wrote is not known here by name: everyone is looked at.
    let arguments =
        ["name", "ledger.daicho", &due[2].member, "別名　太郎", "--kana", "ベツメイ　タロウ", "--on", "2026-04-21"];
    tests::program::run(&world.at("society"), &arguments).ends(0);
    same(&desk, today, "another program");
}

/// A clerk at work in a society to whose three members certificates were given.
struct AtWork {
    world: World,
    desk: Desk,
    on: Day,
    today: Option<Today>,
    acts: usize,
    /// Whom joins brought in.
    joined: usize,
}

const THEM: [&str; 3] = ["101,1,00", "101,1,01", "202,7,00"];

impl AtWork {
    fn begun() -> AtWork {
        let world = given();
        let passphrase = std::fs::read_to_string(world.at("passphrase.txt")).expect("a passphrase");
        let passphrase = Passphrase::from(passphrase.trim_end().to_owned());
        let on = day(2026, 6, 20);
        let mut at_work = AtWork {
            desk: Desk::open(&world.at("ledger.daicho"), None, &passphrase, &of(on)).expect("a ledger"),
            world,
            on,
            today: None,
            acts: 0,
            joined: 0,
        };
        at_work.another_day(0);
        at_work
    }

    fn another_day(&mut self, days: i64) {
        self.on = self.on.plus_days(days);
        self.today = Some(self.desk.today(self.on, Lang::Ja).expect("a look at everyone"));
    }

    fn import(&mut self, form: &str, table: &str) {
        self.acts += 1;
        let name = format!("file{}.csv", self.acts);
        self.world.file(&name, table);
        let mut import = Import::of(self.world.at(&name), Lang::Ja);
        import.form = desk::import::form(form);
        import.sure = vec!["2".to_owned()];
        self.desk.import(&import, &of(self.on)).expect("an import");
    }

    fn follows(&self) -> Vec<desk::wire::Consequence> {
        self.desk.consequences(self.on, false, (0, 100), Lang::Ja).expect("consequences").rows
    }

    /// Something is done; what was done.
    fn does(&mut self, (what, whom, days): (u8, usize, i64)) -> &'static str {
        let (number, on) = (THEM[whom], day(2026, 4, 5).plus_days(days));
        let member = number.replace(',', "-");
        let name = format!("改名{days}　太郎");
        let registered = "記号,番号,枝番,利用登録,電子証明書有効期限,基準日";
        match what {
            0 => {
                self.import("leaving", &format!("記号,番号,枝番,資格喪失年月日\n{number},{on}\n"));
                "a loss of a day before"
            }
            1 => {
                self.import("registration", &format!("{registered}\n{number},有,2030-01-01,{on}\n"));
                "a registration of a day before"
            }
            2 => {
                self.import("registration", &format!("{registered}\n{number},解除,,{on}\n"));
                "a release of a day before"
            }
            3 => {
                self.desk
                    .rename(&member, "reported", &name, Some("カイメイ　タロウ"), on, &of(self.on))
                    .expect("renamed");
                "a name of a day before"
            }
            4 => {
                self.joined += 1;
                let head = "記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,郵便番号,住所";
                let (at, born) = (self.joined, day(1990, 1, 1).plus_days(self.joined as i64));
                let nth = "一二三四五六七八九".chars().nth(at % 9).expect("a numeral");
                let row = format!("202,9{at},00,遅田　{nth}郎,オソダ　ロウ,{born},男,本人,{on},5300001,大阪府大阪市");
                self.import("joining", &format!("{head}\n{row}\n"));
                self.import("registration", &format!("{registered}\n202,9{at},00,無,,{on}\n"));
                "a join of a day before"
            }
            5 => {
                let all = self.follows();
                let Some(one) = all.get(whom % all.len().max(1)) else { return "nothing to settle" };
                self.desk
                    .settle_consequence(&one.member, &one.what, None, self.on, (Lang::Ja, &of(self.on)))
                    .expect("settled");
                "a consequence is settled"
            }
            6 => {
                let words = ["name", "ledger.daicho", &member, &name, "--kana", "ベツメイ", "--on", &on.to_string()];
                self.world.run(&words).ends(0);
                "another program"
            }
            7 => {
                self.acts += 1;
                let days = 60 + self.acts;
                let policy = POLICY.replace("renewal_lead_days = 60", &format!("renewal_lead_days = {days}"));
                self.desk.adopt_policy(&policy, true, &of(self.on)).expect("a policy");
                "another policy"
            }
            8 => {
                self.another_day(days % 40);
                "another day"
            }
            9 => {
                let rows = THEM.map(|one| format!("{one},無,,{}\n", self.on)).concat();
                self.import("registration", &format!("{registered}\n{rows}"));
                self.desk.freeze_run(self.on, Lang::Ja, &of(self.on)).expect("a run");
                "another run"
            }
            _ => {
                let question = desk::decide::Question { on: self.on, known_at: None, member: None, lang: Lang::Ja };
                let papers = self.desk.show(&member, &question).expect("a member").papers;
                let step = if days % 2 == 0 { Step::Lose } else { Step::Return };
                let happening = Happening { step, on: self.on, note: None, witness: None, lang: Lang::Ja };
                let codes: Vec<String> = papers.iter().map(|paper| paper.paper.clone()).collect();
                self.desk.paper_step(&codes, &happening, &of(self.on)).expect("a step, or a reason why not");
                "a paper goes on"
            }
        }
    }

    /// The counts are those of a look at everyone, and of the list of what follows.
    fn agrees(&mut self, what: &str) {
        let before = self.today.take().expect("a look before");
        let again = same(&self.desk, before, what);
        let listed = self.desk.list(&again, "consequences", None, 0, 100).expect("a list").rows;
        let mut listed: Vec<String> = listed.into_iter().map(|row| row.member).collect();
        let mut open: Vec<String> = self.follows().into_iter().map(|row| row.member).collect();
        listed.sort();
        open.sort();
        assert_eq!(listed, open, "{what}");
        let pages: Vec<String> = (0..=open.len())
            .map(|start| self.desk.consequences_of(&again, false, (start, 1), Lang::Ja).expect("a piece"))
            .map(|piece| desk::wire::json(&piece.rows))
            .collect();
        let one_by_one: Vec<String> = self.follows().into_iter().map(|row| desk::wire::json(&[row])).collect();
        assert_eq!(pages[..open.len()], one_by_one, "{what}");
        assert_eq!(pages[open.len()], "[]", "{what}");
        self.today = Some(again);
    }
}

fn of(on: Day) -> desk::Occasion {
    let at = Moment::new("2026-11-20T01:00:00Z").expect("an instant");
    desk::Occasion { at, today: on, operator: "desk".to_owned() }
}

#[test]
fn whatever_is_corrected_what_follows_is_counted_as_a_look_at_everyone_counts_it() {
    let at_work = std::cell::RefCell::new(AtWork::begun());
    let acts = prop::collection::vec((0_u8..11, 0_usize..3, 0_i64..60), 1..6);
    let config = ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let outcome = runner.run(&acts, |acts| {
        let mut at_work = at_work.borrow_mut();
        for act in acts {
            let what = at_work.does(act);
            at_work.agrees(what);
        }
        Ok(())
    });
    outcome.expect("the counts agree");
}

#[test]
fn a_new_run_takes_away_what_followed_from_the_one_before() {
    let mut at_work = AtWork::begun();
    let counted = |at_work: &AtWork| {
        let home = at_work.today.as_ref().expect("a look").home();
        home.lists.iter().find(|list| list.name == "consequences").expect("the list").count
    };
    at_work.does((4, 0, -35));
    at_work.agrees("somebody whom the run should have named");
    assert_eq!(counted(&at_work), 1);
    at_work.does((9, 0, 0));
    at_work.agrees("a run that names others");
    assert_eq!(counted(&at_work), 0);
}
