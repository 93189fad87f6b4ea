//! Complaints about whole files: what is wrong with this file, and what its sender can do about it.

use rules::words::{Complaint, Said, Weight};

/// A complaint in both languages.
pub(crate) fn complaint(
    place: impl Into<String>,
    code: &'static str,
    weight: Weight,
    (ja, en): (impl Into<String>, impl Into<String>),
    (hint_ja, hint_en): (impl Into<String>, impl Into<String>),
) -> Complaint {
    Complaint { place: place.into(), code, weight, sentence: Said::new(ja, en), hint: Said::new(hint_ja, hint_en) }
}

pub(crate) fn refusal(
    code: &'static str,
    sentence: (impl Into<String>, impl Into<String>),
    hint: (impl Into<String>, impl Into<String>),
) -> Complaint {
    complaint("", code, Weight::Refusal, sentence, hint)
}

pub(crate) fn empty() -> Complaint {
    refusal(
        "empty_file",
        ("ファイルに何も書かれていません。", "The file is empty."),
        ("送り間違いでないか、送り主に確かめてください。", "Ask the sender whether it is the right file."),
    )
}

/// A file of so many bytes, where `limit` is the most.
pub(crate) fn too_large_file(bytes: u64, limit: u64) -> Complaint {
    const MB: u64 = 1024 * 1024;
    let limit = limit / MB;
    refusal(
        "file_too_large",
        (
            format!("ファイルが大きすぎます（{} MB）。上限は{limit} MBです。", bytes.div_ceil(MB)),
            format!("The file is too large ({} MB); the limit is {limit} MB.", bytes.div_ceil(MB)),
        ),
        (
            "画像や不要なシートを除くか、ファイルを分けてください。",
            "Take out pictures and needless sheets, or split the file.",
        ),
    )
}

pub(crate) fn too_large(ja: &str, en: &str) -> Complaint {
    refusal(
        "too_large",
        (ja, en),
        (
            "新しいブックに必要な行だけを貼り付けて、保存し直してください。",
            "Copy only the needed rows into a new book and save it again.",
        ),
    )
}

pub(crate) fn damaged(en_detail: &str) -> Complaint {
    refusal(
        "damaged_file",
        ("ファイルが壊れているか、途中で切れています。", format!("The file is damaged or cut off ({en_detail}).")),
        (
            "Excelで開けるか確かめ、.xlsx で保存し直したものを送ってもらってください。",
            "See whether Excel opens it, and ask for a copy saved again as .xlsx.",
        ),
    )
}

pub(crate) fn password() -> Complaint {
    refusal(
        "password_protected",
        ("パスワードで保護されたファイルです。", "The file is protected by a password."),
        (
            "別便で届いたパスワードを入れてください。分からなければ送り主に聞いてください。",
            "Give the password that came separately; if there is none, ask the sender.",
        ),
    )
}

pub(crate) fn wrong_password() -> Complaint {
    refusal(
        "password_wrong",
        ("パスワードが違います。", "The password is wrong."),
        (
            "大文字と小文字、全角と半角、前後の空白を確かめ、分からなければ送り主に聞いてください。",
            "Check upper and lower case, wide and narrow signs and blanks; if in doubt ask the sender.",
        ),
    )
}

/// The password fits, but what it opens is not what was locked.
pub(crate) fn tampered() -> Complaint {
    refusal(
        "file_tampered",
        (
            "パスワードは合っていますが、保護されたあとで中身が変わったか、壊れています。",
            "The password is right, but the contents were changed or damaged after they were locked.",
        ),
        ("取り込まずに、送り直してもらってください。", "Do not use it; ask for the file again."),
    )
}

/// What to ask for instead of a file that no password opens here.
pub(crate) const RESAVE: (&str, &str) = (
    "Excelでパスワードを外すか、.xlsx で保存し直したものを送ってもらってください。",
    "Ask for a copy without the password, or saved again as .xlsx.",
);

/// Locked in a way that this program does not open: a password would not help.
pub(crate) fn locked_otherwise(sentence: (&str, &str), hint: (&str, &str)) -> Complaint {
    refusal("locked_otherwise", sentence, hint)
}

pub(crate) fn unknown_lock() -> Complaint {
    locked_otherwise(
        (
            "この保護の方法（古い暗号・証明書・権限管理）は開けません。",
            "It is locked in a way that cannot be opened here (old cipher, certificate or rights management).",
        ),
        RESAVE,
    )
}

/// Books of the old kind are not read on this machine.
pub(crate) fn old_books_unread() -> Complaint {
    refusal(
        "old_books_unread",
        (
            "古い形式（.xls）のブックです。この機械では、.xls を読まない設定になっています。",
            "This is an old book (.xls), and this machine is set not to read those.",
        ),
        (
            "Excelで開き、.xlsx で保存し直して取り込んでください。送り主に .xlsx で送ってもらってもかまいません。",
            "Open it in Excel and save it again as .xlsx, or ask the sender for an .xlsx.",
        ),
    )
}

pub(crate) fn other_kind(ja: &str, en: &str) -> Complaint {
    refusal(
        "other_kind_of_file",
        (format!("{ja}です。表計算のファイルではありません。"), format!("This is {en}, not a spreadsheet.")),
        (
            "Excelで開けるものは .xlsx で保存し直し、そうでなければ表のファイルを送ってもらってください。",
            "If Excel opens it, save it as .xlsx; else ask for the spreadsheet itself.",
        ),
    )
}
