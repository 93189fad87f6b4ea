//! A year of a training society, played in the window as its clerks play it: people join, the state's lists come month by month,
//! letters go out, come back, are lost and are handed in, employers are reminded, somebody becomes 70 and somebody 75. The
//! program is started anew on each day that something happens. It ends with nobody uncovered, nothing outstanding, and every
//! paper accounted for. `desk/year.rs` plays the same year from the command line.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde_json::Value;
use tests::program::{run, run_at};
use tests::society::{POLICY, SOCIETY};
use tests::year::{
    EVERYONE, LAST_DAY, LEAVING, NOTHING_OPEN, OTHERS, PEOPLE, accounted_for, people, registrations, state_list,
};

use crate::drop::Hand;
use crate::window::Window;

const LEDGER: &str = "ledger.daicho";
const PASSPHRASE: &str = "見本の合言葉 for tests";
/// Who works at the desk, and the second person.
const DESK: &str = "desk";
const SECOND: (&str, &str, &str) = ("sato", "佐藤", "二人目の合言葉 for tests");

/// What is true between one day and the next.
struct Year {
    folder: tempfile::TempDir,
    day: String,
    /// Who is insured, by number.
    insured: BTreeSet<String>,
    /// What the state's list says of those with a story.
    registered: BTreeMap<String, &'static str>,
}

impl Year {
    /// The society with an empty ledger.
    fn founded() -> Year {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("a file");
        file("society.toml", SOCIETY);
        file("policy.toml", &POLICY.replace("reissue_fee_yen = 0", "reissue_fee_yen = 1000"));
        file("passphrase.txt", PASSPHRASE);
        std::fs::create_dir(folder.path().join("out")).expect("a folder");
        run(folder.path(), &["init", LEDGER, "--society", "society.toml", "--policy", "policy.toml"]).ends(0);
        let insured =
            people().lines().skip(1).map(|row| row.split(',').take(3).collect::<Vec<_>>().join("-")).collect();
        Year { folder, day: "2026-04-01".to_owned(), insured, registered: registrations() }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program, started on a day, with a ledger that one of the two has opened.
    fn opened(&mut self, day: &str, operator: &str, passphrase: &str) -> Day<'_> {
        assert!(self.day.as_str() <= day, "time goes on: {} {day}", self.day);
        day.clone_into(&mut self.day);
        let window = Window::open_on("year", day, &[("folder", &self.at("out"))]);
        window.signs_in(&self.at(LEDGER).display().to_string(), operator, passphrase);
        Day { year: self, window }
    }

    fn on(&mut self, day: &str) -> Day<'_> {
        self.opened(day, DESK, PASSPHRASE)
    }
}

/// One day in the window.
struct Day<'year> {
    year: &'year Year,
    window: Window,
}

