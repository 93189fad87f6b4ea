//! The chip: applications, files, counters, what opens what, and how it fails.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use openssl::pkey::Private;
use openssl::rsa::{Padding, Rsa};

use super::holder::{Holder, Token};

const JPKI: &[u8] = b"\xD3\x92\xF0\x00\x26\x01\x00\x00\x00\x01";
const TEXT: &[u8] = b"\xD3\x92\x10\x00\x31\x00\x01\x01\x04\x08";
const FACE: &[u8] = b"\xD3\x92\x10\x00\x31\x00\x01\x01\x04\x02";
const COMMON: &[u8] = b"\xD3\x92\x10\x00\x31\x00\x01\x01\x01\x00";
const DOMAIN: &[u8] = b"\xA0\x00\x00\x01\x51\x00\x00";
/// What must never be selected is there all the same: the resident register, the licence, the residence card.
const FORBIDDEN: [&[u8]; 3] = [
    b"\xD3\x92\x10\x00\x31\x00\x01\x01\x04\x01",
    b"\xA0\x00\x00\x02\x31\x06\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00",
    b"\xD3\x92\xF0\x00\x4F\x02\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00",
];
/// The answer to reset of a contactless card.
pub(super) const ATR: &[u8] = b"\x3B\x88\x80\x01\x00\x00\x05\xE0\xB3\x81\xA1\x00\x7F";

/// How a command fails.
#[derive(Clone)]
pub enum Fault {
    /// The card is taken off before it hears the command.
    PulledBefore,
    /// It has done what was asked, and is gone before it answers; the reader says that it is gone.
    PulledAfter,
    /// The same, but the reader says nothing: an answer of no byte.
    Empty,
    /// It has done what was asked and never answers.
    Mute,
    /// Of the answer one byte is there.
    OneByte,
    /// The last byte before the status is missing.
    Truncated,
    /// The first byte is another.
    WrongTag,
    /// Bytes at random, of this seed, instead of the answer.
    Random(u64),
    /// This status instead of doing it.
    Refused(u16),
    /// This status after doing it.
    Misreported(u16),
    /// It has done what was asked, and wants the answer to be fetched (61xx).
    Fetched,
    /// Another card lies there from now on, and the reader says once that the first is gone.
    Swapped(Card),
    /// It answers well, but not before whoever holds this gives it free.
    Late(Arc<Mutex<()>>),
}

/// What comes out of a card.
pub(super) enum Said {
    Bytes(Vec<u8>),
    Gone,
    Silence,
    Swapped(Card),
}

/// A card. Clones are the same card.
#[derive(Clone)]
pub struct Card(Arc<Mutex<Chip>>);

struct Chip {
    holder: &'static Holder,
    key: Option<Rsa<Private>>,
    leaf: Vec<u8>,
    authority: Vec<u8>,
    secrets: Vec<Secret>,
    at: &'static [u8],
    file: Option<u16>,
    verified: Vec<u16>,
    plan: Option<(usize, Fault)>,
    heard: Vec<Vec<u8>>,
    warm_resets: usize,
    power_cuts: usize,
    /// An answer that is to be fetched.
    kept: Vec<u8>,
}

struct Secret {
    application: &'static [u8],
    file: u16,
    value: Vec<u8>,
    left: u8,
    most: u8,
}

