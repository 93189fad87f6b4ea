//! `daicho-card`: the one program that links the system's library for card readers. It lists readers, opens one card for nobody else,
//! passes commands on, and cuts the power; or it tells of readers and cards as they come and go. It knows no card and decides nothing.
//!
//! It is started by the library of this package and speaks frames ([`card::wire`]) over its standard input and output. It logs nothing.
//! When its input ends, whoever started it is gone: it cuts the card's power and ends.

use std::ffi::{CStr, CString};
use std::fs::File;
use std::io;
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError, channel, sync_channel};
use std::time::Duration;

use card::wire::{self, ANSWER, CLOSE, DONE, FAILED, Frame, LIST, Listed, OPEN, READERS, TRANSMIT, WATCH};
use pcsc::{Card, Context, Disposition, Error, PNP_NOTIFICATION, Protocols, ReaderState, Scope, ShareMode, State};
use zeroize::{Zeroize, Zeroizing};

/// A card gets so long to finish what it computes when nobody is there any more to hear it.
const LAST_WAIT: Duration = Duration::from_secs(2);
/// So often the list of readers is looked through, for services that do not tell of new ones.
const ROUND: Duration = Duration::from_secs(1);
/// Between two looks for a service that is away, at first and at most.
const PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(1);
/// A command is executed although its answer finds no room, so there is room for every answer.
const ROOM: usize = 65_548;

fn main() -> ExitCode {
    no_dump();
    let Ok((mut from, to)) = pipes() else { return ExitCode::from(3) };
    let (tell, asked) = sync_channel(1);
    let (finished, finishing) = channel::<()>();
    std::thread::spawn(move || {
        while let Ok(Some(frame)) = wire::hear(&mut from) {
            if tell.send(frame).is_err() {
                return;
            }
        }
        drop(tell);
        // The other thread ends by itself unless a card holds it.
        if finishing.recv_timeout(LAST_WAIT) == Err(RecvTimeoutError::Timeout) {
            std::process::exit(4);
        }
    });
    serve(&asked, to);
    drop(finished);
    ExitCode::SUCCESS
}

/// What a dump of this process would hold is nobody's.
fn no_dump() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        // Where it cannot be had, nothing is lost that there was.
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    }
}

/// Standard input and output without the buffers that would keep what passed through them.
fn pipes() -> io::Result<(File, File)> {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd;
        Ok((
            File::from(io::stdin().as_fd().try_clone_to_owned()?),
            File::from(io::stdout().as_fd().try_clone_to_owned()?),
        ))
    }
    #[cfg(windows)]
    {
        use std::os::windows::io::AsHandle;
        Ok((
            File::from(io::stdin().as_handle().try_clone_to_owned()?),
            File::from(io::stdout().as_handle().try_clone_to_owned()?),
        ))
    }
}

/// A card that loses its power when it goes: plain dropping would leave what was verified to the next who asks.
struct Open(Option<Card>);

impl Drop for Open {
    fn drop(&mut self) {
        if let Some(card) = self.0.take()
            && let Err((card, _)) = card.disconnect(Disposition::UnpowerCard)
        {
            // A card that is gone cannot be given free; its handle would only ask once more.
            std::mem::forget(card);
        }
    }
}

fn serve(asked: &Receiver<Frame>, mut to: File) {
    let mut open = Open(None);
    let mut room = Zeroizing::new(vec![0; ROOM]);
    while let Ok(frame) = asked.recv() {
        let said = match frame.kind {
            LIST => match list() {
                Ok(readers) => wire::say(&mut to, READERS, &wire::listed(&readers)),
                Err(error) => fail(&mut to, error),
            },
            OPEN => {
                drop(std::mem::replace(&mut open, Open(None)));
                match connect(&frame.bytes) {
                    Ok(card) => {
                        open = Open(Some(card));
                        wire::say(&mut to, DONE, &[])
                    }
                    Err(error) => fail(&mut to, error),
                }
            }
            TRANSMIT => {
                let answer =
                    open.0.as_ref().map_or(Err(Error::InvalidHandle), |it| it.transmit(&frame.bytes, &mut room));
                let (said, length) = match answer {
                    Ok(answer) => (wire::say(&mut to, ANSWER, answer), answer.len()),
                    Err(error) => (fail(&mut to, error), 0),
                };
                room[..length].zeroize();
                said
            }
            CLOSE => {
                drop(std::mem::replace(&mut open, Open(None)));
                wire::say(&mut to, DONE, &[])
            }
            WATCH => return watch(asked, &mut to),
            _ => return,
        };
        if said.is_err() {
            return;
        }
    }
}

