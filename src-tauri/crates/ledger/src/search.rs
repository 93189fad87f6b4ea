//! One box: number, kana, kanji, variants, birth date in any form, employer, code of a member or a paper.
//!
//! Every value that ever stood in a fact is kept folded in an index of terms, compared byte by byte: a prefix is a range,
//! and an infix is a prefix of one of the endings that are kept too. The index is derived and can be made again.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::RangeInclusive;

use rules::calendar::{Day, Sought, sought};
use rules::words::InsuredNumber;
use rules::words::fold::{FOLD_VERSION, kana_key, name_key};

use crate::codes;
use crate::door::{Tx, Val, sql};
use crate::error::Result;
use crate::facts::{Coverage, Employer, HouseholdId, MemberId, Named, Person};
use crate::history;
use crate::parts::Hidden;

/// What a term is. The words stand in the index.
pub(crate) mod kind {
    /// The whole folded name.
    pub const NAME: &str = "name";
    /// An ending of the folded name.
    pub const PART: &str = "part";
    /// The whole folded kana.
    pub const KANA: &str = "kana";
    /// The folded kana of the given name.
    pub const GIVEN: &str = "given";
    /// 番号
    pub const NUMBER: &str = "number";
    /// 記号, 番号 and 枝番.
    pub const WHOLE: &str = "whole";
    /// 生年月日
    pub const BORN: &str = "born";
    /// 生年月日 and the folded kana: who a row of a file means.
    pub const WHO: &str = "who";
    /// 社員番号
    pub const STAFF: &str = "staff";
    /// The code of the employer.
    pub const EMPLOYER: &str = "employer";
    /// The number of the household.
    pub const HOUSEHOLD: &str = "household";
}

/// What a clerk may write before a value; longer ones first.
const LABELS: [&str; 9] =
    ["社員番号", "従業員番号", "被保険者番号", "管理番号", "生年月日", "記号・番号", "記号", "枝番", "番号"];
/// So many digits can be 記号 and 番号 written as one.
const RUN_TOGETHER: RangeInclusive<usize> = 4..=18;
/// Between the parts of a whole number: no text of a form holds it.
const BETWEEN: char = '\u{1f}';
/// The last character there is: the end of the range of a prefix.
const LAST: char = '\u{10FFFF}';
/// Endings of a name that are kept.
const ENDINGS: usize = 8;
/// Endings of an employer's name that are kept.
const EMPLOYER_ENDINGS: usize = 24;
/// A query longer than this, in characters, is nobody's name or number.
const LONGEST: usize = 120;
/// At most so many rows are read for one word among several.
const WIDEST: usize = 20_000;
/// At most so many candidates are looked at one by one.
const CHECKED: usize = 1_000;
/// At most so many employers are meant by one word.
const EMPLOYERS: usize = 20;

