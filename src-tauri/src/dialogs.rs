//! The system's own windows for choosing files. They are opened from here, so that the screen never names a path that
//! nobody chose.

use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder};

/// Asks for a file or folder; `None` when the clerk changed their mind. Blocks: never on the window's own thread.
pub fn choose(app: &AppHandle, what: &str) -> Option<String> {
    if cfg!(feature = "driven")
        && let Ok(answer) = std::env::var(format!("DAICHO_DRIVEN_{}", what.to_uppercase()))
    {
        return Some(answer);
    }
    let dialog: FileDialogBuilder<_> = app.dialog().file();
    let chosen = match what {
        "ledger" => dialog.set_title("台帳を開く").add_filter("台帳 (*.daicho)", &["daicho"]).blocking_pick_file(),
        "new_ledger" => dialog
            .set_title("新しい台帳の場所")
            .add_filter("台帳 (*.daicho)", &["daicho"])
            .set_file_name("ledger.daicho")
            .blocking_save_file(),
        "import_file" => dialog
            .set_title("取り込むファイル")
            .add_filter("表計算・CSV", &["xlsx", "xlsm", "xls", "ods", "csv", "tsv", "txt"])
            .add_filter("すべてのファイル", &["*"])
            .blocking_pick_file(),
        "rejects_file" => dialog
            .set_title("取り込めない行の保存先")
            .add_filter("Excel (*.xlsx)", &["xlsx"])
            .set_file_name("取り込めない行.xlsx")
            .blocking_save_file(),
        _ => dialog.set_title("フォルダーを選ぶ").blocking_pick_folder(),
    };
    chosen.map(|path| path.to_string())
}
