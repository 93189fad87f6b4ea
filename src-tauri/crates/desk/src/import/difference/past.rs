//! Rows about a spell of cover that is over, whose member has come back since, and rows that would take a correction back.

use ledger::{Coverage, Recorded};
use rules::calendar::Day;
use rules::words::{Complaint, InsuredNumber, Relation};

use super::super::book::{Book, Fate, Line};
use super::join::Spell;
use super::who::{Likeness, likeness};
use super::{Verdict, doubt};
use crate::wire::CellChange;

/// The days of a spell of cover as a row tells them; a leaving may not know when it began.
#[derive(Clone, Copy)]
pub(super) struct Days {
    pub(super) begins: Option<Day>,
    pub(super) lost: Option<Day>,
}

impl Days {
    pub(super) fn of(line: &Line) -> Days {
        Days { begins: line.row.report.acquired, lost: line.row.report.lost }
    }

    /// Was this spell over when the one in force began?
    pub(super) fn before(self, present: &Coverage) -> bool {
        let Some(acquired) = present.acquired else { return false };
        let over = self.lost.is_some_and(|lost| lost <= acquired);
        over && self.begins != Some(acquired)
    }
}

/// What the ledger's past says of a row; nothing when the row is about the spell in force, or about one of which the
/// ledger has never heard.
pub(super) fn past(book: &mut Book, line: &Line, at: usize, days: Days) -> Option<Verdict> {
    let present = book.drafts[at].coverage.acquired;
    if days.begins.is_some() && days.begins == present {
        return None;
    }
    let of_row = |number: &InsuredNumber| {
        let key = number.key();
        line.number.as_ref().is_none_or(|said| (&said.symbol, &said.number) == (&key.symbol, &key.number))
    };
    let heard = |spell: &Coverage, stands: bool| match (days.begins, days.lost) {
        (Some(begins), _) => spell.acquired == Some(begins),
        (None, Some(lost)) => {
            spell.lost == Some(lost) || (stands && spell.acquired.is_some_and(|acquired| acquired < lost))
        }
        (None, None) => false,
    };
    let spell = book
        .over(at)
        .filter(|(_, spell)| of_row(&spell.number) && heard(spell, true))
        .max_by_key(|(_, spell)| (spell.lost == days.lost, spell.acquired))
        .map(|(began, spell)| (began, spell.clone()));
    let Some((began, spell)) = spell else {
        let mut corrected = book.past(at).iter().filter(|one| !one.stands && one.value.acquired != present);
        corrected.find(|one| of_row(&one.value.number) && heard(&one.value, false))?;
        // Of a leaving, only the day of loss goes in.
        days.begins.filter(|_| days.lost.is_none())?;
        line.lay_beside(at, &book.drafts[at].coverage);
        return taken_back(line, present).map(Err);
    };
    if days.lost.is_none() || days.lost == spell.lost {
        return Some(Ok((Fate::Unchanged, at, Vec::new())));
    }
    if line.sure {
        if let Some(complaint) = taken_meanwhile(book, line, at, &spell, days.lost) {
            return Some(Err(complaint));
        }
        let text = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let cell = |field, before, after| CellChange { field, before: text(before), after: text(after) };
        let mut cells = vec![cell("past_lost", spell.lost, days.lost)];
        for (member, from, coverage) in book.past_family(at, &spell) {
            let lost = until_next(book, member, days.lost);
            cells.push(cell("dependant_lost", coverage.lost, lost));
            book.ended(member, from, Coverage { lost, ..coverage });
        }
        // Those who have not come back: theirs is still this spell.
        let led = spell.relation == Relation::Insured;
        for member in book.household(spell.household).into_iter().filter(|member| led && *member != at) {
            let draft = &mut book.drafts[member];
            if draft.coverage.lost == spell.lost {
                cells.push(cell("dependant_lost", draft.coverage.lost, days.lost));
                draft.coverage.lost = days.lost;
                draft.touched.coverage = Some(draft.coverage_from);
            }
        }
        let fits = spell.left.filter(|left| Some(left.after()) == days.lost);
        book.ended(at, began, Coverage { lost: days.lost, left: line.row.report.left_work().or(fits), ..spell });
        return Some(Ok((Fate::Changed, at, cells)));
    }
    let (ja, en) = (in_days(&spell, Day::wareki), in_days(&spell, |day| day.to_string()));
    line.lay_beside(at, &spell);
    Some(Err(doubt(
        line,
        "past_differs",
        format!("以前の加入期間（{ja}）と喪失日が違います。この方はその後、再び加入しています。"),
        format!("The loss differs from that of an earlier spell ({en}); the member has come back since."),
        SURE,
    )))
}

