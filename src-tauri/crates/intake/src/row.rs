//! One row made into a report: what was understood, and everything that is wrong with the rest.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use rules::calendar::style::{DateStyle, understand_in};
use rules::calendar::{Day, Era, written};
use rules::case::MynaCard;
use rules::words::fold::is_private_use;
use rules::words::{Address, Complaint, Kana, LastFour, Name, Relation, Report, ReportKind, Said, Sex, Weight};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroize;

use crate::cell::{Cell, day_of_serial, letters, number_text};
use crate::columns::{Columns, DayAt, PersonAt};
use crate::field::{DateField, Field, PersonField, Scope, fold};
use crate::habits::{SeenValue, ValueMeaning, compared};
use crate::header::Header;
use crate::my_number::{self, NotAMyNumber};
use crate::reading::{Confirmation, Row};
use crate::refusal::complaint;
use crate::value::{self, Kin, Move};

/// What a sheet reports, as far as its name, its title and its columns say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SheetKind {
    Enrolment,
    Leaving,
    Dependants,
    Registration,
    /// A list of members as they are, or of changes.
    Members,
    /// Each row says for itself.
    Mixed,
}

/// Everything that holds for all rows of a sheet.
pub(crate) struct Plan {
    pub(crate) sheet: Arc<str>,
    pub(crate) header: Header,
    pub(crate) columns: Columns,
    pub(crate) kind: SheetKind,
    /// The day as of which a list was drawn up, when it stands above the header.
    pub(crate) as_of: Option<Day>,
    pub(crate) on: Day,
    pub(crate) confirmed: Vec<Confirmation>,
    pub(crate) with_cells: bool,
    pub(crate) is_1904: bool,
    /// A csv keeps no difference between numbers and texts, so any number may have lost its zeros.
    pub(crate) is_text: bool,
    /// By column: does it hold My Numbers?
    pub(crate) hidden: Vec<bool>,
    /// What a clerk has said that values mean.
    pub(crate) values: Vec<ValueMeaning>,
    /// By column: how it writes its days, where a clerk has said so.
    pub(crate) dates: Vec<Option<DateStyle>>,
    /// What stands in the columns of codes, column by column.
    pub(crate) seen: RefCell<Vec<SeenColumn>>,
}

/// The values of one column of codes.
pub(crate) struct SeenColumn {
    column: usize,
    field: Field,
    values: HashMap<String, (u64, Option<&'static str>)>,
}

/// So many different values a column of codes has at the most; whatever has more holds something else.
const VALUES: usize = 60;

#[allow(clippy::large_enum_variant, reason = "almost every outcome is a row, and it moves straight on to the caller")]
pub(crate) enum Outcome {
    Row(Row),
    Skipped(Said),
    Blank,
}

/// Words that say: this row is none.
const SAMPLE_ONLY: [&str; 3] = ["記入例", "記載例", "入力例"];
const SAMPLE: [&str; 8] = ["例", "記入例", "記載例", "入力例", "見本", "サンプル", "例)", "(例)"];
const END: [&str; 9] = ["以下余白", "合計", "計", "小計", "総計", "以上", "余白", "合計人数", "合計件数"];

impl Plan {
    /// What stands in the columns of codes, the most frequent first.
    pub(crate) fn seen(&self) -> Vec<SeenValue> {
        let mut all = Vec::new();
        for one in self.seen.borrow().iter() {
            let mut values: Vec<SeenValue> = one
                .values
                .iter()
                .map(|(text, (rows, means))| SeenValue {
                    column: letters(one.column),
                    field: one.field,
                    text: text.clone(),
                    rows: *rows,
                    means: *means,
                })
                .collect();
            values.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| a.text.cmp(&b.text)));
            all.extend(values);
        }
        all
    }

    pub(crate) fn read(&self, line: u32, cells: &[Cell<'_>]) -> Outcome {
        if let Some(outcome) = self.no_row(cells) {
            return outcome;
        }
        let mut reader = Reader { plan: self, line, cells, complaints: Vec::new() };
        let report = reader.report();
        let mut complaints = reader.complaints;
        // In the order in which the eye goes through the row.
        if complaints.len() > 1 {
            complaints.sort_by_cached_key(|complaint| column_of(&complaint.place));
        }
        Outcome::Row(Row {
            sheet: Arc::clone(&self.sheet),
            line: u64::from(line),
            report,
            complaints,
            cells: if self.with_cells { self.texts(cells) } else { Vec::new() },
        })
    }

    /// Blank rows, samples, totals and repeated headers.
    fn no_row(&self, cells: &[Cell<'_>]) -> Option<Outcome> {
        let used = |column: usize| {
            self.header.fields.get(column).copied().flatten().is_some_and(|field| field != crate::Field::Ignored)
        };
        let mut any = false;
        let mut filled = 0usize;
        let mut first: Option<&Cell<'_>> = None;
        for (column, cell) in cells.iter().enumerate() {
            if cell.is_blank() {
                continue;
            }
            filled += 1;
            first = first.or(Some(cell));
            any |= used(column);
        }
        let Some(first) = first else { return Some(Outcome::Blank) };
        // Words that stand in no real row, whatever column they were put in.
        let sample = |cell: &Cell<'_>| matches!(cell, Cell::Text(text) if SAMPLE_ONLY.contains(&text.trim()));
        if cells.iter().any(sample) {
            return Some(Outcome::Skipped(Said::new("記入例の行", "a sample row")));
        }
        if let Cell::Text(text) = first {
            let word = short_key(text);
            if SAMPLE.contains(&word.as_ref()) {
                return Some(Outcome::Skipped(Said::new("記入例の行", "a sample row")));
            }
            if END.contains(&word.as_ref()) {
                return Some(Outcome::Skipped(Said::new("合計・余白の行", "a row of totals or the end")));
            }
        }
        if filled <= 2 {
            let ends = |cell: &Cell<'_>| matches!(cell, Cell::Text(text) if END.contains(&short_key(text).as_ref()));
            if cells.iter().any(ends) {
                return Some(Outcome::Skipped(Said::new("合計・余白の行", "a row of totals or the end")));
            }
        }
        if !any {
            return Some(Outcome::Blank);
        }
        // A header printed again on each page: at least two columns hold their own heading.
        let own = self.header.texts.last().is_some()
            && cells
                .iter()
                .zip(&self.header.texts)
                .filter(
                    |(cell, text)| matches!(cell, Cell::Text(cell) if !text.is_empty() && cell.trim() == text.as_str()),
                )
                .take(2)
                .count()
                == 2;
        own.then(|| Outcome::Skipped(Said::new("見出しの繰り返し", "the header again")))
    }

    /// The cells as they came, My Numbers hidden.
    fn texts(&self, cells: &[Cell<'_>]) -> Vec<String> {
        let mut texts = Vec::with_capacity(cells.len().max(self.header.texts.len()));
        for (column, cell) in cells.iter().enumerate() {
            let mut text = match cell {
                Cell::Text(text) => text.trim().to_owned(),
                Cell::TooLong => "（長すぎる文字列）".to_owned(),
                Cell::Uncomputed => "（計算結果なし）".to_owned(),
                other => other.plain().into_owned(),
            };
            let masked = if self.hidden.get(column).copied().unwrap_or(false) {
                Some(my_number::mask(&text))
            } else {
                my_number::mask_within(&text)
            };
            if let Some(masked) = masked {
                text.zeroize();
                text = masked;
            }
            texts.push(text);
        }
        if texts.len() < self.header.texts.len() {
            texts.resize(self.header.texts.len(), String::new());
        }
        texts
    }

    fn has_confirmed(&self, confirmation: Confirmation) -> bool {
        self.confirmed.contains(&confirmation)
    }
}

/// The column of a place (`名簿!D17`), so that A comes before B and Z before AA; the whole row last.
fn column_of(place: &str) -> (usize, String) {
    let cell = place.rsplit('!').next().unwrap_or_default();
    let letters = cell.trim_end_matches(|c: char| c.is_ascii_digit());
    (if letters.is_empty() { usize::MAX } else { letters.len() }, letters.to_owned())
}

/// A word of a few characters without what surrounds it; longer texts are none of the words that are looked for.
fn short_key(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if text.len() > 30 { Cow::Borrowed("") } else { Cow::Owned(fold(text)) }
}

struct Reader<'p, 'c, 'x> {
    plan: &'p Plan,
    line: u32,
    cells: &'c [Cell<'x>],
    complaints: Vec<Complaint>,
}

