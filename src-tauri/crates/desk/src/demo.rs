//! Training societies (見本の健保組合): invented people of any number, and the files that their employers and the state would send.
//!
//! Everything follows from the [`Plan`]: the same plan gives the same bytes, on every machine, at any time. The society lives around
//! one fixed day ([`DAY`]), since without a clock "the joiners of last week" need a day to count from.
//! Nobody in it exists. Names are common ones put together by lot, My Numbers begin with 99 and only have a valid check digit,
//! towns and postcodes are real. Full My Numbers stand in the employers' files alone, as they would in life; `truth.jsonl` never
//! has one.
//!
//! What is made: `society.toml`, `policy.toml`, `passphrase.txt`, `incoming/` (see [`Sending`]), `truth.jsonl` (the members as they
//! are once every file is in) and `expected.json` (what each import should count). The ledger is not made here.

mod dirt;
mod employers;
mod forms;
mod luck;
mod people;
mod places;
mod truth;

use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use rules::calendar::{Day, day};
use rules::words::{Complaint, Said, Weight};

pub use employers::Employer;
pub use forms::{Counts, Sending, SendingKind};
pub use people::{Card, Member};

use luck::Luck;

/// The day around which every training society lives: joiners joined shortly before it, certificates lapse around it.
pub const DAY: Day = day(2026, 4, 15);

/// The most members a training society can have.
pub const MOST_MEMBERS: u32 = 1_000_000;

/// What decides everything about a training society.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// How many members there are, those who have left included: 1 to [`MOST_MEMBERS`].
    pub members: u32,
    /// Another number, other people.
    pub seed: u64,
}

/// A training society: all that its files will say.
#[derive(Clone)]
pub struct Society {
    /// 保険者番号, with a valid check digit.
    pub insurer_number: String,
    /// 事業所, in the order of their codes.
    pub employers: Vec<Employer>,
    /// 加入者: household by household, employer by employer.
    pub members: Vec<Member>,
    /// The passphrase of the ledger: words drawn by lot, at least 16 characters. Good for a training society only, since the seed gives it away.
    pub passphrase: String,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The folder.
    pub folder: PathBuf,
    /// `society.toml`
    pub society: PathBuf,
    /// `policy.toml`
    pub policy: PathBuf,
    /// `passphrase.txt`
    pub passphrase: PathBuf,
    /// `truth.jsonl`
    pub truth: PathBuf,
    /// `expected.json`
    pub expected: PathBuf,
    /// `incoming/`, in the order in which the files are to be imported (the byte order of their names).
    pub incoming: Vec<Incoming>,
}

/// One file of `incoming/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// Where it is.
    pub path: PathBuf,
    /// 事業所コード of the employer that sent it; `None` for a list of the state.
    pub employer: Option<String>,
    /// What an import in this order should count.
    pub expected: Counts,
}

/// The society of a plan. Pure: no clock, no file.
#[must_use]
pub fn society(plan: Plan) -> Society {
    let luck = Luck::new(plan.seed);
    let employers = employers::employers(plan.members, &luck);
    let members = people::members(plan.members, &employers, &luck);
    Society { insurer_number: insurer_number("0613999"), passphrase: passphrase(&luck), employers, members }
}

impl Society {
    /// The files of `incoming/`, in the order in which they are to be imported. Made one at a time: each is dropped before the next.
    pub fn sendings(&self) -> impl Iterator<Item = Sending> + '_ {
        let mut made: Vec<(String, Box<dyn Fn() -> Sending + '_>)> = Vec::new();
        for employer in 0..self.employers.len() {
            for (name, make) in forms::of_employer(self, employer) {
                made.push((name, make));
            }
        }
        made.extend(dirt::resent(self));
        made.extend(forms::registration_lists(self));
        made.extend(forms::ratio_list(self));
        made.sort_by(|one, other| one.0.cmp(&other.0));
        made.into_iter().map(|(_, make)| make())
    }

