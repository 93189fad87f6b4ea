//! How long a clerk waits at the window: its start, a search, a long table; and what it costs in memory.
//!
//! `make bench-window` (a release build of the window, a training society of 300,000). Times hold for the machine they were taken
//! on, under Xvfb, without a graphics card; nothing is compared in a test.
#![allow(clippy::print_stdout, clippy::panic, dead_code, reason = "a benchmark tells its figures")]

#[path = "../screen/window.rs"]
mod window;

use std::path::{Path, PathBuf};
use std::time::Instant;

use tests::program::run;
use window::Window;

fn main() {
    let folder =
        std::env::var_os("DAICHO_SOCIETY").map(PathBuf::from).expect("DAICHO_SOCIETY names a training society");
    let ledger = folder.join("ledger.daicho").display().to_string();
    for which in ["first", "again"] {
        start(which, &folder, &ledger);
    }
    let window = open(&folder, &ledger);
    find(&window, &folder);
    scroll(&window);
    scan(&window, &folder);
    memory();
}

fn open(folder: &Path, ledger: &str) -> Window {
    let window =
        Window::open_with("bench", &[ledger], &[], &[("DAICHO_PASSPHRASE_FILE", &folder.join("passphrase.txt"))]);
    window.sees("home");
    window
}

/// From the start of the process to the first result of a search.
fn start(which: &str, folder: &Path, ledger: &str) {
    let begun = Instant::now();
    let window =
        Window::open_with("bench", &[ledger], &[], &[("DAICHO_PASSPHRASE_FILE", &folder.join("passphrase.txt"))]);
    window.until("the box", "return document.querySelector('#find') !== null", &[]);
    let shown = begun.elapsed();
    window.types("#find", "101-1002");
    window.until(
        "a hit",
        "return document.querySelector('[role=option]')?.innerText.includes('101-1002') === true",
        &[],
    );
    let found = begun.elapsed();
    window.until("the counts", "return document.querySelectorAll('[data-screen=home] a').length > 5", &[]);
    println!(
        "start ({which}): search box {:.2} s, first result {:.2} s, today's counts {:.2} s (goal: search within 2 s)",
        shown.as_secs_f64(),
        found.as_secs_f64(),
        begun.elapsed().as_secs_f64()
    );
}

/// From a key press to the result on the screen, for a hundred members.
fn find(window: &Window, folder: &Path) {
    let truth = std::fs::read_to_string(folder.join("truth.jsonl")).expect("truth.jsonl");
    let lines: Vec<&str> = truth.lines().collect();
    let queries: Vec<String> = lines
        .iter()
        .step_by((lines.len() / 100).max(1))
        .map(|line| {
            let one: serde_json::Value = serde_json::from_str(line).expect("JSON");
            let text = |field: &str| one[field].as_str().unwrap_or_default().to_owned();
            format!("{}-{}-{}", text("symbol"), text("number"), text("branch"))
        })
        .collect();
    let script = format!(
        "const queries = {}; const box = document.querySelector('#find'); box.focus();
         const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
         const times = [];
         const next = (at) => {{
           if (at >= queries.length) {{ times.sort((a, b) => a - b); done(times); return; }}
           const begun = performance.now(); write.call(box, queries[at]); box.dispatchEvent(new Event('input', {{ bubbles: true }}));
           const look = () => {{
             const first = document.querySelector('[role=option]');
             if (first !== null && first.innerText.includes(queries[at])) {{ times.push(performance.now() - begun); setTimeout(() => next(at + 1), 30); }}
             else if (performance.now() - begun > 5000) {{ times.push(5000); next(at + 1); }}
             else {{ requestAnimationFrame(look); }}
           }};
           requestAnimationFrame(look);
         }};
         next(0);",
        serde_json::to_string(&queries).expect("JSON")
    );
    let times: Vec<f64> = window
        .measure("the searches", &script, &[])
        .as_array()
        .expect("times")
        .iter()
        .filter_map(serde_json::Value::as_f64)
        .collect();
    let p = |part: f64| times[((times.len() - 1) as f64 * part) as usize];
    println!(
        "find: {} searches, key to result p50 {:.0} ms, p95 {:.0} ms (goal p95 100 ms)",
        times.len(),
        p(0.5),
        p(0.95)
    );
}