impl<'p, 'c, 'x> Reader<'p, 'c, 'x> {
    fn report(&mut self) -> Report {
        let plan = self.plan;
        let columns = &plan.columns;
        let dependant_named = columns.of_dependants && self.any(&columns.person);
        let (relation, mut kin_column) = self.relation();
        // Beside dependants' own columns, a row without a dependant is about the insured person.
        let about_insured = columns.of_dependants && !dependant_named;
        let person = if about_insured { &columns.insured } else { &columns.person };
        let sex = self.sex(person.sex);
        // 本人 would have been understood: whatever else stands there is a dependant's.
        let kin_unknown = matches!(relation, Some(Kin::Unknown | Kin::Code(_)));
        let relation = match relation {
            Some(Kin::Is(relation)) => Some(relation),
            Some(Kin::Spouse) => match sex {
                Some(Sex::Male) => Some(Relation::Husband),
                Some(Sex::Female) => Some(Relation::Wife),
                None => {
                    self.say(
                        kin_column.take(),
                        "relation_needs_sex",
                        Weight::Doubt,
                        (
                            "「配偶者」が夫か妻か、性別がなく分かりません。",
                            "A spouse: husband or wife? The sex is missing.",
                        ),
                        ("性別を書くか、続柄を夫・妻で書いてください。", "Write the sex, or 夫 or 妻."),
                    );
                    None
                }
            },
            Some(Kin::Code(_) | Kin::Unknown) | None => None,
        };
        let is_dependant = match relation {
            Some(relation) => relation != Relation::Insured,
            None => {
                dependant_named
                    || kin_unknown
                    || (plan.kind == SheetKind::Dependants && columns.relation.is_none() && !about_insured)
            }
        };

        let moved = self.moved();
        let left = self.day(&columns.left, DateField::Left);
        let acquired = self.acquired(is_dependant);
        let lost = self.lost(is_dependant, left);
        let kind = self.kind(is_dependant, relation, moved, acquired.is_some(), lost.is_some());

        let mut report = Report::empty(kind);
        report.relation = relation;
        report.sex = sex;
        report.acquired = acquired;
        report.lost = lost;
        report.left = left;
        report.employer = self.plain(columns.employer_code).or_else(|| self.plain(columns.employer_name));
        self.numbers(&mut report);
        report.staff_number = self.number(columns.staff_number);
        report.name = self.name(person);
        report.kana = self.kana(person);
        if is_dependant && (columns.of_dependants || columns.insured.has_name()) {
            report.insured_name = self.name(&columns.insured);
            report.insured_kana = self.kana(&columns.insured);
        }
        report.born = self.day(&person.born, DateField::Born);
        report.last_four = self.last_four(person.my_number);
        report.my_number_blank = report.last_four.is_none() && person.my_number.is_some_and(|at| !self.is_hidden(at));
        report.voluntary_until = self.day(&columns.voluntary_until, DateField::VoluntaryUntil);
        report.reason = self.plain(columns.reason);
        report.postcode = self.postcode();
        report.address = self.address();
        report.wants_certificate =
            self.flag(Field::WantsCertificate, columns.wants_certificate, value::yes_or_no, yes_no);
        report.myna_card = self.flag(Field::MynaCard, columns.myna_card, value::myna_card, |card| match card {
            MynaCard::Held => "yes",
            MynaCard::None => "no",
            other => other.code(),
        });
        report.use_registered =
            self.flag(Field::UseRegistered, columns.use_registered, value::use_registration, |it| it.code());
        report.ratio = self.ratio(columns.ratio);
        report.e_certificate_until = self.day(&columns.e_certificate_until, DateField::ECertificateUntil);
        report.as_of = self.day(&columns.as_of, DateField::AsOf).or(plan.as_of);

        self.sanity(&report, person);
        self.required(&report, person);
        report
    }

    // Cells.

    fn cell(&self, column: usize) -> &'c Cell<'x> {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }

    fn place(&self, column: Option<usize>) -> String {
        match column {
            Some(column) => format!("{}!{}{}", self.plan.sheet, letters(column), self.line),
            None => format!("{}!{}", self.plan.sheet, self.line),
        }
    }

    fn say(
        &mut self,
        column: Option<usize>,
        code: &'static str,
        weight: Weight,
        sentence: (impl Into<String>, impl Into<String>),
        hint: (impl Into<String>, impl Into<String>),
    ) {
        self.complaints.push(complaint(self.place(column), code, weight, sentence, hint));
    }

    fn any(&self, person: &PersonAt) -> bool {
        [person.name, person.family, person.given, person.kana, person.family_kana, person.given_kana]
            .into_iter()
            .flatten()
            .any(|column| !self.cell(column).is_blank())
    }

