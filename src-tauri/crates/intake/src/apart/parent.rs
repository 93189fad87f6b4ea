//! The program that has a file read: starts the reader, hands over the file, checks what comes back.

use std::io::{Read, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

use rules::words::Complaint;
use zeroize::Zeroizing;

use super::child::CALLED;
use super::wire::{Asked, Carried, FRAME, FRAMES, Input, LINES, PEAK, READ, REFUSED, ROWS, SHEET, WHOLE, Wanted};
use crate::limits::LARGEST_FILE;
use crate::reading::{Reading, Row};
use crate::refusal::{refusal, too_large_file};
use crate::{Password, Request, WholeSheet};

/// A reader that has said nothing for so long is given up; it may compute for half of that.
const PATIENCE: Duration = Duration::from_secs(120);

/// The program that is started to read a file.
#[derive(Debug, Clone)]
pub struct Apart {
    program: PathBuf,
    old_books: bool,
}

/// What a reading took.
#[derive(Debug, Clone, Copy, Default)]
pub struct Spent {
    /// The most memory that the reader used, in kilobytes, when it lived to say so.
    pub peak_kilobytes: u64,
}

/// One answer, or the end of all.
pub(super) struct Frame {
    kind: u8,
    bytes: Zeroizing<Vec<u8>>,
}

impl Apart {
    /// The program must answer [`CALLED`] as its first argument with [`super::serve`].
    #[must_use]
    pub fn by(program: PathBuf) -> Apart {
        Apart { program, old_books: true }
    }

    /// The same, but whether books of the old kind (.xls) are read is said: a foreign parser reads them whole, so that a society may
    /// do without.
    #[must_use]
    pub fn with_old_books(self, old_books: bool) -> Apart {
        Apart { old_books, ..self }
    }

    /// As [`crate::read`], by a process apart.
    ///
    /// # Errors
    /// As [`crate::read`]; when the reader dies, takes too long or answers what is no answer.
    pub fn read(&self, request: &Request<'_>, each: &mut dyn FnMut(Row)) -> Result<Reading, Complaint> {
        self.reading(request, Wanted::Rows, each).0
    }

    /// As [`crate::read_headers`], by a process apart.
    ///
    /// # Errors
    /// As [`Apart::read`].
    pub fn read_headers(&self, request: &Request<'_>) -> Result<Reading, Complaint> {
        self.reading(request, Wanted::Headings, &mut |_| {}).0
    }

    /// As [`crate::whole`], by a process apart.
    ///
    /// # Errors
    /// As [`Apart::read`].
    pub fn whole(&self, request: &Request<'_>) -> Result<Vec<WholeSheet>, Complaint> {
        match self.answer(request, Wanted::Whole, &mut |_| {}).0? {
            Answer::Whole(sheets) => Ok(sheets),
            Answer::Reading(_) => Err(placed(request, died())),
        }
    }

    /// As [`Apart::read`], with what it took.
    pub fn read_measured(
        &self,
        request: &Request<'_>,
        each: &mut dyn FnMut(Row),
    ) -> (Result<Reading, Complaint>, Spent) {
        self.reading(request, Wanted::Rows, each)
    }

    fn reading(
        &self,
        request: &Request<'_>,
        wanted: Wanted,
        each: &mut dyn FnMut(Row),
    ) -> (Result<Reading, Complaint>, Spent) {
        let (answer, spent) = self.answer(request, wanted, each);
        let reading = answer.and_then(|answer| match answer {
            Answer::Reading(reading) => Ok(*reading),
            Answer::Whole(_) => Err(placed(request, died())),
        });
        (reading, spent)
    }

    fn answer(
        &self,
        request: &Request<'_>,
        wanted: Wanted,
        each: &mut dyn FnMut(Row),
    ) -> (Result<Answer, Complaint>, Spent) {
        let mut spent = Spent::default();
        let placed = |complaint| placed(request, complaint);
        let length = request.bytes.len() as u64;
        let Some(length) = u32::try_from(length).ok().filter(|it| u64::from(*it) <= LARGEST_FILE) else {
            return (Err(placed(too_large_file(length, LARGEST_FILE))), spent);
        };
        let Ok(mut reader) = Reader::start(&self.program) else { return (Err(placed(not_started())), spent) };
        let (Some(to), Some(from)) = (reader.child.stdin.take(), reader.child.stdout.take()) else {
            return (Err(placed(not_started())), spent);
        };
        let head = head(asked(request, length, wanted, self.old_books), request.password);
        let read = std::thread::scope(|scope| {
            let (tell, told) = sync_channel(4);
            scope.spawn(|| hand_over(to, &head, request.bytes));
            scope.spawn(move || hear(from, &tell));
            let read = understand(told, each, &mut spent);
            // Whoever still waits for it waits no longer.
            reader.end();
            read
        });
        (read.unwrap_or_else(|| Err(placed(died()))), spent)
    }
}

/// What a reader may answer.
pub(super) enum Answer {
    Reading(Box<Reading>),
    Whole(Vec<WholeSheet>),
}

fn placed(request: &Request<'_>, complaint: Complaint) -> Complaint {
    Complaint { place: request.file_name.to_owned(), ..complaint }
}

/// The running reader: it never outlives whoever asked.
struct Reader {
    child: Child,
}

impl Reader {
    fn start(program: &PathBuf) -> std::io::Result<Reader> {
        let mut command = Command::new(program);
        command.arg(CALLED).env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        // Without them no program starts at all there.
        for name in ["SystemRoot", "LD_LIBRARY_PATH"] {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        Ok(Reader { child: command.spawn()? })
    }

    /// One that has ended by itself cannot be killed, which is as good.
    fn end(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.end();
    }
}

/// What is asked, but for the password.
pub(super) fn asked(request: &Request<'_>, length: u32, wanted: Wanted, old_books: bool) -> Asked {
    Asked {
        length,
        file_name: request.file_name.to_owned(),
        form: request.form,
        on: request.on,
        confirmed: request.confirmed.to_vec(),
        meanings: request.meanings.to_vec(),
        habits: request.habits.cloned(),
        with_cells: request.with_cells,
        wanted,
        old_books,
        password: None,
        inside: request.inside.map(str::to_owned),
    }
}

/// The request without its file. The password is put in last by hand, so that no copy of it is left behind.
pub(super) fn head(asked: Asked, password: Option<&Password>) -> Zeroizing<Vec<u8>> {
    let asked = Asked { password: password.map(|password| password.text().to_owned()), ..asked };
    // Room for everything, so that growing leaves no copy.
    let mut head = Zeroizing::new(Vec::with_capacity(64 * 1024));
    head.extend_from_slice(&[0; 4]);
    asked.put(&mut head);
    drop(asked.password.map(Zeroizing::new));
    let length = u32::try_from(head.len() - 4).unwrap_or(u32::MAX);
    head[..4].copy_from_slice(&length.to_le_bytes());
    head
}

/// A reader that is gone takes nothing any more; that it is gone is seen where its answer is missing.
fn hand_over(mut to: ChildStdin, head: &[u8], bytes: &[u8]) {
    let _ = to.write_all(head).and_then(|()| to.write_all(bytes)).and_then(|()| to.flush());
}

/// Passes whole frames on until there are no more, or one is none.
pub(super) fn hear(mut from: impl Read, tell: &SyncSender<Frame>) {
    let mut all = 0u64;
    let mut head = [0; 5];
    while from.read_exact(&mut head).is_ok() {
        let length = u32::from_le_bytes([head[0], head[1], head[2], head[3]]);
        all += u64::from(length);
        if length > FRAME || all > FRAMES {
            return;
        }
        let mut bytes = Zeroizing::new(vec![0; length as usize]);
        if from.read_exact(&mut bytes).is_err() || tell.send(Frame { kind: head[4], bytes }).is_err() {
            return;
        }
    }
}

/// The answer, or `None` when there is none.
pub(super) fn understand(
    told: Receiver<Frame>,
    each: &mut dyn FnMut(Row),
    spent: &mut Spent,
) -> Option<Result<Answer, Complaint>> {
    let mut sheets: Vec<WholeSheet> = Vec::new();
    loop {
        let frame = told.recv_timeout(PATIENCE).ok()?;
        let mut input = Input::new(&frame.bytes);
        match frame.kind {
            ROWS => {
                if rows(&mut input, each).is_break() {
                    return None;
                }
            }
            PEAK => spent.peak_kilobytes = u64::take(&mut input)?,
            READ => {
                let reading = Reading::take(&mut input).filter(|_| input.is_empty())?;
                return Some(Ok(Answer::Reading(Box::new(reading))));
            }
            SHEET => sheets.push(WholeSheet::take(&mut input).filter(|_| input.is_empty())?),
            LINES => {
                let lines = &mut sheets.last_mut()?.lines;
                while !input.is_empty() {
                    lines.push(Carried::take(&mut input)?);
                }
            }
            WHOLE => return Some(Ok(Answer::Whole(sheets))),
            REFUSED => return Complaint::take(&mut input).filter(|_| input.is_empty()).map(Err),
            _ => return None,
        }
    }
}

fn rows(input: &mut Input<'_>, each: &mut dyn FnMut(Row)) -> ControlFlow<()> {
    while !input.is_empty() {
        match Row::take(input) {
            Some(row) => each(row),
            None => return ControlFlow::Break(()),
        }
    }
    ControlFlow::Continue(())
}

fn died() -> Complaint {
    refusal(
        "reader_died",
        (
            "このファイルは読み取れません。読み取りの途中で止まりました（台帳とファイルは元のままです）。",
            "This file cannot be read: its reader stopped halfway. The ledger and the file are as they were.",
        ),
        (
            "新しいブックに必要な行だけを貼り付けて、.xlsx で保存し直したものを送ってもらってください。",
            "Ask for a new book (.xlsx) into which only the needed rows were copied.",
        ),
    )
}

fn not_started() -> Complaint {
    refusal(
        "reader_not_started",
        ("ファイルを読み取るプログラムを起動できません。", "The program that reads files cannot be started."),
        (
            "空きメモリを確かめ、資格台帳を開き直してください。続くときは管理者に連絡してください。",
            "See whether there is free memory and start the program again; if it stays so, tell the administrator.",
        ),
    )
}
