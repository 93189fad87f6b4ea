//! Where a ledger may lie: a plain private file of our own, on a disk of this machine.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// The whole path, without links on the way. The name itself is not followed.
pub(crate) fn whole(path: &Path) -> Result<PathBuf> {
    // SQLite would read such a name as a URI with settings in it.
    if path.as_os_str().as_encoded_bytes().get(..5).is_some_and(|head| head.eq_ignore_ascii_case(b"file:")) {
        return Err(Error::NotALedger(path.to_owned()));
    }
    let Some(name) = path.file_name() else { return Err(Error::NotALedger(path.to_owned())) };
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let folder = folder.canonicalize().map_err(|error| io(path, &error))?;
    Ok(folder.join(name))
}

/// What the system's complaint means to a clerk.
pub(crate) fn io(path: &Path, error: &std::io::Error) -> Error {
    use std::io::ErrorKind as Kind;
    let path = path.to_owned();
    match error.kind() {
        Kind::NotFound => Error::Missing(path),
        Kind::AlreadyExists => Error::AlreadyExists(path),
        Kind::PermissionDenied | Kind::ReadOnlyFilesystem => Error::ReadOnly(path),
        Kind::StorageFull | Kind::QuotaExceeded => Error::DiskFull(path),
        _ => Error::Io { path, what: error.to_string() },
    }
}

/// Refuses what is not a plain private file of our own. `whole` is a path without links on the way.
pub(crate) fn private(whole: &Path, shown: &Path) -> Result<std::fs::Metadata> {
    let found = whole.symlink_metadata().map_err(|error| io(shown, &error))?;
    let refuse = |ja, en| Err(Error::NotPrivate { path: shown.to_owned(), ja, en });
    if found.file_type().is_symlink() {
        return refuse("リンクです", "a symbolic link");
    }
    if !found.is_file() {
        return Err(Error::NotALedger(shown.to_owned()));
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        if found.nlink() > 1 {
            return refuse("別の名前でも開けます", "a second name, a hard link");
        }
        if found.uid() != rustix::process::geteuid().as_raw() {
            return refuse("所有者が違います", "another owner");
        }
        if found.mode() & 0o077 != 0 {
            return refuse("ほかの利用者にも許可されています", "open to group or others");
        }
    }
    Ok(found)
}

/// Refuses a file that cannot be written, or beside which nothing can be.
pub(crate) fn writable(whole: &Path, shown: &Path) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let found = whole.symlink_metadata().map_err(|error| io(shown, &error))?;
        let folder = whole.parent().unwrap_or(whole);
        let mounted = rustix::fs::statvfs(folder).map_err(|error| io(shown, &error.into()))?;
        let fixed = mounted.f_flag.contains(rustix::fs::StatVfsMountFlags::RDONLY);
        if fixed || found.mode() & 0o200 == 0 || rustix::fs::access(folder, rustix::fs::Access::WRITE_OK).is_err() {
            return Err(Error::ReadOnly(shown.to_owned()));
        }
    }
    #[cfg(not(unix))]
    if whole.metadata().is_ok_and(|found| found.permissions().readonly()) {
        return Err(Error::ReadOnly(shown.to_owned()));
    }
    Ok(())
}

/// Refuses a folder on a network drive.
pub(crate) fn local(whole: &Path, shown: &Path) -> Result<()> {
    #[cfg(target_os = "linux")]
    {
        let folder = whole.parent().unwrap_or(whole);
        let system = rustix::fs::statfs(folder).map_err(|error| io(shown, &error.into()))?;
        if is_remote(u32::try_from(system.f_type & 0xffff_ffff).unwrap_or(0)) {
            return Err(Error::NetworkDrive(shown.to_owned()));
        }
    }
    Ok(())
}

/// The `f_type` of NFS, SMB, CIFS, SMB2, FUSE, 9p, Ceph, AFS, Coda, GFS2 and OCFS2.
fn is_remote(kind: u32) -> bool {
    const REMOTE: [u32; 11] = [
        0x6969,
        0x517B,
        0xFF53_4D42,
        0xFE53_4D42,
        0x6573_5546,
        0x0102_1997,
        0x00C3_6400,
        0x5346_414F,
        0x7375_7245,
        0x0116_1970,
        0x7461_636F,
    ];
    REMOTE.contains(&kind)
}

