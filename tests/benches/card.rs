//! What a clerk waits for with a card on the reader, and what faults cost: one run, ratios and counts. The card is software; a real
//! reader takes 10 to 40 ms for each command, so its time is the count of commands times that, and one second for the signature.
#![allow(clippy::print_stdout, clippy::panic, reason = "a benchmark prints, and fails by panicking")]

use std::time::{Duration, Instant};

use card::{Apart, Check, CodeB, Opens, Pin, Port, Proof, StatedNumber, Trouble, Which, check_under};
use rules::calendar::day;
use tests::software_card::{Card, Desk, Fault, PEOPLE, PcscService, Token, card_program, holder, random, trust};

const ADULT: &str = "adult";

fn question(by: usize, number: bool, proof: bool, whose: &str) -> Check {
    let it = holder(whose);
    let pin = |text| Pin::new(text).expect("four digits");
    Check {
        reader: None,
        opens: match by {
            0 => Opens::Nothing,
            1 => Opens::Pin(pin(it.pin)),
            _ => Opens::CodeB(CodeB::new(it.printed.0, it.printed.1, it.printed.2).expect("printed digits")),
        },
        number: number.then(|| StatedNumber::new(&it.number()).expect("a number")),
        proof: proof.then(|| pin(it.proof_pin)),
        insists: None,
        on: day(2026, 6, 1),
    }
}

fn at(times: &[Duration], share: usize) -> Duration {
    times[(times.len() * share / 100).min(times.len() - 1)]
}

fn timed(what: &str, count: usize, mut run: impl FnMut() -> u32) {
    let mut commands = 0;
    let mut times: Vec<Duration> = (0..count)
        .map(|_| {
            let begun = Instant::now();
            commands = run();
            begun.elapsed()
        })
        .collect();
    times.sort();
    let (half, most) = (at(&times, 50), at(&times, 95));
    println!("{what:58} p50 {half:>9.1?}  p95 {most:>9.1?}  {commands} commands, {count} times");
}

fn main() {
    let trust = trust();
    let service = PcscService::with_readers(16);
    let reader = service.reader(0);
    let card = Card::of(holder(ADULT));
    reader.insert(&card);
    let apart = || Apart::by(card_program().to_owned()).with_service(service.socket_path());
    let ask = |by, number, proof| {
        let check = Check { reader: Some(reader.name().to_owned()), ..question(by, number, proof, ADULT) };
        let reading = check_under(&mut apart(), &check, &trust).expect("a reading");
        assert!(!proof || reading.proof == Proof::Genuine);
        reading.exchanged
    };
    println!("card present -> reading, through pcscd and daicho-card (started anew each time), software card");
    timed("  what is free (days of certificate and card)", 100, || ask(0, false, false));
    timed("  照合番号A: does the number agree", 100, || ask(0, true, false));
    timed("  照合番号B: name, address, birth, sex", 100, || ask(2, false, false));
    timed("  PIN: the same and the last four", 100, || ask(1, false, false));
    timed("  PIN and the card's own proof", 100, || ask(1, true, true));
    println!("the same without a service, the card answering directly");
    timed("  PIN and the card's own proof", 100, || {
        let check = question(1, true, true, ADULT);
        check_under(&mut Desk::with(&card), &check, &trust).expect("a reading").exchanged
    });

    // Every fault at every command, each on a reader of its own; then, at once, the good card.
    let commands = ask(1, true, true) as usize - 1;
    let (mut tried, mut recovered, mut slowest) = (0, 0, Duration::ZERO);
    let other = Card::of(holder("spouse"));
    let faults = [
        Fault::PulledAfter,
        Fault::PulledBefore,
        Fault::Mute,
        Fault::OneByte,
        Fault::Refused(0x6F00),
        Fault::Swapped(other.clone()),
    ];
    for fault in &faults {
        // To the first command nobody listens: that it is refused is no trouble.
        let first = usize::from(matches!(fault, Fault::Refused(_)));
        let all: Vec<usize> = (first..commands).collect();
        for part in all.chunks(15) {
            let bad: Vec<Card> = part.iter().map(|_| Card::of(holder(ADULT))).collect();
            std::thread::scope(|scope| {
                for (card, at) in bad.iter().zip(1..) {
                    let reader = service.reader(at);
                    scope.spawn(move || {
                        reader.remove();
                        reader.insert(card);
                    });
                }
            });
            for ((card, command), at) in bad.iter().zip(part).zip(1..) {
                card.fail(*command, fault.clone());
                let begun = Instant::now();
                let mut patient = apart().with_patience(Duration::from_millis(500));
                let mut check = question(1, true, true, ADULT);
                check.reader = Some(service.reader(at).name().to_owned());
                let trouble = check_under(&mut patient, &check, &trust).err();
                assert!(trouble.is_some(), "a fault that nobody noticed");
                check.reader = Some(reader.name().to_owned());
                let again = check_under(&mut apart(), &check, &trust);
                tried += 1;
                recovered += usize::from(again.is_ok() && begun.elapsed() < Duration::from_secs(2));
                slowest = slowest.max(begun.elapsed());
            }
        }
    }
    println!(
        "faults through pcscd: {tried} tried at {commands} commands, {recovered} told and a next card read within 2 s (slowest {slowest:.1?}, of it 500 ms patience with a mute card); {} tries lost on a card put in the place of another",
        other.tries().iter().zip([3, 3, 10, 10, 5]).map(|(left, most)| most - left).sum::<u8>()
    );
    service.kill();
    assert_eq!(apart().readers(), Err(Trouble::NoService));
    service.restart();
    let begun = Instant::now();
    ask(1, true, true);
    println!("service killed and started again: next reading after {:.1?}", begun.elapsed());

    let (mut next, mut beyond, mut troubles) = (random(7), 0, 0);
    let mut draw = |most: usize| usize::try_from(next()).unwrap_or(0) % most;
    let people: Vec<_> = PEOPLE.iter().filter(|it| it.token == Token::MyNumber).collect();
    let begun = Instant::now();
    for run in 0..10_000 {
        let it = people[draw(people.len())];
        let card = Card::of(it);
        let mut check = question(draw(3), draw(2) == 0, draw(2) == 0, it.file);
        check.insists = [Which::Pin, Which::Proof, Which::CodeA, Which::CodeB].get(draw(5)).copied();
        let asked = usize::from(!matches!(check.opens, Opens::Nothing))
            + usize::from(check.number.is_some() && !matches!(check.opens, Opens::Pin(_)))
            + usize::from(check.proof.is_some());
        let fault = match draw(7) {
            0 => Fault::PulledBefore,
            1 => Fault::PulledAfter,
            2 => Fault::Empty,
            3 => Fault::Mute,
            4 => Fault::OneByte,
            5 => Fault::Misreported(u16::try_from(draw(0x10000)).unwrap_or(0)),
            _ => Fault::Random(run),
        };
        card.fail(draw(36), fault);
        troubles += usize::from(check_under(&mut Desk::with(&card), &check, &trust).is_err());
        let shown = card.heard().iter().filter(|it| it.starts_with(&[0x00, 0x20]) && it.len() > 4).count();
        beyond += shown.saturating_sub(asked);
    }
    println!(
        "10000 random faults in {:.1?}: {troubles} troubles, {beyond} VERIFYs beyond those asked for",
        begun.elapsed()
    );
    assert_eq!(beyond, 0);
}
