//! 郵送の保護, and addresses that mail comes back from.

use std::path::Path;

use desk::ledger::AddressKind;
use desk::optional_items::Wish;
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
            Command::Optional { ledger, member, list: true, on, .. } => {
                let on = self.day(on.as_deref())?;
                let answer = self.open(ledger)?.optional_items(member, on, self.lang)?;
                if self.daicho.json {
                    self.say(&wire::json(&answer));
                    return Ok(DONE);
                }
                if answer.wished.is_empty() && answer.offered.is_empty() {
                    let none = self.word(
                        "申出の記録はありません。この組合の方針では、任意記載事項を載せません。",
                        "Nothing is on record, and the society offers nothing.",
                    );
                    self.say(none);
                }
                for one in &answer.wished {
                    let over = if one.over { self.word("（終わりました）", " (over)") } else { "" };
                    self.say(&format!("{}  {}  {}{over}", answer.member, one.said, one.printed));
                }
                for one in &answer.offered {
                    self.say(&format!("    {}  {}  {}", one.item, one.said, one.values.join(" / ")));
                }
                Ok(DONE)
            }
            Command::Optional { ledger, member, item, value, from, until, on, .. } => {
                let on = self.day(on.as_deref())?;
                let from = match from {
                    Some(_) => self.day(from.as_deref())?,
                    None => on,
                };
                let until = until.as_deref().map(|until| self.day(Some(until))).transpose()?;
                let item = item.as_deref().unwrap_or_default();
                let wish = Wish { item, value: value.as_deref(), from, until, on };
                let mut desk = self.open(ledger)?;
                let said = desk.wish(member, &wish, self.lang, &self.occasion)?;
                if self.daicho.json {
                    self.say(&wire::json(&said));
                } else {
                    let printed = said.printed.as_deref().unwrap_or(self.word("記載しない", "not printed"));
                    self.say(&format!("{}  {}  {}  {printed}", said.member, said.name, said.said));
                    self.say(&said.sentence);
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
