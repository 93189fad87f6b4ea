//! A PDF written forwards: every object goes out once and is forgotten, so memory does not grow with the pages.
//!
//! Small objects (pages, the page tree) are packed into object streams and the cross references into a stream (PDF 1.5), which makes
//! the files a third smaller. All pages share their resources, their size and, where they look the same, their content.

use std::collections::HashMap;
use std::io::{self, Write};

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat};
use sha2::{Digest, Sha256};

/// Pages under one node of the page tree.
const FAN_OUT: usize = 64;
/// Objects in one object stream.
const PACKED: usize = 200;

/// The pages of members are many and small: what higher levels find in them is a tenth, for three times the time.
const PAGES: Compression = Compression::new(1);
/// What is written once for a whole file.
const ONCE: Compression = Compression::new(4);

/// Where an object is.
#[derive(Clone, Copy)]
enum Whereabouts {
    Unwritten,
    At(u64),
    In(u32, u32),
}

/// A PDF under way.
pub(crate) struct Stream<W: Write> {
    out: W,
    written: u64,
    digest: Sha256,
    objects: Vec<Whereabouts>,
    /// Objects for the next object stream: numbers, and their text.
    packed: Vec<(u32, usize)>,
    packed_text: Vec<u8>,
    deflate: Compress,
    squeezed: Vec<u8>,
    /// Nodes of the page tree: number and pages below.
    nodes: Vec<(u32, usize)>,
    kids: Vec<u32>,
    node: u32,
    pages: usize,
    /// Of each bookmark: title, page.
    bookmarks: Vec<(String, u32)>,
}

/// What a finished PDF says of itself.
pub(crate) struct Finish<'a> {
    pub title: &'a str,
    /// `D:20261121000000+09'00'`
    pub date: String,
    pub paper: (f32, f32),
    /// The shared resources of all pages.
    pub resources: u32,
    /// Printed on both sides?
    pub duplex: bool,
}

impl<W: Write> Stream<W> {
    /// Begins a PDF.
    pub(crate) fn new(out: W) -> io::Result<Stream<W>> {
        let mut it = Stream {
            out,
            written: 0,
            digest: Sha256::new(),
            objects: vec![Whereabouts::Unwritten],
            packed: Vec::new(),
            packed_text: Vec::new(),
            deflate: Compress::new(PAGES, true),
            squeezed: Vec::new(),
            nodes: Vec::new(),
            kids: Vec::new(),
            node: 0,
            pages: 0,
            bookmarks: Vec::new(),
        };
        it.put(b"%PDF-1.7\n%\xE6\x97\xA5\xE6\x9C\xAC\n")?;
        Ok(it)
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.digest.update(bytes);
        self.written += bytes.len() as u64;
        Ok(())
    }

    /// A number for an object that is yet to come.
    pub(crate) fn reserve(&mut self) -> u32 {
        self.objects.push(Whereabouts::Unwritten);
        (self.objects.len() - 1) as u32
    }

    /// Writes a stream object, compressed. `dict` is the inside of its dictionary without length and filter.
    pub(crate) fn stream(&mut self, number: u32, dict: &[u8], data: &[u8]) -> io::Result<()> {
        let mut squeezed = std::mem::take(&mut self.squeezed);
        squeezed.clear();
        squeeze(&mut self.deflate, data, &mut squeezed)?;
        self.squeezed_stream(number, dict, &squeezed)?;
        self.squeezed = squeezed;
        Ok(())
    }

    /// Writes a stream object that [`squeezed`] made smaller before.
    pub(crate) fn squeezed_stream(&mut self, number: u32, dict: &[u8], squeezed: &[u8]) -> io::Result<()> {
        self.objects[number as usize] = Whereabouts::At(self.written);
        let mut head = Vec::with_capacity(64 + dict.len());
        write!(head, "{number} 0 obj\n<<")?;
        head.extend_from_slice(dict);
        writeln!(head, "/Length {}/Filter/FlateDecode>>stream", squeezed.len())?;
        self.put(&head)?;
        self.put(squeezed)?;
        self.put(b"\nendstream\nendobj\n")
    }

