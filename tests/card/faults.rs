//! Every fault at every command: the session ends with the right trouble, the card is given free, nothing is shown twice.

use card::{Check, Opens, Proof, Trouble, Unproven, check_under};
use tests::software_card::{Card, Desk, Fault, Holder, PEOPLE, Token, holder, random, trust};

use crate::dialogue::{EACH, ask, dialogues, pin};

fn shown(card: &Card) -> Vec<Vec<u8>> {
    card.heard().into_iter().filter(|it| it.starts_with(&[0x00, 0x20]) && it.len() > 4).collect()
}

/// Nothing of the person in what is told.
#[track_caller]
fn impersonal(trouble: &Trouble, it: &Holder) {
    let told = format!("{trouble:?}");
    for secret in [it.name, it.address, it.born, it.pin, it.proof_pin, &it.number(), &it.last_four(), &it.code_b()] {
        assert!(!told.contains(secret), "{told}");
    }
}

#[test]
fn every_fault_at_every_command_of_every_dialogue_ends_the_session_once_and_for_all() {
    let it = holder("adult");
    let (mut tried, trust) = (0, trust());
    for (by, number, proof) in dialogues() {
        let check = ask(it, by, number, proof);
        let card = Card::of(it);
        let whole = check_under(&mut Desk::with(&card), &check, &trust).expect("a reading");
        let commands = usize::try_from(whole.exchanged).expect("a count");
        assert_eq!(shown(&card).len(), whole.verified as usize);
        let faults = [
            Fault::PulledBefore,
            Fault::PulledAfter,
            Fault::Empty,
            Fault::Mute,
            Fault::OneByte,
            Fault::Refused(0x6F00),
            Fault::Refused(0x6982),
            Fault::Misreported(0x6F00),
            Fault::Misreported(0x0000),
            Fault::Truncated,
            Fault::WrongTag,
            Fault::Swapped(Card::of(holder("spouse"))),
        ];
        for at in 0..commands {
            for (kind, fault) in faults.iter().enumerate() {
                let card = Card::of(it);
                card.fail(at, fault.clone());
                let mut desk = Desk::with(&card);
                let told = check_under(&mut desk, &check, &trust);
                let place = format!("{by:?} {number} {proof}, command {at} of {commands}, fault {kind}");
                tried += 1;
                assert!(!desk.is_open() && desk.closed == 1, "{place}: left open");
                assert!(!card.is_open(), "{place}: what was verified outlived the session");
                let mut all = shown(&card);
                assert!(all.len() <= whole.verified as usize, "{place}: shown more than asked");
                all.sort();
                all.dedup();
                assert!(card.tries().iter().zip([3, 3, 10, 10, 5]).all(|(left, most)| left + 1 >= most), "{place}");
                // To the first and the last command nobody listens; a status before them is no matter.
                let deaf = at == 0 || at + 1 == commands;
                match (&told, fault) {
                    (Err(trouble), Fault::PulledBefore | Fault::PulledAfter | Fault::Empty | Fault::Swapped(_)) => {
                        assert_eq!(*trouble, Trouble::Pulled, "{place}");
                    }
                    (Err(trouble), Fault::Mute) => assert_eq!(*trouble, Trouble::Mute, "{place}"),
                    (Err(trouble), Fault::OneByte) => assert_eq!(*trouble, Trouble::Garbled, "{place}"),
                    (Err(trouble), _) => {
                        let no_answer =
                            matches!(trouble, Trouble::Garbled | Trouble::OtherCard | Trouble::NewGeneration);
                        assert!(no_answer, "{place}: {trouble:?}");
                    }
                    (Ok(_), Fault::Refused(_) | Fault::Misreported(_) | Fault::Truncated | Fault::WrongTag) if deaf => {
                    }
                    (Ok(_), _) if at + 1 == commands => {}
                    // Where there is no byte before the status, none is missing; a lost byte of a signature is no proof.
                    (Ok(reading), Fault::Truncated) => {
                        let name = |it: &card::Reading| it.person.as_ref().map(|it| it.name().text().to_owned());
                        assert!(name(reading) == name(&whole) && reading.last_four == whole.last_four, "{place}");
                        assert_eq!((reading.certificate, reading.card_until), (whole.certificate, whole.card_until));
                    }
                    (Ok(reading), Fault::WrongTag) => {
                        let harmless = proof && reading.proof != whole.proof || reading.person.is_some() || at < 12;
                        assert!(harmless, "{place}: believed");
                    }
                    (Ok(_), _) => panic!("{place}: no trouble"),
                }
                if let Err(trouble) = &told {
                    impersonal(trouble, it);
                }
            }
        }
    }
    assert!(tried > 3000, "only {tried} faults were tried");
}

