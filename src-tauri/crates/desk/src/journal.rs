//! 記録: who did what, who was shown whom, and what of that is unusual.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use ledger::{Act, ActSeq, Bulk, Look, MemberId, NewLook, Step};
use rules::calendar::{Day, is_business_day};
use rules::words::fold::name_key;
use rules::words::{Complaint, Lang, Said, Weight};

use crate::case::{member, printable};
use crate::guesses::Untold;
use crate::roles::Permission;
use crate::shield::protected;
use crate::wire::{Journal, JournalRow, Saw, Unusual};
use crate::{Desk, Failure, words};

/// Acts and looks of so many days are read at once, at most.
const DAYS: i64 = 366;

/// The act that tells of guesses that let nobody in. It is recorded by whoever was let in next.
pub(crate) const NOT_LET_IN: &str = "sign_in_refused";

/// Which part of the journal is asked for.
#[derive(Debug, Clone)]
pub struct JournalQuestion {
    /// The first day, in Japan.
    pub first: Day,
    /// The last day.
    pub last: Day,
    /// Of one operator only.
    pub operator: Option<String>,
    /// `acts`, `looks`, or both.
    pub what: Option<String>,
    /// From which row on, the latest first.
    pub start: usize,
    /// How many rows.
    pub len: usize,
    /// The language of words.
    pub lang: Lang,
}

impl Desk {
    /// Reads what is to be shown and writes down whom it shows, in one transaction.
    pub(crate) fn showing<T>(
        &self,
        kind: &'static str,
        subject: Option<&str>,
        read: impl FnOnce() -> Result<(T, Vec<MemberId>), Failure>,
    ) -> Result<T, Failure> {
        self.ledger.look(self.new_look(kind, subject), read)
    }

    /// As [`Desk::showing`], when somebody asks for one member: the look names whom it was meant for, by the management code.
    pub(crate) fn showing_one<T>(
        &self,
        kind: &'static str,
        id: MemberId,
        read: impl FnOnce() -> Result<(T, Vec<MemberId>), Failure>,
    ) -> Result<T, Failure> {
        let code = self.ledger.code_of(id)?;
        self.showing(kind, code.as_deref(), read)
    }

    /// Writes down that everyone is about to be shown.
    pub(crate) fn showing_everyone(&self, kind: &'static str) -> Result<(), Failure> {
        Ok(self.ledger.look_at_everyone(&self.new_look(kind, None))?)
    }

    fn new_look(&self, kind: &'static str, subject: Option<&str>) -> NewLook {
        NewLook {
            at: self.occasion.at.clone(),
            operator: self.operator().to_owned(),
            kind,
            subject: subject.map(str::to_owned),
        }
    }

    /// Acts and looks of some days, the latest first. It names no member: of whom a look was is asked by [`Desk::who_saw`].
    ///
    /// # Errors
    /// When it is not permitted, the days are more than a year, or the ledger cannot be read.
    pub fn journal(&self, question: &JournalQuestion) -> Result<Journal, Failure> {
        self.must(Permission::Audit)?;
        let JournalQuestion { first, last, lang, .. } = *question;
        within_a_year(first, last)?;
        self.must_be_asked_well(question)?;
        let own = |operator: &str| question.operator.as_deref().is_none_or(|asked| asked == operator);
        let known = self.ledger.now_known()?;
        let operators = self.ledger.operators(known)?;
        let called = |code: &str| words::called(&operators, code, lang);
        // Who was guessed at is concerned; whoever was let in next did not guess.
        let of_own = |act: &Act| match act.kind.as_str() {
            NOT_LET_IN => {
                let text = act.subject.as_deref().unwrap_or_default();
                question.operator.is_none() || Untold::read(text).iter().any(|one| one.operator == question.operator)
            }
            _ => own(&act.operator),
        };
        let wants = |what: &str| question.what.as_deref().is_none_or(|asked| asked == what);
        let mut rows = Vec::new();
        if wants("acts") {
            let acts = self.ledger.acts_between(first, last)?;
            let unpublished = self.ledger.unpublished()?;
            let batches = self.batch_codes()?;
            rows.extend(acts.into_iter().filter(of_own).map(|act| {
                let row = act_row(act, &batches, lang, &called);
                match unpublished.contains(&ActSeq(row.seq)) {
                    true => JournalRow { word: words::did("import_part_unpublished", lang).to_owned(), ..row },
                    false => row,
                }
            }));
            let alone: HashSet<i64> = self
                .ledger
                .assets(known)?
                .into_iter()
                .filter_map(|one| one.approved.filter(|(_, alone)| *alone).map(|(act, _)| act.act.0))
                .collect();
            for row in rows.iter_mut().filter(|row| alone.contains(&row.seq)) {
                row.word.push_str(Said::new("（一人で行った）", " (alone)").in_lang(lang));
            }
            for bulk in [Bulk::Import, Bulk::Print, Bulk::Delete] {
                let steps = self.ledger.releases(bulk, None, known)?;
                let alone: HashSet<i64> =
                    steps.iter().filter(|one| one.step == Step::Alone).map(|one| one.act.0).collect();
                for row in rows.iter_mut().filter(|row| alone.contains(&row.seq)) {
                    row.word.push_str(Said::new("（一人で行った）", " (alone)").in_lang(lang));
                }
            }
        }
        if wants("looks") {
            let looks = self.ledger.looks(first, last)?;
            rows.extend(looks.into_iter().filter(|look| own(&look.operator)).map(|look| look_row(look, lang, &called)));
        }
        // The latest first; of one second the journal's own order.
        rows.sort_by(|one, other| (&other.at, other.look, other.seq).cmp(&(&one.at, one.look, one.seq)));
        let total = rows.len();
        let rows = rows.into_iter().skip(question.start).take(question.len).collect();
        Ok(Journal { first, last, total, start: question.start, rows })
    }

