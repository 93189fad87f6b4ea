//! The `daicho` program: the batch face of the desk. It knows the clock, the terminal and the exit codes, and nothing else.

mod clock;
mod config;
mod grammar;
mod keychain;
mod limits;
mod mistake;
mod options;
mod passphrase;
mod say;
mod work;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

fn main() -> ExitCode {
    limits::refuse_in_words();
    // Whatever goes wrong inside, a clerk sees a sentence; what a developer needs is the place in the source alone.
    std::panic::set_hook(Box::new(|panic| {
        // A foreign parser that trips over a mangled file is caught and answered in words.
        if desk::foreign_parser_runs() {
            return;
        }
        let place = panic.location().map(|at| format!("{}:{}", at.file(), at.line())).unwrap_or_default();
        say::fault(&place);
    }));
    let lang = grammar::lang_of(std::env::args());
    let matches = match grammar::in_lang(grammar::Daicho::command(), lang).try_get_matches() {
        Ok(matches) => matches,
        Err(error) => return misused(&error, lang),
    };
    let daicho = match grammar::Daicho::from_arg_matches(&matches) {
        Ok(daicho) => daicho,
        Err(error) => return misused(&error, lang),
    };
    if let Ok(filter) = tracing_subscriber::EnvFilter::try_from_env("DAICHO_LOG") {
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    }
    let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| work::run(&daicho, lang)));
    match ended {
        Ok(Ok(code)) => ExitCode::from(code),
        Ok(Err(failure)) => {
            say::failure(&failure, lang);
            ExitCode::from(match failure.ending {
                desk::Ending::Refused => 1,
                desk::Ending::Usage => 2,
                desk::Ending::CannotOpen | desk::Ending::MustWait(_) => 3,
                desk::Ending::Other => 4,
            })
        }
        Err(_) => ExitCode::from(4),
    }
}

/// Help and the version go to standard output and are no failure; everything else is wrong usage.
fn misused(error: &clap::Error, lang: rules::words::Lang) -> ExitCode {
    if !error.use_stderr() {
        // Standard output that cannot be written to cannot be helped.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    say::failure(&mistake::failure(error, lang), lang);
    ExitCode::from(2)
}