impl Day<'_> {
    fn picture(&self, name: &str) {
        self.window.picture(&format!("{}-{name}", self.year.day));
    }

    /// A file of an employer, or of the state, is let go over the window; its kind is chosen where that is not left to the
    /// program, the difference is looked at, and all of it accepted.
    fn imports(&self, name: &str, table: &str, form: Option<&str>) {
        let file = self.year.at(name);
        std::fs::write(&file, table).expect("a file");
        let hand = Hand::with(self.window.display(), &[&file]);
        hand.holds();
        hand.lets_go();
        self.window.until(
            name,
            "const it = document.querySelector('[data-screen=import][data-step=columns] h1');
             return it !== null && it.innerText.includes(arguments[0])",
            &[name],
        );
        if let Some(form) = form {
            self.window.chooses("#import-form", form);
            self.window.until(
                "the kind of list",
                "return document.querySelector('#import-form').value === arguments[0]
                   && document.querySelector('.asked').getAttribute('aria-busy') !== 'true'",
                &[form],
            );
        }
        self.window.click("#compare");
        self.window.until("the difference", "return document.querySelector('[data-step=difference]') !== null", &[]);
        for outside in ["doubtful", "rejected"] {
            assert_eq!(
                self.window.text(&format!("#filter-{outside} b")),
                "0",
                "{name}: {outside}\n{}",
                self.window.text("body")
            );
        }
        self.window.click("#accept-import");
        self.window.until("the import", "return document.querySelector('#import-done') !== null", &[]);
    }

    /// The state's list of the day.
    fn list(&self) {
        let table = state_list(&self.year.day, self.year.insured.iter().map(String::as_str), &self.year.registered);
        self.imports(&format!("list-{}.csv", self.year.day), &table, Some("registration"));
    }

    /// The work lists of the home screen with how much stands on each.
    fn work(&self) -> BTreeMap<String, u64> {
        self.window.section(1, "home");
        self.window.until("the counts", "return document.querySelectorAll('.todo-table td').length > 5", &[]);
        let counts =
            "const all = [['uncovered', document.querySelector('#uncovered .big-number')?.firstChild.textContent]];
            for (const it of document.querySelectorAll('.todo-table th[scope=row] a')) {
              all.push([it.id.replace('list-', ''), it.closest('tr').querySelector('td').textContent]);
            }
            return all.filter(([, count]) => count !== undefined)";
        let counts = self.window.ask(counts, &[]);
        let read = |one: &Value| Some((one[0].as_str()?.to_owned(), one[1].as_str()?.replace(',', "").parse().ok()?));
        counts.as_array().expect("counts").iter().filter_map(read).collect()
    }

    /// A work list of the home screen has this member, and leads to the page.
    fn opens_from_list(&self, list: &str, member: &str) {
        self.window.section(1, "home");
        self.window.click(&format!("#list-{list}"));
        self.window.sees("list");
        self.window.click(&format!("#list [data-member='{member}']"));
        self.window.sees("member");
        self.window.reads(member);
    }

    /// Opens the kind of work with papers that has this tab.
    fn papers(&self, tab: &str) {
        self.window.section(6, "papers");
        self.window.click(&format!("[role=tab][data-key={tab}]"));
        self.window.until(
            tab,
            "return document.querySelector(`[role=tab][data-key=${arguments[0]}]`)?.getAttribute('aria-selected') === 'true'",
            &[tab],
        );
    }

    /// Whoever is due gets one: looked at, frozen, and to the post. How many, and nobody is due when there is none.
    fn all_due(&self, kind: &str) -> usize {
        self.window.section(5, "prints");
        self.window.click("#new-print");
        self.window.click(&format!("#print-kind input[value={kind}]"));
        self.window.click("#freeze");
        self.window.until("an answer", "return document.querySelector('#freeze-yes, .panel.stopped') !== null", &[]);
        if self.window.ask("return document.querySelector('#freeze-yes') === null", &[]) == true {
            assert!(self.window.ask("return document.querySelector('#freeze-without') === null", &[]) == true);
            return 0;
        }
        self.window.click("#freeze-yes");
        self.sent().len()
    }

    /// From the latest list to letters in the post; how many.
    fn run(&self) -> usize {
        self.papers("run");
        self.window.click("#run-freeze");
        self.window.until("the frozen run", "return document.querySelector('#run-plan') !== null", &[]);
        if self.window.ask("return document.querySelector('#run-plan').disabled", &[]) == true {
            return 0;
        }
        self.picture("run");
        self.window.click("#run-plan");
        self.sent().len()
    }

    /// The batch on the screen: printed into its folder, put into envelopes, posted and closed. The papers by their members.
    fn sent(&self) -> BTreeMap<String, String> {
        let window = &self.window;
        window.until("a frozen batch", "return document.querySelector('[data-screen=print] #print') !== null", &[]);
        let batch = window.ask("return decodeURIComponent(location.hash.split('/').pop())", &[]);
        let batch = batch.as_str().expect("a batch").to_owned();
        window.click("#print");
        window.until("the letters", "return document.querySelector('#print-done') !== null", &[]);
        window.click("#insert");
        window.click("#insert-yes");
        window.until(
            "no sheet that is not in its envelope",
            "return document.querySelector('#insert, [role=alertdialog]') === null",
            &[],
        );
        window.click("#post");
        window.click("#post-yes");
        window.reads("発送済みと記録しました");
        window.click("#close-batch");
        window.click("#close-batch-yes");
        window.reads("に締めました");
        let manifest = self.year.at("out").join(&batch).join("manifest.json");
        let manifest: Value =
            serde_json::from_str(&std::fs::read_to_string(manifest).expect("a manifest")).expect("JSON");
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        manifest["sheets"]
            .as_array()
            .expect("sheets")
            .iter()
            .map(|one| (text(&one["code"]), text(&one["paper"])))
            .collect()
    }

    /// The code of a member, as the page shows it.
    fn code(&self, member: &str) -> String {
        self.window.opens_member(member);
        self.window.text("[data-screen=member] .title-aside .num").trim().to_owned()
    }

    /// The certificates of a member with their states, as the page shows them, the newest last.
    fn certificates(&self, member: &str) -> Vec<(String, String)> {
        self.window.opens_member(member);
        let rows = "return [...document.querySelectorAll('#papers tbody tr')]
            .filter((row) => row.cells[1].textContent.includes('資格確認書'))
            .map((row) => [row.cells[0].innerText.trim(), row.cells[4].innerText.trim()])";
        let rows = self.window.ask(rows, &[]);
        let text = |value: &Value| value.as_str().expect("text").to_owned();
        rows.as_array().expect("rows").iter().map(|row| (text(&row[0]), text(&row[1]))).collect()
    }

    fn certificate(&self, member: &str) -> String {
        let (last, _) = self.certificates(member).pop().unwrap_or_else(|| panic!("{member} has none"));
        last
    }

    /// Codes read at the bench, one after the other, of papers to which this happened. A reason is one key.
    fn scans(&self, step: &str, codes: &[&str], reason: Option<&str>) {
        self.bench(step);
        for (at, code) in codes.iter().enumerate() {
            self.reads_code(code);
            if let Some(reason) = reason {
                self.window.until("the question why", "return document.activeElement?.id === 'scan-reason'", &[]);
                let key = self
                    .window
                    .ask("return document.querySelector(`#reason-${arguments[0]} kbd`).textContent", &[reason]);
                self.window.keys(key.as_str().expect("a key"));
            }
            self.recorded(at + 1);
        }
    }

    /// Codes read from one envelope and recorded at once; what is destroyed has a witness.
    fn scans_together(&self, step: &str, codes: &[&str], witness: Option<&str>) {
        self.bench(step);
        if witness.is_none() {
            self.window.click("#scan-bulk");
        }
        for code in codes {
            self.reads_code(code);
        }
        self.window.until(
            "all of the envelope",
            "return document.querySelector('.scan-pending-codes')?.innerText.split(/\\s+/).length === Number(arguments[0])",
            &[&codes.len().to_string()],
        );
        if let Some(witness) = witness {
            self.window.types("#scan-witness", witness);
        }
        self.window.enter();
        self.recorded(codes.len());
    }

    /// The bench, cleared, with what happened chosen by its number.
    fn bench(&self, step: &str) {
        self.papers("scan");
        let number = "document.querySelector(`#scan-modes input[value=${arguments[0]}]`)?.closest('label').querySelector('kbd').textContent";
        self.window.until("the bench", &format!("return {number} !== undefined"), &[step]);
        let number = self.window.ask(&format!("return {number}"), &[step]);
        if self.window.ask("return document.querySelector('#scan-clear') !== null", &[]) == true {
            self.window.click("#scan-clear");
        }
        self.reads_code(number.as_str().expect("a number"));
        let chosen = "return document.querySelector(`#scan-modes input[value=${arguments[0]}]`).checked";
        self.window.until("what happened", chosen, &[step]);
    }

    /// A scanner types what it reads, and Enter.
    fn reads_code(&self, code: &str) {
        self.window.types("#scan-code", code);
        self.window.enter();
        self.window.until("the field for the next", "return document.querySelector('#scan-code').value === ''", &[]);
    }

    /// So many scans stand on the bench, and each is recorded.
    fn recorded(&self, count: usize) {
        self.window.until(
            "what was recorded",
            "return document.querySelectorAll('#scanned [data-row]').length === Number(arguments[0])",
            &[&count.to_string()],
        );
        let wrong = self.window.ask("return document.querySelectorAll('#scanned .wrong').length", &[]);
        assert!(wrong == 0, "{}", self.window.text(".scan-work"));
    }

    /// The answer on a letter of the last-four check, by one key; how many answers stand there then, and how many not recorded.
    fn answers(&self, letter: &str, key: &str) -> (u64, u64) {
        let told = |done: bool| {
            let count = "return document.querySelectorAll(`#check-told li[data-done=${arguments[0]}]`).length";
            self.window.ask(count, &[&done.to_string()]).as_u64().unwrap_or_default()
        };
        let before = told(true) + told(false);
        self.window.types("#check-code", letter);
        self.window.enter();
        self.window.until("the question", "return document.querySelector('#check-keys') !== null", &[]);
        self.window.keys(key);
        let more = "return document.querySelectorAll('#check-told li').length === Number(arguments[0])";
        self.window.until("the answer", more, &[&(before + 1).to_string()]);
        (told(true), told(false))
    }

    /// Types a day into one of the fields of a form, counted from nought.
    fn types_day(&self, form: &str, field: u8, day: &str) {
        let mark = "const it = document.querySelectorAll(`${arguments[0]} .day-input`)[Number(arguments[1])];
            if (it === undefined) return false; it.focus(); it.select(); return document.activeElement === it";
        self.window.until("the field for the day", mark, &[form, &field.to_string()]);
        self.window.keys(day);
    }

    /// An application of a member is taken, with this reason; what was answered.
    fn applies(&self, member: &str, reason: &str) -> String {
        self.window.opens_member(member);
        self.window.click("#apply");
        self.window.chooses("#apply-reason", reason);
        self.window.click("#apply-take");
        self.window.until("the answer", "return document.querySelector('#applied') !== null", &[]);
        let answer = self.window.text("#applied");
        self.window.escape();
        answer
    }

    /// Whoever owes something gets a reminder; how many papers the letters demand.
    fn reminds(&self) -> u64 {
        self.papers("returns");
        self.window.click("#remind-preview");
        self.window.until("the letters", "return document.querySelector('#remind .letter') !== null", &[]);
        self.picture("reminder");
        self.window.click("#remind-record");
        self.window.until(
            "the file",
            "return document.querySelector('#remind')?.innerText.includes('daicho-remind-') === true",
            &[],
        );
        let papers = self.window.ask("return document.querySelectorAll('#remind .letter tbody tr').length", &[]);
        self.window.escape();
        papers.as_u64().expect("a count")
    }

    /// How many papers are owed.
    fn owed(&self) -> u64 {
        self.papers("returns");
        self.window.until("what is owed", "return document.querySelector('#owers td') !== null", &[]);
        self.window.text("#owers tbody td").trim().parse().expect("a count")
    }
}

