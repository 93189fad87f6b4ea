//! 事業所へ返すファイル: the employer's own file comes back with what is to be mended marked in it, in words that whoever works in a
//! personnel office understands.
//!
//! Every sheet, every line and every column stands where it stood; every cell is a text, so that zeros survive. A wrong cell is
//! coloured, and two columns at the right say which line it was and what is wrong. A letter lies with it. Mended and sent back as it
//! is, the file goes in. Reasons name nobody else: what the ledger has of other people is not the employer's to know.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use intake::write::{Cell, Sheet, Texts, xlsx};
use intake::{WholeSheet, letters};
use rules::calendar::Day;
use rules::words::{Complaint, Lang, Said, Weight};

use super::book::{Fate, Line};
use super::quarantine::ROW_NUMBER;
use super::{Import, read_file};
use crate::Failure;
use crate::drafts::Drafts;
use crate::founding::{file_name, sent_name};
use crate::wire::ReturnedFile;

/// Above the column that says what is wrong.
const WHAT: [&str; 2] = ["エラー内容", "what to mend"];

/// Who sends it back, and whose it is.
pub(super) struct From<'f> {
    pub society: &'f str,
    pub phone: &'f str,
    pub employer: Option<&'f str>,
    pub day: Day,
}

/// What the letter counts.
#[derive(Clone, Copy)]
pub(super) struct Counts {
    pub read: u64,
    pub good: u64,
}

/// Writes the employer's own file with what is wrong marked in it. All or nothing.
pub(super) fn write(
    path: &Path,
    import: &Import,
    lines: &[Line],
    from: &From<'_>,
    counts: Counts,
) -> Result<ReturnedFile, Failure> {
    let bytes = read_file(&import.file)?;
    let name = sent_name(&import.file);
    let sheets = crate::reader::whole(&import.request(&bytes, &name, from.day, false))?;
    if sheets.iter().all(|sheet| sheet.header_lines.is_empty()) {
        return Err(Failure::usage(Complaint {
            place: name,
            code: "return_without_header",
            weight: Weight::Refusal,
            sentence: Said::new(
                "届書の様式（KPFD・SHFD）のファイルは、印を付けて返せません。",
                "A file in the form of the state's own program cannot go back with marks in it.",
            ),
            hint: Said::new(
                "取り込めなかった行を書き出した一覧を送り、届書作成プログラムで直してもらってください。",
                "Send the list of the rows that did not go in, to be mended in that program.",
            ),
        }));
    }
    let lang = import.lang;
    let mut marks: HashMap<(&str, u64), Marked> = HashMap::new();
    for line in lines.iter().filter(|line| matches!(line.fate, Fate::Doubtful | Fate::Rejected)) {
        let marked = Marked::of(line, lang);
        marks.insert((&*line.row.sheet, line.row.line), marked);
    }
    let (mend, ours) =
        (marks.values().filter(|one| !one.ours).count() as u64, marks.values().filter(|one| one.ours).count() as u64);
    let cells = marks.values().map(|one| one.columns.len() as u64).sum();
    let mut pages: Vec<Sheet<'_>> = Vec::with_capacity(sheets.len() + 1);
    let mut table: Vec<Vec<Cell>> = Vec::new();
    let mut names: HashSet<String> = HashSet::new();
    for sheet in &sheets {
        // The letter makes it a file of several sheets: one that was read must still be, whatever it is called.
        let read = !sheet.header_lines.is_empty() && intake::is_example(&sheet.name);
        let called = page_name(if read { "データ" } else { &sheet.name }, &mut names);
        for (line, _) in &sheet.lines {
            if let Some(marked) = marks.get(&(sheet.name.as_str(), *line)) {
                table.push(vec![
                    Cell::text(called.as_str()),
                    Cell::text(line.to_string()),
                    Cell::text(marked.places(*line)),
                    Cell::text(marked.said.join("\n")),
                ]);
            }
        }
        pages.push(page(called, sheet, &marks, lang));
    }
    pages.push(letter(&name, from, counts, (mend, ours), table, &mut names, lang));
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut out = Vec::new();
    xlsx(pages, Texts::Shared, &mut out).map_err(|unwritten| Failure::others(unwritten.complaints()))?;
    let mut file = Drafts::new(folder);
    file.whole(&file_name(path), 0, &out)?;
    file.publish()?;
    Ok(ReturnedFile { file: file_name(path), rows: mend, ours, cells })
}

/// What is wrong with a row: its cells, by column, and the sentences.
struct Marked {
    columns: Vec<usize>,
    said: Vec<String>,
    /// Nothing is to be mended in it: the society has to find something out.
    ours: bool,
}

