//! 今月の違い: what is otherwise in this file than in the earlier ones of the same employer and form, said before anything is
//! written: columns, sheets, how many rows, and whether the rows have been here before.

use std::collections::{HashMap, HashSet};

use intake::{Reading, fold_heading};
use ledger::{ImportRow, ImportShape, Ledger, RowMark, SheetShape};
use rules::words::{Lang, Report, ReportKind, Said};

use super::book::Line;
use crate::Failure;
use crate::wire::{Alike, Drift, EarlierFile};

/// So many earlier files make a usual number of rows: of two nobody knows which is the usual one.
const USUAL_FROM: usize = 3;

/// So many earlier files of a form are looked at, the last ones: two years of months.
const LOOKED_AT: usize = 24;

/// So many rows of a file are marked, the first ones: enough to know a file again, and small beside what they bring.
pub(super) const MARKED: usize = 8_000;

/// Of ten headings of two files so many are the same when both are of one form.
const SAME_FORM_IN_TEN: usize = 6;

/// Of ten headings so many are the same when one file may be half of the other, or an older edition of it.
const SAME_FILE_IN_TEN: usize = 8;

/// From this share of the same rows on, in hundredths, a file is said to be like an earlier one.
const ALIKE_FROM: u64 = 80;

/// A number of rows that is less than this share of the usual one, or more than its inverse, is said, in hundredths.
const UNUSUAL: u64 = 70;

/// An earlier file of the same form.
pub(super) struct Earlier {
    pub(super) import: ImportRow,
    pub(super) sheets: Vec<SheetShape>,
    pub(super) rows: Vec<RowMark>,
}

impl Earlier {
    fn count(&self) -> u64 {
        self.sheets.iter().map(|sheet| sheet.rows).sum()
    }

    /// Has it the same columns, give or take a few?
    pub(super) fn has_the_columns_of(&self, shape: &ImportShape) -> bool {
        let (own, there) = (headings(&self.sheets), headings(&shape.sheets));
        let (common, all) = (own.intersection(&there).count(), own.union(&there).count());
        0 < all && all * SAME_FILE_IN_TEN <= common * 10
    }

    fn file(&self) -> EarlierFile {
        EarlierFile {
            import: self.import.id,
            file: self.import.import.file.clone(),
            on: self.import.at.day_in_japan(),
            operator: self.import.operator.clone(),
            rows: self.count(),
        }
    }
}

/// What a file looks like, for the record and for comparing.
pub(super) fn shape(ledger: &Ledger, reading: &Reading, lines: &[Line]) -> ImportShape {
    let sheets = reading
        .sheets
        .iter()
        .filter(|sheet| sheet.skipped.is_none())
        .map(|sheet| SheetShape {
            name: sheet.name.clone(),
            headings: sheet.headers.iter().map(|text| text.replace('\n', " ")).collect(),
            rows: sheet.rows,
        })
        .collect();
    let mut text = String::new();
    let rows = lines
        .iter()
        .take(MARKED)
        .map(|line| {
            whom(&line.row.report, &mut text);
            let whom = ledger.row_mark(&text);
            says(&line.row.report, &mut text);
            RowMark { whom, says: ledger.row_mark(&text) }
        })
        .collect();
    ImportShape { sheets, rows }
}

/// Of whom a row is, as a text: by number where it has one.
fn whom(report: &Report, text: &mut String) {
    text.clear();
    match (&report.number, &report.staff_number) {
        (Some(number), _) => {
            text.extend([report.symbol.as_deref().unwrap_or_default(), "\u{1f}", number, "\u{1f}"]);
            text.push_str(report.branch.as_deref().unwrap_or_default());
            if report.branch.is_none() {
                text.push_str(report.kana.as_ref().map_or("", |kana| kana.text()));
            }
        }
        (None, staff) => {
            text.push_str(staff.as_deref().unwrap_or_default());
            for part in [report.kana.as_ref().map(|kana| kana.text()), report.name.as_ref().map(|name| name.text())] {
                text.push('\u{1f}');
                text.push_str(part.unwrap_or_default());
            }
            text.push_str(&report.born.map(|day| day.to_string()).unwrap_or_default());
        }
    }
}

/// All that a row says, but for the number that nobody keeps.
fn says(report: &Report, text: &mut String) {
    whom(report, text);
    for part in [
        report.name.as_ref().map(|name| name.text()),
        report.kana.as_ref().map(|kana| kana.text()),
        report.postcode.as_deref(),
        report.address.as_ref().map(|address| address.text()),
        report.reason.as_deref(),
        report.relation.map(rules::words::Relation::code),
        report.sex.map(rules::words::Sex::code),
    ] {
        text.push('\u{1f}');
        text.push_str(part.unwrap_or_default());
    }
    for day in [report.born, report.acquired, report.lost, report.left] {
        text.push('\u{1f}');
        text.push_str(&day.map(|day| day.to_string()).unwrap_or_default());
    }
}

