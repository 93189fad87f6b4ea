//! Two clerks at one ledger: whoever comes second is told plainly who came first, and nothing of the second is written.

use std::sync::{Arc, Barrier, Mutex};

use desk::insertion::{Scan, ScanMode};
use desk::ledger::{Moment, Passphrase};
use desk::life::{BY_HAND, Happening};
use desk::plan::{PaperWord, Plan};
use desk::reminders::Remind;
use desk::rules::words::Lang;
use desk::waves::WaveQuestion;
use desk::{Desk, Failure, Occasion};
use serde_json::Value;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata};

use crate::owed::Society;
use crate::world::World;

const LEDGER: &str = "ledger.daicho";

/// Does something at the moment when a desk has looked at everything and is about to write: each act opens a span before it waits
/// for its turn.
struct Between(Mutex<Option<Box<dyn FnOnce() + Send>>>);

impl tracing::Subscriber for Between {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.is_span()
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        if span.metadata().name() == "act"
            && let Some(other) = self.0.lock().expect("one at a time").take()
        {
            other();
        }
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, _: &Event<'_>) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

fn occasion(on: &str, operator: &str) -> Occasion {
    let at = Moment::new(&format!("{on}T01:00:00Z")).expect("a moment");
    Occasion { at, today: desk::day(on).expect("a day"), operator: operator.to_owned() }
}

/// The first clerk's desk, and that of 佐藤, on one file.
fn two_desks(world: &World, on: &str) -> (Desk, Desk) {
    world.operator("sato", &["--name", "佐藤", "--role", "supervisor"]);
    let open = |file: &str, code: Option<&str>| {
        let text = std::fs::read_to_string(world.at(file)).expect("a passphrase");
        let passphrase = Passphrase::from(text.trim_end().to_owned());
        Desk::open(&world.at(LEDGER), code, &passphrase, &occasion(on, code.unwrap_or("desk"))).expect("a desk")
    };
    (open("passphrase.txt", None), open("sato.txt", Some("sato")))
}

/// Both do the same; 佐藤 does it when the first has looked and not yet written. What each was answered.
fn at_once<T: Send + 'static>(
    (mut first, mut second): (Desk, Desk),
    on: &str,
    does: impl Fn(&mut Desk, &Occasion) -> Result<T, Failure> + Send + Copy + 'static,
) -> (Result<T, Failure>, Result<T, Failure>) {
    let heard = Arc::new(Mutex::new(None));
    let (told, theirs) = (Arc::clone(&heard), occasion(on, "sato"));
    let other = move || *told.lock().expect("one at a time") = Some(does(&mut second, &theirs));
    let between = Between(Mutex::new(Some(Box::new(other))));
    let mine = tracing::subscriber::with_default(between, || does(&mut first, &occasion(on, "desk")));
    let theirs = heard.lock().expect("one at a time").take().expect("the second clerk did it, too");
    (mine, theirs)
}

/// The one was first, and the other is told who it was.
#[track_caller]
fn second_is_told<T>(what: &str, (mine, theirs): (Result<T, Failure>, Result<T, Failure>), code: &str) {
    assert!(theirs.is_ok(), "{what}: whoever writes first is through");
    let failure = mine.err().unwrap_or_else(|| panic!("{what}: both wrote"));
    let one = &failure.complaints[0];
    assert_eq!(one.code, code, "{what}");
    assert!(one.sentence.ja.contains("佐藤（sato）"), "{what}: {}", one.sentence.ja);
    assert!(one.sentence.en.contains("佐藤 (sato)"), "{what}: {}", one.sentence.en);
    assert!(!one.hint.ja.is_empty(), "{what}");
}

fn returned(code: String) -> impl Fn(&mut Desk, &Occasion) -> Result<usize, Failure> + Send + Clone + 'static {
    move |desk, now| {
        let step = BY_HAND.into_iter().find(|one| one.code() == "returned").expect("a step");
        let happening = Happening { step, on: now.today, note: None, witness: None, lang: Lang::Ja };
        let told = desk.paper_step(std::slice::from_ref(&code), &happening, now)?;
        Ok(told.iter().filter(|one| one.done).count())
    }
}

fn events(society: &Society, code: &str, state: &str) -> usize {
    let shown = society.world.run(&["paper", LEDGER, code, "--on", "2027-12-31", "--json"]).ends(0).json();
    shown["events"].as_array().into_iter().flatten().filter(|one| one["state"] == state).count()
}

