//! What is asked of a card, step by step, without a service: who answers what, and what is never asked.

use card::{
    Born, CardState, Check, CodeB, ECertificate, Opens, Pin, Proof, Reading, StatedNumber, Tries, Trouble, Unproven,
    Which, check_under, examine,
};
use rules::calendar::{Day, day};
use tests::software_card::{Card, Desk, Holder, PEOPLE, Slot, Token, holder, trust};

/// The day of every question here.
pub const ON: Day = day(2026, 6, 1);

/// All that can be insisted on, in the order of the counters.
pub const EACH: [Which; 4] = [Which::Pin, Which::Proof, Which::CodeA, Which::CodeB];

/// What of a card's text is opened, and how.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
    Nothing,
    Pin,
    CodeB,
}

/// Every kind of question that there is.
pub fn dialogues() -> impl Iterator<Item = (By, bool, bool)> {
    let each = [By::Nothing, By::Pin, By::CodeB];
    each.into_iter().flat_map(|by| [(by, false, false), (by, true, false), (by, false, true), (by, true, true)])
}

/// A question with everything right.
pub fn ask(it: &Holder, by: By, number: bool, proof: bool) -> Check {
    Check {
        reader: None,
        opens: match by {
            By::Nothing => Opens::Nothing,
            By::Pin => Opens::Pin(pin(it.pin)),
            By::CodeB => Opens::CodeB(code_b(it)),
        },
        number: number.then(|| stated(it)),
        proof: proof.then(|| pin(it.proof_pin)),
        insists: None,
        on: ON,
    }
}

/// The proof alone.
pub fn proof_of(it: &Holder) -> Check {
    ask(it, By::Nothing, false, true)
}

pub fn pin(text: &str) -> Pin {
    Pin::new(text).expect("four digits")
}

fn code_b(it: &Holder) -> CodeB {
    CodeB::new(it.printed.0, it.printed.1, it.printed.2).expect("printed digits")
}

fn stated(it: &Holder) -> StatedNumber {
    StatedNumber::new(&it.number()).expect("a number")
}

/// Asks a card that lies alone on a desk; whatever comes, it is given free without power.
pub fn asked(card: &Card, check: &Check) -> Result<Reading, Trouble> {
    let mut desk = Desk::with(card);
    let told = check_under(&mut desk, check, &trust());
    assert!(!desk.is_open() && desk.opened == desk.closed, "the card was left open");
    assert!(!card.is_open(), "what was verified outlived the session");
    told
}

#[track_caller]
fn read(card: &Card, check: &Check) -> Reading {
    asked(card, check).expect("a reading")
}

#[track_caller]
fn trouble(card: &Card, check: &Check) -> Trouble {
    asked(card, check).err().expect("a trouble")
}

/// Values that were shown to the card.
fn shown(card: &Card) -> usize {
    heard(card).iter().filter(|it| it.starts_with("00200080") && it.len() > 8).count()
}

/// What was heard, as hexadecimal digits.
fn heard(card: &Card) -> Vec<String> {
    card.heard().iter().map(|it| it.iter().map(|byte| format!("{byte:02X}")).collect()).collect()
}

fn last_day(eight: &str) -> Day {
    format!("{}-{}-{}", &eight[..4], &eight[4..6], &eight[6..]).parse().expect("a day")
}

#[test]
fn what_is_free_is_read_with_these_commands_and_no_others() {
    let card = Card::of(holder("adult"));
    let reading = read(&card, &ask(holder("adult"), By::Nothing, false, false));
    assert_eq!(reading.reader, "Reader");
    assert!(reading.person.is_none() && reading.last_four.is_none() && reading.number_agrees.is_none());
    assert_eq!(
        reading.certificate,
        ECertificate::Until(day(2030, 2, 17)),
        "14:59:59 UTC is the end of that day in Japan"
    );
    assert_eq!(reading.card_until, Some(day(2035, 2, 17)));
    assert_eq!((reading.proof, reading.tries, reading.verified), (Proof::NotAsked, Tries::default(), 0));
    let expected = [
        "00A4040C07A0000001510000",
        "00A4040C0AD392F000260100000001",
        "00A4020C020006",
        "00B0000020",
        "00A4020C020008",
        "00B0000003",
        "00A4020C02000A",
        "00B0000000",
        "00B0010000",
        "00B0020000",
        "00B0030000",
        "00B00400BD",
        "00A4040C0AD3921000310001010100",
        "00A4020C020001",
        "00B2010400",
        "00A4040C07A0000001510000",
    ];
    assert_eq!(heard(&card), expected);
    assert_eq!(reading.exchanged as usize, expected.len());
}

