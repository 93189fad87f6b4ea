//! 行ずれの警報: a file whose columns were sorted apart, shifted or exchanged, half a file, and last month's file. In each of them
//! hardly a row is wrong by itself; what falls is how well the columns agree with each other and with the ledger. Then the whole
//! import stops, with the numbers that were measured.
//!
//! Two measures. *With the ledger*: of members whom the rows name by number, how often name, kana, birth date, sex, postcode,
//! address and first day are another's. *Within the file*: what cannot be in any file, whoever is in it (妻 who is a man,
//! a postcode of another prefecture, 和子 read ケンタ). The second is all there is for people of whom the ledger knows nothing.
//!
//! Every limit below is a count and a share: a share alone rises by chance in small files, a count alone in large ones.

mod readings;

use std::collections::{HashMap, HashSet};

use intake::Reading;
use ledger::{HouseholdId, ImportShape};
use rules::calendar::Day;
use rules::words::fold::{kana_key, name_key};
use rules::words::{Complaint, Relation, Report, ReportKind, Said, Sex, Weight};

use super::book::{Book, Draft, Line};
use super::drift::{Earlier, same_rows};
use readings::End;

/// The measures of one kind: from so many rows on, and from this share of the rows that could be compared (in hundredths), they
/// are no slips of a few people any more.
#[derive(Clone, Copy)]
struct Limit {
    rows: usize,
    share: usize,
}

/// Given names and birth dates do not change, and a slip is one row in hundreds.
const PERSON: Limit = Limit { rows: 3, share: 30 };

/// The sex does not change either, but half of a mixed-up column is right by chance.
const SEX: Limit = Limit { rows: 2, share: 20 };

/// People move, together too (a dormitory); it is a tear only when they seem to have moved to each other's homes.
const HOME: Limit = Limit { rows: 3, share: 30 };

/// So many in a hundred of the homes (or first days) that differ belong to others when a column is torn.
const OF_OTHERS: usize = 60;

/// Of a long list a few rows are a small share. But so many families of which each has the home that another of the same list has just
/// left, and hardly anybody who moved elsewhere: part of the column has slipped.
const CROSSED: usize = 3;

/// Readings vary, and the table of them knows half of all names.
const READING: Limit = Limit { rows: 3, share: 40 };

/// What cannot be at all: hardly ever a slip.
const IMPOSSIBLE: Limit = Limit { rows: 3, share: 8 };

/// A column that holds something else than its heading says.
const STRANGE: Limit = Limit { rows: 3, share: 50 };

/// Who joined before birth does not go in anyway; it is a tear only when it is most of the file (two columns exchanged).
const BEFORE_BIRTH: Limit = Limit { rows: 3, share: 60 };

/// A wife who is a man: the two columns are of few words, and a slip is rare.
const SPOUSE: Limit = Limit { rows: 2, share: 20 };

/// The branch of the insured person: conventions differ from society to society, hence much of it must be off.
const BRANCH: Limit = Limit { rows: 3, share: 25 };

/// Given names of the other sex: some names are of both.
const NAMED_SEX: Limit = Limit { rows: 3, share: 25 };

/// Families share a name nearly always.
const FAMILY: Limit = Limit { rows: 3, share: 40 };

/// Half a file has at most so many hundredths of the rows of the one that it is the beginning of...
const HALF: usize = 80;

/// ...and leaves out at least so many, ...
const HALF_LEFT_OUT: usize = 3;

/// ...and so many hundredths of its own rows, and of those up to where it ends, are in both.
const HALF_SAME: usize = 90;

/// A file is an older one when so many hundredths of its rows are those of a file before the last one.
const OLDER: u64 = 90;

impl Limit {
    fn reached(self, off: usize, of: usize) -> bool {
        self.rows <= off && of * self.share <= off * 100
    }
}

/// One thing that was measured.
struct Measure {
    limit: Limit,
    /// What does not agree, as the beginning of a sentence.
    what: (&'static str, &'static str),
    off: Vec<usize>,
    of: usize,
    /// How far the values have moved, or that they belong to others.
    how: Option<Said>,
}

impl Measure {
    fn new(limit: Limit, ja: &'static str, en: &'static str) -> Measure {
        Measure { limit, what: (ja, en), off: Vec::new(), of: 0, how: None }
    }