impl Card {
    /// The card of somebody, new.
    ///
    /// # Panics
    /// When its key or certificate is missing among the fixtures.
    #[must_use]
    pub fn of(holder: &'static Holder) -> Card {
        let read = |name: String| std::fs::read(super::fixtures().join(name)).expect("the fixture");
        // Those without a key of their own have the ordinary one.
        let file = match super::fixtures().join(format!("{}.der", holder.file)).exists() {
            true => holder.file,
            false => "adult",
        };
        let authority = match file {
            "of-stranger" => "stranger",
            "of-ended" => "ended",
            _ => "authority",
        };
        let secret = |application, file, value: &str, left, most| Secret {
            application,
            file,
            value: value.as_bytes().to_vec(),
            left,
            most,
        };
        let [pin, proof, a, b] = holder.tries;
        Card(Arc::new(Mutex::new(Chip {
            holder,
            key: openssl::pkey::PKey::private_key_from_der(&read(format!("{file}.key"))).and_then(|it| it.rsa()).ok(),
            leaf: read(format!("{file}.der")),
            authority: read(format!("{authority}.der")),
            secrets: vec![
                secret(JPKI, 0x0018, holder.proof_pin, proof, 3),
                secret(JPKI, 0x001B, "SAMPLE123", 5, 5),
                secret(TEXT, 0x0011, holder.pin, pin, 3),
                secret(TEXT, 0x0012, "", 0, 3),
                secret(TEXT, 0x0014, &holder.number(), a, 10),
                secret(TEXT, 0x0015, &holder.code_b(), b, 10),
            ],
            at: DOMAIN,
            file: None,
            verified: Vec::new(),
            plan: None,
            heard: Vec::new(),
            warm_resets: 0,
            power_cuts: 0,
            kept: Vec::new(),
        })))
    }

    /// From now on it carries another authority's certificate.
    ///
    /// # Panics
    /// When that is missing among the fixtures.
    pub fn with_authority(&self, name: &str) {
        let path = super::fixtures().join(format!("{name}.der"));
        self.chip().authority = std::fs::read(path).expect("the fixture");
    }

    /// From now on it signs with another's key.
    ///
    /// # Panics
    /// When that is missing among the fixtures.
    pub fn with_key(&self, name: &str) {
        let bytes = std::fs::read(super::fixtures().join(format!("{name}.key"))).expect("the fixture");
        self.chip().key = openssl::pkey::PKey::private_key_from_der(&bytes).and_then(|it| it.rsa()).ok();
    }

    fn chip(&self) -> MutexGuard<'_, Chip> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Fails so at the command that comes after `after` others from now.
    pub fn fail(&self, after: usize, fault: Fault) {
        self.chip().plan = Some((after, fault));
    }

    /// Everything that was heard, command by command, since the card was made or this was asked.
    #[must_use]
    pub fn heard(&self) -> Vec<Vec<u8>> {
        std::mem::take(&mut self.chip().heard)
    }

    /// Tries left: PIN, PIN of the certificate, 照合番号A, 照合番号B; and of the password for signing.
    #[must_use]
    pub fn tries(&self) -> [u8; 5] {
        let chip = self.chip();
        let left = |application, file| {
            chip.secrets.iter().find(|it| it.application == application && it.file == file).map_or(0, |it| it.left)
        };
        [left(TEXT, 0x0011), left(JPKI, 0x0018), left(TEXT, 0x0014), left(TEXT, 0x0015), left(JPKI, 0x001B)]
    }

    /// Whether anything is open that was verified: whoever comes next could use it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.chip().verified.is_empty()
    }

    /// How often it was reset while it kept its power, which forgets nothing; and how often it lost its power.
    #[must_use]
    pub fn resets(&self) -> (usize, usize) {
        let chip = self.chip();
        (chip.warm_resets, chip.power_cuts)
    }

    /// Without power it forgets what was verified.
    pub fn cut_power(&self) {
        let mut chip = self.chip();
        chip.power_cuts += 1;
        chip.forget();
    }

    pub(super) fn warm_reset(&self) {
        self.chip().warm_resets += 1;
    }

    pub(super) fn say(&self, command: &[u8]) -> Said {
        let mut chip = self.chip();
        match chip.plan.take() {
            Some((0, fault)) => chip.fail(command, fault),
            later => {
                chip.plan = later.map(|(after, fault)| (after - 1, fault));
                Said::Bytes(chip.answer(command))
            }
        }
    }
}

impl Chip {
    fn forget(&mut self) {
        self.verified.clear();
        self.at = DOMAIN;
        self.file = None;
    }

