//! 窓口の本人確認: by what it was seen who came, and what came of it.

use rules::calendar::Day;
use rules::counter::{Authority, Document, Method, Proxy, Seen};

use crate::acts::Known;
use crate::book::Ledger;
use crate::door::{Row, Val, sql};
use crate::entry::Entry;
use crate::error::Result;
use crate::facts::{ActSeq, MemberId};
use crate::tables;

/// A check of who somebody is, to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewIdentityCheck {
    /// On which day.
    pub on: Day,
    /// By what.
    pub method: Method,
    /// What came of it.
    pub seen: Seen,
    /// Why it is not simply the same, and that the card bears no e-certificate: stable words, with a comma between.
    pub because: Option<String>,
    /// Does the card's number end as the one on file? `None` where that was not compared.
    pub last_four_agrees: Option<bool>,
    /// Did the card answer as only the real one can? `None` where that was not asked.
    pub genuine: Option<bool>,
    /// What was shown, where the chip was not read.
    pub documents: Vec<Document>,
    /// 代理人: who came in the member's stead, and by what authority.
    pub proxy: Option<(Proxy, Authority)>,
    /// 電子証明書の有効期限, as the card says.
    pub certificate_until: Option<Day>,
    /// カードの有効期限, as the card says.
    pub card_until: Option<Day>,
}

/// A check on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentityCheck {
    /// Who was checked.
    pub member: MemberId,
    /// By which act.
    pub act: ActSeq,
    /// What was recorded.
    pub check: NewIdentityCheck,
}

impl Ledger {
    /// How often and how a member was checked at the counter, the first check first.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn identity_checks_of(&self, member: MemberId, known: Known) -> Result<Vec<IdentityCheck>> {
        let mut all = Vec::new();
        let values = [Val::I(member.0), Val::I(member.0), Val::I(known.0)];
        self.tx().rows(sql!("members/identity_check.sql"), &values, |row| {
            all.push(checked(row)?);
            Ok(())
        })?;
        Ok(all)
    }
}

impl Entry<'_> {
    /// Somebody was checked at the counter, or it was tried.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] when there is no such member, or what is told does not belong together.
    pub fn identity_check(&mut self, member: MemberId, check: &NewIdentityCheck) -> Result<()> {
        let (act, line) = self.line();
        let documents: Vec<&str> = check.documents.iter().map(|one| one.code()).collect();
        let documents = documents.join(",");
        let values = [
            member.0.into(),
            check.on.into(),
            act,
            line,
            check.method.code().into(),
            check.seen.code().into(),
            check.because.as_ref().into(),
            check.last_four_agrees.map(|agrees| if agrees { "agrees" } else { "differs" }).into(),
            check.genuine.map(|genuine| if genuine { "genuine" } else { "failed" }).into(),
            (!documents.is_empty()).then_some(&documents).into(),
            check.proxy.map(|(proxy, _)| proxy.code()).into(),
            check.proxy.map(|(_, authority)| authority.code()).into(),
            check.certificate_until.into(),
            check.card_until.into(),
        ];
        self.write(&tables::IDENTITY_CHECK, &values)
    }
}

fn checked(row: &Row<'_>) -> Result<IdentityCheck> {
    let (act, check) = read(row)?;
    Ok(IdentityCheck { member: MemberId(row.int(0)?), act, check })
}

/// One row: by which act, and what it records.
pub(crate) fn read(row: &Row<'_>) -> Result<(ActSeq, NewIdentityCheck)> {
    let yes = |word: &'static str, no: &'static str| {
        move |text: &str| {
            if text == word { Some(true) } else { (text == no).then_some(false) }
        }
    };
    let proxy = row.maybe_word(9, Proxy::from_code)?;
    let documents = row.maybe_word(8, |text| text.split(',').map(Document::from_code).collect::<Option<Vec<_>>>())?;
    let check = NewIdentityCheck {
        on: row.day(1)?,
        method: row.word(3, Method::from_code)?,
        seen: row.word(4, Seen::from_code)?,
        because: row.maybe_text(5)?,
        last_four_agrees: row.maybe_word(6, yes("agrees", "differs"))?,
        genuine: row.maybe_word(7, yes("genuine", "failed"))?,
        documents: documents.unwrap_or_default(),
        proxy: proxy.zip(row.maybe_word(10, Authority::from_code)?),
        certificate_until: row.maybe_day(11)?,
        card_until: row.maybe_day(12)?,
    };
    Ok((ActSeq(row.int(2)?), check))
}