#[test]
fn a_pin_opens_number_and_person_with_these_commands() {
    let it = holder("adult");
    let card = Card::of(it);
    let reading = read(&card, &ask(it, By::Pin, false, true));
    let all = heard(&card);
    assert_eq!(reading.exchanged as usize, all.len());
    let from = all.iter().position(|it| it == "00A4040C0AD3921000310001010408").expect("the text");
    let expected = [
        "00A4040C0AD3921000310001010408",
        "00A4020C020011",
        "00200080",
        "002000800431323334",
        "00A4020C020001",
        "00B000000F",
        "00A4020C020002",
        "00B0000000",
        "00A4040C0AD392F000260100000001",
        "00A4020C020018",
        "00200080",
        "002000800434333231",
        "00A4020C020017",
    ];
    assert_eq!(all[from..from + expected.len()], expected);
    assert!(all[from + expected.len()].starts_with("802A0080333031300D06096086480165030402010500"));
    assert_eq!(all[from + expected.len() + 1..], ["00A4040C07A0000001510000"]);
    assert_eq!((reading.verified, reading.proof), (2, Proof::Genuine));
}

#[test]
fn everybody_is_read_as_they_are() {
    for it in PEOPLE.iter().filter(|it| it.token == Token::MyNumber && it.file != "next-generation") {
        for by in [By::Pin, By::CodeB] {
            let card = Card::of(it);
            // Nobody can insist on two at once.
            let number = by == By::Pin || it.tries[2] != 2;
            let insists = Some(if by == By::Pin { Which::Pin } else { Which::CodeB });
            let check = Check { insists, ..ask(it, by, number, false) };
            if it.tries[0] == 0 {
                let told = asked(&card, &check);
                let spared = [Which::Pin, Which::CodeB, Which::CodeA].map(Trouble::Blocked);
                assert!(told.is_ok() || told.err().is_some_and(|why| spared.contains(&why)), "{}", it.file);
                continue;
            }
            let reading = read(&card, &check);
            let person = reading.person.as_ref().expect("a person");
            assert_eq!((person.name().text(), person.address().text()), (it.name, it.address));
            match person.born() {
                Born::On(day) => assert_eq!(*day, last_day(it.born)),
                Born::Raw(raw) => assert_eq!((raw.as_str(), it.born), ("19500000", "19500000")),
            }
            assert_eq!(
                person.sex().map(|sex| sex.code()),
                match it.sex {
                    "1" => Some("male"),
                    "2" => Some("female"),
                    _ => None,
                }
            );
            assert_eq!(reading.last_four.map(|four| four.text()), (by == By::Pin).then(|| it.last_four()));
            assert_eq!(reading.number_agrees, number.then_some(true));
            assert_eq!(reading.card_until, Some(last_day(it.card_until)));
            // Of the number, the card says itself whether it agrees, unless the PIN had opened it.
            assert_eq!(reading.verified, if by == By::Pin || !number { 1 } else { 2 });
        }
    }
}

#[test]
fn a_number_that_is_not_this_card_s_is_an_answer_and_costs_one_of_ten() {
    let (it, other) = (holder("adult"), holder("spouse"));
    for by in [By::Nothing, By::CodeB] {
        let card = Card::of(it);
        let check = Check { number: Some(stated(other)), ..ask(it, by, false, false) };
        let reading = read(&card, &check);
        assert_eq!((reading.number_agrees, reading.tries.a, card.tries()), (Some(false), Some(9), [3, 3, 9, 10, 5]));
        assert_eq!(reading.person.is_some(), by == By::CodeB);
    }
    let card = Card::of(it);
    let reading = read(&card, &Check { number: Some(stated(other)), ..ask(it, By::Pin, false, false) });
    assert_eq!((reading.number_agrees, reading.verified), (Some(false), 1));
    assert_eq!(card.tries(), [3, 3, 10, 10, 5], "compared in memory");
}