    /// The batches by the acts that froze them: an act is opened before its batch has a code.
    fn batch_codes(&self) -> Result<HashMap<ActSeq, String>, Failure> {
        Ok(self.ledger.batches()?.into_iter().map(|batch| (batch.act, batch.code)).collect())
    }

    /// A word or a code that nobody has would be answered with silence.
    fn must_be_asked_well(&self, question: &JournalQuestion) -> Result<(), Failure> {
        let refuse = |place: &str, code: &'static str, ja: &str, en: &str, hint: (&str, &str)| {
            Err(Failure::usage(Complaint {
                place: place.to_owned(),
                code,
                weight: Weight::Refusal,
                sentence: Said::new(ja, en),
                hint: Said::new(hint.0, hint.1),
            }))
        };
        if let Some(what) = question.what.as_deref().filter(|what| !["acts", "looks"].contains(what)) {
            let hint = ("acts（処理）か looks（閲覧）を指定してください。", "Give acts or looks.");
            return refuse(what, "journal_what", "この種類の記録はありません。", "There are no such records.", hint);
        }
        if let Some(code) = question.operator.as_deref()
            && !self.ledger.operators(self.ledger.now_known()?)?.iter().any(|one| one.code == code)
            && code != ledger::FIRST_OPERATOR
        {
            let hint = ("担当者の一覧で確かめてください。", "See the list of operators.");
            let (ja, en) = ("この担当者コードは登録されていません。", "No operator has this code.");
            return refuse(code, "operator_unknown", ja, en, hint);
        }
        Ok(())
    }

    /// Who was shown a member on some days, by looks, by letters, and by the digits that were asked for. The asking is itself
    /// a look.
    ///
    /// # Errors
    /// When it is not permitted, the member is unknown, or the ledger cannot be read.
    pub fn who_saw(&self, text: &str, first: Day, last: Day, lang: Lang) -> Result<Saw, Failure> {
        self.must(Permission::Audit)?;
        in_order(first, last)?;
        // Of somebody who was deleted the code is left, and who looked while there was something to see.
        let id = match self.ledger.member_by_code(text)? {
            Some(id) => id,
            None => self.member(text, last)?,
        };
        self.showing_one("who_saw", id, || {
            let known = self.ledger.now_known()?;
            let state = self.state(id, last, known)?;
            let code = self.ledger.code_of(id)?.ok_or_else(|| crate::show::unknown_then(text))?;
            let operators = self.ledger.operators(known)?;
            let called = |code: &str| words::called(&operators, code, lang);
            let looks = self.ledger.looks_at(id, first, last)?;
            let mut rows: Vec<JournalRow> = looks.into_iter().map(|look| look_row(look, lang, &called)).collect();
            let mut batches = HashSet::new();
            for paper in state.iter().flat_map(|state| &state.papers) {
                if let Some(batch) = paper.batch {
                    batches.extend(self.ledger.batch(batch)?.map(|batch| batch.code));
                }
            }
            let acts = self.ledger.acts_between(first, last)?.into_iter().filter(|act| {
                let subject = act.subject.as_deref().unwrap_or_default();
                subject == code || batches.contains(subject)
            });
            let codes = self.batch_codes()?;
            rows.extend(acts.map(|act| act_row(act, &codes, lang, &called)));
            rows.sort_by(|one, other| (&other.at, other.look, other.seq).cmp(&(&one.at, one.look, one.seq)));
            let member = state.as_ref().map_or_else(|| code.clone(), member);
            Ok((Saw { member, code, first, last, rows }, vec![id]))
        })
    }

    /// Looks that stand out on some days, with the reason for each: for whoever must know whether somebody looked out of
    /// curiosity. What stands out is asked about, it proves nothing. It names members by their codes; whoever opens one is
    /// seen to do so.
    ///
    /// # Errors
    /// When it is not permitted, the days are more than a year, or the ledger cannot be read.
    pub fn unusual(&self, first: Day, last: Day, lang: Lang) -> Result<Vec<Unusual>, Failure> {
        self.must(Permission::Audit)?;
        within_a_year(first, last)?;
        let habits = self.habits(first, last)?;
        let mut found = Vec::new();
        for ((operator, day), seen) in &habits.opened {
            for (because, picks, said) in REASONS {
                let members = picks(&habits, operator, *day, seen);
                if !members.is_empty() {
                    let sentence = said(members.len()).in_lang(lang).to_owned();
                    found.push(Unusual { operator: operator.clone(), on: *day, because, sentence, members });
                }
            }
        }
        found.sort_by(|one, other| {
            (other.on, &one.operator, one.because).cmp(&(one.on, &other.operator, other.because))
        });
        Ok(found)
    }

    /// Whom everybody opened on some days, and what is known of them.
    fn habits(&self, first: Day, last: Day) -> Result<Habits, Failure> {
        let known = self.ledger.now_known()?;
        let mut habits = Habits::default();
        // Lists and hits of a search show many at once and mean nobody.
        let meant = |look: &Look| matches!(look.kind.as_str(), "show" | "explain" | "decide");
        for look in self.ledger.looks(first, last)?.into_iter().filter(meant) {
            let Some(code) = look.subject else { continue };
            if !habits.people.contains_key(&code) {
                let Some(id) = self.ledger.member_by_code(&code)? else { continue };
                let Some(state) = self.state(id, last, known)? else { continue };
                let person = Person { family: family(printable(&state).text()), guarded: protected(&state) };
                habits.people.insert(code.clone(), person);
            }
            let (day, hour) = (look.at.day_in_japan(), hour_in_japan(look.at.text()));
            habits.again.entry((look.operator.clone(), code.clone())).or_default().insert(day);
            habits.crowd.entry((code.clone(), day)).or_default().insert(look.operator.clone());
            let at_odds = !is_business_day(day) || !(7..21).contains(&hour);
            *habits.opened.entry((look.operator, day)).or_default().entry(code).or_default() |= at_odds;
        }
        for ((operator, _), seen) in &habits.opened {
            habits.counts.entry(operator.clone()).or_default().push(seen.len());
        }
        for operator in self.ledger.operators(known)? {
            habits.families.insert(operator.code, family(&operator.name));
        }
        for act in self.ledger.acts_between(first, last)? {
            habits.acted.extend(act.subject.map(|subject| (act.operator, subject)));
        }
        Ok(habits)
    }
}

