//! 従来の健康保険証: what is said of somebody's, in one word: that it is in their hands, or how its duty ended.

use ledger::PaperLife;
use rules::calendar::Day;
use rules::words::{Complaint, Said, Weight};

use crate::{Desk, Failure, Occasion};

/// What may become of an old card that is owed.
pub const ENDS: [PaperLife; 4] =
    [PaperLife::Returned, PaperLife::LossReported, PaperLife::NotCollectable, PaperLife::SelfDisposed];

/// What is said of an old card.
#[derive(Debug, Clone)]
pub struct OldCard {
    /// In hand, or one of [`ENDS`].
    pub life: PaperLife,
    /// Since when.
    pub on: Day,
    /// In hand: the date that is printed on it; without one it counts as good until the last day of all old cards.
    pub until: Option<Day>,
    /// Ended: what else should be remembered.
    pub note: Option<String>,
}

/// What a word says of an old card.
///
/// # Errors
/// When nothing of the kind becomes of old cards.
pub fn old_card_named(word: &str) -> Result<PaperLife, Failure> {
    let tidy = word.replace('-', "_");
    let mut known = [PaperLife::InHand].into_iter().chain(ENDS);
    known.find(|life| life.code() == tidy).ok_or_else(|| {
        let words: Vec<&str> = ENDS.iter().map(|life| life.code()).collect();
        Failure::usage(Complaint {
            place: word.to_owned(),
            code: "step_unknown",
            weight: Weight::Refusal,
            sentence: Said::new(
                "従来の健康保険証に起きることとして知られていない言葉です。",
                "No such thing becomes of an old card.",
            ),
            hint: Said::new(
                format!("in_hand、{}のいずれかです。", words.join("、")),
                format!("It is in_hand or one of {}.", words.join(", ")),
            ),
        })
    })
}

impl Desk {
    /// Records what is said of somebody's old card.
    ///
    /// # Errors
    /// When it is on record already, the member owes no old card on the day, or a report is not borne out by reminders.
    pub fn old_card(&mut self, text: &str, card: &OldCard, occasion: &Occasion) -> Result<(), Failure> {
        match card.life {
            PaperLife::InHand => self.record_old_card(text, card.until, card.on, occasion),
            life => self.end_old_card(text, life, card.on, card.note.as_deref(), occasion),
        }
    }
}
