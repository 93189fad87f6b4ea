//! 督促: one letter to each employer about everything that it owes, and one to the home of whoever has no employer; three of them,
//! each firmer than the one before. What a letter says is kept, so that it can be printed again with the same bytes.
//!
//! An employer reads names, numbers and deadlines only: no birth date, no address, no reason, and nothing of whoever is protected.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ledger::{HouseholdId, Known, MemberId, NewReminder, NewReminderPaper, PaperId, PaperLife, Reminder, State};
use papers::Record;
use rules::calendar::Day;
use rules::owed::{Firmness, Kind, Next, answer_by};
use rules::words::{Complaint, Lang, Said, Weight};

use crate::case::{insured, member, printable};
use crate::drafts::{Drafts, may_write};
use crate::owed::{Everything, Outstanding, What};
use crate::plan::sender;
use crate::print::{FAR_FUTURE, folder};
use crate::release::SINGLE;
use crate::roles::Permission;
use crate::shield::protected;
use crate::wire::{NotReminded, Reminded, ReminderLine, ReminderOnRecord, ReminderShown};
use crate::{Desk, Failure, Occasion, words};

/// Reminders of a day.
#[derive(Debug, Clone)]
pub struct Remind {
    /// The day they bear.
    pub on: Day,
    /// To one employer, by code; `None` is everyone.
    pub employer: Option<String>,
    /// Where the letters are written; without it nothing is recorded.
    pub out: Option<PathBuf>,
    /// The language of sentences; letters are in Japanese.
    pub lang: Lang,
}

/// Whom a letter goes to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum To {
    Employer(String),
    Household(HouseholdId),
    Alone(MemberId),
}

/// A letter before it is recorded, with the papers that must still be where they were when it is.
struct Planned {
    reminder: NewReminder,
    letter: Letter,
    fresh: Vec<Fresh>,
}

/// A paper of which somebody is reminded now.
struct Fresh {
    member: MemberId,
    paper: PaperId,
    life: PaperLife,
    since: Day,
    reminded: usize,
}

impl Fresh {
    /// As far as anything is recorded, also of a later day, it is where it was and nobody was reminded of it in between.
    fn stands(&self, last: Option<State>) -> bool {
        let own = last.and_then(|state| state.papers.into_iter().find(|paper| paper.id == self.paper));
        own.is_some_and(|paper| {
            paper.life == self.life && paper.reminded.iter().filter(|day| self.since <= **day).count() == self.reminded
        })
    }
}

/// A letter, as it is read.
struct Letter {
    number: Option<i64>,
    known: Known,
    on: Day,
    employer: Option<String>,
    firmness: Firmness,
    postcode: String,
    address: String,
    to: String,
    lines: Vec<ReminderLine>,
}

impl Desk {
    /// Plans the reminders of a day; with a folder to write to they are recorded, all in one act, and written.
    ///
    /// # Errors
    /// When it is not permitted, a letter cannot be printed, the folder cannot be written, or a colleague has just recorded something.
    pub fn remind(&mut self, ask: &Remind, occasion: &Occasion) -> Result<Reminded, Failure> {
        self.must(Permission::Print)?;
        let head = self.head_now()?;
        let everything = self.outstanding(ask.on)?;
        if let Some(code) = &ask.employer {
            self.employer_known(code, ask.on, everything.known())?;
        }
        let (planned, held) = self.planned(&everything, ask)?;
        if planned.len() > SINGLE {
            self.must(Permission::PrintMany)?;
        }
        let seen: Vec<MemberId> =
            planned.iter().flat_map(|one| one.reminder.papers.iter().map(|paper| paper.member)).collect();
        self.showing("remind", ask.employer.as_deref(), || Ok(((), seen)))?;
        let Some(out) = ask.out.as_deref().filter(|_| !planned.is_empty()) else {
            let letters = planned.iter().map(|one| one.letter.shown(ask.lang, None)).collect();
            return Ok(Reminded { on: ask.on, recorded: false, letters, held });
        };
        folder(out)?;
        may_write(out)?;
        // What cannot be printed is found before anything is recorded.
        for one in &planned {
            self.on_paper(&one.letter)?;
        }
        let subject = ask.employer.clone();
        let act = ledger::NewAct { subject, on: ask.on, ..self.act_of("remind", occasion) };
        let recorded = self.ledger.act::<_, Failure>(act, |entry| {
            let mut numbers = Vec::with_capacity(planned.len());
            for one in &planned {
                for fresh in &one.fresh {
                    // A colleague may have taken it back a moment ago.
                    if !fresh.stands(entry.state(fresh.member, FAR_FUTURE)?) {
                        return Err(somebody_faster());
                    }
                }
                numbers.push(entry.reminder(&one.reminder)?);
            }
            Ok(numbers)
        });
        let (_, numbers) = recorded.map_err(|failure| self.naming(head, failure))?;
        let written = self.write_reminders(&numbers, out, ask.lang).map_err(|failure| {
            failure.after(
                ("督促は記録されていますが、書面を書き出せていません。", "督促の一覧から、もう一度印刷してください。"),
                ("The reminders are on record; the letters are not written.", "Print them again from the list."),
            )
        })?;
        Ok(Reminded { on: ask.on, recorded: true, letters: written, held })
    }

