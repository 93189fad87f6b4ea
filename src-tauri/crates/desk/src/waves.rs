//! 更新の波: renewals of certificates with a common last day, levelled over the weeks before it, frozen, and planned week by
//! week. Whoever is renewed needs no application, also where a need for assistance goes on.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::ControlFlow;

use ledger::{HouseholdId, MemberId, NewWave, State, Wave, WaveId, WaveMember};
use papers::Route;
use rules::calendar::Day;
use rules::decision::{Because, CertificateDecision, CertificateOutcome};
use rules::waves::{fewest_weeks, last_safe_day, level, loads, weeks};
use rules::words::{Complaint, Lang, Said, Weight};

use crate::case::{certificate, decided};
use crate::interim::interim;
use crate::plan::route;
use crate::roles::Permission;
use crate::run::{overtaken, refused};
use crate::wire::{Interim, Planned, ReasonCount, RunStopped, WaveEmployer, WaveShown, WaveWeek};
use crate::{Desk, Failure, Occasion};

/// How a wave is to be laid.
#[derive(Debug, Clone)]
pub struct WaveQuestion {
    /// The common last day of the certificates.
    pub until: Day,
    /// The day on which it is laid: no week goes out before it.
    pub on: Day,
    /// Over how many weeks; without it as few as `per_week` allows, else all there are.
    pub weeks: Option<usize>,
    /// At most so many people a week.
    pub per_week: Option<usize>,
    /// The language of sentences.
    pub lang: Lang,
}

/// What is planned from a week of a wave.
#[derive(Debug, Clone)]
pub struct PlanWave {
    /// The wave's number.
    pub wave: i64,
    /// The week, counted from 1.
    pub week: i64,
    /// The day of issue; without it the week's own.
    pub on: Option<Day>,
    /// Members whose paper cannot be printed are left out and listed.
    pub without_unprintable: bool,
    /// Nothing is frozen; the answer says what would be.
    pub dry_run: bool,
    /// The language of sentences.
    pub lang: Lang,
}

/// Papers that are handed over together: an employer's, or those of a household that gets them at home.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Together {
    Employer(String),
    Household(HouseholdId),
    Alone(MemberId),
}

impl Together {
    fn of(state: &State, on: Day) -> Together {
        match (&state.coverage, route(state, on)) {
            (Some(coverage), Route::Employer) => match &coverage.employer {
                Some(code) => Together::Employer(code.clone()),
                None => Together::Household(coverage.household),
            },
            (Some(coverage), Route::Home) => Together::Household(coverage.household),
            (None, _) => Together::Alone(state.id),
        }
    }

    fn employer(&self) -> Option<&str> {
        match self {
            Together::Employer(code) => Some(code),
            Together::Household(_) | Together::Alone(_) => None,
        }
    }
}

/// A wave before it is frozen.
struct Laid {
    days: Vec<Day>,
    available: usize,
    people: Vec<(MemberId, Because, Together, usize)>,
    left_out: BTreeMap<(CertificateOutcome, Because), u64>,
    interim: Vec<(MemberId, Interim)>,
    remark: Option<Said>,
}

impl Desk {
    /// How a wave would be laid. Nothing is frozen.
    ///
    /// # Errors
    /// When no week is left before the last safe day, the weeks are too few for the limit, or the day lies before the first
    /// policy.
    pub fn preview_wave(&self, question: &WaveQuestion) -> Result<WaveShown, Failure> {
        self.must(Permission::View)?;
        let laid = self.lay(question)?;
        self.wave_shown(None, question, laid, Vec::new())
    }

