//! 印刷機: what is printed goes to a printer of this machine, in parcels that end with an envelope, and is followed to the sheet.
//!
//! Nothing is ever sent twice unasked. That something is about to be sent is on record before it is sent; that it came out, once the
//! system says so. Where neither the system nor the record knows, whoever stands at the printer is asked for the last good sheet, and it
//! goes on with the next one. What a printer puts down beside its place is moved back by what was measured of it and its tray.

use std::ops::ControlFlow;
use std::path::Path;

use ledger::{ActSeq, Batch, Calibration, NewAct, Offsets, PressJob, Pressed};
use papers::Shift;
use rules::calendar::Day;
use rules::words::{Complaint, Lang, Said, Weight};
use serde::Deserialize;
pub use spool::Spooler;
use spool::{Job, JobState, Order, Printer, PrinterState, is_address};

use crate::drafts::Drafts;
use crate::insertion::half_width;
use crate::print::{folder, unknown};
use crate::roles::Permission;
use crate::wire::{Aligned, OnPaper, OpenJob, PrinterHere, Sending, TestSheet, TrayHere};
use crate::{Desk, Failure, Occasion};

/// The sheets that are sent at once: a tray's worth, so that little is in doubt when a printer stops.
const PARCEL: usize = 100;

/// The furthest that a printer is off, in hundredths of a millimetre. More is a wrong paper or a wrong tray.
const FURTHEST: i64 = 1000;

/// The papers that a test sheet can be printed on: word, width and height in mm.
const PAPERS: [(&str, (f32, f32)); 2] = [("a4", (210.0, 297.0)), ("hagaki", (100.0, 148.0))];

/// Where the cross of a test sheet was found, from the left and the upper edge, as one looks at the side, in mm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// 表面
    pub front: (f64, f64),
    /// 裏面
    pub back: (f64, f64),
}

/// What is to be sent, where to, and what whoever stands at the printer says.
#[derive(Debug, Clone, Default)]
pub struct SendAsk {
    /// The printer, as the system calls it.
    pub printer: String,
    /// The tray, or the one that the printer takes by itself.
    pub tray: Option<String>,
    /// The last good sheet that lies there: its number through all files, or the code on it; `0` for none.
    pub last: Option<String>,
    /// Why a batch that is on paper already is put there once more.
    pub again: Option<String>,
}

/// A batch's files, as they lie in its folder.
struct Files {
    files: Vec<OneFile>,
}

/// One PDF: its letters' sheets, or a cover's pages.
struct OneFile {
    name: String,
    sha256: String,
    pages: usize,
    /// Of each sheet its last page (from 1), the code on it, and its envelope.
    sheets: Vec<OneSheet>,
    both_sides: bool,
    letters: bool,
}

struct OneSheet {
    last_page: usize,
    code: String,
    envelope: u32,
}

/// A place in the files: which, and after how many of its pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Place {
    file: usize,
    page: usize,
}

/// Some pages of one file, from 0, and the sheets in them, counted through all files from 1.
struct Parcel {
    file: usize,
    pages: std::ops::Range<usize>,
    sheets: (usize, usize),
}

impl Files {
    fn count(&self) -> usize {
        self.files.iter().map(|file| file.sheets.len()).sum()
    }

    fn letters(&self) -> usize {
        self.files.iter().filter(|file| file.letters).map(|file| file.sheets.len()).sum()
    }

    fn before(&self, file: usize) -> usize {
        self.files.iter().take(file).map(|file| file.sheets.len()).sum()
    }

    /// The sheets that are whole before a place.
    fn done(&self, at: Place) -> usize {
        let own = self.files.get(at.file);
        self.before(at.file) + own.map_or(0, |own| own.sheets.iter().take_while(|one| one.last_page <= at.page).count())
    }

    /// Where a file's page is; the file's end when it has fewer.
    fn place(&self, name: &str, page: i64) -> Option<Place> {
        let file = self.files.iter().position(|file| file.name == name)?;
        Some(Place { file, page: usize::try_from(page).ok()? })
    }

    /// The place behind so many sheets.
    fn after(&self, sheets: usize) -> Place {
        let mut left = sheets;
        for (at, file) in self.files.iter().enumerate() {
            if left == 0 {
                return Place { file: at, page: 0 };
            }
            if left <= file.sheets.len() {
                let page = file.sheets.get(left - 1).map_or(file.pages, |one| one.last_page);
                // What stands behind a file's last sheet goes with it.
                return Place { file: at, page: if left == file.sheets.len() { file.pages } else { page } };
            }
            left -= file.sheets.len();
        }
        Place { file: self.files.len(), page: 0 }
    }

    /// What comes next, up to the end of an envelope.
    fn next(&self, at: Place) -> Option<Parcel> {
        let mut at = at;
        while self.files.get(at.file)?.pages <= at.page {
            at = Place { file: at.file + 1, page: 0 };
        }
        let own = self.files.get(at.file)?;
        let first = own.sheets.iter().position(|one| at.page < one.last_page)?;
        let mut last = (first + PARCEL).min(own.sheets.len()) - 1;
        let envelope = |at: usize| own.sheets.get(at).map(|one| one.envelope);
        while own.letters && last + 1 < own.sheets.len() && envelope(last) == envelope(last + 1) {
            last += 1;
        }
        let end = if last + 1 == own.sheets.len() { own.pages } else { own.sheets.get(last)?.last_page };
        let before = self.before(at.file);
        Some(Parcel { file: at.file, pages: at.page..end, sheets: (before + first + 1, before + last + 1) })
    }