#[test]
fn a_wrong_pin_costs_one_try_and_is_not_shown_again_elsewhere() {
    let it = holder("adult");
    let card = Card::of(it);
    let wrong = || Check { opens: Opens::Pin(pin("0000")), ..ask(it, By::Nothing, false, true) };
    assert_eq!(trouble(&card, &wrong()), Trouble::Wrong { which: Which::Pin, left: 2 });
    assert_eq!(card.tries(), [2, 3, 10, 10, 5]);
    assert_eq!(trouble(&card, &wrong()), Trouble::Wrong { which: Which::Pin, left: 1 });
    assert_eq!(trouble(&card, &wrong()), Trouble::OneLeft(Which::Pin));
    assert_eq!(card.tries(), [1, 3, 10, 10, 5], "the last is not spent unasked");
    let insisted = Check { insists: Some(Which::Pin), ..wrong() };
    drop(card.heard());
    assert_eq!((trouble(&card, &insisted), shown(&card)), (Trouble::Blocked(Which::Pin), 1), "this one was the last");
    assert_eq!((trouble(&card, &insisted), shown(&card)), (Trouble::Blocked(Which::Pin), 0));
    assert_eq!(card.tries(), [0, 3, 10, 10, 5]);
    let reading = read(&card, &ask(it, By::CodeB, false, false));
    assert!(reading.person.is_some(), "what is printed on the card still opens it");
}

#[test]
fn a_right_pin_sets_its_counter_back() {
    let it = holder("adult");
    let card = Card::of(it);
    trouble(&card, &Check { opens: Opens::Pin(pin("0000")), ..ask(it, By::Nothing, false, false) });
    let reading = read(&card, &ask(it, By::Pin, false, false));
    assert_eq!((reading.tries.pin, card.tries()[0]), (Some(2), 3));
}

#[test]
fn a_wrong_printed_code_is_told() {
    let it = holder("adult");
    let card = Card::of(it);
    let check = Check { opens: Opens::CodeB(code_b(holder("spouse"))), ..ask(it, By::Nothing, false, false) };
    assert_eq!(trouble(&card, &check), Trouble::Wrong { which: Which::CodeB, left: 9 });
    assert_eq!(card.tries(), [3, 3, 10, 9, 5]);
}

#[test]
fn a_pin_of_the_certificate_that_proves_nothing_leaves_what_was_read() {
    let it = holder("adult");
    for by in [By::Nothing, By::Pin, By::CodeB] {
        let card = Card::of(it);
        let failed = |insists| {
            let check = Check { proof: Some(pin("0000")), insists, ..ask(it, by, true, false) };
            drop(card.heard());
            let reading = read(&card, &check);
            assert_eq!(reading.person.as_ref().map(|it| it.name().text().to_owned()).is_some(), by != By::Nothing);
            assert_eq!((reading.number_agrees, reading.last_four.is_some()), (Some(true), by == By::Pin));
            assert_eq!(reading.card_until, Some(last_day(it.card_until)));
            assert!(matches!(reading.certificate, ECertificate::Until(_)));
            let commands = heard(&card);
            assert_eq!(reading.exchanged as usize, commands.len());
            assert!(!commands.iter().any(|it| it.starts_with("802A")), "what was not opened was asked to sign");
            let Proof::Failed(why) = reading.proof else { panic!("a wrong PIN proved something") };
            let of_the_rest = if by == By::CodeB { 2 } else { 1 };
            (why, reading.tries.proof, reading.verified - of_the_rest, card.tries()[1])
        };
        let insists = Some(Which::Proof);
        assert_eq!(failed(None), (Unproven::PinWrong { left: 2 }, Some(2), 1, 2));
        assert_eq!(failed(None), (Unproven::PinWrong { left: 1 }, Some(1), 1, 1));
        assert_eq!(failed(None), (Unproven::PinOneLeft, Some(1), 0, 1), "the last is not spent unasked");
        assert_eq!(failed(Some(Which::Pin)), (Unproven::PinOneLeft, Some(1), 0, 1));
        assert_eq!(failed(insists), (Unproven::PinBlocked, Some(0), 1, 0), "this one was the last");
        assert_eq!(failed(insists), (Unproven::PinBlocked, Some(0), 0, 0));
        assert_eq!(card.tries(), [3, 0, 10, 10, 5]);
    }
}