    /// Writes reminders that are on record once more, with the same bytes.
    ///
    /// # Errors
    /// When there is no such reminder, what it lists was deleted, somebody on it is shielded since, or the file cannot be written.
    pub fn remind_again(&self, number: i64, out: &Path, lang: Lang) -> Result<ReminderShown, Failure> {
        self.must(Permission::Print)?;
        folder(out)?;
        let seen = self.ledger.reminder_papers(number)?.iter().map(|paper| paper.member).collect();
        self.showing("remind", None, || Ok(((), seen)))?;
        self.gives_nobody_away_again(number)?;
        self.write_reminders(&[number], out, lang)?.pop().ok_or_else(|| no_reminder(number))
    }

    /// The reminders on record, the last one first; of one employer, or of all. They name no member.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn reminders(&self, employer: Option<&str>, lang: Lang) -> Result<Vec<ReminderOnRecord>, Failure> {
        self.must(Permission::View)?;
        let known = self.ledger.now_known()?;
        let mut found = Vec::new();
        for one in self.ledger.reminders(known)?.into_iter().rev() {
            if employer.is_some() && one.employer.as_deref() != employer {
                continue;
            }
            let employer_name = match &one.employer {
                Some(code) => self.employer_called(code, one.on, Known::after(one.act))?,
                None => None,
            };
            found.push(ReminderOnRecord {
                id: one.id,
                on: one.on,
                employer: one.employer,
                employer_name,
                firmness: one.firmness.code(),
                firmness_word: words::firmness(one.firmness, lang).to_owned(),
                papers: one.papers,
            });
        }
        Ok(found)
    }

    fn employer_called(&self, code: &str, on: Day, known: Known) -> Result<Option<String>, Failure> {
        Ok(self.ledger.employers(on, known)?.into_iter().find(|one| one.code == code).map(|one| one.name))
    }

    /// The letters of a day, and what is held back.
    fn planned(&self, everything: &Everything, ask: &Remind) -> Result<(Vec<Planned>, Vec<NotReminded>), Failure> {
        let mut held = Vec::new();
        let mut by_letter: BTreeMap<To, Vec<&Outstanding>> = BTreeMap::new();
        let mine = |one: &&Outstanding| ask.employer.is_none() || one.employer == ask.employer;
        for one in everything.rows().iter().filter(mine) {
            match one.next {
                What::Rules(Next::NotYet(_)) => {}
                // Without any coverage on record nobody knows whose household a letter would go to.
                What::Rules(Next::Remind(_)) if one.employer.is_none() && one.household.is_none() => {
                    held.push(not_reminded(one, What::NoAddress, ask));
                }
                What::Rules(Next::Remind(_) | Next::Wait(_) | Next::Report) => {
                    let to = match (&one.employer, one.household) {
                        (Some(code), _) => To::Employer(code.clone()),
                        (None, Some(household)) if !one.alone => To::Household(household),
                        (None, Some(_)) => To::Alone(one.id),
                        (None, None) => continue,
                    };
                    by_letter.entry(to).or_default().push(one);
                }
                why => held.push(not_reminded(one, why, ask)),
            }
        }
        let mut planned = Vec::new();
        for (to, rows) in by_letter {
            let mut papers = Vec::with_capacity(rows.len());
            let mut firmness = None;
            let (mut listed, mut going) = (Vec::with_capacity(rows.len()), Vec::new());
            for one in rows {
                let fresh = match one.next {
                    What::Rules(Next::Remind(how)) => {
                        if let Some((paper, _)) = &one.paper {
                            let (member, paper, reminded) = (one.id, *paper, one.reminded.0);
                            let fresh = Fresh { member, paper, life: one.life, since: one.duty.from, reminded };
                            if !fresh.stands(self.state(member, FAR_FUTURE, everything.known())?) {
                                continue;
                            }
                            going.push(fresh);
                        }
                        firmness = firmness.max(Some(how));
                        true
                    }
                    _ => false,
                };
                papers.push(NewReminderPaper {
                    member: one.id,
                    paper: one.paper.as_ref().map(|(id, _)| (*id, one.life)),
                    because: one.duty.because.code().to_owned(),
                    by: one.duty.duty.by,
                    number: one.reminded.0 + usize::from(fresh),
                    fresh,
                });
                listed.push(one);
            }
            let Some(firmness) = firmness else { continue };
            let (employer, household, alone) = match to {
                To::Employer(code) => (Some(code), None, false),
                To::Household(household) => (None, Some(household), false),
                To::Alone(_) => (None, listed.first().and_then(|one| one.household), true),
            };
            let reminder = NewReminder { on: ask.on, employer, household, alone, firmness, papers };
            match self.letter(None, &reminder, everything.known())? {
                Ok(letter) => planned.push(Planned { reminder, letter, fresh: going }),
                Err(why) => {
                    held.extend(listed.into_iter().map(|one| not_reminded(one, why, ask)));
                }
            }
        }
        Ok((planned, held))
    }

    /// A letter as it is read, or why it cannot be sent.
    fn letter(
        &self,
        number: Option<i64>,
        reminder: &NewReminder,
        known: Known,
    ) -> Result<Result<Letter, What>, Failure> {
        let on = reminder.on;
        let mut lines = Vec::with_capacity(reminder.papers.len());
        let mut first = None;
        for paper in &reminder.papers {
            let Some(state) = self.ledger.state(paper.member, on, known)? else { continue };
            let own = paper.paper.and_then(|(id, _)| state.papers.iter().find(|one| one.id == id));
            lines.push(ReminderLine {
                member: own.map_or_else(|| member(&state), |own| own.printed.number.to_string()),
                name: printable(&state).text().to_owned(),
                kind: own.map_or(Kind::OldCard.code(), |own| own.kind.code()),
                paper: own.map(|own| own.code.clone()),
                by: paper.by,
                number: paper.number,
                fresh: paper.fresh,
            });
            first.get_or_insert(state);
        }
        let Some(first) = first else { return Ok(Err(What::NoAddress)) };
        let (postcode, address, to) = match &reminder.employer {
            Some(code) => {
                let employer = self.ledger.employers(on, known)?.into_iter().find(|one| one.code == *code);
                let (name, postcode, address) = employer
                    .map(|one| (one.name, one.postcode, one.address))
                    .unwrap_or_else(|| (code.clone(), None, None));
                (postcode.unwrap_or_default(), address.unwrap_or_default(), format!("{name}　御中"))
            }
            None => {
                let addressee = match reminder.household.filter(|_| !reminder.alone) {
                    Some(household) => self.head_of(household, on, known)?.unwrap_or(first),
                    None => first,
                };
                let protected = protected(&addressee);
                let [home, delivery] = &addressee.doubt;
                let (addressed, doubt) = match (&addressee.delivery, &addressee.home) {
                    (Some(there), _) => (there, delivery),
                    (None, _) if protected => return Ok(Err(What::NoProtectedAddress)),
                    (None, Some(there)) => (there, home),
                    (None, None) => return Ok(Err(What::NoAddress)),
                };
                if doubt.is_some() && number.is_none() {
                    return Ok(Err(What::AddressDoubtful));
                }
                let name = printable(&addressee);
                (addressed.postcode.clone(), addressed.address.text().to_owned(), format!("{}　様", name.text()))
            }
        };
        let employer = reminder.employer.clone();
        Ok(Ok(Letter { number, known, on, employer, firmness: reminder.firmness, postcode, address, to, lines }))
    }

    /// The insured person of a household, unless dead.
    pub(crate) fn head_of(&self, household: HouseholdId, on: Day, known: Known) -> Result<Option<State>, Failure> {
        let deaths = self.ledger.deaths(known)?;
        let alive = |state: &State| deaths.get(&state.id).is_none_or(|died| on < *died);
        Ok(self.ledger.household(household, on, known)?.into_iter().find(|state| insured(state) && alive(state)))
    }

    fn write_reminders(&self, numbers: &[i64], out: &Path, lang: Lang) -> Result<Vec<ReminderShown>, Failure> {
        let mut files = Drafts::new(out);
        let mut written = Vec::with_capacity(numbers.len());
        for number in numbers {
            let reminder = self.ledger.reminder(*number)?.ok_or_else(|| no_reminder(*number))?;
            let letter = self.letter_on_record(&reminder)?;
            let name = format!("daicho-remind-{}-{number:05}.pdf", reminder.on);
            let sheet = self.on_paper(&letter)?;
            files.whole(&name, sheet.pages, &sheet.bytes)?;
            written.push(letter.shown(lang, Some(out.join(name).display().to_string())));
        }
        files.publish()?;
        Ok(written)
    }

    /// Whoever came to be in danger since a letter was written stands on no copy of it.
    fn gives_nobody_away_again(&self, number: i64) -> Result<(), Failure> {
        let Some(reminder) = self.ledger.reminder(number)? else { return Ok(()) };
        let known = self.ledger.now_known()?;
        let mut wrong = BTreeMap::new();
        for line in self.ledger.reminder_papers(number)? {
            let now = self.ledger.state(line.member, FAR_FUTURE, known)?;
            let Some(now) = now.filter(protected) else { continue };
            let then = self.ledger.state(line.member, reminder.on, Known::after(reminder.act))?;
            // Written to alone, at the own address of delivery, it gave nobody away.
            if !(reminder.alone && then.is_some_and(|state| state.delivery.is_some())) {
                wrong.insert(line.member, shielded_since(member(&now)));
            }
        }
        if wrong.is_empty() { Ok(()) } else { Err(Failure::refused(wrong.into_values().collect())) }
    }

    /// A letter as it was when it was recorded.
    fn letter_on_record(&self, reminder: &Reminder) -> Result<Letter, Failure> {
        let lines = self.ledger.reminder_papers(reminder.id)?;
        if lines.len() != reminder.papers {
            return Err(deleted_since(reminder.id));
        }
        let papers = lines
            .into_iter()
            .map(|line| NewReminderPaper {
                member: line.member,
                paper: line.paper.map(|paper| (paper, PaperLife::InHand)),
                because: line.because,
                by: line.by,
                number: line.number,
                fresh: line.fresh,
            })
            .collect();
        let again = NewReminder {
            on: reminder.on,
            employer: reminder.employer.clone(),
            household: reminder.household,
            alone: reminder.alone,
            firmness: reminder.firmness,
            papers,
        };
        self.letter(Some(reminder.id), &again, Known::after(reminder.act))?.map_err(|_| deleted_since(reminder.id))
    }

    fn on_paper(&self, letter: &Letter) -> Result<papers::Cover, Failure> {
        let policies = self.policies(letter.known)?;
        let policy = policies.on(letter.on).map_err(Failure::other)?;
        let society = sender(&self.ledger.society(letter.known)?.unwrap_or_default(), policy);
        let heads = letter.heads();
        let record = Record { society: &society, on: letter.on, heads: &heads, rows: &letter.rows(), anchor: "" };
        papers::record("reminder", &record).map_err(Failure::from)
    }
}

