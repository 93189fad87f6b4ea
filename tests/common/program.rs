//! The built `daicho` program, run as a clerk's shell runs it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// The built program: the one that `DAICHO_BIN` names, else the one cargo builds now.
pub fn daicho() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        if let Some(path) = std::env::var_os("DAICHO_BIN") {
            return PathBuf::from(path);
        }
        let built = Command::new(env!("CARGO")).args(["build", "--quiet", "-p", "cli", "--bin", "daicho"]).status();
        assert!(built.is_ok_and(|status| status.success()), "the program does not build");
        let test = std::env::current_exe().expect("a test has a path");
        let folder = test.parent().and_then(Path::parent).expect("tests lie in target/PROFILE/deps");
        folder.join("daicho")
    })
}

/// What one run of the program said.
pub struct Ran {
    /// Exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Ran {
    /// The one JSON object on standard output.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(self.out.trim())
            .unwrap_or_else(|error| panic!("not JSON: {error}\n{}\n{}", self.out, self.err))
    }

    /// The JSON objects on standard output, one a line.
    pub fn lines(&self) -> Vec<serde_json::Value> {
        self.out
            .lines()
            .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("not JSON: {error}: {line}")))
            .collect()
    }

    /// The run, when it ended with `code`.
    #[track_caller]
    pub fn ends(self, code: i32) -> Ran {
        assert_eq!(self.code, code, "stdout: {}\nstderr: {}", self.out, self.err);
        self
    }
}

/// Runs the program with these arguments in a folder.
pub fn run(folder: &Path, arguments: &[&str]) -> Ran {
    ran(Command::new(daicho()), folder, arguments)
}

/// As [`run`], at an instant in UTC (`2026-05-08 03:00:00`): the clock goes on from there.
pub fn run_at(folder: &Path, instant: &str, arguments: &[&str]) -> Ran {
    run_beside(folder, instant, &[], arguments)
}

/// As [`run_at`], with more in the environment: where the reader's service is, who is believed.
pub fn run_beside(folder: &Path, instant: &str, beside: &[(&str, &Path)], arguments: &[&str]) -> Ran {
    let mut command = Command::new("faketime");
    command.args(["--exclude-monotonic", "-f", &format!("@{instant}")]).arg(daicho()).env("TZ", "UTC");
    command.envs(beside.iter().copied());
    ran(command, folder, arguments)
}

fn ran(mut command: Command, folder: &Path, arguments: &[&str]) -> Ran {
    let output: Output = command
        .args(arguments)
        .current_dir(folder)
        .env("DAICHO_PASSPHRASE_FILE", folder.join("passphrase.txt"))
        // What is kept for a machine is kept for one test.
        .env("XDG_CONFIG_HOME", folder.join(".config"))
        .env("XDG_STATE_HOME", folder.join(".state"))
        .env_remove("LANG")
        .env_remove("LC_ALL")
        .stdin(std::process::Stdio::null())
        .output()
        .expect("the program starts, with faketime where the clock is another (Debian: faketime)");
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}
