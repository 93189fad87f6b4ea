//! A batch is frozen: who gets which paper, in which envelope, by which route. What it prints never changes afterwards.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;

use ledger::{
    ActSeq, Asked, BatchId, Circumstance, DecisionRow, Employer, Entry, HouseholdId, Imprint, Known, MemberId, Named,
    NewAct, NewBatch, NewPaper, PaperId, PaperKind, PaperLife, PaperState, SheetRow, Society, Source, State,
};
use papers::{Kind, Layout, Route, Run, Sheet};
use rules::calendar::{Day, last_day_before_75, start_at_70};
use rules::case::Assistance;
use rules::decision::{Because, CertificateOutcome, Decision, NoticeOutcome};
use rules::last_four::{Check, Letter, answer_until};
use rules::optional_item::OptionalItem;
use rules::policy::{CertificateLapse, Envelopes, GraceReading, Policy, PrintCharacters};
use rules::words::{Complaint, Lang, Relation, Said, Weight};

use crate::assets::Stamps;
use crate::campaign::{LAST_FOUR_LAYOUT, asked, not_asked, still_to_be_asked};
use crate::case::{certificate, decided, insured, member, printable};
use crate::characters::{Decided, Form, codes, letters};
use crate::colleague::FASTER;
use crate::decide::undecided;
use crate::founding::text_file;
use crate::optional_items::{AllWished, no_place, printed};
use crate::print::FAR_FUTURE;
use crate::release::SINGLE;
use crate::roles::Permission;
use crate::shield::protected;
use crate::told::Told;
use crate::wire::{Planned, Refused};
use crate::{Desk, Failure, Occasion};

/// A kind of paper, for callers that know no papers.
pub type PaperWord = Kind;

/// A list of members, by number or management code.
#[derive(Debug, Clone)]
pub enum Listing {
    /// A file with one member a line.
    File(PathBuf),
    /// One member a line.
    Lines(String),
    /// Members that the ledger named itself.
    Ids(HashSet<MemberId>),
}

/// What to freeze.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The kind of paper.
    pub kind: Kind,
    /// The day that is asked about; the papers bear it.
    pub on: Day,
    /// Whom it is for; without a list everyone who is due.
    pub members: Option<Listing>,
    /// A layout by name or file; without it the society's.
    pub layout: Option<String>,
    /// Members whose paper cannot be printed are left out and listed, in place of stopping the batch.
    pub without_unprintable: bool,
    /// Who shares an envelope; without it as the policy has it.
    pub envelopes: Option<Envelopes>,
    /// Nothing is frozen; the answer says what would be.
    pub dry_run: bool,
    /// The language of sentences.
    pub lang: Lang,
}

/// A member who is due, with what was decided.
pub(crate) struct Due {
    pub(crate) state: State,
    pub(crate) decision: Decision,
    pub(crate) route: Route,
    pub(crate) envelope: u32,
    pub(crate) in_envelope: (u32, u32),
    /// What a scanner reads of its envelope and its bundle.
    pub(crate) codes: papers::Codes,
    pub(crate) told: Told,
}

/// What all sheets of a batch share.
pub(crate) struct Setting {
    pub(crate) kind: Kind,
    pub(crate) on: Day,
    pub(crate) society: Society,
    pub(crate) employers: HashMap<String, Employer>,
    pub(crate) policy: Policy,
    /// Names of insured persons, for the papers of their dependants.
    pub(crate) insured: HashMap<HouseholdId, Named>,
    /// What the society decided about rare characters.
    pub(crate) characters: Decided,
    /// What letters of the last-four check ask for.
    pub(crate) asking: Option<Asking>,
    /// The seal and the issuer.
    pub(crate) stamps: Stamps,
    /// What certificates say besides.
    pub(crate) optional: AllWished,
}

impl Setting {
    /// The society as the sender of this batch.
    pub(crate) fn sender(&self) -> papers::Society {
        papers::Society {
            issuer: self.stamps.issuer.clone(),
            seal: self.stamps.seal.clone(),
            ..sender(&self.society, &self.policy)
        }
    }
}

/// What letters of the last-four check ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Asking {
    /// An answer until this day.
    pub(crate) until: Day,
    /// They tell of a correction.
    pub(crate) second: bool,
}

/// Of so many that stop a printing it is said from which row their names came.
const ROWS: usize = 2_000;

impl Desk {
    /// Freezes a batch, or only says what would be frozen. A name that the fonts lack stops it, with the member and the character named, and nothing is
    /// frozen; so does nothing to print.
    ///
    /// # Errors
    /// When the day lies before the first policy, a listed member is unknown, or the ledger cannot be written.
    pub fn plan(&mut self, plan: &Plan, occasion: &Occasion) -> Result<Planned, Failure> {
        let asking = (plan.kind == Kind::LastFour).then(|| Asking { until: answer_until(plan.on), second: false });
        self.plan_asking(plan, asking, occasion)
    }

    /// As [`Desk::plan`], of letters that ask for an answer.
    pub(crate) fn plan_asking(
        &mut self,
        plan: &Plan,
        asking: Option<Asking>,
        occasion: &Occasion,
    ) -> Result<Planned, Failure> {
        self.plan_and(plan, asking, occasion, |_, _| Ok(()))
    }

