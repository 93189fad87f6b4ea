//! What a clerk has said once of how somebody's files are written: what a value of a code means, how a column writes its days,
//! in which encoding the text comes. Whose system a code belongs to is never guessed.

use std::fmt;

use rules::calendar::style::DateStyle;

use crate::cell::{column, letters};
use crate::encoding::TextEncoding;
use crate::field::Field;
use crate::field::PersonField;
use crate::field::Scope;
use crate::value;

/// The habits of whoever sends a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Habits {
    /// What values mean.
    pub values: Vec<ValueMeaning>,
    /// How columns write their days.
    pub dates: Vec<DateColumn>,
    /// The encoding of a text file, when it was said.
    pub encoding: Option<TextEncoding>,
}

/// A column of codes: which fields have values that can be said, and what they can mean, as code and as the word by which the
/// reader of values knows it.
const CODED: &[(Field, &[(&str, &str)])] = &[
    (Field::Person(Scope::Open, PersonField::Sex), &[("male", "男"), ("female", "女")]),
    (
        Field::Relation,
        &[
            ("insured", "本人"),
            ("spouse", "配偶者"),
            ("husband", "夫"),
            ("wife", "妻"),
            ("child", "子"),
            ("other_child", "それ以外の子"),
            ("parent", "父母"),
            ("parent_in_law", "義父母"),
            ("younger_sibling", "弟妹"),
            ("older_sibling", "兄姉"),
            ("grandparent", "祖父母"),
            ("great_grandparent", "曾祖父母"),
            ("grandchild", "孫"),
            ("other", "その他"),
        ],
    ),
    (Field::Change, &[("in", "取得"), ("out", "喪失"), ("alter", "変更")]),
    (Field::WantsCertificate, &[("yes", "要"), ("no", "不要")]),
    (Field::MynaCard, &[("yes", "有"), ("no", "無")]),
    (Field::UseRegistered, &[("yes", "登録済"), ("no", "未登録"), ("released", "解除"), ("unknown", "不明")]),
];

/// What a value of a column of codes means: `続柄:3=子`. With nothing behind the `=` it says as much as an empty cell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ValueMeaning {
    /// The column's field.
    pub field: Field,
    /// The value, as it is compared.
    pub text: String,
    /// The code of what it means; `None` for nothing.
    pub means: Option<&'static str>,
}

impl ValueMeaning {
    /// The fields whose values can be said, with what they can mean: code and Japanese word.
    pub fn coded() -> impl Iterator<Item = (Field, &'static [(&'static str, &'static str)])> {
        CODED.iter().map(|(field, words)| (*field, *words))
    }

    /// Reads the text form: `続柄:3=子`, `relation:3=child`.
    #[must_use]
    pub fn read(text: &str) -> Option<ValueMeaning> {
        let (place, word) = text.rsplit_once(['=', '＝'])?;
        let (field, value) = place.split_once([':', '：'])?;
        let field = field.trim();
        let (field, words) = Self::coded().find(|(one, _)| one.code() == field || one.word() == field)?;
        let text = compared(value);
        let word = word.trim();
        if text.is_empty() {
            return None;
        }
        let means = match word {
            "" => None,
            word => Some(words.iter().find(|(code, ja)| *code == word || *ja == word)?.0),
        };
        Some(ValueMeaning { field, text, means })
    }

    /// Does it speak of a field, whoever's column it is?
    pub(crate) fn is_of(&self, field: Field) -> bool {
        self.field.code() == field.code()
    }

    /// The word by which the reader of values knows it; empty when it says nothing.
    pub(crate) fn word(&self) -> &'static str {
        let words = CODED.iter().find(|(field, _)| *field == self.field).map_or(&[][..], |(_, words)| *words);
        words.iter().find(|(code, _)| Some(*code) == self.means).map_or("", |(_, ja)| *ja)
    }
}

impl fmt::Display for ValueMeaning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}={}", self.field.code(), self.text, self.means.unwrap_or_default())
    }
}

/// A value as it is compared: `03`, `３` and `3` are one.
pub(crate) fn compared(text: &str) -> String {
    let key = value::key(text);
    let digits = !key.is_empty() && key.bytes().all(|b| b.is_ascii_digit());
    if !digits {
        return key;
    }
    let bare = key.trim_start_matches('0');
    if bare.is_empty() { "0".to_owned() } else { bare.to_owned() }
}

/// How a column writes its days: `F=western`, `2!F=和暦`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DateColumn {
    /// The sheet's position in the file, counted from 1.
    pub sheet: usize,
    /// The column, counted from 0.
    pub column: usize,
    /// The style.
    pub style: DateStyle,
}

impl DateColumn {
    /// Reads the text form. Without a sheet it is the first.
    #[must_use]
    pub fn read(text: &str) -> Option<DateColumn> {
        let (place, word) = text.split_once(['=', '＝'])?;
        let (sheet, letters) = place.trim().split_once('!').unwrap_or(("1", place.trim()));
        Some(DateColumn {
            sheet: sheet.trim().parse().ok().filter(|sheet| 0 < *sheet)?,
            column: column(&letters.trim().to_ascii_uppercase())?,
            style: DateStyle::named(word)?,
        })
    }
}

impl fmt::Display for DateColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}!{}={}", self.sheet, letters(self.column), self.style.code())
    }
}

/// A value that stands in a column of codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenValue {
    /// The column, by its letters.
    pub column: String,
    /// The column's field.
    pub field: Field,
    /// The value, cut to a few characters.
    pub text: String,
    /// In how many rows.
    pub rows: u64,
    /// What it was taken to mean, by code; `None` when nobody knows.
    pub means: Option<&'static str>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Kin, Move, change, kin, sex, use_registration, yes_or_no};

    #[test]
    fn every_word_that_a_value_can_mean_is_one_that_the_reader_of_values_knows() {
        for (field, words) in ValueMeaning::coded() {
            for (code, word) in words {
                let known = match field {
                    Field::Person(..) => sex(word).map(rules::words::Sex::code) == Some(*code),
                    Field::Relation => match kin(word) {
                        Kin::Is(relation) => relation.code() == *code,
                        Kin::Spouse => *code == "spouse",
                        _ => false,
                    },
                    Field::Change => match change(word) {
                        Some(Move::In) => *code == "in",
                        Some(Move::Out) => *code == "out",
                        Some(Move::Alter) => *code == "alter",
                        None => false,
                    },
                    Field::UseRegistered => use_registration(word).is_some(),
                    _ => yes_or_no(word) == Some(*code == "yes"),
                };
                assert!(known, "{} {word}", field.code());
            }
        }
    }
}
