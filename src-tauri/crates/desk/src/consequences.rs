//! 訂正の影響: what was decided stands as it was decided; what was learnt afterwards raises what follows, for a clerk.
//!
//! Each decision about which something was learnt later is decided once more, for the same day, under the same policies and with
//! the papers that were there then, but with the facts that are known now. Where that comes to something else, a clerk is told
//! what, which act caused it, and what to do. Nothing of the past is written.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use ledger::{
    ActSeq, DecisionRow, Fact, Known, MemberId, PaperKind, PaperLife, PaperState, Run, RunId, RunPart, Seen, Share,
    State,
};
use rules::calendar::{Day, employer_files_by};
use rules::case::Change;
use rules::decision::{Because, CertificateOutcome, Decision, NoticeOutcome, ReturnOutcome};
use rules::policy::Policies;
use rules::words::{Lang, Relation, Said};

use crate::case::{case, changed, decided};
use crate::find::found;
use crate::home::Today;
use crate::print::FAR_FUTURE;
use crate::roles::Permission;
use crate::run::{PLANNED, refused};
use crate::wire::{Cause, Consequence, Consequences, Settled};
use crate::{Desk, Failure, Occasion, words};

/// What kind of consequence, in the order of urgency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// A paper was issued to somebody who was not insured.
    NotInsured,
    /// A loss was told late, and the paper was usable meanwhile.
    DueBack,
    /// It should not have been refused.
    WronglyRefused,
    /// A certificate was due, and nobody knew.
    Missed,
    /// It was waited for nothing.
    Waited,
    /// The paper says what was not so.
    PrintedOtherwise,
    /// The certificate is good too long.
    LastDay,
    /// The paper was not needed.
    NotNeeded,
}

impl Kind {
    fn code(self) -> &'static str {
        match self {
            Kind::NotInsured => "not_insured",
            Kind::DueBack => "due_back",
            Kind::WronglyRefused => "wrongly_refused",
            Kind::Missed => "missed",
            Kind::Waited => "waited",
            Kind::PrintedOtherwise => "printed_otherwise",
            Kind::LastDay => "last_day",
            Kind::NotNeeded => "not_needed",
        }
    }

    /// Short, for a list.
    pub(crate) fn said(self, lang: Lang) -> &'static str {
        let (ja, en) = match self {
            Kind::NotInsured => ("加入していない方への交付", "issued to somebody not insured"),
            Kind::DueBack => ("遅れて届いた喪失: 要返納", "a loss told late: due back"),
            Kind::WronglyRefused => ("不交付の見直し", "a refusal to be looked at again"),
            Kind::Missed => ("交付の漏れ", "a certificate was due"),
            Kind::Waited => ("待つ必要がなかった方", "waited for nothing"),
            Kind::PrintedOtherwise => ("券面と違う事実", "printed otherwise"),
            Kind::LastDay => ("有効期限の見直し", "good too long"),
            Kind::NotNeeded => ("交付の必要がなかった方", "was not needed"),
        };
        if lang == Lang::Ja { ja } else { en }
    }
}

/// One thing that follows, before anybody is shown it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) member: MemberId,
    pub(crate) kind: Kind,
    /// The paper, or the run: by kind and this it is settled.
    about: String,
    paper: Option<String>,
    on: Day,
    said: Said,
    next: Said,
    /// The act that decided.
    decided_by: ActSeq,
    cause: Option<ActSeq>,
}

impl Finding {
    fn key(&self) -> Key {
        (self.kind, self.member, self.about.clone())
    }

    fn what(&self) -> String {
        format!("{}:{}", self.kind.code(), self.about)
    }

    /// Up to which act it must have been seen to be settled.
    fn caused_by(&self) -> ActSeq {
        self.cause.unwrap_or(self.decided_by)
    }

    fn seen<'s>(&self, seen: &'s [Seen]) -> Option<&'s Seen> {
        let what = self.what();
        seen.iter().rev().find(|one| one.member == self.member && one.what == what && self.caused_by() <= one.cause)
    }
}

/// What names a finding, in the order in which they are listed.
pub(crate) type Key = (Kind, MemberId, String);

