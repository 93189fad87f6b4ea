//! Who may do what: one table, and the one place that asks it.
//!
//! On one machine a role is a rule of the program, not of cryptography: whoever can open the ledger holds its key. What is
//! refused is written into the journal, so that it is seen who tried.

use ledger::{FIRST_OPERATOR, Holder, Known, Ledger, Operator, Roles};
use rules::words::{Complaint, Said, Weight};

use crate::{Desk, Ending, Failure};

/// What somebody may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// Search, look at members, at lists and at what was imported and printed.
    View,
    /// See the last four digits of the My Number, with a reason.
    LastFour,
    /// Change members, prepare and apply imports.
    Edit,
    /// Print a few letters.
    Print,
    /// Print many letters.
    PrintMany,
    /// Release what another has prepared for many at once.
    Release,
    /// Operators, passphrases and keys.
    Operators,
    /// The society, its policies and layouts.
    Settings,
    /// Make a backup.
    Backup,
    /// Read and check the journal.
    Audit,
    /// Delete what is kept no longer, and say whose data are not.
    Delete,
}

impl Permission {
    /// Every permission.
    pub const ALL: [Permission; 11] = [
        Permission::View,
        Permission::LastFour,
        Permission::Edit,
        Permission::Print,
        Permission::PrintMany,
        Permission::Release,
        Permission::Operators,
        Permission::Settings,
        Permission::Backup,
        Permission::Audit,
        Permission::Delete,
    ];

    /// Its word in the journal and for the screen.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Permission::View => "view",
            Permission::LastFour => "last_four",
            Permission::Edit => "edit",
            Permission::Print => "print",
            Permission::PrintMany => "print_many",
            Permission::Release => "release",
            Permission::Operators => "operators",
            Permission::Settings => "settings",
            Permission::Backup => "backup",
            Permission::Audit => "audit",
            Permission::Delete => "delete",
        }
    }

    pub(crate) fn said(self) -> Said {
        match self {
            Permission::View => Said::new("加入者を見ること", "Looking at members"),
            Permission::LastFour => Said::new("個人番号の下4桁を見ること", "Seeing the last four digits"),
            Permission::Edit => Said::new("登録と取込み", "Changing and importing"),
            Permission::Print => Said::new("印刷", "Printing"),
            Permission::PrintMany => Said::new("まとめての印刷", "Printing many letters"),
            Permission::Release => Said::new("まとめての処理を確認して進めること", "Releasing work on many"),
            Permission::Operators => Said::new("担当者と鍵の管理", "Managing operators and keys"),
            Permission::Settings => Said::new("設定の変更", "Changing the settings"),
            Permission::Backup => Said::new("控えをとること", "Making a backup"),
            Permission::Audit => Said::new("記録を調べること", "Checking the journal"),
            Permission::Delete => Said::new("削除", "Deleting"),
        }
    }
}

/// The table (reliability, section 4.4).
#[must_use]
pub fn may(roles: Roles, permission: Permission) -> bool {
    let Roles { viewer, clerk, supervisor, admin, auditor, last_four, batch } = roles;
    match permission {
        Permission::View => viewer || clerk || supervisor,
        Permission::LastFour => supervisor || (clerk && last_four),
        Permission::Edit | Permission::Print => clerk || supervisor,
        Permission::PrintMany => supervisor || (clerk && batch),
        Permission::Release | Permission::Delete => supervisor,
        Permission::Operators | Permission::Settings => admin,
        Permission::Backup => clerk || supervisor || admin,
        Permission::Audit => auditor || supervisor,
    }
}

/// Role by role: its word in files and on the command line, its Japanese word, and how it is set.
pub(crate) type Role = (&'static str, &'static str, fn(&mut Roles) -> &mut bool);

pub(crate) const ROLES: [Role; 5] = [
    ("viewer", "閲覧", |roles| &mut roles.viewer),
    ("clerk", "担当", |roles| &mut roles.clerk),
    ("supervisor", "責任者", |roles| &mut roles.supervisor),
    ("admin", "管理者", |roles| &mut roles.admin),
    ("auditor", "監査", |roles| &mut roles.auditor),
];

pub(crate) const GRANTS: [Role; 2] =
    [("last_four", "下4桁", |roles| &mut roles.last_four), ("batch", "まとめて印刷", |roles| &mut roles.batch)];

/// Who may do this, in words.
fn who_may(permission: Permission) -> Said {
    let fits = |(_, _, of): &&Role| {
        let mut roles = Roles { last_four: true, batch: true, ..Roles::default() };
        *of(&mut roles) = true;
        may(roles, permission)
    };
    let fitting: Vec<&Role> = ROLES.iter().filter(fits).collect();
    let ja: Vec<&str> = fitting.iter().map(|(_, ja, _)| *ja).collect();
    let en: Vec<&str> = fitting.iter().map(|(en, ..)| *en).collect();
    let (ja, en) = (ja.join("・"), en.join(", "));
    match permission {
        Permission::LastFour | Permission::PrintMany => Said::new(
            format!("できるのは、責任者と、管理者が許した担当です（{ja}）。"),
            format!("A supervisor may, and a clerk to whom an admin granted it ({en})."),
        ),
        _ => Said::new(
            format!("できる役割: {ja}。必要なときは管理者に頼んでください。"),
            format!("Roles that may: {en}. Ask an admin."),
        ),
    }
}

