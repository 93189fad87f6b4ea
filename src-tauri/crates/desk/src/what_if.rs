//! 試算: what another day, another policy or a coming change of the law would decide otherwise, over the whole ledger.
//!
//! Both sides are decided from the same facts, as they were known at one instant, and compared member by member. Nothing is
//! recorded but, where people are named, the look.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

use ledger::{ActSeq, Known, MemberId, Moment, State};
use rules::CannotDecide;
use rules::calendar::{Day, LAW, Law};
use rules::decision::{Decision, LastDay, ReturnDecision};
use rules::pack::Pack;
use rules::policy::{Policies, Policy};
use rules::words::Lang;

use crate::case::{decided, decided_under};
use crate::find::found;
use crate::founding::text_file;
use crate::roles::Permission;
use crate::watched::{Long, Watch, unwatched};
use crate::wire::{DateMoved, Listed, ListedRow, PackTried, Turned, TurnedSide, WhatIf};
use crate::{Desk, Failure, words};

/// What is tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supposing {
    /// The day as it is.
    pub on: Day,
    /// The other day; the same one when only the policy or the law is tried.
    pub against: Option<Day>,
    /// Another policy file's text, in the place of the society's policies.
    pub policy: Option<String>,
    /// A rule pack's text.
    pub pack: Option<String>,
    /// What the ledger knew then; `None` is now.
    pub known_at: Option<Moment>,
    /// The language of sentences.
    pub lang: Lang,
}

/// A policy's or a pack's file as text.
///
/// # Errors
/// When it cannot be read, or is no text.
pub fn text(path: &Path) -> Result<String, Failure> {
    text_file(path)
}

/// How one thing is decided on the two sides: what it is about, and outcome and reason of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Turn {
    about: &'static str,
    before: (&'static str, &'static str),
    after: (&'static str, &'static str),
}

impl Turn {
    fn key(&self) -> String {
        let side = |(outcome, because): (&str, &str)| format!("{outcome}.{because}");
        format!("{}:{}:{}", self.about, side(self.before), side(self.after))
    }
}

/// Somebody in a group: with the last days of both sides, where these differ.
#[derive(Debug, Clone, Copy)]
struct Turning {
    member: MemberId,
    last_days: Option<(Day, Day)>,
}

/// The two sides compared. Good for the act that it was asked for.
pub struct Compared {
    known: Known,
    groups: BTreeMap<Turn, Vec<Turning>>,
    /// In counts.
    pub answer: WhatIf,
}

impl Compared {
    /// The last act that was known: while it stays the last, the comparison is good.
    #[must_use]
    pub fn act(&self) -> ActSeq {
        self.known.act()
    }
}

/// One side of the comparison.
#[derive(Clone, Copy)]
struct Side<'a> {
    on: Day,
    law: &'a Law,
    policy: &'a Policy,
}

/// A decision, or that none can be taken.
type Outcome = Result<Decision, CannotDecide>;

impl Side<'_> {
    fn decide(&self, state: &State) -> Outcome {
        if *self.law == LAW {
            decided(state, self.policy, self.on)
        } else {
            decided_under(self.law, state, self.policy, self.on)
        }
    }
}

impl Desk {
    /// Decides everyone on both sides and compares. Writes nothing, and names nobody.
    ///
    /// # Errors
    /// When nothing else is supposed, the policy or the pack has mistakes, or a day lies before the first policy.
    pub fn what_if(&self, supposing: &Supposing) -> Result<Compared, Failure> {
        self.what_if_watched(supposing, &mut unwatched)
    }

    /// As [`Desk::what_if`]; `watch` hears how many of how many looks at somebody are done, and may end it.
    ///
    /// # Errors
    /// As [`Desk::what_if`], and `cancelled` when `watch` ended it.
    pub fn what_if_watched(&self, supposing: &Supposing, watch: &mut Watch<'_>) -> Result<Compared, Failure> {
        if !self.may(Permission::View) {
            self.must(Permission::Settings)?;
        }
        let against = supposing.against.unwrap_or(supposing.on);
        if against == supposing.on && supposing.policy.is_none() && supposing.pack.is_none() {
            return Err(nothing_supposed());
        }
        let known = self.known(supposing.known_at.as_ref())?;
        let pack = supposing.pack.as_deref().map(|text| Pack::read(text, "pack.toml").map_err(Failure::refused));
        let pack = pack.transpose()?;
        let law = pack.as_ref().map_or(LAW, |pack| pack.law);
        let policies = self.policies(known)?;
        let other = match &supposing.policy {
            Some(text) => Policies::read_under(&law, text, "policy.toml").map_err(Failure::refused)?,
            None => policies.clone(),
        };
        let before = Side { on: supposing.on, law: &LAW, policy: policies.on(supposing.on).map_err(Failure::other)? };
        let after = Side { on: against, law: &law, policy: other.on(against).map_err(Failure::other)? };
        let mut comparing = Comparing { members: 0, altered: 0, groups: BTreeMap::new() };
        let members = usize::try_from(self.ledger.count_members()?).unwrap_or(usize::MAX);
        let days = if before.on == after.on { 1 } else { 2 };
        let long = Long::of(members.saturating_mul(days));
        if before.on == after.on {
            let mut step = long.told(watch);
            self.states(before.on, known, &mut |state| {
                comparing.compare(state.id, &before.decide(&state), &after.decide(&state));
                step()
            })?;
        } else {
            self.two_days(known, (before, after), &mut comparing, (&long, watch))?;
        }
        long.whole()?;
        let Comparing { members, altered, mut groups } = comparing;
        for group in groups.values_mut() {
            group.sort_by_key(|one| one.member);
        }
        let answer = WhatIf {
            on: before.on,
            against,
            act: known.act().0,
            policy: supposing.policy.as_ref().map(|_| after.policy.source.clone()),
            pack: pack.map(|pack| tried(&pack, supposing.lang)),
            members,
            altered,
            groups: in_counts(&groups, supposing.lang),
        };
        Ok(Compared { known, groups, answer })
    }