/// A decision that is looked at again.
enum Decided<'d> {
    Row(&'d DecisionRow),
    /// What a run said of somebody; nothing when it named nobody.
    Run(&'d Run, Option<RunPart>),
}

impl Decided<'_> {
    fn on(&self) -> Day {
        match self {
            Decided::Row(row) => row.on,
            Decided::Run(run, _) => run.on,
        }
    }
}

/// Policies as they were known, each read once.
type Read = HashMap<ActSeq, Policies>;

impl Desk {
    /// What follows from corrections, the most urgent first: what nobody has settled, or `all`.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn consequences(
        &self,
        on: Day,
        all: bool,
        (start, len): (usize, usize),
        lang: Lang,
    ) -> Result<Consequences, Failure> {
        self.must(Permission::View)?;
        let seen = self.ledger.consequences_seen(Share::ALL)?;
        let mut findings = self.findings(on, &[Share::ALL])?;
        let open = findings.iter().filter(|one| one.seen(&seen).is_none()).count();
        findings.retain(|one| all || one.seen(&seen).is_none());
        let total = findings.len();
        self.showing("consequences", None, || {
            let known = self.known(None)?;
            let (mut rows, mut shown) = (Vec::new(), Vec::new());
            for one in findings.iter().skip(start).take(len) {
                let Some(state) = self.state(one.member, on, known)? else { continue };
                rows.push(self.consequence(&state, one, one.seen(&seen), lang)?);
                shown.push(one.member);
            }
            Ok((Consequences { open, total, start, rows }, shown))
        })
    }

    /// As [`Desk::consequences`], where everyone has been looked at: of what nobody has settled only a piece is looked for again.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn consequences_of(
        &self,
        today: &Today,
        all: bool,
        (start, len): (usize, usize),
        lang: Lang,
    ) -> Result<Consequences, Failure> {
        self.must(Permission::View)?;
        let (on, open) = (today.day(), today.follow());
        if all {
            return self.consequences(on, all, (start, len), lang);
        }
        self.showing("consequences", None, || {
            let known = self.known(None)?;
            let page: Vec<&Key> = open.iter().skip(start).take(len).collect();
            let members: BTreeSet<MemberId> = page.iter().map(|(_, member, _)| *member).collect();
            let shares: Vec<Share> = members.into_iter().map(Share::one).collect();
            let findings = self.findings(on, &shares)?;
            let (mut rows, mut shown) = (Vec::new(), Vec::new());
            for one in findings.iter().filter(|one| page.contains(&&one.key())) {
                let Some(state) = self.state(one.member, on, known)? else { continue };
                rows.push(self.consequence(&state, one, None, lang)?);
                shown.push(one.member);
            }
            Ok((Consequences { open: open.len(), total: open.len(), start, rows }, shown))
        })
    }

    /// Records that a clerk has settled a consequence, with a word on how. It is never deleted; a later cause raises it anew.
    ///
    /// # Errors
    /// When the member is unknown, nothing of this name follows for them, or it is settled already.
    pub fn settle_consequence(
        &mut self,
        text: &str,
        what: &str,
        note: Option<&str>,
        on: Day,
        (lang, occasion): (Lang, &Occasion),
    ) -> Result<Consequence, Failure> {
        self.must(Permission::Edit)?;
        let member = self.member(text, on)?;
        let found = self.findings(on, &[Share::one(member)])?.into_iter().find(|one| one.what() == what);
        let found = found.ok_or_else(|| {
            refused(
                what,
                "no_consequence",
                Said::new("この方に、この影響はありません。", "Nothing of this name follows for this member."),
                Said::new("一覧をもう一度見てください。", "Look at the list again."),
            )
        })?;
        let note = note.map(str::trim).filter(|note| !note.is_empty());
        let subject = self.ledger.code_of(member)?;
        let operators = self.ledger.operators(self.ledger.now_known()?)?;
        let act = ledger::NewAct { subject, on, ..self.act_of("consequence", occasion) };
        self.ledger.act::<(), Failure>(act, |entry| {
            // A colleague may have settled it a moment ago.
            if let Some(seen) = found.seen(&entry.consequences_seen(member)?) {
                let called = |lang| words::called(&operators, &seen.operator, lang);
                return Err(refused(
                    what,
                    "already_settled",
                    Said::new(
                        format!(
                            "この影響は、{}が{}に確認済みです。",
                            called(Lang::Ja),
                            seen.at.day_in_japan().wareki()
                        ),
                        format!("{} has settled this already, on {}.", called(Lang::En), seen.at.day_in_japan()),
                    ),
                    Said::new("台帳は元のままです。", "The ledger is as it was."),
                ));
            }
            Ok(entry.consequence_seen(member, what, found.caused_by(), note)?)
        })?;
        let seen = self.ledger.consequences_seen(Share::one(member))?;
        self.showing_one("consequences", member, || {
            let state = self.state(member, on, self.known(None)?)?.ok_or_else(|| crate::show::unknown_then(text))?;
            Ok((self.consequence(&state, &found, found.seen(&seen), lang)?, vec![member]))
        })
    }

    /// What nobody has settled, of some shares of the members.
    pub(crate) fn open_consequences(&self, on: Day, of: &[Share]) -> Result<Vec<Key>, Failure> {
        let mut seen = Vec::new();
        for share in of {
            seen.extend(self.ledger.consequences_seen(*share)?);
        }
        let open = self.findings(on, of)?.into_iter().filter(|one| one.seen(&seen).is_none());
        Ok(open.map(|one| one.key()).collect())
    }

    /// Everything that follows from corrections, of some shares of the members.
    fn findings(&self, on: Day, of: &[Share]) -> Result<Vec<Finding>, Failure> {
        let now = self.known(None)?;
        let mut read = Read::new();
        let mut findings: BTreeMap<Key, Finding> = BTreeMap::new();
        let mut put = |one: Finding| {
            // Issued twice to the same end is one thing to do.
            findings.entry(one.key()).or_insert(one);
        };
        for of in of.iter().copied() {
            for (act, row) in &self.ledger.decided_before(of)? {
                for mut finding in self.found_of(*act, &Decided::Row(row), row.member, now, &mut read)? {
                    finding.cause = self.cause_of(&finding, *act, &Decided::Row(row), &mut read)?;
                    put(finding);
                }
            }
            let late: BTreeSet<MemberId> = self
                .ledger
                .losses_told_after(of)?
                .into_iter()
                .filter(|(_, lost, told)| employer_files_by(*lost) < *told)
                .map(|(member, ..)| member)
                .collect();
            for member in late {
                for finding in self.told_late(member, on, now)? {
                    put(finding);
                }
            }
        }
        for finding in self.of_runs(on, of, now, &mut read)? {
            put(finding);
        }
        // Whoever was not insured at all need not be told that the name on the paper was another.
        let gone: HashSet<(MemberId, Option<String>)> = findings
            .values()
            .filter(|one| one.kind == Kind::NotInsured)
            .map(|one| (one.member, one.paper.clone()))
            .collect();
        let lesser = |one: &Finding| one.kind != Kind::NotInsured && one.paper.is_some();
        Ok(findings
            .into_values()
            .filter(|one| !(lesser(one) && gone.contains(&(one.member, one.paper.clone()))))
            .collect())
    }

    /// Whom the runs missed, or waited for in vain: in all of them, as long as a certificate is due still and no later run names
    /// the member. What one correction brought to light in several runs is one thing to do.
    fn of_runs(&self, on: Day, of: &[Share], now: Known, read: &mut Read) -> Result<Vec<Finding>, Failure> {
        let policies = self.policies(now)?;
        let runs = self.ledger.runs()?;
        // Whose certificate is due still, with the parts in which runs named them.
        let mut due: HashMap<MemberId, Option<Vec<(RunId, RunPart)>>> = HashMap::new();
        let mut found: Vec<Finding> = Vec::new();
        for (run, of) in runs.iter().flat_map(|run| of.iter().map(move |of| (run, *of))) {
            for member in self.ledger.spoken_of_since(Known::after(run.act), run.on, of)? {
                let parts = match due.entry(member) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(new) => {
                        let decision = self
                            .state(member, on, now)?
                            .and_then(|state| decided(&state, policies.on(on).ok()?, on).ok());
                        let still = decision.is_some_and(|it| it.certificate.outcome == CertificateOutcome::Issue);
                        let parts = if still { Some(self.ledger.runs_of(member)?) } else { None };
                        new.insert(parts.map(|parts| parts.into_iter().map(|(run, one)| (run, one.part)).collect()))
                    }
                };
                let Some(parts) = parts else { continue };
                if parts.iter().any(|(later, part)| run.id < *later && PLANNED.contains(part)) {
                    continue;
                }
                let named = parts.iter().find(|(one, _)| *one == run.id).map(|(_, part)| *part);
                let decided = Decided::Run(run, named);
                for mut finding in self.found_of(run.act, &decided, member, now, read)? {
                    finding.cause = self.cause_of(&finding, run.act, &decided, read)?;
                    let same =
                        |one: &Finding| (one.member, one.kind, one.cause) == (member, finding.kind, finding.cause);
                    if !found.iter().any(same) {
                        found.push(finding);
                    }
                }
            }
        }
        Ok(found)
    }

    /// What a decision would be with what was known at `known`, where that is something else.
    fn found_of(
        &self,
        act: ActSeq,
        decided_then: &Decided<'_>,
        member: MemberId,
        known: Known,
        read: &mut Read,
    ) -> Result<Vec<Finding>, Failure> {
        let on = decided_then.on();
        // A batch sees its own papers; what it decided on did not.
        let before = Known::after(ActSeq(act.0 - 1));
        let Some(now) = self.state(member, on, known)? else { return Ok(Vec::new()) };
        let then = self.state(member, on, before)?;
        let again = State {
            papers: then.as_ref().map(|then| then.papers.clone()).unwrap_or_default(),
            applications: match decided_then {
                // An application that was refused was recorded by the act that refused it.
                Decided::Row(_) => {
                    now.applications.iter().filter(|one| one.on.is_none_or(|day| day <= on)).copied().collect()
                }
                Decided::Run(..) => then.as_ref().map(|then| then.applications.clone()).unwrap_or_default(),
            },
            ..now.clone()
        };
        let policies = match read.entry(act) {
            std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::hash_map::Entry::Vacant(free) => free.insert(self.policies(before)?),
        };
        let Ok(policy) = policies.on(on) else { return Ok(Vec::new()) };
        let Ok(decision) = decided(&again, policy, on) else { return Ok(Vec::new()) };
        match decided_then {
            Decided::Row(row) => self.of_row(act, row, &again, &decision),
            Decided::Run(run, part) => Ok(of_run(act, run, *part, member, &decision).into_iter().collect()),
        }
    }

    fn of_row(
        &self,
        act: ActSeq,
        row: &DecisionRow,
        again: &State,
        decision: &Decision,
    ) -> Result<Vec<Finding>, Failure> {
        let mut found = Vec::new();
        let certificate = row.about == "certificate";
        let (because, prints, reason) = if certificate {
            let part = &decision.certificate;
            let reason = Said::new(part.reason(Lang::Ja), part.reason(Lang::En));
            (part.because, prints(part.outcome), reason)
        } else if row.about == "notice" {
            let part = &decision.notice;
            let prints = matches!(part.outcome, NoticeOutcome::Issue | NoticeOutcome::Reissue);
            (part.because, prints, Said::new(part.reason(Lang::Ja), part.reason(Lang::En)))
        } else {
            return Ok(found);
        };
        let finding = |kind: Kind, about: String, paper: Option<&PaperState>, said: Said, next: Said| Finding {
            member: row.member,
            kind,
            about,
            paper: paper.map(|paper| paper.code.clone()),
            on: row.on,
            said,
            next,
            decided_by: act,
            cause: None,
        };
        if row.outcome == "refuse" {
            if prints {
                let (kind_ja, kind_en) = word_of(certificate);
                found.push(finding(
                    Kind::WronglyRefused,
                    format!("{} {}", row.about, row.on),
                    None,
                    Said::new(
                        format!("{}の申請を不交付としましたが、いま分かっていることでは交付の対象でした（{}）。", kind_ja, reason.ja),
                        format!("An application for a {kind_en} was refused; by what is known now it was to be issued ({}).", reason.en),
                    ),
                    Said::new(
                        "判定し直し、交付して、先の不交付を取り消すことを本人に知らせてください。",
                        "Decide again, issue it, and tell the member that the refusal no longer stands.",
                    ),
                ));
            }
            return Ok(found);
        }
        let Some(batch) = row.batch else { return Ok(found) };
        let Some(at_last) = self.state(row.member, FAR_FUTURE, self.known(None)?)? else { return Ok(found) };
        let paper = at_last.papers.iter().find(|paper| paper.batch == Some(batch));
        let Some(paper) = paper.filter(|paper| paper.life != PaperLife::Void) else { return Ok(found) };
        let here = |ja: &'static str, en: &'static str, gone_ja: &'static str, gone_en: &'static str| {
            if paper.life.closed() || paper.replaced { Said::new(gone_ja, gone_en) } else { Said::new(ja, en) }
        };
        let (kind_ja, kind_en) = word_of(certificate);
        let day = row.on;
        if because == Because::NotInsured {
            let next = if certificate {
                here(
                    "回収してください。その間に使われていないか、給付の担当に知らせてください。",
                    "Ask for it back, and have it looked up whether it was used.",
                    "この書類はもう手元を離れています。その間に使われていないか、給付の担当に知らせてください。",
                    "It is out of the member's hands already; have it looked up whether it was used.",
                )
            } else {
                Said::new(
                    "返納は要りません。番号を使わないよう、本人に知らせてください。",
                    "Nothing comes back; tell the member not to use the number.",
                )
            };
            found.push(finding(
                Kind::NotInsured,
                paper.code.clone(),
                Some(paper),
                Said::new(
                    format!("{}に交付した{kind_ja}は、その日に加入していない方へのものでした。", day.wareki()),
                    format!("The {kind_en} of {day} was issued to somebody who was not insured on that day."),
                ),
                next,
            ));
            return Ok(found);
        }
        if certificate && !prints {
            found.push(finding(
                Kind::NotNeeded,
                paper.code.clone(),
                Some(paper),
                Said::new(
                    format!(
                        "{}に交付した資格確認書は、いま分かっていることでは交付の対象ではありませんでした（{}）。",
                        day.wareki(),
                        reason.ja
                    ),
                    format!("The certificate of {day} would not be issued by what is known now ({}).", reason.en),
                ),
                here(
                    "返納を求めるかを、組合の定めで決めてください。",
                    "Decide by the society's rules whether it comes back.",
                    "この書類はもう手元を離れています。確かめるだけで足ります。",
                    "It is out of the member's hands already; there is nothing more to do.",
                ),
            ));
        }
        let mut now = again.clone();
        now.papers.clone_from(&at_last.papers);
        let differs = match changed(&now, paper) {
            Change::Name => Some(("氏名", "name")),
            Change::Number => Some(("記号・番号・枝番", "number")),
            Change::Ratio => Some(("一部負担金の割合", "ratio")),
            Change::Acquisition => Some(("資格取得年月日", "day of acquisition")),
            Change::Address | Change::None => None,
        };
        if let Some((ja, en)) = differs.filter(|_| !paper.life.closed() && !paper.replaced) {
            found.push(finding(
                Kind::PrintedOtherwise,
                paper.code.clone(),
                Some(paper),
                Said::new(
                    format!(
                        "{}に交付した{kind_ja}の{ja}は、その日の時点で、いま分かっているものと違っていました。",
                        day.wareki()
                    ),
                    format!("The {en} on the {kind_en} of {day} was not what is known now of that day."),
                ),
                if certificate {
                    Said::new("差し替えて、古いものを返してもらってください。", "Replace it, and ask for the old one.")
                } else {
                    Said::new(
                        "判定を確かめ、必要なら資格情報のお知らせを送り直してください。",
                        "Look at what is decided now, and send a new notice where one is due.",
                    )
                },
            ));
        }
        let shorter = decision.certificate.last_day.filter(|_| certificate && prints).filter(|now| {
            // An ordinary loss since then ends the cover, not the decision.
            now.because != rules::decision::LastDayBecause::Lost && row.last_day.is_some_and(|last| now.day < last)
        });
        if let Some(last) = shorter.filter(|_| !paper.life.closed() && !paper.replaced) {
            found.push(finding(
                Kind::LastDay,
                paper.code.clone(),
                Some(paper),
                Said::new(
                    format!(
                        "{}に交付した資格確認書の有効期限は、{}まででなければなりませんでした。",
                        day.wareki(),
                        last.day.wareki()
                    ),
                    format!("The certificate of {day} should have ended on {}.", last.day),
                ),
                Said::new(
                    "正しい有効期限のものに差し替えて、古いものを返してもらってください。",
                    "Replace it by one with the right last day, and ask for the old one.",
                ),
            ));
        }
        Ok(found)
    }

    /// A loss that was told after the employer's five days, while the member could use a certificate.
    fn told_late(&self, member: MemberId, on: Day, now: Known) -> Result<Vec<Finding>, Failure> {
        let mut found = Vec::new();
        let Some(state) = self.state(member, on, now)? else { return Ok(found) };
        let policies = self.policies(now)?;
        let Ok(policy) = policies.on(on) else { return Ok(found) };
        let due = decided(&state, policy, on).is_ok_and(|it| it.certificate_return.outcome == ReturnOutcome::Due);
        let Some(paper) = crate::case::certificate(&state, on).filter(|paper| due && paper.life != PaperLife::Lost)
        else {
            return Ok(found);
        };
        let Some(lost) = case(&state, on).lost.filter(|lost| *lost <= on) else { return Ok(found) };
        let told = self
            .ledger
            .coverages(member, now)?
            .into_iter()
            .rev()
            .find(|one| one.stands && one.value.lost == Some(lost));
        let Some(told) = told else { return Ok(found) };
        let Some(act) = self.ledger.acts(told.act.0..=told.act.0)?.pop() else { return Ok(found) };
        if act.on <= employer_files_by(lost) || act.on <= paper.issued {
            return Ok(found);
        }
        found.push(Finding {
            member,
            kind: Kind::DueBack,
            about: paper.code.clone(),
            paper: Some(paper.code.clone()),
            on: paper.issued,
            said: Said::new(
                format!("{}の喪失が{}に届きました。その間、資格確認書を使えました。", lost.wareki(), act.on.wareki()),
                format!("The loss of {lost} was told on {}. The certificate could be used meanwhile.", act.on),
            ),
            next: Said::new(
                "返納を求め、その間に使われていないか、給付の担当に知らせてください。",
                "Ask for it back, and have it looked up whether it was used.",
            ),
            decided_by: told.act,
            cause: Some(told.act),
        });
        Ok(found)
    }

    /// The act since which it is so, of those that spoke of the member or of the insured person of the household.
    fn cause_of(
        &self,
        finding: &Finding,
        act: ActSeq,
        decided_then: &Decided<'_>,
        read: &mut Read,
    ) -> Result<Option<ActSeq>, Failure> {
        let since = Known::after(act);
        let mut acts = self.ledger.acts_about(finding.member, since)?;
        let state = self.ledger.state(finding.member, decided_then.on(), self.known(None)?)?;
        if let Some(coverage) = state.and_then(|state| state.coverage).filter(|it| it.relation != Relation::Insured) {
            for other in self.ledger.household(coverage.household, decided_then.on(), self.known(None)?)? {
                if crate::case::insured(&other) {
                    acts.extend(self.ledger.acts_about(other.id, since)?);
                }
            }
            acts.sort_unstable();
            acts.dedup();
        }
        let mut cause = None;
        for act_since in acts {
            let found = self.found_of(act, decided_then, finding.member, Known::after(act_since), read)?;
            let there = found.iter().any(|one| one.kind == finding.kind && one.about == finding.about);
            cause = if there { cause.or(Some(act_since)) } else { None };
        }
        Ok(cause)
    }

    fn consequence(
        &self,
        state: &State,
        one: &Finding,
        seen: Option<&Seen>,
        lang: Lang,
    ) -> Result<Consequence, Failure> {
        let hit = found(state);
        let cause = match one.cause {
            Some(act) => self.cause_said(one.member, act, lang)?,
            None => None,
        };
        Ok(Consequence {
            member: hit.member,
            code: hit.code,
            name: hit.name,
            employer: hit.employer,
            what: one.what(),
            kind: one.kind.code(),
            paper: one.paper.clone(),
            on: one.on,
            sentence: one.said.in_lang(lang).to_owned(),
            next: one.next.in_lang(lang).to_owned(),
            cause,
            seen: seen.map(|seen| Settled {
                at: seen.at.text().to_owned(),
                operator: seen.operator.clone(),
                note: seen.note.clone(),
            }),
        })
    }

    /// An act in words, with the file and the row from which it took what it says of the member.
    fn cause_said(&self, member: MemberId, act: ActSeq, lang: Lang) -> Result<Option<Cause>, Failure> {
        let Some(of) = self.ledger.acts(act.0..=act.0)?.pop() else { return Ok(None) };
        let events = self.ledger.timeline(member, self.known(None)?)?;
        let decides = |fact: &Fact| {
            !matches!(fact, Fact::Paper(..) | Fact::PaperLife(..) | Fact::Reminder(..) | Fact::Decision(_))
        };
        let place = events.into_iter().filter(|one| one.act == act && decides(&one.fact)).find_map(|one| one.place);
        let file = self.ledger.imports()?.into_iter().find(|row| row.act == act).map(|row| row.import.file);
        let did = words::did(&of.kind, lang);
        let from = match (file, place) {
            (Some(file), Some(place)) if place.starts_with(&file) => place,
            (Some(file), Some(place)) => format!("{file} {place}"),
            (file, place) => file.or(place).unwrap_or_default(),
        };
        let said = if from.is_empty() { did.to_owned() } else { format!("{did}: {from}") };
        Ok(Some(Cause { act: act.0, at: of.at.text().to_owned(), operator: of.operator, said }))
    }
}