#[test]
fn the_year_played_in_the_window_ends_with_nobody_uncovered_and_every_paper_accounted_for() {
    let mut year = Year::founded();
    in_april_everyone_joins_and_gets_a_notice(&mut year);
    in_may_the_states_list_becomes_certificates(&mut year);
    let asked = in_may_the_last_four_digits_are_asked_for(&mut year);
    in_may_answers_and_a_certificate_come_back(&mut year, &asked);
    in_june_two_leave_and_one_brings_the_certificate(&mut year);
    in_july_one_is_lost_one_damaged_and_one_refused(&mut year);
    in_august_a_second_person_closes_the_difference(&mut year);
    in_august_what_cannot_be_collected_is_reported(&mut year);
    in_october_an_e_certificate_has_lapsed_and_somebody_is_70(&mut year);
    in_november_somebody_becomes_75(&mut year);
    in_march_the_rest_goes_out(&mut year);
    on_the_last_day_nothing_is_open(&mut year);
    accounted_for(LEDGER, &|arguments| run_at(year.folder.path(), &format!("{LAST_DAY} 03:00:00"), arguments));
}

fn in_april_everyone_joins_and_gets_a_notice(year: &mut Year) {
    let day = year.on("2026-04-10");
    day.imports("people.csv", &people(), None);
    drop(day);
    let day = year.on("2026-04-13");
    assert_eq!(day.all_due("notice"), EVERYONE);
    day.picture("notices");
}

