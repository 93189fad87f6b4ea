//! The real service, the real program apart, and a card of software on the reader: what comes and goes, what breaks, and that it goes on.

use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use card::{
    Apart, CardState, Check, Opens, Port, Proof, Reading, Seen, Trouble, Unproven, Which, check_under, examine, watch,
};
use tests::software_card::{Card, Fault, PcscService, Reader, card_program, holder, trust};

use crate::dialogue::{By, ON, ask, pin};

/// From the card's return to a reading; what the clerk would call "at once".
const RECOVERED: Duration = Duration::from_secs(2);

fn told(service: &PcscService, reader: &Reader, check: Check) -> Result<Reading, Trouble> {
    let check = Check { reader: Some(reader.name().to_owned()), ..check };
    check_under(&mut service.apart().with_patience(Duration::from_secs(5)), &check, &trust())
}

fn whole() -> Check {
    ask(holder("adult"), By::Pin, true, true)
}

#[track_caller]
fn genuine(service: &PcscService, reader: &Reader) -> Reading {
    let reading = told(service, reader, whole()).expect("a reading");
    assert_eq!((reading.proof, reading.number_agrees), (Proof::Genuine, Some(true)));
    assert_eq!(reading.person.as_ref().map(|it| it.name().text().to_owned()), Some(holder("adult").name.to_owned()));
    reading
}

/// Whether another handle could sign without a PIN.
fn open_to_others(service: &PcscService, reader: &Reader) -> bool {
    let mut other = service.apart();
    other.open(reader.name()).expect("the card is free again");
    for command in
        [b"\x00\xA4\x04\x0C\x0A\xD3\x92\xF0\x00\x26\x01\x00\x00\x00\x01".as_slice(), b"\x00\xA4\x02\x0C\x02\x00\x17"]
    {
        assert_eq!(other.transmit(command).expect("an answer").as_slice(), b"\x90\x00");
    }
    let sign = [&[0x80, 0x2A, 0x00, 0x80, 0x04], b"sign".as_slice(), &[0x00]].concat();
    let answer = other.transmit(&sign).expect("an answer");
    other.close();
    answer.as_slice() != b"\x69\x82"
}

#[test]
fn a_card_is_read_through_the_real_service_and_forgets_at_once_what_opened_it() {
    let service = PcscService::start();
    let reader = service.reader(0);
    let card = Card::of(holder("adult"));
    assert_eq!(told(&service, &reader, whole()).err(), Some(Trouble::NoCard));
    assert_eq!(check_under(&mut service.apart(), &whole(), &trust()).err(), Some(Trouble::NoCard));
    reader.insert(&card);
    let reading = genuine(&service, &reader);
    assert_eq!((reading.verified, reading.tries.pin, reading.tries.proof), (2, Some(3), Some(3)));
    assert!(!card.is_open());
    assert!(!open_to_others(&service, &reader));
    assert!(card.resets().1 > 0, "its power was cut");
    // The one card is found by itself.
    assert!(check_under(&mut service.apart(), &whole(), &trust()).is_ok());
    let elsewhere = Check { reader: Some("Reader of nobody".to_owned()), ..whole() };
    assert_eq!(check_under(&mut service.apart(), &elsewhere, &trust()).err(), Some(Trouble::UnknownReader));
}

