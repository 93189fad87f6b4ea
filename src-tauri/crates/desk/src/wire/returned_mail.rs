//! 返戻: what the desk answers.

use rules::calendar::Day;
use serde::Serialize;
use ts_rs::TS;

/// A paper that came back, or a member whose address is doubtful.
#[derive(Serialize, TS)]
pub struct MailBack {
    /// 記号-番号-枝番
    pub member: String,
    /// The management code.
    pub code: String,
    /// 氏名
    pub name: String,
    /// The paper that lies here; `None` when only the address is left to mend.
    pub paper: Option<String>,
    /// What it is.
    pub kind: Option<&'static str>,
    /// Since when it lies here.
    #[ts(type = "Day | null")]
    pub since: Option<Day>,
    /// Why it came back, in words.
    pub why: String,
    /// The address that nothing goes to until it is mended: `home` or `delivery`.
    #[ts(type = "\"home\" | \"delivery\" | null")]
    pub doubtful: Option<&'static str>,
    /// 郵送の保護
    pub shielded: bool,
    /// What is proposed next.
    pub next: MailProposal,
}

/// What is proposed next.
#[derive(Debug, Serialize, TS)]
pub struct MailProposal {
    /// A stable word.
    #[ts(type = "\"find_address\" | \"post_again\" | \"call\" | \"destroy\"")]
    pub code: &'static str,
    /// The same for the clerk.
    pub sentence: String,
}

/// An address was mended or confirmed.
#[derive(Serialize, TS)]
pub struct Mended {
    /// 記号-番号-枝番
    pub member: String,
    /// The management code.
    pub code: String,
    /// 氏名
    pub name: String,
    /// `home` or `delivery`.
    #[ts(type = "\"home\" | \"delivery\"")]
    pub kind: &'static str,
    /// The one on file is right after all.
    pub confirmed: bool,
    /// The address that mail goes to is still doubtful.
    pub doubtful: bool,
}
