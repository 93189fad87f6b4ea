//! The state of a member on a day, as known then, against a naive model that was written for this test alone: it keeps
//! everything that was ever said in a list and looks through all of it for every answer.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use ledger::{
    AddressKind, Addressed, Circumstance, Entry, HouseholdId, Known, LastFourFact, Layer, Ledger, MemberId, Myna,
    Named, NewApplication, NewPaper, PaperId, PaperKind, PaperLife, Person, State,
};
use rules::calendar::Day;
use rules::case::{MyNumber, Reason, UseRegistration};
use rules::words::{Address, LastFour, Sex};

use crate::{Shelf, act, an_act, coverage, named, on};

/// A small generator of numbers (splitmix64): the same seed gives the same histories.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, below: u64) -> u64 {
        self.next() % below
    }

    /// A day of a few weeks, so that from-days meet.
    fn day(&mut self) -> Day {
        on("2026-03-20").plus_days(self.below(24) as i64)
    }
}

/// One thing that was said, in the order of saying.
#[derive(Debug, Clone, PartialEq)]
enum Said {
    Person(Day, Option<u8>),
    Coverage(Day, Option<u8>),
    Name(Layer, Day, Option<u8>),
    Address(AddressKind, Day, Option<u8>),
    Myna(Day, Option<u8>),
    LastFour(Day, Option<u8>),
    Circumstance(Day, Option<u8>),
    Applied(i64, Option<Day>),
    Paper(PaperId, Day),
    Life(PaperId, Day, PaperLife),
}

/// Everything that was said of one member, each with the act that said it.
#[derive(Debug, Default, Clone)]
struct Life {
    since: i64,
    household: i64,
    said: Vec<(i64, Said)>,
}

fn person(value: u8) -> Person {
    Person {
        born: Some(on("1980-01-01").plus_days(i64::from(value))),
        sex: [None, Some(Sex::Male), Some(Sex::Female)][usize::from(value) % 3],
    }
}

fn spelled(value: u8) -> Named {
    named(&format!("名{value}"), "カナ")
}

fn lives_at(value: u8) -> Addressed {
    Addressed { postcode: format!("{value:07}"), address: Address::new(format!("町{value}")) }
}

fn myna(value: u8) -> Myna {
    Myna {
        my_number: MyNumber::ALL[usize::from(value) % 2],
        use_registered: UseRegistration::ALL[usize::from(value) % 4],
        e_certificate_until: value.is_multiple_of(2).then(|| on("2026-01-01").plus_days(i64::from(value))),
        ..Myna::default()
    }
}

fn circumstance(value: u8) -> Circumstance {
    Circumstance {
        resident: value.is_multiple_of(2),
        ratio: (!value.is_multiple_of(3)).then_some(value % 3 + 1),
        ..Circumstance::default()
    }
}

fn last_four(value: u8) -> LastFourFact {
    LastFourFact { digits: LastFour::new(&format!("{value:04}")).unwrap(), state: "not_sent".to_owned() }
}

/// What the model answers: the parts of a state that were ever said.
#[derive(Debug, PartialEq)]
struct Answer {
    person: Person,
    coverage: Option<(Day, String)>,
    names: [Option<Named>; 3],
    home: Option<Addressed>,
    delivery: Option<Addressed>,
    myna: Myna,
    last_four: Option<LastFourFact>,
    circumstance: Circumstance,
    applications: Vec<(i64, Option<Day>)>,
    papers: Vec<(PaperId, PaperLife)>,
}

impl Answer {
    fn of(state: &State) -> Answer {
        Answer {
            person: state.person,
            coverage: state.coverage.as_ref().map(|it| (state.coverage_from.unwrap(), it.number.number.clone())),
            names: [state.names.registered.clone(), state.names.reported.clone(), state.names.printed.clone()],
            home: state.home.clone(),
            delivery: state.delivery.clone(),
            myna: state.myna,
            last_four: state.last_four.clone(),
            circumstance: state.circumstance.clone(),
            applications: state.applications.iter().map(|it| (it.id, it.on)).collect(),
            papers: state.papers.iter().map(|it| (it.id, it.life)).collect(),
        }
    }
}