    /// Freezes a wave.
    ///
    /// # Errors
    /// As [`Desk::preview_wave`]; when a wave of the same last day has begun already, nobody is to be renewed, or the ledger
    /// cannot be written.
    pub fn freeze_wave(&mut self, question: &WaveQuestion, occasion: &Occasion) -> Result<WaveShown, Failure> {
        self.must(Permission::Edit)?;
        let head = self.head_now()?;
        let before = self.ledger.waves()?.last().map(|wave| wave.id);
        for wave in self.ledger.waves()?.iter().filter(|wave| wave.until == question.until) {
            let batches: Vec<String> = self.ledger.wave_batches(wave.id)?.into_iter().map(|(_, batch)| batch).collect();
            if !self.have_sheets(&batches)?.is_empty() {
                return Err(refused(
                    &wave.id.0.to_string(),
                    "wave_begun",
                    Said::new(
                        format!("この有効期限の波（第{}）は、もう束を確定しています。", wave.id.0),
                        format!("Wave {} of this last day has begun: batches were frozen from it.", wave.id.0),
                    ),
                    Said::new("その波の残りの週を進めてください。", "Go on with the remaining weeks of that wave."),
                ));
            }
        }
        let laid = self.lay(question)?;
        let Some(begins) = laid.days.first().copied().filter(|_| !laid.people.is_empty()) else {
            return Err(refused(
                &question.until.to_string(),
                "nobody_to_renew",
                Said::new(
                    "この日に有効期限の来る資格確認書で、更新するものはありません。",
                    "No certificate that ends on this day is to be renewed.",
                ),
                Said::new("有効期限を確かめてください。", "Look at the last day again."),
            ));
        };
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let wave = NewWave {
            until: question.until,
            begins,
            weeks: number(laid.days.len()),
            per_week: question.per_week.map(number),
            members: laid
                .people
                .iter()
                .map(|(member, because, _, week)| WaveMember {
                    member: *member,
                    week: number(*week) + 1,
                    because: because.code().to_owned(),
                })
                .collect(),
        };
        let act = ledger::NewAct { on: question.on, ..self.act_of("wave", occasion) };
        let frozen = self.ledger.act::<WaveId, Failure>(act, |entry| {
            // A colleague may have frozen one a moment ago.
            if entry.last_wave()? != before.unwrap_or(WaveId(0)) {
                return Err(overtaken());
            }
            Ok(entry.wave(&wave)?)
        });
        let (seq, id) = frozen.map_err(|failure| self.naming(head, failure))?;
        self.keep_outside(seq);
        self.wave(id.0, question.lang)
    }

    /// A wave on record.
    ///
    /// # Errors
    /// When there is none of this number.
    pub fn wave(&self, wave: i64, lang: Lang) -> Result<WaveShown, Failure> {
        self.must(Permission::View)?;
        let (wave, waves) = self.wave_called(wave)?;
        let days = days_of(&wave);
        let known = self.known(None)?;
        let members = self.ledger.wave_members(wave.id)?;
        let week_of: HashMap<MemberId, &WaveMember> = members.iter().map(|one| (one.member, one)).collect();
        let ids: HashSet<MemberId> = week_of.keys().copied().collect();
        let mut people = Vec::with_capacity(members.len());
        self.each_of(Some(&ids), wave.begins, known, &mut |state| {
            if let Some(one) = week_of.get(&state.id) {
                let because = Because::from_code(&one.because).unwrap_or(Because::HoldsLiveCertificate);
                let week = usize::try_from(one.week - 1).unwrap_or(0);
                people.push((state.id, because, Together::of(&state, wave.begins), week));
            }
        })?;
        let laid =
            Laid { available: days.len(), days, people, left_out: BTreeMap::new(), interim: Vec::new(), remark: None };
        let question = WaveQuestion { until: wave.until, on: wave.begins, weeks: None, per_week: None, lang };
        let batches = self.ledger.wave_batches(wave.id)?;
        let newer = waves.iter().rev().find(|other| other.until == wave.until && wave.id < other.id);
        let mut shown = self.wave_shown(Some(&wave), &question, laid, batches)?;
        shown.stopped = newer.map(|newer| {
            let said = newer_wave(&wave, newer);
            RunStopped {
                because: said.code,
                sentence: said.sentence.in_lang(lang).to_owned(),
                hint: said.hint.in_lang(lang).to_owned(),
            }
        });
        Ok(shown)
    }

