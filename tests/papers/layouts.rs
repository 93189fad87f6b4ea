//! A layout says where it is wrong; a society's own layout changes what it names.

use papers::Layout;
use rules::words::Complaint;
use tests::paper::pdf_pages;

use crate::people::{batch, layout, print, print_for, society};

#[track_caller]
fn wrong(text: &str) -> Complaint {
    let complaints = Layout::read(text, "own").unwrap_err();
    assert_eq!(complaints.len(), 1, "{complaints:#?}");
    complaints[0].clone()
}

const HEAD: &str = "title = \"t\"\nkind = \"notice\"\npaper = [210, 297]\n";

#[test]
fn every_shipped_layout_reads() {
    for name in Layout::names().chain(["cover"]) {
        Layout::read(Layout::shipped(name).unwrap(), name)
            .unwrap_or_else(|complaints| panic!("{name}: {complaints:#?}"));
    }
    assert!(Layout::shipped("nothing").is_none());
}

#[test]
fn an_unknown_key_is_told_with_its_line() {
    let one = wrong(&format!("{HEAD}[[front.text]]\nx = 1\ny = 1\ntext = \"a\"\ncolour = \"red\"\n"));
    assert_eq!((one.place.as_str(), one.code), ("own.toml:8", "layout_unreadable"));
    assert!(one.sentence.en.contains("colour"), "{}", one.sentence.en);
    assert_eq!(one.sentence.ja, "「colour」という項目はありません。");
}

#[test]
fn a_file_that_is_no_toml_is_told_with_its_line() {
    let one = wrong(&format!("{HEAD}[[front.text]]\nx = = 1\n"));
    assert_eq!(one.place, "own.toml:5");
}

#[test]
fn a_misspelled_field_is_told_with_the_nearest_one() {
    let one = wrong(&format!("{HEAD}[[front.text]]\nx = 1\ny = 1\ntext = \"{{kanna}}\"\n"));
    assert_eq!((one.place.as_str(), one.code), ("own.toml:4", "layout_unknown_field"));
    assert!(one.hint.ja.contains("{kana}"), "{}", one.hint.ja);
}

#[test]
fn a_brace_without_its_partner_is_told() {
    assert_eq!(wrong(&format!("{HEAD}[[front.text]]\nx = 1\ny = 1\ntext = \"{{name\"\n")).code, "layout_brace");
}

#[test]
fn what_stands_outside_the_paper_is_told() {
    let one = wrong(&format!("{HEAD}[[front.box]]\nx = 150\ny = 10\nw = 70\nh = 5\n"));
    assert_eq!((one.place.as_str(), one.code), ("own.toml:4", "layout_outside"));
}

const CUT: &str = "[origin]\ncard = [100, 220]\n[[front.cut]]\nin = \"card\"\nx = 0\ny = 0\nw = 85.6\nh = 54\n";

fn text(page: &str, more: &str) -> String {
    format!("[[{page}.text]]\n{more}\nw = 40\ntext = \"a\"\n")
}

#[test]
fn what_lies_under_a_part_that_is_cut_off_or_across_its_edge_is_told_with_its_line() {
    for (under, line) in [
        // Of the letter, on the card; across its edge; of the card, across its edge; behind it, on the back.
        (text("front", "x = 110\ny = 240"), 12),
        (text("front", "x = 70\ny = 240"), 12),
        (text("front", "in = \"card\"\nx = 60\ny = 20"), 12),
        (text("back", "x = 40\ny = 240"), 12),
    ] {
        let one = wrong(&format!("{HEAD}{CUT}{under}"));
        assert_eq!((one.place, one.code), (format!("own.toml:{line}"), "layout_under_card"), "{under}");
    }
    for beside in [
        text("front", "in = \"card\"\nx = 5\ny = 20"),
        text("front", "x = 30\ny = 240"),
        text("front", "in = \"card\"\nx = 5\ny = -6"),
        text("back", "x = 130\ny = 240"),
    ] {
        assert!(Layout::read(&format!("{HEAD}{CUT}{beside}"), "own").is_ok(), "{beside}");
    }
}

