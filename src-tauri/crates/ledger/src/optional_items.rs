//! 任意記載事項: what certificates say besides, as their members wish.

use std::collections::HashMap;

use rules::calendar::Day;
use rules::optional_item::OptionalItem;

use crate::acts::Known;
use crate::book::Ledger;
use crate::door::{Row, Val, sql};
use crate::entry::Entry;
use crate::error::Result;
use crate::facts::MemberId;
use crate::tables;

/// What a member's certificate says besides.
#[derive(Clone, PartialEq, Eq)]
pub struct Wished {
    /// Which item.
    pub item: OptionalItem,
    /// One of [`OptionalItem::values`].
    pub value: String,
    /// From when it holds.
    pub from: Day,
    /// Until when.
    pub until: Option<Day>,
    /// 申出の日: when the member wished it to be printed.
    pub on: Day,
}

impl Ledger {
    /// What certificates say besides, by member, as known.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn optional_items(&self, known: Known) -> Result<HashMap<MemberId, Vec<Wished>>> {
        self.wished(MemberId(0), MemberId(i64::MAX), known)
    }

    /// What a member's certificate says besides, as known.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn optional_items_of(&self, member: MemberId, known: Known) -> Result<Vec<Wished>> {
        Ok(self.wished(member, member, known)?.remove(&member).unwrap_or_default())
    }

    fn wished(&self, first: MemberId, last: MemberId, known: Known) -> Result<HashMap<MemberId, Vec<Wished>>> {
        let mut all: HashMap<MemberId, Vec<Wished>> = HashMap::new();
        let values = [Val::I(first.0), Val::I(last.0), Val::I(known.0)];
        self.tx().rows(sql!("members/optional_item.sql"), &values, |row| {
            let (item, wished) = read(row)?;
            let own = all.entry(MemberId(row.int(0)?)).or_default();
            own.retain(|before| before.item != item);
            own.extend(wished);
            Ok(())
        })?;
        all.retain(|_, own| !own.is_empty());
        Ok(all)
    }
}

impl Entry<'_> {
    /// From now on a member's certificates say this besides; with `None`, no longer, as was wished on a day.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] when there is no such member, or it ends before it begins.
    pub fn optional_item(
        &mut self,
        member: MemberId,
        item: OptionalItem,
        said: Option<(&str, Day, Option<Day>)>,
        wished: Day,
    ) -> Result<()> {
        let (act, line) = self.line();
        let values = [
            member.0.into(),
            item.code().into(),
            act,
            line,
            said.map_or(Val::Null, |(value, ..)| Val::from(value)),
            said.map(|(_, from, _)| from).into(),
            said.and_then(|(.., until)| until).into(),
            wished.into(),
        ];
        self.write(&tables::OPTIONAL_ITEM, &values)
    }
}

/// Which item a row is about, and what it says; `None` where it takes the item back.
pub(crate) fn read(row: &Row<'_>) -> Result<(OptionalItem, Option<Wished>)> {
    let item = row.word(1, OptionalItem::from_code)?;
    let (value, from) = (row.maybe_text(3)?, row.maybe_day(4)?);
    let (until, on) = (row.maybe_day(5)?, row.day(6)?);
    Ok((item, value.zip(from).map(|(value, from)| Wished { item, value, from, until, on })))
}
