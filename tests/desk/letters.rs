//! Every letter that would go out to the people of a story on a day: planned, printed and read back on a copy of the ledger, so
//! that the story itself goes on as if nobody had asked.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use desk::applications::Application;
use desk::ledger::Passphrase;
use desk::owed::OwedQuestion;
use desk::plan::{Listing, PaperWord, Plan};
use desk::reminders::Remind;
use desk::{Desk, Failure};
use rules::calendar::Day;
use rules::words::Lang;
use serde_json::Value;
use tests::paper::pdf_pages;

use crate::stories::{PASSPHRASE, occasion, word};
use crate::world::World;

/// Somebody of a story.
pub struct Person {
    /// 記号-番号-枝番
    pub member: String,
    /// The management code.
    pub code: String,
}

/// What each letter comes to for one person.
#[derive(Default, Clone)]
pub struct Letters {
    pub reminder: Vec<String>,
    pub refusal: String,
    pub last_four: Vec<String>,
    pub envelope: Vec<String>,
}

/// Where the letters to somebody may go.
struct Places {
    own: Option<String>,
    delivery: Option<String>,
}

/// A copy of the ledger on which letters are let go.
struct Copy {
    _folder: tempfile::TempDir,
    desk: Desk,
    out: PathBuf,
    on: Day,
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

impl Copy {
    fn of(world: &World, on: Day) -> Copy {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for entry in std::fs::read_dir(world.path()).expect("the folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            if name.starts_with("ledger.daicho") && path.is_file() {
                std::fs::copy(&path, folder.path().join(name)).expect("a copy");
            }
        }
        let passphrase = Passphrase::from(PASSPHRASE.to_owned());
        let desk = Desk::open(&folder.path().join("ledger.daicho"), None, &passphrase, &occasion(on)).expect("a copy");
        let out = folder.path().join("out");
        std::fs::create_dir(&out).expect("a folder");
        Copy { _folder: folder, desk, out, on }
    }

    fn places(&mut self, people: &[Person]) -> BTreeMap<String, Places> {
        let question = desk::decide::Question { on: self.on, known_at: None, member: None, lang: Lang::Ja };
        let mut places = BTreeMap::new();
        for one in people {
            let shown =
                self.desk.shielded_address(&one.code, &question, "見本", &occasion(self.on)).expect("addresses");
            let shown: Value = serde_json::from_str(&desk::wire::json(&shown)).expect("JSON");
            let text = |name: &str| shown[name]["address"].as_str().map(bare);
            places.insert(one.member.clone(), Places { own: text("home"), delivery: text("delivery") });
        }
        places
    }

