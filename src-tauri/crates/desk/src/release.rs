//! 二人での確認: what touches many at once is prepared by one person and released by another.
//!
//! An office of one must be able to work too: where nobody else could release it, the same person does so at once; where
//! somebody could but is not there, or was taken out of the way on that very day, a day after preparing it. Both are recorded as 「一人で行った」, and shown for ever.

use std::collections::BTreeMap;

use ledger::{ActSeq, Bulk, Known, Moment, NewAct, Operator, Released, Step};
use rules::words::{Complaint, Lang, Said, Weight};

use crate::roles::{Permission, may};
use crate::wire::ReleaseWaiting;
use crate::{Desk, Failure, Occasion, words};

/// More rows or letters than this are many.
pub(crate) const MANY: usize = 100;
/// More letters than this are no longer single ones; so many go straight to a printer.
pub(crate) const SINGLE: usize = 20;
/// After so long the same person may release what nobody else has.
const DELAY_SECONDS: i64 = 24 * 60 * 60;
/// What nobody has released for so long is asked for anew.
const WEEK_SECONDS: i64 = 7 * DELAY_SECONDS;

/// Whose turn it is.
pub(crate) enum Turn {
    /// Another person prepared it: it may be released.
    Another,
    /// Whoever prepared it may release it alone, which is recorded.
    Alone,
    /// It waits: for one of the others, or alone from a moment on.
    Waits { from: Option<Moment>, others: Vec<String>, others_en: Vec<String> },
}

impl Desk {
    /// When somebody who could release was last taken out of the way, if that is within the time that is waited.
    fn removed_lately(&self, me: &str, occasion: &Occasion) -> Result<Option<Moment>, Failure> {
        let since = occasion.at.seconds_before(DELAY_SECONDS);
        let mut removed = None;
        for act in self.ledger.acts_between(since.day_in_japan(), occasion.at.day_in_japan())? {
            if since < act.at && matches!(act.kind.as_str(), "operator_removed" | "operator_changed") {
                let then = self.ledger.operators(Known::after(ActSeq(act.seq.0 - 1)))?;
                let could =
                    |other: &Operator| other.active && other.code != me && may(other.roles, Permission::Release);
                if then.iter().any(could) {
                    removed = Some(act.at);
                }
            }
        }
        Ok(removed)
    }

    /// The step that an act on many records, when it may be done now; `None` when it was released before. What may not be
    /// done yet is recorded as prepared.
    pub(crate) fn released(
        &self,
        bulk: Bulk,
        subject: &str,
        prepared: Option<(&str, &Moment)>,
        occasion: &Occasion,
    ) -> Result<Option<Step>, Failure> {
        let me = self.who.code.as_str();
        let known = self.ledger.now_known()?;
        let steps = self.ledger.releases(bulk, Some(subject), known)?;
        if steps.iter().any(|one| one.step != Step::Prepared) && bulk == Bulk::Print {
            return Ok(None);
        }
        let mut prepared: Vec<(&str, &Moment)> = prepared.into_iter().collect();
        prepared.extend(steps.iter().filter(|one| one.step == Step::Prepared).map(|one| (&*one.operator, &one.at)));
        let mine = prepared.iter().find(|(who, _)| *who == me).map(|(_, at)| *at);
        let (from, others, others_en) = match self.turn(&prepared, occasion)? {
            Turn::Another => return Ok(Some(Step::Released)),
            Turn::Alone => return Ok(Some(Step::Alone)),
            Turn::Waits { from, others, others_en } => (from, others, others_en),
        };
        if mine.is_none() {
            let act = NewAct { subject: Some(subject.to_owned()), ..self.act_of("prepare", occasion) };
            let mut ledger = self.ledger.again()?;
            ledger.act::<(), Failure>(act, |entry| Ok(entry.release(bulk, subject, Step::Prepared)?))?;
        }
        Err(match from {
            Some(from) => waits_alone(bulk, &from),
            None => waits(bulk, &others, &others_en, self.may(Permission::Release)),
        })
    }