impl Letter {
    fn answer_by(&self) -> Day {
        answer_by(self.on)
    }

    fn shown(&self, lang: Lang, file: Option<String>) -> ReminderShown {
        ReminderShown {
            id: self.number,
            on: self.on,
            employer: self.employer.clone(),
            to: self.to.clone(),
            firmness: self.firmness.code(),
            firmness_word: words::firmness(self.firmness, lang).to_owned(),
            answer_by: self.answer_by(),
            papers: self.lines.clone(),
            file,
        }
    }

    fn heads(&self) -> Vec<String> {
        let answer_by = self.answer_by().wareki();
        let at_employer = self.employer.is_some();
        let title = match self.firmness {
            Firmness::First => "資格確認書等の返納のお願い",
            Firmness::Second => "資格確認書等の返納のお願い（再度のお願い）",
            Firmness::Last => "資格確認書等の返納のお願い（最後のお願い）",
        };
        let body = match (self.firmness, at_employer) {
            (Firmness::First, _) => format!(
                "下の表の書類は、返していただく期限を過ぎていますが、まだ当組合に届いていません。お手元にありましたら、{answer_by}までにお送りください。"
            ),
            (Firmness::Second, _) => format!(
                "先日お願いしましたが、下の表の書類がまだ当組合に届いていません。{answer_by}までに必ずお送りください。なくされた場合は、滅失届をお出しください。"
            ),
            (Firmness::Last, true) => format!(
                "これまでにお願いしましたが、下の表の書類がまだ当組合に届いていません。{answer_by}までにお送りください。ご本人から回収できない場合は、これまでの経過を書いて「資格確認書回収不能届」をお出しください。"
            ),
            (Firmness::Last, false) => format!(
                "これまでにお願いしましたが、下の表の書類がまだ当組合に届いていません。{answer_by}までにお送りください。なくされた場合は、滅失届をお出しください。どちらもないときは、回収できない書類として記録します。"
            ),
        };
        let more = if at_employer {
            "「督促」の欄に回数のあるものは、前にもお願いした書類です。資格を失ったあとに使われますと、医療費を返していただくことがあります。"
        } else {
            "資格を失ったあとに使われますと、医療費を返していただくことがあります。"
        };
        vec![
            self.postcode_line(),
            self.address.clone(),
            self.to.clone(),
            title.to_owned(),
            body,
            more.to_owned(),
            self.number.map(|number| format!("督促第{number}号")).unwrap_or_default(),
        ]
    }

