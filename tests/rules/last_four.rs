//! The last-four check: the door through which a full number passes, the states, the letters, the swap finder.

use rules::calendar::day;
use rules::case::MyNumber;
use rules::last_four::{
    Check, CheckEvent, HeldAndSaid, Letter, NotAMyNumber, STEPS, Swap, answer_until, chance, check_digit, cut_to_four,
    may_close, swaps,
};
use rules::paper::Life;
use rules::words::LastFour;

fn four(text: &str) -> Option<LastFour> {
    LastFour::new(text)
}

fn cut(text: &str) -> Result<LastFour, NotAMyNumber> {
    cut_to_four(&mut text.to_owned())
}

#[test]
fn a_good_number_is_cut_to_its_last_four() {
    // Worked examples of the domain reference; invented numbers.
    for (full, last) in [
        ("123456789018", "9018"),
        ("983205673214", "3214"),
        ("１２３４５６７８９０１８", "9018"),
        ("1234-5678-9018", "9018"),
        (" 1234 5678 9018 ", "9018"),
    ] {
        assert_eq!(cut(full), Ok(four(last).unwrap()), "{full}");
    }
    // The remainders 0 and 1 both give 0: 000000000000 has the sum 0, 00000000006 the sum 12.
    assert_eq!(check_digit(&[0; 11]), 0);
    assert_eq!(check_digit(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6]), 0);
}

#[test]
fn a_bad_number_says_what_is_wrong_and_nothing_of_itself() {
    for (full, wrong) in [
        ("123456789017", NotAMyNumber::CheckDigit),
        ("123456789108", NotAMyNumber::CheckDigit),
        ("12345678901", NotAMyNumber::Length { digits: 11 }),
        ("", NotAMyNumber::Length { digits: 0 }),
        ("1234567890123", NotAMyNumber::CorporateNumber),
        ("12345678901234", NotAMyNumber::Length { digits: 14 }),
        ("1.23456789E+11", NotAMyNumber::NotDigits),
        ("12345678901X", NotAMyNumber::NotDigits),
    ] {
        let answer = cut(full).unwrap_err();
        assert_eq!(answer, wrong, "{full}");
        let shown = format!("{answer} {answer:?} {} {}", answer.sentence().en, answer.hint().ja);
        assert!(!shown.contains("5678") && !shown.contains("901"), "{shown}");
    }
}

#[test]
fn the_buffer_is_zeroed_whatever_the_answer() {
    for text in ["123456789018", "123456789017", "12345678901X", "1234567890123"] {
        let mut buffer = text.as_bytes().to_vec();
        let _ = cut_to_four(&mut buffer);
        assert!(buffer.is_empty(), "a Vec is zeroed and emptied");
        let mut fixed: [u8; 12] = *b"123456789018";
        let _ = cut_to_four(&mut fixed);
        assert_eq!(fixed, [0; 12]);
        let mut string = text.to_owned();
        let _ = cut_to_four(&mut string);
        assert!(string.is_empty());
    }
}

#[test]
fn one_wrong_digit_is_found_unless_the_remainders_nought_and_one_hide_it() {
    let good = "983205673214";
    let mut hidden = 0;
    for place in 0..12 {
        for digit in b'0'..=b'9' {
            let mut bytes = good.as_bytes().to_vec();
            if bytes[place] == digit {
                continue;
            }
            bytes[place] = digit;
            hidden += usize::from(cut_to_four(&mut bytes).is_ok());
        }
    }
    assert_eq!(hidden, 0, "the check digit of this number is 4, so that nothing can hide");
}

#[test]
fn silence_is_never_agreement() {
    let deadline = day(2026, 6, 30);
    assert_eq!(Check::Sent.on(day(2026, 6, 30), deadline), Check::Sent);
    assert_eq!(Check::Sent.on(day(2026, 7, 1), deadline), Check::NoAnswer);
    for state in Check::ALL.iter().copied().filter(|state| *state != Check::Sent) {
        assert_eq!(state.on(day(2027, 1, 1), deadline), state);
    }
    // Only a member's own word leads to agreement.
    for (from, by, to) in STEPS {
        assert!(*to != Check::Agrees || *by == CheckEvent::Agree, "{from:?} {by:?}");
    }
}

#[test]
fn the_road_of_a_difference_runs_to_its_second_letter_and_its_second_person() {
    let road = [
        (CheckEvent::Send, Check::Sent),
        (CheckEvent::Differ, Check::Differs),
        (CheckEvent::OpenCase, Check::CaseOpen),
        (CheckEvent::Correct, Check::Corrected),
        (CheckEvent::SendSecondLetter, Check::SecondLetterSent),
        (CheckEvent::Close, Check::Closed),
    ];
    let mut state = Check::NotSent;
    for (event, next) in road {
        state = state.after(event).unwrap_or_else(|| panic!("{state:?} {event:?}"));
        assert_eq!(state, next);
    }
    assert_eq!(Check::Corrected.after(CheckEvent::Close), None, "a correction is told before it is closed");
    assert_eq!(Check::NotSent.after(CheckEvent::Agree), None);
    assert_eq!(Check::Closed.after(CheckEvent::Differ), None);
    assert!(may_close("佐藤", "鈴木"));
    assert!(!may_close("佐藤", "佐藤 "));
    assert!(!may_close("佐藤", ""));
}