#[test]
fn a_case_that_a_colleague_has_just_closed_is_closed_once() {
    let society = Society::new();
    society.leave("101,13,0,2027-01-05\n", "2027-01-06");
    let code: &'static str = society.code("101-13-00").leak();
    let desks = two_desks(&society.world, "2027-01-11");
    let both = at_once(desks, "2027-01-11", move |desk, now| returned(code.to_owned())(desk, now));
    second_is_told("a return", both, "somebody_faster");
    assert_eq!(events(&society, code, "returned"), 1);
    // Afterwards it is said what it is, and nothing changes.
    let acts = || society.world.run(&["verify", LEDGER, "--json"]).ends(0).json()["acts"].clone();
    let before = acts();
    let late = society.step(code, "returned", "2027-01-12", &[]);
    assert_eq!((late["done"].as_bool(), late["because"].as_str()), (Some(false), Some("step_impossible")), "{late}");
    assert_eq!(acts(), before);
}

#[test]
fn of_four_who_close_one_case_at_the_same_moment_one_does() {
    let society = Society::new();
    society.leave("101,13,0,2027-01-05\n101,14,0,2027-01-05\n", "2027-01-06");
    let passphrase = std::fs::read_to_string(society.world.at("passphrase.txt")).expect("a passphrase");
    for member in ["101-13-00", "101-14-00"] {
        let code = society.code(member);
        let start = Barrier::new(4);
        let done: usize = std::thread::scope(|scope| {
            let clerks: Vec<_> = (0..4)
                .map(|_| {
                    let now = occasion("2027-01-11", "desk");
                    let passphrase = Passphrase::from(passphrase.trim_end().to_owned());
                    let mut desk = Desk::open(&society.world.at(LEDGER), None, &passphrase, &now).expect("a desk");
                    let (does, start) = (returned(code.clone()), &start);
                    scope.spawn(move || {
                        start.wait();
                        does(&mut desk, &now).unwrap_or_else(|failure| {
                            assert_eq!(failure.complaints[0].code, "somebody_faster");
                            0
                        })
                    })
                })
                .collect();
            clerks.into_iter().map(|clerk| clerk.join().expect("a clerk")).sum()
        });
        assert_eq!((done, events(&society, &code, "returned")), (1, 1), "{member}");
    }
    society.world.run(&["verify", LEDGER]).ends(0);
}

#[test]
fn nobody_is_reminded_twice_by_two_clerks() {
    let society = Society::new();
    society.leave("101,13,0,2027-01-05\n", "2027-01-06");
    let out = society.world.at("letters");
    std::fs::create_dir(&out).expect("a folder");
    let out: &'static std::path::Path = Box::leak(out.into_boxed_path());
    let desks = two_desks(&society.world, "2027-01-11");
    let both = at_once(desks, "2027-01-11", move |desk, now| {
        desk.remind(&Remind { on: now.today, employer: None, out: Some(out.to_owned()), lang: Lang::Ja }, now)
    });
    second_is_told("reminders", both, "somebody_faster");
    assert_eq!(std::fs::read_dir(out).expect("a folder").count(), 1, "one letter");
    let on_record = society.world.run(&["remind", LEDGER, "--list", "--json"]).ends(0).lines();
    assert_eq!(on_record.len(), 1);
    assert_eq!(events(&society, &society.code("101-13-00"), "reminded"), 1);
}

#[test]
fn a_batch_a_list_of_papers_and_the_letters_of_the_check_are_frozen_and_closed_by_one() {
    let society = Society::new();
    let world = &society.world;
    let freeze = |kind: PaperWord| {
        move |desk: &mut Desk, now: &Occasion| {
            let plan = Plan {
                kind,
                on: now.today,
                members: None,
                layout: None,
                without_unprintable: false,
                dry_run: false,
                envelopes: None,
                lang: Lang::Ja,
            };
            if kind == PaperWord::LastFour { desk.start_last_four(&plan, None, now) } else { desk.plan(&plan, now) }
        }
    };
    let (first, second) = two_desks(world, "2026-11-20");
    second_is_told("notices", at_once((first, second), "2026-11-20", freeze(PaperWord::Notice)), "somebody_faster");
    let again = |file: &str, code: Option<&str>| {
        let text = std::fs::read_to_string(world.at(file)).expect("a passphrase");
        let now = occasion("2026-11-20", code.unwrap_or("desk"));
        Desk::open(&world.at(LEDGER), code, &Passphrase::from(text.trim_end().to_owned()), &now).expect("a desk")
    };
    let desks = || (again("passphrase.txt", None), again("sato.txt", Some("sato")));
    second_is_told(
        "letters of the check",
        at_once(desks(), "2026-11-20", freeze(PaperWord::LastFour)),
        "somebody_faster",
    );
    let papers = world.show("101-13-00", "2999-01-01")["papers"].as_array().cloned().unwrap_or_default();
    let kinds = |kind: &str| papers.iter().filter(|one| one["kind"] == kind).count();
    assert_eq!((kinds("notice"), kinds("last_four")), (1, 1), "one each: {papers:?}");
    let batches = again("passphrase.txt", None).batches().expect("batches");
    let posted = batches.into_iter().find(|one| one.kind == "certificate").expect("a batch that was posted");
    let code: &'static str = posted.batch.leak();
    let both = at_once(desks(), "2026-11-20", move |desk, now| desk.close_batch(code, now.today, now));
    second_is_told("a batch closed", both, "somebody_faster");
    world.run(&["verify", LEDGER]).ends(0);
}

