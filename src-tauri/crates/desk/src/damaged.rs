//! 直近の控えから戻す: when a ledger is damaged, the last copy that is whole is found, offered with what it does not have, and
//! put in the ledger's place. The damaged file stays, under another name beside it.

use std::path::{Path, PathBuf};

use ledger::backup::{Copy, CopyName, copies};
use ledger::{Act, Damaged, Ledger, Opener, Passphrase};
use rules::words::{Complaint, Lang};

use crate::backup::{anchors_beside, another_ledgers, complaint, read_anchors};
use crate::deletion::deleted_outside;
use crate::founding::file_name;
use crate::guesses::{Guesses, Tick};
use crate::operators::who_opened;
use crate::places::CopyPlaces;
use crate::roles::{Permission, code_of};
use crate::wire::{self, WayBack};
use crate::{Desk, Ending, Failure, Occasion};

/// A damaged ledger, and who wants the way out of it.
pub struct Out<'a> {
    /// The ledger.
    pub ledger: &'a Path,
    /// The operator; without a code, whoever has this passphrase.
    pub operator: Option<&'a str>,
    /// The passphrase.
    pub passphrase: &'a Passphrase,
    /// Further folders in which copies may lie.
    pub from: &'a [PathBuf],
    /// A folder of anchors kept outside. Those that lie beside the copies are known without it.
    pub anchors: Option<&'a Path>,
    /// The language of sentences.
    pub lang: Lang,
}

/// What belongs to the machine: where copies go, the guesses made on it, how long it has been running.
pub struct Machine {
    /// Where copies go.
    pub places: CopyPlaces,
    /// The guesses.
    pub guesses: Guesses,
    /// How long it has been running.
    pub now: Tick,
}

/// Finds the last good copy of a damaged ledger: in its own folder, where its copies go, and in the folders that were named.
/// Nothing is changed.
///
/// # Errors
/// `ledger_whole` when the ledger is not damaged; `no_good_copy` when no copy is whole, with what was passed over.
pub fn way_back(out: &Out<'_>, machine: &Machine, occasion: &Occasion) -> Result<WayBack, Failure> {
    let damaged = open(out, machine, occasion)?;
    Ok(find(out, &damaged, machine, None)?.1)
}

/// Puts a copy in the place of the damaged ledger, which is set aside, and opens it: the copy that was offered, or the last
/// good one.
///
/// # Errors
/// As [`way_back`], and when whoever asks may not, or the disk is full. Then everything is as before.
pub fn put_back(
    out: &Out<'_>,
    machine: &Machine,
    offered: Option<&Path>,
    occasion: &Occasion,
) -> Result<(Desk, WayBack), Failure> {
    let damaged = open(out, machine, occasion)?;
    let (copy, mut told) = find(out, &damaged, machine, offered)?;
    let aside = damaged.put_back(&copy, &occasion.at, |restored: Ledger| {
        let whole = restored.verify()?;
        if !whole.findings.is_empty() {
            return Err(Failure::refused(whole.findings));
        }
        let who = who_opened(&restored)?;
        let mut desk = Desk::at_work(restored, who, occasion);
        desk.must(Permission::Settings)?;
        let mut act = desk.act_of("restore", occasion);
        act.subject = Some(file_name(copy.path()));
        desk.ledger.act::<(), Failure>(act, |_| Ok(()))?;
        Ok(())
    })?;
    told.done = true;
    told.aside = aside.map(|file| file.display().to_string());
    let desk = Desk::open(damaged.path(), out.operator, out.passphrase, occasion)?;
    Ok((desk, told))
}

/// Opens the key file of a damaged ledger. Guesses at a passphrase count here as when signing in.
fn open(out: &Out<'_>, machine: &Machine, occasion: &Occasion) -> Result<Damaged, Failure> {
    let roll = Ledger::roll_beside(out.ledger)?;
    let asked = out.operator.filter(|code| roll.operators.iter().any(|other| other == code));
    let guess = machine.guesses.begin(&roll, asked, &machine.now, &occasion.at)?;
    let damaged = match Damaged::open(out.ledger, Opener::Operator(out.operator, out.passphrase)) {
        Ok(Some(damaged)) => damaged,
        // Whoever signs in to the whole ledger is counted there.
        Ok(None) => return Err(guess.failed(whole(out.ledger))),
        Err(error) => return Err(guess.failed(error.into())),
    };
    let who = code_of(damaged.holder());
    guess.may(who)?;
    guess.right_but_untold(who);
    Ok(damaged)
}