    /// Two days are two looks at everyone: each has a way in and a thread of its own.
    fn two_days(
        &self,
        known: Known,
        (before, after): (Side<'_>, Side<'_>),
        into: &mut Comparing,
        (long, watch): (&Long, &mut Watch<'_>),
    ) -> Result<(), Failure> {
        let beside = self.again()?;
        let mut told = long.told(watch);
        let (first, second) = std::thread::scope(|scope| {
            let first = scope.spawn(move || beside.everyone(known, before, &mut || long.one()));
            let second = self.everyone(known, after, &mut told);
            (first.join().unwrap_or_else(|cause| std::panic::resume_unwind(cause)), second)
        });
        let (first, second) = (first?, second?);
        let mut second = second.into_iter().peekable();
        for (member, before) in first {
            while second.next_if(|(other, _)| *other < member).is_some() {}
            if let Some((_, after)) = second.next_if(|(other, _)| *other == member) {
                into.compare(member, &before, &after);
            }
        }
        Ok(())
    }

    /// Everyone decided, in the order of their numbers.
    fn everyone(
        &self,
        known: Known,
        side: Side<'_>,
        step: &mut dyn FnMut() -> ControlFlow<()>,
    ) -> Result<Vec<(MemberId, Outcome)>, Failure> {
        let mut all = Vec::new();
        self.states(side.on, known, &mut |state| {
            all.push((state.id, side.decide(&state)));
            step()
        })?;
        all.sort_by_key(|(member, _)| *member);
        Ok(all)
    }

    /// A piece of the list behind a count. Whom it names is a look.
    ///
    /// # Errors
    /// When there is no such group, or the ledger cannot be read.
    pub fn what_if_list(&self, compared: &Compared, key: &str, start: usize, len: usize) -> Result<Listed, Failure> {
        self.must(Permission::View)?;
        let (turn, all) = compared.groups.iter().find(|(turn, _)| turn.key() == key).ok_or_else(|| no_group(key))?;
        let told = compared.answer.groups.iter().find(|group| group.key == key);
        self.showing("what_if", Some(turn.about), || {
            let (mut rows, mut shown) = (Vec::new(), Vec::new());
            for one in all.iter().skip(start).take(len) {
                let Some(state) = self.state(one.member, compared.answer.on, compared.known)? else { continue };
                let hit = found(&state);
                shown.push(one.member);
                rows.push(ListedRow {
                    member: hit.member,
                    code: hit.code,
                    name: hit.name,
                    kana: hit.kana,
                    born: hit.born,
                    employer: hit.employer,
                    why: match (one.last_days, told) {
                        (Some((before, after)), _) => format!("{before} → {after}"),
                        (None, Some(told)) => format!("{} → {}", said(&told.before), said(&told.after)),
                        (None, None) => String::new(),
                    },
                    by: one.last_days.map(|(_, after)| after),
                });
            }
            let answer = Listed { name: key.to_owned(), on: compared.answer.on, total: all.len(), start, rows };
            Ok((answer, shown))
        })
    }
}

/// Outcome and reason of a side, as one phrase.
fn said(side: &TurnedSide) -> String {
    if side.reason.is_empty() { side.word.clone() } else { format!("{}（{}）", side.word, side.reason) }
}

struct Comparing {
    members: u64,
    altered: u64,
    groups: BTreeMap<Turn, Vec<Turning>>,
}

impl Comparing {
    fn compare(&mut self, member: MemberId, before: &Outcome, after: &Outcome) {
        self.members += 1;
        let mut altered = false;
        for about in ABOUT {
            let turn = Turn { about, before: of(about, before), after: of(about, after) };
            if turn.before != turn.after {
                altered = true;
                self.groups.entry(turn).or_default().push(Turning { member, last_days: None });
            }
        }
        if let Some((turn, days)) = last_days(before, after) {
            altered = true;
            self.groups.entry(turn).or_default().push(Turning { member, last_days: Some(days) });
        }
        self.altered += u64::from(altered);
    }
}

/// What is compared by outcome and reason, in the order in which it is told.
const ABOUT: [&str; 5] = ["covered", "certificate", "notice", "certificate_return", "old_card_return"];

/// Outcome and reason of one thing.
fn of(about: &'static str, outcome: &Outcome) -> (&'static str, &'static str) {
    let Ok(it) = outcome else { return (CannotDecide::CODE, "") };
    let back = |part: &ReturnDecision| (part.outcome.code(), part.because.map_or("", |because| because.code()));
    match about {
        "covered" => (it.covered.code(), it.covered_because.code()),
        "certificate" => (it.certificate.outcome.code(), it.certificate.because.code()),
        "notice" => (it.notice.outcome.code(), it.notice.because.code()),
        "certificate_return" => back(&it.certificate_return),
        _ => back(&it.old_card_return),
    }
}

/// A paper that is printed on both sides, with another last day.
fn last_days(before: &Outcome, after: &Outcome) -> Option<(Turn, (Day, Day))> {
    let last = |outcome: &Outcome| -> Option<LastDay> { outcome.as_ref().ok()?.certificate.last_day };
    let (before, after) = (last(before)?, last(after)?);
    if before.day == after.day {
        return None;
    }
    let moved = if after.day < before.day { "ends_earlier" } else { "ends_later" };
    let turn =
        Turn { about: "last_day", before: ("ends", before.because.code()), after: (moved, after.because.code()) };
    Some((turn, (before.day, after.day)))
}

/// The groups as they are told: those about one thing together, the largest first.
fn in_counts(groups: &BTreeMap<Turn, Vec<Turning>>, lang: Lang) -> Vec<Turned> {
    let place = |about: &str| ABOUT.iter().position(|one| *one == about).unwrap_or(ABOUT.len());
    let mut told: Vec<Turned> = groups
        .iter()
        .map(|(turn, members)| Turned {
            key: turn.key(),
            about: turn.about,
            about_word: about_word(turn.about, lang).to_owned(),
            before: side(turn.about, turn.before, lang),
            after: side(turn.about, turn.after, lang),
            members: members.len() as u64,
        })
        .collect();
    told.sort_by(|one, other| {
        (place(one.about), other.members, &one.key).cmp(&(place(other.about), one.members, &other.key))
    });
    told
}

fn about_word(about: &str, lang: Lang) -> &'static str {
    let (ja, en) = match about {
        "covered" => ("受診のときに示せるもの", "cover"),
        "certificate" => ("資格確認書", "certificate"),
        "notice" => ("資格情報のお知らせ", "notice"),
        "certificate_return" => ("資格確認書の返納", "return of the certificate"),
        "old_card_return" => ("従来の健康保険証の返納", "return of the old card"),
        _ => ("資格確認書の有効期限", "last day of the certificate"),
    };
    if lang == Lang::Ja { ja } else { en }
}

