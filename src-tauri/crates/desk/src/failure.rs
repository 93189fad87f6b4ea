//! Work that ended without its result: what class of end it was, and everything there is to say about it.

use rules::words::{Complaint, Said, Weight};

/// The class of an end; the command line turns it into its exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Wrong usage (2).
    Usage,
    /// The ledger could not be opened (3).
    CannotOpen,
    /// It is not opened before so many seconds have passed (3).
    MustWait(u64),
    /// The work ended with refusals, all listed (1).
    Refused,
    /// Anything else (4).
    Other,
}

/// The code of what stands although something after it failed.
const STANDS: &str = "stands";

/// Why there is no result. Nothing was half written.
#[derive(Debug)]
pub struct Failure {
    /// The class.
    pub ending: Ending,
    /// All complaints, at least one.
    pub complaints: Vec<Complaint>,
}

impl Failure {
    /// A line in the log for each complaint: its code alone, since places and sentences name files and people.
    pub fn log(&self) {
        for complaint in &self.complaints {
            tracing::warn!(code = complaint.code, "refused");
        }
    }

    /// What was asked for was done and is on record; only what follows it failed. Says so, and what can be done again.
    pub(crate) fn after(mut self, ja: (&str, &str), en: (&str, &str)) -> Failure {
        self.complaints.push(Complaint {
            place: String::new(),
            code: STANDS,
            weight: Weight::Note,
            sentence: Said::new(ja.0, en.0),
            hint: Said::new(ja.1, en.1),
        });
        self
    }

    /// The operator is out, and the key was to be exchanged too.
    #[must_use]
    pub fn removed(self) -> Failure {
        self.after(
            (
                "担当者は外してあります。台帳の鍵は、まだ新しくしていません。",
                "ほかの窓を閉じてから、鍵を新しくしてください。",
            ),
            (
                "The operator is out; the ledger's key is not exchanged yet.",
                "Close the other windows, and exchange the key.",
            ),
        )
    }

    /// Was what was asked for done all the same?
    #[must_use]
    pub fn stands(&self) -> bool {
        self.complaints.iter().any(|complaint| complaint.code == STANDS)
    }

    /// What was asked for cannot be right; sentence and hint as Japanese and English.
    pub(crate) fn wrong(place: &str, code: &'static str, sentence: (&str, &str), hint: (&str, &str)) -> Failure {
        Failure::usage(Complaint::refusal(place, code, sentence, hint))
    }

    pub(crate) fn other(complaint: Complaint) -> Failure {
        Failure { ending: Ending::Other, complaints: vec![complaint] }
    }

    pub(crate) fn others(complaints: Vec<Complaint>) -> Failure {
        Failure { ending: Ending::Other, complaints }
    }

    pub(crate) fn refused(complaints: Vec<Complaint>) -> Failure {
        Failure { ending: Ending::Refused, complaints }
    }

    /// Why a copy cannot be used: when it is damaged, the ledger is not.
    pub(crate) fn of_copy(error: ledger::Error) -> Failure {
        let mut failure = Failure::from(error);
        for complaint in &mut failure.complaints {
            if complaint.code == "folder_missing" {
                complaint.sentence =
                    Said::new("控えを置くフォルダーがありません。", "The folder for copies is not there.");
            }
            if complaint.code == "ledger_damaged" {
                complaint.code = "copy_damaged";
                complaint.sentence = Said::new("この控えは壊れています。", "This copy is damaged.");
                complaint.hint = Said::new(
                    "台帳はそのままです。ほかの控えを選び、この控えは消さずに残してください。",
                    "The ledger is as it was. Choose another copy, and leave this one where it is.",
                );
            }
        }
        failure
    }

    /// Was it the passphrase, or the name?
    pub(crate) fn is_wrong_guess(&self) -> bool {
        self.complaints.iter().any(|complaint| matches!(complaint.code, "wrong_passphrase" | "operator_unknown"))
    }

    /// Is it only that nothing can be written where the ledger lies?
    pub(crate) fn is_read_only(&self) -> bool {
        self.complaints.iter().any(|complaint| complaint.code == "read_only")
    }

    pub(crate) fn usage(complaint: Complaint) -> Failure {
        Failure { ending: Ending::Usage, complaints: vec![complaint] }
    }

    /// A file or folder that could not be read or written, said in words.
    pub fn file(path: &std::path::Path, error: &std::io::Error) -> Failure {
        use std::io::ErrorKind as Kind;
        let (code, ja, en, hint_ja, hint_en) = match error.kind() {
            Kind::NotFound => (
                "not_found",
                "ファイルまたはフォルダーが見つかりません。",
                "There is no such file or folder.",
                "名前と場所を確かめてください。",
                "Check the name and the place.",
            ),
            Kind::PermissionDenied | Kind::ReadOnlyFilesystem => (
                "not_permitted",
                "ファイルまたはフォルダーを読み書きする権限がありません。",
                "Reading or writing here is not permitted.",
                "権限を確かめるか、別の場所を指定してください。",
                "Check the permissions or choose another place.",
            ),
            Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => (
                "disk_full",
                "ディスクの空きがありません。書きかけのファイルは残していません。",
                "The disk is full. No half-written file was left.",
                "空きを作ってから、もう一度実行してください。",
                "Free some space and run it again.",
            ),
            Kind::AlreadyExists => (
                "already_exists",
                "同じ名前のファイルがすでにあります。",
                "A file of this name already exists.",
                "別の名前を指定してください。",
                "Choose another name.",
            ),
            Kind::NotADirectory => (
                "not_a_folder",
                "フォルダーではありません。",
                "This is not a folder.",
                "フォルダーを指定してください。",
                "Give a folder.",
            ),
            Kind::IsADirectory => (
                "is_a_folder",
                "ファイルではなくフォルダーです。",
                "This is a folder, not a file.",
                "ファイルを指定してください。",
                "Give a file.",
            ),
            _ => (
                "io",
                "ファイルの読み書きに失敗しました。",
                "Reading or writing a file failed.",
                "場所とディスクの状態を確かめて、もう一度実行してください。",
                "Check the place and the disk, and try again.",
            ),
        };
        Failure::other(Complaint {
            place: path.display().to_string(),
            code,
            weight: Weight::Refusal,
            sentence: Said::new(ja, en),
            hint: Said::new(hint_ja, hint_en),
        })
    }
}

impl From<ledger::Error> for Failure {
    fn from(error: ledger::Error) -> Failure {
        let ending = if error.cannot_open() { Ending::CannotOpen } else { Ending::Other };
        Failure { ending, complaints: vec![error.complaint()] }
    }
}
