//! Lists the commands for Tauri's access list, and puts a page in the place of a screen that has not been built.

use std::path::Path;

/// Every command of the window; each capability names those it needs.
const COMMANDS: &[&str] = &[
    "status",
    "choose",
    "open_ledger",
    "close_ledger",
    "operators_of",
    "recover",
    "idle",
    "lock",
    "unlock",
    "operators",
    "add_operator",
    "change_operator",
    "remove_operator",
    "unlock_operator",
    "set_passphrase",
    "rekey",
    "new_recovery",
    "confirm_recovery",
    "last_four",
    "start_last_four",
    "last_four_status",
    "last_four_due",
    "last_four_answer",
    "last_four_cases",
    "last_four_case",
    "last_four_step",
    "second_letter",
    "release",
    "make_training",
    "presets",
    "check_founding",
    "make_ledger",
    "home",
    "trend",
    "waiting",
    "list",
    "find",
    "people",
    "show",
    "explain",
    "look",
    "difference",
    "cells",
    "import",
    "imports",
    "drops",
    "plan",
    "batches",
    "print",
    "page",
    "printer",
    "printed",
    "layout",
    "save_layout",
    "post",
    "withdraw",
    "journal",
    "who_saw",
    "unusual",
    "close_day",
    "leak",
    "trouble",
    "save_trouble",
    "fallback",
    "cancel",
    "copy",
    "settings",
    "try_policy",
    "adopt_policy",
    "change_society",
    "add_employer",
    "change_employer",
    "kept",
    "back_up",
    "rehearse",
    "rehearse_when_due",
    "restore",
    "way_back",
    "put_back",
    "due_for_deletion",
    "due_members",
    "delete_due",
    "deletion_certificate",
    "hold_deletion",
    "keep_for",
    "report",
    "report_list",
    "save_report",
    "what_if",
    "what_if_list",
];

fn main() {
    let page = Path::new("../ui/dist/index.html");
    println!("cargo:rerun-if-changed=../ui/dist");
    if !page.exists() {
        assert!(
            std::env::var("PROFILE").as_deref() != Ok("release"),
            "ui/dist is missing: build the screen first (npm --prefix ui run build)"
        );
        println!("cargo:warning=ui/dist is missing; the window will be blank until `npm --prefix ui run build`");
        let made = std::fs::create_dir_all("../ui/dist").and_then(|()| {
            std::fs::write(page, "<!doctype html><title>daicho</title><p>npm --prefix ui run build</p>")
        });
        made.expect("the folder of the screen can be written");
    }
    let attributes = tauri_build::Attributes::new().app_manifest(tauri_build::AppManifest::new().commands(COMMANDS));
    tauri_build::try_build(attributes).expect("tauri.conf.json and the capabilities fit together");
}
