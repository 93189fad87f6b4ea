//! 督促: letters about papers that are owed, and what answers them: the end of an old card's duty, a death, a use after the end of
//! cover that a clinic reported, and what was destroyed.

use std::collections::HashMap;

use rules::calendar::Day;
use rules::owed::Firmness;
use rules::words::Name;

use crate::acts::Known;
use crate::book::Ledger;
use crate::door::{Row, Tx, Val, sql};
use crate::entry::Entry;
use crate::error::Result;
use crate::facts::{ActSeq, Form, HouseholdId, MemberId, PaperId, PaperLife, Proxy, Way};
use crate::parts::Hidden;
use crate::tables;

/// How the note of a paper's event begins that is a reminder; its number follows.
pub(crate) const REMINDED: &str = "reminded";

/// The number of the reminder that the note of a paper's event speaks of.
pub(crate) fn reminded(note: &str) -> Option<usize> {
    note.strip_prefix(REMINDED)?.trim_start().parse().ok()
}

/// A letter to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReminder {
    /// The day it bears.
    pub on: Day,
    /// The employer that is written to, by code.
    pub employer: Option<String>,
    /// Else the household at whose home the letter arrives.
    pub household: Option<HouseholdId>,
    /// It goes to the one member whom it names, and not to the household's insured person.
    pub alone: bool,
    /// How firmly it speaks.
    pub firmness: Firmness,
    /// What it lists, in its order.
    pub papers: Vec<NewReminderPaper>,
}

/// A paper on a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReminderPaper {
    /// Whose.
    pub member: MemberId,
    /// Which, and where it is now; none is the old card.
    pub paper: Option<(PaperId, PaperLife)>,
    /// Why it is owed: the reason's word.
    pub because: String,
    /// Until when it was to be handed over.
    pub by: Option<Day>,
    /// The number of its reminder within its duty, counted from 1.
    pub number: usize,
    /// It is reminded of by this letter, and not only listed again.
    pub fresh: bool,
}

/// A letter on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// Its number, counted from 1.
    pub id: i64,
    /// The act that recorded it.
    pub act: ActSeq,
    /// The day it bears.
    pub on: Day,
    /// The employer that is written to, by code.
    pub employer: Option<String>,
    /// Else the household at whose home the letter arrives.
    pub household: Option<HouseholdId>,
    /// It goes to the one member whom it names.
    pub alone: bool,
    /// How firmly it speaks.
    pub firmness: Firmness,
    /// How many papers it lists.
    pub papers: usize,
}

/// A line of a letter on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReminderPaper {
    /// Whose.
    pub member: MemberId,
    /// On which letter.
    pub reminder: i64,
    /// Which; none is the old card.
    pub paper: Option<PaperId>,
    /// Why it is owed: the reason's word.
    pub because: String,
    /// Until when it was to be handed over.
    pub by: Option<Day>,
    /// The number of its reminder within its duty.
    pub number: usize,
    /// It was reminded of by this letter.
    pub fresh: bool,
}

/// How the duty of an old card ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OldCardEnd {
    /// When.
    pub on: Day,
    /// Where the card is.
    pub life: PaperLife,
    /// What else should be remembered.
    pub note: Option<String>,
}

/// A use after the end of cover that was reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UseAfterLoss {
    /// Whose paper was shown.
    pub member: MemberId,
    /// When it was shown.
    pub on: Day,
    /// Where, and what else the clinic said.
    pub note: String,
}

/// Something that happened to a paper, as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperEvent {
    /// When.
    pub on: Day,
    /// The act that recorded it.
    pub act: ActSeq,
    /// Where the paper was from then on.
    pub life: PaperLife,
    /// What was noted.
    pub note: Option<String>,
    /// It is a reminder: the paper stayed where it was.
    pub reminder: bool,
}

/// 廃棄記録
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destruction {
    /// The act that recorded it.
    pub act: ActSeq,
    /// When.
    pub on: Day,
    /// Who saw it.
    pub witness: String,
    /// How many papers.
    pub papers: i64,
    /// How they were destroyed.
    pub way: String,
    /// Which, as far as they are still on record.
    pub codes: Vec<String>,
}

