//! 同じ方・別の方: what a clerk answered about a row and a member is kept, so that next month's file does not ask again.

use ledger::{Answer, Entry, Ledger, MemberId, PersonKey};
use rules::words::fold::{bare_kana_key, bare_name_key};

use super::book::{Book, Fate, Line};
use crate::Failure;
use crate::wire::RowMatch;

/// An answer to be kept.
pub(super) struct Given {
    member: MemberId,
    person: PersonKey,
    answer: Answer,
    /// Who joins as somebody else: the ledger is not to ask about the two again.
    joins: Option<usize>,
}

impl Given {
    pub(super) fn keep(&self, book: &Book, entry: &mut Entry) -> Result<(), Failure> {
        entry.row_answer(self.member, &self.person, self.answer)?;
        if let Some(new) = self.joins.and_then(|at| book.drafts[at].id).filter(|new| *new != self.member) {
            entry.same_answer(self.member, new, self.answer)?;
        }
        Ok(())
    }
}

/// The person of a row: number, birth date and name as they were sent, made equal in width and spaces alone, so that a new table
/// of variants forgets no answer.
fn person(ledger: &Ledger, line: &Line) -> PersonKey {
    let report = &line.row.report;
    let number = line.number.as_ref();
    let born = report.born.map(|day| day.to_string()).unwrap_or_default();
    let name = match (&report.kana, &report.name) {
        (Some(kana), _) => bare_kana_key(kana.text()),
        (None, Some(name)) => bare_name_key(name.text()),
        (None, None) => String::new(),
    };
    let part = |of: fn(&rules::words::InsuredNumber) -> &str| number.map_or("", of);
    ledger.person_key(&[part(|it| &it.symbol), part(|it| &it.number), part(|it| &it.branch), &born, &name])
}

/// Takes what was answered before to the rows.
pub(super) fn recall(ledger: &Ledger, lines: &mut [Line]) -> Result<(), Failure> {
    let answers = ledger.row_answers()?;
    if answers.is_empty() {
        return Ok(());
    }
    for line in lines.iter_mut().filter(|line| line.open()) {
        let person = person(ledger, line);
        let of_person = answers.range((person.clone(), MemberId(i64::MIN))..=(person, MemberId(i64::MAX)));
        line.answers = of_person.map(|((_, member), answered)| (*member, answered.answer)).collect();
    }
    Ok(())
}

/// The answers of now that decided a row which goes in.
pub(super) fn given(ledger: &Ledger, book: &Book, lines: &[Line]) -> Vec<Given> {
    let goes_in = |line: &&Line| matches!(line.fate, Fate::New | Fate::Changed | Fate::Unchanged);
    let one = |line: &Line| {
        let (at, answer) = line.answered.get()?;
        let member = book.drafts[at].id?;
        let before = line.answers.iter().any(|(of, said)| *of == member && *said == answer);
        let joins = line.own.filter(|_| line.fate == Fate::New && answer == Answer::Different);
        (!before).then(|| Given { member, person: person(ledger, line), answer, joins })
    };
    lines.iter().filter(goes_in).filter_map(one).collect()
}

/// Whom of the ledger a row resembles, for the clerk.
pub(super) fn matched(book: &Book, line: &Line) -> Option<RowMatch> {
    let (at, keys) = line.resembles.get()?;
    let draft = &book.drafts[at];
    Some(RowMatch {
        member: draft.coverage.number.to_string(),
        grade: keys.grade().code(),
        by: keys.by().into_iter().map(|by| by.code()).collect(),
        answered: line.said_of(draft).or(line.answered.get().map(|(_, answer)| answer)).map(Answer::code),
    })
}