    /// The number of a sheet by what a clerk says of it: its number, or the code on it.
    fn sheet(&self, said: &str) -> Option<usize> {
        let said = half_width(said.trim()).to_uppercase();
        if let Ok(number) = said.parse::<usize>() {
            return (number <= self.count()).then_some(number);
        }
        let mut all = self.files.iter().flat_map(|file| &file.sheets);
        all.position(|one| !one.code.is_empty() && one.code == said).map(|at| at + 1)
    }
}

/// How far a batch is: where, in which round, and what is open.
struct Standing<'a> {
    at: Place,
    round: i64,
    open: Option<&'a Pressed>,
    last: Option<&'a Pressed>,
}

fn standing<'a>(files: &Files, jobs: &'a [Pressed]) -> Standing<'a> {
    let Some(last) = jobs.last() else { return Standing { at: Place::default(), round: 1, open: None, last: None } };
    let of_round = |job: &&Pressed| job.job.round == last.job.round;
    let ended = jobs.iter().rev().filter(of_round).find_map(|job| job.ended.as_ref());
    let at = ended.and_then(|(file, page)| files.place(file, *page)).unwrap_or_default();
    Standing { at, round: last.job.round, open: Some(last).filter(|last| last.ended.is_none()), last: Some(last) }
}

impl Desk {
    /// The printers of this machine, and what was measured of them; with them those of the network that were measured or sent to by
    /// their addresses, as far as they answer, and one that is `also` asked for.
    ///
    /// # Errors
    /// When it is not permitted, nothing answers at the address that is asked for, or neither a print service answers nor any printer.
    pub fn printers(&self, spooler: &Spooler, also: Option<&str>, lang: Lang) -> Result<Vec<PrinterHere>, Failure> {
        self.must(Permission::View)?;
        let measured = self.ledger.calibrations()?;
        let also = also.map(str::trim).filter(|also| !also.is_empty());
        let asked = match also {
            Some(also) => Some(printer(spooler, &addressed(also)?, None)?),
            None => None,
        };
        let mut known = self.ledger.printers_sent_to()?;
        known.extend(measured.iter().map(|one| one.printer.clone()));
        known.retain(|name| is_address(name) && asked.as_ref().is_none_or(|asked| asked.name != *name));
        known.sort_unstable();
        known.dedup();
        let mut printers: Vec<Printer> = known.iter().filter_map(|name| spooler.printer(name).ok()).collect();
        printers.extend(asked);
        match spooler.printers() {
            Ok(own) => printers.splice(0..0, own).for_each(drop),
            Err(failure) if printers.is_empty() => return Err(unspooled(&failure, "")),
            Err(_) => {}
        }
        Ok(printers.into_iter().map(|printer| here(printer, &measured, lang)).collect())
    }

    /// The test sheet of a printer and a tray: sent to it, or with a folder written there. What was measured before is applied.
    ///
    /// # Errors
    /// When there is no such printer or paper, or the folder cannot be written.
    pub fn test_sheet(
        &self,
        spooler: &Spooler,
        ask: &SendAsk,
        paper: &str,
        out: Option<&Path>,
        occasion: &Occasion,
    ) -> Result<TestSheet, Failure> {
        self.must(Permission::Print)?;
        let Some((_, paper)) = PAPERS.iter().find(|(word, _)| *word == paper) else {
            return Err(Failure::usage(complaint(
                paper,
                "paper_unknown",
                Said::new("この用紙では試し刷りできません。", "There is no test sheet for this paper."),
                Said::new("a4 か hagaki を指定してください。", "Give a4 or hagaki."),
            )));
        };
        let tray = ask.tray.as_deref().unwrap_or_default();
        let printer = match out {
            None => printer(spooler, &ask.printer, ask.tray.as_deref())?.title,
            Some(_) => ask.printer.clone(),
        };
        let measured = self.ledger.calibrations()?;
        let own = measured.iter().find(|one| one.printer == ask.printer && one.tray == tray);
        let offsets = own.map(|one| one.offsets).unwrap_or_default();
        let corrected = match own {
            None => "これまでの補正　なし".to_owned(),
            Some(own) => {
                let side = |(right, down): (i64, i64)| format!("右{} 下{}", millimetres(right), millimetres(down));
                format!("{}の補正　表 {}　裏 {}", own.on, side(offsets.front), side(offsets.back))
            }
        };
        let words = [format!("プリンター　{printer}"), format!("給紙　{}", tray_said(tray).ja), corrected];
        let society = crate::leaflets::nobody();
        let sheet = papers::test_sheet(&society, occasion.today, *paper, &words).map_err(Failure::from)?;
        let parcel = papers::parcel(&sheet.bytes, 0..2, true, &shift(offsets)).map_err(Failure::from)?;
        let mut told = TestSheet { printer: ask.printer.clone(), tray: tray.to_owned(), file: None };
        if let Some(out) = out {
            folder(out)?;
            let name = "printer-test.pdf";
            let mut files = Drafts::new(out);
            files.whole(name, sheet.pages, &parcel.bytes)?;
            files.publish()?;
            told.file = Some(out.join(name).display().to_string());
            return Ok(told);
        }
        let order = Order {
            printer: &ask.printer,
            tray: ask.tray.as_deref(),
            title: "daicho-test",
            paper: parcel.paper,
            both_sides: true,
        };
        spooler.send(&order, parcel.bytes).map_err(|failure| unspooled(&failure, &ask.printer))?;
        Ok(told)
    }

