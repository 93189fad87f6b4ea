//! The text of papers, read back by pdftotext, is what the sheets say.

use papers::Sheet;
use rules::words::{Name, Relation};
use tests::paper::{pdf_greys, pdf_page_grey, pdf_pages, qpdf_complaint, qr_codes};

use crate::people::{self, Printed, batch, print, written};

/// Everything printed of one member, and how often at least.
fn printed_of(sheet: &Sheet, certificate: bool) -> Vec<(String, usize)> {
    let mut words = vec![
        (sheet.name.text().to_owned(), 2),
        (sheet.kana.text().to_owned(), 1),
        (sheet.symbol.clone(), 1),
        (sheet.number.clone(), 1),
        (sheet.branch.clone(), 1),
        (written(sheet.born.unwrap()), 1),
        (written(sheet.acquired.unwrap()), 1),
        (written(sheet.issued), 1),
        (sheet.paper.clone(), 1),
        ("06139992".to_owned(), 1),
        ("みなと総合健康保険組合".to_owned(), 1),
    ];
    if let Some(ratio) = sheet.ratio {
        words.push((format!("{ratio}割"), 1));
    }
    if let Some(until) = sheet.ratio_until {
        words.push((format!("{}まで", written(until)), 1));
    }
    if certificate {
        words.push((written(sheet.last_day.unwrap()), 1));
        words.push((
            if sheet.relation == Relation::Insured { "本人（被保険者）" } else { "家族（被扶養者）" }.to_owned(),
            1,
        ));
        words.extend(sheet.insured_name.iter().map(|name| (name.text().to_owned(), 1)));
    } else {
        words.extend(sheet.last_four.iter().map(|four| (four.text(), 1)));
    }
    // pdftotext gives every space as a plain one.
    words.into_iter().map(|(word, times)| (word.replace('\u{3000}', " "), times)).collect()
}

#[track_caller]
fn read_back(printed: &Printed, sheets: &[Sheet], certificate: bool) {
    let mut read = 0;
    for (volume, printed_volume) in printed.volumes.iter().enumerate() {
        let pages = pdf_pages(&printed.path(volume));
        assert_eq!(pages.len(), printed_volume.pages);
        for (sheet, lies) in sheets[printed_volume.sheets.clone()].iter().zip(&printed_volume.papers) {
            assert_eq!(sheet.paper, lies.paper);
            let page = &pages[lies.page - 1];
            for (word, times) in printed_of(sheet, certificate) {
                let found = page.matches(word.as_str()).count();
                assert!(found >= times, "{}: {word:?} stands {found} times in\n{page}", sheet.member);
            }
            read += 1;
        }
    }
    assert_eq!(read, sheets.len());
}

#[test]
fn every_word_of_every_member_is_read_back_from_the_notices() {
    let sheets = batch(300);
    for layout in ["notice-right", "notice-left"] {
        read_back(&print(layout, &sheets), &sheets, false);
    }
}

#[test]
fn every_word_of_every_member_is_read_back_from_the_certificates() {
    let sheets = batch(240);
    read_back(&print("certificate-a4", &sheets), &sheets, true);
    let mut sheets = batch(120);
    for sheet in &mut sheets {
        // The card alone names its holder once.
        sheet.relation = Relation::Insured;
        sheet.insured_name = None;
    }
    let printed = print("certificate-hagaki", &sheets);
    let pages = pdf_pages(&printed.path(0));
    for (sheet, lies) in sheets.iter().zip(&printed.volumes[0].papers) {
        for (word, _) in printed_of(sheet, true) {
            assert!(pages[lies.page - 1].contains(&word), "{}: {word}", sheet.member);
        }
    }
}

#[test]
fn variants_of_one_character_stay_apart_on_one_page() {
    let names = ["葛　飾", "葛󠄀　飾", "葛󠄁　飾", "辻　髙﨑", "辻󠄀　髙﨑", "渡邉　渡邊󠄂"];
    let mut sheets = batch(names.len() * 2);
    for (sheet, name) in sheets.iter_mut().zip(names.iter().chain(names.iter().rev())) {
        sheet.name = Name::new(*name);
        sheet.insured_name = None;
    }
    let lacking = people::check("notice-right", &sheets);
    let lacking: Vec<&str> = lacking.iter().map(|complaint| complaint.place.as_str()).collect();
    sheets.retain(|sheet| !lacking.contains(&sheet.member.as_str()));
    assert!(sheets.len() >= 8, "{lacking:?}");
    let printed = print("notice-right", &sheets);
    let pages = pdf_pages(&printed.path(0));
    for (sheet, lies) in sheets.iter().zip(&printed.volumes[0].papers) {
        let name = sheet.name.text().replace('\u{3000}', " ");
        let page = &pages[lies.page - 1];
        assert!(page.matches(name.as_str()).count() >= 3, "{name} in\n{page}");
    }
}

