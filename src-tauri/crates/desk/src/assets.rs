//! 様式・印影・発行者: what letters are made with. One person proposes it for a day on, another approves it; a batch is frozen with what is
//! in force on its day, and stops when that is no longer so.
//!
//! The seal of a former president once went out on 39,527 letters: nobody saw it before, and nothing stopped it. So what is not
//! approved is never printed, what has ended does not come back by itself, and the page of a batch shows the seal before it is printed.

use std::path::Path;
use std::sync::Arc;

use ledger::{
    Asset, AssetAct, AssetId, AssetStep, Batch, Known, Moment, NewAct, NewAsset, Operator, PaperKind, Variant,
};
use papers::{Kind, Layout, NoStamp, Stamp};
use rules::asset::{Term, What, in_force};
use rules::calendar::Day;
use rules::words::{Complaint, Lang, Said, Weight};

use crate::characters::letters;
use crate::plan::paper_kind;
use crate::release::Turn;
use crate::roles::Permission;
use crate::wire::{AssetHere, AssetLook, AssetNamed, Assets};
use crate::{Desk, Failure, Occasion, words};

/// The longest issuer and the longest name of a seal, in characters.
const LONGEST: usize = 40;

/// What is proposed.
#[derive(Debug, Clone)]
pub enum Proposal<'a> {
    /// 印影: a PNG, and what it is called.
    Seal {
        /// The picture.
        file: &'a [u8],
        /// Its name: 「理事長印（港太郎）」
        name: &'a str,
    },
    /// 発行者, as it is printed.
    Issuer(&'a str),
    /// A layout by name, file or seal.
    Layout {
        /// Which.
        name: &'a str,
        /// Which of the layouts of its kind.
        variant: Variant,
    },
}

/// What a batch is sealed with and in whose name it goes out.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stamps {
    pub(crate) seal: Option<Arc<Stamp>>,
    pub(crate) issuer: Option<String>,
    /// What the batch is frozen with, by number.
    pub(crate) ids: Vec<AssetId>,
}

/// Something that a batch was frozen with, or would be by now.
struct Overtaken {
    what: What,
    kept: Option<Asset>,
    now: Option<Asset>,
    accepted: bool,
}

impl Overtaken {
    /// Its approval was taken back: nobody goes on with it.
    fn withdrawn(&self) -> bool {
        self.kept.as_ref().is_some_and(|kept| kept.withdrawn.is_some())
    }
}

