//! 報告: what was issued, refused, returned, and how things stand, by employer and month, for the board and the audit.
//!
//! Every number is counted from people and papers, and the list behind it is kept with it. A report says up to which act it
//! knows; asked for again with that act, it gives the same bytes, whatever was recorded since. What happened belongs to the
//! employer of that day; how things stand, to the employer of the month's last day.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::ControlFlow;
use std::path::Path;

use intake::write::{Cell, Csv, Sheet, Texts, csv, xlsx};
use ledger::{ActSeq, Known, MemberId, Moment, PaperId, PaperKind, PaperLife, State};
use rules::calendar::Day;
use rules::decision::{Covered, CoveredBecause};
use rules::last_four::Check;
use rules::owed::Kind as Owed;
use rules::policy::{Policies, Policy};
use rules::retention::Kind;
use rules::words::{Complaint, Lang, Said, Weight};

use crate::campaign::insured_on;
use crate::case::{covered_sentence, decided};
use crate::drafts::Drafts;
use crate::find::found;
use crate::founding::file_name;
use crate::owed::Beside;
use crate::roles::Permission;
use crate::watched::{Long, Watch, unwatched};
use crate::wire::{Listed, ListedRow, Measure, Report, ReportFile, ReportRow};
use crate::{Desk, Failure, words};

/// A word in Japanese and in English.
type Words = (&'static str, &'static str);

/// A report: its name, what it is called, whether its numbers are how things stand, and what it counts.
struct Named {
    name: &'static str,
    title: Words,
    stock: bool,
    measures: &'static [(&'static str, Words)],
}

const REPORTS: [Named; 7] = [
    Named {
        name: "issued",
        title: ("交付", "issued"),
        stock: false,
        measures: &[
            ("certificate_issued", ("資格確認書 交付", "certificates issued")),
            ("certificate_renewed", ("資格確認書 更新", "certificates renewed")),
            ("notice_issued", ("お知らせ 交付", "notices issued")),
            ("other_issued", ("その他の書類", "other papers")),
        ],
    },
    Named {
        name: "reissued",
        title: ("再交付・差替え", "issued again"),
        stock: false,
        measures: &[
            ("certificate_reissued", ("資格確認書 再交付", "certificates issued again")),
            ("certificate_replaced", ("資格確認書 差替え", "certificates replaced")),
            ("notice_reissued", ("お知らせ 再交付", "notices issued again")),
        ],
    },
    Named {
        name: "refused",
        title: ("不交付", "refused"),
        stock: false,
        measures: &[
            ("certificate_refused", ("資格確認書 不交付", "certificates refused")),
            ("notice_refused", ("お知らせ 不交付", "notices refused")),
        ],
    },
    Named {
        name: "returned",
        title: ("返納など", "returned"),
        stock: false,
        measures: &[
            ("returned", ("返納", "returned")),
            ("found", ("紛失後に発見", "found after loss")),
            ("loss_reported", ("滅失届", "loss reported")),
            ("not_collectable", ("回収不能届", "not collectable")),
            ("self_disposed", ("自己廃棄", "destroyed by its holder")),
        ],
    },
    Named {
        name: "outstanding",
        title: ("未返納", "outstanding"),
        stock: true,
        measures: &[
            ("certificate_due", ("資格確認書", "certificates")),
            ("replaced_due", ("差替え前の資格確認書", "replaced certificates")),
            ("elderly_certificate_due", ("高齢受給者証", "elderly certificates")),
            ("old_card_due", ("従来の健康保険証", "old cards")),
        ],
    },
    Named {
        name: "covered",
        title: ("受診のときに示せるもの", "covered"),
        stock: true,
        measures: &[
            ("covered", ("示せるものがある", "covered")),
            ("uncovered", ("示せるものがない", "not covered")),
            ("unknown", ("分からない", "unknown")),
            ("undecided", ("判定できない", "cannot be decided")),
        ],
    },
    Named {
        name: "last_four",
        title: ("下4桁の確認", "check of the last four digits"),
        stock: true,
        measures: &[
            ("not_sent", ("未発送", "not sent")),
            ("sent", ("回答待ち", "waiting for an answer")),
            ("agrees", ("一致", "agrees")),
            ("differs", ("相違（未着手）", "differs, nobody asked yet")),
            ("no_answer", ("回答なし", "no answer")),
            ("returned_undelivered", ("返戻", "came back")),
            ("case_open", ("照会中", "being asked")),
            ("corrected", ("訂正済み（再通知待ち）", "corrected, to be told")),
            ("second_letter_sent", ("再通知済み（完了の確認待ち）", "told, to be closed")),
            ("closed", ("完了", "closed")),
        ],
    },
];