impl Life {
    /// The days that are left with their values, when only what was said up to `known` counts.
    fn days(&self, known: i64, pick: impl Fn(&Said) -> Option<(Day, Option<u8>)>) -> BTreeMap<Day, u8> {
        let mut days = BTreeMap::new();
        for (_, said) in self.said.iter().filter(|(act, _)| *act <= known) {
            match pick(said) {
                Some((day, Some(value))) => drop(days.insert(day, value)),
                Some((day, None)) => drop(days.remove(&day)),
                None => {}
            }
        }
        days
    }

    fn answer(&self, asked: Day, known: i64) -> Option<Answer> {
        if self.since > known {
            return None;
        }
        let latest = |days: &BTreeMap<Day, u8>| days.range(..=asked).next_back().map(|(day, value)| (*day, *value));
        let first = |days: &BTreeMap<Day, u8>| days.iter().next().map(|(day, value)| (*day, *value));
        let either = |days: &BTreeMap<Day, u8>| latest(days).or_else(|| first(days));

        let people = self.days(known, |said| if let Said::Person(d, v) = said { Some((*d, *v)) } else { None });
        let covers = self.days(known, |said| if let Said::Coverage(d, v) = said { Some((*d, *v)) } else { None });
        let layers = [Layer::Registered, Layer::Reported, Layer::Printed].map(|layer| {
            self.days(known, |said| match said {
                Said::Name(which, d, v) if *which == layer => Some((*d, *v)),
                _ => None,
            })
        });
        let mut names = [latest(&layers[0]), latest(&layers[1]), latest(&layers[2])];
        if names.iter().all(Option::is_none) {
            // Nobody is without a name: those of the first day that has one.
            let begin = layers.iter().filter_map(first).map(|(day, _)| day).min();
            names = [0, 1, 2].map(|at| first(&layers[at]).filter(|(day, _)| Some(*day) == begin));
        }
        let home = |kind| {
            let days = self.days(known, |said| match said {
                Said::Address(which, d, v) if *which == kind => Some((*d, *v)),
                _ => None,
            });
            latest(&days).map(|(_, value)| lives_at(value))
        };
        let mynas = self.days(known, |said| if let Said::Myna(d, v) = said { Some((*d, *v)) } else { None });
        let fours = self.days(known, |said| if let Said::LastFour(d, v) = said { Some((*d, *v)) } else { None });
        let circumstances =
            self.days(known, |said| if let Said::Circumstance(d, v) = said { Some((*d, *v)) } else { None });
        let spoken = || self.said.iter().filter(|(act, _)| *act <= known).map(|(_, said)| said);
        let papers = spoken()
            .filter_map(|said| if let Said::Paper(id, _) = said { Some(*id) } else { None })
            .map(|id| {
                // The last event that was said of a day until then.
                let mut life = PaperLife::Planned;
                for said in spoken() {
                    if let Said::Life(paper, day, now) = said
                        && *paper == id
                        && *day <= asked
                    {
                        life = *now;
                    }
                }
                (id, life)
            })
            .collect();
        Some(Answer {
            person: either(&people).map_or_else(Person::default, |(_, value)| person(value)),
            coverage: either(&covers).map(|(day, value)| (day, value.to_string())),
            names: names.map(|name| name.map(|(_, value)| spelled(value))),
            home: home(AddressKind::Home),
            delivery: home(AddressKind::Delivery),
            myna: latest(&mynas).map_or_else(Myna::default, |(_, value)| myna(value)),
            last_four: latest(&fours).map(|(_, value)| last_four(value)),
            circumstance: latest(&circumstances).map_or_else(Circumstance::default, |(_, value)| circumstance(value)),
            applications: spoken()
                .filter_map(|said| if let Said::Applied(id, on) = said { Some((*id, *on)) } else { None })
                .collect(),
            papers,
        })
    }
}

