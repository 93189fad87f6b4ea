//! What the window leaves behind where nobody asked for anything.

use std::os::unix::fs::PermissionsExt;

use crate::window::Window;

#[test]
fn the_system_keeps_no_image_of_the_window_or_of_what_draws_its_pages() {
    let window = Window::open("images", &[], &[]);
    window.sees("start");
    let draws = |path: &std::path::Path| path.to_string_lossy().contains("WebKitWebProcess");
    let pages = window.running(draws);
    assert!(!pages.is_empty(), "a process draws the pages");
    for id in pages.into_iter().chain([window.process()]) {
        let limits = std::fs::read_to_string(format!("/proc/{id}/limits")).expect("its limits");
        let core = limits.lines().find(|line| line.starts_with("Max core file size")).expect("a limit");
        assert_eq!(core.split_whitespace().skip(4).take(2).collect::<Vec<_>>(), ["0", "0"], "{id}: {core}");
    }
    let log = window.home().join("state/jp.daicho.window/daicho.log");
    let lines = std::fs::read_to_string(&log).expect("a log");
    assert!(lines.contains("started program=\"daicho-window\""), "{lines}");
    assert_eq!(log.metadata().expect("a log").permissions().mode() & 0o777, 0o600);
}
