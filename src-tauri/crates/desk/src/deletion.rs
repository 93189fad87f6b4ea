//! 削除: what is kept no longer is listed, deleted by two people, and certified on paper; nothing goes by itself.
//!
//! What goes is found anew from day, spans and holds each time, and the second person must find the same as the first: a list
//! that was stored would go stale. A certificate is made from the journal alone, so that it can be printed again.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use ledger::{
    Act, ActSeq, Batch, Bulk, HouseholdId, Known, MemberId, Moment, NewAct, PaperLife, SheetRow, State, Step,
};
use papers::Record;
use rules::calendar::Day;
use rules::decision::ReturnOutcome;
use rules::last_four::Check;
use rules::policy::Policy;
use rules::retention::{COPIES_MONTHS, Kind, ended};
use rules::words::{Complaint, Lang, Said, Weight};

use crate::backup::{add_lines, keep_anchor, no_anchor};
use crate::case::{case, decided, insured, member, printable};
use crate::drafts::{Drafts, may_write};
use crate::plan::sender;
use crate::roles::Permission;
use crate::wire::{Deleted, DeletionDone, DeletionWaiting, Due, DueKind, DueMember, DueMembers, KindCount};
use crate::{Desk, Failure, Occasion, words};

/// What is to be deleted.
#[derive(Debug, Clone)]
pub struct Delete {
    /// Which kinds; none is all.
    pub kinds: Vec<Kind>,
    /// As of which day.
    pub on: Day,
    /// Why; it goes into the journal and onto the certificate.
    pub reason: String,
    /// The folder for the certificate.
    pub out: Option<PathBuf>,
    /// Folders outside to which the anchor and the codes of the deleted are added.
    pub lists: Vec<PathBuf>,
}

/// A kind by its word.
///
/// # Errors
/// When there is no such kind.
pub fn kind(word: &str) -> Result<Kind, Failure> {
    Kind::from_code(word).ok_or_else(|| {
        Failure::wrong(
            word,
            "kind_unknown",
            ("この種類はありません。", "There is no such kind."),
            ("下4桁・書類・加入者・閲覧のどれかを指定してください。", "Give last_four, papers, member or looks."),
        )
    })
}

/// The longest reason, in characters.
const LONGEST_REASON: usize = 200;
/// Characters of one line of a certificate.
const LINE: usize = 40;
/// Management codes on one line.
const CODES: usize = 5;

/// Why somebody's data are kept although their time is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Held {
    /// A supervisor said so.
    Hold,
    /// A certificate or an old card has not come back.
    Return,
    /// A paper is frozen in a batch that is not posted.
    Unposted,
    /// The last four digits were found to differ, and the case is open.
    CaseOpen,
    /// Somebody of the household is still there, whose cover follows from this one's.
    Household,
}

impl Held {
    fn code(self) -> &'static str {
        match self {
            Held::Hold => "hold",
            Held::Return => "return_due",
            Held::Unposted => "unposted",
            Held::CaseOpen => "case_open",
            Held::Household => "household",
        }
    }

    fn said(self) -> Said {
        match self {
            Held::Hold => Said::new("保留にしています", "on hold"),
            Held::Return => Said::new("返納がまだです", "a paper has not come back"),
            Held::Unposted => Said::new("発送していない書類があります", "a paper is not posted yet"),
            Held::CaseOpen => Said::new("下4桁の相違を調べています", "a case about the digits is open"),
            Held::Household => Said::new("世帯の方がまだ残っています", "others of the household are still there"),
        }
    }

    /// Does it keep this kind?
    fn keeps(self, kind: Kind) -> bool {
        match self {
            Held::Hold | Held::Unposted => true,
            Held::Return => kind != Kind::LastFour,
            Held::CaseOpen => kind != Kind::Papers,
            Held::Household => kind == Kind::Member,
        }
    }
}

/// Somebody whose cover has ended.
struct Former {
    id: MemberId,
    code: String,
    household: Option<HouseholdId>,
    insured: bool,
    ended: Day,
    work: Vec<Held>,
}

/// Whose data of a kind are due.
#[derive(Default)]
struct Whose {
    due: Vec<(MemberId, String, Day)>,
    held: Vec<(MemberId, Day, Held)>,
}

/// Everything that is due on a day.
struct Found {
    known: Known,
    whose: BTreeMap<Kind, Whose>,
    /// Looks of before this moment, and how many.
    looks: (Moment, i64),
}

