//! The program's own log: what was started, opened, done and refused, by ids and codes alone, for whoever looks for a fault. The
//! window and the command line write the same file.
//!
//! Several programs write it at once, each line by itself at its end. The crates that turn log files (`tracing-appender`,
//! `file-rotate`, `rolling-file`) count the bytes of one process, make files that others can read, or know no size; so the
//! turning is here. A log that cannot be written never disturbs the work, and says nothing.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use desk::trouble::Machine;
use rules::calendar::Day;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt::format::{FmtSpan, Writer};
use tracing_subscriber::fmt::time::FormatTime;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer};

use crate::{clock, config};

/// Bytes after which a new file is begun: with five files no disk is filled.
const LARGEST: u64 = 10 * 1024 * 1024;
/// Files that are kept.
const FILES: usize = 5;
/// Days after which nothing is kept.
const DAYS: i64 = 30;
/// Days after which a new file is begun, so that the files together hold no more than [`DAYS`].
const DAYS_A_FILE: i64 = 6;
/// Lines that a report of trouble takes along.
const LAST: usize = 200;
/// The crates of the house; what others would log, nobody has looked at.
const OURS: [&str; 7] = ["rules", "intake", "ledger", "papers", "desk", "daicho", "daicho_window"];

/// Begins to log. What `DAICHO_LOG` asks for goes to the terminal as well.
pub fn begin(program: &'static str) {
    let file = config::state().map(|folder| {
        let log = Log { folder };
        log.tidy(clock::now().1);
        tracing_subscriber::fmt::layer()
            .with_ansi(false)
            .with_timer(Utc)
            // How long an act took: its span says so when it ends.
            .with_span_events(FmtSpan::CLOSE)
            .with_writer(move || Line(log.clone()))
            .with_filter(Targets::new().with_targets(OURS.map(|name| (name, LevelFilter::INFO))))
    });
    let terminal = EnvFilter::try_from_env("DAICHO_LOG")
        .ok()
        .map(|filter| tracing_subscriber::fmt::layer().with_writer(io::stderr).with_filter(filter));
    // Whoever has begun already goes on.
    let _ = tracing_subscriber::registry().with(file).with(terminal).try_init();
    let version = env!("CARGO_PKG_VERSION");
    let (system, machine) = (std::env::consts::OS, std::env::consts::ARCH);
    tracing::info!(program, version, system, machine, "started");
}

/// What a report of trouble says of this program: the last lines of the log, and what it runs on; `view` is what draws its pages.
pub fn machine(program: &str, view: &str) -> Machine {
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    let release = release.lines().find_map(|line| line.strip_prefix("PRETTY_NAME=")).unwrap_or_default();
    let (system, machine) = (std::env::consts::OS, std::env::consts::ARCH);
    let system = format!("{system} {machine} {} {view}", release.trim_matches('"'));
    let lines = config::state().map(|folder| Log { folder }.last()).unwrap_or_default();
    Machine {
        program: format!("{program} {}", env!("CARGO_PKG_VERSION")),
        system: system.trim_end().to_owned(),
        log: lines,
    }
}

/// The instant of a line, to the second.
struct Utc;

impl FormatTime for Utc {
    fn format_time(&self, to: &mut Writer<'_>) -> std::fmt::Result {
        to.write_str(clock::now().0.as_ref().map_or("-", |now| now.text()))
    }
}

/// The files: `daicho.log`, and the earlier ones from `daicho.1.log` on.
#[derive(Clone)]
struct Log {
    folder: PathBuf,
}

/// One line on its way.
struct Line(Log);

impl Write for Line {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        // Nothing can be said of a log that cannot be written.
        let _ = self.0.add(line);
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn file(&self, age: usize) -> PathBuf {
        self.folder.join(if age == 0 { "daicho.log".to_owned() } else { format!("daicho.{age}.log") })
    }

    fn add(&self, line: &[u8]) -> io::Result<()> {
        let mut file = self.open()?;
        if file.metadata()?.len() + line.len() as u64 > LARGEST {
            self.turn(&file)?;
            file = self.open()?;
        }
        file.write_all(line)
    }

    /// The file at its end, for its owner alone; a link in its place is not followed.
    fn open(&self) -> io::Result<File> {
        let mut folder = DirBuilder::new();
        folder.recursive(true);
        let mut options = OpenOptions::new();
        options.append(true).create(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
            folder.mode(0o700);
            options.mode(0o600).custom_flags(rustix::fs::OFlags::NOFOLLOW.bits().cast_signed());
        }
        folder.create(&self.folder)?;
        let file = options.open(self.file(0))?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mut permissions = file.metadata()?.permissions();
            if permissions.mode() & 0o077 != 0 {
                permissions.set_mode(0o600);
                file.set_permissions(permissions)?;
            }
        }
        Ok(file)
    }

    /// The last lines, of the file before this one too.
    fn last(&self) -> Vec<String> {
        let text: String =
            [1, 0].iter().map(|age| std::fs::read_to_string(self.file(*age)).unwrap_or_default()).collect();
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len().saturating_sub(LAST)..].iter().map(|line| (*line).to_owned()).collect()
    }

    /// The file becomes the latest of the earlier ones; the earliest goes. One program does it at a time, the others write on.
    fn turn(&self, file: &File) -> io::Result<()> {
        if file.try_lock().is_err() || !is_still(&self.file(0), file) {
            return Ok(());
        }
        for age in (0..FILES - 1).rev() {
            let moved = std::fs::rename(self.file(age), self.file(age + 1));
            if let Err(error) = moved
                && error.kind() != io::ErrorKind::NotFound
            {
                return Err(error);
            }
        }
        Ok(())
    }

    /// What is older than thirty days goes.
    fn tidy(&self, today: Day) {
        for age in 0..FILES {
            let file = self.file(age);
            let Some(begun) = begun(&file) else { continue };
            let old = begun.days_until(today);
            if old > DAYS {
                // What cannot be removed today may be tomorrow.
                let _ = std::fs::remove_file(&file);
            } else if age == 0
                && old > DAYS_A_FILE
                && let Ok(file) = self.open()
            {
                let _ = self.turn(&file);
            }
        }
    }
}

/// The day of the first line.
fn begun(file: &Path) -> Option<Day> {
    let mut head = [0; 10];
    File::open(file).ok()?.read_exact(&mut head).ok()?;
    std::str::from_utf8(&head).ok()?.parse().ok()
}

/// Another program may have turned it meanwhile.
fn is_still(path: &Path, file: &File) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let (Ok(there), Ok(here)) = (path.symlink_metadata(), file.metadata()) else { return false };
        (there.dev(), there.ino()) == (here.dev(), here.ino())
    }
    #[cfg(not(unix))]
    {
        let _ = (path, file);
        true
    }
}