/// The earlier files of an employer (or of nobody) with most of the same headings, the oldest first.
pub(super) fn earlier(ledger: &Ledger, employer: Option<&str>, shape: &ImportShape) -> Result<Vec<Earlier>, Failure> {
    let own = headings(&shape.sheets);
    let mut found = Vec::new();
    // What was taken back is no file to compare with.
    let undone = ledger.imports_undone()?;
    for import in ledger.imports()?.into_iter().rev().filter(|import| !undone.contains_key(&import.id)) {
        if found.len() == LOOKED_AT {
            break;
        }
        let theirs = match (&import.import.employer, import.employers.as_slice()) {
            (Some(one), _) => Some(one.as_str()),
            (None, [one]) => Some(one.as_str()),
            _ => None,
        };
        if theirs != employer {
            continue;
        }
        let sheets = ledger.import_sheets(import.id)?;
        let there = headings(&sheets);
        let (common, all) = (own.intersection(&there).count(), own.union(&there).count());
        if 0 < all && all * SAME_FORM_IN_TEN <= common * 10 {
            let rows = ledger.import_rows(import.id)?;
            found.push(Earlier { import, sheets, rows });
        }
    }
    found.reverse();
    Ok(found)
}

fn headings(sheets: &[SheetShape]) -> HashSet<String> {
    sheets
        .iter()
        .flat_map(|sheet| &sheet.headings)
        .map(|text| fold_heading(text))
        .filter(|text| !text.is_empty())
        .collect()
}

/// How many rows of two files are the same, in hundredths of the longer one.
pub(super) fn same_rows(one: &[RowMark], other: &[RowMark]) -> u64 {
    let longer = one.len().max(other.len()) as u64;
    if longer == 0 {
        return 0;
    }
    let mut left: HashMap<RowMark, u64> = HashMap::new();
    for row in other {
        *left.entry(*row).or_default() += 1;
    }
    let mut same = 0;
    for row in one {
        if let Some(count) = left.get_mut(row).filter(|count| 0 < **count) {
            *count -= 1;
            same += 1;
        }
    }
    same * 100 / longer
}

/// The headings of a sheet that are not in another, each with its letters.
fn not_in(one: &SheetShape, other: &SheetShape) -> Vec<String> {
    let there: HashSet<String> = other.headings.iter().map(|text| fold_heading(text)).collect();
    let there = |text: &String| there.contains(&fold_heading(text));
    one.headings.iter().filter(|text| !text.is_empty() && !there(text)).cloned().collect()
}

/// The headings of both sheets whose order among themselves is another.
fn moved(before: &SheetShape, now: &SheetShape) -> Vec<String> {
    let keys = |sheet: &SheetShape| -> Vec<String> { sheet.headings.iter().map(|text| fold_heading(text)).collect() };
    let (then, here) = (keys(before), keys(now));
    let common: Vec<&String> = then.iter().filter(|key| !key.is_empty() && here.contains(key)).collect();
    let places: Vec<usize> = common.iter().filter_map(|key| here.iter().position(|one| one == *key)).collect();
    let kept = ascending(&places);
    let kept: HashSet<usize> = kept.into_iter().collect();
    places.iter().filter(|place| !kept.contains(place)).map(|place| now.headings[*place].clone()).collect()
}

/// The longest ascending run of some places, others left out.
fn ascending(places: &[usize]) -> Vec<usize> {
    let mut best: Vec<Vec<usize>> = Vec::with_capacity(places.len());
    for (at, place) in places.iter().enumerate() {
        let before = (0..at).filter(|one| places[*one] < *place).map(|one| &best[one]).max_by_key(|run| run.len());
        let mut run = before.cloned().unwrap_or_default();
        run.push(*place);
        best.push(run);
    }
    best.into_iter().max_by_key(Vec::len).unwrap_or_default()
}

fn median(mut counts: Vec<u64>) -> Option<u64> {
    counts.sort_unstable();
    counts.get(counts.len() / 2).copied().filter(|_| USUAL_FROM <= counts.len())
}

