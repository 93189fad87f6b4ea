//! 取消し: a whole import is taken back by counter-entries, so that everybody whom it touched is on record as before it.
//!
//! * A fact that somebody has changed since stays as they left it, and is listed.
//! * Who was on record by the import alone is as if never entered. Who has had a paper or anything else since stays on record,
//!   never covered: somebody has to ask the paper back.
//! * Who was entered by it and whose cover somebody has changed since stays altogether, and so does the insured person of a
//!   household that others have joined since: their cover rests on it.
//! * What has left the house cannot be taken back. It is listed, and what follows from it comes to the list of consequences by
//!   itself, for the decisions behind it no longer hold.
//!
//! * Where all of it would stay, nothing is written, and it is said what stands in the way. Where some of it stayed, it is taken
//!   back once nothing stands in its way any more, by asking again.
//!
//! To undo this again, the same file is imported once more.

use std::collections::btree_map::Entry as Place;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use ledger::{
    ActSeq, BatchId, Bulk, Ended, Entry, HouseholdId, ImportRow, Known, MemberId, NewAct, OfMember, PaperLife, State,
    Step, Wrote,
};
use rules::words::{Complaint, Lang, Said, Weight};

use super::{AGAIN, PART_MEMBERS, Stopped, WHOLE};
use crate::case::{member, printable};
use crate::print::FAR_FUTURE;
use crate::release::MANY;
use crate::roles::Permission;
use crate::wire::{UndoExport, UndoKept, UndoLeft, UndoPerson, UndoShown};
use crate::{Desk, Failure, Occasion, words};

/// So many people are named one by one; what stays and what has left the house is always listed as a whole.
const NAMED: usize = 500;

/// An import to be taken back.
#[derive(Debug, Clone)]
pub struct Undo {
    /// Its number.
    pub import: i64,
    /// Why.
    pub reason: Option<String>,
    /// Only say what would happen.
    pub dry_run: bool,
    /// The language of sentences.
    pub lang: Lang,
    /// So many members are written at once, while others wait, when it touches more than twenty-five times as many.
    pub part: usize,
}

impl Undo {
    /// An import, with parts of the ordinary size.
    #[must_use]
    pub fn of(import: i64, lang: Lang) -> Undo {
        Undo { import, reason: None, dry_run: false, lang, part: PART_MEMBERS }
    }
}

/// What happens to somebody whom the import touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// As if never entered.
    Withdrawn,
    /// Entered by the import, and not covered; stays for what was done since.
    Uncovered,
    /// The former facts stand again.
    Restored,
    /// Everything stays.
    Kept,
}

impl Outcome {
    fn code(self) -> &'static str {
        match self {
            Outcome::Withdrawn => "withdrawn",
            Outcome::Uncovered => "uncovered",
            Outcome::Restored => "restored",
            Outcome::Kept => "kept",
        }
    }
}

/// Somebody whom the import touched.
struct Touched {
    of: OfMember,
    outcome: Outcome,
    /// Others have joined the household since: their cover rests on this one.
    joined: bool,
}

impl Touched {
    /// The facts that are answered by counter-entries.
    fn back(&self) -> impl Iterator<Item = &Wrote> {
        let whole = self.outcome == Outcome::Kept;
        // Whoever stays on record keeps what tells who it is.
        let stays = |wrote: &Wrote| {
            self.outcome == Outcome::Uncovered && matches!(wrote.before.about(), "person" | "name" | "address")
        };
        self.of.wrote.iter().filter(move |wrote| !whole && wrote.since.is_none() && !stays(wrote))
    }

    /// The facts that stay as somebody left them.
    fn stay(&self) -> impl Iterator<Item = (&Wrote, ActSeq)> {
        self.of.wrote.iter().filter_map(|wrote| Some((wrote, wrote.since?)))
    }
}

/// An import as it would be taken back.
struct Undoing {
    known: Known,
    import: ImportRow,
    touched: Vec<Touched>,
    waiting: Vec<i64>,
    list: bool,
    /// Some of it was taken back before; this is what stayed then.
    again: bool,
    /// Who joined a household since whose insured person therefore stays.
    joined: BTreeSet<MemberId>,
}

impl Undoing {
    fn count(&self, outcome: Outcome) -> u64 {
        self.touched.iter().filter(|one| one.outcome == outcome).count() as u64
    }

