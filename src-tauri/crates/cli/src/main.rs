//! The `daicho` program: the batch face of the desk. It knows the clock, the terminal and the exit codes, and nothing else.

mod clock;
mod config;
mod crash;
mod grammar;
mod keychain;
mod log;
mod mistake;
mod options;
mod passphrase;
mod passwords;
mod say;
mod work;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

fn main() -> ExitCode {
    if let Some(code) = desk::reader::called() {
        return ExitCode::from(code);
    }
    crash::leave_nothing(say::fault);
    desk::reader::apart(config::old_books());
    let lang = grammar::lang_of(std::env::args());
    let matches = match grammar::in_lang(grammar::Daicho::command(), lang).try_get_matches() {
        Ok(matches) => matches,
        Err(error) => return misused(&error, lang),
    };
    let daicho = match grammar::Daicho::from_arg_matches(&matches) {
        Ok(daicho) => daicho,
        Err(error) => return misused(&error, lang),
    };
    log::begin("daicho");
    if let Some(folder) = config::unfinished() {
        desk::drafts::tidy(folder);
    }
    let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| work::run(&daicho, lang)));
    match ended {
        Ok(Ok(code)) => ExitCode::from(code),
        Ok(Err(failure)) => {
            failure.log();
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
