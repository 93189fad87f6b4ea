//! 記録: who did what, who was shown whom, and what of that is unusual.

use std::collections::{BTreeMap, HashMap, HashSet};

use ledger::{Act, Look, MemberId, NewLook};
use rules::calendar::{Day, is_business_day};
use rules::words::fold::name_key;
use rules::words::{Complaint, Lang, Said, Weight};

use crate::case::{member, printable};
use crate::roles::Permission;
use crate::wire::{Journal, JournalRow, Saw, Unusual};
use crate::{Desk, Failure, words};

/// Acts and looks of so many days are read at once, at most.
const DAYS: i64 = 366;

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
        let own = |operator: &str| question.operator.as_deref().is_none_or(|asked| asked == operator);
        let wants = |what: &str| question.what.as_deref().is_none_or(|asked| asked == what);
        let mut rows = Vec::new();
        if wants("acts") {
            let acts = self.ledger.acts_between(first, last)?;
            rows.extend(acts.into_iter().filter(|act| own(&act.operator)).map(|act| act_row(act, lang)));
        }
        if wants("looks") {
            let looks = self.ledger.looks(first, last)?;
            rows.extend(looks.into_iter().filter(|look| own(&look.operator)).map(|look| look_row(look, lang)));
        }
        // The latest first; of one second the journal's own order.
        rows.sort_by(|one, other| (&other.at, other.look, other.seq).cmp(&(&one.at, one.look, one.seq)));
        let total = rows.len();
        let rows = rows.into_iter().skip(question.start).take(question.len).collect();
        Ok(Journal { first, last, total, start: question.start, rows })
    }

    /// Who was shown a member on some days, by looks, by letters, and by the digits that were asked for. The asking is itself
    /// a look.
    ///
    /// # Errors
    /// When it is not permitted, the member is unknown, or the ledger cannot be read.
    pub fn who_saw(&self, text: &str, first: Day, last: Day, lang: Lang) -> Result<Saw, Failure> {
        self.must(Permission::Audit)?;
        let id = self.member(text, last)?;
        self.showing_one("who_saw", id, || {
            let known = self.ledger.now_known()?;
            let state = self.state(id, last, known)?.ok_or_else(|| crate::show::unknown_then(text))?;
            let mut rows: Vec<JournalRow> =
                self.ledger.looks_at(id, first, last)?.into_iter().map(|look| look_row(look, lang)).collect();
            let mut batches = HashSet::new();
            for paper in &state.papers {
                if let Some(batch) = paper.batch {
                    batches.extend(self.ledger.batch(batch)?.map(|batch| batch.code));
                }
            }
            let acts = self.ledger.acts_between(first, last)?.into_iter().filter(|act| {
                let subject = act.subject.as_deref().unwrap_or_default();
                subject == state.code || batches.contains(subject)
            });
            rows.extend(acts.map(|act| act_row(act, lang)));
            rows.sort_by(|one, other| (&other.at, other.look, other.seq).cmp(&(&one.at, one.look, one.seq)));
            Ok((Saw { member: member(&state), code: state.code.clone(), first, last, rows }, vec![id]))
        })
    }

    /// Looks that stand out on some days, with the reason for each: for whoever must know whether somebody looked out of
    /// curiosity. What stands out is asked about, it proves nothing.
    ///
    /// # Errors
    /// When it is not permitted, the days are more than a year, or the ledger cannot be read.
    pub fn unusual(&self, first: Day, last: Day, lang: Lang) -> Result<Vec<Unusual>, Failure> {
        self.must(Permission::Audit)?;
        within_a_year(first, last)?;
        let known = self.ledger.now_known()?;
        let looks: Vec<Look> = self.ledger.looks(first, last)?;
        // Whom somebody opened, day by day; lists and hits of a search show many at once and mean nobody.
        let mut opened: BTreeMap<(String, Day), Vec<(MemberId, u32)>> = BTreeMap::new();
        for look in looks.iter().filter(|look| matches!(look.kind.as_str(), "show" | "explain" | "decide")) {
            let meant = look.subject.as_deref().map(|code| self.ledger.member_by_code(code)).transpose()?.flatten();
            let Some(id) = meant else { continue };
            let seen = opened.entry((look.operator.clone(), look.at.day_in_japan())).or_default();
            seen.push((id, hour_in_japan(look.at.text())));
        }
        let operators: HashMap<String, String> = self
            .ledger
            .operators(known)?
            .into_iter()
            .map(|one| (one.code.clone(), name_key(one.name.split(['\u{3000}', ' ']).next().unwrap_or_default())))
            .collect();
        let mut acted: HashMap<String, HashSet<String>> = HashMap::new();
        for act in self.ledger.acts_between(first, last)? {
            if let Some(subject) = act.subject {
                acted.entry(act.operator).or_default().insert(subject);
            }
        }
        let mut again: HashMap<(String, MemberId), HashSet<Day>> = HashMap::new();
        let mut crowd: HashMap<(MemberId, Day), HashSet<String>> = HashMap::new();
        let mut counts: HashMap<String, Vec<usize>> = HashMap::new();
        for ((operator, day), seen) in &opened {
            let distinct: HashSet<MemberId> = seen.iter().map(|(id, _)| *id).collect();
            counts.entry(operator.clone()).or_default().push(distinct.len());
            for id in distinct {
                again.entry((operator.clone(), id)).or_default().insert(*day);
                crowd.entry((id, *day)).or_default().insert(operator.clone());
            }
        }
        let mut found = Vec::new();
        let mut tell = |operator: &str, day: Day, code: &'static str, members: Vec<String>, said: (String, String)| {
            found.push(Unusual {
                operator: operator.to_owned(),
                on: day,
                because: code,
                sentence: Said::new(said.0, said.1).in_lang(lang).to_owned(),
                members,
            });
        };
        let mut state_of: HashMap<MemberId, Option<ledger::State>> = HashMap::new();
        for ((operator, day), seen) in &opened {
            let all: HashSet<MemberId> = seen.iter().map(|(id, _)| *id).collect();
            for id in &all {
                if !state_of.contains_key(id) {
                    state_of.insert(*id, self.state(*id, last, known)?);
                }
            }
            let code = |id: &MemberId| state_of.get(id).and_then(Option::as_ref).map(|state| state.code.clone());
            let codes = |ids: &mut dyn Iterator<Item = &MemberId>| {
                let mut codes: Vec<String> = ids.filter_map(code).collect();
                codes.sort();
                codes
            };
            // Somebody of the same family name as the operator.
            let family = operators.get(operator).filter(|family| !family.is_empty());
            let kin = codes(&mut all.iter().filter(|id| {
                let name = state_of.get(*id).and_then(Option::as_ref).map(|state| printable(state).text().to_owned());
                let own = name.and_then(|name| name.split(['\u{3000}', ' ']).next().map(name_key));
                family.is_some_and(|family| own.as_ref() == Some(family))
            }));
            let idle = |code: &String| acted.get(operator).is_none_or(|subjects| !subjects.contains(code));
            let kin: Vec<String> = kin.into_iter().filter(|code| idle(code)).collect();
            if !kin.is_empty() {
                let n = kin.len();
                tell(
                    operator,
                    *day,
                    "same_family_name",
                    kin,
                    (
                        format!("担当者と同じ姓の方を{n}人見ていますが、その方についての処理がありません。"),
                        format!("Looked at {n} of the operator's own family name, and did nothing for them."),
                    ),
                );
            }
            // People whose data are locked away, for a reason.
            let guarded = codes(&mut all.iter().filter(|id| {
                state_of
                    .get(*id)
                    .and_then(Option::as_ref)
                    .is_some_and(|state| state.myna.access == rules::case::Access::Blocked)
            }));
            let guarded: Vec<String> = guarded.into_iter().filter(|code| idle(code)).collect();
            if !guarded.is_empty() {
                let n = guarded.len();
                tell(
                    operator,
                    *day,
                    "guarded",
                    guarded,
                    (
                        format!(
                            "閲覧に注意が必要な方（情報の自動開示を止めている方）を{n}人見ていますが、処理がありません。"
                        ),
                        format!("Looked at {n} whose data are guarded, and did nothing for them."),
                    ),
                );
            }
            // At an hour or on a day when nobody works.
            let late = codes(
                &mut seen
                    .iter()
                    .filter(|(_, hour)| !is_business_day(*day) || !(7..21).contains(hour))
                    .map(|(id, _)| id)
                    .collect::<HashSet<_>>()
                    .into_iter(),
            );
            if !late.is_empty() {
                let n = late.len();
                tell(
                    operator,
                    *day,
                    "off_hours",
                    late,
                    (
                        format!("休みの日または夜間（21時から7時）に{n}人を見ています。"),
                        format!("Looked at {n} on a day off or between 21 and 7 o'clock."),
                    ),
                );
            }
            // Far more than this person usually looks at.
            let usual = median(counts.get(operator).map(Vec::as_slice).unwrap_or_default());
            if all.len() > (3 * usual).max(usual + 100) {
                tell(
                    operator,
                    *day,
                    "many",
                    codes(&mut all.iter()),
                    (
                        format!("一日に{}人を見ています。この担当者のふだんは{usual}人です。", all.len()),
                        format!("Looked at {} in a day; this operator's usual day has {usual}.", all.len()),
                    ),
                );
            }
            // The same person again and again, with nothing done.
            let often = codes(&mut all.iter().filter(|id| {
                let days = again.get(&(operator.clone(), **id));
                days.is_some_and(|days| days.len() >= OFTEN && days.iter().max() == Some(day))
            }));
            let often: Vec<String> = often.into_iter().filter(|code| idle(code)).collect();
            if !often.is_empty() {
                let n = often.len();
                tell(
                    operator,
                    *day,
                    "again_and_again",
                    often,
                    (
                        format!("同じ方（{n}人）を{OFTEN}日以上にわたって見ていますが、処理がありません。"),
                        format!("Looked at the same {n} on {OFTEN} days or more, and did nothing for them."),
                    ),
                );
            }
            // Somebody whom everybody looks up.
            let famous = codes(&mut all.iter().filter(|id| {
                let people = crowd.get(&(**id, *day));
                people.is_some_and(|people| people.len() >= CROWD)
            }));
            let famous: Vec<String> = famous.into_iter().filter(|code| idle(code)).collect();
            if !famous.is_empty() {
                let n = famous.len();
                tell(
                    operator,
                    *day,
                    "crowd",
                    famous,
                    (
                        format!("{CROWD}人以上の担当者が同じ日に見た方（{n}人）を見ていますが、処理がありません。"),
                        format!(
                            "Looked at {n} whom {CROWD} operators or more looked at that day, and did nothing for them."
                        ),
                    ),
                );
            }
        }
        found.sort_by(|one, other| {
            (other.on, &one.operator, one.because).cmp(&(one.on, &other.operator, other.because))
        });
        // The report names members by their codes; whoever opens one is seen to do so.
        Ok(found)
    }
}