/// On so many days somebody looks at the same person before it stands out.
const OFTEN: usize = 4;
/// So many operators look at one person on one day before it stands out.
const CROWD: usize = 4;

/// Whom an operator opened on a day, by management code, and whether at an hour or on a day when nobody works.
type Seen = BTreeMap<String, bool>;

/// What is asked of somebody who was looked at.
struct Person {
    family: String,
    /// In danger: the portal shows this member's data to nobody, or the mail is shielded.
    guarded: bool,
}

/// What everybody opened, day by day.
#[derive(Default)]
struct Habits {
    opened: BTreeMap<(String, Day), Seen>,
    /// How many an operator opened on each day.
    counts: HashMap<String, Vec<usize>>,
    /// The days on which an operator opened somebody.
    again: HashMap<(String, String), BTreeSet<Day>>,
    /// The operators who opened somebody on a day.
    crowd: HashMap<(String, Day), HashSet<String>>,
    /// Family names of operators.
    families: HashMap<String, String>,
    people: HashMap<String, Person>,
    /// Who did something about what.
    acted: HashSet<(String, String)>,
}

impl Habits {
    /// Those of whom `fits` is true, and about whom the operator did nothing.
    fn idle(&self, operator: &str, seen: &Seen, fits: impl Fn(&str, &Person) -> bool) -> Vec<String> {
        let did = |code: &str| self.acted.contains(&(operator.to_owned(), code.to_owned()));
        let stands_out = |code: &&String| self.people.get(*code).is_some_and(|person| fits(code, person)) && !did(code);
        seen.keys().filter(stands_out).cloned().collect()
    }
}

