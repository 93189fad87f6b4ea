//! What a clerk says at the counter, as it is answered.

use rules::calendar::Day;
use serde::Serialize;
use ts_rs::TS;

use super::{Milestone, Paper, Reckonable, Return};

/// A page: what to say now.
#[derive(Debug, Serialize, TS)]
pub struct AnswerPage {
    /// Its code: `certificate.issue.no_myna_card`.
    pub code: String,
    /// What it is about.
    pub about: &'static str,
    /// The same in words.
    pub about_word: String,
    /// The outcome's code; `null` for a question.
    pub outcome: Option<&'static str>,
    /// The reason's code; `null` for a question.
    pub because: Option<&'static str>,
    /// What it is called.
    pub title: String,
    /// What to say, sentence by sentence.
    pub say: Vec<String>,
    /// What to ask.
    pub ask: Vec<String>,
    /// What to do in the ledger.
    pub act: Vec<String>,
    /// The law, and the society's own decision where it chose.
    pub basis: String,
    /// The leaflet to hand over: its topic.
    pub leaflet: &'static str,
}

/// A leaflet on paper.
#[derive(Debug, Serialize, TS)]
pub struct LeafletPrinted {
    /// What it is about.
    pub topic: &'static str,
    /// The same in words.
    pub title: String,
    /// The day on which it holds.
    #[ts(type = "Day")]
    pub on: Day,
    /// Its pages.
    pub pages: usize,
    /// The file.
    pub file: String,
}

/// A leaflet as it holds on the day.
#[derive(Debug, Serialize, TS)]
pub struct LeafletHere {
    /// What it is about.
    pub topic: &'static str,
    /// The same in words.
    pub title: String,
    /// The first day on which it holds.
    #[ts(type = "Day | null")]
    pub from: Option<Day>,
    /// The last day on which it holds.
    #[ts(type = "Day | null")]
    pub until: Option<Day>,
    /// Its lines.
    pub lines: Vec<LeafletLine>,
}

/// One line of a leaflet.
#[derive(Debug, Serialize, TS)]
pub struct LeafletLine {
    /// `head`, `words` or `item`.
    #[ts(type = "\"head\" | \"words\" | \"item\"")]
    pub what: &'static str,
    /// The words.
    pub text: String,
}

/// One line of the comparison of the three.
#[derive(Debug, Serialize, TS)]
pub struct ComparedLine {
    /// What is compared.
    pub question: String,
    /// マイナ保険証
    pub myna: String,
    /// 資格確認書
    pub certificate: String,
    /// 資格情報のお知らせ
    pub notice: String,
}

/// Everything at hand for a day.
#[derive(Debug, Serialize, TS)]
pub struct AtHand {
    /// The day.
    #[ts(type = "Day")]
    pub on: Day,
    /// Every page.
    pub pages: Vec<AnswerPage>,
    /// The leaflets that hold.
    pub leaflets: Vec<LeafletHere>,
    /// The heads of the comparison's columns.
    pub heads: Vec<String>,
    /// My Number Card, certificate and notice side by side.
    pub compared: Vec<ComparedLine>,
    /// What can be reckoned.
    pub reckonable: Vec<Reckonable>,
}

/// What to say to, or about, one member on a day.
#[derive(Serialize, TS)]
pub struct MemberAnswers {
    /// 記号-番号-枝番
    pub member: String,
    /// The management code.
    pub code: String,
    /// 氏名
    pub name: String,
    /// The day.
    #[ts(type = "Day")]
    pub on: Day,
    /// The pages that apply.
    pub pages: Vec<AnswerPage>,
    /// What is due back, or not.
    pub duties: Vec<Return>,
    /// Papers.
    pub papers: Vec<Paper>,
    /// The days that are near.
    pub milestones: Vec<Milestone>,
}
