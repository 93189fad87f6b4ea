//! The grammar of `daicho characters`.

use clap::Subcommand;

/// 氏名の文字
#[derive(Debug, Subcommand)]
pub enum CharacterCommand {
    /// そのまま印字しない文字と、決まりのある文字をすべて示す（なければこれ）
    List,
    /// 決まりを待つ文字だけを示す
    Unknown,
    /// 決まりを一度だけ決める
    Set {
        /// 文字（髙）、または番号（U+9AD9、異体字は "U+845B U+E0100"）
        letter: String,
        /// substitute（別の文字に置き換える）、mincho（氏名全体をIPAmj明朝で）、kana（氏名をカナで）、open（取り消す）
        #[arg(long = "as", value_name = "WAY")]
        way: String,
        /// 置き換える文字（substitute のとき）
        #[arg(long, value_name = "TEXT")]
        with: Option<String>,
    },
}

/// The same in English, with what stands before the printing of a batch.
pub const ENGLISH: &[(&str, &str, &str)] = &[
    (
        "characters",
        "",
        "Characters of names that the typefaces lack or the policy does not print, and what was decided",
    ),
    ("characters", "ledger", "The ledger"),
    ("characters list", "", "Everything that is not printed as a matter of course, and every decision"),
    ("characters unknown", "", "Only what waits for a decision"),
    ("characters set", "", "Decide once how a character is printed"),
    ("characters set", "letter", "The character, or its number (U+9AD9; of a variant \"U+845B U+E0100\")"),
    ("characters set", "way", "substitute, mincho (the whole name in IPAmj Mincho), kana, or open (take it back)"),
    ("characters set", "with", "What stands in its place"),
    ("preflight", "", "Who would get what, and everything that stops the printing; nothing is frozen"),
    ("preflight", "ledger", "The ledger"),
    ("preflight", "kind", "The kind of paper"),
    ("preflight", "on", "Day of decision and of issue (default: today)"),
    ("preflight", "members", "A list of members, one a line"),
    ("preflight", "layout", "A layout, by name or file"),
    ("envelope-test", "", "A page that shows the window of an envelope, and what is always seen through it"),
    ("envelope-test", "envelope", "The envelope, by name or file"),
    ("envelope-test", "out", "The folder"),
];