impl Entry<'_> {
    /// A reminder, and with it that each of its fresh papers was reminded of; its number.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] when it names no paper, or nobody it goes to.
    pub fn reminder(&mut self, reminder: &NewReminder) -> Result<i64> {
        let id = 1 + self.tx.one(sql!("reminders/last.sql"), &[], |row| row.int(0))?.unwrap_or(0);
        let (act, line) = self.line();
        let values = [
            id.into(),
            act,
            line,
            reminder.on.into(),
            reminder.employer.as_deref().into(),
            reminder.household.map(|household| household.0).into(),
            reminder.alone.into(),
            reminder.firmness.code().into(),
            count(reminder.papers.len()).into(),
        ];
        self.write(&tables::REMINDER, &values)?;
        for (at, paper) in reminder.papers.iter().enumerate() {
            let (act, line) = self.line();
            let values = [
                paper.member.0.into(),
                id.into(),
                count(at + 1).into(),
                act,
                line,
                paper.paper.map(|(paper, _)| paper.0).into(),
                Val::from(&paper.because),
                paper.by.into(),
                count(paper.number).into(),
                paper.fresh.into(),
            ];
            self.write(&tables::REMINDER_PAPER, &values)?;
            if let (Some((paper_id, life)), true) = (paper.paper, paper.fresh) {
                self.paper_event(paper_id, reminder.on, life, Some(&format!("{REMINDED} {}", paper.number)))?;
            }
        }
        Ok(id)
    }

    /// Where a member's old card is from now on.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] when an old card cannot be there.
    pub fn old_card_end(&mut self, member: MemberId, end: &OldCardEnd) -> Result<()> {
        let (act, line) = self.line();
        let values = [member.0.into(), act, line, end.on.into(), end.life.code().into(), end.note.as_deref().into()];
        self.write(&tables::OLD_CARD_END, &values)
    }

    /// A member's death, or that it was a mistake.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] when there is no such member.
    pub fn death(&mut self, member: MemberId, on: Option<Day>) -> Result<()> {
        let (act, line) = self.line();
        self.write(&tables::DEATH, &[member.0.into(), act, line, on.into()])
    }

    /// A use after the end of cover.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] when nothing is noted of it.
    pub fn use_after_loss(&mut self, used: &UseAfterLoss) -> Result<()> {
        let (act, line) = self.line();
        let values = [used.member.0.into(), used.on.into(), act, line, Val::from(&used.note)];
        self.write(&tables::USE_AFTER_LOSS, &values)
    }

    /// The letter that tells of a refused application.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] when there is no such application, or it was told of before.
    pub fn refusal_letter(&mut self, member: MemberId, application: i64, on: Day) -> Result<()> {
        let (act, line) = self.line();
        self.write(&tables::REFUSAL_LETTER, &[member.0.into(), application.into(), act, line, on.into()])
    }
}