    /// As [`Desk::plan_asking`]; `then` writes within the same act what the batch belongs to.
    pub(crate) fn plan_and(
        &mut self,
        plan: &Plan,
        asking: Option<Asking>,
        occasion: &Occasion,
        then: impl FnOnce(&mut Entry, BatchId) -> Result<(), Failure>,
    ) -> Result<Planned, Failure> {
        self.must(Permission::Print)?;
        let head = self.ledger.head()?.0;
        let known = self.ledger.now_known()?;
        let (mut setting, layout_name) = self.setting(plan.kind, plan.on, known)?;
        setting.asking = asking;
        setting.policy.envelopes = plan.envelopes.unwrap_or(setting.policy.envelopes);
        let ((layout_name, layout_text), approved) =
            self.layout_to_freeze(plan.kind, plan.layout.as_deref(), &layout_name, plan.on)?;
        let layout = Layout::read(&layout_text, &layout_name).map_err(Failure::others)?;
        let unfit = layout.unfit(plan.kind);
        if !unfit.is_empty() {
            return Err(Failure::refused(unfit));
        }
        setting.stamps = self.stamps(&layout, plan.on)?;
        setting.stamps.ids.extend(approved);
        let listed = match &plan.members {
            Some(listing) => Some(self.listed(listing, plan.on)?),
            None => None,
        };
        let (mut due, mut refused) = self.due(&mut setting, known, listed.as_ref(), plan.lang)?;
        arrange(&mut due, &setting);
        let unprintable = self.unprintable(&setting, &layout, &due, plan.lang);
        let mut stopped = false;
        if !unprintable.is_empty() {
            refused.extend(due.iter().filter_map(|one| unprintable.get(&one.state.code).cloned()));
            // What is wrong with the layout or the society itself names no member, and concerns everyone.
            refused.extend(
                unprintable
                    .into_iter()
                    .filter(|(code, _)| due.iter().all(|one| one.state.code != *code))
                    .map(|(_, one)| one),
            );
            due.retain(|one| refused.iter().all(|refused| refused.member != member(&one.state)));
            stopped = !plan.without_unprintable;
            if stopped {
                due.clear();
            }
            arrange(&mut due, &setting);
        }
        self.name_rows(&mut refused, plan.on, known)?;
        let envelopes = due.iter().map(|one| one.envelope).max().unwrap_or(0) as usize;
        let mut planned = Planned {
            batch: None,
            kind: plan.kind.code(),
            on: plan.on,
            members: due.len(),
            sheets: due.len(),
            envelopes,
            stopped,
            refused,
            remark: remarks([
                far_from_today(plan.on, occasion.today, plan.lang),
                self.short_of_paper(&layout, due.len(), envelopes, plan.lang)?,
            ]),
            post: at_the_post(&setting, &due, plan.lang),
            assets: self.assets_named(&setting.stamps.ids, plan.lang)?,
        };
        if due.len() > SINGLE {
            self.must(Permission::PrintMany)?;
        }
        // Who gets nothing is named with the reason.
        let named = planned.refused.iter().filter_map(|one| self.member(&one.member, plan.on).ok()).collect();
        self.ledger.leave_the_file()?;
        self.showing("plan", Some(planned.kind), || Ok(((), named)))?;
        if due.is_empty() || plan.dry_run {
            return Ok(planned);
        }
        let source = self.source(plan, listed.as_ref())?;
        let mut answered = Vec::new();
        for one in &due {
            let application = one.told.application;
            if let Some(application) = application
                && !self.letter_written(one.state.id, application, known)?
            {
                answered.push((one.state.id, application));
            }
        }
        let act = NewAct { on: plan.on, ..self.act_of("plan", occasion) };
        let frozen = self.ledger.act::<String, Failure>(act, |entry| {
            let layout = entry.layout(&layout_name, &layout_text)?;
            let (batch, code) =
                entry.batch(&NewBatch { kind: paper_kind(plan.kind), on: plan.on, layout: Some(layout) })?;
            match setting.asking {
                Some(asking) => {
                    still_to_be_asked(entry, head, asking, &due)?;
                    entry.campaign(batch, asking.until, asking.second)?;
                }
                None => still_without(entry, head, paper_kind(plan.kind), &due)?,
            }
            for (id, application) in &answered {
                entry.refusal_letter(*id, *application, plan.on)?;
            }
            for (at, one) in due.iter().enumerate() {
                freeze(entry, &setting, batch, at, one)?;
            }
            pack(entry, batch, &due)?;
            entry.batch_source(batch, &source)?;
            for asset in &setting.stamps.ids {
                entry.batch_asset(batch, *asset)?;
            }
            then(entry, batch)?;
            Ok(code)
        });
        let (seq, code) = frozen.map_err(|failure| self.naming(head, failure))?;
        self.keep_outside(seq);
        planned.batch = Some(code);
        Ok(planned)
    }

    /// What was asked for, and the newest sources that the ledger has.
    fn source(&self, plan: &Plan, listed: Option<&HashSet<MemberId>>) -> Result<Source, Failure> {
        let (import, list) = crate::later::newest(self)?;
        let asked = match &plan.members {
            None => Asked::Everyone,
            Some(Listing::File(_) | Listing::Lines(_)) => Asked::Listed,
            Some(Listing::Ids(_)) => Asked::Selected,
        };
        Ok(Source { asked, asked_for: listed.and_then(|listed| i64::try_from(listed.len()).ok()), import, list })
    }

    /// The name and the text of a layout: one of the society's own, by the seal of its text, or as [`layout_text`] has it.
    pub(crate) fn layout_named(&self, name: &str) -> Result<(String, String), Failure> {
        match self.ledger.layout(name)? {
            Some(own) => Ok(own),
            None => Ok((name.to_owned(), layout_text(name)?)),
        }
    }