    /// The facts that are taken back.
    fn facts(&self) -> u64 {
        self.touched.iter().map(|one| one.back().count() as u64).sum()
    }

    /// It brought something, and all of that stays.
    fn in_vain(&self) -> bool {
        let nobody = self.count(Outcome::Withdrawn) + self.count(Outcome::Uncovered) == 0;
        !self.touched.is_empty() && nobody && self.facts() == 0 && self.waiting.is_empty() && !self.list
    }

    /// Does it concern so many that two people should see it?
    fn many(&self) -> bool {
        self.touched.iter().filter(|one| one.outcome != Outcome::Kept).count() > MANY
    }

    fn release(&self) -> String {
        format!("undo {}", self.import.id)
    }
}

impl Desk {
    /// What taking an import back would do. Nothing is written.
    ///
    /// # Errors
    /// When there is no such import, or it was taken back before.
    pub fn preview_undo(&self, undo: &Undo) -> Result<UndoShown, Failure> {
        self.must(Permission::View)?;
        self.shown_undo(&self.undoing(undo.import)?, undo.lang)
    }

    /// Takes an import back.
    ///
    /// # Errors
    /// When there is no such import, it was taken back before, another person must release it, or the ledger cannot be written. The
    /// ledger is then as before.
    pub fn undo_import(&mut self, undo: &Undo, occasion: &Occasion) -> Result<UndoShown, Failure> {
        self.must(Permission::Edit)?;
        for _ in 0..=AGAIN {
            let undoing = self.undoing(undo.import)?;
            // Said while everything is still as it was: afterwards nobody knows the names of whoever is no longer there.
            let mut shown = self.shown_undo(&undoing, undo.lang)?;
            if undo.dry_run {
                return Ok(shown);
            }
            if undoing.in_vain() {
                return Err(self.in_the_way(&undoing)?);
            }
            let step =
                if undoing.many() { self.released(Bulk::Import, &undoing.release(), None, occasion)? } else { None };
            match self.write_undo(&undoing, undo, step, occasion) {
                Ok(()) => {
                    shown.written = true;
                    shown.alone = step == Some(Step::Alone);
                    return Ok(shown);
                }
                Err(Stopped::Overtaken) => tracing::info!("others changed what was to be taken back"),
                Err(Stopped::Failed(failure)) => return Err(failure),
            }
        }
        Err(overtaken(undo.import))
    }

    /// Reads what an import wrote, and decides of everybody what becomes of them.
    fn undoing(&self, id: i64) -> Result<Undoing, Failure> {
        let known = self.ledger.now_known()?;
        let import = self.ledger.imports()?.into_iter().find(|row| row.id == id).ok_or_else(|| no_import(id))?;
        let before = self.ledger.imports_undone()?.remove(&id);
        let acts = self.ledger.acts_of_import(&import)?;
        let mut touched = Vec::new();
        for member in self.ledger.members_written(&acts)? {
            let of = self.ledger.written_of(member, &acts)?;
            // Whoever was taken back altogether.
            if before.is_some() && of.wrote.is_empty() {
                continue;
            }
            let covered_since =
                of.wrote.iter().any(|wrote| wrote.before.about() == "coverage" && wrote.since.is_some());
            let outcome = match (of.entered, covered_since, of.touched_since) {
                (false, ..) => Outcome::Restored,
                (true, true, _) => Outcome::Kept,
                (true, false, Some(_)) => Outcome::Uncovered,
                (true, false, None) => Outcome::Withdrawn,
            };
            touched.push(Touched { of, outcome, joined: false });
        }
        let joined = self.keep_insured(&mut touched, known)?;
        let waiting = self.ledger.waiting(Some(id))?.iter().map(|one| one.id).collect();
        let list = self.ledger.registration_lists()?.iter().any(|list| list.import == id);
        let again = before.is_some();
        let undoing = Undoing { known, import, touched, waiting, list: list && !again, again, joined };
        match before {
            Some(before) if undoing.facts() == 0 => Err(undone_before(id, &before)),
            _ => Ok(undoing),
        }
    }

