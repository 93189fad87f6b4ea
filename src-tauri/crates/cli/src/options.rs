//! What the options of this program answer to a complaint. The complaints themselves name none: the window says them too, and
//! a workbook that goes back to an employer.

use rules::words::Said;

/// The option or command that answers a complaint, by its code; `place` is where it is, so that the row is named at once.
pub fn answer(code: &str, place: &str) -> Option<Said> {
    let row = row(place);
    Some(match code {
        "already_insured" | "number_taken" => Said::new(
            format!("別の方と確かめたときは --other-person {row} を付けて取り込みます。"),
            format!("Once it is certain that it is another person: --other-person {row}"),
        ),
        "given_name_differs" | "weak_match" | "several_alike" | "answered_different" => Said::new(
            format!("同じ方と確かめたときは --sure {row}、別の方なら --other-person {row} を付けて取り込みます。"),
            format!("If it is the same person: --sure {row}; if another: --other-person {row}"),
        ),
        "name_differs" | "birth_differs" | "correction_taken_back" | "past_differs" | "still_insured" => Said::new(
            format!("この行が正しいと確かめたときは --sure {row} を付けて取り込みます。"),
            format!("Once it is certain that this row is right: --sure {row}"),
        ),
        "symbol_missing" => Said::new(
            "ファイルの事業所は --employer 事業所コード で示します。",
            "--employer CODE says whose file it is.",
        ),
        "duplicate_column" => {
            Said::new("読み込まない列は --column C= で示します。", "--column C= leaves a column out.")
        }
        "column_needs_confirmation" => Said::new(
            "同じ意味のときは --confirm に列名を付けて取り込み直します（例: --confirm 入社日）。",
            "If it does mean the same, import again with --confirm and the column's name (--confirm 入社日).",
        ),
        "relation_code_needs_confirmation" => Said::new(
            "被扶養者異動届のコードのときは --confirm 続柄 を付けて取り込み直します。",
            "If it is the official form's table: --confirm 続柄",
        ),
        "codes_need_meaning" | "sex_codes_unclear" => Said::new(
            "値の意味は --value で示します（例: --value 続柄:3=子、--value 性別:0=男）。",
            "--value says what a value means (--value relation:3=child, --value sex:0=male).",
        ),
        "ambiguous_date" => {
            let column = column(place);
            Said::new(
                format!(
                    "列ごとに書き方が決まっているときは --date で示します（例: --date {column}=西暦、--date {column}=和暦）。"
                ),
                format!(
                    "If the whole column is written so, --date says how (--date {column}=western, --date {column}=wareki)."
                ),
            )
        }
        "rows_torn" | "half_a_file" | "older_file" => Said::new(
            "送り主に確かめて正しいと分かったときは --not-torn を付けて取り込みます（記録に残ります）。",
            "Once the sender has said that it is right: --not-torn (this is recorded)",
        ),
        "recipe_unknown" => {
            Said::new("番号は daicho recipe で確かめられます。", "`daicho recipe` lists their numbers.")
        }
        "hidden_row" => Said::new(
            "隠れた行も取り込むときは --confirm 隠れた行 を付けて取り込み直します。",
            "To import hidden rows too: --confirm hidden_rows",
        ),
        "password_protected" => Said::new(
            "パスワードを書いたファイルを --password-file FILE で示します。",
            "--password-file FILE names a file that holds the password.",
        ),
        "archive_several" => Said::new("--inside 名前 で選びます。", "--inside NAME chooses one."),
        "ledger_missing" => Said::new("新しい台帳は daicho init で作ります。", "`daicho init` makes a new ledger."),
        "ledger_damaged" if place.ends_with(".kbk") => return None,
        "ledger_damaged" | "ledger_gone" => Said::new(
            format!("daicho recover {place} --dry-run で、戻せる控えと足りなくなる記録を確かめられます。"),
            format!("`daicho recover {place} --dry-run` shows which copy there is and what it does not have."),
        ),
        "no_good_copy" => {
            Said::new("ほかのフォルダーの控えは --from で示します。", "--from names a folder with other copies.")
        }
        "not_a_ledger" => Said::new(
            "事業所のファイルは daicho import で取り込みます。",
            "An employer's file is read by `daicho import`.",
        ),
        "no_policy" | "member_unknown_then" => {
            Said::new("時点は --known-at で示します。", "--known-at gives the instant.")
        }
        "batch_unknown" => {
            Said::new("束の番号は daicho plan が示したものです。", "`daicho plan` showed the batch's code.")
        }
        _ => return None,
    })
}

/// The column of a place, as the options take it: `取得!B12` is in the column B.
fn column(place: &str) -> String {
    let cell = place.rsplit('!').next().unwrap_or_default();
    let letters: String = cell.chars().take_while(char::is_ascii_uppercase).collect();
    if letters.is_empty() { "F".to_owned() } else { letters }
}

/// The row of a place, as the options take it: `取得!B12` is in the row `取得!12`.
fn row(place: &str) -> String {
    match place.rsplit_once('!') {
        Some((sheet, cell)) => format!("{sheet}!{}", cell.trim_start_matches(|c: char| c.is_ascii_uppercase())),
        None => place.to_owned(),
    }
}