/// Picks those of whom an operator's looks on a day stand out.
type Picks = fn(&Habits, &str, Day, &Seen) -> Vec<String>;

/// A reason to ask why: its code, whom it concerns, and its sentence for so many.
type Reason = (&'static str, Picks, fn(usize) -> Said);

/// What stands out.
const REASONS: [Reason; 6] = [
    (
        "same_family_name",
        |habits, operator, _, seen| {
            // A name written without a space begins with the family name.
            let own = habits.families.get(operator).map(String::as_str).unwrap_or_default();
            let same = |person: &Person| !person.family.is_empty() && own.starts_with(&person.family);
            habits.idle(operator, seen, |_, person| same(person))
        },
        |n| {
            Said::new(
                format!("担当者と同じ姓の方を{n}人見ていますが、その方についての処理がありません。"),
                format!("Looked at {n} of the operator's own family name, and did nothing for them."),
            )
        },
    ),
    (
        "guarded",
        |habits, operator, _, seen| habits.idle(operator, seen, |_, person| person.guarded),
        |n| {
            Said::new(
                format!(
                    "閲覧に注意が必要な方（自己情報の閲覧を止めている方、郵送を保護している方）を{n}人見ていますが、処理がありません。"
                ),
                format!("Looked at {n} whose data are guarded, and did nothing for them."),
            )
        },
    ),
    (
        "off_hours",
        |_, _, _, seen| seen.iter().filter(|(_, at_odds)| **at_odds).map(|(code, _)| code.clone()).collect(),
        |n| {
            Said::new(
                format!("休みの日または夜間（21時から7時）に{n}人を見ています。"),
                format!("Looked at {n} on a day off or between 21 and 7 o'clock."),
            )
        },
    ),
    (
        "many",
        |habits, operator, _, seen| {
            let usual = median(habits.counts.get(operator).map(Vec::as_slice).unwrap_or_default());
            let far_more = seen.len() > (3 * usual).max(usual + 100);
            if far_more { seen.keys().cloned().collect() } else { Vec::new() }
        },
        |n| {
            Said::new(
                format!("一日に{n}人を見ています。この担当者のふだんの一日よりずっと多い人数です。"),
                format!("Looked at {n} in a day, far more than on this operator's usual day."),
            )
        },
    ),
    (
        "again_and_again",
        |habits, operator, day, seen| {
            habits.idle(operator, seen, |code, _| {
                let days = habits.again.get(&(operator.to_owned(), code.to_owned()));
                days.is_some_and(|days| days.len() >= OFTEN && days.last() == Some(&day))
            })
        },
        |n| {
            Said::new(
                format!("同じ方（{n}人）を{OFTEN}日以上にわたって見ていますが、処理がありません。"),
                format!("Looked at the same {n} on {OFTEN} days or more, and did nothing for them."),
            )
        },
    ),
    (
        "crowd",
        |habits, operator, day, seen| {
            habits.idle(operator, seen, |code, _| {
                habits.crowd.get(&(code.to_owned(), day)).is_some_and(|people| people.len() >= CROWD)
            })
        },
        |n| {
            Said::new(
                format!("{CROWD}人以上の担当者が同じ日に見た方（{n}人）を見ていますが、処理がありません。"),
                format!("Looked at {n} whom {CROWD} operators or more looked at that day, and did nothing for them."),
            )
        },
    ),
];

/// The family name as it is compared.
fn family(name: &str) -> String {
    name_key(name.split(['\u{3000}', ' ']).next().unwrap_or_default())
}

fn median(counts: &[usize]) -> usize {
    let mut sorted = counts.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len() / 2).copied().unwrap_or(0)
}

/// The hour in Japan (UTC+9) of an instant `2026-11-21T10:58:44Z`.
fn hour_in_japan(at: &str) -> u32 {
    at.get(11..13).and_then(|hour| hour.parse::<u32>().ok()).map_or(12, |hour| (hour + 9) % 24)
}

