//! The society as it is: who it is, what it decided, under which layouts it prints; and what another policy would change.

use std::ops::ControlFlow;

use ledger::Society;
use papers::{Kind, Layout, Route, Run, Sheet};
use rules::calendar::Day;
use rules::decision::CertificateOutcome;
use rules::policy::Policies;
use rules::words::{Address, Complaint, Kana, Lang, LastFour, Name, Relation, Sex};

use crate::case::decided;
use crate::find::found;
use crate::wire::{
    EmployerHere, Here, LayoutPage, ListedRow, PolicyHere, PolicyTried, Preset, PresetChoice, Said, Settings,
    SocietyHere,
};
use crate::{Desk, Failure, words};

/// Members shown whom another policy would treat otherwise.
const EXAMPLES: usize = 20;

/// The policies that come with the program, each with its choices and why.
#[must_use]
pub fn presets() -> Vec<Preset> {
    const SHIPPED: [(&str, &str); 4] = [
        ("single_company", include_str!("../../../../templates/policies/single_company.toml")),
        ("trade_association", include_str!("../../../../templates/policies/trade_association.toml")),
        ("on_application", include_str!("../../../../templates/policies/on_application.toml")),
        (
            "separate_elderly_certificate",
            include_str!("../../../../templates/policies/separate_elderly_certificate.toml"),
        ),
    ];
    SHIPPED.iter().map(|(id, text)| preset(id, text)).collect()
}

/// The paper of somebody who does not exist, with everything on it that a paper can have.
fn specimen(on: Day, society: &Society) -> Sheet {
    Sheet {
        paper: "P0000000000".to_owned(),
        member: "M0000000000".to_owned(),
        symbol: "101".to_owned(),
        number: "1234567".to_owned(),
        branch: "00".to_owned(),
        name: Name::new("見本　花子"),
        kana: Kana::new("ミホン　ハナコ"),
        born: Some(on.plus_days(-16_000)),
        sex: Some(Sex::Female),
        acquired: Some(on.plus_days(-2_000)),
        relation: Relation::Insured,
        insured_name: None,
        employer: Some("見本株式会社".to_owned()),
        employer_code: "A001".to_owned(),
        last_four: society.last_four_on_notice.then(|| LastFour::new("0000")).flatten(),
        ratio: None,
        ratio_until: None,
        issued: on,
        last_day: Some(on.plus_years(1)),
        voluntary_until: None,
        reason: Some("マイナンバーカードをお持ちでないため、資格確認書を交付します。".to_owned()),
        basis: Some("健康保険法第51条の3".to_owned()),
        route: Route::Home,
        postcode: Some("1000001".to_owned()),
        address: Some(Address::new("東京都千代田区千代田1-1 見本マンション101号室")),
        envelope: 1,
        in_envelope: (1, 1),
    }
}

/// The head of a preset is its title and what it is for; a comment belongs to the choice below it.
fn preset(id: &str, text: &str) -> Preset {
    let head: Vec<&str> = text.lines().map_while(|line| line.strip_prefix('#')).map(str::trim).collect();
    let mut choices = Vec::new();
    let mut comment = String::new();
    for line in text.lines().skip(head.len()) {
        if let Some(words) = line.strip_prefix('#') {
            comment.push_str(words.trim());
        } else if let Some((key, value)) = line.split_once('=') {
            let comment = std::mem::take(&mut comment);
            choices.push(PresetChoice { key: key.trim().to_owned(), value: value.trim().to_owned(), comment });
        } else if line.trim().is_empty() {
            comment.clear();
        }
    }
    let title = head.first().copied().unwrap_or(id).trim_start_matches("見本:").trim().to_owned();
    Preset { id: id.to_owned(), title, about: head[1.min(head.len())..].concat(), choices, text: text.to_owned() }
}