#[test]
fn every_state_is_reached_and_no_step_is_written_twice() {
    for state in Check::ALL {
        assert!(*state == Check::NotSent || STEPS.iter().any(|(_, _, to)| to == state), "{state:?}");
    }
    for event in CheckEvent::ALL {
        assert!(STEPS.iter().any(|(_, by, _)| by == event), "{event:?}");
    }
    for (at, (from, by, _)) in STEPS.iter().enumerate() {
        assert!(STEPS.iter().skip(at + 1).all(|(f, b, _)| (f, b) != (from, by)), "{from:?} {by:?}");
    }
}

#[test]
fn digits_go_out_only_when_the_number_is_registered_and_verified() {
    let known = four("9018");
    assert_eq!(Letter::for_member(MyNumber::Registered, true, known), Letter::WithDigits);
    assert_eq!(Letter::for_member(MyNumber::Registered, false, known), Letter::WithoutDigits);
    assert_eq!(Letter::for_member(MyNumber::Missing, true, known), Letter::WithoutDigits);
    assert_eq!(Letter::for_member(MyNumber::Registered, true, None), Letter::WithoutDigits);
}

#[test]
fn an_exchange_is_proposed_only_where_digits_that_were_said_speak_for_it() {
    let member = |held: &str, said: &str| HeldAndSaid { held: four(held), said: four(said) };
    let silent = |held: &str| HeldAndSaid { held: four(held), said: None };
    let others = [member("1111", "1111"), member("3333", "2222"), silent("3333"), member("3333", "4444")];
    // The second says what is held of the first, and the other way round; the third has said nothing; the fourth something else.
    let found = swaps(&member("2222", "3333"), &others);
    assert_eq!(found, [Swap { with: 1, agreeing: 2 }, Swap { with: 2, agreeing: 1 }]);
    // Who only said that it differs is found from the other side.
    assert_eq!(swaps(&silent("2222"), &[member("3333", "2222")]), [Swap { with: 0, agreeing: 1 }]);
    // Two who only say that it differs: nothing can be known.
    assert_eq!(swaps(&silent("2222"), &[silent("3333")]), []);
    // Twins with the same four digits, and a difference that fits nobody.
    assert_eq!(swaps(&member("4444", "4444"), &[member("4444", "4444")]), []);
    assert_eq!(swaps(&member("2222", "9999"), &[member("3333", "3333"), silent("2222")]), []);
}

#[test]
fn the_chance_of_a_fit_by_accident_grows_with_the_comparisons_and_is_never_said_to_be_nought() {
    assert_eq!((chance(1, 1), chance(12, 1), chance(20_000, 1)), (1, 12, 10_000));
    assert_eq!((chance(1, 2), chance(12, 2)), (1, 1));
    assert_eq!(chance(0, 1), 0, "nobody was looked at");
}

#[test]
fn a_letter_is_sent_when_it_has_left_the_printer_and_comes_back_with_the_post() {
    assert_eq!(CheckEvent::of_letter(Life::Planned, false), None);
    assert_eq!(CheckEvent::of_letter(Life::Void, false), None);
    assert_eq!(CheckEvent::of_letter(Life::Printed, false), Some(CheckEvent::Send));
    assert_eq!(CheckEvent::of_letter(Life::Printed, true), Some(CheckEvent::SendSecondLetter));
    assert_eq!(CheckEvent::of_letter(Life::Undelivered, false), Some(CheckEvent::ComeBack));
    assert_eq!(answer_until(day(2026, 6, 1)), day(2026, 7, 1));
}

/// Any order of events, walked through the table: what holds of every history.
#[test]
fn whatever_happens_agreement_is_said_and_a_difference_is_closed_only_through_its_case() {
    let mut seed = 20_260_601_u64;
    let mut closed = 0;
    for _ in 0..20_000 {
        let mut state = Check::NotSent;
        let mut taken: Vec<CheckEvent> = Vec::new();
        for _ in 0..24 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let event = CheckEvent::ALL[(seed >> 33) as usize % CheckEvent::ALL.len()];
            let next = state.followed_by(event);
            assert_eq!(next, state.after(event).unwrap_or(state));
            if state.after(event).is_some() {
                taken.push(event);
            }
            let said = |what| taken.iter().rposition(|one| *one == what);
            match next {
                Check::NotSent => assert!(taken.is_empty()),
                Check::Agrees => assert!(said(CheckEvent::Agree).is_some()),
                Check::NoAnswer => {
                    // Nothing was said since the letter went out.
                    let sent = said(CheckEvent::Send);
                    assert!(sent.is_some() && said(CheckEvent::DeadlinePasses) > sent);
                    assert!(said(CheckEvent::Agree) < sent && said(CheckEvent::Differ) < sent);
                }
                Check::Closed => {
                    closed += 1;
                    let differed = said(CheckEvent::Differ);
                    assert!(differed.is_some() && said(CheckEvent::OpenCase) > differed, "closed without a case");
                    let (corrected, told) = (said(CheckEvent::Correct), said(CheckEvent::SendSecondLetter));
                    assert!(corrected < differed || told > corrected, "corrected, and not told");
                }
                _ => {}
            }
            if next.in_case() {
                assert!(said(CheckEvent::Differ).is_some());
                assert_eq!(next.of_changed_number(), next);
            }
            // Silence never touches a case, and the post only what it carried.
            if state.in_case() {
                assert_eq!(state.followed_by(CheckEvent::DeadlinePasses), state);
            }
            state = next;
        }
    }
    assert!(closed > 0, "no walk came to its end");
}

#[test]
fn a_cut_number_shows_nothing_when_it_is_debugged() {
    assert_eq!(format!("{:?}", cut("123456789018").unwrap()), "‹redacted›");
}