    /// The letters of a kind: to whom each goes and with whom, or why somebody gets none.
    fn batch(
        &mut self,
        kind: PaperWord,
        people: &[Person],
        places: &BTreeMap<String, Places>,
    ) -> Vec<(String, String)> {
        let all: Vec<&str> = people.iter().map(|one| one.code.as_str()).collect();
        let asked = kind == PaperWord::LastFour;
        let plan = Plan {
            kind,
            on: self.on,
            members: asked.then(|| Listing::Lines(all.join("\n"))),
            layout: None,
            without_unprintable: false,
            dry_run: false,
            envelopes: None,
            lang: Lang::En,
        };
        let now = occasion(self.on);
        let planned = if asked { self.desk.start_last_four(&plan, None, &now) } else { self.desk.plan(&plan, &now) };
        let planned: Value = serde_json::from_str(&desk::wire::json(&planned.expect("a plan"))).expect("JSON");
        let mut told: Vec<(String, String)> = planned["refused"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|one| (word(&one["member"]).to_owned(), format!("none: {}", word(&one["because"]))))
            .collect();
        let Some(batch) = planned["batch"].as_str() else { return told };
        let out = self.out.join(batch);
        std::fs::create_dir(&out).expect("a folder");
        self.desk.print(batch, &out, &now).expect("printed");
        let manifest = std::fs::read_to_string(out.join("manifest.json")).expect("a manifest");
        let manifest: Value = serde_json::from_str(&manifest).expect("JSON");
        let sheets = manifest["sheets"].as_array().cloned().unwrap_or_default();
        for sheet in &sheets {
            let to = people.iter().find(|one| sheet["code"] == one.code.as_str()).expect("somebody of the story");
            let pages = pdf_pages(&out.join(word(&sheet["file"])));
            let first = usize::try_from(sheet["page"].as_u64().unwrap_or(1) - 1).expect("a page");
            let count = usize::try_from(sheet["pages"].as_u64().unwrap_or(1)).expect("pages");
            let text = bare(&pages[first..first + count].join(""));
            let envelope: Vec<&Value> = sheets.iter().filter(|other| other["envelope"] == sheet["envelope"]).collect();
            let at = envelope.iter().position(|other| other["sheet"] == sheet["sheet"]).unwrap_or(0) + 1;
            let with = if envelope.len() == 1 { "alone".to_owned() } else { format!("{at}/{}", envelope.len()) };
            let to_whom = match sheet["employer"].as_str() {
                Some(employer) if sheet["route"] == "employer" => {
                    assert!(
                        !shows_a_home(&text, &to.member, places),
                        "an employer's letter names a home: {}",
                        to.member
                    );
                    employer.to_owned()
                }
                _ => whose(&text, &to.member, places),
            };
            let digits = match (asked, text.contains("終わりの4桁と見比べて") || text.contains("終わりの4桁ともう一度"))
            {
                (true, true) => "digits, ",
                (true, false) => "no digits, ",
                (false, _) => "",
            };
            told.push((to.member.clone(), format!("{digits}{to_whom} {with}")));
        }
        told
    }

    /// The reminders of the day, paper by paper.
    fn reminders(&mut self, people: &[Person], places: &BTreeMap<String, Places>) -> Vec<(String, String)> {
        let ask = Remind { on: self.on, employer: None, out: Some(self.out.clone()), lang: Lang::En };
        let question = OwedQuestion { on: self.on, employer: None, lang: Lang::En };
        let mut owed = Vec::new();
        let each = &mut |one: desk::wire::Owed| {
            owed.push(serde_json::from_str::<Value>(&desk::wire::json(&one)).expect("JSON"));
            Ok(())
        };
        self.desk.owed(&question, each).expect("what is owed");
        let told = self.desk.remind(&ask, &occasion(self.on)).expect("reminders");
        let told: Value = serde_json::from_str(&desk::wire::json(&told)).expect("JSON");
        let letters = told["letters"].as_array().cloned().unwrap_or_default();
        let mut said = Vec::new();
        for one in &owed {
            let to = people.iter().find(|other| one["code"] == other.code.as_str()).expect("somebody of the story");
            let about = |line: &&Value| line["paper"] == one["paper"];
            let letter = letters
                .iter()
                .find(|letter| letter["papers"].as_array().into_iter().flatten().any(|line| about(&line)));
            let kind = word(&one["kind"]);
            let cell = match letter {
                Some(letter) => {
                    let text = bare(&pdf_pages(Path::new(word(&letter["file"]))).join(""));
                    let whom = match letter["employer"].as_str() {
                        Some(employer) => {
                            assert!(!shows_a_home(&text, &to.member, places), "an employer's letter names a home");
                            employer.to_owned()
                        }
                        None => whose(&text, &to.member, places),
                    };
                    let line = letter["papers"].as_array().into_iter().flatten().find(about).expect("a line");
                    let step = if line["fresh"] == true { word(&letter["firmness"]) } else { "listed" };
                    format!("{whom} {step}: {kind}")
                }
                None => {
                    let until = one["next_on"].as_str().map(|day| format!(" {day}")).unwrap_or_default();
                    format!("none: {}{until} {}", word(&one["next"]), word(&one["owed_by"]))
                }
            };
            said.push((to.member.clone(), cell));
        }
        said
    }