fn side(about: &'static str, (outcome, because): (&'static str, &'static str), lang: Lang) -> TurnedSide {
    let pick = |ja: &'static str, en: &'static str| if lang == Lang::Ja { ja } else { en };
    let word = match (about, outcome) {
        (_, CannotDecide::CODE) => pick("判定できない", "cannot be decided"),
        ("last_day", "ends_earlier") => pick("早まる", "earlier"),
        ("last_day", "ends_later") => pick("延びる", "later"),
        ("last_day", _) => pick("いまの有効期限", "as it is"),
        ("certificate_return" | "old_card_return", "none") => pick("返納の話なし", "nothing to return"),
        _ => words::outcome(about, outcome, lang),
    };
    TurnedSide { outcome, word: word.to_owned(), because, reason: words::because(about, (outcome, because), lang) }
}

fn tried(pack: &Pack, lang: Lang) -> PackTried {
    let moved = pack.moved().into_iter().map(|moved| DateMoved {
        key: moved.key,
        said: moved.said.in_lang(lang).to_owned(),
        now: moved.now,
        then: moved.then,
    });
    PackTried { title: pack.title.clone(), source: pack.source.clone(), moved: moved.collect() }
}

fn nothing_supposed() -> Failure {
    Failure::wrong(
        "",
        "nothing_supposed",
        ("比べるものが同じです。", "Both sides are the same."),
        (
            "別の日、別の方針、法改正の見込みのどれかを選んでください。",
            "Choose another day, another policy or a rule pack.",
        ),
    )
}

fn no_group(key: &str) -> Failure {
    Failure::wrong(
        key,
        "no_such_group",
        ("この違いに当たる方はいません。", "Nobody is decided otherwise in this way."),
        ("試算をやり直して、件数から開いてください。", "Try again and open the list from its count."),
    )
}
