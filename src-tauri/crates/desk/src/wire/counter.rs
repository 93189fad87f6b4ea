//! 窓口: what the desk answers about whoever stands there, and about the reader.

use rules::calendar::Day;
use serde::Serialize;
use ts_rs::TS;

use super::{Found, MemberAnswers};

/// Whoever stands at the counter, or whose paper was scanned: one answer with everything to be said.
#[derive(Serialize, TS)]
pub struct AtCounter {
    /// What to say, what is due back, the papers, the days that are near.
    pub answers: MemberAnswers,
    /// カナ
    pub kana: String,
    /// The first letters of the kana, for a screen that visitors may see.
    pub initials: String,
    /// 生年月日
    #[ts(type = "Day | null")]
    pub born: Option<Day>,
    /// `male`, `female`
    pub sex: Option<&'static str>,
    /// The paper whose code was scanned.
    pub scanned: Option<ScannedPaper>,
    /// マイナ保険証 in one sentence.
    pub myna_said: String,
    /// 電子証明書の有効期限 on record.
    #[ts(type = "Day | null")]
    pub e_certificate_until: Option<Day>,
    /// Are the last four digits on file?
    pub last_four: bool,
    /// What is open, a sentence each.
    pub open: Vec<OpenMatter>,
    /// The household, the insured person first.
    pub household: Vec<Found>,
    /// The checks at the counter, the latest first.
    pub checks: Vec<CheckDone>,
}

/// The paper whose code was scanned.
#[derive(Serialize, TS)]
pub struct ScannedPaper {
    /// Its code.
    pub paper: String,
    /// `notice`, `certificate`, …
    pub kind: &'static str,
    /// Where it is: `in_hand`, `posted`, `lost`, …
    pub state: &'static str,
    /// Is it good on that day?
    pub valid: bool,
    /// What to say of it.
    pub sentence: String,
}

/// Something that is open about a member.
#[derive(Serialize, TS)]
pub struct OpenMatter {
    /// `died`, `not_insured`, `protected`, `last_four_case`, `card_differs`, `address_doubtful`, `no_certificate`
    pub code: &'static str,
    /// In words.
    pub said: String,
}

/// A check of who somebody is, as it is on record.
#[derive(Serialize, TS)]
pub struct CheckDone {
    /// When.
    #[ts(type = "Day")]
    pub on: Day,
    /// The instant, UTC.
    pub at: String,
    /// Who checked.
    pub operator: String,
    /// `card_pin`, `card_code_b`, `documents`
    pub method: &'static str,
    /// `same`, `variant`, `different`, `unread`
    pub result: &'static str,
    /// Was it seen that it is this member? Not where the card failed its proof, whatever was written on it.
    pub identified: bool,
    /// By what and with what result, in words.
    pub said: String,
}

/// What came of a check at the counter.
#[derive(Serialize, TS)]
pub struct Identified {
    /// 記号-番号-枝番
    pub member: String,
    /// The management code.
    pub code: String,
    /// 氏名
    pub name: String,
    /// `same`, `variant`, `different`; `unread` where the card shows nobody.
    pub result: &'static str,
    /// Was it seen that it is this member? Not where the card failed its proof, whatever was written on it.
    pub identified: bool,
    /// The result in a sentence.
    pub sentence: String,
    /// `card_pin`, `card_code_b`, `documents`
    pub method: &'static str,
    /// Thing by thing; empty where papers were seen.
    pub compared: Vec<ComparedShown>,
    /// 下4桁: `agrees`, `differs`; nothing where they were not compared.
    pub last_four: Option<&'static str>,
    /// The same in a sentence.
    pub last_four_said: Option<String>,
    /// 電子証明書の有効期限, by the card.
    #[ts(type = "Day | null")]
    pub certificate_until: Option<Day>,
    /// The e-certificate in a sentence.
    pub certificate_said: Option<String>,
    /// カードの有効期限
    #[ts(type = "Day | null")]
    pub card_until: Option<Day>,
    /// 真正性: `genuine`, `failed`; nothing where it was not asked.
    pub possession: Option<&'static str>,
    /// The same in a sentence, with what it does not say.
    pub possession_said: Option<String>,
    /// What was not sent because one try is left of it, and can be tried when the member wishes it: `proof`.
    pub insist: Option<&'static str>,
    /// What was written into the ledger besides the check itself.
    pub recorded: Vec<String>,
    /// What to do next.
    pub next: Vec<String>,
    /// Commands exchanged with the card; 0 where none was read.
    pub exchanged: u32,
}

/// One thing of the card beside the ledger.
#[derive(Serialize, TS)]
pub struct ComparedShown {
    /// `name`, `born`, `sex`
    pub about: &'static str,
    /// In words.
    pub said: String,
    /// `A`, `B`, `C`; nothing where one of them does not say it.
    pub grade: Option<&'static str>,
    /// Why it is not A.
    pub because: Vec<String>,
}

/// Somebody whom a card may be: found by it, not yet checked.
#[derive(Serialize, TS)]
pub struct CardHolders {
    /// Who it may be; nobody when the ledger knows none.
    pub found: Vec<Found>,
    /// What to say and do.
    pub sentence: String,
}

/// The readers, as they come and go.
#[derive(Serialize, TS)]
pub struct ReadersHere {
    /// `ready` (a card lies in a reader), `no_card`, or the code of a trouble.
    pub state: &'static str,
    /// In a sentence.
    pub sentence: String,
    /// What to do; empty when all is well.
    pub hint: String,
    /// The readers.
    pub readers: Vec<ReaderHere>,
}

/// One reader.
#[derive(Serialize, TS)]
pub struct ReaderHere {
    /// Its name, as the system tells it.
    pub name: String,
    /// A card lies in it.
    pub card: bool,
    /// It is a program that plays a reader.
    pub virtual_one: bool,
    /// Another number when another card, or the same once more, was laid down.
    pub changes: u32,
}

/// What the doctor found.
#[derive(Serialize, TS)]
pub struct ReaderReport {
    /// Is everything as it should be?
    pub ok: bool,
    /// What was found, the first that matters first.
    pub findings: Vec<ReaderFinding>,
}

/// One finding.
#[derive(Serialize, TS)]
pub struct ReaderFinding {
    /// Which reader; nothing where it is about the machine.
    pub reader: Option<String>,
    /// A stable word: `no_service`, `no_reader`, `old_card`, `card_good`, …
    pub code: &'static str,
    /// `good`, `doubt`, `bad`
    pub tone: &'static str,
    /// What it is.
    pub sentence: String,
    /// The next step.
    pub hint: String,
}

/// A card that was read without a member having been chosen.
#[derive(Serialize, TS)]
pub struct CardAnswer {
    /// The one member whose card it is.
    pub identified: Option<Identified>,
    /// Where it is not one: whom it may belong to.
    pub holders: Option<CardHolders>,
}

/// What can be chosen at the counter.
#[derive(Serialize, TS)]
pub struct CounterChoices {
    /// 本人確認書類
    pub documents: Vec<CounterChoice>,
    /// 代理の方の続柄
    pub proxies: Vec<CounterChoice>,
    /// 代理権の確認
    pub authorities: Vec<CounterChoice>,
}

/// Something that can be chosen.
#[derive(Serialize, TS)]
pub struct CounterChoice {
    /// Its word.
    pub code: &'static str,
    /// In words.
    pub said: &'static str,
    /// It bears a photo.
    pub photo: bool,
}
