//! A private service for card readers: the system's own pcscd in a room of its own, with two readers whose cards are software.
//!
//! The service sees its socket's folder in a namespace of its own (`unshare`), so that many run side by side and none meets the
//! machine's. It dies with whoever started it. The readers are vsmartcard's: a card connects to one by TCP and answers there.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::linux::net::TcpStreamExt;
use std::os::unix::fs::MetadataExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{channel, sync_channel};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use card::{Apart, Port, Seen, Trouble};

use super::chip::{ATR, Card, Said};

const DRIVER: &str = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so";
const PATIENCE: Duration = Duration::from_secs(15);
/// A reader of vsmartcard looks for its card every 400 ms; one that is put back before it has seen it go is never seen again.
const AWAY: Duration = Duration::from_millis(900);

/// The built `daicho-card`: the one that `DAICHO_CARD` names, else the one beside `DAICHO_BIN`, else the one cargo builds now.
///
/// # Panics
/// When it does not build.
pub fn card_program() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        if let Some(path) = std::env::var_os("DAICHO_CARD") {
            return PathBuf::from(path);
        }
        let beside = std::env::var_os("DAICHO_BIN").map(|path| PathBuf::from(path).with_file_name("daicho-card"));
        if let Some(path) = beside.filter(|path| path.exists()) {
            return path;
        }
        let built =
            Command::new(env!("CARGO")).args(["build", "--quiet", "-p", "card", "--bin", "daicho-card"]).status();
        assert!(built.is_ok_and(|status| status.success()), "the program does not build (Debian: libpcsclite-dev)");
        let test = std::env::current_exe().expect("a test has a path");
        let folder = test.parent().and_then(Path::parent).expect("tests lie in target/PROFILE/deps");
        // A benchmark's own profile has no such program; the tests' has.
        let here = folder.join("daicho-card");
        if here.exists() { here } else { folder.with_file_name("debug").join("daicho-card") }
    })
}

/// A service, as long as this lives.
pub struct PcscService {
    folder: tempfile::TempDir,
    running: Mutex<Option<Child>>,
    readers: Vec<Arc<Place>>,
}

/// Where a card can lie.
struct Place {
    port: u16,
    socket: PathBuf,
    name: String,
    lying: Mutex<Option<Lying>>,
    left: Mutex<Option<Instant>>,
}

struct Lying {
    card: Card,
    cable: Arc<Cable>,
    answering: JoinHandle<()>,
}

/// What joins a card and its reader.
struct Cable {
    port: u16,
    now: Mutex<TcpStream>,
    gone: AtomicBool,
    /// Said under the lock of the stream, so that no other stream takes its place afterwards.
    lifted: AtomicBool,
}

/// One of the readers.
#[derive(Clone)]
pub struct Reader(Arc<Place>);

impl PcscService {
    /// Starts a service with two readers and no card.
    ///
    /// # Panics
    /// When pcscd or vsmartcard's driver is missing, or it does not start.
    #[must_use]
    pub fn start() -> PcscService {
        PcscService::with_readers(2)
    }

    /// The same with so many readers: an even number up to 16.
    ///
    /// # Panics
    /// As [`PcscService::start`].
    #[must_use]
    pub fn with_readers(count: u16) -> PcscService {
        assert!(count.is_multiple_of(2) && count <= 16, "a service has room for eight pairs of readers");
        assert!(Path::new(DRIVER).exists(), "the driver of software readers is missing (Debian: vsmartcard-vpcd)");
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["run", "conf"] {
            std::fs::create_dir(folder.path().join(name)).expect("a folder");
        }
        let first = free_ports(count);
        let socket = folder.path().join("run/pcscd.comm");
        let (mut conf, mut readers) = (String::new(), Vec::new());
        for (pair, letter) in (0..count / 2).zip('A'..) {
            // Two entries with one driver would share its readers, so each has a copy.
            let driver = folder.path().join(format!("driver-{letter}.so"));
            std::fs::copy(DRIVER, &driver).expect("a copy");
            let (port, called) = (first + 2 * pair, format!("Virtual PCD {letter}"));
            conf += &format!(
                "FRIENDLYNAME \"{called}\"\nDEVICENAME /dev/null:{port:#06X}\nLIBPATH {}\nCHANNELID {port:#06X}\n\n",
                driver.display()
            );
            for slot in 0..2 {
                readers.push(Arc::new(Place {
                    port: port + slot,
                    socket: socket.clone(),
                    name: format!("{called} 00 {slot:02}"),
                    lying: Mutex::new(None),
                    left: Mutex::new(None),
                }));
            }
        }
        std::fs::write(folder.path().join("conf/readers"), conf).expect("a file");
        let service = PcscService { folder, running: Mutex::new(None), readers };
        service.restart();
        service
    }