    fn fail(&mut self, command: &[u8], fault: Fault) -> Said {
        match fault {
            Fault::PulledBefore => {
                self.forget();
                Said::Gone
            }
            Fault::PulledAfter => {
                self.answer(command);
                self.forget();
                Said::Gone
            }
            Fault::Empty => {
                self.answer(command);
                self.forget();
                Said::Bytes(Vec::new())
            }
            Fault::Mute => {
                self.answer(command);
                Said::Silence
            }
            Fault::OneByte => Said::Bytes(self.answer(command).into_iter().take(1).collect()),
            Fault::Truncated => {
                let mut answer = self.answer(command);
                if answer.len() > 2 {
                    answer.remove(answer.len() - 3);
                }
                Said::Bytes(answer)
            }
            Fault::WrongTag => {
                let mut answer = self.answer(command);
                answer[0] ^= 0x55;
                Said::Bytes(answer)
            }
            Fault::Random(seed) => {
                self.answer(command);
                let mut next = super::desk::random(seed);
                let length = next() % 300;
                Said::Bytes((0..length).map(|_| next().to_le_bytes()[0]).collect())
            }
            Fault::Refused(status) => {
                self.heard.push(command.to_vec());
                Said::Bytes(status.to_be_bytes().to_vec())
            }
            Fault::Misreported(status) => {
                self.answer(command);
                Said::Bytes(status.to_be_bytes().to_vec())
            }
            Fault::Fetched => {
                let mut answer = self.answer(command);
                answer.truncate(answer.len() - 2);
                let left = u8::try_from(answer.len() % 256).unwrap_or(0);
                self.kept = answer;
                Said::Bytes(vec![0x61, left])
            }
            Fault::Swapped(card) => {
                self.answer(command);
                self.forget();
                Said::Swapped(card)
            }
            Fault::Late(until) => {
                drop(until.lock().unwrap_or_else(PoisonError::into_inner));
                Said::Bytes(self.answer(command))
            }
        }
    }

    fn answer(&mut self, command: &[u8]) -> Vec<u8> {
        self.heard.push(command.to_vec());
        match self.execute(command) {
            Ok(mut bytes) => {
                bytes.extend_from_slice(&[0x90, 0x00]);
                bytes
            }
            Err(status) => status.to_be_bytes().to_vec(),
        }
    }

    fn execute(&mut self, command: &[u8]) -> Result<Vec<u8>, u16> {
        let &[class, instruction, one, two, ref rest @ ..] = command else { return Err(0x6700) };
        match (class, instruction) {
            (0x00, 0xA4) => self.select(one, two, rest),
            (0x00, 0xB0) => self.read(one, two, rest),
            (0x00, 0xB2) if self.at == COMMON && self.file == Some(0x0001) => match one {
                1 => Ok(self.common()),
                _ => Err(0x6A83),
            },
            (0x00, 0x20) => self.verify(one, two, rest),
            (0x80, 0x2A) => self.sign(one, two, rest),
            (0x00, 0xC0) if !self.kept.is_empty() => Ok(std::mem::take(&mut self.kept)),
            (0x00, 0x84) => Ok(vec![0x5A; usize::from(rest.first().copied().unwrap_or(8))]),
            (0x00 | 0x80, _) => Err(0x6D00),
            _ => Err(0x6E00),
        }
    }