/// Opens a file for reading without following a link at its name.
pub(crate) fn read(whole: &Path, shown: &Path, at_most: u64) -> Result<Vec<u8>> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags((rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::CLOEXEC).bits().cast_signed());
    }
    let file = options.open(whole).map_err(|error| io(shown, &error))?;
    let mut bytes = Vec::new();
    file.take(at_most).read_to_end(&mut bytes).map_err(|error| io(shown, &error))?;
    Ok(bytes)
}

/// Makes a new private file, written and synced.
pub(crate) fn make(whole: &Path, shown: &Path, bytes: &[u8]) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(whole).map_err(|error| io(shown, &error))?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written.map_err(|error| io(shown, &error))
}

/// Gives a finished file its name; a file that already has that name is left alone.
pub(crate) fn publish(from: &Path, to: &Path, shown: &Path) -> Result<()> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            Ok(()) => return Ok(()),
            // This file system does not know the flag.
            Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS) => {}
            Err(error) => return Err(io(shown, &error.into())),
        }
    }
    if to.symlink_metadata().is_ok() {
        return Err(Error::AlreadyExists(shown.to_owned()));
    }
    std::fs::rename(from, to).map_err(|error| io(shown, &error))
}

/// Puts a private file in the place of another: at every moment one of the two lies there, whole.
pub(crate) fn replace(whole: &Path, shown: &Path, bytes: &[u8]) -> Result<()> {
    let mut name = std::ffi::OsString::from(".");
    name.push(whole.file_name().unwrap_or_default());
    name.push(".new");
    let draft = whole.with_file_name(name);
    // What an earlier attempt left behind was never the file.
    let _ = std::fs::remove_file(&draft);
    make(&draft, shown, bytes)?;
    std::fs::rename(&draft, whole).map_err(|error| {
        let _ = std::fs::remove_file(&draft);
        io(shown, &error)
    })?;
    sync_folder(whole);
    Ok(())
}

/// Which file a path leads to just now: a name can be given to another one.
pub(crate) fn identity(whole: &Path) -> Option<(u64, u64)> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        whole.symlink_metadata().ok().map(|found| (found.dev(), found.ino()))
    }
    #[cfg(not(unix))]
    {
        let _ = whole;
        None
    }
}

/// Makes the names in a folder durable.
pub(crate) fn sync_folder(of: &Path) {
    if let Some(folder) = of.parent()
        && let Ok(folder) = File::open(folder)
    {
        // Some file systems cannot sync a folder; then there is nothing more to be done.
        let _ = folder.sync_all();
    }
}

/// Something that announces itself as another kind of file.
pub(crate) fn is_other_kind(head: &[u8]) -> bool {
    const KINDS: [&[u8]; 9] = [
        b"SQLite format 3\0",
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"%PDF",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        b"\xEF\xBB\xBF",
        b"<?xml",
        b"<html",
        b"\x7FELF",
    ];
    // A ledger begins with sixteen random bytes; sixteen bytes that are all text are one in many millions.
    let text = head.get(..16).unwrap_or(head);
    head.is_empty()
        || KINDS.iter().any(|kind| head.starts_with(kind))
        || text.iter().all(|byte| matches!(byte, b'\t' | b'\n' | b'\r' | 0x20..=0x7e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn network_drives_are_known_by_their_kind_and_local_disks_are_not_among_them() {
        for remote in [0x6969, 0x517B, 0xFF53_4D42, 0xFE53_4D42, 0x6573_5546, 0x0102_1997, 0x00C3_6400] {
            assert!(is_remote(remote));
        }
        // ext4, xfs, btrfs, tmpfs, overlayfs
        for local in [0xEF53, 0x5846_5342, 0x9123_683E, 0x0102_1994, 0x794C_7630] {
            assert!(!is_remote(local));
        }
    }

    #[test]
    fn a_name_that_sqlite_would_take_for_a_uri_is_refused() {
        assert!(matches!(whole(Path::new("file:ledger?mode=ro")), Err(Error::NotALedger(_))));
        assert!(matches!(whole(Path::new("FILE:ledger")), Err(Error::NotALedger(_))));
    }

    #[test]
    fn other_kinds_of_file_are_known_by_how_they_begin() {
        assert!(is_other_kind(b""));
        assert!(is_other_kind(b"PK\x03\x04 and the rest of a spreadsheet"));
        assert!(is_other_kind(b"name,kana,born\r\n"));
        assert!(!is_other_kind(&[0x9c, 0x03, 0xf1, 0x7a, 0x88, 0x00, 0x41, 0x42, 0x43, 0xd0, 1, 2, 3, 4, 5, 6]));
    }
}