/// On so many days somebody looks at the same person before it stands out.
const OFTEN: usize = 4;
/// So many operators look at one person on one day before it stands out.
const CROWD: usize = 4;

fn median(counts: &[usize]) -> usize {
    let mut sorted = counts.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len() / 2).copied().unwrap_or(0)
}

/// The hour in Japan (UTC+9) of an instant `2026-11-21T10:58:44Z`.
fn hour_in_japan(at: &str) -> u32 {
    at.get(11..13).and_then(|hour| hour.parse::<u32>().ok()).map_or(12, |hour| (hour + 9) % 24)
}

fn act_row(act: Act, lang: Lang) -> JournalRow {
    JournalRow {
        look: false,
        seq: act.seq.0,
        at: act.at.text().to_owned(),
        operator: act.operator,
        word: words::did(&act.kind, lang).to_owned(),
        kind: act.kind,
        subject: act.subject,
        reason: act.reason,
        members: None,
        everyone: false,
    }
}

fn look_row(look: Look, lang: Lang) -> JournalRow {
    JournalRow {
        look: true,
        seq: look.seq,
        at: look.at.text().to_owned(),
        operator: look.operator,
        word: words::looked(&look.kind, lang).to_owned(),
        kind: look.kind,
        subject: look.subject,
        reason: None,
        members: Some(look.members.unsigned_abs()),
        everyone: look.everyone,
    }
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
