//! What a crash may leave behind: a sentence, and a place in the source. No picture of the memory, in which names would stand,
//! and nothing of what the program was working on. The window and the command line share it.

/// From here on the system keeps no image of this program or of those that it starts, and a fault says its place alone: `tell`
/// gets it to say to the clerk.
pub fn leave_nothing(tell: impl Fn(&str) + Send + Sync + 'static) {
    no_images();
    no_end_without_a_word();
    std::panic::set_hook(Box::new(move |panic| {
        // A foreign parser that trips over a mangled file is caught and answered in words.
        if desk::foreign_parser_runs() {
            return;
        }
        // What a developer needs is the place in the source; the message itself could quote a person.
        let source = panic.location().map(|at| format!("{}:{}", at.file(), at.line())).unwrap_or_default();
        tracing::error!(source, "fault");
        tell(&source);
    }));
}

/// A limit that cannot be set is no reason to stop: the system's own rules hold then.
fn no_images() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    }
    // Nobody but the machine's administrator looks into the running program. What is built for developers stays open to
    // debuggers, and to strace, with which the tests break its disk.
    #[cfg(all(target_os = "linux", not(debug_assertions)))]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }
}

/// A write beyond the largest file that is allowed fails and is said in words, as on a full disk; by itself the signal that
/// comes with it ends the program without a word.
fn no_end_without_a_word() {
    #[cfg(unix)]
    {
        let seen = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
        // Where it cannot be taken, a kill loses nothing either.
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, seen);
    }
}
