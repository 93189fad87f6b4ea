//! The last-four check (マイナンバー下4桁の確認): its states, its two letters, and the one door through which a full number
//! passes.
//!
//! A full 12-digit number is checked in memory, cut to four digits and zeroed; it is never written, logged or echoed, and
//! the errors below carry nothing of it. Silence never means that a number agrees.

use std::fmt;

use zeroize::Zeroize;

use crate::calendar::Day;
use crate::case::{MyNumber, coded};
use crate::paper::Life;
use crate::words::{LastFour, Said};

/// Why a text is no My Number (個人番号). Nothing of the text is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAMyNumber {
    /// It holds something else than digits.
    NotDigits,
    /// It has another number of digits than twelve.
    Length {
        /// How many digits it has.
        digits: usize,
    },
    /// Thirteen digits are a corporate number (法人番号).
    CorporateNumber,
    /// The last digit does not fit the eleven before it (検査用数字).
    CheckDigit,
}

impl NotAMyNumber {
    /// The stable word of this complaint.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            NotAMyNumber::NotDigits => "my_number_not_digits",
            NotAMyNumber::Length { .. } => "my_number_length",
            NotAMyNumber::CorporateNumber => "my_number_is_corporate",
            NotAMyNumber::CheckDigit => "my_number_check_digit",
        }
    }

    /// What is wrong, without the number.
    #[must_use]
    pub fn sentence(self) -> Said {
        match self {
            NotAMyNumber::NotDigits => {
                Said::new("マイナンバーに数字以外の文字があります。", "The My Number holds something else than digits.")
            }
            NotAMyNumber::Length { digits } => Said::new(
                format!("マイナンバーは12桁ですが、{digits}桁です。"),
                format!("A My Number has 12 digits; this has {digits}."),
            ),
            NotAMyNumber::CorporateNumber => {
                Said::new("13桁の番号は法人番号です。", "A number of 13 digits is a corporate number.")
            }
            NotAMyNumber::CheckDigit => {
                Said::new("マイナンバーの検査用数字が合いません。", "The check digit of the My Number does not fit.")
            }
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(self) -> Said {
        match self {
            NotAMyNumber::NotDigits | NotAMyNumber::Length { .. } => Said::new(
                "先頭の0が落ちていないか、指数表示(1.2E+11)になっていないか、元の表を確かめてください。",
                "See in the original sheet whether leading zeros were lost or the cell shows 1.2E+11.",
            ),
            NotAMyNumber::CorporateNumber => {
                Said::new("本人のマイナンバーを確かめてください。", "Ask for the person's own My Number.")
            }
            NotAMyNumber::CheckDigit => Said::new(
                "書き誤りがないか、事業主に確かめてください。",
                "Ask the employer whether it was copied wrongly.",
            ),
        }
    }
}

impl fmt::Display for NotAMyNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence().ja)
    }
}

impl std::error::Error for NotAMyNumber {}

/// 検査用数字: the check digit of the first eleven digits (番号利用法 カード等に関する命令5条: weights 2 to 7 twice from the right,
/// 11 minus the remainder by 11, and 0 for the remainders 0 and 1).
#[must_use]
pub fn check_digit(first_eleven: &[u8; 11]) -> u8 {
    let sum: u32 = first_eleven.iter().zip([6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]).map(|(d, q)| u32::from(*d) * q).sum();
    match sum % 11 {
        0 | 1 => 0,
        remainder => u8::try_from(11 - remainder).unwrap_or(0),
    }
}

/// Checks a full number, cuts it to four digits and zeroes `full`, whatever the answer. Digits may be full-width; spaces
/// and hyphens between them do not count.
///
/// # Errors
/// What is wrong with the number, without the number.
pub fn cut_to_four<B: AsRef<[u8]> + Zeroize>(full: &mut B) -> Result<LastFour, NotAMyNumber> {
    let mut digits = [0_u8; 12];
    let answer = read_digits(full.as_ref(), &mut digits);
    let last_four = answer.and_then(|()| check_and_cut(&digits));
    digits.zeroize();
    full.zeroize();
    last_four
}

/// Fills `digits` with the twelve digits of a text.
fn read_digits(text: &[u8], digits: &mut [u8; 12]) -> Result<(), NotAMyNumber> {
    let text = std::str::from_utf8(text).map_err(|_| NotAMyNumber::NotDigits)?;
    let mut count = 0;
    for sign in text.trim().chars() {
        let digit = match sign {
            '0'..='9' => sign as u32 - '0' as u32,
            '０'..='９' => sign as u32 - '０' as u32,
            ' ' | '\u{3000}' | '-' | '－' | '‐' | '−' => continue,
            _ => return Err(NotAMyNumber::NotDigits),
        };
        if let Some(place) = digits.get_mut(count) {
            *place = u8::try_from(digit).unwrap_or(0);
        }
        count += 1;
    }
    match count {
        12 => Ok(()),
        13 => Err(NotAMyNumber::CorporateNumber),
        digits => Err(NotAMyNumber::Length { digits }),
    }
}

