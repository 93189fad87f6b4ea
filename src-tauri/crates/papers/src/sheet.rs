//! What is printed: a society, the sheets of a frozen batch, and how they are told apart by employer.

use std::sync::Arc;

use rules::calendar::Day;
use rules::words::{Address, Kana, LastFour, Name, Relation, Sex};

use crate::layout::Layout;
use crate::stamp::Stamp;

/// 健康保険組合: the sender of every paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Society {
    /// 保険者名称
    pub name: String,
    /// 保険者番号, eight digits.
    pub insurer_number: String,
    /// 郵便番号, seven digits with or without a hyphen.
    pub postcode: String,
    /// 所在地
    pub address: String,
    /// 電話番号, as it is to be read.
    pub phone: String,
    /// The address in the QR code: the portal's, without any personal data.
    pub portal_url: String,
    /// The policy's reading of the three months after an e-certificate's end: the same day, not the month's end.
    pub grace_exact: bool,
    /// The policy issues certificates for lapsed e-certificates on application only.
    pub lapse_on_application: bool,
    /// Letters home bear the post's customer barcode (カスタマバーコード).
    pub customer_barcode: bool,
    /// 発行者, where one is in force: 理事長 and the name, or the society's own.
    pub issuer: Option<String>,
    /// 印影, where one is in force.
    pub seal: Option<Arc<Stamp>>,
    /// A training society: 見本 is printed on every page, whatever the layout says.
    pub training: bool,
}

/// Which paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// 資格情報のお知らせ (資格情報通知書, 健康保険法施行規則第51条の3)
    Notice,
    /// 資格確認書 (健康保険法第51条の3)
    Certificate,
    /// 個人番号下4桁の確認のお願い
    LastFour,
    /// 高齢受給者証 (様式第10号, 健康保険法施行規則第52条)
    ElderlyCertificate,
    /// 返納のお願い: to a holder who is to give a paper back.
    ReturnRequest,
    /// 不交付のお知らせ: an application was refused.
    Refusal,
}

impl Kind {
    /// Every kind, in the order in which a clerk is shown them.
    pub const ALL: [Kind; 6] =
        [Kind::Notice, Kind::Certificate, Kind::ElderlyCertificate, Kind::LastFour, Kind::ReturnRequest, Kind::Refusal];

    /// The kind of a word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The word in layouts, file names and JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Kind::Notice => "notice",
            Kind::Certificate => "certificate",
            Kind::LastFour => "last_four",
            Kind::ElderlyCertificate => "elderly_certificate",
            Kind::ReturnRequest => "return_request",
            Kind::Refusal => "refusal",
        }
    }

    /// The title of the paper.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Kind::Notice => "資格情報のお知らせ",
            Kind::Certificate => "資格確認書",
            Kind::LastFour => "個人番号下4桁の確認のお願い",
            Kind::ElderlyCertificate => "高齢受給者証",
            Kind::ReturnRequest => "資格確認書等の返納のお願い",
            Kind::Refusal => "申請の結果について（不交付のお知らせ）",
        }
    }
}

/// The way a sheet reaches the member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Route {
    /// 事業所経由: a closed envelope, handed over by the employer.
    Employer,
    /// 自宅宛: by post to the address on the sheet.
    Home,
}

impl Route {
    /// The word in the ledger and in JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Route::Employer => "employer",
            Route::Home => "home",
        }
    }
}

