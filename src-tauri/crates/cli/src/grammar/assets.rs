//! The grammar of `daicho assets`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// 様式・印影・発行者
#[derive(Debug, Subcommand)]
pub enum AssetCommand {
    /// すべての申し出と、その日に使われるものを示す（なければこれ）
    List {
        /// 使われる日（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// 印影（PNG）を申し出る
    Seal {
        /// 印影の画像（PNG）
        file: PathBuf,
        /// 呼び名（「理事長印」など）
        #[arg(long, value_name = "TEXT")]
        name: String,
        #[command(flatten)]
        days: AssetDays,
    },
    /// 発行者（「理事長　港　太郎」など）を申し出る
    Issuer {
        /// 印字するとおりの文字
        text: String,
        #[command(flatten)]
        days: AssetDays,
    },
    /// 書類の様式を申し出る
    Layout {
        /// 様式（名前またはファイル）
        layout: String,
        /// standard（ふつう。既定）, large（大きな文字）, plain（やさしい日本語）
        #[arg(long, default_value = "standard", value_name = "VARIANT")]
        variant: String,
        #[command(flatten)]
        days: AssetDays,
    },
    /// 見本をPNGで書き出す: いまのものと、申し出のもの
    Look {
        /// 申し出の番号
        id: i64,
        /// 書き出すフォルダー
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// 申し出を承認する（申し出た人とは別の責任者）
    Approve {
        /// 申し出の番号
        id: i64,
    },
    /// 申し出または承認を取り下げる
    Withdraw {
        /// 申し出の番号
        id: i64,
        /// 理由（記録される）
        #[arg(long, value_name = "REASON")]
        reason: String,
    },
}

/// The days of a proposal.
#[derive(Debug, Args)]
pub struct AssetDays {
    /// 使い始める日
    #[arg(long, value_name = "DATE")]
    pub from: String,
    /// 最後に使う日（分かっているとき）
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
}

/// The same in English.
pub const ENGLISH: &[(&str, &str, &str)] = &[
    ("assets", "", "Layouts, seals and issuers: proposed for a day on, approved by another person"),
    ("assets", "ledger", "The ledger"),
    ("assets list", "", "Every proposal, and what is in force on a day"),
    ("assets list", "on", "The day (default: today)"),
    ("assets seal", "", "Propose a seal (PNG)"),
    ("assets seal", "file", "The picture of the seal (PNG)"),
    ("assets seal", "name", "What it is called"),
    ("assets seal", "from", "The first day"),
    ("assets seal", "until", "The last day, where it is known"),
    ("assets issuer", "", "Propose an issuer"),
    ("assets issuer", "text", "As it is to be printed"),
    ("assets issuer", "from", "The first day"),
    ("assets issuer", "until", "The last day, where it is known"),
    ("assets layout", "", "Propose a layout for its kind of paper"),
    ("assets layout", "layout", "A layout, by name or file"),
    ("assets layout", "variant", "standard (default), large (print) or plain (Japanese)"),
    ("assets layout", "from", "The first day"),
    ("assets layout", "until", "The last day, where it is known"),
    ("assets look", "", "Write a specimen as PNG: as it is now, and as proposed"),
    ("assets look", "id", "The number of the proposal"),
    ("assets look", "out", "The folder"),
    ("assets approve", "", "Approve a proposal (another supervisor than whoever proposed it)"),
    ("assets approve", "id", "The number of the proposal"),
    ("assets withdraw", "", "Withdraw a proposal, or take an approval back"),
    ("assets withdraw", "id", "The number of the proposal"),
    ("assets withdraw", "reason", "Why (recorded)"),
];
