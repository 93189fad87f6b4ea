//! What never leaves: personal data through `Debug`, and the places in which the house was built.

use crate::lexed::{Kind, pieces};
use crate::tree::{self, Source};
use crate::{finds, none};

/// Fields whose plain text is personal or secret wherever it stands.
const PERSONAL: [&str; 6] = ["kana", "my_number", "last_four", "passphrase", "family_kana", "given_kana"];

/// Types that hold one person's datum each.
const TYPES: [&str; 5] = ["Name", "Kana", "Address", "LastFour", "InsuredNumber"];

/// Structs that derive `Debug` although they are personal, or hold a personal field as plain text.
fn talkative(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        let code: String =
            pieces(&source.text).into_iter().filter(|it| it.kind == Kind::Code).map(|it| it.text).collect();
        for (at, _) in code.match_indices("#[derive(") {
            let rest = &code[at..];
            let Some((derived, after)) = rest.split_once(")]") else { continue };
            if !derived.contains("Debug") {
                continue;
            }
            let head: Vec<&str> = after.split_whitespace().take_while(|word| *word != "{").take(8).collect();
            let Some(name) = head.iter().skip_while(|word| **word != "struct").nth(1) else { continue };
            let name = name.trim_end_matches(['(', ';', '{']).split(['<', '(']).next().unwrap_or("");
            let body = after.split_once('{').map_or("", |(_, body)| body.split('}').next().unwrap_or(""));
            let fields = body.split(',').filter_map(|field| field.split_once(':'));
            let plain = fields.filter(|(field, kind)| {
                let field = field.split_whitespace().last().unwrap_or("");
                PERSONAL.contains(&field) && (kind.contains("String") || kind.contains("str"))
            });
            if TYPES.contains(&name) {
                found.push(format!("{}: {name} derives Debug", source.path));
            }
            for (field, _) in plain {
                let field = field.split_whitespace().last().unwrap_or("");
                found.push(format!("{}: {name} derives Debug over the plain text of {field}", source.path));
            }
        }
    }
    found
}

#[test]
fn no_type_shows_personal_data_through_debug() {
    none(&talkative(&tree::product()));
}

#[test]
fn a_type_that_shows_personal_data_through_debug_is_found() {
    let planted = |text| talkative(&Source::planted("src-tauri/crates/desk/src/wire.rs", text));
    finds(&planted("#[derive(Debug, Clone)]\npub struct Kana(String);"), "Kana derives Debug");
    finds(
        &planted("#[derive(Clone, Debug)]\n/// A row\npub struct Row { pub kana: String, pub on: Day }"),
        "plain text of kana",
    );
    finds(&planted("#[derive(Debug)] struct Key { passphrase: Option<String> }"), "plain text of passphrase");
    none(&planted("#[derive(Clone)] struct Row { kana: String }\n#[derive(Debug)] struct Other { kana: Kana }"));
}

#[cfg(feature = "rules")]
#[test]
fn personal_words_print_as_redacted() {
    use rules::words::{Address, InsuredNumber, Kana, LastFour, Name};
    let shown = format!(
        "{:?} {:?} {:?} {:?} {:?}",
        Name::new("見本太郎"),
        Kana::new("ミホンタロウ"),
        Address::new("見本町"),
        LastFour::new("4321"),
        InsuredNumber::new("見本", "4321", "00")
    );
    for secret in ["見本", "ミホン", "太郎", "4321"] {
        assert!(!shown.contains(secret), "{secret} is shown by Debug");
    }
    assert!(shown.contains("‹redacted›"), "Debug says nothing at all: {shown}");
}

/// Words that tell where a copy of the house stood, or where its parts were fetched. Put together here, so that this file has none.
fn telling() -> Vec<String> {
    let paths = [["/ho", "me/"], ["/ro", "ot/"], ["/Us", "ers/"], ["C:\\Us", "ers"], ["/wo", "rk/"]];
    let hosts = [
        ["index.cra", "tes.io"],
        ["static.cra", "tes.io"],
        ["registry.np", "mjs.org"],
        ["py", "pi.org"],
        ["proxy.gol", "ang.org"],
    ];
    paths.iter().chain(&hosts).map(|halves| halves.concat()).collect()
}

fn told(sources: &[Source]) -> Vec<String> {
    let telling = telling();
    let is_lock = |path: &str| path.ends_with("Cargo.lock") || path.ends_with("package-lock.json");
    let mut found = Vec::new();
    for source in sources.iter().filter(|it| !is_lock(&it.path)) {
        for (number, line) in source.text.lines().enumerate() {
            let starts = |word: &str| {
                let mut at = line.match_indices(word);
                // `network/` is no path and `/your/home/` is an example; a path begins.
                at.any(|(at, _)| {
                    !word.starts_with('/')
                        || !line[..at].ends_with(|c: char| c.is_alphanumeric() || "._-/$}".contains(c))
                })
            };
            if let Some(word) = telling.iter().find(|word| starts(word)) {
                found.push(format!("{}:{}: {word}", source.path, number + 1));
            }
        }
    }
    found
}

#[test]
fn no_file_tells_where_the_house_was_built_or_its_parts_were_fetched() {
    none(&told(&tree::all()));
}

#[test]
fn a_file_that_tells_where_it_was_built_is_found() {
    for word in telling() {
        finds(
            &told(&Source::planted("docs/README.md", &format!("first\nsee {word}somewhere"))),
            &format!(":2: {word}"),
        );
    }
    none(&told(&Source::planted("docs/README.md", &format!("net{}x", &telling()[4][1..]))));
    none(&told(&Source::planted("Cargo.lock", &telling()[5])));
}
