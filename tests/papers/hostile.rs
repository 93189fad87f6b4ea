//! Hostile names: each is either named before a byte is printed, or comes out of a clean PDF as it went in.

use std::collections::BTreeSet;

use papers::{Kind, Sheet};
use rules::words::{Address, Kana, Name};
use tests::paper::{pdf_pages, qpdf_complaint};

use crate::people::{batch, layout, print_for, run, society};

/// So many names as a rule; `HOSTILE_NAMES` asks for more.
const NAMES: usize = 500;

/// What a name is made of: what it is, and whether it must be named before printing.
const PARTS: [(&str, bool); 26] = [
    (") /JS (app.alert(1)) /S /JavaScript", false),
    ("(((\\\\", false),
    ("endstream endobj", false),
    ("%PDF-1.7", false),
    ("<</Type/Action>>", false),
    ("{name}", false),
    ("**太字**", false),
    ("Ａ𣘺", false),
    ("葛\u{E0100}城", false),
    ("渡邊𠮟", false),
    ("D'Ångström-O’Brien", false),
    ("=HYPERLINK(1)", false),
    ("'; DROP TABLE", false),
    ("Alexandra Wilhelmina Featherstonehaugh-Z", false),
    ("\u{202E}郎太田山", true),
    ("山\u{200F}田", true),
    ("山\u{200B}田", true),
    ("山\u{2066}田\u{2069}", true),
    ("\u{E000}田", true),
    ("\u{10FFFD}", true),
    ("\u{0378}", true),
    ("\u{3FFFE}", true),
    ("葛\u{E01EF}", true),
    ("a\nb", true),
    ("\u{0}", true),
    ("\u{7F}\u{9B}31m", true),
];

fn lot(state: &mut u64) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    usize::try_from(*state >> 33).unwrap()
}

/// Sheets with hostile names, and those that must be named.
fn hostile(count: usize) -> (Vec<Sheet>, BTreeSet<String>) {
    let mut state = 0x9E37_79B9_7F4A_7C15;
    let mut bad = BTreeSet::new();
    let mut sheets = batch(count);
    for (at, sheet) in sheets.iter_mut().enumerate() {
        let (part, wrong) = PARTS[lot(&mut state) % PARTS.len()];
        let name = match lot(&mut state) % 4 {
            0 => part.to_owned(),
            1 => format!("{part}　{}", ["太郎", "花子", "X", "ヴァ"][lot(&mut state) % 4]),
            2 => format!("山田　{part}"),
            // Up to 126 characters in all.
            _ => format!("{part}{}", "長".repeat(lot(&mut state) % (127 - part.chars().count()))),
        };
        if wrong {
            bad.insert(sheet.member.clone());
        }
        sheet.name = Name::new(name);
        sheet.insured_name = None;
        if at % 7 == 0 {
            sheet.address = Some(Address::new("221B Baker Street, London NW1 6XE, United Kingdom"));
            sheet.postcode = None;
        }
        if at % 11 == 0 {
            sheet.kana = Kana::new(") Tj ET (");
        }
    }
    (sheets, bad)
}

#[test]
fn every_hostile_name_is_named_before_printing_or_read_back_from_a_clean_pdf_as_it_was() {
    let count = std::env::var("HOSTILE_NAMES").ok().and_then(|text| text.parse().ok()).unwrap_or(NAMES);
    let (sheets, bad) = hostile(count);
    let (layout, society) = (layout("notice-right"), society());
    let complaints = papers::check(&run(Kind::Notice, &layout, &society, &sheets));
    let named: BTreeSet<String> = complaints.iter().map(|one| one.place.clone()).collect();
    for one in &complaints {
        assert!(!one.hint.ja.is_empty() && !one.sentence.ja.is_empty());
        let known = ["missing_character", "missing_variant", "unseen_character", "overflow", "rare_typeface_absent"];
        assert!(known.contains(&one.code), "{}", one.code);
    }
    let unnamed: Vec<&String> = bad.difference(&named).collect();
    assert!(unnamed.is_empty(), "{} of {} are not named: {:?}", unnamed.len(), bad.len(), unnamed.first());
    let good: Vec<Sheet> = sheets.into_iter().filter(|sheet| !named.contains(&sheet.member)).collect();
    assert!(count / 4 < good.len() && count / 4 < named.len(), "{} and {}", good.len(), named.len());

    let printed = print_for(&layout, &society, &good);
    let mut sheets = good.iter();
    for (at, volume) in printed.volumes.iter().enumerate() {
        let path = printed.path(at);
        assert_eq!(qpdf_complaint(&path), None);
        let bytes = std::fs::read(&path).unwrap();
        for word in ["/JavaScript", "/JS", "/OpenAction", "/Launch"] {
            assert!(!bytes.windows(word.len()).any(|part| part == word.as_bytes()), "{word}");
        }
        let pages = pdf_pages(&path);
        for lies in &volume.papers {
            let sheet = sheets.next().unwrap();
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            let page = bare(&pages[lies.page - 1]);
            assert!(page.contains(&bare(sheet.name.text())), "{}", sheet.member);
        }
    }
    assert!(sheets.next().is_none());
}

#[test]
fn a_long_latin_name_and_an_address_of_thirty_characters_shrink_or_take_two_lines_and_nothing_is_lost() {
    for name in ["notice-right", "certificate-a4", "last-four"] {
        let mut sheets = batch(1);
        sheets[0].route = papers::Route::Home;
        sheets[0].name = Name::new("Alexandra Wilhelmina Featherstonehaugh-Z");
        sheets[0].address =
            Some(Address::new("愛知県名古屋市千種区東山元町三丁目七十番地東山動植物園前集合住宅二百一号"));
        assert_eq!(sheets[0].name.text().chars().count(), 40);
        let printed = print_for(&layout(name), &society(), &sheets);
        let page: String =
            pdf_pages(&printed.path(0))[printed.volumes[0].papers[0].page - 1].split_whitespace().collect();
        assert!(page.contains("AlexandraWilhelminaFeatherstonehaugh-Z"), "{name}: {page}");
        assert!(
            page.contains("愛知県名古屋市千種区東山元町三丁目七十番地東山動植物園前集合住宅二百一号"),
            "{name}: {page}"
        );
    }
}
