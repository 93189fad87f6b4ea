//! Cards by way of a process apart, `daicho-card`: started for one session and gone with it. A card that never answers would hold whoever
//! asks for ever; so that process is ended instead, and the card is to be taken off: a mute one may still hold open what was verified
//! until it has lost its power. Where the system's card library is missing, it alone does not start.

use std::ffi::OsString;
use std::io::Read;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel, sync_channel};
use std::time::Duration;

use zeroize::Zeroizing;

use crate::port::{Port, Seen, Trouble};
use crate::wire::{self, ANSWER, CLOSE, DONE, FAILED, Frame, LIST, OPEN, READERS, TRANSMIT, WATCH};

/// So long a card may take for one answer. A signature takes one second.
const PATIENCE: Duration = Duration::from_secs(10);
/// What the program is called.
const CALLED: &str = if cfg!(windows) { "daicho-card.exe" } else { "daicho-card" };
/// So long the program may take to cut a card's power when nobody asks any more.
const FAREWELL: Duration = Duration::from_secs(1);
/// Between a program that died while watching and the next.
const PAUSE: Duration = Duration::from_millis(500);
/// The longest such pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// The program that knows the readers.
pub struct Apart {
    program: PathBuf,
    patience: Duration,
    service: Option<OsString>,
    running: Option<Running>,
}

impl Apart {
    /// That program.
    #[must_use]
    pub fn by(program: PathBuf) -> Apart {
        Apart { program, patience: PATIENCE, service: None, running: None }
    }

    /// `daicho-card` beside the program that runs now, and nowhere else: it is given PINs. Only where this package is built for the
    /// software card does the environment's `DAICHO_CARD` name another.
    #[must_use]
    pub fn beside() -> Apart {
        #[cfg(feature = "software-card")]
        if let Some(other) = std::env::var_os("DAICHO_CARD") {
            return Apart::by(PathBuf::from(other));
        }
        let beside = || Some(std::env::current_exe().ok()?.parent()?.join(CALLED));
        // A bare name would be searched for elsewhere; an empty path starts nothing.
        Apart::by(beside().unwrap_or_default())
    }

    /// How long a card may take for one answer (10 s where nobody says otherwise); after that it is [`Trouble::Mute`].
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Apart {
        Apart { patience, ..self }
    }

    /// The socket of the service, where it is not the system's own.
    #[must_use]
    pub fn with_service(self, socket: PathBuf) -> Apart {
        Apart { service: Some(socket.into_os_string()), ..self }
    }

    /// Asks the program, which is started when it does not run; when it gives no answer it is ended.
    fn ask(&mut self, kind: u8, bytes: &[u8], wanted: u8) -> Result<Zeroizing<Vec<u8>>, Trouble> {
        let mut running = match self.running.take() {
            Some(running) => running,
            None => Running::start(self)?,
        };
        let told = running.ask(kind, bytes).and_then(|()| running.hear(Some(self.patience)))?;
        match told.kind {
            FAILED => {
                self.running = Some(running);
                Err(failed(&told))
            }
            kind if kind == wanted => {
                self.running = Some(running);
                Ok(told.bytes)
            }
            _ => Err(Trouble::NoHelper),
        }
    }
}

impl Port for Apart {
    fn readers(&mut self) -> Result<Vec<Seen>, Trouble> {
        // No card is asked here: who does not answer is the service.
        let told =
            self.ask(LIST, &[], READERS).map_err(|why| if why == Trouble::Mute { Trouble::NoService } else { why });
        seen(&told?)
    }

    fn open(&mut self, reader: &str) -> Result<(), Trouble> {
        self.ask(OPEN, reader.as_bytes(), DONE).map(drop)
    }

    fn transmit(&mut self, command: &[u8]) -> Result<Zeroizing<Vec<u8>>, Trouble> {
        // A program that is gone has no open card; a new one would answer for nothing.
        if self.running.is_none() {
            return Err(Trouble::NoHelper);
        }
        self.ask(TRANSMIT, command, ANSWER)
    }

    fn close(&mut self) {
        if self.running.is_some() {
            // Whatever it says, it is over.
            let _ = self.ask(CLOSE, &[], DONE);
        }
        self.running = None;
    }
}

/// What is told of the readers.
pub type Told = Result<Vec<Seen>, Trouble>;