/// Says something at random of a member, to the ledger and to the model.
fn say(entry: &mut Entry<'_>, random: &mut Random, member: MemberId, life: &mut Life) -> ledger::Result<()> {
    let day = random.day();
    // Sometimes the same from-day as before: a correction.
    let value = Some(random.below(7) as u8).filter(|_| !random.0.is_multiple_of(5));
    let layer = Layer::ALL[random.below(3) as usize];
    let kind = AddressKind::ALL[random.below(2) as usize];
    let said = match random.below(20) {
        0..=4 => {
            match value {
                Some(value) => {
                    entry.cover(member, day, &coverage(HouseholdId(life.household), "1", &value.to_string(), "00"))?
                }
                None => entry.withdraw_coverage(member, day)?,
            }
            Said::Coverage(day, value)
        }
        5..=8 => {
            match value {
                Some(value) => entry.name(member, layer, day, &spelled(value))?,
                None => entry.withdraw_name(member, layer, day)?,
            }
            Said::Name(layer, day, value)
        }
        9..=10 => {
            match value {
                Some(value) => entry.address(member, kind, day, &lives_at(value))?,
                None => entry.withdraw_address(member, kind, day)?,
            }
            Said::Address(kind, day, value)
        }
        11..=12 => {
            match value {
                Some(value) => entry.myna(member, day, &myna(value))?,
                None => entry.withdraw_myna(member, day)?,
            }
            Said::Myna(day, value)
        }
        13 => {
            match value {
                Some(value) => entry.last_four(member, day, &last_four(value))?,
                None => entry.withdraw_last_four(member, day)?,
            }
            Said::LastFour(day, value)
        }
        14 => {
            match value {
                Some(value) => entry.circumstance(member, day, &circumstance(value))?,
                None => entry.withdraw_circumstance(member, day)?,
            }
            Said::Circumstance(day, value)
        }
        15 => {
            match value {
                Some(value) => entry.person(member, day, &person(value))?,
                None => entry.withdraw_person(member, day)?,
            }
            Said::Person(day, value)
        }
        16 => {
            let filed = value.map(|_| day);
            Said::Applied(entry.application(member, &NewApplication { reason: Reason::Lost, on: filed })?, filed)
        }
        17 => {
            let paper = NewPaper {
                member,
                batch: None,
                kind: PaperKind::Certificate,
                issued: day,
                until: None,
                printed: Default::default(),
            };
            Said::Paper(entry.paper(&paper)?.0, day)
        }
        _ => {
            let papers: Vec<PaperId> = life
                .said
                .iter()
                .filter_map(|(_, said)| if let Said::Paper(id, _) = said { Some(*id) } else { None })
                .collect();
            let Some(paper) = papers.get(random.below(papers.len().max(1) as u64) as usize) else { return Ok(()) };
            let now = PaperLife::ALL[random.below(PaperLife::ALL.len() as u64) as usize];
            entry.paper_event(*paper, day, now, None)?;
            Said::Life(*paper, day, now)
        }
    };
    life.said.push((entry.seq().0, said));
    Ok(())
}

/// Asks the ledger for everybody on a day as known at an act, and the model too.
fn compare(ledger: &Ledger, lives: &[Life], asked: Day, known: i64) -> usize {
    let mut next = 0;
    ledger
        .states(asked, known_after(known), &mut |state| {
            let at = usize::try_from(state.id.0).unwrap() - 1;
            assert!(at >= next, "in the order of their numbers, each once");
            for unknown in &lives[next..at] {
                assert_eq!(unknown.answer(asked, known), None);
            }
            next = at + 1;
            assert_eq!(
                Some(Answer::of(&state)),
                lives[at].answer(asked, known),
                "on {asked}, known at {known}: {:?}",
                lives[at]
            );
            Ok(ControlFlow::Continue(()))
        })
        .unwrap();
    for unknown in &lives[next..] {
        assert_eq!(unknown.answer(asked, known), None);
    }
    lives.len()
}

fn known_after(act: i64) -> Known {
    Known::after(ledger::ActSeq(act))
}

