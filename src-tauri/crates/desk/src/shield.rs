//! 郵送の保護 (DV等支援措置): the mail of somebody in danger goes to their own address of delivery, alone in its envelope, and the
//! address is shown nowhere without a reason.
//!
//! Who is shielded now is shielded on every day that is looked at. What was frozen before stays as it is, so it is not let out
//! any more: whoever prints, inserts or posts it is stopped.

use std::collections::HashSet;

use ledger::{Addressed, Batch, Known, MemberId, Myna, NewAct, PaperId, PaperLife, PaperState, SheetRow, State};
use papers::Route;
use rules::calendar::Day;
use rules::case::Access;
use rules::words::{Complaint, Lang, Said, Weight};

use crate::case::{member, printable};
use crate::decide::Question;
use crate::print::FAR_FUTURE;
use crate::roles::Permission;
use crate::wire::{AccessChanged, AddressShown, PaperUnderWay, PostalAddress, Shielded};
use crate::{Desk, Failure, Occasion};

/// What stands in the place of an address that is not shown.
pub(crate) const HIDDEN: &str = "****";

/// Frozen, and still in the house.
pub(crate) const INSIDE: [PaperLife; 3] = [PaperLife::Planned, PaperLife::Printed, PaperLife::Inserted];

/// Whether a member's own data may be looked at, by its word.
///
/// # Errors
/// When it is neither.
pub fn access_named(word: &str) -> Result<Access, Failure> {
    Access::from_code(word).ok_or_else(|| {
        Failure::usage(Complaint {
            place: word.to_owned(),
            code: "neither_blocked_nor_open",
            weight: Weight::Refusal,
            sentence: Said::new("閲覧をどうするかが分かりません。", "Neither blocked nor open."),
            hint: Said::new("blocked（停止）か open（できる）を指定してください。", "Give blocked or open."),
        })
    })
}

