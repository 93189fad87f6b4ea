//! Employers' files with every kind of dirt that real ones have, and the truth about everybody in them.
//!
//! A file has one kind of dirt in its values ([`VALUES`]) and comes in one shape ([`SHAPES`]): each kind meets each shape sooner or
//! later. People are invented by the generator of training societies; what is done to their rows is done here, without
//! a line of the program's own readers, so that the truth is nobody's opinion but ours.

mod shape;
mod truth;
mod value;

use desk::demo::{self, Member, Plan, Society};
use rules::calendar::Day;

pub use shape::SHAPES;
pub use truth::{PASSPHRASE, Tally, founded, tally};
pub use value::VALUES;

/// The columns of a row, in the order in which employers like them.
pub const HEADINGS: [&str; 13] = [
    "記号",
    "番号",
    "枝番",
    "氏名",
    "氏名カナ",
    "生年月日",
    "性別",
    "続柄",
    "資格取得年月日",
    "個人番号",
    "郵便番号",
    "住所",
    "資格確認書発行要否",
];

/// The kind of a file that says again what is known.
const AGAIN: &str = "再送";

/// A cell as an employer's program writes it.
#[derive(Clone)]
pub enum Val {
    /// Nothing.
    Blank,
    /// A text.
    Text(String),
    /// A number and its number format.
    Number(f64, &'static str),
    /// A day as a spreadsheet has it, and its number format.
    Date(Day, &'static str),
    /// A formula whose result was never saved.
    Uncomputed,
    /// An error value.
    Fault(&'static str),
}

impl Val {
    fn text(text: impl Into<String>) -> Val {
        let text = text.into();
        if text.is_empty() { Val::Blank } else { Val::Text(text) }
    }
}

/// What must become of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It goes in, and what the ledger has then is the truth.
    In,
    /// It waits for a clerk, or is refused: nothing of it is in the ledger.
    Waits,
}

/// One row of a file.
pub struct Line {
    /// Whose it is: a place in [`Society::members`].
    pub member: usize,
    /// Its cells, in the order of [`HEADINGS`].
    pub cells: Vec<Val>,
    /// What must become of it.
    pub fate: Fate,
}

/// One file.
pub struct Dirty {
    /// Its path below the folder.
    pub name: String,
    /// The kind of dirt.
    pub kind: &'static str,
    /// The shape.
    pub shape: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
    /// Whose rows it has, and what must become of them.
    pub rows: Vec<(usize, Fate)>,
    /// It ends their cover; any other file begins it.
    pub leaving: bool,
}

/// Files of some employers, and whom they speak of.
pub struct Incoming {
    /// Everybody, as they are.
    pub society: Society,
    /// The files, employer by employer.
    pub files: Vec<Dirty>,
}

/// So many files of so many employers, by lot.
pub fn incoming(employers: usize, files: usize, seed: u64) -> Incoming {
    // Enough households for every file, also of the smallest of these employers. The last two say something of the others' people.
    let each = files.div_ceil(employers).saturating_sub(2).max(1);
    let members = u32::try_from((employers + 3) * each * 40).expect("a number of members").max(6_000);
    let society = demo::society(Plan { members, seed });
    let mut made = Vec::new();
    for employer in 0..employers {
        let households = households(&society, employer);
        let mut next = households.iter();
        for at in 0..each {
            let turn = at * employers + employer + usize::try_from(seed % 1_000).expect("a small number");
            let value = &VALUES[turn % VALUES.len()];
            let fitting: Vec<&shape::Shape> = SHAPES.iter().filter(|shape| shape.book || !value.needs_a_book).collect();
            let shape = fitting[(turn / VALUES.len() + turn) % fitting.len()];
            let people: Vec<usize> = next.by_ref().take(4).flatten().copied().collect();
            if !people.is_empty() && made.len() < files {
                made.push(file(&society, employer, at, &people, value, shape));
            }
        }
        let shape = &SHAPES[(employer + each) % SHAPES.len()];
        made.extend(later(&society, employer, &made, shape, AGAIN, sent_again));
        made.extend(later(&society, employer, &made, shape, "喪失届", leaving));
    }
    Incoming { society, files: made }
}

fn households(society: &Society, employer: usize) -> Vec<Vec<usize>> {
    let mut all: Vec<Vec<usize>> = Vec::new();
    let mut last = None;
    for (at, member) in society.members.iter().enumerate().filter(|(_, it)| it.employer == employer) {
        if last != Some(member.household) {
            all.push(Vec::new());
        }
        last = Some(member.household);
        all.last_mut().expect("a household").push(at);
    }
    all
}

fn file(
    society: &Society,
    employer: usize,
    at: usize,
    people: &[usize],
    value: &'static value::Value,
    shape: &'static shape::Shape,
) -> Dirty {
    let mut headings = HEADINGS.map(str::to_owned).to_vec();
    let mut lines: Vec<Line> =
        people.iter().map(|at| Line { member: *at, cells: clean(&society.members[*at]), fate: Fate::In }).collect();
    for (turn, line) in lines.iter_mut().enumerate() {
        line.fate = (value.soil)(&mut line.cells, &society.members[line.member], turn);
    }
    if let Some(rename) = value.headings {
        rename(&mut headings);
    }
    // Nobody depends on somebody who is not there.
    let waiting: Vec<usize> = lines
        .iter()
        .filter(|line| line.fate == Fate::Waits && society.members[line.member].insured())
        .map(|line| society.members[line.member].household)
        .collect();
    for line in &mut lines {
        if waiting.contains(&society.members[line.member].household) {
            line.fate = Fate::Waits;
        }
    }
    // An employer whose program lacks a character chooses another encoding.
    let shape = if shape.can_hold(&headings, &lines) { shape } else { shape::unicode() };
    let code = &society.employers[employer].code;
    Dirty {
        name: format!("{code}/{:02}_{}_{}.{}", at + 1, value.name, shape.name, shape.ending),
        kind: value.name,
        shape: shape.name,
        bytes: (shape.write)(&headings, &lines),
        rows: lines.iter().map(|line| (line.member, line.fate)).collect(),
        leaving: false,
    }
}

/// Cells with their headings.
type Named = Vec<(&'static str, Val)>;

/// A file that speaks of those of an employer who are in by now, when it has anybody to speak of.
fn later(
    society: &Society,
    employer: usize,
    before: &[Dirty],
    shape: &'static shape::Shape,
    kind: &'static str,
    rows: fn(&Member) -> Option<Named>,
) -> Option<Dirty> {
    let there = before.iter().filter(|file| !file.leaving).flat_map(|file| &file.rows);
    let people = there.filter(|(at, fate)| *fate == Fate::In && society.members[*at].employer == employer);
    let (mut headings, mut lines) = (Vec::new(), Vec::new());
    for (at, _) in people {
        let Some(row) = rows(&society.members[*at]) else { continue };
        headings = row.iter().map(|(heading, _)| (*heading).to_owned()).collect();
        lines.push(Line { member: *at, cells: row.into_iter().map(|(_, cell)| cell).collect(), fate: Fate::In });
    }
    if lines.is_empty() {
        return None;
    }
    let shape = if shape.can_hold(&headings, &lines) { shape } else { shape::unicode() };
    Some(Dirty {
        name: format!("{}/9_{kind}_{}.{}", society.employers[employer].code, shape.name, shape.ending),
        kind,
        shape: shape.name,
        bytes: (shape.write)(&headings, &lines),
        rows: lines.iter().map(|line| (line.member, line.fate)).collect(),
        leaving: kind == "喪失届",
    })
}

/// The same people once more, their names in the characters that every encoding has.
fn sent_again(it: &Member) -> Option<Named> {
    let plain: String = it.name().chars().map(value::plain).collect();
    let mut cells = clean(it);
    cells[3] = Val::text(plain);
    Some(HEADINGS.into_iter().zip(cells).collect())
}

/// Who leaves.
fn leaving(it: &Member) -> Option<Named> {
    let lost = it.lost.filter(|_| it.insured())?;
    let mut row: Named = HEADINGS.into_iter().zip(clean(it)).take(6).collect();
    row.push(("資格喪失年月日", Val::text(value::slashed(lost))));
    row.push(("喪失原因", Val::text("退職")));
    Some(row)
}

/// A row in good order.
fn clean(it: &Member) -> Vec<Val> {
    vec![
        Val::text(&it.number.symbol),
        Val::text(&it.number.number),
        Val::text(&it.number.branch),
        Val::text(it.name()),
        Val::text(it.kana()),
        Val::text(value::slashed(it.born)),
        Val::text(value::sex(it.sex, "男", "女")),
        Val::text(value::relation(it)),
        Val::text(value::slashed(it.acquired)),
        Val::text(it.my_number.clone().unwrap_or_default()),
        Val::text(value::hyphened(&it.postcode)),
        Val::text(&it.address),
        Val::text(if it.wants_certificate { "要" } else { "" }),
    ]
}
