//! Today's work: who is on which list, by when, and the one number that must be nought, nobody without cover.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::ControlFlow;

use ledger::{Answered, BatchId, Known, MemberId, PaperLife, RunId, Share, State};
use rules::calendar::{Day, birthday_75, start_at_70};
use rules::case::UseRegistration;
use rules::decision::{CertificateOutcome, Covered, CoveredBecause, Decision, NoticeOutcome};
use rules::milestone::{Kind, ahead, is_near};
use rules::paper::search_until;
use rules::policy::Policy;
use rules::words::Lang;
use rules::{certificate_by, decide};

use crate::case::{case, certificate, covered_before_post, covered_sentence, decided};
use crate::consequences;
use crate::counter::number_differs;
use crate::find::found;
use crate::owed::{Besides, debts};
use crate::print::FAR_FUTURE;
use crate::returned_mail::doubted;
use crate::roles::Permission;
use crate::same::{self, Alike};
use crate::watched::{Long, Watch, unwatched};
use crate::wire::{Home, HomeList, Listed, ListedRow, MonthCount, People, Trend, TrendPoint};
use crate::words::word;
use crate::{Desk, Failure};

/// How many days the home screen looks ahead.
pub const AHEAD_DAYS: i64 = 90;

/// The lists in the order of the screen.
pub const LISTS: [&str; 21] = [
    "uncovered",
    "uncovered_ahead",
    "covered_before_post",
    "certificate_due",
    "renewal_due",
    "on_application",
    "waiting",
    "ask",
    "notice_due",
    "returns_due",
    "returned_mail",
    "searches",
    "certificates_ending",
    "lapsing",
    "turning_70",
    "turning_75",
    "consequences",
    "same_person",
    "card_differs",
    "voluntary_ending",
    "milestones",
];

/// Work on whole batches, counted in batches: those that are not printed, and those that are not posted.
pub const BATCHES: [(&str, PaperLife); 2] = [("unprinted", PaperLife::Planned), ("unposted", PaperLife::Printed)];

/// Work on rows of files: those that wait. Counted in rows.
pub const ROWS: &str = "quarantine";

/// Somebody of everyone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct One {
    /// Symbol, number and branch, as they are sorted.
    key: Box<str>,
    member: MemberId,
    insured: bool,
}

/// Somebody on a list.
#[derive(Clone)]
struct Entry {
    member: MemberId,
    why: &'static str,
    by: Option<Day>,
}

/// Everyone of a day, looked at once. Good until the ledger changes; then those are looked at again whom the change is about.
#[derive(Clone)]
pub struct Today {
    on: Day,
    lang: Lang,
    known: Known,
    /// Everyone, in the order of their numbers.
    everyone: Vec<One>,
    lists: BTreeMap<&'static str, Vec<Entry>>,
    /// What follows from corrections and is not settled.
    open: BTreeSet<consequences::Key>,
    /// The batches that are not posted (those in their envelopes too), whatever day is looked at: their day, and how far they are.
    batches: BTreeMap<BatchId, (Day, PaperLife)>,
    /// Everyone by what tells a person, for those who may be one.
    alike: Alike,
    /// The run that answers for whoever it did not name.
    run: Option<RunId>,
    /// Rows of files that wait, those that could go in by now, and since when the oldest waits.
    rows: (u64, u64, Option<Day>),
}