    /// Keeps a small object for the next object stream.
    pub(crate) fn pack(&mut self, number: u32, text: &[u8]) -> io::Result<()> {
        self.packed.push((number, self.packed_text.len()));
        self.packed_text.extend_from_slice(text);
        self.packed_text.push(b'\n');
        if self.packed.len() >= PACKED { self.unload() } else { Ok(()) }
    }

    fn unload(&mut self) -> io::Result<()> {
        if self.packed.is_empty() {
            return Ok(());
        }
        let number = self.reserve();
        let mut text = Vec::with_capacity(self.packed_text.len() + self.packed.len() * 10);
        for (index, (object, offset)) in self.packed.iter().enumerate() {
            write!(text, "{object} {offset} ")?;
            self.objects[*object as usize] = Whereabouts::In(number, index as u32);
        }
        let first = text.len();
        text.append(&mut self.packed_text);
        let dict = format!("/Type/ObjStm/N {}/First {first}", self.packed.len());
        self.packed.clear();
        self.squeezed_stream(number, dict.as_bytes(), &squeezed(&text)?)
    }

    /// Adds a page; the contents were written before. Returns its number.
    pub(crate) fn page(&mut self, contents: u32) -> io::Result<u32> {
        if self.kids.is_empty() {
            self.node = self.reserve();
        }
        let number = self.reserve();
        let text = format!("<</Type/Page/Parent {} 0 R/Contents {contents} 0 R>>", self.node);
        self.pack(number, text.as_bytes())?;
        self.kids.push(number);
        self.pages += 1;
        if self.kids.len() == FAN_OUT {
            self.close_node()?;
        }
        Ok(number)
    }

    /// The pages so far.
    pub(crate) fn pages(&self) -> usize {
        self.pages
    }

    /// A bookmark to a page.
    pub(crate) fn bookmark(&mut self, title: &str, page: u32) {
        self.bookmarks.push((title.to_owned(), page));
    }

    fn close_node(&mut self) -> io::Result<()> {
        // The parent of all nodes is object 1, reserved by `finish`'s caller through `root`.
        let mut text = Vec::new();
        write!(text, "<</Type/Pages/Parent {ROOT} 0 R/Count {}/Kids[", self.kids.len())?;
        for kid in &self.kids {
            write!(text, "{kid} 0 R ")?;
        }
        text.extend_from_slice(b"]>>");
        self.nodes.push((self.node, self.kids.len()));
        self.kids.clear();
        self.pack(self.node, &text)
    }

    /// Copies an object of printpdf's document and everything that it names. Returns its new number.
    pub(crate) fn copy(
        &mut self,
        from: &Document,
        object: &Object,
        known: &mut HashMap<ObjectId, u32>,
    ) -> io::Result<u32> {
        let number = self.reserve();
        self.copy_as(number, from, object, known)?;
        Ok(number)
    }

    fn copy_as(
        &mut self,
        number: u32,
        from: &Document,
        object: &Object,
        known: &mut HashMap<ObjectId, u32>,
    ) -> io::Result<()> {
        let mut below = Vec::new();
        named(object, &mut below);
        for id in below {
            if known.contains_key(&id) {
                continue;
            }
            let target = self.reserve();
            known.insert(id, target);
            let object = from.get_object(id).map_err(io::Error::other)?;
            self.copy_as(target, from, object, known)?;
        }
        match object {
            Object::Stream(stream) => {
                // The fonts were squeezed when they were pressed.
                let mut dict = stream.dict.clone();
                dict.remove(b"Length");
                let mut text = Vec::new();
                write_entries(&dict, known, &mut text)?;
                self.squeezed_stream(number, &text, &stream.content)
            }
            other => {
                let mut text = Vec::new();
                write_object(other, known, &mut text)?;
                self.pack(number, &text)
            }
        }
    }