impl Desk {
    /// What may be deleted on a day, in numbers, with the spans that decide it and the deletions that were done.
    ///
    /// # Errors
    /// When it is not permitted, the day lies before the first policy, or the ledger cannot be read.
    pub fn due_for_deletion(&self, on: Day, lang: Lang) -> Result<Due, Failure> {
        if !self.may(Permission::Settings) {
            self.must(Permission::Delete)?;
        }
        let found = self.find_due(on)?;
        let spans = self.spans(found.known)?;
        let kinds = Kind::ALL.iter().map(|kind| {
            let (length, source) = spans.get(kind).cloned().unwrap_or((kind.span().default, None));
            let (due, held) = match found.whose.get(kind) {
                Some(whose) => (whose.due.len() as u64, whose.held.len() as u64),
                None => (found.looks.1.unsigned_abs(), 0),
            };
            DueKind {
                kind: kind.code(),
                word: kind.said().in_lang(lang).to_owned(),
                length,
                unit: kind.span().unit.code(),
                least: kind.span().least,
                most: kind.span().most,
                source,
                basis: kind.basis().in_lang(lang).to_owned(),
                due,
                held,
            }
        });
        Ok(Due {
            on,
            kinds: kinds.collect(),
            waiting: self.waiting(found.known)?,
            done: self.deletions_done()?,
            unswept: self.ledger.is_unswept()?,
        })
    }

    /// Whose data of a kind are due, or (`held`) are kept for a reason, piece by piece. It is a look at them.
    ///
    /// # Errors
    /// As [`Desk::due_for_deletion`].
    pub fn due_members(
        &self,
        kind: Kind,
        held: bool,
        on: Day,
        (start, len): (usize, usize),
        lang: Lang,
    ) -> Result<DueMembers, Failure> {
        self.must(Permission::Delete)?;
        self.showing("deletion", Some(kind.code()), || {
            let mut found = self.find_due(on)?;
            let whose = found.whose.remove(&kind).unwrap_or_default();
            let all: Vec<(MemberId, Day, Option<Held>)> = if held {
                whose.held.into_iter().map(|(id, ended, why)| (id, ended, Some(why))).collect()
            } else {
                whose.due.into_iter().map(|(id, _, ended)| (id, ended, None)).collect()
            };
            let reasons: HashMap<MemberId, Option<String>> =
                self.ledger.holds()?.into_iter().map(|hold| (hold.member, hold.reason)).collect();
            let (mut rows, mut shown) = (Vec::new(), Vec::new());
            for (id, ended, why) in all.iter().skip(start).take(len) {
                let Some(state) = self.state(*id, on, found.known)? else {
                    let code = self.ledger.code_of(*id)?.unwrap_or_default();
                    let name = Said::new("（取込みが途中で止まった方）", "(of an import that was stopped)");
                    let name = name.in_lang(lang).to_owned();
                    rows.push(DueMember { member: code.clone(), code, name, ended: *ended, held: None, because: None });
                    continue;
                };
                let reason = reasons.get(id).cloned().flatten().filter(|_| *why == Some(Held::Hold));
                let because = why.map(|why| {
                    let said = why.said().in_lang(lang).to_owned();
                    reason.map_or(said.clone(), |reason| format!("{said}（{reason}）"))
                });
                shown.push(*id);
                rows.push(DueMember {
                    member: member(&state),
                    code: state.code.clone(),
                    name: printable(&state).text().to_owned(),
                    ended: *ended,
                    held: why.map(Held::code),
                    because,
                });
            }
            Ok((DueMembers { kind: kind.code(), total: all.len(), start, rows }, shown))
        })
    }