impl Ledger {
    /// Every reminder that is known, the first one first.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn reminders(&self, known: Known) -> Result<Vec<Reminder>> {
        reminders(self.tx(), (1, i64::MAX), known)
    }

    /// A reminder by its number.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn reminder(&self, id: i64) -> Result<Option<Reminder>> {
        Ok(reminders(self.tx(), (id, id), Known(i64::MAX))?.pop())
    }

    /// What a reminder lists, in its order; what was deleted since is not among it.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn reminder_papers(&self, id: i64) -> Result<Vec<ReminderPaper>> {
        self.tx().all(sql!("reminders/papers.sql"), &[Val::I(id)], read_paper)
    }

    /// The lines of all reminders that name a member.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn reminded_of(&self, member: MemberId, known: Known) -> Result<Vec<ReminderPaper>> {
        self.tx().all(sql!("reminders/of_member.sql"), &[Val::I(member.0), Val::I(known.0)], read_paper)
    }

    /// On which days somebody was reminded of old cards, by member.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn old_cards_reminded(&self, known: Known) -> Result<HashMap<MemberId, Vec<Day>>> {
        let mut days: HashMap<MemberId, Vec<Day>> = HashMap::new();
        self.tx().rows(sql!("reminders/cards.sql"), &[Val::I(known.0)], |row| {
            days.entry(MemberId(row.int(0)?)).or_default().push(row.day(1)?);
            Ok(())
        })?;
        Ok(days)
    }

    /// Where old cards are whose duty ended, by member.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn old_card_ends(&self, known: Known) -> Result<HashMap<MemberId, OldCardEnd>> {
        let read = |row: &Row<'_>| {
            let end =
                OldCardEnd { on: row.day(1)?, life: row.word(2, PaperLife::from_code)?, note: row.maybe_text(3)? };
            Ok((MemberId(row.int(0)?), end))
        };
        Ok(self.tx().all(sql!("reminders/card_ends.sql"), &[Val::I(known.0)], read)?.into_iter().collect())
    }

    /// Who died, and when.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn deaths(&self, known: Known) -> Result<HashMap<MemberId, Day>> {
        let mut deaths = HashMap::new();
        let hidden = Hidden::at(self.tx(), known)?;
        self.tx().rows(sql!("reminders/deaths.sql"), &[Val::I(known.0)], |row| {
            if hidden.hides(row.int(2)?) {
                return Ok(());
            }
            let member = MemberId(row.int(0)?);
            match row.maybe_day(1)? {
                Some(day) => deaths.insert(member, day),
                None => deaths.remove(&member),
            };
            Ok(())
        })?;
        Ok(deaths)
    }

    /// When a member died.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn death_of(&self, member: MemberId, known: Known) -> Result<Option<Day>> {
        let values = [Val::I(member.0), Val::I(member.0), Val::I(known.0)];
        let hidden = Hidden::at(self.tx(), known)?;
        let deaths =
            self.tx().all(sql!("reminders/deaths_of.sql"), &values, |row| Ok((row.int(2)?, row.maybe_day(1)?)))?;
        Ok(deaths.into_iter().rfind(|(act, _)| !hidden.hides(*act)).and_then(|(_, day)| day))
    }

    /// Where a member's old card was said to be last.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn old_card_end_of(&self, member: MemberId, known: Known) -> Result<Option<OldCardEnd>> {
        let values = [Val::I(member.0), Val::I(member.0), Val::I(known.0)];
        let ends = self.tx().all(sql!("reminders/card_ends_of.sql"), &values, |row| {
            Ok(OldCardEnd { on: row.day(1)?, life: row.word(3, PaperLife::from_code)?, note: row.maybe_text(4)? })
        })?;
        Ok(ends.into_iter().next_back())
    }

    /// Uses after the end of cover that were reported, by member and day.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn uses_after_loss(&self, known: Known) -> Result<Vec<UseAfterLoss>> {
        self.tx().all(sql!("reminders/uses.sql"), &[Val::I(known.0)], |row| {
            Ok(UseAfterLoss { member: MemberId(row.int(0)?), on: row.day(1)?, note: row.text(2)? })
        })
    }

    /// What happened to a paper, in the order of recording.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn paper_events(&self, member: MemberId, paper: PaperId, known: Known) -> Result<Vec<PaperEvent>> {
        let mut before = PaperLife::Planned;
        let values = [Val::I(member.0), Val::I(paper.0), Val::I(known.0)];
        self.tx().all(sql!("reminders/events.sql"), &values, |row| {
            let life = row.word(2, PaperLife::from_code)?;
            let note = row.maybe_text(3)?;
            let reminder = life == before && note.as_deref().is_some_and(|note| note.starts_with(REMINDED));
            before = life;
            Ok(PaperEvent { on: row.day(0)?, act: ActSeq(row.int(1)?), life, note, reminder })
        })
    }

    /// What was destroyed from one day to another.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn destructions(&self, first: Day, last: Day, known: Known) -> Result<Vec<Destruction>> {
        let values = [first.into(), last.into(), Val::I(known.0)];
        let mut all = self.tx().all(sql!("reminders/destructions.sql"), &values, |row| {
            Ok(Destruction {
                act: ActSeq(row.int(0)?),
                on: row.day(1)?,
                witness: row.text(2)?,
                papers: row.int(3)?,
                way: row.text(4)?,
                codes: Vec::new(),
            })
        })?;
        for one in &mut all {
            one.codes = self.tx().all(sql!("reminders/destroyed.sql"), &[Val::I(one.act.0)], |row| row.text(0))?;
        }
        Ok(all)
    }

    /// The letters that told a member of refused applications: the application, the day the letter bears, the act that recorded it.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn refusal_letters(&self, member: MemberId, known: Known) -> Result<Vec<(i64, Day, ActSeq)>> {
        self.tx().all(sql!("reminders/refusals.sql"), &[Val::I(member.0), Val::I(known.0)], |row| {
            Ok((row.int(0)?, row.day(1)?, ActSeq(row.int(2)?)))
        })
    }

    /// How a member's applications came: the application, the act that took it, and its form.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn forms(&self, member: MemberId, known: Known) -> Result<Vec<(i64, ActSeq, Form)>> {
        self.tx().all(sql!("reminders/forms.sql"), &[Val::I(member.0), Val::I(known.0)], |row| {
            let proxy = match row.maybe_str(4)? {
                Some(name) => Some(Proxy {
                    name: Name::new(name),
                    relation: row.maybe_text(5)?.unwrap_or_default(),
                    papers_seen: row.maybe_text(6)?.unwrap_or_default(),
                }),
                None => None,
            };
            let form = Form { received: row.day(2)?, way: row.word(3, Way::from_code)?, proxy };
            Ok((row.int(0)?, ActSeq(row.int(1)?), form))
        })
    }
}

fn reminders(tx: &Tx, (first, last): (i64, i64), known: Known) -> Result<Vec<Reminder>> {
    tx.all(sql!("reminders/of.sql"), &[Val::I(first), Val::I(last), Val::I(known.0)], |row| {
        Ok(Reminder {
            id: row.int(0)?,
            act: ActSeq(row.int(1)?),
            on: row.day(2)?,
            employer: row.maybe_text(3)?,
            household: row.maybe_int(4)?.map(HouseholdId),
            alone: row.yes(5)?,
            firmness: row.word(6, Firmness::from_code)?,
            papers: usize::try_from(row.int(7)?).map_err(|_| row.damage(7))?,
        })
    })
}

fn read_paper(row: &Row<'_>) -> Result<ReminderPaper> {
    Ok(ReminderPaper {
        member: MemberId(row.int(0)?),
        reminder: row.int(1)?,
        paper: row.maybe_int(3)?.map(PaperId),
        because: row.text(4)?,
        by: row.maybe_day(5)?,
        number: usize::try_from(row.int(6)?).map_err(|_| row.damage(6))?,
        fresh: row.yes(7)?,
    })
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