    fn select(&mut self, one: u8, two: u8, rest: &[u8]) -> Result<Vec<u8>, u16> {
        let Some((length, data)) = rest.split_first() else { return Err(0x6A86) };
        let data = data.get(..usize::from(*length)).ok_or(0x6700_u16)?;
        let info = if two == 0x00 { vec![0x6F, 0x00] } else { Vec::new() };
        match one {
            0x04 => {
                // A part of a name is enough for the real one, too.
                let token = self.holder.token;
                let there: &[&[u8]] = match token {
                    Token::MyNumber | Token::Unknown => &[JPKI, TEXT, FACE, COMMON, DOMAIN],
                    Token::Old | Token::Phone => &[JPKI, DOMAIN],
                    Token::Other => &[DOMAIN],
                };
                let forbidden: &[&[u8]] = if token == Token::Other { &[] } else { &FORBIDDEN };
                let found = there.iter().chain(forbidden).find(|name| data.len() >= 5 && name.starts_with(data));
                let found: &'static [u8] = match found {
                    Some(name) => name_of(name),
                    None => return Err(0x6A82),
                };
                if found != self.at || found == DOMAIN {
                    self.verified.clear();
                }
                (self.at, self.file) = (found, None);
                Ok(info)
            }
            0x02 => {
                let file = <[u8; 2]>::try_from(data).map(u16::from_be_bytes).map_err(|_| 0x6700_u16)?;
                if self.has(file) {
                    self.file = Some(file);
                    Ok(info)
                } else {
                    Err(0x6A82)
                }
            }
            // With an application current it says yes and does nothing.
            0x00 if self.at != DOMAIN => Ok(Vec::new()),
            _ => Err(0x6A86),
        }
    }

    fn has(&self, file: u16) -> bool {
        let secret = self.secrets.iter().any(|it| it.application == self.at && it.file == file);
        let key = matches!((self.at, file), (JPKI, 0x0017 | 0x001A) | (TEXT, 0x0013));
        secret || key || self.content(file).is_some()
    }

    /// A file's bytes and what opens it; nothing opens what is free.
    fn content(&self, file: u16) -> Option<(Vec<u8>, &'static [u16])> {
        const FREE: &[u16] = &[];
        let it = self.holder;
        let [signing, authentication] = it.certificates;
        if self.at == JPKI {
            let free = |bytes: Vec<u8>| Some((bytes, FREE));
            return match file {
                0x0001 => Some((self.leaf.clone(), &[0x001B])),
                0x0002 | 0x000B => free(self.authority.clone()),
                0x0006 => {
                    let label: &[u8] = match it.token {
                        Token::MyNumber | Token::Other => b"JPKIAPICCTOKEN2",
                        Token::Unknown => b"JPKIAPICCTOKEN3",
                        Token::Old => b"JPKIAPICCTOKEN",
                        Token::Phone => b"JPKIAPGPSETOKEN",
                    };
                    let mut token = vec![b' '; 96];
                    token[..label.len()].copy_from_slice(label);
                    token.resize(160, 0);
                    free(token)
                }
                0x0008 => free(vec![signing, authentication, 0x00]),
                0x000A if authentication == 0x8F => free(self.leaf.clone()),
                0x000A => free(vec![0xFF; 1600]),
                _ => None,
            };
        }
        if self.at == TEXT {
            return match file {
                0x0001 => {
                    let mut bytes = vec![0xFF, 0x10, 0x0C];
                    bytes.extend_from_slice(it.number().as_bytes());
                    bytes.extend_from_slice(&[0xFF, 0xFF]);
                    Some((bytes, &[0x0011, 0x0014]))
                }
                0x0002 => Some((self.person(), &[0x0011, 0x0015])),
                0x0003 | 0x0006 | 0x0007 => Some((vec![0xFF, 0x30, 0x00], &[0x0011, 0x0014, 0x0015])),
                0x0004 | 0x0005 => Some((vec![0xFF, 0x40, 0x06, 0xDF, 0x41, 0x03, 0x01, 0x01, 0x03], FREE)),
                _ => None,
            };
        }
        match (self.at, file) {
            (COMMON, 0x0001) => Some((self.common(), FREE)),
            (FACE, 0x0001 | 0x0002 | 0x0005) => Some((Vec::new(), &[0x0013])),
            (FACE, 0x0003 | 0x0004) => Some((vec![0xFF, 0x30, 0x00], FREE)),
            _ => None,
        }
    }

    fn person(&self) -> Vec<u8> {
        let it = self.holder;
        let field = |tag: u8, value: &[u8]| {
            let length = u8::try_from(value.len()).unwrap_or(u8::MAX);
            let head = if length < 0x80 { vec![0xDF, tag, length] } else { vec![0xDF, tag, 0x81, length] };
            [head.as_slice(), value].concat()
        };
        let fields = [
            field(0x22, it.name.as_bytes()),
            field(0x23, it.address.as_bytes()),
            field(0x24, it.born.as_bytes()),
            field(0x25, it.sex.as_bytes()),
        ];
        // Where each field begins, counted from the beginning of the file.
        let inner: usize = 11 + fields.iter().map(Vec::len).sum::<usize>();
        let head = if inner < 0x80 { 3 } else { 4 };
        let mut at = head + 11;
        let mut table = Vec::new();
        for field in &fields {
            table.extend_from_slice(&u16::try_from(at).unwrap_or(0).to_be_bytes());
            at += field.len();
        }
        let length = u8::try_from(inner).unwrap_or(u8::MAX);
        let mut bytes = if head == 3 { vec![0xFF, 0x20, length] } else { vec![0xFF, 0x20, 0x81, length] };
        bytes.extend(field(0x21, &table));
        bytes.extend(fields.concat());
        bytes.extend([0xFF; 40]);
        bytes
    }

    fn common(&self) -> Vec<u8> {
        let mut record = vec![0x01, 0x1C];
        record.extend_from_slice(b"000000000012345");
        record.extend_from_slice(b"13199");
        record.extend_from_slice(self.holder.card_until.as_bytes());
        record
    }

    fn read(&mut self, one: u8, two: u8, rest: &[u8]) -> Result<Vec<u8>, u16> {
        let offset = if one & 0x80 == 0 {
            usize::from(u16::from_be_bytes([one, two]))
        } else {
            self.file = Some(u16::from(one & 0x1F));
            usize::from(two)
        };
        let most = match rest {
            [0] => 256,
            [le] => usize::from(*le),
            [0, high, low] => match usize::from(u16::from_be_bytes([*high, *low])) {
                0 => 65_536,
                le => le,
            },
            _ => return Err(0x6700),
        };
        let (bytes, opened_by) = self.file.and_then(|file| self.content(file)).ok_or(0x6A82_u16)?;
        if !opened_by.is_empty() && !opened_by.iter().any(|it| self.verified.contains(it)) {
            return Err(0x6982);
        }
        let rest = bytes.get(offset..).filter(|rest| !rest.is_empty()).ok_or(0x6B00_u16)?;
        Ok(rest.iter().copied().take(most).collect())
    }

    fn verify(&mut self, one: u8, two: u8, rest: &[u8]) -> Result<Vec<u8>, u16> {
        if one != 0x00 || two & 0x80 == 0 {
            return Err(0x6A86);
        }
        let file = if two == 0x80 { self.file } else { Some(u16::from(two & 0x1F)) };
        let at = self.at;
        let secret =
            self.secrets.iter_mut().find(|it| it.application == at && Some(it.file) == file).ok_or(0x6A88_u16)?;
        self.file = file;
        if secret.left == 0 {
            return Err(0x6984);
        }
        let Some((length, value)) = rest.split_first() else { return Err(0x63C0 | u16::from(secret.left)) };
        if usize::from(*length) != value.len() {
            return Err(0x6700);
        }
        let number = secret.file;
        self.verified.retain(|it| *it != number);
        if value == secret.value {
            secret.left = secret.most;
            self.verified.push(number);
            return Ok(Vec::new());
        }
        secret.left -= 1;
        Err(0x63C0 | u16::from(secret.left))
    }

    fn sign(&mut self, one: u8, two: u8, rest: &[u8]) -> Result<Vec<u8>, u16> {
        let file = if two == 0x80 { self.file } else { Some(u16::from(two & 0x1F)) };
        let opened_by = match (self.at, file) {
            (JPKI, Some(0x0017)) => 0x0018,
            (JPKI, Some(0x001A)) => 0x001B,
            _ => return Err(0x6A88),
        };
        if !self.verified.contains(&opened_by) {
            return Err(0x6982);
        }
        let (length, data) = rest.split_first().ok_or(0x6700_u16)?;
        let data = data.get(..usize::from(*length)).filter(|it| (1..=245).contains(&it.len())).ok_or(0x6700_u16)?;
        if one != 0x00 {
            return Err(0x6A86);
        }
        let key = self.key.as_ref().ok_or(0x6A88_u16)?;
        let mut signature = vec![0; 256];
        key.private_encrypt(data, &mut signature, Padding::PKCS1).map_err(|_| 0x6F00_u16)?;
        Ok(signature)
    }
}

fn name_of(found: &&'static [u8]) -> &'static [u8] {
    found
}