/// One member's paper, as the ledger froze it. Everything that is printed of a member stands here and nowhere else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// 管理番号 of this paper, printed on it.
    pub paper: String,
    /// The member's management code: in complaints and in the manifest, never printed.
    pub member: String,
    /// 記号
    pub symbol: String,
    /// 番号
    pub number: String,
    /// 枝番
    pub branch: String,
    /// 氏名, in the characters that are to be printed.
    pub name: Name,
    /// フリガナ
    pub kana: Kana,
    /// The society sets the names of this sheet wholly in IPAmj Mincho, whether or not another face has their characters.
    pub mincho: bool,
    /// 生年月日
    pub born: Option<Day>,
    /// 性別
    pub sex: Option<Sex>,
    /// 資格取得年月日, of a dependant 認定年月日.
    pub acquired: Option<Day>,
    /// 続柄; decides between 被保険者 (本人) and 被扶養者 (家族).
    pub relation: Relation,
    /// 被保険者氏名, for dependants.
    pub insured_name: Option<Name>,
    /// 事業所名称
    pub employer: Option<String>,
    /// 事業所コード: sheets with the same code follow each other and share a separator sheet.
    pub employer_code: String,
    /// 個人番号下4桁, only where the policy and the member's state allow.
    pub last_four: Option<LastFour>,
    /// 一部負担金の割合, in tenths (割).
    pub ratio: Option<u8>,
    /// 発効期日: first day of the ratio, on an elderly certificate.
    pub valid_from: Option<Day>,
    /// Last day of the ratio.
    pub ratio_until: Option<Day>,
    /// 回答期限: the last day for an answer, on letters that ask for one.
    pub answer_until: Option<Day>,
    /// The letter tells of a correction.
    pub corrected: bool,
    /// 交付年月日
    pub issued: Day,
    /// 有効期限 of a certificate: its last day.
    pub last_day: Option<Day>,
    /// Last covered day of voluntary continuation (任意継続); 資格喪失予定年月日 is the day after.
    pub voluntary_until: Option<Day>,
    /// One sentence: why this paper was issued.
    pub reason: Option<String>,
    /// The legal basis of that.
    pub basis: Option<String>,
    /// 任意記載事項 of a certificate, as they are printed: 限度額適用区分, 標準負担額減額認定, 特定疾病.
    pub optional: [Option<String>; 3],
    /// What a letter lists, field by field: `{item_1}` ... of its layout.
    pub items: Vec<String>,
    /// How it is sent.
    pub route: Route,
    /// 郵便番号 of the member, seven digits with or without a hyphen.
    pub postcode: Option<String>,
    /// 住所 of the member.
    pub address: Option<Address>,
    /// Number of the envelope within the batch.
    pub envelope: u32,
    /// This sheet and all sheets of the envelope: `(1, 3)` is the first of three.
    pub in_envelope: (u32, u32),
    /// How often this sheet comes out of the printer with this one. A sheet that was spoiled says so beside its 管理番号, on every
    /// layout, and in its QR code; the first one says nothing. 0 is an office copy (控): it has no code that a scan takes.
    pub copy: u32,
    /// The codes of the envelope and the bundle that it travels in.
    pub codes: Codes,
}

/// What a scanner reads of an envelope and a bundle; empty where a batch was frozen without.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Codes {
    /// 封筒の管理番号
    pub envelope: String,
    /// 梱包の管理番号: on what lies in the bundle.
    pub bundle: String,
    /// 宛名の管理番号: on what is put on the bundle's outside.
    pub label: String,
}

/// One print run: a frozen batch on one layout.
#[derive(Debug, Clone, Copy)]
pub struct Run<'a> {
    /// Which paper.
    pub kind: Kind,
    /// Where things stand on it.
    pub layout: &'a Layout,
    /// Who sends it.
    pub society: &'a Society,
    /// Code of the batch: in file names, on separators, in the properties of the PDF.
    pub batch: &'a str,
    /// The day of the batch; the only date that the files carry.
    pub on: Day,
    /// In print order: by employer, then by household, the insured person first.
    pub sheets: &'a [Sheet],
}

/// Sheets that go to one place together: one employer's, or those posted home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// 事業所コード; empty for what is posted home.
    pub code: String,
    /// 事業所名称; for what is posted home 自宅宛.
    pub name: String,
    /// 郵便番号 of the employer, seven digits with or without a hyphen: [`groups`] leaves it and the next two to whoever knows them.
    pub postcode: Option<String>,
    /// 所在地 of the employer.
    pub address: Option<String>,
    /// 担当: who at the employer receives them.
    pub contact: Option<String>,
    /// How they are sent.
    pub route: Route,
    /// How many sheets.
    pub sheets: usize,
    /// How many envelopes.
    pub envelopes: usize,
    /// First 管理番号.
    pub first: String,
    /// Last 管理番号.
    pub last: String,
    /// The codes of its bundle.
    pub codes: Codes,
}

/// The groups of a batch in print order. A group ends where the employer or the way of sending changes.
#[must_use]
pub fn groups(sheets: &[Sheet]) -> Vec<Group> {
    let same =
        |a: &Sheet, b: &Sheet| a.route == b.route && (a.route == Route::Home || a.employer_code == b.employer_code);
    sheets
        .chunk_by(same)
        .filter_map(|chunk| {
            let (first, last) = (chunk.first()?, chunk.last()?);
            let home = first.route == Route::Home;
            let mut envelopes: Vec<u32> = chunk.iter().map(|sheet| sheet.envelope).collect();
            envelopes.sort_unstable();
            envelopes.dedup();
            Some(Group {
                code: if home { String::new() } else { first.employer_code.clone() },
                name: if home {
                    "自宅宛".to_owned()
                } else {
                    first.employer.clone().unwrap_or_else(|| first.employer_code.clone())
                },
                postcode: None,
                address: None,
                contact: None,
                route: first.route,
                sheets: chunk.len(),
                envelopes: envelopes.len(),
                first: first.paper.clone(),
                last: last.paper.clone(),
                codes: Codes { envelope: String::new(), ..first.codes.clone() },
            })
        })
        .collect()
}