impl Desk {
    /// The ledger that is open, in short.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn here(&self, today: Day, operator: &str) -> Result<Here, Failure> {
        let known = self.known(None)?;
        let society = self.ledger.society(known)?.unwrap_or_default();
        Ok(Here {
            path: self.ledger.path().display().to_string(),
            society: society.name,
            insurer_number: society.insurer_number,
            training: society.training,
            members: self.ledger.count_members()?,
            employers: self.employers_here(today)?,
            today,
            operator: operator.to_owned(),
        })
    }

    fn employers_here(&self, on: Day) -> Result<Vec<EmployerHere>, Failure> {
        let employers = self.ledger.employers(on, self.known(None)?)?;
        Ok(employers
            .into_iter()
            .map(|employer| EmployerHere { code: employer.code, name: employer.name, symbol: employer.symbol })
            .collect())
    }

    /// The society, its policies and layouts.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn settings(&self, on: Day, version: &str) -> Result<Settings, Failure> {
        let known = self.known(None)?;
        let society = self.ledger.society(known)?.unwrap_or_default();
        let text = self.ledger.policy_text(known)?.unwrap_or_default();
        let policies = self.policies(known)?;
        Ok(Settings {
            society: SocietyHere {
                name: society.name,
                insurer_number: society.insurer_number,
                postcode: society.postcode,
                address: society.address,
                phone: society.phone,
                portal_url: society.portal_url,
                training: society.training,
                notice_layout: society.notice_layout,
                certificate_layout: society.certificate_layout,
                last_four_on_notice: society.last_four_on_notice,
                employers: self.employers_here(on)?,
            },
            policies: policies
                .iter()
                .map(|policy| PolicyHere { from: policy.from, source: policy.source.clone(), text: text.clone() })
                .collect(),
            layouts: Layout::names().map(str::to_owned).collect(),
            version: version.to_owned(),
            licences: Vec::new(),
        })
    }

    /// A page of an invented member's paper under a layout: one that comes with the program, or `text` in its place. What is
    /// wrong with the text is part of the answer; 見本 stands on every page.
    ///
    /// # Errors
    /// When there is no such layout, or the ledger cannot be read.
    pub fn layout_page(
        &self,
        name: &str,
        text: Option<&str>,
        page: usize,
        on: Day,
        lang: Lang,
    ) -> Result<LayoutPage, Failure> {
        let text = match text {
            Some(text) => text.to_owned(),
            None => crate::plan::layout_text(name)?,
        };
        let empty = |text: String, complaints: Vec<Complaint>| LayoutPage {
            text,
            page: 0,
            pages: 0,
            png: Vec::new(),
            complaints: complaints.iter().map(|complaint| Said::of(complaint, lang)).collect(),
        };
        let layout = match Layout::read(&text, name) {
            Ok(layout) => layout,
            Err(complaints) => return Ok(empty(text, complaints)),
        };
        let kind = if name.starts_with("notice") { Kind::Notice } else { Kind::Certificate };
        let known = self.known(None)?;
        let society = self.ledger.society(known)?.unwrap_or_default();
        let policies = self.policies(known)?;
        let policy = policies.on(on).map_err(Failure::other)?;
        let sender = papers::Society { training: true, ..crate::plan::sender(&society, policy) };
        let sheets = [specimen(on, &society)];
        let run = Run { kind, layout: &layout, society: &sender, batch: "B0000000000", on, sheets: &sheets };
        let (pdf, own) = match papers::first_sheet(&run) {
            Ok(printed) => printed,
            Err(papers::Failure::Refused(complaints)) => return Ok(empty(text, complaints)),
            Err(other) => return Err(other.into()),
        };
        let at = page.max(1).min(own.len()) - usize::from(!own.is_empty());
        let png = papers::picture(&pdf, own.start + at, crate::batches::SCALE).unwrap_or_default();
        Ok(LayoutPage { text, page: at + 1, pages: own.len(), png, complaints: Vec::new() })
    }

    /// What another policy would change: how many members are decided otherwise on `on`, and how many of them would get a
    /// certificate that day. Nothing is written.
    ///
    /// # Errors
    /// When the ledger cannot be read, or neither policy reaches the day. Mistakes in the text are part of the answer.
    pub fn try_policy(&self, text: &str, on: Day, lang: Lang) -> Result<PolicyTried, Failure> {
        let mut tried =
            PolicyTried { members: 0, altered: 0, due_today: 0, examples: Vec::new(), complaints: Vec::new() };
        let other = match Policies::read(text, "policy.toml") {
            Ok(other) => other,
            Err(complaints) => {
                tried.complaints = complaints.iter().map(|complaint| Said::of(complaint, lang)).collect();
                return Ok(tried);
            }
        };
        let known = self.known(None)?;
        let policies = self.policies(known)?;
        let now = policies.on(on).map_err(Failure::other)?;
        let then = other.on(on).map_err(Failure::other)?;
        self.states(on, known, &mut |state| {
            tried.members += 1;
            let (Ok(before), Ok(after)) = (decided(&state, now, on), decided(&state, then, on)) else {
                return ControlFlow::Continue(());
            };
            let of = |decision: &rules::decision::Decision| {
                (
                    decision.certificate.outcome,
                    decision.certificate.last_day.map(|last| last.day),
                    decision.notice.outcome,
                )
            };
            if of(&before) != of(&after) {
                tried.altered += 1;
                let due = |outcome| {
                    matches!(
                        outcome,
                        CertificateOutcome::Issue
                            | CertificateOutcome::Renew
                            | CertificateOutcome::Replace
                            | CertificateOutcome::Reissue
                    )
                };
                tried.due_today += u64::from(due(after.certificate.outcome) && !due(before.certificate.outcome));
                if tried.examples.len() < EXAMPLES {
                    let one = found(&state);
                    let word =
                        |outcome: CertificateOutcome| words::outcome("certificate", outcome.code(), lang).to_owned();
                    tried.examples.push(ListedRow {
                        member: one.member,
                        code: one.code,
                        name: one.name,
                        kana: one.kana,
                        born: one.born,
                        employer: one.employer,
                        why: format!("{} → {}", word(before.certificate.outcome), word(after.certificate.outcome)),
                        by: after.certificate.last_day.map(|last| last.day),
                    });
                }
            }
            ControlFlow::Continue(())
        })?;
        Ok(tried)
    }
}