impl Marked {
    fn of(line: &Line, lang: Lang) -> Marked {
        let wrong: Vec<&Complaint> =
            line.row.complaints.iter().filter(|complaint| complaint.weight > Weight::Note).collect();
        let mut columns: Vec<usize> = wrong.iter().filter_map(|one| column_of(&one.place)).collect();
        columns.sort_unstable();
        columns.dedup();
        let ours = wrong.iter().all(|one| is_ours(one.code));
        let mut said: Vec<String> = wrong.iter().map(|one| plain(one, lang)).collect();
        said.dedup();
        Marked { columns, said, ours }
    }

    fn places(&self, line: u64) -> String {
        self.columns.iter().map(|column| format!("{}{line}", letters(*column))).collect::<Vec<_>>().join("、")
    }
}

/// The column of a place (`名簿!D17`); none for a whole row.
fn column_of(place: &str) -> Option<usize> {
    let cell = place.rsplit('!').next()?;
    intake::column(cell.trim_end_matches(|c: char| c.is_ascii_digit())).filter(|_| !cell.starts_with(char::is_numeric))
}

/// What only the society can find out, or has to do: the employer has nothing to mend.
fn is_ours(code: &str) -> bool {
    matches!(code, "number_missing" | "employer_unclear" | "other_employer")
}

/// A complaint as an employer understands it: what is wrong, and what to do.
fn plain(complaint: &Complaint, lang: Lang) -> String {
    let said = match complaint.code {
        "member_unknown" => (
            "この番号（または氏名・生年月日）の方の加入の記録が、健保組合にありません。番号・氏名・生年月日に誤りがないか、資格取得届がまだでないかを確かめてください。",
            "The society has nobody of this number (or name and birth date). Check them, and whether the enrolment was sent.",
        ),
        "dependant_without_insured" => (
            "この記号・番号の被保険者（ご本人）の加入の記録がありません。記号・番号を確かめるか、ご本人の資格取得届を先にお送りください。",
            "The society has no insured person of this number. Check it, or send that person's enrolment first.",
        ),
        "number_taken" => (
            "この記号・番号・枝番は、別の方に使われています。番号を確かめてください。",
            "This number belongs to somebody else. Check the number.",
        ),
        "birth_differs" => (
            "生年月日が、以前の届出と違います。正しい生年月日を確かめて、記入してください。",
            "The birth date differs from an earlier report. Check it and fill in the right one.",
        ),
        "name_differs" => (
            "氏名が以前の届出と違い、生年月日がないため、同じ方か決められません。番号と氏名を確かめ、生年月日も記入してください。",
            "The name differs from an earlier report, and there is no birth date to tell by. Check the number and the name, and add the birth date.",
        ),
        "given_name_differs" => (
            "番号は以前の届出の方と同じですが、名または性別が違います。番号・枝番と氏名を確かめてください。",
            "The number is one of an earlier report, the given name or the sex is not. Check number, branch and name.",
        ),
        "branch_of_another" => (
            "この氏名の方は、以前の届出では同じご家族の別の枝番の方です。枝番を確かめてください。",
            "This name belongs to another branch of the family. Check the branch.",
        ),
        "already_insured" => (
            "生年月日とカナが同じ方が、すでに加入しています。同じ方か別の方かを確かめてください。同じ方の場合は、先に資格喪失届をお送りください。",
            "Somebody with the same birth date and kana is insured already. Check whether it is the same person; then send the loss first.",
        ),
        "last_four_differs" => (
            "個人番号が、以前の届出と違います。ご本人に確かめてください。",
            "The My Number differs from an earlier report. Ask the person.",
        ),
        "acquired_differs" => (
            "資格取得日が、以前の届出と違います。正しい日付を確かめてください。",
            "The day of acquisition differs from an earlier report. Check which is right.",
        ),
        "replaced_since" => (
            "この内容は、その後の届出で変わっています。古い内容でないか確かめてください。",
            "A later report has changed this. Check that it is not out of date.",
        ),
        "employer_unclear" | "other_employer" => (
            "どの事業所の方かを、健保組合で確かめています。直していただく必要はありません。",
            "The society is finding out which employer this is. There is nothing to mend.",
        ),
        "number_missing" => (
            "番号がまだありません。健保組合で番号を付けますので、すでに番号のある方の場合だけ記入してください。",
            "There is no number yet. The society assigns it; fill it in only if the person has one.",
        ),
        "several_alike" | "weak_match" | "answered_different" => (
            "この行の内容だけでは、どなたか決められません。番号と枝番、カナ、生年月日を確かめて、記入してください。",
            "The row alone does not tell who this is. Check number, branch, kana and birth date, and fill them in.",
        ),
        "spells_overlap" => (
            "資格取得日・喪失日が、以前の届出の加入期間と重なっています。正しい日付を確かめて、記入してください。",
            "The days overlap a spell of cover of an earlier report. Check them and fill in the right ones.",
        ),
        "hidden_row" => (
            "この行は、お送りいただいたファイルで隠れていました。届け出る行かどうかを確かめ、届け出る行であればそのまま、そうでなければ行の内容を消してください。",
            "This row was hidden in your file. If it is meant, leave it; if not, clear it.",
        ),
        "sex_codes_unclear" => (
            "性別の 0 と 1 が、男・女のどちらか分かりません。「男」「女」で書いてください。",
            "The sexes are 0 and 1, and which is which is not clear. Write 男 or 女.",
        ),
        code => {
            let hint = employers_hint(code)
                .map_or_else(|| complaint.hint.in_lang(lang), |(ja, en)| if lang == Lang::Ja { ja } else { en });
            let text = format!("{} {hint}", complaint.sentence.in_lang(lang));
            return text
                .replace("台帳", "健保組合の記録")
                .replace("the ledger", "the society's record")
                .trim()
                .to_owned();
        }
    };
    let (ja, en) = said;
    if lang == Lang::Ja { ja.to_owned() } else { en.to_owned() }
}

