//! 職権交付: lists of the state that were loaded, and what was frozen from them.
//!
//! That a list was loaded is a fact of its own, also when nobody's registration had changed: otherwise nobody could say as of
//! which day a work list speaks.

use rules::calendar::Day;

use crate::acts::Moment;
use crate::book::Ledger;
use crate::door::{Row, Val, sql};
use crate::entry::Entry;
use crate::error::Result;
use crate::facts::{ActSeq, BatchId, MemberId};
use crate::tables;

/// A list of the state, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ListId(pub i64);

/// A frozen run, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RunId(pub i64);

rules::coded! {
    /// Why a run names somebody.
    RunPart {
        /// 交付する: nothing to show, and no wait.
        Due = "due",
        /// 電子証明書の期限切れ: lapsed, or lapsing soon.
        Lapsing = "lapsing",
        /// 利用登録の解除
        Released = "released",
        /// 登録待ちの短期: asked for at enrolment, until the registration is there.
        Interim = "interim",
        /// 更新: the certificate ends; waves level these.
        Renewal = "renewal",
        /// 待機: within the wait of a joiner.
        Waiting = "waiting",
        /// 申請待ち
        OnApplication = "on_application",
        /// 不明: the registration is unknown, and the wait is over.
        Unknown = "unknown",
        /// 名簿にない: insured on the list's day, and not in it.
        Unlisted = "unlisted",
        /// The policy needs a successor before this can be decided.
        Undecided = "undecided",
    }
}

/// 利用登録状況の一覧, to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewList {
    /// Its import.
    pub import: i64,
    /// 基準日
    pub as_of: Day,
    /// The list itself names that day; else it is the day of loading.
    pub said: bool,
    /// How many rows of people it has.
    pub people: i64,
    /// It speaks of most of those who were insured on that day.
    pub whole: bool,
    /// Insured on that day, and not in it; empty when it is not whole.
    pub unlisted: Vec<MemberId>,
    /// In it, and not in the ledger: the place of the row, and the word of the reason.
    pub unknown: Vec<(String, String)>,
}

/// 利用登録状況の一覧, on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegistrationList {
    /// Its number.
    pub id: ListId,
    /// The act that loaded it.
    pub act: ActSeq,
    /// Its import.
    pub import: i64,
    /// 基準日
    pub as_of: Day,
    /// The list itself names that day.
    pub said: bool,
    /// How many rows of people it has.
    pub people: i64,
    /// It speaks of most of those who were insured on that day.
    pub whole: bool,
    /// The file's name.
    pub file: String,
    /// SHA-256 of the file's bytes.
    pub sha256: String,
    /// When it was loaded.
    pub at: Moment,
    /// By whom.
    pub operator: String,
    /// Its import was taken back: it stands only behind the runs that came of it.
    pub undone: bool,
}

/// A run to be frozen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRun {
    /// From which list.
    pub list: ListId,
    /// The day that was decided.
    pub on: Day,
    /// First day of the policy that decided.
    pub policy_from: Day,
    /// Whom it names.
    pub members: Vec<RunMember>,
}

/// A run on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its number.
    pub id: RunId,
    /// The act that froze it.
    pub act: ActSeq,
    /// From which list.
    pub list: ListId,
    /// The day that was decided.
    pub on: Day,
    /// First day of the policy that decided.
    pub policy_from: Day,
    /// When it was frozen.
    pub at: Moment,
    /// By whom.
    pub operator: String,
}

/// Somebody whom a run names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunMember {
    /// Who.
    pub member: MemberId,
    /// In which part.
    pub part: RunPart,
    /// The reason's word.
    pub because: String,
    /// The day that matters: by which a paper must be in hand, or on which the wait ends.
    pub by: Option<Day>,
}

fn read_list(row: &Row<'_>) -> Result<RegistrationList> {
    Ok(RegistrationList {
        id: ListId(row.int(0)?),
        act: ActSeq(row.int(1)?),
        import: row.int(2)?,
        as_of: row.day(3)?,
        said: row.yes(4)?,
        people: row.int(5)?,
        whole: row.yes(6)?,
        file: row.text(7)?,
        sha256: row.text(8)?,
        at: row.word(9, Moment::new)?,
        operator: row.text(10)?,
        undone: row.yes(11)?,
    })
}

/// The one that speaks of the latest day; of several the one loaded last.
fn latest(lists: Vec<RegistrationList>) -> Option<RegistrationList> {
    lists.into_iter().filter(|list| !list.undone).max_by_key(|list| (list.as_of, list.id))
}

