//! 資格喪失, and a dependant's removal. Dependants lose cover with the insured person.

use ledger::{Coverage, Recorded};
use rules::calendar::Day;
use rules::words::{InsuredNumber, Relation};

use super::super::book::{Book, Fate, Line};
use super::describe::{day_text, set};
use super::join::{add_dependant, enrol};
use super::past::{Days, loss_taken_back, past, until_next};
use super::who::{Likeness, by_person, leaver, likeness, must_be, of_dependant, sure_enough, unknown_member};
use super::{Verdict, doubt, note, refusal};
use crate::wire::CellChange;

/// Whoever had the number of a row in a spell that is over, and on whose cover it speaks.
fn had_number(book: &Book, line: &Line, days: Days) -> Option<usize> {
    let (key, lost) = (line.number.as_ref()?, days.lost?);
    let branch = line.branch().map(InsuredNumber::part_key);
    book.had(key)
        .filter(|(at, spell)| {
            let same = match &branch {
                Some(branch) => spell.number.key().branch == *branch,
                None => (spell.relation == Relation::Insured) != of_dependant(line),
            };
            let spoken_of = spell.lost == Some(lost) || spell.acquired.is_some_and(|began| began < lost);
            same && spoken_of && likeness(line, &book.drafts[*at]) != Likeness::Other
        })
        .max_by_key(|(_, spell)| (spell.lost == Some(lost), spell.acquired))
        .map(|(at, _)| at)
}

fn join(book: &mut Book, line: &mut Line) -> Verdict {
    if of_dependant(line) { add_dependant(book, line) } else { enrol(book, line) }
}

/// A row that ends somebody's cover. A row that also tells when it began, of somebody whom the ledger does not have,
/// joins and leaves at once.
pub(super) fn leave(book: &mut Book, line: &mut Line) -> Verdict {
    let days = Days::of(line);
    let holder = leaver(book, line);
    // Nobody has the number now, or somebody else by name and birth: then the row is about a holder of the past, who has
    // come back under another number since.
    let other = holder.is_none_or(|at| likeness(line, &book.drafts[at]) == Likeness::Other);
    let by_past = || by_person(book, line, |draft| days.before(&draft.coverage));
    let gone = other.then(|| by_past().or_else(|| had_number(book, line, days))).flatten();
    let Some(at) = holder.filter(|_| gone.is_none()) else {
        if let Some(at) = gone {
            sure_enough(book, line, at)?;
            if let Some(verdict) = past(book, line, at, days) {
                return verdict;
            }
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
    let left = line.row.report.left_work();
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
    loss_taken_back(book, line, at, lost)?;
    let mut cells = Vec::new();
    let family = if book.drafts[at].insured() { book.household(book.drafts[at].coverage.household) } else { vec![at] };
    let before = book.drafts[at].coverage.lost;
    let insured = book.drafts[at].coverage.clone();
    for member in family {
        let own = member == at;
        let Some(day) = (if own { Some(lost) } else { with_insured(book, at, member, before, lost) }) else { continue };
        let draft = &mut book.drafts[member];
        let mut theirs = Vec::new();
        let mut changed = set(&mut theirs, "lost", &mut draft.coverage.lost, Some(day), day_text);
        // A last working day that does not fit the new day of loss is no longer known.
        let left = left.or(draft.coverage.left.filter(|left| !changed || left.after() == day));
        if own && (changed || left.is_some()) {
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
    // Whoever was in the family then and has cover of their own since.
    if before.is_some_and(|before| before != lost) {
        for (member, from, coverage) in book.past_family(at, &insured) {
            let day = until_next(book, member, Some(lost));
            if day != coverage.lost {
                let (was, after) = (day_text(&coverage.lost), day_text(&day));
                cells.push(CellChange { field: "dependant_lost", before: was, after });
                book.ended(member, from, Coverage { lost: day, ..coverage });
            }
        }
    }
    Ok((if cells.is_empty() { Fate::Unchanged } else { Fate::Changed }, at, cells))
}

/// 死亡: a row that ends somebody's cover because they died tells that, too.
pub(super) fn die(book: &mut Book, line: &mut Line, at: usize, cells: &mut Vec<CellChange>) -> bool {
    let Some(died) = line.row.report.died() else { return false };
    let cover = &book.drafts[at].coverage;
    // Of whom has cover since, it is not so.
    if cover.lost.is_none() || cover.acquired.is_some_and(|acquired| died < acquired) {
        note(
            line,
            "death_and_cover",
            "喪失原因は死亡ですが、この方にはそのあとの加入があります。死亡は記録しません。",
            "The reason is a death, but this member has had cover since. No death is recorded.",
            ("届書で確かめてください。", "Check it on the form."),
        );
        return false;
    }
    if book.today < died {
        note(
            line,
            "death_in_future",
            format!("死亡の日（{}）が先の日付のため、死亡は記録しません。", died.wareki()),
            format!("The day of death lies ahead ({died}); no death is recorded."),
            ("日付を確かめてください。", "Check the day."),
        );
        return false;
    }
    let before = book.death_of(at);
    if before == Some(died) {
        return false;
    }
    cells.push(CellChange { field: "died", before: day_text(&before), after: died.to_string() });
    book.drafts[at].touched.death = Some(died);
    true
}

/// The day on which a dependant loses cover with the insured person; nothing for one who had left before. `before` is the
/// insured person's day until now: who had lost cover with it follows a corrected day, up to a day of their own.
fn with_insured(book: &Book, insured: usize, member: usize, before: Option<Day>, lost: Day) -> Option<Day> {
    let coverage = &book.drafts[member].coverage;
    let Some(already) = coverage.lost else { return Some(lost) };
    if Some(already) != before {
        return (lost < already).then_some(lost);
    }
    let acts: Vec<_> = book.past(insured).iter().filter(|one| one.value.lost == before).map(|one| one.act).collect();
    let own = |one: &&Recorded<Coverage>| one.value.acquired == coverage.acquired && !acts.contains(&one.act);
    let mut own = book.past(member).iter().filter(own).filter_map(|one| one.value.lost);
    // A day of their own, told before the family left or since.
    own.next_back().map_or(Some(lost), |day| Some(day.min(lost)))
}