    /// Deletes what is due, for a reason, once two people have asked for the same; the certificate is written into `out`.
    ///
    /// # Errors
    /// When it is not permitted, waits for another person, or nothing is due; then nothing is deleted. When only the
    /// certificate or a list outside cannot be written, the deletion stands, and the certificate can be had again.
    pub fn delete(&mut self, delete: &Delete, occasion: &Occasion) -> Result<Deleted, Failure> {
        self.must(Permission::Delete)?;
        let reason = delete.reason.trim();
        needs_reason(reason)?;
        if occasion.today < delete.on {
            return Err(Failure::wrong(
                "on",
                "deletion_ahead",
                ("削除の基準の日は、今日までの日にしてください。", "The day of a deletion cannot lie ahead."),
                ("日付を確かめてください。", "Check the day."),
            ));
        }
        let found = self.find_due(delete.on)?;
        let wanted = |kind: &Kind| delete.kinds.is_empty() || delete.kinds.contains(kind);
        let mut going: BTreeMap<Kind, BTreeMap<MemberId, String>> = BTreeMap::new();
        for (kind, whose) in found.whose.iter().filter(|(kind, _)| wanted(kind)) {
            let all = whose.due.iter().map(|(id, code, _)| (*id, code.clone())).collect::<BTreeMap<_, _>>();
            going.insert(*kind, all);
        }
        // Who goes as a whole takes papers and digits along.
        let whole: HashSet<MemberId> =
            going.get(&Kind::Member).into_iter().flat_map(|all| all.keys().copied()).collect();
        for (kind, all) in &mut going {
            all.retain(|id, _| *kind == Kind::Member || !whole.contains(id));
        }
        going.retain(|_, all| !all.is_empty());
        let looks = wanted(&Kind::Looks) && 0 < found.looks.1;
        let rows = delete.kinds.is_empty() && 0 < self.ledger.count_waited()?;
        if going.is_empty() && !looks && !rows {
            return Err(Failure::refused(vec![Complaint::refusal(
                "",
                "nothing_due",
                ("保存期間の過ぎたものはありません。", "Nothing is due for deletion."),
                ("一覧で、種類ごとの件数と期間を確かめてください。", "See the counts and the spans in the list."),
            )]));
        }
        let subject = subject(delete.on, &going, looks.then_some(&found.looks.0));
        for folder in delete.out.iter().chain(&delete.lists) {
            may_write(folder)?;
        }
        let Some(step) = self.released(Bulk::Delete, &subject, None, occasion)? else {
            return Err(changed_meanwhile());
        };
        let act = NewAct {
            subject: Some(subject.clone()),
            reason: Some(reason.to_owned()),
            ..self.act_of("delete", occasion)
        };
        let (seq, ()) = self.ledger.act::<(), Failure>(act, |entry| {
            if entry.seq().0 != found.known.act().0 + 1 {
                // Somebody worked between the list and the deletion: a preparation of one's own is such work too.
                return Err(changed_meanwhile());
            }
            entry.release(Bulk::Delete, &subject, step)?;
            for (kind, all) in &going {
                entry.delete(*kind, &all.keys().copied().collect::<BTreeSet<_>>())?;
            }
            if looks {
                entry.delete_looks(&found.looks.0)?;
            }
            // Rows of files that wait no longer are kept for nothing.
            entry.delete_waited()?;
            Ok(())
        })?;
        // Whoever else is at work only puts it off until the ledger is opened next.
        let swept = self.ledger.sweep().unwrap_or(false);
        self.after_deletion(seq, delete, swept).map_err(|failure| {
            failure.after(
                (
                    "削除は終わり、記録されています。書き出せなかったのは、証明書か、外の一覧だけです。",
                    "場所を直して、これまでの削除の一覧から、証明書をもう一度書き出してください。",
                ),
                (
                    "The deletion is done and on record; only its certificate or a list outside is not written.",
                    "Mend the place, and write the certificate again from the list of deletions.",
                ),
            )
        })
    }

    fn after_deletion(&self, seq: ActSeq, delete: &Delete, swept: bool) -> Result<Deleted, Failure> {
        let anchor = self.ledger.anchor(seq)?.ok_or_else(|| no_anchor(Path::new("")))?;
        let mut lists = Vec::new();
        for folder in &delete.lists {
            keep_anchor(folder, &anchor)?;
            lists.extend(self.keep_deletions(folder)?.map(|path| path.display().to_string()));
        }
        let mut deleted = self.certificate(seq.0, delete.out.as_deref(), Lang::Ja)?;
        (deleted.lists, deleted.swept) = (lists, swept);
        Ok(deleted)
    }

