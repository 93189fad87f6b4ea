//! The grammar of `daicho lists`.

use std::path::PathBuf;

use clap::Subcommand;

/// 利用登録状況の一覧
#[derive(Debug, Subcommand)]
pub enum ListsCommand {
    /// 取り込んだ一覧を、基準日ごとに示す（なければこれ）
    Show,
    /// 一覧と、その前の基準日の一覧との差を示す
    Difference {
        /// 一覧の番号（既定は最新）
        id: Option<i64>,
        /// 比べる一覧の番号（既定は、その前の基準日の一覧）
        #[arg(long, value_name = "ID")]
        with: Option<i64>,
        /// 電子証明書の期限が、基準日から何日以内なら「期限が近い」か
        #[arg(long, value_name = "N", default_value_t = desk::lists::AHEAD_DAYS, value_parser = clap::value_parser!(i64).range(1..=730))]
        days: i64,
        /// この区分の方を一人ずつ示す: registered, released, lapsed, lapsing, changed, unknown_to_them, unknown_to_us
        #[arg(long, value_name = "NAME")]
        list: Option<String>,
        /// 示すかわりに書き出す（.csv または .xlsx）
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// 取り込んだ一覧のファイル: 台帳にない行そのものを、元の列のまま --out に書き出す（照会用）
        #[arg(long, value_name = "FILE", requires = "out", conflicts_with = "list")]
        file: Option<PathBuf>,
    },
}