#[test]
fn a_command_that_costs_a_try_is_never_sent_again_whatever_the_card_asks_for() {
    let it = holder("adult");
    let check = ask(it, crate::dialogue::By::Pin, false, true);
    let card = Card::of(it);
    let whole = check_under(&mut Desk::with(&card), &check, &trust()).expect("a reading");
    let verify = card.heard().iter().position(|it| it.starts_with(&[0x00, 0x20]) && it.len() > 4).expect("a VERIFY");
    for status in [0x6C04, 0x6104, 0x6700, 0x6F00, 0x0000, 0x6300] {
        let card = Card::of(it);
        card.fail(verify, Fault::Refused(status));
        let told = check_under(&mut Desk::with(&card), &check, &trust());
        assert_eq!(told.err(), Some(Trouble::Garbled), "{status:04X}");
        assert_eq!(shown(&card).len(), 1, "{status:04X}");
    }
    // A question that costs nothing is asked once more with the length that the card wants.
    let card = Card::of(it);
    card.fail(3, Fault::Refused(0x6C20));
    let again = check_under(&mut Desk::with(&card), &check, &trust()).expect("a reading");
    assert_eq!(again.exchanged, whole.exchanged + 1);
}

#[test]
fn another_card_in_the_same_place_is_not_spoken_to_any_more() {
    let (it, other) = (holder("adult"), Card::of(holder("spouse")));
    let check = ask(it, crate::dialogue::By::Pin, false, true);
    let card = Card::of(it);
    let commands = check_under(&mut Desk::with(&card), &check, &trust()).expect("a reading").exchanged;
    for at in 0..commands as usize - 1 {
        let card = Card::of(it);
        card.fail(at, Fault::Swapped(other.clone()));
        assert_eq!(check_under(&mut Desk::with(&card), &check, &trust()).err(), Some(Trouble::Pulled));
        assert!(other.heard().is_empty(), "command {at}");
    }
}

#[test]
fn ten_thousand_random_faults_never_cost_a_try_that_was_not_asked_for() {
    let mut next = random(20_260_601);
    let (trust, mut beyond, mut troubles, mut read) = (trust(), 0, 0, 0);
    let people: Vec<&'static Holder> = PEOPLE.iter().filter(|it| it.token != Token::Other).collect();
    let all: Vec<_> = dialogues().collect();
    let mut draw = |most: usize| usize::try_from(next()).unwrap_or(0) % most;
    // Cards are made once; a card that lost a try is made anew.
    let mut cards: Vec<Card> = people.iter().map(|it| Card::of(it)).collect();
    for run in 0..10_000_u64 {
        let whose = draw(people.len());
        let it = people[whose];
        let (by, number, proof) = all[draw(all.len())];
        let mut check = ask(it, by, number, proof);
        check.insists = (draw(2) == 0).then(|| EACH[draw(EACH.len())]);
        if draw(8) == 0 && matches!(check.opens, Opens::Pin(_)) {
            check = Check { opens: Opens::Pin(pin("9999")), ..check };
        }
        if draw(8) == 0 && check.proof.is_some() {
            check.proof = Some(pin("8888"));
        }
        let fault = match draw(9) {
            0 => Fault::PulledBefore,
            1 => Fault::PulledAfter,
            2 => Fault::Empty,
            3 => Fault::Mute,
            4 => Fault::OneByte,
            5 => Fault::Refused(u16::try_from(draw(0x10000)).unwrap_or(0)),
            6 => Fault::Misreported(u16::try_from(draw(0x10000)).unwrap_or(0)),
            7 => Fault::Random(run),
            _ => Fault::WrongTag,
        };
        if cards[whose].tries()[..4] != it.tries {
            cards[whose] = Card::of(it);
        }
        let card = &cards[whose];
        drop(card.heard());
        card.fail(draw(40), fault);
        let mut desk = Desk::with(card);
        let told = check_under(&mut desk, &check, &trust);
        card.fail(usize::MAX, Fault::Empty);
        assert!(!desk.is_open() && desk.opened == desk.closed);
        let asked = usize::from(!matches!(check.opens, Opens::Nothing))
            + usize::from(check.number.is_some() && !matches!(check.opens, Opens::Pin(_)))
            + usize::from(check.proof.is_some());
        let mut all = shown(card);
        beyond += all.len().saturating_sub(asked);
        let count = all.len();
        all.sort();
        all.dedup();
        beyond += if it.pin == it.proof_pin { 0 } else { count - all.len() };
        match told {
            Ok(_) => read += 1,
            Err(trouble) => {
                impersonal(&trouble, it);
                troubles += 1;
            }
        }
    }
    assert_eq!(beyond, 0, "VERIFYs beyond those that were asked for");
    assert!(troubles > 5_000 && read > 500, "{troubles} troubles, {read} readings");
}

