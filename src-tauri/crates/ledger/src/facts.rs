//! What the ledger can say: the facts of a member, a society and its papers, as values.
//!
//! Every fact stands on two axes: the day from which it is true, and the act that recorded it. The values here carry
//! neither; [`crate::Entry`] takes the day beside the value, and [`crate::State`] is what holds on one day.

use std::fmt;

use rules::calendar::{Day, birthday_75};
use rules::case::{Access, Assistance, MyNumber, MynaCard, PortalVisible, Reason, UseRegistration};
pub use rules::paper::Life as PaperLife;
use rules::words::{Address, InsuredNumber, Kana, LastFour, Name, Relation, Sex};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

ids! {
    /// A member inside one ledger. Says nothing outside it; papers and files carry the management code.
    MemberId,
    /// A household: one insured person and the dependants.
    HouseholdId,
    /// A paper inside one ledger.
    PaperId,
    /// A batch inside one ledger.
    BatchId,
    /// The number of an act in the journal, counted from 1 without a gap.
    ActSeq,
}

rules::coded! {
    /// Whose spelling a name is.
    Layer {
        /// 住民票・住基 spelling, as the state registers it.
        Registered = "registered",
        /// As the employer reported it.
        Reported = "reported",
        /// As the society prints it, when it prints another spelling.
        Printed = "printed",
    }
}

rules::coded! {
    /// What an address is for.
    AddressKind {
        /// 住所
        Home = "home",
        /// 送付先
        Delivery = "delivery",
    }
}

rules::coded! {
    /// What kind of paper.
    PaperKind {
        /// 資格情報のお知らせ
        Notice = "notice",
        /// 資格確認書
        Certificate = "certificate",
        /// 高齢受給者証
        ElderlyCertificate = "elderly_certificate",
        /// 個人番号下4桁の確認のお願い
        LastFour = "last_four",
        /// 返納のお願い
        ReturnRequest = "return_request",
        /// 不交付通知
        Refusal = "refusal",
    }
}

/// What does not change from day to day: it is corrected, not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Person {
    /// 生年月日
    pub born: Option<Day>,
    /// 性別
    pub sex: Option<Sex>,
}

/// 資格: a member's number, employer and household, and the days of cover. True from the day it is recorded for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// 記号・番号・枝番
    pub number: InsuredNumber,
    /// The code of the employer (事業所); `None` in voluntary continuation.
    pub employer: Option<String>,
    /// 世帯
    pub household: HouseholdId,
    /// 続柄
    pub relation: Relation,
    /// 資格取得日・認定日
    pub acquired: Option<Day>,
    /// 資格喪失日: first day not covered.
    pub lost: Option<Day>,
    /// 退職日
    pub left: Option<Day>,
    /// 任意継続: last covered day.
    pub voluntary_until: Option<Day>,
    /// The day on which the society received the report (受付日).
    pub received: Option<Day>,
    /// 社員番号
    pub staff_number: Option<String>,
}

impl Coverage {
    /// The first day without cover, as a file told it or as the law has it: nobody sends a loss for a 75th birthday or for
    /// the end of voluntary continuation.
    #[must_use]
    pub fn ends(&self, born: Option<Day>) -> Option<Day> {
        let by_term = self.voluntary_until.map(Day::after);
        [self.lost, by_term, born.map(birthday_75)].into_iter().flatten().min()
    }
}

/// One spelling of a member's name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Named {
    /// 氏名
    pub name: Name,
    /// 氏名カナ; empty when it is not known.
    pub kana: Kana,
}

/// The three layers of a name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names {
    /// As the state registers it.
    pub registered: Option<Named>,
    /// As the employer reported it.
    pub reported: Option<Named>,
    /// As the society prints it.
    pub printed: Option<Named>,
}

