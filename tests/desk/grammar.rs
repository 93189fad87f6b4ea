//! Every command has its help and its JSON, in both languages.

use tests::program::run;

const COMMANDS: &[&[&str]] = &[
    &["demo"],
    &["init"],
    &["import"],
    &["imports"],
    &["find"],
    &["show"],
    &["decide"],
    &["name"],
    &["paper"],
    &["apply"],
    &["trouble"],
    &["report"],
    &["what-if"],
    &["plan"],
    &["owed"],
    &["remind"],
    &["used"],
    &["died"],
    &["old-card"],
    &["destroyed"],
    &["refusal"],
    &["characters"],
    &["characters", "set"],
    &["preflight"],
    &["envelope-test"],
    &["form"],
    &["labels"],
    &["print"],
    &["verify"],
    &["backup"],
    &["restore"],
    &["release"],
    &["shield"],
    &["access"],
    &["mail"],
    &["address"],
    &["batch", "inserted"],
    &["batch", "spoiled"],
    &["batch", "close"],
    &["delete"],
    &["delete", "who"],
    &["delete", "hold"],
    &["delete", "free"],
    &["delete", "keep"],
    &["delete", "certificate"],
    &["lastfour"],
    &["lastfour", "start"],
    &["lastfour", "status"],
    &["lastfour", "due"],
    &["lastfour", "answer"],
    &["lastfour", "cases"],
    &["lastfour", "case"],
    &["operator"],
    &["operator", "list"],
    &["operator", "add"],
    &["operator", "change"],
    &["operator", "password"],
    &["operator", "remove"],
    &["operator", "keychain"],
    &["operator", "unlock"],
    &["recovery"],
    &["recovery", "new"],
    &["recovery", "confirm"],
    &["recovery", "use"],
    &["run"],
    &["run", "preview"],
    &["run", "freeze"],
    &["run", "show"],
    &["run", "plan"],
    &["run", "interim"],
    &["waves"],
    &["waves", "show"],
    &["waves", "plan"],
    &["consequences"],
    &["work"],
    &["milestone"],
    &["reckon"],
    &["answer"],
    &["rules"],
    &["rules", "try"],
];

#[test]
fn every_command_has_help_in_both_languages_and_json() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for command in COMMANDS {
        let help = |lang: &str| {
            let mut arguments = command.to_vec();
            arguments.extend(["--help", "--lang", lang]);
            run(folder.path(), &arguments).ends(0).out
        };
        let (ja, en) = (help("ja"), help("en"));
        assert!(ja.contains("--json") && ja.contains("JSON で"), "{command:?}: {ja}");
        assert!(en.contains("--json") && en.contains("Print JSON"), "{command:?}: {en}");
        // A line that is not translated would be shown in Japanese; a word of an example may be.
        let japanese = |line: &str| line.chars().any(|letter| ('\u{3040}'..'\u{a000}').contains(&letter));
        let word = |word: &str| word.len() > 2 && word.chars().all(|letter| letter.is_ascii_lowercase());
        let foreign = en.lines().find(|line| japanese(line) && !line.split_whitespace().any(word));
        assert_eq!(foreign, None, "{command:?} in English");
        let own = en.lines().next().unwrap_or_default();
        assert!(own.is_ascii() && !own.is_empty(), "{command:?} says in English what it does: {own}");
    }
}

#[test]
fn the_help_lists_every_command() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let help = run(folder.path(), &["--help"]).ends(0).out;
    for command in COMMANDS {
        assert!(help.contains(command[0]), "{command:?} in {help}");
    }
}
