//! The last-four check: campaigns, answers, cases. No digits in any of it.

use rules::calendar::Day;
use serde::Serialize;
use ts_rs::TS;

/// How many checks stand in one state.
#[derive(Debug, Serialize, TS)]
pub struct CheckCount {
    /// `not_sent`, `sent`, `agrees`, `differs`, `no_answer`, `returned_undelivered`, `case_open`, `corrected`,
    /// `second_letter_sent`, `closed`.
    pub state: &'static str,
    /// The same in words.
    pub said: String,
    /// How many.
    pub count: usize,
}

/// How far the last-four checks are.
#[derive(Debug, Serialize, TS)]
pub struct CheckStatus {
    /// The day asked about.
    #[ts(type = "Day")]
    pub on: Day,
    /// Everyone insured on the day, and whoever else has an open case.
    pub members: usize,
    /// By state.
    pub counts: Vec<CheckCount>,
    /// How many letters are past their day without an answer, and not recorded so yet.
    pub overdue: usize,
    /// Every campaign, the latest first; second letters are not among them.
    pub campaigns: Vec<CheckCampaign>,
    /// By employer; without one last.
    pub employers: Vec<CheckEmployer>,
}

/// A campaign: a batch of letters.
#[derive(Debug, Serialize, TS)]
pub struct CheckCampaign {
    /// The batch.
    pub batch: String,
    /// 交付年月日 of its letters.
    #[ts(type = "Day")]
    pub on: Day,
    /// 回答期限
    #[ts(type = "Day")]
    pub until: Day,
    /// How many letters.
    pub letters: usize,
    /// By state, of those whose last letter it is; states of nobody are left out.
    pub counts: Vec<CheckCount>,
}

/// The checks of one employer's people.
#[derive(Debug, Serialize, TS)]
pub struct CheckEmployer {
    /// 事業所コード
    pub employer: Option<String>,
    /// 名称
    pub name: Option<String>,
    /// By state; states of nobody are left out.
    pub counts: Vec<CheckCount>,
}

/// What became of one answer.
#[derive(Debug, Serialize, TS)]
pub struct CheckAnswered {
    /// What was scanned or typed.
    pub given: String,
    /// The letter.
    pub paper: Option<String>,
    /// Whose: `記号-番号-枝番`.
    pub member: Option<String>,
    /// 氏名
    pub name: Option<String>,
    /// Where the check stood.
    pub before: Option<&'static str>,
    /// Where it stands now.
    pub state: Option<&'static str>,
    /// Was it recorded?
    pub done: bool,
    /// Why not: a stable word.
    pub because: Option<String>,
    /// Why not, or what follows.
    pub sentence: Option<String>,
    /// What to do.
    pub hint: Option<String>,
}

/// Whose silence was recorded.
#[derive(Debug, Serialize, TS)]
pub struct CheckOverdue {
    /// The day.
    #[ts(type = "Day")]
    pub on: Day,
    /// How many had not answered.
    pub members: usize,
}

/// Who is asked about a difference, and until when.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CheckAsked {
    /// `employer`, `member` or `resident_register`.
    pub whom: &'static str,
    /// The same in words.
    pub said: String,
    /// Until which day.
    #[ts(type = "Day")]
    pub until: Day,
    /// That day is over.
    pub late: bool,
}

/// A difference that is not closed yet.
#[derive(Debug, Serialize, TS)]
pub struct CheckCase {
    /// `記号-番号-枝番`
    pub member: String,
    /// Management code.
    pub code: String,
    /// 氏名
    pub name: String,
    /// 事業所コード
    pub employer: Option<String>,
    /// Where it stands.
    pub state: &'static str,
    /// The same in words.
    pub said: String,
    /// Since when.
    #[ts(type = "Day | null")]
    pub since: Option<Day>,
    /// Who was asked last.
    pub asked: Option<CheckAsked>,
    /// What to do next.
    pub next: String,
    /// What may be recorded now: `ask`, `correct`, `second_letter`, `close`.
    pub steps: Vec<&'static str>,
    /// With whom the number may have been exchanged.
    pub swaps: Vec<SwapShown>,
}

/// Somebody with whom the number may have been exchanged. It proposes; nothing is corrected by it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SwapShown {
    /// `記号-番号-枝番`
    pub member: String,
    /// Management code.
    pub code: String,
    /// 氏名
    pub name: String,
    /// `household`, or `import`: next to each other in the file that brought the numbers.
    #[ts(type = "\"household\" | \"import\"")]
    pub beside: &'static str,
    /// How many comparisons of four digits speak for it: 1 or 2.
    pub agreeing: u32,
    /// With how many people it was compared.
    pub compared: usize,
    /// In how many of ten thousand such searches somebody fits by chance.
    pub chance: u64,
    /// All of it in words.
    pub sentence: String,
}

/// One case whole.
#[derive(Debug, Serialize, TS)]
pub struct CheckCaseShown {
    /// As in the list.
    pub case: CheckCase,
    /// The letters, the first one first.
    pub letters: Vec<CheckLetter>,
    /// What happened, in the order in which it was recorded.
    pub events: Vec<CheckHappened>,
    /// How far spellings of name and address agree.
    pub agreements: Vec<AgreementShown>,
}

/// A letter of a check.
#[derive(Debug, Serialize, TS)]
pub struct CheckLetter {
    /// Its management code.
    pub paper: String,
    /// Its batch.
    pub batch: String,
    /// 交付年月日
    #[ts(type = "Day")]
    pub on: Day,
    /// 回答期限
    #[ts(type = "Day")]
    pub until: Day,
    /// It tells of a correction.
    pub second: bool,
    /// `with_digits` or `without_digits`.
    pub letter: &'static str,
    /// Where it is.
    pub state: &'static str,
}

/// One thing that was recorded of a check.
#[derive(Debug, Serialize, TS)]
pub struct CheckHappened {
    /// The day.
    #[ts(type = "Day")]
    pub on: Day,
    /// `agree`, `differ`, `deadline_passes`, `open_case`, `correct`, `close`.
    pub event: &'static str,
    /// The same in words.
    pub said: String,
    /// Who is asked.
    pub asked: Option<CheckAsked>,
    /// Were the card's last four digits told? They are not shown here.
    pub digits_told: bool,
    /// What else was noted.
    pub note: Option<String>,
    /// By whom.
    pub operator: String,
}

/// How far two spellings agree.
#[derive(Debug, Serialize, TS)]
pub struct AgreementShown {
    /// `name`, `kana` or `address`.
    pub about: &'static str,
    /// What they are, in words: 届出, 住民票, 回答.
    pub between: [String; 2],
    /// The two spellings.
    pub spellings: [String; 2],
    /// `A`, `B` or `C`.
    pub grade: &'static str,
    /// Why it is not A.
    pub because: Vec<String>,
}