#[test]
fn every_fault_around_a_wrong_pin_of_the_certificate_costs_no_second_try() {
    let it = holder("adult");
    let check = Check { proof: Some(pin("0000")), ..ask(it, crate::dialogue::By::Pin, false, false) };
    let card = Card::of(it);
    let whole = check_under(&mut Desk::with(&card), &check, &trust()).expect("a reading");
    assert_eq!(whole.proof, Proof::Failed(Unproven::PinWrong { left: 2 }));
    let faults =
        [Fault::PulledBefore, Fault::PulledAfter, Fault::Empty, Fault::Mute, Fault::OneByte, Fault::Refused(0x6F00)];
    for at in 0..whole.exchanged as usize {
        for fault in &faults {
            let card = Card::of(it);
            card.fail(at, fault.clone());
            let mut desk = Desk::with(&card);
            let told = check_under(&mut desk, &check, &trust());
            assert!(!desk.is_open() && desk.closed == 1 && !card.is_open(), "command {at}: left open");
            assert!(shown(&card).len() <= 2 && card.tries()[1] >= 2, "command {at}: a try too many");
            if let Ok(reading) = told {
                assert_eq!((reading.proof, reading.person.is_some()), (whole.proof, true), "command {at}");
            }
        }
    }
    // Without an answer nobody knows whether it was counted: that is no answer to the member either.
    let verify = card.heard().iter().rposition(|it| it.starts_with(&[0x00, 0x20]) && it.len() > 4).expect("a VERIFY");
    for (fault, expected) in [(Fault::PulledAfter, Trouble::Pulled), (Fault::Misreported(0x6F00), Trouble::Garbled)] {
        let card = Card::of(it);
        card.fail(verify, fault);
        assert_eq!(check_under(&mut Desk::with(&card), &check, &trust()).err(), Some(expected));
    }
    // Blocked between the question and the PIN.
    for status in [0x63C0, 0x6983, 0x6984] {
        let card = Card::of(it);
        card.fail(verify, Fault::Refused(status));
        let reading = check_under(&mut Desk::with(&card), &check, &trust()).expect("a reading");
        assert_eq!((reading.proof, reading.tries.proof), (Proof::Failed(Unproven::PinBlocked), Some(0)));
        assert_eq!(shown(&card).len(), 2, "{status:04X}");
    }
    // The card tells of fewer tries than it told before.
    for (status, why) in [(0x63C1, Unproven::PinOneLeft), (0x6984, Unproven::PinBlocked)] {
        let card = Card::of(it);
        card.fail(verify - 1, Fault::Refused(status));
        let reading = check_under(&mut Desk::with(&card), &check, &trust()).expect("a reading");
        assert_eq!((reading.proof, reading.person.is_some()), (Proof::Failed(why), true));
        assert_eq!((shown(&card).len(), card.tries()[1]), (1, 3), "{status:04X}");
    }
}

#[test]
fn a_signature_in_two_parts_is_fetched_and_not_asked_for_again() {
    let it = holder("adult");
    let check = ask(it, crate::dialogue::By::Nothing, false, true);
    let card = Card::of(it);
    let whole = check_under(&mut Desk::with(&card), &check, &trust()).expect("a reading");
    let sign = card.heard().iter().position(|it| it.starts_with(&[0x80, 0x2A])).expect("a signature");
    let card = Card::of(it);
    card.fail(sign, Fault::Fetched);
    let fetched = check_under(&mut Desk::with(&card), &check, &trust()).expect("a reading");
    assert_eq!((fetched.proof, fetched.exchanged), (whole.proof, whole.exchanged + 1));
    assert_eq!(card.heard().iter().filter(|it| it.starts_with(&[0x80, 0x2A])).count(), 1);
}
