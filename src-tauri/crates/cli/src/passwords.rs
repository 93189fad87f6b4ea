//! Passwords of employers' files that a clerk wants remembered: in the keychain of the machine (Secret Service), through
//! `secret-tool` and a pipe, and nowhere else. The window and the command line share it.

use std::io::Write;
use std::process::{Command, Stdio};

use desk::import::{Import, Password};
use desk::{Ending, Failure};
use rules::words::{Complaint, Said, Weight};

/// Under which an employer's password lies.
fn named<'a>(ledger: &'a str, employer: &'a str) -> [&'a str; 8] {
    ["application", "daicho", "purpose", "employer-file", "ledger", ledger, "employer", employer]
}

/// Reads with the password that was given; a file that asks for one while none was given, with the one that is remembered for
/// its employer, if any. `import` has it then.
///
/// # Errors
/// As the reading.
pub fn tried<T>(
    import: &mut Import,
    ledger: &str,
    mut read: impl FnMut(&Import) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let failure = match read(import) {
        Err(failure) if import.password.is_none() && asks_for_one(&failure) => failure,
        other => return other,
    };
    match import.employer.as_deref().and_then(|employer| kept(ledger, employer)) {
        Some(password) => {
            import.password = Some(password);
            read(import)
        }
        None => Err(failure),
    }
}

fn asks_for_one(failure: &Failure) -> bool {
    failure.complaints.iter().any(|complaint| complaint.code == "password_protected")
}

/// Keeps the password of an employer's files.
///
/// # Errors
/// When there is no keychain, or it is locked.
pub fn keep(ledger: &str, employer: &str, password: &Password) -> Result<(), Failure> {
    let mut tool = Command::new("secret-tool");
    tool.args(["store", "--label=Daicho"]).args(named(ledger, employer));
    let mut child =
        tool.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().map_err(|_| none())?;
    let written = child.stdin.take().map(|mut pipe| pipe.write_all(password.text().as_bytes()));
    let ended = child.wait().map_err(|_| none())?;
    if matches!(written, Some(Ok(()))) && ended.success() { Ok(()) } else { Err(none()) }
}

/// The password that is kept for an employer's files.
fn kept(ledger: &str, employer: &str) -> Option<Password> {
    let found = Command::new("secret-tool")
        .arg("lookup")
        .args(named(ledger, employer))
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8(found.stdout).ok()?;
    (found.status.success() && !text.is_empty()).then(|| Password::new(text))
}

/// Forgets it. One that is not there is as good.
///
/// # Errors
/// When there is no keychain.
pub fn forget(ledger: &str, employer: &str) -> Result<(), Failure> {
    let clear = Command::new("secret-tool").arg("clear").args(named(ledger, employer)).stdin(Stdio::null()).output();
    clear.map(drop).map_err(|_| none())
}

fn none() -> Failure {
    Failure {
        ending: Ending::Usage,
        complaints: vec![Complaint {
            place: String::new(),
            code: "passwords_not_kept",
            weight: Weight::Refusal,
            sentence: Said::new(
                "この機械のキーチェーン（Secret Service）が使えないため、パスワードは覚えていません。",
                "This machine's keychain (Secret Service) cannot be used; no password is remembered.",
            ),
            hint: Said::new(
                "secret-tool を入れてキーチェーンのロックを解くか、毎回パスワードを入れてください。",
                "Install secret-tool and unlock the keychain, or give the password each time.",
            ),
        }],
    }
}