#[test]
fn who_insists_on_one_secret_risks_no_other() {
    let it = holder("one-left");
    let both = |insists| Check { insists, ..ask(it, By::Pin, false, true) };
    let card = Card::of(it);
    let reading = read(&card, &both(Some(Which::Pin)));
    assert!(reading.person.is_some() && reading.last_four.is_some());
    assert_eq!((reading.proof, reading.verified), (Proof::Failed(Unproven::PinOneLeft), 1));
    assert_eq!((shown(&card), card.tries()), (1, [3, 1, 2, 2, 5]), "a right PIN has its three again");
    // With that, the other can be insisted on.
    let reading = read(&card, &both(Some(Which::Proof)));
    assert_eq!((reading.proof, reading.verified, card.tries()), (Proof::Genuine, 2, [3, 3, 2, 2, 5]));

    let limits = [1, 1, 2, 2];
    for insists in [None].into_iter().chain(EACH.map(Some)) {
        for (by, number, proof) in dialogues() {
            let card = Card::of(it);
            let told = asked(&card, &Check { insists, ..ask(it, by, number, proof) });
            let place = format!("{insists:?}: {by:?} {number} {proof}");
            for (at, which) in EACH.into_iter().enumerate() {
                assert!(insists == Some(which) || card.tries()[at] == limits[at], "{place}: risked {which:?}");
            }
            let verified = shown(&card);
            assert!(verified <= usize::from(insists.is_some()), "{place}: {verified} were shown");
            match (&told, by, insists) {
                (Ok(reading), ..) => assert_eq!(reading.verified as usize, verified, "{place}"),
                (Err(Trouble::OneLeft(Which::Pin)), By::Pin, _) => assert_ne!(insists, Some(Which::Pin), "{place}"),
                (Err(Trouble::TooFew(which)), ..) => assert_ne!(insists, Some(*which), "{place}"),
                (Err(trouble), ..) => panic!("{place}: {trouble:?}"),
            }
            assert!(told.is_ok() || verified == 0, "{place}: something was shown for nothing");
        }
    }
}

#[test]
fn what_would_be_refused_later_is_refused_before_anything_is_shown() {
    let it = holder("one-left");
    let cases = [
        (ask(it, By::Pin, false, false), Trouble::OneLeft(Which::Pin)),
        (ask(it, By::Pin, false, true), Trouble::OneLeft(Which::Pin)),
        (ask(it, By::CodeB, false, false), Trouble::TooFew(Which::CodeB)),
        (ask(it, By::Nothing, true, false), Trouble::TooFew(Which::CodeA)),
        (ask(it, By::CodeB, true, false), Trouble::TooFew(Which::CodeA)),
    ];
    for (check, expected) in cases {
        let card = Card::of(it);
        assert_eq!(trouble(&card, &check), expected);
        assert_eq!((shown(&card), card.tries()), (0, [1, 1, 2, 2, 5]));
        let (Trouble::OneLeft(which) | Trouble::TooFew(which)) = expected else { panic!("{expected:?}") };
        let two = matches!(check.opens, Opens::CodeB(_)) && check.number.is_some();
        let insists = Check { insists: Some(which), ..check };
        if two {
            assert_eq!(trouble(&card, &insists), Trouble::TooFew(Which::CodeB), "nobody can insist on two at once");
        } else {
            assert_eq!(read(&card, &insists).verified, 1, "who insists is served");
        }
    }
    let cases = [
        (By::Pin, false, false, Trouble::Blocked(Which::Pin)),
        (By::Pin, false, true, Trouble::Blocked(Which::Pin)),
        (By::CodeB, false, false, Trouble::Blocked(Which::CodeB)),
        (By::Nothing, true, false, Trouble::Blocked(Which::CodeA)),
    ];
    for (by, number, proof, expected) in cases {
        for insists in EACH {
            let card = Card::of(holder("all-blocked"));
            let check = Check { insists: Some(insists), ..ask(holder("all-blocked"), by, number, proof) };
            assert_eq!(trouble(&card, &check), expected);
            assert_eq!(shown(&card), 0);
        }
    }
    // Both PINs are blocked, what is printed is not.
    let card = Card::of(holder("blocked"));
    let reading = read(&card, &ask(holder("blocked"), By::CodeB, true, true));
    assert!(reading.person.is_some());
    assert_eq!((reading.proof, reading.verified), (Proof::Failed(Unproven::PinBlocked), 2));
}