/// A term and what it is.
pub(crate) type Term = (&'static str, String);

/// The terms of birth and sex.
pub(crate) fn of_person(person: &Person, mut add: impl FnMut(Term)) {
    if let Some(born) = person.born {
        add((kind::BORN, born.to_string()));
    }
}

/// The terms of a spelling of a name.
pub(crate) fn of_named(named: &Named, mut add: impl FnMut(Term)) {
    let name = name_key(named.name.text());
    if !name.is_empty() {
        for (at, _) in name.char_indices().skip(1).take(ENDINGS) {
            add((kind::PART, name[at..].to_owned()));
        }
        add((kind::NAME, name));
    }
    let kana = kana_key(named.kana.text());
    if !kana.is_empty() {
        add((kind::KANA, kana));
    }
    if let Some((_, given)) = named.kana.text().trim().split_once(char::is_whitespace) {
        let given = kana_key(given);
        if !given.is_empty() {
            add((kind::GIVEN, given));
        }
    }
}

/// The term of a birth date with a folded kana.
pub(crate) fn of_who(born: Day, kana_key: &str) -> Term {
    (kind::WHO, format!("{born}{BETWEEN}{kana_key}"))
}

/// The terms of a coverage.
pub(crate) fn of_coverage(coverage: &Coverage, mut add: impl FnMut(Term)) {
    let InsuredNumber { symbol, number, branch } = coverage.number.key();
    add((kind::WHOLE, format!("{symbol}{BETWEEN}{number}{BETWEEN}{branch}")));
    add((kind::NUMBER, number));
    if let Some(staff) = coverage.staff_number.as_deref().map(InsuredNumber::part_key).filter(|staff| !staff.is_empty())
    {
        add((kind::STAFF, staff));
    }
    if let Some(employer) = &coverage.employer {
        add((kind::EMPLOYER, employer.clone()));
    }
    add((kind::HOUSEHOLD, coverage.household.0.to_string()));
}

/// The terms of an employer: every ending of its name, and its code behind a `=`.
pub(crate) fn of_employer(employer: &Employer, mut add: impl FnMut(String)) {
    let name = name_key(&employer.name);
    for (at, _) in name.char_indices().take(EMPLOYER_ENDINGS) {
        add(name[at..].to_owned());
    }
    add(format!("={}", InsuredNumber::part_key(&employer.code)));
}

fn end_of(prefix: &str) -> String {
    format!("{prefix}{LAST}")
}

/// The members with a term, in the order of their numbers.
pub(crate) fn exact(tx: &Tx, kind: &str, term: &str) -> Result<Vec<MemberId>> {
    let mut members = Vec::new();
    members_of(tx, kind, Terms::Just(term), |member| {
        members.push(member);
        true
    })?;
    members.dedup();
    Ok(members)
}

/// The members that ever had a number.
pub(crate) fn with_number(tx: &Tx, symbol_key: Option<&str>, number_key: &str) -> Result<Vec<MemberId>> {
    let Some(symbol) = symbol_key else { return exact(tx, kind::NUMBER, number_key) };
    let prefix = format!("{symbol}{BETWEEN}{number_key}{BETWEEN}");
    let mut members = Vec::new();
    members_of(tx, kind::WHOLE, Terms::From(&prefix), |member| {
        members.push(member);
        true
    })?;
    members.sort_unstable();
    members.dedup();
    Ok(members)
}

/// The members born on a day that ever had a name of that kana.
pub(crate) fn born_with_kana(tx: &Tx, born: Day, kana_key: &str) -> Result<Vec<MemberId>> {
    let (kind, term) = of_who(born, kana_key);
    exact(tx, kind, &term)
}

/// The members that were ever of a household.
pub(crate) fn of_household(tx: &Tx, household: HouseholdId) -> Result<Vec<MemberId>> {
    exact(tx, kind::HOUSEHOLD, &household.0.to_string())
}

/// Was anybody ever insured through an employer?
pub(crate) fn insured_through(tx: &Tx, code: &str) -> Result<bool> {
    let mut anybody = false;
    members_of(tx, kind::EMPLOYER, Terms::Just(code), |_| {
        anybody = true;
        false
    })?;
    Ok(anybody)
}

/// The member of a tidy management code.
pub(crate) fn by_code(tx: &Tx, code: &str) -> Result<Option<MemberId>> {
    let found = tx.one(sql!("members/by_code.sql"), &[code.into()], |row| Ok((MemberId(row.int(0)?), row.int(1)?)))?;
    let hidden = Hidden::latest(tx)?;
    Ok(found.filter(|(_, act)| !hidden.hides(*act)).map(|(member, _)| member))
}

/// Everyone who was ever recorded with a birth date.
pub(crate) fn born(tx: &Tx, born: Day) -> Result<Vec<MemberId>> {
    let hidden = Hidden::latest(tx)?;
    let all = tx.all(sql!("search/born.sql"), &[born.into()], |row| Ok((MemberId(row.int(0)?), row.int(1)?)))?;
    let mut members: Vec<MemberId> =
        all.into_iter().filter(|(_, act)| !hidden.hides(*act)).map(|(member, _)| member).collect();
    members.dedup();
    Ok(members)
}

#[derive(Debug, Clone, Copy)]
enum Terms<'a> {
    Just(&'a str),
    From(&'a str),
}

/// Gives members to `each` until it has enough; not by what an unpublished part of an import alone says of them.
fn members_of(tx: &Tx, kind: &str, terms: Terms<'_>, mut each: impl FnMut(MemberId) -> bool) -> Result<()> {
    let end;
    let (q, values) = match terms {
        Terms::Just(term) => (sql!("search/exact.sql"), vec![Val::from(kind), term.into()]),
        Terms::From(prefix) => {
            end = end_of(prefix);
            (sql!("search/prefix.sql"), vec![Val::from(kind), prefix.into(), Val::from(&end)])
        }
    };
    let hidden = Hidden::latest(tx)?;
    let mut statement = tx.prepared(q)?;
    let mut cursor = statement.cursor(&values)?;
    while let Some(row) = cursor.next()? {
        if !hidden.hides(row.int(1)?) && !each(MemberId(row.int(0)?)) {
            break;
        }
    }
    Ok(())
}

/// One way in which a word can be meant; a smaller rank is better.
#[derive(Debug)]
struct Reading {
    rank: u8,
    kind: &'static str,
    term: String,
    /// The term may go on.
    open: bool,
}

/// The ways in which a text without spaces can be meant, the best first.
fn readings(text: &str) -> Vec<Reading> {
    let mut readings = Vec::new();
    let mut add = |rank, kind, term: &str, open| {
        if !term.is_empty() {
            readings.push(Reading { rank, kind, term: term.to_owned(), open });
        }
    };
    for (rank, whole, open) in whole_numbers(text) {
        add(rank, kind::WHOLE, &whole, open);
    }
    for meant in sought(text) {
        let (rank, open) = match meant {
            Sought::Day(_) => (0, false),
            Sought::Perhaps(_) => (1, false),
            Sought::Month(..) | Sought::Year(_) => (2, true),
        };
        add(rank, kind::BORN, &meant.beginning(), open);
    }
    let number = InsuredNumber::part_key(text);
    for (rank, whole, open) in run_together(&number) {
        add(rank, kind::WHOLE, &whole, open);
    }
    if number.bytes().any(|byte| byte.is_ascii_digit()) {
        add(0, kind::NUMBER, &number, false);
        add(0, kind::STAFF, &number, false);
        add(1, kind::NUMBER, &number, true);
        add(1, kind::STAFF, &number, true);
    }
    let name = name_key(text);
    let kana = kana_key(text);
    let is_kana = !kana.is_empty() && kana.chars().all(|c| ('ァ'..='ヿ').contains(&c));
    if name.bytes().all(|byte| byte.is_ascii_digit()) {
        readings.sort_by_key(|reading| reading.rank);
        return readings;
    }
    add(0, kind::NAME, &name, false);
    if is_kana {
        add(0, kind::KANA, &kana, false);
    }
    add(1, kind::NAME, &name, true);
    if is_kana {
        add(1, kind::KANA, &kana, true);
        add(2, kind::GIVEN, &kana, true);
    }
    add(2, kind::PART, &name, true);
    readings.sort_by_key(|reading| reading.rank);
    readings
}

/// `記号-番号-枝番` or `記号-番号` in any width and with any dash, as terms. A 記号 may hold a dash itself.
fn whole_numbers(text: &str) -> Vec<(u8, String, bool)> {
    let is_dash = |c: char| matches!(c, '-' | '‐' | '‑' | '–' | '—' | '―' | '−' | '－' | 'ー' | 'ｰ' | '・');
    let parts: Vec<String> = text.split(is_dash).map(InsuredNumber::part_key).collect();
    if parts.len() < 2 || parts.len() > 5 || parts.iter().any(String::is_empty) {
        return Vec::new();
    }
    let mut terms = Vec::new();
    if parts.len() >= 3 {
        let (symbol, rest) = parts.split_at(parts.len() - 2);
        terms.push((0, format!("{}{BETWEEN}{}{BETWEEN}{}", symbol.join("-"), rest[0], rest[1]), false));
    }
    let (symbol, rest) = parts.split_at(parts.len() - 1);
    terms.push((0, format!("{}{BETWEEN}{}{BETWEEN}", symbol.join("-"), rest[0]), true));
    terms.push((1, format!("{}{BETWEEN}{}", symbol.join("-"), rest[0]), true));
    terms
}

/// 記号, 番号 and perhaps a 枝番 of two digits written as one: every place at which the digits can be parted, as terms.
fn run_together(digits: &str) -> Vec<(u8, String, bool)> {
    if !RUN_TOGETHER.contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let key = InsuredNumber::part_key;
    let mut terms = Vec::new();
    for at in 1..digits.len() {
        let (symbol, rest) = digits.split_at(at);
        terms.push((2, format!("{}{BETWEEN}{}{BETWEEN}", key(symbol), key(rest)), true));
        if let Some((number, branch)) =
            rest.split_at_checked(rest.len().saturating_sub(2)).filter(|it| !it.0.is_empty())
        {
            terms.push((2, format!("{}{BETWEEN}{}{BETWEEN}{}", key(symbol), key(number), key(branch)), false));
        }
    }
    terms
}

/// A query without the words that name what follows them: 「記号101 番号1002」 is `101 1002`.
fn without_labels(query: &str) -> Cow<'_, str> {
    if !LABELS.iter().any(|label| query.contains(label)) {
        return Cow::Borrowed(query);
    }
    let bare = LABELS.iter().fold(query.to_owned(), |query, label| query.replace(label, " "));
    bare.replace([':', '：', '(', ')', '（', '）'], " ").into()
}

/// The employers that a word can mean.
fn employers(tx: &Tx, text: &str) -> Result<Vec<String>> {
    let mut codes = Vec::new();
    let code = format!("={}", InsuredNumber::part_key(text));
    let name = name_key(text);
    // A single character would mean half of all employers.
    let name_end = (name.chars().count() > 1).then(|| end_of(&name));
    let code_end = format!("{code}\u{0}");
    let mut ask = |from: &str, to: &str| -> Result<()> {
        let mut statement = tx.prepared(sql!("search/employers.sql"))?;
        let mut cursor = statement.cursor(&[from.into(), to.into()])?;
        while let Some(row) = cursor.next()? {
            let found = row.text(0)?;
            if codes.len() < EMPLOYERS && !codes.contains(&found) {
                codes.push(found);
            }
        }
        Ok(())
    };
    ask(&code, &code_end)?;
    if let Some(end) = &name_end {
        ask(&name, end)?;
    }
    Ok(codes)
}

/// The members that fit a query, best first, at most `limit`.
pub(crate) fn find(tx: &Tx, query: &str, limit: usize) -> Result<Vec<MemberId>> {
    let query = without_labels(query);
    let query = query.trim();
    if query.is_empty() || limit == 0 || query.chars().count() > LONGEST {
        return Ok(Vec::new());
    }
    tx.reading(|| {
        let mut hits = Hits { members: Vec::new(), seen: HashSet::new(), limit };
        if let Some(code) = codes::tidy(query) {
            if let Some(member) = by_code(tx, &code)? {
                hits.add(member);
            }
            if let Some(member) = tx.one(sql!("papers/by_code.sql"), &[Val::from(&code)], |row| row.int(1))? {
                hits.add(MemberId(member));
            }
        }
        let words: Vec<&str> = query.split_whitespace().collect();
        let joined: String = words.concat();
        // Family and given name, kana, a date with spaces in it: one thing.
        one_word(tx, &joined, &mut hits)?;
        if words.len() > 1 {
            if words.iter().all(|word| word.chars().any(char::is_numeric)) {
                one_word(tx, &words.join("-"), &mut hits)?;
            }
            several(tx, &words, &mut hits)?;
        }
        Ok(hits.members)
    })
}

struct Hits {
    members: Vec<MemberId>,
    seen: HashSet<MemberId>,
    limit: usize,
}

impl Hits {
    /// Adds a hit; false when there are enough.
    fn add(&mut self, member: MemberId) -> bool {
        if self.members.len() < self.limit && self.seen.insert(member) {
            self.members.push(member);
        }
        !self.full()
    }

    fn full(&self) -> bool {
        self.members.len() >= self.limit
    }
}

fn one_word(tx: &Tx, text: &str, hits: &mut Hits) -> Result<()> {
    for reading in readings(text) {
        if hits.full() {
            return Ok(());
        }
        members_of(tx, reading.kind, reading.terms(), |member| hits.add(member))?;
    }
    if !hits.full() {
        for code in employers(tx, text)? {
            members_of(tx, kind::EMPLOYER, Terms::Just(&code), |member| hits.add(member))?;
        }
    }
    Ok(())
}

impl Reading {
    fn terms(&self) -> Terms<'_> {
        if self.open { Terms::From(&self.term) } else { Terms::Just(&self.term) }
    }

    fn fits(&self, (kind, term): &Term) -> bool {
        *kind == self.kind && if self.open { term.starts_with(&self.term) } else { *term == self.term }
    }
}

