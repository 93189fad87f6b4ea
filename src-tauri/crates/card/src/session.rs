//! One session with one card: opened for nobody else, and given free without power on every way out.
//!
//! The first trouble of the port or the first answer that is none ends it: a handle that failed once may talk to another person's
//! card. So every step returns early, nothing is tried again, and dropping the session selects the card's own domain, which forgets
//! what was verified, and cuts the power.

use zeroize::Zeroizing;

use crate::generation::{self, CODE_SPARED_BELOW, DOMAIN, JPKI, Kind, LABEL, LABEL_LENGTH, LONGEST_CERTIFICATE};
use crate::port::{Port, Trouble, Which};
use crate::tlv;

/// The most that one short READ answers.
const BLOCK: usize = 256;

pub(crate) struct Session<'a> {
    port: &'a mut dyn Port,
    failed: bool,
    closed: bool,
    exchanged: u32,
    verified: u32,
    spent: Vec<Which>,
}

/// An answer: what was asked for, and two bytes of status.
pub(crate) struct Answer {
    bytes: Zeroizing<Vec<u8>>,
    pub(crate) status: u16,
}

impl Answer {
    /// Without the status.
    pub(crate) fn data(&self) -> &[u8] {
        self.bytes.get(..self.bytes.len().saturating_sub(2)).unwrap_or_default()
    }
}

/// What a card says to a value.
pub(crate) enum Shown {
    /// It opens; so many tries there were.
    Fits { before: Option<u8> },
    /// It does not; so many tries there are now.
    Wrong { left: u8 },
}

const FINE: u16 = 0x9000;
const NO_SUCH_FILE: u16 = 0x6A82;
const NO_SUCH_RECORD: u16 = 0x6A83;