fn fail(to: &mut File, error: Error) -> io::Result<()> {
    wire::say(to, FAILED, &(error as u32).to_le_bytes())
}

/// A context of its own each time: one that has seen its service die is of no use any more, and does not know it.
fn connect(reader: &[u8]) -> Result<Card, Error> {
    let name = CString::new(reader).map_err(|_| Error::UnknownReader)?;
    Context::establish(Scope::User)?.connect(&name, ShareMode::Exclusive, Protocols::ANY)
}

fn list() -> Result<Vec<Listed>, Error> {
    let context = Context::establish(Scope::User)?;
    let mut again = true;
    loop {
        let names = context.list_readers_owned()?;
        if names.is_empty() {
            return Ok(Vec::new());
        }
        let mut states: Vec<ReaderState> =
            names.into_iter().map(|name| ReaderState::new(name, State::UNAWARE)).collect();
        match context.get_status_change(Duration::ZERO, &mut states) {
            Ok(()) => {
                states.iter_mut().for_each(ReaderState::sync_current_state);
                return Ok(states.iter().map(told).collect());
            }
            // A reader went away in between: once is chance.
            Err(Error::UnknownReader) if again => again = false,
            Err(error) => return Err(error),
        }
    }
}

/// A reader as the service last told of it; the upper half of a state counts its cards.
fn told(state: &ReaderState) -> Listed {
    let now = state.current_state();
    Listed {
        name: state.name().to_string_lossy().into_owned(),
        card: now.contains(State::PRESENT),
        mute: now.contains(State::MUTE),
        event: state.event_count(),
    }
}

fn watch(asked: &Receiver<Frame>, to: &mut File) {
    let mut said = None;
    let mut pause = PAUSE;
    loop {
        match rounds(asked, to, &mut said, &mut pause) {
            Ended::Alone => return,
            Ended::Failed(error) => {
                let failed = (FAILED, (error as u32).to_le_bytes().to_vec());
                if said.as_ref() != Some(&failed) && tell(to, said.insert(failed)).is_err() {
                    return;
                }
            }
        }
        if matches!(asked.recv_timeout(pause), Err(RecvTimeoutError::Disconnected)) {
            return;
        }
        pause = (2 * pause).min(LONGEST_PAUSE);
    }
}

enum Ended {
    /// Nobody listens any more.
    Alone,
    Failed(Error),
}

impl From<Error> for Ended {
    fn from(error: Error) -> Ended {
        Ended::Failed(error)
    }
}

fn tell(to: &mut File, (kind, bytes): &(u8, Vec<u8>)) -> io::Result<()> {
    wire::say(to, *kind, bytes)
}

/// Rounds with one context, until the service goes away or nobody listens.
fn rounds(asked: &Receiver<Frame>, to: &mut File, said: &mut Option<(u8, Vec<u8>)>, pause: &mut Duration) -> Ended {
    let end: Result<std::convert::Infallible, Ended> = (|| {
        let context = Context::establish(Scope::User)?;
        let mut readers: Vec<Listed> = Vec::new();
        let mut states = vec![ReaderState::new(PNP_NOTIFICATION(), State::UNAWARE)];
        loop {
            let names = context.list_readers_owned()?;
            *pause = PAUSE;
            let known = |states: &[ReaderState], name: &CStr| states.iter().any(|it| it.name() == name);
            states
                .retain(|it| it.name() == PNP_NOTIFICATION() || names.iter().any(|name| name.as_c_str() == it.name()));
            for name in names {
                if !known(&states, &name) {
                    states.push(ReaderState::new(name, State::UNAWARE));
                }
            }
            match context.get_status_change(ROUND, &mut states) {
                Ok(()) => {
                    states.iter_mut().for_each(ReaderState::sync_current_state);
                    readers = states.iter().skip(1).map(told).collect();
                }
                // Nothing new; but a reader may have gone.
                Err(Error::Timeout | Error::UnknownReader) => {
                    readers.retain(|it| states.iter().any(|state| state.name().to_bytes() == it.name.as_bytes()));
                }
                Err(error) => return Err(error.into()),
            }
            let list = (READERS, wire::listed(&readers));
            if said.as_ref() != Some(&list) && tell(to, said.insert(list)).is_err() {
                return Err(Ended::Alone);
            }
            if matches!(asked.try_recv(), Err(TryRecvError::Disconnected)) {
                return Err(Ended::Alone);
            }
        }
    })();
    match end {
        Err(ended) => ended,
    }
}