/// A loss, or the day on which the member was covered again elsewhere, whichever comes first.
pub(super) fn until_next(book: &Book, at: usize, lost: Option<Day>) -> Option<Day> {
    [lost, book.drafts[at].coverage.acquired].into_iter().flatten().min()
}

/// A row that joins under a number which somebody had on those days and has no more: it is about that very spell, or two
/// people would have one number at once.
pub(super) fn former(book: &mut Book, line: &Line, number: &InsuredNumber, from: Day) -> Option<Verdict> {
    let (key, until) = (number.key(), line.row.report.lost);
    let meets = |at: usize, spell: &Coverage| {
        let ends = spell.lost.or(book.drafts[at].coverage.acquired);
        spell.number.key().branch == key.branch
            && until.is_none_or(|until| spell.acquired.is_none_or(|began| began < until))
            && ends.is_none_or(|ends| from < ends)
    };
    let met: Vec<(usize, Option<Day>)> =
        book.had(&key).filter(|(at, spell)| meets(*at, spell)).map(|(at, spell)| (at, spell.acquired)).collect();
    let other = |at: usize| likeness(line, &book.drafts[at]) == Likeness::Other;
    if let Some((at, _)) = met.iter().find(|(at, began)| *began == Some(from) && !other(*at)) {
        let verdict = past(book, line, *at, Days::of(line));
        return Some(verdict.unwrap_or(Ok((Fate::Unchanged, *at, Vec::new()))));
    }
    let (at, _) = met.iter().find(|(at, _)| likeness(line, &book.drafts[*at]) != Likeness::Same)?;
    let now = book.drafts[*at].coverage.number.to_string();
    line.lay_beside(*at, &book.drafts[*at].coverage);
    Some(Err(doubt(
        line,
        "number_taken",
        format!("この番号は、その頃は別の方（現在の番号 {now}）のものでした。"),
        format!("Somebody else (now {now}) had this number then."),
        ("番号と日付を確かめてください。", "Check the number and the days."),
    )))
}

/// Somebody else has had the number since: two holders at once never are.
fn taken_meanwhile(book: &Book, line: &Line, at: usize, spell: &Coverage, lost: Option<Day>) -> Option<Box<Complaint>> {
    let key = spell.number.key();
    let other = book.under(&key).find(|other| {
        let theirs = &book.drafts[*other].coverage;
        *other != at
            && book.drafts[*other].keys.number.branch == key.branch
            && spell.acquired < theirs.acquired
            && lost.zip(theirs.acquired).is_some_and(|(lost, acquired)| acquired < lost)
    })?;
    line.lay_beside(other, &book.drafts[other].coverage);
    let since = book.drafts[other].coverage.acquired.map(Day::wareki).unwrap_or_default();
    Some(doubt(
        line,
        "number_taken",
        format!("この番号は{since}から別の方が使っています。"),
        "Somebody else has had this number since.",
        ("喪失日を確かめてください。", "Check the day of loss."),
    ))
}

/// The hint of a doubt that whoever has made sure of the row lifts.
const SURE: (&str, &str) =
    ("この行が正しいかを、届書で確かめてください。", "Check on the form whether this row is right.");

