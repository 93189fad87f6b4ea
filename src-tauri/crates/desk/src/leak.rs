//! 漏えい等: whom a lost batch, a lost copy or somebody's looks concern, with which data, what must be reported by when, and
//! the papers for that: a draft of the report, and the list of those who must be told.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;

use intake::write::{Cell, Sheet as Table, Texts, xlsx};
use ledger::backup::CopyName;
use ledger::{ActSeq, Known, MemberId, State};
use papers::{Record, Route, Sheet};
use rules::calendar::Day;
use rules::leak::{Leak, report};
use rules::retention::Kind;
use rules::words::{Complaint, Lang, Said, Weight};

use crate::case::{member, printable};
use crate::drafts::{Drafts, may_write};
use crate::plan::sender;
use crate::print::folder;
use crate::roles::Permission;
use crate::wire::{LeakAnswer, LeakData, LeakPerson, LeakReason, LeakReceiver};
use crate::{Desk, Failure, Occasion};

/// More characters do not stand on the report.
const LONGEST_RECEIVER: usize = 60;

/// No batch has more envelopes.
const MOST_ENVELOPES: u32 = 1_000_000;

/// So many people are named in an answer; the list on file names all.
const NAMED: usize = 500;

/// What was lost, or what somebody saw who should not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lost {
    /// Letters of a batch: all of it, or some envelopes by their numbers.
    Batch {
        /// The batch's code.
        code: String,
        /// The numbers of the envelopes; none means all.
        envelopes: Vec<u32>,
    },
    /// A copy of the ledger, by its file name or the number of its last act. The file itself need not be there.
    Copy(String),
    /// The ledger's own file: a stolen machine.
    Ledger,
    /// What an operator was shown on some days.
    Seen {
        /// The operator's code.
        operator: String,
        /// The first day.
        first: Day,
        /// The last day.
        last: Day,
    },
}

/// The numbers of envelopes as a clerk types them: `3`, `1-150`, `2、５～7`; nothing means all of the batch.
///
/// # Errors
/// Names what is no number of an envelope: what was not understood must not make a leak look smaller or larger.
pub fn envelopes(typed: &str) -> Result<Vec<u32>, Failure> {
    let plain: String = typed
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
            '～' | '〜' | '~' | '－' | '−' | '‐' | '–' | 'ー' => '-',
            '、' | '，' | '・' | '､' => ',',
            c => c,
        })
        .collect();
    let mut numbers = BTreeSet::new();
    for part in plain.split(|c: char| c == ',' || c.is_whitespace()).filter(|part| !part.is_empty()) {
        let number = |text: &str| text.parse::<u32>().ok().filter(|number| (1..=MOST_ENVELOPES).contains(number));
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        match (number(first), number(last)) {
            (Some(first), Some(last)) if first <= last => numbers.extend(first..=last),
            _ => return Err(no_envelope(part)),
        }
    }
    Ok(numbers.into_iter().collect())
}

/// Numbers as runs: `1～3・7`.
fn runs(numbers: &[u32]) -> String {
    let runs = numbers.chunk_by(|one, next| one + 1 == *next).filter_map(|run| Some((run.first()?, run.last()?)));
    let words = runs.map(|(first, last)| if first == last { first.to_string() } else { format!("{first}～{last}") });
    words.collect::<Vec<String>>().join("・")
}

/// What is asked of a leak.
#[derive(Debug, Clone)]
pub struct LeakQuestion {
    /// What was lost.
    pub lost: Lost,
    /// The day on which the society came to know of it.
    pub known_on: Day,
    /// Who has it now, in the clerk's own words.
    pub receiver: Option<String>,
    /// Somebody may have done it on purpose.
    pub on_purpose: bool,
    /// It holds what needs special care.
    pub sensitive: bool,
    /// Of a copy or a machine: a passphrase or the recovery code is lost with it.
    pub key_too: bool,
    /// The language of sentences.
    pub lang: Lang,
}