impl Names {
    /// The spelling for papers: the printed one, else the registered one, else the reported one.
    #[must_use]
    pub fn printable(&self) -> Option<&Named> {
        self.printed.as_ref().or(self.registered.as_ref()).or(self.reported.as_ref())
    }

    /// The spelling of one layer.
    #[must_use]
    pub fn layer(&self, layer: Layer) -> Option<&Named> {
        match layer {
            Layer::Registered => self.registered.as_ref(),
            Layer::Reported => self.reported.as_ref(),
            Layer::Printed => self.printed.as_ref(),
        }
    }
}

/// An address with its postcode.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Addressed {
    /// 郵便番号, seven digits; empty when it is not known.
    pub postcode: String,
    /// 住所
    pub address: Address,
}

impl fmt::Debug for Addressed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹redacted›")
    }
}

/// What is known of the member's My Number, card and registration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Myna {
    /// Is the My Number registered with the society?
    pub my_number: MyNumber,
    /// マイナンバーカード
    pub card: MynaCard,
    /// 利用登録
    pub use_registered: UseRegistration,
    /// 電子証明書有効期限
    pub e_certificate_until: Option<Day>,
    /// 自己情報の閲覧
    pub access: Access,
    /// Does マイナポータル show the member's data?
    pub portal: PortalVisible,
}

impl Default for Myna {
    /// Nothing is recorded: the blanks of `daicho rules try`.
    fn default() -> Myna {
        Myna {
            my_number: MyNumber::Registered,
            card: MynaCard::Unknown,
            use_registered: UseRegistration::Unknown,
            e_certificate_until: None,
            access: Access::Open,
            portal: PortalVisible::Unknown,
        }
    }
}

/// 個人番号下4桁 and how far their check has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastFourFact {
    /// The digits.
    pub digits: LastFour,
    /// The state of the check, in the word of the rules (`not_sent`, `agrees`, …).
    pub state: String,
}

/// What else decides a member's papers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circumstance {
    /// Has a resident record in Japan (住民票).
    pub resident: bool,
    /// 要配慮
    pub assistance: Assistance,
    /// The box ticked at enrolment (資格確認書発行要否).
    pub asked_at_enrolment: bool,
    /// The date printed on an old card in hand.
    pub old_card_until: Option<Day>,
    /// 一部負担金の割合 in tenths: 2 or 3.
    pub ratio: Option<u8>,
}

impl Default for Circumstance {
    /// Nothing is recorded: resident, no need, nothing asked, no old card.
    fn default() -> Circumstance {
        Circumstance {
            resident: true,
            assistance: Assistance::No,
            asked_at_enrolment: false,
            old_card_until: None,
            ratio: None,
        }
    }
}

/// An application as it comes in (交付申請).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewApplication {
    /// 申請理由
    pub reason: Reason,
    /// The day it was filed; `None` when the form bears none.
    pub on: Option<Day>,
}

/// An application on file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ApplicationFact {
    /// Its number inside the ledger; a later one is larger.
    pub id: i64,
    /// 申請理由
    pub reason: Reason,
    /// The day it was filed.
    pub on: Option<Day>,
}

rules::coded! {
    /// How an application came.
    Way {
        /// 事業主経由, as the rule is.
        Employer = "employer",
        /// Straight from the member: voluntary continuation, disaster and the like.
        Direct = "direct",
    }
}

/// 代理人: who files for a member.
#[derive(Clone, PartialEq, Eq)]
pub struct Proxy {
    /// 氏名
    pub name: Name,
    /// 続柄・関係, in the society's words.
    pub relation: String,
    /// 確認した書類: what showed that they may.
    pub papers_seen: String,
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹redacted›")
    }
}

/// 申請書: how an application came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// 受付日
    pub received: Day,
    /// By which way.
    pub way: Way,
    /// Who brought it in the member's place.
    pub proxy: Option<Proxy>,
}