/// The reports, by name, in the order of the screen.
#[must_use]
pub fn names() -> Vec<&'static str> {
    REPORTS.iter().map(|report| report.name).collect()
}

/// No more months stand in one report.
const MOST_MONTHS: usize = 36;

/// So many months a report has when nobody says which.
const MONTHS: u32 = 12;

/// Members of no employer stand under this word.
const NO_EMPLOYER: Words = ("任意継続など（事業所なし）", "voluntary continuation (no employer)");

/// What of the ledger is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AsOf {
    /// Everything.
    Now,
    /// What was recorded at or before an instant.
    Moment(Moment),
    /// What was recorded by the end of a day in Japan.
    EndOf(Day),
    /// Everything up to an act, as a report names it.
    Act(i64),
}

impl AsOf {
    /// As it is typed: the number of an act, an instant, or a day.
    ///
    /// # Errors
    /// When it is none of them.
    pub fn read(text: &str) -> Result<AsOf, Failure> {
        let text = text.trim();
        if let Some(act) = text.parse::<i64>().ok().filter(|act| *act > 0 && text.len() < 8) {
            return Ok(AsOf::Act(act));
        }
        match Moment::new(text) {
            Some(moment) => Ok(AsOf::Moment(moment)),
            None => crate::day(text).map(AsOf::EndOf),
        }
    }
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportQuestion {
    /// Which report.
    pub name: String,
    /// A day of the first month; `None` begins so that there are twelve.
    pub from: Option<Day>,
    /// A day of the last month; `None` is the month of `on`.
    pub to: Option<Day>,
    /// The last day that is looked at.
    pub on: Day,
    /// What is known.
    pub as_of: AsOf,
    /// The language of words.
    pub lang: Lang,
}

/// Which part of a report; `None` is all of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportCell {
    /// The employer's code; empty for members without one.
    pub employer: Option<String>,
    /// The month, `2026-04`.
    pub month: Option<String>,
    /// What is counted, by its code.
    pub measure: Option<String>,
}

/// A report with the people behind its numbers. Good for the act that it names.
pub struct Counted {
    report: &'static Named,
    known: Known,
    months: Vec<Month>,
    entries: Vec<Entry>,
    details: Vec<Detail>,
    lang: Lang,
    /// In numbers.
    pub answer: Report,
}

/// A month, as far as it has gone.
#[derive(Debug, Clone, Copy)]
struct Month {
    first: Day,
    last: Day,
}

/// Somebody, or a paper, behind a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    employer: u32,
    month: u16,
    measure: u16,
    member: MemberId,
    /// Where [`Detail`]s tell more.
    detail: Option<u32>,
}

/// What happened, where something did.
struct Detail {
    on: Day,
    paper: Option<PaperId>,
    /// About which paper it was decided, and why.
    because: Option<(String, String)>,
}

/// Numbers on their way, of some months.
#[derive(Default)]
struct Tally {
    employers: Vec<Option<String>>,
    places: HashMap<Option<String>, u32>,
    entries: Vec<Entry>,
    details: Vec<Detail>,
    /// Months that no policy reached.
    without_policy: Vec<usize>,
}

impl Tally {
    fn employer(&mut self, code: Option<&String>) -> u32 {
        if let Some(place) = self.places.get(&code.cloned()) {
            return *place;
        }
        let place = u32::try_from(self.employers.len()).unwrap_or(u32::MAX);
        self.employers.push(code.cloned());
        self.places.insert(code.cloned(), place);
        place
    }

    fn add(&mut self, of: (Option<&String>, usize), measure: usize, member: MemberId, detail: Option<Detail>) {
        let small = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        let employer = self.employer(of.0);
        let detail = detail.map(|detail| {
            self.details.push(detail);
            u32::try_from(self.details.len() - 1).unwrap_or(u32::MAX)
        });
        self.entries.push(Entry { employer, month: small(of.1), measure: small(measure), member, detail });
    }