#[test]
fn other_cards_are_told_by_name_and_left_alone() {
    let cases = [
        ("old-card", Trouble::OldCard),
        ("phone", Trouble::Phone),
        ("other-card", Trouble::OtherCard),
        ("unknown-label", Trouble::NewGeneration),
        ("next-generation", Trouble::NewGeneration),
    ];
    for (file, expected) in cases {
        for (by, number, proof) in dialogues() {
            let card = Card::of(holder(file));
            assert_eq!(trouble(&card, &ask(holder(file), by, number, proof)), expected, "{file}");
            assert!(
                !heard(&card).iter().any(|it| it.starts_with("0020") && it.len() > 8),
                "{file}: something was shown"
            );
        }
    }
}

#[test]
fn without_a_certificate_there_is_a_reading_without_its_day() {
    let it = holder("no-certificate");
    let reading = read(&Card::of(it), &ask(it, By::Pin, false, false));
    assert_eq!(reading.certificate, ECertificate::NotOnCard);
    assert!(reading.person.is_some());
}

#[test]
fn nothing_is_selected_read_or_sent_beyond_what_is_needed() {
    let applications = ["A0000001510000", "D392F000260100000001", "D3921000310001010408", "D3921000310001010100"];
    for it in PEOPLE {
        let card = Card::of(it);
        for (by, number, proof) in dialogues() {
            for insists in EACH {
                // Whatever comes of it.
                let _ = asked(&card, &Check { insists: Some(insists), ..ask(it, by, number, proof) });
            }
        }
        examine(&mut Desk::with(&card), ON);
        let mut at = String::new();
        for command in heard(&card) {
            let allowed: &[&str] = match at.as_str() {
                "D392F000260100000001" => &["0006", "0008", "000A", "000B", "0017", "0018"],
                "D3921000310001010408" => &["0001", "0002", "0011", "0014", "0015"],
                "D3921000310001010100" => &["0001"],
                _ => &[],
            };
            if let Some(name) = command.strip_prefix("00A4040C") {
                at = name[2..].to_owned();
                assert!(applications.contains(&at.as_str()), "{at}");
            } else if let Some(file) = command.strip_prefix("00A4020C02") {
                assert!(allowed.contains(&file), "{file} of {at}");
            } else {
                let known = ["00B0", "00B20104", "00200080", "802A0080"].iter().any(|it| command.starts_with(it));
                assert!(known, "{}", &command[..8]);
            }
        }
        assert_eq!(card.tries()[4], 5, "the password for signing");
    }
}

