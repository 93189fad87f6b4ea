//! The compound file (OLE2) around an xls: finds the workbook stream without trusting a single chain, and wraps a stream
//! into a fresh, well-formed compound file. [MS-CFB]

use rules::words::Complaint;

use crate::refusal::{damaged, other_kind};

/// Sectors of a free or ended chain have ids from here on.
const LAST_SECTOR: u32 = 0xFFFF_FFFA;
const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
const FAT_SECTOR: u32 = 0xFFFF_FFFD;
const FREE: u32 = 0xFFFF_FFFF;
/// Streams smaller than this live in the mini stream.
const MINI_CUTOFF: usize = 4096;

struct Entry {
    name: String,
    start: u32,
    length: usize,
}

/// What a compound file holds.
pub(crate) enum Held {
    /// An xls: its workbook stream.
    Workbook(Vec<u8>),
    /// A book behind a password: how it was locked, and the locked book.
    Locked { how: Vec<u8>, book: Vec<u8> },
}

/// Looks into a compound file.
pub(crate) fn held(bytes: &[u8]) -> Result<Held, Complaint> {
    let file = Compound::open(bytes).ok_or_else(short)?;
    if file.named("EncryptedPackage").is_some() || file.named("EncryptionInfo").is_some() {
        let stream = |name| file.named(name).and_then(|entry| file.stream(entry)).ok_or_else(short);
        return Ok(Held::Locked { how: stream("EncryptionInfo")?, book: stream("EncryptedPackage")? });
    }
    if file.named("WordDocument").is_some() {
        return Err(other_kind("Wordの文書", "a Word document"));
    }
    if file.named("PowerPoint Document").is_some() {
        return Err(other_kind("PowerPointの資料", "a PowerPoint presentation"));
    }
    let Some(book) = file.named("Workbook").or_else(|| file.named("Book")) else {
        return Err(other_kind("Excelのブックではない文書", "a document other than an Excel book"));
    };
    file.stream(book).map(Held::Workbook).ok_or_else(short)
}

/// The workbook stream of an xls.
pub(crate) fn workbook(bytes: &[u8]) -> Result<Vec<u8>, Complaint> {
    match held(bytes)? {
        Held::Workbook(stream) => Ok(stream),
        Held::Locked { .. } => Err(damaged("a locked book inside a book")),
    }
}

fn short() -> Complaint {
    damaged("compound file")
}

struct Compound<'b> {
    file: Sectors<'b>,
    fat: Vec<u32>,
    entries: Vec<Entry>,
    mini_fat_at: u32,
}

impl<'b> Compound<'b> {
    fn open(bytes: &'b [u8]) -> Option<Compound<'b>> {
        let header = bytes.get(..512)?;
        let sector = match u16_at(header, 30) {
            9 => 512usize,
            12 => 4096,
            _ => return None,
        };
        let file = Sectors { bytes, size: sector, first: sector };
        let most = bytes.len() / sector + 1;
        let mut fat_sectors: Vec<u32> =
            (0..109).map(|at| u32_at(header, 76 + 4 * at)).filter(|id| *id < LAST_SECTOR).collect();
        let mut difat = u32_at(header, 68);
        let mut steps = 0;
        while difat < LAST_SECTOR {
            steps += 1;
            let block = file.get(difat).filter(|block| steps <= most && block.len() == sector)?;
            let ids = (0..sector / 4 - 1).map(|at| u32_at(block, 4 * at)).filter(|id| *id < LAST_SECTOR);
            fat_sectors.extend(ids);
            difat = u32_at(block, sector - 4);
        }
        if fat_sectors.len() > most {
            return None;
        }
        let mut fat: Vec<u32> = Vec::new();
        for id in fat_sectors {
            let block = file.get(id)?;
            fat.extend(block.chunks_exact(4).map(|four| u32_at(four, 0)));
        }
        let directory = file.chain(u32_at(header, 48), &fat, usize::MAX)?;
        let entries: Vec<Entry> = directory.chunks_exact(128).map(entry).collect();
        Some(Compound { file, fat, entries, mini_fat_at: u32_at(header, 60) })
    }

    fn named(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    fn stream(&self, entry: &Entry) -> Option<Vec<u8>> {
        if entry.length > self.file.bytes.len() {
            return None;
        }
        if entry.length >= MINI_CUTOFF {
            return self.file.chain(entry.start, &self.fat, entry.length);
        }
        let root = self.entries.first()?;
        let mini_stream = self.file.chain(root.start, &self.fat, root.length.min(self.file.bytes.len()))?;
        let mini_fat = self.file.chain(self.mini_fat_at, &self.fat, usize::MAX)?;
        let mini_fat: Vec<u32> = mini_fat.chunks_exact(4).map(|four| u32_at(four, 0)).collect();
        let mini = Sectors { bytes: &mini_stream, size: 64, first: 0 };
        mini.chain(entry.start, &mini_fat, entry.length)
    }
}

struct Sectors<'s> {
    bytes: &'s [u8],
    size: usize,
    /// Where sector 0 begins.
    first: usize,
}

impl<'s> Sectors<'s> {
    /// A sector; the last one of a cut file may be short.
    fn get(&self, id: u32) -> Option<&'s [u8]> {
        let from = usize::try_from(id).ok()?.checked_mul(self.size)?.checked_add(self.first)?;
        let to = from.checked_add(self.size)?.min(self.bytes.len());
        self.bytes.get(from..to).filter(|sector| !sector.is_empty())
    }

