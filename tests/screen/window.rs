//! One window for one test: a display, WebKit's driver, the program, and what a test may do with them.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::prelude::*;
use thirtyfour::{Capabilities, Key, TimeoutConfiguration};
use tokio::runtime::Runtime;

/// How long anything may take before the test gives up.
const PATIENCE: Duration = Duration::from_secs(30);

/// A window that is open until this value is dropped.
pub struct Window {
    driver: Option<WebDriver>,
    runtime: Runtime,
    processes: Vec<Child>,
    folder: tempfile::TempDir,
    journey: &'static str,
    screen: String,
}

impl Window {
    /// Starts the program with nothing open. `choices` answer the system's dialogs, by what they ask for.
    pub fn open(journey: &'static str, arguments: &[&str], choices: &[(&str, &Path)]) -> Window {
        Window::open_with(journey, arguments, choices, &[])
    }

    /// As [`Window::open`], on another day than the journeys' one.
    pub fn open_on(journey: &'static str, day: &str, choices: &[(&str, &Path)]) -> Window {
        Window::open_with(journey, &[], choices, &[("DAICHO_DRIVEN_TODAY", Path::new(day))])
    }

    /// As [`Window::open`], with more in the environment.
    pub fn open_with(
        journey: &'static str,
        arguments: &[&str],
        choices: &[(&str, &Path)],
        environment: &[(&str, &Path)],
    ) -> Window {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (display, screen) = display();
        let port =
            std::net::TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a port").port();
        // A test may limit how large a file may grow: then the write fails, as on a full disk, instead of the program.
        let mut driver = Command::new("bash");
        driver
            .args(["-c", "trap '' XFSZ; exec WebKitWebDriver \"$@\"", "bash"])
            .args([format!("--port={port}"), "--host=127.0.0.1".to_owned()])
            .current_dir(folder.path())
            .env("DISPLAY", &screen)
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("HOME", folder.path())
            .env("XDG_CONFIG_HOME", folder.path().join("config"))
            .env("XDG_DATA_HOME", folder.path().join("data"))
            .env("XDG_CACHE_HOME", folder.path().join("cache"))
            .env("XDG_STATE_HOME", folder.path().join("state"))
            .env("DAICHO_DRIVEN_TODAY", "2026-04-21")
            .env("GTK_THEME", "Adwaita")
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        for (what, path) in choices {
            driver.env(format!("DAICHO_DRIVEN_{}", what.to_uppercase()), path);
        }
        driver.envs(environment.iter().copied());
        let driver = driver.spawn().expect("WebKitWebDriver (Debian: webkit2gtk-driver)");
        let processes = vec![driver, display];
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let mut capabilities = Capabilities::new();
        let binary = json!({ "binary": program(), "args": arguments });
        capabilities.set("webkitgtk:browserOptions", binary).expect("capabilities");
        let mut window = Window { driver: None, runtime, processes, folder, journey, screen };
        let address = format!("http://127.0.0.1:{port}");
        let started = Instant::now();
        let driver = loop {
            match window.runtime.block_on(WebDriver::new(&address, capabilities.clone())) {
                Ok(driver) => break driver,
                Err(error) => {
                    assert!(started.elapsed() < PATIENCE, "no window: {error}");
                    // The driver has not opened its port yet.
                    std::thread::park_timeout(Duration::from_millis(20));
                }
            }
        };
        let timeouts = TimeoutConfiguration::new(Some(PATIENCE * 2), None, None);
        window.runtime.block_on(driver.update_timeouts(timeouts)).expect("the driver is patient");
        window.driver = Some(driver);
        window
    }

    fn driver(&self) -> &WebDriver {
        self.driver.as_ref().expect("a window is open")
    }

    /// What a piece of script answers. Elements are never held: the screen may draw them anew at any moment.
    pub fn ask(&self, script: &str, arguments: &[&str]) -> Value {
        let values: Vec<Value> = arguments.iter().map(|text| Value::from(*text)).collect();
        let answered = self.runtime.block_on(self.driver().execute(script, values));
        answered.unwrap_or_else(|error| panic!("{script}: {error}")).json().clone()
    }

    /// What a piece of script answers when it is done: it ends by calling `done`; its arguments are in `given`.
    pub fn measure(&self, what: &str, script: &str, arguments: &[&str]) -> Value {
        let given: Vec<Value> = arguments.iter().map(|text| Value::from(*text)).collect();
        let script = format!("const given = [...arguments]; const done = given.pop(); {script}");
        let answered = self.runtime.block_on(self.driver().execute_async(script, given));
        answered.unwrap_or_else(|error| panic!("{what}: {error}")).json().clone()
    }

