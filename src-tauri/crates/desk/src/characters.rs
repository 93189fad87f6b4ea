//! 文字の決まり: what the society decided once about characters that the faces lack or the policy does not print, and the list of
//! all characters of all names that wait for such a decision.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use ledger::{CharacterRule, Known, MemberId, NewAct, PaperForm, PrintedAs, State};
use papers::{Found, Layout};
use rules::calendar::Day;
use rules::policy::PrintCharacters;
use rules::words::{Complaint, Kana, Lang, Name, Said, Weight};

use crate::case::member;
use crate::roles::Permission;
use crate::wire::{CharacterHere, Characters};
use crate::{Desk, Failure, Occasion, words};

/// So many members of a character are named.
const NAMED: usize = 20;

/// The decisions that stand, applied to a name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Decided {
    rules: BTreeMap<String, CharacterRule>,
}

/// A name as it is printed.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) name: Name,
    pub(crate) mincho: bool,
}

impl Decided {
    /// A name as it is printed. Where it is to be printed in kana and there is none, it stays as it is, and the check of the sheets
    /// says what it lacks.
    pub(crate) fn form(&self, name: &Name, kana: &Kana) -> Form {
        let plain = Form { name: name.clone(), mincho: false };
        if self.rules.is_empty() {
            return plain;
        }
        let (mut text, mut mincho) = (String::with_capacity(name.text().len()), false);
        for letter in letters(name.text()) {
            match self.rules.get(letter).map(|rule| (rule.how, rule.substitute.as_deref())) {
                Some((PrintedAs::Kana, _)) if !kana.text().trim().is_empty() => {
                    return Form { name: Name::new(kana.text()), mincho: false };
                }
                Some((PrintedAs::Substitute, Some(other))) => text.push_str(other),
                Some((PrintedAs::Mincho, _)) => {
                    mincho = true;
                    text.push_str(letter);
                }
                _ => text.push_str(letter),
            }
        }
        Form { name: Name::new(text), mincho }
    }

    /// Did the society decide that this very character is printed?
    pub(crate) fn prints(&self, letter: &str) -> bool {
        self.rules.get(letter).is_some_and(|rule| rule.how == PrintedAs::Mincho)
    }
}

impl Form {
    /// What is recorded of a paper, where it bears the name otherwise than the ledger has it.
    pub(crate) fn kept(self, name: &Name) -> Option<PaperForm> {
        (self.mincho || self.name != *name).then_some(PaperForm { name: self.name, mincho: self.mincho })
    }
}

/// The characters of a text, each with the variation selector behind it.
pub(crate) fn letters(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut ends = rest.char_indices().skip(1);
        let end =
            ends.find(|(_, next)| !rules::words::fold::is_variation_selector(*next)).map_or(rest.len(), |(at, _)| at);
        let (letter, after) = rest.split_at(end);
        rest = after;
        (!letter.is_empty()).then_some(letter)
    })
}

impl Desk {
    /// The decisions that stood when so much was known.
    pub(crate) fn characters_decided(&self, known: Known) -> Result<Decided, Failure> {
        Ok(Decided { rules: self.ledger.character_rules(known)? })
    }

