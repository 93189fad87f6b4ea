//! The grammar of `daicho lastfour`.

use std::path::PathBuf;

use clap::Subcommand;

/// 下4桁の確認
#[derive(Debug, Subcommand)]
pub enum LastFourCommand {
    /// 確認の手紙を確定する: 加入者全員、または一覧の方
    Start {
        /// 手紙の日付（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// 回答期限（既定は手紙の日付の30日後）
        #[arg(long, value_name = "DATE")]
        until: Option<String>,
        /// 対象の一覧（1行に1人）
        #[arg(long, value_name = "FILE")]
        members: Option<PathBuf>,
        /// 様式の名前かファイル（既定は last-four）
        #[arg(long, value_name = "NAME")]
        layout: Option<String>,
        /// 印字できない方を除いて確定する
        #[arg(long)]
        without_unprintable: bool,
        /// 件数を示すだけで確定しない
        #[arg(long)]
        dry_run: bool,
    },
    /// どこまで進んだか: 状態ごと、取組みごと、事業所ごと
    Status {
        /// いつの時点か（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// 回答期限を過ぎても回答がない方を「回答なし」と記録する
    Due {
        /// いつの時点か（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// 回答を記録する: 手紙の番号か加入者の番号で
    Answer {
        /// 手紙の管理番号（Pから始まる）、または 記号-番号-枝番
        code: String,
        /// agrees（一致）または differs（相違）
        #[arg(value_parser = ["agrees", "differs"])]
        answer: String,
        /// 同じ回答のほかの手紙。何度でも
        #[arg(long = "also", value_name = "CODE")]
        also: Vec<String>,
        /// 回答を受けた日（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// カードの終わりの4桁の申し出を書いたファイル（- は標準入力。相違の回答1件だけ）
        #[arg(long, value_name = "FILE")]
        said_file: Option<PathBuf>,
    },
    /// 完了していない相違の一覧と、次にすること
    Cases {
        /// いつの時点か（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// ひとりの相違を見る・進める
    Case {
        /// 記号-番号-枝番、または管理コード
        member: String,
        /// show（見る。既定）, ask（照会）, correct（訂正の確認）, second-letter（再通知）, close（完了）
        #[arg(default_value = "show", value_parser = ["show", "ask", "correct", "second-letter", "close"])]
        what: String,
        /// 照会先: employer（事業主）, member（本人）, resident_register（住基ネット）
        #[arg(long, value_name = "WHOM", value_parser = ["employer", "member", "resident_register"])]
        whom: Option<String>,
        /// 照会の期限、または再通知の回答期限（既定は30日後）
        #[arg(long, value_name = "DATE")]
        until: Option<String>,
        /// いつ（既定は今日）
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// 控え。完了では、何を確かめたか
        #[arg(long, value_name = "WORDS")]
        note: Option<String>,
        /// 回答にあった氏名（台帳と見比べる）
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
        /// 回答にあった住所（台帳と見比べる）
        #[arg(long, value_name = "ADDRESS")]
        address: Option<String>,
    },
}

/// Its help in English.
pub const ENGLISH: &[(&str, &str, &str)] = &[
    ("lastfour", "", "The check of the last four digits: letters, answers, differences"),
    ("lastfour", "ledger", "The ledger"),
    ("lastfour start", "", "Freeze the letters: to everyone insured, or to those listed"),
    ("lastfour start", "on", "The day of the letters (default: today)"),
    ("lastfour start", "until", "The last day for an answer (default: 30 days after the letters)"),
    ("lastfour start", "members", "A list, one member a line"),
    ("lastfour start", "layout", "A layout by name or file (default: last-four)"),
    ("lastfour start", "without_unprintable", "Leave out whoever cannot be printed"),
    ("lastfour start", "dry_run", "Show the counts, freeze nothing"),
    ("lastfour status", "", "How far it is: by state, campaign and employer"),
    ("lastfour status", "on", "As of which day (default: today)"),
    ("lastfour due", "", "Record as silent whoever has not answered by the day"),
    ("lastfour due", "on", "As of which day (default: today)"),
    ("lastfour answer", "", "Record answers by the code of the letter or the member's number"),
    ("lastfour answer", "code", "The letter's code (begins with P), or symbol-number-branch"),
    ("lastfour answer", "answer", "agrees or differs"),
    ("lastfour answer", "also", "Another letter with the same answer; may be repeated"),
    ("lastfour answer", "on", "The day of the answer (default: today)"),
    (
        "lastfour answer",
        "said_file",
        "A file with the four digits that the member told (- is standard input; one answer that differs)",
    ),
    ("lastfour cases", "", "Differences that are not closed, and what to do next"),
    ("lastfour cases", "on", "As of which day (default: today)"),
    ("lastfour case", "", "Look at one difference, or go on with it"),
    ("lastfour case", "member", "symbol-number-branch or a management code"),
    ("lastfour case", "what", "show (default), ask, correct, second-letter, close"),
    ("lastfour case", "whom", "Whom to ask: employer, member, resident_register"),
    ("lastfour case", "until", "The day for the reply, or for the answer to the second letter (default: 30 days)"),
    ("lastfour case", "on", "Which day (default: today)"),
    ("lastfour case", "note", "What to remember; when closing, what was found out"),
    ("lastfour case", "name", "The name as the answer has it (compared with the ledger)"),
    ("lastfour case", "address", "The address as the answer has it (compared with the ledger)"),
];
