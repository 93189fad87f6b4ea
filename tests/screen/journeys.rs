//! What a clerk does in the window, from the first start to the post.

use tests::program::run;

use crate::window::Window;

/// A filled training society, made once for a test.
fn training(folder: &std::path::Path) {
    run(folder, &["demo", "society", "--members", "120", "--filled"]).ends(0);
}

#[test]
fn a_first_start_leads_through_a_training_society_to_printed_letters() {
    let files = tempfile::tempdir().expect("a temporary folder");
    let (made, out) = (files.path().join("練習"), files.path().join("印刷"));
    std::fs::create_dir_all(&out).expect("a folder");
    let window = Window::open("first-start", &[], &[("folder", &made)]);
    window.sees("start");
    window.picture("start");
    window.click("#make-training");
    window.sees("home");
    window.reads("練習用の組合");
    window.picture("home");
}