impl Desk {
    /// Everything that was ever proposed, and which of it is in force on a day.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn assets(&self, on: Day, lang: Lang) -> Result<Assets, Failure> {
        self.may_look()?;
        let known = self.ledger.now_known()?;
        let all = self.ledger.assets(known)?;
        let operators = self.ledger.operators(known)?;
        let mut rows: Vec<AssetHere> =
            all.iter().rev().map(|one| self.asset_here(one, &all, &operators, on, lang)).collect();
        rows.sort_by_key(|row| row.state != "proposed");
        Ok(Assets { on, waiting: all.iter().filter(|one| one.is_open()).count(), rows })
    }

    fn may_look(&self) -> Result<(), Failure> {
        let looking = [Permission::Settings, Permission::Audit].into_iter().any(|one| self.may(one));
        if looking { Ok(()) } else { self.must(Permission::View) }
    }

    fn asset_here(&self, one: &Asset, all: &[Asset], operators: &[Operator], on: Day, lang: Lang) -> AssetHere {
        let called = |act: &AssetAct| words::called(operators, &act.operator, lang);
        let stand = [("proposed", one.is_open()), ("withdrawn", one.withdrawn.is_some())];
        let state = stand.iter().find(|(_, is)| *is).map_or("approved", |(word, _)| word);
        let approved = one.approved.as_ref();
        AssetHere {
            id: one.id.0,
            what: one.new.what.code(),
            word: word(&one.new, lang),
            paper: one.new.paper.map(PaperKind::code),
            variant: one.new.variant.map(Variant::code),
            name: one.new.name.clone(),
            from: one.new.from,
            until: one.new.until,
            sha256: one.new.picture.clone().or_else(|| one.new.layout.clone()),
            state,
            said: state_word(state, approved.is_some_and(|(_, alone)| *alone), lang).to_owned(),
            in_force: forced(all, &one.new, on).is_some_and(|best| best.id == one.id),
            proposed_at: one.proposed.at.text().to_owned(),
            proposed_by: called(&one.proposed),
            approved_at: approved.map(|(act, _)| act.at.text().to_owned()),
            approved_by: approved.map(|(act, _)| called(act)),
            alone: approved.is_some_and(|(_, alone)| *alone),
            reason: one.withdrawn.as_ref().and_then(|act| act.reason.clone()),
            mine: one.is_open() && self.may(Permission::Release),
        }
    }

    /// Proposes a seal, an issuer or a layout for a day on; its number. Nothing of it is printed before another person approves it.
    ///
    /// # Errors
    /// When the picture is no seal, the issuer cannot be printed, the layout has mistakes, or the days are the wrong way round.
    pub fn propose(
        &mut self,
        proposal: &Proposal<'_>,
        from: Day,
        until: Option<Day>,
        occasion: &Occasion,
    ) -> Result<i64, Failure> {
        self.must(Permission::Settings)?;
        if until.is_some_and(|until| until < from) {
            return Err(refused("", "asset_days", DAYS));
        }
        let new = |what, name: &str| NewAsset {
            what,
            paper: None,
            variant: None,
            name: name.to_owned(),
            from,
            until,
            picture: None,
            layout: None,
        };
        let act = self.act_of("asset", occasion);
        let (seq, id) = match proposal {
            Proposal::Seal { file, name } => {
                Stamp::read(file).map_err(|no| no_stamp(name, no))?;
                let name = printable_name(name, "印影")?;
                self.ledger.act::<AssetId, Failure>(act, |entry| {
                    let picture = Some(entry.picture(file)?);
                    Ok(entry.asset(&NewAsset { picture, ..new(What::Seal, &name) })?)
                })?
            }
            Proposal::Issuer(text) => {
                let text = printable_name(text, "")?;
                self.ledger.act::<AssetId, Failure>(act, |entry| Ok(entry.asset(&new(What::Issuer, &text))?))?
            }
            Proposal::Layout { name, variant } => {
                let (called, text) = self.layout_named(name)?;
                let layout = Layout::read(&text, &called).map_err(Failure::refused)?;
                let kind = layout.kind().ok_or_else(|| refused(&called, "layout_kind", NO_PAPER))?;
                self.specimen_under(&layout, from, &Stamps::default())?.map_err(Failure::refused)?;
                self.ledger.act::<AssetId, Failure>(act, |entry| {
                    let layout = Some(entry.layout(&called, &text)?);
                    let (paper, variant) = (Some(paper_kind(kind)), Some(*variant));
                    Ok(entry.asset(&NewAsset { paper, variant, layout, ..new(What::Layout, &called) })?)
                })?
            }
        };
        self.keep_outside(seq);
        Ok(id.0)
    }

    /// Approves a proposal. Whoever proposed it may do so only where nobody else could, or a day after.
    ///
    /// # Errors
    /// When there is no such proposal, it is decided already, or another person must approve it.
    pub fn approve_asset(&mut self, id: i64, occasion: &Occasion) -> Result<(), Failure> {
        self.must(Permission::Release)?;
        let one = self.asset_of(id)?;
        if !one.is_open() {
            return Err(refused("", "asset_decided", DECIDED));
        }
        let prepared: [(&str, &Moment); 1] = [(&one.proposed.operator, &one.proposed.at)];
        let step = match self.turn(&prepared, occasion)? {
            Turn::Another => AssetStep::Approved,
            Turn::Alone => AssetStep::Alone,
            Turn::Waits { from, others, others_en } => return Err(waits(from.as_ref(), &others, &others_en)),
        };
        self.step_asset(&one, step, "asset_approved", None, occasion)
    }

    /// Withdraws a proposal, or takes an approval back: it is never printed from now on, and what had been in force before it
    /// does not come back by itself.
    ///
    /// # Errors
    /// When there is no such proposal, it is withdrawn already, or the reason is missing.
    pub fn withdraw_asset(&mut self, id: i64, reason: &str, occasion: &Occasion) -> Result<(), Failure> {
        if !self.may(Permission::Settings) {
            self.must(Permission::Release)?;
        }
        let one = self.asset_of(id)?;
        if one.withdrawn.is_some() {
            return Err(refused("", "asset_decided", DECIDED));
        }
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(refused("", "reason_missing", NO_REASON));
        }
        self.step_asset(&one, AssetStep::Withdrawn, "asset_withdrawn", Some(reason.to_owned()), occasion)
    }

    fn step_asset(
        &mut self,
        one: &Asset,
        step: AssetStep,
        kind: &'static str,
        reason: Option<String>,
        occasion: &Occasion,
    ) -> Result<(), Failure> {
        let act = NewAct { subject: Some(one.id.0.to_string()), reason, ..self.act_of(kind, occasion) };
        let id = one.id;
        let (seq, ()) = self.ledger.act::<(), Failure>(act, |entry| Ok(entry.asset_step(id, step)?))?;
        self.keep_outside(seq);
        Ok(())
    }

    fn asset_of(&self, id: i64) -> Result<Asset, Failure> {
        let all = self.ledger.assets(self.ledger.now_known()?)?;
        all.into_iter()
            .find(|one| one.id == AssetId(id))
            .ok_or_else(|| refused(&id.to_string(), "asset_unknown", UNKNOWN))
    }

    /// A specimen with a proposal beside one without it.
    ///
    /// # Errors
    /// When there is no such proposal, or the ledger cannot be read.
    pub fn asset_look(&self, id: i64, lang: Lang) -> Result<AssetLook, Failure> {
        self.may_look()?;
        let one = self.asset_of(id)?;
        let known = self.ledger.now_known()?;
        let all = self.ledger.assets(known)?;
        let on = one.new.from;
        let others: Vec<Asset> = all.iter().filter(|other| other.id != one.id).cloned().collect();
        let kind = one.new.paper.map_or(Kind::Certificate, kind_of);
        let present = self.layout_in_force(&others, kind, on)?;
        let proposed = match &one.new.layout {
            Some(seal) => self.layout_read(seal)?,
            None => present.clone(),
        };
        let before = self.stamps_of(&chosen(&others, on))?;
        let after = match one.new.what {
            What::Layout => before.clone(),
            _ => {
                let mut with = chosen(&others, on);
                with.retain(|other| other.new.what != one.new.what);
                with.push(&one);
                self.stamps_of(&with)?
            }
        };
        let page = |layout: &Layout, stamps: &Stamps| -> Result<Vec<u8>, Failure> {
            Ok(match self.specimen_under(layout, on, stamps)? {
                Ok((pdf, own)) => papers::picture(&pdf, own.start, crate::batches::SCALE).unwrap_or_default(),
                Err(_) => Vec::new(),
            })
        };
        let picture = one.new.picture.as_ref().map(|seal| self.ledger.picture(seal)).transpose()?.flatten();
        Ok(AssetLook {
            present: page(&present, &before)?,
            proposed: page(&proposed, &after)?,
            picture: picture.unwrap_or_default(),
            row: self.asset_here(&one, &all, &self.ledger.operators(known)?, on, lang),
        })
    }

    /// Writes a specimen with a proposal, one without it, and the picture of a seal, as PNG; the names of the files.
    ///
    /// # Errors
    /// When there is no such proposal, or the folder cannot be written.
    pub fn asset_pictures(&self, id: i64, out: &Path, lang: Lang) -> Result<Vec<String>, Failure> {
        crate::print::folder(out)?;
        let look = self.asset_look(id, lang)?;
        let mut files = crate::drafts::Drafts::new(out);
        let mut written = Vec::new();
        for (word, bytes) in [("present", look.present), ("proposed", look.proposed), ("seal", look.picture)] {
            if !bytes.is_empty() {
                let name = format!("asset-{id}-{word}.png");
                files.whole(&name, 0, &bytes)?;
                written.push(out.join(name).display().to_string());
            }
        }
        files.publish()?;
        Ok(written)
    }

    fn layout_read(&self, seal: &str) -> Result<Layout, Failure> {
        let (name, text) = self.layout_named(seal)?;
        Layout::read(&text, &name).map_err(Failure::others)
    }

    /// The layout that a kind of paper is printed with on a day; without an approved one the society's.
    fn layout_in_force(&self, all: &[Asset], kind: Kind, on: Day) -> Result<Layout, Failure> {
        let standard = layouts(all, kind, on).into_iter().find(|one| one.new.variant == Some(Variant::Standard));
        match standard.and_then(|one| one.new.layout.as_deref()) {
            Some(seal) => self.layout_read(seal),
            None => self.layout_read(&self.setting(kind, on, self.ledger.now_known()?)?.1),
        }
    }

    /// The file of a seal, by the number of its proposal.
    ///
    /// # Errors
    /// When there is no such seal, or the ledger cannot be read.
    pub fn seal_picture(&self, id: i64) -> Result<Vec<u8>, Failure> {
        self.may_look()?;
        let unknown = || refused(&id.to_string(), "asset_unknown", UNKNOWN);
        let seal = self.asset_of(id)?.new.picture.ok_or_else(unknown)?;
        self.ledger.picture(&seal)?.ok_or_else(unknown)
    }

    /// Which layout a batch is frozen with: as soon as the society has approved one for a kind of paper, no other than those that
    /// are in force. Answers its name and text, and its proposal.
    pub(crate) fn layout_to_freeze(
        &self,
        kind: Kind,
        asked: Option<&str>,
        usual: &str,
        on: Day,
    ) -> Result<((String, String), Option<AssetId>), Failure> {
        let all = self.ledger.assets(self.ledger.now_known()?)?;
        let good = layouts(&all, kind, on);
        if good.is_empty() && !governed(&all, kind, on) {
            return Ok((self.layout_named(asked.unwrap_or(usual))?, None));
        }
        let Some(asked) = asked else {
            let standard = good.iter().find(|one| one.new.variant == Some(Variant::Standard));
            let one = standard.ok_or_else(|| refused(kind.word(), "layout_not_in_force", NONE_IN_FORCE))?;
            let seal = one.new.layout.as_deref().unwrap_or_default();
            return Ok((self.layout_named(seal)?, Some(one.id)));
        };
        let (name, text) = self.layout_named(asked)?;
        let seal = intake::sha256(text.as_bytes());
        match good.iter().find(|one| one.new.layout.as_deref() == Some(&seal)) {
            Some(one) => Ok(((name, text), Some(one.id))),
            None => Err(refused(&name, "layout_not_approved", NOT_APPROVED)),
        }
    }

    /// What a batch of a layout is frozen with on a day: the seal and the issuer, where the layout has a place for them.
    ///
    /// # Errors
    /// When the layout demands a seal and none is in force.
    pub(crate) fn stamps(&self, layout: &Layout, on: Day) -> Result<Stamps, Failure> {
        let all = self.ledger.assets(self.ledger.now_known()?)?;
        let mut with = chosen(&all, on);
        with.retain(|one| shows(layout, one.new.what));
        let stamps = self.stamps_of(&with)?;
        if layout.seal() == Some(true) && stamps.seal.is_none() {
            return Err(refused(layout.name(), "seal_missing", NO_SEAL));
        }
        Ok(stamps)
    }

    /// The seal and the issuer that are in force on a day, for a specimen.
    pub(crate) fn stamps_on(&self, on: Day) -> Result<Stamps, Failure> {
        let all = self.ledger.assets(self.ledger.now_known()?)?;
        self.stamps_of(&chosen(&all, on))
    }

    /// What a batch was frozen with.
    pub(crate) fn stamps_kept(&self, batch: &Batch) -> Result<Stamps, Failure> {
        let ids = self.ledger.batch_assets(batch.id)?;
        let all = self.ledger.assets(batch.known)?;
        self.stamps_of(&all.iter().filter(|one| ids.contains(&one.id)).collect::<Vec<_>>())
    }

    fn stamps_of(&self, with: &[&Asset]) -> Result<Stamps, Failure> {
        let mut stamps = Stamps { ids: with.iter().map(|one| one.id).collect(), ..Stamps::default() };
        for one in with {
            match (&one.new.what, &one.new.picture) {
                (What::Issuer, _) => stamps.issuer = Some(one.new.name.clone()),
                (What::Seal, Some(seal)) => {
                    let file = self.ledger.picture(seal)?.unwrap_or_default();
                    let stamp = Stamp::read(&file).map_err(|no| no_stamp(&one.new.name, no))?;
                    stamps.seal = Some(Arc::new(stamp));
                }
                _ => {}
            }
        }
        Ok(stamps)
    }

    /// By name what a batch is frozen with.
    pub(crate) fn assets_named(&self, ids: &[AssetId], lang: Lang) -> Result<Vec<AssetNamed>, Failure> {
        let known = self.ledger.now_known()?;
        let (all, operators) = (self.ledger.assets(known)?, self.ledger.operators(known)?);
        Ok(all.iter().filter(|one| ids.contains(&one.id)).map(|one| named(one, &operators, lang)).collect())
    }

    /// What a batch was frozen with, and what of it is no longer in force; what would be on it by now and is not stands there too.
    pub(crate) fn batch_assets_later(
        &self,
        batch: &Batch,
        kind: Kind,
        gone_on: Option<(Known, Day)>,
        today: Day,
        lang: Lang,
    ) -> Result<Vec<AssetNamed>, Failure> {
        let operators = self.ledger.operators(self.ledger.now_known()?)?;
        let overtaken = self.overtaken_assets(batch, kind, gone_on, today)?;
        let mut rows = self.assets_named(&self.ledger.batch_assets(batch.id)?, lang)?;
        for one in &overtaken {
            let said = Some(one.said().in_lang(lang).to_owned());
            let kept = one.kept.as_ref().and_then(|kept| rows.iter_mut().find(|row| row.id == kept.id.0));
            match (kept, &one.now) {
                (Some(row), _) => (row.later, row.accepted) = (said, one.accepted),
                (None, Some(now)) => {
                    rows.push(AssetNamed { later: said, accepted: one.accepted, ..named(now, &operators, lang) });
                }
                (None, None) => {}
            }
        }
        Ok(rows)
    }

    /// What stops a batch of what it was frozen with, each in a sentence; `gone_on` is what somebody knew who went on with it.
    pub(crate) fn assets_stop(
        &self,
        batch: &Batch,
        kind: Kind,
        gone_on: Option<(Known, Day)>,
        today: Day,
    ) -> Result<Vec<Complaint>, Failure> {
        let overtaken = self.overtaken_assets(batch, kind, gone_on, today)?;
        let stopping = overtaken.into_iter().filter(|one| !one.accepted);
        Ok(stopping.map(|one| one.complaint(&batch.code)).collect())
    }

    /// What was withdrawn is gone on with by nobody.
    pub(crate) fn nothing_withdrawn(&self, batch: &Batch, kind: Kind, today: Day) -> Result<(), Failure> {
        let mut overtaken = self.overtaken_assets(batch, kind, None, today)?;
        overtaken.retain(Overtaken::withdrawn);
        if overtaken.is_empty() {
            return Ok(());
        }
        Err(Failure::refused(overtaken.iter().map(|one| one.complaint(&batch.code)).collect()))
    }

    fn overtaken_assets(
        &self,
        batch: &Batch,
        kind: Kind,
        gone_on: Option<(Known, Day)>,
        today: Day,
    ) -> Result<Vec<Overtaken>, Failure> {
        let all = self.ledger.assets(self.ledger.now_known()?)?;
        if all.is_empty() {
            return Ok(Vec::new());
        }
        let ids = self.ledger.batch_assets(batch.id)?;
        let layout = self.layout_of(batch, &batch.code)?;
        let on = batch.on.max(today);
        let then = match gone_on {
            Some((known, day)) => Some((self.ledger.assets(known)?, batch.on.max(day))),
            None => None,
        };
        let mut found = Vec::new();
        for what in What::ALL.iter().copied() {
            let kept = all.iter().find(|one| one.new.what == what && ids.contains(&one.id));
            if kept.is_none() && !shows(&layout, what) {
                continue;
            }
            let stands = |all: &[Asset], on: Day| -> Option<Asset> {
                match (what, kept) {
                    (What::Layout, kept) => {
                        let good = layouts(all, kind, on);
                        let same = good.iter().find(|one| one.new.layout == batch.layout);
                        let variant = kept.map_or(Some(Variant::Standard), |kept| kept.new.variant);
                        let other = good.iter().find(|one| one.new.variant == variant).or_else(|| good.first());
                        same.or(other).map(|one| (*one).clone())
                    }
                    _ => chosen(all, on).into_iter().find(|one| one.new.what == what).cloned(),
                }
            };
            let now = stands(&all, on);
            let same = match (what, kept, &now) {
                // What nobody has put under approval is printed as it always was.
                (What::Layout, None, None) => true,
                (What::Layout, _, Some(now)) => now.new.layout == batch.layout,
                (_, None, None) => true,
                (_, Some(kept), Some(now)) => content(&kept.new) == content(&now.new),
                _ => false,
            };
            let withdrawn = kept.is_some_and(|kept| kept.withdrawn.is_some());
            if !same || withdrawn {
                let id = |one: Option<&Asset>| one.map(|one| one.id);
                let known = then.as_ref().is_some_and(|(all, on)| id(stands(all, *on).as_ref()) == id(now.as_ref()));
                found.push(Overtaken { what, kept: kept.cloned(), now, accepted: known && !withdrawn });
            }
        }
        Ok(found)
    }
}