    /// Records where the cross of a test sheet was found. What it is off is added to what is corrected already.
    ///
    /// # Errors
    /// When it is not permitted, no printer is named, the day is still to come, or it is off by more than a centimetre.
    pub fn align(
        &mut self,
        printer: &str,
        tray: Option<&str>,
        measured: Measured,
        on: Day,
        occasion: &Occasion,
    ) -> Result<Aligned, Failure> {
        self.must(Permission::Print)?;
        self.has_come(on, occasion)?;
        let (printer, tray) = (printer.trim(), tray.unwrap_or_default().trim());
        let off = |found: f64| ((f64::from(papers::CROSS) - found) * 100.0).round() as i64;
        let known = self.ledger.calibrations()?;
        let before = known.iter().find(|one| one.printer == printer && one.tray == tray);
        let before = before.map(|one| one.offsets).unwrap_or_default();
        let add = |side: (i64, i64), found: (f64, f64)| (side.0 + off(found.0), side.1 + off(found.1));
        let offsets = Offsets { front: add(before.front, measured.front), back: add(before.back, measured.back) };
        let sides = [offsets.front.0, offsets.front.1, offsets.back.0, offsets.back.1];
        if printer.is_empty() || sides.iter().any(|side| side.abs() > FURTHEST) {
            return Err(Failure::usage(complaint(
                printer,
                "alignment_far",
                Said::new(
                    "プリンターの名前がないか、ずれが10mmを超えています。",
                    "No printer is named, or it is off by more than 10 mm.",
                ),
                Said::new(
                    "用紙の大きさと給紙、測った場所（左上の十字の中心、正しい値は20.0mm）を確かめて、測り直してください。",
                    "See whether paper and tray are right and the upper left cross was measured (it should be at 20.0 mm).",
                ),
            )));
        }
        let act = NewAct { subject: Some(printer.to_owned()), on, ..self.act_of("printer_aligned", occasion) };
        self.ledger.act::<(), Failure>(act, |entry| Ok(entry.calibration(printer, tray, on, offsets)?))?;
        Ok(aligned(on, offsets))
    }

    /// How far a batch, as it lies in a folder, is on paper.
    ///
    /// # Errors
    /// When there is no such batch, it was not printed into the folder, or its files are not those that were printed.
    pub fn how_far(&self, code: &str, out: &Path, lang: Lang) -> Result<OnPaper, Failure> {
        self.must(Permission::View)?;
        let (batch, files) = self.files_of(code, out)?;
        let jobs = self.ledger.pressed(batch.id)?;
        Ok(on_paper(&batch, &files, &standing(&files, &jobs), lang))
    }

