//! The counter's commands: the reader, and who stands there.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// カードリーダー
#[derive(Debug, Subcommand)]
pub enum CardCommand {
    /// つながっているリーダーの一覧
    Readers,
    /// 窓口で本人を確かめる: カードと暗証番号、カードと照合番号、または書類2点
    Check(Box<CheckArgs>),
    /// リーダーとカードの様子を調べる（暗証番号は使わない）
    Doctor,
}

/// 本人確認
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// 台帳
    pub ledger: PathBuf,
    /// 記号-番号-枝番、または管理コード
    pub member: String,
    /// どのリーダーを使うか（カードが1枚だけなら要らない）
    #[arg(long, value_name = "NAME", conflicts_with = "documents")]
    pub reader: Option<String>,
    /// 暗証番号（券面事項入力補助用）のファイル（なければ画面で聞く）
    #[arg(long, value_name = "FILE", conflicts_with_all = ["code", "code_file", "documents"])]
    pub pin_file: Option<PathBuf>,
    /// 暗証番号の代わりに、カードに印刷された照合番号を画面で聞く
    #[arg(long, conflicts_with = "documents")]
    pub code: bool,
    /// 照合番号のファイル（3行: 生年月日6桁、有効期限の西暦4桁、セキュリティコード4桁）
    #[arg(long, value_name = "FILE", conflicts_with = "documents")]
    pub code_file: Option<PathBuf>,
    /// 本人が申し出た個人番号のファイル（12桁。カードの番号と合うかだけを確かめる）
    #[arg(long, value_name = "FILE", conflicts_with = "documents")]
    pub number_file: Option<PathBuf>,
    /// 本物のカードかも確かめる: 利用者証明用の暗証番号を画面で聞く
    #[arg(long, conflicts_with = "documents")]
    pub proof: bool,
    /// 利用者証明用の暗証番号のファイル
    #[arg(long, value_name = "FILE", conflicts_with = "documents")]
    pub proof_file: Option<PathBuf>,
    /// 残り1回でも試すもの: pin, proof, number, code_b（本人が望むときだけ）
    #[arg(long, value_name = "WORD", conflicts_with = "documents")]
    pub insist: Option<String>,
    /// カードを読まず、見せていただいた書類を記録する（2点以上、コンマ区切り）
    #[arg(long, value_name = "WORDS", value_delimiter = ',')]
    pub documents: Vec<String>,
    /// カードや書類の写真と顔を見くらべた（照合番号と書類では、なければ受け付けない）
    #[arg(long, conflicts_with = "pin_file")]
    pub face: bool,
    /// 書類の氏名・生年月日が台帳と違った
    #[arg(long, requires = "documents")]
    pub differs: bool,
    /// 代理の方の続柄（spouse, parent, child, relative, guardian, employer, other）
    #[arg(long, value_name = "WORD", requires = "authority")]
    pub proxy: Option<String>,
    /// 代理権の確認（power_of_attorney, family_register, guardian_record, members_paper）
    #[arg(long, value_name = "WORD", requires = "proxy")]
    pub authority: Option<String>,
}

/// The English of this part of the grammar.
pub const ENGLISH: &[(&str, &str, &str)] = &[
    (
        "counter",
        "",
        "Who stands there: by a scanned code, a number or a management code; what they hold, what is due, what to say",
    ),
    ("counter", "ledger", "The ledger"),
    ("counter", "text", "The code of a paper, symbol-number-branch, or a management code"),
    ("counter", "on", "As of (default: today)"),
    ("counter", "known_at", "What the ledger knew then (UTC, 2026-04-01T00:00:00Z)"),
    ("card", "", "The card reader, and checks of who stands at the counter"),
    ("card readers", "", "The readers that are connected"),
    ("card doctor", "", "Look at readers and cards; no PIN is used"),
    ("card check", "", "Check who it is: by card and PIN, by card and printed code, or by two documents"),
    ("card check", "ledger", "The ledger"),
    ("card check", "member", "symbol-number-branch or a management code"),
    ("card check", "reader", "Which reader (not needed where one alone holds a card)"),
    ("card check", "pin_file", "A file with the PIN of the text application (else it is asked for)"),
    ("card check", "code", "Ask for the code that is printed on the card in place of a PIN"),
    (
        "card check",
        "code_file",
        "A file with that code: three lines, birth (6 digits), year of expiry (4), security code (4)",
    ),
    ("card check", "number_file", "A file with the My Number as stated: the card says whether it is its own"),
    ("card check", "proof", "Ask for the PIN of the e-certificate, and have the card prove that it is the real one"),
    ("card check", "proof_file", "A file with that PIN"),
    (
        "card check",
        "insist",
        "What is tried although one try is left: pin, proof, number, code_b (only when the member wishes it)",
    ),
    (
        "card check",
        "documents",
        "Read no card; record the documents that were seen (two at least, separated by commas)",
    ),
    (
        "card check",
        "face",
        "The photo on card or papers was compared with the face (asked with the printed code, and with papers)",
    ),
    ("card check", "differs", "Name or birth date on the documents are not the ledger's"),
    ("card check", "proxy", "Who came in the member's stead"),
    ("card check", "authority", "By what authority"),
];
