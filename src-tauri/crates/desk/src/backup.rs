//! 控え and 記録点: copies that prove themselves, the way back, and what lies outside to hold the journal against.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use ledger::backup::{Copy, copies, superfluous, take_away};
use ledger::{Anchor, Ledger, Moment, Opener, Passphrase};
use rules::calendar::Day;
use rules::words::{Complaint, Lang, Said, Weight};

use crate::damaged::Machine;
use crate::deletion::deleted_outside;
use crate::founding::file_name;
use crate::operators::who_opened;
use crate::roles::{Permission, code_of};
use crate::wire::{self, BackedUp, CopyHere, Kept, Restored};
use crate::{Desk, Failure, Occasion};

/// The end of an anchor file's name.
const ANCHORS: &str = "anchors";

/// Where copies go.
#[derive(Debug, Clone)]
pub struct BackUp {
    /// The folder of copies.
    pub to: PathBuf,
    /// A second place, away from this machine.
    pub also: Option<PathBuf>,
    /// The language of sentences.
    pub lang: Lang,
}

/// After so many days without a copy somebody is told.
const COPY_WITHIN_DAYS: i64 = 3;
/// After so many days without a rehearsal somebody is told.
const REHEARSE_WITHIN_DAYS: i64 = 7;

impl Desk {
    /// The copies in the folders that were chosen for them, and what is due.
    ///
    /// # Errors
    /// When the ledger cannot be read. A folder that is not there just now has no copies.
    pub fn kept(&self, to: Option<&Path>, also: Option<&Path>, today: Day) -> Result<Kept, Failure> {
        let copied = self.ledger.last_of_kind("backup")?.map(|act| act.at);
        let rehearsed = self.ledger.last_of_kind("rehearsal")?.map(|act| act.at);
        let due = |last: &Option<Moment>, within: i64| {
            last.as_ref().is_none_or(|at| within < at.day_in_japan().days_until(today))
        };
        let here = to.map(|folder| copies(folder, self.ledger.number()).unwrap_or_default()).unwrap_or_default();
        let shown = |path: &Path| path.display().to_string();
        Ok(Kept {
            anchors: self.anchors_in(&[to, also].into_iter().flatten().collect::<Vec<_>>()),
            to: to.map(shown),
            also: also.map(shown),
            copy_due: due(&copied, COPY_WITHIN_DAYS),
            rehearsal_due: due(&rehearsed, REHEARSE_WITHIN_DAYS),
            copied: copied.map(|at| at.text().to_owned()),
            rehearsed: rehearsed.map(|at| at.text().to_owned()),
            copies: here
                .into_iter()
                .map(|(name, path)| CopyHere { file: shown(&path), at: name.at.text().to_owned(), act: name.act.0 })
                .collect(),
        })
    }

    /// The ledger's number, by which the window remembers where its copies go.
    #[must_use]
    pub fn number(&self) -> &str {
        self.ledger.number()
    }

    /// Makes a verified copy, writes its anchor beside it, thins older copies out, and does the same in the second place. A
    /// second place that fails is said; the first copy stays.
    ///
    /// # Errors
    /// When no copy could be made in the first place; then nothing is left there.
    pub fn back_up(&mut self, back_up: &BackUp, occasion: &Occasion) -> Result<BackedUp, Failure> {
        self.must(Permission::Backup)?;
        let made = self.ledger.back_up(&back_up.to, &occasion.at).map_err(|error| match error {
            // It is the copy for which there is no room.
            ledger::Error::DiskFull(_) => ledger::Error::DiskFull(back_up.to.clone()).into(),
            other => Failure::of_copy(other),
        })?;
        let anchors = keep_anchor(&back_up.to, &made.anchor)?;
        self.keep_deletions(&back_up.to)?;
        let removed = thin(&back_up.to, self.ledger.number())?;
        let (also, complaints) = match back_up.also.as_deref().map(|folder| self.second(&made, folder)).transpose() {
            Ok(also) => (also, Vec::new()),
            Err(failure) => (None, failure.complaints),
        };
        let mut act = self.act_of("backup", occasion);
        act.subject = Some(file_name(&made.file));
        self.ledger.act::<(), Failure>(act, |_| Ok(()))?;
        Ok(BackedUp {
            file: made.file.display().to_string(),
            bytes: made.bytes,
            act: made.anchor.act.0,
            anchor: made.anchor.text(),
            anchors: anchors.display().to_string(),
            removed: removed.iter().map(|path| file_name(path)).collect(),
            also: also.map(|path| path.display().to_string()),
            complaints: complaints.iter().map(|complaint| wire::Said::of(complaint, back_up.lang)).collect(),
            rehearsed: None,
        })
    }