/// What a run said of somebody, and what it would have said.
fn of_run(act: ActSeq, run: &Run, part: Option<RunPart>, member: MemberId, decision: &Decision) -> Option<Finding> {
    let now = &decision.certificate;
    if now.outcome != CertificateOutcome::Issue {
        return None;
    }
    let kind = match part {
        Some(RunPart::Waiting) => Kind::Waited,
        None | Some(RunPart::Unlisted | RunPart::Unknown | RunPart::OnApplication) => Kind::Missed,
        Some(_) => return None,
    };
    let (number, day) = (run.id.0, run.on);
    let (ja, en) = (now.reason(Lang::Ja), now.reason(Lang::En));
    let said = if kind == Kind::Waited {
        Said::new(
            format!(
                "第{number}回の職権交付（{}）では登録を待ちましたが、待つ必要はありませんでした（{ja}）。",
                day.wareki()
            ),
            format!("Run {number} ({day}) waited for the registration, and need not have ({en})."),
        )
    } else {
        Said::new(
            format!("第{number}回の職権交付（{}）で交付する方でしたが、名前がありませんでした（{ja}）。", day.wareki()),
            format!("Run {number} ({day}) should have named this member ({en})."),
        )
    };
    Some(Finding {
        member,
        kind,
        about: number.to_string(),
        paper: None,
        on: day,
        said,
        next: Said::new(
            "交付していなければ、次の職権交付を待たずに資格確認書を交付してください。",
            "Unless it was issued since, issue the certificate without waiting for the next run.",
        ),
        decided_by: act,
        cause: None,
    })
}

fn prints(outcome: CertificateOutcome) -> bool {
    matches!(
        outcome,
        CertificateOutcome::Issue
            | CertificateOutcome::Renew
            | CertificateOutcome::Replace
            | CertificateOutcome::Reissue
    )
}

fn word_of(certificate: bool) -> (&'static str, &'static str) {
    let kind = if certificate { PaperKind::Certificate } else { PaperKind::Notice };
    (words::word(kind.code(), Lang::Ja), words::word(kind.code(), Lang::En))
}
