//! The alarm of torn rows: silent for files as they come, loud for files whose columns no longer belong together. How often it is
//! right stands in `torn.txt`; `UPDATE=1` writes it anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use desk::decide::Question;
use desk::demo::{self, DAY, Member, Plan, SendingKind, Society};
use desk::import::{Import, form};
use desk::ledger::{Moment, Passphrase};
use desk::{Desk, Failure, Occasion};
use rules::words::{Lang, Relation, Sex};

fn occasion(at: &str) -> Occasion {
    Occasion { at: Moment::new(at).expect("an instant"), today: DAY, operator: "desk".to_owned() }
}

/// A training society in a folder of its own, and its ledger.
struct Place {
    folder: tempfile::TempDir,
    society: Society,
    desk: Desk,
}

impl Place {
    /// With an empty ledger, or with everybody in it.
    fn new(plan: Plan, filled: bool) -> Place {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let dir = folder.path().join("training");
        let written = demo::write(plan, &dir).expect("a society");
        let society = demo::society(plan);
        let passphrase = Passphrase::from(society.passphrase.clone());
        let at = occasion("2026-04-15T01:00:00Z");
        let ledger = dir.join("ledger.daicho");
        let (mut desk, _) =
            desk::founding::found(&ledger, &written.society, &written.policy, &passphrase, &at).expect("a ledger");
        if filled {
            for file in &written.incoming {
                let import = Import { employer: file.employer.clone(), ..Import::of(file.path.clone(), Lang::Ja) };
                desk.import(&import, &at).unwrap_or_else(|failure| panic!("{:?}: {}", file.path, said(&failure)));
            }
        }
        Place { folder, society, desk }
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).expect("a file");
        path
    }

    /// The codes of the alarm that a table raises; none when it is silent.
    fn alarm(&mut self, table: &[Vec<String>], employer: Option<&str>) -> Vec<&'static str> {
        let path = self.file("table.csv", &csv(table));
        alarm(&mut self.desk, &path, employer)
    }

    /// The people of an employer, families together, from a place on; of all employers where none has so many.
    fn people(&self, luck: &mut Luck, rows: usize) -> (Vec<&Member>, Option<String>) {
        let of = |employer: Option<usize>| -> Vec<&Member> {
            let here = |it: &&Member| it.lost.is_none() && employer.is_none_or(|one| it.employer == one);
            self.society.members.iter().filter(here).collect()
        };
        let large: Vec<usize> = (0..self.society.employers.len()).filter(|at| rows <= of(Some(*at)).len()).collect();
        let employer = (!large.is_empty()).then(|| large[luck.below(large.len())]);
        let all = of(employer);
        let from = luck.below((all.len() + 1).saturating_sub(rows));
        let some = all.into_iter().skip(from).take(rows).collect();
        (some, employer.map(|at| self.society.employers[at].code.clone()))
    }
}

fn said(failure: &Failure) -> String {
    failure.complaints.iter().map(|one| format!("{} {}", one.place, one.sentence.in_lang(Lang::Ja))).collect()
}

fn alarm(desk: &mut Desk, path: &Path, employer: Option<&str>) -> Vec<&'static str> {
    let import =
        Import { employer: employer.map(str::to_owned), dry_run: true, ..Import::of(path.to_owned(), Lang::Ja) };
    match desk.import(&import, &occasion("2026-05-15T01:00:00Z")) {
        Ok(_) => Vec::new(),
        Err(failure) => {
            let codes: Vec<&str> = failure.complaints.iter().map(|one| one.code).collect();
            assert!(
                codes.iter().all(|code| matches!(*code, "rows_torn" | "half_a_file" | "older_file")),
                "{codes:?} {}",
                said(&failure)
            );
            codes
        }
    }
}

/// Lots that fall the same on every machine.
struct Luck(u64);

impl Luck {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % (n as u64).max(1)).expect("a small number")
    }
}

const HEADER: [&str; 11] =
    ["記号", "番号", "枝番", "氏名", "氏名カナ", "生年月日", "性別", "続柄", "資格取得年月日", "郵便番号", "住所"];