    fn take(&mut self, other: Tally) {
        let shift = u32::try_from(self.details.len()).unwrap_or(u32::MAX);
        let places: Vec<u32> = other.employers.iter().map(|code| self.employer(code.as_ref())).collect();
        self.details.extend(other.details);
        self.without_policy.extend(other.without_policy);
        self.entries.extend(other.entries.into_iter().filter_map(|entry| {
            let employer = *places.get(entry.employer as usize)?;
            Some(Entry { employer, detail: entry.detail.map(|at| at + shift), ..entry })
        }));
    }
}

impl Named {
    fn at(&self, code: &str) -> Option<usize> {
        self.measures.iter().position(|(known, _)| *known == code)
    }
}

impl Desk {
    /// Counts a report. Names nobody; who stands behind a number is asked by [`Desk::report_list`].
    ///
    /// # Errors
    /// When there is no such report, the months or what is known cannot be, or the ledger cannot be read.
    pub fn report(&self, question: &ReportQuestion) -> Result<Counted, Failure> {
        self.report_watched(question, &mut unwatched)
    }

    /// As [`Desk::report`]; `watch` hears how many of how many looks at somebody are done, and may end it.
    ///
    /// # Errors
    /// As [`Desk::report`], and `cancelled` when `watch` ended it.
    pub fn report_watched(&self, question: &ReportQuestion, watch: &mut Watch<'_>) -> Result<Counted, Failure> {
        if !self.may(Permission::View) {
            self.must(Permission::Audit)?;
        }
        let report = REPORTS.iter().find(|one| one.name == question.name).ok_or_else(|| no_report(&question.name))?;
        let known = self.as_of(&question.as_of)?;
        let months = months(question)?;
        let policies = self.policies(known)?;
        let mut tally = if report.stock {
            self.standing(report, &months, known, &policies, watch)?
        } else {
            self.happened_in(report, &months, known)?
        };
        tally.without_policy.sort_unstable();
        let mut all = self.in_order(tally, known, question)?;
        all.entries.sort_unstable();
        let answer = self.in_numbers(report, &months, known, &all, question)?;
        let Ordered { entries, details, .. } = all;
        Ok(Counted { report, known, months, entries, details, lang: question.lang, answer })
    }

    fn as_of(&self, as_of: &AsOf) -> Result<Known, Failure> {
        Ok(match as_of {
            AsOf::Now => self.ledger.now_known()?,
            AsOf::Moment(moment) => self.ledger.known_at(moment)?,
            AsOf::EndOf(day) => self.ledger.known_at(&Moment::begin_of(day.after()).seconds_before(1))?,
            AsOf::Act(act) => {
                let act = self.ledger.acts(*act..=*act)?.pop().ok_or_else(|| no_act(*act))?;
                Known::after(act.seq)
            }
        })
    }

    /// What happened in the months.
    fn happened_in(&self, report: &Named, months: &[Month], known: Known) -> Result<Tally, Failure> {
        let (Some(first), Some(last)) = (months.first(), months.last()) else { return Ok(Tally::default()) };
        let (first, last) = (first.first, last.last);
        let mut happened: Vec<(MemberId, usize, Detail)> = Vec::new();
        let mut put = |measure: &str, member: MemberId, detail: Detail| {
            if let Some(measure) = report.at(measure) {
                happened.push((member, measure, detail));
            }
        };
        match report.name {
            "issued" | "reissued" => {
                for one in self.ledger.papers_issued(first, last, known)? {
                    let outcome = one.decided.as_ref().map(|(outcome, _)| outcome.as_str());
                    let because =
                        one.decided.as_ref().map(|(_, because)| (one.kind.code().to_owned(), because.clone()));
                    let detail = Detail { on: one.on, paper: Some(one.paper), because };
                    put(issued_as(one.kind, outcome), one.member, detail);
                }
            }
            "refused" => {
                for one in self.ledger.refusals(first, last, known)? {
                    let measure = if one.about == "certificate" { "certificate_refused" } else { "notice_refused" };
                    let detail = Detail { on: one.on, paper: None, because: Some((one.about, one.because)) };
                    put(measure, one.member, detail);
                }
            }
            _ => {
                for one in self.ledger.papers_ended(first, last, known)? {
                    put(one.life.code(), one.member, Detail { on: one.on, paper: Some(one.paper), because: None });
                }
            }
        }
        let mut asked: BTreeMap<MemberId, BTreeSet<Day>> = BTreeMap::new();
        for (member, _, detail) in &happened {
            asked.entry(*member).or_default().insert(detail.on);
        }
        let employers = self.ledger.employers_of(&asked, known)?;
        let mut tally = Tally::default();
        for (member, measure, detail) in happened {
            let Some(month) = months.iter().position(|month| detail.on <= month.last) else { continue };
            let employer = employers.get(&(member, detail.on)).and_then(Option::as_ref);
            tally.add((employer, month), measure, member, Some(detail));
        }
        Ok(tally)
    }

