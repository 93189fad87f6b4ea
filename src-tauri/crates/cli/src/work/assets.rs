//! Layouts, seals and issuers.

use std::path::Path;

use desk::assets::{Proposal, picture_file, variant};
use desk::wire::{AssetHere, AssetNamed};
use desk::{Desk, Failure, wire};
use rules::words::Lang;

use super::{DONE, REFUSALS, Work};
use crate::grammar::{AssetCommand, AssetDays};
use crate::say;

impl Work<'_> {
    /// Lists what letters are made with, proposes, approves, withdraws, or writes a specimen.
    pub(super) fn assets(&mut self, ledger: &Path, command: Option<&AssetCommand>) -> Result<u8, Failure> {
        match command {
            None => self.assets_on(ledger, None),
            Some(AssetCommand::List { on }) => self.assets_on(ledger, on.as_deref()),
            Some(AssetCommand::Seal { file, name, days }) => {
                let file = picture_file(file)?;
                self.propose(ledger, &Proposal::Seal { file: &file, name }, days)
            }
            Some(AssetCommand::Issuer { text, days }) => self.propose(ledger, &Proposal::Issuer(text), days),
            Some(AssetCommand::Layout { layout, variant: word, days }) => {
                let variant = variant(word)?;
                self.propose(ledger, &Proposal::Layout { name: layout, variant }, days)
            }
            Some(AssetCommand::Look { id, out }) => {
                let files = self.open(ledger)?.asset_pictures(*id, out, self.lang)?;
                if self.daicho.json {
                    self.say(&wire::json(&files));
                    return Ok(DONE);
                }
                self.done("見本を書き出しました", "the specimen is written", &files.join("  "))
            }
            Some(AssetCommand::Approve { id }) => {
                self.open(ledger)?.approve_asset(*id, &self.occasion)?;
                self.done("承認しました", "approved", &id.to_string())
            }
            Some(AssetCommand::Withdraw { id, reason }) => {
                self.open(ledger)?.withdraw_asset(*id, reason, &self.occasion)?;
                self.done("取り下げました", "withdrawn", &id.to_string())
            }
        }
    }

    fn propose(&mut self, ledger: &Path, proposal: &Proposal<'_>, days: &AssetDays) -> Result<u8, Failure> {
        let from = self.day(Some(&days.from))?;
        let until = days.until.as_deref().map(|until| self.day(Some(until))).transpose()?;
        let mut desk: Desk = self.open(ledger)?;
        let id = desk.propose(proposal, from, until, &self.occasion)?;
        if self.daicho.json {
            let rows = desk.assets(from, self.lang)?.rows;
            rows.iter().filter(|row| row.id == id).for_each(|row| self.say(&wire::json(row)));
            return Ok(DONE);
        }
        self.done("申し出ました。別の責任者の承認を待ちます", "proposed; it waits for an approval", &id.to_string())
    }

    fn assets_on(&mut self, ledger: &Path, on: Option<&str>) -> Result<u8, Failure> {
        let on = self.day(on)?;
        let found = self.open(ledger)?.assets(on, self.lang)?;
        let code = if found.waiting == 0 { DONE } else { REFUSALS };
        if self.daicho.json {
            self.say(&wire::json(&found));
            return Ok(code);
        }
        if found.rows.is_empty() {
            let none = self.word("様式・印影・発行者の申し出はありません。", "Nothing has been proposed.");
            self.say(none);
            return Ok(code);
        }
        let header = [
            self.word("番号", "number"),
            self.word("種類", "what"),
            self.word("名前", "name"),
            self.word("使う期間", "days"),
            self.word("状態", "state"),
            self.word("申し出・承認", "proposed, approved"),
        ];
        let in_force = self.word("（この日に使う）", " (in force)");
        let row = |row: &AssetHere| {
            let until = row.until.map(|until| until.to_string()).unwrap_or_default();
            let force = if row.in_force { in_force } else { "" };
            let people = [Some(row.proposed_by.clone()), row.approved_by.clone()];
            vec![
                row.id.to_string(),
                row.word.clone(),
                row.name.clone(),
                format!("{}〜{until}", row.from),
                format!("{}{force}", row.said),
                people.into_iter().flatten().collect::<Vec<_>>().join("、"),
            ]
        };
        let rows: Vec<Vec<String>> = found.rows.iter().map(row).collect();
        self.say(&say::table(&header, &rows));
        Ok(code)
    }

    /// What a batch is made with, a line each.
    pub(super) fn made_with(&mut self, assets: &[AssetNamed]) {
        for one in assets {
            let alone = if one.alone { self.word("・一人で行った", " alone") } else { "" };
            let AssetNamed { word, name, from, approved_by: by, .. } = one;
            let line = match self.lang {
                Lang::Ja => format!("    {word}: {name}（{from}から、承認 {by}{alone}）"),
                Lang::En => format!("    {word}: {name} (from {from}, approved by {by}{alone})"),
            };
            self.say(&line);
            if let Some(later) = &one.later {
                let accepted = if one.accepted { self.word("（続行済み）", " (gone on with)") } else { "" };
                self.say(&format!("      {later}{accepted}"));
            }
        }
    }
}