    /// The finished copy goes to another folder as it is, and is compared there.
    fn second(&self, made: &ledger::backup::BackedUp, folder: &Path) -> Result<PathBuf, Failure> {
        let copied = made.carry_to(folder).map_err(Failure::of_copy)?;
        keep_anchor(folder, &made.anchor)?;
        self.keep_deletions(folder)?;
        thin(folder, self.ledger.number())?;
        Ok(copied)
    }

    /// Rehearses the way back from a copy: into a passing file beside this ledger, checked whole, compared with this ledger,
    /// and taken away again.
    ///
    /// # Errors
    /// When the copy cannot be opened, or is another ledger's; `slow_down` after wrong passphrases.
    pub fn rehearse(
        &mut self,
        copy: &Path,
        passphrase: &Passphrase,
        lang: Lang,
        machine: &Machine,
        occasion: &Occasion,
    ) -> Result<Restored, Failure> {
        self.must(Permission::Backup)?;
        let opened = self.trying(machine, occasion, |_| {
            let opened = Copy::open(copy, Opener::Operator(None, passphrase)).map_err(Failure::of_copy)?;
            let whose = code_of(opened.holder()).to_owned();
            Ok((opened, whose))
        })?;
        self.rehearsed(copy, &opened, lang, occasion)
    }

    /// Rehearses the way back from the last copy in a folder when that has not been done for a week, nor ever since the oldest
    /// copy there was made a week ago; `None` when it is not due, failed today already, there is no copy, or whoever works here
    /// may not. It asks nobody for a passphrase: the open ledger has the key.
    ///
    /// # Errors
    /// When the copy cannot be opened.
    pub fn rehearse_when_due(
        &mut self,
        folder: &Path,
        lang: Lang,
        occasion: &Occasion,
    ) -> Result<Option<Restored>, Failure> {
        let here = copies(folder, self.ledger.number()).unwrap_or_default();
        let (Some((_, last)), Some((oldest, _))) = (here.first(), here.last()) else { return Ok(None) };
        let rehearsed = self.ledger.last_of_kind("rehearsal")?.map(|act| act.at);
        let since = rehearsed.as_ref().unwrap_or(&oldest.at).day_in_japan();
        let failed = self.ledger.last_of_kind("rehearsal_failed")?.map(|act| act.at.day_in_japan());
        let due = REHEARSE_WITHIN_DAYS < since.days_until(occasion.today) && failed != Some(occasion.today);
        if !due || !self.may(Permission::Backup) {
            return Ok(None);
        }
        let opened = Copy::open_beside(last, &self.ledger).map_err(Failure::of_copy)?;
        self.rehearsed(last, &opened, lang, occasion).map(Some)
    }

    fn rehearsed(&mut self, copy: &Path, opened: &Copy, lang: Lang, occasion: &Occasion) -> Result<Restored, Failure> {
        if opened.ledger() != self.ledger.number() {
            return Err(another_ledgers(copy));
        }
        let passing = passing_file(self.ledger.path());
        let restored = opened.restore(&passing)?;
        let mut answer = tell(copy, &restored, lang)?;
        drop(restored);
        take_file_away(&passing);
        let (last, _) = self.ledger.head()?;
        answer.behind = Some(last.0 - answer.act);
        let here = self.ledger.anchor(ledger::ActSeq(answer.act))?;
        if here.is_none_or(|here| here.text() != answer.anchor) {
            let other = complaint(
                copy,
                "copy_differs",
                (
                    "この控えの記録は、台帳の記録と合いません。",
                    "The journal in this copy does not agree with the ledger's.",
                ),
                (
                    "台帳か控えのどちらかが、古いか書き換えられています。記録点と見比べてください。",
                    "One of the two is old, or was changed. Hold both against the anchors.",
                ),
            );
            answer.findings.push(wire::Said::of(&other, lang));
        }
        answer.ok = answer.findings.is_empty();
        answer.deleted_since = self.ledger.deletions(ledger::ActSeq(answer.act))?.len();
        answer.rehearsal = true;
        let mut act = self.act_of(if answer.ok { "rehearsal" } else { "rehearsal_failed" }, occasion);
        act.subject = Some(file_name(copy));
        self.ledger.act::<(), Failure>(act, |_| Ok(()))?;
        Ok(answer)
    }

