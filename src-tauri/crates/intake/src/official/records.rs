//! The records of an official file: lines of items, or one endless line that lost its line ends and is cut again by how many
//! items each form has.

use std::borrow::Cow;

use rules::words::{Complaint, Weight};
use zeroize::Zeroize;

use super::layout::{Media, counts, is_form};
use crate::book::text::broken;
use crate::delimited::Broken;
use crate::refusal::{complaint, refusal};

/// One record: its line, counted from 1, and its items.
pub(super) struct Record<'t> {
    pub(super) line: u64,
    pub(super) items: Vec<Cow<'t, str>>,
}

impl Record<'_> {
    /// An item as it stands, without spaces around it; items count from 1.
    pub(super) fn item(&self, item: usize) -> &str {
        item.checked_sub(1).and_then(|at| self.items.get(at)).map_or("", |text| bare(text))
    }

    /// How many items there are up to the last that is filled.
    pub(super) fn filled(&self) -> usize {
        self.items.iter().rposition(|item| !bare(item).is_empty()).map_or(0, |at| at + 1)
    }

    pub(super) fn is(&self, token: &str) -> bool {
        self.item(1).eq_ignore_ascii_case(token)
    }
}

/// Items that were copied may hold My Numbers.
impl Drop for Record<'_> {
    fn drop(&mut self) {
        for item in &mut self.items {
            if let Cow::Owned(text) = item {
                text.zeroize();
            }
        }
    }
}

fn bare(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).unwrap_or(text).trim()
}

/// Cuts a text into records. Nothing is quoted in an official file, but spreadsheets add quotes.
pub(super) fn records(text: &str, delimiter: u8) -> Result<Vec<Record<'_>>, Complaint> {
    let bytes = text.as_bytes();
    let mut records = Vec::new();
    let (mut at, mut line) = (0, 1_u64);
    while at < bytes.len() {
        let begins = line;
        let mut items = Vec::new();
        loop {
            let (item, next) = item(text, at, delimiter).ok_or_else(|| broken(Broken::Quote(begins)))?;
            line += memchr::memchr_iter(b'\n', item.as_bytes()).count() as u64;
            items.push(item);
            at = next;
            if bytes.get(at) == Some(&delimiter) {
                at += 1;
                continue;
            }
            break;
        }
        if bytes.get(at) == Some(&b'\r') {
            at += 1;
        }
        if bytes.get(at) == Some(&b'\n') {
            at += 1;
        }
        line += 1;
        let record = Record { line: begins, items };
        if record.filled() > 0 {
            records.push(record);
        }
    }
    Ok(records)
}

/// The item that begins at `at`, and where it ends.
fn item(text: &str, at: usize, delimiter: u8) -> Option<(Cow<'_, str>, usize)> {
    let rest = &text[at..];
    let ends = |from: usize| {
        let bytes = rest.as_bytes();
        (from..bytes.len()).find(|at| matches!(bytes[*at], b'\r' | b'\n') || bytes[*at] == delimiter)
    };
    if !rest.starts_with('"') {
        let end = ends(0).unwrap_or(rest.len());
        return Some((Cow::Borrowed(&rest[..end]), at + end));
    }
    let mut close = 1;
    let mut doubled = false;
    loop {
        close += memchr::memchr(b'"', &rest.as_bytes()[close..])?;
        if rest.as_bytes().get(close + 1) != Some(&b'"') {
            break;
        }
        doubled = true;
        close += 2;
    }
    let inside = &rest[1..close];
    let end = ends(close + 1).unwrap_or(rest.len());
    Some((if doubled { Cow::Owned(inside.replace("\"\"", "\"")) } else { Cow::Borrowed(inside) }, at + end))
}

pub(super) const KANRI: &str = "[kanri]";
pub(super) const DATA: &str = "[data]";

/// Does a record hold a token that begins a part, anywhere but at its beginning? Then its line ends are lost.
pub(super) fn lost_line_ends(records: &[Record<'_>]) -> bool {
    records.iter().any(|record| record.items.iter().skip(1).any(|item| is_token(item)))
}

pub(super) fn is_token(item: &str) -> bool {
    let item = bare(item);
    item.eq_ignore_ascii_case(KANRI) || item.eq_ignore_ascii_case(DATA)
}

/// Is it a file for a pension office or for a society? The head of the first says 22223, that of the other does not.
pub(super) fn media_of(head: &[impl AsRef<str>]) -> Option<Media> {
    let filled = head.iter().map(|item| bare(item.as_ref()));
    if filled.clone().any(|item| item == "22223") {
        return Some(Media::Shfd);
    }
    // 事業所番号, 通番, 作成年月日
    let mut first = filled.take(3);
    let digits =
        |text: Option<&str>| text.is_some_and(|text| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()));
    (digits(first.next()) && digits(first.next()) && digits(first.next())).then_some(Media::Kpfd)
}

