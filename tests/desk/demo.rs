//! Training societies: always the same for the same plan, people that could be, files that come in as they were meant to.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use desk::demo::{self, DAY, Member, Plan, Society};
use rules::case::UseRegistration;
use rules::words::{Relation, Sex};
use serde_json::Value;
use tests::program::run;

fn society(members: u32, seed: u64) -> Society {
    demo::society(Plan { members, seed })
}

/// Every file below a folder with its bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the folder can be read").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(files(&path).into_iter().map(|(below, bytes)| (format!("{name}/{below}"), bytes)));
        } else {
            found.insert(name, std::fs::read(&path).expect("the file can be read"));
        }
    }
    found
}

fn made(members: u32, seed: u64) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let dir = folder.path().join("training");
    demo::write(Plan { members, seed }, &dir).expect("the society is made");
    files(&dir)
}

#[test]
fn the_same_plan_gives_the_same_bytes_and_another_seed_other_people() {
    let (one, again, other) = (made(300, 7), made(300, 7), made(300, 8));
    assert_eq!(one.keys().collect::<Vec<_>>(), again.keys().collect::<Vec<_>>());
    let differing: Vec<&String> = one.keys().filter(|name| one.get(*name) != again.get(*name)).collect();
    assert!(differing.is_empty(), "not the same bytes: {differing:?}");
    assert_ne!(one["truth.jsonl"], other["truth.jsonl"]);
    assert_ne!(one["passphrase.txt"], other["passphrase.txt"]);
}

#[test]
fn a_society_has_as_many_members_as_it_was_asked_for() {
    for members in [1, 2, 10, 59, 1_000, 12_345] {
        let society = society(members, 3);
        assert_eq!(society.members.len(), members as usize);
        let all = |of: &dyn Fn(&Member) -> String| society.members.iter().map(of).collect::<HashSet<_>>().len();
        assert_eq!(all(&|it| it.number.key().to_string()), members as usize, "every number is one member's");
        let numbers: Vec<&String> = society.members.iter().filter_map(|it| it.my_number.as_ref()).collect();
        assert_eq!(numbers.iter().collect::<HashSet<_>>().len(), numbers.len(), "every My Number is one member's");
    }
}

/// The check digit as the ordinance has it, digit by digit from the right.
fn check_digit(body: &str) -> u32 {
    let sum: u32 = body
        .bytes()
        .rev()
        .zip(1..)
        .map(|(digit, n)| u32::from(digit - b'0') * if n <= 6 { n + 1 } else { n - 5 })
        .sum();
    if sum % 11 <= 1 { 0 } else { 11 - sum % 11 }
}

#[test]
fn my_numbers_begin_with_99_and_have_a_valid_check_digit() {
    assert_eq!((check_digit("12345678901"), check_digit("98320567321")), (8, 4), "published examples");
    for it in &society(3_000, 1).members {
        let Some(number) = &it.my_number else { continue };
        assert!(number.len() == 12 && number.starts_with("99"), "{}", it.number);
        assert_eq!(number[11..], check_digit(&number[..11]).to_string(), "{}", it.number);
    }
}

#[test]
fn the_insurer_number_has_a_valid_check_digit() {
    // 06132682 is printed on a public leaflet; its digits weighed 2, 1, 2 ... from the last of seven give 28, and 30 is the next ten.
    let ours = society(10, 1).insurer_number;
    let weigh = |number: &str| {
        let products =
            number[..7].bytes().zip([2, 1, 2, 1, 2, 1, 2]).map(|(digit, weight)| u32::from(digit - b'0') * weight);
        (10 - products.map(|it| it / 10 + it % 10).sum::<u32>() % 10) % 10
    };
    assert_eq!(weigh("06132682"), 2);
    assert!(ours.starts_with("06") && ours.len() == 8);
    assert_eq!(ours[7..], weigh(&ours).to_string());
}

fn years_old(it: &Member) -> i64 {
    it.born.days_until(DAY) * 100 / 36_525
}

