//! Guesses at a passphrase, counted on this machine: five are free, then each costs a wait that doubles from half a minute to
//! a quarter of an hour.
//!
//! * Counted for each operator of a ledger, and for the ledger as a whole, so that trying one passphrase on everybody is slow
//!   too. A guess is counted before it is tried: a program that is ended in between has not guessed for nothing.
//! * The count lies on the disk beside the program's settings, and a guess waits for the one before: neither a restart nor
//!   many programs at once reset it. It knows no date: waiting is counted in seconds since the machine was started, so that
//!   no change of its clock shortens it. While the machine is off, no time passes.
//! * Against whoever has copied the files it does nothing; there the cost of a guess is all (`ledger`, keys).
//! * Where nothing can be kept on the disk, as in a run without a home, guesses are not slowed.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};

use rules::words::{Complaint, Said, Weight};
use serde::{Deserialize, Serialize};

use crate::{Ending, Failure};

/// Wrong guesses at one operator that cost nothing, and at a whole ledger.
const FREE: u32 = 5;
const FREE_ALL: u32 = 20;
const FIRST_WAIT: u64 = 30;
const LONGEST_WAIT: u64 = 15 * 60;
/// Under this name stands the ledger as a whole: no operator can be called so.
const ALL: &str = "*";
/// Under this name stand guesses at nobody in particular.
const NOBODY: &str = "?";

/// How long the machine has been running, whatever its clock says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// Another one after each start.
    pub boot: String,
    /// Since then, sleep included.
    pub seconds: u64,
}

/// Where guesses are counted.
#[derive(Debug, Clone)]
pub struct Guesses {
    folder: Option<PathBuf>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Count {
    /// In a row.
    wrong: u32,
    /// Not told to the journal yet.
    untold: u32,
    /// Seconds to wait from `seen` on.
    left: u64,
    boot: String,
    seen: u64,
}

/// By ledger and operator.
pub(crate) type Counts = BTreeMap<String, BTreeMap<String, Count>>;

/// The counts while somebody guesses: nobody else does.
pub(crate) struct Held {
    /// Holds the lock until it is dropped.
    _lock: File,
    file: PathBuf,
    counts: Counts,
}

impl Guesses {
    /// Counts in this folder; without one, guesses are not slowed.
    #[must_use]
    pub fn in_folder(folder: Option<PathBuf>) -> Guesses {
        Guesses { folder }
    }

    /// The folder of this machine in which they are counted.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Waits for whoever guesses just now, and reads the counts.
    pub(crate) fn hold(&self) -> Option<Held> {
        let folder = self.folder.as_ref()?;
        std::fs::create_dir_all(folder).ok()?;
        let lock = lock_file(&folder.join("guesses.lock")).ok()?;
        lock.lock().ok()?;
        let file = folder.join("guesses.toml");
        // A file that cannot be read counts as none: it holds nothing but numbers, and to spoil it takes the files' owner.
        let counts = std::fs::read_to_string(&file).ok().and_then(|text| toml::from_str(&text).ok());
        Some(Held { _lock: lock, file, counts: counts.unwrap_or_default() })
    }
}

impl Count {
    /// Seconds that are still to be waited.
    fn left(&self, now: &Tick) -> u64 {
        // After another start everything since then has been waited; before the machine's own start nothing was.
        let since = if self.boot == now.boot { self.seen } else { 0 };
        self.left.saturating_sub(now.seconds.saturating_sub(since))
    }

    fn one_more(&mut self, free: u32, now: &Tick) {
        self.wrong = self.wrong.saturating_add(1);
        self.untold = self.untold.saturating_add(1);
        self.left = match self.wrong.checked_sub(free) {
            Some(over) => FIRST_WAIT.checked_shl(over.min(10)).unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT),
            None => 0,
        };
        (self.boot, self.seen) = (now.boot.clone(), now.seconds);
    }
}

impl Held {
    fn names(operator: Option<&str>) -> [(&str, u32); 2] {
        [(operator.unwrap_or(NOBODY), FREE), (ALL, FREE_ALL)]
    }

    /// Refuses a guess that comes too early, with the seconds that are left; counts one that does not, before it is tried.
    pub(crate) fn guess(&mut self, ledger: &str, operator: Option<&str>, now: &Tick) -> Result<(), u64> {
        let counts = self.counts.entry(ledger.to_owned()).or_default();
        let names = Held::names(operator);
        let left = names.iter().filter_map(|(name, _)| counts.get(*name)).map(|count| count.left(now)).max();
        if let Some(left) = left.filter(|left| *left > 0) {
            return Err(left);
        }
        for (name, free) in names {
            counts.entry(name.to_owned()).or_default().one_more(free, now);
        }
        self.write();
        Ok(())
    }

    /// It was no guess after all: the ledger could not be opened for another reason.
    pub(crate) fn no_guess(&mut self, ledger: &str, before: &Counts) {
        match before.get(ledger) {
            Some(counts) => self.counts.insert(ledger.to_owned(), counts.clone()),
            None => self.counts.remove(ledger),
        };
        self.write();
    }

    /// What is counted just now.
    pub(crate) fn counted(&self) -> Counts {
        self.counts.clone()
    }

    /// Seconds that an operator must still wait.
    pub(crate) fn waits(&self, ledger: &str, operator: &str, now: &Tick) -> u64 {
        self.counts.get(ledger).and_then(|counts| counts.get(operator)).map_or(0, |count| count.left(now))
    }