fn check_and_cut(digits: &[u8; 12]) -> Result<LastFour, NotAMyNumber> {
    let [a, b, c, d, e, f, g, h, i, j, k, check] = *digits;
    let mut first_eleven = [a, b, c, d, e, f, g, h, i, j, k];
    let fits = check_digit(&first_eleven) == check;
    first_eleven.zeroize();
    let last: String = [i, j, k, check].iter().map(|digit| char::from(b'0' + digit)).collect();
    if fits { LastFour::new(&last).ok_or(NotAMyNumber::NotDigits) } else { Err(NotAMyNumber::CheckDigit) }
}

coded! {
    /// Where a member's check stands.
    Check {
        /// 未発送
        NotSent = "not_sent",
        /// 発送済
        Sent = "sent",
        /// 一致
        Agrees = "agrees",
        /// 相違
        Differs = "differs",
        /// 回答なし: silence at the deadline. Never read as agreement.
        NoAnswer = "no_answer",
        /// 返戻
        ReturnedUndelivered = "returned_undelivered",
        /// 調査中: who is asked, and until when, is settled.
        CaseOpen = "case_open",
        /// 訂正済: the number held was wrong and is put right.
        Corrected = "corrected",
        /// 再通知済: the second letter went out.
        SecondLetterSent = "second_letter_sent",
        /// 完了: closed by a second person.
        Closed = "closed",
    }
}

coded! {
    /// What happens to a check.
    CheckEvent {
        /// The letter goes out.
        Send = "send",
        /// The member says that the digits agree.
        Agree = "agree",
        /// The member says that they differ.
        Differ = "differ",
        /// The deadline passes in silence.
        DeadlinePasses = "deadline_passes",
        /// The post brings the letter back.
        ComeBack = "come_back",
        /// A clerk opens a case: whom to ask, by when.
        OpenCase = "open_case",
        /// The number held is put right.
        Correct = "correct",
        /// The second letter goes out.
        SendSecondLetter = "send_second_letter",
        /// A second person closes the case.
        Close = "close",
    }
}

/// The steps of a check: from where, by what, to where. What is not in the table does not happen.
pub const STEPS: &[(Check, CheckEvent, Check)] = {
    use Check::*;
    use CheckEvent::*;
    &[
        (NotSent, Send, Sent),
        (Sent, Agree, Agrees),
        (Sent, Differ, Differs),
        (Sent, DeadlinePasses, NoAnswer),
        (Sent, ComeBack, ReturnedUndelivered),
        // An answer after the deadline is an answer; a letter may come back late, and may be sent again.
        (NoAnswer, Agree, Agrees),
        (NoAnswer, Differ, Differs),
        (NoAnswer, ComeBack, ReturnedUndelivered),
        (NoAnswer, Send, Sent),
        (ReturnedUndelivered, Send, Sent),
        // Who agreed may look at the card again.
        (Agrees, Differ, Differs),
        (Differs, OpenCase, CaseOpen),
        // Asked again: somebody else, or until another day.
        (CaseOpen, OpenCase, CaseOpen),
        // "I had misread it": kept, and for a second person to judge.
        (CaseOpen, Agree, CaseOpen),
        (CaseOpen, Correct, Corrected),
        // The member had misread the card: nothing to correct.
        (CaseOpen, Close, Closed),
        (Corrected, SendSecondLetter, SecondLetterSent),
        // The member confirms the correction; a second person closes all the same.
        (SecondLetterSent, Agree, SecondLetterSent),
        (SecondLetterSent, Close, Closed),
        (SecondLetterSent, Differ, Differs),
        // Brought back, it told nobody: it is still to be told.
        (SecondLetterSent, ComeBack, Corrected),
    ]
};

impl Check {
    /// Where the event leads; `None` when it does not happen here.
    #[must_use]
    pub fn after(self, event: CheckEvent) -> Option<Check> {
        STEPS.iter().find(|(from, by, _)| *from == self && *by == event).map(|(_, _, to)| *to)
    }

    /// Where it stands after the event; what does not happen here changes nothing.
    #[must_use]
    pub fn followed_by(self, event: CheckEvent) -> Check {
        self.after(event).unwrap_or(self)
    }

    /// A difference is being settled: it is not asked anew, and nothing of it is forgotten.
    #[must_use]
    pub fn in_case(self) -> bool {
        matches!(self, Check::Differs | Check::CaseOpen | Check::Corrected | Check::SecondLetterSent)
    }

    /// Where it stands once the number on file is another than the letter had: an answer about the old one says nothing of
    /// it. A difference goes on to its end.
    #[must_use]
    pub fn of_changed_number(self) -> Check {
        if self.in_case() { self } else { Check::NotSent }
    }