fn in_may_the_states_list_becomes_certificates(year: &mut Year) {
    let day = year.on("2026-05-07");
    day.list();
    drop(day);
    let day = year.on("2026-05-08");
    assert_eq!(day.run(), OTHERS / 3 + PEOPLE.len() - 2 + 1, "the unregistered of both");
    assert_eq!(day.work()["uncovered"], 0);
    day.picture("home");
}

/// The letters, by the codes of the members.
fn in_may_the_last_four_digits_are_asked_for(year: &mut Year) -> BTreeMap<&'static str, String> {
    let day = year.on("2026-05-11");
    day.papers("last_four");
    day.window.click("#check-until input[value=day]");
    day.types_day("#check-begin", 1, "2026-06-10");
    day.window.click("#check-look");
    day.window.until("whom it is for", "return document.querySelector('#check-freeze') !== null", &[]);
    day.picture("last-four");
    day.window.click("#check-freeze");
    let letters = day.sent();
    assert_eq!(letters.len(), EVERYONE);
    let of = |member| (member, letters.get(&day.code(member)).unwrap_or_else(|| panic!("{member}: no letter")).clone());
    ["101-9002-00", "101-9003-00", "101-9008-00"].into_iter().map(of).collect()
}

fn in_may_answers_and_a_certificate_come_back(year: &mut Year, asked: &BTreeMap<&str, String>) {
    // Two agree, one differs; the same letter once more is said to be answered, and the others are silent.
    let day = year.on("2026-05-20");
    day.papers("last_four");
    assert_eq!(day.answers(&asked["101-9002-00"], "1"), (1, 0));
    assert_eq!(day.answers(&asked["101-9003-00"], "1"), (2, 0));
    assert_eq!(day.answers(&asked["101-9008-00"], "2"), (3, 0));
    assert_eq!(day.answers(&asked["101-9002-00"], "1"), (3, 1));
    day.picture("answers");
    drop(day);

    // The post brings a certificate back; nothing else goes there until the address is mended, and then it is posted again.
    let day = year.on("2026-05-22");
    let moved = day.certificate("202-9004-00");
    day.scans("undelivered", &[&moved], Some("moved"));
    assert_eq!(day.work()["returned_mail"], 1);
    drop(day);
    let day = year.on("2026-05-28");
    day.papers("mail");
    day.window.reads("転居先不明");
    day.window.click("#mail-mend");
    day.window.types("#mend-postcode", "530-0001");
    day.window.types("#mend-address", "大阪府大阪市北区梅田9-9");
    day.window.enter();
    day.window.reads("新しい住所を記録しました");
    day.picture("mended");
    day.scans("posted", &[&moved], None);
    assert_eq!(day.work()["returned_mail"], 0);
}