    /// What the sheets of a batch share, and the name of the society's layout.
    pub(crate) fn setting(&self, kind: Kind, on: Day, known: Known) -> Result<(Setting, String), Failure> {
        let policies = self.policies(known)?;
        let policy = policies.on(on).map_err(Failure::other)?.clone();
        let society = self.ledger.society(known)?.unwrap_or_default();
        let layout = match kind {
            Kind::Notice => society.notice_layout.clone(),
            Kind::Certificate => society.certificate_layout.clone(),
            Kind::LastFour => LAST_FOUR_LAYOUT.to_owned(),
            Kind::ElderlyCertificate => "elderly-certificate".to_owned(),
            Kind::ReturnRequest => "return-request".to_owned(),
            Kind::Refusal => "refusal-letter".to_owned(),
        };
        let characters = self.characters_decided(known)?;
        let optional = match kind {
            Kind::Certificate if policy.optional_items => self.ledger.optional_items(known)?,
            _ => AllWished::default(),
        };
        let employers =
            self.ledger.employers(on, known)?.into_iter().map(|employer| (employer.code.clone(), employer)).collect();
        Ok((
            Setting {
                kind,
                on,
                society,
                employers,
                policy,
                insured: HashMap::new(),
                characters,
                asking: None,
                stamps: Stamps::default(),
                optional,
            },
            layout,
        ))
    }

    /// Everyone who is due on the day (or of those listed), and the listed ones who are not.
    fn due(
        &self,
        setting: &mut Setting,
        known: Known,
        listed: Option<&HashSet<MemberId>>,
        lang: Lang,
    ) -> Result<(Vec<Due>, Vec<Refused>), Failure> {
        let (mut due, mut refused) = (Vec::new(), Vec::new());
        let kind = setting.kind;
        let deaths = self.ledger.deaths(known)?;
        let policy = setting.policy.clone();
        let beside = match kind {
            Kind::ReturnRequest => Some(self.beside(&policy, known)?),
            _ => None,
        };
        let mut failed = None;
        self.each_of(listed, setting.on, known, &mut |state| match decided(&state, &setting.policy, setting.on) {
            Err(cannot) => {
                let complaint = undecided(&cannot, &member(&state));
                refused.push(Refused {
                    member: member(&state),
                    because: complaint.code.to_owned(),
                    sentence: complaint.sentence.in_lang(lang).to_owned(),
                    hint: Some(complaint.hint.in_lang(lang).to_owned()),
                    place: None,
                });
            }
            Ok(decision) if prints(setting, &state, &decision) => {
                let told = match self.told_besides(setting, &state, &decision, known, beside.as_ref()) {
                    Ok(Ok(told)) => told,
                    Ok(Err(not)) => {
                        if listed.is_some() {
                            let sentence = not.said.in_lang(lang).to_owned();
                            let because = not.because.to_owned();
                            refused.push(Refused {
                                member: member(&state),
                                because,
                                sentence,
                                hint: None,
                                place: None,
                            });
                        }
                        return;
                    }
                    Err(failure) => {
                        failed.get_or_insert(failure);
                        return;
                    }
                };
                // Why somebody's application was refused is no business of the employer's.
                let route = if kind == Kind::Refusal { Route::Home } else { route(&state, setting.on) };
                let nowhere = state.delivery.is_none() && state.home.is_none() && told.address.is_none();
                if deaths.get(&state.id).is_some_and(|died| *died <= setting.on) {
                    let (sentence, hint) = died();
                    refused.push(Refused {
                        member: member(&state),
                        because: "died".to_owned(),
                        sentence: sentence.in_lang(lang).to_owned(),
                        hint: Some(hint.in_lang(lang).to_owned()),
                        place: None,
                    });
                } else if protected(&state) && state.delivery.is_none() {
                    let (sentence, hint) = crate::shield::without_address();
                    refused.push(Refused {
                        member: member(&state),
                        because: "shielded_without_address".to_owned(),
                        sentence: sentence.in_lang(lang).to_owned(),
                        hint: Some(hint.in_lang(lang).to_owned()),
                        place: None,
                    });
                } else if route == Route::Home && nowhere {
                    refused.push(Refused {
                        member: member(&state),
                        because: "address_missing".to_owned(),
                        sentence: Said::new(
                            "自宅へ送る方ですが、住所が登録されていません。",
                            "This paper goes home, but no address is on file.",
                        )
                        .in_lang(lang)
                        .to_owned(),
                        hint: None,
                        place: None,
                    });
                } else if route == Route::Home && doubtful(&state) {
                    refused.push(Refused {
                        member: member(&state),
                        because: "address_doubtful".to_owned(),
                        sentence: Said::new(
                            "この住所から郵便物が戻っているため、送りません。",
                            "Mail to this address came back, so nothing is sent there.",
                        )
                        .in_lang(lang)
                        .to_owned(),
                        hint: Some(
                            Said::new(
                                "本人か事業所に新しい住所を確かめ、一覧を取り込んでください。",
                                "Find out the new address and import it.",
                            )
                            .in_lang(lang)
                            .to_owned(),
                        ),
                        place: None,
                    });
                } else if state.circumstance.ratio.is_none()
                    && (kind == Kind::ElderlyCertificate
                        || kind == Kind::Certificate
                            && setting.policy.ratio_on_certificate
                            && has_ratio(setting, &state))
                {
                    refused.push(Refused {
                        member: member(&state),
                        because: "ratio_missing".to_owned(),
                        sentence: Said::new(
                            "70歳以上の方ですが、負担割合（2割・3割）が台帳にありません。",
                            "This member is 70 or older, and the ledger has no ratio (2 or 3 tenths).",
                        )
                        .in_lang(lang)
                        .to_owned(),
                        hint: Some(
                            Said::new(
                                "負担割合の列がある一覧を取り込んでください。",
                                "Import a list with a column for the ratio (負担割合).",
                            )
                            .in_lang(lang)
                            .to_owned(),
                        ),
                        place: None,
                    });
                } else {
                    due.push(Due {
                        state,
                        decision,
                        route,
                        envelope: 0,
                        in_envelope: (1, 1),
                        codes: papers::Codes::default(),
                        told,
                    });
                }
            }
            Ok(decision) if listed.is_some() => {
                let (because, sentence) = match kind {
                    Kind::Notice => (decision.notice.because.code(), decision.notice.sentence(lang)),
                    Kind::Certificate => (decision.certificate.because.code(), decision.certificate.sentence(lang)),
                    Kind::LastFour => {
                        let (because, said) = not_asked(setting, &state);
                        (because, said.in_lang(lang).to_owned())
                    }
                    // What these tell decides about them.
                    Kind::ElderlyCertificate | Kind::ReturnRequest | Kind::Refusal => return,
                };
                refused.push(Refused {
                    member: member(&state),
                    because: because.to_owned(),
                    sentence,
                    hint: None,
                    place: None,
                });
            }
            Ok(_) => {}
        })?;
        if let Some(failure) = failed {
            return Err(failure);
        }
        setting.insured = self.insured_names(due.iter().map(|one: &Due| &one.state), setting.on, known)?;
        Ok((due, refused))
    }