/// A kind of data: its word in JSON, in Japanese, in English.
type Data = (&'static str, &'static str, &'static str);

const DATA: [Data; 10] = [
    ("number", "記号・番号・枝番", "symbol, number, branch"),
    ("name", "氏名・フリガナ", "name and kana"),
    ("born", "生年月日", "day of birth"),
    ("sex", "性別", "sex"),
    ("address", "住所", "address"),
    ("employer", "事業所", "employer"),
    ("acquired", "資格取得年月日", "day of acquisition"),
    ("ratio", "一部負担金の割合", "ratio"),
    ("last_four", "個人番号下4桁", "last four digits of the My Number"),
    ("myna", "マイナ保険証の状況", "state of the My Number Card"),
];

/// One person concerned, with the data that were among it.
struct Concerned {
    id: Option<MemberId>,
    code: String,
    member: String,
    name: String,
    kana: String,
    postcode: String,
    address: String,
    /// The paper, where there is one.
    paper: String,
    /// To whom it went, or who saw it.
    receiver: String,
    data: Vec<&'static str>,
}

impl Desk {
    /// Whom a leak concerns, with which data, and what must be reported by when. With a folder, the draft of the report and
    /// the list of those concerned are written there, and that is put into the journal.
    ///
    /// # Errors
    /// When it is not permitted, what was lost is not known to the ledger, or a file cannot be written.
    pub fn leak(
        &mut self,
        question: &LeakQuestion,
        out: Option<&Path>,
        occasion: &Occasion,
    ) -> Result<LeakAnswer, Failure> {
        self.must(Permission::Audit)?;
        self.must(Permission::View)?;
        if occasion.today < question.known_on {
            return Err(known_too_late(question.known_on));
        }
        if question.receiver.as_ref().is_some_and(|who| who.chars().count() > LONGEST_RECEIVER) {
            return Err(receiver_too_long());
        }
        out.map_or(Ok(()), folder)?;
        let (subject, mut concerned) = self.concerned(&question.lost)?;
        self.hide_shielded(&mut concerned)?;
        let answer = answer(question, &subject, &concerned);
        let Some(out) = out else { return Ok(answer) };
        may_write(out)?;
        let mut act = self.act_of("leak", occasion);
        act.subject = Some(subject);
        let (seq, ()) = self.ledger.act::<(), Failure>(act, |_| Ok(()))?;
        let anchor = self.ledger.anchor(seq)?.ok_or_else(|| crate::backup::no_anchor(out))?;
        let mut files = Drafts::new(out);
        let names = self.write_leak(&mut files, seq, &answer, question, &concerned, &anchor.text())?;
        files.publish()?;
        let files = names.iter().map(|name| out.join(name).display().to_string()).collect();
        Ok(LeakAnswer { act: Some(seq.0), files, ..answer })
    }

    /// Everyone concerned, and what the journal calls it. Whoever asks is seen to have been shown them.
    fn concerned(&self, lost: &Lost) -> Result<(String, Vec<Concerned>), Failure> {
        let now = self.ledger.now_known()?;
        match lost {
            Lost::Batch { code, envelopes } => {
                let (batch, kind) = self.printable_batch(code)?;
                let (_, sheets, _) = self.sheets_of(&batch, kind)?;
                let wanted = |sheet: &&Sheet| envelopes.is_empty() || envelopes.contains(&sheet.envelope);
                let there: HashSet<u32> = sheets.iter().map(|sheet| sheet.envelope).collect();
                if let Some(unknown) = envelopes.iter().find(|one| !there.contains(one)) {
                    return Err(no_envelope(&unknown.to_string()));
                }
                let mut of_batch: Vec<Concerned> = sheets.iter().filter(wanted).map(of_sheet).collect();
                if of_batch.is_empty() {
                    return Err(nobody(code));
                }
                for one in &mut of_batch {
                    one.id = self.ledger.member_by_code(&one.code)?;
                }
                let ids: Vec<MemberId> = of_batch.iter().filter_map(|one| one.id).collect();
                self.with_addresses(&mut of_batch, &ids)?;
                Ok((batch.code.clone(), self.showing("leak", Some(&batch.code), || Ok((of_batch, ids)))?))
            }
            Lost::Copy(name) => {
                let act = copied(name).ok_or_else(|| no_copy(name))?;
                let known = self.ledger.acts(act.0..=act.0)?.pop().ok_or_else(|| no_copy(name))?;
                self.showing_everyone("leak")?;
                let mut all = self.all_concerned(known.at.day_in_japan(), Known::after(act))?;
                self.with_deleted(&mut all, act)?;
                Ok((format!("copy:{}", act.0), all))
            }
            Lost::Ledger => {
                self.showing_everyone("leak")?;
                Ok(("ledger".to_owned(), self.all_concerned(self.occasion.today, now)?))
            }
            Lost::Seen { operator, first, last } => {
                if !self.ledger.operators(now)?.iter().any(|one| one.code == *operator) {
                    return Err(no_operator(operator));
                }
                let looks = self.ledger.looks(*first, *last)?;
                let own: Vec<_> = looks.into_iter().filter(|look| look.operator == *operator).collect();
                let (Some(from), Some(to)) = (own.first(), own.last()) else { return Err(nobody(operator)) };
                let everyone = own.iter().any(|look| look.everyone);
                let shown: HashSet<i64> = own.iter().map(|look| look.seq).collect();
                let ids: HashSet<MemberId> = self
                    .ledger
                    .looked_at(from.seq, to.seq)?
                    .into_iter()
                    .filter(|(look, _)| shown.contains(look))
                    .map(|(_, id)| id)
                    .collect();
                let subject = format!("seen:{operator}");
                let mut seen = Vec::new();
                self.each_of((!everyone).then_some(&ids), *last, now, &mut |state| seen.push(of_state(&state)))?;
                for one in &mut seen {
                    one.receiver.clone_from(operator);
                    // The digits are shown one by one, with a reason, by an act of their own.
                    one.data.retain(|data| *data != "last_four");
                }
                self.with_digits(&mut seen, operator, *first, *last)?;
                let ids = seen.iter().filter_map(|one| one.id).collect();
                Ok((subject.clone(), self.showing("leak", Some(&subject), || Ok((seen, ids)))?))
            }
        }
    }

    /// A list of whom a loss concerns goes from hand to hand: no address of whoever is shielded stands on it.
    fn hide_shielded(&self, concerned: &mut [Concerned]) -> Result<(), Failure> {
        let mut shielded = HashSet::new();
        for id in self.ledger.shielded()? {
            shielded.extend(self.ledger.code_of(id)?);
        }
        for one in concerned.iter_mut().filter(|one| shielded.contains(&one.code)) {
            (one.postcode, one.address) = (String::new(), crate::shield::HIDDEN.to_owned());
        }
        Ok(())
    }

    fn all_concerned(&self, on: Day, known: Known) -> Result<Vec<Concerned>, Failure> {
        let mut all = Vec::new();
        self.each_of(None, on, known, &mut |state| all.push(of_state(&state)))?;
        Ok(all)
    }

    /// Whoever must be told needs an address, also where none stood on the paper.
    fn with_addresses(&self, concerned: &mut [Concerned], ids: &[MemberId]) -> Result<(), Failure> {
        let wanted: HashSet<MemberId> = ids.iter().copied().collect();
        let mut homes = HashMap::new();
        self.each_of(Some(&wanted), self.occasion.today, self.ledger.now_known()?, &mut |state| {
            if let Some(home) = state.delivery.as_ref().or(state.home.as_ref()) {
                homes.insert(state.code.clone(), (home.postcode.clone(), home.address.text().to_owned()));
            }
        })?;
        for one in concerned.iter_mut().filter(|one| one.address.is_empty()) {
            if let Some((postcode, address)) = homes.remove(&one.code) {
                (one.postcode, one.address) = (postcode, address);
            }
        }
        Ok(())
    }

    /// A copy still holds what was deleted after it was made.
    fn with_deleted(&self, concerned: &mut Vec<Concerned>, act: ActSeq) -> Result<(), Failure> {
        let mut had: HashMap<String, Vec<&'static str>> = HashMap::new();
        for deletion in self.ledger.deletions(act)? {
            for (kind, codes) in deletion.members {
                let data: &[&str] = match kind {
                    Kind::LastFour => &["last_four"],
                    Kind::Member => {
                        &["number", "name", "born", "sex", "address", "employer", "acquired", "last_four", "myna"]
                    }
                    _ => &[],
                };
                for code in codes {
                    had.entry(code).or_default().extend(data);
                }
            }
        }
        for one in concerned.iter_mut() {
            for data in had.remove(&one.code).unwrap_or_default() {
                if !one.data.contains(&data) {
                    one.data.push(data);
                }
            }
        }
        // Of whom nothing is left here, the code alone can be told.
        let mut gone: Vec<(String, Vec<&'static str>)> = had.into_iter().filter(|(_, data)| !data.is_empty()).collect();
        gone.sort_unstable();
        for (code, mut data) in gone {
            data.sort_unstable();
            data.dedup();
            concerned.push(Concerned {
                id: None,
                member: code.clone(),
                name: "（この台帳からは削除済み）".to_owned(),
                kana: String::new(),
                postcode: String::new(),
                address: String::new(),
                paper: String::new(),
                receiver: String::new(),
                code,
                data,
            });
        }
        Ok(())
    }

    /// Whose last four digits an operator asked for.
    fn with_digits(&self, seen: &mut [Concerned], operator: &str, first: Day, last: Day) -> Result<(), Failure> {
        let acts = self.ledger.acts_between(first, last)?;
        let asked: HashSet<&str> = acts
            .iter()
            .filter(|act| act.kind == "last_four_shown" && act.operator == operator)
            .filter_map(|act| act.subject.as_deref())
            .collect();
        for one in seen.iter_mut().filter(|one| asked.contains(one.code.as_str())) {
            one.data.push("last_four");
        }
        Ok(())
    }

    /// Writes the draft and the list; answers their names.
    fn write_leak(
        &self,
        files: &mut Drafts,
        seq: ActSeq,
        answer: &LeakAnswer,
        question: &LeakQuestion,
        concerned: &[Concerned],
        anchor: &str,
    ) -> Result<[String; 2], Failure> {
        let known = self.ledger.now_known()?;
        let policies = self.policies(known)?;
        let policy = policies.on(self.occasion.today).map_err(Failure::other)?;
        let society = sender(&self.ledger.society(known)?.unwrap_or_default(), policy);
        let names = ["report.pdf", "people.xlsx"].map(|end| format!("daicho-leak-{}-{end}", seq.0));
        let rows = draft(answer, question, &names[1]);
        let when_due = if answer.due { "" } else { "報告する場合は、" };
        let heads = [
            format!("{when_due}{}ごろまで（3～5日以内）", answer.first_by.wareki()),
            format!("{when_due}{}", answer.full_by.wareki()),
            duty_sentence(answer, Lang::Ja),
        ];
        let record = Record { society: &society, on: question.known_on, heads: &heads, rows: &rows, anchor };
        let sheet = papers::record("leak", &record).map_err(Failure::from)?;
        files.whole(&names[0], sheet.pages, &sheet.bytes)?;
        files.whole(&names[1], 0, &people(concerned, files.folder())?)?;
        Ok(names)
    }
}

/// The number of a copy's last act: from its name, wherever it lay, or as it is.
fn copied(name: &str) -> Option<ActSeq> {
    let file = Path::new(name.trim()).file_name()?.to_str()?;
    let act = CopyName::read(file).map(|copy| copy.act).or_else(|| file.parse().ok().map(ActSeq))?;
    (0 < act.0).then_some(act)
}

fn of_sheet(sheet: &Sheet) -> Concerned {
    let has = [
        ("number", !sheet.number.is_empty()),
        ("name", true),
        ("born", sheet.born.is_some()),
        ("sex", sheet.sex.is_some()),
        ("address", sheet.address.is_some()),
        ("employer", sheet.employer.is_some()),
        ("acquired", sheet.acquired.is_some()),
        ("ratio", sheet.ratio.is_some()),
        ("last_four", sheet.last_four.is_some()),
    ];
    Concerned {
        id: None,
        code: sheet.member.clone(),
        member: [&sheet.symbol, &sheet.number, &sheet.branch].map(String::as_str).join("-"),
        name: sheet.name.text().to_owned(),
        kana: sheet.kana.text().to_owned(),
        postcode: sheet.postcode.clone().unwrap_or_default(),
        address: sheet.address.as_ref().map(|address| address.text().to_owned()).unwrap_or_default(),
        paper: sheet.paper.clone(),
        receiver: match (sheet.route, &sheet.employer) {
            (Route::Home, _) => "自宅宛".to_owned(),
            (Route::Employer, employer) => employer.clone().unwrap_or_else(|| sheet.employer_code.clone()),
        },
        data: present(&has),
    }
}

fn of_state(state: &State) -> Concerned {
    let coverage = state.coverage.as_ref();
    let home = state.home.as_ref();
    let has = [
        ("number", coverage.is_some()),
        ("name", true),
        ("born", state.person.born.is_some()),
        ("sex", state.person.sex.is_some()),
        ("address", home.is_some() || state.delivery.is_some()),
        ("employer", coverage.is_some_and(|coverage| coverage.employer.is_some())),
        ("acquired", coverage.is_some_and(|coverage| coverage.acquired.is_some())),
        ("ratio", state.circumstance.ratio.is_some()),
        ("last_four", state.last_four.is_some()),
        ("myna", state.myna_from.is_some()),
    ];
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    Concerned {
        id: Some(state.id),
        code: state.code.clone(),
        member: member(state),
        name: printable(state).text().to_owned(),
        kana: text(state.names.printable().map(|named| named.kana.text())),
        postcode: text(home.map(|home| home.postcode.as_str())),
        address: text(home.map(|home| home.address.text())),
        paper: String::new(),
        receiver: String::new(),
        data: present(&has),
    }
}

fn present(has: &[(&'static str, bool)]) -> Vec<&'static str> {
    has.iter().filter(|(_, there)| *there).map(|(data, _)| *data).collect()
}

fn answer(question: &LeakQuestion, subject: &str, concerned: &[Concerned]) -> LeakAnswer {
    let lang = question.lang;
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut receivers: BTreeMap<&str, usize> = BTreeMap::new();
    for one in concerned {
        one.data.iter().for_each(|data| *counts.entry(data).or_default() += 1);
        *receivers.entry(&one.receiver).or_default() += 1;
    }
    let encrypted = matches!(question.lost, Lost::Copy(_) | Lost::Ledger) && !question.key_too;
    // One person may have several papers.
    let people: HashSet<&str> = concerned.iter().map(|one| one.code.as_str()).collect();
    let due = report(&Leak {
        known_on: question.known_on,
        members: people.len(),
        with_numbers: counts.get("last_four").copied().unwrap_or_default(),
        on_purpose: question.on_purpose,
        sensitive: question.sensitive,
        encrypted,
    });
    LeakAnswer {
        subject: subject.to_owned(),
        known_on: question.known_on,
        members: people.len(),
        data: DATA
            .iter()
            .filter_map(|(data, ja, en)| {
                let word = Said::new(*ja, *en).in_lang(lang).to_owned();
                counts.get(data).map(|members| LeakData { data, word, members: *members })
            })
            .collect(),
        receivers: receivers
            .into_iter()
            .filter(|(name, _)| !name.is_empty())
            .map(|(name, members)| LeakReceiver { name: name.to_owned(), members })
            .collect(),
        due: !due.because.is_empty(),
        because: due
            .because
            .iter()
            .map(|reason| LeakReason { code: reason.code(), sentence: reason.sentence().in_lang(lang).to_owned() })
            .collect(),
        encrypted,
        first_from: due.first_from,
        first_by: due.first_by,
        full_by: due.full_by,
        people: concerned
            .iter()
            .take(NAMED)
            .map(|one| LeakPerson {
                code: one.code.clone(),
                member: one.member.clone(),
                name: one.name.clone(),
                paper: Some(one.paper.clone()).filter(|paper| !paper.is_empty()),
                receiver: Some(one.receiver.clone()).filter(|receiver| !receiver.is_empty()),
            })
            .collect(),
        act: None,
        files: Vec::new(),
    }
}

/// Must it be reported?
#[must_use]
pub fn duty_sentence(answer: &LeakAnswer, lang: Lang) -> String {
    let reasons = answer.because.iter().map(|reason| reason.sentence.as_str()).collect::<String>();
    let said = if answer.due {
        Said::new(
            format!("個人情報保護委員会への報告と、ご本人への通知が必要です。{reasons}"),
            format!("It must be reported to the Commission and told to those concerned. {reasons}"),
        )
    } else if answer.encrypted {
        Said::new(
            "高度な暗号化をしたデータのため、法律上の報告の対象になりません。パスフレーズや復旧コードが一緒に失われていないかを確かめてください。",
            "The data are encrypted, so the law asks for no report. See that no passphrase or recovery code is lost with them.",
        )
    } else {
        Said::new(
            "法律上の報告の基準には当たりません。ご本人へのお知らせと、所管の地方厚生（支）局への連絡が必要かを確かめてください。",
            "It is below what the law asks to be reported. See whether those concerned and the regional bureau are to be told.",
        )
    };
    said.in_lang(lang).to_owned()
}

/// The items of the report (施行規則8条1項), with what is known.
fn draft(answer: &LeakAnswer, question: &LeakQuestion, list: &str) -> Vec<Vec<String>> {
    let day = question.known_on.wareki();
    let what = match &question.lost {
        Lost::Batch { code, envelopes } if envelopes.is_empty() => format!("束{code}の書類"),
        Lost::Batch { code, envelopes } => {
            format!("束{code}の封筒{}（{}通）の書類", runs(envelopes), envelopes.len())
        }
        Lost::Copy(name) => {
            format!("台帳の控え（{}）", Path::new(name).file_name().unwrap_or_default().to_string_lossy())
        }
        Lost::Ledger => "台帳のファイル".to_owned(),
        Lost::Seen { operator, first, last } => {
            format!("担当者{operator}が{}から{}までに見た情報", first.wareki(), last.wareki())
        }
    };
    let receiver = question.receiver.as_deref().map(|who| format!("渡った相手: {who}。")).unwrap_or_default();
    let sent: Vec<String> =
        answer.receivers.iter().take(4).map(|one| format!("{}（{}件）", one.name, one.members)).collect();
    let more = answer.receivers.len().saturating_sub(4);
    let sent = match (sent.is_empty(), more) {
        (true, _) => String::new(),
        (_, 0) => format!("本来の送付先: {}。", sent.join("、")),
        (_, more) => format!("本来の送付先: {}ほか{more}か所。", sent.join("、")),
    };
    let data: Vec<String> = answer.data.iter().map(|data| format!("{}（{}人）", data.word, data.members)).collect();
    let protected = match (&question.lost, answer.encrypted) {
        (Lost::Copy(_) | Lost::Ledger, true) => "データは暗号化されており（AES-256）、鍵は一緒に失われていません。",
        (Lost::Copy(_) | Lost::Ledger, false) => "データは暗号化されていますが、鍵も一緒に失われました。",
        _ => "",
    };
    let purpose = if question.on_purpose { "不正の目的によるおそれがあります。" } else { "" };
    [
        ("概要", format!("{day}に判明。対象は{what}。{receiver}{sent}")),
        ("漏えい等が発生し、又は発生したおそれがある個人データの項目", data.join("、")),
        ("個人データに係る本人の数", format!("{}人", answer.members)),
        ("原因", purpose.to_owned()),
        ("二次被害又はそのおそれの有無及びその内容", protected.to_owned()),
        ("本人への対応の実施状況", format!("対象の方の一覧: {list}")),
        ("公表の実施状況", String::new()),
        ("再発防止のための措置", String::new()),
    ]
    .map(|(item, known)| vec![item.to_owned(), known])
    .to_vec()
}

/// The list of those concerned, as a workbook: everything in it is text.
fn people(concerned: &[Concerned], folder: &Path) -> Result<Vec<u8>, Failure> {
    let header = [
        "管理コード",
        "記号-番号-枝番",
        "氏名",
        "フリガナ",
        "郵便番号",
        "住所",
        "書類の管理番号",
        "送付先・見た人",
        "含まれていた情報",
    ];
    let words: HashMap<&str, &str> = DATA.iter().map(|(data, ja, _)| (*data, *ja)).collect();
    let rows = concerned.iter().map(|one| {
        let data: Vec<&str> = one.data.iter().filter_map(|data| words.get(data).copied()).collect();
        let cells =
            [&one.code, &one.member, &one.name, &one.kana, &one.postcode, &one.address, &one.paper, &one.receiver];
        cells.into_iter().map(|text| Cell::text(text.as_str())).chain([Cell::text(data.join("、"))]).collect()
    });
    let mut out = std::io::Cursor::new(Vec::new());
    xlsx(vec![Table::new("対象の方", header, rows)], Texts::InRows(folder), &mut out)
        .map_err(|unwritten| Failure::others(unwritten.complaints()))?;
    Ok(out.into_inner())
}

fn known_too_late(on: Day) -> Failure {
    Failure::usage(Complaint {
        place: on.to_string(),
        code: "known_too_late",
        weight: Weight::Refusal,
        sentence: Said::new("知った日が今日より後です。", "The day of knowing lies after today."),
        hint: Said::new("知った日を確かめてください。", "Look at the day again."),
    })
}

fn receiver_too_long() -> Failure {
    Failure::usage(Complaint {
        place: String::new(),
        code: "receiver_long",
        weight: Weight::Refusal,
        sentence: Said::new("渡った相手が長すぎて、報告書に入りません。", "Who has it now is too long for the report."),
        hint: Said::new(
            format!("{LONGEST_RECEIVER}字までにしてください。"),
            format!("At most {LONGEST_RECEIVER} characters."),
        ),
    })
}

fn no_operator(code: &str) -> Failure {
    Failure::usage(Complaint {
        place: code.to_owned(),
        code: "operator_unknown",
        weight: Weight::Refusal,
        sentence: Said::new("この担当者コードは登録されていません。", "No operator has this code."),
        hint: Said::new("担当者の一覧で確かめてください。", "See the list of operators."),
    })
}

fn nobody(about: &str) -> Failure {
    Failure::usage(Complaint {
        place: about.to_owned(),
        code: "leak_nobody",
        weight: Weight::Refusal,
        sentence: Said::new("対象の方はいません。", "It concerns nobody."),
        hint: Said::new(
            "封筒の番号、担当者コード、期間を確かめてください。",
            "Look at the numbers of the envelopes, the operator's code and the days again.",
        ),
    })
}

fn no_envelope(typed: &str) -> Failure {
    Failure::usage(Complaint {
        place: typed.to_owned(),
        code: "envelope_unknown",
        weight: Weight::Refusal,
        sentence: Said::new("この束の封筒の番号ではありません。", "The batch has no envelope of this number."),
        hint: Said::new(
            "番号を「3」「1-150」「2、5、7-9」のように入れてください。束のすべてなら空欄にします。",
            "Give numbers as 3, 1-150 or 2, 5, 7-9; nothing for all of the batch.",
        ),
    })
}

fn no_copy(name: &str) -> Failure {
    Failure::usage(Complaint {
        place: name.to_owned(),
        code: "copy_unknown",
        weight: Weight::Refusal,
        sentence: Said::new(
            "この台帳の控えの名前でも、処理の番号でもありません。",
            "It is neither the name of a copy of this ledger nor the number of an act.",
        ),
        hint: Said::new(
            "控えのファイル名（daicho-….kbk）か、控えの最後の処理の番号を入れてください。",
            "Give the copy's file name (daicho-….kbk) or the number of its last act.",
        ),
    })
}
