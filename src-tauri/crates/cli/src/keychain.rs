//! The keychain of the machine (Secret Service), through `secret-tool`: the secret goes through a pipe, never an argument.
//!
//! A library for it would bring a hundred crates and a bus of its own for one string; libsecret's own program is there
//! wherever a desktop with a keychain is. Where it is not, that is said, and a passphrase file does the same.

use std::io::Write;
use std::process::{Command, Stdio};

use desk::Failure;
use desk::ledger::Passphrase;
use rules::words::Said;

use crate::say;

/// Under which the secret of a ledger lies.
fn named<'a>(verb: &'a str, ledger: &'a str) -> [&'a str; 5] {
    [verb, "application", "daicho", "ledger", ledger]
}

/// Keeps a ledger's secret.
///
/// # Errors
/// When there is no keychain, or it is locked.
pub fn store(ledger: &str, secret: &str) -> Result<(), Failure> {
    let [verb, rest @ ..] = named("store", ledger);
    let mut tool = Command::new("secret-tool");
    tool.args([verb, "--label=Daicho"]).args(rest);
    let mut child =
        tool.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().map_err(|_| none())?;
    let written = child.stdin.take().map(|mut pipe| pipe.write_all(secret.as_bytes()));
    let ended = child.wait().map_err(|_| none())?;
    if matches!(written, Some(Ok(()))) && ended.success() { Ok(()) } else { Err(none()) }
}

/// A ledger's secret.
///
/// # Errors
/// When there is no keychain, it is locked, or it holds none for this ledger.
pub fn look_up(ledger: &str) -> Result<Passphrase, Failure> {
    let found = Command::new("secret-tool")
        .args(named("lookup", ledger))
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .map_err(|_| none())?;
    match String::from_utf8(found.stdout) {
        Ok(secret) if found.status.success() && !secret.is_empty() => Ok(Passphrase::from(secret)),
        _ => Err(none()),
    }
}

/// Forgets a ledger's secret. One that is not there, or a keychain that is gone, is as good.
pub fn forget(ledger: &str) {
    let clear = Command::new("secret-tool").args(named("clear", ledger)).stdin(Stdio::null()).output();
    drop(clear);
}

fn none() -> Failure {
    say::usage(
        "--keychain",
        "no_keychain",
        Said::new(
            "この機械のキーチェーン（Secret Service）が使えないか、この台帳の鍵が入っていません。",
            "This machine's keychain (Secret Service) cannot be used, or it holds no key for this ledger.",
        ),
        Said::new(
            "secret-tool を入れてロックを解くか、--passphrase-file を使ってください。",
            "Install secret-tool and unlock the keychain, or use --passphrase-file.",
        ),
    )
}