/// One of several words: whom it means, as far as that was read, and how well.
struct Word {
    readings: Vec<Reading>,
    employers: Vec<String>,
    /// In the order of their numbers, each once, with the best rank.
    members: Vec<(MemberId, u8)>,
    /// Not all of its members were read.
    cut: bool,
}

/// Members that every word means. Of a word that means half the society only the first thousands are read; those are
/// enough to fill a page, and the members of a rarer word are asked one by one.
fn several(tx: &Tx, words: &[&str], hits: &mut Hits) -> Result<()> {
    if hits.full() || words.len() > 6 {
        return Ok(());
    }
    let mut met = Vec::with_capacity(words.len());
    for word in words {
        met.push(Word::read(tx, word)?);
    }
    // From the rarest word on: each further word keeps those that it means too.
    met.sort_by_key(|word| (word.cut, word.members.len()));
    let Some((rarest, others)) = met.split_first() else { return Ok(()) };
    let mut fitting: Vec<(u32, MemberId)> = Vec::new();
    let mut checked = 0;
    'members: for (member, rank) in &rarest.members {
        let mut sum = u32::from(*rank);
        let mut terms = None;
        for word in others {
            if let Ok(at) = word.members.binary_search_by_key(member, |(member, _)| *member) {
                sum += u32::from(word.members[at].1);
                continue;
            }
            if !word.cut || rarest.cut || checked >= CHECKED {
                continue 'members;
            }
            if terms.is_none() {
                checked += 1;
                terms = Some(terms_of(tx, *member)?);
            }
            let Some(rank) = word.rank(terms.as_deref().unwrap_or_default()) else { continue 'members };
            sum += u32::from(rank);
        }
        fitting.push((sum, *member));
    }
    fitting.sort_unstable();
    for (_, member) in fitting {
        if !hits.add(member) {
            break;
        }
    }
    Ok(())
}

