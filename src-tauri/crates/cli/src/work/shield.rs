//! 郵送の保護, and addresses that mail comes back from.

use std::path::Path;

use desk::ledger::AddressKind;
use desk::returned_mail::Mend;
use desk::shield::access_named;
use desk::{Failure, wire};
use rules::words::Said;

use super::{DONE, Work};
use crate::grammar::Command;
use crate::say;

impl Work<'_> {
    /// The commands about whose mail goes where.
    pub(super) fn of_mail(&mut self, command: &Command) -> Result<u8, Failure> {
        match command {
            Command::Shield { ledger, member, what, reason } => {
                let on = match what.as_str() {
                    "on" => true,
                    "off" => false,
                    _ => return Err(neither_on_nor_off(what)),
                };
                self.shield(ledger, member, on, reason)
            }
            Command::Access { ledger, member, what, reason, on } => {
                let on = self.day(on.as_deref())?;
                let access = access_named(what)?;
                let mut desk = self.open(ledger)?;
                let changed = desk.block_access(member, access, reason, on, &self.occasion)?;
                if self.daicho.json {
                    self.say(&wire::json(&changed));
                } else {
                    let head = if changed.before == changed.after {
                        self.word("変更はありません", "nothing to change")
                    } else {
                        self.word("登録しました", "recorded")
                    };
                    self.say(&format!("{head}: {} {}", changed.member, changed.on));
                }
                Ok(DONE)
            }
            Command::Mail { ledger, on } => {
                let on = self.day(on.as_deref())?;
                let desk = self.open(ledger)?;
                for row in desk.returned_mail(on, self.lang)? {
                    if self.daicho.json {
                        self.say(&wire::json(&row));
                        continue;
                    }
                    let since = row.since.map(|day| day.to_string()).unwrap_or_default();
                    let parts = [
                        row.member.as_str(),
                        row.name.as_str(),
                        row.paper.as_deref().unwrap_or_default(),
                        since.as_str(),
                        row.why.as_str(),
                        row.next.sentence.as_str(),
                    ];
                    self.say(&parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  "));
                }
                Ok(DONE)
            }
            Command::Address { ledger, member, postcode, address, confirm, delivery, on } => {
                let on = self.day(on.as_deref())?;
                let kind = if *delivery { AddressKind::Delivery } else { AddressKind::Home };
                let text = |part: &Option<String>| part.clone().unwrap_or_default();
                let mend = if *confirm { Mend::Confirm } else { Mend::New(text(postcode), text(address)) };
                let mut desk = self.open(ledger)?;
                let mended = desk.mend_address(member, kind, &mend, on, &self.occasion)?;
                if self.daicho.json {
                    self.say(&wire::json(&mended));
                } else {
                    let said = match (mended.confirmed, mended.doubtful) {
                        (_, true) => self.word(
                            "記録しました。いま使っている送り先は、まだ確かめられていません",
                            "recorded; the address in use is still in doubt",
                        ),
                        (true, false) => self.word("住所を確認済みにしました", "the address is confirmed"),
                        (false, false) => self.word("新しい住所を記録しました", "the new address is recorded"),
                    };
                    self.say(&format!("{}  {}  {said}", mended.member, mended.name));
                }
                Ok(DONE)
            }
            _ => Ok(DONE),
        }
    }

    fn shield(&mut self, ledger: &Path, member: &str, on: bool, reason: &str) -> Result<u8, Failure> {
        let mut desk = self.open(ledger)?;
        let shielded = desk.shield(member, on, reason, self.lang, &self.occasion)?;
        if self.daicho.json {
            self.say(&wire::json(&shielded));
            return Ok(DONE);
        }
        self.say(&format!("{}  {}  {}", shielded.member, shielded.name, shielded.sentence));
        for paper in &shielded.under_way {
            self.say(&format!("    {}  {}  {}", paper.paper, paper.batch, paper.sentence));
        }
        Ok(DONE)
    }
}

fn neither_on_nor_off(what: &str) -> Failure {
    say::usage(
        what,
        "shield_word",
        Said::new("on でも off でもありません。", "This is neither on nor off."),
        Said::new("保護するときは on、解くときは off を指定してください。", "Give on to shield, off to take it back."),
    )
}