/// What the employer can do where a clerk could only ask the employer.
fn employers_hint(code: &str) -> Option<(&'static str, &'static str)> {
    let hint = match code {
        "my_number_scientific" => (
            "元のExcelか本人のマイナンバーカードを見て、12桁の番号を書いてください。",
            "See the original Excel file or the person's card, and write the 12 digits.",
        ),
        "my_number_length" | "my_number_check_digit" => (
            "書き間違いか桁落ちです。本人の通知カードかマイナンバーカードを見て、12桁の番号を書いてください。",
            "A slip or lost digits. See the person's card, and write the 12 digits.",
        ),
        "corporate_number" => (
            "会社の番号ではなく、本人の12桁の個人番号を書いてください。",
            "Write the person's own number of 12 digits, not the company's.",
        ),
        "number_scientific" => (
            "元のExcelを見て、番号を省略のない数字で書いてください。",
            "See the original Excel file, and write the number in full.",
        ),
        "private_use_character" => (
            "外字を使わずに、正しい文字（なければ通用する文字）で書いてください。",
            "Write it without private-use characters.",
        ),
        "odd_character" => (
            "失われた文字や注記でないかを確かめ、氏名だけを正しく書いてください。",
            "See whether a character was lost, and write the name alone.",
        ),
        "like_a_formula" => (
            "数式や余分な記号でないかを確かめ、正しい値を書いてください。",
            "See whether it is a formula or a stray sign, and write the right value.",
        ),
        "correction_taken_back" => (
            "古い内容でないか、正しい取得日を確かめてください。",
            "Check that it is not out of date, and which day is right.",
        ),
        "still_insured" => (
            "一度喪失した方か、取得日の訂正かを確かめてください。喪失した方であれば、先に資格喪失届をお送りください。",
            "Check whether the person left in between or the day is corrected. If so, send the loss first.",
        ),
        _ => return None,
    };
    Some(hint)
}

/// A name that a page can have, and none that there is already.
fn page_name(sheet: &str, names: &mut HashSet<String>) -> String {
    let stem = Path::new(sheet).file_stem().and_then(|stem| stem.to_str()).filter(|_| sheet.contains('.'));
    let clean: String = stem.unwrap_or(sheet).chars().filter(|c| !"[]:*?/\\".contains(*c)).take(31).collect();
    let clean = clean.trim_matches('\'').to_owned();
    let mut name = if clean.is_empty() { "Sheet".to_owned() } else { clean };
    let mut number = 2;
    while !names.insert(name.clone()) {
        name = format!("{}_{number}", name.chars().take(27).collect::<String>());
        number += 1;
    }
    name
}

