//! 職権交付: whom the state's monthly list concerns, frozen as of its day, and planned from there.
//!
//! A run names everyone with the reason; batches are planned from it until a newer list is loaded. Each is decided once more when
//! the batch is frozen, so that nobody gets a paper on an older word than the ledger's.

use std::collections::{BTreeMap, HashMap, HashSet};

use ledger::{ListId, MemberId, NewRun, PaperLife, RegistrationList, Run, RunId, RunMember, RunPart, State};
use papers::Kind;
use rules::calendar::Day;
use rules::decision::{Because, CertificateDecision, CertificateOutcome, Decision};
use rules::policy::{JoinerWait, Policy};
use rules::words::{Complaint, Lang, Said, Weight};
use rules::{CannotDecide, certificate_by};

use crate::case::{case, decided};
use crate::find::found;
use crate::plan::{Listing, Plan};
use crate::roles::Permission;
use crate::wire::{
    ListLoaded, Planned, ReasonCount, RowUnknown, RunOnRecord, RunPartShown, RunPeople, RunPerson, RunShown,
    RunStopped, Runs, WaveOnRecord,
};
use crate::{Desk, Failure, Occasion};

/// The reason's word for whoever is insured and not in the list.
const UNLISTED: &str = "unlisted";

/// The parts from which batches are planned. A renewal is planned here only when no wave has it.
pub(crate) const PLANNED: [RunPart; 5] =
    [RunPart::Due, RunPart::Lapsing, RunPart::Released, RunPart::Interim, RunPart::Renewal];

/// What is planned from a run.
#[derive(Debug, Clone)]
pub struct PlanRun {
    /// The run's number.
    pub run: i64,
    /// The day of issue.
    pub on: Day,
    /// Members whose paper cannot be printed are left out and listed.
    pub without_unprintable: bool,
    /// Nothing is frozen; the answer says what would be.
    pub dry_run: bool,
    /// The language of sentences.
    pub lang: Lang,
}