    /// Sends what of a batch is not on paper yet to a printer, parcel by parcel, and follows each until it came out. `watch` is told what
    /// is going on, waits a moment, and may break off: then the system is asked to take back what is not printed yet.
    ///
    /// # Errors
    /// When there is no such printer, the files are not those that were printed, something must be known first, or the printer gave up.
    /// What is on paper by then is on record, and it goes on from there.
    #[expect(clippy::too_many_arguments, reason = "where from, where to, what is said, and who watches")]
    pub fn send(
        &mut self,
        spooler: &Spooler,
        code: &str,
        out: &Path,
        ask: &SendAsk,
        occasion: &Occasion,
        lang: Lang,
        watch: &mut dyn FnMut(&Sending) -> ControlFlow<()>,
    ) -> Result<OnPaper, Failure> {
        self.must(Permission::Print)?;
        let (batch, files) = self.files_of(code, out)?;
        let (_, kind) = self.printable_batch(code)?;
        let (_, _, papers) = self.sheets_of(&batch, kind)?;
        self.may_print(&batch, &papers, occasion)?;
        self.nothing_later(&batch, kind, &papers, occasion)?;
        let ready = printer(spooler, &ask.printer, ask.tray.as_deref())?;
        self.settle(spooler, &batch, &files, ask, occasion, lang, watch)?;
        let jobs = self.ledger.pressed(batch.id)?;
        let now = standing(&files, &jobs);
        let (mut at, mut round) = (now.at, now.round);
        if files.next(at).is_none() {
            let again = ask.again.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
            let Some(_) = again else { return Err(already(&batch.code, files.count())) };
            (at, round) = (Place::default(), round + 1);
        }
        let measured = self.ledger.calibrations()?;
        let tray = ask.tray.clone().unwrap_or_default();
        let own = measured.iter().find(|one| one.printer == ask.printer && one.tray == tray);
        let shift = shift(own.map(|one| one.offsets).unwrap_or_default());
        let mut held: Option<(usize, Vec<u8>)> = None;
        while let Some(parcel) = files.next(at) {
            let Some(file) = files.files.get(parcel.file) else { break };
            if held.as_ref().is_none_or(|(which, _)| *which != parcel.file) {
                held = Some((parcel.file, file.whole(out, &batch)?));
            }
            let Some((_, bytes)) = &held else { break };
            if file.both_sides && !ready.both_sides {
                return Err(one_sided(&ready.title));
            }
            let cut = papers::parcel(bytes, parcel.pages.clone(), file.both_sides, &shift).map_err(Failure::from)?;
            let page = |page: usize| i64::try_from(page).unwrap_or(i64::MAX);
            let job = PressJob {
                file: file.name.clone(),
                first: page(parcel.pages.start + 1),
                last: page(parcel.pages.end),
                round,
                printer: ask.printer.clone(),
                tray: tray.clone(),
            };
            let meant = self.mean_to_send(&batch, &job, ask, occasion)?;
            let title = format!("{} {}-{}", batch.code, parcel.sheets.0, parcel.sheets.1);
            let order = Order {
                printer: &ask.printer,
                tray: ask.tray.as_deref(),
                title: &title,
                paper: cut.paper,
                both_sides: file.both_sides,
            };
            let number = match spooler.send(&order, cut.bytes) {
                Ok(number) => number,
                Err(failure) => {
                    // Refused or never reached: nothing of it is there.
                    self.ended(&batch, meant, &files, at, occasion)?;
                    return Err(unspooled(&failure, &ask.printer));
                }
            };
            let act = NewAct { subject: Some(batch.code.clone()), ..self.act_of("press_taken", occasion) };
            self.ledger
                .act::<(), Failure>(act, |entry| Ok(entry.press_taken(batch.id, meant, i64::from(number))?))?;
            let all = Followed { spooler, batch: &batch, files: &files, parcel: &parcel, lang };
            all.follow(&ask.printer, number, watch)?;
            at = Place { file: parcel.file, page: parcel.pages.end };
            self.ended(&batch, meant, &files, at, occasion)?;
        }
        let jobs = self.ledger.pressed(batch.id)?;
        Ok(on_paper(&batch, &files, &standing(&files, &jobs), lang))
    }

    /// What was sent and is not known of yet is found out: from the system, or from whoever stands at the printer.
    #[expect(clippy::too_many_arguments, reason = "the one way from not knowing to knowing")]
    fn settle(
        &mut self,
        spooler: &Spooler,
        batch: &Batch,
        files: &Files,
        ask: &SendAsk,
        occasion: &Occasion,
        lang: Lang,
        watch: &mut dyn FnMut(&Sending) -> ControlFlow<()>,
    ) -> Result<(), Failure> {
        let jobs = self.ledger.pressed(batch.id)?;
        let now = standing(files, &jobs);
        if let Some(said) = &ask.last {
            let sent = now.last.and_then(|last| files.place(&last.job.file, last.job.last));
            let furthest = sent.map_or(0, |sent| files.done(sent));
            let sheet = files.sheet(said).filter(|sheet| *sheet <= furthest);
            let (Some(sheet), Some(last)) = (sheet, now.last) else { return Err(not_sent(said, furthest)) };
            return self.ended(batch, last.act, files, files.after(sheet), occasion);
        }
        let Some(open) = now.open else { return Ok(()) };
        let (Some(file), Some(number)) =
            (files.place(&open.job.file, open.job.last), open.number.and_then(|number| i32::try_from(number).ok()))
        else {
            return Err(asked(files, open, "sheet_in_doubt"));
        };
        let pages = usize::try_from(open.job.first - 1).unwrap_or(0)..file.page;
        let first = files.done(Place { page: pages.start, ..file }) + 1;
        let parcel = Parcel { file: file.file, pages, sheets: (first, files.done(file)) };
        match spooler.job(&open.job.printer, number) {
            Ok(job) if finished(&job) => {}
            Ok(job) if lost(&job) => return Err(asked(files, open, "sheet_in_doubt")),
            // It is still under way: somebody closed the program, and the printer went on.
            Ok(_) => {
                Followed { spooler, batch, files, parcel: &parcel, lang }.follow(&open.job.printer, number, watch)?;
            }
            Err(spool::Failure::Unknown) => return Err(asked(files, open, "sheet_in_doubt")),
            Err(failure) => return Err(unspooled(&failure, &open.job.printer)),
        }
        self.ended(batch, open.act, files, file, occasion)
    }

    /// Writes down that pages are about to be sent, unless a colleague was faster.
    fn mean_to_send(
        &mut self,
        batch: &Batch,
        job: &PressJob,
        ask: &SendAsk,
        occasion: &Occasion,
    ) -> Result<ActSeq, Failure> {
        let seen = self.ledger.pressed(batch.id)?;
        let act = NewAct {
            subject: Some(batch.code.clone()),
            reason: ask.again.clone().filter(|_| job.round > 1),
            ..self.act_of("press_sent", occasion)
        };
        let (meant, ()) = self.ledger.act::<(), Failure>(act, |entry| {
            if entry.pressed(batch.id)? != seen {
                return Err(Failure::refused(vec![complaint(
                    &batch.code,
                    crate::colleague::FASTER,
                    Said::new(
                        "ほかの担当者が、この束を先に印刷機へ送りました。今回は何も送っていません。",
                        "A colleague has just sent sheets of this batch. Nothing was sent now.",
                    ),
                    Said::new("その印刷が終わってから、もう一度送ってください。", "Wait until that is printed."),
                )]));
            }
            Ok(entry.press_job(batch.id, job)?)
        })?;
        Ok(meant)
    }

