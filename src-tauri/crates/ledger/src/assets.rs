//! 様式・印影・発行者: what letters are made with, from which day on, who proposed it and who approved it.

use rules::asset::{Stand, Term, What};
use rules::calendar::Day;

use crate::acts::{Known, Moment};
use crate::book::Ledger;
use crate::door::{Tx, Val, sql};
use crate::entry::Entry;
use crate::error::{Error, Result};
use crate::facts::{ActSeq, BatchId, PaperKind};
use crate::seal::sha256;
use crate::tables;

rules::coded! {
    /// Which of the layouts of one kind of paper.
    Variant {
        /// ふつうの様式
        Standard = "standard",
        /// 大きな文字
        Large = "large",
        /// やさしい日本語
        Plain = "plain",
    }
}

rules::coded! {
    /// What became of a proposal.
    AssetStep {
        /// 承認: by another person.
        Approved = "approved",
        /// By whoever proposed it, because nobody else could.
        Alone = "alone",
        /// 取下げ
        Withdrawn = "withdrawn",
    }
}

/// The number of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AssetId(pub i64);

/// Who did something to a proposal, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssetAct {
    /// The act.
    pub act: ActSeq,
    /// When.
    pub at: Moment,
    /// Who.
    pub operator: String,
    /// Why, where that was said.
    pub reason: Option<String>,
}

/// What is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAsset {
    /// A seal, an issuer or a layout.
    pub what: What,
    /// For which paper, of a layout.
    pub paper: Option<PaperKind>,
    /// Which of its layouts.
    pub variant: Option<Variant>,
    /// What it is called; of an issuer what is printed.
    pub name: String,
    /// The first day.
    pub from: Day,
    /// The last day, where one is known.
    pub until: Option<Day>,
    /// Of a seal the picture, by its seal.
    pub picture: Option<String>,
    /// Of a layout its text, by its seal.
    pub layout: Option<String>,
}

/// A proposal and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Its number.
    pub id: AssetId,
    /// What it is.
    pub new: NewAsset,
    /// Who proposed it.
    pub proposed: AssetAct,
    /// Who approved it; `true` when it was the same person.
    pub approved: Option<(AssetAct, bool)>,
    /// Who withdrew it.
    pub withdrawn: Option<AssetAct>,
}

impl Asset {
    /// Its days, and whether it may be printed.
    #[must_use]
    pub fn term(&self) -> Term {
        let stand = match (&self.approved, &self.withdrawn) {
            (None, _) => Stand::Proposed,
            (Some((act, _)), Some(_)) => Stand::Withdrawn(act.act.0),
            (Some((act, _)), None) => Stand::Approved(act.act.0),
        };
        Term { from: self.new.from, until: self.new.until, stand }
    }

    /// Nobody has decided about it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.approved.is_none() && self.withdrawn.is_none()
    }
}

impl Ledger {
    /// Everything that was ever proposed, as known, in that order.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn assets(&self, known: Known) -> Result<Vec<Asset>> {
        assets(self.tx(), known)
    }

    /// The file of a picture, by its seal.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn picture(&self, sha256: &str) -> Result<Option<Vec<u8>>> {
        self.tx().one(sql!("assets/picture.sql"), &[sha256.into()], |row| row.blob(0))
    }

    /// What a batch was frozen with.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn batch_assets(&self, batch: BatchId) -> Result<Vec<AssetId>> {
        self.tx().all(sql!("assets/of_batch.sql"), &[Val::I(batch.0)], |row| Ok(AssetId(row.int(0)?)))
    }
}

fn assets(tx: &Tx, known: Known) -> Result<Vec<Asset>> {
    let mut assets = tx.all(sql!("assets/all.sql"), &[Val::I(known.0)], |row| {
        Ok(Asset {
            id: AssetId(row.int(0)?),
            new: NewAsset {
                what: row.word(1, What::from_code)?,
                paper: row.maybe_word(2, PaperKind::from_code)?,
                variant: row.maybe_word(3, Variant::from_code)?,
                name: row.text(4)?,
                from: row.day(5)?,
                until: row.maybe_day(6)?,
                picture: row.maybe_text(7)?,
                layout: row.maybe_text(8)?,
            },
            proposed: AssetAct {
                act: ActSeq(row.int(9)?),
                at: row.word(10, Moment::new)?,
                operator: row.text(11)?,
                reason: None,
            },
            approved: None,
            withdrawn: None,
        })
    })?;
    tx.rows(sql!("assets/steps.sql"), &[Val::I(known.0)], |row| {
        let id = AssetId(row.int(0)?);
        let step = row.word(1, AssetStep::from_code)?;
        let done = AssetAct {
            act: ActSeq(row.int(2)?),
            at: row.word(3, Moment::new)?,
            operator: row.text(4)?,
            reason: row.maybe_text(5)?,
        };
        if let Some(asset) = assets.iter_mut().find(|one| one.id == id) {
            match step {
                AssetStep::Withdrawn => asset.withdrawn = Some(done),
                AssetStep::Approved | AssetStep::Alone => asset.approved = Some((done, step == AssetStep::Alone)),
            }
        }
        Ok(())
    })?;
    Ok(assets)
}

impl Entry<'_> {
    /// Keeps the file of a picture; its seal.
    ///
    /// # Errors
    /// When it is empty or too large.
    pub fn picture(&mut self, file: &[u8]) -> Result<String> {
        let seal = sha256(file);
        let known = self.tx.one(sql!("assets/picture.sql"), &[Val::from(&seal)], |_| Ok(()))?;
        if known.is_none() {
            let (act, line) = self.line();
            self.write(&tables::PICTURE, &[Val::from(&seal), act, line, Val::B(file)])?;
        }
        Ok(seal)
    }

    /// A proposal; its number.
    ///
    /// # Errors
    /// When something of it is missing, or its days are the wrong way round.
    pub fn asset(&mut self, new: &NewAsset) -> Result<AssetId> {
        let id = self.tx.one(sql!("assets/last.sql"), &[], |row| row.int(0))?.unwrap_or(0) + 1;
        let (act, line) = self.line();
        let values = [
            id.into(),
            act,
            line,
            new.what.code().into(),
            new.paper.map(PaperKind::code).into(),
            new.variant.map(Variant::code).into(),
            Val::from(&new.name),
            new.from.into(),
            new.until.into(),
            new.picture.as_deref().into(),
            new.layout.as_deref().into(),
        ];
        self.write(&tables::ASSET, &values)?;
        Ok(AssetId(id))
    }

    /// What becomes of a proposal.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is no such proposal, or it was approved or withdrawn a moment ago.
    pub fn asset_step(&mut self, asset: AssetId, step: AssetStep) -> Result<()> {
        let now = assets(self.tx, Known(self.seq().0))?.into_iter().find(|one| one.id == asset);
        let fits = now.is_some_and(|one| one.withdrawn.is_none() && (step == AssetStep::Withdrawn || one.is_open()));
        if !fits {
            return Err(Error::Refused("this proposal is decided already".to_owned()));
        }
        let (act, line) = self.line();
        self.write(&tables::ASSET_STEP, &[asset.0.into(), act, line, step.code().into()])
    }

    /// A batch is frozen with it.
    ///
    /// # Errors
    /// When there is no such batch or proposal.
    pub fn batch_asset(&mut self, batch: BatchId, asset: AssetId) -> Result<()> {
        let (act, line) = self.line();
        self.write(&tables::BATCH_ASSET, &[batch.0.into(), asset.0.into(), act, line])
    }
}