impl Desk {
    /// The list that speaks of the latest day, the runs and the waves, the latest first.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn runs(&self, lang: Lang) -> Result<Runs, Failure> {
        self.must(Permission::View)?;
        let lists = self.ledger.registration_lists_ever()?;
        let runs = self.ledger.runs()?;
        let mut shown = Vec::with_capacity(runs.len());
        for run in runs.iter().rev() {
            let list = list_of(&lists, run)?;
            shown.push(RunOnRecord {
                run: run.id.0,
                on: run.on,
                as_of: list.as_of,
                at: run.at.text().to_owned(),
                operator: run.operator.clone(),
                stopped: stopped(run, &runs, &lists, lang),
                batches: self.ledger.run_batches(run.id)?,
            });
        }
        let waves = self.ledger.waves()?.into_iter().rev().map(|wave| WaveOnRecord {
            wave: wave.id.0,
            until: wave.until,
            at: wave.at.text().to_owned(),
            operator: wave.operator,
        });
        Ok(Runs { list: newest(&lists).map(loaded), runs: shown, waves: waves.collect() })
    }

    /// Whom a run from the latest list would name on a day. Nothing is frozen.
    ///
    /// # Errors
    /// When no list was loaded yet, or the day lies before the list's or before the first policy.
    pub fn preview_run(&self, on: Day, lang: Lang) -> Result<RunShown, Failure> {
        self.must(Permission::View)?;
        let lists = self.ledger.registration_lists()?;
        let list = newest(&lists).ok_or_else(no_list)?;
        let (members, policy) = self.named(list, on)?;
        self.run_shown(None, list, (on, &policy), &members, &lists, lang)
    }

    /// Freezes a run from the latest list.
    ///
    /// # Errors
    /// As [`Desk::preview_run`]; when somebody loads a list at this very moment, or the ledger cannot be written.
    pub fn freeze_run(&mut self, on: Day, lang: Lang, occasion: &Occasion) -> Result<RunShown, Failure> {
        self.must(Permission::Edit)?;
        let head = self.head_now()?;
        let before = self.ledger.runs()?.last().map(|run| run.id);
        let lists = self.ledger.registration_lists()?;
        let list = newest(&lists).ok_or_else(no_list)?.clone();
        let (members, policy) = self.named(&list, on)?;
        let run = NewRun { list: list.id, on, policy_from: policy.from, members };
        let act = ledger::NewAct { on, ..self.act_of("run", occasion) };
        let frozen = self.ledger.act::<RunId, Failure>(act, |entry| {
            let last = entry.last_run()?;
            if entry.latest_list()?.map(|newest| newest.id) != Some(list.id) || last != before.unwrap_or(RunId(0)) {
                return Err(overtaken());
            }
            Ok(entry.run(&run)?)
        });
        let (seq, id) = frozen.map_err(|failure| self.naming(head, failure))?;
        self.keep_outside(seq);
        self.run(id.0, lang)
    }

    /// A run on record.
    ///
    /// # Errors
    /// When there is none of this number.
    pub fn run(&self, run: i64, lang: Lang) -> Result<RunShown, Failure> {
        self.must(Permission::View)?;
        let (run, lists) = self.run_called(run)?;
        let list = list_of(&lists, &run)?;
        let members = self.ledger.run_members(run.id)?;
        let policies = self.policies(self.known(None)?)?;
        let policy = policies.on(run.on).map_err(Failure::other)?;
        self.run_shown(Some(&run), list, (run.on, policy), &members, &lists, lang)
    }

    /// A piece of those whom a run names, or would name on a day, all or of one part.
    ///
    /// # Errors
    /// As [`Desk::run`] and [`Desk::preview_run`]; when there is no such part.
    pub fn run_people(
        &self,
        run: Option<i64>,
        on: Day,
        part: Option<&str>,
        (start, len): (usize, usize),
        lang: Lang,
    ) -> Result<RunPeople, Failure> {
        self.must(Permission::View)?;
        let part = part.map(|word| RunPart::from_code(word).ok_or_else(|| no_part(word))).transpose()?;
        let (mut members, on) = match run {
            Some(run) => {
                let (run, _) = self.run_called(run)?;
                (self.ledger.run_members(run.id)?, run.on)
            }
            None => {
                let lists = self.ledger.registration_lists()?;
                (self.named(newest(&lists).ok_or_else(no_list)?, on)?.0, on)
            }
        };
        members.retain(|one| part.is_none_or(|part| one.part == part));
        members.sort_by_key(|one| (one.part, one.by.is_none(), one.by, one.member));
        let subject = run.map(|run| run.to_string());
        self.showing("run", subject.as_deref(), || {
            let known = self.known(None)?;
            let (mut rows, mut shown) = (Vec::new(), Vec::new());
            for one in members.iter().skip(start).take(len) {
                let Some(state) = self.state(one.member, on, known)? else { continue };
                shown.push(one.member);
                rows.push(person(&state, one, lang));
            }
            Ok((RunPeople { total: members.len(), start, rows }, shown))
        })
    }

    /// Freezes a batch of certificates for those whom a run names and who have none from it yet.
    ///
    /// # Errors
    /// When there is no such run, a newer list or run stopped it, everything of it is planned, or as [`Desk::plan`].
    pub fn plan_run(&mut self, ask: &PlanRun, occasion: &Occasion) -> Result<Planned, Failure> {
        self.must(Permission::Print)?;
        let (run, lists) = self.run_called(ask.run)?;
        let runs = self.ledger.runs()?;
        if let Some(why) = stopped_said(&run, &runs, &lists) {
            return Err(Failure::refused(vec![why]));
        }
        if ask.on < run.on {
            return Err(refused(
                &ask.on.to_string(),
                "day_before_run",
                Said::new(
                    format!("交付日が、確定した判定日（{}）より前です。", run.on.wareki()),
                    format!("The day of issue lies before the day of the run ({}).", run.on),
                ),
                Said::new("交付日を確かめてください。", "Look at the day of issue again."),
            ));
        }
        let batches = self.ledger.run_batches(run.id)?;
        let members = self.to_plan(&run, &batches)?;
        if members.is_empty() {
            return Err(nothing_left(&batches));
        }
        let plan = self.certificates(members, (ask.on, ask.without_unprintable, ask.dry_run), ask.lang);
        self.plan_and(&plan, None, occasion, |entry, batch| {
            // Somebody may have loaded a list, frozen a run or planned this one a moment ago.
            let newest = entry.latest_list()?.map(|newest| newest.id);
            let mine = lists.iter().max_by_key(|list| (list.as_of, list.id)).map(|list| list.id);
            if newest != mine || entry.last_run()? != run.id || entry.run_batches(run.id)? != batches {
                return Err(overtaken());
            }
            Ok(entry.run_batch(run.id, batch)?)
        })
    }

    /// A plan of certificates for some members.
    pub(crate) fn certificates(
        &self,
        members: HashSet<MemberId>,
        (on, without_unprintable, dry_run): (Day, bool, bool),
        lang: Lang,
    ) -> Plan {
        Plan {
            kind: Kind::Certificate,
            on,
            members: Some(Listing::Ids(members)),
            layout: None,
            without_unprintable,
            dry_run,
            envelopes: None,
            lang,
        }
    }

    /// Those whom batches that are not taken back have.
    pub(crate) fn have_sheets(&self, batches: &[String]) -> Result<HashSet<MemberId>, Failure> {
        let lives: HashMap<_, _> = self.ledger.batch_lives()?.into_iter().collect();
        let mut members = HashSet::new();
        for code in batches {
            if let Some(batch) = self.ledger.batch_by_code(code)?
                && lives.get(&batch.id) != Some(&PaperLife::Void)
            {
                members.extend(self.ledger.sheets(batch.id)?.into_iter().map(|sheet| sheet.member));
            }
        }
        Ok(members)
    }

    /// Those of a run for whom nothing was planned from it, without those whom a wave renews.
    fn to_plan(&self, run: &Run, batches: &[String]) -> Result<HashSet<MemberId>, Failure> {
        let done = self.have_sheets(batches)?;
        let in_waves = self.in_waves(run.on)?;
        let meant = |one: &RunMember| {
            PLANNED.contains(&one.part)
                && !done.contains(&one.member)
                && !(one.part == RunPart::Renewal && in_waves.contains(&one.member))
        };
        Ok(self.ledger.run_members(run.id)?.into_iter().filter(meant).map(|one| one.member).collect())
    }

    fn run_called(&self, run: i64) -> Result<(Run, Vec<RegistrationList>), Failure> {
        let found = self.ledger.runs()?.into_iter().find(|one| one.id.0 == run);
        let found = found.ok_or_else(|| {
            refused(
                &run.to_string(),
                "run_unknown",
                Said::new("この番号の職権交付の確定はありません。", "There is no run of this number."),
                Said::new("一覧で番号を確かめてください。", "Look at the list of runs."),
            )
        })?;
        Ok((found, self.ledger.registration_lists_ever()?))
    }

    /// Everyone whom a list concerns on a day, and the policy of that day.
    fn named(&self, list: &RegistrationList, on: Day) -> Result<(Vec<RunMember>, Policy), Failure> {
        if on < list.as_of {
            return Err(refused(
                &on.to_string(),
                "day_before_list",
                Said::new(
                    format!("判定日が、一覧の基準日（{}）より前です。", list.as_of.wareki()),
                    format!("The day lies before the day of the list ({}).", list.as_of),
                ),
                Said::new("判定日を確かめてください。", "Look at the day again."),
            ));
        }
        let known = self.known(None)?;
        let policies = self.policies(known)?;
        let policy = policies.on(on).map_err(Failure::other)?.clone();
        // The list of a day may have come in several files; each is counted with those before it.
        let lists = self.ledger.registration_lists()?;
        let whole = lists.iter().rev().find(|one| one.as_of == list.as_of && one.id <= list.id && one.whole);
        let unlisted = whole.map(|one| self.ledger.unlisted(one.id)).transpose()?.unwrap_or_default();
        let unlisted: HashSet<MemberId> = unlisted.into_iter().collect();
        let mut members = Vec::new();
        self.states(on, known, &mut |state| {
            members.extend(part_of(&state, decided(&state, &policy, on), &unlisted, on));
            std::ops::ControlFlow::Continue(())
        })?;
        members.sort_by_key(|one| (one.part, one.member));
        Ok((members, policy))
    }

    fn run_shown(
        &self,
        run: Option<&Run>,
        list: &RegistrationList,
        (on, policy): (Day, &Policy),
        members: &[RunMember],
        lists: &[RegistrationList],
        lang: Lang,
    ) -> Result<RunShown, Failure> {
        let mut parts = Vec::new();
        for part in RunPart::ALL {
            let of_part: Vec<&RunMember> = members.iter().filter(|one| one.part == *part).collect();
            let mut reasons: BTreeMap<&str, u64> = BTreeMap::new();
            for one in &of_part {
                *reasons.entry(&one.because).or_default() += 1;
            }
            let mut reasons: Vec<ReasonCount> = reasons
                .into_iter()
                .map(|(because, count)| ReasonCount {
                    because: because.to_owned(),
                    reason: reason(*part, because, lang),
                    count,
                })
                .collect();
            reasons.sort_by(|one, other| (other.count, &one.because).cmp(&(one.count, &other.because)));
            parts.push(RunPartShown {
                part: part.code(),
                word: word(*part, lang).to_owned(),
                count: of_part.len() as u64,
                by: of_part.iter().filter_map(|one| one.by).min(),
                planned: PLANNED.contains(part),
                reasons,
            });
        }
        let runs = self.ledger.runs()?;
        let batches = run.map(|run| self.ledger.run_batches(run.id)).transpose()?.unwrap_or_default();
        let to_plan = run.map(|run| self.to_plan(run, &batches)).transpose()?.map_or(0, |members| members.len() as u64);
        let files: Vec<&RegistrationList> =
            lists.iter().filter(|one| one.as_of == list.as_of && one.id <= list.id).collect();
        let mut unknown = Vec::new();
        for file in &files {
            let place = |place: String| if files.len() == 1 { place } else { format!("{} {place}", file.file) };
            let rows = self.ledger.unknown_rows(file.id)?;
            unknown.extend(rows.into_iter().map(|(at, because)| (place(at), because)));
        }
        Ok(RunShown {
            run: run.map(|run| run.id.0),
            list: loaded(list),
            on,
            at: run.map(|run| run.at.text().to_owned()),
            operator: run.map(|run| run.operator.clone()),
            wait: wait(policy, lang),
            parts,
            unknown_rows: unknown.into_iter().map(|(place, because)| RowUnknown { place, because }).collect(),
            stopped: run.and_then(|run| stopped(run, &runs, lists, lang)),
            batches,
            to_plan,
        })
    }
}