fn in_june_two_leave_and_one_brings_the_certificate(year: &mut Year) {
    // The silent are recorded as silent, and whoever differed is asked.
    let day = year.on("2026-06-11");
    day.papers("last_four");
    day.window.click("#check-due");
    day.window.until("nothing overdue", "return document.querySelector('#check-overdue') === null", &[]);
    day.window.click("#cases [data-row='101-9008-00']");
    day.window.click("#case-whom input[value=member]");
    day.window.click("#case-until input[value=day]");
    day.types_day("#case", 0, "2026-06-30");
    day.window.click("#case-ask");
    day.window.until(
        "the question",
        "return document.querySelector('#case-events')?.innerText.includes('照会') === true",
        &[],
    );
    day.picture("case");
    drop(day);

    let day = year.on("2026-06-12");
    day.imports("leaving.csv", LEAVING, None);
    assert_eq!(day.owed(), 2);
    drop(day);
    for left in ["101-9001-00", "101-9002-00"] {
        year.insured.remove(left);
    }
    let day = year.on("2026-06-22");
    assert_eq!(day.reminds(), 2);
    drop(day);
    let day = year.on("2026-06-25");
    day.scans("returned", &[&day.certificate("101-9002-00")], None);
    assert_eq!(day.owed(), 1);
}

fn in_july_one_is_lost_one_damaged_and_one_refused(year: &mut Year) {
    let day = year.on("2026-07-07");
    day.list();
    let (lost, damaged) = (day.certificate("101-9003-00"), day.certificate("101-9008-00"));
    day.scans("lost", &[&lost], None);
    day.scans("damaged", &[&damaged], None);
    let answer = day.applies("101-9003-00", "lost");
    assert!(answer.contains("再交付") && answer.replace(',', "").contains("1000"), "{answer}");
    day.window.types("#fee-why", "盗難届を確認");
    day.window.enter();
    day.window.until("no fee", "return document.querySelector('#fee-why') === null", &[]);
    day.applies("101-9008-00", "damaged");
    day.window.click("#fee-paid");
    day.window.until("the fee", "return document.querySelector('#fee-paid') === null", &[]);
    day.picture("paid");
    day.applies("202-9009-00", "not_registered");
    day.window.click("[id^=refusal-]");
    day.window.until(
        "the letter",
        "return document.querySelector('#applications')?.innerText.includes('daicho-refusal-') === true",
        &[],
    );
    day.picture("refused");
    drop(day);

    let day = year.on("2026-07-08");
    assert_eq!(day.all_due("certificate"), 2);
    let states: Vec<String> = day.certificates("101-9003-00").into_iter().map(|(_, state)| state).collect();
    assert_eq!(states.len(), 2, "{states:?}");
    day.picture("replaced");
    day.scans("returned", &[&damaged], None);
    drop(day);

    let day = year.on("2026-07-13");
    assert_eq!(day.reminds(), 1);
}