    /// The members of a list file: one a line, blank lines and lines that begin with `#` skipped.
    fn listed(&self, listing: &Listing, on: Day) -> Result<HashSet<MemberId>, Failure> {
        let (text, place) = match listing {
            Listing::File(path) => (text_file(path)?, format!("{}:", crate::founding::file_name(path))),
            Listing::Lines(text) => (text.clone(), String::new()),
            Listing::Ids(members) => return Ok(members.clone()),
        };
        let mut members = HashSet::new();
        let mut wrong = Vec::new();
        for (at, line) in text.lines().enumerate() {
            let line = line.trim().trim_start_matches('\u{feff}');
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            match self.member(line, on) {
                Ok(id) => {
                    members.insert(id);
                }
                Err(failure) => wrong.extend(
                    failure
                        .complaints
                        .into_iter()
                        .map(|complaint| Complaint { place: format!("{place}{}", at + 1), ..complaint }),
                ),
            }
        }
        if wrong.is_empty() { Ok(members) } else { Err(Failure::others(wrong)) }
    }

    /// Everyone whose paper cannot be printed as it should be, by management code, with all that is wrong.
    /// Names the row of the file from which the name, or the address, of each came that stops a printing.
    fn name_rows(&self, refused: &mut [Refused], on: Day, known: Known) -> Result<(), Failure> {
        let stops = |one: &&mut Refused| one.hint.is_some();
        let mut files = None;
        for one in refused.iter_mut().filter(stops).take(ROWS) {
            let Ok(id) = self.member(&one.member, on) else { continue };
            let files = match &mut files {
                Some(files) => files,
                None => files.insert(self.files_of_acts()?),
            };
            let address = one.because.contains("address");
            let told = |event: &&ledger::Event| match event.fact {
                ledger::Fact::Address(..) => address,
                ledger::Fact::Name(..) => !address,
                _ => false,
            };
            let events = self.happened_by(id, known, files)?;
            one.place = events.iter().rev().filter(told).find_map(|event| event.place.clone());
        }
        Ok(())
    }

    fn unprintable(&self, setting: &Setting, layout: &Layout, due: &[Due], lang: Lang) -> BTreeMap<String, Refused> {
        let sheets: Vec<Sheet> = due.iter().map(|one| sheet(setting, one, "P0000000000000", None)).collect();
        let numbers: HashMap<&str, String> =
            due.iter().map(|one| (one.state.code.as_str(), member(&one.state))).collect();
        let mut refused: BTreeMap<String, Refused> = BTreeMap::new();
        for complaint in check(setting, layout, "B0000000000000", &sheets) {
            let (sentence, hint) = (complaint.sentence.in_lang(lang), complaint.hint.in_lang(lang));
            refused
                .entry(complaint.place.clone())
                .and_modify(|one| one.sentence = format!("{} {sentence}", one.sentence))
                .or_insert_with(|| Refused {
                    member: numbers.get(complaint.place.as_str()).cloned().unwrap_or_else(|| complaint.place.clone()),
                    because: complaint.code.to_owned(),
                    sentence: sentence.to_owned(),
                    hint: Some(hint.to_owned()),
                    place: None,
                });
        }
        refused
    }
}

/// Why nothing is sent to somebody who has died, though the loss is not reported yet.
fn died() -> (Said, Said) {
    (
        Said::new("死亡の届出がある方のため、何も送りません。", "This member has died. Nothing is sent."),
        Said::new(
            "資格喪失の届出を事業所に確かめ、取り込んでください。",
            "Ask the employer for the report of the loss, and import it.",
        ),
    )
}