impl<'a> Session<'a> {
    /// Opens the card on a reader.
    pub(crate) fn open(port: &'a mut dyn Port, reader: &str) -> Result<Session<'a>, Trouble> {
        if let Err(trouble) = port.open(reader) {
            port.close();
            return Err(trouble);
        }
        let mut session = Session { port, failed: false, closed: false, exchanged: 0, verified: 0, spent: Vec::new() };
        // After a cold start the first command of all was seen to be answered 6F00 once: it is one that does not matter.
        session.transmit(&select(DOMAIN))?;
        Ok(session)
    }

    /// Gives the card free; commands sent and values shown, the farewell included.
    pub(crate) fn end(mut self) -> (u32, u32) {
        self.farewell();
        (self.exchanged, self.verified)
    }

    fn farewell(&mut self) {
        if self.closed {
            return;
        }
        self.closed = true;
        if !self.failed {
            // What the card says to that changes nothing: its power is cut in any case.
            let _ = self.transmit(&select(DOMAIN));
        }
        self.port.close();
    }

    fn transmit(&mut self, command: &[u8]) -> Result<Answer, Trouble> {
        self.exchanged += 1;
        let bytes = match self.port.transmit(command) {
            Ok(bytes) => bytes,
            Err(trouble) => {
                self.failed = true;
                return Err(trouble);
            }
        };
        match bytes.as_slice() {
            [] => {
                self.failed = true;
                Err(Trouble::Pulled)
            }
            [.., high, low] => {
                let status = u16::from_be_bytes([*high, *low]);
                // A status begins with 6 or 9; whatever else says "fine" is not believed.
                if matches!(status >> 12, 6 | 9) { Ok(Answer { bytes, status }) } else { Err(Trouble::Garbled) }
            }
            [_] => Err(Trouble::Garbled),
        }
    }

    /// Whether the card knows that application.
    fn application(&mut self, name: &[u8]) -> Result<u16, Trouble> {
        Ok(self.transmit(&select(name))?.status)
    }

    /// Which card it is: its JPKI application, and what that calls itself. That application is current afterwards.
    pub(crate) fn identify(&mut self) -> Result<(), Trouble> {
        match self.application(JPKI)? {
            FINE => {}
            // Another card may put it in other words: no such file, no such instruction, no such class.
            status if status >> 12 == 6 => return Err(Trouble::OtherCard),
            _ => return Err(Trouble::Garbled),
        }
        if !self.file(LABEL)? {
            return Err(Trouble::OtherCard);
        }
        let label = self.read(0, LABEL_LENGTH)?.ok_or(Trouble::Garbled)?;
        if label.len() != LABEL_LENGTH {
            return Err(Trouble::Garbled);
        }
        match generation::kind(&label) {
            Kind::MyNumber => Ok(()),
            Kind::Old => Err(Trouble::OldCard),
            Kind::Phone => Err(Trouble::Phone),
            Kind::Newer => Err(Trouble::NewGeneration),
            Kind::Other => Err(Trouble::OtherCard),
        }
    }

    /// Selects an application that every card of this generation has.
    pub(crate) fn enter(&mut self, name: &[u8]) -> Result<(), Trouble> {
        if self.enter_if_there(name)? { Ok(()) } else { Err(Trouble::NewGeneration) }
    }

    /// Selects an application, when the card has it.
    pub(crate) fn enter_if_there(&mut self, name: &[u8]) -> Result<bool, Trouble> {
        match self.application(name)? {
            FINE => Ok(true),
            NO_SUCH_FILE => Ok(false),
            _ => Err(Trouble::Garbled),
        }
    }

    /// Selects a file of the current application, when it has it.
    pub(crate) fn file(&mut self, file: u16) -> Result<bool, Trouble> {
        let [high, low] = file.to_be_bytes();
        match self.transmit(&[0x00, 0xA4, 0x02, 0x0C, 0x02, high, low])?.status {
            FINE => Ok(true),
            NO_SUCH_FILE => Ok(false),
            _ => Err(Trouble::Garbled),
        }
    }

    /// Up to `most` bytes (1 to 256) of the current file; `None` where it ends before.
    pub(crate) fn read(&mut self, offset: usize, most: usize) -> Result<Option<Zeroizing<Vec<u8>>>, Trouble> {
        let [high, low] = u16::try_from(offset).ok().filter(|it| *it < 0x8000).ok_or(Trouble::Garbled)?.to_be_bytes();
        let le = u8::try_from(most % BLOCK).unwrap_or(0);
        let answer = self.ask(&[0x00, 0xB0, high, low, le])?;
        match answer.status {
            FINE if answer.data().len() <= most => Ok(Some(Zeroizing::new(answer.data().to_vec()))),
            // Past the end; or a file that is there and was never filled.
            0x6B00 | NO_SUCH_FILE => Ok(None),
            _ => Err(Trouble::Garbled),
        }
    }

    /// A whole element from the beginning of the current file; `None` when nothing stands there.
    pub(crate) fn element(&mut self, longest: usize) -> Result<Option<Zeroizing<Vec<u8>>>, Trouble> {
        let mut all = Zeroizing::new(Vec::with_capacity(longest + BLOCK));
        let Some(first) = self.read(0, BLOCK)? else { return Ok(None) };
        all.extend_from_slice(&first);
        // An empty file is filled with FF or with 00.
        if all.iter().all(|byte| *byte == 0xFF) || all.iter().all(|byte| *byte == 0) {
            return Ok(None);
        }
        let length = tlv::announced(&all).filter(|length| *length <= longest).ok_or(Trouble::Garbled)?;
        while all.len() < length {
            let more = self.read(all.len(), (length - all.len()).min(BLOCK))?.filter(|it| !it.is_empty());
            all.extend_from_slice(&more.ok_or(Trouble::Garbled)?);
        }
        all.truncate(length);
        Ok(Some(all))
    }

    /// A whole certificate.
    pub(crate) fn certificate(&mut self, file: u16) -> Result<Option<Zeroizing<Vec<u8>>>, Trouble> {
        if self.file(file)? { self.element(LONGEST_CERTIFICATE) } else { Ok(None) }
    }

    /// The first record of a file; `None` when there is no such file or record.
    pub(crate) fn record(&mut self, file: u16) -> Result<Option<Zeroizing<Vec<u8>>>, Trouble> {
        if !self.file(file)? {
            return Ok(None);
        }
        let answer = self.ask(&[0x00, 0xB2, 0x01, 0x04, 0x00])?;
        match answer.status {
            FINE => Ok(Some(Zeroizing::new(answer.data().to_vec()))),
            NO_SUCH_FILE | NO_SUCH_RECORD => Ok(None),
            _ => Err(Trouble::Garbled),
        }
    }

    /// A question that may be asked twice, so that answers in two parts are put together. What costs a try never comes here.
    fn ask(&mut self, command: &[u8; 5]) -> Result<Answer, Trouble> {
        let answer = self.transmit(command)?;
        match answer.status.to_be_bytes() {
            [0x61, left] => self.transmit(&[0x00, 0xC0, 0x00, 0x00, left]),
            [0x6C, length] => {
                let [class, instruction, one, two, _] = *command;
                self.transmit(&[class, instruction, one, two, length])
            }
            _ => Ok(answer),
        }
    }

    /// Tries left of what the application keeps under that number, which becomes current. Costs nothing. `None` when the card does
    /// not tell (6300: no limit; 9000: it is verified just now).
    pub(crate) fn tries(&mut self, file: u16) -> Result<Option<u8>, Trouble> {
        if !self.file(file)? {
            return Err(Trouble::NewGeneration);
        }
        match self.transmit(&[0x00, 0x20, 0x00, 0x80])?.status {
            0x6983 | 0x6984 => Ok(Some(0)),
            status if status & 0xFFF0 == 0x63C0 => Ok(Some(u8::try_from(status & 0x0F).unwrap_or(0))),
            0x6300 | FINE => Ok(None),
            _ => Err(Trouble::Garbled),
        }
    }

    /// Shows a value to the card, once in a session and only while enough tries are left. Whatever happens, it is never sent again.
    pub(crate) fn verify(
        &mut self,
        which: Which,
        file: u16,
        value: &[u8],
        insists: Option<Which>,
    ) -> Result<Shown, Trouble> {
        let before = self.tries(file)?;
        spare(which, before, insists)?;
        if value.is_empty() || value.len() > 16 || self.spent.contains(&which) {
            return Err(Trouble::Garbled);
        }
        self.spent.push(which);
        // Room for all of it, so that growing leaves no copy.
        let mut command = Zeroizing::new(Vec::with_capacity(5 + 16));
        command.extend_from_slice(&[0x00, 0x20, 0x00, 0x80, u8::try_from(value.len()).unwrap_or(0)]);
        command.extend_from_slice(value);
        self.verified += 1;
        match self.transmit(&command)?.status {
            FINE => Ok(Shown::Fits { before }),
            0x6983 | 0x6984 => Ok(Shown::Wrong { left: 0 }),
            status if status & 0xFFF0 == 0x63C0 => Ok(Shown::Wrong { left: u8::try_from(status & 0x0F).unwrap_or(0) }),
            _ => Err(Trouble::Garbled),
        }
    }

    /// Has the card sign a DigestInfo with its key for authentication.
    pub(crate) fn sign(&mut self, key: u16, digest_info: &[u8]) -> Result<Zeroizing<Vec<u8>>, Trouble> {
        if !self.file(key)? {
            return Err(Trouble::NewGeneration);
        }
        let mut command = vec![0x80, 0x2A, 0x00, 0x80, u8::try_from(digest_info.len()).map_err(|_| Trouble::Garbled)?];
        command.extend_from_slice(digest_info);
        command.push(0x00);
        let mut answer = self.transmit(&command)?;
        // Signed already: the rest is only fetched.
        if let [0x61, left] = answer.status.to_be_bytes() {
            answer = self.transmit(&[0x00, 0xC0, 0x00, 0x00, left])?;
        }
        match (answer.status, answer.data().len()) {
            (FINE, generation::SIGNATURE_LENGTH) => Ok(Zeroizing::new(answer.data().to_vec())),
            _ => Err(Trouble::Garbled),
        }
    }
}

impl Drop for Session<'_> {
    fn drop(&mut self) {
        self.farewell();
    }
}

/// Whether one more try of it may be risked: to insist on one is to risk no other.
pub(crate) fn spare(which: Which, left: Option<u8>, insists: Option<Which>) -> Result<(), Trouble> {
    let insists = insists == Some(which);
    let code = matches!(which, Which::CodeA | Which::CodeB);
    match left {
        Some(0) => Err(Trouble::Blocked(which)),
        Some(1) if !insists && !code => Err(Trouble::OneLeft(which)),
        Some(left) if !insists && code && left < CODE_SPARED_BELOW => Err(Trouble::TooFew(which)),
        _ => Ok(()),
    }
}

fn select(name: &[u8]) -> Vec<u8> {
    let mut command = vec![0x00, 0xA4, 0x04, 0x0C, u8::try_from(name.len()).unwrap_or(0)];
    command.extend_from_slice(name);
    command
}