impl Overtaken {
    fn said(&self) -> Said {
        let (ja, en) = match self.what {
            What::Seal => ("印影", "seal"),
            What::Issuer => ("発行者", "issuer"),
            What::Layout => ("様式", "layout"),
        };
        let title = |one: &Asset| one.new.name.clone();
        match (&self.kept, &self.now) {
            (Some(kept), _) if kept.withdrawn.is_some() => Said::new(
                format!("この束の{ja}「{}」は、承認が取り下げられています。", title(kept)),
                format!("The approval of this batch's {en} ({}) was taken back.", title(kept)),
            ),
            (Some(kept), Some(now)) => Said::new(
                format!(
                    "この束の{ja}「{}」は、{}から「{}」に替わっています。",
                    title(kept),
                    now.new.from.wareki(),
                    title(now)
                ),
                format!("This batch's {en} ({}) is {} from {} on.", title(kept), title(now), now.new.from),
            ),
            (Some(kept), None) => Said::new(
                format!("この束の{ja}「{}」は、もう使えません（期間が終わりました）。", title(kept)),
                format!("This batch's {en} ({}) has ended.", title(kept)),
            ),
            (None, Some(now)) => Said::new(
                format!(
                    "この束は{ja}「{}」（{}から）が承認される前に確定しました。",
                    title(now),
                    now.new.from.wareki()
                ),
                format!("This batch was frozen before the {en} ({}, from {}) was approved.", title(now), now.new.from),
            ),
            (None, None) => Said::new(
                format!("この束の{ja}は、承認されたものではありません。"),
                format!("This batch's {en} is none that was approved."),
            ),
        }
    }