fn relation(it: &Member) -> &'static str {
    match (it.relation, it.sex) {
        (Relation::Insured, _) => "本人",
        (Relation::Husband, _) => "夫",
        (Relation::Wife, _) => "妻",
        (Relation::Child, _) => "子",
        (Relation::Parent, Sex::Male) => "父",
        (Relation::Parent, Sex::Female) => "母",
        (Relation::Grandparent, _) => "祖父母",
        (Relation::Grandchild, _) => "孫",
        _ => "その他",
    }
}

fn row(it: &Member) -> Vec<String> {
    let number = &it.number;
    let sex = if it.sex == Sex::Male { "男" } else { "女" };
    [
        &number.symbol,
        &number.number,
        &number.branch,
        &it.name(),
        &it.kana(),
        &it.born.to_string(),
        sex,
        relation(it),
        &it.acquired.to_string(),
        &it.postcode,
        &it.address,
    ]
    .map(ToString::to_string)
    .to_vec()
}

fn table(people: &[&Member]) -> Vec<Vec<String>> {
    people.iter().map(|it| row(it)).collect()
}

fn csv(rows: &[Vec<String>]) -> String {
    let mut text = HEADER.join(",");
    for row in rows {
        text.push('\n');
        text.push_str(&row.join(","));
    }
    text + "\n"
}

/// What happens to rows in life: somebody marries, somebody moves, a digit slips, a sex is wrong.
fn live(rows: &mut [Vec<String>], luck: &mut Luck) {
    for row in rows {
        match luck.below(100) {
            0..3 => {
                let given =
                    |text: &str| text.split_once('\u{3000}').map_or(String::new(), |(_, given)| given.to_owned());
                (row[3], row[4]) =
                    (format!("鈴木\u{3000}{}", given(&row[3])), format!("スズキ\u{3000}{}", given(&row[4])));
            }
            3..8 => {
                (row[9], row[10]) =
                    ("1540001".to_owned(), format!("東京都世田谷区池尻{}-{}", luck.below(4) + 1, luck.below(40) + 1))
            }
            8 => row[5] = row[5].replace("-1", "-0").replace("-00", "-01"),
            9 => row[6] = if row[6] == "男" { "女" } else { "男" }.to_owned(),
            _ => {}
        }
    }
}

/// A way in which files are torn: what it is called, and how; it answers how many rows are no longer themselves.
type Tear = fn(&mut [Vec<String>], &[Vec<String>], &mut Luck) -> usize;

fn changed(rows: &mut [Vec<String>], tear: impl FnOnce(&mut [Vec<String>])) -> usize {
    let before = rows.to_vec();
    tear(rows);
    before.iter().zip(rows.iter()).filter(|(one, other)| one != other).count()
}

fn sorted(rows: &mut [Vec<String>], column: usize) -> usize {
    changed(rows, |rows| {
        let mut values: Vec<String> = rows.iter().map(|row| row[column].clone()).collect();
        values.sort();
        for (row, value) in rows.iter_mut().zip(values) {
            row[column] = value;
        }
    })
}

fn reversed(rows: &mut [Vec<String>], column: usize) -> usize {
    changed(rows, |rows| {
        let values: Vec<String> = rows.iter().rev().map(|row| row[column].clone()).collect();
        for (row, value) in rows.iter_mut().zip(values) {
            row[column] = value;
        }
    })
}

fn shifted(rows: &mut [Vec<String>], columns: std::ops::Range<usize>) -> usize {
    changed(rows, |rows| {
        let last = rows.len() - 1;
        for column in columns {
            let end = rows[last][column].clone();
            for at in (0..last).rev() {
                rows[at + 1][column] = rows[at][column].clone();
            }
            rows[0][column] = end;
        }
    })
}

fn exchanged(rows: &mut [Vec<String>], one: usize, other: usize) -> usize {
    changed(rows, |rows| rows.iter_mut().for_each(|row| row.swap(one, other)))
}