impl Desk {
    /// Looks at everyone as they are on `on`.
    ///
    /// # Errors
    /// When the day lies before the first policy, or the ledger cannot be read.
    pub fn today(&self, on: Day, lang: Lang) -> Result<Today, Failure> {
        self.must(Permission::View)?;
        let known = self.known(None)?;
        let (policy, policy_ahead) = self.policies_of(on, known)?;
        let run = self.last_run()?;
        let beside = self.beside(&policy, known)?;
        let nobody = Today {
            on,
            lang,
            known,
            everyone: Vec::new(),
            lists: BTreeMap::new(),
            open: BTreeSet::new(),
            batches: BTreeMap::new(),
            alike: Alike::default(),
            run,
            rows: (0, 0, None),
        };
        let unwatched = (&Long::of(0), &mut unwatched as &mut Watch<'_>);
        let [mut today, other] = self.side_by_side(&[on], known, unwatched, |desk, share, leads, _| {
            let mut part = nobody.clone();
            desk.states_of_share(share, on, known, leads, &mut |state| {
                let besides =
                    Besides { died: beside.deaths.get(&state.id).copied(), card: beside.cards.get(&state.id) };
                part.look_at(&state, &policy, &policy_ahead, &besides);
                ControlFlow::Continue(())
            })?;
            part.follows(desk.open_consequences(on, &[share])?);
            Ok(part)
        })?;
        today.everyone.extend(other.everyone);
        for (list, entries) in other.lists {
            today.lists.entry(list).or_default().extend(entries);
        }
        today.open.extend(other.open);
        today.alike.take(other.alike);
        today.may_be_one(&self.ledger.same_answers()?);
        today.batches = self.unposted()?;
        today.rows = self.count_waiting(on)?;
        today.sort();
        Ok(today)
    }

    /// The same day once more, after something was done: only those are looked at again whom that may concern, when this
    /// program knows who they are.
    ///
    /// # Errors
    /// As [`Desk::today`].
    pub fn today_again(&self, mut before: Today) -> Result<Today, Failure> {
        self.must(Permission::View)?;
        let (on, known) = (before.on, self.known(None)?);
        let Some(touched) = self.ledger.touched(before.known, known) else { return self.today(on, before.lang) };
        // Whoever shares a household with them may be decided otherwise, too.
        let mut concerned: HashSet<MemberId> = touched.iter().copied().collect();
        let mut households = HashSet::new();
        let run = self.last_run()?;
        if run != before.run {
            // What followed from the run before does so no longer.
            concerned.extend(before.open.iter().map(|(_, member, _)| *member));
            before.run = run;
        }
        self.unposted_again(&touched, known, &mut before.batches)?;
        before.rows = self.count_waiting(on)?;
        for id in touched {
            households.extend(self.ledger.coverages(id, known)?.into_iter().map(|spell| spell.value.household));
        }
        for household in households {
            concerned.extend(self.ledger.ever_of_household(household)?);
        }
        let (policy, policy_ahead) = self.policies_of(on, known)?;
        before.known = known;
        if !concerned.is_empty() {
            before.forget(&concerned);
            for id in &concerned {
                if let Some(state) = self.state(*id, on, known)? {
                    let (died, card) = self.said_of(*id, known)?;
                    before.look_at(&state, &policy, &policy_ahead, &Besides { died, card: card.as_ref() });
                }
            }
            let concerned: Vec<Share> = concerned.into_iter().map(Share::one).collect();
            before.follows(self.open_consequences(on, &concerned)?);
            before.may_be_one(&self.ledger.same_answers()?);
            before.sort();
        }
        Ok(before)
    }

    /// The policies of a day, and of the day to which the home screen looks ahead.
    fn policies_of(&self, on: Day, known: Known) -> Result<(Policy, Policy), Failure> {
        let policies = self.policies(known)?;
        let of = |day: Day| policies.on(day).map_err(Failure::other).cloned();
        Ok((of(on)?, of(on.plus_days(AHEAD_DAYS))?))
    }

    fn unposted(&self) -> Result<BTreeMap<BatchId, (Day, PaperLife)>, Failure> {
        let mut batches = BTreeMap::new();
        for (id, life) in self.ledger.batch_lives()? {
            self.put_unposted(id, Some(life), &mut batches)?;
        }
        Ok(batches)
    }

    /// As [`Desk::unposted`], after papers of some members went on: another batch than theirs stays where it was.
    fn unposted_again(
        &self,
        touched: &[MemberId],
        known: Known,
        batches: &mut BTreeMap<BatchId, (Day, PaperLife)>,
    ) -> Result<(), Failure> {
        let mut theirs = BTreeSet::new();
        for member in touched {
            for paper in self.ledger.state(*member, FAR_FUTURE, known)?.into_iter().flat_map(|state| state.papers) {
                let inside = matches!(paper.life, PaperLife::Planned | PaperLife::Printed | PaperLife::Inserted);
                theirs.extend(paper.batch.filter(|batch| inside || batches.contains_key(batch)));
            }
        }
        for batch in theirs {
            batches.remove(&batch);
            self.put_unposted(batch, self.ledger.batch_life(batch)?, batches)?;
        }
        Ok(())
    }

    fn put_unposted(
        &self,
        id: BatchId,
        life: Option<PaperLife>,
        batches: &mut BTreeMap<BatchId, (Day, PaperLife)>,
    ) -> Result<(), Failure> {
        let Some(life) = life.filter(|life| *life != PaperLife::Void) else { return Ok(()) };
        // What lies in its envelopes waits for the post as what lies beside them.
        let life = if life == PaperLife::Inserted { PaperLife::Printed } else { life };
        batches.extend(self.ledger.batch(id)?.map(|batch| (id, (batch.on, life))));
        Ok(())
    }

    fn last_run(&self) -> Result<Option<RunId>, Failure> {
        Ok(self.ledger.runs()?.pop().map(|run| run.id))
    }

    /// A piece of the table of everyone.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn people(&self, today: &Today, start: usize, len: usize) -> Result<People, Failure> {
        self.must(Permission::View)?;
        self.showing("people", None, || {
            let known = self.known(None)?;
            let ids: Vec<MemberId> = today.everyone.iter().skip(start).take(len).map(|one| one.member).collect();
            let mut rows = Vec::with_capacity(ids.len());
            for id in &ids {
                rows.extend(self.state(*id, today.on, known)?.map(|state| found(&state)));
            }
            Ok((People { total: today.everyone.len(), start, rows }, ids))
        })
    }