/// In which part of a run somebody is named; nobody who needs nothing is.
fn part_of(
    state: &State,
    decision: Result<Decision, CannotDecide>,
    unlisted: &HashSet<MemberId>,
    on: Day,
) -> Option<RunMember> {
    let member = state.id;
    let named = |part: RunPart, because: &str, by: Option<Day>| {
        Some(RunMember { member, part, because: because.to_owned(), by })
    };
    let certificate = match decision {
        Ok(decision) => decision.certificate,
        Err(_) => return named(RunPart::Undecided, CannotDecide::CODE, None),
    };
    let because = certificate.because;
    let by = || certificate_by(&case(state, on));
    let part = match certificate.outcome {
        CertificateOutcome::Issue => match because {
            Because::ECertificateLapsed | Because::ECertificateLapsing => RunPart::Lapsing,
            Because::RegistrationReleased => RunPart::Released,
            Because::AskedAtEnrolment => RunPart::Interim,
            _ => RunPart::Due,
        },
        CertificateOutcome::Renew => RunPart::Renewal,
        CertificateOutcome::OnApplication => RunPart::OnApplication,
        CertificateOutcome::Wait => return named(RunPart::Waiting, because.code(), certificate.wait_until),
        _ if unlisted.contains(&member) && because != Because::NotInsured => {
            return named(RunPart::Unlisted, UNLISTED, None);
        }
        CertificateOutcome::Ask => return named(RunPart::Unknown, because.code(), None),
        // What changed on a certificate in hand is the day's own work, and no list of the state says it.
        CertificateOutcome::None
        | CertificateOutcome::Refuse
        | CertificateOutcome::Replace
        | CertificateOutcome::Reissue => return None,
    };
    named(part, because.code(), by())
}