impl Desk {
    /// Shields a member's mail from now on, or no longer, for a reason that goes into the journal.
    ///
    /// # Errors
    /// When it is not permitted, no reason is given, the member is unknown, or it is so already; then nothing is written.
    pub fn shield(
        &mut self,
        text: &str,
        on: bool,
        reason: &str,
        lang: Lang,
        occasion: &Occasion,
    ) -> Result<Shielded, Failure> {
        self.must(Permission::Edit)?;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(no_reason(
                "郵送の保護を変える理由がありません。",
                "There is no reason for changing the shield of the mail.",
            ));
        }
        let id = self.member(text, occasion.today)?;
        if self.ledger.shielded()?.contains(&id) == on {
            return Err(already(text, on));
        }
        let kind = if on { "shield_on" } else { "shield_off" };
        let subject = self.ledger.code_of(id)?;
        let act = NewAct { subject, reason: Some(reason.to_owned()), ..self.act_of(kind, occasion) };
        self.ledger.act::<(), Failure>(act, |entry| Ok(entry.shield(id, on)?))?;
        let state = self.state(id, occasion.today, self.ledger.now_known()?)?;
        let state = state.ok_or_else(|| crate::show::unknown_then(text))?;
        let under_way = if on { self.under_way(id, lang)? } else { Vec::new() };
        let said = if !on {
            Said::new("郵送の保護を解きました。", "The shield is taken back.")
        } else if state.delivery.is_none() {
            Said::new(
                "郵送を保護しました。本人だけの送付先が登録されるまで、この方には何も送りません。",
                "The mail is shielded. Nothing is sent before an address of delivery of their own is recorded.",
            )
        } else {
            Said::new(
                "郵送を保護しました。これからは本人の送付先だけに、一通ずつ送ります。",
                "The mail is shielded: it goes to the member's own address of delivery alone, each in its envelope.",
            )
        };
        let shielded = Shielded {
            member: member(&state),
            code: state.code.clone(),
            name: printable(&state).text().to_owned(),
            shielded: on,
            delivery: state.delivery.is_some(),
            sentence: said.in_lang(lang).to_owned(),
            under_way,
        };
        self.showing_one("shield", id, || Ok((shielded, vec![id])))
    }

    /// 自己情報の閲覧の停止 (自己情報提供不可フラグ): from a day on the member's own data cannot be looked at or used, or can again. Whoever's
    /// access is blocked gets a certificate without applying.
    ///
    /// # Errors
    /// When it is not permitted, no reason is given, the member is unknown; then nothing is written, nor when it is so already.
    pub fn block_access(
        &mut self,
        text: &str,
        access: Access,
        reason: &str,
        on: Day,
        occasion: &Occasion,
    ) -> Result<AccessChanged, Failure> {
        self.must(Permission::Edit)?;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(no_reason(
                "自己情報の閲覧を変える理由がありません。",
                "There is no reason for changing who may look at the member's own data.",
            ));
        }
        let id = self.member(text, on)?;
        let state = self.ledger.state(id, on, self.ledger.now_known()?)?;
        let state = state.ok_or_else(|| crate::show::unknown_then(text))?;
        let before = state.myna.access;
        if before != access {
            let subject = Some(state.code.clone());
            let act = NewAct { subject, reason: Some(reason.to_owned()), on, ..self.act_of("access", occasion) };
            self.ledger.act::<(), Failure>(act, |entry| {
                // What a colleague recorded a moment ago stays.
                let now = entry.state(id, on)?.ok_or_else(|| crate::show::unknown_then(text))?;
                Ok(entry.myna(id, on, &Myna { access, ..now.myna })?)
            })?;
        }
        Ok(AccessChanged {
            member: member(&state),
            code: state.code.clone(),
            on,
            before: before.code(),
            after: access.code(),
        })
    }

    /// The addresses of a shielded member, for a reason that goes into the journal before they are shown.
    ///
    /// # Errors
    /// When it is not permitted, no reason is given, or the member is unknown.
    pub fn shielded_address(
        &mut self,
        text: &str,
        question: &Question,
        reason: &str,
        occasion: &Occasion,
    ) -> Result<AddressShown, Failure> {
        self.must(Permission::Edit)?;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(no_reason("住所を見る理由がありません。", "There is no reason for seeing the address."));
        }
        let id = self.member(text, question.on)?;
        let known = self.known(question.known_at.as_ref())?;
        let state = self.state(id, question.on, known)?.ok_or_else(|| crate::show::unknown_then(text))?;
        let act = NewAct {
            subject: Some(state.code.clone()),
            reason: Some(reason.to_owned()),
            ..self.act_of("address_shown", occasion)
        };
        self.ledger.act::<(), Failure>(act, |_| Ok(()))?;
        let shown = AddressShown {
            member: member(&state),
            code: state.code.clone(),
            home: state.home.as_ref().map(postal),
            delivery: state.delivery.as_ref().map(postal),
        };
        self.showing_one("address", id, || Ok((shown, vec![id])))
    }

    /// What of a batch would give a shielded member away when it is let out: whose sheets, each with what is wrong. Only papers
    /// that are somewhere among `lives` are asked about.
    pub(crate) fn gives_away(
        &self,
        batch: &Batch,
        papers: &[PaperState],
        lives: &[PaperLife],
    ) -> Result<Vec<(MemberId, Complaint)>, Failure> {
        let shielded = self.ledger.shielded()?;
        if shielded.is_empty() {
            return Ok(Vec::new());
        }
        let here: HashSet<PaperId> =
            papers.iter().filter(|paper| lives.contains(&paper.life)).map(|paper| paper.id).collect();
        let rows = self.ledger.sheets(batch.id)?;
        let mut wrong = Vec::new();
        for row in rows.iter().filter(|row| shielded.contains(&row.member)) {
            if !row.paper.is_some_and(|paper| here.contains(&paper)) {
                continue;
            }
            // Whose paper is taken out of the envelope shares it no more.
            let company = |other: &&SheetRow| {
                other.envelope == row.envelope
                    && other.member != row.member
                    && other.paper.is_some_and(|paper| here.contains(&paper))
            };
            let shared = rows.iter().any(|other| company(&other));
            if row.route == Route::Home.code() && !shared && self.went_to_delivery(batch, row.member)? {
                continue;
            }
            let number = self
                .state(row.member, FAR_FUTURE, self.ledger.now_known()?)?
                .map(|state| member(&state))
                .unwrap_or_default();
            wrong.push((row.member, broken(&number, row.sheet)));
        }
        Ok(wrong)
    }

    /// As it was frozen: did the letter bear the member's own address of delivery?
    fn went_to_delivery(&self, batch: &Batch, id: MemberId) -> Result<bool, Failure> {
        let state = self.state(id, batch.on, Known::after(ledger::ActSeq(batch.act.0 - 1)))?;
        Ok(state.is_some_and(|state| state.delivery.is_some()))
    }

    /// The papers of a member that are frozen and have not left the house, and would give them away.
    fn under_way(&self, id: MemberId, lang: Lang) -> Result<Vec<PaperUnderWay>, Failure> {
        let state = self.state(id, FAR_FUTURE, self.ledger.now_known()?)?;
        let papers = state.map(|state| state.papers).unwrap_or_default();
        let mut found = Vec::new();
        for paper in &papers {
            let Some(batch) = paper.batch.map(|batch| self.ledger.batch(batch)).transpose()?.flatten() else {
                continue;
            };
            if !INSIDE.contains(&paper.life) {
                continue;
            }
            // Whoever shares its envelope is in the batch too: all of its papers are asked.
            let all = self.papers_of(&batch)?;
            if self.gives_away(&batch, &all, &INSIDE)?.iter().all(|(member, _)| *member != id) {
                continue;
            }
            found.push(PaperUnderWay {
                paper: paper.code.clone(),
                batch: batch.code.clone(),
                state: paper.life.code(),
                sentence: way_out(paper.life).in_lang(lang).to_owned(),
            });
        }
        Ok(found)
    }

    /// Stops what would give a shielded member away.
    pub(crate) fn gives_nobody_away(
        &self,
        batch: &Batch,
        papers: &[PaperState],
        lives: &[PaperLife],
    ) -> Result<(), Failure> {
        let wrong: Vec<Complaint> =
            self.gives_away(batch, papers, lives)?.into_iter().map(|(_, complaint)| complaint).collect();
        if wrong.is_empty() { Ok(()) } else { Err(Failure::refused(wrong)) }
    }

    /// Stops one paper that would give its member away.
    pub(crate) fn paper_gives_nobody_away(&self, paper: &PaperState) -> Result<(), Failure> {
        if !self.ledger.shielded()?.contains(&paper.member) {
            return Ok(());
        }
        let batch = paper.batch.map(|batch| self.ledger.batch(batch)).transpose()?.flatten();
        let Some(batch) = batch else { return Ok(()) };
        let lives = [INSIDE.as_slice(), &[PaperLife::Undelivered]].concat();
        let of = |found: Vec<(MemberId, Complaint)>| found.into_iter().find(|(id, _)| *id == paper.member);
        match of(self.gives_away(&batch, &self.papers_of(&batch)?, &lives)?) {
            Some((_, complaint)) => Err(Failure::refused(vec![complaint])),
            None => Ok(()),
        }
    }

    /// The papers of a batch, as they stand at last.
    pub(crate) fn papers_of(&self, batch: &Batch) -> Result<Vec<PaperState>, Failure> {
        let members = self.ledger.sheets(batch.id)?.iter().map(|row| row.member).collect();
        let mut papers = Vec::new();
        self.each_of(Some(&members), FAR_FUTURE, self.ledger.now_known()?, &mut |state| {
            papers.extend(state.papers.into_iter().filter(|paper| paper.batch == Some(batch.id)));
        })?;
        Ok(papers)
    }
}

