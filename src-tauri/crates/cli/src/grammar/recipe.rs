//! The grammar of recipes: how the files of an employer are read.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// 読み取り方
#[derive(Debug, Subcommand)]
pub enum RecipeCommand {
    /// 一覧（既定）
    List,
    /// ひとつの内容と版
    Show {
        /// 番号
        id: i64,
    },
    /// ファイル（TOML）に書き出す。個人の情報は含まれない
    Export {
        /// 番号
        id: i64,
        /// 書き出すファイル
        #[arg(long, value_name = "FILE.toml")]
        out: PathBuf,
    },
    /// 書き出したファイルを読み込む
    Import {
        /// ファイル
        file: PathBuf,
        /// どの事業所のものとして使うか（なければ、事業所を定めない）
        #[arg(long, value_name = "CODE")]
        employer: Option<String>,
    },
    /// 使わないことにする（記録には残る）
    Forget {
        /// 番号
        id: i64,
    },
}

/// What is said of how a file is read.
#[derive(Debug, Args)]
pub struct ReadingArgs {
    /// 値の意味を指定する（例: 続柄:3=子、性別:0=男。何も指さない値は 続柄:9=）。何度でも
    #[arg(long, value_name = "項目:値=意味")]
    pub value: Vec<String>,
    /// 元号のない日付の書き方を列ごとに指定する（例: F=西暦、2!F=和暦）。何度でも
    #[arg(long, value_name = "列=書き方")]
    pub date: Vec<String>,
    /// テキストファイルの文字コード（utf-8, cp932, euc-jp, iso-2022-jp, utf-16le, utf-16be）
    #[arg(long, value_name = "CODE")]
    pub encoding: Option<String>,
    /// ほかの事業所の読み取り方を使う（番号）
    #[arg(long, value_name = "NUMBER", conflicts_with = "no_recipe")]
    pub recipe: Option<i64>,
    /// 覚えている読み取り方を使わない
    #[arg(long)]
    pub no_recipe: bool,
    /// 行ずれ・半分のファイル・古いファイルの警報を確かめたうえで取り込む（記録に残る）
    #[arg(long)]
    pub not_torn: bool,
}

/// Help in English.
pub const ENGLISH: &[(&str, &str, &str)] = &[
    ("import", "value", "What a value means (relation:3=child, sex:0=male; relation:9= for nothing); may be repeated"),
    ("import", "date", "How a column writes days without an era (F=western, 2!F=wareki); may be repeated"),
    ("import", "encoding", "The encoding of a text file (utf-8, cp932, euc-jp, iso-2022-jp, utf-16le, utf-16be)"),
    ("import", "recipe", "Read it by another employer's recipe (its number)"),
    ("import", "no_recipe", "Use no recipe that is remembered"),
    (
        "import",
        "not_torn",
        "Import it although the alarm of torn rows, of half a file or of an older file was raised and looked at (recorded)",
    ),
    ("recipe", "", "How the files of each employer are read"),
    ("recipe", "ledger", "The ledger"),
    ("recipe list", "", "The list (the default)"),
    ("recipe show", "", "What one says, and its versions"),
    ("recipe show", "id", "Its number"),
    ("recipe export", "", "Write one to a file (TOML) that holds nothing of any person"),
    ("recipe export", "id", "Its number"),
    ("recipe export", "out", "The file to be written"),
    ("recipe import", "", "Take one in from such a file"),
    ("recipe import", "file", "The file"),
    ("recipe import", "employer", "Whose files it is for (none: nobody's in particular)"),
    ("recipe forget", "", "Use one no more (it stays on record)"),
    ("recipe forget", "id", "Its number"),
];