fn act_row(act: Act, batches: &HashMap<ActSeq, String>, lang: Lang, called: &dyn Fn(&str) -> String) -> JournalRow {
    let mut word = words::did(&act.kind, lang).to_owned();
    let mut operator = act.operator;
    if act.kind == "refused"
        && let Some(tried) = Permission::ALL.iter().find(|one| act.subject.as_deref() == Some(one.code()))
    {
        let said = tried.said();
        word.push_str(Said::new(format!("（{}）", said.ja), format!(" ({})", said.en)).in_lang(lang));
    }
    if act.kind == NOT_LET_IN {
        let next = called(&std::mem::take(&mut operator));
        let said = Said::new(format!("（{next}が開けたときに記録）"), format!(" (recorded when {next} was let in)"));
        word.push_str(said.in_lang(lang));
    }
    let subject = match act.kind.as_str() {
        "plan" => batches.get(&act.seq).cloned(),
        kind => act.subject.and_then(|subject| about(kind, subject, lang, called)),
    };
    JournalRow {
        look: false,
        seq: act.seq.0,
        at: act.at.text().to_owned(),
        operator,
        word,
        kind: act.kind,
        subject,
        reason: act.reason,
        members: None,
        everyone: false,
    }
}

/// What an act or a look was about, in words; what the words say already is left out.
fn about(kind: &str, subject: String, lang: Lang, called: &dyn Fn(&str) -> String) -> Option<String> {
    let of_kind = |code: &str| {
        let kind = crate::deletion::kind(code).ok()?;
        Some(kind.said().in_lang(lang).to_owned())
    };
    Some(match kind {
        "refused" if Permission::ALL.iter().any(|one| one.code() == subject) => return None,
        NOT_LET_IN => {
            let said: Vec<String> = Untold::read(&subject).iter().map(|one| one.said(lang, called)).collect();
            said.join(Said::new("、", ", ").in_lang(lang))
        }
        "operator_added"
        | "operator_changed"
        | "operator_passphrase"
        | "operator_removed"
        | "operator_unlocked"
        | "keychain_on"
        | "recover" => called(&subject),
        "plan" => words::word(&subject, lang).to_owned(),
        "retention" | "deletion" => of_kind(&subject).unwrap_or(subject),
        "delete" | "prepare" => {
            // The day, the kinds, and a seal of whom it concerns.
            let mut parts = subject.split(' ');
            let on = parts.next().and_then(|day| day.parse::<Day>().ok());
            let kinds: Option<Vec<String>> = parts.next().and_then(|kinds| kinds.split('+').map(of_kind).collect());
            match on.zip(kinds) {
                Some((on, kinds)) if lang == Lang::Ja => format!("{}の時点の{}", on.wareki(), kinds.join("・")),
                Some((on, kinds)) => format!("{} as of {on}", kinds.join(", ")),
                None => subject,
            }
        }
        "leak" => match subject.split_once(':') {
            Some(("copy", act)) => {
                Said::new(format!("記録{act}までの控え"), format!("a copy up to act {act}")).in_lang(lang).to_owned()
            }
            Some(("seen", code)) => {
                let who = called(code);
                Said::new(format!("{who}が見た情報"), format!("what {who} saw")).in_lang(lang).to_owned()
            }
            None if subject == "ledger" => {
                Said::new("台帳のある機械", "the machine with the ledger").in_lang(lang).to_owned()
            }
            _ => subject,
        },
        _ => subject,
    })
}

fn look_row(look: Look, lang: Lang, called: &dyn Fn(&str) -> String) -> JournalRow {
    JournalRow {
        look: true,
        seq: look.seq,
        at: look.at.text().to_owned(),
        operator: look.operator,
        word: words::looked(&look.kind, lang).to_owned(),
        subject: look.subject.and_then(|subject| about(&look.kind, subject, lang, called)),
        kind: look.kind,
        reason: None,
        members: Some(look.members.unsigned_abs()),
        everyone: look.everyone,
    }
}

fn in_order(first: Day, last: Day) -> Result<(), Failure> {
    if first <= last {
        return Ok(());
    }
    Err(Failure::usage(Complaint {
        place: format!("{first}–{last}"),
        code: "journal_days",
        weight: Weight::Refusal,
        sentence: Said::new("期間の始まりの日が、終わりの日より後です。", "The first day lies after the last."),
        hint: Said::new("日付を確かめてください。", "Look at the days again."),
    }))
}

fn within_a_year(first: Day, last: Day) -> Result<(), Failure> {
    if first <= last && first.days_until(last) <= DAYS {
        return Ok(());
    }
    Err(Failure::usage(Complaint {
        place: format!("{first}–{last}"),
        code: "journal_days",
        weight: Weight::Refusal,
        sentence: Said::new(
            "期間は、始まりの日から終わりの日まで、1年以内にしてください。",
            "The days must go from the first to the last, and be no more than a year.",
        ),
        hint: Said::new("期間を分けて見てください。", "Look at it piece by piece."),
    }))
}
