//! Stories of households, told as tables (`tests/desk/stories`): what happens, and what then holds for each person and each
//! letter. They are played by the desk over a real ledger, day by day.

use std::fmt::Write as _;
use std::path::PathBuf;

use desk::applications::Application;
use desk::decide::Question;
use desk::import::Import;
use desk::ledger::{Moment, Passphrase};
use desk::life::{BY_HAND, Happening};
use desk::plan::{Listing, PaperWord, Plan};
use desk::reminders::Remind;
use desk::returned_mail::Mend;
use desk::wire::Decided;
use desk::{Desk, Occasion};
use rules::calendar::Day;
use rules::words::Lang;
use serde_json::Value;
use tests::year::my_number as number;

use crate::letters::{Person, letters};
use crate::world::World;

/// One story: what happens on which days, and what is expected on which.
struct Story {
    title: String,
    steps: Vec<[String; 3]>,
    days: Vec<String>,
    expected: String,
}

const HEAD: &str = "| on | member | covered | certificate | notice | back | reminder | refusal | last four | envelope |\n\
    |---|---|---|---|---|---|---|---|---|---|\n";

pub const PASSPHRASE: &str = "見本の合言葉 for tests";
const PEOPLE: &str = "記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,任意継続最終日,負担割合,資格確認書発行要否,郵便番号,住所";
const CHANGE: &str = "異動区分,記号,番号,枝番,氏名,カナ,生年月日,性別,続柄,資格取得年月日,資格喪失年月日,退職日";
const LIST: &str = "記号,番号,枝番,マイナンバーカード,利用登録,電子証明書有効期限";
const NUMBER: &str = "記号,番号,枝番,個人番号";

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("desk/stories").join(name)
}

fn cells(line: &str) -> Vec<String> {
    line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
}

/// The stories of a file, and what stands above the first.
fn stories(text: &str) -> (String, Vec<Story>) {
    let mut parts = text.split("\n## ");
    let above = parts.next().unwrap_or_default().to_owned();
    let stories = parts.map(|part| {
        let (title, rest) = part.split_once('\n').expect("a title");
        let (happens, expects) = rest.split_once("\n| on | member").expect("what is expected");
        let steps = happens
            .lines()
            .filter(|line| line.starts_with("| 2"))
            .map(|line| cells(line).try_into().unwrap_or_else(|_| panic!("three cells: {line}")))
            .collect();
        let expected = format!("| on | member{}\n", expects.trim_end());
        let mut days: Vec<String> =
            expected.lines().filter(|line| line.starts_with("| 2")).map(|line| cells(line)[0].clone()).collect();
        days.dedup();
        Story { title: title.to_owned(), steps, days, expected }
    });
    (above, stories.collect())
}

fn rows(header: &str, with: &str) -> String {
    format!("{header}\n{}\n", with.split(" ; ").collect::<Vec<_>>().join("\n"))
}

/// A society that is founded on the first day of its story.
struct Society {
    world: World,
    desk: Desk,
}

fn on(text: &str) -> Day {
    desk::day(text).unwrap_or_else(|_| panic!("a day: {text}"))
}

/// Noon of a day in Japan.
pub fn occasion(day: Day) -> Occasion {
    let at = Moment::new(&format!("{day}T03:00:00Z")).expect("an instant");
    Occasion { at, today: day, operator: "desk".to_owned() }
}

impl Society {
    fn founded(day: Day) -> Society {
        let world = World::bare();
        let passphrase = Passphrase::from(PASSPHRASE.to_owned());
        let (society, policy) = (world.at("society.toml"), world.at("policy.toml"));
        let (desk, _) =
            desk::founding::found(&world.at("ledger.daicho"), &society, &policy, &passphrase, &occasion(day))
                .expect("a ledger");
        std::fs::create_dir(world.at("out")).expect("a folder");
        Society { world, desk }
    }

    /// The code of the paper of a kind that a member got last.
    fn last_paper(&self, member: &str, kind: &str, day: Day) -> String {
        let question = Question { on: day, known_at: None, member: None, lang: Lang::Ja };
        let shown = self.desk.show(member, &question).expect("a member");
        let paper = shown.papers.into_iter().rfind(|paper| paper.kind == kind);
        paper.unwrap_or_else(|| panic!("{member}: no {kind}")).paper
    }

