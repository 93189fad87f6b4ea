//! The ledger that is open, who signed in, work that is under way, and the lock of a window that nobody uses.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use desk::counter::Readers;
use desk::guesses::Tick;
use desk::home::Today;
use desk::ledger::{FIRST_OPERATOR, Moment, Passphrase};
use desk::lists::{Difference, ListQuestion};
use desk::operators::sign_in;
use desk::owed::Everything;
use desk::places::CopyPlaces;
use desk::reports::{AsOf, Counted, ReportQuestion};
use desk::watched::Watch;
use desk::what_if::{Compared, Supposing};
use desk::wire::{Failed, Here, ReadersHere, Trend};
use desk::{Desk, Ending, Failure, Occasion};
use rules::calendar::Day;
use rules::words::{Complaint, Lang};

use tauri::DragDropEvent;
use tauri::ipc::Channel;

use crate::clipboard::Copied;
use crate::wire::{Dropped, Named, Progress};
use crate::{clock, config};

/// Minutes without use after which a window locks itself, when nobody chose others.
const MINUTES: u64 = 5;
/// A machine that was away for longer than this was asleep.
const ASLEEP_SECONDS: u64 = 30;

/// What the window remembers.
#[derive(Default)]
pub struct Session {
    open: Mutex<Option<Arc<Open>>>,
    english: AtomicBool,
    asked: AtomicBool,
    /// The ledger behind a locked window.
    locked: Mutex<Option<Locked>>,
    used: Mutex<Option<Used>>,
    minutes: AtomicU64,
    jobs: Mutex<HashMap<u32, Arc<AtomicBool>>>,
    drops: Mutex<Option<Channel<Dropped>>>,
    readers: Mutex<ReadersHeard>,
    /// What was copied from the window.
    pub copied: Copied,
}

/// An open ledger: one way in for whoever writes, one for quick looks, one for long ones, so that a clerk can look
/// somebody up while letters are printed.
pub struct Open {
    path: String,
    operator: String,
    training: bool,
    writer: Mutex<Desk>,
    reader: Mutex<Desk>,
    counter: Mutex<Desk>,
    today: Mutex<Option<Looked>>,
    outstanding: Mutex<Option<(Day, i64, Arc<Everything>)>>,
    trend: Mutex<Option<(Day, i64, Trend)>>,
    counted: Mutex<Option<(ReportQuestion, Arc<Counted>)>>,
    lists: Mutex<Option<(ListQuestion, i64, Arc<Difference>)>>,
    compared: Mutex<Option<(Supposing, i64, Arc<Compared>)>>,
}

/// Everyone of a day, as they were looked at after an act.
struct Looked {
    on: Day,
    lang: Lang,
    act: i64,
    today: Arc<Today>,
}

/// What is behind a locked window.
#[derive(Debug, Clone)]
pub struct Locked {
    /// The ledger.
    pub path: String,
    /// Who worked.
    pub operator: String,
    /// It is a training society, as the ledger itself says.
    training: bool,
}

impl Locked {
    /// The passphrase of a training society, where it still lies beside it.
    pub fn practice(&self) -> Option<String> {
        let dir = Path::new(&self.path).parent().filter(|_| self.training)?;
        desk::training::passphrase(dir).ok()
    }
}

/// When the window was last used, and last asked whether it was.
struct Used {
    tick: Tick,
    seen: Tick,
    /// Stands still while the machine sleeps.
    awake: Instant,
}

/// The readers are watched once for the whole window, from the first time the counter is opened.
#[derive(Default)]
struct ReadersHeard {
    watched: bool,
    channel: Option<Channel<ReadersHere>>,
    last: Option<Readers>,
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

    /// Who is told of readers and cards: the screen that asked last. Answers whether nobody watches them yet.
    pub fn hear_readers(&self, channel: Channel<ReadersHere>) -> bool {
        let mut heard = hold(&self.readers);
        if let Some(last) = &heard.last {
            // A screen that no longer listens needs no reader.
            let _ = channel.send(last.said(self.lang()));
        }
        heard.channel = Some(channel);
        !std::mem::replace(&mut heard.watched, true)
    }