#[test]
fn ages_sexes_relations_and_days_fit_each_other() {
    let society = society(8_000, 11);
    let mut households: BTreeMap<usize, Vec<&Member>> = BTreeMap::new();
    for it in &society.members {
        households.entry(it.household).or_default().push(it);
    }
    for people in households.values() {
        let (head, dependants) = people.split_first().expect("a household has somebody");
        assert_eq!((head.relation, head.number.branch.as_str()), (Relation::Insured, "00"));
        assert!((18..75).contains(&years_old(head)), "{}: {} years", head.number, years_old(head));
        for it in people {
            assert!(it.born <= it.acquired && it.acquired < DAY, "{}: {:?} {:?}", it.number, it.born, it.acquired);
            assert!(years_old(it) < 75, "{}: no member is 75", it.number);
            assert!(it.lost.is_none_or(|lost| lost > it.acquired), "{}", it.number);
            assert!(!it.family.is_empty() && !it.given.is_empty(), "{}", it.number);
            assert!(
                it.kana().chars().all(|c| ('ァ'..='ー').contains(&c) || c == '\u{3000}'),
                "kana are katakana: {}",
                it.number
            );
        }
        for (branch, it) in (1..).zip(dependants) {
            assert_eq!(it.number.branch, format!("{branch:02}"));
            assert_eq!((&it.number.symbol, &it.number.number), (&head.number.symbol, &head.number.number));
            assert!(it.acquired >= head.acquired, "{}: nobody depends on one who is not there yet", it.number);
            let older = it.born.days_until(head.born) / 365;
            match it.relation {
                Relation::Wife => assert_eq!((it.sex, head.sex), (Sex::Female, Sex::Male)),
                Relation::Husband => assert_eq!((it.sex, head.sex), (Sex::Male, Sex::Female)),
                Relation::Child => assert!(older <= -18, "{}: a parent is older by {}", it.number, -older),
                Relation::Parent | Relation::ParentInLaw => {
                    assert!(older >= 8, "{}: a parent is {older} years older", it.number)
                }
                Relation::YoungerSibling => assert!(it.born > head.born),
                other => panic!("{} is {other:?}", it.number),
            }
            if matches!(it.relation, Relation::Wife | Relation::Husband | Relation::Child) {
                assert_eq!(it.family, head.family, "{}", it.number);
            }
        }
    }
}

#[test]
fn a_small_society_already_shows_the_rare_cases() {
    let society = society(1_000, 1);
    let count = |of: &dyn Fn(&Member) -> bool| society.members.iter().filter(|it| of(it)).count();
    let near = |it: &Member, age: i32| {
        it.born.year() + age == DAY.year() && (DAY.month()..=DAY.month() + 3).contains(&it.born.month())
    };
    let registered = |it: &Member, what| it.card.is_some_and(|card| card.registered == what);
    let lapsed = |it: &Member| {
        registered(it, UseRegistration::Yes)
            && it.card.and_then(|card| card.until).is_some_and(|until| until.plus_days(93) < DAY)
    };
    for (what, found) in [
        ("born on 29 February", count(&|it| (it.born.month(), it.born.day()) == (2, 29))),
        ("about to turn 70", count(&|it| near(it, 70))),
        ("about to turn 75", count(&|it| near(it, 75))),
        ("joined in the last weeks", count(&|it| it.acquired.plus_days(25) > DAY)),
        ("leaves", count(&|it| it.lost.is_some())),
        ("without My Number", count(&|it| it.my_number.is_none())),
        ("released", count(&|it| registered(it, UseRegistration::Released))),
        ("not registered", count(&|it| registered(it, UseRegistration::No))),
        ("not on the list", count(&|it| it.card.is_none())),
        ("e-certificate lapsed", count(&lapsed)),
        ("asks for a certificate", count(&|it| it.wants_certificate)),
    ] {
        assert!((2..200).contains(&found), "{what}: {found}");
    }
    let usable = count(&|it| registered(it, UseRegistration::Yes));
    assert!((650..800).contains(&usable), "{usable} of 1,000 are registered");
}