    fn postcode_line(&self) -> String {
        match (self.postcode.get(..3), self.postcode.get(3..)) {
            (Some(area), Some(town)) if self.postcode.len() == 7 => format!("〒{area}-{town}"),
            _ => self.postcode.clone(),
        }
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let row = |line: &ReminderLine| {
            let times = match (line.number, line.fresh) {
                (1, true) => "初めて".to_owned(),
                (number, true) => format!("{number}回目"),
                (number, false) => format!("{number}回済み"),
            };
            vec![
                line.member.clone(),
                line.name.clone(),
                words::word(line.kind, Lang::Ja).to_owned(),
                line.paper.clone().unwrap_or_default(),
                line.by.map(Day::wareki).unwrap_or_default(),
                times,
            ]
        };
        self.lines.iter().map(row).collect()
    }
}

fn not_reminded(one: &Outstanding, why: What, ask: &Remind) -> NotReminded {
    NotReminded {
        member: one.member.clone(),
        name: one.name.text().to_owned(),
        paper: one.paper.as_ref().map(|(_, code)| code.clone()),
        because: why.code(),
        sentence: why.said(one.since, ask.on).0.in_lang(ask.lang).to_owned(),
    }
}

fn no_reminder(number: i64) -> Failure {
    Failure::usage(Complaint {
        place: number.to_string(),
        code: "reminder_unknown",
        weight: Weight::Refusal,
        sentence: Said::new("この番号の督促はありません。", "There is no reminder of this number."),
        hint: Said::new("督促の一覧で番号を確かめてください。", "See the list of reminders."),
    })
}