    /// `society.toml`, as [`crate::founding`] reads it.
    #[must_use]
    pub fn society_toml(&self) -> String {
        let mut text = format!(
            "# 研修用の架空の健康保険組合です。実在の組合・事業所・人物とは関係ありません。\n\
             # A training society. Society, employers and members are invented.\n\
             name = \"見本健康保険組合\"\n\
             insurer_number = \"{}\"\n\
             postcode = \"1010054\"\n\
             address = \"東京都千代田区神田錦町9丁目99番地\"\n\
             phone = \"03-0000-0000\"\n\
             portal_url = \"https://myna.go.jp/\"\n\
             training = true\n\
             notice_layout = \"notice-right\"\n\
             certificate_layout = \"certificate-a4\"\n\
             last_four_on_notice = true\n",
            self.insurer_number
        );
        for employer in &self.employers {
            text.push_str(&format!(
                "\n[[employer]]\ncode = \"{}\"\nname = \"{}\"\nsymbol = \"{}\"\npostcode = \"{}\"\naddress = \"{}\"\ncontact = \"{}\"\n",
                employer.code, employer.name, employer.symbol, employer.postcode, employer.address, employer.contact
            ));
        }
        text
    }

    /// `policy.toml`: the sample for the society of one company, under a decision of this society's own.
    #[must_use]
    pub fn policy_toml(&self) -> String {
        const SAMPLE: &str = include_str!("../../../../templates/policies/single_company.toml");
        const SOURCE: &str = "見本健康保険組合 理事会決定 令和6年11月5日（研修用）";
        let mut text = String::from("# 研修用の方針です。自分の組合では、自分の組合の決定に書き換えてください。\n");
        for line in SAMPLE.lines() {
            match line.split_once('=') {
                Some((key, _)) if key.trim() == "source" => text.push_str(&format!("source = \"{SOURCE}\"\n")),
                _ if line.contains("【要書換え】") => {}
                _ => text.extend([line, "\n"]),
            }
        }
        text
    }
}

/// Makes the folder `dir` with the society of the plan in it. The folder must not exist, or be empty; nothing is left half made.
///
/// # Errors
/// A folder that has something in it, cannot be written, or no room; a plan of no members or of too many.
pub fn write(plan: Plan, dir: &Path) -> Result<Written, Complaint> {
    if plan.members == 0 || plan.members > MOST_MEMBERS {
        return Err(complaint(
            "",
            "members_out_of_range",
            Said::new(
                format!("人数 {} の組合は作れません。", plan.members),
                format!("A society of {} members cannot be made.", plan.members),
            ),
            Said::new(
                format!("1 から {MOST_MEMBERS} までの数を指定してください。"),
                format!("Give a number from 1 to {MOST_MEMBERS}."),
            ),
        ));
    }
    let ours = |name: &std::ffi::OsStr| name == STAGE;
    let taken = match fs::read_dir(dir) {
        Ok(entries) => entries.flatten().any(|entry| !ours(&entry.file_name())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
        Err(error) => return Err(unwritable(dir, &error)),
    };
    if taken {
        return Err(complaint(
            &dir.display().to_string(),
            "folder_not_empty",
            Said::new("このフォルダーには既に何かがあります。", "This folder already has something in it."),
            Said::new("まだ無いフォルダー名を指定してください。", "Name a folder that does not exist yet."),
        ));
    }
    let existed = dir.is_dir();
    let stage = dir.join(STAGE);
    // What an interrupted run left behind; the name is ours alone.
    let _ = fs::remove_dir_all(&stage);
    let written = fill(plan, &stage, dir).and_then(|written| {
        // The society's own file comes last: a folder that has it has everything.
        for name in ["incoming", "truth.jsonl", "expected.json", "passphrase.txt", "policy.toml", "society.toml"] {
            fs::rename(stage.join(name), dir.join(name)).map_err(|error| unwritable(&dir.join(name), &error))?;
        }
        Ok(written)
    });
    let _ = fs::remove_dir_all(&stage);
    if written.is_err() && !existed {
        let _ = fs::remove_dir_all(dir);
    }
    written
}

/// Everything is made in here first, inside the folder.
const STAGE: &str = ".making";

fn fill(plan: Plan, stage: &Path, dir: &Path) -> Result<Written, Complaint> {
    let society = society(plan);
    let folder = stage.join("incoming");
    fs::create_dir_all(&folder).map_err(|error| unwritable(dir, &error))?;
    put(&stage.join("society.toml"), society.society_toml().as_bytes())?;
    put(&stage.join("policy.toml"), society.policy_toml().as_bytes())?;
    secret(&stage.join("passphrase.txt"), &society.passphrase)?;

    let mut incoming = Vec::new();
    let mut carried = vec![None; society.members.len()];
    let mut expected = Vec::new();
    for sending in society.sendings() {
        let path = folder.join(&sending.name);
        let file = fs::File::create(&path).map_err(|error| unwritable(&path, &error))?;
        let mut out = BufWriter::new(file);
        sending.write(&folder, &mut out).map_err(|error| {
            let first = error.complaints().into_iter().next();
            first.map_or_else(
                || unwritable(&path, &std::io::ErrorKind::Other.into()),
                |first| Complaint { place: format!("{} {}", sending.name, first.place), ..first },
            )
        })?;
        out.flush().map_err(|error| unwritable(&path, &error))?;
        for member in &sending.carries {
            if let Some(place) = carried.get_mut(*member) {
                *place = Some(sending.name.clone());
            }
        }
        let employer = sending.employer.and_then(|index| society.employers.get(index)).map(|it| it.code.clone());
        expected.push(truth::expectation(&sending, employer.as_deref()));
        incoming.push(Incoming {
            path: dir.join("incoming").join(&sending.name),
            employer,
            expected: sending.expected,
        });
    }

    let path = stage.join("truth.jsonl");
    let file = fs::File::create(&path).map_err(|error| unwritable(&path, &error))?;
    let mut out = BufWriter::new(file);
    truth::write(&society, &carried, &mut out).map_err(|error| unwritable(&path, &error))?;
    put(&stage.join("expected.json"), truth::expected_json(plan, &expected).as_bytes())?;
    Ok(Written {
        folder: dir.to_owned(),
        society: dir.join("society.toml"),
        policy: dir.join("policy.toml"),
        passphrase: dir.join("passphrase.txt"),
        truth: dir.join("truth.jsonl"),
        expected: dir.join("expected.json"),
        incoming,
    })
}

fn put(path: &Path, bytes: &[u8]) -> Result<(), Complaint> {
    fs::write(path, bytes).map_err(|error| unwritable(path, &error))
}

/// Writes a file that its owner alone can read; no line end, so that however it is read the words are the same.
fn secret(path: &Path, words: &str) -> Result<(), Complaint> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(|error| unwritable(path, &error))?;
    file.write_all(words.as_bytes()).map_err(|error| unwritable(path, &error))
}