    /// Readers or cards have come or gone.
    pub fn readers_are(&self, now: Readers) {
        let mut heard = hold(&self.readers);
        if let Some(channel) = &heard.channel {
            let _ = channel.send(now.said(self.lang()));
        }
        heard.last = Some(now);
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
    /// When none is open, or the window has locked itself.
    pub fn ledger(&self) -> Result<Arc<Open>, Failure> {
        if self.idle(None, true) {
            return Err(said(
                Ending::Usage,
                "locked",
                ("画面がロックされています。", "The window is locked."),
                ("パスフレーズを入れてください。", "Enter the passphrase."),
            ));
        }
        hold(&self.open).clone().ok_or_else(|| {
            said(
                Ending::Usage,
                "no_ledger",
                ("台帳が開かれていません。", "No ledger is open."),
                ("台帳を開いてください。", "Open a ledger."),
            )
        })
    }

    /// Is the window locked? It locks itself when it was not used for so many minutes, or the machine slept. `using` says that
    /// it is used just now.
    pub fn idle(&self, minutes: Option<u64>, using: bool) -> bool {
        if let Some(minutes) = minutes {
            self.minutes.store(minutes.clamp(1, 15), Ordering::Relaxed);
        }
        if hold(&self.locked).is_some() {
            return true;
        }
        if hold(&self.open).is_none() {
            return false;
        }
        let (now, limit) = (tick(), self.minutes.load(Ordering::Relaxed));
        let limit = if limit == 0 { MINUTES } else { limit } * 60;
        let mut used = hold(&self.used);
        let over = used.as_mut().is_some_and(|used| {
            let since = |then: &Tick| if then.boot == now.boot { now.seconds.saturating_sub(then.seconds) } else { 0 };
            let asleep = since(&used.seen).saturating_sub(used.awake.elapsed().as_secs());
            let over = asleep > ASLEEP_SECONDS || since(&used.tick) >= limit;
            (used.seen, used.awake) = (now.clone(), Instant::now());
            over
        });
        if using && !over {
            *used = Some(Used { tick: now.clone(), seen: now, awake: Instant::now() });
        }
        drop(used);
        if over {
            self.lock();
        }
        over
    }

    /// Locks the window: every way into the ledger is closed and its keys are forgotten. A printing that runs keeps its own
    /// until it is done.
    pub fn lock(&self) {
        let Some(open) = hold(&self.open).take() else { return };
        self.copied.clear();
        *hold(&self.locked) =
            Some(Locked { path: open.path.clone(), operator: open.operator.clone(), training: open.training });
    }

    /// What is behind a locked window.
    pub fn locked(&self) -> Option<Locked> {
        hold(&self.locked).clone()
    }

    /// Signs in to the ledger behind the locked window.
    ///
    /// # Errors
    /// As [`Session::open`].
    pub fn unlock(&self, operator: &str, passphrase: String) -> Result<Here, Failure> {
        match self.locked() {
            Some(locked) => self.open(Path::new(&locked.path), Some(operator), passphrase),
            None => self.here()?.ok_or_else(|| {
                said(
                    Ending::Usage,
                    "no_ledger",
                    ("台帳が開かれていません。", "No ledger is open."),
                    ("台帳を開いてください。", "Open a ledger."),
                )
            }),
        }
    }

    /// Writes the ledger anew under another key. Nobody else may look at it meanwhile; when that fails the window is locked.
    ///
    /// # Errors
    /// When it is not permitted, or something else runs in this window or another.
    pub fn rekey(&self) -> Result<Here, Failure> {
        let open = self.ledger()?;
        self.lock();
        let open = Arc::try_unwrap(open).map_err(|open| {
            self.goes_on(open);
            said(
                Ending::Other,
                "ledger_busy",
                ("ほかの作業が終わっていないため、鍵を新しくできません。", "Other work has not ended yet."),
                ("印刷などが終わってから、もう一度行ってください。", "Try again when it has."),
            )
        })?;
        let Open { writer, reader, counter, .. } = open;
        drop((reader, counter));
        let desk = writer.into_inner().unwrap_or_else(PoisonError::into_inner);
        let desk = desk.rekey(&occasion()?).or_else(|(before, failure)| {
            // It is as it was: whoever worked with it goes on.
            if let Some(before) = before {
                self.take(*before)?;
            }
            Err(failure)
        })?;
        self.take(desk)
    }

    /// The ledger is open again as it was.
    fn goes_on(&self, open: Arc<Open>) {
        *hold(&self.locked) = None;
        *hold(&self.open) = Some(open);
    }

    /// The ledger that is open, in short.
    pub fn here(&self) -> Result<Option<Here>, Failure> {
        match hold(&self.open).clone() {
            Some(open) => Ok(Some(open.look(|desk| desk.here(today()))?)),
            None => Ok(None),
        }
    }

    /// Opens a ledger in place of the one that is open.
    ///
    /// # Errors
    /// When it cannot be opened; after five wrong passphrases every further guess must wait.
    pub fn open(&self, path: &Path, operator: Option<&str>, passphrase: String) -> Result<Here, Failure> {
        Desk::check_there(path)?;
        let passphrase = Passphrase::from(passphrase);
        let desk = sign_in(path, operator, &passphrase, &occasion()?, &config::guesses(), &tick())?;
        self.take(desk)
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
            let opened = read.and_then(|text| self.open(&path, None, text.trim_end_matches(['\r', '\n']).to_owned()));
            opened.err().map(|failure| self.failed(&failure))
        });
        Some(Named { path: path.display().to_string(), failed })
    }

    /// Works with this ledger from now on.
    ///
    /// # Errors
    /// When it cannot be opened a second time.
    pub fn take(&self, mut desk: Desk) -> Result<Here, Failure> {
        desk.anchors_go_to(&config::places());
        let here = desk.here(today())?;
        let now = tick();
        let open = Open {
            path: here.path.clone(),
            operator: here.operator.clone(),
            training: here.training,
            reader: Mutex::new(desk.again()?),
            counter: Mutex::new(desk.again()?),
            writer: Mutex::new(desk),
            today: Mutex::new(None),
            outstanding: Mutex::new(None),
            trend: Mutex::new(None),
            counted: Mutex::new(None),
            lists: Mutex::new(None),
            compared: Mutex::new(None),
        };
        *hold(&self.used) = Some(Used { tick: now.clone(), seen: now, awake: Instant::now() });
        *hold(&self.open) = Some(Arc::new(open));
        *hold(&self.locked) = None;
        Ok(here)
    }

    /// Anchors go elsewhere from now on.
    ///
    /// # Errors
    /// When no ledger is open.
    pub fn anchors_go_to(&self, places: &CopyPlaces) -> Result<(), Failure> {
        let open = self.ledger()?;
        for way in [&open.writer, &open.reader, &open.counter] {
            hold(way).anchors_go_to(places);
        }
        Ok(())
    }

    /// Closes the ledger.
    pub fn close(&self) {
        *hold(&self.open) = None;
        *hold(&self.locked) = None;
        self.copied.clear();
    }

    /// Does long work, tells the screen how far it is, and ends it when it is no longer wanted.
    pub fn watched<T>(
        &self,
        job: u32,
        progress: &Channel<Progress>,
        work: impl FnOnce(&Open, &mut dyn FnMut(usize, usize) -> ControlFlow<()>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let wanted = self.wanted(job);
        let mut watch = |done, total| {
            // A screen that no longer listens does not stop the work.
            let _ = progress.send(Progress { done, total });
            if wanted.still() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        };
        self.ledger().and_then(|ledger| work(&ledger, &mut watch))
    }

    /// Long work begins that the screen may cancel.
    pub fn wanted(&self, job: u32) -> Wanted<'_> {
        let cancelled = Arc::new(AtomicBool::new(false));
        hold(&self.jobs).insert(job, Arc::clone(&cancelled));
        Wanted { session: self, job, cancelled }
    }

    /// Work is no longer wanted.
    pub fn cancel(&self, job: u32) {
        if let Some(cancelled) = hold(&self.jobs).get(&job) {
            cancelled.store(true, Ordering::Relaxed);
        }
    }

    /// A failure in the clerk's language.
    pub fn failed(&self, failure: &Failure) -> Failed {
        failure.log();
        self.told(failure)
    }

    /// A failure that is none, of a question asked while something is being typed: it stands in no log.
    pub fn told(&self, failure: &Failure) -> Failed {
        if failure.complaints.iter().any(|complaint| complaint.code == "operator_inactive") {
            // Somebody took them out while they were at work.
            self.lock();
        }
        Failed::of(failure, self.lang())
    }
}