#[test]
fn wrong_pins_are_counted_once_each_until_the_last_is_spared() {
    let service = PcscService::start();
    let reader = service.reader(0);
    let card = Card::of(holder("adult"));
    reader.insert(&card);
    let wrong = || Check { opens: Opens::Pin(pin("0000")), ..ask(holder("adult"), By::Nothing, false, true) };
    assert_eq!(told(&service, &reader, wrong()).err(), Some(Trouble::Wrong { which: Which::Pin, left: 2 }));
    assert_eq!(told(&service, &reader, wrong()).err(), Some(Trouble::Wrong { which: Which::Pin, left: 1 }));
    assert_eq!(told(&service, &reader, wrong()).err(), Some(Trouble::OneLeft(Which::Pin)));
    let insists = || Check { insists: Some(Which::Pin), ..wrong() };
    assert_eq!(told(&service, &reader, insists()).err(), Some(Trouble::Blocked(Which::Pin)), "this one was the last");
    assert_eq!(told(&service, &reader, insists()).err(), Some(Trouble::Blocked(Which::Pin)));
    assert_eq!(card.tries(), [0, 3, 10, 10, 5]);
    // One of the certificate leaves what was read.
    let wrong = || Check { proof: Some(pin("0000")), ..ask(holder("adult"), By::CodeB, false, false) };
    for (expected, left) in [(Unproven::PinWrong { left: 2 }, 2), (Unproven::PinWrong { left: 1 }, 1)]
        .into_iter()
        .chain([(Unproven::PinOneLeft, 1), (Unproven::PinOneLeft, 1)])
    {
        let reading = told(&service, &reader, wrong()).expect("a reading");
        assert_eq!((reading.proof, reading.person.is_some()), (Proof::Failed(expected), true));
        assert_eq!(card.tries(), [0, left, 10, 10, 5]);
    }
    assert!(!open_to_others(&service, &reader));
}

#[test]
fn two_readers_are_told_apart_and_a_card_in_use_is_left_alone() {
    let service = PcscService::start();
    let (one, two) = (service.reader(0), service.reader(1));
    one.insert(&Card::of(holder("adult")));
    two.insert(&Card::of(holder("old-card")));
    let both = vec![one.name().to_owned(), two.name().to_owned()];
    assert_eq!(check_under(&mut service.apart(), &whole(), &trust()).err(), Some(Trouble::SeveralCards(both)));
    genuine(&service, &one);
    assert_eq!(told(&service, &two, whole()).err(), Some(Trouble::OldCard));
    let mut other = service.apart();
    other.open(one.name()).expect("a free card");
    assert_eq!(told(&service, &one, whole()).err(), Some(Trouble::InUse));
    let found = examine(&mut service.apart(), ON);
    assert_eq!(found.service, None);
    let cards: Vec<&CardState> = found.readers.iter().map(|it| &it.card).collect();
    assert_eq!(cards, [&CardState::InUse, &CardState::OldCard]);
    assert!(found.readers.iter().all(|it| it.virtual_one));
    other.close();
    let found = examine(&mut service.apart(), ON);
    assert!(matches!(found.readers[0].card, CardState::MyNumberCard { .. }));
    genuine(&service, &one);
}

#[test]
fn a_program_that_is_killed_with_a_card_open_leaves_nothing_open() {
    let service = PcscService::start();
    let reader = service.reader(0);
    let card = Card::of(holder("adult"));
    reader.insert(&card);
    let mut cut_off = service.apart();
    cut_off.open(reader.name()).expect("a free card");
    for command in [
        b"\x00\xA4\x04\x0C\x0A\xD3\x92\xF0\x00\x26\x01\x00\x00\x00\x01".as_slice(),
        b"\x00\xA4\x02\x0C\x02\x00\x18",
        b"\x00\x20\x00\x80\x044321",
    ] {
        assert_eq!(cut_off.transmit(command).expect("an answer").as_slice(), b"\x90\x00");
    }
    assert!(card.is_open());
    // Whoever asked is gone without a word.
    drop(cut_off);
    assert!(!open_to_others(&service, &reader));
}

