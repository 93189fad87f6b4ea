//! 資格喪失, and a dependant's removal. Dependants lose cover with the insured person.

use super::super::book::{Book, Fate, Line};
use super::describe::{day_text, set};
use super::join::{add_dependant, enrol};
use super::past::{Days, past};
use super::who::{Likeness, by_person, leaver, likeness, must_be, of_dependant, unknown_member};
use super::{Verdict, doubt, note, refusal};

fn join(book: &mut Book, line: &mut Line) -> Verdict {
    if of_dependant(line) { add_dependant(book, line) } else { enrol(book, line) }
}

/// A row that ends somebody's cover. A row that also tells when it began, of somebody whom the ledger does not have,
/// joins and leaves at once.
pub(super) fn leave(book: &mut Book, line: &mut Line) -> Verdict {
    let days = Days::of(line);
    // Whoever has the number now may be somebody else by name and birth: then the row is about a holder of the past.
    let named = leaver(book, line).filter(|at| likeness(line, &book.drafts[*at]) != Likeness::Other);
    let gone = || by_person(book, line, |draft| days.before(&draft.coverage));
    let Some(at) = named.or_else(|| if gone().is_none() { leaver(book, line) } else { None }) else {
        // Whoever has come back under another number since has left the old one behind.
        if let Some(at) = by_person(book, line, |draft| days.before(&draft.coverage))
            && let Some(verdict) = past(book, line, at, days)
        {
            return verdict;
        }
        if days.begins.is_none() || line.row.report.born.is_none() {
            return Err(unknown_member(line));
        }
        return join(book, line);
    };
    if days.before(&book.drafts[at].coverage) {
        if let Some(verdict) = past(book, line, at, days) {
            return verdict;
        }
        if days.begins.is_some() {
            return join(book, line);
        }
    }
    let coverage = &book.drafts[at].coverage;
    let again = days.begins.zip(coverage.lost).is_some_and(|(begins, lost)| lost <= begins);
    if again && days.begins != coverage.acquired {
        return join(book, line);
    }
    must_be(book, line, at)?;
    if let (Some(named), Some(theirs)) = (book.named_employer(line), &book.drafts[at].coverage.employer)
        && named.code != *theirs
    {
        return Err(doubt(
            line,
            "other_employer",
            format!("この方は別の事業所（{theirs}）の方です。"),
            format!("This member belongs to another employer ({theirs})."),
            ("事業所と番号を確かめてください。", "Check the employer and the number."),
        ));
    }
    let Some(lost) = days.lost else {
        return Err(refusal(
            line,
            "lost_missing",
            "資格喪失日がありません。",
            "There is no day of loss.",
            ("喪失日または退職日を記入してください。", "Fill in the day of loss or of leaving."),
        ));
    };
    let left = line.row.report.left;
    // Whoever belongs to a family that has left, left with it.
    let with_family = (!book.drafts[at].insured())
        .then(|| book.household(book.drafts[at].coverage.household))
        .into_iter()
        .flatten()
        .filter(|other| book.drafts[*other].insured())
        .filter_map(|other| book.drafts[other].coverage.lost)
        .max()
        .filter(|family| *family < lost);
    if let Some(family) = with_family {
        note(
            line,
            "lost_with_family",
            format!("被保険者が{}に喪失しているため、その日で喪失します。", family.wareki()),
            format!("The insured person lost cover on {family}, and this dependant with them."),
            (
                "日付が違うときは、被保険者の喪失日を確かめてください。",
                "If it is wrong, check the insured person's day.",
            ),
        );
    }
    let lost = with_family.unwrap_or(lost);
    let acquired = book.drafts[at].coverage.acquired;
    if let Some(acquired) = acquired.filter(|acquired| lost < *acquired) {
        return Err(refusal(
            line,
            "lost_before_acquired",
            format!("喪失日が取得日（{}）より前です。", acquired.wareki()),
            format!("The loss is before the acquisition ({acquired})."),
            ("どちらの日付が正しいか確かめてください。", "Check which day is right."),
        ));
    }
    if let (Some(said), Some(known)) = (days.begins, acquired)
        && said != known
    {
        note(
            line,
            "acquired_differs",
            format!("取得日が台帳（{}）と違います。台帳のままにしました。", known.wareki()),
            format!("The acquisition differs from the ledger's ({known}), which stays."),
            ("直すときは、取得日を確かめて取得届として取り込んでください。", "To correct it, import an enrolment."),
        );
    }
    let mut cells = Vec::new();
    let family = if book.drafts[at].insured() { book.household(book.drafts[at].coverage.household) } else { vec![at] };
    let before = book.drafts[at].coverage.lost;
    for member in family {
        let draft = &mut book.drafts[member];
        let own = member == at;
        // A dependant who left earlier stays as they are; one who left with the insured person follows a corrected day.
        let left_alone = draft.coverage.lost.is_some_and(|already| already <= lost && Some(already) != before);
        if !own && left_alone {
            continue;
        }
        let mut theirs = Vec::new();
        let mut changed = set(&mut theirs, "lost", &mut draft.coverage.lost, Some(lost), day_text);
        if own && left.is_some() {
            changed |= set(&mut theirs, "left", &mut draft.coverage.left, left, day_text);
        }
        if changed {
            draft.touched.coverage = Some(draft.coverage_from);
        }
        if !own {
            for cell in &mut theirs {
                cell.field = "dependant_lost";
            }
        }
        cells.extend(theirs);
    }
    Ok((if cells.is_empty() { Fate::Unchanged } else { Fate::Changed }, at, cells))
}