/// The decision that a part and a reason stand for, for its words.
fn words_of(part: RunPart, because: &str, by: Option<Day>) -> Option<CertificateDecision> {
    let outcome = match part {
        RunPart::Due | RunPart::Lapsing | RunPart::Released | RunPart::Interim => CertificateOutcome::Issue,
        RunPart::Renewal => CertificateOutcome::Renew,
        RunPart::Waiting => CertificateOutcome::Wait,
        RunPart::OnApplication => CertificateOutcome::OnApplication,
        RunPart::Unknown => CertificateOutcome::Ask,
        RunPart::Unlisted | RunPart::Undecided => return None,
    };
    let wait_until = by.filter(|_| part == RunPart::Waiting);
    Some(CertificateDecision { outcome, because: Because::from_code(because)?, last_day: None, wait_until })
}

fn reason(part: RunPart, because: &str, lang: Lang) -> String {
    match words_of(part, because, None) {
        Some(decision) => decision.reason(lang).to_owned(),
        None => without_decision(part).in_lang(lang).to_owned(),
    }
}

fn without_decision(part: RunPart) -> Said {
    if part == RunPart::Unlisted {
        Said::new(
            "加入中ですが、一覧に載っていません。個人番号の登録と、中間サーバーへの登録を確かめてください。",
            "Insured, and not in the list. See whether the number is registered with the state.",
        )
    } else {
        Said::new(
            "有効期限の定めの次の版がないため、判定できません。",
            "The policy needs a successor before this can be decided.",
        )
    }
}