    fn complaint(&self, batch: &str) -> Complaint {
        let hint = if self.withdrawn() {
            Said::new(
                "この束はこのままでは送れません。取り消して確定し直すか、印刷したものを廃棄してください。",
                "It cannot go out as it is. Take the batch back and freeze it anew, or destroy what was printed.",
            )
        } else {
            Said::new(
                "束を取り消して確定し直してください。このまま続けるときは、理由を記録してください。",
                "Take the batch back and freeze it anew, or go on with a reason that is recorded.",
            )
        };
        Complaint {
            place: batch.to_owned(),
            code: match self.what {
                What::Seal => "seal_overtaken",
                What::Issuer => "issuer_overtaken",
                What::Layout => "layout_overtaken",
            },
            weight: Weight::Refusal,
            sentence: self.said(),
            hint,
        }
    }
}

/// Does a layout have a place for it?
fn shows(layout: &Layout, what: What) -> bool {
    match what {
        What::Seal => layout.seal().is_some(),
        What::Issuer => layout.names_issuer(),
        What::Layout => true,
    }
}

/// What is printed of it: two proposals of one content are one.
fn content(new: &NewAsset) -> &str {
    new.picture.as_deref().or(new.layout.as_deref()).unwrap_or(&new.name)
}

/// The one that is in force among those that a proposal stands in line with.
fn forced<'a>(all: &'a [Asset], with: &NewAsset, on: Day) -> Option<&'a Asset> {
    let line: Vec<&Asset> = all
        .iter()
        .filter(|one| (one.new.what, one.new.paper, one.new.variant) == (with.what, with.paper, with.variant))
        .collect();
    let terms: Vec<Term> = line.iter().map(|one| one.term()).collect();
    in_force(&terms, on).map(|at| line[at])
}

