//! The grammar of the official files: an employer's forms as KPFD0006.CSV or SHFD0006.CSV.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// 届の種類
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum OfficialForm {
    /// 資格取得届
    Enrolment,
    /// 資格喪失届
    Leaving,
    /// 被扶養者異動届
    Dependants,
}

/// 様式
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum OfficialLayout {
    /// KPFD0006.CSV（健康保険組合）
    Kpfd,
    /// SHFD0006.CSV（年金事務所）
    Shfd,
}

/// 電子媒体の届を書き出す
#[derive(Debug, Args)]
pub struct OfficialArgs {
    /// 台帳
    pub ledger: PathBuf,
    /// 事業所コード
    #[arg(long, value_name = "CODE")]
    pub employer: String,
    /// 届の種類
    #[arg(long, value_enum)]
    pub form: OfficialForm,
    /// 様式
    #[arg(long, value_enum, default_value = "kpfd")]
    pub layout: OfficialLayout,
    /// この日から（既定ははじめから）
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// この日まで（既定は今日）
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// 事業所番号（KPFD は 0123、SHFD は 都道府県-郡市区-事業所記号-事業所番号: 21-01-ｹｲﾄ-12345）
    #[arg(long, value_name = "NUMBER")]
    pub office: Option<String>,
    /// 媒体通番（1〜999）
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub serial: u16,
    /// 書き出すフォルダー
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

impl OfficialForm {
    /// The word of the desk.
    pub fn code(self) -> &'static str {
        match self {
            OfficialForm::Enrolment => "enrolment",
            OfficialForm::Leaving => "leaving",
            OfficialForm::Dependants => "dependants",
        }
    }
}

impl OfficialLayout {
    /// The word of the desk.
    pub fn code(self) -> &'static str {
        match self {
            OfficialLayout::Kpfd => "kpfd",
            OfficialLayout::Shfd => "shfd",
        }
    }
}

/// The help in English: command, argument (blank for the command itself), words.
pub(super) const ENGLISH: &[(&str, &str, &str)] = &[
    ("official", "", "Write an employer's forms as KPFD0006.CSV or SHFD0006.CSV"),
    ("official", "ledger", "The ledger"),
    ("official", "employer", "The employer's code"),
    ("official", "form", "The form"),
    ("official", "layout", "The layout"),
    ("official", "from", "From this day on (default: from the beginning)"),
    ("official", "to", "Up to this day (default: today)"),
    (
        "official",
        "office",
        "The employer's number: 0123 for KPFD; prefecture-district-mark-number for SHFD (21-01-ｹｲﾄ-12345)",
    ),
    ("official", "serial", "The medium's number (1 to 999)"),
    ("official", "out", "The folder to write into"),
];