#[test]
fn a_hundred_thousand_random_histories_are_told_as_the_naive_model_tells_them() {
    const MEMBERS: usize = 100_000;
    const ACTS: i64 = 25;
    let seed = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_261_121);
    println!("SEED={seed}");
    let mut random = Random(seed);
    let shelf = Shelf::new();
    let mut ledger = shelf.found();
    let mut lives: Vec<Life> = Vec::with_capacity(MEMBERS);
    for number in 1..=ACTS {
        act(&mut ledger, u32::try_from(number).unwrap(), |entry| {
            let last = if number == ACTS {
                MEMBERS
            } else {
                MEMBERS * usize::try_from(number).unwrap() / usize::try_from(ACTS).unwrap()
            };
            while lives.len() < last {
                let member = entry.add_member(&Person::default())?;
                assert_eq!(member.0, lives.len() as i64 + 1);
                let mut life = Life { since: number, household: entry.household()?.0, said: Vec::new() };
                // The empty person of the enrolment stands from the act's own day.
                life.said.push((number, Said::Person(an_act(0).on, Some(0))));
                entry.person(member, an_act(0).on, &person(0))?;
                for _ in 0..random.below(4) {
                    say(entry, &mut random, member, &mut life)?;
                }
                lives.push(life);
            }
            for _ in 0..MEMBERS / 10 {
                let at = random.below(lives.len() as u64) as usize;
                say(entry, &mut random, MemberId(at as i64 + 1), &mut lives[at])?;
            }
            Ok(())
        });
    }
    let mut compared = 0;
    let earlier = 1 + random.below(ACTS as u64) as i64;
    for (asked, known) in [(random.day(), ACTS), (random.day(), earlier)] {
        compared += compare(&ledger, &lives, asked, known);
    }
    // One by one, each at a day and an act of its own.
    for _ in 0..20_000 {
        let at = random.below(lives.len() as u64) as usize;
        let (asked, known) = (random.day(), random.below(ACTS as u64 + 1) as i64);
        let state = ledger.state(MemberId(at as i64 + 1), asked, known_after(known)).unwrap();
        assert_eq!(
            state.as_ref().map(Answer::of),
            lives[at].answer(asked, known),
            "on {asked}, known at {known}: {:?}",
            lives[at]
        );
        compared += 1;
    }
    assert!(compared >= 100_000);
}

/// The lives as they were known, each thing from the act on that published it; never what no act published.
fn as_published(lives: &[Life], parts: &BTreeMap<i64, Option<i64>>) -> Vec<Life> {
    let known_by = |act: i64| parts.get(&act).map_or(act, |published| published.unwrap_or(i64::MAX));
    let known = |life: &Life| Life {
        since: known_by(life.since),
        household: life.household,
        said: life.said.iter().map(|(act, said)| (known_by(*act), said.clone())).collect(),
    };
    lives.iter().map(known).collect()
}

#[test]
fn random_histories_with_parts_of_imports_are_told_as_the_naive_model_tells_them() {
    const ACTS: i64 = 60;
    let seed = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_261_122);
    println!("SEED={seed}");
    let mut random = Random(seed);
    let shelf = Shelf::new();
    let mut ledger = shelf.found();
    let mut lives: Vec<Life> = Vec::new();
    // Each part, and the act that published it.
    let mut parts: BTreeMap<i64, Option<i64>> = BTreeMap::new();
    let mut compared = 0;
    for number in 1..=ACTS {
        let is_part = random.below(5) < 3;
        if is_part {
            parts.insert(number, None);
        }
        let unknown: Vec<i64> = parts.iter().filter(|it| it.1.is_none()).map(|it| *it.0).collect();
        let publish: Vec<i64> =
            unknown.into_iter().filter(|_| !is_part && !random.below(3).is_multiple_of(3)).collect();
        let kind = if is_part { ledger::PART } else { "import" };
        let new = ledger::NewAct { kind, ..an_act(u32::try_from(number).unwrap()) };
        ledger
            .act::<(), ledger::Error>(new, |entry| {
                for _ in 0..40 {
                    let member = entry.add_member(&Person::default())?;
                    let mut life = Life { since: number, household: entry.household()?.0, said: Vec::new() };
                    life.said.push((number, Said::Person(an_act(0).on, Some(0))));
                    entry.person(member, an_act(0).on, &person(0))?;
                    say(entry, &mut random, member, &mut life)?;
                    lives.push(life);
                }
                for _ in 0..200 {
                    let at = random.below(lives.len() as u64) as usize;
                    say(entry, &mut random, MemberId(at as i64 + 1), &mut lives[at])?;
                }
                entry.publish(&publish.iter().map(|part| ledger::ActSeq(*part)).collect::<Vec<_>>())
            })
            .unwrap();
        parts.extend(publish.iter().map(|part| (*part, Some(number))));
        let known = as_published(&lives, &parts);
        let count = known.iter().filter(|life| life.since <= number).count();
        assert_eq!(ledger.count_members().unwrap(), count as u64);
        for act in [number, random.below(ACTS as u64) as i64] {
            compared += compare(&ledger, &known, random.day(), act.min(number));
        }
    }
    let known = as_published(&lives, &parts);
    for act in 0..=ACTS {
        compared += compare(&ledger, &known, random.day(), act);
    }
    let hidden = parts.values().filter(|published| published.is_none()).count();
    assert!(compared >= 100_000 && hidden > 0 && hidden < parts.len(), "{compared} {hidden}");
    assert!(ledger.verify().unwrap().findings.is_empty());
}