/// The seal and the issuer that are in force.
fn chosen(all: &[Asset], on: Day) -> Vec<&Asset> {
    let first = |what: What| all.iter().find(|one| one.new.what == what);
    [What::Seal, What::Issuer].into_iter().filter_map(|what| forced(all, &first(what)?.new, on)).collect()
}

/// The layouts of a kind of paper that are in force, each variant's.
fn layouts(all: &[Asset], kind: Kind, on: Day) -> Vec<&Asset> {
    let paper = Some(paper_kind(kind));
    let of = |variant: &Variant| all.iter().find(|one| one.new.paper == paper && one.new.variant == Some(*variant));
    Variant::ALL.iter().filter_map(|variant| forced(all, &of(variant)?.new, on)).collect()
}

/// Has the society ever put the layouts of a kind of paper under approval?
fn governed(all: &[Asset], kind: Kind, on: Day) -> bool {
    let paper = Some(paper_kind(kind));
    all.iter().any(|one| one.new.paper == paper && one.approved.is_some() && one.new.from <= on)
}

fn kind_of(kind: PaperKind) -> Kind {
    Kind::from_code(kind.code()).unwrap_or(Kind::Certificate)
}

fn named(one: &Asset, operators: &[Operator], lang: Lang) -> AssetNamed {
    let approved = one.approved.as_ref();
    AssetNamed {
        id: one.id.0,
        what: one.new.what.code(),
        word: word(&one.new, lang),
        name: one.new.name.clone(),
        from: one.new.from,
        approved_by: approved.map(|(act, _)| words::called(operators, &act.operator, lang)).unwrap_or_default(),
        alone: approved.is_some_and(|(_, alone)| *alone),
        later: None,
        accepted: false,
    }
}

