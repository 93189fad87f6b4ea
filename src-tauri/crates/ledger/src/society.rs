//! The society, its employers, policies and layouts, read.

use rules::calendar::Day;

use crate::acts::Known;
use crate::door::{Row, Tx, Val, sql};
use crate::error::Result;
use crate::facts::{ActSeq, Employer, Society};
use crate::history::Fold;

/// The society on the latest day that is recorded: who issues papers now.
pub(crate) fn society(tx: &Tx, known: Known) -> Result<Option<Society>> {
    let mut last = None;
    tx.rows(sql!("society/society.sql"), &[Val::I(known.0)], |row| {
        last = Some(Society {
            name: row.text(1)?,
            insurer_number: row.text(2)?,
            postcode: row.text(3)?,
            address: row.text(4)?,
            phone: row.text(5)?,
            portal_url: row.text(6)?,
            training: row.yes(7)?,
            notice_layout: row.text(8)?,
            certificate_layout: row.text(9)?,
            last_four_on_notice: row.yes(10)?,
        });
        Ok(())
    })?;
    Ok(last)
}

/// The day from which the society is recorded last.
pub(crate) fn society_from(tx: &Tx, known: Known) -> Result<Option<Day>> {
    let mut last = None;
    tx.rows(sql!("society/society.sql"), &[Val::I(known.0)], |row| {
        last = Some(row.day(0)?);
        Ok(())
    })?;
    Ok(last)
}

/// The employers on a day, by code; one that begins later stands there as it will be.
pub(crate) fn employers(tx: &Tx, on: Day, known: Known) -> Result<Vec<Employer>> {
    let mut employers: Vec<Employer> = Vec::new();
    let mut fold: Option<(String, Fold<Employer>)> = None;
    tx.rows(sql!("society/employers.sql"), &[Val::I(known.0)], |row| {
        let code = row.str(0)?;
        if fold.as_ref().is_none_or(|(last, _)| last != code) {
            let before = fold.replace((code.to_owned(), Fold::new(on)));
            employers.extend(before.and_then(|(_, fold)| fold.now_or_next()).map(|(_, employer)| employer));
        }
        let employer = read_employer(row)?;
        if let Some((_, fold)) = &mut fold {
            fold.row(row.day(1)?, Some(employer));
        }
        Ok(())
    })?;
    employers.extend(fold.and_then(|(_, fold)| fold.now_or_next()).map(|(_, employer)| employer));
    Ok(employers)
}

/// The last day from which something is recorded of an employer; `None` for a code that nobody has had.
pub(crate) fn employer_from(tx: &Tx, code: &str, known: Known) -> Result<Option<Day>> {
    let mut last = None;
    tx.rows(sql!("society/employers.sql"), &[Val::I(known.0)], |row| {
        if row.str(0)? == code {
            last = Some(row.day(1)?);
        }
        Ok(())
    })?;
    Ok(last)
}

pub(crate) fn read_employer(row: &Row<'_>) -> Result<Employer> {
    Ok(Employer {
        code: row.text(0)?,
        name: row.text(2)?,
        symbol: row.text(3)?,
        postcode: row.maybe_text(4)?,
        address: row.maybe_text(5)?,
        contact: row.maybe_text(6)?,
    })
}

/// The policies that were recorded last.
pub(crate) fn policy_text(tx: &Tx, known: Known) -> Result<Option<String>> {
    tx.one(sql!("society/policy.sql"), &[Val::I(known.0)], |row| row.text(0))
}

/// Every layout: its seal, the act that recorded it, its name.
pub(crate) fn layouts(tx: &Tx, known: Known) -> Result<Vec<(String, ActSeq, String)>> {
    let mut layouts = Vec::new();
    tx.rows(sql!("society/layouts.sql"), &[Val::I(known.0)], |row| {
        layouts.push((row.text(0)?, ActSeq(row.int(1)?), row.text(2)?));
        Ok(())
    })?;
    Ok(layouts)
}

/// A layout's name and text.
pub(crate) fn layout(tx: &Tx, sha256: &str) -> Result<Option<(String, String)>> {
    tx.one(sql!("society/layout.sql"), &[sha256.into()], |row| Ok((row.text(0)?, row.text(1)?)))
}