rules::coded! {
    /// Where the fee of an application stands.
    FeeState {
        /// To be paid before the paper goes out.
        Due = "due",
        /// 入金済
        Paid = "paid",
        /// 免除
        Waived = "waived",
    }
}

/// 再交付手数料
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fee {
    /// Of which application.
    pub application: i64,
    /// Since when it stands so.
    pub on: Day,
    /// In yen.
    pub yen: u32,
    /// Where it stands.
    pub state: FeeState,
    /// Why it is waived, or how it was paid.
    pub reason: Option<String>,
}

/// What was printed on a paper, as far as a later change of it matters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imprint {
    /// 氏名
    pub name: Name,
    /// 記号・番号・枝番
    pub number: InsuredNumber,
    /// 資格取得年月日
    pub acquired: Option<Day>,
    /// 一部負担金の割合 in tenths.
    pub ratio: Option<u8>,
    /// 住所
    pub address: Option<Address>,
}

/// A paper to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPaper {
    /// Whose.
    pub member: MemberId,
    /// The batch in which it was frozen; `None` for a paper from before this ledger.
    pub batch: Option<BatchId>,
    /// What it is.
    pub kind: PaperKind,
    /// 交付年月日
    pub issued: Day,
    /// 有効期限
    pub until: Option<Day>,
    /// What is printed on it.
    pub printed: Imprint,
}

/// A paper on the day that was asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperState {
    /// Inside the ledger.
    pub id: PaperId,
    /// Printed on it: the management code.
    pub code: String,
    /// Whose.
    pub member: MemberId,
    /// The batch in which it was frozen.
    pub batch: Option<BatchId>,
    /// What it is.
    pub kind: PaperKind,
    /// 交付年月日
    pub issued: Day,
    /// 有効期限
    pub until: Option<Day>,
    /// Where it is.
    pub life: PaperLife,
    /// Since when it is there; `None` while it is planned.
    pub since: Option<Day>,
    /// Where it was before; `None` while it is planned.
    pub before: Option<PaperLife>,
    /// A later paper stands in its place, wherever it is itself.
    pub replaced: bool,
    /// The day on which it left the house for its member; `None` before, and when the post brought it back or it is said never to
    /// have come, until something says that it did.
    pub left_house: Option<Day>,
    /// 督促: the days on which somebody was reminded of it, in the order of recording.
    pub reminded: Vec<Day>,
    /// What is printed on it.
    pub printed: Imprint,
}

/// 返戻: a paper that the post brought back and that lies with the society.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undelivered {
    /// Whose.
    pub member: MemberId,
    /// Which.
    pub paper: PaperId,
    /// Since when.
    pub on: Day,
    /// The word of the reason.
    pub why: Option<String>,
}

/// One member on one day, as it was known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// Inside the ledger.
    pub id: MemberId,
    /// The management code.
    pub code: String,
    /// Birth and sex.
    pub person: Person,
    /// 資格; the next one when none has begun yet; `None` when none is recorded.
    pub coverage: Option<Coverage>,
    /// The day from which that row of coverage is true: a correction of the same spell is recorded for this day again.
    /// Filled whenever `coverage` is.
    pub coverage_from: Option<Day>,
    /// Another row of coverage begins after the day.
    pub coverage_later: bool,
    /// The name in its layers.
    pub names: Names,
    /// 住所
    pub home: Option<Addressed>,
    /// 送付先
    pub delivery: Option<Addressed>,
    /// マイナ保険証
    pub myna: Myna,
    /// The day from which that is true; `None` when nothing has been said.
    pub myna_from: Option<Day>,
    /// Something else is said of the マイナ保険証 of a day after.
    pub myna_later: bool,
    /// 下4桁
    pub last_four: Option<LastFourFact>,
    /// The day from which that is true.
    pub last_four_from: Option<Day>,
    /// What else decides.
    pub circumstance: Circumstance,
    /// Mail to the address in force came back: the word of the reason; for the home and for the address of delivery.
    pub doubt: [Option<String>; 2],
    /// Where the last-four check stands; `None` when no letter was ever frozen.
    pub check: Option<crate::CheckState>,
    /// 郵送の保護: mail goes to the member's own address of delivery alone. Whatever day is asked about: who is shielded now was in
    /// danger before.
    pub shielded: bool,
    /// Every paper ever recorded, in the order of their numbers.
    pub papers: Vec<PaperState>,
    /// Every application ever recorded, in the order of their numbers, also those filed after the day asked about.
    pub applications: Vec<ApplicationFact>,
}