fn word(new: &NewAsset, lang: Lang) -> String {
    let (ja, en) = match new.what {
        What::Seal => ("印影", "seal"),
        What::Issuer => ("発行者", "issuer"),
        What::Layout => ("様式", "layout"),
    };
    let head = if lang == Lang::Ja { ja } else { en };
    let Some(paper) = new.paper else { return head.to_owned() };
    let variant = match (new.variant, lang) {
        (Some(Variant::Large), Lang::Ja) => "・大きな文字",
        (Some(Variant::Large), Lang::En) => ", large print",
        (Some(Variant::Plain), Lang::Ja) => "・やさしい日本語",
        (Some(Variant::Plain), Lang::En) => ", plain Japanese",
        _ => "",
    };
    let paper = words::word(paper.code(), lang);
    if lang == Lang::Ja { format!("{head}（{paper}{variant}）") } else { format!("{head} ({paper}{variant})") }
}

fn state_word(state: &str, alone: bool, lang: Lang) -> &'static str {
    let (ja, en) = match state {
        "proposed" => ("承認を待っています", "waits for an approval"),
        "withdrawn" => ("取り下げ", "withdrawn"),
        _ if alone => ("承認済み（一人で行った）", "approved (alone)"),
        _ => ("承認済み", "approved"),
    };
    if lang == Lang::Ja { ja } else { en }
}