fn unwritable(path: &Path, error: &std::io::Error) -> Complaint {
    complaint(
        &path.display().to_string(),
        "folder_not_writable",
        Said::new(format!("ここには書き込めません ({error})。"), format!("This place cannot be written ({error}).")),
        Said::new(
            "書き込める場所と空き容量を確かめてください。",
            "Check that the folder above exists, may be written, and has room.",
        ),
    )
}

fn complaint(place: &str, code: &'static str, sentence: Said, hint: Said) -> Complaint {
    Complaint { place: place.to_owned(), code, weight: Weight::Refusal, sentence, hint }
}

/// 保険者番号 from its first seven digits: weights 2, 1, 2, ... from the last digit, digits of two-digit products added, the
/// complement to ten (厚生労働省「保険者番号等設定要領」).
fn insurer_number(seven: &str) -> String {
    let sum: u32 = seven
        .bytes()
        .rev()
        .zip([2_u32, 1].into_iter().cycle())
        .map(|(digit, weight)| u32::from(digit.saturating_sub(b'0')) * weight)
        .map(|product| product / 10 + product % 10)
        .sum();
    format!("{seven}{}", (10 - sum % 10) % 10)
}

fn passphrase(luck: &Luck) -> String {
    const WORDS: [&str; 32] = [
        "asahi",
        "botan",
        "chidori",
        "daichi",
        "fukuro",
        "ginga",
        "hotaru",
        "ibuki",
        "kaede",
        "kitsune",
        "komorebi",
        "kujira",
        "matsuba",
        "minato",
        "momiji",
        "nagisa",
        "natsume",
        "oborozuki",
        "rindou",
        "sakana",
        "sazanami",
        "shigure",
        "suisen",
        "suzume",
        "takibi",
        "tanpopo",
        "tsubame",
        "umibe",
        "wakaba",
        "yamabiko",
        "yugure",
        "zakuro",
    ];
    let mut luck = luck.of("passphrase", 0);
    let mut words: Vec<String> = (0..5).map(|_| (*luck.pick(&WORDS)).to_owned()).collect();
    words.push(format!("{:04}", luck.below(10_000)));
    words.join("-")
}