/// 健康保険組合: who issues the papers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Society {
    /// 保険者名称
    pub name: String,
    /// 保険者番号, eight digits.
    pub insurer_number: String,
    /// 郵便番号
    pub postcode: String,
    /// 所在地
    pub address: String,
    /// 電話番号
    pub phone: String,
    /// マイナポータル's address, the only thing in the notice's QR code.
    pub portal_url: String,
    /// A training society: 見本 stands on everything it prints.
    pub training: bool,
    /// The name of the layout of notices.
    pub notice_layout: String,
    /// The name of the layout of certificates.
    pub certificate_layout: String,
    /// Whether the notice shows the last four digits.
    pub last_four_on_notice: bool,
}

/// 事業所
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Employer {
    /// 事業所コード
    pub code: String,
    /// 名称
    pub name: String,
    /// 記号
    pub symbol: String,
    /// 郵便番号
    pub postcode: Option<String>,
    /// 所在地
    pub address: Option<String>,
    /// 担当
    pub contact: Option<String>,
}

/// A decision as it was taken, for the record. It is never edited; a later one is a further row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionRow {
    /// Whose.
    pub member: MemberId,
    /// The day it was decided for.
    pub on: Day,
    /// About what: `certificate`, `notice`, `old_card_return`, `certificate_return`, `covered`.
    pub about: String,
    /// The outcome's word.
    pub outcome: String,
    /// The reason's word.
    pub because: String,
    /// 有効期限
    pub last_day: Option<Day>,
    /// Which candidate of the last day won.
    pub last_day_because: Option<String>,
    /// First day of the policy that decided.
    pub policy_from: Option<Day>,
    /// The batch for which it was taken.
    pub batch: Option<BatchId>,
}

/// A batch to be frozen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBatch {
    /// What is printed.
    pub kind: PaperKind,
    /// The day for which it was decided; the day of issue of its papers.
    pub on: Day,
    /// The layout, by the seal of its text ([`crate::Entry::layout`]).
    pub layout: Option<String>,
}

/// A frozen batch. What it prints is read by [`crate::Ledger::state`] on `on` as known at `known`, so that a
/// reprint says the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Inside the ledger.
    pub id: BatchId,
    /// The management code: what `plan` prints and `print` takes.
    pub code: String,
    /// What is printed.
    pub kind: PaperKind,
    /// The day for which it was decided.
    pub on: Day,
    /// The layout, by the seal of its text.
    pub layout: Option<String>,
    /// The act that froze it.
    pub act: ActSeq,
    /// What was known when it was frozen, itself included.
    pub known: crate::Known,
}

/// One sheet of a batch, in the order of printing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// The batch.
    pub batch: BatchId,
    /// The number of the sheet, counted from 1.
    pub sheet: i64,
    /// The number of the envelope, counted from 1; a household shares one.
    pub envelope: i64,
    /// How it travels: `employer`, `home`, `delivery`.
    pub route: String,
    /// The employer that hands it over, by code.
    pub employer: Option<String>,
    /// Whose.
    pub member: MemberId,
    /// The paper on it, when the sheet is one.
    pub paper: Option<PaperId>,
}

