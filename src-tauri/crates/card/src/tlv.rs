//! Tag, length, value, as cards and certificates write them. Lengths are held strictly against what is there.

/// One element: its tag (one or two bytes), its value, how long it was altogether, and what comes after it.
pub(crate) struct Element<'a> {
    pub(crate) tag: u16,
    pub(crate) value: &'a [u8],
    pub(crate) whole: &'a [u8],
    pub(crate) rest: &'a [u8],
}

/// How many bytes an element has altogether, by its first bytes; `None` when they tell no length.
pub(crate) fn announced(bytes: &[u8]) -> Option<usize> {
    let (_, head, length) = head(bytes)?;
    head.checked_add(length)
}

/// The first element; `None` when there is none, or it says that it is longer than what is there.
pub(crate) fn first(bytes: &[u8]) -> Option<Element<'_>> {
    let (tag, head, length) = head(bytes)?;
    let end = head.checked_add(length)?;
    let whole = bytes.get(..end)?;
    Some(Element { tag, value: whole.get(head..)?, whole, rest: bytes.get(end..)? })
}

/// The elements of a value, when it consists of whole elements and nothing else.
pub(crate) fn all(mut bytes: &[u8]) -> Option<Vec<Element<'_>>> {
    let mut found = Vec::new();
    while !bytes.is_empty() {
        let element = first(bytes)?;
        bytes = element.rest;
        found.push(element);
    }
    Some(found)
}

fn head(bytes: &[u8]) -> Option<(u16, usize, usize)> {
    let one = *bytes.first()?;
    let (tag, at) = match one & 0x1F {
        // A tag of more than two bytes is none that a card of this generation writes.
        0x1F => (u16::from_be_bytes([one, *bytes.get(1).filter(|two| **two & 0x80 == 0)?]), 2),
        _ => (u16::from(one), 1),
    };
    let (length, head) = match *bytes.get(at)? {
        short @ 0..=0x7F => (usize::from(short), at + 1),
        0x81 => (usize::from(*bytes.get(at + 1)?), at + 2),
        0x82 => (usize::from(u16::from_be_bytes([*bytes.get(at + 1)?, *bytes.get(at + 2)?])), at + 3),
        _ => return None,
    };
    Some((tag, head, length))
}