    /// The text of a cell; `None` when there is nothing usable in it, with a complaint when there ought to be.
    fn text(&mut self, column: Option<usize>) -> Option<Cow<'c, str>> {
        let column = column?;
        let cell = self.cell(column);
        match cell {
            Cell::Empty => return None,
            Cell::Fault(_) | Cell::Uncomputed | Cell::TooLong => {
                self.unusable(column);
                return None;
            }
            _ => {}
        }
        let text = cell.plain();
        if text.is_empty() {
            return None;
        }
        if my_number::mask_within(&text).is_some() {
            self.my_number_elsewhere(column);
            return None;
        }
        // The marks that stand for nothing are short.
        if text.len() <= 12 {
            if value::is_blank_mark(&text) {
                self.say(
                    Some(column),
                    "blank_mark",
                    Weight::Note,
                    (format!("「{text}」を空欄として読みました。"), format!("{text} was read as blank.")),
                    ("値があるはずの欄なら、書き直してください。", "If there ought to be a value, write it."),
                );
                return None;
            }
            if value::is_ditto(&text) {
                self.say(
                    Some(column),
                    "ditto_mark",
                    Weight::Doubt,
                    (
                        format!("「{text}」は、どの値のことか確かめられません。"),
                        format!("{text}: which value is meant is not certain."),
                    ),
                    ("省略せずに値を書いてください。", "Write the value out."),
                );
                return None;
            }
        }
        Some(text)
    }

    /// What a clerk has said that a value means, in the words of the reader of values; the value itself where nothing was said.
    fn meant(&self, field: Field, text: Cow<'c, str>) -> Cow<'c, str> {
        if self.plan.values.is_empty() {
            return text;
        }
        let value = compared(&text);
        match self.plan.values.iter().find(|one| one.is_of(field) && one.text == value) {
            Some(said) => Cow::Borrowed(said.word()),
            None => text,
        }
    }

    /// Counts a value of a column of codes.
    fn see(&self, column: Option<usize>, field: Field, text: &str, means: Option<&'static str>) {
        let Some(column) = column else { return };
        let mut seen = self.plan.seen.borrow_mut();
        let at = match seen.iter().position(|one| one.column == column) {
            Some(at) => at,
            None => {
                seen.push(SeenColumn { column, field, values: HashMap::new() });
                seen.len() - 1
            }
        };
        let values = &mut seen[at].values;
        if let Some((rows, _)) = values.get_mut(text) {
            *rows += 1;
        } else if values.len() < VALUES && text.chars().count() <= 12 {
            values.insert(text.to_owned(), (1, means));
        }
    }

    /// A My Number in any other column is not taken in, whatever it was meant for.
    fn my_number_elsewhere(&mut self, column: usize) {
        self.say(
            Some(column),
            "my_number_elsewhere",
            Weight::Refusal,
            (
                "個人番号と思われる12桁の数字があります。この欄の値は取り込みません。",
                "Twelve digits that seem to be a My Number stand here; the value is not taken in.",
            ),
            (
                "列がずれていないか見て、個人番号は個人番号の列だけに書いてください。",
                "See whether columns have shifted; My Numbers belong into their own column alone.",
            ),
        );
    }

    fn unusable(&mut self, column: usize) {
        match self.cell(column) {
            Cell::Fault(text) => self.say(
                Some(column),
                "error_value",
                Weight::Refusal,
                (format!("セルがエラー値（{text}）です。"), format!("The cell is an error ({text}).")),
                (
                    "元の表の式を直し、値が出てから保存し直してください。",
                    "Mend the formula in the book and save it again.",
                ),
            ),
            Cell::Uncomputed => self.say(
                Some(column),
                "formula_without_value",
                Weight::Refusal,
                ("計算結果がありません。", "The formula has no saved result."),
                ("Excelで開いて保存し直してください。", "Open the book in Excel and save it."),
            ),
            _ => self.say(
                Some(column),
                "text_too_long",
                Weight::Refusal,
                ("文字列が長すぎます（上限4,096文字）。", "The text is too long (the limit is 4,096 characters)."),
                ("この欄に入る値だけを残してください。", "Leave only what belongs into this column."),
            ),
        }
    }

    /// A text as it was sent.
    fn plain(&mut self, column: Option<usize>) -> Option<String> {
        let text = self.text(column)?;
        self.characters(column, &text);
        Some(one_line(&value::nfc(&text)))
    }

    /// 外字 and what another program could not write.
    fn characters(&mut self, column: Option<usize>, text: &str) {
        // Everything of interest lies outside ASCII but the question mark. A lost character weighs most, wherever it stands.
        if text.contains('\u{FFFD}') {
            self.say(
                column,
                "lost_character",
                Weight::Refusal,
                ("文字が失われています（�）。", "A character is lost (�)."),
                ("元の表から文字を入れ直してください。", "Write the character again from the original."),
            );
            return;
        }
        for c in text.chars() {
            if is_private_use(c) {
                self.say(
                    column,
                    "private_use_character",
                    Weight::Doubt,
                    (
                        format!("外字（U+{:04X}）が含まれています。ほかの機械では読めません。", u32::from(c)),
                        format!(
                            "There is a private-use character (U+{:04X}) that only the sender's machine knows.",
                            u32::from(c)
                        ),
                    ),
                    ("送り主に正しい文字を確かめ、書き直してください。", "Ask the sender which character it is."),
                );
                return;
            }
        }
    }

    // Numbers.

    /// 記号, 番号, 枝番, 社員番号: text as sent; a number with the zeros its format shows.
    fn number(&mut self, column: Option<usize>) -> Option<String> {
        let at = column?;
        match self.cell(at) {
            Cell::Number { value, .. } if my_number::mask_within(&number_text(*value, 0)).is_some() => {
                self.my_number_elsewhere(at);
                None
            }
            Cell::Number { value, zeros } => {
                if value.fract() != 0.0 || value.abs() >= 1e15 {
                    self.say(
                        column,
                        "odd_number",
                        Weight::Doubt,
                        ("番号の欄に、番号とは思えない数があります。", "This is hardly a number of that kind."),
                        ("列がずれていないか見てください。", "See whether columns have shifted."),
                    );
                    return Some(value.to_string());
                }
                let (shown, bare) = (number_text(*value, *zeros), number_text(*value, 0));
                if shown != bare {
                    self.zeros(column, &shown);
                }
                Some(shown)
            }
            Cell::Date(_) => {
                self.say(
                    column,
                    "number_became_date",
                    Weight::Refusal,
                    ("番号が日付に変わってしまっています。", "A number has become a date."),
                    (
                        "セルの書式を文字列にして、番号を入れ直してください（1-2 のような番号をExcelが日付に変えます）。",
                        "Format the cell as text and write the number again (Excel makes dates of numbers such as 1-2).",
                    ),
                );
                None
            }
            _ => {
                let text = self.text(column)?;
                if value::is_scientific(&text) {
                    self.say(
                        column,
                        "number_scientific",
                        Weight::Refusal,
                        (
                            format!("番号が指数表示（{text}）になっていて、桁が失われています。"),
                            format!("The number is in scientific notation ({text}); digits are lost."),
                        ),
                        (
                            "CSVにする前の元のExcelを送ってもらってください。",
                            "Ask for the original Excel file, from before it became a CSV.",
                        ),
                    );
                    return None;
                }
                self.characters(column, &text);
                let text = one_line(&value::nfc(&text));
                Some(self.whole_digits(column, text))
            }
        }
    }

    /// 12.0 is what a number becomes on its way through another program.
    fn whole_digits(&mut self, column: Option<usize>, text: String) -> String {
        let Some((digits, zeros)) = text.split_once('.') else { return text };
        let counted = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        if !counted || zeros.is_empty() || zeros.bytes().any(|b| b != b'0') {
            return text;
        }
        let digits = digits.to_owned();
        self.say(
            column,
            "number_with_fraction",
            Weight::Note,
            (format!("「{text}」を番号 {digits} と読みました。"), format!("{text} was read as the number {digits}.")),
            ("先頭の0が失われていないか確かめてください。", "See whether leading zeros are lost."),
        );
        digits
    }

    /// 番号 are digits, 枝番 two digits; and neither is longer than the claims' records hold.
    fn likely_numbers(&mut self, report: &mut Report) {
        let columns = &self.plan.columns;
        let at = |own: Option<usize>| own.or(columns.whole_number);
        let digits = |text: &str| !text.is_empty() && text.nfkc().all(|c| c.is_ascii_digit());
        let long = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>() > 38;
        let (symbol_at, number_at, branch_at) =
            (at(columns.symbol), at(columns.number.or(columns.reference)), at(columns.branch));
        if report.symbol.as_deref().is_some_and(long) {
            self.hardly_a_number(symbol_at, "記号", "symbol");
        }
        if report.number.as_deref().is_some_and(|text| !digits(text) || text.chars().count() > 10) {
            self.hardly_a_number(number_at, "番号", "number");
        }
        let Some(branch) = report.branch.as_deref() else { return };
        if !digits(branch) || branch.chars().count() > 2 {
            self.hardly_a_number(branch_at, "枝番", "branch");
        } else if branch.chars().count() == 1 {
            let padded = format!("0{}", branch.nfkc().collect::<String>());
            self.zeros(branch_at, &padded);
            report.branch = Some(padded);
        }
    }

    fn hardly_a_number(&mut self, column: Option<usize>, word: &str, word_en: &str) {
        self.say(
            column,
            "odd_number",
            Weight::Doubt,
            (format!("{word}とは思えない値です。"), format!("This is hardly a {word_en}.")),
            (
                "番号は10桁まで、枝番は2桁までの数字で書いてください。列がずれていないかも見てください。",
                "Write up to ten digits, and two for the branch. See also whether columns have shifted.",
            ),
        );
    }

    fn zeros(&mut self, column: Option<usize>, shown: &str) {
        self.say(
            column,
            "leading_zeros_restored",
            Weight::Note,
            (
                format!("失われた先頭の0を補い、{shown} と読みました。"),
                format!("Lost leading zeros were put back: {shown}."),
            ),
            ("違っていれば、書き直してください。", "If that is wrong, write it again."),
        );
    }

    fn numbers(&mut self, report: &mut Report) {
        let columns = &self.plan.columns;
        report.symbol = self.number(columns.symbol);
        report.number = self.number(columns.number);
        report.branch = self.number(columns.branch);
        if let Some(text) = self.number(columns.whole_number) {
            self.whole_number(report, &text);
        }
        if columns.number.is_none()
            && columns.whole_number.is_none()
            && let Some(number) = self.number(columns.reference)
        {
            // The employer's own counting is not the number on the card until somebody says so.
            if !self.plan.has_confirmed(Confirmation::ReferenceIsNumber) {
                self.confirm(columns.reference, "被保険者整理番号", "番号");
            }
            report.number = Some(number);
        }
        let numberless = columns.number.is_none() && columns.whole_number.is_none() && columns.reference.is_none();
        if numberless && self.plan.has_confirmed(Confirmation::StaffIsNumber) {
            report.number = self.number(columns.staff_number);
        }
        self.likely_numbers(report);
    }

    /// 12-345, 12・345, 12-345-00
    fn whole_number(&mut self, report: &mut Report, text: &str) {
        let separators = ['-', '－', '‐', '−', '・', '/', ' ', '\u{3000}', ':', '：', '_'];
        let parts: Vec<&str> = text.split(separators).filter(|part| !part.is_empty()).collect();
        match parts[..] {
            [number] => report.number = report.number.take().or_else(|| Some(number.to_owned())),
            [symbol, number] if self.plan.columns.symbol.is_none() => {
                report.symbol = Some(symbol.to_owned());
                report.number = Some(number.to_owned());
            }
            [symbol, number, branch] => {
                report.symbol = Some(symbol.to_owned());
                report.number = Some(number.to_owned());
                report.branch = report.branch.take().or_else(|| Some(branch.to_owned()));
            }
            _ => self.say(
                self.plan.columns.whole_number,
                "whole_number_unclear",
                Weight::Doubt,
                ("記号と番号の区切りが分かりません。", "Where the symbol ends and the number begins is not clear."),
                ("記号と番号を別の列に分けてください。", "Put symbol and number into columns of their own."),
            ),
        }
    }

    fn confirm(&mut self, column: Option<usize>, found: &str, meant: &str) {
        self.say(
            column,
            "column_needs_confirmation",
            Weight::Doubt,
            (
                format!("「{found}」の列しかありません。{meant}として読んでよいか、確かめが必要です。"),
                format!("There is only a column {found}; whether it stands for {meant} must be confirmed."),
            ),
            (
                format!("同じ意味かを確かめてください。違うなら{meant}の列を加えてください。"),
                format!("Make sure that it means the same; else add a column {meant}."),
            ),
        );
    }

    // Days.

    fn day(&mut self, at: &DayAt, field: DateField) -> Option<Day> {
        // A lone 年月日 is the whole day.
        let alone =
            at.year.filter(|_| at.era.is_none() && at.month.is_none() && at.day.is_none() && at.whole.is_none());
        if alone.is_none() && (at.year.is_some() || at.era.is_some()) {
            return self.day_in_parts(at, field);
        }
        let column = alone.or(at.whole)?;
        let serial = if field == DateField::Born { 3_000.0..=60_000.0 } else { 20_000.0..=60_000.0 };
        match self.cell(column) {
            Cell::Empty => None,
            Cell::Date(Some(day)) => Some(*day),
            Cell::Date(None) => {
                self.say(
                    Some(column),
                    "impossible_date",
                    Weight::Refusal,
                    ("日付として表せない値です。", "The value is no day that a spreadsheet can show."),
                    ("日付を入れ直してください。", "Write the date again."),
                );
                None
            }
            Cell::Number { value, .. } => {
                let text = number_text(*value, 0);
                if let Some(day) = self.styled(column, &text, field) {
                    return Some(day);
                }
                if serial.contains(value) {
                    return self.serial(column, *value);
                }
                self.written(column, &text)
            }
            Cell::Text(_) => {
                let text = self.text(Some(column))?;
                if let Some(day) = self.styled(column, &text, field) {
                    return Some(day);
                }
                // A csv shows serial numbers as text.
                let number = text.parse().ok().filter(|_| text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit()));
                if let Some(value) = number.filter(|value| self.plan.is_text && serial.contains(value)) {
                    return self.serial(column, value);
                }
                self.written(column, &text)
            }
            _ => {
                self.text(Some(column));
                None
            }
        }
    }

    /// What could mean two days, in the style that a clerk has said of this column.
    fn styled(&self, column: usize, text: &str, field: DateField) -> Option<Day> {
        let style = self.plan.dates.get(column).copied().flatten()?;
        let latest = if field == DateField::Born { self.plan.on } else { self.plan.on.plus_days(366) };
        understand_in(text, style, latest)
    }

    fn serial(&mut self, column: usize, value: f64) -> Option<Day> {
        let day = day_of_serial(value, self.plan.is_1904)?;
        self.say(
            Some(column),
            "serial_number_date",
            Weight::Note,
            (
                format!("日付の書式でない数 {value} を、{day} と読みました。"),
                format!("The number {value} was read as the day {day}."),
            ),
            ("違っていれば、日付を書き直してください。", "If that is wrong, write the date again."),
        );
        Some(day)
    }

    fn written(&mut self, column: usize, text: &str) -> Option<Day> {
        match written::understand(text) {
            Ok(written) => {
                if written.outside_era.is_some() {
                    self.complaints.extend(written.remark(&self.place(Some(column)), text));
                }
                Some(written.day)
            }
            Err(written::Unreadable::Blank) => None,
            Err(why) => {
                self.complaints.push(why.complaint(&self.place(Some(column)), text));
                None
            }
        }
    }

    /// 元号 | 年 | 月 | 日, or 元号 | six digits.
    fn day_in_parts(&mut self, at: &DayAt, field: DateField) -> Option<Day> {
        let split = at.month.is_some() && at.day.is_some();
        let year_column = at.year.or(at.whole);
        if let Some(column) = at.whole
            && at.year.is_none()
            && matches!(self.cell(column), Cell::Date(_))
        {
            let whole = DayAt { whole: Some(column), ..DayAt::default() };
            return self.day(&whole, field);
        }
        let era = self.text(at.era).map(|era| era_word(&era));
        let year = self.text(year_column);
        let (month, day) = if split { (self.text(at.month), self.text(at.day)) } else { (None, None) };
        if year.is_none() && month.is_none() && day.is_none() {
            return None;
        }
        let era = era.unwrap_or_default();
        let year = year.unwrap_or_default();
        let composed = if split {
            format!("{era}{year}.{}.{}", month.unwrap_or_default(), day.unwrap_or_default())
        } else if !era.is_empty() && year.len() < 6 && year.bytes().all(|b| b.is_ascii_digit()) {
            format!("{era}{year:0>6}")
        } else {
            format!("{era}{year}")
        };
        self.written(at.first().or(year_column)?, &composed)
    }

    fn acquired(&mut self, is_dependant: bool) -> Option<Day> {
        let columns = &self.plan.columns;
        if is_dependant && columns.recognized.is_there() {
            let recognized = self.day(&columns.recognized, DateField::Recognized);
            if recognized.is_some() || !columns.acquired.is_there() {
                return recognized;
            }
        }
        if columns.acquired.is_there() {
            return self.day(&columns.acquired, DateField::Acquired);
        }
        if !is_dependant && columns.recognized.is_there() {
            return self.day(&columns.recognized, DateField::Recognized);
        }
        // Only dangerous columns are left. In a list of members or a leaving list the day is not asked for.
        if !matches!(self.plan.kind, SheetKind::Enrolment | SheetKind::Mixed) || is_dependant {
            return None;
        }
        let candidates = [
            (&columns.entered, DateField::Entered, Confirmation::EntryIsAcquired),
            (&columns.hired, DateField::Hired, Confirmation::HiredIsAcquired),
        ];
        let there: Vec<_> = candidates.into_iter().filter(|(at, ..)| at.is_there()).collect();
        let chosen = there.iter().find(|(.., c)| self.plan.has_confirmed(*c)).or_else(|| there.first())?;
        let (at, field, confirmation) = *chosen;
        let day = self.day(at, field)?;
        if !self.plan.has_confirmed(confirmation) {
            self.confirm(at.first(), field.word(), "資格取得日");
        }
        Some(day)
    }

    fn lost(&mut self, is_dependant: bool, left: Option<Day>) -> Option<Day> {
        let columns = &self.plan.columns;
        let lost = if is_dependant && columns.removed.is_there() {
            let removed = self.day(&columns.removed, DateField::Removed);
            if removed.is_none() && columns.lost.is_there() {
                self.day(&columns.lost, DateField::Lost)
            } else {
                removed
            }
        } else if columns.lost.is_there() {
            self.day(&columns.lost, DateField::Lost)
        } else {
            None
        };
        if lost.is_some() {
            return lost;
        }
        let left = left?;
        // Where a column for the day of loss is there but blank, the writer did not mean a loss.
        if columns.lost.is_there() || is_dependant {
            return None;
        }
        if self.plan.has_confirmed(Confirmation::LeftIsDayBefore) {
            return Some(left.after());
        }
        self.say(
            columns.left.first(),
            "lost_day_after_leaving",
            Weight::Note,
            (
                format!("退職日 {left} の翌日 {} を資格喪失日としました。", left.after()),
                format!("The day after leaving work, {}, was taken as the day of loss.", left.after()),
            ),
            (
                "喪失日が違うときは、資格喪失日の列を加えてください。",
                "If the loss is on another day, add a column for it.",
            ),
        );
        Some(left.after())
    }

    // Words.

    fn relation(&mut self) -> (Option<Kin>, Option<usize>) {
        let column = self.plan.columns.relation;
        let Some(text) = self.text(column) else { return (None, column) };
        let shown = text.clone();
        let text = self.meant(Field::Relation, text);
        if text.is_empty() {
            return (None, column);
        }
        let kin = value::kin(&text);
        let means = match kin {
            Kin::Is(relation) => Some(relation.code()),
            Kin::Spouse => Some("spouse"),
            Kin::Code(code) if self.plan.has_confirmed(Confirmation::RelationCodes) => {
                value::relation_of_code(code).map(Relation::code)
            }
            Kin::Code(_) | Kin::Unknown => None,
        };
        self.see(column, Field::Relation, &shown, means);
        match kin {
            Kin::Code(code) => {
                let known = value::relation_of_code(code);
                if known.is_some() && self.plan.has_confirmed(Confirmation::RelationCodes) {
                    return (known.map(Kin::Is), column);
                }
                self.say(
                    column,
                    "relation_code_needs_confirmation",
                    Weight::Doubt,
                    (
                        format!("続柄が番号（{text}）で、どのコード表のものか分かりません。"),
                        format!("The relation is a code ({text}); whose table it is from is not certain."),
                    ),
                    (
                        "被扶養者異動届のコード（01実子・養子 … 10その他）かを確かめるか、夫、妻、子などの言葉で書いてください。",
                        "Make sure that it is the official form's table (01 … 10), or write 夫, 妻, 子 or the like.",
                    ),
                );
                (Some(known.map_or(Kin::Code(code), Kin::Is)), column)
            }
            Kin::Unknown => {
                let shown = my_number::beginning(&text, 12);
                self.say(
                    column,
                    "unknown_relation",
                    Weight::Doubt,
                    (format!("続柄「{shown}」が分かりません。"), format!("The relation {shown} is not known.")),
                    ("夫、妻、子、父、母などの言葉で書いてください。", "Write 夫, 妻, 子, 父, 母 or the like."),
                );
                (Some(Kin::Unknown), column)
            }
            kin => (Some(kin), column),
        }
    }

    fn sex(&mut self, column: Option<usize>) -> Option<Sex> {
        const FIELD: Field = Field::Person(Scope::Open, PersonField::Sex);
        let shown = self.text(column)?;
        let text = self.meant(FIELD, shown.clone());
        if text.is_empty() {
            return None;
        }
        let sex = value::sex(&text);
        self.see(column, FIELD, &shown, sex.map(Sex::code));
        if sex.is_none() {
            self.unknown_word(
                column,
                "unknown_sex",
                "性別",
                "男・女 か 1・2 で書いてください。",
                "Write 男 or 女, 1 or 2.",
            );
        }
        sex
    }

    fn flag<T>(
        &mut self,
        field: Field,
        column: Option<usize>,
        read: fn(&str) -> Option<T>,
        code: fn(&T) -> &'static str,
    ) -> Option<T> {
        let at = column?;
        if let Cell::Flag(flag) = self.cell(at) {
            return read(if *flag { "1" } else { "0" });
        }
        // なし and 無 are words here, not blanks.
        if let Cell::Text(_) | Cell::Number { .. } = self.cell(at) {
            let shown = self.cell(at).plain();
            let text = self.meant(field, shown.clone());
            if text.is_empty() {
                return None;
            }
            if let Some(value) = read(&text) {
                self.see(column, field, &shown, Some(code(&value)));
                return Some(value);
            }
        }
        let shown = self.text(column)?;
        self.see(column, field, &shown, None);
        let heading = self.plan.header.texts.get(at).cloned().unwrap_or_default();
        self.unknown_word(
            column,
            "unknown_word",
            &heading,
            "○・× や 有・無 で書いてください。",
            "Write ○ or ×, 有 or 無.",
        );
        None
    }

    fn ratio(&mut self, column: Option<usize>) -> Option<u8> {
        let text = self.text(column)?;
        let ratio = value::ratio(&text);
        if ratio.is_none() {
            self.unknown_word(
                column,
                "unknown_ratio",
                "負担割合",
                "2割 または 3割 と書いてください。",
                "Write 2割 or 3割.",
            );
        }
        ratio
    }

    fn unknown_word(&mut self, column: Option<usize>, code: &'static str, heading: &str, hint_ja: &str, hint_en: &str) {
        let shown = column.map(|at| my_number::beginning(&self.cell(at).plain(), 12)).unwrap_or_default();
        self.say(
            column,
            code,
            Weight::Doubt,
            (
                format!("{heading}の「{shown}」が分かりません。"),
                format!("{shown} is not understood in the column {heading}."),
            ),
            (hint_ja, hint_en),
        );
    }

    fn moved(&mut self) -> Option<Move> {
        let column = self.plan.columns.change;
        let shown = self.text(column)?;
        let text = self.meant(Field::Change, shown.clone());
        if text.is_empty() {
            return None;
        }
        let moved = value::change(&text);
        let means = moved.map(|moved| match moved {
            Move::In => "in",
            Move::Out => "out",
            Move::Alter => "alter",
        });
        self.see(column, Field::Change, &shown, means);
        if moved.is_none() {
            self.unknown_word(
                column,
                "unknown_change",
                "異動区分",
                "取得・喪失・該当・非該当・変更 のどれかで書いてください。",
                "Write 取得, 喪失, 該当, 非該当 or 変更.",
            );
        }
        moved
    }

    fn kind(
        &self,
        is_dependant: bool,
        relation: Option<Relation>,
        moved: Option<Move>,
        joins: bool,
        leaves: bool,
    ) -> ReportKind {
        let (arrives, goes) = if is_dependant {
            (ReportKind::DependantAdded, ReportKind::DependantRemoved)
        } else {
            (ReportKind::Enrolment, ReportKind::Leaving)
        };
        match (moved, self.plan.kind) {
            (_, SheetKind::Registration) => ReportKind::Registration,
            (Some(Move::In), _) => arrives,
            (Some(Move::Out), _) => goes,
            (Some(Move::Alter), _) => ReportKind::Change,
            (None, SheetKind::Enrolment) => arrives,
            (None, SheetKind::Leaving) => goes,
            (None, SheetKind::Members) => ReportKind::Change,
            // The insured person's own line on a dependants' form tells who it is, and no more.
            (None, SheetKind::Dependants) if relation == Some(Relation::Insured) && !joins => ReportKind::Change,
            (None, SheetKind::Dependants) if !is_dependant => {
                if joins {
                    ReportKind::Enrolment
                } else {
                    ReportKind::Change
                }
            }
            (None, SheetKind::Dependants) => {
                if leaves {
                    goes
                } else {
                    arrives
                }
            }
            (None, SheetKind::Mixed) => {
                if leaves {
                    goes
                } else if joins {
                    arrives
                } else {
                    ReportKind::Change
                }
            }
        }
    }

    // The person.

    fn name(&mut self, person: &PersonAt) -> Option<Name> {
        let whole = self.text(person.name);
        let parts = self.parts(person.family, person.given);
        let (text, split, column) = match (whole, parts) {
            (Some(whole), parts) => {
                self.formula(person.name, &whole);
                let (name, split) = value::name(&whole);
                match parts {
                    Some(joined) if !split => (joined, true, person.name),
                    _ => (name, split, person.name),
                }
            }
            (None, Some(joined)) => {
                let split = joined.contains('\u{3000}');
                (joined, split, person.family.or(person.given))
            }
            (None, None) => return None,
        };
        self.characters(column, &text);
        if text.chars().any(|c| matches!(c, '?' | '？' | '〓' | '■' | '□' | '●' | '*' | '＊') || c.is_ascii_digit())
        {
            self.say(
                column,
                "odd_character",
                Weight::Doubt,
                (
                    "氏名に、名前の文字とは思えないものがあります。",
                    "There is a character that hardly belongs into a name.",
                ),
                (
                    "失われた文字や注記でないか、送り主に確かめてください。",
                    "Ask the sender whether a character was lost.",
                ),
            );
        }
        if !split && text.chars().any(|c| c > '\u{2FFF}') {
            self.say(
                column,
                "name_not_split",
                Weight::Note,
                ("姓と名の区切りがありません。", "Family and given name are not separated."),
                ("姓と名の間に空白を1つ入れてもらうと確かです。", "One space between them would make it certain."),
            );
        }
        Some(Name::new(text))
    }

    /// Nobody is called `=HYPERLINK(…)`, nor lives there: whoever opens it in a spreadsheet again would have it computed.
    fn formula(&mut self, column: Option<usize>, text: &str) {
        if value::is_like_a_formula(text) {
            self.say(
                column,
                "like_a_formula",
                Weight::Doubt,
                (
                    "表計算の数式のように始まる値です（= + - @）。",
                    "The value begins like a formula of a spreadsheet (= + - @).",
                ),
                (
                    "数式や余分な記号でないか送り主に確かめ、正しい値を書いてください。",
                    "Ask the sender whether it is a formula or a stray sign, and write the right value.",
                ),
            );
        }
    }

    fn parts(&mut self, first: Option<usize>, second: Option<usize>) -> Option<String> {
        let mut joined: Vec<String> = Vec::new();
        for column in [first, second] {
            let Some(part) = self.text(column) else { continue };
            self.formula(column, &part);
            joined.push(value::name(&part).0);
        }
        (!joined.is_empty()).then(|| joined.join("\u{3000}"))
    }

    fn kana(&mut self, person: &PersonAt) -> Option<Kana> {
        let column = person.kana.or(person.family_kana).or(person.given_kana);
        let text = match self.text(person.kana) {
            Some(text) => {
                self.formula(person.kana, &text);
                text
            }
            None => Cow::Owned(self.parts(person.family_kana, person.given_kana)?),
        };
        let (kana, _, pure) = value::kana(&text);
        if !pure {
            self.characters(column, &text);
            self.say(
                column,
                "kana_not_kana",
                Weight::Doubt,
                ("カナの欄に、カナ以外の文字があります。", "There is something other than kana in the kana."),
                ("列がずれていないか見て、カナで書いてください。", "See whether columns have shifted, and write kana."),
            );
        }
        Some(Kana::new(kana))
    }

    /// A My Number that this program has hidden in a list of rows to be mended says nothing.
    fn is_hidden(&self, column: usize) -> bool {
        let text = self.cell(column).plain();
        !text.is_empty() && text.chars().all(|c| c == '*' || c == '＊')
    }

    /// Do other numbers of the row begin with zeros? Then no spreadsheet has dropped any: digits that are missing were never written.
    fn keeps_zeros(&self) -> bool {
        let columns = &self.plan.columns;
        let number = |at: usize| {
            let Cell::Text(text) = self.cell(at) else { return false };
            let text = text.trim();
            text.len() > 1 && text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        [columns.symbol, columns.number, columns.branch, columns.postcode].into_iter().flatten().any(number)
    }

    fn last_four(&mut self, column: Option<usize>) -> Option<LastFour> {
        let at = column?;
        if self.is_hidden(at) {
            self.say(
                column,
                "my_number_hidden",
                Weight::Note,
                (
                    "個人番号が伏せられたまま（****）で、待っている行にも台帳にも、この方の番号がありません。",
                    "The My Number is hidden (****), and neither a waiting row nor the ledger has this person's.",
                ),
                ("個人番号をあらためて届け出てもらってください。", "Have it handed in once more."),
            );
            return None;
        }
        let (mut text, from_number) = match self.cell(at) {
            Cell::Number { value, .. } => (number_text(*value, 0), true),
            Cell::Text(_) => {
                let text = self.cell(at).plain();
                if text.is_empty() || value::is_blank_mark(&text) {
                    return None;
                }
                (text.into_owned(), self.plan.is_text && !self.keeps_zeros())
            }
            Cell::Empty => return None,
            _ => {
                self.text(column);
                return None;
            }
        };
        let read = my_number::read(&text, from_number);
        text.zeroize();
        match read {
            Ok(cut) => {
                if cut.padded {
                    self.say(
                        column,
                        "leading_zeros_restored",
                        Weight::Note,
                        (
                            "個人番号の失われた先頭の0を補いました。",
                            "Lost leading zeros of the My Number were put back.",
                        ),
                        ("検査用数字は合っています。", "The check digit fits."),
                    );
                }
                Some(cut.last_four)
            }
            Err(why) => {
                self.not_a_my_number(column, why);
                None
            }
        }
    }

    fn not_a_my_number(&mut self, column: Option<usize>, why: NotAMyNumber) {
        let (code, weight, ja, en, hint_ja, hint_en) = match why {
            NotAMyNumber::NoDigits => (
                "my_number_not_given",
                Weight::Note,
                "個人番号が書かれていません。".to_owned(),
                "No My Number is given.".to_owned(),
                "後から届け出てもらってください。",
                "Have it handed in later.",
            ),
            NotAMyNumber::Scientific => (
                "my_number_scientific",
                Weight::Refusal,
                "個人番号が指数表示（1.23E+11 など）になっていて、桁が失われています。".to_owned(),
                "The My Number is in scientific notation; digits are lost.".to_owned(),
                "桁落ちした値は戻せません。CSVにする前の元のExcelを送ってもらってください。",
                "Lost digits do not come back. Ask for the original Excel file.",
            ),
            NotAMyNumber::Corporate => (
                "corporate_number",
                Weight::Refusal,
                "13桁の法人番号です。個人番号は12桁です。".to_owned(),
                "This is a corporate number of 13 digits; a My Number has 12.".to_owned(),
                "個人番号の列か確かめてください。",
                "See whether it is the right column.",
            ),
            NotAMyNumber::Beside => (
                "my_number_not_alone",
                Weight::Refusal,
                "個人番号の欄に、番号のほかの文字があります。".to_owned(),
                "There is something beside the My Number.".to_owned(),
                "12桁の数字だけを書いてください。",
                "Write the 12 digits alone.",
            ),
            NotAMyNumber::Length(count) => (
                "my_number_length",
                Weight::Refusal,
                format!("個人番号は12桁の数字ですが、数字が{count}桁です。"),
                format!("A My Number has 12 digits; there are {count}."),
                "送り主に確かめてください。",
                "Ask the sender.",
            ),
            NotAMyNumber::CheckDigit => (
                "my_number_check_digit",
                Weight::Refusal,
                "個人番号の検査用数字が合いません。".to_owned(),
                "The check digit of the My Number does not fit.".to_owned(),
                "書き間違いか桁落ちです。本人の通知カードかマイナンバーカードで確かめてもらってください。",
                "A slip or lost digits. Have it checked against the card.",
            ),
        };
        self.say(column, code, weight, (ja, en), (hint_ja, hint_en));
    }

    fn postcode(&mut self) -> Option<String> {
        let column = self.plan.columns.postcode;
        let text = self.text(column)?;
        let from_number = column.is_some_and(|at| matches!(self.cell(at), Cell::Number { .. }));
        match value::postcode(&text) {
            // Six digits of a number lost their zero; a text was written with six by somebody.
            Some((code, padded)) => {
                if padded {
                    self.zeros(column, &code);
                    if !from_number && !self.plan.is_text {
                        self.odd_postcode(column);
                    }
                }
                Some(code)
            }
            None => {
                self.odd_postcode(column);
                None
            }
        }
    }

    fn odd_postcode(&mut self, column: Option<usize>) {
        self.say(
            column,
            "odd_postcode",
            Weight::Doubt,
            ("郵便番号が7桁の数字ではありません。", "The postcode is not seven digits."),
            ("060-0001 のように書いてください。", "Write it as 060-0001."),
        );
    }

    fn address(&mut self) -> Option<Address> {
        let columns = &self.plan.columns;
        let mut address = String::new();
        if let Some(text) = self.plain(columns.address) {
            self.formula(columns.address, &text);
            address.push_str(&text);
        }
        for column in &columns.address_parts {
            let Some(part) = self.plain(Some(*column)) else { continue };
            self.formula(Some(*column), &part);
            let heading = self.plan.header.texts.get(*column).map_or("", String::as_str);
            // A house's name stands apart; 都道府県 and 市区町村 run on.
            let apart = !address.is_empty()
                && (columns.address.is_some()
                    || ["建物", "マンション", "方書", "2", "3", "4", "２", "３"]
                        .iter()
                        .any(|word| heading.contains(word)));
            if apart {
                address.push('\u{3000}');
            }
            address.push_str(&part);
        }
        (!address.is_empty()).then(|| Address::new(address))
    }

    // What must hold between them.

    fn sanity(&mut self, report: &Report, person: &PersonAt) {
        let columns = &self.plan.columns;
        let born_at = person.born.first();
        let lost_at = columns.lost.first().or(columns.removed.first()).or(columns.left.first());
        let acquired_at = columns
            .acquired
            .first()
            .or(columns.recognized.first())
            .or(columns.entered.first())
            .or(columns.hired.first());
        if let Some(born) = report.born {
            if born > self.plan.on {
                self.say(
                    born_at,
                    "future_birth",
                    Weight::Refusal,
                    (format!("生年月日 {born} は未来の日です。"), format!("The birth date {born} lies in the future.")),
                    ("元号や年を確かめてください。", "See to the era and the year."),
                );
            } else if born.year() + 120 < self.plan.on.year() {
                self.say(
                    born_at,
                    "doubtful_birth",
                    Weight::Doubt,
                    (
                        format!("生年月日 {born} では120歳を超えます。"),
                        format!("Born on {born} they would be older than 120."),
                    ),
                    ("元号や年を確かめてください。", "See to the era and the year."),
                );
            }
            if let Some(acquired) = report.acquired
                && acquired < born
                && born <= self.plan.on
            {
                self.say(
                    acquired_at,
                    "acquired_before_birth",
                    Weight::Refusal,
                    (
                        format!("資格取得日 {acquired} が生年月日 {born} より前です。"),
                        format!("Acquired on {acquired}, before the birth on {born}."),
                    ),
                    ("2つの日付を確かめてください。", "See to both dates."),
                );
            }
        }
        if let (Some(acquired), Some(lost)) = (report.acquired, report.lost) {
            if lost < acquired {
                self.say(
                    lost_at,
                    "lost_before_acquired",
                    Weight::Refusal,
                    (
                        format!("喪失日 {lost} が取得日 {acquired} より前です。"),
                        format!("Lost on {lost}, before it was acquired on {acquired}."),
                    ),
                    ("2つの日付が入れ替わっていないか見てください。", "See whether the two dates changed places."),
                );
            } else if lost == acquired {
                self.say(
                    lost_at,
                    "lost_on_day_acquired",
                    Weight::Note,
                    ("取得した日に喪失しています（同日得喪）。", "Acquired and lost on the same day."),
                    ("そのとおりなら、このままで構いません。", "If that is so, nothing need be done."),
                );
            }
        }
        if let (Some(left), Some(lost)) = (report.left, report.lost)
            && lost != left.after()
            && columns.lost.is_there()
        {
            self.say(
                lost_at,
                "lost_not_day_after_leaving",
                Weight::Doubt,
                (
                    format!("喪失日 {lost} が退職日 {left} の翌日ではありません。"),
                    format!("The loss on {lost} is not the day after leaving work on {left}."),
                ),
                (
                    "退職による喪失日は退職日の翌日です。どちらかを確かめてください。",
                    "Who leaves work loses cover on the day after. See to both.",
                ),
            );
        }
        let horizon = self.plan.on.plus_days(366);
        for (day, at) in [(report.acquired, acquired_at), (report.lost, lost_at)] {
            if let Some(day) = day
                && day > horizon
            {
                self.say(
                    at,
                    "far_future",
                    Weight::Doubt,
                    (format!("{day} は1年より先の日です。"), format!("{day} is more than a year ahead.")),
                    ("年を確かめてください。", "See to the year."),
                );
            }
        }
    }

    fn required(&mut self, report: &Report, person: &PersonAt) {
        // What a complaint has already named is not complained of again as missing.
        let refused = self.complaints.iter().any(|complaint| complaint.weight == Weight::Refusal);
        let columns = &self.plan.columns;
        if report.name.is_none() && report.kana.is_none() && report.number.is_none() && report.staff_number.is_none() {
            if !refused {
                self.say(
                    person.name_column().or(columns.number),
                    "nobody_named",
                    Weight::Refusal,
                    ("だれのことか分かりません（氏名も番号もありません）。", "There is neither a name nor a number."),
                    ("氏名か番号を書くか、行を消してください。", "Write a name or a number, or delete the row."),
                );
            }
            return;
        }
        let new = matches!(report.kind, ReportKind::Enrolment | ReportKind::DependantAdded);
        let going = matches!(report.kind, ReportKind::Leaving | ReportKind::DependantRemoved);
        if new && report.name.is_none() && report.kana.is_none() && !refused {
            self.say(
                person.name_column(),
                "name_missing",
                Weight::Refusal,
                ("氏名がありません。", "The name is missing."),
                ("氏名を書いてください。", "Write the name."),
            );
        }
        if new && report.born.is_none() && !self.complained_at(person.born.first()) {
            self.say(
                person.born.first(),
                "born_missing",
                Weight::Doubt,
                ("生年月日がありません。", "The birth date is missing."),
                (
                    "生年月日を書いてください。同じ名前の人と区別できません。",
                    "Write it; namesakes cannot be told apart.",
                ),
            );
        }
        if new
            && report.acquired.is_none()
            && !self.complained_at(columns.acquired.first().or(columns.recognized.first()))
        {
            self.say(
                columns.acquired.first().or(columns.recognized.first()),
                "acquired_missing",
                Weight::Refusal,
                ("資格取得日（認定日）がありません。", "The day of acquisition is missing."),
                ("資格取得日を書いてください。", "Write it."),
            );
        }
        if going
            && report.lost.is_none()
            && !self.complained_at(columns.lost.first().or(columns.removed.first()).or(columns.left.first()))
        {
            self.say(
                columns.lost.first().or(columns.removed.first()),
                "lost_missing",
                Weight::Refusal,
                ("資格喪失日（削除日）がありません。", "The day of loss is missing."),
                ("資格喪失日を書いてください。", "Write it."),
            );
        }
    }

    fn complained_at(&self, column: Option<usize>) -> bool {
        let Some(column) = column else { return false };
        let place = self.place(Some(column));
        self.complaints.iter().any(|complaint| complaint.place == place && complaint.weight > Weight::Note)
    }
}

/// Line ends inside a cell as spaces; control characters gone.
fn one_line(text: &str) -> String {
    if text.chars().any(char::is_control) {
        let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        return spaced.split(' ').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    }
    text.to_owned()
}

fn yes_no(yes: &bool) -> &'static str {
    if *yes { "yes" } else { "no" }
}

/// An era's code (5) as its letter; anything else as it is.
fn era_word(text: &str) -> String {
    let letter = match fold(text).as_str() {
        "1" => Era::Meiji.letter(),
        "3" => Era::Taisho.letter(),
        "5" => Era::Showa.letter(),
        "7" => Era::Heisei.letter(),
        "9" => Era::Reiwa.letter(),
        _ => return text.to_owned(),
    };
    letter.to_string()
}