    fn see(&mut self, at: usize, fits: Option<bool>) {
        if let Some(fits) = fits {
            self.of += 1;
            if !fits {
                self.off.push(at);
            }
        }
    }

    fn rises(&self) -> bool {
        self.limit.reached(self.off.len(), self.of)
    }

    fn complaint(&self, lines: &[Line]) -> Complaint {
        let places: Vec<String> = self.off.iter().take(2).map(|at| lines[*at].row.place()).collect();
        let (ja, en) = self.what;
        let (off, of) = (self.off.len(), self.of);
        let (how_ja, how_en) =
            self.how.as_ref().map_or((String::new(), String::new()), |how| (how.ja.clone(), format!(" {}", how.en)));
        Complaint {
            place: places.first().cloned().unwrap_or_default(),
            code: "rows_torn",
            weight: Weight::Refusal,
            sentence: Said::new(
                format!("{ja}行が、比べた{of}行のうち{off}行あります（例: {}）。{how_ja}", places.join("、")),
                format!("{en} in {off} of {of} rows (for example {}).{how_en}", places.join(", ")),
            ),
            hint: hint(),
        }
    }
}

fn hint() -> Said {
    Said::new(
        "列を別々に並べ替えていないか、1行ずれていないか、元の表を見てください。送り主に確かめ、正しいと分かったときだけ、警報を承知で取り込んでください。",
        "See in the original whether columns were sorted apart or shifted. Only when the sender says that it is right, import it all the same.",
    )
}

/// What speaks against a file as a whole, before anything of it is compared; empty when nothing does.
pub(super) fn torn(book: &Book, lines: &[Line], others: &mut dyn FnMut(&[usize]) -> usize) -> Vec<Complaint> {
    let mut measures = with_ledger(book, lines, others);
    measures.extend(within(lines));
    measures.iter().filter(|one| one.rises()).map(|one| one.complaint(lines)).collect()
}

// With the ledger.

/// The member whom a row names by number: of several under one number whoever agrees best.
fn named<'b>(book: &'b Book, line: &Line) -> Option<&'b Draft> {
    let key = line.number.as_ref()?;
    let report = &line.row.report;
    let own = |draft: &&Draft| match (line.branch(), report.relation) {
        (Some(_), _) => draft.keys.number.branch == key.branch,
        (None, Some(Relation::Insured)) => draft.insured(),
        (None, Some(_)) => !draft.insured(),
        (None, None) => true,
    };
    let agrees = |draft: &&Draft| {
        let kana = line.kana.as_ref().is_some_and(|kana| draft.keys.kana.as_ref() == Some(kana));
        let born = report.born.is_some() && draft.person.born == report.born;
        let name = report.name.as_ref().zip(draft.name.as_ref());
        let name = name.is_some_and(|(said, known)| name_key(said.text()) == name_key(known.name.text()));
        u8::from(kana) + u8::from(born) + u8::from(name)
    };
    let mut there = book.under(key).map(|at| &book.drafts[at]).filter(|draft| draft.id.is_some()).filter(own);
    let first = there.next()?;
    match there.next() {
        // Nearly always it is one, and nothing need be compared.
        None => Some(first),
        Some(second) => [first, second].into_iter().chain(there).max_by_key(agrees),
    }
}

fn parts(text: &str) -> Option<(&str, &str)> {
    text.split_once(['\u{3000}', ' '])
}

/// Is it another given name? Whoever marries keeps it. Without a space between the names, the end of the whole tells.
fn same_given(said: &str, known: &str, key: fn(&str) -> String, end: usize) -> bool {
    if said == known || key(said) == key(known) {
        return true;
    }
    match (parts(said), parts(known)) {
        (Some((_, one)), Some((_, other))) => key(one) == key(other),
        _ => {
            let tail = |text: &str| key(text).chars().rev().take(end).collect::<String>();
            tail(said) == tail(known)
        }
    }
}

/// A row beside the member whom it names.
struct Pair<'b> {
    at: usize,
    member: &'b Draft,
}

/// What a column says, to be looked for among others.
type Value = fn(&Line) -> Option<String>;
type Known = fn(&Draft) -> Option<String>;