/// An import to be recorded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewImport {
    /// SHA-256 of the file's bytes, 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// The file's own name, without its folder.
    pub file: String,
    /// Its length in bytes.
    pub bytes: i64,
    /// The employer, by code, when the whole file is one employer's.
    pub employer: Option<String>,
    /// What form it was read as.
    pub form: String,
    /// What the clerk confirmed about its columns, by code, with commas between.
    pub confirmed: String,
    /// What the clerk said that columns mean, with commas between.
    pub meanings: String,
    /// SHA-256 of the headers of its sheets: files with the same columns have the same.
    pub headers: String,
    /// 新規
    pub new: i64,
    /// 変更
    pub changed: i64,
    /// 変更なし
    pub unchanged: i64,
    /// 要確認
    pub doubtful: i64,
    /// エラー
    pub rejected: i64,
    /// 重複
    pub duplicate: i64,
    /// The rows that did not go in, sheet and row, one a line.
    pub held: String,
}

/// An import on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRow {
    /// Its number, counted from 1.
    pub id: i64,
    /// The act that wrote what it brought.
    pub act: ActSeq,
    /// When.
    pub at: crate::Moment,
    /// By whom.
    pub operator: String,
    /// The codes of the employers whose rows it has, as the act says that wrote it; none where nobody knew.
    pub employers: Vec<String>,
    /// What was recorded of it.
    pub import: NewImport,
}

/// A fact as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded<T> {
    /// The day from which it is true.
    pub from: Day,
    /// The act that recorded it.
    pub act: ActSeq,
    /// What was said.
    pub value: T,
    /// Nothing was said of that day since.
    pub stands: bool,
}

/// One thing that the ledger recorded of a member, for the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The day from which it is true.
    pub on: Day,
    /// The act that recorded it.
    pub act: ActSeq,
    /// When it was recorded.
    pub at: crate::Moment,
    /// A stable word: `enrolled`, `person`, `coverage`, `name`, `address`, `myna`, `last_four`, `circumstance`,
    /// `application`, `paper`, `paper_life`, `decision`, `address_check`, `fee`, `last_four_check`, `shield`,
    /// `optional_item`, `identity_check`; with `_withdrawn` when the
    /// day's fact was taken back.
    pub kind: &'static str,
    /// Where it came from: the cell or line of the file, as the clerk saw it.
    pub place: Option<String>,
    /// What was recorded.
    pub fact: Fact,
}

/// What one row of the ledger says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// The member was added.
    Added,
    /// Birth and sex.
    Person(Option<Person>),
    /// 資格
    Coverage(Option<Coverage>),
    /// A spelling of the name.
    Name(Layer, Option<Named>),
    /// An address.
    Address(AddressKind, Option<Addressed>),
    /// マイナ保険証
    Myna(Option<Myna>),
    /// 下4桁
    LastFour(Option<LastFourFact>),
    /// What else decides.
    Circumstance(Option<Circumstance>),
    /// An application.
    Application(ApplicationFact),
    /// A paper was frozen.
    Paper(PaperId, PaperKind),
    /// A paper's life went on.
    PaperLife(PaperId, PaperLife),
    /// A decision was recorded.
    Decision(DecisionRow),
    /// Mail came back, or the address is confirmed: is it doubtful?
    AddressCheck(AddressKind, bool),
    /// A fee is due, paid or waived.
    Fee(Fee),
    /// The last-four check went on.
    Check(crate::StepKind),
    /// Mail is shielded from now on, or no longer.
    Shield(bool),
    /// 督促: the number of the reminder of a paper, or of the old card.
    Reminder(Option<PaperId>, usize),
    /// 死亡の届出; `None` when it was a mistake.
    Death(Option<Day>),
    /// Where the old card is.
    OldCard(PaperLife),
    /// 任意記載事項 of certificates, and from when it holds; `None` when it is no longer wished.
    OptionalItem(rules::optional_item::OptionalItem, Option<Day>),
    /// 窓口の本人確認: by what, and what came of it.
    IdentityCheck(rules::counter::Method, rules::counter::Seen),
}