    /// Writes down up to where a batch is on paper.
    fn ended(
        &mut self,
        batch: &Batch,
        job: ActSeq,
        files: &Files,
        at: Place,
        occasion: &Occasion,
    ) -> Result<(), Failure> {
        let Some(file) = files.files.get(at.file) else { return Ok(()) };
        let page = i64::try_from(at.page).unwrap_or(i64::MAX);
        let act = NewAct { subject: Some(batch.code.clone()), ..self.act_of("press_ended", occasion) };
        self.ledger.act::<(), Failure>(act, |entry| Ok(entry.press_ended(batch.id, job, &file.name, page)?))?;
        Ok(())
    }

    /// A batch and its files, when they lie in a folder as they were printed.
    fn files_of(&self, code: &str, out: &Path) -> Result<(Batch, Files), Failure> {
        #[derive(Deserialize)]
        struct Manifest {
            batch: String,
            files: Vec<File>,
            sheets: Vec<Line>,
        }
        #[derive(Deserialize)]
        struct File {
            file: String,
            pages: usize,
            sha256: String,
        }
        #[derive(Deserialize)]
        struct Line {
            paper: String,
            file: String,
            page: usize,
            pages: usize,
            envelope: u32,
        }
        let batch = self.ledger.batch_by_code(code.trim())?.ok_or_else(|| unknown(code))?;
        folder(out)?;
        // Where a later batch was printed into the same folder, the earlier one's has a name of its own.
        let named = ["manifest.json".to_owned(), format!("manifest-{}.json", batch.code)];
        let manifest = named.iter().find_map(|name| {
            let text = std::fs::read(out.join(name)).unwrap_or_default();
            serde_json::from_slice::<Manifest>(&text).ok().filter(|one| one.batch == batch.code)
        });
        let (Some(manifest), Some((_, made))) = (manifest, self.ledger.prints(batch.id)?.pop()) else {
            return Err(not_there(&batch.code));
        };
        let sheets = self.ledger.sheets(batch.id)?.len();
        let mut files: Vec<OneFile> = Vec::new();
        for file in manifest.files {
            let known = made.files.iter().find(|one| one.file == file.file);
            let own: Vec<&Line> = manifest.sheets.iter().filter(|line| line.file == file.file).collect();
            let page = |line: &&Line| OneSheet {
                last_page: line.page + line.pages - 1,
                code: line.paper.clone(),
                envelope: line.envelope,
            };
            files.push(OneFile {
                both_sides: own.first().is_some_and(|line| line.pages == 2),
                letters: known.is_some(),
                sheets: match known {
                    Some(_) => own.iter().map(page).collect(),
                    None => (1..=file.pages)
                        .map(|page| OneSheet { last_page: page, code: String::new(), envelope: 0 })
                        .collect(),
                },
                // The ledger's own word counts where it has one.
                sha256: known.map_or(file.sha256, |known| known.sha256.clone()),
                name: file.file,
                pages: file.pages,
            });
        }
        let files = Files { files };
        if files.letters() != sheets {
            return Err(not_there(&batch.code));
        }
        Ok((batch, files))
    }
}

impl OneFile {
    /// The file's bytes, when they are those that were printed.
    fn whole(&self, out: &Path, batch: &Batch) -> Result<Vec<u8>, Failure> {
        let path = out.join(&self.name);
        let bytes = std::fs::read(&path).map_err(|error| Failure::file(&path, &error))?;
        if intake::sha256(&bytes) != self.sha256 {
            return Err(Failure::refused(vec![complaint(
                &self.name,
                "file_changed",
                Said::new(
                    "このファイルは、印刷したときのものと違います。何も送っていません。",
                    "This file is not the one that was printed. Nothing was sent.",
                ),
                Said::new(
                    format!("束 {} を、もう一度書き出してから送ってください。", batch.code),
                    format!("Print batch {} into the folder again and send it then.", batch.code),
                ),
            )]));
        }
        Ok(bytes)
    }
}

/// A parcel on its way.
struct Followed<'a> {
    spooler: &'a Spooler,
    batch: &'a Batch,
    files: &'a Files,
    parcel: &'a Parcel,
    lang: Lang,
}