    /// What keeps all of an import in place: the imports to be taken back before it, else that somebody has changed it.
    fn in_the_way(&self, undoing: &Undoing) -> Result<Failure, Failure> {
        let since: BTreeSet<i64> = undoing.touched.iter().flat_map(Touched::stay).map(|(_, since)| since.0).collect();
        let undone = self.ledger.imports_undone()?;
        let mut files = Vec::new();
        for import in self.ledger.imports()? {
            if import.id == undoing.import.id || undone.contains_key(&import.id) {
                continue;
            }
            let acts = self.ledger.acts_of_import(&import)?;
            let brought = || {
                let members = self.ledger.members_written(&acts)?;
                Ok::<bool, ledger::Error>(members.iter().any(|member| undoing.joined.contains(member)))
            };
            if !acts.is_disjoint(&since) || (!undoing.joined.is_empty() && brought()?) {
                files.push((import.id, import.import.file));
            }
        }
        Ok(all_stays(undoing.import.id, &files))
    }

    /// Whoever stays covered in a household needs its insured person. Answers who joined one since.
    fn keep_insured(&self, touched: &mut [Touched], known: Known) -> Result<BTreeSet<MemberId>, Failure> {
        let places: HashMap<MemberId, usize> =
            touched.iter().enumerate().map(|(at, one)| (one.of.member, at)).collect();
        let goes = |one: &Touched| matches!(one.outcome, Outcome::Withdrawn | Outcome::Uncovered);
        let mut needed: HashSet<HouseholdId> = HashSet::new();
        let mut joined = BTreeSet::new();
        let households: BTreeSet<HouseholdId> =
            touched.iter().filter(|one| goes(one)).flat_map(|one| one.of.households.iter().copied()).collect();
        for household in households {
            for other in self.ledger.ever_of_household(household)? {
                let stays = match places.get(&other) {
                    Some(at) => touched[*at].outcome == Outcome::Kept,
                    None => true,
                };
                if stays
                    && let Some(state) = self.state(other, FAR_FUTURE, known)?
                    && state.coverage.is_some_and(|coverage| coverage.household == household)
                {
                    needed.insert(household);
                    if !places.contains_key(&other) {
                        joined.insert(other);
                    }
                }
            }
        }
        for one in touched {
            if !goes(one) || !one.of.households.iter().any(|household| needed.contains(household)) {
                continue;
            }
            let state = self.state(one.of.member, FAR_FUTURE, known)?;
            let insured = state.and_then(|state| state.coverage).is_some_and(|coverage| {
                coverage.relation == rules::words::Relation::Insured && needed.contains(&coverage.household)
            });
            if insured {
                (one.outcome, one.joined) = (Outcome::Kept, true);
            }
        }
        Ok(joined)
    }

