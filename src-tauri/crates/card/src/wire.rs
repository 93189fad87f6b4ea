//! What passes between this library and `daicho-card`: frames of a length (four bytes, little-endian), a kind (one byte) and bytes.
//! Neither side believes a length that it has not checked. Every frame is zeroed when it goes: PINs and numbers pass here.

use std::io::{self, Read, Write};

use zeroize::Zeroizing;

/// No frame is longer.
const LONGEST: u32 = 256 * 1024;

/// One frame.
pub struct Frame {
    /// What it is: one of the constants here.
    pub kind: u8,
    /// What it carries.
    pub bytes: Zeroizing<Vec<u8>>,
}

/// Asked: every reader. Answered by [`READERS`].
pub const LIST: u8 = 1;
/// Asked: open the card on the reader of that name, for nobody else. Answered by [`DONE`].
pub const OPEN: u8 = 2;
/// Asked: one command. Answered by [`ANSWER`].
pub const TRANSMIT: u8 = 3;
/// Asked: cut the power and give the card free. Answered by [`DONE`].
pub const CLOSE: u8 = 4;
/// Asked, and nothing after it: tell of readers and cards as they come and go, by [`READERS`] and [`FAILED`].
pub const WATCH: u8 = 5;
/// Told: the readers.
pub const READERS: u8 = 16;
/// Told: a card's answer.
pub const ANSWER: u8 = 17;
/// Told: it is done.
pub const DONE: u8 = 18;
/// Told: the service's number of an error, four bytes.
pub const FAILED: u8 = 19;

/// One reader, as it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// As the service calls it.
    pub name: String,
    /// A card lies on it.
    pub card: bool,
    /// That card does not answer.
    pub mute: bool,
    /// How many cards came and went.
    pub event: u32,
}

/// Hears one frame; `None` at the end of all.
///
/// # Errors
/// Of the pipe; a frame that is too long or ends halfway.
pub fn hear(from: &mut impl Read) -> io::Result<Option<Frame>> {
    let mut head = [0; 5];
    let [first, rest @ ..] = &mut head;
    if from.read(std::slice::from_mut(first))? == 0 {
        return Ok(None);
    }
    from.read_exact(rest)?;
    let [a, b, c, d, kind] = head;
    let length = u32::from_le_bytes([a, b, c, d]);
    if length > LONGEST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut bytes = Zeroizing::new(vec![0; length as usize]);
    from.read_exact(&mut bytes)?;
    Ok(Some(Frame { kind, bytes }))
}

/// Says one frame, in one write.
///
/// # Errors
/// Of the pipe; bytes that are too many.
pub fn say(to: &mut impl Write, kind: u8, bytes: &[u8]) -> io::Result<()> {
    let length = u32::try_from(bytes.len()).ok().filter(|it| *it <= LONGEST).ok_or(io::ErrorKind::InvalidData)?;
    let mut whole = Zeroizing::new(Vec::with_capacity(5 + bytes.len()));
    whole.extend_from_slice(&length.to_le_bytes());
    whole.push(kind);
    whole.extend_from_slice(bytes);
    to.write_all(&whole)?;
    to.flush()
}

/// Readers as bytes; those with absurdly long names are left out.
#[must_use]
pub fn listed(readers: &[Listed]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for reader in readers {
        let Ok(length) = u16::try_from(reader.name.len()) else { continue };
        bytes.extend_from_slice(&length.to_le_bytes());
        bytes.extend_from_slice(reader.name.as_bytes());
        bytes.push(u8::from(reader.card) | u8::from(reader.mute) << 1);
        bytes.extend_from_slice(&reader.event.to_le_bytes());
    }
    bytes
}

/// Readers from bytes; `None` when they are none.
#[must_use]
pub fn readers(mut bytes: &[u8]) -> Option<Vec<Listed>> {
    let mut found = Vec::new();
    while !bytes.is_empty() {
        let (length, rest) = bytes.split_first_chunk::<2>()?;
        let (name, rest) = rest.split_at_checked(usize::from(u16::from_le_bytes(*length)))?;
        let (flags, rest) = rest.split_first()?;
        let (event, rest) = rest.split_first_chunk::<4>()?;
        let name = std::str::from_utf8(name).ok()?.to_owned();
        found.push(Listed { name, card: flags & 1 != 0, mute: flags & 2 != 0, event: u32::from_le_bytes(*event) });
        bytes = rest;
    }
    Some(found)
}