/// Is a member in danger (郵送の保護, or 自己情報の閲覧不可): written to alone, and on nobody else's letter?
pub(crate) fn protected(state: &State) -> bool {
    state.shielded || state.myna.access == Access::Blocked
}

/// An address as it is shown.
pub(crate) fn postal(addressed: &Addressed) -> PostalAddress {
    PostalAddress { postcode: addressed.postcode.clone(), address: addressed.address.text().to_owned() }
}

/// Why a shielded member is refused by a plan.
pub(crate) fn without_address() -> (Said, Said) {
    (
        Said::new(
            "保護が必要な方（郵送の保護、または自己情報の閲覧の停止）ですが、本人だけの送付先が登録されていません。",
            "This member is protected (shielded mail, or blocked data), but no address of delivery of their own is on file.",
        ),
        Said::new(
            "本人に安全な送付先を確かめ、送付先として登録してください。",
            "Ask the member for a safe address and record it as the address of delivery.",
        ),
    )
}

fn broken(number: &str, sheet: i64) -> Complaint {
    Complaint {
        place: number.to_owned(),
        code: "shield_broken",
        weight: Weight::Refusal,
        sentence: Said::new(
            format!(
                "この方の郵送は保護されていますが、この束の{sheet}枚目は、事業所経由か、ほかの方と同じ封筒か、送付先ではない住所あてです。"
            ),
            format!(
                "This member's mail is shielded, but sheet {sheet} goes through the employer, with others, or elsewhere than to the own address of delivery."
            ),
        ),
        hint: Said::new(
            "印刷前であれば束を取り消して確定し直し、印刷後であればこの方の書類だけを抜いて廃棄を記録してください。",
            "Before printing take the batch back and freeze it anew; afterwards take this member's paper out and record that it was destroyed.",
        ),
    }
}

fn way_out(life: PaperLife) -> Said {
    if life == PaperLife::Planned {
        Said::new(
            "この書類は保護に反する束に入っています。束を取り消して、確定し直してください。",
            "This paper lies in a batch that would break the shield. Take the batch back and freeze it anew.",
        )
    } else {
        Said::new(
            "この書類は保護に反する封筒に入ります。抜き出して廃棄し、確定し直してください。",
            "This paper goes into an envelope that would break the shield. Take it out, destroy it, and freeze it anew.",
        )
    }
}

fn no_reason(ja: &str, en: &str) -> Failure {
    Failure::usage(Complaint {
        place: "reason".to_owned(),
        code: "reason_missing",
        weight: Weight::Refusal,
        sentence: Said::new(ja, en),
        hint: Said::new("理由を書いてください。記録に残ります。", "Give the reason; it is kept in the journal."),
    })
}

fn already(text: &str, on: bool) -> Failure {
    let sentence = if on {
        Said::new("この方の郵送は、すでに保護されています。", "This member's mail is shielded already.")
    } else {
        Said::new("この方の郵送は、保護されていません。", "This member's mail is not shielded.")
    };
    Failure::refused(vec![Complaint {
        place: text.to_owned(),
        code: "shield_already",
        weight: Weight::Refusal,
        sentence,
        hint: Said::new("番号を確かめてください。", "Check the number."),
    }])
}