#[test]
fn a_correction_replaces_the_same_day_and_what_was_known_before_stays() {
    let shelf = Shelf::new();
    let mut ledger = shelf.found();
    let (_, (member, household)) = act(&mut ledger, 1, |entry| {
        let (member, household) = (entry.add_member(&Person::default())?, entry.household()?);
        entry.cover(member, on("2026-04-01"), &coverage(household, "11", "1", "00"))?;
        Ok((member, household))
    });
    act(&mut ledger, 2, |entry| entry.cover(member, on("2026-04-01"), &coverage(household, "11", "2", "00")));
    act(&mut ledger, 3, |entry| entry.cover(member, on("2026-06-01"), &coverage(household, "11", "3", "00")));
    act(&mut ledger, 4, |entry| entry.withdraw_coverage(member, on("2026-06-01")));
    act(&mut ledger, 5, |entry| entry.withdraw_coverage(member, on("2026-04-01")));
    let number = |day: &str, known| {
        let state = ledger.state(member, on(day), known_after(known)).unwrap().unwrap();
        state.coverage.map(|coverage| coverage.number.number)
    };
    assert_eq!(number("2026-07-01", 1).as_deref(), Some("1"));
    assert_eq!(number("2026-07-01", 2).as_deref(), Some("2"));
    assert_eq!(number("2026-07-01", 3).as_deref(), Some("3"));
    assert_eq!(number("2026-05-31", 3).as_deref(), Some("2"));
    assert_eq!(number("2026-07-01", 4).as_deref(), Some("2"));
    assert_eq!(number("2026-03-01", 4).as_deref(), Some("2"), "a coming enrolment is seen as one");
    assert_eq!(number("2026-07-01", 5), None);
}

#[test]
fn of_two_sayings_in_one_act_the_later_counts() {
    let shelf = Shelf::new();
    let mut ledger = shelf.found();
    let (_, member) = act(&mut ledger, 1, |entry| {
        let (member, household) = (entry.add_member(&Person::default())?, entry.household()?);
        for number in ["1", "2", "3"] {
            entry.cover(member, on("2026-04-01"), &coverage(household, "11", number, "00"))?;
        }
        Ok(member)
    });
    let state = ledger.state(member, on("2026-04-01"), ledger.now_known().unwrap()).unwrap().unwrap();
    assert_eq!(state.coverage.unwrap().number.number, "3");
}

#[test]
fn a_household_is_who_belongs_to_it_on_the_day() {
    let shelf = Shelf::new();
    let mut ledger = shelf.found();
    let (_, (parent, child, first, second)) = act(&mut ledger, 1, |entry| {
        let (first, second) = (entry.household()?, entry.household()?);
        let (parent, child) = (entry.add_member(&Person::default())?, entry.add_member(&Person::default())?);
        entry.cover(parent, on("2026-04-01"), &coverage(first, "11", "1", "00"))?;
        entry.cover(child, on("2026-04-01"), &coverage(first, "11", "1", "01"))?;
        entry.cover(child, on("2026-10-01"), &coverage(second, "12", "7", "00"))?;
        Ok((parent, child, first, second))
    });
    let known = ledger.now_known().unwrap();
    let who = |household, day: &str| -> Vec<MemberId> {
        ledger.household(household, on(day), known).unwrap().iter().map(|state| state.id).collect()
    };
    assert_eq!(who(first, "2026-05-01"), [parent, child]);
    assert_eq!(who(second, "2026-05-01"), []);
    assert_eq!(who(first, "2026-10-01"), [parent]);
    assert_eq!(who(second, "2026-10-01"), [child]);
}

#[test]
fn reading_all_members_can_be_stopped_and_asks_again_meanwhile() {
    let shelf = Shelf::new();
    let mut ledger = shelf.found();
    act(&mut ledger, 1, |entry| {
        for _ in 0..10 {
            entry.add_member(&Person::default())?;
        }
        Ok(())
    });
    let (day, known) = (on("2026-04-01"), ledger.now_known().unwrap());
    let mut seen = Vec::new();
    ledger
        .states(day, known, &mut |state| {
            assert_eq!(ledger.state(state.id, day, known)?.as_ref(), Some(&state));
            seen.push(state.id.0);
            Ok(if seen.len() == 4 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })
        .unwrap();
    assert_eq!(seen, [1, 2, 3, 4]);
    assert_eq!(ledger.read_facts(known).unwrap(), 20);
}