fn person(state: &State, one: &RunMember, lang: Lang) -> RunPerson {
    let hit = found(state);
    let sentence = match words_of(one.part, &one.because, one.by) {
        Some(decision) => decision.sentence(lang),
        None => without_decision(one.part).in_lang(lang).to_owned(),
    };
    RunPerson {
        member: hit.member,
        code: hit.code,
        name: hit.name,
        kana: hit.kana,
        employer: hit.employer,
        part: one.part.code(),
        because: one.because.clone(),
        sentence,
        by: one.by,
    }
}

/// How a clerk calls a part.
pub(crate) fn word(part: RunPart, lang: Lang) -> &'static str {
    let (ja, en) = match part {
        RunPart::Due => ("交付する", "to be issued"),
        RunPart::Lapsing => ("電子証明書の期限切れ", "e-certificate lapses"),
        RunPart::Released => ("利用登録の解除", "registration released"),
        RunPart::Interim => ("登録待ちの短期", "interim, short term"),
        RunPart::Renewal => ("更新", "renewal"),
        RunPart::Waiting => ("待機中", "waiting"),
        RunPart::OnApplication => ("申請があれば交付", "on application"),
        RunPart::Unknown => ("登録が不明", "registration unknown"),
        RunPart::Unlisted => ("一覧にない", "not in the list"),
        RunPart::Undecided => ("判定できない", "cannot be decided"),
    };
    if lang == Lang::Ja { ja } else { en }
}

fn wait(policy: &Policy, lang: Lang) -> String {
    let said = match policy.joiner_wait {
        JoinerWait::Days { days, until_days } => Said::new(
            format!("資格取得日から{until_days}日目まで待つ（{days}日目からが目安）"),
            format!("until day {until_days} after acquisition (from day {days} on)"),
        ),
        JoinerWait::BusinessDays(count) => Said::new(
            format!("受付日（なければ資格取得日）の翌日から数えて{count}営業日目まで待つ"),
            format!("until the {count}th business day after receipt, else after acquisition"),
        ),
    };
    said.in_lang(lang).to_owned()
}

fn newest(lists: &[RegistrationList]) -> Option<&RegistrationList> {
    lists.iter().filter(|list| !list.undone).max_by_key(|list| (list.as_of, list.id))
}

fn list_of<'l>(lists: &'l [RegistrationList], run: &Run) -> Result<&'l RegistrationList, Failure> {
    lists.iter().find(|list| list.id == run.list).ok_or_else(no_list)
}

fn loaded(list: &RegistrationList) -> ListLoaded {
    let ListId(number) = list.id;
    ListLoaded {
        list: number,
        as_of: list.as_of,
        said: list.said,
        file: list.file.clone(),
        at: list.at.text().to_owned(),
        operator: list.operator.clone(),
        people: list.people,
        whole: list.whole,
    }
}