    /// Freezes a batch of one week of a wave.
    ///
    /// # Errors
    /// When there is no such wave or week, a later wave of the same last day stands in its place, everybody of the week is in a
    /// batch, or as [`Desk::plan`].
    pub fn plan_wave(&mut self, ask: &PlanWave, occasion: &Occasion) -> Result<Planned, Failure> {
        self.must(Permission::Print)?;
        let (wave, waves) = self.wave_called(ask.wave)?;
        if let Some(newer) = waves.iter().rev().find(|other| other.until == wave.until && wave.id < other.id) {
            return Err(Failure::refused(vec![newer_wave(&wave, newer)]));
        }
        let days = days_of(&wave);
        let day = usize::try_from(ask.week - 1).ok().and_then(|at| days.get(at)).copied();
        let Some(day) = day else {
            return Err(refused(
                &ask.week.to_string(),
                "week_unknown",
                Said::new(
                    format!("この波の週は1から{}までです。", wave.weeks),
                    format!("The weeks of this wave are 1 to {}.", wave.weeks),
                ),
                Said::new("週の番号を確かめてください。", "Look at the week's number."),
            ));
        };
        let on = ask.on.unwrap_or(day);
        let batches = self.ledger.wave_batches(wave.id)?;
        let codes: Vec<String> = batches.iter().map(|(_, code)| code.clone()).collect();
        let done = self.have_sheets(&codes)?;
        let members: HashSet<MemberId> = self
            .ledger
            .wave_members(wave.id)?
            .into_iter()
            .filter(|one| one.week == ask.week && !done.contains(&one.member))
            .map(|one| one.member)
            .collect();
        if members.is_empty() {
            return Err(refused(
                &codes.join("、"),
                "week_planned",
                Said::new(
                    "この週の方は、すべて束になっています。重ねて印刷することはありません。",
                    "Everybody of this week is in a batch already. Nothing is printed twice.",
                ),
                Said::new("束の一覧から印刷してください。", "Print from the list of batches."),
            ));
        }
        let plan = self.certificates(members, (on, ask.without_unprintable, ask.dry_run), ask.lang);
        let mut planned = self.plan_and(&plan, None, occasion, |entry, batch| {
            if entry.wave_batches(wave.id)? != batches {
                return Err(overtaken());
            }
            Ok(entry.wave_batch(wave.id, ask.week, batch)?)
        })?;
        // Late is better than not at all: it is done, and said.
        let safe = last_safe_day(wave.until);
        if safe < on && planned.remark.is_none() {
            let late = Said::new(
                format!(
                    "安全に送れる最後の日（{}）を過ぎています。有効期限までに届くか確かめてください。",
                    safe.wareki()
                ),
                format!("This is after the last safe day ({safe}). See that it arrives in time."),
            );
            planned.remark = Some(late.in_lang(ask.lang).to_owned());
        }
        Ok(planned)
    }

    /// Whom waves renew that are not over on a day; of waves of one last day the latest counts.
    pub(crate) fn in_waves(&self, on: Day) -> Result<HashSet<MemberId>, Failure> {
        let mut last: BTreeMap<Day, WaveId> = BTreeMap::new();
        for wave in self.ledger.waves()? {
            if on <= last_safe_day(wave.until) {
                last.insert(wave.until, wave.id);
            }
        }
        let mut members = HashSet::new();
        for wave in last.into_values() {
            members.extend(self.ledger.wave_members(wave)?.into_iter().map(|one| one.member));
        }
        Ok(members)
    }

    fn wave_called(&self, wave: i64) -> Result<(Wave, Vec<Wave>), Failure> {
        let waves = self.ledger.waves()?;
        let found = waves.iter().find(|one| one.id.0 == wave).cloned().ok_or_else(|| {
            refused(
                &wave.to_string(),
                "wave_unknown",
                Said::new("この番号の更新の波はありません。", "There is no wave of this number."),
                Said::new("一覧で番号を確かめてください。", "Look at the list of waves."),
            )
        })?;
        Ok((found, waves))
    }