    /// Waits until a piece of script answers true; the screen itself asks again whenever it has drawn anything.
    #[track_caller]
    pub fn until(&self, what: &str, script: &str, arguments: &[&str]) {
        let waiting = format!(
            "const ask = function() {{ {script} }}; const end = performance.now() + {patience};
             const again = () => {{
               let answer = false; try {{ answer = ask.apply(null, given) === true; }} catch {{ answer = false; }}
               if (answer || performance.now() > end) {{ done(answer); }} else {{ setTimeout(again, 15); }}
             }};
             again();",
            patience = PATIENCE.as_millis(),
        );
        let answer = self.measure(what, &waiting, arguments);
        if answer != Value::Bool(true) {
            self.picture("failed");
            panic!("waited in vain for {what}; the screen says:\n{}", self.text("body"));
        }
    }

    /// Waits for a screen.
    #[track_caller]
    pub fn sees(&self, screen: &str) {
        self.until(screen, "return document.querySelector(`[data-screen=\"${arguments[0]}\"]`) !== null", &[screen]);
    }

    /// Waits for words anywhere on the screen.
    #[track_caller]
    pub fn reads(&self, words: &str) {
        self.until(words, "return document.body.innerText.includes(arguments[0])", &[words]);
    }

    /// The words of an element.
    pub fn text(&self, selector: &str) -> String {
        let text = self.ask("return document.querySelector(arguments[0])?.innerText ?? ''", &[selector]);
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Clicks, once the element is there and may be used.
    #[track_caller]
    pub fn click(&self, selector: &str) {
        self.until(
            selector,
            "const it = document.querySelector(arguments[0]); if (!it || it.disabled || it.getAttribute('aria-disabled') === 'true') return false; it.scrollIntoView({block: 'center'}); it.click(); return true",
            &[selector],
        );
    }

    /// Chooses from a list.
    #[track_caller]
    pub fn chooses(&self, selector: &str, value: &str) {
        self.until(
            selector,
            "const it = document.querySelector(arguments[0]); if (!it || it.disabled) return false; it.focus();
             Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value').set.call(it, arguments[1]);
             it.dispatchEvent(new Event('change', { bubbles: true })); return true",
            &[selector, value],
        );
    }

    /// Types into a field as a keyboard does.
    #[track_caller]
    pub fn types(&self, selector: &str, text: &str) {
        self.until(selector, "const it = document.querySelector(arguments[0]); if (!it || it.disabled) return false; it.focus(); it.select?.(); return document.activeElement === it", &[selector]);
        self.keys(text);
    }

    /// Presses keys wherever the focus is.
    #[track_caller]
    pub fn keys(&self, keys: &str) {
        let pressed = self.runtime.block_on(async { self.driver().active_element().await?.send_keys(keys).await });
        pressed.unwrap_or_else(|error| panic!("{keys}: {error}"));
    }

    /// A key with Ctrl held.
    #[track_caller]
    pub fn ctrl(&self, key: &str) {
        let pressed = self.runtime.block_on(async {
            self.driver().action_chain().key_down(Key::Control).send_keys(key).key_up(Key::Control).perform().await
        });
        pressed.unwrap_or_else(|error| panic!("Ctrl+{key}: {error}"));
    }

    /// Enter, wherever the focus is.
    #[track_caller]
    pub fn enter(&self) {
        self.keys(&Key::Enter.value().to_string());
    }

    /// Closes what lies over the screen.
    #[track_caller]
    pub fn escape(&self) {
        self.keys(&Key::Escape.value().to_string());
        self.until(
            "the screen behind",
            "return document.querySelector('[role=dialog], [role=alertdialog]') === null",
            &[],
        );
    }

    /// Goes to a section by its number.
    #[track_caller]
    pub fn section(&self, number: u8, screen: &str) {
        self.keys(&format!("{}{number}", Key::Alt.value()));
        self.sees(screen);
    }

    /// Opens a ledger from the start, by keyboard.
    #[track_caller]
    pub fn signs_in(&self, ledger: &str, operator: &str, passphrase: &str) {
        self.sees("start");
        self.types("#path", ledger);
        self.until("who may sign in", "return document.querySelector('#operator option') !== null", &[]);
        self.chooses("#operator", operator);
        self.types("#passphrase", passphrase);
        self.enter();
        self.sees("home");
    }

    /// Finds a member by the whole number and opens the page.
    #[track_caller]
    pub fn opens_member(&self, member: &str) {
        self.types("#find", member);
        self.until(
            member,
            "const all = [...document.querySelectorAll('[role=option]')];
             return all.length > 0 && all[0].innerText.includes(arguments[0])",
            &[member],
        );
        self.enter();
        self.until(
            member,
            "return document.querySelector('[data-screen=member] .number-chip')?.innerText.trim() === arguments[0]
               && document.querySelector('#papers') !== null",
            &[member],
        );
    }

    /// The name of its display.
    pub fn display(&self) -> &str {
        &self.screen
    }

    /// The number of the program's process: the child of the driver that runs it.
    pub fn process(&self) -> u32 {
        let program = program().canonicalize().expect("the program is there");
        self.running(|runs| runs == program).pop().expect("the program runs")
    }

    /// The processes on this test's display, by the programs that they run.
    pub fn running(&self, wanted: impl Fn(&Path) -> bool) -> Vec<u32> {
        let here = format!("DISPLAY={}", self.screen);
        let all = std::fs::read_dir("/proc").expect("/proc").flatten();
        all.filter_map(|entry| {
            let id: u32 = entry.file_name().to_str()?.parse().ok()?;
            let runs = std::fs::read_link(entry.path().join("exe")).ok()?.canonicalize().ok()?;
            let environment = std::fs::read(entry.path().join("environ")).ok()?;
            let ours = environment.split(|byte| *byte == 0).any(|one| one == here.as_bytes());
            (ours && wanted(&runs)).then_some(id)
        })
        .collect()
    }

    /// Keeps a picture of the display, as a clerk sees it.
    #[track_caller]
    pub fn picture(&self, name: &str) {
        // What was just asked for has been drawn once the screen has drawn twice more.
        self.until_drawn();
        self.picture_now(name);
    }

    /// Keeps a picture without asking the web view, which waits while a dialog of the system is open.
    #[track_caller]
    pub fn picture_now(&self, name: &str) {
        let folder = shots();
        std::fs::create_dir_all(&folder).expect("a folder for pictures");
        let file = folder.join(format!("{}-{name}.png", self.journey));
        let kept = Command::new("import")
            .args(["-display", &self.screen, "-window", "root"])
            .arg(&file)
            .status()
            .expect("import (Debian: imagemagick)");
        assert!(kept.success(), "no picture of {name}");
        let length = std::fs::metadata(&file).map_or(0, |data| data.len());
        assert!(length > 5_000, "{name} is a blank window ({length} bytes)");
    }

    /// Waits for a window of the system's own, outside the web view, and gives it the keyboard.
    #[track_caller]
    pub fn dialog(&self, name: &str) {
        self.wait_for(name, || self.hand(&["search", "--onlyvisible", "--name", name, "windowfocus", "--sync"]));
    }

    /// Waits for something outside the web view.
    #[track_caller]
    pub fn wait_for(&self, what: &str, is_there: impl Fn() -> bool) {
        let started = Instant::now();
        while !is_there() {
            if started.elapsed() >= PATIENCE {
                self.picture_now("failed");
                panic!("waited in vain for {what}");
            }
            std::thread::park_timeout(Duration::from_millis(100));
        }
    }

    /// The home folder of whoever uses the window.
    pub fn home(&self) -> &Path {
        self.folder.path()
    }

    /// Moves the mouse or presses keys as a hand does, whatever has the keyboard.
    pub fn hand(&self, what: &[&str]) -> bool {
        let done = Command::new("xdotool").args(what).env("DISPLAY", &self.screen).stdout(Stdio::null()).status();
        done.expect("xdotool (Debian: xdotool)").success()
    }

    /// What lies on the display's clipboard, in one of its forms; nothing when it is empty.
    pub fn clipboard(&self, form: &str) -> String {
        let asked = ["-selection", "clipboard", "-out", "-target", form];
        let told = Command::new("xclip").args(asked).env("DISPLAY", &self.screen).stderr(Stdio::null()).output();
        String::from_utf8(told.expect("xclip (Debian: xclip)").stdout).expect("text")
    }

    /// Another program puts something on the display's clipboard.
    pub fn puts_on_clipboard(&self, file: &Path) {
        let asked = ["-selection", "clipboard", "-in"];
        // It stays behind to hand the text out until something else is copied, or the display ends.
        let put =
            Command::new("xclip").args(asked).arg(file).env("DISPLAY", &self.screen).stdout(Stdio::null()).status();
        assert!(put.expect("xclip (Debian: xclip)").success());
    }

    fn until_drawn(&self) {
        let script = "requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(true), 60)));";
        self.measure("the screen to draw", script, &[]);
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if let Some(driver) = self.driver.take() {
            // A window that is gone already needs no farewell.
            let _ = self.runtime.block_on(driver.quit());
        }
        for process in &mut self.processes {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

/// A display of the test's own, and its name.
fn display() -> (Child, String) {
    let mut display = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1280x860x24", "-nolisten", "tcp"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Xvfb (Debian: xvfb)");
    let mut number = String::new();
    let out = display.stdout.take().expect("its output");
    BufReader::new(out).read_line(&mut number).expect("the number of the display");
    (display, format!(":{}", number.trim()))
}

/// The built window: the one that `DAICHO_WINDOW_BIN` names, else the one beside this test.
pub fn program() -> PathBuf {
    if let Some(path) = std::env::var_os("DAICHO_WINDOW_BIN") {
        return PathBuf::from(path);
    }
    target().join("daicho-window")
}

fn target() -> PathBuf {
    let test = std::env::current_exe().expect("a test has a path");
    test.parent().and_then(Path::parent).expect("tests lie in target/PROFILE/deps").to_owned()
}

fn shots() -> PathBuf {
    target().parent().expect("the target folder").join("shots")
}