impl Open {
    /// A quick look.
    pub fn look<T>(&self, ask: impl FnOnce(&Desk) -> Result<T, Failure>) -> Result<T, Failure> {
        ask(at_work(&mut hold(&self.reader))?)
    }

    /// The number by which the ledger is told from others.
    pub fn number(&self) -> Result<String, Failure> {
        self.look(|desk| Ok(desk.ledger_number()))
    }

    /// A look at everyone.
    pub fn count<T>(&self, ask: impl FnOnce(&Desk) -> Result<T, Failure>) -> Result<T, Failure> {
        ask(at_work(&mut hold(&self.counter))?)
    }

    /// Something is written.
    pub fn write<T>(&self, act: impl FnOnce(&mut Desk) -> Result<T, Failure>) -> Result<T, Failure> {
        act(at_work(&mut hold(&self.writer))?)
    }

    /// Everyone of a day, looked at once until the ledger changes.
    pub fn today(&self, on: Day, lang: Lang) -> Result<Arc<Today>, Failure> {
        let mut kept = hold(&self.today);
        let act = self.look(Desk::last_act)?;
        if let Some(looked) = kept.as_ref().filter(|it| (it.on, it.lang, it.act) == (on, lang, act)) {
            return Ok(Arc::clone(&looked.today));
        }
        let before = kept.take().filter(|it| (it.on, it.lang) == (on, lang)).map(|it| it.today);
        let today = Arc::new(self.count(|desk| match before {
            Some(before) => desk.today_again(Arc::unwrap_or_clone(before)),
            None => desk.today(on, lang),
        })?);
        *kept = Some(Looked { on, lang, act, today: Arc::clone(&today) });
        Ok(today)
    }