#[test]
fn the_reader_is_found_or_asked_for() {
    let it = holder("adult");
    let card = || Card::of(it);
    let told = |slots: Vec<Slot>, reader: Option<&str>| {
        let mut desk = Desk::new(slots);
        let check = Check { reader: reader.map(str::to_owned), ..ask(it, By::Nothing, false, false) };
        check_under(&mut desk, &check, &trust()).map(|reading| reading.reader)
    };
    let mute = || Slot { mute: true, ..Slot::with("C", &card()) };
    let taken = || Slot { in_use: true, ..Slot::with("D", &card()) };
    assert_eq!(told(vec![], None), Err(Trouble::NoReader));
    assert_eq!(told(vec![Slot::empty("A")], None), Err(Trouble::NoCard));
    assert_eq!(told(vec![Slot::empty("A"), Slot::with("B", &card())], None), Ok("B".to_owned()));
    let two = || vec![Slot::with("A", &card()), Slot::with("B", &card()), mute()];
    assert_eq!(told(two(), None), Err(Trouble::SeveralCards(vec!["A".to_owned(), "B".to_owned()])));
    assert_eq!(told(two(), Some("B")), Ok("B".to_owned()));
    assert_eq!(told(two(), Some("E")), Err(Trouble::UnknownReader));
    assert_eq!(told(two(), Some("C")), Err(Trouble::Mute));
    assert_eq!(told(vec![mute()], None), Err(Trouble::Mute));
    assert_eq!(told(vec![mute(), Slot::with("A", &card())], None), Ok("A".to_owned()));
    assert_eq!(told(vec![Slot::empty("A"), Slot::with("B", &card())], Some("A")), Err(Trouble::NoCard));
    assert_eq!(told(vec![taken()], None), Err(Trouble::InUse));
    for away in [Trouble::NoService, Trouble::NoHelper, Trouble::NoLibrary, Trouble::Other(0x8010_0004)] {
        let mut desk = Desk::with(&card());
        desk.away = Some(away.clone());
        assert_eq!(check_under(&mut desk, &ask(it, By::Pin, true, true), &trust()).err(), Some(away));
    }
}

