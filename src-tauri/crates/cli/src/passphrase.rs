//! Where passphrases and recovery codes come from: a file or a prompt, never an argument.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use desk::Failure;
use desk::import::Password;
use desk::ledger::Passphrase;
use rules::words::{Complaint, Said, Weight};

use zeroize::Zeroizing;

use crate::say;

/// Asks for the passphrase of a ledger; `new` asks twice.
///
/// # Errors
/// When there is neither a file nor a terminal to ask at, or the passphrase is empty.
pub fn ask(file: Option<&Path>, new: bool) -> Result<Passphrase, Failure> {
    let file = file.map(Path::to_owned).or_else(|| std::env::var_os("DAICHO_PASSPHRASE_FILE").map(PathBuf::from));
    secret(file.as_deref(), "パスフレーズ / passphrase: ", new, &none).map(Passphrase::from)
}

/// Asks for somebody's new passphrase.
///
/// # Errors
/// As [`ask`].
pub fn ask_new(file: Option<&Path>) -> Result<Passphrase, Failure> {
    let missing = || missing("--new-passphrase-file");
    secret(file, "新しいパスフレーズ / new passphrase: ", true, &missing).map(Passphrase::from)
}

/// Asks for a recovery code.
///
/// # Errors
/// As [`ask`].
pub fn ask_code(file: Option<&Path>, option: &'static str) -> Result<String, Failure> {
    secret(file, "復旧コード / recovery code: ", false, &|| missing(option))
}

/// Asks for what opens a card, under a name that the clerk reads; typed, it is not shown.
///
/// # Errors
/// When there is neither a file nor a terminal, or the file cannot be read.
pub fn ask_for_card(file: Option<&Path>, prompt: &str, option: &'static str) -> Result<Zeroizing<String>, Failure> {
    let text = match file {
        Some(path) => std::fs::read_to_string(path).map_err(|error| Failure::file(path, &error))?,
        None if attended() => rpassword::prompt_password(prompt).map_err(|_| missing(option))?,
        None => return Err(missing(option)),
    };
    Ok(Zeroizing::new(text))
}

/// The password of an employer's file.
///
/// # Errors
/// When the file cannot be read, or is empty.
pub fn of_a_file(file: &Path) -> Result<Password, Failure> {
    let wrong = || Failure {
        ending: desk::Ending::Usage,
        complaints: vec![Complaint {
            place: file.display().to_string(),
            code: "empty_password",
            weight: Weight::Refusal,
            sentence: Said::new(
                "ファイルのパスワードが空か、読めない文字です。",
                "The file's password is empty or unreadable.",
            ),
            hint: Said::new(
                "パスワードを書いたファイルの中身を確かめてください。",
                "Look at what stands in the file of the password.",
            ),
        }],
    };
    let bytes = std::fs::read(file).map_err(|error| Failure::file(file, &error))?;
    let text = String::from_utf8(bytes).map_err(|_| wrong())?;
    if text.trim_end_matches(['\r', '\n']).is_empty() { Err(wrong()) } else { Ok(Password::new(text)) }
}

/// Can somebody be asked?
pub fn attended() -> bool {
    std::io::stdin().is_terminal()
}

fn secret(file: Option<&Path>, prompt: &str, new: bool, none: &dyn Fn() -> Failure) -> Result<String, Failure> {
    let text = match file {
        Some(path) => {
            let bytes = std::fs::read(path).map_err(|error| Failure::file(path, &error))?;
            String::from_utf8(bytes).map_err(|_| refused(&path.display().to_string(), "not_utf8"))?
        }
        None if attended() => {
            let first = rpassword::prompt_password(prompt).map_err(|_| none())?;
            if new {
                let second = rpassword::prompt_password("もう一度 / again: ").map_err(|_| none())?;
                if first != second {
                    return Err(say::usage(
                        "",
                        "passphrases_differ",
                        Said::new("二つのパスフレーズが違います。", "The two passphrases differ."),
                        Said::new("もう一度実行してください。", "Run it again."),
                    ));
                }
            }
            first
        }
        None => return Err(none()),
    };
    if text.trim_end_matches(['\r', '\n']).is_empty() {
        return Err(refused("", "empty_passphrase"));
    }
    Ok(text)
}

fn missing(option: &'static str) -> Failure {
    say::usage(
        option,
        "no_secret",
        Said::new("入力がありません。", "There is nothing to read it from."),
        Said::new(format!("{option} でファイルを指定してください。"), format!("Name a file with {option}.")),
    )
}

fn none() -> Failure {
    say::usage(
        "--passphrase-file",
        "no_passphrase",
        Said::new("パスフレーズがありません。", "There is no passphrase."),
        Said::new(
            "--passphrase-file か DAICHO_PASSPHRASE_FILE でファイルを指定してください。",
            "Name a file with --passphrase-file or DAICHO_PASSPHRASE_FILE.",
        ),
    )
}

fn refused(place: &str, code: &'static str) -> Failure {
    Failure {
        ending: desk::Ending::Usage,
        complaints: vec![Complaint {
            place: place.to_owned(),
            code,
            weight: Weight::Refusal,
            sentence: Said::new("パスフレーズが空か、読めない文字です。", "The passphrase is empty or unreadable."),
            hint: Said::new("パスフレーズのファイルを確かめてください。", "Check the passphrase file."),
        }],
    }
}
