//! What is typed is refused before it could cost a try.

use card::{BadInput, CodeB, Pin, StatedNumber};
use tests::software_card::holder;

#[test]
fn a_pin_is_four_digits_and_nothing_else() {
    for good in ["1234", " 0000 ", "１２３４", "１2３4\u{3000}"] {
        assert!(Pin::new(good).is_ok(), "{good}");
    }
    let bad = [
        ("", BadInput::Empty),
        (" \u{3000}", BadInput::Empty),
        ("123", BadInput::Length { wanted: 4 }),
        ("12345", BadInput::Length { wanted: 4 }),
        ("12a4", BadInput::NotDigits),
        ("12 4", BadInput::NotDigits),
        ("①23", BadInput::Length { wanted: 4 }),
        ("-123", BadInput::NotDigits),
        ("一二三四", BadInput::NotDigits),
        ("١٢٣٤", BadInput::NotDigits),
    ];
    for (text, why) in bad {
        assert_eq!(Pin::new(text).err(), Some(why), "{text}");
    }
}

#[test]
fn what_is_printed_is_fourteen_digits_with_a_day() {
    assert!(CodeB::new("550217", "2035", "2285").is_ok());
    assert!(CodeB::new("５５０２１７", " 2035", "２２８５ ").is_ok());
    assert!(CodeB::new("040229", "2031", "0001").is_ok(), "29 February of whatever era");
    let bad = [
        (("", "2035", "2285"), BadInput::Empty),
        (("550217", "", "2285"), BadInput::Empty),
        (("19800217", "2035", "2285"), BadInput::Length { wanted: 6 }),
        (("550217", "35", "2285"), BadInput::Length { wanted: 4 }),
        (("550217", "2035", "228"), BadInput::Length { wanted: 4 }),
        (("S50217", "2035", "2285"), BadInput::NotDigits),
        (("550230", "2035", "2285"), BadInput::NoSuchDay),
        (("551317", "2035", "2285"), BadInput::NoSuchDay),
        (("550017", "2035", "2285"), BadInput::NoSuchDay),
        (("550431", "2035", "2285"), BadInput::NoSuchDay),
        (("550400", "2035", "2285"), BadInput::NoSuchDay),
    ];
    for ((born, until, code), why) in bad {
        assert_eq!(CodeB::new(born, until, code).err(), Some(why), "{born} {until} {code}");
    }
}

#[test]
fn a_stated_number_has_twelve_digits_whose_last_fits() {
    let number = holder("adult").number();
    let spaced = format!("{} {}-{}", &number[..4], &number[4..8], &number[8..]);
    let wide: String = number.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).expect("a full-width digit")).collect();
    for good in [&number, &spaced, &wide] {
        let stated = StatedNumber::new(good).expect("a number");
        assert_eq!(stated.last_four().text(), holder("adult").last_four());
    }
    let last = number.chars().last().and_then(|c| c.to_digit(10)).expect("a digit");
    let wrong = format!("{}{}", &number[..11], (last + 1) % 10);
    assert_eq!(StatedNumber::new(&wrong).err(), Some(BadInput::CheckDigit));
    assert_eq!(StatedNumber::new(&number[..11]).err(), Some(BadInput::Length { wanted: 12 }));
    assert_eq!(StatedNumber::new(&format!("{number}0")).err(), Some(BadInput::Length { wanted: 12 }));
    assert_eq!(StatedNumber::new(" - ").err(), Some(BadInput::Empty));
    assert_eq!(StatedNumber::new("12345678901X").err(), Some(BadInput::NotDigits));
}