#[test]
fn about_one_name_in_25_has_a_character_that_computers_stumble_over() {
    let society = society(20_000, 2);
    let plain = |it: &&Member| it.family.chars().all(|c| !"髙﨑濵邉邊齋齊德栁瀨廣𡈽\u{E0100}".contains(c));
    let stumbling = society.members.len() - society.members.iter().filter(plain).count();
    assert!((500..1_100).contains(&stumbling), "{stumbling} of 20,000");
    assert!(society.members.iter().any(|it| it.family.contains('\u{E0100}')), "a variation selector occurs");
    assert!(society.members.iter().any(|it| it.family.contains('𡈽')), "a character beyond the basic plane occurs");
}

#[test]
fn postcodes_fit_their_prefecture_and_town() {
    // Some that everybody can look up.
    const KNOWN: [(&str, &str); 8] = [
        ("06", "北海道"),
        ("10", "東京都"),
        ("23", "神奈川県"),
        ("55", "大阪府"),
        ("80", "福岡県"),
        ("90", "沖縄県"),
        ("46", "愛知県"),
        ("73", "広島県"),
    ];
    let society = society(6_000, 4);
    let mut towns: BTreeMap<&str, HashSet<String>> = BTreeMap::new();
    for it in &society.members {
        assert!(it.postcode.len() == 7 && it.postcode.bytes().all(|b| b.is_ascii_digit()));
        if let Some((_, prefecture)) = KNOWN.iter().find(|(begin, _)| it.postcode.starts_with(begin)) {
            assert!(it.address.starts_with(prefecture), "{}: {}", it.postcode, it.number);
        }
        let town: String = it.address.chars().take_while(|c| !c.is_ascii_digit()).collect();
        towns.entry(&it.postcode).or_default().insert(town);
    }
    assert!(towns.len() > 500, "{} towns", towns.len());
    assert!(towns.values().all(|it| it.len() == 1), "one postcode, one town");
}

#[test]
fn no_full_my_number_stands_outside_the_employers_files() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let dir = folder.path().join("training");
    demo::write(Plan { members: 500, seed: 9 }, &dir).expect("the society is made");
    let society = society(500, 9);
    let files = files(&dir);
    for (name, bytes) in files.iter().filter(|(name, _)| !name.starts_with("incoming/A")) {
        let digits: String = if name.contains("/利用登録状況") {
            bytes.iter().filter(|b| b.is_ascii()).map(|b| char::from(*b)).collect()
        } else {
            String::from_utf8(bytes.clone()).expect("text")
        };
        for it in &society.members {
            assert!(
                it.my_number.as_ref().is_none_or(|number| !digits.contains(number)),
                "{name} has the number of {}",
                it.number
            );
        }
    }
    let first = society.members.iter().find_map(|it| it.my_number.clone()).expect("a number");
    let csv = files.iter().filter(|(name, _)| name.ends_with("取得届.csv"));
    assert!(csv.clone().count() > 0);
    let carried = society.members.iter().filter_map(|it| it.my_number.as_deref());
    let inside = carried
        .filter(|number| csv.clone().any(|(_, bytes)| bytes.windows(12).any(|part| part == number.as_bytes())))
        .count();
    assert!(inside > 50, "the employers' files do have them (the first is {}…)", &first[..2]);
}

#[cfg(unix)]
#[test]
fn the_passphrase_is_long_and_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let dir = folder.path().join("training");
    let written = demo::write(Plan { members: 10, seed: 1 }, &dir).expect("the society is made");
    let mode = std::fs::metadata(&written.passphrase).expect("the file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let words = std::fs::read_to_string(&written.passphrase).expect("the file");
    assert!(words.trim().chars().count() >= 16 && words == society(10, 1).passphrase);
}