impl Word {
    fn read(tx: &Tx, text: &str) -> Result<Word> {
        let (readings, employers) = (readings(text), employers(tx, text)?);
        let mut members: Vec<(MemberId, u8)> = Vec::new();
        let mut take = |rank: u8, member| {
            members.push((member, rank));
            members.len() < WIDEST
        };
        for reading in &readings {
            members_of(tx, reading.kind, reading.terms(), |member| take(reading.rank, member))?;
        }
        for code in &employers {
            members_of(tx, kind::EMPLOYER, Terms::Just(code), |member| take(3, member))?;
        }
        let cut = members.len() >= WIDEST;
        members.sort_unstable();
        members.dedup_by_key(|(member, _)| *member);
        Ok(Word { readings, employers, members, cut })
    }

    /// How well the word fits a member's terms.
    fn rank(&self, terms: &[Term]) -> Option<u8> {
        let by_reading = self.readings.iter().filter(|reading| terms.iter().any(|term| reading.fits(term)));
        let employed = terms.iter().any(|(kind, term)| *kind == kind::EMPLOYER && self.employers.contains(term));
        by_reading.map(|reading| reading.rank).min().or(employed.then_some(3))
    }
}

/// Every term of a member, made again from all that was ever recorded.
fn terms_of(tx: &Tx, member: MemberId) -> Result<Vec<Term>> {
    let mut terms = Vec::new();
    each_term(tx, (member.0, member.0), |_, part, term| {
        if part == 0 {
            terms.push(term);
        }
        Ok(())
    })?;
    Ok(terms)
}