/// A day of acquisition that the ledger once had and corrected since: an older file, most likely.
fn taken_back(line: &Line, present: Option<Day>) -> Option<Box<Complaint>> {
    let present = present.filter(|_| !line.sure)?;
    Some(doubt(
        line,
        "correction_taken_back",
        format!("この取得日は、その後{}に訂正されています。古いファイルかもしれません。", present.wareki()),
        format!("This day of acquisition was corrected to {present} since; the file may be an old one."),
        SURE,
    ))
}

/// A day of loss that the ledger once had and corrected since: an older file, most likely.
pub(super) fn loss_taken_back(book: &Book, line: &Line, at: usize, lost: Day) -> Result<(), Box<Complaint>> {
    let present = &book.drafts[at].coverage;
    let Some(known) = present.lost.filter(|known| *known != lost && !line.sure) else { return Ok(()) };
    let once = |one: &Recorded<Coverage>| {
        !one.stands && one.value.acquired == present.acquired && one.value.lost == Some(lost)
    };
    if !book.past(at).iter().any(once) {
        return Ok(());
    }
    Err(doubt(
        line,
        "correction_taken_back",
        format!("この喪失日は、その後{}に訂正されています。古いファイルかもしれません。", known.wareki()),
        format!("This day of loss was corrected to {known} since; the file may be an old one."),
        SURE,
    ))
}

/// A row must not move the beginning of a cover to a day after the ledger had already heard of it: that is another spell,
/// whose leaving is missing.
pub(super) fn same_spell(line: &Line, present: &Coverage) -> Result<(), Box<Complaint>> {
    let (Some(said), Some(acquired), Some(received)) = (line.row.report.acquired, present.acquired, present.received)
    else {
        return Ok(());
    };
    if line.sure || said <= acquired || said <= received {
        return Ok(());
    }
    Err(doubt(
        line,
        "still_insured",
        format!("{}から加入が続いている方です。一度喪失した方であれば、喪失が届いていません。", acquired.wareki()),
        format!("This member has been insured since {acquired}; if they left in between, the loss is missing."),
        (
            "一度喪失したのか、取得日の訂正かを、届書で確かめてください。喪失は先に届け出ます。",
            "Check on the form whether they left in between or the acquisition is corrected. A loss comes first.",
        ),
    ))
}

/// A spell of which the ledger has not heard and that was over before the present one began.
pub(super) fn older(book: &mut Book, line: &Line, at: usize, spell: Spell, from: Day) -> Verdict {
    let coverage = spell.coverage(line, from, book.today);
    let over = coverage.lost.unwrap_or(from);
    let meets = |began: Day, other: &Coverage| {
        other.acquired.unwrap_or(began) < over && other.lost.is_none_or(|lost| from < lost)
    };
    if let Some((_, other)) = book.over(at).find(|(began, other)| meets(*began, other)) {
        let (ja, en) = (in_days(other, Day::wareki), in_days(other, |day| day.to_string()));
        line.lay_beside(at, other);
        return Err(doubt(
            line,
            "spells_overlap",
            format!("別の加入期間（{ja}）と重なっています。"),
            format!("This overlaps another spell ({en})."),
            ("どちらの日付が正しいか、届書で確かめてください。", "Check the forms."),
        ));
    }
    let cells = vec![
        CellChange { field: "past_acquired", before: String::new(), after: from.to_string() },
        CellChange { field: "past_lost", before: String::new(), after: over.to_string() },
    ];
    book.ended(at, from, coverage);
    Ok((Fate::Changed, at, cells))
}

fn in_days(spell: &Coverage, shown: impl Fn(Day) -> String) -> String {
    let text = |day: Option<Day>| day.map(&shown).unwrap_or_default();
    format!("{}〜{}", text(spell.acquired), text(spell.lost))
}