    /// A piece of a list, with the members' data. `month` (`2026-05`) narrows it to deadlines of that month.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn list(
        &self,
        today: &Today,
        name: &str,
        month: Option<&str>,
        start: usize,
        len: usize,
    ) -> Result<Listed, Failure> {
        self.must(Permission::View)?;
        self.showing("list", Some(name), || {
            let known = self.known(None)?;
            let all = today.lists.get(name).map(Vec::as_slice).unwrap_or_default();
            let of_month =
                |entry: &&Entry| month.is_none_or(|month| entry.by.is_some_and(|day| month_of(day) == month));
            let total = all.iter().filter(of_month).count();
            let (mut rows, mut shown) = (Vec::with_capacity(len), Vec::with_capacity(len));
            for entry in all.iter().filter(of_month).skip(start).take(len) {
                let Some(state) = self.state(entry.member, today.on, known)? else { continue };
                let one = found(&state);
                shown.push(entry.member);
                rows.push(ListedRow {
                    member: one.member,
                    code: one.code,
                    name: one.name,
                    kana: one.kana,
                    born: one.born,
                    employer: one.employer,
                    why: entry.why.to_owned(),
                    by: entry.by,
                });
            }
            Ok((Listed { name: name.to_owned(), on: today.on, total, start, rows }, shown))
        })
    }

    /// How many are registered, hold a certificate, or have nothing, at the end of each of the last twelve months and on
    /// `on`.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn trend(&self, on: Day) -> Result<Trend, Failure> {
        self.must(Permission::View)?;
        let known = self.known(None)?;
        let policies = self.policies(known)?;
        let mut days: Vec<Day> = Vec::new();
        let mut month = Day::new(on.year(), on.month(), 1).unwrap_or(on);
        for _ in 0..12 {
            days.push(month.before());
            month = Day::new(month.before().year(), month.before().month(), 1).unwrap_or(month);
        }
        days.reverse();
        days.push(on);
        let mut points = Vec::new();
        for day in days {
            let Ok(policy) = policies.on(day) else { continue };
            let mut point = TrendPoint { on: day, members: 0, registered: 0, certificates: 0, uncovered: 0 };
            self.states(day, known, &mut |state| {
                if let Ok(decision) = decided(&state, policy, day)
                    && decision.covered_because != CoveredBecause::NotInsured
                {
                    point.members += 1;
                    point.registered += u64::from(state.myna.use_registered == UseRegistration::Yes);
                    let live = certificate(&state, day).is_some_and(|it| it.until.is_none_or(|until| day <= until));
                    point.certificates += u64::from(live);
                    point.uncovered += u64::from(decision.covered != Covered::Yes);
                }
                ControlFlow::Continue(())
            })?;
            if point.members > 0 {
                points.push(point);
            }
        }
        Ok(Trend { points })
    }
}

