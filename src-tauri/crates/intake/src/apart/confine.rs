//! What the reading process gives up before it looks at a file.

/// Bytes of memory, beyond what the program itself takes up.
#[cfg(unix)]
const MEMORY: u64 = 1024 * 1024 * 1024;
/// Seconds of computing.
#[cfg(unix)]
const SECONDS: u64 = 60;

/// How much memory was used at most. Opened before files can no longer be opened.
pub(super) struct Peak {
    #[cfg(target_os = "linux")]
    status: Option<std::fs::File>,
}

/// Gives everything up; `None` when it cannot be.
#[cfg(unix)]
pub(super) fn at_once() -> Option<Peak> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let most = |what, most| setrlimit(what, Rlimit { current: Some(most), maximum: Some(most) }).ok();
    most(Resource::Core, 0)?;
    most(Resource::Cpu, SECONDS)?;
    most(Resource::Fsize, 0)?;
    #[cfg(target_os = "linux")]
    {
        // The window's program is itself half a gigabyte of libraries.
        most(Resource::As, own_size()?.checked_add(MEMORY)?)?;
        #[cfg(not(debug_assertions))]
        rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable).ok()?;
        let peak = Peak { status: std::fs::File::open("/proc/self/status").ok() };
        linux::only_read_and_answer()?;
        Some(peak)
    }
    #[cfg(not(target_os = "linux"))]
    {
        most(Resource::Data, MEMORY)?;
        Some(Peak {})
    }
}

/// On Windows nothing of it can be given up without a job object, for which there is no safe code.
#[cfg(not(unix))]
pub(super) fn at_once() -> Option<Peak> {
    Some(Peak {})
}

/// The address space that the program takes up just now.
#[cfg(target_os = "linux")]
fn own_size() -> Option<u64> {
    told(&std::fs::read_to_string("/proc/self/status").ok()?, "VmSize:")?.checked_mul(1024)
}

/// A number of kilobytes out of what Linux tells about a process.
#[cfg(target_os = "linux")]
fn told(status: &str, word: &str) -> Option<u64> {
    status.lines().find_map(|line| line.strip_prefix(word))?.split_whitespace().next()?.parse().ok()
}

impl Peak {
    /// In kilobytes; nothing where the system does not say.
    pub(super) fn kilobytes(&mut self) -> u64 {
        #[cfg(target_os = "linux")]
        {
            use std::io::Read;
            let mut text = [0; 2_048];
            let count = self.status.as_mut().and_then(|status| status.read(&mut text).ok()).unwrap_or(0);
            told(&String::from_utf8_lossy(&text[..count]), "VmHWM:").unwrap_or(0)
        }
        #[cfg(not(target_os = "linux"))]
        0
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, TargetArch, apply_filter};

    /// All that a reader asks of the system: its two pipes, memory, the time, and its end. It opens no file, starts no
    /// program and no thread, knows no network and no other process; such a wish is answered as forbidden.
    const ALLOWED: [i64; 22] = [
        libc::SYS_read,
        libc::SYS_readv,
        libc::SYS_write,
        libc::SYS_writev,
        libc::SYS_lseek,
        libc::SYS_fstat,
        libc::SYS_close,
        libc::SYS_mmap,
        libc::SYS_munmap,
        libc::SYS_mremap,
        libc::SYS_mprotect,
        libc::SYS_madvise,
        libc::SYS_brk,
        libc::SYS_futex,
        libc::SYS_rt_sigaction,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigreturn,
        libc::SYS_sigaltstack,
        libc::SYS_getrandom,
        libc::SYS_clock_gettime,
        libc::SYS_exit,
        libc::SYS_exit_group,
    ];

    pub(super) fn only_read_and_answer() -> Option<()> {
        let machine = TargetArch::try_from(std::env::consts::ARCH).ok()?;
        let rules = ALLOWED.into_iter().map(|call| (call, Vec::new())).collect();
        let forbidden = SeccompAction::Errno(u32::try_from(libc::EPERM).ok()?);
        let filter = SeccompFilter::new(rules, forbidden, SeccompAction::Allow, machine).ok()?;
        let program: BpfProgram = filter.try_into().ok()?;
        apply_filter(&program).ok()
    }
}