    /// May whoever signed in release now what others, or they themselves, have prepared?
    pub(crate) fn turn(&self, prepared: &[(&str, &Moment)], occasion: &Occasion) -> Result<Turn, Failure> {
        let me = self.who.code.as_str();
        let mine = prepared.iter().find(|(who, _)| *who == me).map(|(_, at)| *at);
        let operators = self.ledger.operators(self.ledger.now_known()?)?;
        let others: Vec<&str> = operators
            .iter()
            .filter(|other| other.active && other.code != me && may(other.roles, Permission::Release))
            .map(|other| other.code.as_str())
            .collect();
        let called = |lang| others.iter().map(|code| words::called(&operators, code, lang)).collect::<Vec<_>>();
        let mut from = None;
        if self.may(Permission::Release) {
            if prepared.iter().any(|(who, _)| *who != me) {
                return Ok(Turn::Another);
            }
            let removed = self.removed_lately(me, occasion)?;
            let waited = mine.is_some_and(|at| at.seconds_until(&occasion.at) >= DELAY_SECONDS);
            if (others.is_empty() && removed.is_none()) || waited {
                return Ok(Turn::Alone);
            }
            if others.is_empty() {
                // A day after the other one went, or after it was prepared, whichever comes first.
                from = removed.into_iter().chain(mine.cloned()).min().map(|at| at.seconds_before(-DELAY_SECONDS));
            }
        }
        Ok(Turn::Waits { from, others: called(Lang::Ja), others_en: called(Lang::En) })
    }

    /// What others have prepared within a week and nobody has released, the oldest first; nothing for whoever may not release.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn waiting_releases(&self) -> Result<Vec<ReleaseWaiting>, Failure> {
        let mut waiting = Vec::new();
        if !self.may(Permission::Release) {
            return Ok(waiting);
        }
        let known = self.ledger.now_known()?;
        let since = self.occasion.at.seconds_before(WEEK_SECONDS);
        for (bulk, word) in [(Bulk::Import, "import"), (Bulk::Print, "print"), (Bulk::Delete, "delete")] {
            let steps = self.ledger.releases(bulk, None, known)?;
            let mut last: BTreeMap<&str, &Released> = BTreeMap::new();
            for one in &steps {
                last.insert(&one.subject, one);
            }
            // A deletion changes what every other preparation of one was about.
            let done = if bulk == Bulk::Delete { self.ledger.last_of_kind("delete")?.map(|act| act.at) } else { None };
            for one in last.into_values() {
                let stale = one.at < since || done.as_ref().is_some_and(|done| one.at <= *done);
                if one.step == Step::Prepared && one.operator != self.who.code && !stale {
                    let batch = (bulk == Bulk::Print).then(|| one.subject.clone());
                    let (operator, at) = (one.operator.clone(), one.at.text().to_owned());
                    waiting.push(ReleaseWaiting { what: word, batch, operator, at });
                }
            }
        }
        for one in self.ledger.assets(known)? {
            if one.is_open() && one.proposed.operator != self.who.code {
                let (operator, at) = (one.proposed.operator, one.proposed.at.text().to_owned());
                waiting.push(ReleaseWaiting { what: "asset", batch: None, operator, at });
            }
        }
        waiting.sort_by(|one, other| one.at.cmp(&other.at));
        Ok(waiting)
    }

    /// Releases a batch of many letters that another has frozen, so that it can be printed.
    ///
    /// # Errors
    /// When there is no such batch, or it is not this person's to release.
    pub fn release(&mut self, code: &str, occasion: &Occasion) -> Result<(), Failure> {
        self.must(Permission::Release)?;
        let (batch, _) = self.printable_batch(code)?;
        if let Some(step) = self.print_step(&batch, usize::MAX, occasion)? {
            let act = NewAct { subject: Some(batch.code.clone()), ..self.act_of("release", occasion) };
            self.ledger.act::<(), Failure>(act, |entry| Ok(entry.release(Bulk::Print, &batch.code, step)?))?;
        }
        Ok(())
    }

    /// The step that printing so many letters of a batch records; whoever froze it has prepared it.
    pub(crate) fn print_step(
        &self,
        batch: &ledger::Batch,
        letters: usize,
        occasion: &Occasion,
    ) -> Result<Option<Step>, Failure> {
        if letters <= MANY {
            return Ok(None);
        }
        let frozen = self.ledger.acts(batch.act.0..=batch.act.0)?.pop();
        let prepared = frozen.as_ref().map(|act| (act.operator.as_str(), &act.at));
        self.released(Bulk::Print, &batch.code, prepared, occasion)
    }
}