fn block(rows: &mut [Vec<String>], others: &[Vec<String>], from: usize) -> usize {
    changed(rows, |rows| {
        for (row, other) in rows.iter_mut().zip(others) {
            row[from..].clone_from_slice(&other[from..]);
        }
    })
}

const TEARS: &[(&str, Tear)] = &[
    ("番号だけ逆順", |rows, _, _| reversed(rows, 1)),
    ("氏名だけ並べ替え", |rows, _, _| sorted(rows, 3)),
    ("カナだけ並べ替え", |rows, _, _| sorted(rows, 4)),
    ("生年月日だけ並べ替え", |rows, _, _| sorted(rows, 5)),
    ("性別だけ並べ替え", |rows, _, _| sorted(rows, 6)),
    ("郵便番号だけ並べ替え", |rows, _, _| sorted(rows, 9)),
    ("住所だけ並べ替え", |rows, _, _| sorted(rows, 10)),
    ("氏名が1行ずれ", |rows, _, _| shifted(rows, 3..4)),
    ("カナが1行ずれ", |rows, _, _| shifted(rows, 4..5)),
    ("生年月日が1行ずれ", |rows, _, _| shifted(rows, 5..6)),
    ("生年月日から右が1行ずれ", |rows, _, _| shifted(rows, 5..11)),
    ("住所が1行ずれ", |rows, _, _| shifted(rows, 9..11)),
    ("氏名とカナが逆", |rows, _, _| exchanged(rows, 3, 4)),
    ("生年月日と取得日が逆", |rows, _, _| exchanged(rows, 5, 8)),
    ("性別と続柄が逆", |rows, _, _| exchanged(rows, 6, 7)),
    ("氏名と住所が逆", |rows, _, _| exchanged(rows, 3, 10)),
    ("生年月日から右が別のファイル", |rows, others, _| block(rows, others, 5)),
    ("住所が別のファイル", |rows, others, _| block(rows, others, 9)),
];

/// A tear that leaves more than half of the rows as they were is none that anybody could see: a column that was sorted already,
/// or one of two words.
fn is_torn(tear: &str, rows: usize, changed: usize) -> bool {
    if tear.contains("性別だけ") { 2 < changed && rows <= changed * 4 } else { 2 < changed && rows <= changed * 2 }
}

/// How often the alarm rose, of how many files; by tear and by how many rows they have.
type Rates = BTreeMap<(usize, usize), (usize, usize)>;

fn tear_all(place: &mut Place, sizes: &[(usize, usize)], luck: &mut Luck, rates: &mut Rates) {
    for (at, (tear, make)) in TEARS.iter().enumerate() {
        for (rows, files) in sizes {
            // The large ones take long: every fourth tear has one.
            if 1_000 < *rows && at % 4 != 2 {
                continue;
            }
            for _ in 0..*files {
                let (people, employer) = place.people(luck, *rows);
                let mut torn = table(&people);
                let (others, _) = place.people(luck, *rows);
                let others = table(&others);
                live(&mut torn, luck);
                let changed = make(&mut torn, &others, luck);
                if !is_torn(tear, torn.len(), changed) {
                    continue;
                }
                let rose = !place.alarm(&torn, employer.as_deref()).is_empty();
                let rate = rates.entry((at, *rows)).or_default();
                rate.0 += usize::from(rose);
                rate.1 += 1;
            }
        }
    }
}

fn shown(title: &str, sizes: &[(usize, usize)], rates: &Rates) -> String {
    let mut text = format!("{title}\n");
    for (at, (tear, _)) in TEARS.iter().enumerate() {
        write!(text, "  {tear}:").expect("a text");
        for (rows, _) in sizes {
            let (rose, of) = rates.get(&(at, *rows)).copied().unwrap_or_default();
            if 0 < of {
                write!(text, " {rows}行 {rose}/{of}").expect("a text");
            }
        }
        text.push('\n');
    }
    text
}