impl Followed<'_> {
    /// Waits until the parcel came out.
    fn follow(
        &self,
        name: &str,
        number: i32,
        watch: &mut dyn FnMut(&Sending) -> ControlFlow<()>,
    ) -> Result<(), Failure> {
        loop {
            let job = self.spooler.job(name, number).map_err(|failure| unspooled(&failure, name))?;
            if finished(&job) {
                return Ok(());
            }
            if lost(&job) {
                return Err(self.doubt("printer_gave_up"));
            }
            let printer = self.spooler.printer(name).map_err(|failure| unspooled(&failure, name))?;
            if watch(&self.sending(&job, &printer)).is_break() {
                // What the system no longer gives back, it prints.
                let _ = self.spooler.cancel(name, number);
                let job = self.spooler.job(name, number).map_err(|failure| unspooled(&failure, name))?;
                if finished(&job) {
                    return Ok(());
                }
                return Err(self.doubt("cancelled"));
            }
        }
    }

    fn sending(&self, job: &Job, printer: &Printer) -> Sending {
        let (state, word) = match (job.state, printer.state) {
            (JobState::Held, _) => ("held", Said::new("保留されています", "is held")),
            (JobState::Stopped, _) | (_, PrinterState::Stopped) => {
                ("stopped", Said::new("プリンターが止まっています", "the printer has stopped"))
            }
            (JobState::Printing, _) => ("printing", Said::new("印刷しています", "printing")),
            _ => ("waiting", Said::new("順番を待っています", "waiting for its turn")),
        };
        let matter = matter(&printer.reasons, self.lang);
        let word = word.in_lang(self.lang);
        let said = if matter.is_empty() {
            word.to_owned()
        } else {
            match self.lang {
                Lang::Ja => format!("{word}（{matter}）"),
                Lang::En => format!("{word} ({matter})"),
            }
        };
        Sending {
            batch: self.batch.code.clone(),
            first: self.parcel.sheets.0,
            last: self.parcel.sheets.1,
            done: self.parcel.sheets.0 - 1,
            sheets: self.files.count(),
            state,
            said,
        }
    }

    fn doubt(&self, code: &'static str) -> Failure {
        let (first, last) = self.parcel.sheets;
        in_doubt(&self.batch.code, code, first, last)
    }
}

fn finished(job: &Job) -> bool {
    job.state == JobState::Completed
}

fn lost(job: &Job) -> bool {
    matches!(job.state, JobState::Cancelled | JobState::Aborted)
}

/// A printer that takes what is sent to it from a tray that it has.
fn printer(spooler: &Spooler, name: &str, tray: Option<&str>) -> Result<Printer, Failure> {
    if is_address(name) {
        let found = spooler.printer(name).map_err(|failure| unspooled(&failure, name))?;
        if !found.pdf {
            return Err(no_pdf(name));
        }
        return of_tray(found, tray);
    }
    let printers = spooler.printers().map_err(|failure| unspooled(&failure, name))?;
    let names: Vec<String> = printers.iter().map(|one| one.name.clone()).collect();
    let Some(found) = printers.into_iter().find(|one| one.name == name) else {
        return Err(Failure::usage(complaint(
            name,
            "printer_unknown",
            Said::new("この名前のプリンターは、このパソコンにありません。", "This machine has no such printer."),
            Said::new(
                format!("いまあるプリンター：{}", if names.is_empty() { "なし".to_owned() } else { names.join("、") }),
                format!("There is: {}", if names.is_empty() { "none".to_owned() } else { names.join(", ") }),
            ),
        )));
    };
    of_tray(found, tray)
}

/// The printer, if it has the tray.
fn of_tray(found: Printer, tray: Option<&str>) -> Result<Printer, Failure> {
    if let Some(tray) = tray.filter(|tray| !found.trays.iter().any(|one| one == tray)) {
        return Err(Failure::usage(complaint(
            tray,
            "tray_unknown",
            Said::new("この給紙は、このプリンターにありません。", "This printer has no such tray."),
            Said::new(
                format!("選べる給紙：{}", found.trays.join("、")),
                format!("There is: {}", found.trays.join(", ")),
            ),
        )));
    }
    Ok(found)
}

fn here(printer: Printer, measured: &[Calibration], lang: Lang) -> PrinterHere {
    let (state, word) = match printer.state {
        PrinterState::Idle => ("idle", Said::new("印刷できます", "ready")),
        PrinterState::Printing => ("printing", Said::new("印刷しています", "printing")),
        PrinterState::Stopped => ("stopped", Said::new("止まっています", "stopped")),
    };
    let matter = matter(&printer.reasons, lang);
    let own = |tray: &str| measured.iter().find(|one| one.printer == printer.name && one.tray == tray);
    let tray = |tray: &str| TrayHere {
        tray: tray.to_owned(),
        said: tray_said(tray).in_lang(lang).to_owned(),
        aligned: own(tray).map(|one| aligned(one.on, one.offsets)),
    };
    let word = word.in_lang(lang).to_owned();
    PrinterHere {
        trays: std::iter::once("").chain(printer.trays.iter().map(String::as_str)).map(tray).collect(),
        said: if matter.is_empty() { word } else { format!("{word}: {matter}") },
        name: printer.name,
        title: printer.title,
        state,
        both_sides: printer.both_sides,
    }
}

fn aligned(on: Day, offsets: Offsets) -> Aligned {
    let mm = |(right, down): (i64, i64)| [right as f64 / 100.0, down as f64 / 100.0];
    Aligned { on, front: mm(offsets.front), back: mm(offsets.back) }
}

fn millimetres(hundredths: i64) -> String {
    format!("{:+.2}mm", hundredths as f64 / 100.0)
}

fn shift(offsets: Offsets) -> Shift {
    let mm = |(right, down): (i64, i64)| (right as f32 / 100.0, down as f32 / 100.0);
    Shift { front: mm(offsets.front), back: mm(offsets.back) }
}