/// Tells of the readers at once and then whenever one of them, or a card, comes or goes, until `tell` answers false. Where the service or
/// the program is away, that is told once, and the readers again when it is back.
pub fn watch(apart: &Apart, tell: &mut dyn FnMut(&Told) -> bool) {
    let mut last = None;
    let mut pause = PAUSE;
    // Nobody ever speaks here, so that to listen is to wait.
    let (_silent, silence) = channel::<()>();
    loop {
        let trouble = match Running::start(apart) {
            Err(trouble) => trouble,
            Ok(mut running) => loop {
                let told = match running.ask_once(WATCH).and_then(|()| running.hear(None)) {
                    Err(trouble) => break trouble,
                    Ok(told) => told,
                };
                let told = match told.kind {
                    READERS => seen(&told.bytes),
                    FAILED => Err(failed(&told)),
                    _ => break Trouble::NoHelper,
                };
                pause = PAUSE;
                if last.as_ref() != Some(&told) && !tell(last.insert(told)) {
                    return;
                }
            },
        };
        let told = Err(trouble);
        if last.as_ref() != Some(&told) && !tell(last.insert(told)) {
            return;
        }
        if silence.recv_timeout(pause) == Err(RecvTimeoutError::Disconnected) {
            return;
        }
        pause = (2 * pause).min(LONGEST_PAUSE);
    }
}

fn seen(bytes: &[u8]) -> Result<Vec<Seen>, Trouble> {
    let readers = wire::readers(bytes).ok_or(Trouble::NoHelper)?;
    Ok(readers.into_iter().map(|it| Seen::new(it.name, it.card, it.mute, it.event)).collect())
}

fn failed(told: &Frame) -> Trouble {
    <[u8; 4]>::try_from(told.bytes.as_slice())
        .map_or(Trouble::NoHelper, |number| Trouble::of_service(u32::from_le_bytes(number)))
}

/// The running program: it never outlives whoever asked.
struct Running {
    child: Child,
    to: Option<ChildStdin>,
    told: Receiver<Frame>,
    asked: bool,
    /// No card is open that it could give free: it only watches, or the card holds it.
    hopeless: bool,
}

impl Running {
    fn start(apart: &Apart) -> Result<Running, Trouble> {
        let mut command = Command::new(&apart.program);
        command.env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // Without the first no program starts on Windows; the last is where the service listens.
        for name in ["SystemRoot", "LD_LIBRARY_PATH", "PCSCLITE_CSOCK_NAME"] {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        if let Some(socket) = &apart.service {
            command.env("PCSCLITE_CSOCK_NAME", socket);
        }
        let mut child = command.spawn().map_err(|_| Trouble::NoHelper)?;
        let (to, from) = (child.stdin.take(), child.stdout.take());
        let (tell, told) = sync_channel(4);
        if let Some(mut from) = from {
            std::thread::spawn(move || {
                while let Ok(Some(frame)) = wire::hear(&mut from) {
                    if tell.send(frame).is_err() {
                        return;
                    }
                }
            });
        }
        Ok(Running { child, to, told, asked: false, hopeless: false })
    }

    fn ask(&mut self, kind: u8, bytes: &[u8]) -> Result<(), Trouble> {
        let said = self.to.as_mut().is_some_and(|to| wire::say(to, kind, bytes).is_ok());
        self.asked = true;
        if said { Ok(()) } else { Err(self.died()) }
    }

    fn ask_once(&mut self, kind: u8) -> Result<(), Trouble> {
        self.hopeless = true;
        if self.asked { Ok(()) } else { self.ask(kind, &[]) }
    }

    fn hear(&mut self, patience: Option<Duration>) -> Result<Frame, Trouble> {
        let told = match patience {
            Some(patience) => self.told.recv_timeout(patience),
            None => self.told.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        told.map_err(|why| match why {
            RecvTimeoutError::Timeout => {
                self.hopeless = true;
                Trouble::Mute
            }
            RecvTimeoutError::Disconnected => self.died(),
        })
    }

    /// Why it died: without the system's library a program ends before it begins, with 127 and that library's name.
    fn died(&mut self) -> Trouble {
        self.end();
        let mut said = String::new();
        if let Some(from) = self.child.stderr.take() {
            // What cannot be read says nothing.
            let _ = from.take(4096).read_to_string(&mut said);
        }
        if said.contains("libpcsclite") { Trouble::NoLibrary } else { Trouble::NoHelper }
    }

    /// With its pipe closed it cuts the card's power and ends by itself, which is waited for: killed with a card open, it would leave
    /// open what was verified.
    fn end(&mut self) {
        self.to = None;
        if !self.hopeless {
            while self.told.recv_timeout(FAREWELL).is_ok() {}
        }
        self.hopeless = true;
        // One that has ended by itself cannot be killed, which is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}