/// Which of the layouts of a kind a word means.
///
/// # Errors
/// When there is none of this name.
pub fn variant(word: &str) -> Result<Variant, Failure> {
    Variant::from_code(word).ok_or_else(|| {
        let known: Vec<&str> = Variant::ALL.iter().map(|one| one.code()).collect();
        Failure::usage(Complaint {
            place: word.to_owned(),
            code: "variant_unknown",
            weight: Weight::Refusal,
            sentence: Said::new("この種類の様式はありません。", "There is no such variant of a layout."),
            hint: Said::new(
                format!("{}のいずれかです。", known.join("、")),
                format!("It is one of {}.", known.join(", ")),
            ),
        })
    })
}

/// Reads the file of a picture, no more of it than a seal may have.
///
/// # Errors
/// When it cannot be read.
pub fn picture_file(path: &Path) -> Result<Vec<u8>, Failure> {
    use std::io::Read;
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(|error| Failure::file(path, &error))?;
    // One byte more tells that it is too large.
    let most = u64::try_from(papers::LARGEST).unwrap_or(u64::MAX).saturating_add(1);
    file.take(most).read_to_end(&mut bytes).map_err(|error| Failure::file(path, &error))?;
    Ok(bytes)
}

/// A name without spaces at its ends that the typefaces have; `otherwise` where there is none.
fn printable_name(text: &str, otherwise: &str) -> Result<String, Failure> {
    let text = Some(text.trim()).filter(|text| !text.is_empty()).unwrap_or(otherwise);
    if text.is_empty() || LONGEST < text.chars().count() {
        return Err(refused(text, "asset_name", NAME));
    }
    let found = papers::letters(None, std::iter::once(text), &mut |_, _| {});
    let bad: Vec<&str> = letters(text)
        .filter(|one| !matches!(found.get(*one), Some(papers::Found::Shipped | papers::Found::Mincho)))
        .collect();
    if bad.is_empty() {
        Ok(text.to_owned())
    } else {
        Err(refused(&crate::characters::codes(&bad.concat()), "asset_letters", LETTERS))
    }
}