/// Each kind of fault at each of these commands of the longest dialogue, a reader for each command; then a good card in their place.
fn at_commands(commands: std::ops::Range<usize>) {
    let other = Card::of(holder("spouse"));
    let garbled: &[Trouble] = &[Trouble::Garbled, Trouble::OtherCard, Trouble::NewGeneration];
    let pulled: &[Trouble] = &[Trouble::Pulled];
    let kinds: [(Fault, &[Trouble]); 7] = [
        (Fault::PulledAfter, pulled),
        (Fault::PulledBefore, pulled),
        (Fault::Empty, pulled),
        (Fault::Mute, &[Trouble::Mute]),
        (Fault::OneByte, garbled),
        (Fault::Misreported(0x6F00), garbled),
        (Fault::Swapped(other.clone()), &[Trouble::Pulled, Trouble::NoCard]),
    ];
    let count = u16::try_from(commands.len().next_multiple_of(2)).expect("a count");
    let service = PcscService::with_readers(count);
    let readers: Vec<Reader> = (0..commands.len()).map(|at| service.reader(at)).collect();
    for (kind, (fault, expected)) in kinds.into_iter().enumerate() {
        let cards: Vec<Card> = readers.iter().map(|_| Card::of(holder("adult"))).collect();
        std::thread::scope(|scope| {
            for (reader, card) in readers.iter().zip(&cards) {
                scope.spawn(|| {
                    reader.remove();
                    reader.insert(card);
                });
            }
        });
        for ((reader, card), at) in readers.iter().zip(&cards).zip(commands.clone()) {
            let place = format!("command {at}, fault {kind}");
            card.fail(at, fault.clone());
            let check = Check { reader: Some(reader.name().to_owned()), ..whole() };
            let mut apart = service.apart().with_patience(Duration::from_millis(300));
            let told = check_under(&mut apart, &check, &trust());
            // Only to the first command nobody listens: a status after it is no matter.
            let deaf = at == 0 && matches!(fault, Fault::Misreported(_));
            assert!(deaf || told.as_ref().err().is_some_and(|it| expected.contains(it)), "{place}: {:?}", told.err());
            assert!(card.tries()[..2].iter().all(|left| *left >= 2), "{place}: {:?}", card.tries());
            let shown = card.heard().iter().filter(|it| it.starts_with(&[0x00, 0x20]) && it.len() > 4).count();
            assert!(shown <= 2, "{place}");
        }
    }
    // The one that lay there instead was never asked for anything that costs a try.
    let shown = other.heard().iter().filter(|it| it.starts_with(&[0x00, 0x20])).count();
    assert_eq!((shown, other.tries()), (0, [3, 3, 10, 10, 5]));
    let reader = &readers[0];
    reader.remove();
    reader.insert(&Card::of(holder("adult")));
    let begun = Instant::now();
    genuine(&service, reader);
    assert!(begun.elapsed() < RECOVERED);
}

/// One third of the commands but for the last, to whose answer nobody listens: a service has room for sixteen readers.
fn third(which: usize) -> std::ops::Range<usize> {
    let card = Card::of(holder("adult"));
    let reading = check_under(&mut tests::software_card::Desk::with(&card), &whole(), &trust()).expect("a reading");
    let all = reading.exchanged as usize - 1;
    which * all / 3..(which + 1) * all / 3
}

#[test]
fn a_card_pulled_mute_garbled_or_swapped_at_any_command_of_the_beginning_is_told_so() {
    at_commands(third(0));
}

#[test]
fn a_card_pulled_mute_garbled_or_swapped_at_any_command_of_the_middle_is_told_so() {
    at_commands(third(1));
}

#[test]
fn a_card_pulled_mute_garbled_or_swapped_at_any_command_of_the_end_is_told_so() {
    at_commands(third(2));
}

#[test]
fn a_mute_card_holds_nobody_and_another_reader_goes_on_meanwhile() {
    let service = PcscService::start();
    let (one, two) = (service.reader(0), service.reader(1));
    let mute = Card::of(holder("adult"));
    one.insert(&mute);
    two.insert(&Card::of(holder("adult")));
    mute.fail(12, Fault::Mute);
    let check = Check { reader: Some(one.name().to_owned()), ..whole() };
    let begun = Instant::now();
    let mut apart = service.apart().with_patience(Duration::from_millis(400));
    assert_eq!(check_under(&mut apart, &check, &trust()).err(), Some(Trouble::Mute));
    assert!(begun.elapsed() < RECOVERED);
    genuine(&service, &two);
    one.remove();
    one.insert(&Card::of(holder("adult")));
    let begun = Instant::now();
    genuine(&service, &one);
    assert!(begun.elapsed() < RECOVERED);
}