#[test]
fn the_alarm_is_silent_for_files_as_they_come_and_rises_for_torn_ones() {
    const TORN: &[(usize, usize)] = &[(5, 8), (50, 6), (2_000, 1)];
    const CLEAN: &[(usize, usize)] = &[(1, 350), (5, 350), (50, 150), (2_000, 2)];
    let mut luck = Luck(20_260_415);
    let mut known = Place::new(Plan { members: 4_500, seed: 5 }, true);
    let mut fresh = Place::new(Plan { members: 4_500, seed: 5 }, false);
    let mut text = String::from("# 行ずれの警報が上がったファイルの数／ファイルの数\n");
    let (mut rose, mut files) = (0, 0);
    for (rows, count) in CLEAN {
        for at in 0..*count {
            let place = if at % 3 == 0 { &mut fresh } else { &mut known };
            let (people, employer) = place.people(&mut luck, *rows);
            let mut clean = table(&people);
            live(&mut clean, &mut luck);
            let codes = place.alarm(&clean, employer.as_deref());
            rose += usize::from(!codes.is_empty());
            files += 1;
        }
    }
    // Every file that a training society's employers send, good and bad, into an empty ledger and into a full one.
    for seed in 0..5 {
        let plan = Plan { members: 40 + 12 * u32::try_from(seed).expect("a small number"), seed };
        for filled in [false, true] {
            let mut place = Place::new(plan, filled);
            let sent: Vec<_> = place.society.clone().sendings().collect();
            for sending in sent {
                let path = place.folder.path().join(&sending.name);
                let mut file = std::fs::File::create(&path).expect("a file");
                sending.write(place.folder.path(), &mut file).expect("a file");
                let employer = sending.employer.map(|at| place.society.employers[at].code.clone());
                let codes = alarm(&mut place.desk, &path, employer.as_deref());
                assert!(codes.is_empty(), "seed {seed}, filled {filled}: {} {codes:?}", sending.name);
                assert!(!matches!(sending.kind, SendingKind::Ratio) || employer.is_none());
                files += 1;
            }
        }
    }
    writeln!(text, "正しいファイル（改姓・転居・書き間違いのあるもの、見本の組合のもの）: {rose}/{files}")
        .expect("a text");
    let (mut of_known, mut of_fresh) = (Rates::new(), Rates::new());
    tear_all(&mut known, TORN, &mut luck, &mut of_known);
    tear_all(&mut fresh, TORN, &mut luck, &mut of_fresh);
    text.push_str(&shown("台帳に全員がいるとき", TORN, &of_known));
    text.push_str(&shown("台帳にだれもいないとき（ファイルの中だけで測る）", TORN, &of_fresh));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("desk/torn.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &text).expect("the expectation is written");
    }
    assert_eq!(rose, 0, "no alarm for a good file\n{text}");
    assert!(1_000 <= files, "{files}");
    let (caught, torn) = of_known.values().fold((0, 0), |(rose, of), (one, all)| (rose + one, of + all));
    assert!(torn * 99 <= caught * 100, "{caught} of {torn}\n{text}");
    assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), text, "UPDATE=1 writes it anew");
}

/// The addresses of the people as a decision shows them.
fn homes(place: &Place, people: &[&Member]) -> Vec<Option<String>> {
    let question = Question { on: DAY, known_at: None, member: None, lang: Lang::Ja };
    let home = |it: &&Member| place.desk.show(&it.number.to_string(), &question).expect("a member").address;
    people.iter().map(home).collect()
}