    /// The anchor of the last act, written to a folder elsewhere.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn anchor_to(&self, folder: &Path) -> Result<Anchor, Failure> {
        let (last, _) = self.ledger.head()?;
        let anchor = self.ledger.anchor(last)?.ok_or_else(|| no_anchor(folder))?;
        keep_anchor(folder, &anchor)?;
        Ok(anchor)
    }
}

/// Puts a copy into a new file, checks it whole, and opens it. Anchors that lie beside the copy, where this ledger's copies go,
/// and in the folder of `anchors` tell what it does not have. Guesses at its passphrase count as when signing in.
///
/// # Errors
/// When the copy cannot be opened or is not whole, or the new file exists already; then there is no new file. `slow_down` after
/// wrong passphrases.
pub fn restore(
    copy: &Path,
    to: &Path,
    anchors: Option<&Path>,
    passphrase: &Passphrase,
    lang: Lang,
    machine: &Machine,
    occasion: &Occasion,
) -> Result<(Desk, Restored), Failure> {
    let outside = anchors.map(read_anchors).transpose()?;
    // What has no key file to be read is opened by no passphrase, and says why below.
    let guess = match Ledger::roll_beside(copy) {
        Ok(roll) => Some(machine.guesses.begin(&roll, None, &machine.now, &occasion.at)?),
        Err(_) => None,
    };
    let opened = Copy::open(copy, Opener::Operator(None, passphrase)).map_err(Failure::of_copy);
    let opened = match (opened, guess) {
        (Ok(opened), Some(guess)) => {
            let whose = code_of(opened.holder()).to_owned();
            guess.may(&whose)?;
            // The ledger of which this is a copy may still be at work: its journal is told.
            guess.right_but_untold(&whose);
            opened
        }
        (Ok(opened), None) => opened,
        (Err(failure), Some(guess)) => return Err(guess.failed(failure)),
        (Err(failure), None) => return Err(failure),
    };
    let restored = opened.restore(to)?;
    let put_back = || {
        let mut answer = tell(copy, &restored, lang)?;
        // Beside the copies lies what was deleted since they were made; so it does beside the anchors.
        let places = machine.places.of(restored.number()).folders();
        let beside = [copy.parent(), anchors].into_iter().flatten().chain(places.iter().map(PathBuf::as_path));
        let beside: Vec<&Path> = beside.collect();
        answer.deleted_since = deleted_outside(&beside, restored.number(), answer.act);
        answer.behind = restored.missing(&anchors_beside(&beside))?;
        if let Some(outside) = &outside {
            let held = restored.hold_against(outside)?;
            // That acts are missing is what a restore is about; anything else is not.
            let others = held.findings.iter().filter(|finding| finding.code != "anchor_ahead");
            answer.findings.extend(others.map(|finding| wire::Said::of(finding, lang)));
            answer.ok = answer.findings.is_empty();
        }
        let verification = restored.verify()?;
        if !verification.findings.is_empty() {
            return Err(Failure::refused(verification.findings));
        }
        let desk = Desk::at_work(restored.again()?, who_opened(&restored)?, occasion);
        desk.must(Permission::Settings)?;
        Ok((desk, answer))
    };
    let done = put_back();
    drop(restored);
    let (mut desk, answer) = done.inspect_err(|_| take_file_away(to))?;
    let mut act = desk.act_of("restore", occasion);
    act.subject = Some(file_name(copy));
    desk.ledger.act::<(), Failure>(act, |_| Ok(()))?;
    Ok((desk, answer))
}

/// Takes a new file of ours, and what lies beside it, off the disk again.
fn take_file_away(path: &Path) {
    for file in ledger::backup::files_of(path) {
        // It was made a moment ago, and nobody was promised it.
        let _ = std::fs::remove_file(file);
    }
}

fn tell(copy: &Path, restored: &Ledger, lang: Lang) -> Result<Restored, Failure> {
    let (last, _) = restored.head()?;
    let anchor = restored.anchor(last)?.ok_or_else(|| no_anchor(copy))?;
    let verification = restored.verify()?;
    Ok(Restored {
        copy: copy.display().to_string(),
        file: restored.path().display().to_string(),
        rehearsal: false,
        act: last.0,
        at: anchor.at.text().to_owned(),
        members: restored.count_members()?,
        behind: None,
        deleted_since: 0,
        anchor: anchor.text(),
        findings: verification.findings.iter().map(|finding| wire::Said::of(finding, lang)).collect(),
        ok: verification.findings.is_empty(),
    })
}

/// A name beside the ledger that nobody has.
fn passing_file(ledger: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(ledger.file_name().unwrap_or_default());
    name.push(format!(".rehearsal-{}", std::process::id()));
    ledger.with_file_name(name)
}