#[test]
fn what_follows_from_a_correction_is_settled_once_and_a_run_is_frozen_once() {
    let world = crate::consequences::given();
    let left = "記号,番号,枝番,資格喪失年月日\n202,7,00,2026-05-01\n";
    world.import("late.csv", left, &["--form", "leaving", "--on", "2026-06-01"]);
    let open = world.run(&["consequences", LEDGER, "--on", "2026-06-02", "--json"]).ends(0).lines();
    let what: &'static str = open[0]["what"].as_str().expect("a code").to_owned().leak();
    let both = at_once(two_desks(&world, "2026-06-02"), "2026-06-02", move |desk, now| {
        desk.settle_consequence("202-7-00", what, Some("電話した"), now.today, (Lang::Ja, now))
    });
    second_is_told("a consequence", both, "already_settled");
    let now = |code: &str| occasion("2026-06-03", code);
    let open = |file: &str, code: Option<&str>| {
        let text = std::fs::read_to_string(world.at(file)).expect("a passphrase");
        let passphrase = Passphrase::from(text.trim_end().to_owned());
        Desk::open(&world.at(LEDGER), code, &passphrase, &now(code.unwrap_or("desk"))).expect("a desk")
    };
    let desks = (open("passphrase.txt", None), open("sato.txt", Some("sato")));
    let both = at_once(desks, "2026-06-03", |desk, now| desk.freeze_run(now.today, Lang::Ja, now));
    second_is_told("a run", both, "somebody_faster");
    let runs: Vec<Value> = world.run(&["run", LEDGER, "--json"]).ends(0).lines();
    assert_eq!(runs.len(), 2, "the first, and one more");
}

#[test]
fn a_wave_is_frozen_once() {
    let world = crate::waves::adopted();
    let both = at_once(two_desks(&world, "2026-09-10"), "2026-09-10", |desk, now| {
        let until = desk::day("2026-11-30")?;
        let question = WaveQuestion { until, on: now.today, weeks: Some(3), per_week: None, lang: Lang::Ja };
        desk.freeze_wave(&question, now)
    });
    second_is_told("a wave", both, "somebody_faster");
    world.run(&["waves", LEDGER, "show", "1", "--json"]).ends(0);
    world.run(&["waves", LEDGER, "show", "2"]).ends(1);
}

#[test]
fn an_envelope_that_two_clerks_fill_at_once_is_recorded_once_and_the_second_is_told_who_was_first() {
    let world = World::peopled();
    let plan = ["plan", LEDGER, "--kind", "notice", "--on", "2026-05-08", "--json"];
    let batch = world.run(&plan).ends(0).json()["batch"].as_str().expect("a batch").to_owned();
    std::fs::create_dir(world.at("out")).expect("a folder");
    world.run(&["print", LEDGER, &batch, "--out", "out"]).ends(0);
    let manifest = std::fs::read_to_string(world.at("out/manifest.json")).expect("a manifest");
    let manifest: Value = serde_json::from_str(&manifest).expect("JSON");
    let last = manifest["sheets"].as_array().expect("sheets").last().expect("a sheet").clone();
    let text = |key: &str| last[key].as_str().expect("a code").to_owned();
    let (envelope, paper): (&'static str, &'static str) = (text("envelope_code").leak(), text("paper").leak());
    let batch: &'static str = batch.leak();
    let desks = two_desks(&world, "2027-01-11");
    let (mine, theirs) = at_once(desks, "2027-01-11", move |desk, now| {
        let (held, code) = (vec![envelope.to_owned()], paper.to_owned());
        let scan = Scan { batch: batch.to_owned(), mode: ScanMode::Insert, held, code, on: now.today, lang: Lang::Ja };
        desk.scan(&scan, now)
    });
    let (Ok(mine), Ok(theirs)) = (mine, theirs) else { panic!("each is answered") };
    assert!(theirs.right && theirs.done, "{}", theirs.sentence);
    assert_eq!((mine.right, mine.because.as_deref()), (false, Some("somebody_faster")));
    assert!(mine.sentence.contains("佐藤（sato）") && mine.held.is_empty(), "{}", mine.sentence);
    let now = world.run(&["batch", LEDGER, batch, "insertion", "--json"]).ends(0).json();
    assert_eq!((now["checked"].as_i64(), now["open"].as_i64()), (Some(1), Some(1)), "{now}");
    world.run(&["verify", LEDGER]).ends(0);
}