impl Today {
    /// The home screen's counts.
    #[must_use]
    pub fn home(&self) -> Home {
        let count = |name: &str| self.lists.get(name).map_or(0, |list| list.len() as u64);
        let batches = BATCHES.iter().map(|(name, life)| {
            let days = || self.batches.values().filter(|(_, at)| at == life).map(|(day, _)| *day);
            HomeList { name: (*name).to_owned(), count: days().count() as u64, by: days().min() }
        });
        let lists = LISTS
            .iter()
            .map(|name| HomeList {
                name: (*name).to_owned(),
                count: count(name),
                by: self.lists.get(name).and_then(|list| list.first()).and_then(|entry| entry.by),
            })
            .chain(batches)
            .chain([HomeList { name: ROWS.to_owned(), count: self.rows.0, by: self.rows.2 }])
            .collect();
        let mut months: BTreeMap<String, u64> = BTreeMap::new();
        for entry in self.lists.get("lapsing").into_iter().flatten() {
            if let Some(by) = entry.by {
                *months.entry(month_of(by)).or_default() += 1;
            }
        }
        Home {
            on: self.on,
            members: self.everyone.iter().filter(|one| one.insured).count() as u64,
            uncovered: count("uncovered"),
            uncovered_ahead: count("uncovered_ahead"),
            ahead: self.on.plus_days(AHEAD_DAYS),
            lists,
            rows_ready: self.rows.1,
            lapsing: months.into_iter().map(|(month, count)| MonthCount { month, count }).collect(),
        }
    }

    fn look_at(&mut self, state: &State, policy: &Policy, policy_ahead: &Policy, besides: &Besides<'_>) {
        let decision = decided(state, policy, self.on).ok();
        let insured = decision.as_ref().is_some_and(|it| it.covered_because != CoveredBecause::NotInsured);
        self.alike.add(state, self.on);
        self.everyone.push(One { key: sort_key(state).into(), member: state.id, insured });
        // Paper by paper, as what is outstanding lists them.
        let owed = debts(state, policy, self.on, decision.as_ref(), besides).into_iter().map(|debt| Entry {
            member: state.id,
            why: word(debt.kind.code(), self.lang),
            by: debt.duty.duty.by,
        });
        self.lists.entry("returns_due").or_default().extend(owed);
        if let Some(decision) = decision {
            let then = decide(&case(state, self.on.plus_days(AHEAD_DAYS)), policy_ahead).ok();
            self.enter(state, policy, &decision, then.as_ref());
        }
    }

    /// What follows from corrections goes onto its list.
    fn follows(&mut self, open: Vec<consequences::Key>) {
        let lang = self.lang;
        let entries = open.iter().map(|(kind, member, _)| Entry { member: *member, why: kind.said(lang), by: None });
        self.lists.entry("consequences").or_default().extend(entries);
        self.open.extend(open);
    }

    /// Who may be one person goes onto its list, pair by pair.
    fn may_be_one(&mut self, answers: &BTreeMap<(MemberId, MemberId), Answered>) {
        let lang = self.lang;
        let why = |one: &same::Open| if one.twice { same::twice(lang) } else { one.why.said(lang) };
        let open = self.alike.open(answers);
        let entries = open.iter().map(|one| Entry { member: one.pair.0, why: why(one), by: None });
        self.lists.insert("same_person", entries.collect());
    }

    /// Everyone by what tells a person.
    pub(crate) fn alike(&self) -> &Alike {
        &self.alike
    }

    /// What follows from corrections and is not settled, in the order of its list.
    pub(crate) fn follow(&self) -> &BTreeSet<consequences::Key> {
        &self.open
    }

    /// The day that was looked at.
    pub(crate) fn day(&self) -> Day {
        self.on
    }

    fn forget(&mut self, members: &HashSet<MemberId>) {
        self.everyone.retain(|one| !members.contains(&one.member));
        self.lists.values_mut().for_each(|list| list.retain(|entry| !members.contains(&entry.member)));
        self.open.retain(|(_, member, _)| !members.contains(member));
        members.iter().for_each(|member| self.alike.forget(*member));
    }

    fn sort(&mut self) {
        self.everyone.sort();
        for list in self.lists.values_mut() {
            // The nearest deadline first, those without one last; then the ledger's order.
            list.sort_by_key(|entry| (entry.by.is_none(), entry.by, entry.member));
        }
    }