#[test]
fn the_last_four_digits_stand_only_where_they_are_given() {
    let mut sheets = batch(2);
    sheets[0].last_four = None;
    sheets[1].last_four = rules::words::LastFour::new("7306");
    let printed = print("notice-right", &sheets);
    let pages = pdf_pages(&printed.path(0));
    let page = |index: usize| &pages[printed.volumes[0].papers[index].page - 1];
    assert!(!page(0).contains("下4桁"), "{}", page(0));
    assert!(page(1).contains("個人番号の下4桁") && page(1).contains("7306"), "{}", page(1));
}

#[test]
fn the_codes_hold_the_portals_address_the_papers_and_the_envelopes_codes_and_nothing_else() {
    let mut sheets = batch(4);
    for sheet in &mut sheets {
        sheet.codes.envelope = format!("E{:010}", sheet.envelope);
    }
    let printed = print("notice-right", &sheets);
    for (index, picture) in pdf_greys(&printed.path(0), 300).iter().enumerate() {
        let front = printed.volumes[0].papers.iter().position(|lies| lies.page == index + 1);
        let mut wanted: Vec<String> = Vec::new();
        if let Some(sheet) = front.map(|at| &sheets[at]) {
            wanted.extend([people::PORTAL.to_owned(), sheet.paper.clone()]);
            wanted.extend((sheet.in_envelope.0 == 1).then(|| sheet.codes.envelope.clone()));
        }
        let mut read = qr_codes(picture);
        wanted.sort();
        read.sort();
        assert_eq!(read, wanted, "page {}", index + 1);
    }
}

#[test]
fn every_letter_and_its_separator_bear_the_codes_that_an_insertion_scans() {
    let mut sheets = batch(2);
    sheets.truncate(2);
    let one = &mut sheets[1];
    one.ratio = Some(2);
    one.ratio_until = Some(people::day("2027-07-31"));
    one.in_envelope = (1, 1);
    one.route = papers::Route::Employer;
    one.codes = papers::Codes {
        envelope: "E2345678923".to_owned(),
        bundle: "K2345678923".to_owned(),
        label: "T2345678923".to_owned(),
    };
    for name in papers::Layout::names() {
        let printed = print(name, &sheets[1..]);
        let front = printed.volumes[0].papers[0].page - 1;
        let page = |page: usize| qr_codes(&pdf_page_grey(&printed.path(0), page, 200));
        let mut read = page(front);
        if name.starts_with("last-four") || name == "return-request" {
            // It stands on the part that comes back, below.
            read.extend(qr_codes(&pdf_page_grey(&printed.path(0), front, 200)));
        }
        assert!(read.contains(&sheets[1].paper), "{name}: {read:?}");
        // A postcard has no envelope.
        assert_eq!(read.contains(&sheets[1].codes.envelope), name != "certificate-hagaki", "{name}: {read:?}");
        assert!(0 < front && page(0).contains(&sheets[1].codes.bundle), "{name}: {:?}", page(0));
    }
}

#[test]
fn a_later_print_says_which_it_is_in_its_code_and_an_office_copy_has_none() {
    let mut sheets = batch(1);
    sheets[0].copy = 3;
    let read = |sheets: &[papers::Sheet]| -> Vec<String> {
        let printed = print("notice-right", sheets);
        pdf_greys(&printed.path(0), 300)
            .iter()
            .flat_map(|page| qr_codes(page))
            .filter(|code| code != people::PORTAL)
            .collect()
    };
    assert_eq!(read(&sheets), [format!("{}-3", sheets[0].paper)]);
    sheets[0].copy = 0;
    assert_eq!(read(&sheets), [papers::OFFICE_COPY]);
}

#[test]
fn qpdf_finds_nothing_wrong() {
    for name in papers::Layout::names() {
        let mut sheets = batch(100);
        for sheet in &mut sheets {
            // An elderly certificate is nothing without it.
            (sheet.ratio, sheet.ratio_until) = (Some(2), Some(crate::people::day("2027-07-31")));
        }
        let printed = print(name, &sheets);
        assert_eq!(qpdf_complaint(&printed.path(0)), None, "{name}");
    }
}

#[test]
fn long_names_and_addresses_are_set_smaller_and_not_cut() {
    let mut sheets = batch(3);
    sheets[0].name = Name::new("アレクサンドラマリアコンスタンティノプロス　ヴァレンティーナ");
    sheets[0].employer =
        Some("一般社団法人日本総合港湾物流情報システム研究開発機構 関西国際空港第二貨物取扱事業所".into());
    sheets[1].name = Name::new("勅使河原武者小路伊集院　寿限無寿限無五劫");
    sheets[2].route = papers::Route::Home;
    let address =
        "京都府京都市上京区下立売通新町西入薮ノ内町456番地の78 グランドコンフォート京都御所西レジデンス南館1204号室";
    sheets[2].address = Some(rules::words::Address::new(address));
    let printed = print("notice-right", &sheets);
    let pages = pdf_pages(&printed.path(0));
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    let page = |index: usize| bare(&pages[printed.volumes[0].papers[index].page - 1]);
    assert!(page(0).matches(&bare(sheets[0].name.text())).count() >= 3);
    assert!(page(0).contains(&bare(sheets[0].employer.as_deref().unwrap())));
    assert!(page(1).matches(&bare(sheets[1].name.text())).count() >= 3);
    assert!(page(2).contains(&bare(address)));
}