    fn lay(&self, question: &WaveQuestion) -> Result<Laid, Failure> {
        let WaveQuestion { until, on, lang, .. } = *question;
        let known = self.known(None)?;
        let policies = self.policies(known)?;
        let policy_now = policies.on(on).map_err(Failure::other)?.clone();
        let all = weeks(on, until, i64::from(policy_now.renewal_lead_days));
        let (Some(first), Some(last)) = (all.first().copied(), all.last().copied()) else {
            return Err(refused(
                &until.to_string(),
                "no_week_left",
                Said::new(
                    format!(
                        "更新を始められるのは有効期限の{}日前からで、安全に送れるのは{}までです。その間に週がありません。",
                        policy_now.renewal_lead_days,
                        last_safe_day(until).wareki()
                    ),
                    format!(
                        "No week lies between the first day of renewal and the last safe day ({}).",
                        last_safe_day(until)
                    ),
                ),
                Said::new(
                    "急ぐ方は、更新の一覧からすぐに束をつくってください。",
                    "Freeze a batch from the list of renewals at once.",
                ),
            ));
        };
        let policy = policies.on(first).map_err(Failure::other)?.clone();
        let mut due: Vec<(MemberId, Because, Together)> = Vec::new();
        let mut left_out: BTreeMap<(CertificateOutcome, Because), u64> = BTreeMap::new();
        let mut pending = Vec::new();
        self.states(first, known, &mut |state| {
            let Ok(decision) = decided(&state, &policy, first) else { return ControlFlow::Continue(()) };
            let certificate_of = &decision.certificate;
            if certificate(&state, first).and_then(|paper| paper.until) == Some(until) {
                if certificate_of.outcome == CertificateOutcome::Renew {
                    due.push((state.id, certificate_of.because, Together::of(&state, first)));
                } else {
                    *left_out.entry((certificate_of.outcome, certificate_of.because)).or_default() += 1;
                }
            }
            if matches!(certificate_of.outcome, CertificateOutcome::Wait | CertificateOutcome::Ask) {
                pending.push(state.id);
            }
            ControlFlow::Continue(())
        })?;
        let mut proposals = Vec::new();
        let pending: HashSet<MemberId> = pending.into_iter().collect();
        self.each_of(Some(&pending), on, known, &mut |state| {
            let now = decided(&state, &policy_now, on).ok();
            let proposal = now.and_then(|now| interim(&state, &now, &policy_now, on, lang));
            proposals.extend(
                proposal.filter(|one| one.wait_until.is_none_or(|wait| wait <= last)).map(|one| (state.id, one)),
            );
        })?;
        proposals.sort_by(|(_, one), (_, other)| (one.wait_until, &one.member).cmp(&(other.wait_until, &other.member)));
        let mut groups: BTreeMap<Together, usize> = BTreeMap::new();
        for (_, _, together) in &due {
            *groups.entry(together.clone()).or_default() += 1;
        }
        let sizes: Vec<usize> = groups.values().copied().collect();
        let (count, remark) = how_many_weeks(question, &sizes, all.len())?;
        let week_of = level(&sizes, count);
        let places: BTreeMap<Together, usize> = groups.into_keys().zip(week_of).collect();
        let people = due
            .into_iter()
            .map(|(member, because, together)| {
                let week = places.get(&together).copied().unwrap_or(0);
                (member, because, together, week)
            })
            .collect();
        let available = all.len();
        Ok(Laid {
            days: all.into_iter().take(count).collect(),
            available,
            people,
            left_out,
            interim: proposals,
            remark,
        })
    }