impl Ledger {
    /// Every list that was loaded and not taken back, in the order of loading.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn registration_lists(&self) -> Result<Vec<RegistrationList>> {
        Ok(self.registration_lists_ever()?.into_iter().filter(|list| !list.undone).collect())
    }

    /// As [`Ledger::registration_lists`], those too that were taken back with their imports: a run may have come of one.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn registration_lists_ever(&self) -> Result<Vec<RegistrationList>> {
        self.tx().all(sql!("runs/lists.sql"), &[], read_list)
    }

    /// The list that speaks of the latest day; of several the one that was loaded last.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn latest_list(&self) -> Result<Option<RegistrationList>> {
        Ok(latest(self.registration_lists()?))
    }

    /// Who was insured on the day of a list and is not in it, in the order of their numbers.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn unlisted(&self, list: ListId) -> Result<Vec<MemberId>> {
        self.tx().all(sql!("runs/unlisted.sql"), &[Val::I(list.0)], |row| Ok(MemberId(row.int(0)?)))
    }

    /// The rows of a list that mean nobody of the ledger: place, and the word of the reason.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn unknown_rows(&self, list: ListId) -> Result<Vec<(String, String)>> {
        self.tx().all(sql!("runs/unknown.sql"), &[Val::I(list.0)], |row| Ok((row.text(0)?, row.text(1)?)))
    }

    /// Every run, in the order of freezing.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn runs(&self) -> Result<Vec<Run>> {
        self.tx().all(sql!("runs/runs.sql"), &[], |row| {
            Ok(Run {
                id: RunId(row.int(0)?),
                act: ActSeq(row.int(1)?),
                list: ListId(row.int(2)?),
                on: row.day(3)?,
                policy_from: row.day(4)?,
                at: row.word(5, Moment::new)?,
                operator: row.text(6)?,
            })
        })
    }

    /// Whom a run names, by part; whose papers were deleted since is no longer among them.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn run_members(&self, run: RunId) -> Result<Vec<RunMember>> {
        self.tx().all(sql!("runs/members.sql"), &[Val::I(run.0)], |row| {
            Ok(RunMember {
                member: MemberId(row.int(0)?),
                part: row.word(1, RunPart::from_code)?,
                because: row.text(2)?,
                by: row.maybe_day(3)?,
            })
        })
    }

    /// In which part each run named a member, in the order of runs.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn runs_of(&self, member: MemberId) -> Result<Vec<(RunId, RunMember)>> {
        self.tx().all(sql!("runs/of_member.sql"), &[Val::I(member.0)], |row| {
            let part = row.word(1, RunPart::from_code)?;
            Ok((RunId(row.int(0)?), RunMember { member, part, because: row.text(2)?, by: row.maybe_day(3)? }))
        })
    }

    /// The codes of the batches that were planned from a run, in their order.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn run_batches(&self, run: RunId) -> Result<Vec<String>> {
        self.tx().all(sql!("runs/batches.sql"), &[Val::I(run.0)], |row| row.text(0))
    }
}

impl Entry<'_> {
    /// A list of the state was loaded; its number.
    ///
    /// # Errors
    /// When there is no such import or member.
    pub fn registration_list(&mut self, list: &NewList) -> Result<ListId> {
        let id = self.number_after(sql!("runs/last_list.sql"))?;
        let (act, line) = self.line();
        let values = [
            id.into(),
            act,
            line,
            list.import.into(),
            list.as_of.into(),
            list.said.into(),
            list.people.into(),
            list.whole.into(),
        ];
        self.write(&tables::REGISTRATION_LIST, &values)?;
        for member in &list.unlisted {
            let (act, line) = self.line();
            self.write(&tables::REGISTRATION_UNLISTED, &[member.0.into(), id.into(), act, line])?;
        }
        for (place, because) in &list.unknown {
            let (act, line) = self.line();
            self.write(&tables::REGISTRATION_UNKNOWN, &[id.into(), Val::from(place), act, line, Val::from(because)])?;
        }
        Ok(ListId(id))
    }

    /// Freezes a run; its number.
    ///
    /// # Errors
    /// When there is no such list or member.
    pub fn run(&mut self, run: &NewRun) -> Result<RunId> {
        let id = self.number_after(sql!("runs/last.sql"))?;
        let (act, line) = self.line();
        let values = [id.into(), act, line, run.list.0.into(), run.on.into(), run.policy_from.into()];
        self.write(&tables::RUN, &values)?;
        for one in &run.members {
            let (act, line) = self.line();
            let values = [
                one.member.0.into(),
                id.into(),
                act,
                line,
                one.part.code().into(),
                Val::from(&one.because),
                one.by.into(),
            ];
            self.write(&tables::RUN_MEMBER, &values)?;
        }
        Ok(RunId(id))
    }

    /// A batch was planned from a run.
    ///
    /// # Errors
    /// When there is no such run or batch.
    pub fn run_batch(&mut self, run: RunId, batch: BatchId) -> Result<()> {
        let (act, line) = self.line();
        self.write(&tables::RUN_BATCH, &[run.0.into(), batch.0.into(), act, line])
    }

    /// As [`Ledger::latest_list`], at this moment: nobody else writes before this act is done.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn latest_list(&self) -> Result<Option<RegistrationList>> {
        Ok(latest(self.tx().all(sql!("runs/lists.sql"), &[], read_list)?))
    }

    /// The number of the run frozen last, at this moment; 0 when there is none.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn last_run(&self) -> Result<RunId> {
        Ok(RunId(self.number_after(sql!("runs/last.sql"))? - 1))
    }

    /// As [`Ledger::run_batches`], at this moment.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn run_batches(&self, run: RunId) -> Result<Vec<String>> {
        self.tx().all(sql!("runs/batches.sql"), &[Val::I(run.0)], |row| row.text(0))
    }
}
