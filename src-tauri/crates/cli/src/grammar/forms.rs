//! The grammar of `daicho form` and `daicho labels`.

use std::path::PathBuf;

use clap::Subcommand;

/// 届出の用紙と、封筒・ラベル
#[derive(Debug, Subcommand)]
pub enum FormsCommand {
    /// 届出の用紙を書き出す（PDF）。加入者か事業所を指定すると、分かることを記入する
    Form {
        /// 台帳
        ledger: PathBuf,
        /// certificate（資格確認書交付申請書）, notice（お知らせ再交付申請書）, loss（滅失届）, uncollected（回収不能届）
        name: String,
        /// 記入する加入者（記号-番号-枝番、または管理コード）
        #[arg(long, value_name = "MEMBER", conflicts_with = "employer")]
        member: Option<String>,
        /// 記入する事業所
        #[arg(long, value_name = "CODE")]
        employer: Option<String>,
        /// 基準日（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// フォルダー
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// 束の封筒、あて名ラベル、送付状を書き出す（PDF、束の順）
    Labels {
        /// 台帳
        ledger: PathBuf,
        /// 束
        batch: String,
        /// envelope-naga3, envelope-naga3-window, envelope-kaku2, labels-a4-12, sending（自宅あての送付状）
        #[arg(long, value_name = "LAYOUT", default_value = "labels-a4-12")]
        layout: String,
        /// 封筒ごとでなく、事業所あての束ごとに
        #[arg(long)]
        bundles: bool,
        /// フォルダー
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
}

/// Help in English.
pub const ENGLISH: &[(&str, &str, &str)] = &[
    ("form", "", "Write a form (PDF), blank or filled in for a member or an employer"),
    ("form", "ledger", "The ledger"),
    ("form", "name", "certificate, notice, loss or uncollected"),
    ("form", "member", "Fill it in for this member: symbol-number-branch or a management code"),
    ("form", "employer", "Fill it in for this employer"),
    ("form", "on", "As of (default: today)"),
    ("form", "out", "The folder"),
    ("labels", "", "Write a batch's envelopes, labels or covering letters (PDF, in the order of the batch)"),
    ("labels", "ledger", "The ledger"),
    ("labels", "batch", "The batch"),
    (
        "labels",
        "layout",
        "envelope-naga3, envelope-naga3-window, envelope-kaku2, labels-a4-12 or sending (covering letters to homes)",
    ),
    ("labels", "bundles", "One for each employer's bundle, not for each envelope"),
    ("labels", "out", "The folder"),
];