#[test]
fn addresses_that_slipped_in_a_part_of_a_list_stop_it_and_the_ledger_keeps_its_own() {
    let mut luck = Luck(77);
    let mut place = Place::new(Plan { members: 900, seed: 9 }, true);
    let (people, employer) = place.people(&mut luck, 80);
    let people: Vec<Member> = people.into_iter().cloned().collect();
    let people: Vec<&Member> = people.iter().collect();
    let before = homes(&place, &people);
    assert!(before.iter().all(Option::is_some), "everybody has an address");
    let head = place.desk.verify(None, Lang::Ja).expect("a ledger").head;
    // A cell was inserted in the columns of the addresses, and one was taken out fifteen rows further down; names and numbers stand
    // as they stood, and somebody else has moved.
    for from in [0, 20, 60] {
        let mut rows = table(&people);
        rows[50][10] = "東京都世田谷区池尻1-2".to_owned();
        shifted(&mut rows[from..from + 15], 9..11);
        let path = place.file("slipped.csv", &csv(&rows));
        let import = Import { employer: employer.clone(), ..Import::of(path, Lang::Ja) };
        let failure = place.desk.import(&import, &occasion("2026-05-15T01:00:00Z")).expect_err("a torn file");
        assert_eq!(failure.complaints[0].code, "rows_torn", "{}", said(&failure));
        assert!(said(&failure).contains("ほかの方"), "{}", said(&failure));
    }
    assert_eq!(place.desk.verify(None, Lang::Ja).expect("a ledger").head, head, "nothing was recorded");
    assert_eq!(homes(&place, &people), before, "what is printed stands where it stood");
    // Two families who exchange their homes, and ten who move into one house, are no torn file.
    let mut rows = table(&people);
    let [one, other] = [0, people.len() - 1].map(|at| rows[at][9..11].to_vec());
    rows[0][9..11].clone_from_slice(&other);
    rows[people.len() - 1][9..11].clone_from_slice(&one);
    for row in &mut rows[30..40] {
        row[9..11].clone_from_slice(&one);
    }
    assert!(place.alarm(&rows, employer.as_deref()).is_empty(), "an alarm for people who moved");
}

#[test]
fn half_a_file_and_last_months_file_stop_the_import() {
    let mut luck = Luck(7);
    let (mut rose, mut files) = (0, 0);
    let mut silent = 0;
    for seed in 0..6 {
        let mut place = Place::new(Plan { members: 400, seed: 40 + seed }, false);
        let (people, employer) = place.people(&mut luck, 60);
        let first = table(&people);
        let mut second = first.clone();
        for row in second.iter_mut().step_by(3) {
            row[10] = format!("{}　新築{}号", row[10], luck.below(90));
        }
        let months = [("march.csv", &first, "2026-03-15T01:00:00Z"), ("april.csv", &second, "2026-04-15T01:00:00Z")];
        for (month, rows, at) in months {
            let path = place.file(month, &csv(rows));
            let members = if month == "march.csv" { "auto" } else { "members" };
            let import = Import { employer: employer.clone(), form: form(members), ..Import::of(path, Lang::Ja) };
            let imported =
                place.desk.import(&import, &occasion(at)).unwrap_or_else(|failure| panic!("{}", said(&failure)));
            assert!(imported.written, "{month}");
        }
        for _ in 0..6 {
            let keep = 6 + luck.below(40);
            let mut half = second[..keep].to_vec();
            half[0][10].push_str("　号室");
            files += 1;
            rose += usize::from(place.alarm(&half, employer.as_deref()).contains(&"half_a_file"));
        }
        // A file that ends in the middle of a row.
        let whole = csv(&second);
        let path = place.file("cut.csv", &whole[..whole.trim_end().rfind(',').expect("a comma")]);
        files += 1;
        rose += usize::from(alarm(&mut place.desk, &path, employer.as_deref()).contains(&"half_a_file"));
        // Last month's rows, saved once more: a list of members as they are would take everything back.
        let path = place.file("march again.csv", &(csv(&first) + "\n"));
        let again =
            Import { employer: employer.clone(), form: form("members"), dry_run: true, ..Import::of(path, Lang::Ja) };
        let failure = place.desk.import(&again, &occasion("2026-05-15T01:00:00Z")).expect_err("an older file");
        assert_eq!(failure.complaints[0].code, "older_file", "{}", said(&failure));
        let sure = Import { not_torn: true, ..again };
        let shown = place.desk.import(&sure, &occasion("2026-05-15T01:00:00Z")).expect("a clerk is sure");
        assert_eq!(shown.overruled.len(), 1);
        // The same month once more, and new people alone, are no such files.
        silent += usize::from(place.alarm(&second, employer.as_deref()).is_empty());
    }
    assert!(files * 99 <= rose * 100, "{rose} of {files}");
    assert_eq!(silent, 6);
}