    /// How things stand at the end of each month: one look at everyone for all of them, which two threads share.
    fn standing(
        &self,
        report: &Named,
        months: &[Month],
        known: Known,
        policies: &Policies,
        watch: &mut Watch<'_>,
    ) -> Result<Tally, Failure> {
        let mut without_policy = Vec::new();
        let (mut places, mut days, mut decide) = (Vec::new(), Vec::new(), Vec::new());
        for (at, month) in months.iter().enumerate() {
            let Ok(policy) = policies.on(month.last) else {
                without_policy.push(at);
                continue;
            };
            places.push(at);
            days.push(month.last);
            decide.push(policy);
        }
        let members = usize::try_from(self.ledger.count_members()?).unwrap_or(usize::MAX);
        let long = Long::of(members.saturating_mul(days.len()));
        let [mut tally, other] = self.side_by_side(&days, known, (&long, watch), |desk, share, leads, step| {
            let mut tally = Tally::default();
            if report.name == "outstanding" {
                let beside = decide.iter().map(|policy| desk.beside(policy, known)).collect::<Result<Vec<_>, _>>()?;
                let mut failed = None;
                desk.states_on(share, &days, known, leads, &mut |at, state| match desk.still_owed(
                    report,
                    (places[at], days[at]),
                    state,
                    (known, &beside[at]),
                    &mut tally,
                ) {
                    Ok(()) => step(),
                    Err(failure) => {
                        failed = Some(failure);
                        ControlFlow::Break(())
                    }
                })?;
                return failed.map_or(Ok(tally), Err);
            }
            desk.states_on(share, &days, known, leads, &mut |at, state| {
                // In voluntary continuation there is no employer, whatever the symbol says.
                let coverage = state.coverage.as_ref().filter(|coverage| coverage.voluntary_until.is_none());
                let employer = coverage.and_then(|coverage| coverage.employer.as_ref());
                if let Some(measure) = stands_as(report.name, state, decide[at], days[at]).and_then(|it| report.at(it))
                {
                    tally.add((employer, places[at]), measure, state.id, None);
                }
                step()
            })?;
            Ok(tally)
        })?;
        long.whole()?;
        tally.take(other);
        tally.without_policy = without_policy;
        Ok(tally)
    }

