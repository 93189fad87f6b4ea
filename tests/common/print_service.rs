//! A print service of the test's own: the system's CUPS with folders of its own, and a printer whose paper is a folder.

use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The printer that there is.
pub const OFFICE: &str = "office";

/// CUPS, as long as this lives.
pub struct PrintService {
    folder: tempfile::TempDir,
    service: Child,
    port: u16,
}

impl PrintService {
    /// Starts the service with one printer, two-sided and with two trays.
    ///
    /// # Panics
    /// When CUPS is missing or does not start.
    #[must_use]
    pub fn start() -> PrintService {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        // The service does its work as somebody with few rights, who must come as far as here.
        open(folder.path(), 0o755);
        for name in ["etc", "etc/ppd", "bin", "bin/backend", "cache", "state", "spool", "tmp", "log"] {
            std::fs::create_dir(at(name)).expect("a folder");
        }
        std::fs::create_dir(at("paper")).expect("a folder");
        open(&at("paper"), 0o777);
        for entry in std::fs::read_dir("/usr/lib/cups").expect("CUPS (Debian: cups)").flatten() {
            if entry.file_name() != "backend" {
                symlink(entry.path(), at("bin").join(entry.file_name())).expect("a link");
            }
        }
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("common/print_service");
        std::fs::copy(here.join("paper"), at("bin/backend/paper")).expect("the cable");
        open(&at("bin/backend/paper"), 0o755);
        let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a port").port();
        let root = folder.path().display();
        std::fs::write(
            at("etc/cups-files.conf"),
            format!(
                "ServerRoot {root}/etc\nServerBin {root}/bin\nCacheDir {root}/cache\nStateDir {root}/state\n\
                 RequestRoot {root}/spool\nTempDir {root}/tmp\nErrorLog {root}/log/error\nAccessLog {root}/log/access\n\
                 PageLog {root}/log/page\nSystemGroup root\n"
            ),
        )
        .expect("a file");
        std::fs::write(
            at("etc/cupsd.conf"),
            format!(
                "Listen 127.0.0.1:{port}\nBrowsing Off\nDefaultAuthType None\nWebInterface No\n\
                 <Location />\nOrder allow,deny\nAllow localhost\n</Location>\n\
                 <Policy default>\n<Limit All>\nOrder deny,allow\n</Limit>\n</Policy>\n"
            ),
        )
        .expect("a file");
        let service = Command::new("cupsd")
            .arg("-f")
            .args(["-c".as_ref(), at("etc/cupsd.conf").as_os_str()])
            .args(["-s".as_ref(), at("etc/cups-files.conf").as_os_str()])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("CUPS (Debian: cups)");
        let service = PrintService { folder, service, port };
        service.wait("the print service", || TcpStream::connect(("127.0.0.1", port)).is_ok());
        let cable = format!("paper:{}", service.paper().display());
        let office = here.join("office.ppd").display().to_string();
        service.admin("lpadmin", &["-p", OFFICE, "-E", "-v", &cable, "-P", &office]);
        service
    }

    /// Where it is asked.
    #[must_use]
    pub fn server(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// What lies in the printer's tray.
    #[must_use]
    pub fn paper(&self) -> PathBuf {
        self.folder.path().join("paper")
    }

    /// What came out, file by file in the order of the jobs.
    ///
    /// # Panics
    /// When the folder is gone.
    #[must_use]
    pub fn sheets(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.paper()).expect("the tray").flatten().map(|entry| entry.path());
        let named = |path: &PathBuf| path.file_name().is_some_and(|name| !name.to_string_lossy().starts_with('.'));
        let mut sheets: Vec<PathBuf> =
            entries.filter(|path| path.extension().is_some_and(|end| end == "pdf")).filter(named).collect();
        sheets.sort();
        sheets
    }

    /// What happens to the next job, in the words of the printer's cable.
    ///
    /// # Panics
    /// When it cannot be said.
    pub fn plan(&self, what: &str) {
        std::fs::write(self.paper().join("plan"), format!("{what}\n")).expect("a file");
    }

    /// Asks one of CUPS's own programs.
    ///
    /// # Panics
    /// When it does not do it.
    pub fn admin(&self, program: &str, arguments: &[&str]) {
        let done = Command::new(program)
            .args(arguments)
            .env("CUPS_SERVER", self.server())
            .stdin(Stdio::null())
            .output()
            .expect("CUPS (Debian: cups-client)");
        assert!(done.status.success(), "{program}: {}", String::from_utf8_lossy(&done.stderr));
    }

    /// Waits until something is there.
    ///
    /// # Panics
    /// When it takes longer than half a minute.
    pub fn wait(&self, what: &str, is_there: impl Fn() -> bool) {
        let begun = Instant::now();
        while !is_there() {
            assert!(begun.elapsed() < Duration::from_secs(30), "no {what} after 30 s");
            std::thread::park_timeout(Duration::from_millis(20));
        }
    }
}

impl Drop for PrintService {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.service.kill();
        let _ = self.service.wait();
    }
}

fn open(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("rights");
}