    fn write_undo(
        &mut self,
        undoing: &Undoing,
        undo: &Undo,
        step: Option<Step>,
        occasion: &Occasion,
    ) -> Result<(), Stopped> {
        let part = undo.part.max(1);
        let whole = undoing.touched.len() <= part.saturating_mul(WHOLE);
        let in_parts: &[Touched] = if whole { &[] } else { &undoing.touched };
        let subject = Some(undoing.release());
        let mut parts = Vec::new();
        for some in in_parts.chunks(part) {
            let act = NewAct { subject: subject.clone(), ..self.act_of(ledger::PART, occasion) };
            let (seq, ()) = self.ledger.act::<(), Stopped>(act, |entry| {
                must_still_be_so(entry, undoing, &parts)?;
                some.iter().try_for_each(|one| put_back(entry, undoing, one, occasion))?;
                Ok(())
            })?;
            parts.push(seq);
            self.ledger.give_way();
        }
        let reason = undo.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty()).map(str::to_owned);
        let act =
            NewAct { subject: Some(undoing.import.id.to_string()), reason, ..self.act_of("import_undo", occasion) };
        self.ledger.act::<(), Stopped>(act, |entry| {
            must_still_be_so(entry, undoing, &parts)?;
            if let Some(step) = step {
                entry.release(Bulk::Import, &undoing.release(), step)?;
            }
            entry.publish(&parts)?;
            if whole {
                undoing.touched.iter().try_for_each(|one| put_back(entry, undoing, one, occasion))?;
            }
            for one in undoing.touched.iter().filter(|one| one.outcome == Outcome::Withdrawn) {
                entry.member_undone(one.of.member, undoing.import.id)?;
            }
            for id in &undoing.waiting {
                entry.waiting_ends(*id, Ended::Undone)?;
            }
            if !undoing.again {
                entry.import_undone(undoing.import.id)?;
            }
            Ok(())
        })?;
        Ok(())
    }

    /// What would happen, in words. Whom it names is put on record.
    fn shown_undo(&self, undoing: &Undoing, lang: Lang) -> Result<UndoShown, Failure> {
        let known = undoing.known;
        let subject = undoing.import.id.to_string();
        self.showing("import_undo", Some(&subject), || {
            let operators = self.ledger.operators(known)?;
            let mut acts: BTreeMap<ActSeq, (String, String)> = BTreeMap::new();
            let mut batches: HashMap<BatchId, Option<ledger::Batch>> = HashMap::new();
            let (mut people, mut kept, mut left, mut named) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
            for one in &undoing.touched {
                let letters = self.letters_since(one, undoing, &mut batches)?;
                let stays = one.stay().next().is_some() || one.joined;
                if people.len() >= NAMED && !stays && letters.is_empty() {
                    continue;
                }
                let Some(state) = self.state(one.of.member, FAR_FUTURE, known)? else { continue };
                named.push(one.of.member);
                let (number, name) = (member(&state), printable(&state).text().to_owned());
                if people.len() < NAMED {
                    let mut about: Vec<&'static str> = one.back().map(|wrote| wrote.before.about()).collect();
                    about.dedup();
                    people.push(UndoPerson {
                        member: number.clone(),
                        code: state.code.clone(),
                        name: name.clone(),
                        outcome: one.outcome.code(),
                        about,
                    });
                }
                for (wrote, since) in one.stay() {
                    let told = match acts.entry(since) {
                        Place::Occupied(known) => known.into_mut(),
                        Place::Vacant(unknown) => {
                            let act = self.ledger.acts(since.0..=since.0)?.pop();
                            let told = act
                                .map(|act| (act.at.text().to_owned(), words::called(&operators, &act.operator, lang)));
                            unknown.insert(told.unwrap_or_default())
                        }
                    };
                    let (at, operator) = told.clone();
                    let about = wrote.before.about();
                    let sentence = kept_said(about, &at, &operator, lang);
                    let (member, name, from) = (number.clone(), name.clone(), Some(wrote.from));
                    kept.push(UndoKept { member, name, about, from, at, operator, sentence });
                }
                if one.joined {
                    let sentence = match lang {
                        Lang::Ja => "この世帯に、あとから別の方が加わっているため、この方の資格はそのまま残します。",
                        Lang::En => "Others have joined this household since, so this member's cover stays.",
                    };
                    kept.push(UndoKept {
                        member: number.clone(),
                        name: name.clone(),
                        about: "household",
                        from: None,
                        at: String::new(),
                        operator: String::new(),
                        sentence: sentence.to_owned(),
                    });
                }
                left.extend(letters.into_iter().map(|letter| letter.shown(&state, lang)));
            }
            // What has left the house first.
            left.sort_by_key(|one: &UndoLeft| !one.outside);
            let shown = UndoShown {
                import: undoing.import.id,
                file: undoing.import.import.file.clone(),
                at: undoing.import.at.text().to_owned(),
                operator: words::called(&operators, &undoing.import.operator, lang),
                written: false,
                alone: false,
                withdrawn: undoing.count(Outcome::Withdrawn),
                uncovered: undoing.count(Outcome::Uncovered),
                restored: undoing.count(Outcome::Restored),
                facts: undoing.facts(),
                waiting: undoing.waiting.len() as u64,
                list: undoing.list,
                people,
                kept,
                left,
                exports: self.exports_since(undoing.import.act, &operators, lang)?,
            };
            Ok((shown, named))
        })
    }

    /// The papers and letters that were made for somebody after the import.
    fn letters_since(
        &self,
        one: &Touched,
        undoing: &Undoing,
        batches: &mut HashMap<BatchId, Option<ledger::Batch>>,
    ) -> Result<Vec<Letter>, Failure> {
        let mut letters = Vec::new();
        if one.outcome == Outcome::Withdrawn {
            return Ok(letters);
        }
        let (id, since) = (one.of.member, undoing.import.act);
        let Some(state) = self.state(id, FAR_FUTURE, undoing.known)? else { return Ok(letters) };
        for paper in state.papers {
            let Some(number) = paper.batch else { continue };
            let batch = match batches.get(&number) {
                Some(batch) => batch.clone(),
                None => batches.entry(number).or_insert(self.ledger.batch(number)?).clone(),
            };
            if let Some(batch) = batch.filter(|batch| since < batch.act && paper.life != PaperLife::Void) {
                letters.push(Letter::Paper(Box::new(paper), batch.code));
            }
        }
        let mut reminders = BTreeSet::new();
        for line in self.ledger.reminded_of(id, undoing.known)? {
            if let Some(reminder) = self.ledger.reminder(line.reminder)?
                && since < reminder.act
                && reminders.insert(line.reminder)
            {
                letters.push(Letter::Reminder(reminder.on));
            }
        }
        for (_, on, act) in self.ledger.refusal_letters(id, undoing.known)? {
            if since < act {
                letters.push(Letter::Refusal(on));
            }
        }
        Ok(letters)
    }

    /// Files that were written after the import, and may name those whom it brought.
    fn exports_since(
        &self,
        since: ActSeq,
        operators: &[ledger::Operator],
        lang: Lang,
    ) -> Result<Vec<UndoExport>, Failure> {
        let last = self.ledger.last_known()?;
        let all = self.ledger.acts(since.0 + 1..=last.0)?.into_iter();
        let exports = all.filter(|act| matches!(act.kind.as_str(), "export" | "fallback"));
        Ok(exports
            .map(|act| UndoExport {
                at: act.at.text().to_owned(),
                operator: words::called(operators, &act.operator, lang),
                did: words::did(&act.kind, lang).to_owned(),
            })
            .collect())
    }
}

