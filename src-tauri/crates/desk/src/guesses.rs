//! Guesses at a passphrase, counted on this machine: five are free, then each costs a wait that doubles from half a minute to
//! a quarter of an hour.
//!
//! * Counted for each operator of a ledger, and for the ledger as a whole, so that trying one passphrase on everybody is slow
//!   too. A guess is counted before it is tried: a program that is ended in between has not guessed for nothing.
//! * The count lies on the disk beside the program's settings, and a guess waits for the one before: neither a restart nor
//!   many programs at once reset it. Waiting is counted in seconds since the machine was started, so that no change of its
//!   clock shortens it. While the machine is off, no time passes. When wrong guesses were made by the clock is kept for the
//!   journal alone.
//! * A wrong guess at an open ledger is told to the journal at once; one that let nobody in, when somebody is let in next.
//! * Against whoever has copied the files it does nothing; there the cost of a guess is all (`ledger`, keys).
//! * Where nothing can be kept on the disk, as in a run without a home, guesses are not slowed.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};

use ledger::{Moment, Roll};
use rules::words::{Complaint, Lang, Said, Weight};
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
#[serde(default)]
struct Count {
    /// In a row.
    wrong: u32,
    /// Not told to the journal yet.
    untold: u32,
    /// The instants of the first and the last of these.
    first: String,
    last: String,
    /// Seconds to wait from `seen` on.
    left: u64,
    boot: String,
    seen: u64,
}

/// By ledger and operator.
type Counts = BTreeMap<String, BTreeMap<String, Count>>;

/// The counts while somebody guesses: nobody else does.
struct Held {
    /// Holds the lock until it is dropped.
    _lock: File,
    file: PathBuf,
    counts: Counts,
    /// As they were before this guess.
    before: Counts,
}

/// A guess that has been counted and is about to be tried. Dropped, it was a wrong one.
pub(crate) struct Guess {
    held: Option<Held>,
    ledger: String,
    asked: Option<String>,
    now: Tick,
    /// There is somebody who could let whoever waits guess again.
    others: bool,
}

/// Wrong guesses that the journal did not know yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Untold {
    /// At whom; `None` when nobody was named.
    pub operator: Option<String>,
    /// How many.
    pub times: u32,
    /// The first and the last of them, where that is known.
    pub between: Option<(Moment, Moment)>,
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

    /// Counts a guess at an operator, or at nobody in particular, before it is tried.
    ///
    /// # Errors
    /// `slow_down` when it comes too early; then it is not tried.
    pub(crate) fn begin(&self, roll: &Roll, asked: Option<&str>, now: &Tick, at: &Moment) -> Result<Guess, Failure> {
        let others = roll.operators.len() > 1;
        let mut held = self.hold();
        if let Some(held) = &mut held {
            held.guess(&roll.ledger, asked, now, at).map_err(|left| slow_down(left, others))?;
        }
        let asked = asked.map(str::to_owned);
        Ok(Guess { held, ledger: roll.ledger.clone(), asked, now: now.clone(), others })
    }

    /// An admin lets an operator guess again.
    pub(crate) fn unlock(&self, ledger: &str, operator: &str) {
        if let Some(mut held) = self.hold() {
            held.unlock(ledger, operator);
        }
    }

    /// Waits for whoever guesses just now, and reads the counts.
    fn hold(&self) -> Option<Held> {
        let folder = self.folder.as_ref()?;
        std::fs::create_dir_all(folder).ok()?;
        let lock = lock_file(&folder.join("guesses.lock")).ok()?;
        lock.lock().ok()?;
        let file = folder.join("guesses.toml");
        // A file that cannot be read counts as none: it holds nothing but numbers, and to spoil it takes the files' owner.
        let counts = std::fs::read_to_string(&file).ok().and_then(|text| toml::from_str(&text).ok());
        Some(Held { _lock: lock, file, counts: counts.unwrap_or_default(), before: Counts::new() })
    }
}

impl Guess {
    /// It did not open anything. What was no guess, as with a full disk or a damaged file, is not counted.
    pub(crate) fn failed(self, failure: Failure) -> Failure {
        if !failure.is_wrong_guess() {
            self.none();
        }
        failure
    }

    /// It was no guess after all.
    pub(crate) fn none(mut self) {
        if let Some(held) = &mut self.held {
            held.counts = held.before.clone();
            held.write();
        }
    }

    /// It was wrong, and the journal knows.
    pub(crate) fn told(mut self) {
        if let Some(held) = &mut self.held {
            held.as_untold_before(&self.ledger, self.asked.as_deref());
            held.write();
        }
    }

