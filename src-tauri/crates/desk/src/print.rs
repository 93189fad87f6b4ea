//! A frozen batch becomes PDFs, cover sheets and a manifest. As often as it is printed, the bytes are the same.

use std::collections::{HashMap, HashSet};
use std::io::ErrorKind;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use intake::write::{Csv, Encoding, LineEnd, csv};
use ledger::{ActSeq, Batch, Bulk, Known, MemberId, PaperKind, PaperLife, PaperState, PrintMade, State, Step};
use papers::{Kind, Layout, Route, Run, Sheet, Volume};
use rules::calendar::{Day, day};
use rules::words::{Complaint, Said, Weight};

use crate::batches::not_withdrawn;
use crate::case::decided;
use crate::drafts::Drafts;
use crate::later::printed_whole;
use crate::plan::{Asking, Due, Setting, check, sheet};
use crate::release::SINGLE;
use crate::roles::Permission;
use crate::wire::{self, Manifest, ManifestLine, Printed};
use crate::{Desk, Failure, Occasion};

/// What names every sheet of a batch, for programs and for people.
const MANIFESTS: [&str; 2] = ["manifest.json", "manifest.csv"];

/// A day after every fact: a paper's whole life is known then.
pub(crate) const FAR_FUTURE: Day = day(2999, 12, 31);

impl Desk {
    /// Prints a batch into a folder.
    ///
    /// # Errors
    /// When there is no such batch, the folder is missing, cannot be written or holds another batch, or a character is missing
    /// from the fonts. No file is then left behind.
    pub fn print(&mut self, code: &str, out: &Path, occasion: &Occasion) -> Result<Printed, Failure> {
        self.print_watched(code, out, occasion, &mut |_, _| ControlFlow::Continue(()))
    }