    /// What a member owes at the end of a month: paper by paper, as reminders go out.
    fn still_owed(
        &self,
        report: &Named,
        (month, on): (usize, Day),
        state: &State,
        (known, beside): (Known, &Beside<'_>),
        tally: &mut Tally,
    ) -> Result<(), Failure> {
        for one in self.owed_of(state, on, known, beside)? {
            if let Some(measure) = report.at(owed_as(one.kind, one.life)) {
                let because = Some(("certificate_return".to_owned(), one.duty.because.code().to_owned()));
                let detail = Detail { on, paper: one.paper.as_ref().map(|(id, _)| *id), because };
                tally.add((one.employer.as_ref(), month), measure, one.id, Some(detail));
            }
        }
        Ok(())
    }

    /// The employers in the order of their codes, those without one last, each with its name.
    fn in_order(&self, tally: Tally, known: Known, question: &ReportQuestion) -> Result<Ordered, Failure> {
        let names: HashMap<String, String> =
            self.ledger.employers(question.on, known)?.into_iter().map(|one| (one.code, one.name)).collect();
        let mut order: Vec<u32> = (0..).take(tally.employers.len()).collect();
        let code = |place: u32| tally.employers.get(place as usize).and_then(Option::as_ref);
        order.sort_by_key(|place| (code(*place).is_none(), code(*place)));
        let pick = if question.lang == Lang::Ja { NO_EMPLOYER.0 } else { NO_EMPLOYER.1 };
        let employers = order
            .iter()
            .map(|place| match code(*place) {
                Some(code) => (code.clone(), names.get(code).unwrap_or(code).clone()),
                None => (String::new(), pick.to_owned()),
            })
            .collect();
        let mut places = vec![0; order.len()];
        for (new, old) in (0..).zip(&order) {
            if let Some(place) = places.get_mut(*old as usize) {
                *place = new;
            }
        }
        let moved = |entry: Entry| Entry {
            employer: places.get(entry.employer as usize).copied().unwrap_or(entry.employer),
            ..entry
        };
        let entries = tally.entries.into_iter().map(moved).collect();
        Ok(Ordered { employers, entries, details: tally.details, without_policy: tally.without_policy })
    }

    fn in_numbers(
        &self,
        report: &Named,
        months: &[Month],
        known: Known,
        all: &Ordered,
        question: &ReportQuestion,
    ) -> Result<Report, Failure> {
        let pick = |(ja, en): Words| if question.lang == Lang::Ja { ja } else { en };
        let none = vec![vec![0_u64; report.measures.len()]; months.len()];
        let mut rows: Vec<ReportRow> = all
            .employers
            .iter()
            .map(|(code, name)| ReportRow {
                employer: code.clone(),
                name: name.clone(),
                cells: none.clone(),
                sums: Vec::new(),
            })
            .collect();
        let mut totals = none;
        for entry in &all.entries {
            let (month, measure) = (usize::from(entry.month), usize::from(entry.measure));
            let of_row = rows.get_mut(entry.employer as usize).map(|row| &mut row.cells);
            for cells in [of_row, Some(&mut totals)].into_iter().flatten() {
                if let Some(cell) = cells.get_mut(month).and_then(|cells| cells.get_mut(measure)) {
                    *cell += 1;
                }
            }
        }
        let sums = |cells: &[Vec<u64>]| -> Vec<u64> {
            if report.stock {
                return Vec::new();
            }
            (0..report.measures.len()).map(|at| cells.iter().filter_map(|month| month.get(at)).sum()).collect()
        };
        for row in &mut rows {
            row.sums = sums(&row.cells);
        }
        let act = known.act();
        Ok(Report {
            name: report.name,
            title: pick(report.title).to_owned(),
            stock: report.stock,
            on: question.on,
            act: act.0,
            as_of: self.ledger.acts(act.0..=act.0)?.pop().map(|act| act.at.text().to_owned()),
            months: months.iter().map(|month| month.name()).collect(),
            measures: report
                .measures
                .iter()
                .map(|(code, word)| Measure { code, word: pick(*word).to_owned() })
                .collect(),
            sums: sums(&totals),
            rows,
            totals,
            remarks: self.remarks(months, all, question.lang)?,
        })
    }

    /// What the numbers do not say: months that nothing could be decided for, and whose data are no longer kept.
    fn remarks(&self, months: &[Month], all: &Ordered, lang: Lang) -> Result<Vec<String>, Failure> {
        let mut remarks = Vec::new();
        let without: Vec<String> =
            all.without_policy.iter().filter_map(|at| months.get(*at)).map(|month| month.name()).collect();
        if !without.is_empty() {
            let months = without.join("・");
            remarks.push(Said::new(
                format!("{months}には組合の方針がなく、判定できません。"),
                format!("No policy was in force in {months}; nothing is decided."),
            ));
        }
        let mut gone: BTreeSet<String> = BTreeSet::new();
        for deletion in self.ledger.deletions(ActSeq(0))? {
            for (kind, codes) in deletion.members {
                if kind != Kind::LastFour {
                    gone.extend(codes);
                }
            }
        }
        if !gone.is_empty() {
            remarks.push(Said::new(
                format!("保存期間が過ぎて記録を削除した方（{}人）は、数に入っていません。", gone.len()),
                format!("{} people whose data are no longer kept are not counted.", gone.len()),
            ));
        }
        Ok(remarks.into_iter().map(|said| said.in_lang(lang).to_owned()).collect())
    }

    /// A piece of the list behind a number, or behind a row, a column or all of a report. Whom it names is a look.
    ///
    /// # Errors
    /// When the report has no such part, or the ledger cannot be read.
    pub fn report_list(
        &self,
        counted: &Counted,
        cell: &ReportCell,
        start: usize,
        len: usize,
    ) -> Result<Listed, Failure> {
        self.must(Permission::View)?;
        let wanted = counted.part(cell)?;
        let policies = self.policies(counted.known)?;
        self.showing("report", Some(counted.report.name), || {
            let fits = |entry: &&Entry| wanted.holds(entry);
            let total = counted.entries.iter().filter(fits).count();
            let (mut rows, mut shown) = (Vec::new(), Vec::new());
            for entry in counted.entries.iter().filter(fits).skip(start).take(len) {
                let detail = entry.detail.and_then(|at| counted.details.get(at as usize));
                let Some(month) = counted.months.get(usize::from(entry.month)) else { continue };
                let on = detail.map_or(month.last, |detail| detail.on);
                let Some(state) = self.state(entry.member, on, counted.known)? else { continue };
                let hit = found(&state);
                shown.push(entry.member);
                rows.push(ListedRow {
                    why: counted.why(entry, detail, &state, policies.on(month.last).ok(), on),
                    member: hit.member,
                    code: hit.code,
                    name: hit.name,
                    kana: hit.kana,
                    born: hit.born,
                    employer: hit.employer,
                    by: if counted.report.stock { None } else { Some(on) },
                });
            }
            let name = counted.report.name.to_owned();
            Ok((Listed { name, on: counted.answer.on, total, start, rows }, shown))
        })
    }

    /// Writes a report's numbers as CSV or as a workbook, by how the name ends. They name nobody.
    ///
    /// # Errors
    /// When the name ends otherwise, or the file cannot be written.
    pub fn save_report(&self, counted: &Counted, path: &Path) -> Result<ReportFile, Failure> {
        if !self.may(Permission::View) {
            self.must(Permission::Audit)?;
        }
        let ends = |with: &str| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(with));
        let society = self.ledger.society(counted.known)?.unwrap_or_default().name;
        let (header, rows) = counted.table();
        let count = rows.len() as u64;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        std::fs::metadata(folder).map_err(|error| Failure::file(folder, &error))?;
        let mut bytes = Vec::new();
        let written = if ends("csv") {
            let text = |cell: &Cell| match cell {
                Cell::Text(text) => text.clone(),
                Cell::Number(number, _) => format!("{number}"),
                _ => String::new(),
            };
            let lines = rows.iter().map(|row| row.iter().map(text).collect::<Vec<_>>());
            csv(std::iter::once(header).chain(lines), Csv::default(), &mut bytes)
        } else if ends("xlsx") {
            let mut above = vec![vec![Cell::text(format!("{society}　{}", counted.answer.title))]];
            above.extend(counted.answer.remarks.iter().map(|remark| vec![Cell::text(remark.as_str())]));
            let sheet = Sheet::new(counted.answer.title.clone(), header, rows).above(above);
            xlsx(vec![sheet.widths([12.0, 28.0, 10.0])], Texts::InRows(folder), &mut bytes)
        } else {
            return Err(no_such_file(path));
        };
        written.map_err(|unwritten| Failure::others(unwritten.complaints()))?;
        let mut file = Drafts::new(folder);
        let made = file.whole(&file_name(path), 0, &bytes)?;
        file.publish()?;
        Ok(ReportFile { file: path.display().to_string(), rows: count, sha256: made.sha256 })
    }
}