fn with_ledger(book: &Book, lines: &[Line], others: &mut dyn FnMut(&[usize]) -> usize) -> Vec<Measure> {
    let registration = |line: &Line| line.row.report.kind == ReportKind::Registration;
    let pairs: Vec<Pair<'_>> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.sure && !line.other_person)
        .filter_map(|(at, line)| Some(Pair { at, member: named(book, line)? }))
        .collect();
    let mut name = Measure::new(
        PERSON,
        "氏名の名が、番号の示す台帳の方と違う",
        "The given name is not that of the number's member",
    );
    let mut kana = Measure::new(
        PERSON,
        "氏名カナの名が、番号の示す台帳の方と違う",
        "The given kana is not that of the number's member",
    );
    let mut born = Measure::new(
        PERSON,
        "生年月日が、番号の示す台帳の方と違う",
        "The birth date is not that of the number's member",
    );
    let mut fours = Measure::new(
        PERSON,
        "個人番号の下4桁が、番号の示す台帳の方と違う",
        "The last four digits are not those of the number's member",
    );
    let mut sex = Measure::new(SEX, "性別が、番号の示す台帳の方と違う", "The sex is not that of the number's member");
    let mut homes =
        Measure::new(HOME, "住所が、番号の示す台帳の方と違う", "The address is not that of the number's member");
    let mut postcodes =
        Measure::new(HOME, "郵便番号が、番号の示す台帳の方と違う", "The postcode is not that of the number's member");
    let mut begins = Measure::new(
        HOME,
        "資格取得日が、番号の示す台帳の方と違う",
        "The first day is not that of the number's member",
    );
    for pair in &pairs {
        let (line, member) = (&lines[pair.at], pair.member);
        let report = &line.row.report;
        let known = member.name.as_ref();
        let same_kana = report.kana.as_ref().zip(known).filter(|(_, known)| !known.kana.text().is_empty());
        kana.see(pair.at, same_kana.map(|(said, known)| same_given(said.text(), known.kana.text(), kana_key, 2)));
        let same_name = report.name.as_ref().zip(known);
        name.see(pair.at, same_name.map(|(said, known)| same_given(said.text(), known.name.text(), name_key, 1)));
        born.see(pair.at, report.born.zip(member.person.born).map(|(said, known)| said == known));
        fours.see(pair.at, report.last_four.zip(member.last_four).map(|(said, known)| said == known));
        sex.see(pair.at, report.sex.zip(member.person.sex).map(|(said, known)| said == known));
        let at_home =
            report.address.as_ref().zip(member.home.as_ref()).filter(|(_, home)| !home.address.text().is_empty());
        homes.see(
            pair.at,
            at_home.map(|(said, home)| {
                let known = home.address.text();
                said.text() == known || name_key(said.text()) == name_key(known)
            }),
        );
        let postcode = member.home.as_ref().map(|home| home.postcode.as_str()).filter(|code| !code.is_empty());
        postcodes.see(pair.at, report.postcode.as_deref().zip(postcode).map(|(said, known)| said == known));
        if !registration(line) {
            begins.see(pair.at, report.acquired.zip(member.coverage.acquired).map(|(said, known)| said == known));
        }
    }
    let mut slipped = Measure::new(
        Limit { rows: CROSSED, share: 0 },
        "住所が、同じ表のほかの方のこれまでの住所になっている",
        "The address is one that somebody else of the same list has just left",
    );
    let texts: [(&mut Measure, Value, Known, bool); 3] = [
        (&mut homes, home, known_home, true),
        (&mut postcodes, |line| line.row.report.postcode.clone(), known_postcode, false),
        (&mut begins, acquired, |draft| draft.coverage.acquired.map(|day| day.to_string()), false),
    ];
    for (measure, value, known, scan) in texts {
        if scan && !measure.rises() {
            slipped.off = crossed(measure, lines, &pairs, (value, known));
            slipped.of = measure.of;
        }
        if measure.rises() {
            let found = belongs_to_others(measure, lines, &pairs, (value, known));
            let found = if found * 100 < measure.off.len() * OF_OTHERS && scan { others(&measure.off) } else { found };
            // Homes that nobody else has: these people moved.
            if found * 100 < measure.off.len() * OF_OTHERS {
                measure.off.clear();
            } else if measure.how.is_none() {
                measure.how = Some(Said::new("その多くは、ほかの方のものです。", "Most of them are other people's."));
            }
        }
    }
    let people: [(&mut Measure, Value, Known); 4] = [
        (&mut kana, |line| line.kana.clone(), |draft| draft.keys.kana.clone()),
        (
            &mut name,
            |line| Some(name_key(line.row.report.name.as_ref()?.text())),
            |draft| Some(name_key(draft.name.as_ref()?.name.text())),
        ),
        (
            &mut born,
            |line| line.row.report.born.map(|day| day.to_string()),
            |draft| draft.person.born.map(|day| day.to_string()),
        ),
        (
            &mut fours,
            |line| line.row.report.last_four.map(|digits| digits.text().to_owned()),
            |draft| draft.last_four.map(|digits| digits.text().to_owned()),
        ),
    ];
    for (measure, value, known) in people {
        if measure.rises() {
            belongs_to_others(measure, lines, &pairs, (value, known));
        }
    }
    vec![kana, name, born, fours, sex, homes, slipped, postcodes, begins]
}