    /// The certificate of a deletion that was done; with a folder, it is written there. The same one each time.
    ///
    /// # Errors
    /// When there was no such deletion, or the file cannot be written.
    pub fn certificate(&self, act: i64, out: Option<&Path>, lang: Lang) -> Result<Deleted, Failure> {
        self.must(Permission::Delete)?;
        let unknown = || {
            Failure::other(Complaint::refusal(
                &act.to_string(),
                "deletion_unknown",
                ("この番号の削除はありません。", "There was no such deletion."),
                ("削除の一覧で番号を確かめてください。", "See the list of deletions."),
            ))
        };
        let done = self.ledger.acts(act..=act)?.pop().filter(|act| act.kind == "delete").ok_or_else(unknown)?;
        let told = self.told(&done, lang)?;
        let number = self.certificate_number(act);
        let file = match out {
            Some(folder) => {
                let on = done.at.day_in_japan();
                let sheet = self.press(on, &number, &told.lines, &told.anchor)?;
                let title = format!("daicho-deletion-{number}.pdf");
                let file = folder.join(&title);
                match std::fs::read(&file) {
                    Ok(there) if there == sheet => {}
                    Ok(_) => return Err(Failure::file(&file, &std::io::ErrorKind::AlreadyExists.into())),
                    Err(_) => {
                        let mut files = Drafts::new(folder);
                        files.whole(&title, 1, &sheet)?;
                        files.publish()?;
                    }
                }
                Some(file.display().to_string())
            }
            None => None,
        };
        Ok(Deleted {
            number,
            act,
            on: done.at.day_in_japan(),
            kinds: told.kinds,
            rows: told.rows,
            anchor: told.anchor,
            alone: told.alone,
            copies: told.copies,
            copies_until: copies_until(done.at.day_in_japan()),
            file,
            lists: Vec::new(),
            swept: !self.ledger.is_unswept()?,
        })
    }

    /// Says that a member's data are not deleted for now, or may be again, and why.
    ///
    /// # Errors
    /// When it is not permitted, no reason is given, or the member is unknown.
    pub fn hold(&mut self, text: &str, held: bool, reason: &str, occasion: &Occasion) -> Result<(), Failure> {
        self.must(Permission::Delete)?;
        let reason = reason.trim();
        needs_reason(reason)?;
        let id = self.member(text, occasion.today)?;
        let act = NewAct {
            subject: self.ledger.code_of(id)?,
            reason: Some(reason.to_owned()),
            ..self.act_of(if held { "hold" } else { "free" }, occasion)
        };
        self.ledger.act::<(), Failure>(act, |entry| Ok(entry.hold(id, held)?))?;
        Ok(())
    }

    /// Decides how long a kind is kept, by a decision of the society.
    ///
    /// # Errors
    /// When it is not permitted, the length lies outside of the kind's span, or no decision is named.
    pub fn keep_for(&mut self, kind: Kind, length: u32, source: &str, occasion: &Occasion) -> Result<(), Failure> {
        self.must(Permission::Settings)?;
        let (span, source) = (kind.span(), source.trim());
        if !(span.least..=span.most).contains(&length) {
            let (least, most) = (span.unit.said(span.least), span.unit.said(span.most));
            return Err(Failure::usage(Complaint {
                place: kind.code().to_owned(),
                code: "retention_length",
                weight: Weight::Refusal,
                sentence: Said::new(
                    format!("{}の保存期間は、{}から{}までです。", kind.said().ja, least.ja, most.ja),
                    format!("{}: from {} to {}.", kind.said().en, least.en, most.en),
                ),
                hint: kind.basis(),
            }));
        }
        if source.is_empty() {
            return Err(Failure::wrong(
                "source",
                "retention_source",
                ("組合の決定（規程や会議の名称と日付）がありません。", "No decision of the society is named."),
                (
                    "保存期間を定めたものを入れてください。証明書に載せます。",
                    "Name what decided it; certificates show it.",
                ),
            ));
        }
        let act = NewAct {
            subject: Some(kind.code().to_owned()),
            reason: Some(source.to_owned()),
            ..self.act_of("retention", occasion)
        };
        self.ledger.act::<(), Failure>(act, |entry| Ok(entry.retention(kind, length, source)?))?;
        Ok(())
    }

    /// Refuses a member whose data were deleted.
    pub(crate) fn not_deleted(&self, id: MemberId, text: &str) -> Result<(), Failure> {
        let Some(gone) = self.ledger.gone(id)?.into_iter().find(|gone| gone.kind == Kind::Member) else {
            return Ok(());
        };
        let (day, number) = (gone.at.day_in_japan(), self.certificate_number(gone.act.0));
        Err(Failure::other(Complaint {
            place: text.to_owned(),
            code: "member_deleted",
            weight: Weight::Refusal,
            sentence: Said::new(
                format!("この方の情報は、{}に削除しました（証明書 {number}）。", day.wareki()),
                format!("The data of this member were deleted on {day} (certificate {number})."),
            ),
            hint: Said::new(
                "元に戻すことはできません。削除した人と理由は、記録にあります。",
                "They cannot be had back. The journal tells who deleted them, and why.",
            ),
        }))
    }