/// Nobody gets a paper twice: whoever got one by a colleague's batch since the list was made stops this one. `head` is the last
/// act when it was made.
fn still_without(entry: &Entry, head: ActSeq, kind: PaperKind, due: &[Due]) -> Result<(), Failure> {
    if entry.seq().0 == head.0 + 1 {
        return Ok(());
    }
    for one in due {
        let now = entry.state(one.state.id, FAR_FUTURE)?;
        let papers = now.map(|now| now.papers).unwrap_or_default();
        let known = |paper: &PaperState| one.state.papers.iter().any(|before| before.id == paper.id);
        if papers.iter().any(|paper| paper.kind == kind && !known(paper)) {
            return Err(Failure::refused(vec![Complaint {
                place: member(&one.state),
                code: FASTER,
                weight: Weight::Refusal,
                sentence: Said::new(
                    "ほかの担当者が、この方の書類を先に確定しました。今回は何も確定していません。",
                    "A colleague has just frozen a paper of this member. Nothing was frozen now.",
                ),
                hint: Said::new(
                    "束の一覧を見てから、もう一度、はじめから確定してください。",
                    "Look at the list of batches, and begin again.",
                ),
            }]));
        }
    }
    Ok(())
}

/// What is said beside a plan, as one.
fn remarks(said: [Option<String>; 2]) -> Option<String> {
    let said: Vec<String> = said.into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// So many days from today on either side a day of issue is an ordinary one.
const ORDINARY_DAYS: i64 = 62;

/// A day of issue far away is more often a slip of a digit than meant.
fn far_from_today(on: Day, today: Day, lang: Lang) -> Option<String> {
    let days = today.days_until(on);
    if days.abs() <= ORDINARY_DAYS {
        return None;
    }
    let ja = format!(
        "交付日は今日から{}日{}です。年月日に間違いがないか確かめてください。",
        days.abs(),
        if days > 0 { "先" } else { "前" }
    );
    let en = format!(
        "The day of issue lies {} days {} today. See that it is meant.",
        days.abs(),
        if days > 0 { "after" } else { "before" }
    );
    Some(Said::new(ja, en).in_lang(lang).to_owned())
}

/// What stops the sheets of a batch: characters the fonts lack, or that the policy does not print; texts that do not fit.
pub(crate) fn check(setting: &Setting, layout: &Layout, batch: &str, sheets: &[Sheet]) -> Vec<Complaint> {
    let society = setting.sender();
    let run = Run { kind: setting.kind, layout, society: &society, batch, on: setting.on, sheets };
    let mut complaints = papers::check(&run);
    let places = layout.optional_places();
    for sheet in sheets {
        let said = sheet.optional.iter().zip(places).zip(OptionalItem::ALL);
        let without = said.filter(|((said, place), _)| said.is_some() && !place);
        complaints.extend(without.map(|(_, item)| no_place(&sheet.member, *item)));
    }
    if setting.policy.print_characters == PrintCharacters::Jis12 {
        for sheet in sheets {
            let names = [Some(&sheet.name), sheet.insured_name.as_ref()].into_iter().flatten();
            let mut outside: Vec<&str> = names.flat_map(|name| letters(name.text())).collect();
            outside.retain(|one| !intake::outside_jis_1_2(one).is_empty() && !setting.characters.prints(one));
            outside.sort_unstable();
            outside.dedup();
            if !outside.is_empty() {
                let characters = outside.concat();
                let codes = outside.iter().map(|one| codes(one)).collect::<Vec<_>>().join(", ");
                complaints.push(Complaint {
                    place: sheet.member.clone(),
                    code: "outside_jis_1_2",
                    weight: Weight::Refusal,
                    sentence: Said::new(
                        format!("方針により印字しない文字「{characters}」（{codes}）が氏名にあります。"),
                        format!("The name has characters that the policy does not print: {characters} ({codes})."),
                    ),
                    hint: Said::new(
                        "「氏名の文字」でこの文字の決まりを選ぶか、印字用の氏名を第1・第2水準の漢字またはカナで登録してください。",
                        "Decide once how this character is printed, or record a printed name in JIS level 1 and 2 characters.",
                    ),
                });
            }
        }
    }
    complaints
}

/// The text of a layout by its shipped name, or of a layout file.
pub(crate) fn layout_text(name: &str) -> Result<String, Failure> {
    let names: Vec<&str> = Layout::names().collect();
    match Layout::shipped(name) {
        Some(text) => Ok(text.to_owned()),
        None if name.ends_with(".toml") => text_file(std::path::Path::new(name)),
        None => Err(Failure::other(Complaint {
            place: name.to_owned(),
            code: "layout_unknown",
            weight: Weight::Refusal,
            sentence: Said::new("この名前の様式はありません。", "There is no layout of this name."),
            hint: Said::new(
                format!("{} のいずれか、または .toml のファイルを指定してください。", names.join("、")),
                format!("Give one of {} or a .toml file.", names.join(", ")),
            ),
        })),
    }
}

/// The society as the sender of papers.
pub(crate) fn sender(society: &Society, policy: &Policy) -> papers::Society {
    papers::Society {
        grace_exact: policy.grace_reading == GraceReading::Exact,
        lapse_on_application: policy.certificate_lapse == CertificateLapse::OnApplication,
        customer_barcode: policy.customer_barcode,
        name: society.name.clone(),
        insurer_number: society.insurer_number.clone(),
        postcode: society.postcode.clone(),
        address: society.address.clone(),
        phone: society.phone.clone(),
        portal_url: society.portal_url.clone(),
        issuer: None,
        seal: None,
        training: society.training,
    }
}

pub(crate) fn paper_kind(kind: Kind) -> PaperKind {
    match kind {
        Kind::Notice => PaperKind::Notice,
        Kind::Certificate => PaperKind::Certificate,
        Kind::LastFour => PaperKind::LastFour,
        Kind::ElderlyCertificate => PaperKind::ElderlyCertificate,
        Kind::ReturnRequest => PaperKind::ReturnRequest,
        Kind::Refusal => PaperKind::Refusal,
    }
}

fn prints(setting: &Setting, state: &State, decision: &Decision) -> bool {
    match setting.kind {
        Kind::LastFour => setting.asking.is_some_and(|asking| asked(state, setting.on, asking.second)),
        Kind::ElderlyCertificate | Kind::ReturnRequest | Kind::Refusal => true,
        Kind::Notice => matches!(decision.notice.outcome, NoticeOutcome::Issue | NoticeOutcome::Reissue),
        Kind::Certificate => matches!(
            decision.certificate.outcome,
            CertificateOutcome::Issue
                | CertificateOutcome::Renew
                | CertificateOutcome::Replace
                | CertificateOutcome::Reissue
        ),
    }
}

/// Through the employer, unless there is none (voluntary continuation), access is blocked or the mail is shielded: then by post.
pub(crate) fn route(state: &State, on: Day) -> Route {
    let Some(coverage) = &state.coverage else { return Route::Home };
    let voluntary = coverage.voluntary_until.is_some();
    let gone = coverage.lost.is_some_and(|lost| lost <= on);
    if voluntary || gone || coverage.employer.is_none() || protected(state) { Route::Home } else { Route::Employer }
}

/// Has mail to the address that a letter would go to come back?
fn doubtful(state: &State) -> bool {
    let [home, delivery] = &state.doubt;
    if state.delivery.is_some() { delivery.is_some() } else { home.is_some() }
}

/// Puts the due in the order of printing and into envelopes: by employer, then by household with the insured person
/// first; a household shares an envelope unless the society gives one to each member, but whoever's access is blocked or whose mail
/// is shielded has one alone. Letters home that bear a customer barcode lie in the order of their postcodes and barcodes.
pub(crate) fn arrange(due: &mut Vec<Due>, setting: &Setting) {
    due.sort_by_cached_key(|one| {
        let coverage = one.state.coverage.as_ref();
        let number = coverage.map(|coverage| coverage.number.key()).unwrap_or_default();
        let width = |part: &str| (part.chars().count(), part.to_owned());
        (
            one.route == Route::Home,
            if one.route == Route::Home { None } else { coverage.and_then(|coverage| coverage.employer.clone()) },
            number.symbol.clone(),
            width(&number.number),
            protected(&one.state),
            !insured(&one.state),
            width(&number.branch),
            one.state.id,
        )
    });
    let household = setting.policy.envelopes == Envelopes::Household;
    if setting.policy.customer_barcode {
        by_barcode(due, household);
    }
    let mut envelope = 0;
    let mut start = 0;
    while start < due.len() {
        let mut end = start + 1;
        while end < due.len() && household && together(&due[start], &due[end]) {
            end += 1;
        }
        envelope += 1;
        let all = u32::try_from(end - start).unwrap_or(u32::MAX);
        for (at, one) in due[start..end].iter_mut().enumerate() {
            one.envelope = envelope;
            one.in_envelope = (u32::try_from(at).unwrap_or(u32::MAX).saturating_add(1), all);
        }
        start = end;
    }
}

/// Postcode and 住所表示番号.
type Barcode = (String, String);

/// Sorts the envelopes that go home by postcode and barcode, each whole: for the post's discount they are handed in so.
fn by_barcode(due: &mut Vec<Due>, household: bool) {
    let home = due.iter().position(|one| one.route == Route::Home).unwrap_or(due.len());
    let mut envelopes: Vec<(Option<Barcode>, Vec<Due>)> = Vec::new();
    for one in due.drain(home..) {
        match envelopes.last_mut() {
            Some((_, members)) if household && together(&members[0], &one) => members.push(one),
            _ => envelopes.push((barcode_of(&one), vec![one])),
        }
    }
    // Without a barcode at last: the post counts them apart.
    envelopes.sort_by(|(one, _), (other, _)| (one.is_none(), one).cmp(&(other.is_none(), other)));
    due.extend(envelopes.into_iter().flat_map(|(_, members)| members));
}

/// Postcode and 住所表示番号 of a letter home, where a barcode can be made of them.
fn barcode_of(one: &Due) -> Option<Barcode> {
    let address = one.state.delivery.as_ref().or(one.state.home.as_ref()).filter(|_| one.route == Route::Home)?;
    let postcode: String = address.postcode.chars().filter(char::is_ascii_digit).collect();
    (postcode.len() == 7).then(|| (postcode, rules::customer_barcode::display_number(address.address.text())))
}

/// So many letters of one shape and more, handed in at once, go at the discount for barcodes.
const DISCOUNT: usize = 1_000;

/// What the post would give for a batch with barcodes.
fn at_the_post(setting: &Setting, due: &[Due], lang: Lang) -> Option<String> {
    if !setting.policy.customer_barcode {
        return None;
    }
    let mut home: Vec<(u32, bool)> = due
        .iter()
        .filter(|one| one.route == Route::Home && one.in_envelope.0 == 1)
        .map(|one| (one.envelope, barcode_of(one).is_some_and(|(postcode, _)| !postcode.ends_with("00"))))
        .collect();
    home.sort_unstable();
    let (all, coded) = (home.len(), home.iter().filter(|(_, coded)| *coded).count());
    let said = if DISCOUNT <= coded {
        Said::new(
            format!(
                "自宅宛の封筒{all}通のうち{coded}通が、バーコード付郵便物の割引（3%）の対象になります。特定記録や簡易書留にすると対象外です。"
            ),
            format!(
                "{coded} of {all} letters home may go at the post's discount for barcodes (3%), unless they are registered."
            ),
        )
    } else {
        Said::new(
            format!(
                "自宅宛の封筒{all}通のうち、割引の対象になるバーコード付は{coded}通です。割引は同じ形の{DISCOUNT}通からです。"
            ),
            format!(
                "{coded} of {all} letters home bear a barcode for the discount, which begins at {DISCOUNT} of one shape."
            ),
        )
    };
    Some(said.in_lang(lang).to_owned())
}

fn together(first: &Due, second: &Due) -> bool {
    let household =
        |one: &Due| one.state.coverage.as_ref().map(|coverage| (coverage.household, coverage.employer.clone()));
    household(first).is_some()
        && household(first) == household(second)
        && first.route == second.route
        && !protected(&first.state)
        && !protected(&second.state)
}

/// Everything that is printed of one member.
pub(crate) fn sheet(setting: &Setting, one: &Due, paper: &str, last_day: Option<Day>) -> Sheet {
    let state = &one.state;
    let coverage = state.coverage.as_ref();
    let number = coverage.map(|coverage| coverage.number.clone()).unwrap_or_default();
    let relation = coverage.map_or(Relation::Insured, |coverage| coverage.relation);
    // Nothing of whoever is shielded may come to lie with the employer.
    let employer_code = coverage.and_then(|coverage| coverage.employer.clone()).filter(|_| !state.shielded);
    let employer =
        employer_code.as_ref().and_then(|code| setting.employers.get(code)).map(|employer| employer.name.clone());
    let address = state.delivery.as_ref().or(state.home.as_ref()).or(one.told.address.as_ref());
    let elderly = one.told.elderly;
    let own = form(setting, state);
    let head = coverage
        .filter(|_| relation != Relation::Insured)
        .and_then(|coverage| setting.insured.get(&coverage.household))
        .map(|named| setting.characters.form(&named.name, &named.kana));
    let mincho = own.mincho || head.as_ref().is_some_and(|head| head.mincho);
    let (reason, basis) = match setting.kind {
        Kind::Notice => (one.decision.notice.sentence(Lang::Ja), one.decision.notice.basis_under(&setting.policy)),
        Kind::Certificate => {
            (one.decision.certificate.sentence(Lang::Ja), one.decision.certificate.basis_under(&setting.policy))
        }
        Kind::ElderlyCertificate => (elderly.map(|due| due.sentence().ja).unwrap_or_default(), rules::elderly::basis()),
        Kind::LastFour | Kind::ReturnRequest | Kind::Refusal => (String::new(), Said::new("", "")),
    };
    Sheet {
        paper: paper.to_owned(),
        member: state.code.clone(),
        symbol: number.symbol,
        number: number.number,
        branch: number.branch,
        name: own.name,
        mincho,
        kana: state.names.printable().map(|named| named.kana.clone()).unwrap_or_default(),
        born: state.person.born,
        sex: state.person.sex,
        acquired: coverage.and_then(|coverage| coverage.acquired),
        relation,
        insured_name: head.map(|head| head.name),
        employer,
        employer_code: employer_code.unwrap_or_default(),
        last_four: last_four(setting, state),
        ratio: ratio(setting, state),
        valid_from: elderly.map(|due| due.from),
        ratio_until: match elderly {
            Some(due) => due.until,
            None => ratio(setting, state).and_then(|_| ratio_until(setting, state)),
        },
        answer_until: setting.asking.map(|asking| asking.until),
        corrected: setting.asking.is_some_and(|asking| asking.second),
        issued: setting.on,
        last_day: last_day
            .or_else(|| one.decision.certificate.last_day.map(|last| last.day))
            .filter(|_| setting.kind == Kind::Certificate)
            .or(elderly.and_then(|due| due.until)),
        voluntary_until: coverage.and_then(|coverage| coverage.voluntary_until),
        reason: Some(reason).filter(|reason| !reason.is_empty()),
        basis: Some(basis.ja).filter(|basis| !basis.is_empty()),
        optional: setting.optional.get(&state.id).map(|wished| printed(wished, setting.on)).unwrap_or_default(),
        items: one.told.items.clone(),
        route: one.route,
        postcode: address.map(|address| address.postcode.clone()).filter(|_| one.route == Route::Home),
        address: address.map(|address| address.address.clone()).filter(|_| one.route == Route::Home),
        envelope: one.envelope,
        in_envelope: one.in_envelope,
        copy: 1,
        codes: one.codes.clone(),
    }
}

/// A member's name as it is printed.
fn form(setting: &Setting, state: &State) -> Form {
    let named = state.names.printable().cloned().unwrap_or_default();
    setting.characters.form(&named.name, &named.kana)
}

/// The last four digits: on the letters of their check, and on notices where the society prints them; only when the number is
/// registered and nobody has said that they differ.
pub(crate) fn last_four(setting: &Setting, state: &State) -> Option<rules::words::LastFour> {
    let on_notice = setting.kind == Kind::Notice && setting.society.last_four_on_notice;
    let wanted = on_notice || setting.kind == Kind::LastFour;
    let fact = state.last_four.as_ref()?;
    // Digits come from a full number whose check digit fitted; a state that nobody knows is no word for it.
    let disputed = state.check.is_some_and(|check| check.state.disputed());
    let verified = Check::from_code(&fact.state).is_some_and(|check| !check.disputed()) && !disputed;
    let letter = Letter::for_member(state.myna.my_number, verified, Some(fact.digits));
    (wanted && letter == Letter::WithDigits).then_some(fact.digits)
}

/// Is the member old enough for a ratio of their own?
fn has_ratio(setting: &Setting, state: &State) -> bool {
    state.person.born.is_some_and(|born| start_at_70(born) <= setting.on)
}

/// The ratio of those who have one: on notices whenever it is known, on certificates where the policy prints it.
fn ratio(setting: &Setting, state: &State) -> Option<u8> {
    let printed = setting.kind == Kind::Notice || setting.policy.ratio_on_certificate;
    // An elderly certificate goes out before the ratio begins.
    let elderly = setting.kind == Kind::ElderlyCertificate;
    state.circumstance.ratio.filter(|_| elderly || printed && has_ratio(setting, state))
}

/// The last day of the ratio: its year's end, or the day before 75.
fn ratio_until(setting: &Setting, state: &State) -> Option<Day> {
    let age = state.person.born.map(last_day_before_75);
    [setting.policy.ratio_year_end(setting.on), age].into_iter().flatten().min()
}

/// Records one sheet: the paper with what stands on it, the decision, and what follows for the paper before it.
fn freeze(entry: &mut Entry, setting: &Setting, batch: BatchId, at: usize, one: &Due) -> Result<PaperId, Failure> {
    let state = &one.state;
    let number = state.coverage.as_ref().map(|coverage| coverage.number.clone()).unwrap_or_default();
    let certificate_part = &one.decision.certificate;
    let last_day = certificate_part.last_day.filter(|_| setting.kind == Kind::Certificate);
    let (paper, _) = entry.paper(&NewPaper {
        member: state.id,
        batch: Some(batch),
        kind: paper_kind(setting.kind),
        issued: setting.on,
        until: last_day.map(|last| last.day).or(one.told.elderly.and_then(|due| due.until)),
        printed: Imprint {
            name: printable(state),
            number,
            acquired: state.coverage.as_ref().and_then(|coverage| coverage.acquired),
            ratio: ratio(setting, state),
            address: state.home.as_ref().map(|home| home.address.clone()),
        },
    })?;
    if let Some(form) = form(setting, state).kept(&printable(state)) {
        entry.paper_form(state.id, paper, &form)?;
    }
    entry.sheet(&SheetRow {
        batch,
        sheet: i64::try_from(at).unwrap_or(i64::MAX).saturating_add(1),
        envelope: i64::from(one.envelope),
        route: one.route.code().to_owned(),
        employer: state.coverage.as_ref().and_then(|coverage| coverage.employer.clone()).filter(|_| !state.shielded),
        member: state.id,
        paper: Some(paper),
    })?;
    let (about, outcome, because) = match setting.kind {
        Kind::Notice => ("notice", one.decision.notice.outcome.code(), one.decision.notice.because),
        Kind::Certificate => ("certificate", certificate_part.outcome.code(), certificate_part.because),
        Kind::ElderlyCertificate => match one.told.elderly {
            Some(due) => ("elderly_certificate", due.outcome.code(), due.because),
            None => return Ok(paper),
        },
        // A letter of the check rests on no decision of the rules; what others tell was decided before.
        Kind::LastFour | Kind::ReturnRequest | Kind::Refusal => return Ok(paper),
    };
    entry.decision(&DecisionRow {
        member: state.id,
        on: setting.on,
        about: about.to_owned(),
        outcome: outcome.to_owned(),
        because: because.code().to_owned(),
        last_day: last_day.map(|last| last.day),
        last_day_because: last_day.map(|last| last.because.code().to_owned()),
        policy_from: Some(setting.policy.from),
        batch: Some(batch),
    })?;
    if setting.kind == Kind::Certificate {
        follow(entry, setting, one)?;
    }
    if let Some(before) = one.told.before {
        entry.paper_event(before, setting.on, PaperLife::Replaced, None)?;
    }
    Ok(paper)
}

/// Gives codes to the envelopes of a batch and to the bundles that they go in: one for each employer, one for what is posted home.
fn pack(entry: &mut Entry, batch: BatchId, due: &[Due]) -> Result<(), Failure> {
    let place = |one: &Due| {
        let coverage = one.state.coverage.as_ref();
        let employer = coverage.and_then(|coverage| coverage.employer.clone()).filter(|_| !one.state.shielded);
        (one.route, employer.filter(|_| one.route == Route::Employer))
    };
    for (at, bundle) in due.chunk_by(|a, b| place(a) == place(b)).enumerate() {
        let number = i64::try_from(at).unwrap_or(i64::MAX).saturating_add(1);
        let Some((route, employer)) = bundle.first().map(place) else { continue };
        entry.bundle(batch, number, route.code(), employer.as_deref())?;
        for envelope in bundle.chunk_by(|a, b| a.envelope == b.envelope) {
            entry.envelope(batch, i64::from(envelope[0].envelope), number)?;
        }
    }
    Ok(())
}

/// What a new certificate brings with it: the one before it is replaced, and a need for assistance, once shown, goes on.
fn follow(entry: &mut Entry, setting: &Setting, one: &Due) -> Result<(), Failure> {
    let state = &one.state;
    let replaces =
        matches!(one.decision.certificate.outcome, CertificateOutcome::Replace | CertificateOutcome::Reissue);
    if let Some(before) = certificate(state, setting.on).filter(|_| replaces) {
        entry.paper_event(before.id, setting.on, PaperLife::Replaced, None)?;
    }
    if one.decision.certificate.because == Because::NeedsAssistance
        && state.circumstance.assistance != Assistance::Standing
    {
        let standing = Circumstance { assistance: Assistance::Standing, ..state.circumstance.clone() };
        entry.circumstance(state.id, setting.on, &standing)?;
    }
    Ok(())
}