/// The rows whose value is what another family of the list no longer has; none when these are few, or when many others changed too.
fn crossed(measure: &Measure, lines: &[Line], pairs: &[Pair<'_>], (value, known): (Value, Known)) -> Vec<usize> {
    let off: HashSet<usize> = measure.off.iter().copied().collect();
    let changed: Vec<&Pair<'_>> = pairs.iter().filter(|pair| off.contains(&pair.at)).collect();
    let mut left: HashMap<String, HashSet<HouseholdId>> = HashMap::new();
    for pair in &changed {
        if let Some(text) = known(pair.member) {
            left.entry(text).or_default().insert(pair.member.coverage.household);
        }
    }
    let mut values = HashSet::new();
    let mut rows = Vec::new();
    for pair in &changed {
        let own = pair.member.coverage.household;
        let Some(text) = value(&lines[pair.at]) else { continue };
        if left.get(&text).is_some_and(|others| !others.contains(&own)) {
            values.insert(text);
            rows.push(pair.at);
        }
    }
    if values.len() < CROSSED || rows.len() * 100 < changed.len() * OF_OTHERS { Vec::new() } else { rows }
}

fn home(line: &Line) -> Option<String> {
    line.row.report.address.as_ref().map(|address| name_key(address.text()))
}

fn known_home(draft: &Draft) -> Option<String> {
    draft.home.as_ref().map(|home| name_key(home.address.text())).filter(|text| !text.is_empty())
}

fn known_postcode(draft: &Draft) -> Option<String> {
    draft.home.as_ref().map(|home| home.postcode.clone()).filter(|text| !text.is_empty())
}

fn acquired(line: &Line) -> Option<String> {
    line.row.report.acquired.map(|day| day.to_string())
}

/// How many of the values that are not their own member's belong to the member of another row, of another household; and by how
/// many rows most of them have moved, if they moved together.
fn belongs_to_others(
    measure: &mut Measure,
    lines: &[Line],
    pairs: &[Pair<'_>],
    (value, known): (Value, Known),
) -> usize {
    let mut owners: HashMap<String, Vec<usize>> = HashMap::new();
    for (place, pair) in pairs.iter().enumerate() {
        if let Some(text) = known(pair.member) {
            owners.entry(text).or_default().push(place);
        }
    }
    let off: HashSet<usize> = measure.off.iter().copied().collect();
    let mut found = 0;
    let mut moved: HashMap<isize, usize> = HashMap::new();
    for (place, pair) in pairs.iter().enumerate().filter(|(_, pair)| off.contains(&pair.at)) {
        let Some(text) = value(&lines[pair.at]) else { continue };
        let strangers = owners.get(&text).into_iter().flatten();
        let mut strangers = strangers
            .filter(|other| pairs[**other].member.coverage.household != pair.member.coverage.household)
            .peekable();
        found += usize::from(strangers.peek().is_some());
        let mut seen: HashSet<isize> = HashSet::new();
        for other in strangers {
            let by = place.cast_signed() - other.cast_signed();
            if seen.insert(by) {
                *moved.entry(by).or_default() += 1;
            }
        }
    }
    let most = moved.into_iter().max_by_key(|(by, count)| (*count, -by.abs()));
    let count = measure.off.len();
    if let Some((by, _)) = most.filter(|(_, many)| count * OF_OTHERS <= many * 100) {
        let (ja, en) = if by < 0 { ("上", "up") } else { ("下", "down") };
        let by = by.abs();
        measure.how = Some(Said::new(
            format!("この列は{by}行{ja}にずれています。"),
            format!("The column has moved {en} by {by} rows."),
        ));
    } else if count * OF_OTHERS <= found * 100 {
        measure.how = Some(Said::new(
            "値はファイルの別の行の方のものです。この列だけが並べ替えられています。",
            "The values belong to people of other rows: this column was sorted by itself.",
        ));
    }
    found
}

// Within the file.

fn within(lines: &[Line]) -> Vec<Measure> {
    let mut reading = Measure::new(READING, "氏名の漢字とカナの読みが合わない", "Name and kana do not belong together");
    let mut named_sex = Measure::new(NAMED_SEX, "名と性別が合わない", "The given name is of the other sex");
    let mut spouse = Measure::new(SPOUSE, "続柄（夫・妻）と性別が合わない", "A husband or a wife is of the other sex");
    let mut branch = Measure::new(BRANCH, "続柄（本人）と枝番が合わない", "Relation and branch do not belong together");
    let mut ages = Measure::new(
        IMPOSSIBLE,
        "年齢が続柄と合わない（15歳未満の本人など）",
        "The age cannot be that of the relation",
    );
    let mut before = Measure::new(BEFORE_BIRTH, "資格取得日が生年月日より前の", "The first day lies before the birth");
    let mut postcode =
        Measure::new(HOME, "郵便番号と住所の都道府県が合わない", "The postcode lies in another prefecture");
    let mut family =
        Measure::new(FAMILY, "同じ番号の家族の姓カナが違う", "People of one number have different family names");
    let strange = [
        ("kana_not_kana", "カナの列にカナ以外が入っている", "There is something else in the column of kana"),
        ("odd_character", "氏名の列に名前とは思えない文字がある", "There is something else in the column of names"),
        ("odd_postcode", "郵便番号の列に別の値が入っている", "There is something else in the column of postcodes"),
        ("odd_number", "番号の列に別の値が入っている", "There is something else in the column of numbers"),
        ("lost_before_acquired", "喪失日が取得日より前の", "The loss lies before the first day"),
        ("not_a_date", "日付の列に日付でない値が入っている", "There is something else in a column of dates"),
        ("unknown_sex", "性別の列に性別でない値が入っている", "There is something else in the column of sexes"),
    ];
    let mut strange: Vec<(&str, Measure)> =
        strange.into_iter().map(|(code, ja, en)| (code, Measure::new(STRANGE, ja, en))).collect();
    let insured = insured_of(lines);
    for (at, line) in lines.iter().enumerate() {
        let report = &line.row.report;
        reading.see(at, reads(report));
        named_sex.see(at, sex_of_name(report).zip(report.sex).map(|(likely, said)| likely == said));
        spouse.see(at, married(report));
        branch.see(at, branched(line));
        let head = line.number.as_ref().and_then(|key| insured.get(&(key.symbol.as_str(), key.number.as_str())));
        // A row with an impossible day by itself says nothing of how it hangs together with the others.
        let refused = |at: usize| lines[at].row.weight() == Some(Weight::Refusal);
        if !refused(at) {
            let head = head.filter(|head| !refused(**head));
            ages.see(at, aged(report, head.and_then(|head| lines[*head].row.report.born)));
        }
        before.see(at, report.born.zip(report.acquired).map(|(born, acquired)| born <= acquired));
        let home = report.postcode.as_deref().zip(report.address.as_ref());
        postcode.see(at, home.and_then(|(code, address)| readings::postcode_fits(code, address.text())));
        let head_kana = head.filter(|head| **head != at).and_then(|head| family_kana(&lines[*head].row.report));
        family.see(at, head_kana.zip(family_kana(report)).map(|(one, other)| kana_key(one) == kana_key(other)));
        for (code, measure) in &mut strange {
            measure.see(at, Some(!line.row.complaints.iter().any(|complaint| complaint.code == *code)));
        }
    }
    // Codes that nobody has explained yet are asked about; they are no tear by themselves.
    let unknown_relations = lines.iter().filter(|line| has(line, "unknown_relation")).count();
    let mut all = vec![reading, named_sex, spouse, branch, ages, before, postcode, family];
    all.extend(
        strange.into_iter().filter(|(code, _)| *code != "unknown_sex" || 0 < unknown_relations).map(|(_, one)| one),
    );
    all
}

fn has(line: &Line, code: &str) -> bool {
    line.row.complaints.iter().any(|complaint| complaint.code == code)
}

/// The row of the insured person of each number.
fn insured_of(lines: &[Line]) -> HashMap<(&str, &str), usize> {
    let mut found = HashMap::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(key) = &line.number else { continue };
        let relation = line.row.report.relation;
        if relation == Some(Relation::Insured) || (relation.is_none() && matches!(key.branch.as_str(), "0" | "00")) {
            found.entry((key.symbol.as_str(), key.number.as_str())).or_insert(at);
        }
    }
    found
}

/// Do 漢字 and kana of a row end alike, as far as that can be told?
fn reads(report: &Report) -> Option<bool> {
    let (name, kana) = (report.name.as_ref()?.text(), report.kana.as_ref()?.text());
    let ((family, given), (family_kana, given_kana)) = (parts(name)?, parts(kana)?);
    let ends = [readings::family(family, family_kana), readings::given(given, given_kana)];
    if ends.iter().any(|end| matches!(end, End::Off)) {
        return Some(false);
    }
    ends.iter().any(|end| matches!(end, End::Fits)).then_some(true)
}

fn sex_of_name(report: &Report) -> Option<Sex> {
    readings::sex(parts(report.name.as_ref()?.text())?.1)
}

fn family_kana(report: &Report) -> Option<&str> {
    parts(report.kana.as_ref()?.text()).map(|(family, _)| family)
}

fn married(report: &Report) -> Option<bool> {
    match (report.relation?, report.sex?) {
        (Relation::Husband, sex) => Some(sex == Sex::Male),
        (Relation::Wife, sex) => Some(sex == Sex::Female),
        _ => None,
    }
}

/// 本人 has the branch 00, and nobody else.
fn branched(line: &Line) -> Option<bool> {
    let zero = line.branch()?.chars().all(|c| matches!(c, '0' | '０'));
    Some(zero == (line.row.report.relation? == Relation::Insured))
}

/// Nobody is insured before 15, no child is older than 12 years less than a parent, and so on.
fn aged(report: &Report, head: Option<Day>) -> Option<bool> {
    let born = report.born?;
    let years = |from: Day, to: Day| from.days_until(to) / 365;
    match report.relation? {
        Relation::Insured => report.acquired.map(|acquired| 15 <= years(born, acquired)),
        Relation::Child => head.map(|head| 12 <= years(head, born)),
        Relation::Parent => head.map(|head| 12 <= years(born, head)),
        Relation::Grandparent => head.map(|head| 24 <= years(born, head)),
        Relation::Grandchild => head.map(|head| 24 <= years(head, born)),
        Relation::Husband | Relation::Wife => head.map(|head| years(head, born).abs() <= 45),
        _ => None,
    }
}

// Files that are not all there, or not of this month.

/// The file breaks off: in the middle of its last row, or after the first rows of one that came before.
pub(super) fn half(reading: &Reading, shape: &ImportShape, earlier: &[Earlier]) -> Option<Complaint> {
    if let Some(sheet) = reading.sheets.iter().find(|sheet| sheet.cut_off) {
        return Some(Complaint {
            place: sheet.name.clone(),
            code: "half_a_file",
            weight: Weight::Refusal,
            sentence: Said::new(
                format!("{}行目を最後に、ファイルが行の途中で切れています。", sheet.rows),
                format!("The file breaks off in the middle of a row, after {} rows.", sheet.rows),
            ),
            hint: again(),
        });
    }
    let last = earlier.iter().rev().find(|one| one.has_the_columns_of(shape) && !one.rows.is_empty())?;
    let whole = last.rows.len();
    let places: HashMap<u32, usize> = last.rows.iter().enumerate().rev().map(|(at, row)| (row.whom, at)).collect();
    let met: Vec<usize> = shape.rows.iter().filter_map(|row| places.get(&row.whom).copied()).collect();
    let ends = met.iter().max()? + 1;
    let in_order = met.windows(2).filter(|pair| pair[0] < pair[1]).count() + 1;
    let enough = |some: usize, of: usize| of * HALF_SAME <= some * 100;
    // Rows that did not go in then are left out for good reason.
    let import = &last.import.import;
    let held = usize::try_from(import.rejected + import.doubtful).unwrap_or(usize::MAX);
    let half = ends * 100 <= whole * HALF
        && shape.rows.len() * 100 <= whole * HALF
        && HALF_LEFT_OUT.saturating_add(held) <= whole.saturating_sub(ends)
        && 2 < met.len()
        && enough(met.len(), shape.rows.len())
        && enough(met.len(), ends)
        && enough(in_order, met.len());
    half.then(|| Complaint {
        place: String::new(),
        code: "half_a_file",
        weight: Weight::Refusal,
        sentence: Said::new(
            format!(
                "{}に取り込んだ「{}」（{whole}行）の、初めから{ends}行目までしかありません。",
                last.import.at.day_in_japan().wareki(),
                last.import.import.file
            ),
            format!(
                "It has only the first {ends} of the {whole} rows of \"{}\", imported on {}.",
                last.import.import.file,
                last.import.at.day_in_japan()
            ),
        ),
        hint: again(),
    })
}

fn again() -> Said {
    Said::new(
        "送る途中や保存の途中で切れていないか確かめ、全部の行があるファイルを送ってもらってください。残りの行がないのが正しいときだけ、警報を承知で取り込んでください。",
        "Ask for the whole file. Only when there really are no more rows, import it all the same.",
    )
}

/// Last month's file: most of its rows are those of a file that was followed by another, and it would change something back.
pub(super) fn older(shape: &ImportShape, earlier: &[Earlier], changes: u64) -> Option<Complaint> {
    let same: Vec<(u64, &Earlier)> = earlier
        .iter()
        .filter(|one| one.has_the_columns_of(shape) && !one.rows.is_empty())
        .map(|one| (same_rows(&shape.rows, &one.rows), one))
        .collect();
    let (newest, before) = same.split_last()?;
    let (share, old) = before.iter().max_by_key(|(share, _)| *share)?;
    (0 < changes && OLDER <= *share && newest.0 < *share).then(|| Complaint {
        place: String::new(),
        code: "older_file",
        weight: Weight::Refusal,
        sentence: Said::new(
            format!(
                "{}に取り込んだ「{}」と{share}%同じ行です。そのあとの「{}」とは{}%しか同じでなく、取り込むと{changes}行が前の内容に戻ります。",
                old.import.at.day_in_japan().wareki(),
                old.import.import.file,
                newest.1.import.import.file,
                newest.0
            ),
            format!(
                "{share} % of its rows are those of \"{}\", imported on {}; of \"{}\", which came after it, only {} %. It would take {changes} rows back.",
                old.import.import.file,
                old.import.at.day_in_japan(),
                newest.1.import.import.file,
                newest.0
            ),
        ),
        hint: Said::new(
            "古いファイルを選んでいないか、送り主が前の月のものを送っていないか確かめてください。正しいときだけ、警報を承知で取り込んでください。",
            "See whether an old file was chosen or sent. Only when it is right, import it all the same.",
        ),
    })
}

/// The homes of the rows that are off, to be looked for in the whole ledger: each with the household that it is said to be of.
pub(super) fn homes_of<'l>(book: &'l Book, lines: &'l [Line], off: &[usize]) -> HashMap<String, HashSet<HouseholdId>> {
    let mut homes: HashMap<String, HashSet<HouseholdId>> = HashMap::new();
    for at in off {
        if let (Some(home), Some(member)) = (home(&lines[*at]), named(book, &lines[*at])) {
            homes.entry(home).or_default().insert(member.coverage.household);
        }
    }
    homes
}

/// How many rows say a home that one of these is.
pub(super) fn at_homes(lines: &[Line], off: &[usize], found: &HashSet<String>) -> usize {
    off.iter().filter(|at| home(&lines[**at]).is_some_and(|home| found.contains(&home))).count()
}