    /// Every character of the names of those insured on a day, or later, that is not printed as a matter of course, and every
    /// decision; with `open`, only what waits for one.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn characters(&self, open: bool, on: Day, lang: Lang) -> Result<Characters, Failure> {
        self.must(Permission::View)?;
        self.showing("characters", None, || {
            let known = self.ledger.now_known()?;
            let decided = self.characters_decided(known)?;
            let policies = self.policies(known)?;
            let layout = self.notice_layout(known)?;
            let jis = policies.on(on).is_ok_and(|policy| policy.print_characters == PrintCharacters::Jis12);
            let mut names: Vec<(MemberId, String, String)> = Vec::new();
            self.states(on, known, &mut |state: State| {
                let here = state.coverage.as_ref().is_some_and(|coverage| coverage.lost.is_none_or(|lost| on < lost));
                if let (true, Some(named)) = (here, state.names.printable()) {
                    names.push((state.id, member(&state), named.name.text().to_owned()));
                }
                ControlFlow::Continue(())
            })?;
            let mut whose: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
            let found =
                papers::letters(layout.as_ref(), names.iter().map(|(_, _, name)| name.as_str()), &mut |letter, at| {
                    // What is printed as a matter of course is not counted: it is nearly everything.
                    match whose.get_mut(letter) {
                        Some(members) => {
                            members.insert(at);
                        }
                        None => {
                            whose.insert(letter.to_owned(), BTreeSet::from([at]));
                        }
                    }
                });
            let operators = self.ledger.operators(known)?;
            let (mut rows, mut shown) = (Vec::new(), Vec::new());
            let all: BTreeSet<&String> = found.keys().chain(decided.rules.keys()).collect();
            for letter in all {
                let place = found.get(letter).copied();
                let outside = jis && !intake::outside_jis_1_2(letter).is_empty();
                let rule = decided.rules.get(letter);
                let waits = rule.is_none()
                    && (outside || matches!(place, Some(Found::Unknown | Found::Nowhere | Found::Unseen)));
                let ordinary = rule.is_none() && !outside && place == Some(Found::Shipped);
                if ordinary || (open && !waits) {
                    continue;
                }
                let empty = BTreeSet::new();
                let members = whose.get(letter).unwrap_or(&empty);
                shown.extend(members.iter().take(NAMED).map(|at| names[*at].0));
                rows.push(CharacterHere {
                    letter: letter.clone(),
                    code: codes(letter),
                    found: place.map_or("absent", word),
                    outside,
                    waits,
                    decided: rule.map(|rule| rule.how.code()),
                    substitute: rule.and_then(|rule| rule.substitute.clone()),
                    at: rule.map(|rule| rule.at.text().to_owned()),
                    operator: rule.map(|rule| words::called(&operators, &rule.operator, lang)),
                    count: members.len(),
                    members: members.iter().take(NAMED).map(|at| names[*at].1.clone()).collect(),
                    sentence: sentence(place, outside, rule, lang),
                });
            }
            rows.sort_by_key(|row| (!row.waits, std::cmp::Reverse(row.count)));
            let waiting = rows.iter().filter(|row| row.waits).count();
            Ok((Characters { names: names.len(), characters: found.len(), waiting, rows }, shown))
        })
    }

    /// The society's layout of notices, which may name a folder of typefaces.
    fn notice_layout(&self, known: Known) -> Result<Option<Layout>, Failure> {
        let Some(society) = self.ledger.society(known)? else { return Ok(None) };
        let (name, text) = self.layout_named(&society.notice_layout)?;
        Ok(Layout::read(&text, &name).ok())
    }

    /// Decides once how a character is printed: another in its place, its whole name in IPAmj Mincho, its name in kana; or takes the
    /// decision back.
    ///
    /// # Errors
    /// When it is not one character, what is to be printed in its place cannot be printed either, IPAmj Mincho lacks it, or the ledger
    /// cannot be written.
    pub fn decide_character(
        &mut self,
        letter: &str,
        how: PrintedAs,
        substitute: Option<&str>,
        occasion: &Occasion,
    ) -> Result<(), Failure> {
        self.must(Permission::Edit)?;
        let letter = one_letter(letter)?;
        let substitute = substitute.map(str::trim).filter(|other| !other.is_empty());
        let layout = self.notice_layout(self.ledger.now_known()?)?;
        let find = |text: &str| papers::letters(layout.as_ref(), std::iter::once(text), &mut |_, _| {});
        match (how, substitute) {
            (PrintedAs::Substitute, None) => return Err(wrong(&codes(&letter), "substitute_missing", NO_SUBSTITUTE)),
            (PrintedAs::Substitute, Some(other)) => {
                let printable = find(other).values().all(|found| *found == Found::Shipped);
                if !printable || other.contains(letter.as_str()) || 4 < other.chars().count() {
                    return Err(wrong(&codes(&letter), "substitute_unprintable", BAD_SUBSTITUTE));
                }
            }
            (_, Some(_)) => return Err(wrong(&codes(&letter), "substitute_unasked", UNASKED_SUBSTITUTE)),
            (PrintedAs::Mincho, None) => match papers::in_mincho(layout.as_ref(), &letter) {
                Found::Mincho => {}
                Found::Unknown => return Err(wrong(&codes(&letter), "rare_typeface_absent", MINCHO_ABSENT)),
                _ => return Err(wrong(&codes(&letter), "not_in_mincho", NOT_IN_MINCHO)),
            },
            (PrintedAs::Kana | PrintedAs::Open, None) => {}
        }
        let act = NewAct { subject: Some(codes(&letter)), ..self.act_of("characters", occasion) };
        let (seq, ()) =
            self.ledger.act::<(), Failure>(act, |entry| Ok(entry.character_rule(&letter, how, substitute)?))?;
        self.keep_outside(seq);
        Ok(())
    }
}

/// The way that a word of the command line or the screen means.
///
/// # Errors
/// When there is none of this name.
pub fn way(word: &str) -> Result<PrintedAs, Failure> {
    PrintedAs::from_code(word).ok_or_else(|| {
        let known: Vec<&str> = PrintedAs::ALL.iter().map(|way| way.code()).collect();
        Failure::usage(Complaint {
            place: word.to_owned(),
            code: "way_unknown",
            weight: Weight::Refusal,
            sentence: Said::new("この決め方はありません。", "There is no such way."),
            hint: Said::new(
                format!("{}のいずれかです。", known.join("、")),
                format!("It is one of {}.", known.join(", ")),
            ),
        })
    })
}