/// What is otherwise than in the earlier files; `None` when there are none, and these bytes were never here.
pub(super) fn of(
    ledger: &Ledger,
    reading: &Reading,
    shape: &ImportShape,
    earlier: &[Earlier],
    lang: Lang,
) -> Result<Option<Drift>, Failure> {
    let same = ledger.imports_with_sha(&reading.sha256)?.pop();
    let same_file = same.map(|import| EarlierFile {
        import: import.id,
        file: import.import.file.clone(),
        on: import.at.day_in_japan(),
        operator: import.operator.clone(),
        rows: 0,
    });
    let Some(last) = earlier.last() else {
        return Ok(same_file.map(|same| {
            let said = vec![same_said(&same).in_lang(lang).to_owned()];
            Drift { rows: shape.count(), same_file: Some(same), said, ..Drift::default() }
        }));
    };
    let mut drift = Drift { against: Some(last.file()), rows: shape.count(), files: earlier.len(), ..Drift::default() };
    let mut said: Vec<Said> = Vec::new();
    sheets(&mut drift, last, shape);
    let usual = median(earlier.iter().map(Earlier::count).collect());
    let quote = |words: &[String], and: &str| words.join(and);
    for (words, ja, en) in [
        (&drift.new_sheets, "新しいシート", "new sheets"),
        (&drift.missing_sheets, "なくなったシート", "missing sheets"),
        (&drift.new_columns, "新しい列", "new columns"),
        (&drift.missing_columns, "なくなった列", "missing columns"),
        (&drift.moved_columns, "位置の変わった列", "columns that moved"),
    ] {
        if !words.is_empty() {
            said.push(Said::new(
                format!("{ja}{}つ: {}", words.len(), quote(words, "、")),
                format!("{} {en}: {}", words.len(), quote(words, ", ")),
            ));
        }
    }
    if let Some(usual) = usual {
        drift.usual_rows = Some(usual);
        let rows = drift.rows;
        if rows * 100 < usual * UNUSUAL || usual * 100 < rows * UNUSUAL {
            let (ja, en) = if rows < usual { ("少ない", "fewer") } else { ("多い", "more") };
            let off = rows.abs_diff(usual) * 100 / usual.max(1);
            said.push(Said::new(
                format!("行数{rows}は、いつも（{usual}）より{off}%{ja}"),
                format!("{rows} rows, {off} % {en} than usual ({usual})"),
            ));
        }
    }
    if let Some(same) = &same_file {
        said.push(same_said(same));
    } else {
        let alike = earlier.iter().map(|one| (same_rows(&shape.rows, &one.rows), one)).max_by_key(|(share, _)| *share);
        if let Some((percent, one)) = alike.filter(|(percent, _)| ALIKE_FROM <= *percent) {
            let file = one.file();
            said.push(Said::new(
                format!("{}に取り込んだ「{}」と{percent}%同じ行（個人番号は比べません）", file.on.wareki(), file.file),
                format!(
                    "{percent} % of the rows are those of \"{}\", imported on {} (My Numbers are not compared)",
                    file.file, file.on
                ),
            ));
            drift.alike = Some(Alike { percent, file });
        }
    }
    drift.same_file = same_file;
    drift.said = said.iter().map(|one| one.in_lang(lang).to_owned()).collect();
    Ok(Some(drift))
}

fn same_said(same: &EarlierFile) -> Said {
    Said::new(
        format!("{}に{}が取り込んだ「{}」と同じファイル", same.on.wareki(), same.operator, same.file),
        format!("the same file as \"{}\", imported by {} on {}", same.file, same.operator, same.on),
    )
}

/// Sheets and columns against the last file. A text file's one sheet bears its name, so a lone sheet is compared whatever its name.
fn sheets(drift: &mut Drift, last: &Earlier, shape: &ImportShape) {
    let alone = last.sheets.len() == 1 && shape.sheets.len() == 1;
    let mut met: Vec<(&SheetShape, &SheetShape)> = Vec::new();
    for now in &shape.sheets {
        match last.sheets.iter().find(|before| alone || before.name == now.name) {
            Some(before) => met.push((before, now)),
            None => drift.new_sheets.push(now.name.clone()),
        }
    }
    let gone = |before: &&SheetShape| !alone && !shape.sheets.iter().any(|now| now.name == before.name);
    drift.missing_sheets = last.sheets.iter().filter(gone).map(|sheet| sheet.name.clone()).collect();
    for (before, now) in met {
        drift.new_columns.extend(not_in(now, before));
        drift.missing_columns.extend(not_in(before, now));
        drift.moved_columns.extend(moved(before, now));
    }
}

/// The employer of whom a file's history is: the one whom the clerk named, or whose rows alone it has; nobody of a list of the
/// state.
pub(super) fn owner(chosen: Option<&str>, met: &[String], lines: &[Line]) -> Option<String> {
    if lines.iter().any(|line| line.row.report.kind == ReportKind::Registration) {
        return chosen.map(str::to_owned);
    }
    match (chosen, met) {
        (Some(chosen), _) => Some(chosen.to_owned()),
        (None, [one]) => Some(one.clone()),
        _ => None,
    }
}