    /// As [`Desk::print_watched`], into a folder of the batch's own inside `inside`, named by the batch's code: as many batches as
    /// one likes go into one place.
    ///
    /// # Errors
    /// As [`Desk::print_watched`]. A folder that was made for it goes again.
    pub fn print_inside(
        &mut self,
        code: &str,
        inside: &Path,
        occasion: &Occasion,
        watch: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<Printed, Failure> {
        self.must(Permission::Print)?;
        let (batch, _) = self.printable_batch(code)?;
        folder(inside)?;
        let own = inside.join(&batch.code);
        let made = match std::fs::create_dir(&own) {
            Ok(()) => true,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => false,
            Err(error) => return Err(Failure::file(&own, &error)),
        };
        let printed = self.print_watched(&batch.code, &own, occasion, watch);
        if printed.is_err() && made {
            // What cannot be removed holds something by now, and is not ours to take away.
            let _ = std::fs::remove_dir(&own);
        }
        printed
    }

    /// As [`Desk::print`]; `watch` is told how many of how many sheets are done, and may break off.
    ///
    /// # Errors
    /// As [`Desk::print`], and `cancelled` when `watch` broke off. No file is then left behind.
    pub fn print_watched(
        &mut self,
        code: &str,
        out: &Path,
        occasion: &Occasion,
        watch: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<Printed, Failure> {
        self.must(Permission::Print)?;
        let (batch, kind) = self.printable_batch(code)?;
        folder(out)?;
        let (setting, sheets, papers) = self.sheets_of(&batch, kind)?;
        let layout = self.layout_of(&batch, code)?;
        let step = self.may_print(&batch, &papers, occasion)?;
        let later = self.later_of(&batch, kind, &papers, occasion)?;
        let complaints = check(&setting, &layout, &batch.code, &sheets);
        if !complaints.is_empty() {
            return Err(Failure::refused(complaints));
        }
        self.of_one_relation(&batch, &setting, &sheets, &papers)?;
        let mut files = Drafts::new(out);
        let mut record = |desk: &mut Desk| desk.record_printed(&batch, &papers, step, None, occasion);
        let manifest = if sheets.len() <= papers::SHEETS_A_FILE {
            let volumes = self.volumes(&mut files, &batch, &setting, &layout, &sheets, watch)?;
            let manifest = self.manifest(&mut files, &batch, &setting, &layout, &sheets, &volumes)?;
            let made = Desk::made(&batch, &setting, &layout, &sheets, &volumes)?;
            self.record_printed(&batch, &papers, step, Some(&made), occasion)?;
            manifest
        } else {
            // What the ledger does not know to be printed was printed for another one.
            // What lies there from before a sheet was printed once more alone shows its first copy.
            let fresh = papers.iter().any(|paper| paper.life == PaperLife::Planned)
                || sheets.iter().any(|sheet| sheet.copy > 1);
            let before = if fresh { Progress::new(&batch.code) } else { Progress::read(out, &batch.code) };
            let volumes =
                self.volumes_by_and_by(out, &batch, &setting, &layout, &sheets, &before, &mut record, watch)?;
            self.record_made(&batch, &Desk::made(&batch, &setting, &layout, &sheets, &volumes)?, occasion)?;
            self.manifest(&mut files, &batch, &setting, &layout, &sheets, &volumes)?
        };
        set_aside(out, &batch.code)?;
        files.publish()?;
        Progress::forget(out, &batch.code);
        Ok(Printed {
            batch: batch.code,
            kind: kind.code(),
            out: out.display().to_string(),
            sheets: manifest.sheets.len(),
            pages: manifest.files.iter().map(|file| file.pages).sum(),
            files: manifest.files,
            later,
        })
    }

    /// May the letters of a batch be printed now? Answers the step that printing them records.
    pub(crate) fn may_print(
        &self,
        batch: &Batch,
        papers: &[PaperState],
        occasion: &Occasion,
    ) -> Result<Option<Step>, Failure> {
        not_withdrawn(batch, papers.iter().map(|paper| paper.life))?;
        // The whole would bring a missing sheet forth anew.
        self.none_missing(batch)?;
        // A printer brings forth anew what was destroyed, too.
        let lives = [crate::shield::INSIDE.as_slice(), &[PaperLife::Destroyed]].concat();
        self.gives_nobody_away(batch, papers, &lives)?;
        if papers.len() > SINGLE {
            self.must(Permission::PrintMany)?;
        }
        self.print_step(batch, papers.len(), occasion)
    }

    /// What was printed before shows what was sent, and says how much has changed since; what was not stops for it.
    pub(crate) fn later_of(
        &self,
        batch: &Batch,
        kind: Kind,
        papers: &[PaperState],
        occasion: &Occasion,
    ) -> Result<usize, Failure> {
        if printed_whole(papers) {
            self.nothing_overtaken(batch, kind, papers, occasion)?;
            return self.later_count(batch, kind, occasion);
        }
        self.nothing_later(batch, kind, papers, occasion).map(|()| 0)
    }

    /// Writes down which papers of a batch have left the printer for the first time.
    pub(crate) fn record_printed(
        &mut self,
        batch: &Batch,
        papers: &[PaperState],
        step: Option<Step>,
        made: Option<&PrintMade>,
        occasion: &Occasion,
    ) -> Result<(), Failure> {
        let act = ledger::NewAct { subject: Some(batch.code.clone()), ..self.act_of("print", occasion) };
        let (seq, ()) = self.ledger.act::<(), Failure>(act, |entry| {
            not_withdrawn(batch, entry.lives_of(batch.id)?.into_iter())?;
            if let Some(step) = step {
                entry.release(Bulk::Print, &batch.code, step)?;
            }
            for paper in papers.iter().filter(|paper| paper.life == PaperLife::Planned) {
                entry.paper_event(paper.id, occasion.today.max(paper.issued), PaperLife::Printed, None)?;
            }
            if let Some(made) = made {
                entry.print_made(batch.id, made)?;
            }
            Ok(())
        })?;
        self.keep_outside(seq);
        Ok(())
    }

    /// Writes down how a large batch was printed, once all of it is made; what is on record already is not written again.
    fn record_made(&mut self, batch: &Batch, made: &PrintMade, occasion: &Occasion) -> Result<(), Failure> {
        if self.ledger.prints(batch.id)?.last().is_some_and(|(_, before)| before == made) {
            return Ok(());
        }
        let act = ledger::NewAct { subject: Some(batch.code.clone()), ..self.act_of("print_made", occasion) };
        self.ledger.act::<(), Failure>(act, |entry| Ok(entry.print_made(batch.id, made)?))?;
        Ok(())
    }

    /// A batch of a kind that is printed.
    pub(crate) fn printable_batch(&self, code: &str) -> Result<(Batch, Kind), Failure> {
        let batch = self.ledger.batch_by_code(code.trim())?.ok_or_else(|| unknown(code))?;
        match batch.kind {
            PaperKind::Notice => Ok((batch, Kind::Notice)),
            PaperKind::Certificate => Ok((batch, Kind::Certificate)),
            PaperKind::LastFour => Ok((batch, Kind::LastFour)),
            PaperKind::ElderlyCertificate => Ok((batch, Kind::ElderlyCertificate)),
            PaperKind::ReturnRequest => Ok((batch, Kind::ReturnRequest)),
            PaperKind::Refusal => Ok((batch, Kind::Refusal)),
        }
    }

    /// The sheets of a batch as they were frozen: read as it was known just before, so that nothing later shows. Each is the copy
    /// that is good now: what was printed once more alone says so when the whole is printed again, and the first one is told from it.
    pub(crate) fn sheets_of(
        &self,
        batch: &Batch,
        kind: Kind,
    ) -> Result<(Setting, Vec<Sheet>, Vec<PaperState>), Failure> {
        self.sheets_as_of(batch, kind, None)
    }

    /// As [`Desk::sheets_of`], with the copies that were good before an act.
    pub(crate) fn sheets_as_of(
        &self,
        batch: &Batch,
        kind: Kind,
        before: Option<ActSeq>,
    ) -> Result<(Setting, Vec<Sheet>, Vec<PaperState>), Failure> {
        let copies: HashMap<i64, i64> = self.ledger.reprints_before(batch.id, before)?.into_iter().collect();
        let known = Known::after(ledger::ActSeq(batch.act.0 - 1));
        let (mut setting, _) = self.setting(kind, batch.on, known)?;
        if kind == Kind::LastFour {
            let campaigns = self.ledger.campaigns(batch.known)?;
            let own = campaigns.into_iter().find(|campaign| campaign.batch == batch.id);
            setting.asking = own.map(|own| Asking { until: own.until, second: own.second });
        }
        setting.stamps = self.stamps_kept(batch)?;
        let rows = self.ledger.sheets(batch.id)?;
        self.nothing_gone(batch, &rows)?;
        let wanted: HashSet<MemberId> = rows.iter().map(|row| row.member).collect();
        let mut states: HashMap<MemberId, State> = HashMap::with_capacity(wanted.len());
        self.each_of(Some(&wanted), batch.on, known, &mut |state| {
            states.insert(state.id, state);
        })?;
        setting.insured = self.insured_names(states.values(), batch.on, known)?;
        let mut lives: HashMap<MemberId, Vec<PaperState>> = HashMap::with_capacity(wanted.len());
        self.each_of(Some(&wanted), FAR_FUTURE, self.ledger.now_known()?, &mut |state| {
            let own = state.papers.into_iter().filter(|paper| paper.batch == Some(batch.id)).collect();
            lives.insert(state.id, own);
        })?;
        let policy = setting.policy.clone();
        let beside = match kind {
            Kind::ReturnRequest => Some(self.beside(&policy, known)?),
            _ => None,
        };
        let mut sheets = Vec::with_capacity(rows.len());
        let mut papers = Vec::with_capacity(rows.len());
        let mut sizes: HashMap<i64, (u32, u32)> = HashMap::new();
        for row in &rows {
            sizes.entry(row.envelope).or_default().1 += 1;
        }
        let packed = self.packed(batch)?;
        for row in &rows {
            let Some(state) = states.remove(&row.member) else { continue };
            let paper = lives
                .get(&row.member)
                .and_then(|papers| papers.iter().find(|paper| Some(paper.id) == row.paper))
                .cloned()
                .ok_or_else(|| unknown(&batch.code))?;
            let decision = decided(&state, &setting.policy, batch.on)
                .map_err(|cannot| Failure::other(crate::decide::undecided(&cannot, &state.code)))?;
            let told = self.told_besides(&setting, &state, &decision, known, beside.as_ref())?;
            let Ok(told) = told else { return Err(unknown(&batch.code)) };
            let place = sizes.entry(row.envelope).or_default();
            place.0 += 1;
            let one = Due {
                decision,
                route: if row.route == Route::Home.code() { Route::Home } else { Route::Employer },
                envelope: u32::try_from(row.envelope).unwrap_or(u32::MAX),
                in_envelope: *place,
                codes: packed.get(&row.envelope).cloned().unwrap_or_default(),
                told,
                state,
            };
            let copy = copies.get(&row.sheet).and_then(|copy| u32::try_from(*copy).ok()).unwrap_or(1);
            sheets.push(Sheet { copy, ..sheet(&setting, &one, &paper.code, paper.until) });
            papers.push(paper);
        }
        Ok((setting, sheets, papers))
    }

    /// The volumes of a small batch, which get their names together with everything else.
    fn volumes(
        &self,
        files: &mut Drafts,
        batch: &Batch,
        setting: &Setting,
        layout: &Layout,
        sheets: &[Sheet],
        watch: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<Vec<Volume>, Failure> {
        let society = setting.sender();
        let run = Run { kind: setting.kind, layout, society: &society, batch: &batch.code, on: batch.on, sheets };
        if watch(0, sheets.len()).is_break() {
            return Err(stopped(&batch.code));
        }
        let volumes = papers::render(&run, &mut |name| files.open(name)).map_err(Failure::from)?;
        if watch(sheets.len(), sheets.len()).is_break() {
            return Err(stopped(&batch.code));
        }
        Ok(volumes)
    }

    /// The volumes of a large batch. Each gets its name when it is whole, and is not made again when the run was broken off and
    /// goes on. Before the first of them, the batch is recorded as printed.
    #[expect(clippy::too_many_arguments, reason = "one run, taken apart nowhere else")]
    fn volumes_by_and_by(
        &mut self,
        out: &Path,
        batch: &Batch,
        setting: &Setting,
        layout: &Layout,
        sheets: &[Sheet],
        before: &Progress,
        record: &mut dyn FnMut(&mut Desk) -> Result<(), Failure>,
        watch: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<Vec<Volume>, Failure> {
        let society = setting.sender();
        let run = Run { kind: setting.kind, layout, society: &society, batch: &batch.code, on: batch.on, sheets };
        let mut progress = before.clone();
        let all = sheets.len();
        let (mut done, mut failed) = (before.sheets(), None);
        if watch(done, all).is_break() {
            return Err(stopped_at(&batch.code, done));
        }
        let made = papers::render_rest(&run, &|file| before.has(out, file), &mut |volume, bytes| {
            let mut one = || -> Result<(), Failure> {
                if progress.volumes.is_empty() {
                    record(self)?;
                }
                let mut files = Drafts::new(out);
                files.whole(&volume.file, volume.pages, bytes)?;
                files.publish()?;
                progress.add(out, volume)
            };
            if let Err(failure) = one() {
                failed = Some(failure);
                return Err(ErrorKind::Interrupted.into());
            }
            done = volume.sheets.end() + 1;
            if done < all && watch(done, all).is_break() {
                failed = Some(stopped_at(&batch.code, done));
                return Err(ErrorKind::Interrupted.into());
            }
            Ok(())
        });
        match (made, failed) {
            (_, Some(failure)) if done == 0 || failure.complaints.iter().any(|one| one.code == "cancelled") => {
                Err(failure)
            }
            (_, Some(failure)) => Err(goes_on(failure, done)),
            (made, None) => made.map_err(Failure::from),
        }
    }

    /// The cover sheets and the manifests of volumes that are made.
    fn manifest(
        &self,
        files: &mut Drafts,
        batch: &Batch,
        setting: &Setting,
        layout: &Layout,
        sheets: &[Sheet],
        volumes: &[Volume],
    ) -> Result<Manifest, Failure> {
        let society = setting.sender();
        let run = Run { kind: setting.kind, layout, society: &society, batch: &batch.code, on: batch.on, sheets };
        let anchor = self.anchor(batch)?;
        let mut groups = papers::groups(sheets);
        for group in &mut groups {
            if let Some(employer) = setting.employers.get(&group.code) {
                group.postcode.clone_from(&employer.postcode);
                group.address.clone_from(&employer.address);
                group.contact.clone_from(&employer.contact);
            }
        }
        let cover = papers::cover(&run, &groups, &anchor).map_err(Failure::from)?;
        let mut printed: Vec<wire::File> = volumes
            .iter()
            .map(|volume| wire::File { file: volume.file.clone(), pages: volume.pages, sha256: hex(&volume.sha256) })
            .collect();
        printed.push(files.whole(&format!("{}-cover.pdf", batch.code), cover.pages, &cover.bytes)?);
        printed.extend(self.to_employers(files, batch, setting, sheets)?);
        let mut lines = Vec::with_capacity(sheets.len());
        for volume in volumes {
            for (sheet, lies) in sheets.iter().skip(*volume.sheets.start()).zip(&volume.papers) {
                lines.push(ManifestLine {
                    sheet: lines.len() + 1,
                    paper: lies.paper.clone(),
                    code: sheet.member.clone(),
                    file: volume.file.clone(),
                    page: lies.page,
                    pages: lies.pages,
                    envelope: sheet.envelope,
                    route: sheet.route.code(),
                    employer: Some(sheet.employer_code.clone()).filter(|code| !code.is_empty()),
                    envelope_code: Some(sheet.codes.envelope.clone()).filter(|code| !code.is_empty()),
                    bundle_code: Some(sheet.codes.bundle.clone()).filter(|code| !code.is_empty()),
                    label_code: Some(sheet.codes.label.clone()).filter(|code| !code.is_empty()),
                });
            }
        }
        let manifest = Manifest {
            batch: batch.code.clone(),
            kind: setting.kind.code(),
            on: batch.on,
            files: printed,
            sheets: lines,
        };
        files.whole(MANIFESTS[0], 0, (wire::json(&manifest) + "\n").as_bytes())?;
        let table = table(&manifest)?;
        files.whole(MANIFESTS[1], 0, &table)?;
        Ok(manifest)
    }

    /// The journal's anchor of a batch: the number and the seal of the act that froze it.
    fn anchor(&self, batch: &Batch) -> Result<String, Failure> {
        Ok(self.ledger.anchor(batch.act)?.ok_or_else(|| unknown(&batch.code))?.text())
    }
}

pub(crate) fn unknown(code: &str) -> Failure {
    Failure::other(Complaint {
        place: code.to_owned(),
        code: "batch_unknown",
        weight: Weight::Refusal,
        sentence: Said::new("この束は台帳にありません。", "The ledger has no such batch."),
        hint: Said::new(
            "確定したときに示された束の番号を指定してください。",
            "Give the code that was shown when it was frozen.",
        ),
    })
}

/// How far a large run is, beside its files until it is done.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
struct Progress {
    batch: String,
    /// The program that made them: another one's volumes are made anew.
    program: String,
    volumes: Vec<Made>,
}

/// A volume that has its name.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
struct Made {
    file: String,
    sha256: String,
    /// The batch's last sheet in it, counted from 1.
    last: usize,
}

impl Progress {
    fn path(out: &Path, code: &str) -> PathBuf {
        out.join(format!("{code}-progress.json"))
    }

    /// Nothing yet.
    fn new(code: &str) -> Progress {
        Progress { batch: code.to_owned(), program: env!("CARGO_PKG_VERSION").to_owned(), volumes: Vec::new() }
    }

    /// What is on record of an earlier run into this folder, as far as its files are there and whole.
    fn read(out: &Path, code: &str) -> Progress {
        let mut new = Progress::new(code);
        let text = std::fs::read(Progress::path(out, code)).unwrap_or_default();
        let Ok(known) = serde_json::from_slice::<Progress>(&text) else { return new };
        if (&known.batch, &known.program) == (&new.batch, &new.program) {
            let whole =
                |one: &Made| std::fs::read(out.join(&one.file)).is_ok_and(|bytes| intake::sha256(&bytes) == one.sha256);
            new.volumes = known.volumes.into_iter().take_while(|one| plain(&one.file) && whole(one)).collect();
        }
        new
    }

    /// The sheets in its volumes.
    fn sheets(&self) -> usize {
        self.volumes.last().map_or(0, |one| one.last)
    }

    /// The seal and the length of a file that is made.
    fn has(&self, out: &Path, file: &str) -> Option<papers::Seal> {
        let made = self.volumes.iter().find(|one| one.file == file)?;
        let length = std::fs::metadata(out.join(file)).ok()?.len();
        Some((unhex(&made.sha256)?, length))
    }

    fn add(&mut self, out: &Path, volume: &Volume) -> Result<(), Failure> {
        let made = Made { file: volume.file.clone(), sha256: hex(&volume.sha256), last: volume.sheets.end() + 1 };
        self.volumes.push(made);
        let path = Progress::path(out, &self.batch);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // As every file on its way it is noted, so that a program that is killed here leaves nothing behind for good.
        let mut files = Drafts::new(out);
        files.whole(&name, 0, (wire::json(self) + "\n").as_bytes())?;
        files.publish()
    }

    fn forget(out: &Path, code: &str) {
        // Where it was never written there is nothing to take away; where it stays, the next run finds every volume whole.
        let _ = std::fs::remove_file(Progress::path(out, code));
    }
}

/// A file's bare name.
fn plain(file: &str) -> bool {
    file.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_.".contains(letter))
}

/// What stopped a large run, and where the next one goes on.
fn goes_on(failure: Failure, done: usize) -> Failure {
    let mut failure = failure;
    failure.complaints.push(Complaint {
        place: String::new(),
        code: "printed_so_far",
        weight: Weight::Note,
        sentence: Said::new(
            format!("{done}枚目までは書き出してあります。"),
            format!("Sheets 1 to {done} are written."),
        ),
        hint: Said::new(
            format!("原因を除いてから同じフォルダーにもう一度印刷すると、{}枚目から続けます。", done + 1),
            format!("Mend the cause and print into the same folder again: it goes on with sheet {}.", done + 1),
        ),
    });
    failure
}

/// The clerk broke off a large run.
fn stopped_at(code: &str, done: usize) -> Failure {
    if done == 0 {
        return stopped(code);
    }
    Failure::refused(vec![Complaint {
        place: code.to_owned(),
        code: "cancelled",
        weight: Weight::Note,
        sentence: Said::new(
            format!("印刷を中止しました。{done}枚目までは書き出してあります。"),
            format!("Printing was stopped. Sheets 1 to {done} are written."),
        ),
        hint: Said::new(
            format!("同じフォルダーにもう一度印刷すると、{}枚目から続けます。", done + 1),
            format!("Print into the same folder again: it goes on with sheet {}.", done + 1),
        ),
    }])
}

/// The clerk broke off.
fn stopped(code: &str) -> Failure {
    Failure::refused(vec![Complaint {
        place: code.to_owned(),
        code: "cancelled",
        weight: Weight::Note,
        sentence: Said::new(
            "印刷を中止しました。ファイルは残していません。",
            "Printing was stopped. No file was left.",
        ),
        hint: Said::new("同じ束をいつでも印刷し直せます。", "The same batch can be printed at any time."),
    }])
}

/// A batch cannot be posted before it is printed.
pub(crate) fn not_printed(code: &str) -> Failure {
    Failure::usage(Complaint {
        place: code.to_owned(),
        code: "not_printed",
        weight: Weight::Refusal,
        sentence: Said::new("まだ印刷していない書類があります。", "There are papers that are not printed yet."),
        hint: Said::new("先に印刷してください。", "Print them first."),
    })
}

/// The manifest as a table.
fn table(manifest: &Manifest) -> Result<Vec<u8>, Failure> {
    let header =
        ["sheet", "paper", "code", "file", "page", "pages", "envelope", "route", "employer"].map(str::to_owned);
    let rows = manifest.sheets.iter().map(|line| {
        [
            line.sheet.to_string(),
            line.paper.clone(),
            line.code.clone(),
            line.file.clone(),
            line.page.to_string(),
            line.pages.to_string(),
            line.envelope.to_string(),
            line.route.to_owned(),
            line.employer.clone().unwrap_or_default(),
        ]
    });
    let how = Csv { encoding: Encoding::Utf8, line_end: LineEnd::Lf, ..Csv::default() };
    let mut out = Vec::new();
    csv(std::iter::once(header).chain(rows), how, &mut out)
        .map_err(|unwritten| Failure::others(unwritten.complaints()))?;
    Ok(out)
}

/// The folder must be there and be a folder.
pub(crate) fn folder(path: &Path) -> Result<(), Failure> {
    let data = std::fs::metadata(path).map_err(|error| Failure::file(path, &error))?;
    if data.is_dir() {
        return Ok(());
    }
    Err(Failure::file(path, &std::io::Error::from(std::io::ErrorKind::NotADirectory)))
}

/// A manifest names the sheets of one batch. Another batch's, printed into the same folder, keeps its content under a name of
/// its own.
fn set_aside(out: &Path, code: &str) -> Result<(), Failure> {
    #[derive(serde::Deserialize)]
    struct Whose {
        batch: String,
    }
    let text = std::fs::read_to_string(out.join(MANIFESTS[0])).unwrap_or_default();
    let whose = serde_json::from_str::<Whose>(&text).ok().map(|whose| whose.batch);
    let whose = whose.filter(|batch| batch.chars().all(|c| c.is_ascii_alphanumeric()));
    if whose.as_deref() == Some(code) {
        return Ok(());
    }
    let whose = whose.unwrap_or_else(|| "earlier".to_owned());
    for name in MANIFESTS {
        let (from, to) = (out.join(name), out.join(name.replacen('.', &format!("-{whose}."), 1)));
        match std::fs::rename(&from, to) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(Failure::file(&from, &error)),
            _ => {}
        }
    }
    Ok(())
}

impl From<papers::Failure> for Failure {
    fn from(failure: papers::Failure) -> Failure {
        let (sentence, hint) = failure.said();
        match failure {
            papers::Failure::Refused(complaints) => Failure::refused(complaints),
            papers::Failure::Unwritable { file, source } => Failure::file(Path::new(&file), &source),
            papers::Failure::Internal(_) => Failure::other(Complaint {
                place: String::new(),
                code: "fonts",
                weight: Weight::Refusal,
                sentence,
                hint,
            }),
        }
    }
}

pub(crate) fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()?;
    }
    Some(bytes)
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
