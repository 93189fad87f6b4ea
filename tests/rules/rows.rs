//! Reading the tables of `tables/*.md`, and checking one row. A clerk extends the tables, not this file.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use rules::calendar::{self, Day, LAW, Law};
use rules::milestone::{Given, GivenFact, Kind, Milestone, reckon};
use rules::policy::Policies;
use rules::trial::{ADDED_COLUMNS, Record, try_cases_under};

/// Decided columns that are no columns of the answer's table.
const ONLY_IN_JSON: [&str; 3] = ["wait_until", "old_card_because", "certificate_return_because"];

/// One row of a table, with what was given for all of them.
pub struct Row {
    pub place: String,
    pub policy: BTreeMap<String, String>,
    /// Column and word, blanks left out.
    pub given: BTreeMap<String, String>,
    /// Column and word; `-` is a blank.
    pub expected: BTreeMap<String, String>,
}

/// The calendar's questions: their names, and the columns that each needs.
fn ask_calendar(question: &str, row: &BTreeMap<String, String>, law: &Law) -> Option<String> {
    let day = |name: &str| -> Day {
        row.get(name).unwrap_or_else(|| panic!("{question} needs a column {name}")).parse().unwrap()
    };
    let optional = |name: &str| row.get(name).map(|text| text.parse::<Day>().unwrap());
    let yes_no = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    let or_dash = |day: Option<Day>| day.map_or("-".to_owned(), |day| day.to_string());
    Some(match question {
        "old_cards_issued" => yes_no(law.old_cards_issued_on(day("on"))),
        "old_card_good" => yes_no(law.old_card_good_on(day("old_card_printed"), day("on"))),
        "clinics_accept" => yes_no(law.clinics_accept_provisionally_on(day("on"))),
        "term_ends" => calendar::term_of_months(day("from"), row["months"].parse().unwrap()).to_string(),
        "start_at_70" => calendar::start_at_70(day("born")).to_string(),
        "birthday_75" => calendar::birthday_75(day("born")).to_string(),
        "last_before_75" => calendar::last_day_before_75(day("born")).to_string(),
        "doubtful_day" => or_dash(calendar::doubtful_day_75(day("born"))),
        "age" => calendar::age_on(day("born"), day("on")).to_string(),
        "grace_exact" => calendar::grace_exact(day("e_certificate_ends")).to_string(),
        "grace_month_end" => calendar::grace_month_end(day("e_certificate_ends")).to_string(),
        "e_certificate_expiry" => calendar::e_certificate_expiry(day("born"), day("issued")).to_string(),
        "myna_card_expiry" => {
            let stay = optional("stay_until");
            calendar::myna_card_expiry_under(law, day("born"), day("applied"), day("issued"), stay).to_string()
        }
        "move_in_report_by" => calendar::move_in_report_by(day("moved"), optional("announced_out")).to_string(),
        "continued_use_by" => calendar::continued_use_by(day("from")).to_string(),
        "apply_abroad_by" => calendar::apply_abroad_by(day("from")).to_string(),
        "employer_files_by" => calendar::employer_files_by(day("from")).to_string(),
        "society_registers_by" => calendar::society_registers_by(day("from")).to_string(),
        "member_hands_back_by" => calendar::member_hands_back_by(day("from")).to_string(),
        "voluntary_last_day" => calendar::voluntary_last_day(day("from")).to_string(),
        "voluntary_application_by" => calendar::voluntary_application_by(day("from")).to_string(),
        "milestone_day" => milestone(row).day.to_string(),
        "milestone_count" => milestone(row).steps.iter().map(|step| step.day.to_string()).collect::<Vec<_>>().join(" "),
        _ => return None,
    })
}

/// The day of a kind, from the facts that a row gives.
fn milestone(row: &BTreeMap<String, String>) -> Milestone {
    let days = row.iter().filter_map(|(name, text)| Some((GivenFact::from_code(name)?, text.parse().ok()?)));
    let business_days = row.get("business_days").map(|text| text.parse().unwrap());
    let kind = Kind::from_code(&row["kind"]).unwrap_or_else(|| panic!("{} is no kind", row["kind"]));
    reckon(kind, &Given { days: days.collect(), business_days }).unwrap_or_else(|missing| panic!("{missing:?}"))
}

const CALENDAR_QUESTIONS: [&str; 23] = [
    "old_cards_issued",
    "old_card_good",
    "clinics_accept",
    "term_ends",
    "start_at_70",
    "birthday_75",
    "last_before_75",
    "doubtful_day",
    "age",
    "grace_exact",
    "grace_month_end",
    "e_certificate_expiry",
    "myna_card_expiry",
    "move_in_report_by",
    "continued_use_by",
    "apply_abroad_by",
    "employer_files_by",
    "society_registers_by",
    "member_hands_back_by",
    "voluntary_last_day",
    "voluntary_application_by",
    "milestone_day",
    "milestone_count",
];

fn is_expected(column: &str) -> bool {
    ADDED_COLUMNS.contains(&column) || ONLY_IN_JSON.contains(&column) || CALENDAR_QUESTIONS.contains(&column)
}

/// `key = value; key = value`, where a value may hold braces, and `days` in backquotes is no key.
fn settings(text: &str) -> Vec<(String, String)> {
    text.split(';')
        .filter(|part| !part.trim().is_empty())
        .map(|part| {
            let (key, value) = part.split_once('=').unwrap_or_else(|| panic!("`{part}` is no key = value"));
            (key.trim().to_owned(), value.trim().to_owned())
        })
        .collect()
}

fn tables_folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/tables")
}

