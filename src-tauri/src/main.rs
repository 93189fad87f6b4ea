//! 資格台帳's window: Tauri around the desk. It converts, asks the desk, and converts back; it knows the clock and no rule.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod clipboard;
#[path = "../crates/cli/src/clock.rs"]
mod clock;
mod commands;
#[path = "../crates/cli/src/config.rs"]
mod config;
#[path = "../crates/cli/src/crash.rs"]
mod crash;
mod dialogs;
#[path = "../crates/cli/src/log.rs"]
mod log;
#[path = "../crates/cli/src/passwords.rs"]
mod passwords;
mod places;
mod session;
mod wire;

use std::io::Write;

use tauri::Manager;

fn main() {
    if let Some(code) = desk::reader::called() {
        std::process::exit(i32::from(code));
    }
    with_clean_environment();
    // Before the web view starts: what it starts in turn takes the limits over.
    crash::leave_nothing(|place| tell("プログラムの誤りです。台帳は元のままです。/ A fault of the program.", place));
    desk::reader::apart(config::old_books());
    log::begin("daicho-window");
    if let Some(folder) = config::unfinished() {
        desk::drafts::tidy(folder);
    }
    let mut builder = tauri::Builder::default();
    // Two windows of a test may run side by side; a clerk's second start shows the first window.
    if !cfg!(feature = "driven") {
        builder = builder.plugin(tauri_plugin_single_instance::init(|app, _, _| {
            if let Some(window) = app.get_webview_window("main") {
                // A window that will not come to the front is there all the same.
                let _ = window.unminimize();
                let _ = window.set_focus();
            }
        }));
    }
    builder
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .plugin(tauri_plugin_dialog::init())
        .plugin(stay_at_home())
        .manage(session::Session::default())
        .setup(|app| {
            show_what_is_typed(app.handle());
            Ok(())
        })
        .on_window_event(|window, event| {
            let session = window.state::<session::Session>();
            match event {
                tauri::WindowEvent::DragDrop(event) => session.dropped(event),
                tauri::WindowEvent::Destroyed => session.copied.clear(),
                _ => {}
            }
        })
        .invoke_handler(commands::all())
        .run(tauri::generate_context!())
        .unwrap_or_else(|error| {
            tracing::error!("no window");
            let sentence = "窓を開けませんでした。画面のある環境で起動してください。/ The window could not be opened.";
            tell(sentence, &error.to_string());
            std::process::exit(4);
        });
}

/// Without a window there is only the terminal; one that cannot be written to cannot be helped.
fn tell(sentence: &str, why: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{sentence} ({why})");
}

/// What would let the environment switch on remote control of what is shipped: WebDriver and inspectors.
const REMOTE_CONTROL: [&str; 6] = [
    "TAURI_WEBVIEW_AUTOMATION",
    "WEBKIT_INSPECTOR_SERVER",
    "WEBKIT_INSPECTOR_HTTP_SERVER",
    "WEBVIEW2_ADDITIONAL_BROWSER_ARGUMENTS",
    "WEBVIEW2_BROWSER_EXECUTABLE_FOLDER",
    "WEBVIEW2_USER_DATA_FOLDER",
];

/// Some graphics drivers leave the window blank with it, and it costs memory.
const NO_DMABUF: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

/// Starts once more with an environment that can be trusted. A process cannot safely change its own.
fn with_clean_environment() {
    let tests = cfg!(any(debug_assertions, feature = "driven"));
    let remote = !tests && REMOTE_CONTROL.iter().any(|name| std::env::var_os(name).is_some());
    let dmabuf = cfg!(target_os = "linux") && std::env::var_os(NO_DMABUF).is_none();
    if !remote && !dmabuf {
        return;
    }
    let Ok(program) = std::env::current_exe() else { return };
    let mut again = std::process::Command::new(program);
    again.args(std::env::args_os().skip(1)).env(NO_DMABUF, "1");
    if !tests {
        for name in REMOTE_CONTROL {
            again.env_remove(name);
        }
    }
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt;
        // Comes back only when the program cannot be started again: then it goes on as it is, unless it could be controlled.
        let _ = again.exec();
        if remote {
            std::process::exit(4);
        }
    }
    #[cfg(not(unix))]
    std::process::exit(again.status().ok().and_then(|status| status.code()).unwrap_or(4));
}

/// Nothing but this program's own pages is ever shown: a content policy alone does not hold a window back.
fn stay_at_home<R: tauri::Runtime>() -> tauri::plugin::TauriPlugin<R> {
    tauri::plugin::Builder::new("stay-at-home")
        .on_navigation(|_, url| {
            let developing = cfg!(not(feature = "custom-protocol")) && url.host_str() == Some("localhost");
            url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost") || developing
        })
        .build()
}

/// On Linux the web view hides what an input method has not committed yet; a clerk must see さいとう while typing it.
fn show_what_is_typed(app: &tauri::AppHandle) {
    #[cfg(target_os = "linux")]
    for window in app.webview_windows().values() {
        let shown = window.with_webview(|view| {
            use webkit2gtk::{InputMethodContextExt, WebViewExt};
            if let Some(context) = view.inner().input_method_context() {
                context.set_enable_preedit(true);
            }
        });
        if let Err(error) = shown {
            tell("変換中の文字を表示できません。/ Text cannot be shown while it is converted.", &error.to_string());
        }
    }
    #[cfg(not(target_os = "linux"))]
    let _ = app;
}