/// Takes superfluous copies of a folder away, and answers which.
fn thin(folder: &Path, ledger: &str) -> Result<Vec<PathBuf>, Failure> {
    let gone = superfluous(&copies(folder, ledger)?);
    gone.iter().for_each(|copy| take_away(copy));
    Ok(gone)
}

/// A ledger's own file of anchors in a folder.
pub(crate) fn anchors_file(folder: &Path, ledger: &str) -> PathBuf {
    let first: String = ledger.chars().take(8).collect();
    folder.join(format!("daicho-{first}.{ANCHORS}"))
}

/// Adds an anchor to the ledger's own file of anchors in a folder, and answers its name.
pub(crate) fn keep_anchor(folder: &Path, anchor: &Anchor) -> Result<PathBuf, Failure> {
    let path = anchors_file(folder, &anchor.ledger);
    add_lines(&path, &format!("{}\n", anchor.text()))?;
    Ok(path)
}

/// Adds lines to a file that nobody else on the machine may read.
pub(crate) fn add_lines(path: &Path, lines: &str) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::file(path, &error);
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(path).map_err(failed)?;
    let whole = file.metadata().map_err(failed)?.len();
    let written = file.write_all(lines.as_bytes()).and_then(|()| file.sync_all());
    if written.is_err() {
        // Half a line would spoil the next one; where it cannot be taken back, reading the file says so.
        let _ = file.set_len(whole);
    }
    written.map_err(failed)
}

/// The anchors that lie in folders, as far as they can be read: nobody has named these as what is to be held against.
pub(crate) fn anchors_beside(folders: &[&Path]) -> Vec<Anchor> {
    let files = folders.iter().flat_map(|folder| anchor_files(folder).unwrap_or_default());
    let texts = files.filter_map(|file| std::fs::read_to_string(file).ok());
    texts.flat_map(|text| text.lines().filter_map(Anchor::read).collect::<Vec<_>>()).collect()
}

fn anchor_files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    files.retain(|path| path.extension().is_some_and(|end| end == ANCHORS));
    files.sort();
    Ok(files)
}

/// Every anchor in the `*.anchors` files of a folder.
///
/// # Errors
/// When the folder cannot be read, a line is no anchor, or there is none at all.
pub fn read_anchors(folder: &Path) -> Result<Vec<Anchor>, Failure> {
    let files = anchor_files(folder).map_err(|error| Failure::file(folder, &error))?;
    let mut anchors = Vec::new();
    for path in files {
        let text = crate::founding::text_file(&path)?;
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            anchors.push(Anchor::read(line).ok_or_else(|| {
                let place = PathBuf::from(format!("{}:{}", file_name(&path), at + 1));
                Failure::other(complaint(
                    &place,
                    "anchor_unreadable",
                    ("この行は記録点として読めません。", "This line is no anchor."),
                    (
                        "ファイルが壊れたか、書き換えられています。別の場所の記録点を使ってください。",
                        "The file is damaged or was changed. Use the anchors that lie elsewhere.",
                    ),
                ))
            })?);
        }
    }
    if anchors.is_empty() { Err(no_anchor(folder)) } else { Ok(anchors) }
}

pub(crate) fn no_anchor(place: &Path) -> Failure {
    Failure::other(complaint(
        place,
        "no_anchor",
        ("記録点がありません。", "There is no anchor."),
        (
            "控えのフォルダー（….anchors があるところ）を指定してください。",
            "Give the folder of the copies, where the ….anchors file lies.",
        ),
    ))
}

/// The anchors of a folder are other ledgers' alone.
pub(crate) fn others_anchors(folder: &Path) -> Failure {
    Failure::other(complaint(
        folder,
        "anchor_other_ledger",
        ("このフォルダーの記録点は、別の台帳のものです。", "The anchors of this folder are another ledger's."),
        ("この台帳の控えのフォルダーを指定してください。", "Give the folder of this ledger's copies."),
    ))
}

pub(crate) fn another_ledgers(copy: &Path) -> Failure {
    Failure::other(complaint(
        copy,
        "copy_other_ledger",
        ("この控えは別の台帳のものです。", "This copy is another ledger's."),
        ("この台帳の控えを選んでください。", "Choose a copy of this ledger."),
    ))
}

pub(crate) fn complaint(place: &Path, code: &'static str, sentence: (&str, &str), hint: (&str, &str)) -> Complaint {
    Complaint {
        place: place.display().to_string(),
        code,
        weight: Weight::Refusal,
        sentence: Said::new(sentence.0, sentence.1),
        hint: Said::new(hint.0, hint.1),
    }
}
