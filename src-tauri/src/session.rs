//! The ledger that is open, work that is under way, and guesses at a passphrase.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use desk::home::Today;
use desk::ledger::{Moment, Passphrase};
use desk::wire::{Failed, Here, Trend};
use desk::{Desk, Ending, Failure, Occasion};
use rules::calendar::Day;
use rules::words::{Complaint, Lang, Said, Weight};

use tauri::DragDropEvent;
use tauri::ipc::Channel;

use crate::clock;
use crate::wire::{Dropped, Named};

/// Who works, until operators sign in.
pub const OPERATOR: &str = "desk";

/// Wrong guesses that cost nothing.
const FREE_GUESSES: u32 = 5;

/// What the window remembers.
#[derive(Default)]
pub struct Session {
    open: Mutex<Option<Arc<Open>>>,
    english: AtomicBool,
    asked: AtomicBool,
    guesses: Mutex<Guesses>,
    jobs: Mutex<HashMap<u32, Arc<AtomicBool>>>,
    drops: Mutex<Option<Channel<Dropped>>>,
}

/// An open ledger: one way in for whoever writes, one for quick looks, one for long ones, so that a clerk can look
/// somebody up while letters are printed.
pub struct Open {
    writer: Mutex<Desk>,
    reader: Mutex<Desk>,
    counter: Mutex<Desk>,
    today: Mutex<Option<Looked>>,
    trend: Mutex<Option<(Day, i64, Trend)>>,
}

/// Everyone of a day, as they were looked at after an act.
struct Looked {
    on: Day,
    lang: Lang,
    act: i64,
    today: Arc<Today>,
}

#[derive(Default)]
struct Guesses {
    wrong: u32,
    until: Option<Instant>,
}

/// A lock; whoever panicked while holding it left a ledger that is as it was.
fn hold<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Session {
    /// The language of sentences.
    pub fn lang(&self) -> Lang {
        if self.english.load(Ordering::Relaxed) { Lang::En } else { Lang::Ja }
    }

    /// Sets the language, as every request that names one does.
    pub fn speak(&self, lang: &str) -> Lang {
        self.english.store(lang == "en", Ordering::Relaxed);
        self.lang()
    }

    /// Who is told of files that are dropped on the window: the screen that asked last.
    pub fn hear_drops(&self, channel: Channel<Dropped>) {
        *hold(&self.drops) = Some(channel);
    }

    /// A file is held over the window, goes away again, or is let go.
    pub fn dropped(&self, event: &DragDropEvent) {
        let told = match event {
            DragDropEvent::Enter { .. } => Dropped { over: true, files: Vec::new() },
            DragDropEvent::Drop { paths, .. } => {
                Dropped { over: false, files: paths.iter().map(|path| path.to_string_lossy().into_owned()).collect() }
            }
            DragDropEvent::Leave => Dropped { over: false, files: Vec::new() },
            _ => return,
        };
        if let Some(channel) = &*hold(&self.drops) {
            // A screen that no longer listens needs no file.
            let _ = channel.send(told);
        }
    }

    /// The open ledger.
    ///
    /// # Errors
    /// When none is open.
    pub fn ledger(&self) -> Result<Arc<Open>, Failure> {
        hold(&self.open).clone().ok_or_else(|| {
            said(
                Ending::Usage,
                "no_ledger",
                ("台帳が開かれていません。", "No ledger is open."),
                ("台帳を開いてください。", "Open a ledger."),
            )
        })
    }

    /// The ledger that is open, in short.
    pub fn here(&self) -> Result<Option<Here>, Failure> {
        match hold(&self.open).clone() {
            Some(open) => Ok(Some(open.look(|desk| desk.here(today(), OPERATOR))?)),
            None => Ok(None),
        }
    }

    /// Opens a ledger in place of the one that is open.
    ///
    /// # Errors
    /// When it cannot be opened; after five wrong passphrases every further guess must wait.
    pub fn open(&self, path: &Path, passphrase: String) -> Result<Here, Failure> {
        if let Some(left) = hold(&self.guesses).left() {
            return Err(slow_down(left));
        }
        Desk::check_there(path)?;
        match Desk::open(path, &Passphrase::from(passphrase)) {
            Ok(desk) => {
                *hold(&self.guesses) = Guesses::default();
                self.take(desk)
            }
            Err(failure) => {
                if failure.complaints.iter().any(|complaint| complaint.code == "wrong_passphrase") {
                    hold(&self.guesses).wrong();
                }
                Err(failure)
            }
        }
    }

    /// Opens the ledger that was named when the program was started, when its passphrase lies in a file as for the command
    /// line; asked for once. Answers its path, and why it could not be opened.
    pub fn open_named(&self) -> Option<Named> {
        if self.asked.swap(true, Ordering::Relaxed) {
            return None;
        }
        let path = PathBuf::from(std::env::args_os().nth(1)?);
        let failed = std::env::var_os("DAICHO_PASSPHRASE_FILE").and_then(|file| {
            let read = std::fs::read_to_string(&file).map_err(|error| Failure::file(Path::new(&file), &error));
            let opened = read.and_then(|text| self.open(&path, text.trim_end_matches(['\r', '\n']).to_owned()));
            opened.err().map(|failure| self.failed(&failure))
        });
        Some(Named { path: path.display().to_string(), failed })
    }

    /// Works with this ledger from now on.
    ///
    /// # Errors
    /// When it cannot be opened a second time.
    pub fn take(&self, desk: Desk) -> Result<Here, Failure> {
        let here = desk.here(today(), OPERATOR)?;
        let open = Open {
            reader: Mutex::new(desk.again()?),
            counter: Mutex::new(desk.again()?),
            writer: Mutex::new(desk),
            today: Mutex::new(None),
            trend: Mutex::new(None),
        };
        *hold(&self.open) = Some(Arc::new(open));
        Ok(here)
    }

    /// Closes the ledger.
    pub fn close(&self) {
        *hold(&self.open) = None;
    }

    /// Work begins: whoever does it asks now and then whether it is still wanted.
    pub fn begin(&self, job: u32) -> Arc<AtomicBool> {
        let cancelled = Arc::new(AtomicBool::new(false));
        hold(&self.jobs).insert(job, Arc::clone(&cancelled));
        cancelled
    }

    /// Work has ended.
    pub fn end(&self, job: u32) {
        hold(&self.jobs).remove(&job);
    }

    /// Work is no longer wanted.
    pub fn cancel(&self, job: u32) {
        if let Some(cancelled) = hold(&self.jobs).get(&job) {
            cancelled.store(true, Ordering::Relaxed);
        }
    }

    /// A failure in the clerk's language.
    pub fn failed(&self, failure: &Failure) -> Failed {
        Failed::of(failure, self.lang())
    }
}

