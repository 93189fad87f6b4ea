//! The society as it is: who it is, what it decided, under which layouts it prints; and what another policy would change.

use std::ops::{ControlFlow, Range};
use std::sync::Arc;

use ledger::{Known, MemberId, NewAct, Society};
use papers::{Kind, Layout, Route, Run, Sheet};
use rules::calendar::Day;
use rules::decision::{Because, CertificateDecision, CertificateOutcome, NoticeDecision, NoticeOutcome};
use rules::policy::{Policies, Policy};
use rules::words::{Address, Complaint, Kana, Lang, LastFour, Name, Relation, Said, Sex, Weight};

use crate::assets::Stamps;
use crate::case::decided;
use crate::find::found;
use crate::founding::{must_cite, society_fields};
use crate::roles::Permission;
use crate::wire::{
    self, EmployerHere, Here, LayoutHere, LayoutPage, ListedRow, PolicyHere, PolicyTried, Preset, PresetChoice,
    Settings, SocietyChange, SocietyHere,
};
use crate::{Desk, Ending, Failure, Occasion, words};

/// A printed PDF, and which of its pages are the specimen's own.
pub(crate) type Printed = (Vec<u8>, Range<usize>);

/// The longest name of a layout, in characters.
const LONGEST_NAME: usize = 40;

/// Members shown whom another policy would treat otherwise.
const EXAMPLES: usize = 20;

/// The policies that come with the program, each with its choices and why.
#[must_use]
pub fn presets() -> Vec<Preset> {
    const SHIPPED: [(&str, &str); 4] = [
        ("single_company", include_str!("../../../../templates/policies/single_company.toml")),
        ("trade_association", include_str!("../../../../templates/policies/trade_association.toml")),
        ("on_application", include_str!("../../../../templates/policies/on_application.toml")),
        (
            "separate_elderly_certificate",
            include_str!("../../../../templates/policies/separate_elderly_certificate.toml"),
        ),
    ];
    SHIPPED.iter().map(|(id, text)| preset(id, text)).collect()
}

/// The paper of somebody who does not exist, with everything on it that a paper of its kind can have.
fn specimen(kind: Kind, on: Day, society: &Society, policy: &Policy) -> Sheet {
    let last_day = matches!(kind, Kind::Certificate | Kind::ElderlyCertificate).then(|| on.plus_years(1));
    let (reason, basis) = match kind {
        Kind::Notice => {
            let notice = NoticeDecision { outcome: NoticeOutcome::Issue, because: Because::Joined };
            (notice.sentence(Lang::Ja), notice.basis_under(policy))
        }
        Kind::Certificate => {
            let certificate = CertificateDecision {
                outcome: CertificateOutcome::Issue,
                because: Because::NoMynaCard,
                last_day: None,
                wait_until: None,
            };
            (certificate.sentence(Lang::Ja), certificate.basis_under(policy))
        }
        Kind::ElderlyCertificate => {
            (rules::elderly::Outcome::Issue.sentence(Because::Turned70).ja, rules::elderly::basis())
        }
        Kind::LastFour | Kind::ReturnRequest | Kind::Refusal => (String::new(), Said::new("", "")),
    };
    let ratio = (kind == Kind::ElderlyCertificate).then_some(2);
    let applied = on.wareki();
    let refusal =
        [applied.as_str(), "", "紛失", "資格確認書", "マイナ保険証を使えるため、交付しません。", "健康保険法第51条の3"];
    let items = match kind {
        Kind::ReturnRequest => {
            ["資格確認書", "P0000000000", "", "有効期限内に資格を失ったため、返納が必要です。"].as_slice()
        }
        Kind::Refusal => refusal.as_slice(),
        _ => &[],
    };
    Sheet {
        paper: "P0000000000".to_owned(),
        member: "M0000000000".to_owned(),
        symbol: "101".to_owned(),
        number: "1234567".to_owned(),
        branch: "00".to_owned(),
        name: Name::new("見本　花子"),
        kana: Kana::new("ミホン　ハナコ"),
        mincho: false,
        born: Some(on.plus_days(if kind == Kind::ElderlyCertificate { -26_000 } else { -16_000 })),
        sex: Some(Sex::Female),
        acquired: Some(on.plus_days(-2_000)),
        relation: Relation::Insured,
        insured_name: None,
        employer: Some("見本株式会社".to_owned()),
        employer_code: "A001".to_owned(),
        last_four: LastFour::new("0000")
            .filter(|_| kind == Kind::LastFour || (kind == Kind::Notice && society.last_four_on_notice)),
        ratio,
        valid_from: ratio.map(|_| on),
        ratio_until: ratio.map(|_| on.plus_years(1)),
        answer_until: (kind == Kind::LastFour).then(|| rules::last_four::answer_until(on)),
        corrected: false,
        issued: on,
        last_day,
        voluntary_until: None,
        reason: Some(reason),
        basis: Some(basis.ja),
        optional: [None, None, None],
        items: items.iter().map(|item| (*item).to_owned()).collect(),
        route: Route::Home,
        postcode: Some("1000001".to_owned()),
        address: Some(Address::new("東京都千代田区千代田1-1 見本マンション101号室")),
        envelope: 1,
        in_envelope: (1, 1),
        copy: 1,
        codes: papers::Codes::default(),
    }
}