    /// It was right: whoever guessed is free again. Answers the wrong guesses that the journal does not know yet.
    pub(crate) fn right(&mut self, ledger: &str, asked: Option<&str>, operator: &str) -> Vec<(String, u32)> {
        let mut untold = Vec::new();
        if let Some(counts) = self.counts.get_mut(ledger) {
            // The right one was counted too.
            if let Some(count) = counts.get_mut(asked.unwrap_or(NOBODY)) {
                count.untold = count.untold.saturating_sub(1);
            }
            counts.remove(ALL);
            for (name, count) in counts.iter_mut().filter(|(_, count)| count.untold > 0) {
                untold.push((name.clone(), std::mem::take(&mut count.untold)));
            }
            counts.retain(|name, count| name != operator && name != NOBODY && count.wrong > 0);
            if counts.is_empty() {
                self.counts.remove(ledger);
            }
        }
        self.write();
        untold
    }

    /// As [`Held::right`], where the journal cannot be told: it will be another time.
    pub(crate) fn right_but_untold(&mut self, ledger: &str, asked: Option<&str>, operator: &str) {
        if let Some(counts) = self.counts.get_mut(ledger) {
            let asked = asked.unwrap_or(NOBODY);
            if let Some(count) = counts.get_mut(asked) {
                count.untold = count.untold.saturating_sub(1);
            }
            for name in [asked, operator, ALL] {
                if let Some(count) = counts.get_mut(name) {
                    (count.wrong, count.left) = (0, 0);
                }
            }
        }
        self.write();
    }

    /// An admin lets an operator guess again.
    pub(crate) fn unlock(&mut self, ledger: &str, operator: &str) {
        if let Some(counts) = self.counts.get_mut(ledger) {
            counts.remove(operator);
            counts.remove(ALL);
        }
        self.write();
    }

    /// What cannot be kept cannot be helped: the guess itself goes on.
    fn write(&self) {
        let Ok(text) = toml::to_string(&self.counts) else { return };
        let _ = crate::drafts::replace(&self.file, text.as_bytes());
    }
}

fn lock_file(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}

/// It must be waited. Where there is nobody else, no admin can help.
pub(crate) fn slow_down(left: u64, others: bool) -> Failure {
    let (admin_ja, admin_en) = if others {
        ("管理者は待たずに使えるようにできます。", " An admin can let you in without waiting.")
    } else {
        ("", "")
    };
    Failure {
        ending: Ending::MustWait(left),
        complaints: vec![Complaint {
            place: String::new(),
            code: "slow_down",
            weight: Weight::Refusal,
            sentence: Said::new(
                format!("パスフレーズの間違いが続いています。あと{left}秒お待ちください。"),
                format!("Too many wrong passphrases. Wait {left} more seconds."),
            ),
            hint: Said::new(
                format!("かな入力や大文字の固定（Caps Lock）になっていないか確かめてください。{admin_ja}"),
                format!("Check kana input and Caps Lock.{admin_en}"),
            ),
        }],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tick(boot: &str, seconds: u64) -> Tick {
        Tick { boot: boot.to_owned(), seconds }
    }

    fn wrong(guesses: &Guesses, operator: &str, now: &Tick) -> bool {
        guesses.hold().unwrap().guess("ledger", Some(operator), now).is_ok()
    }

    #[test]
    fn ten_thousand_tries_in_a_day_are_a_hundred_guesses_whatever_is_restarted() {
        let folder = tempfile::tempdir().unwrap();
        let guesses = Guesses::in_folder(Some(folder.path().to_owned()));
        let (mut guessed, mut boot, mut up) = (0, 0, 100_000);
        for _ in 0..10_000 {
            up += 8;
            if up % 5_000 < 8 {
                // The machine is started again; and its clock, whatever it says, is not asked.
                (boot, up) = (boot + 1, 0);
            }
            guessed += u32::from(wrong(&guesses, "sato", &tick(&boot.to_string(), up)));
        }
        assert!((60..=100).contains(&guessed), "{guessed}");
    }

    #[test]
    fn five_are_free_then_the_wait_doubles_and_a_right_one_ends_it() {
        let folder = tempfile::tempdir().unwrap();
        let guesses = Guesses::in_folder(Some(folder.path().to_owned()));
        let mut now = 1_000;
        for _ in 0..5 {
            assert!(wrong(&guesses, "sato", &tick("a", now)));
        }
        for wait in [30, 60, 120, 240, 480, 900, 900] {
            assert!(!wrong(&guesses, "sato", &tick("a", now + wait - 1)), "{wait}");
            // Started again, it counts from there.
            assert!(!wrong(&guesses, "sato", &tick("b", wait - 1)), "{wait}");
            now += wait;
            assert!(wrong(&guesses, "sato", &tick("a", now)), "{wait}");
        }
        assert!(wrong(&guesses, "mori", &tick("a", now)), "another operator has not been guessed at");
        let mut held = guesses.hold().unwrap();
        assert_eq!(held.right("ledger", Some("mori"), "mori"), [("sato".to_owned(), 12)]);
        assert_eq!(held.right("ledger", Some("mori"), "mori"), []);
        drop(held);
        assert!(!wrong(&guesses, "sato", &tick("a", now)), "the count stays when it is told");
        guesses.hold().unwrap().unlock("ledger", "sato");
        assert!(wrong(&guesses, "sato", &tick("a", now)));
        assert!(Guesses::in_folder(None).hold().is_none());
    }

    #[test]
    fn one_passphrase_tried_on_everybody_is_slowed_too() {
        let folder = tempfile::tempdir().unwrap();
        let guesses = Guesses::in_folder(Some(folder.path().to_owned()));
        let tried = (0..100).filter(|at| wrong(&guesses, &format!("op{at}"), &tick("a", 5))).count();
        assert_eq!(tried, 20);
    }
}