impl Open {
    /// A quick look.
    pub fn look<T>(&self, ask: impl FnOnce(&Desk) -> Result<T, Failure>) -> Result<T, Failure> {
        ask(&hold(&self.reader))
    }

    /// A look at everyone.
    pub fn count<T>(&self, ask: impl FnOnce(&Desk) -> Result<T, Failure>) -> Result<T, Failure> {
        ask(&hold(&self.counter))
    }

    /// Something is written.
    pub fn write<T>(&self, act: impl FnOnce(&mut Desk) -> Result<T, Failure>) -> Result<T, Failure> {
        act(&mut hold(&self.writer))
    }

    /// Everyone of a day, looked at once until the ledger changes.
    pub fn today(&self, on: Day, lang: Lang) -> Result<Arc<Today>, Failure> {
        let mut kept = hold(&self.today);
        let act = self.look(Desk::last_act)?;
        if let Some(looked) = kept.as_ref().filter(|it| (it.on, it.lang, it.act) == (on, lang, act)) {
            return Ok(Arc::clone(&looked.today));
        }
        let today = Arc::new(self.count(|desk| desk.today(on, lang))?);
        *kept = Some(Looked { on, lang, act, today: Arc::clone(&today) });
        Ok(today)
    }
}

impl Open {
    /// Registration and coverage over time. It looks at everyone once for each month, so it has a way in of its own and is
    /// kept until the ledger changes.
    pub fn trend(&self, on: Day) -> Result<Trend, Failure> {
        let mut kept = hold(&self.trend);
        let act = self.look(Desk::last_act)?;
        if let Some((day, then, trend)) = kept.as_ref()
            && (*day, *then) == (on, act)
        {
            return Ok(trend.clone());
        }
        let trend = self.look(Desk::again)?.trend(on)?;
        *kept = Some((on, act, trend.clone()));
        Ok(trend)
    }
}

impl Guesses {
    fn left(&self) -> Option<Duration> {
        self.until.and_then(|until| until.checked_duration_since(Instant::now())).filter(|left| !left.is_zero())
    }

    /// Each wrong guess after the fifth doubles the wait, up to five minutes.
    fn wrong(&mut self) {
        self.wrong += 1;
        if let Some(over) = self.wrong.checked_sub(FREE_GUESSES) {
            let seconds = 5_u64.saturating_mul(1 << over.min(6)).min(300);
            self.until = Some(Instant::now() + Duration::from_secs(seconds));
        }
    }
}

/// The day in Japan.
pub fn today() -> Day {
    driven_day().unwrap_or_else(|| clock::now().1)
}

/// A test's day, so that its pictures stay the same.
fn driven_day() -> Option<Day> {
    if cfg!(feature = "driven") { std::env::var("DAICHO_DRIVEN_TODAY").ok()?.parse().ok() } else { None }
}

/// The moment and the day of what is done now.
///
/// # Errors
/// When the computer's clock cannot be right.
pub fn occasion() -> Result<Occasion, Failure> {
    let at: Moment = clock::now().0.ok_or_else(|| {
        said(
            Ending::Other,
            "clock",
            ("コンピューターの時計が正しくありません。", "The computer's clock is wrong."),
            ("日付と時刻を合わせてください。", "Set date and time."),
        )
    })?;
    Ok(Occasion { at, today: today(), operator: OPERATOR.to_owned() })
}

/// A failure of the window itself.
pub fn said(ending: Ending, code: &'static str, sentence: (&str, &str), hint: (&str, &str)) -> Failure {
    Failure {
        ending,
        complaints: vec![Complaint {
            place: String::new(),
            code,
            weight: Weight::Refusal,
            sentence: Said::new(sentence.0, sentence.1),
            hint: Said::new(hint.0, hint.1),
        }],
    }
}

fn slow_down(left: Duration) -> Failure {
    let seconds = left.as_secs() + 1;
    Failure {
        ending: Ending::CannotOpen,
        complaints: vec![Complaint {
            place: String::new(),
            code: "slow_down",
            weight: Weight::Refusal,
            sentence: Said::new(
                format!("パスフレーズの間違いが続いています。あと{seconds}秒お待ちください。"),
                format!("Too many wrong passphrases. Wait {seconds} more seconds."),
            ),
            hint: Said::new(
                "かな入力や大文字の固定（Caps Lock）になっていないか確かめてください。",
                "Check kana input and Caps Lock.",
            ),
        }],
    }
}