    fn wave_shown(
        &self,
        wave: Option<&Wave>,
        question: &WaveQuestion,
        laid: Laid,
        batches: Vec<(i64, String)>,
    ) -> Result<WaveShown, Failure> {
        let lang = question.lang;
        let mut weeks = Vec::new();
        for ((at, day), number) in laid.days.iter().enumerate().zip(1..) {
            let mut employers: BTreeMap<Option<&str>, usize> = BTreeMap::new();
            for (.., together, week) in &laid.people {
                if *week == at {
                    *employers.entry(together.employer()).or_default() += 1;
                }
            }
            let mut employers: Vec<WaveEmployer> = employers
                .into_iter()
                .map(|(code, people)| WaveEmployer { employer: code.map(str::to_owned), people })
                .collect();
            employers.sort_by(|one, other| (other.people, &one.employer).cmp(&(one.people, &other.employer)));
            weeks.push(WaveWeek {
                week: number,
                day: *day,
                people: employers.iter().map(|one| one.people).sum(),
                employers,
                batches: batches.iter().filter(|(week, _)| *week == number).map(|(_, code)| code.clone()).collect(),
            });
        }
        let assistance = laid.people.iter().filter(|(_, because, ..)| *because == Because::NeedsAssistance).count();
        let left_out = laid
            .left_out
            .into_iter()
            .map(|((outcome, because), count)| ReasonCount {
                because: because.code().to_owned(),
                reason: CertificateDecision { outcome, because, last_day: None, wait_until: None }
                    .reason(lang)
                    .to_owned(),
                count,
            })
            .collect();
        self.showing("wave", None, || {
            let (ids, interim) = laid.interim.into_iter().unzip();
            let shown = WaveShown {
                wave: wave.map(|wave| wave.id.0),
                until: question.until,
                last_safe: last_safe_day(question.until),
                available: laid.available,
                people: laid.people.len(),
                assistance,
                weeks,
                left_out,
                interim,
                remark: laid.remark.map(|said| said.in_lang(lang).to_owned()),
                stopped: None,
            };
            Ok((shown, ids))
        })
    }
}

/// The days of issue of a frozen wave: the same as when it was laid.
fn days_of(wave: &Wave) -> Vec<Day> {
    let lead = wave.begins.days_until(wave.until);
    weeks(wave.begins, wave.until, lead).into_iter().take(usize::try_from(wave.weeks).unwrap_or(0)).collect()
}

/// Over how many weeks a wave goes, and what a clerk should know of that.
fn how_many_weeks(
    question: &WaveQuestion,
    sizes: &[usize],
    available: usize,
) -> Result<(usize, Option<Said>), Failure> {
    let too_few = |place: usize, said: Said| {
        Err(refused(
            &place.to_string(),
            "weeks_too_few",
            said,
            Said::new("週の数か、1週の上限を増やしてください。", "Allow more weeks, or more people a week."),
        ))
    };
    if let Some(asked) = question.weeks
        && (asked == 0 || available < asked)
    {
        return too_few(
            asked,
            Said::new(
                format!("有効期限の前に送れる週は{available}週です。"),
                format!("There are {available} weeks before the last day."),
            ),
        );
    }
    let Some(per_week) = question.per_week else { return Ok((question.weeks.unwrap_or(available), None)) };
    let largest = sizes.iter().copied().max().unwrap_or(0);
    let remark = (per_week < largest).then(|| {
        Said::new(
            format!("1事業所だけで{largest}人あり、1週の上限（{per_week}人）を超えます。事業所は分けません。"),
            format!("One employer alone has {largest} people, more than {per_week} a week; employers are not split."),
        )
    });
    let needed = fewest_weeks(sizes, per_week, available);
    match (needed, question.weeks) {
        (None, _) => too_few(
            per_week,
            Said::new(
                format!("{available}週すべてを使っても、1週{per_week}人では間に合いません。"),
                format!("Even {available} weeks are too few at {per_week} a week."),
            ),
        ),
        (Some(_), Some(asked)) => {
            let most = loads(sizes, &level(sizes, asked), asked).into_iter().max().unwrap_or(0);
            if per_week.max(largest) < most {
                return too_few(
                    asked,
                    Said::new(
                        format!("{asked}週では、1週{most}人になり、上限（{per_week}人）を超えます。"),
                        format!("In {asked} weeks one has {most} people, more than {per_week}."),
                    ),
                );
            }
            Ok((asked, remark))
        }
        (Some(needed), None) => Ok((needed, remark)),
    }
}

fn newer_wave(wave: &Wave, newer: &Wave) -> Complaint {
    Complaint {
        place: wave.id.0.to_string(),
        code: "newer_wave",
        weight: Weight::Refusal,
        sentence: Said::new(
            format!("同じ有効期限の新しい波（第{}）があるため、この波からはもう印刷できません。", newer.id.0),
            format!("A later wave ({}) of the same last day stopped this one.", newer.id.0),
        ),
        hint: Said::new("新しい波から進めてください。", "Go on with the later wave."),
    }
}