    fn happen(&mut self, [day, what, with]: &[String; 3]) {
        let (day, place) = (on(day), format!("{day} {what}"));
        let now = occasion(day);
        self.desk.now(&now);
        let words: Vec<&str> = with.split(',').map(str::trim).collect();
        match (what.as_str(), &words[..]) {
            ("people" | "change" | "list" | "number", _) => {
                let (header, form) = match what.as_str() {
                    "people" => (PEOPLE, "auto"),
                    "change" => (CHANGE, "auto"),
                    "number" => (NUMBER, "members"),
                    _ => (LIST, "registration"),
                };
                // No number stands in a story: of its four digits an invented one is made.
                let whole = |row: &str| match row.rsplit_once(',') {
                    Some((before, digits)) if what == "number" => format!("{before},{}", number(digits.trim())),
                    _ => row.to_owned(),
                };
                let with: Vec<String> = with.split(" ; ").map(whole).collect();
                self.world.file("rows.csv", rows(header, &with.join(" ; ")));
                let form = desk::import::form(form);
                let import = Import { form, ..Import::of(self.world.at("rows.csv"), Lang::Ja) };
                let imported = self.desk.import(&import, &now).unwrap_or_else(|_| panic!("{place}: no import"));
                let outside = imported.doubtful + imported.rejected + imported.duplicate;
                assert_eq!(outside, 0, "{place}: {}", desk::wire::json(&imported));
            }
            ("certificate" | "notice" | "last four", _) => {
                let plan = Plan {
                    kind: match what.as_str() {
                        "notice" => PaperWord::Notice,
                        "certificate" => PaperWord::Certificate,
                        _ => PaperWord::LastFour,
                    },
                    on: day,
                    members: (with != "all").then(|| Listing::Lines(words.join("\n"))),
                    layout: None,
                    without_unprintable: false,
                    dry_run: false,
                    envelopes: None,
                    lang: Lang::Ja,
                };
                let planned = self.desk.plan(&plan, &now).unwrap_or_else(|_| panic!("{place}: no plan"));
                let batch = planned.batch.as_deref();
                let batch = batch.unwrap_or_else(|| panic!("{place}: {}", desk::wire::json(&planned)));
                self.desk.print(batch, &self.world.at("out"), &now).expect("printed");
                self.desk.post(batch, day, &now).expect("posted");
            }
            ("remind", ["all"]) => {
                let ask = Remind { on: day, employer: None, out: Some(self.world.at("out")), lang: Lang::Ja };
                let told = self.desk.remind(&ask, &now).unwrap_or_else(|_| panic!("{place}: no reminder"));
                assert!(told.recorded, "{place}: {}", desk::wire::json(&told));
            }
            ("died", [member, died]) => {
                self.desk.record_death(member, Some(on(died)), &now).unwrap_or_else(|_| panic!("{place}: no death"));
            }
            ("delivery", [member, postcode, address]) => {
                let mend = Mend::New((*postcode).to_owned(), (*address).to_owned());
                let kind = desk::ledger::AddressKind::Delivery;
                let mended = self.desk.mend_address(member, kind, &mend, day, &now);
                mended.unwrap_or_else(|_| panic!("{place}: no address"));
            }
            ("apply", [member, reason]) => {
                let application = Application {
                    member: (*member).to_owned(),
                    reason: (*reason).to_owned(),
                    on: day,
                    received: day,
                    direct: false,
                    proxy: None,
                    waived: None,
                    paid: false,
                    lang: Lang::Ja,
                };
                self.desk.apply(&application, &now).unwrap_or_else(|_| panic!("{place}: no application"));
            }
            ("name", [member, name, kana]) => {
                for layer in ["reported", "printed"] {
                    let renamed = self.desk.rename(member, layer, name, Some(kana), day, &now);
                    renamed.unwrap_or_else(|_| panic!("{place}: no name"));
                }
            }
            ("shield", [member]) => {
                self.desk
                    .shield(member, true, "本人の申出", Lang::Ja, &now)
                    .unwrap_or_else(|_| panic!("{place}: no shield"));
            }
            ("access", [member, access]) => {
                let access = rules::case::Access::from_code(access).unwrap_or_else(|| panic!("{place}: {access}"));
                let changed = self.desk.block_access(member, access, "本人の申出", day, &now);
                changed.unwrap_or_else(|_| panic!("{place}: no access"));
            }
            ("paper", [member, kind, step]) => {
                let code = self.last_paper(member, kind, day);
                let step =
                    BY_HAND.into_iter().find(|one| one.code() == *step).unwrap_or_else(|| panic!("{place}: no step"));
                let note = if step.code() == "undelivered" { "moved" } else { "申出" };
                let happening = Happening { step, on: day, note: Some(note.to_owned()), witness: None, lang: Lang::Ja };
                let told = self.desk.paper_step(&[code], &happening, &now).expect("a step");
                assert!(
                    told.iter().all(|one| one.done),
                    "{place}: {:?}",
                    told.iter().map(desk::wire::json).collect::<Vec<_>>()
                );
            }
            _ => panic!("{place}: nothing that happens: {with}"),
        }
    }