    /// Ends the PDF and returns the SHA-256 of the whole file and its length.
    pub(crate) fn finish(mut self, end: &Finish<'_>) -> io::Result<([u8; 32], u64)> {
        if !self.kids.is_empty() {
            self.close_node()?;
        }
        let mut tree = Vec::new();
        let (w, h) = end.paper;
        write!(
            tree,
            "<</Type/Pages/Count {}/MediaBox[0 0 {w:.2} {h:.2}]/Resources {} 0 R/Kids[",
            self.pages, end.resources
        )?;
        for (node, _) in &self.nodes {
            write!(tree, "{node} 0 R ")?;
        }
        tree.extend_from_slice(b"]>>");
        self.pack(ROOT, &tree)?;

        let outlines = self.outlines()?;
        let catalog = self.reserve();
        let mut text = Vec::new();
        write!(text, "<</Type/Catalog/Pages {ROOT} 0 R/Lang(ja-JP)")?;
        if let Some(outlines) = outlines {
            write!(text, "/Outlines {outlines} 0 R/PageMode/UseOutlines")?;
        }
        let duplex = if end.duplex { "DuplexFlipLongEdge" } else { "Simplex" };
        write!(text, "/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None/Duplex/{duplex}>>>>")?;
        self.pack(catalog, &text)?;
        let info = self.reserve();
        text.clear();
        text.extend_from_slice(b"<</Title");
        unicode(end.title, &mut text);
        write!(text, "/Producer(Daicho)/CreationDate({0})/ModDate({0})>>", end.date)?;
        self.pack(info, &text)?;
        self.unload()?;

        let number = self.reserve();
        let start = self.written;
        self.objects[number as usize] = Whereabouts::At(start);
        let mut table = Vec::with_capacity(self.objects.len() * 7);
        for (index, object) in self.objects.iter().enumerate() {
            let (sort, a, b) = match object {
                Whereabouts::At(at) => (1, u32::try_from(*at).map_err(io::Error::other)?, 0),
                Whereabouts::In(stream, at) => (2, *stream, u16::try_from(*at).map_err(io::Error::other)?),
                Whereabouts::Unwritten if index == 0 => (0, 0, u16::MAX),
                Whereabouts::Unwritten => return Err(io::Error::other("an object was reserved and never written")),
            };
            table.push(sort);
            table.extend_from_slice(&a.to_be_bytes());
            table.extend_from_slice(&b.to_be_bytes());
        }
        // The file's identity is what stands in it: the same input gives the same file.
        let id: [u8; 32] = self.digest.clone().finalize().into();
        let id: String = id.iter().take(16).map(|byte| format!("{byte:02X}")).collect();
        let dict = format!(
            "/Type/XRef/Size {}/W[1 4 2]/Root {catalog} 0 R/Info {info} 0 R/ID[<{id}><{id}>]",
            self.objects.len()
        );
        self.squeezed_stream(number, dict.as_bytes(), &squeezed(&table)?)?;
        self.put(format!("startxref\n{start}\n%%EOF\n").as_bytes())?;
        self.out.flush()?;
        Ok((self.digest.finalize().into(), self.written))
    }

    fn outlines(&mut self) -> io::Result<Option<u32>> {
        if self.bookmarks.is_empty() {
            return Ok(None);
        }
        let root = self.reserve();
        let bookmarks = std::mem::take(&mut self.bookmarks);
        let numbers: Vec<u32> = bookmarks.iter().map(|_| self.reserve()).collect();
        for (index, (title, page)) in bookmarks.iter().enumerate() {
            let mut text = Vec::new();
            text.extend_from_slice(b"<</Title");
            unicode(title, &mut text);
            write!(text, "/Parent {root} 0 R/Dest[{page} 0 R/Fit]")?;
            if let Some(before) = index.checked_sub(1).and_then(|at| numbers.get(at)) {
                write!(text, "/Prev {before} 0 R")?;
            }
            if let Some(next) = numbers.get(index + 1) {
                write!(text, "/Next {next} 0 R")?;
            }
            text.extend_from_slice(b">>");
            self.pack(numbers[index], &text)?;
        }
        let mut text = Vec::new();
        let (first, last) = (numbers[0], numbers[numbers.len() - 1]);
        write!(text, "<</Type/Outlines/First {first} 0 R/Last {last} 0 R/Count {}>>", numbers.len())?;
        self.pack(root, &text)?;
        Ok(Some(root))
    }
}

