//! What the system may do to the program where a limit is reached: the window and the command line share it.

/// A write beyond the largest file that is allowed fails and is said in words, as on a full disk; by itself the signal that
/// comes with it ends the program without a word.
pub fn refuse_in_words() {
    #[cfg(unix)]
    {
        let seen = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
        // Where it cannot be taken, a kill loses nothing either.
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, seen);
    }
}