    /// What holds on a day, a line a person.
    fn holds(&mut self, day: &str, told: &mut String) {
        self.desk.now(&occasion(on(day)));
        let question = Question { on: on(day), known_at: None, member: None, lang: Lang::Ja };
        let mut lines: Vec<(Person, String)> = Vec::new();
        let each = &mut |one: Decided| {
            let one: Value = serde_json::from_str(&desk::wire::json(&one)).expect("JSON");
            let back: Vec<String> = one["returns"]
                .as_array()
                .expect("returns")
                .iter()
                .filter(|back| back["outcome"] != "none")
                .map(|back| said(["paper", "outcome", "because", "owed_by", "by"].map(|name| word(&back[name]))))
                .collect();
            let part = |name: &str| said(["outcome", "because", "last_day"].map(|word_of| word(&one[name][word_of])));
            let member = word(&one["member"]).to_owned();
            let (covered, certificate, notice) = (word(&one["covered"]), part("certificate"), part("notice"));
            let line = format!("| {day} | {member} | {covered} | {certificate} | {notice} | {} |", back.join(", "));
            lines.push((Person { member, code: word(&one["code"]).to_owned() }, line));
            Ok(())
        };
        self.desk.decide(&question, each).expect("decisions");
        lines.sort_by(|(one, _), (other, _)| one.member.cmp(&other.member));
        let (people, lines): (Vec<Person>, Vec<String>) = lines.into_iter().unzip();
        let letters = letters(&self.world, &people, on(day));
        for (one, line) in people.iter().zip(lines) {
            let of = &letters[&one.member];
            let [reminder, last_four, envelope] = [&of.reminder, &of.last_four, &of.envelope].map(|all| all.join(", "));
            let line = format!("{line} {reminder} | {} | {last_four} | {envelope} |", of.refusal);
            let _ = writeln!(told, "{}", line.replace("  ", " "));
        }
    }
}

pub fn word(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn said<const N: usize>(words: [&str; N]) -> String {
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Plays a story: what happens up to a day has happened when it is looked at.
fn play(story: &Story) -> String {
    let mut society = Society::founded(on(&story.steps[0][0]));
    let mut told = HEAD.to_owned();
    let mut steps = story.steps.iter().peekable();
    for day in &story.days {
        while let Some(step) = steps.next_if(|step| step[0] <= *day) {
            society.happen(step);
        }
        society.holds(day, &mut told);
    }
    assert!(steps.next().is_none(), "{}: something happens after the last day that is looked at", story.title);
    let verified = society.desk.verify(None, Lang::Ja).expect("a look at the ledger");
    assert!(verified.ok, "{}", story.title);
    told
}

/// Plays every story of a file and compares, or with `UPDATE=1` writes down, what it says.
fn played(name: &str) {
    let text = std::fs::read_to_string(file(name)).expect("a file of stories");
    let (above, stories) = stories(&text);
    let (mut now, mut differences) = (above, Vec::new());
    for story in &stories {
        let told = play(story);
        if told != story.expected {
            differences.push(format!("{}\nexpected\n{}told\n{told}", story.title, story.expected));
        }
        let happened: String =
            story.steps.iter().map(|[on, what, with]| format!("| {on} | {what} | {with} |\n")).collect();
        let _ = write!(now, "\n## {}\n\n| on | what | with |\n|---|---|---|\n{happened}\n{told}", story.title);
    }
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(file(name), now).expect("the file written");
        return;
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn stories_of_households_that_part() {
    played("1-parting.md");
}

#[test]
fn stories_of_people_who_join_and_come_back() {
    played("2-joining.md");
}

#[test]
fn stories_of_names_and_places() {
    played("3-names-and-places.md");
}

#[test]
fn stories_of_ages_and_terms() {
    played("4-ages.md");
}

#[test]
fn stories_of_cards() {
    played("5-cards.md");
}

#[test]
fn there_are_thirty_stories_and_every_letter_goes_to_somebody_in_them() {
    let mut all = String::new();
    let mut count = 0;
    for entry in std::fs::read_dir(file("")).expect("the folder") {
        let path = entry.expect("an entry").path();
        if path.file_name().is_some_and(|name| name != "README.md") {
            let text = std::fs::read_to_string(&path).expect("a file of stories");
            count += stories(&text).1.len();
            all.push_str(&text);
        }
    }
    assert!(count >= 30, "{count} stories");
    for letter in [
        "| issue ",
        "| renew ",
        "| replace ",
        "| reissue ",
        "| on_application ",
        "| refuse ",
        "| wait ",
        "| ask ",
        "certificate due ",
        "certificate not_due ",
    ] {
        assert!(all.contains(letter), "nobody is told: {letter}");
    }
}