/// A tally with its employers in order.
struct Ordered {
    employers: Vec<(String, String)>,
    entries: Vec<Entry>,
    details: Vec<Detail>,
    without_policy: Vec<usize>,
}

impl Month {
    fn name(self) -> String {
        format!("{:04}-{:02}", self.first.year(), self.first.month())
    }
}

/// A part of a report, by places.
struct Part {
    employer: Option<u32>,
    month: Option<u16>,
    measure: Option<u16>,
}

impl Part {
    fn holds(&self, entry: &Entry) -> bool {
        self.employer.is_none_or(|employer| employer == entry.employer)
            && self.month.is_none_or(|month| month == entry.month)
            && self.measure.is_none_or(|measure| measure == entry.measure)
    }
}

impl Counted {
    /// The last act that was known.
    #[must_use]
    pub fn act(&self) -> ActSeq {
        self.known.act()
    }

    fn part(&self, cell: &ReportCell) -> Result<Part, Failure> {
        let place = |at: Option<usize>| at.and_then(|at| u16::try_from(at).ok());
        let answer = &self.answer;
        let employer = match &cell.employer {
            None => None,
            Some(code) => {
                let at = answer.rows.iter().position(|row| row.employer == *code);
                Some(at.and_then(|at| u32::try_from(at).ok()).ok_or_else(|| no_part(code))?)
            }
        };
        let month = match &cell.month {
            None => None,
            Some(month) => {
                Some(place(answer.months.iter().position(|one| one == month)).ok_or_else(|| no_part(month))?)
            }
        };
        let measure = match &cell.measure {
            None => None,
            Some(code) => Some(place(self.report.at(code)).ok_or_else(|| no_part(code))?),
        };
        Ok(Part { employer, month, measure })
    }