/// A paper or letter that was made after the import.
enum Letter {
    Paper(Box<ledger::PaperState>, String),
    Reminder(rules::calendar::Day),
    Refusal(rules::calendar::Day),
}

impl Letter {
    fn shown(self, state: &State, lang: Lang) -> UndoLeft {
        let (member, code, name) = (member(state), state.code.clone(), printable(state).text().to_owned());
        let pick = |ja: String, en: String| if lang == Lang::Ja { ja } else { en };
        match self {
            Letter::Paper(paper, batch) => {
                let inside = matches!(paper.life, PaperLife::Planned | PaperLife::Printed | PaperLife::Inserted);
                let home = matches!(paper.life, PaperLife::Returned | PaperLife::Destroyed);
                let (kind, life) = (words::word(paper.kind.code(), lang), words::word(paper.life.code(), lang));
                let sentence = match (inside, home) {
                    (true, _) => pick(
                        format!("{kind}は束{batch}にあり、まだ組合の中です（{life}）。束から抜いてください。"),
                        format!(
                            "The {kind} is in batch {batch} and still in the house ({life}). Take it out of the batch."
                        ),
                    ),
                    (_, true) => {
                        pick(format!("{kind}は戻っています（{life}）。"), format!("The {kind} has come back ({life})."))
                    }
                    _ => pick(
                        format!("{kind}は組合の外にあります（{life}）。取り消せません。返納を求めてください。"),
                        format!("The {kind} has left the house ({life}) and cannot be taken back. Ask for its return."),
                    ),
                };
                UndoLeft {
                    member,
                    code,
                    name,
                    what: "paper",
                    paper: Some(paper.code),
                    batch: Some(batch),
                    kind: Some(paper.kind.code()),
                    life: Some(paper.life.code()),
                    outside: !inside && !home,
                    on: Some(paper.since.unwrap_or(paper.issued)),
                    sentence,
                }
            }
            Letter::Reminder(on) | Letter::Refusal(on) => {
                let reminder = matches!(self, Letter::Reminder(_));
                let sentence = if reminder {
                    pick(
                        "督促状を出しました。取り消せません。誤りであることをお知らせください。".to_owned(),
                        "A reminder went out and cannot be taken back. Tell them that it was a mistake.".to_owned(),
                    )
                } else {
                    pick(
                        "不交付のお知らせを出しました。取り消せません。誤りであることをお知らせください。".to_owned(),
                        "The letter of a refusal went out and cannot be taken back. Tell them that it was a mistake."
                            .to_owned(),
                    )
                };
                UndoLeft {
                    member,
                    code,
                    name,
                    what: if reminder { "reminder" } else { "refusal" },
                    paper: None,
                    batch: None,
                    kind: None,
                    life: None,
                    outside: true,
                    on: Some(on),
                    sentence,
                }
            }
        }
    }
}