/// The head of a preset is its title, what it is for, and a word to whoever opens the file; a comment belongs to the choice below it.
fn preset(id: &str, text: &str) -> Preset {
    let head: Vec<&str> = text.lines().map_while(|line| line.strip_prefix('#')).map(str::trim).collect();
    let mut choices = Vec::new();
    let mut comment = String::new();
    for line in text.lines().skip(head.len()) {
        if let Some(words) = line.strip_prefix('#') {
            comment.push_str(words.trim());
        } else if let Some((key, value)) = line.split_once('=') {
            let comment = std::mem::take(&mut comment);
            choices.push(PresetChoice { key: key.trim().to_owned(), value: value.trim().to_owned(), comment });
        } else if line.trim().is_empty() {
            comment.clear();
        }
    }
    let title = head.first().copied().unwrap_or(id).trim_start_matches("見本:").trim().to_owned();
    Preset {
        id: id.to_owned(),
        title,
        about: head.get(1).copied().unwrap_or_default().to_owned(),
        choices,
        text: text.to_owned(),
    }
}

impl Desk {
    /// The ledger that is open, in short.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn here(&self, today: Day) -> Result<Here, Failure> {
        let known = self.known(None)?;
        let society = self.ledger.society(known)?.unwrap_or_default();
        Ok(Here {
            path: self.ledger.path().display().to_string(),
            society: society.name,
            insurer_number: society.insurer_number,
            training: society.training,
            members: self.ledger.count_members()?,
            employers: self.employers_here(today)?,
            today,
            operator: self.who.code.clone(),
            operator_name: self.who.name.clone(),
            read_only: self.is_read_only(),
            may: Permission::ALL.into_iter().filter(|one| self.may(*one)).map(Permission::code).collect(),
        })
    }

    fn employers_here(&self, on: Day) -> Result<Vec<EmployerHere>, Failure> {
        let employers = self.ledger.employers(on, self.known(None)?)?;
        Ok(employers
            .into_iter()
            .map(|employer| EmployerHere { code: employer.code, name: employer.name, symbol: employer.symbol })
            .collect())
    }

    /// The society, its policies and layouts.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn settings(&self, on: Day, version: &str) -> Result<Settings, Failure> {
        let known = self.known(None)?;
        let society = self.ledger.society(known)?.unwrap_or_default();
        let text = self.ledger.policy_text(known)?.unwrap_or_default();
        let policies = self.policies(known)?;
        Ok(Settings {
            society: SocietyHere {
                name: society.name,
                insurer_number: society.insurer_number,
                postcode: society.postcode,
                address: society.address,
                phone: society.phone,
                portal_url: society.portal_url,
                training: society.training,
                notice_layout: society.notice_layout,
                certificate_layout: society.certificate_layout,
                last_four_on_notice: society.last_four_on_notice,
                employers: self.ledger.employers(on, known)?.into_iter().map(Into::into).collect(),
            },
            policies: policies
                .iter()
                .map(|policy| PolicyHere { from: policy.from, source: policy.source.clone(), text: text.clone() })
                .collect(),
            layouts: self.layouts_here(known)?,
            version: version.to_owned(),
            licences: Vec::new(),
        })
    }

    /// A page of an invented member's paper under a layout: one that comes with the program, or `text` in its place. What is
    /// wrong with the text is part of the answer; 見本 stands on every page.
    ///
    /// # Errors
    /// When there is no such layout, or the ledger cannot be read.
    pub fn layout_page(
        &self,
        name: &str,
        text: Option<&str>,
        page: usize,
        on: Day,
        lang: Lang,
    ) -> Result<LayoutPage, Failure> {
        let text = match text {
            Some(text) => text.to_owned(),
            None => self.layout_named(name)?.1,
        };
        let empty = |text: String, complaints: Vec<Complaint>| LayoutPage {
            text,
            page: 0,
            pages: 0,
            png: Vec::new(),
            complaints: complaints.iter().map(|complaint| wire::Said::of(complaint, lang)).collect(),
        };
        let layout = match Layout::read(&text, name) {
            Ok(layout) => layout,
            Err(complaints) => return Ok(empty(text, complaints)),
        };
        let (pdf, own) = match self.specimen_under(&layout, on, &self.stamps_on(on)?)? {
            Ok(printed) => printed,
            Err(complaints) => return Ok(empty(text, complaints)),
        };
        let page = page.max(1).min(own.len());
        let at = page.checked_sub(1).map(|before| own.start + before);
        let png = at.and_then(|at| papers::picture(&pdf, at, crate::batches::SCALE)).unwrap_or_default();
        Ok(LayoutPage { text, page, pages: own.len(), png, complaints: Vec::new() })
    }

    /// The printed specimen and its own pages, or what is wrong with it.
    pub(crate) fn specimen_under(
        &self,
        layout: &Layout,
        on: Day,
        stamps: &Stamps,
    ) -> Result<Result<Printed, Vec<Complaint>>, Failure> {
        let kind = layout.kind().unwrap_or(Kind::Certificate);
        let known = self.known(None)?;
        let society = self.ledger.society(known)?.unwrap_or_default();
        let policies = self.policies(known)?;
        let policy = policies.on(on).map_err(Failure::other)?;
        // A layout that demands a seal can be looked at before there is one.
        let ring = || layout.seal().filter(|required| *required).map(|_| Arc::new(papers::Stamp::specimen()));
        let sender = papers::Society {
            training: true,
            issuer: stamps.issuer.clone(),
            seal: stamps.seal.clone().or_else(ring),
            ..crate::plan::sender(&society, policy)
        };
        let sheets = [specimen(kind, on, &society, policy)];
        let run = Run { kind, layout, society: &sender, batch: "B0000000000", on, sheets: &sheets };
        match papers::first_sheet(&run) {
            Ok(printed) => Ok(Ok(printed)),
            Err(papers::Failure::Refused(complaints)) => Ok(Err(complaints)),
            Err(other) => Err(other.into()),
        }
    }

    /// The layouts that papers can have: those that come with the program, then the society's own with the day of each.
    fn layouts_here(&self, known: Known) -> Result<Vec<LayoutHere>, Failure> {
        let here = |name: String, title: Option<String>, text: &str| {
            let layout = Layout::read(text, &name).ok()?;
            let title = title.unwrap_or_else(|| layout.title().to_owned());
            Some(LayoutHere { name, title, kind: layout.kind()?.code() })
        };
        let shipped = Layout::names().filter_map(|name| here(name.to_owned(), None, Layout::shipped(name)?));
        let mut layouts: Vec<LayoutHere> = shipped.collect();
        for (seal, act, name) in self.ledger.layouts(known)? {
            // What a batch was frozen with is on record too, under the name of a layout that comes with the program.
            if Layout::shipped(&name).is_none()
                && let Some((_, text)) = self.ledger.layout(&seal)?
                && let Some(act) = self.ledger.acts(act.0..=act.0)?.pop()
            {
                layouts.extend(here(seal, Some(format!("{name}（{}）", act.on.wareki())), &text));
            }
        }
        Ok(layouts)
    }

    /// Puts a layout of the society's own on record; its seal, by which it can be chosen. What has been frozen keeps the layout
    /// that it was frozen with.
    ///
    /// # Errors
    /// When the layout has no name of its own, its text has mistakes or is for neither paper, or the ledger cannot be written.
    pub fn save_layout(&mut self, name: &str, text: &str, occasion: &Occasion) -> Result<String, Failure> {
        self.must(Permission::Settings)?;
        let name = name.trim();
        let refused = |code, sentence, hint| {
            let place = name.to_owned();
            Failure::refused(vec![Complaint { place, code, weight: Weight::Refusal, sentence, hint }])
        };
        if name.is_empty() || name.chars().count() > LONGEST_NAME || Layout::shipped(name).is_some() {
            return Err(refused(
                "layout_name",
                Said::new(
                    "様式の名前がないか、長すぎるか、初めからある様式の名前です。",
                    "The name is missing, too long, or taken.",
                ),
                Said::new("組合で見分けられる名前を付けてください。", "Give it a name of your own."),
            ));
        }
        let layout = Layout::read(text, name).map_err(Failure::refused)?;
        if layout.kind().is_none() {
            return Err(refused(
                "layout_kind",
                Said::new("お知らせの様式でも、資格確認書の様式でもありません。", "This is a layout of neither paper."),
                Said::new("kind を notice か certificate にしてください。", "Let its kind be notice or certificate."),
            ));
        }
        if Layout::names().any(|shipped| Layout::shipped(shipped) == Some(text)) {
            return Err(refused(
                "layout_unchanged",
                Said::new("初めからある様式と同じ内容です。", "This is a layout that comes with the program."),
                Said::new("書き換えてから保存してください。", "Change it before saving it."),
            ));
        }
        self.specimen_under(&layout, occasion.today, &Stamps::default())?.map_err(Failure::refused)?;
        let act = self.act_of("layout", occasion);
        let (_, seal) = self.ledger.act::<String, Failure>(act, |entry| Ok(entry.layout(name, text)?))?;
        Ok(seal)
    }

    /// What another policy would change: how many members are decided otherwise, and how many of them would get a certificate
    /// that day. The day is `on`, or the first one that would be decided otherwise when that comes later. Nothing is changed;
    /// the members that it names are a look. Whoever only keeps the settings is told numbers alone.
    ///
    /// # Errors
    /// When the ledger cannot be read, or neither policy reaches the day. Mistakes in the text are part of the answer.
    pub fn try_policy(&self, text: &str, on: Day, lang: Lang) -> Result<PolicyTried, Failure> {
        let sees = self.may(Permission::View);
        if !sees {
            self.must(Permission::Settings)?;
        }
        self.showing("try_policy", None, || self.tried(text, on, sees, lang))
    }

    /// What another policy would change, and the members that are named for it.
    fn tried(&self, text: &str, on: Day, sees: bool, lang: Lang) -> Result<(PolicyTried, Vec<MemberId>), Failure> {
        let mut shown = Vec::new();
        let mut tried = PolicyTried {
            on,
            since: None,
            earlier: false,
            members: 0,
            altered: 0,
            due: 0,
            examples: Vec::new(),
            complaints: Vec::new(),
        };
        let other = match Policies::read(text, "policy.toml") {
            Ok(other) => other,
            Err(complaints) => {
                tried.complaints = complaints.iter().map(|complaint| wire::Said::of(complaint, lang)).collect();
                return Ok((tried, shown));
            }
        };
        let known = self.known(None)?;
        let policies = self.policies(known)?;
        tried.since = policies.parts_from(&other);
        tried.earlier = tried.since.is_some_and(|since| since < on);
        let on = tried.since.map_or(on, |since| since.max(on));
        tried.on = on;
        let now = policies.on(on).map_err(Failure::other)?;
        let then = other.on(on).map_err(Failure::other)?;
        self.states(on, known, &mut |state| {
            tried.members += 1;
            let (Ok(before), Ok(after)) = (decided(&state, now, on), decided(&state, then, on)) else {
                return ControlFlow::Continue(());
            };
            let of = |decision: &rules::decision::Decision| {
                (
                    decision.certificate.outcome,
                    decision.certificate.last_day.map(|last| last.day),
                    decision.notice.outcome,
                )
            };
            if of(&before) != of(&after) {
                tried.altered += 1;
                let due = |outcome| {
                    matches!(
                        outcome,
                        CertificateOutcome::Issue
                            | CertificateOutcome::Renew
                            | CertificateOutcome::Replace
                            | CertificateOutcome::Reissue
                    )
                };
                tried.due += u64::from(due(after.certificate.outcome) && !due(before.certificate.outcome));
                if sees && tried.examples.len() < EXAMPLES {
                    shown.push(state.id);
                    let one = found(&state);
                    let word =
                        |outcome: CertificateOutcome| words::outcome("certificate", outcome.code(), lang).to_owned();
                    tried.examples.push(ListedRow {
                        member: one.member,
                        code: one.code,
                        name: one.name,
                        kana: one.kana,
                        born: one.born,
                        employer: one.employer,
                        why: format!("{} → {}", word(before.certificate.outcome), word(after.certificate.outcome)),
                        by: after.certificate.last_day.map(|last| last.day),
                    });
                }
            }
            ControlFlow::Continue(())
        })?;
        Ok((tried, shown))
    }

    /// Writes a text as the society's policies. What was decided before today stays decided as it was, unless `earlier` says
    /// that earlier days are to be decided otherwise too.
    ///
    /// # Errors
    /// When the text has mistakes, cites no decision, changes nothing, or changes earlier days without `earlier`. The policies
    /// then stay as they were.
    pub fn adopt_policy(&mut self, text: &str, earlier: bool, occasion: &Occasion) -> Result<(), Failure> {
        self.must(Permission::Settings)?;
        let refused = |code, sentence, hint| {
            let place = "policy.toml".to_owned();
            Failure::refused(vec![Complaint { place, code, weight: Weight::Refusal, sentence, hint }])
        };
        let adopted = Policies::read(text, "policy.toml").map_err(Failure::refused)?;
        let Some(since) = self.policies(self.known(None)?)?.parts_from(&adopted) else {
            return Err(refused(
                "policy_unchanged",
                Said::new("今の方針と同じ内容です。", "This is the policy as it is."),
                Said::new("変える項目を直してから採用してください。", "Change something before adopting it."),
            ));
        };
        let begun = || adopted.iter().filter(|policy| since <= policy.from);
        must_cite(begun())?;
        if since < occasion.today && !earlier {
            return Err(refused(
                "policy_earlier",
                Said::new(
                    format!("{}からの過去の日の判定も変わります。", since.wareki()),
                    format!("Days in the past, from {since} on, would be decided otherwise."),
                ),
                Said::new(
                    "今日からの方針を加えるか、過去も変えてよいことを確かめてください。",
                    "Add a policy from today on, or confirm that the past may change.",
                ),
            ));
        }
        let reason = begun().next().map(|policy| policy.source.clone());
        let act = NewAct { reason, on: since, ..self.act_of("policy", occasion) };
        self.ledger.act::<(), Failure>(act, |entry| Ok(entry.policy(text)?))?;
        Ok(())
    }

    /// Changes who the society is and how it prints, from today on. Its insurer number stays, and a training society stays one.
    ///
    /// # Errors
    /// When something is left blank or is not what it is called, a layout does not exist or is of the other paper, or the ledger cannot be written.
    pub fn change_society(&mut self, form: &SocietyChange, occasion: &Occasion) -> Result<(), Failure> {
        self.must(Permission::Settings)?;
        let fields = [&form.name, &form.postcode, &form.address, &form.phone, &form.portal_url].map(String::as_str);
        let fields = society_fields(fields).map_err(|complaints| Failure { ending: Ending::Usage, complaints })?;
        for (kind, name) in [(Kind::Notice, &form.notice_layout), (Kind::Certificate, &form.certificate_layout)] {
            let (called, text) = self.layout_named(name)?;
            let layout = Layout::read(&text, &called).map_err(Failure::others)?;
            if layout.kind() != Some(kind) {
                return Err(Failure::usage(Complaint {
                    place: name.clone(),
                    code: "layout_kind",
                    weight: Weight::Refusal,
                    sentence: Said::new("この書類の様式ではありません。", "This layout is of the other paper."),
                    hint: Said::new("様式を選び直してください。", "Choose another layout."),
                }));
            }
        }
        let known = self.known(None)?;
        let before = self.ledger.society(known)?.unwrap_or_default();
        let [name, postcode, address, phone, portal_url] = fields;
        let society = Society {
            name,
            insurer_number: before.insurer_number.clone(),
            postcode,
            address,
            phone,
            portal_url,
            training: before.training,
            notice_layout: form.notice_layout.clone(),
            certificate_layout: form.certificate_layout.clone(),
            last_four_on_notice: form.last_four_on_notice,
        };
        if society == before {
            return Ok(());
        }
        // A society may have been founded for a day that is still to come.
        let from = self.ledger.society_from(known)?.map_or(occasion.today, |from| from.max(occasion.today));
        let act = NewAct { on: from, ..self.act_of("society", occasion) };
        self.ledger.act::<(), Failure>(act, |entry| Ok(entry.society(from, &society)?))?;
        Ok(())
    }
}