/// A character as it is written, or its code point: `髙`, `U+9AD9`, `葛 U+E0100`.
fn one_letter(written: &str) -> Result<String, Failure> {
    let mut letter = String::new();
    for part in written.split_whitespace() {
        let point = part.strip_prefix("U+").or_else(|| part.strip_prefix("u+"));
        match point.map(|point| u32::from_str_radix(point, 16).ok().and_then(char::from_u32)) {
            Some(Some(c)) => letter.push(c),
            Some(None) => letter.clear(),
            None => letter.push_str(part),
        }
    }
    if letters(&letter).count() == 1 { Ok(letter) } else { Err(wrong(written, "not_one_character", NOT_ONE)) }
}

/// The code points of a character and its selector.
pub(crate) fn codes(letter: &str) -> String {
    letter.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect::<Vec<_>>().join(" ")
}

fn word(found: Found) -> &'static str {
    match found {
        Found::Shipped => "shipped",
        Found::Mincho => "mincho",
        Found::Unknown => "needs_mincho",
        Found::Nowhere => "nowhere",
        Found::Unseen => "unseen",
    }
}

fn sentence(place: Option<Found>, outside: bool, rule: Option<&CharacterRule>, lang: Lang) -> String {
    let said = match (rule.map(|rule| (rule.how, rule.substitute.as_deref().unwrap_or_default())), place) {
        (Some((PrintedAs::Substitute, other)), _) => {
            Said::new(format!("「{other}」に置き換えて印字します。"), format!("Printed as {other}."))
        }
        (Some((PrintedAs::Mincho, _)), _) => {
            Said::new("氏名全体をIPAmj明朝で印字します。", "The whole name is set in IPAmj Mincho.")
        }
        (Some((PrintedAs::Kana, _)), _) => Said::new("氏名をカナで印字します。", "The name is printed in kana."),
        (_, Some(Found::Unseen)) => Said::new(
            "紙の上で見えない文字です。氏名から除いて登録し直してください。",
            "Nobody sees it on paper. Record the name without it.",
        ),
        (_, Some(Found::Nowhere)) => Said::new(
            "どの書体にもありません。決まりを選ぶまで、この文字のある方は印刷できません。",
            "In no typeface: whoever has it is not printed before something is decided.",
        ),
        (_, Some(Found::Unknown)) => Said::new(
            "この機械にないIPAmj明朝（ipamjm.ttf）が必要です。入れるか、決まりを選んでください。",
            "It needs IPAmj Mincho, which is not on this machine. Install it, or decide.",
        ),
        _ if outside => Said::new(
            "方針により印字しない文字です。決まりを選ぶまで、この文字のある方は印刷できません。",
            "The policy does not print it: whoever has it is not printed before something is decided.",
        ),
        (_, Some(Found::Mincho)) => Said::new(
            "IPAmj明朝にだけあります。氏名全体をIPAmj明朝で印字します。",
            "In IPAmj Mincho alone: the whole name is set in that.",
        ),
        _ => Said::new("そのまま印字します。", "Printed as it is."),
    };
    said.in_lang(lang).to_owned()
}

/// A sentence and a hint, each in Japanese and in English.
type Sentences = ((&'static str, &'static str), (&'static str, &'static str));

const NO_SUBSTITUTE: Sentences = (
    ("置き換える文字がありません。", "There is nothing to print in its place."),
    ("どの文字に置き換えるかを指定してください。", "Say which character is printed in its place."),
);
const BAD_SUBSTITUTE: Sentences = (
    (
        "置き換える文字を印字できないか、同じ文字です。",
        "What is to stand in its place cannot be printed, or is the same.",
    ),
    (
        "標準の書体にある4字までの文字を指定してください。",
        "Give at most four characters that the ordinary typeface has.",
    ),
);
const UNASKED_SUBSTITUTE: Sentences = (
    ("この決め方に、置き換える文字は要りません。", "This way takes nothing in its place."),
    ("置き換えるときだけ文字を指定してください。", "Give one only for a substitute."),
);
const MINCHO_ABSENT: Sentences = (
    ("この機械にIPAmj明朝（ipamjm.ttf）がありません。", "IPAmj Mincho (ipamjm.ttf) is not on this machine."),
    (
        "IPAmj明朝を入れてから選んでください。Debianでは fonts-ipamj-mincho です。",
        "Install it first (fonts-ipamj-mincho on Debian).",
    ),
);
const NOT_IN_MINCHO: Sentences = (
    ("IPAmj明朝にも、この文字はありません。", "IPAmj Mincho lacks it too."),
    ("別の文字への置き換えか、カナを選んでください。", "Choose a substitute, or kana."),
);
const NOT_ONE: Sentences = (
    ("文字ひとつを指定してください。", "Name one character."),
    (
        "文字そのものか、U+9AD9 のような番号で指定します。異体字は 葛 U+E0100 のように並べます。",
        "Give the character, or its number as U+9AD9.",
    ),
);

fn wrong(place: &str, code: &'static str, (sentence, hint): Sentences) -> Failure {
    Failure::wrong(place, code, sentence, hint)
}
