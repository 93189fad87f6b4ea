//! A batch is cut into volumes between employers, never within an envelope.

use papers::{Route, Sheet};
use tests::paper::pdf_pages;

use crate::people::{print, sheet};

/// Employers with so many sheets each, four in an envelope.
fn employers(sizes: &[usize]) -> Vec<Sheet> {
    let mut sheets = Vec::new();
    for (employer, size) in sizes.iter().enumerate() {
        for index in 0..*size {
            let mut one = sheet(sheets.len());
            one.employer_code = format!("{}", 500 + employer);
            one.employer = Some(format!("第{employer}倉庫株式会社"));
            one.envelope = (employer * 10_000 + index / 4) as u32;
            sheets.push(one);
        }
    }
    sheets
}

#[test]
fn a_volume_ends_between_employers_and_holds_a_thousand_sheets_at_most() {
    let sheets = employers(&[600, 300, 200, 1702, 5]);
    let printed = print("notice-right", &sheets);
    let ranges: Vec<(usize, usize)> =
        printed.volumes.iter().map(|one| (*one.sheets.start(), *one.sheets.end() + 1)).collect();
    // 1,702 sheets of one employer are cut between envelopes: 1,000 is a multiple of four.
    assert_eq!(ranges, [(0, 900), (900, 1100), (1100, 2100), (2100, 2807)]);
    for (volume, (from, to)) in printed.volumes.iter().zip(&ranges) {
        assert_eq!(volume.papers.len(), to - from);
    }
    let envelopes = |at: usize| sheets[at].envelope;
    assert!(ranges.iter().skip(1).all(|(from, _)| envelopes(*from) != envelopes(from - 1)));
}

#[test]
fn an_envelope_is_not_torn_apart_at_the_end_of_a_volume() {
    let mut sheets = employers(&[1100]);
    for (index, sheet) in sheets.iter_mut().enumerate() {
        sheet.envelope = (index / 7) as u32;
    }
    let printed = print("notice-right", &sheets);
    assert_eq!(*printed.volumes[0].sheets.end() + 1, 994);
}

#[test]
fn each_employer_has_a_separator_and_every_front_lies_on_an_odd_page() {
    let mut sheets = employers(&[3, 2, 2]);
    for sheet in &mut sheets[5..] {
        sheet.route = Route::Home;
    }
    let printed = print("notice-right", &sheets);
    let pages = pdf_pages(&printed.path(0));
    assert_eq!(pages.len(), 2 * 3 + 2 * 7);
    assert!(printed.volumes[0].papers.iter().all(|lies| lies.page % 2 == 1 && lies.pages == 2));
    let separators = [(0, "第0倉庫株式会社", "3枚"), (8, "第1倉庫株式会社", "2枚"), (14, "自宅宛", "2枚")];
    for (page, name, count) in separators {
        assert!(
            pages[page].contains("仕切り紙") && pages[page].contains(name) && pages[page].contains(count),
            "{}",
            pages[page]
        );
        assert!(pages[page + 1].trim().is_empty());
    }
    assert!(pages[0].contains(&sheets[0].paper) && pages[0].contains(&sheets[2].paper));
}