/// There is nobody else any more, since today: whoever is left must wait, as if there were.
fn waits_alone(bulk: Bulk, from: &Moment) -> Failure {
    let (ja, en) = match bulk {
        Bulk::Import => ("まだ書き込んでいません。", "Nothing was written yet."),
        Bulk::Print => ("まだ印刷していません。", "Nothing was printed yet."),
        Bulk::Delete => ("まだ何も削除していません。", "Nothing was deleted yet."),
    };
    let (day, clock) = (from.day_in_japan(), from.in_japan()[11..].to_owned());
    Failure::refused(vec![Complaint {
        place: String::new(),
        code: "release_needed",
        weight: Weight::Refusal,
        sentence: Said::new(
            format!("この24時間のうちに、ほかの責任者を外したか役割を変えたため、すぐには一人で進められません。{ja}"),
            format!(
                "Another supervisor was removed or given another role within 24 hours, so it cannot be done alone at once. {en}"
            ),
        ),
        hint: Said::new(
            format!(
                "{} {clock}から、一人で進められます（「一人で行った」と記録されます）。それまでに、別の責任者を登録して頼むこともできます。",
                day.wareki()
            ),
            format!(
                "From {day} {clock} on it can be done alone, which is recorded. Before that, add another supervisor and ask them."
            ),
        ),
    }])
}

fn waits(bulk: Bulk, others: &[String], others_en: &[String], supervisor: bool) -> Failure {
    let what = match bulk {
        Bulk::Import => Said::new(
            format!("{MANY}行を超える変更は、別の責任者が確かめてから台帳に入ります。まだ書き込んでいません。"),
            format!("Another supervisor releases changes of more than {MANY} rows. Nothing was written yet."),
        ),
        Bulk::Print => Said::new(
            format!("{MANY}通を超える印刷は、別の責任者が確かめてから行います。まだ印刷していません。"),
            format!("Another supervisor releases more than {MANY} letters. Nothing was printed yet."),
        ),
        Bulk::Delete => Said::new(
            "削除は元に戻せないため、別の責任者が確かめてから行います。まだ何も削除していません。",
            "A deletion cannot be taken back, so another supervisor releases it. Nothing was deleted yet.",
        ),
    };
    let (names, names_en) = match others {
        [] => ("責任者".to_owned(), "a supervisor".to_owned()),
        some => (some.join("、"), others_en.join(", ")),
    };
    let (alone, alone_en) = if supervisor {
        (
            "急ぐときは、24時間たてば一人で進められます（「一人で行った」と記録されます）。",
            " After 24 hours it can be done alone, which is recorded.",
        )
    } else {
        ("", "")
    };
    let hint = match bulk {
        Bulk::Import => Said::new(
            format!("{names}に、同じファイルの取込みを頼んでください。{alone}"),
            format!("Ask {names_en} to import the same file.{alone_en}"),
        ),
        Bulk::Print => Said::new(
            format!("{names}に、この束の確認を頼んでください。{alone}"),
            format!("Ask {names_en} to release this batch.{alone_en}"),
        ),
        Bulk::Delete => Said::new(
            format!("{names}に、同じ日付での同じ削除を頼んでください。{alone}"),
            format!("Ask {names_en} to delete the same as of the same day.{alone_en}"),
        ),
    };
    Failure::refused(vec![Complaint {
        place: String::new(),
        code: "release_needed",
        weight: Weight::Refusal,
        sentence: what,
        hint,
    }])
}