    /// Whoever must wait does not get in by leaving out the name.
    ///
    /// # Errors
    /// `slow_down` when the operator whose passphrase it was must wait.
    pub(crate) fn may(&self, operator: &str) -> Result<(), Failure> {
        let Some(held) = self.held.as_ref().filter(|_| self.asked.as_deref() != Some(operator)) else { return Ok(()) };
        match held.waits(&self.ledger, operator, &self.now) {
            0 => Ok(()),
            left => Err(slow_down(left, self.others)),
        }
    }

    /// It was right: whoever guessed is free again. Answers the wrong guesses that the journal does not know yet.
    pub(crate) fn right(self, operator: &str) -> Vec<Untold> {
        let asked = self.asked.as_deref();
        self.held.map(|mut held| held.right(&self.ledger, asked, operator)).unwrap_or_default()
    }

    /// As [`Guess::right`], where the journal cannot be told: it will be another time.
    pub(crate) fn right_but_untold(self, operator: &str) {
        let asked = self.asked.as_deref();
        if let Some(mut held) = self.held {
            held.right_but_untold(&self.ledger, asked, operator);
        }
    }
}

impl Untold {
    /// As the journal keeps them: who, how often, the first and the last instant.
    pub(crate) fn text(all: &[Untold]) -> String {
        let one = |it: &Untold| {
            let between = it.between.as_ref().map(|(first, last)| format!(" {first} {last}")).unwrap_or_default();
            format!("{} {}{between}", it.operator.as_deref().unwrap_or(NOBODY), it.times)
        };
        all.iter().map(one).collect::<Vec<_>>().join(", ")
    }

    /// What the journal keeps; of older ledgers without the instants.
    pub(crate) fn read(text: &str) -> Vec<Untold> {
        let one = |part: &str| {
            let mut words = part.split(' ');
            let operator = words.next().filter(|code| *code != NOBODY).map(str::to_owned);
            let times = words.next()?.parse().ok()?;
            let between = words.next().and_then(Moment::new).zip(words.next().and_then(Moment::new));
            Some(Untold { operator, times, between })
        };
        text.split(", ").filter_map(one).collect()
    }

    /// In words; `called` names an operator.
    pub(crate) fn said(&self, lang: Lang, called: &dyn Fn(&str) -> String) -> String {
        let between = self.between.as_ref().map(|(first, last)| between(first, last, lang)).unwrap_or_default();
        let times = self.times;
        match (lang, self.operator.as_deref().map(called)) {
            (Lang::Ja, Some(who)) => format!("{who}として{times}回{between}"),
            (Lang::Ja, None) => format!("担当を選ばずに{times}回{between}"),
            (Lang::En, Some(who)) => format!("as {who}: {times}{between}"),
            (Lang::En, None) => format!("as nobody named: {times}{between}"),
        }
    }
}

/// Two instants as the clock in Japan showed them; one when they are the same minute.
fn between(first: &Moment, last: &Moment, lang: Lang) -> String {
    let day = |at: &Moment| match lang {
        Lang::Ja => at.day_in_japan().wareki(),
        Lang::En => at.day_in_japan().to_string(),
    };
    let (first_day, last_day) = (day(first), day(last));
    let clock = |at: &Moment| at.in_japan()[11..].to_owned();
    let from = format!("{first_day} {}", clock(first));
    let until = match (first_day == last_day, clock(first) == clock(last)) {
        (true, true) => String::new(),
        (true, false) => clock(last),
        (false, _) => format!("{last_day} {}", clock(last)),
    };
    match (lang, until.is_empty()) {
        (Lang::Ja, true) => format!("（{from}）"),
        (Lang::Ja, false) => format!("（{from}～{until}）"),
        (Lang::En, true) => format!(" ({from})"),
        (Lang::En, false) => format!(" ({from} to {until})"),
    }
}

impl Count {
    /// Seconds that are still to be waited.
    fn left(&self, now: &Tick) -> u64 {
        // After another start everything since then has been waited; before the machine's own start nothing was.
        let since = if self.boot == now.boot { self.seen } else { 0 };
        self.left.saturating_sub(now.seconds.saturating_sub(since))
    }