/// The table of everyone, by leaps: how long a row stays blank.
fn scroll(window: &Window) {
    window.keys(&(thirtyfour::Key::Alt.value().to_string() + "3"));
    window.sees("members");
    window.until("rows", "return document.querySelectorAll('#people [data-row]').length > 10", &[]);
    let answer = window.measure(
        "the leaps",
        "const rows = document.querySelector('#people'); const end = rows.scrollHeight; const leaps = 60; const waits = [];
         const leap = (at) => {
           if (at > leaps) { waits.sort((a, b) => a - b); done([rows.getAttribute('aria-rowcount'), ...waits]); return; }
           rows.scrollTop = Math.floor(end * ((at * 37) % leaps) / leaps); const begun = performance.now();
           const look = () => {
             const blank = rows.querySelectorAll('.cell-wait').length > 0 || rows.querySelectorAll('[data-row]').length < 10;
             const seen = [...rows.querySelectorAll('[data-row]')].some((row) => { const box = row.getBoundingClientRect(); const own = rows.getBoundingClientRect(); return box.bottom > own.top && box.top < own.bottom; });
             if (!blank && seen) { waits.push(performance.now() - begun); setTimeout(() => leap(at + 1), 10); } else { requestAnimationFrame(look); }
           };
           requestAnimationFrame(look);
         };
         leap(1);",
        &[],
    );
    let all = answer.as_array().expect("times");
    let waits: Vec<f64> = all.iter().skip(1).filter_map(serde_json::Value::as_f64).collect();
    println!(
        "scroll: {} rows, {} leaps through the whole table, rows painted p50 {:.0} ms, longest {:.0} ms (goal 100 ms)",
        all[0].as_str().unwrap_or("?"),
        waits.len(),
        waits[waits.len() / 2],
        waits.last().copied().unwrap_or_default()
    );
}

/// From the end of a scan to its answer on the screen: papers that are looked at, and papers that are received back.
fn scan(window: &Window, folder: &Path) {
    let truth = std::fs::read_to_string(folder.join("truth.jsonl")).expect("truth.jsonl");
    let who: String = truth
        .lines()
        // More than a hundred letters would wait for a second person.
        .take(100)
        .map(|line| {
            let one: serde_json::Value = serde_json::from_str(line).expect("JSON");
            let text = |field: &str| one[field].as_str().unwrap_or_default().to_owned();
            format!("{}-{}-{}\n", text("symbol"), text("number"), text("branch"))
        })
        .collect();
    std::fs::write(folder.join("who.txt"), who).expect("a list");
    let plan = ["plan", "ledger.daicho", "--kind", "notice", "--members", "who.txt", "--without-unprintable", "--json"];
    let planned = run(folder, &plan).json();
    let batch = planned["batch"].as_str().expect("a batch").to_owned();
    let letters = folder.join(&batch);
    std::fs::create_dir(&letters).expect("a folder");
    run(folder, &["print", "ledger.daicho", &batch, "--out", &batch]).ends(0);
    run(folder, &["batch", "ledger.daicho", &batch, "posted"]).ends(0);
    let manifest = std::fs::read_to_string(letters.join("manifest.json")).expect("a manifest");
    let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
    let codes: Vec<&str> =
        manifest["sheets"].as_array().expect("sheets").iter().filter_map(|sheet| sheet["paper"].as_str()).collect();
    window.keys(&(thirtyfour::Key::Alt.value().to_string() + "6"));
    window.sees("papers");
    window.until("the bench", "return document.querySelectorAll('#scan-modes input').length > 10", &[]);
    for (what, mode, half) in [("looked at", "0", 0), ("received", "1", 1)] {
        let half = &codes[codes.len() / 2 * half..codes.len() / 2 * (half + 1)];
        let script = format!(
            "const codes = {}; const field = document.querySelector('#scan-code');
             const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
             const read = (text) => {{
               write.call(field, text); field.dispatchEvent(new Event('input', {{ bubbles: true }})); field.form.requestSubmit();
             }};
             const times = [];
             const next = (at) => {{
               if (at >= codes.length) {{ times.sort((a, b) => a - b); done(times); return; }}
               const begun = performance.now(); read(codes[at]);
               const look = () => {{
                 if (document.querySelector('#scan-answer')?.innerText.includes(codes[at])) {{ times.push(performance.now() - begun); setTimeout(() => next(at + 1), 20); }}
                 else if (performance.now() - begun > 5000) {{ times.push(5000); next(at + 1); }}
                 else {{ requestAnimationFrame(look); }}
               }};
               requestAnimationFrame(look);
             }};
             read(given[0]); setTimeout(() => next(0), 100);",
            serde_json::to_string(half).expect("JSON")
        );
        let answer = window.measure("the scans", &script, &[mode]);
        let times: Vec<f64> = answer.as_array().expect("times").iter().filter_map(serde_json::Value::as_f64).collect();
        let p = |part: f64| times[((times.len() - 1) as f64 * part) as usize];
        println!(
            "scan: {} papers {what}, scan to answer p50 {:.0} ms, p95 {:.0} ms (goal p95 200 ms)",
            times.len(),
            p(0.5),
            p(0.95)
        );
    }
}

/// Resident memory of the program and of the web view's processes.
fn memory() {
    for name in ["daicho-window", "WebKitWebProces", "WebKitNetworkPr"] {
        let mut kilobytes = 0_u64;
        for entry in std::fs::read_dir("/proc").into_iter().flatten().flatten() {
            let comm = std::fs::read_to_string(entry.path().join("comm")).unwrap_or_default();
            if comm.trim() == name {
                let status = std::fs::read_to_string(entry.path().join("status")).unwrap_or_default();
                let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
                kilobytes +=
                    line.and_then(|text| text.trim().trim_end_matches(" kB").trim().parse::<u64>().ok()).unwrap_or(0);
            }
        }
        println!("memory: {name:<16} {:>5} MB", kilobytes / 1000);
    }
}
