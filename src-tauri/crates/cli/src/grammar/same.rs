//! The grammar of `daicho same`.

use clap::Subcommand;

/// 同じ方かもしれない方
#[derive(Debug, Subcommand)]
pub enum SameCommand {
    /// 二人ずつ横に並べて示す（なければこれ）
    List {
        /// 答えのあるものも示す
        #[arg(long)]
        all: bool,
    },
    /// 取込みの行について答えたことを示す
    Rows,
    /// 取込みの行についての答えを取り消す: 次のファイルでもう一度確かめる
    Forget {
        /// 答えの番号（rows が示す）
        act: i64,
        /// 加入者
        member: String,
    },
    /// 答えを記録する: 同じ方、別の方、または答えの取り消し
    Answer {
        /// 一人目: 記号-番号-枝番、または管理コード
        one: String,
        /// 二人目
        other: String,
        /// same（同じ方）、different（別の方）、open（答えを取り消す）
        #[arg(value_parser = ["same", "different", "open"])]
        answer: String,
        /// どう確かめたか
        #[arg(long, value_name = "WORDS")]
        note: Option<String>,
    },
}