    /// Where the service listens: `PCSCLITE_CSOCK_NAME` of the programs that are to find it.
    #[must_use]
    pub fn socket_path(&self) -> PathBuf {
        self.folder.path().join("run/pcscd.comm")
    }

    /// One of the readers, from 0.
    ///
    /// # Panics
    /// When there is none of that number.
    #[must_use]
    pub fn reader(&self, at: usize) -> Reader {
        Reader(self.readers[at].clone())
    }

    /// The real `daicho-card`, asking this service.
    #[must_use]
    pub fn apart(&self) -> Apart {
        Apart::by(card_program().to_owned()).with_service(self.socket_path())
    }

    /// Ends the service as a crash would. Cards stay where they lie.
    pub fn kill(&self) {
        let Some(mut running) = lock(&self.running).take() else { return };
        for place in &self.readers {
            // What a fault took off before does not lie here any more.
            let pulled = lock(&place.lying).take_if(|it| it.cable.gone.load(Ordering::SeqCst));
            if let Some(pulled) = pulled {
                pulled.lift();
            }
        }
        // It may have ended by itself.
        let _ = running.kill();
        let _ = running.wait();
    }

    /// Starts it again, with the same cards on the same readers.
    ///
    /// # Panics
    /// When it does not start.
    pub fn restart(&self) {
        self.kill();
        let running = self.spawn();
        *lock(&self.running) = Some(running);
        until("the service", || UnixStream::connect(self.socket_path()).is_ok());
        for place in &self.readers {
            let before = lock(&place.lying).take();
            if let Some(before) = before {
                let card = before.card.clone();
                before.lift();
                Reader(place.clone()).insert(&card);
            }
        }
    }

    /// The service is started by a thread that never ends before the process, because it dies with the thread that started it.
    fn spawn(&self) -> Child {
        let (tell, told) = sync_channel(1);
        let folder = self.folder.path().to_owned();
        std::thread::spawn(move || {
            let script = format!(
                "mkdir -p /run/pcscd && mount --bind {0}/run /run/pcscd && rm -f /run/pcscd/* && exec pcscd --foreground --error -c {0}/conf",
                folder.display()
            );
            let root = std::fs::metadata("/proc/self").is_ok_and(|it| it.uid() == 0);
            let own = if root { "-m" } else { "-Urm" };
            let spawned = Command::new("setpriv")
                .args(["--pdeathsig", "KILL", "unshare", own, "--propagation", "private", "sh", "-c", &script])
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn();
            if tell.send(spawned).is_ok() {
                loop {
                    std::thread::park();
                }
            }
        });
        told.recv().expect("a thread answers").expect("setpriv and unshare (Debian: util-linux)")
    }
}

impl Drop for PcscService {
    fn drop(&mut self) {
        for place in &self.readers {
            if let Some(lying) = lock(&place.lying).take() {
                lying.lift();
            }
        }
        self.kill();
    }
}

impl Lying {
    fn lift(self) {
        // A card that is gone already cannot be taken off.
        let now = lock(&self.cable.now);
        self.cable.lifted.store(true, Ordering::SeqCst);
        let _ = now.shutdown(Shutdown::Both);
        drop(now);
        let _ = self.answering.join();
    }
}

impl Reader {
    /// As the service calls it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// Lays a card on the reader; when this returns, the service has seen it.
    ///
    /// # Panics
    /// When one lies there already, or the service does not see it.
    pub fn insert(&self, card: &Card) {
        let place = &self.0;
        self.forget_pulled();
        assert!(lock(&place.lying).is_none(), "a card lies on {}", place.name);
        let left = lock(&place.left).take();
        if let Some(left) = left {
            until_passed(left + AWAY);
        }
        let stream = connect(place.port);
        let hand = stream.try_clone().expect("a second hand on the socket");
        let cable = Arc::new(Cable {
            port: place.port,
            now: Mutex::new(hand),
            gone: AtomicBool::new(false),
            lifted: AtomicBool::new(false),
        });
        let (tell, told) = channel();
        let answering = {
            let (card, cable) = (card.clone(), cable.clone());
            std::thread::spawn(move || {
                // Only the first time is waited for.
                serve(card, stream, &cable, &|| _ = tell.send(()));
            })
        };
        *lock(&place.lying) = Some(Lying { card: card.clone(), cable, answering });
        told.recv_timeout(PATIENCE).expect("the reader switches the card on");
        until("the card on the reader", || self.seen().is_some_and(|it| it.card));
    }