/// The words of PWG 5101.1 that offices meet, as the trays are labelled; others stay as they are.
fn tray_said(tray: &str) -> Said {
    match tray {
        "" => Said::new("プリンターの設定どおり", "as the printer is set"),
        "manual" | "by-pass-tray" => Said::new("手差し", "manual feed"),
        "envelope" => Said::new("封筒", "envelopes"),
        tray => match tray.strip_prefix("tray-").and_then(|number| number.parse::<u8>().ok()) {
            Some(number) => Said::new(format!("トレイ{number}"), format!("tray {number}")),
            None => Said::new(tray, tray),
        },
    }
}

/// What is the matter with a printer, by the words of RFC 8011 section 5.4.12 without their weight.
fn matter(reasons: &[String], lang: Lang) -> String {
    let known: [(&str, Said); 12] = [
        ("media-empty", Said::new("用紙がありません", "no paper")),
        ("media-needed", Said::new("用紙を入れてください", "paper is needed")),
        ("media-low", Said::new("用紙が残りわずかです", "paper is low")),
        ("media-jam", Said::new("紙詰まりです", "paper jam")),
        ("door-open", Said::new("扉が開いています", "a door is open")),
        ("cover-open", Said::new("カバーが開いています", "a cover is open")),
        ("toner-empty", Said::new("トナーがありません", "no toner")),
        ("toner-low", Said::new("トナーが残りわずかです", "toner is low")),
        ("output-area-full", Said::new("排紙先がいっぱいです", "the output is full")),
        ("offline", Said::new("電源か接続を確かめてください", "see to power and cable")),
        ("connecting-to-device", Said::new("接続しています", "connecting")),
        ("paused", Said::new("一時停止中です。再開してください", "paused: resume it")),
    ];
    let mut said = Vec::new();
    for reason in reasons {
        let bare = reason.trim_end_matches("-error").trim_end_matches("-warning").trim_end_matches("-report");
        let word = known.iter().find(|(word, _)| *word == bare).map_or(bare, |(_, said)| said.in_lang(lang));
        if !said.contains(&word) {
            said.push(word);
        }
    }
    said.join(if lang == Lang::Ja { "、" } else { ", " })
}

fn on_paper(batch: &Batch, files: &Files, now: &Standing<'_>, lang: Lang) -> OnPaper {
    let open = now.open.and_then(|open| {
        let (first, last) = sheets_of(files, open)?;
        Some(OpenJob { printer: open.job.printer.clone(), tray: open.job.tray.clone(), first, last })
    });
    let (sheets, done) = (files.count(), files.done(now.at));
    let said = match &open {
        Some(open) if done == 0 => Said::new(
            format!("{}枚目から{}枚目を送りました。紙になったかは確かめていません。", open.first, open.last),
            format!("Sheets {} to {} were sent; whether they are on paper is not known.", open.first, open.last),
        ),
        Some(open) => Said::new(
            format!("{done}枚目まで紙になっています。{}枚目から{}枚目は確かめていません。", open.first, open.last),
            format!("Sheets 1 to {done} are on paper; {} to {} are not known of.", open.first, open.last),
        ),
        None if done == sheets => {
            Said::new(format!("{sheets}枚すべて紙になっています。"), format!("All {sheets} sheets are on paper."))
        }
        None if done == 0 => Said::new(
            format!("{sheets}枚のうち、まだ1枚も紙になっていません。"),
            format!("None of {sheets} sheets is on paper yet."),
        ),
        None => Said::new(
            format!("{sheets}枚のうち、{done}枚目まで紙になっています。"),
            format!("Of {sheets} sheets, {done} are on paper."),
        ),
    };
    OnPaper {
        batch: batch.code.clone(),
        sheets,
        letters: files.letters(),
        done,
        round: now.round,
        complete: open.is_none() && done == sheets,
        open,
        said: said.in_lang(lang).to_owned(),
    }
}

/// The sheets of pages that were sent.
fn sheets_of(files: &Files, sent: &Pressed) -> Option<(usize, usize)> {
    let end = files.place(&sent.job.file, sent.job.last)?;
    let begin = Place { page: usize::try_from(sent.job.first - 1).ok()?, ..end };
    Some((files.done(begin) + 1, files.done(end)))
}

fn asked(files: &Files, open: &Pressed, code: &'static str) -> Failure {
    let (first, last) = sheets_of(files, open).unwrap_or_default();
    in_doubt(&open.job.printer, code, first, last)
}

/// Nobody knows whether some sheets came out.
fn in_doubt(place: &str, code: &'static str, first: usize, last: usize) -> Failure {
    let why = match code {
        "cancelled" => Said::new("印刷を中止しました。", "Printing was stopped."),
        "printer_gave_up" => Said::new("印刷が途中で取り消されたか、失敗しました。", "The printer gave up."),
        _ => Said::new("前に送った印刷の結果が分かりません。", "What became of the last sheets is not known."),
    };
    Failure::refused(vec![complaint(
        place,
        code,
        Said::new(
            format!("{}{first}枚目から{last}枚目までが、どこまで出たか分かりません。", why.ja),
            format!("{} How far sheets {first} to {last} came out is not known.", why.en),
        ),
        Said::new(
            "プリンターの紙を見て、正しく出た最後の紙の番号（紙の上の番号を読み取るか、何枚目か。1枚も出ていなければ、その前の番号）を指定して、もう一度送ってください。次の紙から続けます。",
            "Look at what lies there and send again with the last good sheet: its code, or its number (the one before when none came out). It goes on with the next.",
        ),
    )])
}