#[test]
fn a_fold_through_a_part_that_is_cut_off_is_told() {
    for (y, fine) in [(45.0, true), (45.2, false), (99.0, true), (144.0, true), (160.0, false), (198.0, true)] {
        let read = Layout::read(&format!("{HEAD}{}", CUT.replace("220", &format!("{y:?}"))), "own");
        let codes: Vec<&str> = read.err().into_iter().flatten().map(|one| one.code).collect();
        assert_eq!(codes, if fine { vec![] } else { vec!["layout_fold"] }, "{y}");
    }
}

#[test]
fn a_missing_key_or_style_is_told_by_name() {
    assert!(wrong(&format!("{HEAD}[[front.box]]\nx = 1\ny = 1\nw = 7\n")).sentence.en.contains("box.h"));
    let one = wrong(&format!("{HEAD}[[front.text]]\nx = 1\ny = 1\ntext = \"a\"\nstyle = \"gone\"\n"));
    assert!(one.sentence.en.contains("style.gone"));
}

#[test]
fn no_member_s_data_can_get_into_a_code() {
    let one = wrong(&format!("{HEAD}[[front.qr]]\nx = 1\ny = 1\nw = 30\ntext = \"{{number}}\"\n"));
    assert_eq!(one.code, "layout_qr");
}

#[test]
fn a_field_of_a_separator_has_no_place_on_a_sheet() {
    let one = wrong(&format!("{HEAD}[[front.text]]\nx = 1\ny = 1\ntext = \"{{group_name}}\"\n"));
    assert_eq!(one.code, "layout_field_place");
}

#[test]
fn a_society_s_own_layout_changes_texts_places_and_leaves_things_out() {
    let own = "title = \"当組合\"\nbased_on = \"notice-right\"\nomit = [\"statement_note\"]\n\n[origin]\ncard = [20.0, 229.0]\naside = [114.0, 210.0]\n\n[texts]\ngreeting = \"このたびの登録の内容です。\"\n";
    let layout = Layout::read(own, "own").unwrap();
    assert_eq!(layout.title(), "当組合");
    let printed = print_for(&layout, &society(), &batch(1));
    let pages = pdf_pages(&printed.path(0));
    let all = pages.concat();
    assert!(all.contains("このたびの登録の内容です。"));
    assert!(!all.contains("医療保険の資格情報の登録が終わりました"));
    assert!(!all.contains("被保険者資格申立書"));
}

#[test]
fn a_change_of_something_that_is_not_there_is_told() {
    let one = wrong("based_on = \"notice-right\"\n[texts]\ngreting = \"a\"\n");
    assert_eq!((one.place.as_str(), one.code), ("own.toml:3", "layout_unknown_name"));
    assert_eq!(wrong("based_on = \"gone\"\n").code, "layout_base");
}

#[test]
fn every_certificate_says_what_its_member_wishes_and_nothing_where_nothing_is_wished() {
    let mut sheets = batch(2);
    let items = [
        "ウ（令和8年4月1日～令和9年3月31日）",
        "低所得Ⅱ・長期入院（令和8年8月1日から）",
        "記号1　自己負担限度額20,000円（令和8年4月1日から）",
    ];
    sheets[0].optional = items.map(|item| Some(item.to_owned()));
    let flat = |text: &str| text.split_whitespace().collect::<String>();
    for name in Layout::names().filter(|name| name.starts_with("certificate")) {
        assert_eq!(layout(name).optional_places(), [true; 3], "{name}");
        let pages: Vec<String> = pdf_pages(&print(name, &sheets).path(0)).iter().map(|page| flat(page)).collect();
        let back = pages.iter().find(|page| page.contains("限度額適用区分")).unwrap_or_else(|| panic!("{name}"));
        assert!(items.iter().all(|item| back.contains(&flat(item))), "{name}: {back}");
        assert_eq!(pages.iter().filter(|page| page.contains("限度額適用区分")).count(), 1, "{name}");
    }
}