    /// Refuses to print a batch again of which something was deleted since it was frozen.
    pub(crate) fn nothing_gone(&self, batch: &Batch, rows: &[SheetRow]) -> Result<(), Failure> {
        let mut gone = self.ledger.sheets_gone(batch.act)?;
        if gone == 0 && !self.ledger.deletions(batch.act)?.is_empty() {
            for row in rows {
                gone += i64::from(self.ledger.gone(row.member)?.iter().any(|gone| batch.act < gone.act));
            }
        }
        if gone == 0 {
            return Ok(());
        }
        Err(Failure::refused(vec![Complaint::refusal(
            &batch.code,
            "batch_deleted",
            (
                &format!("この束は{gone}人分を削除したため、同じものをもう一度印刷できません。"),
                &format!("Data of {gone} members of this batch were deleted; it cannot be printed again as it was."),
            ),
            ("いまの加入者で、新しい束をつくってください。", "Freeze a new batch of today's members."),
        )]))
    }

    /// Adds to a folder's list of the deleted what it does not have yet: ids only, for whoever restores an old copy. Nothing
    /// is written while nothing was deleted.
    pub(crate) fn keep_deletions(&self, folder: &Path) -> Result<Option<PathBuf>, Failure> {
        let number = self.ledger.number();
        let path = folder.join(format!("daicho-{}.{LISTS}", &number[..8]));
        let there = std::fs::read_to_string(&path).unwrap_or_default();
        let there: HashSet<&str> = there.lines().collect();
        let mut lines = String::new();
        for deletion in self.ledger.deletions(ActSeq(0))? {
            for (kind, codes) in &deletion.members {
                let line = format!("{LINE_BEGINS}{number} {} {} {}", deletion.act.0, kind.code(), codes.join(","));
                if !there.contains(line.as_str()) {
                    lines.push_str(&line);
                    lines.push('\n');
                }
            }
        }
        if !lines.is_empty() {
            add_lines(&path, &lines)?;
        }
        Ok((!lines.is_empty() || !there.is_empty()).then_some(path))
    }

    fn certificate_number(&self, act: i64) -> String {
        format!("{}-{act}", &self.ledger.number()[..8])
    }

    /// How long each kind is kept, and by whose decision.
    fn spans(&self, known: Known) -> Result<BTreeMap<Kind, (u32, Option<String>)>, Failure> {
        let mut spans: BTreeMap<Kind, (u32, Option<String>)> =
            Kind::ALL.iter().map(|kind| (*kind, (kind.span().default, None))).collect();
        for decided in self.ledger.retentions(known)? {
            spans.insert(decided.kind, (decided.length, Some(decided.source)));
        }
        Ok(spans)
    }

    /// Everything that is due on a day, and what is kept for a reason.
    fn find_due(&self, on: Day) -> Result<Found, Failure> {
        let known = self.ledger.now_known()?;
        let policies = self.policies(known)?;
        let policy = policies.on(on).map_err(Failure::other)?;
        let spans = self.spans(known)?;
        let length = |kind: Kind| spans.get(&kind).map_or(kind.span().default, |span| span.0);
        let on_hold: HashSet<MemberId> = self.ledger.holds()?.into_iter().map(|hold| hold.member).collect();
        let mut formers: Vec<Former> = Vec::new();
        // Households whose insured person is covered, and those that have anybody who is.
        let (mut covered, mut anybody) = (HashSet::new(), HashSet::new());
        self.states(on, known, &mut |state| {
            let household = state.coverage.as_ref().map(|coverage| coverage.household);
            match ended(&case(&state, on)).filter(|_| !state.coverage_later) {
                Some(ended) => formers.push(Former {
                    id: state.id,
                    household,
                    insured: insured(&state),
                    ended,
                    work: work(&state, policy, on, on_hold.contains(&state.id)),
                    code: state.code,
                }),
                None => {
                    anybody.extend(household);
                    covered.extend(household.filter(|_| insured(&state)));
                }
            }
            ControlFlow::Continue(())
        })?;
        let mut whose: BTreeMap<Kind, Whose> = BTreeMap::new();
        for kind in [Kind::LastFour, Kind::Papers, Kind::Member] {
            let list = whose.entry(kind).or_default();
            for former in formers.iter().filter(|it| kind.due_from(length(kind), it.ended) <= on) {
                let of_covered = former.household.is_some_and(|household| covered.contains(&household));
                if (kind != Kind::LastFour && of_covered) || !self.ledger.has_any(former.id, kind)? {
                    continue;
                }
                match former.work.iter().find(|held| held.keeps(kind)) {
                    Some(held) => list.held.push((former.id, former.ended, *held)),
                    None => list.due.push((former.id, former.code.clone(), former.ended)),
                }
            }
        }
        // The cover of dependants ends with their insured person's: that one goes with the last of them, never before.
        if let Some(list) = whose.get_mut(&Kind::Member) {
            let going: HashSet<MemberId> = list.due.iter().map(|(id, ..)| *id).collect();
            anybody.extend(formers.iter().filter(|it| !going.contains(&it.id)).filter_map(|it| it.household));
            let waits: HashSet<MemberId> = formers
                .iter()
                .filter(|it| it.insured && it.household.is_some_and(|household| anybody.contains(&household)))
                .map(|it| it.id)
                .collect();
            let (stay, go) = std::mem::take(&mut list.due).into_iter().partition(|(id, ..)| waits.contains(id));
            let stay: Vec<(MemberId, String, Day)> = stay;
            list.due = go;
            list.held.extend(stay.into_iter().map(|(id, _, ended)| (id, ended, Held::Household)));
        }
        // Whom a file named that did not go in after all: nobody knows them, and they are kept for nothing. A part of today may
        // be of an import that is being written.
        let halfway = self.ledger.unpublished_members()?.into_iter().filter(|(.., day)| *day < on);
        whose.entry(Kind::Member).or_default().due.extend(halfway);
        let before = looks_until(on, length(Kind::Looks));
        let looks = self.ledger.looks_before(&before)?;
        Ok(Found { known, whose, looks: (before, looks) })
    }

