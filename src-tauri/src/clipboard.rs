//! What a clerk copies. The program puts it on the clipboard itself, so that it can ask histories and clouds to leave it out, and
//! takes it away again: after a minute, when the window locks, when the ledger is closed, when the program ends. What somebody
//! else has put there since stays.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use arboard::{Clipboard, Set};
use desk::guesses::Tick;
use desk::{Ending, Failure};
use zeroize::Zeroizing;

use crate::session::{said, tick};

/// Seconds that a copy stays.
const STAYS: u64 = 60;

/// What this window put on the clipboard last.
#[derive(Default)]
pub struct Copied(Arc<Mutex<Option<Held>>>);

struct Held {
    /// On Linux it is this that hands the text out.
    board: Clipboard,
    text: Zeroizing<String>,
    since: Tick,
}

impl Copied {
    /// Puts a text on the clipboard, for a minute.
    ///
    /// # Errors
    /// When there is no clipboard, or it will not take the text.
    pub fn put(&self, text: Zeroizing<String>) -> Result<(), Failure> {
        let mut held = self.held();
        let (mut board, watched) = match held.take() {
            Some(before) => (before.board, true),
            None => (Clipboard::new().map_err(refused)?, false),
        };
        apart(board.set()).text(text.as_str()).map_err(refused)?;
        *held = Some(Held { board, text, since: tick() });
        if !watched {
            let held = Arc::clone(&self.0);
            std::thread::spawn(move || {
                while Copied(Arc::clone(&held)).grows_old() {
                    std::thread::park_timeout(Duration::from_secs(1));
                }
            });
        }
        Ok(())
    }

    /// Takes away what the window copied.
    pub fn clear(&self) {
        if let Some(mut held) = self.held().take() {
            held.take_away();
        }
    }

    /// Takes away what has lain there long enough; tells whether something still lies there.
    fn grows_old(&self) -> bool {
        let mut held = self.held();
        let now = tick();
        let old = |one: &mut Held| one.since.boot != now.boot || now.seconds.saturating_sub(one.since.seconds) >= STAYS;
        if let Some(mut one) = held.take_if(old) {
            one.take_away();
        }
        held.is_some()
    }

    fn held(&self) -> MutexGuard<'_, Option<Held>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    fn take_away(&mut self) {
        if self.board.get_text().is_ok_and(|text| *Zeroizing::new(text) == *self.text) {
            // A clipboard that is gone holds nothing.
            let _ = self.board.clear();
        }
    }
}

/// Asks whoever keeps a history of the clipboard, or carries it to other machines, not to.
#[cfg(target_os = "linux")]
fn apart(set: Set<'_>) -> Set<'_> {
    arboard::SetExtLinux::exclude_from_history(set)
}

/// Asks whoever keeps a history of the clipboard, or carries it to other machines, not to.
#[cfg(windows)]
fn apart(set: Set<'_>) -> Set<'_> {
    use arboard::SetExtWindows;
    set.exclude_from_monitoring().exclude_from_cloud().exclude_from_history()
}

#[cfg(not(any(target_os = "linux", windows)))]
fn apart(set: Set<'_>) -> Set<'_> {
    set
}

fn refused(_: arboard::Error) -> Failure {
    said(
        Ending::Other,
        "no_clipboard",
        ("クリップボードに写せませんでした。", "The clipboard would not take it."),
        ("もう一度、写してみてください。", "Copy it once more."),
    )
}