    /// Why somebody stands behind a number.
    fn why(&self, entry: &Entry, detail: Option<&Detail>, state: &State, policy: Option<&Policy>, on: Day) -> String {
        let lang = self.lang;
        let measure = self.report.measures.get(usize::from(entry.measure));
        let word = measure.map_or("", |(_, (ja, en))| if lang == Lang::Ja { ja } else { en });
        let decision = policy.and_then(|policy| Some((policy, decided(state, policy, on).ok()?)));
        let more = match (self.report.name, detail) {
            ("covered", _) => decision.map(|(policy, it)| covered_sentence(state, &it, policy, on, lang).to_owned()),
            (_, Some(detail)) => {
                let paper = detail.paper.and_then(|id| state.papers.iter().find(|paper| paper.id == id));
                let because = detail.because.as_ref().map(|(about, because)| {
                    let outcome = if about == "certificate_return" { "due" } else { "issue" };
                    words::because(about, (outcome, because), lang)
                });
                let parts = [paper.map(|paper| paper.code.clone()), because];
                Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
            }
            _ => None,
        };
        match more.filter(|more| !more.is_empty()) {
            Some(more) => format!("{word}: {more}"),
            None => word.to_owned(),
        }
    }

    /// The numbers as a table: one row for each employer and month, then all employers, then all months.
    fn table(&self) -> (Vec<String>, Vec<Vec<Cell>>) {
        let pick = |ja: &'static str, en: &'static str| if self.lang == Lang::Ja { ja } else { en };
        let answer = &self.answer;
        let heads = [pick("事業所コード", "employer"), pick("事業所", "name"), pick("月", "month")];
        let tails = [pick("基準日", "on"), pick("記録の時点", "as of"), pick("処理番号", "act")];
        let header: Vec<String> = heads
            .into_iter()
            .map(str::to_owned)
            .chain(answer.measures.iter().map(|measure| measure.word.clone()))
            .chain(tails.into_iter().map(str::to_owned))
            .collect();
        let all = pick("合計", "total");
        let line = |code: &str, name: &str, month: &str, numbers: &[u64]| -> Vec<Cell> {
            let numbers = numbers.iter().map(|number| Cell::Number(*number as f64, "0"));
            [code, name, month]
                .into_iter()
                .map(Cell::text)
                .chain(numbers)
                .chain([
                    Cell::text(answer.on.to_string()),
                    Cell::text(answer.as_of.clone().unwrap_or_default()),
                    Cell::text(answer.act.to_string()),
                ])
                .collect()
        };
        let mut rows = Vec::new();
        let mut of = |code: &str, name: &str, cells: &[Vec<u64>], sums: &[u64]| {
            for (month, numbers) in answer.months.iter().zip(cells) {
                rows.push(line(code, name, month, numbers));
            }
            if !sums.is_empty() {
                rows.push(line(code, name, all, sums));
            }
        };
        for row in &answer.rows {
            of(&row.employer, &row.name, &row.cells, &row.sums);
        }
        of("", all, &answer.totals, &answer.sums);
        (header, rows)
    }
}