    /// Somebody has said that the digits are wrong, and nothing is settled yet: they must not be printed again.
    #[must_use]
    pub fn disputed(self) -> bool {
        matches!(self, Check::Differs | Check::CaseOpen)
    }

    /// The state on a day when the answer was asked for by `deadline` (the last day for it): silence becomes
    /// [`Check::NoAnswer`] on the day after, and nothing else ever.
    #[must_use]
    pub fn on(self, day: Day, deadline: Day) -> Check {
        if self == Check::Sent && deadline < day { Check::NoAnswer } else { self }
    }
}

impl CheckEvent {
    /// What a place of the letter itself means: out of the printer it counts as sent, brought back by the post it is not
    /// answered. `second` is a letter after a correction.
    #[must_use]
    pub fn of_letter(life: Life, second: bool) -> Option<CheckEvent> {
        match life {
            Life::Printed | Life::Inserted | Life::Posted | Life::Delivered | Life::InHand => {
                Some(if second { CheckEvent::SendSecondLetter } else { CheckEvent::Send })
            }
            Life::Undelivered => Some(CheckEvent::ComeBack),
            _ => None,
        }
    }
}

/// 回答期限: so many days a letter leaves for its answer where nobody says otherwise. The society's practice, not law.
pub const ANSWER_DAYS: i64 = 30;

/// The last day for an answer to a letter of `day`.
#[must_use]
pub fn answer_until(day: Day) -> Day {
    day.plus_days(ANSWER_DAYS)
}

coded! {
    /// Who is asked first when the digits differ.
    AskWhom {
        /// 事業主
        Employer = "employer",
        /// 本人
        Member = "member",
        /// 住基ネット照会 (J-LIS)
        ResidentRegister = "resident_register",
    }
}

/// May this person close the case that the other opened? Only a second person may.
#[must_use]
pub fn may_close(opened_by: &str, closing: &str) -> bool {
    !closing.trim().is_empty() && opened_by.trim() != closing.trim()
}

coded! {
    /// The two letters.
    Letter {
        /// With the four digits.
        WithDigits = "with_digits",
        /// Without them: the number is missing or not verified, and wrong digits must not look like right ones.
        WithoutDigits = "without_digits",
    }
}

impl Letter {
    /// The letter of a member. Four digits go out only when the number is registered, verified and its last four are known.
    #[must_use]
    pub fn for_member(my_number: MyNumber, verified: bool, last_four: Option<LastFour>) -> Letter {
        if my_number == MyNumber::Registered && verified && last_four.is_some() {
            Letter::WithDigits
        } else {
            Letter::WithoutDigits
        }
    }
}

/// What the society holds of one member and what the member said, for [`swaps`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldAndSaid {
    /// On the ledger.
    pub held: Option<LastFour>,
    /// From the card, as the member said. Most answers only say that the digits differ: then it is not known.
    pub said: Option<LastFour>,
}

/// Two members whose numbers may have been exchanged (取り違え).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Swap {
    /// The place of the other in the list.
    pub with: usize,
    /// How many comparisons of four digits speak for it: two when each says what is held of the other, one when the other
    /// has said nothing, or only the other has.
    pub agreeing: u32,
}

/// With whom of `others` the number of `one` may have been exchanged.
///
/// What can be known is little: the ledger holds four digits of each, and of a card only what its holder says. Somebody who
/// only says "it differs" can be found from the other side alone, when the other says what is held of them. Without any
/// digits said nothing is proposed: that two people differ is no sign of an exchange. Four digits agree by chance
/// ([`chance`]), so this proposes and never corrects.
#[must_use]
pub fn swaps(one: &HeldAndSaid, others: &[HeldAndSaid]) -> Vec<Swap> {
    let differs = |it: &HeldAndSaid| it.said.is_some() && it.held.is_some() && it.said != it.held;
    let crossed = |it: &HeldAndSaid, other: &HeldAndSaid| it.said.is_some() && it.said == other.held;
    // Who said other digits than the other's speaks against it.
    let against = |it: &HeldAndSaid, other: &HeldAndSaid| it.said.is_some() && it.said != other.held;
    let mut found = Vec::new();
    for (with, other) in others.iter().enumerate() {
        let agreeing = u32::from(crossed(one, other)) + u32::from(crossed(other, one));
        let spoken = differs(one) || differs(other);
        if agreeing > 0 && spoken && !against(one, other) && !against(other, one) && one.held != other.held {
            found.push(Swap { with, agreeing });
        }
    }
    found
}

/// In how many of ten thousand such searches somebody fits by chance alone, when `compared` people were looked at: four digits
/// agree once in ten thousand, both ways once in a hundred million. Rounded up, so that it never says "never".
#[must_use]
pub fn chance(compared: usize, agreeing: u32) -> u64 {
    let compared = compared as u64;
    if agreeing >= 2 { compared.div_ceil(10_000) } else { compared.min(10_000) }
}