/// The keys of `base.toml`.
pub fn base_policy() -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(tables_folder().join("base.toml")).unwrap();
    text.lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .flat_map(|line| {
            let (key, value) = line.split_once('=').unwrap();
            [(key.trim().to_owned(), value.trim().to_owned())]
        })
        .collect()
}

/// A policy file of one policy.
pub fn policy_text(keys: &BTreeMap<String, String>) -> String {
    let mut text = String::from("[[policy]]\n");
    for (key, value) in keys.iter().filter(|(_, value)| *value != "absent") {
        writeln!(text, "{key} = {value}").unwrap();
    }
    text
}

/// Every row of every table.
pub fn all_rows() -> Vec<Row> {
    let mut files: Vec<_> = std::fs::read_dir(tables_folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "md") && !path.ends_with("README.md"))
        .collect();
    files.sort();
    files.iter().flat_map(|path| rows_of(path)).collect()
}

fn rows_of(path: &Path) -> Vec<Row> {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let text = std::fs::read_to_string(path).unwrap();
    let (mut policy, mut given) = (base_policy(), BTreeMap::new());
    let mut columns: Vec<String> = Vec::new();
    let mut rows = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let place = format!("{name}:{}", index + 1);
        if line.starts_with('#') {
            (policy, given) = (base_policy(), BTreeMap::new());
        } else if let Some(rest) = line.strip_prefix("Policy:") {
            policy.extend(settings(rest));
        } else if let Some(rest) = line.strip_prefix("Given:") {
            given.extend(settings(rest));
        }
        if !line.starts_with('|') {
            columns.clear();
            continue;
        }
        let cells: Vec<String> =
            line.trim().trim_start_matches('|').trim_end_matches('|').split('|').map(|c| c.trim().to_owned()).collect();
        if columns.is_empty() {
            columns = cells;
            continue;
        }
        if cells.iter().all(|cell| cell.starts_with("--")) {
            continue;
        }
        assert_eq!(cells.len(), columns.len(), "{place}: {} cells under {} columns", cells.len(), columns.len());
        let mut row = Row { place, policy: policy.clone(), given: given.clone(), expected: BTreeMap::new() };
        for (column, cell) in columns.iter().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            if column == "policy" {
                row.policy.extend(settings(&cell));
            } else if column == "case" {
                write!(row.place, " ({cell})").unwrap();
            } else if is_expected(column) {
                row.expected.insert(column.clone(), cell);
            } else {
                row.given.insert(column.clone(), cell);
            }
        }
        assert!(!row.expected.is_empty(), "{}: nothing is expected", row.place);
        rows.push(row);
    }
    rows
}

/// What a row decides, by column; `-` for a blank.
pub fn decided(row: &Row, law: &Law) -> Result<BTreeMap<String, String>, String> {
    let asks_calendar = row.expected.keys().any(|column| CALENDAR_QUESTIONS.contains(&column.as_str()));
    if asks_calendar {
        let answers = row.expected.keys().map(|question| {
            (question.clone(), ask_calendar(question, &row.given, law).unwrap_or_else(|| panic!("{question}?")))
        });
        return Ok(answers.collect());
    }
    let policies = Policies::read_under(law, &policy_text(&row.policy), "policy.toml")
        .map_err(|complaints| complaints.iter().map(|it| it.sentence.en.clone()).collect::<Vec<_>>().join("; "))?;
    let header = Record { line: 1, cells: row.given.keys().cloned().collect() };
    let records = [Record { line: 2, cells: row.given.values().cloned().collect() }];
    let trials = match try_cases_under(law, &policies, &header, &records, "cases.csv") {
        Ok(trials) => trials,
        Err(complaints) if complaints.iter().all(|it| it.code == "last_day_before_printing") => {
            return Ok(BTreeMap::from([("certificate".to_owned(), "error".to_owned())]));
        }
        Err(complaints) => {
            return Err(complaints.iter().map(|it| format!("{}: {}", it.place, it.sentence.en)).collect());
        }
    };
    let cells = trials.rows().next().unwrap();
    let mut answers: BTreeMap<String, String> =
        trials.header().map(str::to_owned).zip(cells.into_iter().map(|cell| cell.into_owned())).collect();
    let decision = trials.decisions().next().unwrap();
    let of_return = |it: rules::decision::ReturnDecision| it.because.map_or(String::new(), |it| it.code().to_owned());
    let wait_until = decision.certificate.wait_until.map_or(String::new(), |day| day.to_string());
    answers.insert("wait_until".into(), wait_until);
    answers.insert("old_card_because".into(), of_return(decision.old_card_return));
    answers.insert("certificate_return_because".into(), of_return(decision.certificate_return));
    for answer in answers.values_mut().filter(|answer| answer.is_empty()) {
        *answer = "-".into();
    }
    Ok(answers)
}

/// Every row against its expected words; the differences, one a line.
pub fn check(rows: &[Row], law: &Law) -> Vec<String> {
    let mut differences = Vec::new();
    for row in rows {
        match decided(row, law) {
            Err(complaint) => differences.push(format!("{}: {complaint}", row.place)),
            Ok(answers) => {
                for (column, expected) in &row.expected {
                    let found = answers.get(column).map_or("(nothing)", String::as_str);
                    if found != expected {
                        differences.push(format!("{}: {column} is {found}, not {expected}", row.place));
                    }
                }
            }
        }
    }
    differences
}

/// Every word that is expected somewhere in a column.
pub fn expected_words(rows: &[Row], column: &str) -> BTreeSet<String> {
    rows.iter().filter_map(|row| row.expected.get(column).cloned()).collect()
}

/// The law as it is.
pub const fn law() -> Law {
    LAW
}
