//! The grammar of returns: what is outstanding, reminders, what was destroyed, and the letters of refused applications.

use std::path::PathBuf;

use clap::Subcommand;

/// 返納・督促・廃棄・不交付
#[derive(Debug, Subcommand)]
pub enum ReturnsCommand {
    /// 未回収の書類: だれが、いつまでに、なぜ返すか（--used で資格喪失後も手元にある書類）
    Owed {
        /// 台帳
        ledger: PathBuf,
        /// ひとつの事業所だけ
        #[arg(long, value_name = "CODE", conflicts_with = "used")]
        employer: Option<String>,
        /// いつの時点か（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// 資格喪失後も手元にある書類と、医療機関から連絡のあった使用
        #[arg(long)]
        used: bool,
    },
    /// 督促: 事業所ごとに（事業所のない方は自宅へ）1通の書面をつくり、記録する
    Remind {
        /// 台帳
        ledger: PathBuf,
        /// 書面の日付（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// 書面（PDF）を書き出すフォルダー
        #[arg(long, value_name = "DIR", required_unless_present_any = ["dry_run", "list"])]
        out: Option<PathBuf>,
        /// ひとつの事業所だけ
        #[arg(long, value_name = "CODE")]
        employer: Option<String>,
        /// 対象を示すだけで、記録も印刷もしない
        #[arg(long)]
        dry_run: bool,
        /// 記録済みの督促を、もう一度同じ内容で印刷する（番号）
        #[arg(long, value_name = "NUMBER", conflicts_with_all = ["dry_run", "on", "employer"])]
        again: Option<i64>,
        /// 記録済みの督促の一覧
        #[arg(long, conflicts_with_all = ["dry_run", "again", "out"])]
        list: bool,
    },
    /// 資格喪失後の使用: 医療機関からの連絡を記録する
    Used {
        /// 台帳
        ledger: PathBuf,
        /// 記号-番号-枝番、または管理コード
        member: String,
        /// 受診した日
        #[arg(long, value_name = "DATE")]
        on: String,
        /// 医療機関と連絡の内容
        #[arg(long, value_name = "WORDS")]
        note: String,
    },
    /// 死亡の届出を記録する（書類は、埋葬料などを請求する方が返す）
    Died {
        /// 台帳
        ledger: PathBuf,
        /// 記号-番号-枝番、または管理コード
        member: String,
        /// 死亡の日（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// 記録は誤りだった
        #[arg(long, conflicts_with = "on")]
        mistake: bool,
    },
    /// 従来の健康保険証がどうなったかを記録する
    OldCard {
        /// 台帳
        ledger: PathBuf,
        /// 記号-番号-枝番、または管理コード
        member: String,
        /// in_hand（手元にある）, returned（返納）, loss_reported（滅失届）, not_collectable（回収不能届）, self_disposed（自己廃棄）
        what: String,
        /// いつ（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// 控え
        #[arg(long, value_name = "WORDS")]
        note: Option<String>,
        /// in_hand で、券面の有効期限（既定は2025年12月1日）
        #[arg(long, value_name = "DATE")]
        until: Option<String>,
    },
    /// 廃棄記録: いつ、何枚を、どのように、だれの立会いで廃棄したか
    Destroyed {
        /// 台帳
        ledger: PathBuf,
        /// 期間の始まり（既定は1年前）
        #[arg(long, value_name = "DATE")]
        from: Option<String>,
        /// 期間の終わり（既定は今日）
        #[arg(long, value_name = "DATE")]
        to: Option<String>,
        /// 用紙（PDF）を書き出すフォルダー
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// 申請の一覧。--out で、お断りした申請の書面（不交付のお知らせ）を印刷する
    Refusal {
        /// 台帳
        ledger: PathBuf,
        /// 記号-番号-枝番、または管理コード
        #[arg(long, value_name = "MEMBER")]
        member: String,
        /// 申請の番号（既定は、最後にお断りした申請）
        #[arg(long, value_name = "NUMBER", requires = "out")]
        application: Option<i64>,
        /// 書面の日付（既定は今日。前に印刷したときは、その日付のまま）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// 書面（PDF）を書き出すフォルダー
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
}

/// Help in English, as the grammar's own.
pub const ENGLISH: &[(&str, &str, &str)] = &[
    (
        "owed",
        "",
        "What is outstanding: who returns which paper by when, and why (--used: outside after the end of cover)",
    ),
    ("owed", "ledger", "The ledger"),
    ("owed", "employer", "Of one employer only"),
    ("owed", "on", "The day asked about (default: today)"),
    ("owed", "used", "Papers outside after the end of cover, and uses that clinics reported"),
    ("remind", "", "Remind: one letter to each employer (or home), recorded"),
    ("remind", "ledger", "The ledger"),
    ("remind", "on", "The day the letters bear (default: today)"),
    ("remind", "out", "The folder for the letters (PDF)"),
    ("remind", "employer", "To one employer only"),
    ("remind", "dry_run", "Only show whom, record and print nothing"),
    ("remind", "again", "Print a recorded reminder once more (its number)"),
    ("remind", "list", "List the reminders on record"),
    ("used", "", "Record a use after the end of cover that a clinic reported"),
    ("used", "ledger", "The ledger"),
    ("used", "member", "symbol-number-branch or a management code"),
    ("used", "on", "The day of the visit"),
    ("used", "note", "The clinic, and what it said"),
    ("died", "", "Record a death: whoever claims the funeral benefit brings the papers"),
    ("died", "ledger", "The ledger"),
    ("died", "member", "symbol-number-branch or a management code"),
    ("died", "on", "The day (default: today)"),
    ("died", "mistake", "It was a mistake"),
    ("old-card", "", "Record what became of an old card"),
    ("old-card", "ledger", "The ledger"),
    ("old-card", "member", "symbol-number-branch or a management code"),
    ("old-card", "what", "in_hand, returned, loss_reported, not_collectable or self_disposed"),
    ("old-card", "on", "When (default: today)"),
    ("old-card", "note", "A note"),
    ("old-card", "until", "With in_hand: the date printed on it"),
    ("destroyed", "", "What was destroyed: when, how many, how, before whom"),
    ("destroyed", "ledger", "The ledger"),
    ("destroyed", "from", "The first day (default: a year ago)"),
    ("destroyed", "to", "The last day (default: today)"),
    ("destroyed", "out", "The folder for the sheet (PDF)"),
    ("refusal", "", "A member's applications; with --out the letter of a refused one"),
    ("refusal", "ledger", "The ledger"),
    ("refusal", "member", "symbol-number-branch or a management code"),
    ("refusal", "application", "The application's number (default: the last refused)"),
    ("refusal", "on", "The day the letter bears (default: today; printed again it keeps its day)"),
    ("refusal", "out", "The folder for the letter (PDF)"),
];