fn in_august_a_second_person_closes_the_difference(year: &mut Year) {
    let day = year.on("2026-08-03");
    assert_eq!(day.reminds(), 1);
    drop(day);

    let day = year.on("2026-08-04");
    let window = &day.window;
    window.click("#section-settings");
    window.sees("settings");
    window.click("[role=tab][data-key=operators]");
    window.click("#operator-add");
    window.types("#operator-code", SECOND.0);
    window.types("#operator-name", SECOND.1);
    window.click("[role=dialog] input[value=supervisor]");
    window.types("#operator-passphrase", SECOND.2);
    window.types("#operator-passphrase-again", SECOND.2);
    window.click("#operator-save");
    window.until("the second person", "return document.querySelector('[data-operator=sato]') !== null", &[]);
    day.picture("second-person");
    let closes = |day: &Day| {
        day.papers("last_four");
        day.window.click("#cases [data-row='101-9008-00']");
        day.window.types("#case-note", "事業主の届と本人のカードを確認");
        day.window.click("#case-close");
    };
    // Whoever took the answer does not close the case.
    closes(&day);
    day.window.until("the refusal", "return document.querySelector('#case-wrong') !== null", &[]);
    day.picture("not-alone");
    drop(day);
    let day = year.opened("2026-08-04", SECOND.0, SECOND.2);
    closes(&day);
    day.window.until("no case", "return document.querySelector('#check-cases .empty') !== null", &[]);
    day.picture("closed");
}

fn in_august_what_cannot_be_collected_is_reported(year: &mut Year) {
    let day = year.on("2026-08-20");
    day.papers("returns");
    day.window.click("#owed-rows [data-row^='101-9001-00']");
    day.window.until("the log", "return document.querySelectorAll('#dunning-log tbody tr').length >= 3", &[]);
    day.picture("log");
    day.window.click("#report");
    day.window.until("the report", "return document.querySelector('#reported') !== null", &[]);
    day.window.escape();
    assert_eq!(day.owed(), 0);
    day.opens_from_list("turning_70", "101-9005-00");
    day.picture("70");
    let back = day.certificate("101-9002-00");
    let (damaged, _) = day.certificates("101-9008-00").remove(0);
    day.scans_together("destroyed", &[&back, &damaged], Some(SECOND.1));
    day.picture("destroyed");
}

fn in_october_an_e_certificate_has_lapsed_and_somebody_is_70(year: &mut Year) {
    year.registered.insert("202-9009-00".to_owned(), "有,解除,2029-09-09");
    let day = year.on("2026-10-05");
    day.list();
    drop(day);
    let day = year.on("2026-10-06");
    let due = day.work();
    assert_eq!(day.run() as u64, due["certificate_due"] + due["renewal_due"], "{due:?}");
    for member in ["101-9005-00", "101-9007-00", "202-9009-00"] {
        day.certificate(member);
    }
    assert_eq!(day.work()["uncovered"], 0);
    day.opens_from_list("turning_75", "101-9006-00");
    day.picture("75");
}

fn in_november_somebody_becomes_75(year: &mut Year) {
    let day = year.on("2026-11-24");
    // The wife loses cover with him, and both certificates come in one envelope.
    let both = [day.certificate("101-9006-00"), day.certificate("101-9006-01")];
    let both = both.each_ref().map(String::as_str);
    assert_eq!(day.owed(), 2);
    day.scans_together("returned", &both, None);
    day.scans_together("destroyed", &both, Some(SECOND.1));
    assert_eq!(day.owed(), 0);
    drop(day);
    for left in ["101-9006-00", "101-9006-01"] {
        year.insured.remove(left);
    }
}

fn in_march_the_rest_goes_out(year: &mut Year) {
    let day = year.on("2027-03-05");
    day.list();
    drop(day);
    let day = year.on("2027-03-08");
    day.run();
    for kind in ["certificate", "notice"] {
        day.all_due(kind);
    }
}

fn on_the_last_day_nothing_is_open(year: &mut Year) {
    let day = year.on(LAST_DAY);
    let work = day.work();
    day.picture("home");
    for list in NOTHING_OPEN {
        assert_eq!(work[list], 0, "{list}: {work:?}");
    }
    assert_eq!(day.owed(), 0);
    day.picture("nothing-owed");
}
