//! A new data key: the ledger is written anew under it, and the old file goes.
//!
//! Whoever once knew the data key keeps knowing it, so that taking a slot away is not enough for somebody who may have
//! copied it. The order, in which the ledger opens whatever moment the machine stops at:
//!
//! 1. This connection alone has the ledger, and lets nobody else in until its end (the lock lies on the file itself).
//! 2. A copy is made beside it, put under the new key, checked whole and laid on the disk.
//! 3. The key file is replaced by one with the new key behind every slot, and the key before beside it: the old file opens.
//! 4. The copy takes the ledger's name: it opens with the new key.
//! 5. The key file is replaced by one without the key before.
//!
//! The chain of acts goes on under its own key (`keys.rs`), so that every old seal can still be checked. Copies and backups
//! made before stay under the old key; a new key cannot take those back.

use std::time::Duration;

use rusqlite::{Connection, config::DbConfig};
use zeroize::Zeroizing;

use crate::book::{connect, draft_beside, identify, key_pragma, remove, set, with_companions};
use crate::door::Tx;
use crate::error::{Error, Result};
use crate::keys::{self, Keys};
use crate::{Ledger, place, verify};

/// Whoever else has the ledger open keeps it open; there is nothing to wait for.
const BRIEFLY: Duration = Duration::from_millis(200);

impl Ledger {
    /// Writes the ledger anew under another data key, and opens it.
    ///
    /// # Errors
    /// [`Error::Busy`] while anybody else has it open. On every error the ledger is still there and opens as before, and comes
    /// back when it does at once.
    pub fn rekey(self) -> std::result::Result<Ledger, (Option<Box<Ledger>>, Error)> {
        let (path, keys) = (self.path().to_owned(), self.keys().clone());
        self.exchange().map_err(|error| (Ledger::open_with(&path, &path, &keys).ok().map(Box::new), error))
    }

    fn exchange(self) -> Result<Ledger> {
        let (path, keys, head) = (self.path().to_owned(), self.keys().clone(), self.head()?);
        drop(self);
        let new = Zeroizing::new(keys::random(&path)?);
        let alone = connect(&path, &path, &keys)?;
        only_one(&alone)?;
        identify(&alone, &keys)?;

        let draft = draft_beside(&path, &keys, "rekey");
        with_companions(&draft).iter().for_each(|file| remove(file));
        let changed =
            copy(&alone, &draft, &Keys { data_key: new.clone(), slot_key: new.clone(), ..keys.clone() }, &keys, head)
                .and_then(|()| keys.exchange(&path, &new));
        let changed = match changed {
            Ok(changed) => changed,
            Err(error) => {
                with_companions(&draft).iter().for_each(|file| remove(file));
                return Err(error);
            }
        };
        std::fs::rename(&draft, &path).map_err(|error| place::io(&path, &error))?;
        place::sync_folder(&path);
        closed(alone.connection, &path)?;
        let settled = changed.settle(&path)?;
        Ledger::open_with(&path, &path, &settled)
    }
}

/// Lets nobody else in until this connection ends.
fn only_one(tx: &Tx) -> Result<()> {
    let error = |error: rusqlite::Error| match tx.error("rekey", &error) {
        Error::Damaged { .. } => Error::WrongPassphrase(tx.path.clone()),
        other => other,
    };
    tx.connection.busy_timeout(BRIEFLY).map_err(error)?;
    tx.connection.query_row("PRAGMA locking_mode = EXCLUSIVE", [], |_| Ok(())).map_err(error)?;
    // Leaves the mode in which others can have the file open too, which only the last one there can.
    let mode: String = tx.connection.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0)).map_err(error)?;
    if mode == "delete" { Ok(()) } else { Err(Error::Busy(tx.path.clone())) }
}