fn no_stamp(name: &str, no: NoStamp) -> Failure {
    let (sentence, hint) = no.said();
    let place = name.to_owned();
    Failure::refused(vec![Complaint { place, code: no.code(), weight: Weight::Refusal, sentence, hint }])
}

fn waits(from: Option<&Moment>, others: &[String], others_en: &[String]) -> Failure {
    let hint = match (from, others) {
        (Some(from), _) => {
            let (day, clock) = (from.day_in_japan(), from.in_japan()[11..].to_owned());
            Said::new(
                format!("{} {clock}から、一人で承認できます（「一人で行った」と記録されます）。", day.wareki()),
                format!("From {day} {clock} on it can be approved alone, which is recorded."),
            )
        }
        (None, []) => Said::new("別の責任者に承認を頼んでください。", "Ask another supervisor."),
        (None, some) => Said::new(
            format!(
                "{}に承認を頼んでください。急ぐときは、24時間たてば一人で承認できます（「一人で行った」と記録されます）。",
                some.join("、")
            ),
            format!("Ask {}. After 24 hours it can be approved alone, which is recorded.", others_en.join(", ")),
        ),
    };
    Failure::refused(vec![Complaint {
        place: String::new(),
        code: "release_needed",
        weight: Weight::Refusal,
        sentence: Said::new(
            "印影・発行者・様式は、申し出た人とは別の責任者が承認します。まだ使われません。",
            "Another supervisor than whoever proposed it approves a seal, an issuer or a layout. It is not in use yet.",
        ),
        hint,
    }])
}

/// A sentence and a hint, each in Japanese and in English.
type Sentences = ((&'static str, &'static str), (&'static str, &'static str));

const DAYS: Sentences = (
    ("終わりの日が、始まりの日より前です。", "The last day lies before the first."),
    ("日付を確かめてください。", "Look at the days again."),
);
const NAME: Sentences = (
    ("名前がないか、長すぎます（40文字まで）。", "The name is missing or too long (40 characters at most)."),
    ("発行者は「理事長　港　太郎」のように書きます。", "An issuer is written as it is to be printed."),
);
const LETTERS: Sentences = (
    ("印字できない文字があります。", "It has characters that cannot be printed."),
    ("標準の文字に直してください。", "Use standard characters."),
);
const UNKNOWN: Sentences = (
    ("この番号の申し出はありません。", "There is no proposal of this number."),
    ("一覧で番号を確かめてください。", "Look at the list for its number."),
);
const DECIDED: Sentences = (
    ("すでに承認されたか、取り下げられています。", "It was approved or withdrawn already."),
    ("一覧で確かめてください。", "Look at the list."),
);
const NO_REASON: Sentences = (
    ("取り下げる理由がありません。", "There is no reason."),
    ("なぜ取り下げるのかを書いてください。", "Say why it is withdrawn."),
);
const NO_PAPER: Sentences = (
    ("書類の様式ではありません。", "This is no layout of a paper."),
    ("kind のある様式を指定してください。", "Name a layout that has a kind."),
);
const NONE_IN_FORCE: Sentences = (
    ("この日に使える承認済みの様式がありません。", "No approved layout is in force on the day."),
    ("様式を申し出て、別の責任者の承認を受けてください。", "Propose one and have another supervisor approve it."),
);
const NOT_APPROVED: Sentences = (
    ("この様式は、この日に使えるものとして承認されていません。", "This layout is not approved for the day."),
    (
        "承認済みの様式で確定するか、この様式を申し出て別の責任者の承認を受けてください。",
        "Use an approved layout, or propose this one and have another supervisor approve it.",
    ),
);
const NO_SEAL: Sentences = (
    (
        "この様式には印影が要りますが、この日に使える承認済みの印影がありません。",
        "This layout demands a seal, and no approved seal is in force on the day.",
    ),
    (
        "印影を申し出て、別の責任者の承認を受けてから、もう一度確定してください。",
        "Propose a seal, have another supervisor approve it, and freeze the batch again.",
    ),
);

fn refused(place: &str, code: &'static str, (sentence, hint): Sentences) -> Failure {
    Failure::refused(vec![Complaint::refusal(place, code, sentence, hint)])
}