    /// Deletions that somebody prepared and nobody released.
    fn waiting(&self, known: Known) -> Result<Vec<DeletionWaiting>, Failure> {
        let steps = self.ledger.releases(Bulk::Delete, None, known)?;
        let done: HashSet<&str> =
            steps.iter().filter(|one| one.step != Step::Prepared).map(|one| one.subject.as_str()).collect();
        let mut waiting: Vec<DeletionWaiting> = Vec::new();
        for one in steps.iter().filter(|one| !done.contains(one.subject.as_str())) {
            let mut words = one.subject.split(' ');
            let (Some(Ok(on)), Some(kinds)) = (words.next().map(str::parse), words.next()) else { continue };
            let kinds = kinds.split('+').map(str::to_owned).collect();
            let (operator, at) = (one.operator.clone(), one.at.text().to_owned());
            waiting.push(DeletionWaiting { on, kinds, called: self.called(&operator, known)?, operator, at });
        }
        // Whatever was deleted since changed what a preparation was about.
        let last = self.ledger.last_of_kind("delete")?.map(|act| act.at.text().to_owned()).unwrap_or_default();
        waiting.retain(|one| last < one.at);
        Ok(waiting)
    }

    fn deletions_done(&self) -> Result<Vec<DeletionDone>, Failure> {
        let mut members: HashMap<ActSeq, u64> = HashMap::new();
        for deletion in self.ledger.deletions(ActSeq(0))? {
            let codes: HashSet<&String> = deletion.members.values().flatten().collect();
            members.insert(deletion.act, codes.len() as u64);
        }
        let acts = self.ledger.acts_of_kind("delete")?;
        Ok(acts
            .into_iter()
            .rev()
            .map(|act| DeletionDone {
                number: self.certificate_number(act.seq.0),
                act: act.seq.0,
                at: act.at.text().to_owned(),
                members: members.get(&act.seq).copied().unwrap_or(0),
                operator: act.operator,
                reason: act.reason.unwrap_or_default(),
            })
            .collect())
    }

    /// An operator by name and code.
    fn called(&self, code: &str, known: Known) -> Result<String, Failure> {
        Ok(words::called(&self.ledger.operators(known)?, code, Lang::Ja))
    }

