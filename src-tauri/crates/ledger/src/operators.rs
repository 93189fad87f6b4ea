//! Who works with the ledger (担当者), and who released work that two people should see.

use crate::acts::{Known, Moment};
use crate::door::{Tx, Val, sql};
use crate::error::Result;
use crate::facts::ActSeq;

/// 担当者: a person who signs in, and what the person may do. What a role permits is not the ledger's to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operator {
    /// The code under which the person signs in, as it stands in the journal and in the key file.
    pub code: String,
    /// How the person is called.
    pub name: String,
    /// Signs in at all.
    pub active: bool,
    /// The roles, combined as an office needs them.
    pub roles: Roles,
}

/// Roles of one person, and what is granted beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Roles {
    /// 閲覧
    pub viewer: bool,
    /// 担当
    pub clerk: bool,
    /// 責任者
    pub supervisor: bool,
    /// 管理者
    pub admin: bool,
    /// 監査
    pub auditor: bool,
    /// May see the last four digits of the My Number.
    pub last_four: bool,
    /// May print many letters at once.
    pub batch: bool,
}

impl Roles {
    /// Everything, as in an office of one person.
    pub const ALL: Roles =
        Roles { viewer: true, clerk: true, supervisor: true, admin: true, auditor: true, last_four: true, batch: true };
}

/// A code that can stand in the key file and in the journal: letters, digits, `-`, `_` and `.`, 32 at most.
#[must_use]
pub fn is_operator_code(code: &str) -> bool {
    (1..=32).contains(&code.chars().count())
        && code.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// What kind of work is released.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bulk {
    /// 取込
    Import,
    /// 印刷
    Print,
    /// 削除
    Delete,
}

impl Bulk {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Bulk::Import => "import",
            Bulk::Print => "print",
            Bulk::Delete => "delete",
        }
    }
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Somebody has prepared it.
    Prepared,
    /// Another has released it.
    Released,
    /// 一人で行った: the same person released it.
    Alone,
}

impl Step {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Step::Prepared => "prepared",
            Step::Released => "released",
            Step::Alone => "alone",
        }
    }

    fn of(code: &str) -> Option<Step> {
        [Step::Prepared, Step::Released, Step::Alone].into_iter().find(|step| step.code() == code)
    }
}

/// A step on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Released {
    /// The act that recorded it.
    pub act: ActSeq,
    /// The seal of a file, the code of a batch.
    pub subject: String,
    /// Which step.
    pub step: Step,
    /// Who took it.
    pub operator: String,
    /// When.
    pub at: Moment,
}

/// Every operator who was ever recorded, as known, by code.
pub(crate) fn operators(tx: &Tx, known: Known) -> Result<Vec<Operator>> {
    let mut operators: Vec<Operator> = Vec::new();
    tx.rows(sql!("operators/all.sql"), &[Val::I(known.0)], |row| {
        let operator = Operator {
            code: row.text(0)?,
            name: row.text(1)?,
            active: row.yes(2)?,
            roles: Roles {
                viewer: row.yes(3)?,
                clerk: row.yes(4)?,
                supervisor: row.yes(5)?,
                admin: row.yes(6)?,
                auditor: row.yes(7)?,
                last_four: row.yes(8)?,
                batch: row.yes(9)?,
            },
        };
        match operators.last_mut() {
            Some(last) if last.code == operator.code => *last = operator,
            _ => operators.push(operator),
        }
        Ok(())
    })?;
    Ok(operators)
}

/// The steps of one piece of work, or of all of a kind, in their order.
pub(crate) fn releases(tx: &Tx, bulk: Bulk, subject: Option<&str>, known: Known) -> Result<Vec<Released>> {
    tx.all(sql!("operators/releases.sql"), &[bulk.code().into(), subject.into(), Val::I(known.0)], |row| {
        Ok(Released {
            act: ActSeq(row.int(0)?),
            subject: row.text(1)?,
            step: row.word(2, Step::of)?,
            operator: row.text(3)?,
            at: row.word(4, Moment::new)?,
        })
    })
}