    /// A chain of sectors up to a length; `None` when it leaves the file, goes in a circle or is too short.
    fn chain(&self, start: u32, fat: &[u32], length: usize) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        let mut id = start;
        let mut steps = 0usize;
        while id < LAST_SECTOR && out.len() < length {
            steps += 1;
            if steps > self.bytes.len() / self.size + 2 {
                return None;
            }
            out.extend_from_slice(self.get(id)?);
            id = *fat.get(usize::try_from(id).ok()?)?;
        }
        if length != usize::MAX {
            if out.len() < length {
                return None;
            }
            out.truncate(length);
        }
        Some(out)
    }
}

fn entry(raw: &[u8]) -> Entry {
    let name: Vec<u16> = raw[..64].chunks_exact(2).map(|two| u16_at(two, 0)).take_while(|unit| *unit != 0).collect();
    Entry {
        name: String::from_utf16_lossy(&name),
        start: u32_at(raw, 116),
        length: usize::try_from(u32_at(raw, 120)).unwrap_or(usize::MAX),
    }
}

/// A compound file that holds one stream, `Workbook`, and nothing else.
pub(crate) fn wrap(stream: &[u8]) -> Vec<u8> {
    const SECTOR: usize = 512;
    // A stream below the cutoff would belong into a mini stream; records end with EOF, so zeros behind them are never read.
    let length = stream.len().max(MINI_CUTOFF);
    let of_stream = length.div_ceil(SECTOR);
    // Sectors: FAT, then one directory sector, then the stream. Each FAT sector tells of 128 sectors.
    let mut of_fat = 1;
    while of_fat * 128 < of_fat + 1 + of_stream {
        of_fat += 1;
    }
    let of_difat = if of_fat > 109 { (of_fat - 109).div_ceil(127) } else { 0 };
    while of_fat * 128 < of_fat + of_difat + 1 + of_stream {
        of_fat += 1;
    }
    let id = |n: usize| u32::try_from(n).unwrap_or(FREE);
    let (difat_at, directory_at, stream_at) = (of_fat, of_fat + of_difat, of_fat + of_difat + 1);

    let mut out = Vec::with_capacity((1 + stream_at + of_stream) * SECTOR);
    out.extend_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    out.resize(24, 0);
    for half in [0x3E_u16, 3, 0xFFFE, 9, 6] {
        out.extend_from_slice(&half.to_le_bytes());
    }
    out.resize(44, 0);
    let difat_start = if of_difat > 0 { id(difat_at) } else { END_OF_CHAIN };
    for word in [id(of_fat), id(directory_at), 0, id(MINI_CUTOFF), END_OF_CHAIN, 0, difat_start, id(of_difat)] {
        out.extend_from_slice(&word.to_le_bytes());
    }
    for at in 0..109 {
        let word = if at < of_fat { id(at) } else { FREE };
        out.extend_from_slice(&word.to_le_bytes());
    }

    let mut fat: Vec<u32> = vec![FAT_SECTOR; of_fat];
    fat.resize(of_fat + of_difat, FAT_SECTOR - 1);
    fat.push(END_OF_CHAIN);
    for at in 0..of_stream {
        fat.push(if at + 1 == of_stream { END_OF_CHAIN } else { id(stream_at + at + 1) });
    }
    fat.resize(of_fat * 128, FREE);
    for word in fat {
        out.extend_from_slice(&word.to_le_bytes());
    }
    for block in 0..of_difat {
        for at in 0..127 {
            let sector = 109 + block * 127 + at;
            let word = if sector < of_fat { id(sector) } else { FREE };
            out.extend_from_slice(&word.to_le_bytes());
        }
        let next = if block + 1 < of_difat { id(difat_at + block + 1) } else { END_OF_CHAIN };
        out.extend_from_slice(&next.to_le_bytes());
    }

    for (name, kind, child, start, size) in
        [("Root Entry", 5u8, 1, END_OF_CHAIN, 0), ("Workbook", 2, FREE, id(stream_at), length)]
    {
        let mut raw = [0u8; 128];
        for (two, unit) in raw.chunks_exact_mut(2).zip(name.encode_utf16()) {
            two.copy_from_slice(&unit.to_le_bytes());
        }
        raw[64] = u8::try_from(2 * (name.len() + 1)).unwrap_or(0);
        raw[66] = kind;
        raw[67] = 1;
        raw[68..72].copy_from_slice(&FREE.to_le_bytes());
        raw[72..76].copy_from_slice(&FREE.to_le_bytes());
        raw[76..80].copy_from_slice(&u32::to_le_bytes(child));
        raw[116..120].copy_from_slice(&start.to_le_bytes());
        raw[120..124].copy_from_slice(&id(size).to_le_bytes());
        out.extend_from_slice(&raw);
    }
    out.resize(out.len() + 2 * 128, 0);
    out.extend_from_slice(stream);
    out.resize((1 + stream_at + of_stream) * SECTOR, 0);
    out
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).map_or(0, |two| u16::from_le_bytes([two[0], two[1]]))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).map_or(0, |four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrapped_is_found_again() {
        for length in [10, 4_095, 4_096, 70_000, 8_000_000] {
            let stream: Vec<u8> = (0..length).map(|at: usize| (at % 251) as u8).collect();
            let found = workbook(&wrap(&stream)).unwrap();
            assert!(found.starts_with(&stream), "{length}");
        }
    }
}
