//! What can go wrong with a ledger, named, so that a clerk can act on it and the command line can choose its exit code.

use std::path::{Path, PathBuf};

use rules::words::{Complaint, Said, Weight};

/// Why a ledger could not be opened, read or written. Nothing is half written on any of them.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No file of that name.
    #[error("{} does not exist", .0.display())]
    Missing(PathBuf),
    /// No file of that name, but its key file lies there.
    #[error("{} is gone; its key file is there", .0.display())]
    Gone(PathBuf),
    /// A new ledger was asked for where a file already is.
    #[error("{} already exists", .0.display())]
    AlreadyExists(PathBuf),
    /// A new ledger was asked for in a folder that is not there.
    #[error("the folder {} does not exist", .0.display())]
    NoFolder(PathBuf),
    /// A new ledger was to be locked with no passphrase at all.
    #[error("the passphrase for {} is empty", .0.display())]
    EmptyPassphrase(PathBuf),
    /// The key file has no slot for an operator of this code.
    #[error("{code} is no operator of {}", path.display())]
    NoSuchOperator {
        /// The ledger.
        path: PathBuf,
        /// The code.
        code: String,
    },
    /// No recovery code was ever typed back.
    #[error("{} has no recovery code", .0.display())]
    NoRecoveryCode(PathBuf),
    /// A recovery code that cannot be one.
    #[error("this is no recovery code")]
    RecoveryCodeMistyped,
    /// Another file lies where the ledger was when it was opened.
    #[error("another file lies in the place of {}", .0.display())]
    Replaced(PathBuf),
    /// The passphrase opens no slot of the key file.
    #[error("the passphrase does not open {}", .0.display())]
    WrongPassphrase(PathBuf),
    /// The file is something else.
    #[error("{} is not a ledger", .0.display())]
    NotALedger(PathBuf),
    /// The key-slot file that belongs beside the ledger is not there.
    #[error("the key file {} is missing", .0.display())]
    KeyFileMissing(PathBuf),
    /// The key-slot file cannot be read, or it belongs to another ledger.
    #[error("the key file {} is damaged", .0.display())]
    KeyFileDamaged(PathBuf),
    /// The pages of the file do not bear their seals, or the tables contradict each other.
    #[error("{} is damaged: {what}", path.display())]
    Damaged {
        /// The ledger.
        path: PathBuf,
        /// What was found.
        what: String,
    },
    /// Written by a newer version of the program.
    #[error("{} was written by a newer version ({found}, this program knows {known})", path.display())]
    Newer {
        /// The ledger.
        path: PathBuf,
        /// The version of its tables.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// On a network drive, where locks cannot be trusted.
    #[error("{} lies on a network drive", .0.display())]
    NetworkDrive(PathBuf),
    /// Others can read or change the file: its mode, its owner, a link.
    #[error("{} is not private: {en}", path.display())]
    NotPrivate {
        /// The file.
        path: PathBuf,
        /// What makes it so, in Japanese.
        ja: &'static str,
        /// What makes it so, in English.
        en: &'static str,
    },
    /// The file, or the place where it lies, cannot be written.
    #[error("{} cannot be written", .0.display())]
    ReadOnly(PathBuf),
    /// The ledger can only be read where it lies, and holds what can only be read once it has been written back.
    #[error("{} must be written back before it can be read", .0.display())]
    Unfinished(PathBuf),
    /// No space left.
    #[error("no space is left for {}", .0.display())]
    DiskFull(PathBuf),
    /// Somebody else has been writing for longer than the ledger waits (30 seconds).
    #[error("{} is busy", .0.display())]
    Busy(PathBuf),
    /// The ledger itself refused the entry: a reference to nothing, an unknown word, an edit of what is written.
    #[error("the ledger refused the entry: {0}")]
    Refused(String),
    /// The machine failed to read or write.
    #[error("{} cannot be read or written: {what}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        what: String,
    },
}