/// Deflated data, for streams that go into several files.
pub(crate) fn squeezed(data: &[u8]) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    squeeze(&mut Compress::new(ONCE, true), data, &mut out)?;
    Ok(out)
}

fn squeeze(deflate: &mut Compress, data: &[u8], out: &mut Vec<u8>) -> io::Result<()> {
    deflate.reset();
    out.reserve(data.len() / 2 + 64);
    loop {
        let consumed = usize::try_from(deflate.total_in()).map_err(io::Error::other)?;
        let status = deflate.compress_vec(&data[consumed..], out, FlushCompress::Finish).map_err(io::Error::other)?;
        if status == Status::StreamEnd {
            return Ok(());
        }
        out.reserve(out.len().max(256));
    }
}

/// The root of the page tree. It is the first object that is reserved.
pub(crate) const ROOT: u32 = 1;

/// `<FEFF...>`: a text outside the pages.
pub(crate) fn unicode(text: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(b"<FEFF");
    for unit in text.encode_utf16() {
        for shift in [12, 8, 4, 0] {
            out.push(b"0123456789ABCDEF"[usize::from(unit >> shift & 0xF)]);
        }
    }
    out.push(b'>');
}

fn named(object: &Object, out: &mut Vec<ObjectId>) {
    match object {
        Object::Reference(id) => out.push(*id),
        Object::Array(list) => list.iter().for_each(|one| named(one, out)),
        Object::Dictionary(dict) => dict.iter().for_each(|(_, one)| named(one, out)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, one)| named(one, out)),
        _ => {}
    }
}

fn write_entries(dict: &Dictionary, known: &HashMap<ObjectId, u32>, out: &mut Vec<u8>) -> io::Result<()> {
    for (key, value) in dict {
        write_name(key, out);
        out.push(b' ');
        write_object(value, known, out)?;
    }
    Ok(())
}

fn write_name(name: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for byte in name {
        if byte.is_ascii_alphanumeric() || b"+-_.".contains(byte) {
            out.push(*byte);
        } else {
            out.extend_from_slice(format!("#{byte:02X}").as_bytes());
        }
    }
}

fn write_object(object: &Object, known: &HashMap<ObjectId, u32>, out: &mut Vec<u8>) -> io::Result<()> {
    match object {
        Object::Null | Object::Stream(_) => out.extend_from_slice(b"null"),
        Object::Boolean(value) => write!(out, "{value}")?,
        Object::Integer(value) => write!(out, "{value}")?,
        Object::Real(value) => write!(out, "{value}")?,
        Object::Name(name) => write_name(name, out),
        Object::String(bytes, StringFormat::Literal | StringFormat::Hexadecimal) => {
            out.push(b'<');
            for byte in bytes {
                write!(out, "{byte:02X}")?;
            }
            out.push(b'>');
        }
        Object::Array(list) => {
            out.push(b'[');
            for one in list {
                write_object(one, known, out)?;
                out.push(b' ');
            }
            out.push(b']');
        }
        Object::Dictionary(dict) => {
            out.extend_from_slice(b"<<");
            write_entries(dict, known, out)?;
            out.extend_from_slice(b">>");
        }
        Object::Reference(id) => {
            let number = known.get(id).ok_or_else(|| io::Error::other("a reference to nothing"))?;
            write!(out, "{number} 0 R")?;
        }
    }
    Ok(())
}
