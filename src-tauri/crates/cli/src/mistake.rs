//! Wrong usage in the clerk's language. The grammar's own errors are English.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use rules::words::{Lang, Said};

use crate::say;

/// A mistake in the arguments, said as every other failure is.
pub fn failure(error: &clap::Error, lang: Lang) -> desk::Failure {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(lang_comma(lang)),
        _ => String::new(),
    };
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let valid = context(ContextKind::ValidValue);
    let suggestion = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .map(context)
        .find(|text| !text.is_empty());
    let (place, sentence) = match error.kind() {
        ErrorKind::UnknownArgument => {
            (argument, Said::new("この引数は使えません。", "This argument is not known here."))
        }
        ErrorKind::InvalidSubcommand => (
            context(ContextKind::InvalidSubcommand),
            Said::new("このコマンドはありません。", "There is no such command."),
        ),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            (String::new(), Said::new("コマンドを指定してください。", "Give a command."))
        }
        ErrorKind::MissingRequiredArgument => (argument, Said::new("指定が足りません。", "This must be given.")),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_empty() => {
            (argument, Said::new("値がありません。", "A value is missing."))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            (format!("{argument} {value}"), Said::new("この値は使えません。", "This value cannot be used."))
        }
        ErrorKind::ArgumentConflict => {
            (argument, Said::new("二度、または一緒には指定できません。", "This cannot be given twice, or together."))
        }
        ErrorKind::InvalidUtf8 => {
            (argument, Said::new("文字として読めない引数があります。", "An argument is no readable text."))
        }
        _ => (argument, Said::new("引数の書き方が違います。", "The arguments are not understood.")),
    };
    let hint = match (valid.is_empty(), suggestion) {
        (false, _) => Said::new(format!("次のどれかを指定してください: {valid}"), format!("Give one of: {valid}")),
        (true, Some(near)) => Said::new(format!("{near} ではありませんか。"), format!("Did you mean {near}?")),
        (true, None) if let Some((least, most)) = range(error) => Said::new(
            format!("{least}から{most}までの数を指定してください。"),
            format!("Give a number from {least} to {most}."),
        ),
        (true, None) => Said::new("daicho --help で使い方を見られます。", "daicho --help shows how it is used."),
    };
    say::usage(&place, "usage", sentence, hint)
}

fn lang_comma(lang: Lang) -> &'static str {
    if lang == Lang::Ja { "、" } else { ", " }
}

/// The bounds of a number that lies outside them: the grammar says `5 is not in 10..=1000000`.
fn range(error: &clap::Error) -> Option<(String, String)> {
    let message = std::error::Error::source(error)?.to_string();
    let (_, bounds) = message.split_once(" is not in ")?;
    let (least, most) = bounds.split_once("..=")?;
    Some((least.to_owned(), most.to_owned()))
}