    /// What a certificate says of a deletion.
    fn told(&self, done: &Act, lang: Lang) -> Result<Told, Failure> {
        let known = Known::after(done.seq);
        let on = done.at.day_in_japan();
        let deletion = self.ledger.deletions(ActSeq(done.seq.0 - 1))?.into_iter().find(|one| one.act == done.seq);
        let (rows, looks) = self.ledger.deleted_by(done.seq)?;
        let spans = self.spans(known)?;
        let mut counted: Vec<(Kind, u64, Vec<String>)> = deletion
            .into_iter()
            .flat_map(|deletion| deletion.members)
            .map(|(kind, codes)| (kind, codes.len() as u64, codes))
            .collect();
        if 0 < looks {
            counted.push((Kind::Looks, looks.unsigned_abs(), Vec::new()));
        }
        let steps = self.ledger.releases(Bulk::Delete, done.subject.as_deref(), known)?;
        let alone = steps.iter().any(|one| one.step == Step::Alone);
        let first = steps.iter().find(|one| one.step == Step::Prepared && one.operator != done.operator);
        let (asked, released) = match first {
            Some(first) => (self.called(&first.operator, known)?, self.called(&done.operator, known)?),
            None => (self.called(&done.operator, known)?, "一人で行った".to_owned()),
        };
        let mut lines = vec![line("求めた人", &asked, ""), line("確かめて削除した人", &released, &on.wareki())];
        lines.extend(wrapped("理由", done.reason.as_deref().unwrap_or_default()));
        for (kind, count, _) in &counted {
            let (length, source) = spans.get(kind).cloned().unwrap_or((kind.span().default, None));
            let unit = if *kind == Kind::Looks { "件" } else { "人" };
            lines.push(line("削除したもの", &kind.said().ja, &format!("{count}{unit}")));
            let source = source.unwrap_or_else(|| "組合の決定【　　　　　　　　】未記入".to_owned());
            lines.extend(wrapped("　保存期間", &format!("{}。{source}", kind.span().unit.said(length).ja)));
            lines.extend(wrapped("　根拠", &kind.basis().ja));
        }
        lines.push(line("消した行", "台帳のページ・索引・差分ファイルからも消去", &format!("{rows}行")));
        let first = Day::new(on.year() - 2, on.month(), 1).unwrap_or(on);
        let copies: Vec<Act> = self.ledger.acts_between(first, on)?;
        let copies: Vec<Act> = copies
            .into_iter()
            .filter(|act| act.kind == "backup" && act.seq < done.seq && on < copies_until(act.at.day_in_japan()))
            .collect();
        let remains = match copies.last() {
            Some(last) => format!(
                "この前にとった控え{}件（最後は{}）には残り、整理により遅くとも{}までになくなります。別に写した控えや紙は、組合で処分してください。",
                copies.len(),
                last.subject.as_deref().unwrap_or_default(),
                copies_until(on).wareki()
            ),
            None => "台帳の知る控えはありません。別に写した控えや紙は、組合で処分してください。".to_owned(),
        };
        lines.extend(wrapped("控え", &remains));
        for (kind, _, codes) in &counted {
            for (at, some) in codes.chunks(CODES).enumerate() {
                let label = if at == 0 { label_of(*kind) } else { "" };
                lines.push(line(label, &some.join("  "), ""));
            }
        }
        let anchor = self.ledger.anchor(done.seq)?.ok_or_else(|| no_anchor(Path::new("")))?;
        Ok(Told {
            lines,
            kinds: counted
                .into_iter()
                .map(|(kind, count, _)| KindCount {
                    kind: kind.code(),
                    word: kind.said().in_lang(lang).to_owned(),
                    count,
                })
                .collect(),
            rows,
            anchor: anchor.text(),
            alone,
            copies: copies.len(),
        })
    }

    fn press(&self, on: Day, number: &str, rows: &[Vec<String>], anchor: &str) -> Result<Vec<u8>, Failure> {
        let known = self.ledger.now_known()?;
        let policies = self.policies(known)?;
        let policy = policies.on(on).map_err(Failure::other)?;
        let society = sender(&self.ledger.society(known)?.unwrap_or_default(), policy);
        let record = Record { society: &society, on, heads: &[number.to_owned()], rows, anchor };
        Ok(papers::record("deletion", &record).map_err(Failure::from)?.bytes)
    }
}

/// What a certificate says.
struct Told {
    lines: Vec<Vec<String>>,
    kinds: Vec<KindCount>,
    rows: i64,
    anchor: String,
    alone: bool,
    copies: usize,
}

/// The end of the name of a list of the deleted.
const LISTS: &str = "deleted";
/// A line of it: then the ledger, the act, the kind, and the codes.
const LINE_BEGINS: &str = "deleted 1 ";

/// How many deletions the lists in some folders know that were done after an act of a ledger.
pub(crate) fn deleted_outside(folders: &[&Path], ledger: &str, act: i64) -> usize {
    let mut since: BTreeSet<i64> = BTreeSet::new();
    for folder in folders {
        // A list that is not there, or not to be read, says nothing.
        let text = std::fs::read_to_string(folder.join(format!("daicho-{}.{LISTS}", &ledger[..8]))).unwrap_or_default();
        for line in text.lines() {
            let mut words = line.strip_prefix(LINE_BEGINS).unwrap_or_default().split(' ');
            if words.next() == Some(ledger) {
                since.extend(words.next().and_then(|act| act.parse::<i64>().ok()).filter(|one| act < *one));
            }
        }
    }
    since.len()
}

