//! The cover says what the batch holds.

use papers::{Kind, Run};
use tests::paper::{pdf_greys, pdf_pages, qpdf_complaint, qr_codes};

use crate::people::{batch, day, layout, run, society};

const ANCHOR: &str = "B-2026-11-21 A000042 9f3a7c1e8b2d4f609f3a7c1e8b2d4f609f3a7c1e8b2d4f609f3a7c1e8b2d4f60";

#[test]
fn the_cover_names_every_employer_with_counts_and_carries_the_journals_anchor() {
    let (layout, society, sheets) = (layout("notice-right"), society(), batch(130));
    let run = Run {
        kind: Kind::Notice,
        layout: &layout,
        society: &society,
        batch: "B-2026-11-21",
        on: day("2026-11-21"),
        sheets: &sheets,
    };
    let groups = papers::groups(&sheets);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cover.pdf");
    std::fs::write(&path, papers::cover(&run, &groups, ANCHOR).unwrap().bytes).unwrap();
    assert_eq!(qpdf_complaint(&path), None);
    let text = pdf_pages(&path).concat();
    for word in
        ["資格情報のお知らせ", "B-2026-11-21", "令和8年（2026年）11月21日", "130枚", "封筒44通", "作成者", "確認者"]
    {
        assert!(text.contains(word), "{word} in\n{text}");
    }
    for group in &groups {
        for word in [&group.name, &group.code, &group.first, &group.last, &group.sheets.to_string()] {
            assert!(text.contains(word.as_str()), "{word} in\n{text}");
        }
    }
    assert!(
        text.split_whitespace().collect::<String>().contains(&ANCHOR.split_whitespace().collect::<String>()),
        "{text}"
    );
    assert_eq!(qr_codes(&pdf_greys(&path, 200)[0]), [ANCHOR]);
    assert_eq!(
        papers::cover(&run, &groups, ANCHOR).unwrap().bytes,
        std::fs::read(&path).unwrap(),
        "the same cover twice"
    );
}

#[test]
fn a_cover_of_many_employers_goes_on_to_further_pages() {
    let (layout, society) = (layout("notice-right"), society());
    let sheets: Vec<_> = (0..70)
        .map(|index| {
            let mut sheet = crate::people::sheet(index);
            sheet.employer_code = format!("E{index:03}");
            sheet
        })
        .collect();
    let run = run(Kind::Notice, &layout, &society, &sheets);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cover.pdf");
    let cover = papers::cover(&run, &papers::groups(&sheets), ANCHOR).unwrap();
    std::fs::write(&path, &cover.bytes).unwrap();
    let pages = pdf_pages(&path);
    assert!(pages.len() > 1);
    assert_eq!(cover.pages, pages.len(), "the manifest is told the truth");
    let text = pages.concat();
    assert!((0..70).all(|index| text.contains(&format!("E{index:03}"))));
}

#[test]
fn the_cover_says_where_each_employer_is_and_a_place_that_cannot_be_printed_holds_nothing_up() {
    let (layout, society, sheets) = (layout("notice-right"), society(), batch(30));
    let run = run(Kind::Notice, &layout, &society, &sheets);
    let mut groups = papers::groups(&sheets);
    groups[0].postcode = Some("1000001".to_owned());
    groups[0].address = Some("東京都千代田区千代田1-1 みほんビル".repeat(2));
    groups[0].contact = Some("人事部 社会保険担当".to_owned());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cover.pdf");
    let text = |groups: &[papers::Group]| {
        std::fs::write(&path, papers::cover(&run, groups, ANCHOR).unwrap().bytes).unwrap();
        pdf_pages(&path).concat().split_whitespace().collect::<String>()
    };
    let whole = text(&groups);
    assert!(whole.contains("〒100-0001東京都千代田区千代田1-1") && whole.contains("人事部社会保険担当"), "{whole}");
    for unprintable in ["\u{E000}", &"長い所在地".repeat(60)] {
        groups[0].address = Some(format!("東京都{unprintable}"));
        let bare = text(&groups);
        assert!(bare.contains(&groups[0].code) && !bare.contains("東京都") && !bare.contains("人事部"), "{bare}");
        assert_eq!(
            bare.matches(&groups[0].first).count(),
            whole.matches(&groups[0].first).count(),
            "the row stands once"
        );
    }
}