/// The last copy that is whole, or the one that was offered if it still is.
fn find(
    out: &Out<'_>,
    damaged: &Damaged,
    machine: &Machine,
    offered: Option<&Path>,
) -> Result<(Copy, WayBack), Failure> {
    let beside = damaged.path().parent().unwrap_or(Path::new("."));
    let mut passed: Vec<Complaint> = Vec::new();
    let mut folders = vec![beside.to_owned()];
    for folder in machine.places.of(damaged.number()).folders().iter().chain(out.from) {
        match folder.canonicalize().and_then(|whole| std::fs::read_dir(&whole).map(|_| whole)) {
            Ok(whole) if folders.contains(&whole) => {}
            Ok(whole) => folders.push(whole),
            // A disk that is not there just now may have the best copy.
            Err(error) => passed.extend(Failure::file(folder, &error).complaints),
        }
    }
    let mut found: Vec<(CopyName, PathBuf)> = Vec::new();
    for folder in &folders {
        found.extend(copies(folder, damaged.number())?);
    }
    found.sort_by(|a, b| b.cmp(a));
    if let Some(offered) = offered {
        found.retain(|(_, file)| file == offered);
    }
    for (name, file) in found {
        match good(out, damaged, &file) {
            Ok((copy, last)) => {
                let outside = out.anchors.map(read_anchors).transpose()?;
                let mut near: Vec<&Path> = folders.iter().map(PathBuf::as_path).collect();
                near.extend(out.anchors);
                let anchors = [outside.unwrap_or_default(), anchors_beside(&near)].concat();
                let told = WayBack {
                    ledger: damaged.path().display().to_string(),
                    damage: wire::Said::of(&damaged.why().complaint(), out.lang),
                    copy: file.display().to_string(),
                    made: name.at.text().to_owned(),
                    act: last.seq.0,
                    at: last.at.text().to_owned(),
                    missing: copy.missing(&anchors)?,
                    deleted_since: deleted_outside(&near, damaged.number(), last.seq.0),
                    passed: passed.iter().map(|one| wire::Said::of(one, out.lang)).collect(),
                    done: false,
                    aside: None,
                };
                return Ok((copy, told));
            }
            Err(failure) => passed.extend(failure.complaints),
        }
    }
    passed.extend(folders.iter().flat_map(|folder| strangers(folder, damaged.number())));
    let mut complaints = vec![none_good(damaged.path())];
    complaints.extend(passed);
    Err(Failure { ending: Ending::CannotOpen, complaints })
}

/// A copy of this ledger that passes every check, and the last act in it.
fn good(out: &Out<'_>, damaged: &Damaged, file: &Path) -> Result<(Copy, Act), Failure> {
    let copy = damaged.copy(file, Opener::Operator(out.operator, out.passphrase)).map_err(Failure::of_copy)?;
    if copy.ledger() != damaged.number() {
        return Err(another_ledgers(file));
    }
    let whole = copy.verify().map_err(Failure::of_copy)?;
    let wrong = |what: &str| Failure::of_copy(ledger::Error::Damaged { path: file.to_owned(), what: what.to_owned() });
    if let Some(first) = whole.findings.first() {
        return Err(wrong(&first.sentence.en));
    }
    let last = copy.last()?.ok_or_else(|| wrong("it holds no act"))?;
    Ok((copy, last))
}

/// Copies of other ledgers in a folder, by their names.
fn strangers(folder: &Path, ledger: &str) -> Vec<Complaint> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let others = entries.filter(|entry| {
        let name = entry.file_name().to_str().and_then(CopyName::read);
        name.is_some_and(|name| !ledger.starts_with(&name.ledger))
    });
    others.flat_map(|entry| another_ledgers(&entry.path()).complaints).collect()
}

fn none_good(ledger: &Path) -> Complaint {
    complaint(
        ledger,
        "no_good_copy",
        ("この台帳に戻せる控えが見つかりません。", "No good copy of this ledger was found."),
        (
            "控えのあるディスクや USB メモリーをつないで、もう一度行ってください。台帳のファイルは、消さずにそのままにしてください。",
            "Connect the disk or USB stick with the copies, and try again. Leave the ledger's file as it is.",
        ),
    )
}

fn whole(ledger: &Path) -> Failure {
    Failure::other(complaint(
        ledger,
        "ledger_whole",
        (
            "この台帳は壊れていません。控えから戻す必要はありません。",
            "This ledger is not damaged. Nothing needs to be put back.",
        ),
        (
            "いつものように開いてください。前の時点を見たいときは、控えを新しいファイルに戻せます。",
            "Open it as usual. To see an earlier state, restore a copy into a new file.",
        ),
    ))
}