    /// What becomes of an application that somebody with a usable card has no reason for, and where the letter of refusal goes.
    fn refusal(&mut self, to: &Person, places: &BTreeMap<String, Places>) -> String {
        let now = occasion(self.on);
        let application = Application {
            member: to.code.clone(),
            reason: "not_registered".to_owned(),
            on: self.on,
            received: self.on,
            direct: true,
            proxy: None,
            waived: None,
            paid: false,
            lang: Lang::En,
        };
        let code = |failure: &Failure| failure.complaints.first().map(|one| one.code).unwrap_or_default();
        let applied = match self.desk.apply(&application, &now) {
            Ok(applied) => serde_json::from_str::<Value>(&desk::wire::json(&applied)).expect("JSON"),
            Err(failure) => return format!("none: {}", code(&failure)),
        };
        let certificate = &applied["decision"]["certificate"];
        if applied["refused"] != true {
            return format!("none: {}", word(&certificate["outcome"]));
        }
        let because = word(&certificate["because"]);
        match self.desk.refusal_letter(&to.code, None, &self.out, self.on, &now) {
            Ok(letter) => {
                let text = bare(&pdf_pages(Path::new(&letter.file)).join(""));
                format!("{because}, {}", whose(&text, &to.member, places))
            }
            Err(failure) => format!("{because}, none: {}", code(&failure)),
        }
    }
}

/// The number of the insured person of somebody's household.
fn head_of(member: &str) -> String {
    let (household, _) = member.rsplit_once('-').unwrap_or((member, ""));
    format!("{household}-00")
}

fn shows_a_home(text: &str, member: &str, places: &BTreeMap<String, Places>) -> bool {
    [member.to_owned(), head_of(member)]
        .iter()
        .filter_map(|one| places.get(one))
        .any(|there| [&there.own, &there.delivery].into_iter().flatten().any(|address| text.contains(address.as_str())))
}

/// Whose address a letter to somebody's home bears.
fn whose(text: &str, member: &str, places: &BTreeMap<String, Places>) -> String {
    let bears = |address: &Option<String>| address.as_ref().is_some_and(|address| text.contains(address.as_str()));
    let own = &places[member];
    let head = places.get(&head_of(member));
    let shared = member != head_of(member) && head.is_some_and(|head| head.own.is_some() && head.own == own.own);
    if bears(&own.delivery) {
        return "delivery".to_owned();
    }
    if bears(&own.own) {
        return if shared { "household's" } else { "own" }.to_owned();
    }
    match head {
        Some(head) if bears(&head.delivery) => "household's delivery".to_owned(),
        Some(head) if bears(&head.own) => "household's".to_owned(),
        _ => panic!("{member}: a letter to nobody's address: {text}"),
    }
}

/// Every letter of a day, by member.
pub fn letters(world: &World, people: &[Person], on: Day) -> BTreeMap<String, Letters> {
    let mut all: BTreeMap<String, Letters> =
        people.iter().map(|one| (one.member.clone(), Letters::default())).collect();
    let mut first = Copy::of(world, on);
    let places = first.places(people);
    let mut put = |told: Vec<(String, String)>, into: fn(&mut Letters) -> &mut Vec<String>, head: &str| {
        for (member, said) in told {
            let letters = all.get_mut(&member).expect("somebody of the story");
            into(letters).push(if head.is_empty() { said } else { format!("{head} {said}") });
        }
    };
    put(first.reminders(people, &places), |one| &mut one.reminder, "");
    put(first.batch(PaperWord::LastFour, people, &places), |one| &mut one.last_four, "");
    put(first.batch(PaperWord::Certificate, people, &places), |one| &mut one.envelope, "certificate");
    put(first.batch(PaperWord::Notice, people, &places), |one| &mut one.envelope, "notice");
    drop(first);
    let mut second = Copy::of(world, on);
    for one in people {
        let told = second.refusal(one, &places);
        all.get_mut(&one.member).expect("somebody of the story").refusal = told;
    }
    all
}