fn kept_said(about: &str, at: &str, operator: &str, lang: Lang) -> String {
    let word = words::fact_about(about, lang);
    let day = at.get(..10).unwrap_or(at);
    match lang {
        Lang::Ja => format!("{word}は、取込みのあとに{operator}が変えたため（{day}）、そのまま残します。"),
        Lang::En => format!("{operator} has changed the {word} since ({day}), so it stays."),
    }
}

/// Nobody has written anything that matters since it was read; the parts of this taking back are its own.
fn must_still_be_so(entry: &Entry, undoing: &Undoing, parts: &[ActSeq]) -> Result<(), Stopped> {
    let others = entry.seq().0 - 1 - undoing.known.act().0 - i64::try_from(parts.len()).unwrap_or(i64::MAX);
    if others == 0 { Ok(()) } else { Err(Stopped::Overtaken) }
}

fn put_back(entry: &mut Entry, undoing: &Undoing, one: &Touched, occasion: &Occasion) -> Result<(), ledger::Error> {
    let member = one.of.member;
    for wrote in one.back() {
        entry.put_back(member, wrote)?;
    }
    // An address that is put back is recorded anew; the mail that came back from it did so all the same.
    let homes = one.back().any(|wrote| matches!(&wrote.before, ledger::Before::Address(_, Some(_))));
    if homes {
        let before = entry.doubt_once(member, occasion.today, Known::after(ActSeq(undoing.import.act.0 - 1)))?;
        let now = entry.doubt_once(member, occasion.today, entry.known())?;
        for (kind, (then, now)) in ledger::AddressKind::ALL.iter().zip(before.iter().zip(&now)) {
            if then.is_some() && now.is_none() {
                entry.address_check(member, *kind, occasion.today, then.as_deref())?;
            }
        }
    }
    Ok(())
}

fn no_import(id: i64) -> Failure {
    Failure::usage(Complaint {
        place: id.to_string(),
        code: "import_unknown",
        weight: Weight::Refusal,
        sentence: Said::new("この番号の取込みはありません。", "There is no import of this number."),
        hint: Said::new("取込みの一覧で番号を確かめてください。", "Look at the list of imports."),
    })
}

fn undone_before(id: i64, before: &ledger::Undone) -> Failure {
    let day = before.at.day_in_japan();
    Failure::refused(vec![Complaint {
        place: id.to_string(),
        code: "already_undone",
        weight: Weight::Refusal,
        sentence: Said::new(
            format!("この取込みは、{}に取り消し済みです。", day.wareki()),
            format!("This import was taken back on {day}."),
        ),
        hint: Said::new(
            "もう一度台帳に入れるときは、同じファイルを取り込んでください。",
            "To bring it in again, import the same file.",
        ),
    }])
}

/// All of an import stays. `files` are the imports that stand in the way, with their files.
fn all_stays(id: i64, files: &[(i64, String)]) -> Failure {
    let named = |open, close, comma| {
        let named = files.iter().rev().map(|(id, file)| format!("{id}{open}{file}{close}"));
        named.collect::<Vec<_>>().join(comma)
    };
    let hint = if files.is_empty() {
        Said::new(
            "あとから記録された内容を確かめ、加入者の画面で直してください。",
            "Look at what was recorded since, and correct it on the screen of the member.",
        )
    } else {
        Said::new(
            format!("先に取込み {}を取り消してから、もう一度取り消してください。", named("（", "）", "、")),
            format!("Take back import {} first, then this one again.", named(" (", ")", ", ")),
        )
    };
    Failure::refused(vec![Complaint {
        place: id.to_string(),
        code: "undo_all_stays",
        weight: Weight::Refusal,
        sentence: Said::new(
            "この取込みの内容は、あとから記録されたことのためすべて残ります。取り消していません。",
            "All that this import brought stays for what was recorded since. Nothing was taken back.",
        ),
        hint,
    }])
}

fn overtaken(id: i64) -> Failure {
    Failure::refused(vec![Complaint {
        place: id.to_string(),
        code: "overtaken",
        weight: Weight::Refusal,
        sentence: Said::new(
            "取り消す間に、台帳が変わりました。何も書き込んでいません。",
            "The ledger changed meanwhile. Nothing was written.",
        ),
        hint: Said::new("もう一度取り消してください。", "Take it back again."),
    }])
}