#[test]
fn a_reader_of_software_is_passed_over_beside_a_real_one() {
    const HELLO: &str = "Windows Hello for Business 1";
    const VIRTUAL: &str = "Virtual PCD 00 00";
    const OTHER: &str = "Virtual PCD 00 01";
    const REAL: &str = "SONY FeliCa RC-S300/P 0";
    const SECOND: &str = "ACS ACR1252 Dual Reader 0";
    #[derive(Clone, Copy, PartialEq)]
    enum On {
        Nothing,
        Card,
        Mute,
        Taken,
    }
    use On::{Card as Lies, Mute, Nothing, Taken};
    let named = |name: &str| Ok(name.to_owned());
    let several = |all: [&str; 2]| Err(Trouble::SeveralCards(all.map(str::to_owned).to_vec()));
    // What is connected, which one is named, and which is asked.
    type Case<'a> = (&'a [(&'static str, On)], Option<&'a str>, Result<String, Trouble>);
    let cases: &[Case<'_>] = &[
        (&[(HELLO, Lies), (REAL, Lies)], None, named(REAL)),
        (&[(REAL, Lies), (HELLO, Lies)], None, named(REAL)),
        (&[(REAL, Lies), (HELLO, Nothing)], None, named(REAL)),
        (&[(HELLO, Lies), (VIRTUAL, Lies), (REAL, Lies)], None, named(REAL)),
        (&[(HELLO, Lies), (REAL, Nothing)], None, Err(Trouble::NoCard)),
        (&[(HELLO, Lies), (REAL, Nothing), (SECOND, Nothing)], None, Err(Trouble::NoCard)),
        (&[(HELLO, Lies), (REAL, Nothing), (SECOND, Lies)], None, named(SECOND)),
        (&[(HELLO, Lies), (REAL, Lies), (SECOND, Lies)], None, several([REAL, SECOND])),
        (&[(HELLO, Lies), (REAL, Mute)], None, Err(Trouble::Mute)),
        (&[(HELLO, Mute), (REAL, Lies)], None, named(REAL)),
        (&[(HELLO, Lies), (REAL, Taken)], None, Err(Trouble::InUse)),
        // Who names one means it.
        (&[(VIRTUAL, Lies), (REAL, Lies)], Some(VIRTUAL), named(VIRTUAL)),
        (&[(VIRTUAL, Lies), (REAL, Nothing)], Some(VIRTUAL), named(VIRTUAL)),
        (&[(VIRTUAL, Lies), (REAL, Nothing)], Some(REAL), Err(Trouble::NoCard)),
        // Without a real one they count.
        (&[(VIRTUAL, Lies)], None, named(VIRTUAL)),
        (&[(VIRTUAL, Nothing)], None, Err(Trouble::NoCard)),
        (&[(VIRTUAL, Nothing), (OTHER, Lies)], None, named(OTHER)),
        (&[(VIRTUAL, Lies), (OTHER, Lies)], None, several([VIRTUAL, OTHER])),
        (&[(VIRTUAL, Mute), (OTHER, Lies)], None, named(OTHER)),
    ];
    for (connected, reader, expected) in cases {
        let cards: Vec<Card> = connected.iter().map(|_| Card::of(holder("adult"))).collect();
        let slots = connected.iter().zip(&cards).map(|((name, on), card)| match on {
            Nothing => Slot::empty(name),
            on => Slot { mute: *on == Mute, in_use: *on == Taken, ..Slot::with(name, card) },
        });
        let mut desk = Desk::new(slots.collect());
        let check = Check { reader: reader.map(str::to_owned), ..ask(holder("adult"), By::Pin, false, false) };
        let told = check_under(&mut desk, &check, &trust()).map(|reading| reading.reader);
        let names: Vec<&str> = connected.iter().map(|(name, _)| *name).collect();
        assert_eq!(told, *expected, "{names:?}");
        for (name, card) in names.iter().zip(&cards) {
            assert_eq!(card.heard().is_empty(), told.as_deref() != Ok(*name), "{names:?}: {name}");
        }
    }
}

#[test]
fn a_look_at_every_reader_costs_nothing_and_says_what_lies_there() {
    let cards: Vec<Card> = [
        "adult",
        "expired-certificate",
        "all-blocked",
        "old-card",
        "phone",
        "other-card",
        "unknown-label",
        "next-generation",
        "child",
        "no-certificate",
    ]
    .into_iter()
    .map(|file| Card::of(holder(file)))
    .collect();
    let names = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];
    let mut slots: Vec<Slot> = names.into_iter().zip(&cards).map(|(name, card)| Slot::with(name, card)).collect();
    slots.push(Slot::empty("Virtual PCD 00 00"));
    slots.push(Slot { mute: true, ..Slot::with("mute", &cards[0]) });
    slots.push(Slot { in_use: true, ..Slot::with("taken", &cards[0]) });
    let mut desk = Desk::new(slots);
    let found = examine(&mut desk, ON);
    assert_eq!((found.service, desk.opened, desk.closed), (None, 10, 10));
    let mine = |until, ended, card_until, tries: [u8; 4], blocked: &[Which]| CardState::MyNumberCard {
        certificate: until,
        certificate_ended: ended,
        card_until: Some(card_until),
        card_ended: false,
        tries: Tries { pin: Some(tries[0]), proof: Some(tries[1]), a: Some(tries[2]), b: Some(tries[3]) },
        blocked: blocked.to_vec(),
    };
    let full = [3, 3, 10, 10];
    let until = |year, month, at| ECertificate::Until(day(year, month, at));
    let expected = vec![
        mine(until(2030, 2, 17), false, day(2035, 2, 17), full, &[]),
        mine(until(2025, 9, 9), true, day(2030, 9, 9), full, &[]),
        mine(
            until(2030, 2, 17),
            false,
            day(2035, 2, 17),
            [0; 4],
            &[Which::Pin, Which::Proof, Which::CodeA, Which::CodeB],
        ),
        CardState::OldCard,
        CardState::Phone,
        CardState::OtherCard,
        CardState::NewGeneration,
        CardState::NewGeneration,
        mine(until(2029, 5, 5), false, day(2029, 5, 5), full, &[]),
        mine(ECertificate::NotOnCard, false, day(2035, 2, 17), full, &[]),
        CardState::None,
        CardState::Mute,
        CardState::InUse,
    ];
    let told: Vec<CardState> = found.readers.iter().map(|it| it.card.clone()).collect();
    assert_eq!(told, expected);
    assert!(found.readers.iter().all(|it| it.virtual_one == it.name.starts_with("Virtual")));
    for card in &cards {
        assert!(!heard(card).iter().any(|it| it.starts_with("00200080") && it.len() > 8));
    }
    desk.away = Some(Trouble::NoService);
    assert_eq!(examine(&mut desk, ON).service, Some(Trouble::NoService));
    assert!(examine(&mut Desk::new(vec![]), ON).readers.is_empty());
}