    fn one_more(&mut self, free: u32, now: &Tick, at: &Moment) {
        self.wrong = self.wrong.saturating_add(1);
        if self.untold == 0 {
            self.first = at.text().to_owned();
        }
        self.untold = self.untold.saturating_add(1);
        self.last = at.text().to_owned();
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
    fn guess(&mut self, ledger: &str, operator: Option<&str>, now: &Tick, at: &Moment) -> Result<(), u64> {
        self.before = self.counts.clone();
        let counts = self.counts.entry(ledger.to_owned()).or_default();
        let names = Held::names(operator);
        let left = names.iter().filter_map(|(name, _)| counts.get(*name)).map(|count| count.left(now)).max();
        if let Some(left) = left.filter(|left| *left > 0) {
            return Err(left);
        }
        for (name, free) in names {
            counts.entry(name.to_owned()).or_default().one_more(free, now, at);
        }
        self.write();
        Ok(())
    }

    /// The guess of just now is not one that the journal is still to be told of.
    fn as_untold_before(&mut self, ledger: &str, asked: Option<&str>) {
        let asked = asked.unwrap_or(NOBODY);
        let was = self.before.get(ledger).and_then(|counts| counts.get(asked)).cloned().unwrap_or_default();
        if let Some(count) = self.counts.get_mut(ledger).and_then(|counts| counts.get_mut(asked)) {
            (count.untold, count.first, count.last) = (was.untold, was.first, was.last);
        }
    }

    /// Seconds that an operator must still wait.
    fn waits(&self, ledger: &str, operator: &str, now: &Tick) -> u64 {
        self.counts.get(ledger).and_then(|counts| counts.get(operator)).map_or(0, |count| count.left(now))
    }

    fn right(&mut self, ledger: &str, asked: Option<&str>, operator: &str) -> Vec<Untold> {
        // The right one was counted too.
        self.as_untold_before(ledger, asked);
        let mut untold = Vec::new();
        if let Some(counts) = self.counts.get_mut(ledger) {
            counts.remove(ALL);
            for (name, count) in counts.iter_mut().filter(|(_, count)| count.untold > 0) {
                let between = Moment::new(&count.first).zip(Moment::new(&count.last));
                let operator = Some(name.clone()).filter(|name| name != NOBODY);
                untold.push(Untold { operator, times: std::mem::take(&mut count.untold), between });
            }
            counts.retain(|name, count| name != operator && name != NOBODY && count.wrong > 0);
            if counts.is_empty() {
                self.counts.remove(ledger);
            }
        }
        self.write();
        untold
    }

    fn right_but_untold(&mut self, ledger: &str, asked: Option<&str>, operator: &str) {
        self.as_untold_before(ledger, asked);
        if let Some(counts) = self.counts.get_mut(ledger) {
            for name in [asked.unwrap_or(NOBODY), operator, ALL] {
                if let Some(count) = counts.get_mut(name) {
                    (count.wrong, count.left) = (0, 0);
                }
            }
        }
        self.write();
    }

    fn unlock(&mut self, ledger: &str, operator: &str) {
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
fn slow_down(left: u64, others: bool) -> Failure {
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

    fn at() -> Moment {
        Moment::new("2026-11-22T10:09:00Z").unwrap()
    }

    fn wrong(guesses: &Guesses, operator: &str, now: &Tick) -> bool {
        guesses.hold().unwrap().guess("ledger", Some(operator), now, &at()).is_ok()
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
        let sato = Untold { operator: Some("sato".to_owned()), times: 12, between: Some((at(), at())) };
        assert_eq!(held.right("ledger", Some("mori"), "mori"), [sato]);
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
    #[test]
    fn what_the_journal_keeps_of_wrong_guesses_is_read_back_and_said_in_words() {
        let later = Moment::new("2026-11-22T10:18:00Z").unwrap();
        let all = [
            Untold { operator: Some("sato".to_owned()), times: 2, between: Some((at(), later)) },
            Untold { operator: None, times: 1, between: Some((at(), at())) },
        ];
        assert_eq!(Untold::read(&Untold::text(&all)), all);
        let called = |code: &str| code.to_owned();
        assert_eq!(all[0].said(Lang::Ja, &called), "satoとして2回（令和8年11月22日 19:09～19:18）");
        assert_eq!(all[1].said(Lang::Ja, &called), "担当を選ばずに1回（令和8年11月22日 19:09）");
        // As ledgers from before have it.
        let before = Untold::read("sato 5, ? 1");
        assert_eq!(
            before.iter().map(|one| one.said(Lang::Ja, &called)).collect::<Vec<_>>(),
            ["satoとして5回", "担当を選ばずに1回"]
        );
    }

    #[test]
    fn counts_from_before_the_instants_were_kept_still_count() {
        let folder = tempfile::tempdir().unwrap();
        let text = "[ledger.sato]\nwrong = 5\nuntold = 5\nleft = 30\nboot = \"a\"\nseen = 100\n";
        std::fs::write(folder.path().join("guesses.toml"), text).unwrap();
        let guesses = Guesses::in_folder(Some(folder.path().to_owned()));
        assert!(!wrong(&guesses, "sato", &tick("a", 120)) && wrong(&guesses, "sato", &tick("a", 130)));
    }
}