/// Cuts a line without line ends into records: the head up to `[kanri]`, the employers up to `[data]`, then as many items for
/// each record as its form has. Where that can be done in more than one way, it is not done.
pub(super) fn cut<'t>(records: Vec<Record<'t>>) -> Result<Vec<Record<'t>>, Complaint> {
    let mut all: Vec<Cow<'t, str>> = Vec::new();
    for mut record in records {
        all.append(&mut record.items);
    }
    let token = |word: &str| all.iter().position(|item| bare(item).eq_ignore_ascii_case(word));
    let (kanri, data) = (token(KANRI), token(DATA).ok_or_else(not_cut)?);
    let head = kanri.unwrap_or(data);
    let media = media_of(&all[..head]);
    let mut end = all.len();
    while data + 1 < end && all[end - 1].trim().is_empty() && !is_whole(&all, data + 1, end, media) {
        end -= 1;
    }
    let ends = cuts(&all, (data + 1, end), media)?;
    let mut lengths = Vec::new();
    if 0 < head {
        lengths.push(head);
    }
    if let Some(kanri) = kanri.filter(|kanri| *kanri < data) {
        lengths.push(1);
        let inside = data - kanri - 1;
        let said: usize = all.get(kanri + 2).and_then(|count| bare(count).parse().ok()).unwrap_or(1);
        lengths.push(inside.min(2));
        let employers = inside.saturating_sub(2);
        match employers.checked_div(said).filter(|one| *one > 0 && one * said == employers) {
            Some(one) => lengths.extend(std::iter::repeat_n(one, said)),
            None if employers > 0 => lengths.push(employers),
            None => {}
        }
    }
    lengths.push(1);
    let mut from = data + 1;
    for end in ends {
        lengths.push(end - from);
        from = end;
    }
    let mut rest = all.into_iter();
    Ok((1..).zip(lengths).map(|(line, length)| Record { line, items: rest.by_ref().take(length).collect() }).collect())
}

/// May a record end here: at the end, or where the next form begins?
fn begins(all: &[Cow<'_, str>], at: usize, end: usize) -> bool {
    at == end || (at < end && is_form(bare(&all[at])))
}

fn is_whole(all: &[Cow<'_, str>], from: usize, end: usize, media: Option<Media>) -> bool {
    ways(all, (from, end), media).first().is_some_and(|ways| *ways > 0)
}

/// In how many ways the items from each place on can be cut; two stands for many.
fn ways(all: &[Cow<'_, str>], (from, end): (usize, usize), media: Option<Media>) -> Vec<u8> {
    let mut ways = vec![0_u8; end - from + 1];
    ways[end - from] = 1;
    for at in (from..end).rev().filter(|at| is_form(bare(&all[*at]))) {
        let next = counts(bare(&all[at]), media).into_iter().map(|count| at + count);
        let sum: u8 = next.filter(|next| begins(all, *next, end)).map(|next| ways[next - from]).sum();
        ways[at - from] = sum.min(2);
    }
    ways
}

/// Where each record ends.
fn cuts(all: &[Cow<'_, str>], (from, end): (usize, usize), media: Option<Media>) -> Result<Vec<usize>, Complaint> {
    let ways = ways(all, (from, end), media);
    match ways.first() {
        Some(0) => return Err(not_cut()),
        Some(1) => {}
        _ => {
            return Err(refusal(
                "media_cut_unclear",
                (
                    "改行のない1行のファイルで、届の区切り方が一通りに決まりません。",
                    "The file is one line without line ends, and it can be cut into forms in more than one way.",
                ),
                ASK,
            ));
        }
    }
    let mut at = from;
    let mut ends = Vec::new();
    while at < end {
        let next = counts(bare(&all[at]), media).into_iter().map(|count| at + count);
        let Some(next) = next.filter(|next| begins(all, *next, end)).find(|next| ways[next - from] > 0) else { break };
        ends.push(next);
        at = next;
    }
    Ok(ends)
}

const ASK: (&str, &str) = (
    "「改行コードを付加しない」設定を外し、行ごとに改行のあるファイルで出力し直してもらってください。",
    "Ask for the file with a line end after each record.",
);

fn not_cut() -> Complaint {
    complaint(
        "",
        "media_not_cut",
        Weight::Refusal,
        (
            "改行のない1行のファイルで、様式コードと項目数から届を区切れません。",
            "The file is one line without line ends, and the numbers of items do not tell where each form ends.",
        ),
        ASK,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<Vec<String>> {
        let records = records(text, b',').unwrap_or_default();
        records.iter().map(|record| record.items.iter().map(|item| item.to_string()).collect()).collect()
    }

    #[test]
    fn items_are_cut_at_commas_and_quotes_of_a_spreadsheet_are_taken_off() {
        assert_eq!(
            of("a,,b\r\n\"c,d\",\"e\"\"f\"\r\n\r\ng,"),
            [vec!["a", "", "b"], vec!["c,d", "e\"f"], vec!["g", ""]]
        );
        assert!(records("a,\"b", b',').is_err());
    }

    #[test]
    fn a_line_is_counted_even_when_it_is_blank() {
        let lines: Vec<u64> = records("a\n\n,,\nb\n", b',').unwrap_or_default().iter().map(|one| one.line).collect();
        assert_eq!(lines, [1, 4]);
    }
}
