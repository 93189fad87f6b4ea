//! 郵送: on what a batch rests, who went on with it although something has changed since, and how rare characters are printed.

use std::collections::BTreeMap;

use rules::words::Name;

use crate::acts::{Known, Moment};
use crate::book::Ledger;
use crate::door::{Val, sql};
use crate::entry::Entry;
use crate::error::Result;
use crate::facts::{ActSeq, BatchId, MemberId, PaperId};
use crate::runs::ListId;
use crate::tables;

rules::coded! {
    /// For whom a batch was asked.
    Asked {
        /// 対象の方すべて
        Everyone = "everyone",
        /// 番号の一覧
        Listed = "listed",
        /// Members that the ledger named itself: a run, a wave, a campaign, one member's screen.
        Selected = "selected",
    }
}

rules::coded! {
    /// How a character is printed.
    PrintedAs {
        /// 別の文字に置き換える
        Substitute = "substitute",
        /// 氏名全体をIPAmj明朝で
        Mincho = "mincho",
        /// 氏名をカナで
        Kana = "kana",
        /// 取り消し: as if nobody had decided.
        Open = "open",
    }
}

/// On what a batch rests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// For whom it was asked.
    pub asked: Asked,
    /// For how many, where that was said.
    pub asked_for: Option<i64>,
    /// The newest import that the ledger had.
    pub import: Option<i64>,
    /// The newest registration list.
    pub list: Option<ListId>,
}

/// Somebody went on with a batch although it is no longer as the ledger has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Despite {
    /// The act.
    pub act: ActSeq,
    /// When.
    pub at: Moment,
    /// Who.
    pub operator: String,
    /// Why.
    pub reason: String,
    /// How many changes were known then.
    pub changes: i64,
}

/// What was decided about a character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CharacterRule {
    /// How it is printed.
    pub how: PrintedAs,
    /// In place of it.
    pub substitute: Option<String>,
    /// By which act.
    pub act: ActSeq,
    /// When.
    pub at: Moment,
    /// By whom.
    pub operator: String,
}

/// How a paper bears a name that the ledger has otherwise.
#[derive(Clone, PartialEq, Eq)]
pub struct PaperForm {
    /// 氏名, as it was printed.
    pub name: Name,
    /// It was set wholly in IPAmj Mincho because the society decided so.
    pub mincho: bool,
}

impl Ledger {
    /// How a paper bears the name, where that is otherwise than the ledger has it.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn paper_form(&self, member: MemberId, paper: PaperId) -> Result<Option<PaperForm>> {
        self.tx().one(sql!("mailing/form.sql"), &[Val::I(member.0), Val::I(paper.0)], |row| {
            Ok(PaperForm { name: Name::new(row.text(0)?), mincho: row.yes(1)? })
        })
    }

    /// On what a batch rests; `None` for one that was frozen before that was kept.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn batch_source(&self, batch: BatchId) -> Result<Option<Source>> {
        self.tx().one(sql!("mailing/source.sql"), &[Val::I(batch.0)], |row| {
            Ok(Source {
                asked: row.word(0, Asked::from_code)?,
                asked_for: row.maybe_int(1)?,
                import: row.maybe_int(2)?,
                list: row.maybe_int(3)?.map(ListId),
            })
        })
    }

    /// Who went on with a batch, the earliest first.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn batch_despite(&self, batch: BatchId) -> Result<Vec<Despite>> {
        self.tx().all(sql!("mailing/despite.sql"), &[Val::I(batch.0)], |row| {
            Ok(Despite {
                act: ActSeq(row.int(0)?),
                at: row.word(1, Moment::new)?,
                operator: row.text(2)?,
                reason: row.maybe_text(3)?.unwrap_or_default(),
                changes: row.int(4)?,
            })
        })
    }

    /// The decisions about characters that stand, by the character with its selector.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn character_rules(&self, known: Known) -> Result<BTreeMap<String, CharacterRule>> {
        let mut last = BTreeMap::new();
        self.tx().rows(sql!("mailing/characters.sql"), &[Val::I(known.0)], |row| {
            let rule = CharacterRule {
                how: row.word(1, PrintedAs::from_code)?,
                substitute: row.maybe_text(2)?,
                act: ActSeq(row.int(3)?),
                at: row.word(4, Moment::new)?,
                operator: row.text(5)?,
            };
            last.insert(row.text(0)?, rule);
            Ok(())
        })?;
        last.retain(|_, rule: &mut CharacterRule| rule.how != PrintedAs::Open);
        Ok(last)
    }
}

impl Entry<'_> {
    /// On what a batch rests.
    ///
    /// # Errors
    /// When there is no such batch, import or list.
    pub fn batch_source(&mut self, batch: BatchId, source: &Source) -> Result<()> {
        let (act, line) = self.line();
        let values = [
            batch.0.into(),
            act,
            line,
            source.asked.code().into(),
            source.asked_for.into(),
            source.import.into(),
            source.list.map(|list| list.0).into(),
        ];
        self.write(&tables::BATCH_SOURCE, &values)
    }

    /// A clerk goes on with a batch although so much has changed since.
    ///
    /// # Errors
    /// When there is no such batch.
    pub fn batch_despite(&mut self, batch: BatchId, changes: i64) -> Result<()> {
        let (act, line) = self.line();
        self.write(&tables::BATCH_DESPITE, &[batch.0.into(), act, line, changes.into()])
    }

    /// How a paper bears the name.
    ///
    /// # Errors
    /// When there is no such paper.
    pub fn paper_form(&mut self, member: MemberId, paper: PaperId, form: &PaperForm) -> Result<()> {
        let (act, line) = self.line();
        let values = [member.0.into(), paper.0.into(), act, line, Val::from(form.name.text()), form.mincho.into()];
        self.write(&tables::PAPER_FORM, &values)
    }

    /// How a character is printed from now on.
    ///
    /// # Errors
    /// When a substitute is missing, or there is one where none belongs.
    pub fn character_rule(&mut self, letter: &str, how: PrintedAs, substitute: Option<&str>) -> Result<()> {
        let (act, line) = self.line();
        self.write(&tables::CHARACTER_RULE, &[letter.into(), act, line, how.code().into(), substitute.into()])
    }
}