    fn enter(&mut self, state: &State, policy: &Policy, decision: &Decision, then: Option<&Decision>) {
        let (on, lang) = (self.on, self.lang);
        let pick = |ja: &'static str, en: &'static str| if lang == Lang::Ja { ja } else { en };
        let mut put = |list: &'static str, why: &'static str, by: Option<Day>| {
            self.lists.entry(list).or_default().push(Entry { member: state.id, why, by });
        };
        let uncovered = |decision: &Decision| {
            decision.covered != Covered::Yes && decision.covered_because != CoveredBecause::NotInsured
        };
        // Only for whom a certificate is due is there a day by which it must be.
        let paper_by = |decision: &Decision, on: Day| match decision.certificate.outcome {
            CertificateOutcome::Issue | CertificateOutcome::Renew | CertificateOutcome::OnApplication => {
                certificate_by(&case(state, on))
            }
            CertificateOutcome::Wait => decision.certificate.wait_until,
            _ => None,
        };
        if uncovered(decision) {
            put("uncovered", decision.covered_sentence(lang), paper_by(decision, on));
        }
        if let Some(then) = then.filter(|then| uncovered(then)) {
            put("uncovered_ahead", then.covered_sentence(lang), paper_by(then, on.plus_days(AHEAD_DAYS)));
        }
        if covered_before_post(state, decision, policy, on) {
            put(
                "covered_before_post",
                covered_sentence(state, decision, policy, on, lang),
                certificate(state, on).map(|it| it.issued),
            );
        }
        let certificate_of = &decision.certificate;
        let why = certificate_of.reason(lang);
        match certificate_of.outcome {
            CertificateOutcome::Issue => put("certificate_due", why, certificate_by(&case(state, on))),
            // What is printed wrongly or is gone knows no day: it is put right as soon as it is known.
            CertificateOutcome::Replace | CertificateOutcome::Reissue => put("certificate_due", why, None),
            CertificateOutcome::Renew => put("renewal_due", why, certificate_by(&case(state, on))),
            CertificateOutcome::OnApplication => put("on_application", why, certificate_by(&case(state, on))),
            CertificateOutcome::Wait => put("waiting", why, certificate_of.wait_until),
            CertificateOutcome::Ask => put("ask", why, None),
            CertificateOutcome::None | CertificateOutcome::Refuse => {}
        }
        if matches!(decision.notice.outcome, NoticeOutcome::Issue | NoticeOutcome::Reissue) {
            put("notice_due", decision.notice.reason(lang), None);
        }
        if number_differs(state) {
            put("card_differs", pick("カードの下4桁が台帳と違う", "the card's last four digits differ"), None);
        }
        let back = state.papers.iter().any(|paper| paper.life == PaperLife::Undelivered && !paper.replaced);
        match (back, doubted(state).is_some()) {
            (_, true) => put("returned_mail", pick("住所の確認", "the address is in doubt"), None),
            (true, false) => put("returned_mail", pick("返戻の書類", "a paper came back"), None),
            (false, false) => {}
        }
        for paper in state.papers.iter().filter(|paper| paper.life.searched()) {
            put("searches", word(paper.life.code(), lang), paper.since.map(search_until));
        }
        if decision.covered_because == CoveredBecause::NotInsured {
            return;
        }
        let soon = |day: Day| on <= day && day <= on.plus_days(AHEAD_DAYS);
        if let Some(until) = certificate(state, on).and_then(|it| it.until).filter(|until| soon(*until)) {
            put("certificates_ending", pick("資格確認書の有効期限", "the certificate ends"), Some(until));
        }
        if let Some(until) = state.myna.e_certificate_until
            && state.myna.use_registered == UseRegistration::Yes
            && on <= until
            // Whole months, as the chart has them.
            && until <= on.plus_months(12).month_end()
        {
            put("lapsing", pick("電子証明書の有効期限", "the e-certificate ends"), Some(until));
        }
        if let Some(born) = state.person.born {
            let (seventy, seventy_five) = (start_at_70(born), birthday_75(born));
            if soon(seventy) {
                put("turning_70", pick("70歳（高齢受給者）の開始", "the start at 70"), Some(seventy));
            }
            // Whoever has no residence in Japan stays.
            if state.circumstance.resident && soon(seventy_five) {
                put(
                    "turning_75",
                    pick("75歳（後期高齢者医療）への移行", "75: leaves for the elderly scheme"),
                    Some(seventy_five),
                );
            }
        }
        if let Some(until) = state.coverage.as_ref().and_then(|it| it.voluntary_until).filter(|until| soon(*until)) {
            put("voluntary_ending", Kind::VoluntaryEnd.word(lang), Some(until));
        }
        for (kind, day) in ahead(&case(state, on), certificate_of.wait_until) {
            if is_near(day, on) {
                put("milestones", kind.word(lang), Some(day));
            }
        }
    }
}

/// Symbol, number and branch, digits by their value.
pub(crate) fn sort_key(state: &State) -> String {
    let key = state.coverage.as_ref().map(|coverage| coverage.number.key()).unwrap_or_default();
    format!("{:0>10} {:0>12} {:0>3}", key.symbol, key.number, key.branch)
}

fn month_of(day: Day) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}