    /// Everything outstanding on a day, looked for once until the ledger changes.
    pub fn outstanding(&self, on: Day) -> Result<Arc<Everything>, Failure> {
        let mut kept = hold(&self.outstanding);
        let act = self.look(Desk::last_act)?;
        if let Some((_, _, everything)) = kept.as_ref().filter(|it| (it.0, it.1) == (on, act)) {
            return Ok(Arc::clone(everything));
        }
        let everything = Arc::new(self.count(|desk| desk.outstanding(on))?);
        *kept = Some((on, act, Arc::clone(&everything)));
        Ok(everything)
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

impl Open {
    /// A report, with the people behind its numbers. It is good for good: it names the act up to which it knows.
    pub fn counted(&self, mut question: ReportQuestion, watch: &mut Watch<'_>) -> Result<Arc<Counted>, Failure> {
        let mut kept = hold(&self.counted);
        if question.as_of == AsOf::Now {
            question.as_of = AsOf::Act(self.look(Desk::last_act)?);
        }
        if let Some((_, counted)) = kept.as_ref().filter(|(asked, _)| *asked == question) {
            return Ok(Arc::clone(counted));
        }
        let counted = Arc::new(self.another()?.report_watched(&question, watch)?);
        *kept = Some((question, Arc::clone(&counted)));
        Ok(counted)
    }

    /// What one of the state's lists says otherwise than another, kept until the ledger changes.
    pub fn lists_compared(&self, question: ListQuestion) -> Result<Arc<Difference>, Failure> {
        let mut kept = hold(&self.lists);
        let act = self.look(Desk::last_act)?;
        if let Some((_, _, difference)) = kept.as_ref().filter(|it| it.0 == question && it.1 == act) {
            return Ok(Arc::clone(difference));
        }
        let difference = Arc::new(self.another()?.list_difference(&question)?);
        *kept = Some((question, act, Arc::clone(&difference)));
        Ok(difference)
    }

    /// What something else would change, kept until the ledger changes.
    pub fn compared(&self, supposing: Supposing, watch: &mut Watch<'_>) -> Result<Arc<Compared>, Failure> {
        let mut kept = hold(&self.compared);
        let act = self.look(Desk::last_act)?;
        if let Some((_, _, compared)) = kept.as_ref().filter(|(asked, then, _)| (asked, *then) == (&supposing, act)) {
            return Ok(Arc::clone(compared));
        }
        let compared = Arc::new(self.another()?.what_if_watched(&supposing, watch)?);
        *kept = Some((supposing, act, Arc::clone(&compared)));
        Ok(compared)
    }

    /// A way in of its own, for what takes long.
    pub fn another(&self) -> Result<Desk, Failure> {
        let mut desk = self.look(Desk::again)?;
        desk.now(&occasion()?);
        Ok(desk)
    }
}

/// Long work, as long as this lives.
pub struct Wanted<'a> {
    session: &'a Session,
    job: u32,
    cancelled: Arc<AtomicBool>,
}

impl Wanted<'_> {
    /// Nobody has cancelled it.
    pub fn still(&self) -> bool {
        !self.cancelled.load(Ordering::Relaxed)
    }
}

impl Drop for Wanted<'_> {
    fn drop(&mut self) {
        hold(&self.session.jobs).remove(&self.job);
    }
}

/// A desk that knows when it is asked.
fn at_work(desk: &mut Desk) -> Result<&mut Desk, Failure> {
    desk.now(&occasion()?);
    Ok(desk)
}

/// How long the machine has been running.
pub fn tick() -> Tick {
    let Tick { boot, seconds } = clock::tick();
    Tick { boot, seconds: seconds + driven_seconds() }
}

/// Seconds that a test lets pass, as the file says that it names.
fn driven_seconds() -> u64 {
    let named = if cfg!(feature = "driven") { std::env::var_os("DAICHO_DRIVEN_SECONDS") } else { None };
    named.and_then(|file| std::fs::read_to_string(file).ok()?.trim().parse().ok()).unwrap_or(0)
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
    // On a test's day it is some minute after noon in Japan.
    let driven = driven_day().and_then(|day| Moment::new(&format!("{day}T03{}", at.text().get(13..)?)));
    Ok(Occasion { at: driven.unwrap_or(at), today: today(), operator: FIRST_OPERATOR.to_owned() })
}

/// A failure of the window itself.
pub fn said(ending: Ending, code: &'static str, sentence: (&str, &str), hint: (&str, &str)) -> Failure {
    Failure { ending, complaints: vec![Complaint::refusal("", code, sentence, hint)] }
}