/// A whole copy under the new key, checked and on the disk.
fn copy(from: &Tx, draft: &std::path::Path, new: &Keys, old: &Keys, head: (crate::ActSeq, [u8; 32])) -> Result<()> {
    let error = |error: rusqlite::Error| from.error("rekey", &error);
    place::make(draft, draft, &[])?;
    let name = draft.to_str().ok_or_else(|| Error::NotALedger(draft.to_owned()))?;
    from.connection.execute("VACUUM INTO ?1", [name]).map_err(error)?;
    let tx = connect(draft, draft, old)?;
    let failed = |error: rusqlite::Error| tx.error("rekey", &error);
    identify(&tx, old)?;
    set(&tx, DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)?;
    tx.connection.execute_batch(&key_pragma("rekey", &new.data_key)).map_err(failed)?;
    closed(tx.connection, draft)?;

    let tx = connect(draft, draft, new)?;
    identify(&tx, new)?;
    let checked = verify::verify(&tx, &new.sealer(), verify::Depth::Whole)?;
    if !checked.pages_ok || !checked.references_ok || (checked.acts, checked.head) != (head.0.0, head.1) {
        return Err(Error::Damaged { path: from.path.clone(), what: "its copy is not whole".to_owned() });
    }
    closed(tx.connection, draft)?;
    if place::is_other_kind(&place::read(draft, draft, 16)?) {
        // Sixteen random bytes that look like a text: once in some millions. Another try gives others.
        return Err(Error::Busy(from.path.clone()));
    }
    let file = std::fs::File::open(draft).map_err(|error| place::io(draft, &error))?;
    file.sync_all().map_err(|error| place::io(draft, &error))
}

fn closed(connection: Connection, path: &std::path::Path) -> Result<()> {
    connection.close().map_err(|(_, error)| Error::Io { path: path.to_owned(), what: error.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Holder, Moment, NewAct, Opener, Passphrase};

    fn household(ledger: &mut Ledger) {
        let at = Moment::new("2026-04-01T00:00:00Z").unwrap();
        let on = at.day_in_japan();
        let act = NewAct { at, operator: "desk".to_owned(), kind: "import", on, subject: None, reason: None };
        ledger.act::<_, Error>(act, |entry| entry.household()).unwrap();
    }

    #[test]
    fn wherever_an_exchange_of_keys_stops_the_ledger_opens_and_can_be_given_a_key_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger.daicho");
        let secret = Passphrase::from("合言葉".to_owned());
        let open = || Ledger::open_as(&path, Opener::Operator(Some("desk"), &secret));
        let at = Moment::new("2026-04-01T00:00:00Z").unwrap();
        let mut ledger = Ledger::create(&path, "desk", &secret, &at).unwrap();
        household(&mut ledger);
        let keys = ledger.keys().clone();
        drop(ledger);

        // Stopped while the copy was made: it lies half written beside the ledger.
        let draft = draft_beside(&path, &keys, "rekey");
        std::fs::write(&draft, [0; 5000]).unwrap();
        assert_eq!(open().unwrap().head().unwrap().0.0, 1);

        // Stopped after the key file was replaced: the old file lies there still, and is worked with.
        let new = Zeroizing::new([7; 32]);
        keys.exchange(&path, &new).unwrap();
        let mut ledger = open().unwrap();
        household(&mut ledger);
        let sato = Passphrase::from("佐藤の合言葉".to_owned());
        let slot = ledger.slot(&Holder::Operator("sato".to_owned()), &sato, &at).unwrap();
        let act = |kind| NewAct {
            at: at.clone(),
            operator: "desk".to_owned(),
            kind,
            on: at.day_in_japan(),
            subject: None,
            reason: None,
        };
        ledger.act::<_, Error>(act("operator"), |entry| entry.put_slot(slot)).unwrap();
        drop(ledger);
        Ledger::open(&path, &sato).unwrap();

        // Once more, to its end; then stopped before the key before was forgotten.
        let ledger = open().unwrap().rekey().unwrap();
        assert!(!draft.exists());
        let keys = ledger.keys().clone();
        assert!(keys.before.is_none());
        drop(ledger);
        let file = std::fs::read(keys::key_file(&path)).unwrap();
        let alone = connect(&path, &path, &keys).unwrap();
        only_one(&alone).unwrap();
        let later = Keys { data_key: new.clone(), slot_key: new.clone(), ..keys.clone() };
        copy(&alone, &draft, &later, &keys, (crate::ActSeq(3), open_head(&alone))).unwrap();
        let changed = keys.exchange(&path, &new).unwrap();
        assert!(changed.before.is_some() && std::fs::read(keys::key_file(&path)).unwrap() != file);
        std::fs::rename(&draft, &path).unwrap();
        closed(alone.connection, &path).unwrap();
        let mut ledger = open().unwrap();
        household(&mut ledger);
        assert!(ledger.verify().unwrap().findings.is_empty());
        drop(ledger);
        assert_eq!(open().unwrap().rekey().unwrap().head().unwrap().0.0, 4);
    }

    fn open_head(tx: &Tx) -> [u8; 32] {
        tx.one(crate::door::sql!("acts/head.sql"), &[], |row| row.bytes32(1)).unwrap().unwrap()
    }
}
