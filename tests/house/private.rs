//! What never leaves: personal data through `Debug`, and the places in which the house was built.

use crate::lexed::{Kind, pieces, shipped};
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

/// All that the log may say, as it stands in a line's brackets: ids, codes, counts, places in the source. Whoever adds to it asks
/// first whether it could ever hold a name, a number, a path or a passphrase.
const LOGGED: [&str; 16] = [
    "act=seq.0",
    "bytes=bytes.len()",
    "code",
    "code=complaint.code",
    "code=failure.extended_code",
    "kind=act.kind",
    "kind=tracing::field::Empty",
    "ledger=ledger.number()",
    "machine",
    "program",
    "seq",
    "seq=tracing::field::Empty",
    "source",
    "statement",
    "system",
    "version",
];

/// Lines of the log that say more than they may. Each is written in full (`tracing::warn!(…)`), so that it is found.
fn logged(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        // Texts become a mark: one that takes a value up in its braces, and one that does not.
        let code: String = shipped(&source.text)
            .into_iter()
            .map(|it| match it.kind {
                Kind::Code => it.text.replace(char::is_whitespace, " "),
                Kind::Text if it.text.contains('{') => "VALUE".to_owned(),
                Kind::Text => "TEXT".to_owned(),
                Kind::Comment => String::new(),
            })
            .collect();
        let mut say = |what: &str| found.push(format!("{}: {what}", source.path));
        for (at, _) in code.match_indices("tracing::") {
            let before = code[..at].trim_end();
            if before.ends_with("use") || before.ends_with("use ::") {
                say("the words of the log are not brought in under other names");
            }
            let Some((name, rest)) = code[at + 9..].split_once('!') else { continue };
            if !name.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
                continue;
            }
            for said in arguments(rest) {
                if said != "\"TEXT\"" && !LOGGED.contains(&said.as_str()) {
                    say(&format!("the log says {said}"));
                }
            }
        }
        for (at, _) in code.match_indices("instrument") {
            let attribute = code[..at].rfind("#[").is_some_and(|open| !code[open..at].contains(']'));
            let whole = code[at..].split(']').next().unwrap_or_default();
            if attribute && !whole.contains("skip_all") {
                say("#[instrument] logs what the function was given");
            }
        }
    }
    found
}

/// What stands between the brackets of a macro, without spaces; a text keeps its quotes.
fn arguments(rest: &str) -> Vec<String> {
    let (mut depth, mut said, mut all) = (0, String::new(), Vec::new());
    for c in rest.chars() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 || depth == 1 && c == ',' {
            all.push(std::mem::take(&mut said));
        } else if !(c.is_whitespace() || depth == 1 && c == '(' && said.is_empty()) {
            said.push(c);
        }
        if depth == 0 {
            break;
        }
    }
    all.retain(|said| !said.is_empty());
    all
}

#[test]
fn the_log_can_say_nothing_personal() {
    let product = tree::product();
    none(&logged(&product));
    let lines: usize = product.iter().map(|it| it.text.matches("tracing::warn!(").count()).sum();
    assert!(lines > 0, "no line of the log was found");
}

#[test]
fn a_line_of_the_log_that_could_say_something_personal_is_found() {
    let planted = |text| logged(&Source::planted("src-tauri/crates/desk/src/lib.rs", text));
    finds(&planted("tracing::info!(name = person.name.text(), \"shown\");"), "name=person.name.text()");
    finds(&planted("tracing::info!(code = complaint.place, \"refused\");"), "code=complaint.place");
    finds(&planted("tracing::warn!(\n    ?row,\n    \"a row\"\n);"), "?row");
    finds(&planted("tracing::info_span!(\"act\", kind = act.kind, %path);"), "%path");
    finds(&planted("tracing::error!(\"it is {name}\");"), "VALUE");
    assert_eq!(planted("tracing::debug!(\"it is {}\", name);").len(), 2, "the braces and what goes into them");
    finds(&planted("use tracing::info;"), "other names");
    finds(&planted("#[tracing::instrument]\nfn show(name: &str) {}"), "#[instrument]");
    none(&planted("#[tracing::instrument(skip_all)]\nfn show(name: &str) {}"));
    none(&planted("// tracing::info!(name)\ntracing::warn!(code = complaint.code, \"refused, (at once)\");"));
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