/// A result of the ledger.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// Is this a ledger that cannot be opened (exit code 3), rather than an entry that failed?
    #[must_use]
    pub fn cannot_open(&self) -> bool {
        !matches!(
            self,
            Error::AlreadyExists(_)
                | Error::RecoveryCodeMistyped
                | Error::Refused(_)
                | Error::DiskFull(_)
                | Error::Busy(_)
                | Error::Io { .. }
        )
    }

    /// The sentence and the hint for a clerk, with the path as the place.
    #[must_use]
    pub fn complaint(&self) -> Complaint {
        let (place, code, sentence, hint) = self.said();
        Complaint { place, code, weight: Weight::Refusal, sentence, hint }
    }

    fn said(&self) -> (String, &'static str, Said, Said) {
        let at = |path: &Path| path.display().to_string();
        match self {
            Error::Missing(path) => (
                at(path),
                "ledger_missing",
                Said::new("この台帳はありません。", "There is no such ledger."),
                Said::new("ファイル名と場所を確かめてください。", "Check the name and the folder."),
            ),
            Error::Gone(path) => (
                at(path),
                "ledger_gone",
                Said::new(
                    "台帳のファイルがありません。鍵ファイル(….keys)は残っています。",
                    "The ledger's file is not there; its key file (….keys) is.",
                ),
                Said::new(
                    "控えから戻す途中で止まったときは、もう一度、直近の控えから戻してください。壊れた台帳は、同じフォルダーに ….damaged-日時 の名前で残っています。",
                    "If putting a backup back was interrupted, do it again. The damaged ledger lies in the same folder as ….damaged-TIME.",
                ),
            ),
            Error::AlreadyExists(path) => (
                at(path),
                "ledger_exists",
                Said::new("この名前のファイルがすでにあります。", "A file of this name already exists."),
                Said::new(
                    "別の名前を選んでください。既存の台帳と鍵ファイルには何も書きません。",
                    "Choose another name. Nothing is written to an existing ledger or key file.",
                ),
            ),
            Error::NoFolder(path) => (
                at(path),
                "folder_missing",
                Said::new("台帳を置くフォルダーがありません。", "The folder for the ledger does not exist."),
                Said::new("フォルダーを作ってから、もう一度行ってください。", "Make the folder, then try again."),
            ),
            Error::EmptyPassphrase(path) => (
                at(path),
                "passphrase_empty",
                Said::new("パスフレーズが空です。", "The passphrase is empty."),
                Said::new(
                    "12文字以上、または4語以上のパスフレーズを決めてください。",
                    "Choose a passphrase of at least 12 characters or four words.",
                ),
            ),
            Error::NoSuchOperator { path, code } => (
                at(path),
                "operator_unknown",
                Said::new(
                    format!("担当者 {code} は、この台帳にいません。"),
                    format!("{code} is no operator of this ledger."),
                ),
                Said::new(
                    "担当者コードを確かめてください。担当者は管理者が登録します。",
                    "Check the operator's code. An admin adds operators.",
                ),
            ),
            Error::NoRecoveryCode(path) => (
                at(path),
                "no_recovery_code",
                Said::new("この台帳には、有効な復旧コードがありません。", "This ledger has no valid recovery code."),
                Said::new(
                    "復旧コードは、一度打ち返して確かめたときから有効です。ほかの管理者にパスフレーズの再設定を頼んでください。",
                    "A code is valid once it was typed back. Ask another admin for a new password.",
                ),
            ),
            Error::RecoveryCodeMistyped => (
                String::new(),
                "recovery_code_mistyped",
                Said::new("復旧コードに打ち間違いがあります。", "The recovery code is mistyped."),
                Said::new(
                    "4文字ずつ9組を、印刷のとおりに入れてください。何も変わっていません。",
                    "Enter the nine groups of four as printed. Nothing was changed.",
                ),
            ),
            Error::Replaced(path) => (
                at(path),
                "ledger_replaced",
                Said::new(
                    "開いたあとに、台帳が別のファイルに入れ替わりました。何も書かれていません。",
                    "The ledger was replaced by another file after it was opened. Nothing was written.",
                ),
                Said::new("台帳を開き直してください。", "Open the ledger again."),
            ),
            Error::WrongPassphrase(path) => (
                at(path),
                "wrong_passphrase",
                Said::new("パスフレーズが違います。", "The passphrase is wrong."),
                Said::new(
                    "大文字・小文字と入力方式を確かめ、もう一度入れてください。",
                    "Check capitals and the input method, and enter it again.",
                ),
            ),
            Error::NotALedger(path) => (
                at(path),
                "not_a_ledger",
                Said::new("このファイルは資格台帳ではありません。", "This file is not a ledger."),
                Said::new(
                    "台帳のファイル(….daicho)を選んでください。事業所のファイルは、台帳を開いてから取り込みます。",
                    "Choose the ledger's own file (….daicho). An employer's file is imported into an open ledger.",
                ),
            ),
            Error::KeyFileMissing(path) => (
                at(path),
                "key_file_missing",
                Said::new("台帳の鍵ファイルがありません。", "The ledger's key file is missing."),
                Said::new(
                    "鍵ファイル(….keys)を台帳と同じフォルダーに戻してください。控えにも同じものが入っています。",
                    "Put the key file (….keys) back beside the ledger. Each backup holds a copy of it.",
                ),
            ),
            Error::KeyFileDamaged(path) => (
                at(path),
                "key_file_damaged",
                Said::new(
                    "鍵ファイルが壊れているか、別の台帳のものです。",
                    "The key file is damaged or belongs to another ledger.",
                ),
                Said::new(
                    "控えにある鍵ファイルに置き換えてください。",
                    "Replace it with the copy that lies in a backup.",
                ),
            ),
            // The key does not fit the file: either of the two may be the wrong one.
            Error::Damaged { path, what } if what == "file is not a database" => (
                at(path),
                "ledger_damaged",
                Said::new(
                    "台帳の初めが壊れているか、隣の鍵ファイル（….keys）が別の台帳のものです。",
                    "The beginning of the ledger is damaged, or the key file beside it (….keys) is another ledger's.",
                ),
                Said::new(
                    "この台帳の鍵ファイルかを先に確かめてください。違わなければ、このファイルは消さずに、直近の控えから戻してください。壊れたファイルは別の名前で残ります。",
                    "See first that the key file is this ledger's. If it is, do not delete the ledger: put the last good backup back. The damaged file is kept under another name.",
                ),
            ),
            Error::Damaged { path, what } => (
                at(path),
                "ledger_damaged",
                Said::new(
                    match page_of(what) {
                        Some(page) => format!("台帳が壊れています（{page}ページ目）。"),
                        None => "台帳が壊れています。".to_owned(),
                    },
                    format!("The ledger is damaged ({what})."),
                ),
                Said::new(
                    "このファイルは消さずに、直近の控えから戻してください。壊れたファイルは別の名前で残ります。",
                    "Do not delete this file: put the last good backup back. The damaged file is kept under another name.",
                ),
            ),
            Error::Newer { path, found, known } => (
                at(path),
                "ledger_newer",
                Said::new(
                    format!("この台帳は新しい版のプログラムで書かれています(台帳 {found}、このプログラム {known})。"),
                    format!("This ledger was written by a newer program (ledger {found}, this program {known})."),
                ),
                Said::new("プログラムを更新してから開いてください。", "Update the program, then open it again."),
            ),
            Error::NetworkDrive(path) => (
                at(path),
                "network_drive",
                Said::new("台帳がネットワークドライブにあります。", "The ledger lies on a network drive."),
                Said::new(
                    "この機械の内蔵ディスクに移してください。ネットワーク越しの施錠は信頼できず、台帳が壊れます。",
                    "Move it to a disk of this machine. Locks over a network cannot be trusted, and the ledger would break.",
                ),
            ),
            Error::NotPrivate { path, ja, en } => (
                at(path),
                "not_private",
                Said::new(
                    format!("ほかの利用者が触れられるファイルです（{ja}）。"),
                    format!("Others could read or change this file ({en})."),
                ),
                Said::new(
                    "所有者を自分にし、リンクではない実ファイルを、自分だけが読み書きできる状態(chmod 600)にしてください。",
                    "Make it a plain file of your own that only you can read and write (chmod 600).",
                ),
            ),
            Error::ReadOnly(path) => (
                at(path),
                "read_only",
                Said::new("台帳に書き込めません(読み取り専用)。", "The ledger cannot be written (read-only)."),
                Said::new(
                    "ファイルとフォルダーの書き込みの許可、ディスクの状態を確かめてください。",
                    "Check that file, folder and disk may be written.",
                ),
            ),
            Error::Unfinished(path) => (
                at(path),
                "read_only_unfinished",
                Said::new(
                    "読み取り専用の場所にあり、書き戻していない記録が残っているため、このままでは開けません。",
                    "It lies where it can only be read, and holds records that must be written back first.",
                ),
                Said::new(
                    "台帳のファイル（…-wal と .keys も一緒に）を書き込めるディスクに移してから開いてください。",
                    "Move the ledger's files (…-wal and .keys too) to a disk that can be written, and open it there.",
                ),
            ),
            Error::DiskFull(path) => (
                at(path),
                "disk_full",
                Said::new(
                    "ディスクに空きがありません。何も書かれていません。",
                    "The disk is full. Nothing was written.",
                ),
                Said::new("空きを作ってから、もう一度行ってください。", "Make room, then try again."),
            ),
            Error::Busy(path) => (
                at(path),
                "ledger_busy",
                Said::new(
                    "ほかのプログラムが台帳に書き込んでいます。何も書かれていません。",
                    "Another program is writing to the ledger. Nothing was written.",
                ),
                Said::new("しばらく待って、もう一度行ってください。", "Wait a little, then try again."),
            ),
            Error::Refused(what) => (
                String::new(),
                "refused",
                Said::new(
                    format!("台帳がこの記入を受け付けませんでした({what})。"),
                    format!("The ledger refused the entry ({what})."),
                ),
                Said::new(
                    "何も書かれていません。対象の番号と日付を確かめてください。",
                    "Nothing was written. Check what the entry refers to, and its days.",
                ),
            ),
            Error::Io { path, what } => (
                at(path),
                "ledger_io",
                Said::new(
                    format!("台帳を読み書きできません({what})。"),
                    format!("The ledger cannot be read or written ({what})."),
                ),
                Said::new(
                    "ディスクとフォルダーを確かめ、台帳を開き直してください。",
                    "Check the disk and the folder, then open the ledger again.",
                ),
            ),
        }
    }
}

/// The page of the file that the engine speaks of.
fn page_of(what: &str) -> Option<u64> {
    let (_, after) = what.split_once("page ")?;
    after.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}