/// Gives every term of a range of members, made from all that was ever recorded, with the unpublished part of an import that
/// alone gives it; 0 when it is known.
fn each_term(tx: &Tx, (first, last): (i64, i64), mut add: impl FnMut(i64, i64, Term) -> Result<()>) -> Result<()> {
    let hidden = Hidden::latest(tx)?;
    let values = [Val::I(first), Val::I(last), Val::I(i64::MAX)];
    let mut made = Vec::new();
    tx.rows(sql!("members/person.sql"), &values, |row| {
        if !row.yes(3)? {
            of_person(&history::read_person(row)?, |term| made.push(term));
        }
        let part = hidden.part_of(row.int(2)?);
        made.drain(..).try_for_each(|term| add(row.int(0)?, part, term))
    })?;
    tx.rows(sql!("members/name.sql"), &values, |row| {
        if !row.yes(3)? {
            of_named(&history::read_named(row)?, |term| made.push(term));
        }
        let part = hidden.part_of(row.int(2)?);
        made.drain(..).try_for_each(|term| add(row.int(0)?, part, term))
    })?;
    tx.rows(sql!("search/who.sql"), &values[..2], |row| {
        let kana = kana_key(row.str(2)?);
        let part = match (hidden.part_of(row.int(3)?), hidden.part_of(row.int(4)?)) {
            (0, part) | (part, 0) => part,
            (one, other) if one == other => one,
            // Two imports of which at most one becomes known.
            _ => return Ok(()),
        };
        if kana.is_empty() { Ok(()) } else { add(row.int(0)?, part, of_who(row.day(1)?, &kana)) }
    })?;
    tx.rows(sql!("members/coverage.sql"), &values, |row| {
        if !row.yes(3)? {
            of_coverage(&history::read_coverage(row)?, |term| made.push(term));
        }
        let part = hidden.part_of(row.int(2)?);
        made.drain(..).try_for_each(|term| add(row.int(0)?, part, term))
    })
}

