//! Employers' files with every kind of dirt that real ones have, and the truth about everybody in them.
//!
//! A file has one kind of dirt in its values ([`VALUES`]) and comes in one shape ([`SHAPES`]): each kind meets each shape sooner or
//! later. Beside them each employer sends 電子媒体の届, says again what is known, moves people, and ends their cover. People are invented by the generator of training societies; what is done to their rows is done here, without
//! a line of the program's own readers, so that the truth is nobody's opinion but ours.

mod biff;
mod locked;
mod official;
mod shape;
mod truth;
mod value;

use std::collections::BTreeMap;

use desk::demo::{self, DAY, Member, Plan, Society};
use rules::calendar::Day;

pub use locked::PASSWORD;
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

/// What a file says of its people, in the order in which the files come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// Their cover begins.
    Begins,
    /// 電子媒体: their cover begins, in the characters of JIS X 0208 and without what the forms leave out.
    Official,
    /// What is known already, with nothing left out.
    Again,
    /// They have moved.
    Moves,
    /// Their cover ends.
    Ends,
}

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
    /// What it says of them.
    pub says: Says,
}

/// Files of some employers, and whom they speak of.
pub struct Incoming {
    /// Everybody, as they are in the end.
    pub society: Society,
    /// Where those lived before who have moved: 郵便番号 and 住所.
    pub before: BTreeMap<usize, (String, String)>,
    /// The files, employer by employer.
    pub files: Vec<Dirty>,
}

/// Files that each employer sends at least, beside those in which cover begins by a table.
const OTHERS: usize = 4;

/// At least so many files of so many employers, by lot.
pub fn incoming(employers: usize, files: usize, seed: u64) -> Incoming {
    // Enough households for every file, also of the smallest of these employers.
    let each = files.div_ceil(employers).saturating_sub(OTHERS).max(1);
    let members = u32::try_from((employers + 3) * (each + 1) * 50).expect("a number of members").max(6_000);
    let mut society = demo::society(Plan { members, seed });
    let mut before = BTreeMap::new();
    for employer in 0..employers {
        live_on(&mut society, employer, &mut before);
    }
    let mut it = Incoming { society, before, files: Vec::new() };
    for employer in 0..employers {
        let households = households(&it.society, employer);
        let mut next = households.iter();
        for at in 0..each {
            let turn = at * employers + employer + usize::try_from(seed % 1_000).expect("a small number");
            let value = &VALUES[turn % VALUES.len()];
            let fitting: Vec<&shape::Shape> = SHAPES.iter().filter(|shape| shape.book || !value.needs_a_book).collect();
            let shape = fitting[(turn / VALUES.len() + turn) % fitting.len()];
            let people: Vec<usize> = next.by_ref().take(4).flatten().copied().collect();
            if !people.is_empty() {
                it.table(employer, at, &people, value, shape);
            }
        }
        let of = |family: &[usize]| family.iter().map(|at| &it.society.members[*at]).collect::<Vec<_>>();
        let families: Vec<Vec<usize>> =
            next.filter(|family| official::can_hold_family(&of(family))).take(6).cloned().collect();
        it.official(employer, &families);
        let shape = &SHAPES[(employer + each) % SHAPES.len()];
        it.later(employer, shape, "再送", Says::Again, sent_again);
        it.later(employer, shape, "住所変更届", Says::Moves, moving);
        if employer % 2 == 0 {
            it.later(employer, shape, "喪失届", Says::Ends, leaving);
            it.official_later(employer, "電子媒体の扶養削除", official_removal);
        } else {
            it.later(employer, shape, "被扶養者削除", Says::Ends, removal);
            it.official_later(employer, "電子媒体の喪失届", official_leaving);
        }
    }
    it
}