fn not_sent(said: &str, furthest: usize) -> Failure {
    Failure::usage(complaint(
        said,
        "sheet_not_sent",
        Said::new(
            format!("この束でこれまでに送ったのは{furthest}枚目までで、この紙はその中にありません。"),
            format!("Sheets 1 to {furthest} of this batch were sent; this is none of them."),
        ),
        Said::new("紙の上の番号か、何枚目かを確かめてください。", "Look at the code on the sheet, or count again."),
    ))
}

fn already(batch: &str, sheets: usize) -> Failure {
    Failure::refused(vec![complaint(
        batch,
        "already_on_paper",
        Said::new(
            format!("この束は{sheets}枚すべて紙になっています。もう一度送ると、同じ手紙が2通になります。"),
            format!("All {sheets} sheets of this batch are on paper. Sending it again makes every letter twice."),
        ),
        Said::new(
            "紙が足りないときは、その紙だけを刷り直してください。すべてを刷り直すときは、理由を記録してから送ってください。",
            "Reprint single sheets where some are missing. To print everything again, say why.",
        ),
    )])
}

fn not_there(batch: &str) -> Failure {
    Failure::refused(vec![complaint(
        batch,
        "not_in_folder",
        Said::new(
            "このフォルダーには、この束の印刷したファイルがそろっていません。",
            "The folder does not hold the files of this batch.",
        ),
        Said::new("先にこのフォルダーへ書き出してください。", "Print the batch into this folder first."),
    )])
}

fn one_sided(printer: &str) -> Failure {
    Failure::refused(vec![complaint(
        printer,
        "one_sided",
        Said::new(
            "この様式は両面ですが、このプリンターは両面に印刷できません。",
            "This layout has a back, and the printer prints on one side only.",
        ),
        Said::new("両面に印刷できるプリンターを選んでください。", "Choose a printer that prints on both sides."),
    )])
}

/// A printer's address as it is typed.
fn addressed(typed: &str) -> Result<String, Failure> {
    let address = half_width(typed);
    if is_address(&address) {
        return Ok(address);
    }
    Err(Failure::usage(complaint(
        typed,
        "printer_address",
        Said::new("プリンターのアドレスではありません。", "This is no printer's address."),
        Said::new(
            "ipp://192.0.2.10/ipp/print のように、ipp:// から書いてください。プリンターの設定の「IPP」にあります。",
            "Write it from ipp:// on, as in ipp://192.0.2.10/ipp/print. The printer's own settings name it under IPP.",
        ),
    )))
}

fn no_pdf(printer: &str) -> Failure {
    Failure::refused(vec![complaint(
        printer,
        "printer_without_pdf",
        Said::new("このプリンターは、PDFをそのまま印刷できません。", "This printer cannot print PDFs as they are."),
        Said::new(
            "PDFを直接印刷できるプリンターを選ぶか、書き出したPDFを「実際のサイズ」で印刷してください。",
            "Choose one that can, or print the PDFs in the folder at actual size.",
        ),
    )])
}

fn unspooled(failure: &spool::Failure, printer: &str) -> Failure {
    let (code, sentence, hint) = match failure {
        spool::Failure::Unreachable(at) if is_address(printer) => (
            "printer_silent",
            Said::new(format!("プリンター（{at}）が応答しません。"), format!("The printer at {at} does not answer.")),
            Said::new(
                "電源とネットワーク、アドレスを確かめてください。",
                "See to its power, the network and the address.",
            ),
        ),
        spool::Failure::Unreachable(at) => (
            "no_print_service",
            Said::new(
                format!("このパソコンの印刷サービス（CUPS、{at}）につながりません。"),
                format!("The print service of this machine (CUPS, {at}) does not answer."),
            ),
            Said::new(
                "印刷サービスが動いているかを確かめてください。ないパソコンでは、ネットワークのプリンターをアドレス（ipp://…）で加えるか、書き出したPDFを「実際のサイズ」で印刷してください。",
                "See that it is running. Where there is none, add a printer of the network by its address (ipp://...), or print the PDFs in the folder at actual size.",
            ),
        ),
        spool::Failure::Unknown => (
            "printer_unknown",
            Said::new("プリンターが見つかりません。", "There is no such printer."),
            Said::new("プリンターの名前を確かめてください。", "See to the printer's name."),
        ),
        spool::Failure::Refused(why) => (
            "printer_refused",
            Said::new(
                format!("プリンターが受け付けませんでした（{why}）。"),
                format!("The printer takes nothing: {why}."),
            ),
            Said::new(
                "プリンターが「受付停止」になっていないかを確かめてください。",
                "See whether it is set to reject jobs.",
            ),
        ),
    };
    Failure::refused(vec![complaint(printer, code, sentence, hint)])
}

fn complaint(place: &str, code: &'static str, sentence: Said, hint: Said) -> Complaint {
    Complaint { place: place.to_owned(), code, weight: Weight::Refusal, sentence, hint }
}
