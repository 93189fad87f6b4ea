//! The letters of the last-four check: two variants, one page each, and a code that says nothing of its holder.

use papers::Layout;
use rules::words::LastFour;
use tests::paper::{pdf_greys, pdf_pages, pdf_picture, qpdf_complaint, qr_codes};

use crate::look::looks_like;
use crate::people::{self, batch, print, written};

fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn the_letter_bears_the_digits_only_where_they_may_stand() {
    let mut sheets = batch(3);
    sheets[0].last_four = LastFour::new("7306");
    sheets[1].last_four = None;
    sheets[2].last_four = LastFour::new("0042");
    sheets[2].corrected = true;
    let printed = print("last-four", &sheets);
    let pages = pdf_pages(&printed.path(0));
    let page = |index: usize| bare(&pages[printed.volumes[0].papers[index].page - 1]);
    let until = written(sheets[0].answer_until.unwrap());
    for (index, sheet) in sheets.iter().enumerate() {
        let text = page(index);
        assert_eq!(printed.volumes[0].papers[index].pages, 1, "one page for one person");
        assert!(
            text.contains(&bare(sheet.name.text())) && text.contains(&sheet.paper) && text.contains(&until),
            "{text}"
        );
        assert!(!text.contains(&written(sheet.born.unwrap())), "a birth date has no business here: {text}");
    }
    assert!(page(0).contains("7306") && page(0).contains("同じでした") && page(0).contains("違っていました"));
    assert!(page(0).contains("一致したものとはしません"), "silence is no agreement, and the letter says so");
    assert!(page(1).contains("下4桁を載せていません") && !page(1).contains("7306") && !page(1).contains("同じでした"));
    assert!(page(2).contains("0042") && page(2).contains("訂正後の下4桁"));
    assert_eq!(qpdf_complaint(&printed.path(0)), None);
}

#[test]
fn the_code_of_each_letter_is_its_own_and_holds_nothing_else() {
    let sheets = batch(4);
    let printed = print("last-four", &sheets);
    let pictures = pdf_greys(&printed.path(0), 200);
    let mut read = 0;
    for (sheet, lies) in sheets.iter().zip(&printed.volumes[0].papers) {
        assert_eq!(qr_codes(&pictures[lies.page - 1]), std::slice::from_ref(&sheet.paper), "page {}", lies.page);
        read += 1;
    }
    assert_eq!(read, sheets.len());
}

#[test]
fn a_letter_without_its_day_is_not_printed_and_a_code_takes_no_other_field() {
    let mut sheets = batch(1);
    sheets[0].answer_until = None;
    let complaints = people::check("last-four", &sheets);
    assert!(
        complaints.iter().any(|one| one.code == "missing_value" && one.sentence.ja.contains("回答期限")),
        "{complaints:#?}"
    );
    for field in ["{name}", "{paper} {name}", "{last_four}", "P{paper}"] {
        let text = format!(
            "title = \"t\"\nkind = \"last_four\"\npaper = [210, 297]\n[[front.qr]]\nx = 10\ny = 10\nw = 30\ntext = \"{field}\"\n"
        );
        let complaints = Layout::read(&text, "own").unwrap_err();
        assert_eq!(complaints[0].code, "layout_qr", "{field}");
    }
}

#[test]
fn both_variants_look_as_they_were_approved() {
    let mut sheets = batch(2);
    sheets[0].last_four = LastFour::new("7306");
    sheets[1].last_four = None;
    let printed = print("last-four", &sheets);
    for (index, name) in ["last-four", "last-four-without"].into_iter().enumerate() {
        looks_like(name, &pdf_picture(&printed.path(0), printed.volumes[0].papers[index].page, 50));
    }
}
