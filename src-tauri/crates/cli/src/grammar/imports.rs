//! The grammar of imports on record and of rows that wait.

use clap::Subcommand;

/// 取込みの取消し
#[derive(Debug, Subcommand)]
pub enum ImportsCommand {
    /// 取込みをまるごと取り消す（反対の記録を加える。外に出た書類は一覧にする）
    Undo {
        /// 取込番号
        import: i64,
        /// 取り消す理由
        #[arg(long, value_name = "WORDS")]
        reason: Option<String>,
        /// 何が起きるかと、外に出たものを示すだけ
        #[arg(long)]
        dry_run: bool,
    },
}

/// 待っている行
#[derive(Debug, Subcommand)]
pub enum QuarantineCommand {
    /// いまの台帳と見比べた一覧
    List {
        /// ひとつの取込みだけ
        #[arg(long, value_name = "ID")]
        import: Option<i64>,
    },
    /// ひとつの行の内容と理由
    Show {
        /// 行の番号
        row: i64,
    },
    /// いま取り込める行を取り込む
    Retry {
        /// 行の番号（既定は、取り込めるものすべて）
        rows: Vec<i64>,
        /// 台帳と違っていても、この行が正しいと確かめた行（繰返し可）
        #[arg(long, value_name = "ROW")]
        sure: Vec<i64>,
        /// 台帳の似た方とは別の方だと確かめた行（繰返し可）
        #[arg(long, value_name = "ROW")]
        other_person: Vec<i64>,
        /// どの行が入るかを示すだけ
        #[arg(long)]
        dry_run: bool,
    },
    /// 取り込まない行を除く
    Drop {
        /// 行の番号
        #[arg(required = true)]
        rows: Vec<i64>,
        /// 除く理由
        #[arg(long, value_name = "WORDS")]
        reason: String,
    },
}