/// What happens to an employer's people after their cover began: some dependants cease to be, some households move.
fn live_on(society: &mut Society, employer: usize, before: &mut BTreeMap<usize, (String, String)>) {
    let ended = DAY.plus_days(-20);
    for (turn, family) in households(society, employer).into_iter().enumerate() {
        let (first, last) = (family[0], family[family.len() - 1]);
        if family.iter().any(|at| society.members[*at].lost.is_some()) {
            continue;
        }
        if turn % 3 == 0 && first != last && society.members[last].acquired < ended {
            society.members[last].lost = Some(ended);
        } else if turn % 3 == 1 {
            let home = &society.employers[(turn + employer) % society.employers.len()];
            // A home of their own: that many move into others' homes would be a torn column.
            let (postcode, address) = (home.postcode.clone(), format!("{}-{}{turn:03}", home.address, employer + 1));
            for at in family {
                let it = &mut society.members[at];
                let old = (
                    std::mem::replace(&mut it.postcode, postcode.clone()),
                    std::mem::replace(&mut it.address, address.clone()),
                );
                before.insert(at, old);
            }
        }
    }
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

/// Cells with their headings.
type Named = Vec<(&'static str, Val)>;

impl Incoming {
    /// A member as he was when his cover began.
    fn then(&self, at: usize) -> Member {
        let mut it = self.society.members[at].clone();
        if let Some((postcode, address)) = self.before.get(&at) {
            it.postcode.clone_from(postcode);
            it.address.clone_from(address);
        }
        it
    }

    /// A member's row in good order, as text, in the order of [`HEADINGS`].
    pub fn clean(&self, at: usize) -> Vec<String> {
        let text = |cell| if let Val::Text(text) = cell { text } else { String::new() };
        clean(&self.then(at)).into_iter().map(text).collect()
    }

    /// Has he moved since?
    fn moved(&self, at: usize) -> bool {
        self.before.contains_key(&at)
    }

    /// Puts a file into its employer's folder.
    fn push(&mut self, employer: usize, file: Dirty) {
        let name = format!("{}/{}", self.society.employers[employer].code, file.name);
        self.files.push(Dirty { name, ..file });
    }

    /// A table in which people's cover begins.
    fn table(
        &mut self,
        employer: usize,
        at: usize,
        people: &[usize],
        value: &'static value::Value,
        shape: &'static shape::Shape,
    ) {
        let mut headings = HEADINGS.map(str::to_owned).to_vec();
        let mut lines: Vec<Line> = Vec::new();
        for (turn, member) in people.iter().enumerate() {
            let then = self.then(*member);
            let mut cells = clean(&then);
            let fate = (value.soil)(&mut cells, &then, turn);
            lines.push(Line { member: *member, cells, fate });
        }
        if let Some(rename) = value.headings {
            rename(&mut headings);
        }
        // Nobody depends on somebody who is not there.
        let waiting: Vec<usize> = lines
            .iter()
            .filter(|line| line.fate == Fate::Waits && self.society.members[line.member].insured())
            .map(|line| self.society.members[line.member].household)
            .collect();
        for line in &mut lines {
            if waiting.contains(&self.society.members[line.member].household) {
                line.fate = Fate::Waits;
            }
        }
        // An employer whose program lacks a character chooses another encoding.
        let shape = if shape.can_hold(&headings, &lines) { shape } else { shape::unicode() };
        let name = format!("{:02}_{}_{}.{}", at + 1, value.name, shape.name, shape.ending);
        let rows = lines.iter().map(|line| (line.member, line.fate)).collect();
        let bytes = (shape.write)("資格取得届", &headings, &lines);
        let (kind, shape) = (value.name, shape.name);
        self.push(employer, Dirty { name, kind, shape, bytes, rows, says: Says::Begins });
    }

    /// 電子媒体の届 in which families' cover begins.
    fn official(&mut self, employer: usize, families: &[Vec<usize>]) {
        let (way, write) = official::WAYS[employer % official::WAYS.len()];
        let of = |family: &Vec<usize>| family.iter().map(|at| self.then(*at)).collect::<Vec<_>>();
        let families_then: Vec<Vec<Member>> = families.iter().map(of).collect();
        let records = official::families(&self.society.employers[employer], &families_then, way != official::SPOILED);
        let rows: Vec<(usize, Fate)> = families.iter().flatten().map(|at| (*at, Fate::In)).collect();
        let bytes = write(&records);
        if !rows.is_empty() {
            let (name, kind) = ("8_KPFD0006.CSV".to_owned(), "電子媒体");
            self.push(employer, Dirty { name, kind, shape: way, bytes, rows, says: Says::Official });
        }
    }

    /// Those of an employer who are in by now.
    fn there(&self, employer: usize) -> Vec<usize> {
        let begun = self.files.iter().filter(|file| matches!(file.says, Says::Begins | Says::Official));
        let rows = begun.flat_map(|file| &file.rows).filter(|(_, fate)| *fate == Fate::In).map(|(at, _)| *at);
        rows.filter(|at| self.society.members[*at].employer == employer).collect()
    }

    /// A table that speaks of those who are in by now, when it has anybody to speak of.
    fn later(
        &mut self,
        employer: usize,
        shape: &'static shape::Shape,
        kind: &'static str,
        says: Says,
        row: fn(&Incoming, usize) -> Option<Named>,
    ) {
        let (mut headings, mut lines) = (Vec::new(), Vec::new());
        for at in self.there(employer) {
            let Some(row) = row(self, at) else { continue };
            headings = row.iter().map(|(heading, _)| (*heading).to_owned()).collect();
            lines.push(Line { member: at, cells: row.into_iter().map(|(_, cell)| cell).collect(), fate: Fate::In });
        }
        if lines.is_empty() {
            return;
        }
        let shape = if shape.can_hold(&headings, &lines) { shape } else { shape::unicode() };
        let name = format!("9{}_{kind}_{}.{}", says as u8, shape.name, shape.ending);
        let rows = lines.iter().map(|line| (line.member, line.fate)).collect();
        let bytes = (shape.write)(kind, &headings, &lines);
        self.push(employer, Dirty { name, kind, shape: shape.name, bytes, rows, says });
    }

    /// 電子媒体の届 that end the cover of some of those who are in by now.
    fn official_later(
        &mut self,
        employer: usize,
        kind: &'static str,
        forms: fn(&Incoming, usize) -> Option<official::Records>,
    ) {
        let (way, write) = official::WAYS[(employer + employer / 4) % official::WAYS.len()];
        let (mut records, mut rows) = (Vec::new(), Vec::new());
        for at in self.there(employer) {
            if !official::can_hold(&self.society.members[at]) {
                continue;
            }
            let Some(form) = forms(self, at) else { continue };
            records.extend(form);
            rows.push((at, Fate::In));
        }
        if rows.is_empty() {
            return;
        }
        let bytes = write(&official::file(&self.society.employers[employer], records));
        let says = Says::Ends;
        let name = format!("9{}_{kind}.CSV", says as u8);
        self.push(employer, Dirty { name, kind, shape: way, bytes, rows, says });
    }

    /// The insured person of a member's household.
    fn insured(&self, at: usize) -> &Member {
        let household = self.society.members[at].household;
        let mut all = self.society.members.iter();
        all.find(|it| it.household == household && it.insured()).expect("a household has one")
    }
}

/// The same people once more, their names in the characters that every encoding has.
fn sent_again(all: &Incoming, at: usize) -> Option<Named> {
    let it = all.then(at);
    let plain: String = it.name().chars().map(value::plain).collect();
    let mut cells = clean(&it);
    cells[3] = Val::text(plain);
    Some(HEADINGS.into_iter().zip(cells).collect())
}

/// Who it is, as a table says.
fn who(it: &Member) -> Named {
    HEADINGS.into_iter().zip(clean(it)).take(6).collect()
}

/// When somebody left. Nobody can be reported before he has.
fn left(it: &Member) -> Option<Day> {
    it.lost.filter(|day| it.insured() && *day <= DAY)
}

fn leaving(all: &Incoming, at: usize) -> Option<Named> {
    let it = &all.society.members[at];
    let lost = left(it)?;
    let mut row = who(it);
    row.push(("資格喪失年月日", Val::text(value::slashed(lost))));
    row.push(("喪失原因", Val::text("退職")));
    Some(row)
}

fn official_leaving(all: &Incoming, at: usize) -> Option<official::Records> {
    let it = &all.society.members[at];
    let lost = left(it)?;
    Some(vec![official::leaving(&all.society.employers[it.employer], it, lost)])
}

/// Which dependant ceases to be one, while the insured person stays.
fn ceased(all: &Incoming, at: usize) -> Option<Day> {
    let it = &all.society.members[at];
    it.lost.filter(|day| !it.insured() && *day <= DAY && all.insured(at).lost.is_none())
}

fn removal(all: &Incoming, at: usize) -> Option<Named> {
    let (it, ended) = (&all.society.members[at], ceased(all, at)?);
    let mut row = who(it);
    row.push(("続柄", Val::text(value::relation(it))));
    row.push(("扶養終了日", Val::text(value::slashed(ended))));
    Some(row)
}

fn official_removal(all: &Incoming, at: usize) -> Option<official::Records> {
    let (it, ended) = (&all.society.members[at], ceased(all, at)?);
    let insured = all.insured(at);
    if !official::can_hold_family(&[insured]) || !official::can_hold_dependant(it) {
        return None;
    }
    Some(official::dependants(&all.society.employers[it.employer], insured, &[it], Some(ended), true))
}

/// Who has moved, and where to.
fn moving(all: &Incoming, at: usize) -> Option<Named> {
    let it = &all.society.members[at];
    all.moved(at).then(|| {
        let mut row = who(it);
        row.push(("郵便番号", Val::text(value::hyphened(&it.postcode))));
        row.push(("住所", Val::text(&it.address)));
        row
    })
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