#[test]
fn without_a_service_that_is_said_and_with_it_cards_are_read_again() {
    let service = PcscService::start();
    let reader = service.reader(0);
    reader.insert(&Card::of(holder("adult")));
    let mut apart = service.apart();
    assert!(apart.readers().is_ok());
    service.kill();
    assert_eq!(apart.readers(), Err(Trouble::NoService));
    assert_eq!(told(&service, &reader, whole()).err(), Some(Trouble::NoService));
    assert_eq!(examine(&mut service.apart(), ON).service, Some(Trouble::NoService));
    service.restart();
    let begun = Instant::now();
    // The same program, which lived through it.
    assert!(apart.readers().is_ok_and(|it| it.iter().any(|it| it.card)));
    apart.close();
    genuine(&service, &reader);
    assert!(begun.elapsed() < RECOVERED);
}

#[test]
fn a_service_that_dies_while_a_card_is_asked_ends_the_session() {
    let service = PcscService::start();
    let reader = service.reader(0);
    reader.insert(&Card::of(holder("adult")));
    let mut apart = service.apart();
    apart.open(reader.name()).expect("a free card");
    service.kill();
    assert_eq!(apart.transmit(b"\x00\xA4\x04\x0C\x07\xA0\x00\x00\x01\x51\x00\x00").err(), Some(Trouble::NoService));
    apart.close();
}

/// What a watch tells, as it comes.
fn watched(service: &PcscService) -> Receiver<Result<Vec<Seen>, Trouble>> {
    let (tell, told) = channel();
    let apart = Apart::by(card_program().to_owned()).with_service(service.socket_path());
    std::thread::spawn(move || watch(&apart, &mut |seen| tell.send(seen.clone()).is_ok()));
    told
}

/// The next that fits; what comes before it is a state in between.
#[track_caller]
fn comes(told: &Receiver<Result<Vec<Seen>, Trouble>>, fits: impl Fn(&Result<Vec<Seen>, Trouble>) -> bool) {
    let begun = Instant::now();
    loop {
        let seen = told.recv_timeout(Duration::from_secs(5)).expect("something is told");
        if fits(&seen) {
            assert!(begun.elapsed() < RECOVERED, "after {:?}", begun.elapsed());
            return;
        }
    }
}

#[test]
fn cards_that_come_and_go_are_told_and_a_service_that_dies_and_comes_back() {
    let service = PcscService::start();
    let cards = |seen: &Result<Vec<Seen>, Trouble>| {
        seen.as_ref().ok().map(|seen| seen.iter().map(|it| it.card).collect::<Vec<bool>>())
    };
    let told = watched(&service);
    comes(&told, |seen| cards(seen) == Some(vec![false, false]));
    let (one, two) = (service.reader(0), service.reader(1));
    one.insert(&Card::of(holder("adult")));
    comes(&told, |seen| cards(seen) == Some(vec![true, false]));
    two.insert(&Card::of(holder("child")));
    comes(&told, |seen| cards(seen) == Some(vec![true, true]));
    one.remove();
    comes(&told, |seen| cards(seen) == Some(vec![false, true]));
    service.kill();
    comes(&told, |seen| *seen == Err(Trouble::NoService));
    service.restart();
    comes(&told, |seen| cards(seen) == Some(vec![false, true]));
    genuine_of_child(&service, &two);
}

fn genuine_of_child(service: &PcscService, reader: &Reader) {
    let check = ask(holder("child"), By::CodeB, true, true);
    let reading = told(service, reader, check).expect("a reading");
    assert_eq!(reading.proof, Proof::Genuine);
}

#[test]
fn a_watch_ends_when_it_is_told_to_and_says_when_the_program_is_missing() {
    let service = PcscService::start();
    let mut times = 0;
    watch(&service.apart(), &mut |_| {
        times += 1;
        false
    });
    assert_eq!(times, 1);
    let mut said = None;
    watch(&Apart::by("there/is/no/daicho-card".into()), &mut |seen| {
        said = Some(seen.clone());
        false
    });
    assert_eq!(said, Some(Err(Trouble::NoHelper)));
}