/// Why nothing is planned from a run any more: a newer list was loaded, or a later run was frozen.
fn stopped_said(run: &Run, runs: &[Run], lists: &[RegistrationList]) -> Option<Complaint> {
    let of_run = lists.iter().find(|list| list.id == run.list)?;
    let newer = newest(lists).filter(|list| (of_run.as_of, of_run.id) < (list.as_of, list.id));
    let later = runs.iter().rev().find(|other| run.id < other.id);
    let (code, sentence) = match (newer, later) {
        _ if of_run.undone => (
            "list_undone",
            Said::new(
                "もとになった一覧の取込みを取り消したため、この確定からはもう印刷できません。",
                "The import of the list behind this run was taken back, which stopped the run.",
            ),
        ),
        (Some(list), _) => (
            "newer_list",
            Said::new(
                format!(
                    "新しい一覧（{}、基準日 {}、取込み {}）があるため、この確定からはもう印刷できません。",
                    list.file,
                    list.as_of.wareki(),
                    list.at.day_in_japan().wareki()
                ),
                format!(
                    "A newer list ({}, as of {}, loaded on {}) stopped this run.",
                    list.file,
                    list.as_of,
                    list.at.day_in_japan()
                ),
            ),
        ),
        (None, Some(later)) => (
            "newer_run",
            Said::new(
                format!("新しい確定（第{}回）があるため、この確定からはもう印刷できません。", later.id.0),
                format!("A later run ({}) stopped this one.", later.id.0),
            ),
        ),
        (None, None) => return None,
    };
    Some(Complaint {
        place: run.id.0.to_string(),
        code,
        weight: Weight::Refusal,
        sentence,
        hint: Said::new(
            "新しい一覧で確定し直してください。すでに束になった方は、重ねて印刷されません。",
            "Freeze a run from the newer list. Whoever is in a batch already is not printed again.",
        ),
    })
}

fn stopped(run: &Run, runs: &[Run], lists: &[RegistrationList], lang: Lang) -> Option<RunStopped> {
    let said = stopped_said(run, runs, lists)?;
    Some(RunStopped {
        because: said.code,
        sentence: said.sentence.in_lang(lang).to_owned(),
        hint: said.hint.in_lang(lang).to_owned(),
    })
}

fn no_list() -> Failure {
    refused(
        "",
        "no_list",
        Said::new("利用登録状況の一覧が、まだ取り込まれていません。", "No registration list was loaded yet."),
        Said::new("今月の一覧を取り込んでください。", "Import this month's list."),
    )
}

fn no_part(word: &str) -> Failure {
    let known: Vec<&str> = RunPart::ALL.iter().map(|part| part.code()).collect();
    Failure::usage(Complaint {
        place: word.to_owned(),
        code: "part_unknown",
        weight: Weight::Refusal,
        sentence: Said::new("この区分はありません。", "There is no such part."),
        hint: Said::new(format!("{}のいずれかです。", known.join("、")), format!("It is one of {}.", known.join(", "))),
    })
}

fn nothing_left(batches: &[String]) -> Failure {
    let (sentence, place) = if batches.is_empty() {
        (
            Said::new("この確定に、交付する方はいません。", "This run names nobody to whom anything is issued."),
            String::new(),
        )
    } else {
        let codes = batches.join("、");
        (
            Said::new(
                format!("交付する方は、すべて束（{codes}）になっています。重ねて印刷することはありません。"),
                format!("Everybody is in a batch already ({}). Nothing is printed twice.", batches.join(", ")),
            ),
            codes,
        )
    };
    refused(
        &place,
        "run_planned",
        sentence,
        Said::new("束の一覧から印刷してください。", "Print from the list of batches."),
    )
}

pub(crate) fn overtaken() -> Failure {
    refused(
        "",
        "somebody_faster",
        Said::new(
            "ほかの担当者が、いま一覧を取り込んだか、確定か束をつくりました。今回は何も記録していません。",
            "A colleague has just loaded a list, or frozen something. Nothing was recorded now.",
        ),
        Said::new("いまの状態を見てから、もう一度実行してください。", "Look at it again first."),
    )
}

pub(crate) fn refused(place: &str, code: &'static str, sentence: Said, hint: Said) -> Failure {
    Failure::refused(vec![Complaint { place: place.to_owned(), code, weight: Weight::Refusal, sentence, hint }])
}
