//! The grammar of letters that were sent: made again, and laid beside each other.

use std::path::PathBuf;

use clap::Subcommand;

/// 送った書類
#[derive(Debug, Subcommand)]
pub enum LettersCommand {
    /// 送った書類を作り直す: 印刷したときと1バイトも違わないことを確かめる。違うときは、足りないものを示す
    Rebuild {
        /// 台帳
        ledger: PathBuf,
        /// 書類の管理番号、または束の番号
        code: String,
        /// 作り直した PDF を書き出すフォルダー（なければ、確かめるだけ）
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// 送った書類を、同じ方の前の書類と並べ、変わったところを示す
    Beside {
        /// 台帳
        ledger: PathBuf,
        /// 書類の管理番号
        code: String,
        /// 並べる書類の管理番号（既定は、同じ種類のひとつ前の書類）
        #[arg(long = "with", value_name = "CODE")]
        other: Option<String>,
    },
}

/// Help in English, as the grammar's own.
pub const ENGLISH: &[(&str, &str, &str)] = &[
    ("rebuild", "", "Make letters again: the same bytes as were printed, or the parts that are missing"),
    ("rebuild", "ledger", "The ledger"),
    ("rebuild", "code", "The code of a paper, or of a batch"),
    ("rebuild", "out", "The folder for the PDF (without it they are compared only)"),
    ("beside", "", "A letter beside the member's last one: what has changed"),
    ("beside", "ledger", "The ledger"),
    ("beside", "code", "The paper's code"),
    ("beside", "other", "The code of the letter beside it (default: the one of its kind before it)"),
];