/// What is still to be done about somebody.
fn work(state: &State, policy: &Policy, on: Day, on_hold: bool) -> Vec<Held> {
    let mut work = Vec::new();
    if on_hold {
        work.push(Held::Hold);
    }
    let due = |outcome| outcome == ReturnOutcome::Due;
    if decided(state, policy, on).is_ok_and(|it| due(it.certificate_return.outcome) || due(it.old_card_return.outcome))
    {
        work.push(Held::Return);
    }
    let inside = |life| matches!(life, PaperLife::Planned | PaperLife::Printed | PaperLife::Inserted);
    if state.papers.iter().any(|paper| inside(paper.life)) {
        work.push(Held::Unposted);
    }
    let said = state.last_four.as_ref().and_then(|fact| Check::from_code(&fact.state));
    if said.is_some_and(Check::in_case) || state.check.is_some_and(|check| check.state.in_case()) {
        work.push(Held::CaseOpen);
    }
    work
}

/// The moment before which looks are due.
fn looks_until(on: Day, years: u32) -> Moment {
    let years = i32::try_from(years).unwrap_or(0);
    let same = Day::new(on.year() - years, on.month(), on.day());
    // A year without the day: what was looked at on its last of February goes on the first of March.
    Moment::begin_of(same.unwrap_or_else(|| rules::calendar::day(on.year() - years, 2, 28)).after())
}

/// The day by which copies of a day are thinned out.
fn copies_until(on: Day) -> Day {
    on.plus_months(COPIES_MONTHS)
}

/// What a deletion is about, for the second person: the day, the kinds, and the digest of everything that goes.
fn subject(on: Day, going: &BTreeMap<Kind, BTreeMap<MemberId, String>>, looks: Option<&Moment>) -> String {
    let mut all = String::new();
    for (kind, members) in going {
        for code in members.values() {
            all.push_str(&format!("{} {code}\n", kind.code()));
        }
    }
    if let Some(before) = looks {
        all.push_str(before.text());
    }
    let mut kinds: Vec<&str> = going.keys().map(|kind| kind.code()).collect();
    kinds.extend(looks.map(|_| Kind::Looks.code()));
    format!("{on} {} {}", kinds.join("+"), &intake::sha256(all.as_bytes())[..16])
}

fn label_of(kind: Kind) -> &'static str {
    match kind {
        Kind::LastFour => "下4桁",
        Kind::Papers => "書類と判定",
        Kind::Member => "加入者",
        Kind::Looks => "閲覧",
    }
}

/// A line of a certificate: its label, its text, and what stands at its end.
fn line(label: &str, text: &str, end: &str) -> Vec<String> {
    [label, text, end].map(str::to_owned).to_vec()
}

/// A text over as many lines as it needs.
fn wrapped(label: &str, text: &str) -> Vec<Vec<String>> {
    let chars: Vec<char> = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let parts = chars.chunks(LINE).enumerate();
    parts.map(|(at, part)| line(if at == 0 { label } else { "" }, &part.iter().collect::<String>(), "")).collect()
}

fn needs_reason(reason: &str) -> Result<(), Failure> {
    if reason.is_empty() {
        return Err(Failure::wrong(
            "reason",
            "reason_missing",
            ("理由がありません。", "There is no reason."),
            ("理由を書いてください。記録に残ります。", "Give the reason; it is kept in the journal."),
        ));
    }
    if LONGEST_REASON < reason.chars().count() {
        return Err(Failure::wrong(
            "reason",
            "reason_too_long",
            ("理由が長すぎます。200字までにしてください。", "The reason is longer than 200 characters."),
            ("氏名や番号は書かず、短くまとめてください。", "Leave out names and numbers."),
        ));
    }
    Ok(())
}

fn changed_meanwhile() -> Failure {
    Failure::refused(vec![Complaint::refusal(
        "",
        "changed_meanwhile",
        (
            "確かめている間に台帳が変わったため、削除していません。",
            "The ledger changed meanwhile; nothing was deleted.",
        ),
        ("一覧をもう一度見てから、やり直してください。", "Look at the list again and repeat it."),
    )])
}
