//! 郵送の保護: what the desk answers.

use rules::calendar::Day;
use serde::Serialize;
use ts_rs::TS;

/// A member's mail is shielded from now on, or no longer.
#[derive(Serialize, TS)]
pub struct Shielded {
    /// 記号-番号-枝番
    pub member: String,
    /// The management code.
    pub code: String,
    /// 氏名
    pub name: String,
    /// Is it?
    pub shielded: bool,
    /// Is an own address of delivery on file?
    pub delivery: bool,
    /// What that means for the clerk.
    pub sentence: String,
    /// What is frozen, has not left the house and would give the member away.
    pub under_way: Vec<PaperUnderWay>,
}

/// A paper that must not go out as it is.
#[derive(Debug, Serialize, TS)]
pub struct PaperUnderWay {
    /// Its management code.
    pub paper: String,
    /// The batch in which it was frozen.
    pub batch: String,
    /// Where it is.
    pub state: &'static str,
    /// What to do with it.
    pub sentence: String,
}

/// An address.
#[derive(Serialize, TS)]
pub struct PostalAddress {
    /// 郵便番号
    pub postcode: String,
    /// 住所
    pub address: String,
}

/// The addresses of a shielded member, shown for a reason.
#[derive(Serialize, TS)]
pub struct AddressShown {
    /// 記号-番号-枝番
    pub member: String,
    /// The management code.
    pub code: String,
    /// 住所
    pub home: Option<PostalAddress>,
    /// 送付先
    pub delivery: Option<PostalAddress>,
}

/// Who may look at the member's own data (自己情報の閲覧), as it is from a day on.
#[derive(Debug, Serialize, TS)]
pub struct AccessChanged {
    /// 記号-番号-枝番
    pub member: String,
    /// The management code.
    pub code: String,
    /// The day from which it is true.
    #[ts(type = "Day")]
    pub on: Day,
    /// `open` or `blocked`, before.
    pub before: &'static str,
    /// The same, after; as before when nothing had to be written.
    pub after: &'static str,
}