    /// Takes the card off; when this returns, the service has seen it. Without a card nothing happens.
    ///
    /// # Panics
    /// When the service does not see it.
    pub fn remove(&self) {
        let place = &self.0;
        let lying = lock(&place.lying).take();
        if let Some(lying) = lying {
            lying.lift();
        }
        until("an empty reader", || self.seen().is_none_or(|it| !it.card));
        *lock(&place.left) = Some(Instant::now());
    }

    /// A card that a fault took off lies here no more.
    fn forget_pulled(&self) {
        let gone = lock(&self.0.lying).as_ref().is_some_and(|it| it.cable.gone.load(Ordering::SeqCst));
        if gone {
            self.remove();
        }
    }

    /// The service as it sees this reader now; `None` when it does not run.
    fn seen(&self) -> Option<Seen> {
        let mut apart = Apart::by(card_program().to_owned()).with_service(self.0.socket.clone());
        let seen = apart.readers();
        match seen {
            Ok(seen) => seen.into_iter().find(|it| it.name == self.0.name),
            Err(Trouble::NoService) => None,
            Err(other) => panic!("{other:?}"),
        }
    }
}

/// The card's side of the cable, until it is taken off.
fn serve(mut card: Card, mut stream: TcpStream, cable: &Cable, switched_on: &dyn Fn()) {
    while let Some(other) = answer(&card, &mut stream, switched_on) {
        // Quicker than the reader looks: the old handle reaches the other card.
        card.cut_power();
        let _ = stream.shutdown(Shutdown::Both);
        card = other;
        stream = connect(cable.port);
        let mut now = lock(&cable.now);
        if cable.lifted.load(Ordering::SeqCst) {
            break;
        }
        *now = stream.try_clone().expect("a second hand on the socket");
    }
    card.cut_power();
    cable.gone.store(true, Ordering::SeqCst);
    // Who closed it first does not matter.
    let _ = stream.shutdown(Shutdown::Both);
}

/// Answers until the card is gone, or another lies in its place.
fn answer(card: &Card, stream: &mut TcpStream, switched_on: &dyn Fn()) -> Option<Card> {
    loop {
        let mut length = [0; 2];
        hear(stream, &mut length)?;
        let mut bytes = vec![0; usize::from(u16::from_be_bytes(length))];
        hear(stream, &mut bytes)?;
        match bytes.as_slice() {
            [0x00] => card.cut_power(),
            [0x01] => switched_on(),
            [0x02] => card.warm_reset(),
            [0x04] => say(stream, ATR)?,
            command => match card.say(command) {
                Said::Bytes(bytes) if bytes.is_empty() => return None,
                Said::Bytes(bytes) => say(stream, &bytes)?,
                Said::Gone => return None,
                // Whoever takes the card off ends this.
                Said::Silence => hear(stream, &mut [0])?,
                Said::Swapped(other) => return Some(other),
            },
        }
    }
}

fn hear(stream: &mut TcpStream, bytes: &mut [u8]) -> Option<()> {
    let mut at = 0;
    while at < bytes.len() {
        // The reader sends in two parts and waits 40 ms for the first to be confirmed; it is, at once.
        stream.set_quickack(true).ok()?;
        at += stream.read(&mut bytes[at..]).ok().filter(|count| *count > 0)?;
    }
    Some(())
}

fn say(stream: &mut TcpStream, bytes: &[u8]) -> Option<()> {
    let length = u16::try_from(bytes.len()).ok()?.to_be_bytes();
    stream.write_all(&[length.as_slice(), bytes].concat()).ok()
}

/// Neighbours that nobody listens on, below those that the system gives out by itself.
fn free_ports(count: u16) -> u16 {
    let seed = u16::try_from(std::process::id() % 1_000).unwrap_or(0);
    let free = |port: u16| TcpListener::bind(("0.0.0.0", port)).is_ok();
    let mut blocks = (0..1_000).map(|at| 12_000 + 16 * ((seed + at) % 1_000));
    blocks.find(|first| (*first..first + count).all(free)).expect("free ports")
}

fn connect(port: u16) -> TcpStream {
    let mut found = None;
    until("the reader's socket", || {
        found = TcpStream::connect(("127.0.0.1", port)).ok();
        found.is_some()
    });
    let stream = found.expect("a connection");
    // Small answers go at once.
    stream.set_nodelay(true).expect("a socket");
    stream
}

fn lock<T>(it: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    it.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Waits until something is there.
fn until(what: &str, mut is_there: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_there() {
        assert!(begun.elapsed() < PATIENCE, "no {what} after {PATIENCE:?}");
        std::thread::park_timeout(Duration::from_millis(5));
    }
}

fn until_passed(instant: Instant) {
    while let Some(left) = instant.checked_duration_since(Instant::now()).filter(|it| !it.is_zero()) {
        std::thread::park_timeout(left);
    }
}