/// Who has opened a ledger, and what the person may do in it.
///
/// # Errors
/// When the ledger does not know the person, or not any more.
pub(crate) fn signed_in(ledger: &Ledger, code: &str, known: Known) -> Result<Operator, Failure> {
    let operators = ledger.operators(known)?;
    if operators.is_empty() && code == FIRST_OPERATOR {
        return Ok(everything(code));
    }
    operators.into_iter().find(|operator| operator.code == code && operator.active).ok_or_else(|| Failure {
        ending: Ending::CannotOpen,
        complaints: vec![Complaint {
            place: code.to_owned(),
            code: "operator_inactive",
            weight: Weight::Refusal,
            sentence: Said::new(
                "この担当者は、いまは台帳を使えません。",
                "This operator may not use the ledger at present.",
            ),
            hint: Said::new("管理者に確かめてください。", "Ask an admin."),
        }],
    })
}

/// Somebody who does everything, as in an office of one, or in a ledger from before there were operators.
pub(crate) fn everything(code: &str) -> Operator {
    Operator { code: code.to_owned(), name: code.to_owned(), active: true, roles: Roles::ALL }
}

/// In whose name the ledger was opened.
pub(crate) fn code_of(holder: &Holder) -> &str {
    match holder {
        Holder::Operator(code) | Holder::Keychain(code) => code,
        _ => "",
    }
}

impl Desk {
    /// May whoever signed in do this, as the ledger knows them now? Another admin may have changed that since.
    #[must_use]
    pub fn may(&self, permission: Permission) -> bool {
        self.stands().is_ok_and(|who| may(who.roles, permission))
    }

    /// Whoever signed in, as the ledger knows them now.
    fn stands(&self) -> Result<Operator, Failure> {
        signed_in(&self.ledger, &self.who.code, self.ledger.now_known()?)
    }

    /// Refuses what whoever signed in may not do, and writes that into the journal; and whatever writes, where nothing can be
    /// written.
    pub(crate) fn must(&self, permission: Permission) -> Result<(), Failure> {
        let read_only = self.ledger.is_read_only();
        let who = self.stands();
        let permitted = who.as_ref().is_ok_and(|who| may(who.roles, permission));
        match (permitted, read_only) {
            (true, true) if !matches!(permission, Permission::View | Permission::Audit) => {
                return Err(ledger::Error::ReadOnly(self.ledger.path().to_owned()).into());
            }
            (true, _) => return Ok(()),
            (false, true) => {}
            (false, false) => {
                let act = self.occasion.act("refused", self.occasion.today);
                let act = ledger::NewAct { subject: Some(permission.code().to_owned()), ..act };
                self.ledger.again()?.act::<(), Failure>(act, |_| Ok(()))?;
            }
        }
        who?;
        let said = permission.said();
        Err(Failure::refused(vec![Complaint {
            place: self.who.code.clone(),
            code: "not_permitted",
            weight: Weight::Refusal,
            sentence: Said::new(
                format!("{}は、この担当者には許されていません。", said.ja),
                format!("{} is not permitted to this operator.", said.en),
            ),
            hint: who_may(permission),
        }]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_the_one_of_the_contract() {
        // viewer, clerk, clerk with both grants, supervisor, admin, auditor
        let table = [
            (Permission::View, [true, true, true, true, false, false]),
            (Permission::LastFour, [false, false, true, true, false, false]),
            (Permission::Edit, [false, true, true, true, false, false]),
            (Permission::Print, [false, true, true, true, false, false]),
            (Permission::PrintMany, [false, false, true, true, false, false]),
            (Permission::Release, [false, false, false, true, false, false]),
            (Permission::Operators, [false, false, false, false, true, false]),
            (Permission::Settings, [false, false, false, false, true, false]),
            (Permission::Backup, [false, true, true, true, true, false]),
            (Permission::Audit, [false, false, false, true, false, true]),
            (Permission::Delete, [false, false, false, true, false, false]),
        ];
        let none = Roles::default();
        let columns = [
            Roles { viewer: true, ..none },
            Roles { clerk: true, ..none },
            Roles { clerk: true, last_four: true, batch: true, ..none },
            Roles { supervisor: true, ..none },
            Roles { admin: true, ..none },
            Roles { auditor: true, ..none },
        ];
        assert_eq!(table.len(), Permission::ALL.len());
        for (permission, row) in table {
            assert_eq!(columns.map(|roles| may(roles, permission)), row, "{permission:?}");
            assert!(may(Roles::ALL, permission) && !may(none, permission));
            assert!(!may(Roles { last_four: true, batch: true, ..none }, permission), "a grant alone is no role");
        }
    }
}