/// Under which measure a paper counts as issued.
fn issued_as(kind: PaperKind, outcome: Option<&str>) -> &'static str {
    match (kind, outcome) {
        (PaperKind::Certificate, Some("renew")) => "certificate_renewed",
        (PaperKind::Certificate, Some("reissue")) => "certificate_reissued",
        (PaperKind::Certificate, Some("replace")) => "certificate_replaced",
        (PaperKind::Certificate, _) => "certificate_issued",
        (PaperKind::Notice, Some("reissue")) => "notice_reissued",
        (PaperKind::Notice, _) => "notice_issued",
        _ => "other_issued",
    }
}

/// Under which measure a member stands at the end of a month.
fn stands_as(report: &str, state: &State, policy: &Policy, on: Day) -> Option<&'static str> {
    if report == "last_four" {
        // As the screen of the check counts: everyone insured, and whoever left while a difference is open.
        let check = state.check.map_or(Check::NotSent, |check| check.standing());
        return (insured_on(state, on) || check.in_case()).then_some(check.code());
    }
    match decided(state, policy, on).ok().map(|it| (it.covered, it.covered_because)) {
        None => Some("undecided"),
        Some((_, CoveredBecause::NotInsured)) => None,
        Some((Covered::Yes, _)) => Some("covered"),
        Some((Covered::No, _)) => Some("uncovered"),
        Some((Covered::Unknown, _)) => Some("unknown"),
    }
}

/// Under which measure a paper is owed.
fn owed_as(kind: Owed, life: PaperLife) -> &'static str {
    match kind {
        Owed::OldCard => "old_card_due",
        Owed::ElderlyCertificate => "elderly_certificate_due",
        Owed::Certificate if life == PaperLife::Replaced => "replaced_due",
        Owed::Certificate => "certificate_due",
    }
}

/// The months that are asked about, up to the day.
fn months(question: &ReportQuestion) -> Result<Vec<Month>, Failure> {
    let on = question.on;
    let first_of = |day: Day| Day::new(day.year(), day.month(), 1).unwrap_or(day);
    let last = first_of(question.to.unwrap_or(on).min(on));
    let mut first = last;
    for _ in 1..MONTHS {
        first = first_of(first.before());
    }
    let first = question.from.map_or(first, first_of);
    let mut months = Vec::new();
    let mut month = first;
    while month <= last {
        months.push(Month { first: month, last: month.month_end().min(on) });
        if months.len() > MOST_MONTHS {
            return Err(Failure::wrong(
                &question.name,
                "period_too_long",
                ("期間が長すぎます。", "The period is too long."),
                ("36か月までにしてください。", "Ask for at most 36 months."),
            ));
        }
        month = month.month_end().after();
    }
    if months.is_empty() {
        return Err(Failure::wrong(
            &question.name,
            "period_backwards",
            ("期間の始まりが終わりより後です。", "The period ends before it begins."),
            ("月を確かめてください。まだ来ていない月は数えません。", "Look at the months; the future is not counted."),
        ));
    }
    Ok(months)
}

fn no_report(name: &str) -> Failure {
    Failure::usage(Complaint {
        place: name.to_owned(),
        code: "no_such_report",
        weight: Weight::Refusal,
        sentence: Said::new("この名前の報告はありません。", "There is no such report."),
        hint: Said::new(
            format!("{}のいずれかです。", names().join("、")),
            format!("It is one of {}.", names().join(", ")),
        ),
    })
}

fn no_act(act: i64) -> Failure {
    Failure::wrong(
        &act.to_string(),
        "no_such_act",
        ("この番号の処理は、台帳にありません。", "The ledger has no act of this number."),
        ("報告に書かれた処理番号を確かめてください。", "Look at the number that the report names."),
    )
}

fn no_part(place: &str) -> Failure {
    Failure::wrong(
        place,
        "no_such_part",
        ("この報告に、その事業所・月・項目はありません。", "The report has no such employer, month or measure."),
        ("報告の表から選び直してください。", "Choose it from the report's table."),
    )
}

fn no_such_file(path: &Path) -> Failure {
    Failure::wrong(
        &path.display().to_string(),
        "report_file",
        ("書き出せるのは .csv か .xlsx のファイルです。", "Only .csv or .xlsx can be written."),
        ("ファイルの名前を確かめてください。", "Look at the name of the file."),
    )
}
