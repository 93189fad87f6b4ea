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
        "copy" => dialog.set_title("控えを選ぶ").add_filter("控え (*.kbk)", &["kbk"]).blocking_pick_file(),
        "rejects_file" => dialog
            .set_title("取り込めない行の保存先")
            .add_filter("Excel (*.xlsx)", &["xlsx"])
            .set_file_name("取り込めない行.xlsx")
            .blocking_save_file(),
        "returned_file" => dialog
            .set_title("事業所へ返すファイルの保存先")
            .add_filter("Excel (*.xlsx)", &["xlsx"])
            .set_file_name("お返しするファイル.xlsx")
            .blocking_save_file(),
        "recipe_file" => {
            dialog.set_title("読み取り方のファイル").add_filter("読み取り方 (*.toml)", &["toml"]).blocking_pick_file()
        }
        "recipe_out" => dialog
            .set_title("読み取り方の保存先")
            .add_filter("読み取り方 (*.toml)", &["toml"])
            .set_file_name("読み取り方.toml")
            .blocking_save_file(),
        "report_csv" => dialog
            .set_title("報告の保存先")
            .add_filter("CSV (*.csv)", &["csv"])
            .set_file_name("報告.csv")
            .blocking_save_file(),
        "report_xlsx" => dialog
            .set_title("報告の保存先")
            .add_filter("Excel (*.xlsx)", &["xlsx"])
            .set_file_name("報告.xlsx")
            .blocking_save_file(),
        "rules_file" => {
            dialog.set_title("試すファイル").add_filter("方針・法改正の見込み (*.toml)", &["toml"]).blocking_pick_file()
        }
        "seal_file" => dialog.set_title("印影の画像").add_filter("画像 (*.png)", &["png"]).blocking_pick_file(),
        _ => dialog.set_title("フォルダーを選ぶ").blocking_pick_folder(),
    };
    chosen.map(|path| path.to_string())
}

/// The system's own dialog for a printer, on what the window shows to one: pages of this size, to the edge of the paper.
/// Blocks; `false` when it cannot be opened.
pub fn print(window: &tauri::WebviewWindow, width_mm: f64, height_mm: f64) -> bool {
    #[cfg(target_os = "linux")]
    {
        let (told, closed) = std::sync::mpsc::channel();
        let opened = window.with_webview(move |view| {
            use webkit2gtk::PrintOperationExt;
            // What the web view prints by itself has margins, and the letter would shrink or flow over.
            let paper = gtk::PaperSize::new_custom("paper", "paper", width_mm, height_mm, gtk::Unit::Mm);
            let a4 = gtk::PaperSize::new(Some("iso_a4"));
            let paper =
                if a4.width(gtk::Unit::Mm) == width_mm && a4.height(gtk::Unit::Mm) == height_mm { a4 } else { paper };
            let setup = gtk::PageSetup::new();
            setup.set_paper_size(&paper);
            setup.set_top_margin(0.0, gtk::Unit::Mm);
            setup.set_bottom_margin(0.0, gtk::Unit::Mm);
            setup.set_left_margin(0.0, gtk::Unit::Mm);
            setup.set_right_margin(0.0, gtk::Unit::Mm);
            let operation = webkit2gtk::PrintOperation::new(&view.inner());
            operation.set_page_setup(&setup);
            operation.run_dialog(None::<&gtk::Window>);
            // Whoever asked may have gone.
            let _ = told.send(());
        });
        opened.is_ok() && closed.recv().is_ok()
    }
    #[cfg(not(target_os = "linux"))]
    {
        // The page says its size and that it has no margins.
        let _ = (width_mm, height_mm);
        window.print().is_ok()
    }
}