fn deleted_since(number: i64) -> Failure {
    Failure::refused(vec![Complaint {
        place: number.to_string(),
        code: "deleted_since",
        weight: Weight::Refusal,
        sentence: Said::new(
            "この督促に載っていた方の記録は、そのあとに削除されています。",
            "Whom this reminder named was deleted since.",
        ),
        hint: Said::new("印刷できるものはありません。", "There is nothing to print."),
    }])
}

fn shielded_since(place: String) -> Complaint {
    Complaint {
        place,
        code: "shield_broken",
        weight: Weight::Refusal,
        sentence: Said::new(
            "この督促に載っている方の郵送は、そのあとに保護されました。この書面は、もう印刷しません。",
            "The mail of somebody on this reminder is shielded since. It is not printed again.",
        ),
        hint: Said::new(
            "手元に残っている書面は、送らずに廃棄してください。次の督促からは、この方には本人だけに送ります。",
            "Destroy what is left of it. From the next reminder on this member is written to alone.",
        ),
    }
}

fn somebody_faster() -> Failure {
    Failure::refused(vec![Complaint {
        place: String::new(),
        code: "somebody_faster",
        weight: Weight::Refusal,
        sentence: Said::new(
            "ほかの担当者が、たったいま台帳に記録しました。督促は記録していません。",
            "A colleague has just recorded something. No reminder was recorded.",
        ),
        hint: Said::new("一覧を見てから、もう一度実行してください。", "Look at the list, and try again."),
    }])
}