#[test]
fn a_folder_with_something_in_it_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("mine.txt"), "mine").expect("the folder is writable");
    let complaint = demo::write(Plan { members: 10, seed: 1 }, folder.path()).expect_err("it is taken");
    assert_eq!(complaint.code, "folder_not_empty");
    assert_eq!(files(folder.path()).len(), 1);

    let empty = tempfile::tempdir().expect("a temporary folder");
    demo::write(Plan { members: 10, seed: 1 }, empty.path()).expect("an empty folder is fine");
    assert!(files(empty.path()).contains_key("society.toml"));
    assert!(!empty.path().join(".making").exists());
}

#[test]
fn a_plan_or_a_place_that_cannot_be_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for members in [0, demo::MOST_MEMBERS + 1] {
        let complaint =
            demo::write(Plan { members, seed: 1 }, &folder.path().join("training")).expect_err("no such society");
        assert_eq!(complaint.code, "members_out_of_range");
        assert!(!complaint.hint.ja.is_empty() && !complaint.hint.en.is_empty());
    }
    let file = folder.path().join("file");
    std::fs::write(&file, "").expect("the folder is writable");
    let complaint =
        demo::write(Plan { members: 10, seed: 1 }, &file.join("training")).expect_err("a file is no folder");
    assert_eq!(complaint.code, "folder_not_writable");
    assert_eq!(files(folder.path()).len(), 1);
}

/// Everything comes in by the ordinary way, file by file as `expected.json` says, and everybody is then as `truth.jsonl` says.
#[test]
fn every_file_counts_as_expected_and_everybody_is_as_the_truth_says() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let made = run(folder.path(), &["demo", "training", "--members", "700", "--seed", "5", "--filled", "--json"])
        .ends(0)
        .json();
    let training = folder.path().join("training");
    let read = |name: &str| std::fs::read_to_string(training.join(name)).expect("the file");
    let expected: Value = serde_json::from_str(&read("expected.json")).expect("JSON");
    assert_eq!(expected["on"], DAY.to_string());
    let (files, imported) =
        (expected["files"].as_array().expect("files"), made["imported"].as_array().expect("imports"));
    assert_eq!(files.len(), imported.len());
    for (file, import) in files.iter().zip(imported) {
        assert_eq!(file["file"], import["file"]);
        for count in ["new", "changed", "unchanged", "doubtful", "rejected", "duplicate"] {
            assert_eq!(import[count], file[count], "{count} of {}: {}", file["file"], import["complaints"]);
        }
    }
    let kinds: HashSet<&str> = files.iter().filter_map(|it| it["kind"].as_str()).collect();
    assert_eq!(kinds, HashSet::from(["enrolment", "leaving", "resent", "registration", "ratio"]));
    let sum = |count: &str| files.iter().filter_map(|it| it[count].as_u64()).sum::<u64>();
    assert_eq!(sum("new"), 700);
    assert!(sum("rejected") >= 8 && sum("duplicate") >= 2, "dirt occurs");

    let truth: Vec<Value> = read("truth.jsonl").lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(truth.len(), 700);
    let carriers: HashSet<&str> = truth.iter().filter_map(|it| it["file"].as_str()).collect();
    assert!(truth.iter().all(|it| it["file"].is_string()), "everybody comes in through some file");
    // Some of every employer, so that every hand of writing is looked at.
    for it in carriers.iter().flat_map(|file| truth.iter().filter(move |it| it["file"] == *file).step_by(29).take(3)) {
        let member = it["member"].as_str().expect("a member");
        let on = DAY.to_string();
        let shown = run(&training, &["show", "ledger.daicho", member, "--on", &on, "--json"]).ends(0).json();
        for field in ["name", "kana", "born", "sex", "relation", "acquired", "lost", "my_number", "postcode", "address"]
        {
            if shown.get(field).is_some() {
                assert_eq!(shown[field], it[field], "{field} of {member} from {}", it["file"]);
            }
        }
        for (field, known) in [
            ("use_registered", "registered"),
            ("myna_card", "myna_card"),
            ("e_certificate_until", "e_certificate_until"),
            ("ratio", "ratio"),
        ] {
            if shown.get(field).is_some() {
                assert_eq!(shown[field], it[known], "{field} of {member}");
            }
        }
    }
}