/// Was the index made with the folding of this program?
pub(crate) fn is_current(tx: &Tx) -> Result<bool> {
    let made = tx.one(sql!("search/version.sql"), &[], |row| row.int(0))?;
    Ok(made == Some(i64::from(FOLD_VERSION)))
}

/// Says with which folding the index is made.
pub(crate) fn set_version(tx: &Tx) -> Result<()> {
    tx.exec(sql!("search/clear_version.sql"), &[])?;
    tx.exec(sql!("search/set_version.sql"), &[Val::I(i64::from(FOLD_VERSION))])?;
    Ok(())
}

/// Makes the whole index again from the facts.
pub(crate) fn make_again(tx: &Tx) -> Result<()> {
    tx.exec(sql!("search/clear.sql"), &[])?;
    tx.exec(sql!("search/clear_employers.sql"), &[])?;
    each_term(tx, (i64::MIN, i64::MAX), |member, part, (kind, term)| {
        tx.exec(sql!("search/add.sql"), &[kind.into(), Val::from(&term), Val::I(member), Val::I(part)]).map(|_| ())
    })?;
    tx.rows(sql!("society/employers.sql"), &[Val::I(i64::MAX)], |row| {
        let employer = crate::society::read_employer(row)?;
        let mut done = Ok(());
        of_employer(&employer, |term| {
            if done.is_ok() {
                done = tx
                    .exec(sql!("search/add_employer.sql"), &[Val::from(&term), Val::from(&employer.code)])
                    .map(|_| ());
            }
        });
        done
    })?;
    set_version(tx)
}