fn page<'s>(name: String, sheet: &'s WholeSheet, marks: &'s HashMap<(&str, u64), Marked>, lang: Lang) -> Sheet<'s> {
    let at = usize::from(lang != Lang::Ja);
    // Behind everything that stands anywhere in the sheet, and right behind the header's own columns.
    let widest = sheet.lines.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0).max(sheet.columns);
    let first = sheet.header_lines.first().copied().unwrap_or(0);
    let last = sheet.header_lines.last().copied().unwrap_or(0);
    let at_line: HashMap<u64, &Vec<String>> = sheet.lines.iter().map(|(line, cells)| (*line, cells)).collect();
    let texts = move |line: u64| -> Vec<Cell> {
        at_line.get(&line).map(|cells| cells.iter().map(|text| cell(text)).collect()).unwrap_or_default()
    };
    let above: Vec<Vec<Cell>> = (1..first.max(1)).map(&texts).collect();
    let header: Vec<Vec<Cell>> = (first..=last)
        .filter(|line| 0 < *line)
        .map(|line| {
            let mut cells = texts(line);
            if line == last {
                cells.resize_with(widest, Cell::default);
                cells.extend([Cell::text(ROW_NUMBER[at]), Cell::text(WHAT[at])]);
            }
            cells
        })
        .collect();
    let end = sheet.lines.last().map_or(0, |(line, _)| *line);
    let rows = (last + 1..=end).map(move |line| {
        let mut cells = texts(line);
        if let Some(marked) = marks.get(&(sheet.name.as_str(), line)) {
            cells.resize_with(widest, Cell::default);
            for column in &marked.columns {
                if let Some(cell) = cells.get_mut(*column) {
                    let text = if let Cell::Text(text) = &*cell { text.clone() } else { String::new() };
                    *cell = Cell::Marked(text);
                }
            }
            let said = marked.said.join("\n");
            let said = if marked.ours { Cell::text(said) } else { Cell::Marked(said) };
            cells.extend([Cell::text(line.to_string()), said]);
        }
        cells
    });
    let mut widths = vec![14.0; widest];
    if 0 < last {
        widths.extend([9.0, 60.0]);
    }
    let page = Sheet::new(name, Vec::<String>::new(), rows.collect::<Vec<_>>())
        .above(above)
        .header_rows(header)
        .widths(widths);
    if sheet.visible { page } else { page.hidden() }
}

fn cell(text: &str) -> Cell {
    if text.is_empty() { Cell::Blank } else { Cell::text(text) }
}

/// The letter that lies with it, last in the file and open when the file is opened.
fn letter<'s>(
    file: &str,
    from: &From<'_>,
    counts: Counts,
    (mend, ours): (u64, u64),
    table: Vec<Vec<Cell>>,
    names: &mut HashSet<String>,
    lang: Lang,
) -> Sheet<'s> {
    let ja = lang == Lang::Ja;
    let mut above: Vec<Vec<Cell>> = Vec::new();
    let mut say = |text: String| above.push(vec![Cell::text(text)]);
    if ja {
        say(from.employer.map_or_else(|| "ご担当者様".to_owned(), |name| format!("{name} 御中")));
        say(format!("{}　{}", from.society, from.phone).trim().to_owned());
        say(from.day.wareki());
        say(String::new());
        say("届出データの修正のお願い".to_owned());
        say(format!("お送りいただいたファイル「{file}」を拝見しました。"));
        say(format!("{}件のうち、{}件はそのまま受け付けました。", counts.read, counts.good));
        say(format!("{mend}件は、下の表のとおり修正（または確認）をお願いします。"));
        if 0 < ours {
            say(format!("{ours}件は、健保組合で確認しています。直していただく必要はありません。"));
        }
        say(String::new());
        say("お願いしたいこと".to_owned());
        say("1. このファイルの黄色のセルを、正しい内容に上書きしてください。".to_owned());
        say("2. 行や列は動かさず、右端の「行番号」「エラー内容」の列もそのままにしてください。".to_owned());
        say("3. 上書き保存して、このファイルをそのままお返しください。受け付け済みの行は、そのままで差し支えありません。".to_owned());
        say("※ 個人番号は、安全のため「****」に置き換えています。黄色のところだけ、正しい番号を入れてください。"
            .to_owned());
    } else {
        say(from.employer.map_or_else(|| "To whom it may concern".to_owned(), |name| format!("To {name}")));
        say(format!("{} {}", from.society, from.phone).trim().to_owned());
        say(from.day.to_string());
        say(String::new());
        say("Please mend the data that you sent".to_owned());
        say(format!("We have read the file \"{file}\"."));
        say(format!("Of {} rows {} were taken as they are.", counts.read, counts.good));
        say(format!("Please mend (or check) {mend} rows as told below."));
        if 0 < ours {
            say(format!("The society is looking into {ours} rows; there is nothing to mend in them."));
        }
        say(String::new());
        say("What to do".to_owned());
        say("1. Write the right content over the yellow cells of this file.".to_owned());
        say("2. Leave rows and columns where they are, the two columns at the right too.".to_owned());
        say("3. Save it and send it back as it is. Rows that were taken already may stay.".to_owned());
        say("My Numbers are replaced by ****. Fill one in only where the cell is yellow.".to_owned());
    }
    say(String::new());
    let (name, header) = if ja {
        ("送付状", ["シート", "行", "セル", "直していただきたいこと"])
    } else {
        ("readme", ["sheet", "line", "cells", "what to mend"])
    };
    Sheet::new(page_name(name, names), header, table).above(above).widths([20.0, 8.0, 14.0, 90.0]).opened()
}
